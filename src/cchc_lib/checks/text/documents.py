"""Documents that a text refers to: how they are written, whether they agree, whether they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.calendar import day_of
from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.law.texts import known_text
from cchc_lib.reading.prose import Prose
from cchc_lib.report.citation import DOCUMENT_NUMBER, Citation
from cchc_lib.vietnamese.dates import format_date

__all__ = ["RULES"]

_DECREE = CLERICAL_DECREE.at("Phụ lục I, mục II.3")
_DAY = re.compile(
    r",? ?(?:ngày )(?P<day>[0-9]{1,2} ?[/-] ?[0-9]{1,2} ?[/-] ?[0-9]{4}|"
    r"[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})"
)


@attrs.frozen
class NamedDocument:
    """A document's number in the text, with the date that follows it, if one does."""

    start: int
    end: int
    written: str
    citation: Citation
    day: date | None


def mentions(prose: Prose) -> list[NamedDocument]:
    """Return every mention of a document by its number, in order."""
    found: list[NamedDocument] = []
    for match in DOCUMENT_NUMBER.finditer(prose.flat):
        citation = next(iter(Citation.find(match[0])), None)
        if citation is None:
            continue
        dated = _DAY.match(prose.flat, match.end())
        day = day_of(dated["day"]) if dated else None
        found.append(NamedDocument(match.start(), match.end(), match[0], citation, day))
    return found


_SPACED = re.compile(
    r"\b[Ss]ố:? (?P<number>[0-9]{1,5}(?: {1,3}/ ?|/ {1,3})[A-ZĐ]{2,6}"
    r"(?: ?[-–] ?[A-ZĐ&]{1,10}){1,2})(?!\w)"
)


