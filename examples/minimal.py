"""The least that makes a report: an agency, a period, one plan.

python examples/minimal.py [folder]
"""

import sys
from pathlib import Path

import cchc_lib as cchc

report = cchc.Report(
    agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    period=cchc.Period.year(2025),
    plan=cchc.Plan(tasks=43, tasks_completed=41),
)

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
cchc.save_docx(report, folder / "bao-cao-toi-thieu.docx")
print(report.figures()["plan.completion"].text)
