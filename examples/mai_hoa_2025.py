"""The annual report of a real commune, from typed facts to a Word document, a page and text.

    python examples/mai_hoa_2025.py [folder]

Every figure that is computed (totals, shares, rates, changes) is computed by the library: none is
typed here. Facts that do not hold together stand as the commune stated them; they are for an audit
to find, not for a script to smooth over.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import cchc_lib as cchc


def cited(number: str, day: date | None = None, subject: str | None = None) -> cchc.Citation:
    """Return a document by its number: type and symbol follow from the number."""
    found = cchc.Citation.parse(number)
    return cchc.Citation(
        kind=found.kind,
        number=found.number,
        symbol=found.symbol,
        year=found.year,
        day=day,
        subject=subject,
    )


COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")

PERIOD = cchc.Period.year(2025, start=date(2025, 7, 1), end=date(2025, 11, 11))

PLAN_DECISION = cited(
    "130/QĐ-UBND", date(2025, 7, 24), "ban hành Kế hoạch cải cách hành chính năm 2025"
)
INSPECTION_PLAN = cited(
    "46/KH-UBND", date(2025, 10, 16), "kiểm tra, tự kiểm tra công tác cải cách hành chính năm 2025"
)
INSPECTION_TEAM = cited(
    "485/QĐ-UBND",
    date(2025, 10, 16),
    "thành lập Đoàn kiểm tra, tự kiểm tra công tác cải cách hành chính năm 2025",
)
ISO_PLAN = cited(
    "36/KH-UBND",
    date(2025, 10, 3),
    "xây dựng và áp dụng Hệ thống quản lý chất lượng theo TCVN ISO 9001:2015",
)
ISO_COMMITTEE = cited("576/QĐ-UBND", date(2025, 11, 10), "thành lập Ban Chỉ đạo ISO 9001:2015")

DIRECTION = cchc.Direction(
    documents=[
        cited(
            "63/QĐ-UBND",
            date(2025, 7, 22),
            "thành lập Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số "
            "và Đề án 06",
        ),
        PLAN_DECISION,
        cited("247/QĐ-UBND", date(2025, 7, 30), "cấp mã định danh điện tử cấp 3"),
        cited("268/QĐ-UBND", date(2025, 8, 12), "kiện toàn Tổ chuyển đổi số cộng đồng"),
        cited("361/QĐ-UBND", date(2025, 8, 20), "thành lập Tổ cán bộ nòng cốt chuyển đổi số"),
        cited("362/QĐ-UBND", date(2025, 8, 20), "thành lập Tổ ứng cứu công nghệ"),
        cited(
            "34/KH-UBND",
            date(2025, 9, 26),
            "nâng cao chất lượng dịch vụ công trực tuyến toàn trình",
        ),
        cited("428/QĐ-UBND", date(2025, 10, 1), "ban hành danh mục hồ sơ, tài liệu năm 2025"),
        ISO_PLAN,
        INSPECTION_PLAN,
        INSPECTION_TEAM,
        ISO_COMMITTEE,
    ],
)

PLAN = cchc.Plan(decision=PLAN_DECISION, targets=23, tasks=43, activities=54, tasks_completed=41)

INSPECTIONS = cchc.Inspections(
    plan=INSPECTION_PLAN,
    team=INSPECTION_TEAM,
    units=[
        cchc.Group(name="phòng, trung tâm", count=4),
        cchc.Group(name="đơn vị trường học", count=2),
    ],
    notes=["Việc kiểm tra đã hoàn thành theo kế hoạch."],
)

OUTREACH = cchc.Outreach(
    plan=cited("25/KH-UBND", date(2025, 9, 11), "tuyên truyền cải cách hành chính năm 2025"),
    notes=[
        "Chuyên mục cải cách hành chính, chuyển đổi số được duy trì trên Trang thông tin điện tử "
        "của xã và trên hệ thống truyền thanh cơ sở."
    ],
)

ASSIGNED = cchc.AssignedTasks(
    assigned_by="Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh", total=36, on_time=36
)

INSTITUTIONS = cchc.Institutions(
    legal_bases=[
        cchc.Citation.parse(
            "Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020)"
        ),
        cited("34/2016/NĐ-CP"),
        cited("154/2020/NĐ-CP"),
    ],
    drafts_commented=264,
    monitoring_documents=[
        cited("Văn bản số 290/UBND-VP", date(2025, 8, 8)),
        cited("17/KH-UBND", date(2025, 8, 26)),
        cited("770/UBND", date(2025, 10, 10)),
        cited("785/UBND", date(2025, 10, 14)),
        cited("817/UBND", date(2025, 10, 16)),
        cited("886/UBND", date(2025, 10, 24)),
    ],
    implemented_documents=[
        cited("66-NQ/TW", date(2025, 4, 30)),
        cited("140/NQ-CP", date(2025, 5, 17)),
        cited("Chương trình hành động số 45-CTr/TU", date(2025, 7, 3)),
        cited("24/CT-TTg", date(2025, 9, 13)),
        cited("352/KH-UBND"),
        cited("Chương trình hành động số 44-CTr/TU"),
        cited("59-NQ/TW", date(2025, 1, 24)),
        cited("187/CĐ-TTg"),
        cited("292/NQ-CP"),
    ],
    sanctions=cchc.Sanctions(
        cases=3,
        fine_amount_vnd=20_800_000,
        documents=[
            cited("Văn bản số 406/UBND-KT", date(2025, 8, 22)),
            cited("23/KH-UBND", date(2025, 9, 9)),
        ],
    ),
    outreach_documents=[cited("18/KH-UBND", date(2025, 9, 3))],
)

# The commune states 99,75% in time and 0,25% late of 1.214 resolved, not the counts. Only one
# count prints as each of these percentages, so the counts follow.
RESOLVED = 1214
(IN_TIME,) = cchc.Ratio.parts_printing("99,75%", whole=RESOLVED)
(LATE,) = cchc.Ratio.parts_printing("0,25%", whole=RESOLVED)

PROCEDURES = cchc.Procedures(
    total=559,
    full_online=75,
    partial_online=293,
    dossiers=cchc.Dossiers(
        online=1219, in_person=49, on_time=IN_TIME, late=LATE, pending_unsplit=28
    ),
    feedback=cchc.Feedback(received=0),
)


def snapshot(
    day: date, *, chair: int, vice: int, experts: int, council: int, military: int
) -> cchc.StaffingSnapshot:
    """Return the commune's staff on one day."""
    return cchc.StaffingSnapshot(
        day=day,
        groups=[
            cchc.Group(name="Chủ tịch", count=chair),
            cchc.Group(name="Phó Chủ tịch", count=vice),
            cchc.Group(name="công chức chuyên môn", count=experts),
            cchc.Group(name="người thuộc Hội đồng nhân dân", count=council),
            cchc.Group(name="người thuộc Ban Chỉ huy quân sự", count=military),
        ],
    )


