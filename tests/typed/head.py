"""What mypy must accept and refuse of agency, period, signatory and citation.

Nothing here runs. mypy checks it as it checks the sources: a line that it refuses wrongly is an
error, and so is an ignored line that it would accept.
"""

from __future__ import annotations

from datetime import date

import attrs

import cchc_lib as cchc
from cchc_lib.law.windows import data_window


def agencies() -> cchc.Agency:
    """Levels by value, other names by evolve."""
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa", level="commune", unit_code="00004")
    ward = attrs.evolve(commune, name="Ủy ban nhân dân phường 3", level=None, place=None)
    level: cchc.Level = ward.level
    words: str = ward.symbol + ward.place + ward.head
    cchc.Agency(name=words, level=level, parent=commune)
    cchc.Agency(name="UBND xã Mai Hoa", level="comune")  # type: ignore[arg-type]
    cchc.Agency(name="Sở Nội vụ", parent="UBND tỉnh Hà Tĩnh")  # type: ignore[arg-type]
    cchc.Agency(name=5)  # type: ignore[arg-type]
    cchc.Agency(level="commune")  # type: ignore[call-arg]
    attrs.evolve(commune, name=5)  # type: ignore[arg-type]
    attrs.evolve(commune, level="comune")  # type: ignore[arg-type]
    cchc.Agency(name="UBND xã Mai Hoa", unit_code=4)  # type: ignore[arg-type]
    return ward


def signatories(agency: cchc.Agency) -> tuple[str, ...]:
    """Capacities by value."""
    deputy = cchc.Signatory(position="Phó Chủ tịch", authority="KT.")
    cchc.Signatory(position="Chủ tịch", authority=cchc.SignatureAuthority.TM)
    cchc.Signatory(position="Chủ tịch", authority="KTT.")  # type: ignore[arg-type]
    cchc.Signatory(authority="KT.")  # type: ignore[call-arg]
    deputy.lines("UBND")  # type: ignore[arg-type]
    return deputy.lines(agency)


def periods() -> tuple[date, date]:
    """Kinds by value, other years by evolve."""
    quarter = cchc.Period(kind="quarter", calendar_year=2025, index=3, start=date(2025, 7, 1))
    year = attrs.evolve(quarter, kind="year", index=None, start=None)
    cchc.Period(kind="quartre", calendar_year=2025)  # type: ignore[arg-type]
    cchc.Period(kind="year", calendar_year="2025")  # type: ignore[arg-type]
    cchc.Period.year("2025")  # type: ignore[arg-type]
    data_window("yaer", 2025)  # type: ignore[arg-type]
    first: date = year.start
    return first, year.end


def citations() -> cchc.Citation:
    """Numbers as int or text."""
    cited = cchc.Citation(kind="Quyết định", number=130, symbol="QĐ-UBND", about="về việc")
    cchc.Citation(kind="Nghị quyết", number="66.18", symbol="NQ-CP", year=2026)
    cchc.Citation(kind="Quyết định", number=1.5, symbol="QĐ-UBND")  # type: ignore[arg-type]
    cchc.Citation(kind="Quyết định", number=1, symbol="QĐ", about="cho")  # type: ignore[arg-type]
    cchc.Citation.find(None)  # type: ignore[arg-type]
    return attrs.evolve(cited, day=date(2025, 7, 24), number=131)
