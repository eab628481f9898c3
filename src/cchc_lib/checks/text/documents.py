"""How the numbers of documents are written in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.reading.mentions import mentions
from cchc_lib.reading.prose import Prose

__all__ = ["badly_written_number"]

_DECREE = CLERICAL_DECREE.at("Phụ lục I, mục II.3")
_SPACED = re.compile(
    r"[Ss](?<!\w[Ss])ố:? (?P<number>[0-9]{1,5}(?: {1,3}/ ?|/ {1,3})[A-ZĐ]{2,6}"
    r"(?: ?[-–] ?[A-ZĐ&]{1,10}){1,2})(?!\w)"
)
_YEAR = re.compile(
    rf"[0-9](?<![\w/.-][0-9])[0-9]{{0,3}}/(?P<year>(?:19|20)[0-9]{{2,4}})(?P<slash>/?)"
    rf"(?P<symbol>(?:{'|'.join(sorted(TYPE_CODES, key=len, reverse=True))})-[A-ZĐ]{{2,10}})(?!\w)"
)
"""A number with a year in it, whether or not the year is one and a slash stands behind it."""


@rule(
    "CCHC450",
    Severity.NOTE,
    citation=_DECREE,
    title="Số, ký hiệu văn bản không cách chữ, giữa các nhóm chữ viết tắt có dấu gạch nối (-).",
    why="Số, ký hiệu viết đúng thể thức thì tìm kiếm và liên kết được. Chỗ ngắt dòng giữa số, "
    "ký hiệu là do trang giấy, không xét. Năm trong số thiếu dấu / hoặc thừa chữ số "
    "(27/2021QĐ-UBND) thì không còn là số của văn bản nào: cảnh báo.",
    english="A number written by the rule can be searched and linked. A line break inside a "
    "number is of the page and not of the text. A year in it that lacks its slash or has a "
    "digit too many (27/2021QĐ-UBND) makes it the number of no document: a warning.",
    fires="Văn bản số 290/UBND – VP ngày 08/8/2025.",
    silent="Văn bản số 290/UBND-VP ngày 08/8/2025.",
    do="Viết liền, nối các nhóm bằng gạch nối.",
)
def badly_written_number(prose: Prose) -> Iterator[Slip]:
    for mention in prose.once(mentions):
        written, code = mention.line.text, mention.citation.code
        given = prose.source.text[mention.line.start : mention.line.end]
        if code and "\n" not in given and re.search(r"\s|–", written):
            yield Slip(
                message=f"số, ký hiệu “{written}” viết chưa đúng thể thức",
                expected=code,
                actual=written,
                hint=f"Viết {code}.",
                start=mention.line.start,
                end=mention.line.end,
            )
    for found in _SPACED.finditer(prose.flat):
        tight = re.sub(r"\s*([/–-])\s*", r"\1", found["number"]).replace("–", "-")
        yield Slip(
            message=f"số, ký hiệu “{found['number']}” viết chưa đúng thể thức",
            expected=tight,
            actual=found["number"],
            hint=f"Viết {tight}.",
            start=found.start("number"),
            end=found.end("number"),
        )
    for found in _YEAR.finditer(prose.flat):
        is_year = len(found["year"]) == 4
        if is_year and found["slash"]:
            continue
        right = found[0].replace(found["symbol"], f"/{found['symbol']}")
        yield Slip(
            message=f"số, ký hiệu “{found[0]}” viết sai: năm có bốn chữ số, đứng giữa hai dấu /",
            expected=right if is_year else None,
            actual=found[0],
            hint="Đối chiếu số, ký hiệu với văn bản gốc.",
            severity=Severity.WARNING,
            start=found.start(),
            end=found.end(),
        )
    for found in re.finditer(r"Số (?<=[a-zà-ỹ] Số )(?=[0-9]{1,5}/)", prose.flat):
        yield Slip(
            message="chữ “số” trước số văn bản viết thường khi ở giữa câu",
            expected="số",
            actual="Số",
            hint="Viết “số” và viết hoa tên loại văn bản: “Kế hoạch số …”.",
            start=found.start(),
            end=found.end() - 1,
        )
