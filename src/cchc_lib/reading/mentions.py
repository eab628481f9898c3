"""Documents that prose names: number, type as written, day, issuer, subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import attrs

from cchc_lib.errors import CchcError
from cchc_lib.law.document_types import NAMED, TYPE_CODES
from cchc_lib.reading.days import DAY, day_of
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span
from cchc_lib.reading.told import Line, Mention
from cchc_lib.report.citation import Citation
from cchc_lib.vietnamese import fold_text

__all__ = ["mentions"]

_KINDS = "|".join(
    sorted({*TYPE_CODES.values(), *NAMED, "Công văn", "Văn bản"}, key=len, reverse=True)
)
_NAMES = tuple(_KINDS.lower().split("|"))
_KIND = re.compile(rf"\b(?P<kind>{_KINDS}),?(?: số:?)? ?$", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:,? ?ngày (?P<day>{DAY})(?![\w/]))?"
    r"(?:,? của (?P<issuer>(?:(?! (?:về|ngày|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi)\b)"
    r"[^,;.()0-9]){3,80}))?"
    rf"(?:,? ngày (?P<later>{DAY})(?![\w/]))?"
    r"(?:,? (?:về(?: việc)?|[Vv]/v) (?P<subject>[^,;.()0-9]{5,200}))?"
)
_BEFORE = re.compile(
    r"(?P<issuer>(?:chủ tịch )?(?:UBND|HĐND|ủy ban nhân dân|hội đồng nhân dân) "
    r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường)(?: [^\s,.;0-9]+){0,4}?) "
    r"(?:đã )?(?:ban hành|có|ký)\b[^.;0-9]{0,40}$",
    re.IGNORECASE,
)
_BODIES = ("ubnd", "hđnd", "ủy ban nhân dân", "hội đồng nhân dân")
_OWN = re.compile(r"\bban hành\b[^.;0-9]{0,40}$")
_BASES = ("căn cứ", "theo", "thực hiện", "áp dụng", "quy định tại", "trên cơ sở")
_BASIS = re.compile(rf"\b(?:{'|'.join(_BASES)})\b[^.;]{{0,80}}$")
_PAST = re.compile(r"thay thế|thay cho|bãi bỏ|hết hiệu lực|trước đây|không còn")
_CARRYING = ("thực hiện", "triển khai", "hướng dẫn", "quy định chi tiết", "cụ thể hóa", "thi hành")
_CARRIES_OUT = re.compile(
    rf"[^.;]{{0,120}}?\b(?:{'|'.join(_CARRYING)})\b"
    r"(?:(?!sửa đổi|thay thế|bãi bỏ|và |\b(?:(?<!pháp )luật|pháp lệnh)\b[^,.;0-9]{0,60},)"
    r"[^.;0-9]){0,80}",
    re.IGNORECASE,
)
"""What one document does with the next; a law named before a comma is what it carries out."""

_NEAR = 220
"""Characters between two documents within which one can carry out the other."""

_LAW = re.compile(
    r"Luật Ban hành văn bản quy phạm pháp luật"
    r",? (?:năm |ngày [0-9]{1,2}/[0-9]{1,2}/|ngày [0-9]{1,2} tháng [0-9]{1,2} năm )2015",
    re.IGNORECASE,
)


def mentions(prose: Prose) -> Iterator[Mention]:
    """Yield every document that a text names by its number, and the law named by its year."""
    text = prose.flat
    numbers = [(match, _document(match[0])) for match in prose.quantities.documents]
    named = [(match, document) for match, document in numbers if document is not None]
    found = [match for match, _ in named]
    made = [_mention(prose, match, document) for match, document in named]
    for one, other in pairwise(range(len(made))):
        between = text[_end(prose, found[one]) : found[other].start()]
        is_near = len(between) < _NEAR and _any_of(_CARRYING, between.lower())
        is_one_item = _end_of_block(prose, found[one].start()) >= found[other].end()
        if is_near and is_one_item and _CARRIES_OUT.fullmatch(between):
            made[one] = attrs.evolve(made[one], rests_on=made[other].citation)
    yield from made
    for law in _LAW.finditer(text):
        line = Line(law[0], start=law.start(), end=law.end())
        try:
            citation = Citation.parse(law[0].replace(",", ""))
            yield Mention(
                citation=citation,
                line=line,
                is_basis=_is_basis(prose, law.start()),
                is_past=_is_past(prose, *law.span()),
            )
        except CchcError:  # of a day that the calendar lacks
            continue


@lru_cache(maxsize=1024)
def _document(number: str) -> Citation | None:
    return next(iter(Citation.find(number)), None)


def _end_of_block(prose: Prose, place: int) -> int:
    """Return where the paragraph or item of a list ends that a place is in."""
    blocks = prose.source.blocks
    return blocks[bisect_right(blocks, place, key=_start) - 1].end


def _start(span: Span) -> int:
    return span.start


def _tail(prose: Prose, number: re.Match[str]) -> re.Match[str] | None:
    """Return what the same paragraph tells of a document behind its number."""
    return _TAIL.match(prose.flat, number.end(), _end_of_block(prose, number.start()))


def _end(prose: Prose, number: re.Match[str]) -> int:
    """Return where a mention ends with its day, behind which it tells its issuer and subject."""
    tail = _tail(prose, number)
    return number.end() if tail is None else max(tail.end("day"), number.end())


def _mention(prose: Prose, number: re.Match[str], citation: Citation) -> Mention:
    text, start = prose.flat, number.start()
    near = prose.lower[max(0, start - 30) : start]
    kind = _KIND.search(text, max(0, start - 30), start) if _any_of(_NAMES, near) else None
    tail = _tail(prose, number)
    day, issuer, subject = None, None, None
    if tail is not None:
        written = tail["day"] or tail["later"]
        day = day_of(written) if written else None
        issuer, subject = tail["issuer"], tail["subject"]
    before = prose.lower[max(0, start - 120) : start]
    if (
        issuer is None
        and _any_of(_BODIES, before)
        and (named := _BEFORE.search(text[max(0, start - 120) : start]))
    ):
        issuer = named["issuer"]
    if day or issuer or subject:
        try:
            citation = attrs.evolve(citation, day=day, issuer=issuer, subject=subject, about=None)
        except CchcError:  # words that no citation can hold tell nothing of the document
            citation = attrs.evolve(citation, day=day)
    return Mention(
        citation=citation,
        line=Line(number[0], start=start, end=number.end()),
        kind=None if kind is None else kind["kind"].capitalize(),
        is_own=issuer is None and "ban hành" in before and bool(_OWN.search(before)),
        hand=None if "." in (citation.number or "") else _hand(citation),
        is_basis=_is_basis(prose, start),
        is_past=_is_past(prose, *number.span()),
    )


def _any_of(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _is_basis(prose: Prose, start: int) -> bool:
    """Whether the words before a mention say that something rests on it."""
    first = max(0, start - 120)
    may_be = _any_of(_BASES, prose.lower[first:start])
    return may_be and _BASIS.search(prose.lower, first, start) is not None


def _is_past(prose: Prose, start: int, end: int) -> bool:
    """Whether a little before a mention, or in the rest of its sentence, it is said to be over."""
    behind = re.split(r"[.;](?: |$)", prose.lower[end : end + 160], maxsplit=1)[0]
    return _PAST.search(prose.lower[max(0, start - 60) : start] + behind) is not None


def _hand(citation: Citation) -> str | None:
    """Return who numbers a document: one series has one symbol, one issuer, one kind of numbers."""
    if citation.is_party_document:
        return None
    issuer = fold_text(citation.issuer or "")
    for long, short in (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")):
        issuer = issuer.replace(long, short)
    return " ".join(issuer.removeprefix("chủ tịch ").split()[:5])
