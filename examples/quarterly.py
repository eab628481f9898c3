"""A ward's quarterly report, compared with the same quarter a year before.

python examples/quarterly.py [folder]
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import cchc_lib as cchc

WARD = cchc.Agency(name="Ủy ban nhân dân phường Thành Sen")


def dossiers(online: int, in_person: int, early: int, on_time: int, late: int) -> cchc.Dossiers:
    """Return the dossiers of a quarter, of which none was carried over."""
    pending = online + in_person - early - on_time - late
    return cchc.Dossiers(
        online=online,
        in_person=in_person,
        carried_over=0,
        early=early,
        on_time=on_time,
        late=late,
        pending_in_time=pending,
        overdue=0,
    )


LAST_YEAR = cchc.Report(
    agency=WARD,
    period=cchc.Period.quarter(2025, 3),
    procedures=cchc.Procedures(dossiers=dossiers(812, 391, 640, 488, 31)),
)

REPORT = cchc.Report(
    agency=WARD,
    period=cchc.Period.quarter(2026, 3),
    previous=LAST_YEAR,
    number=87,
    issued=date(2026, 9, 15),
    addressees=["Sở Nội vụ tỉnh Hà Tĩnh"],
    recipients=["Như trên", "Thường trực Đảng ủy phường"],
    drafting_unit="VHXH",
    signatory=cchc.Signatory(name="Trần Thị Bình", position="Chủ tịch", authority="TM."),
    plan=cchc.Plan(targets=18, tasks=36, activities=52, tasks_completed=27),
    assigned_tasks=cchc.AssignedTasks(total=58, on_time=51, late=1, pending_in_time=6, overdue=0),
    procedures=cchc.Procedures(
        total=412,
        full_online=196,
        partial_online=148,
        dossiers=cchc.Dossiers(
            online=1604,
            in_person=127,
            carried_over=44,
            early=1120,
            on_time=588,
            late=7,
            pending_in_time=58,
            overdue=2,
            sectors=[
                cchc.Dossiers(
                    sector="Hộ tịch",
                    online=702,
                    in_person=58,
                    carried_over=9,
                    early=498,
                    on_time=250,
                    late=1,
                    pending_in_time=20,
                    overdue=0,
                ),
                cchc.Dossiers(
                    sector="Chứng thực",
                    online=611,
                    in_person=12,
                    carried_over=0,
                    early=402,
                    on_time=221,
                    late=0,
                    pending_in_time=0,
                    overdue=0,
                ),
                cchc.Dossiers(
                    sector="Đất đai",
                    online=291,
                    in_person=57,
                    carried_over=35,
                    early=220,
                    on_time=117,
                    late=6,
                    pending_in_time=38,
                    overdue=2,
                ),
            ],
        ),
        feedback=cchc.Feedback(received=3, handled=3, pending=0),
    ),
    next_tasks=[
        "Hoàn thành {plan.tasks_remaining} nhiệm vụ còn lại của kế hoạch năm.",
        "Giải quyết dứt điểm {procedures.dossiers.overdue} hồ sơ đang quá hạn.",
    ],
)


def main(folder: Path) -> None:
    """Write the report as a Word document."""
    folder.mkdir(parents=True, exist_ok=True)
    cchc.save_docx(REPORT, folder / "bao-cao-quy-iii-2026.docx")
    print("bao-cao-quy-iii-2026.docx written")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