@rule(
    "CCHC450",
    Severity.NOTE,
    citation=_DECREE,
    page="""
    Số, ký hiệu văn bản không cách chữ, giữa các nhóm chữ viết tắt có dấu gạch nối (-).

    A line break inside a number is of the page and not of the text.

    Fires: Văn bản số 290/UBND – VP ngày 08/8/2025.
    Silent: Văn bản số 290/UBND-VP ngày 08/8/2025.
    Do: Viết liền, nối các nhóm bằng gạch nối.
    """,
)
def badly_written_number(prose: Prose) -> Iterator[Slip]:
    for mention in prose.once(mentions):
        given = prose.source.text[mention.start : mention.end]
        if "\n" not in given and re.search(r"\s|–", mention.written):
            yield Slip(
                message=f"số, ký hiệu “{mention.written}” viết chưa đúng thể thức",
                expected=mention.citation.code,
                actual=mention.written,
                hint=f"Viết {mention.citation.code}.",
                start=mention.start,
                end=mention.end,
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
    for found in re.finditer(r"(?<=[a-zà-ỹ] )Số (?=[0-9]{1,5}/)", prose.flat):
        yield Slip(
            message="chữ “số” trước số văn bản viết thường khi ở giữa câu",
            expected="số",
            actual="Số",
            hint="Viết “số” và viết hoa tên loại văn bản: “Kế hoạch số …”.",
            start=found.start(),
            end=found.end() - 1,
        )


@rule(
    "CCHC452",
    Severity.ERROR,
    page="""
    Một văn bản được viện dẫn với cùng một ngày ban hành.

    Fires: Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 130/QĐ-UBND ngày 25/7/2025.
    Silent: Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 130/QĐ-UBND ngày 24/7/2025.
    Do: Đối chiếu với văn bản gốc.
    """,
)
def dates_of_one_document(prose: Prose) -> Iterator[Slip]:
    first: dict[str, NamedDocument] = {}
    for mention in prose.once(mentions):
        code = mention.citation.code
        if code is None or mention.day is None:
            continue
        before = first.setdefault(code, mention)
        same_year = before.day is not None and before.day.year == mention.day.year
        if before.day is not None and same_year and before.day != mention.day:
            yield Slip(
                message=f"{code} được ghi hai ngày: {format_date(before.day)} và "
                f"{format_date(mention.day)}",
                expected=format_date(before.day),
                actual=format_date(mention.day),
                hint="Đối chiếu với văn bản gốc.",
                start=mention.start,
                end=mention.end,
            )


@rule(
    "CCHC453",
    Severity.WARNING,
    page="""
    Trong cùng năm và cùng ký hiệu, văn bản ban hành sau có số lớn hơn.

    Numbers run from 01 on 1 January (Nghị định 30/2020/NĐ-CP, art. 15). A document whose number is
    lower and whose date later than both its neighbours has one of them wrong.

    Fires: Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 63/QĐ-UBND ngày 22/9/2025.
    Silent: Quyết định số 130/QĐ-UBND ngày 24/7/2025; Quyết định số 63/QĐ-UBND ngày 22/7/2025.
    Do: Đối chiếu số và ngày với văn bản gốc.
    """,
)
def numbers_against_dates(prose: Prose) -> Iterator[Slip]:
    series: dict[tuple[str, int], dict[int, NamedDocument]] = {}
    for mention in prose.once(mentions):
        cited = mention.citation
        if mention.day is None or cited.number is None or cited.symbol is None:
            continue
        if "." in cited.number or cited.is_party_document:
            continue
        key = (cited.symbol, mention.day.year)
        series.setdefault(key, {}).setdefault(int(cited.number), mention)
    for documents in series.values():
        ordered = [documents[number] for number in sorted(documents)]
        for lower, higher in pairwise(ordered):
            if lower.day is not None and higher.day is not None and lower.day > higher.day:
                yield Slip(
                    message=f"{lower.citation.code} ngày {format_date(lower.day)} có số nhỏ hơn "
                    f"nhưng ngày sau {higher.citation.code} ngày {format_date(higher.day)}",
                    hint="Đối chiếu số và ngày với văn bản gốc.",
                    start=lower.start,
                    end=lower.end,
                )


_LAW = re.compile(
    r"Luật Ban hành văn bản quy phạm pháp luật(?: số)? (?:năm 2015|80/2015/QH13)", re.IGNORECASE
)
_REPLACED = re.compile(r"thay thế|thay cho|bãi bỏ|hết hiệu lực|trước đây|không còn", re.IGNORECASE)
_ANY_DAY = re.compile(r"(?<![\w/.-])[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![\w/])")


@rule(
    "CCHC451",
    Severity.WARNING,
    page="""
    Văn bản được căn cứ, áp dụng còn hiệu lực.

    Dated data names the texts that have ended and what took their place; only what is established
    is in it. The day of the text audited is taken as the latest day that it names.

    Fires: Căn cứ Nghị định số 34/2016/NĐ-CP, ngày 11/11/2025 xã báo cáo.
    Silent: Căn cứ Nghị định số 78/2025/NĐ-CP, ngày 11/11/2025 xã báo cáo.
    Do: Viện dẫn văn bản thay thế.
    """,
)
def expired_base(prose: Prose) -> Iterator[Slip]:
    days = [day for found in _ANY_DAY.finditer(prose.flat) if (day := day_of(found[0]))]
    if not days:
        return
    latest = max(days)
    cited = [(mention.start, mention.end, mention.citation) for mention in prose.once(mentions)]
    cited += [
        (found.start(), found.end(), Citation(kind="Luật", number=80, year=2015, symbol="QH13"))
        for found in _LAW.finditer(prose.flat)
    ]
    seen: set[str] = set()
    for start, end, citation in sorted(cited, key=lambda item: item[0]):
        text = known_text(citation)
        if text is None or text.end is None or text.end > latest or text.code in seen:
            continue
        if _REPLACED.search(prose.flat, max(0, start - 60), end + 40):
            continue
        seen.add(text.code)
        instead = "" if text.successor is None else f", được thay bằng {text.successor}"
        yield Slip(
            message=f"{prose.flat[start:end]} đã hết hiệu lực từ ngày {format_date(text.end)}"
            f"{instead}",
            expected=text.successor,
            actual=prose.flat[start:end],
            hint="Viện dẫn văn bản đang có hiệu lực.",
            start=start,
            end=end,
        )


_TYPES = (
    *("Kế hoạch", "Quyết định", "Nghị quyết", "Báo cáo", "Tờ trình", "Thông báo"),
    *("Chỉ thị", "Nghị định", "Thông tư"),
)
_TYPE = re.compile(rf"\b(?P<type>{'|'.join(_TYPES)}),? số:? ?$", re.IGNORECASE)


@rule(
    "CCHC454",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục III",
    page="""
    Tên loại văn bản đúng với chữ viết tắt trong ký hiệu: Kế hoạch thì KH, Quyết định thì QĐ.

    Only types whose code stands for nothing else are compared; QĐ of the Party is also Quy định.

    Fires: Thực hiện Kế hoạch số 12/QĐ-UBND ngày 08/8/2025.
    Silent: Thực hiện Kế hoạch số 12/KH-UBND ngày 08/8/2025.
    Do: Đối chiếu tên loại và ký hiệu với văn bản gốc.
    """,
)
def type_against_symbol(prose: Prose) -> Iterator[Slip]:
    for mention in prose.once(mentions):
        found = _TYPE.search(prose.flat, max(0, mention.start - 24), mention.start)
        kind = mention.citation.kind
        if found is None or kind not in _TYPES or kind.lower() == found["type"].lower():
            continue
        yield Slip(
            message=f"ghi “{found['type']}” nhưng ký hiệu {mention.written} là của {kind.lower()}",
            actual=prose.flat[found.start() : mention.end],
            start=found.start(),
            end=mention.end,
        )


_ARCHIVE = re.compile(r"Lưu: ?VT, ?(?P<unit>UBND|HĐND|BTV|ĐU)\b(?![- ])")


@rule(
    "CCHC850",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9",
    page="""
    Dòng “Lưu: VT, …” ghi đơn vị soạn thảo, không ghi chính cơ quan ban hành.

    Fires: - Lưu: VT, UBND.
    Silent: - Lưu: VT, VP.
    Do: Ghi chữ viết tắt tên đơn vị soạn thảo.
    """,
)
def archive_names_agency(prose: Prose) -> Iterator[Slip]:
    for found in _ARCHIVE.finditer(prose.flat):
        yield Slip(
            message=f"“{found[0]}” ghi tên cơ quan ban hành thay cho đơn vị soạn thảo",
            actual=found[0],
            hint="Ghi đơn vị soạn thảo, ví dụ “Lưu: VT, VP.”.",
            start=found.start(),
            end=found.end(),
        )


RULES = (
    badly_written_number,
    expired_base,
    dates_of_one_document,
    numbers_against_dates,
    type_against_symbol,
    archive_names_agency,
)
