"""The reports of a province's 69 communes become one, with an annex that has a row for each.

The figures are made up. One commune has not reported, one knows only half.

python examples/province.py [folder]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import cchc_lib as cchc
from cchc_lib.law.units import communes_of

PROVINCE, CODE = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"), "42"


def communes() -> Iterator[cchc.ProceduresReport]:
    """Yield the reports that came."""
    for place, unit in enumerate(communes_of(CODE)):
        if place == 17:
            continue
        kind, _, name = unit.name.partition(" ")
        received, late = 400 + place * 37 % 900, place * 11 % 23
        is_known = place != 40
        yield cchc.ProceduresReport(
            agency=cchc.Agency(
                name=f"Ủy ban nhân dân {kind.lower()} {name}", parent=PROVINCE, unit_code=unit.code
            ),
            period=cchc.Period.quarter(2026, 3),
            procedures=cchc.Procedures(
                dossiers=cchc.Dossiers(
                    online=received * 3 // 4,
                    in_person=received - received * 3 // 4,
                    postal=0,
                    carried_over=9,
                    early=received // 2 if is_known else None,
                    on_time=received - received // 2 - late if is_known else None,
                    late=late if is_known else None,
                    pending_in_time=9,
                    overdue=0,
                )
            ),
        )


def main(folder: Path) -> None:
    """Add the reports up, say what does not agree, and write the report of the province."""
    folder.mkdir(parents=True, exist_ok=True)
    units = cchc.UnitReports(communes(), agency=PROVINCE, expected=CODE)
    cchc.save_docx(units.report, folder / "ha-tinh.docx", outline=cchc.units_outline(units))
    findings = cchc.audit_units(units)
    (folder / "ra-soat.txt").write_text(f"{findings}\n", encoding="utf-8")
    print(f"{len(units.each)} reports, {len(findings)} findings: ha-tinh.docx, ra-soat.txt written")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
