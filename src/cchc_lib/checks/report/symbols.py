"""Number and symbol of each document: the year, the type, the drafting unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.cited import citations
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM
from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import fold_text, format_date

__all__ = ["bare_symbol", "type_of_symbol", "year_of_number"]


@rule(
    "CCHC409",
    Severity.ERROR,
    page="""
    Năm trong số của văn bản quy phạm pháp luật là năm của ngày ban hành.

    Normative documents are numbered by the year in which they are signed.

    Fires: report(basis=[Citation.parse("Nghị định số 154/2025/NĐ-CP ngày 15/6/2024")])
    Silent: report(basis=[Citation.parse("Nghị định số 154/2025/NĐ-CP ngày 15/6/2025")])
    Do: Sửa năm trong số hoặc ngày ban hành.
    """,
)
def year_of_number(report: ReportHead) -> Iterator[Slip]:
    for cited in citations(report):
        found = cited.citation
        if found.year is not None and found.day is not None and found.year != found.day.year:
            yield Slip(
                message=f"{cited.name} lại đề ngày {format_date(found.day)}: hai năm khác nhau.",
                path=cited.path,
                actual=format_date(found.day),
                expected=f"ngày trong năm {found.year}",
            )


_SURE_TYPES = ("NQ", "QĐ", "CT", "KH", "BC", "TTr", "NĐ")


@rule(
    "CCHC410",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục III",
    page="""
    Tên loại văn bản phù hợp với ký hiệu.

    The symbol begins with the code of the type: KH is a Kế hoạch, QĐ a Quyết định. Party codes are
    their own (QĐ is also Quy định), and "Văn bản" fits everything.

    Fires: report(plan=Plan(decision=Citation(kind="Kế hoạch", number=130, symbol="QĐ-UBND")))
    Silent: report(plan=Plan(decision=Citation(kind="Quyết định", number=130, symbol="QĐ-UBND")))
    Do: Sửa tên loại hoặc ký hiệu.
    """,
)
def type_of_symbol(report: ReportHead) -> Iterator[Slip]:
    for cited in citations(report):
        code = re.split("[-/]", cited.citation.symbol or "")[0]
        if code not in _SURE_TYPES or cited.citation.is_party_document:
            continue
        kind = cited.citation.kind
        if fold_text(TYPE_CODES[code]) not in fold_text(kind) and fold_text(kind) != "văn bản":
            yield Slip(
                message=f"{cited.name}: ký hiệu {code} là của {TYPE_CODES[code]}.",
                path=cited.path,
                actual=kind,
                expected=TYPE_CODES[code],
            )


@rule(
    "CCHC411",
    Severity.NOTE,
    citation=FORM,
    page="""
    Ký hiệu công văn có chữ viết tắt của đơn vị soạn thảo.

    A letter's symbol is agency and drafting unit or field, joined by a hyphen: 406/UBND-KT
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3). Letters of others are cited as they are.

    Fires: report(institutions=Institutions(monitoring_documents=[Citation.parse("886/UBND")]))
    Silent: report(institutions=Institutions(monitoring_documents=[Citation.parse("886/UBND-KT")]))
    Do: Ghi đủ ký hiệu như trên công văn; lần sau đặt ký hiệu có đơn vị soạn thảo.
    """,
)
def bare_symbol(report: ReportHead) -> Iterator[Slip]:
    for cited in citations(report):
        found = cited.citation
        letter = fold_text(found.kind) in ("công văn", "văn bản")
        if letter and cited.is_own and found.symbol and "-" not in found.symbol:
            yield Slip(
                message=f"{cited.name}: ký hiệu thiếu chữ viết tắt "
                "của đơn vị soạn thảo hoặc lĩnh vực.",
                path=cited.path,
                actual=found.code,
                hint=f"Dạng đầy đủ: {found.code}-<đơn vị soạn thảo>.",
            )
