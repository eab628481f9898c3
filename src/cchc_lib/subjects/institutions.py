"""Institutions: documents drafted, issued, checked and reviewed; the enforcement of laws."""

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
from cchc_lib.vietnamese import format_vnd

__all__ = ["INSTITUTIONS", "Institutions", "Sanctions", "fines"]


@define.subject("xử phạt vi phạm hành chính", rules=__name__)
@attrs.frozen(kw_only=True)
class Sanctions:
    """Administrative violations fined: cases and the amount in đồng."""

    cases: int | None = define.count("trường hợp", "trường hợp bị xử phạt vi phạm hành chính")
    fine_amount_vnd: int | None = define.money("tổng số tiền phạt", unit="đồng")
    documents: Sequence[Citation] = define.several(Citation, "văn bản")


@define.subject("cải cách thể chế")
@attrs.frozen(kw_only=True)
class Institutions:
    """Work on normative documents and on law enforcement."""

    legal_bases: Sequence[Citation] = define.several(Citation, "căn cứ ban hành")
    drafts_commented: int | None = define.count("dự thảo văn bản", "dự thảo văn bản được góp ý")
    issued: int | None = define.count("văn bản", "văn bản quy phạm pháp luật đã ban hành")
    resolutions: int | None = define.count(
        "văn bản", "nghị quyết của Hội đồng nhân dân đã ban hành", part_of="issued"
    )
    decisions: int | None = define.count(
        "văn bản", "quyết định của Ủy ban nhân dân đã ban hành", part_of="issued"
    )
    checked: int | None = define.count("văn bản", "văn bản đã tự kiểm tra, kiểm tra")
    unlawful: int | None = define.count(
        "văn bản", "văn bản phát hiện trái pháp luật", part_of="checked"
    )
    unlawful_handled: int | None = define.count(
        "văn bản", "văn bản trái pháp luật đã xử lý", part_of="unlawful"
    )
    to_review: int | None = define.count("văn bản", "văn bản phải rà soát")
    reviewed: int | None = define.count(
        "văn bản",
        "văn bản đã rà soát",
        part_of=define.tie(
            "to_review",
            code="CCHC109",
            severity="warning",
            fires="report(institutions=Institutions(to_review=12, reviewed=13))",
            silent="report(institutions=Institutions(to_review=12, reviewed=12))",
            why="Hai số cùng theo một danh mục văn bản; có thể rà soát cả văn bản ngoài danh "
            "mục, nên chỉ là cảnh báo.",
            english="Both count one list of documents; documents reviewed beyond the list are "
            "possible, so it is a warning.",
            do="Nêu riêng số rà soát ngoài danh mục.",
        ),
    )
    expired: int | None = define.count("văn bản", "văn bản hết hiệu lực", part_of="reviewed")
    to_amend: int | None = define.count(
        "văn bản", "văn bản đề nghị sửa đổi, bổ sung, thay thế, bãi bỏ", part_of="reviewed"
    )
    amended: int | None = define.count(
        "văn bản", "văn bản đã xử lý sau rà soát", part_of="to_amend"
    )
    monitoring_documents: Sequence[Citation] = define.several(
        Citation, "văn bản theo dõi thi hành pháp luật"
    )
    implemented_documents: Sequence[Citation] = define.several(
        Citation, "văn bản của cấp trên được triển khai"
    )
    enforcement_checks: int | None = define.count(
        "cuộc", "cuộc kiểm tra tình hình thi hành pháp luật"
    )
    proposals: int | None = define.count("kiến nghị", "kiến nghị sau theo dõi thi hành pháp luật")
    proposals_handled: int | None = define.count(
        "kiến nghị", "kiến nghị về thi hành pháp luật đã xử lý", part_of="proposals"
    )
    outreach_documents: Sequence[Citation] = define.several(
        Citation, "văn bản tuyên truyền, phổ biến pháp luật"
    )
    sanctions: Sanctions | None = define.one(Sanctions)
    notes: Sequence[str] = define.narrative("nội dung khác")
    issued_by_kind = define.total(
        "resolutions + decisions",
        "nghị quyết và quyết định đã ban hành",
        part_of="issued",
        is_printed=False,
    )
    monitoring_issued = define.total(
        "count(monitoring_documents)",
        "số văn bản theo dõi thi hành pháp luật đã ban hành",
        unit="văn bản",
    )
    unlawful_ratio = define.ratio(
        "unlawful_handled / unlawful", "tỷ lệ văn bản trái pháp luật đã xử lý"
    )
    reviewed_ratio = define.ratio("reviewed / to_review", "tỷ lệ văn bản đã rà soát")
    amended_ratio = define.ratio("amended / to_amend", "tỷ lệ văn bản đã xử lý sau rà soát")
    proposals_ratio = define.ratio(
        "proposals_handled / proposals", "tỷ lệ kiến nghị về thi hành pháp luật đã xử lý"
    )


_FINES = ("institutions.sanctions.cases", "institutions.sanctions.fine_amount_vnd")

