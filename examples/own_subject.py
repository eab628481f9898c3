"""A subject of one's own in a shipped report, and a family of one's own.

python examples/own_subject.py [folder]
"""

import sys
from pathlib import Path

import attrs

import cchc_lib as cchc
from cchc_lib import define


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    """Disputes that the teams of villages and quarters settle."""

    teams: int | None = define.count("tổ", "tổ hòa giải")
    received: int | None = define.count("vụ, việc", "vụ, việc tiếp nhận")
    settled: int | None = define.count("vụ, việc", "vụ, việc hòa giải thành")
    failed: int | None = define.count("vụ, việc", "vụ, việc hòa giải không thành")
    handled = define.total("settled + failed", "vụ, việc đã hòa giải", part_of="received")
    success = define.ratio("settled / handled", "tỷ lệ hòa giải thành")


SAID = (
    "Có {mediation.teams} tổ hòa giải; tiếp nhận {mediation.received} vụ, việc.",
    "Hòa giải thành {mediation.settled}/{mediation.handled} vụ, việc[, đạt {mediation.success}].",
)
PART = cchc.Part("ii.9", "Hòa giải ở cơ sở", lines=SAID, table=["mediation"])


@cchc.family(title="Công tác hòa giải ở cơ sở {period}", outline=cchc.Outline([PART]))
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    """The report on mediation: its own title, its own outline."""

    mediation: Mediation | None = define.one(Mediation)


facts = Mediation(teams=12, received=30, settled=24, failed=3)
commune, year = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), cchc.Period.year(2025)
annual = cchc.Report(agency=commune, period=year, own=[facts])
special = MediationReport(agency=commune, period=year, mediation=facts)

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
outline = cchc.STANDARD.insert_after("ii.8", PART)
cchc.save_docx(annual, folder / "bao-cao-cai-cach-hanh-chinh.docx", outline=outline)
cchc.save_docx(special, folder / "bao-cao-hoa-giai.docx")
print(special.figures()["mediation.success"].text)