STAFFING = cchc.Staffing(
    snapshots=[
        snapshot(date(2025, 7, 1), chair=1, vice=2, experts=31, council=6, military=3),
        # as stated, although this day lies after the data window
        snapshot(date(2025, 12, 11), chair=1, vice=2, experts=29, council=3, military=3),
    ],
    departures=[
        cchc.Departures(
            since=date(2025, 7, 1),
            by_origin=[
                cchc.Group(name="nguyên cán bộ, công chức cấp huyện", count=3),
                cchc.Group(name="nguyên cán bộ, công chức các xã trước sáp nhập", count=14),
            ],
            status="chế độ, chính sách đã chi trả theo quy định",
        ),
        cchc.Departures(
            since=date(2025, 7, 2),
            by_regime=[
                cchc.Group(name="nghỉ hưu trước tuổi", count=6),
                cchc.Group(name="thôi việc", count=1),
            ],
            by_origin=[
                cchc.Group(name="khối Đảng", count=2),
                cchc.Group(name="khối Ủy ban nhân dân xã", count=5),
            ],
            status="chế độ, chính sách đã chi trả theo quy định",
        ),
    ],
    part_time=cchc.PartTimeStaff(
        since=date(2025, 7, 1),
        legal_basis=cited("154/2025/NĐ-CP"),
        decided=16,
        under_review=1,
    ),
)

CIVIL_SERVICE = cchc.CivilService(
    recruited=0,
    reappointed=1,
    disciplined=0,
    compliance=cchc.Ratio(1, 1),
    notes=[
        "Người được bổ nhiệm lại là hiệu trưởng Trường Tiểu học Đức Lĩnh.",
        "Bản mô tả công việc và khung năng lực của từng vị trí việc làm đang được xây dựng. Công "
        "chức của xã được cử dự các lớp bồi dưỡng nghiệp vụ của trung ương và của tỉnh.",
    ],
)

BUDGET = cchc.Budget(
    # the plan is not known, so the stated 82,1% cannot be checked
    disbursement=cchc.BudgetLine(actual_vnd=10_550_000_000),
    revenue=cchc.BudgetLine(
        planned_vnd=3_046_000_000,
        actual_vnd=5_147_000_000,
        assigned_by="Hội đồng nhân dân xã",
        as_of=date(2025, 11, 11),
    ),
    notes=["Các đơn vị đã ban hành quy chế chi tiêu nội bộ và quản lý tài sản công."],
)

DIGITAL = cchc.Digital(
    online_meeting_rooms=2,
    staff_equipped=cchc.Ratio(1, 1),
    digital_signatures=cchc.Ratio(1, 1),
    document_accounts=cchc.Ratio(1, 1),
    quality_documents=[ISO_PLAN, ISO_COMMITTEE],
)

ENTERPRISES = cchc.Enterprises(moved_in=1, cooperatives=1, cooperative_groups=2)