INSTITUTIONS = Part(
    "ii.1",
    "Cải cách thể chế",
    about="institutions",
    is_list=True,
    lines=[
        "Công tác xây dựng, kiểm tra, rà soát văn bản quy phạm pháp luật thực hiện theo "
        "{institutions.legal_bases}.",
        Sentence(
            "Trong kỳ đã góp ý {institutions.drafts_commented} dự thảo văn bản quy phạm pháp luật"
            "[, {institutions.drafts_commented.change} so với {previous}].",
            none="Trong kỳ không phát sinh dự thảo văn bản quy phạm pháp luật cần góp ý.",
        ),
        Sentence(
            "Trong kỳ đã ban hành {institutions.issued} văn bản quy phạm pháp luật"
            "[, {institutions.issued.change} so với {previous}][, trong đó: "
            "<,{institutions.resolutions} nghị quyết của Hội đồng nhân dân"
            "|{institutions.decisions} quyết định của Ủy ban nhân dân>].",
            "Trong kỳ đã ban hành <{institutions.resolutions} nghị quyết của Hội đồng nhân dân"
            "|{institutions.decisions} quyết định của Ủy ban nhân dân>.",
            none="Trong kỳ không ban hành văn bản quy phạm pháp luật.",
            of=("institutions.issued", "institutions.resolutions", "institutions.decisions"),
        ),
        Sentence(
            "<;đã tự kiểm tra, kiểm tra theo thẩm quyền {institutions.checked} văn bản"
            "|<?không phát hiện văn bản trái pháp luật{institutions.unlawful=0}"
            "|phát hiện {institutions.unlawful} văn bản trái pháp luật>"
            "|<?đã xử lý {institutions.unlawful_handled}/{institutions.unlawful} văn bản trái pháp "
            "luật, đạt {institutions.unlawful_ratio}"
            "|đã xử lý {institutions.unlawful_handled?} văn bản trái pháp luật>>.",
            none="Trong kỳ không phát sinh văn bản phải kiểm tra.",
            of=("institutions.checked", "institutions.unlawful", "institutions.unlawful_handled"),
        ),
        Sentence(
            "Đã rà soát {institutions.reviewed}/{institutions.to_review} văn bản, đạt "
            "{institutions.reviewed_ratio}.",
            "Đã rà soát {institutions.reviewed} văn bản.",
            "Phải rà soát {institutions.to_review} văn bản.",
        ),
        "Qua rà soát: <;{institutions.expired?} văn bản hết hiệu lực"
        "|{institutions.to_amend?} văn bản đề nghị sửa đổi, bổ sung, thay thế, bãi bỏ"
        "|<?đã xử lý {institutions.amended}/{institutions.to_amend} văn bản, đạt "
        "{institutions.amended_ratio}|đã xử lý {institutions.amended?} văn bản>>.",
        "Về theo dõi thi hành pháp luật, {agency} đã ban hành {institutions.monitoring_issued} "
        "văn bản{^institutions.monitoring_documents} triển khai thực hiện các văn bản của cấp trên"
        "[{^institutions.implemented_documents}].",
        "Về tình hình thi hành pháp luật: <;đã tổ chức {institutions.enforcement_checks?} cuộc "
        "kiểm tra|có {institutions.proposals?} kiến nghị"
        "|<?đã xử lý {institutions.proposals_handled}/{institutions.proposals} kiến nghị, đạt "
        "{institutions.proposals_ratio}|đã xử lý {institutions.proposals_handled?} kiến nghị>>.",
        Sentence(
            "<,về xử lý vi phạm hành chính, đã xử phạt {institutions.sanctions.cases} trường hợp"
            "[{^institutions.sanctions.documents}]"
            "|tổng số tiền phạt {institutions.sanctions.fine_amount_vnd}>.",
            none="Trong kỳ không phát sinh trường hợp bị xử phạt vi phạm hành chính.",
            of=_FINES,
        ),
        "Công tác tuyên truyền, phổ biến pháp luật thực hiện theo "
        "{institutions.outreach_documents}.",
    ],
)


@rule(
    "CCHC114",
    Severity.WARNING,
    title="Có tiền phạt thì có trường hợp bị xử phạt.",
    why="Có tiền phạt mà không có trường hợp nào là của kỳ trước hoặc của đơn vị khác.",
    english="Fines without a case are of an earlier period or of another unit.",
    fires="report(institutions=Institutions(sanctions=Sanctions(cases=0, "
    "fine_amount_vnd=500_000)))",
    silent="report(institutions=Institutions(sanctions=Sanctions(cases=1, "
    "fine_amount_vnd=500_000)))",
    do="Đối chiếu quyết định xử phạt trong kỳ.",
)
def fines(report: ReportHead) -> Iterator[Slip]:
    for path, held in objects(report):
        if isinstance(held, Sanctions) and held.cases == 0 and held.fine_amount_vnd:
            amount = format_vnd(held.fine_amount_vnd)
            yield Slip(
                message=f"Không có trường hợp nào bị xử phạt nhưng tổng số tiền phạt là {amount}.",
                path=f"{path}.fine_amount_vnd",
                actual=amount,
            )
