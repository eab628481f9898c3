"""Direction of the reform: documents, initiatives, dialogues; inspections and publicity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from cchc_lib import define
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.figures.figure import objects
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.report.citation import Citation
from cchc_lib.report.head import ReportHead
from cchc_lib.subjects.groups import Group
from cchc_lib.vietnamese import format_date

__all__ = [
    "DIRECTING",
    "INSPECTING",
    "PUBLICITY",
    "Direction",
    "Inspections",
    "Outreach",
    "before_period",
]


@define.subject("chỉ đạo, điều hành", rules=__name__)
@attrs.frozen(kw_only=True)
class Direction:
    """Directing documents of the period, listed in a footnote; initiatives; dialogues."""

    documents: Sequence[Citation] = define.several(Citation, "văn bản")
    initiatives: int | None = define.count("sáng kiến", "sáng kiến, mô hình mới")
    dialogues: int | None = define.count("cuộc", "cuộc đối thoại với người dân, doanh nghiệp")
    attendees: int | None = define.count("lượt người", "lượt người tham gia đối thoại")
    opinions: int | None = define.count("ý kiến", "ý kiến tại các cuộc đối thoại")
    opinions_resolved: int | None = define.count(
        "ý kiến", "ý kiến tại các cuộc đối thoại đã giải quyết", part_of="opinions"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    issued = define.total(
        "count(documents)", "văn bản chỉ đạo, điều hành đã ban hành", unit="văn bản"
    )
    resolved_ratio = define.ratio(
        "opinions_resolved / opinions", "tỷ lệ ý kiến tại các cuộc đối thoại đã giải quyết"
    )


DIRECTING = Part(
    "i.1",
    "Công tác chỉ đạo, điều hành",
    about="direction",
    lines=[
        "Trong kỳ báo cáo, {agency} đã ban hành {direction.issued} văn bản chỉ đạo, điều hành công "
        "tác cải cách hành chính{^direction.documents}.",
        Sentence(
            "Trong kỳ có {direction.initiatives} sáng kiến, mô hình mới được áp dụng.",
            none="Trong kỳ chưa có sáng kiến, mô hình mới.",
        ),
        Sentence(
            "Đã tổ chức {direction.dialogues} cuộc đối thoại với người dân, doanh nghiệp"
            "[, có {direction.attendees} lượt người tham gia].",
            "Có {direction.attendees} lượt người tham gia đối thoại.",
            none="Trong kỳ không tổ chức đối thoại với người dân, doanh nghiệp.",
            of=("direction.dialogues", "direction.attendees", "direction.opinions"),
        ),
        Sentence(
            "Qua đối thoại đã tiếp nhận {direction.opinions} ý kiến[, đã giải quyết "
            "{direction.opinions_resolved}/{direction.opinions} ý kiến, đạt "
            "{direction.resolved_ratio}].",
            "Qua đối thoại đã giải quyết {direction.opinions_resolved} ý kiến.",
            none="Qua đối thoại không phát sinh ý kiến phải giải quyết.",
            of=("direction.opinions", "direction.opinions_resolved"),
        ),
    ],
)


@define.subject("kiểm tra")
@attrs.frozen(kw_only=True)
class Inspections:
    """Inspections of units for administrative reform."""

    plan: Citation | None = define.one(Citation, "kế hoạch")
    team: Citation | None = define.one(Citation, "quyết định thành lập đoàn kiểm tra")
    units: Sequence[Group] = define.several(Group, "cơ quan, đơn vị được kiểm tra")
    agencies: int | None = define.count(
        "cơ quan, đơn vị", "tổng số cơ quan, đơn vị trực thuộc", over_periods="last"
    )
    planned: int | None = define.count(
        "cơ quan, đơn vị",
        "cơ quan, đơn vị phải kiểm tra theo kế hoạch",
        part_of="agencies",
        over_periods="last",
    )
    unannounced: int | None = define.count(
        "cơ quan, đơn vị", "cơ quan, đơn vị được kiểm tra đột xuất"
    )
    self_inspected: int | None = define.count(
        "cơ quan, đơn vị", "cơ quan, đơn vị tự kiểm tra", part_of="agencies"
    )
    problems_found: int | None = define.count("vấn đề", "vấn đề phát hiện qua kiểm tra")
    problems_handled: int | None = define.count(
        "vấn đề",
        "vấn đề đã xử lý sau kiểm tra",
        part_of=define.tie(
            "problems_found",
            code="CCHC108",
            severity="warning",
            fires="report(inspections=Inspections(problems_found=5, problems_handled=6))",
            silent="report(inspections=Inspections(problems_found=5, problems_handled=5))",
            why="Hai số cùng đếm vấn đề của các cuộc kiểm tra trong kỳ; vấn đề tồn từ trước "
            "cũng có thể được xử lý, nên chỉ là cảnh báo.",
            english="Both count problems of this period's inspections; those left from before "
            "may have been handled too, so it is a warning.",
            do="Nêu riêng số vấn đề tồn từ kỳ trước đã xử lý.",
            hint="Nếu gồm vấn đề tồn từ kỳ trước, hãy nêu riêng.",
        ),
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    inspected = define.total(
        "sum(units.count)", "số cơ quan, đơn vị đã kiểm tra", unit="cơ quan, đơn vị"
    )
    inspected_ratio = define.ratio("inspected / agencies", "tỷ lệ cơ quan, đơn vị được kiểm tra")
    handled_ratio = define.ratio(
        "problems_handled / problems_found", "tỷ lệ vấn đề đã xử lý sau kiểm tra"
    )


INSPECTING = Part(
    "i.3",
    "Công tác kiểm tra cải cách hành chính",
    about="inspections",
    lines=[
        "{agency} đã ban hành <{inspections.plan}|{inspections.team}> để tổ chức kiểm tra công tác "
        "cải cách hành chính.",
        "<;có {inspections.agencies} cơ quan, đơn vị trực thuộc"
        "|theo kế hoạch phải kiểm tra {inspections.planned} cơ quan, đơn vị>.",
        Sentence(
            "Trong kỳ đã kiểm tra <?{inspections.inspected}/{inspections.agencies} cơ quan, đơn "
            "vị, đạt {inspections.inspected_ratio}|{inspections.inspected} cơ quan, đơn vị>, gồm: "
            "{inspections.units}{inspections.units[1].count:}.",
            "Trong kỳ đã kiểm tra {inspections.units}[, đạt {inspections.inspected_ratio} số cơ "
            "quan, đơn vị trực thuộc].",
            none="Trong kỳ không tổ chức kiểm tra.",
            of=("inspections.inspected",),
        ),
        "<;đã kiểm tra đột xuất {inspections.unannounced?} cơ quan, đơn vị"
        "|có {inspections.self_inspected?} cơ quan, đơn vị tự kiểm tra>.",
        Sentence(
            "<;qua kiểm tra phát hiện {inspections.problems_found} vấn đề"
            "|<?đã xử lý {inspections.problems_handled}/{inspections.problems_found} vấn đề, đạt "
            "{inspections.handled_ratio}|đã xử lý {inspections.problems_handled} vấn đề>>.",
            none="Không phát hiện vấn đề phải xử lý.",
            of=("inspections.problems_found", "inspections.problems_handled"),
        ),
    ],
)


@define.subject("thông tin, tuyên truyền")
@attrs.frozen(kw_only=True)
class Outreach:
    """Publicity about the reform."""

    plan: Citation | None = define.one(Citation, "kế hoạch")
    articles: int | None = define.count("tin, bài", "tin, bài tuyên truyền")
    online_news: int | None = define.count(
        "tin, bài", "tin, bài trên cổng, trang thông tin điện tử"
    )
    broadcasts: int | None = define.count("lượt phát thanh", "lượt phát thanh tuyên truyền")
    meetings: int | None = define.count("cuộc", "cuộc họp, hội nghị tuyên truyền")
    attendees: int | None = define.count("lượt người", "lượt người tham dự hội nghị tuyên truyền")
    contests: int | None = define.count("cuộc", "cuộc thi, hội thi")
    notes: Sequence[str] = define.narrative("nội dung khác")


PUBLICITY = Part(
    "i.4",
    "Công tác thông tin, tuyên truyền cải cách hành chính",
    about="outreach",
    lines=[
        "Công tác thông tin, tuyên truyền được thực hiện theo {outreach.plan}.",
        "Trong kỳ đã thực hiện <{outreach.articles?} tin, bài"
        "|{outreach.online_news?} tin, bài trên cổng, trang thông tin điện tử"
        "|{outreach.broadcasts?} lượt phát thanh"
        "|{outreach.meetings?} cuộc họp, hội nghị[ với {outreach.attendees?} lượt người tham dự]"
        "|{outreach.contests?} cuộc thi, hội thi>.",
        "<?{outreach.meetings!0}|có {outreach.attendees?} lượt người tham dự các hội nghị tuyên "
        "truyền.>",
    ],
)


@rule(
    "CCHC408",
    Severity.NOTE,
    title="Văn bản chỉ đạo, điều hành được liệt kê là văn bản ban hành trong kỳ.",
    why="Báo cáo liệt kê các văn bản này là văn bản ban hành trong kỳ; cũng có thể cố ý nêu "
    "văn bản cũ hơn, nên chỉ lưu ý.",
    english="The report counts them as issued in the period; older ones may be named on "
    "purpose, so it is a note.",
    fires="report(period=Period.quarter(2025, 3), direction=Direction( "
    'documents=[Citation.parse("130/QĐ-UBND ngày 24/01/2025")]))',
    silent="report(period=Period.quarter(2025, 3), direction=Direction( "
    'documents=[Citation.parse("130/QĐ-UBND ngày 24/7/2025")]))',
    do="Bỏ khỏi danh sách, hoặc nói rõ là văn bản ban hành trước kỳ.",
)
def before_period(report: ReportHead) -> Iterator[Slip]:
    listed = (
        (f"{path}.documents[{row}]", document)
        for path, held in objects(report)
        if isinstance(held, Direction)
        for row, document in enumerate(held.documents)
    )
    for path, document in listed:
        if document.day is not None and document.day < report.period.start:
            yield Slip(
                message=f"{document.cite(first=False)} ngày {format_date(document.day)} "
                f"ban hành trước kỳ báo cáo (từ {format_date(report.period.start)}).",
                path=path,
                actual=format_date(document.day),
            )
