"""Chapter II, content 1: reform of institutions."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block
from cchc_lib.outline.context import Context

__all__ = ["institutions"]


def institutions(context: Context) -> Iterable[Block]:
    """Drafts commented on, review, monitoring of law enforcement, sanctions, publicity of law."""
    facts = context.report.institutions
    if facts is None:
        return
    sanctions = facts.sanctions
    at = "institutions.sanctions"
    is_none = context.is_nothing(f"{at}.cases", f"{at}.fine_amount_vnd")
    yield from context.items(
        context.about(
            "Công tác xây dựng, kiểm tra, rà soát văn bản quy phạm pháp luật thực hiện theo "
            "{documents}.",
            facts.legal_bases,
        ),
        context.arose(
            "institutions.drafts_commented",
            "đã góp ý {} dự thảo văn bản quy phạm pháp luật",
            "không phát sinh dự thảo văn bản quy phạm pháp luật cần góp ý",
        ),
        context.arose(
            "institutions.issued",
            "đã ban hành {} văn bản quy phạm pháp luật",
            "không ban hành văn bản quy phạm pháp luật",
        ),
        context.sentence(
            context.say(
                "đã rà soát {institutions.reviewed}/{institutions.to_review} văn bản, đạt "
                "{institutions.reviewed_ratio}"
            )
            or context.say("đã rà soát {institutions.reviewed} văn bản")
            or context.say("phải rà soát {institutions.to_review} văn bản")
        ),
        context.say(
            "Về theo dõi thi hành pháp luật, {agency} đã ban hành "
            "{institutions.monitoring_issued} văn bản{note} triển khai thực hiện các văn bản của "
            "cấp trên{above}.",
            agency=context.report.agency.short_name,
            note=context.note(facts.monitoring_documents),
            above=context.note(facts.implemented_documents),
        )
        if facts.monitoring_documents
        else (),
        context.sentence(
            context.say("trong kỳ không phát sinh trường hợp bị xử phạt vi phạm hành chính")
        )
        if is_none
        else context.sentence(
            context.say(
                "về xử lý vi phạm hành chính, đã xử phạt {institutions.sanctions.cases} trường "
                "hợp{note}",
                note=() if sanctions is None else context.note(sanctions.documents),
            ),
            context.say("tổng số tiền phạt {institutions.sanctions.fine_amount_vnd}"),
            between=", ",
        ),
        context.about(
            "Công tác tuyên truyền, phổ biến pháp luật thực hiện theo {documents}.",
            facts.outreach_documents,
        ),
    )
    yield from context.narrative(facts.notes)
