"""Number and symbol of each document: the year, the type, the drafting unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.common.documents import at
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM
from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.reading.told import Told
from cchc_lib.vietnamese import fold_text, format_date

__all__ = ["bare_symbol", "number_alone", "type_of_symbol", "year_of_number"]


@rule(
    "CCHC409",
    Severity.ERROR,
    title="Năm trong số của văn bản quy phạm pháp luật là năm của ngày ban hành.",
    why="Văn bản quy phạm pháp luật được đánh số theo năm ban hành.",
    english="Normative documents are numbered by the year in which they are signed.",
    fires='report(basis=[Citation.parse("Nghị định số 154/2025/NĐ-CP ngày 15/6/2024")])',
    silent='report(basis=[Citation.parse("Nghị định số 154/2025/NĐ-CP ngày 15/6/2025")])',
    do="Sửa năm trong số hoặc ngày ban hành.",
)
def year_of_number(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        found = mention.citation
        if found.year is not None and found.day is not None and found.year != found.day.year:
            yield Slip(
                message=f"{mention.name} lại đề ngày {format_date(found.day)}: hai năm khác nhau.",
                actual=format_date(found.day),
                expected=f"ngày trong năm {found.year}",
                **at(mention),
            )


_SURE = {code: fold_text(TYPE_CODES[code]) for code in
         ("NQ", "QĐ", "CT", "KH", "BC", "TTr", "NĐ", "TB", "TT")}  # fmt: skip
"""Codes that stand for nothing else, and their types."""

_ISSUED_WITH = ("quy định", "quy chế", "đề án", "chương trình", "phương án", "dự án", "điều lệ")
"""Types that a decision or a resolution issues, under whose number they are cited."""

_AGENCY = re.compile(r"UBND|HĐND|BCĐ|VP[A-ZĐ]*|[SB][A-ZĐ]{2,}(?:&[A-ZĐ]+)*")
"""Groups that are agencies: a symbol that begins with one is of a letter, which has no code."""


@rule(
    "CCHC410",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục III",
    title="Tên loại văn bản phù hợp với ký hiệu.",
    why="Ký hiệu bắt đầu bằng chữ viết tắt của tên loại: KH là kế hoạch, QĐ là quyết định; ký "
    "hiệu không có chữ viết tắt tên loại (2104/UBND-NC) là của công văn. Văn bản của Đảng có "
    "chữ viết tắt riêng (QĐ còn là quy định); gọi chung là “văn bản” thì luôn đúng.",
    english="The symbol begins with the code of the type: KH is a Kế hoạch, QĐ a Quyết định; "
    "one without a code of a type (2104/UBND-NC) is a letter's. Party codes are their own (QĐ "
    'is also Quy định), and "Văn bản" fits everything.',
    fires='report(plan=Plan(decision=Citation(kind="Kế hoạch", number=130, symbol="QĐ-UBND")))',
    silent='report(plan=Plan(decision=Citation(kind="Quyết định", number=130, symbol="QĐ-UBND")))',
    do="Sửa tên loại hoặc ký hiệu.",
)
def type_of_symbol(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        cited = mention.citation
        groups = re.split("[-/]", cited.symbol or "")
        kind = fold_text(mention.kind or cited.kind)
        if cited.is_party_document or cited.code is None or kind == "văn bản":
            continue
        code = groups[0]
        is_letter = cited.year is None and _AGENCY.fullmatch(code) is not None
        is_issued = code in ("QĐ", "NQ") and kind in _ISSUED_WITH
        if code in _SURE and _SURE[code] not in kind and not is_issued:
            wrong, expected = f"ký hiệu {code} là của {TYPE_CODES[code]}", TYPE_CODES[code]
        elif is_letter and kind in _SURE.values() and code not in TYPE_CODES:
            of = next(code for code, name in _SURE.items() if name == kind)
            if of in groups:
                continue
            wrong, expected = f"ký hiệu thiếu {of}, như của Công văn", f"{of}-{cited.symbol}"
        else:
            continue
        yield Slip(
            message=f"{mention.name}: {wrong}.",
            actual=mention.kind or cited.kind,
            expected=expected,
            **at(mention),
        )


@rule(
    "CCHC411",
    Severity.NOTE,
    citation=FORM,
    title="Ký hiệu công văn có chữ viết tắt của đơn vị soạn thảo.",
    why="Ký hiệu công văn gồm chữ viết tắt tên cơ quan và đơn vị soạn thảo hoặc lĩnh vực, nối "
    "bằng gạch nối: 406/UBND-KT (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3). Công văn của "
    "cơ quan khác thì ghi đúng như trên công văn đó.",
    english="A letter's symbol is agency and drafting unit or field, joined by a hyphen: "
    "406/UBND-KT (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3). Letters of others are cited "
    "as they are.",
    fires='report(institutions=Institutions(monitoring_documents=[Citation.parse("886/UBND")]))',
    silent='report(institutions=Institutions(monitoring_documents=[Citation.parse("886/UBND-KT")]))',
    do="Ghi đủ ký hiệu như trên công văn; lần sau đặt ký hiệu có đơn vị soạn thảo.",
)
def bare_symbol(told: Told) -> Iterator[Slip]:
    for mention in told.documents:
        found = mention.citation
        if fold_text(mention.kind or found.kind) not in ("công văn", "văn bản"):
            continue
        code, _, rest = (found.symbol or "").partition("-")
        if code == "CV":
            wrong = "ký hiệu công văn không ghi chữ viết tắt tên loại (CV)"
            full = f"{found.number}/{rest}-<đơn vị soạn thảo>"
        elif mention.is_own and found.symbol and not rest:
            wrong = "ký hiệu thiếu chữ viết tắt của đơn vị soạn thảo hoặc lĩnh vực"
            full = f"{found.code}-<đơn vị soạn thảo>"
        else:
            continue
        yield Slip(
            message=f"{mention.name}: {wrong}.",
            actual=found.code,
            hint=f"Dạng đầy đủ: {full}.",
            **at(mention),
        )


_ALONE = re.compile(
    r"\b(?P<kind>Nghị quyết|Nghị định|Thông tư|Chỉ thị)(?: số:?)? (?P<number>[0-9]{1,5})"
    r"(?![0-9/%]|[.,][0-9]| ?[-–/]| (?:năm|tháng|ngày)\b)"
)


@rule(
    "CCHC413",
    Severity.NOTE,
    title="Văn bản được viện dẫn ghi đủ số và ký hiệu, ít nhất ở lần đầu.",
    why="“Nghị quyết 67” có thể là của nhiều cơ quan, nhiều năm; thiếu ký hiệu thì không tra cứu "
    "được (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6). Đã viện dẫn đủ ở chỗ khác thì được ghi "
    "gọn.",
    english='"Nghị quyết 67" may be one of many bodies and years; without its symbol nobody finds '
    "it. Where it is cited in full elsewhere, it may be short.",
    citation=f"{FORM}, mục II.6",
    fires="Hỗ trợ theo Nghị quyết 67 của Hội đồng nhân dân.",
    silent="Hỗ trợ theo Nghị quyết số 67/NQ-HĐND; việc chi trả theo Nghị quyết 67 đúng tiến độ.",
    do="Ghi đủ số, ký hiệu và ngày của văn bản.",
)
def number_alone(told: Told) -> Iterator[Slip]:
    full = {(each.citation.number or "").lstrip("0").partition(".")[0] for each in told.documents}
    seen: set[str] = set()
    for passage in told.passages:
        for found in _ALONE.finditer(passage.text):
            if found["number"].lstrip("0") in full or found[0] in seen:
                continue
            seen.add(found[0])
            line = passage.line(*found.span())
            yield Slip(
                message=f"“{line.text}” chưa ghi ký hiệu.",
                path=line.path,
                actual=line.text,
                start=line.start,
                end=line.end,
            )