ASSESSMENT = cchc.Assessment(
    strengths=[
        "Công tác chỉ đạo, điều hành được triển khai kịp thời, bám sát nhiệm vụ được giao.",
        "Hoàn thành {plan.completion} nhiệm vụ của kế hoạch và {assigned_tasks.on_time_ratio} "
        "nhiệm vụ được giao.",
        "Hồ sơ trực tuyến chiếm {procedures.dossiers.online_share}; tỷ lệ giải quyết trước hạn, "
        "đúng hạn đạt {procedures.dossiers.on_time_ratio}.",
        "Các mô hình hỗ trợ người dân nộp hồ sơ trực tuyến được duy trì.",
        "Bộ máy được kiện toàn, nhiệm vụ của từng bộ phận được phân công rõ.",
        "Hạ tầng số và dịch vụ công trực tuyến tiếp tục được mở rộng.",
    ],
    shortcomings=[
        "Sự phối hợp giữa một số bộ phận có lúc chưa chặt chẽ.",
        "Kỹ năng công nghệ thông tin của một số cán bộ, công chức chưa đáp ứng yêu cầu.",
        "Hình thức tuyên truyền tới người dân, doanh nghiệp chưa đa dạng.",
        "Kết quả của một số nhiệm vụ chưa bền vững.",
    ],
    causes=[
        "Khối lượng công việc lớn trong giai đoạn đầu của chính quyền địa phương hai cấp, nhân lực "
        "còn thiếu.",
        "Đường truyền và thiết bị có lúc gián đoạn.",
        "Một bộ phận người dân chưa quen sử dụng dịch vụ công trực tuyến.",
    ],
)

NEXT_TASKS = [
    "Hoàn thành {plan.tasks_remaining} nhiệm vụ còn lại của kế hoạch; xây dựng kế hoạch cải cách "
    "hành chính và kế hoạch kiểm tra của năm sau.",
    "Rà soát văn bản quy phạm pháp luật và tuyên truyền, phổ biến pháp luật theo kế hoạch.",
    "Rà soát, đề xuất đơn giản hóa thủ tục hành chính; công khai đầy đủ thủ tục hành chính.",
    "Thực hiện tinh giản biên chế và sắp xếp cán bộ, công chức dôi dư.",
    "Siết chặt kỷ luật, kỷ cương hành chính.",
    "Quản lý thu, chi ngân sách chặt chẽ, khai thác tốt các nguồn thu.",
    "Đẩy mạnh ứng dụng công nghệ thông tin, duy trì Hệ thống quản lý chất lượng ISO 9001:2015.",
]

REPORT = cchc.Report(
    agency=COMMUNE,
    period=PERIOD,
    issued=date(2025, 11, 12),
    addressees=[
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Các Sở: Nội vụ; Tài chính; Văn hóa, Thể thao và Du lịch; Tư pháp; Khoa học và Công nghệ",
    ],
    basis=[
        cchc.Citation(
            kind="Văn bản",
            number=5690,
            symbol="SNV-CCHC&VTLT",
            day=date(2025, 11, 10),
            issuer="Sở Nội vụ",
            subject="đôn đốc báo cáo định kỳ cải cách hành chính",
        )
    ],
    recipients=[
        "Như trên",
        "Thường trực Đảng ủy",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã",
        "Các cơ quan, đơn vị thuộc xã",
    ],
    signatory=cchc.Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", authority="KT."),
    direction=DIRECTION,
    plan=PLAN,
    inspections=INSPECTIONS,
    outreach=OUTREACH,
    assigned_tasks=ASSIGNED,
    institutions=INSTITUTIONS,
    procedures=PROCEDURES,
    staffing=STAFFING,
    civil_service=CIVIL_SERVICE,
    budget=BUDGET,
    digital=DIGITAL,
    enterprises=ENTERPRISES,
    assessment=ASSESSMENT,
    next_tasks=NEXT_TASKS,
    claims={
        "plan.completion": "95,34%",
        "assigned_tasks.on_time_ratio": "100%",
        "procedures.dossiers.online_share": "96,22%",
        "procedures.dossiers.in_person_share": "3,78%",
        "procedures.dossiers.on_time_ratio": "99,75%",
        "procedures.dossiers.late_ratio": "0,25%",
        "budget.disbursement.completion": "82,1%",
        "budget.revenue.completion": "169%",
    },
)


def main(folder: Path) -> None:
    """Write the report as Word, HTML and text."""
    folder.mkdir(parents=True, exist_ok=True)
    cchc.save_docx(REPORT, folder / "bao-cao-mai-hoa-2025.docx")
    (folder / "bao-cao-mai-hoa-2025.html").write_text(cchc.render_html(REPORT), encoding="utf-8")
    (folder / "bao-cao-mai-hoa-2025.txt").write_text(cchc.render_text(REPORT), encoding="utf-8")
    print("bao-cao-mai-hoa-2025.docx, .html and .txt written")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
