"""Prose that somebody else wrote: its claims in their sentences, its numbers, what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from cchc_lib.checks.claims import ReadClaim
from cchc_lib.checks.finding import Finding
from cchc_lib.checks.text import audit_text
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.inbox.extracted import figures_in
from cchc_lib.inbox.found import FileClaim
from cchc_lib.inbox.sentences import lines_of, sentence_at, where_said
from cchc_lib.inbox.whom import HEAD, period_in
from cchc_lib.reading.days import day_of, own_day
from cchc_lib.reading.prose import Prose

__all__ = [
    "day_in",
    "document_of",
    "is_vietnamese",
    "read_prose",
]

_LETTERS = 40
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
_NUMBER = re.compile(r"(?m)^[ \t]*Số ?: ?(?P<number>[0-9]{1,6}) ?/ ?(?P<symbol>[A-ZĐ][\w&-]{1,30})")


def is_vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese with its marks; one of hardly any words counts as such.

    >>> is_vietnamese("Đã tiếp nhận 1.268 hồ sơ"), is_vietnamese("The commune reports. " * 20)
    (True, False)
    """
    text = unicodedata.normalize("NFC", text)
    letters = sum(map(str.isalpha, text))
    marked = len(_MARKED.findall(text))
    return letters < _LETTERS or 20 * marked > letters


def read_prose(text: str, place: Callable[[int], str]) -> dict[str, Any]:
    """Return what a text tells, by the fields of a `ReadFile`; `place` names a line of it."""
    text = unicodedata.normalize("NFC", text)
    prose = Prose.of(text)
    claims, unread = [], 0
    for claim, start, _ in claims_in(prose):
        if isinstance(claim, ReadClaim):
            at = where_said(claim, start, prose)
            where = place(prose.source.place(at)[0])
            claims.append(FileClaim.of(claim, sentence=sentence_at(prose, at), place=where))
        else:
            unread += 1
    return {
        "head": text[: 2 * HEAD],
        "period": period_in(prose),
        "issued": own_day(prose) or day_in(text),
        "document": document_of(text),
        "claims": tuple(claims),
        "unread": unread,
        "findings": tuple(_placed(each, place) for each in audit_text(text)),
        "figures": tuple(figures_in(prose, place)),
        "lines": lines_of(prose),
    }


def day_in(text: str) -> date | None:
    r"""Return the day at the head of a document, whose line a PDF breaks or joins to another.

    >>> day_in("Kỳ Khang, ngày 29 tháng 9 năm\n2026\nBÁO CÁO")
    datetime.date(2026, 9, 29)
    """
    head = _NUMBERED.sub("", text[:HEAD].replace("\xa0", " "))
    found = _DAY.search(head)
    return day_of("/".join(found.groups())) if found else None


_NUMBERED = re.compile(
    r"(?m)^[ \t]*Số ?: ?[0-9]*[ \t]*/[ \t]*[A-ZĐ][\w&]*(?:[ \t]*[-–][ \t]*[\w&]+)*[ \t]+"
)
"""The number of a document, where a PDF has the place and the day behind it on one line."""

_DAY = re.compile(
    r"(?mi)^(?![ \t(]*(?:căn cứ|thực hiện|theo|xét|kèm)\b)[^\n,0-9]{2,90}(?: [0-9]{1,2})?,\s+"
    r"ngày\s+([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})[ \t]*$"
)


def document_of(text: str) -> str:
    """Return the number of a document, as its head has it, or ""."""
    found = _NUMBER.search(text[:HEAD])
    return f"{found['number']}/{found['symbol']}" if found else ""


def _placed(finding: Finding, place: Callable[[int], str]) -> Finding:
    return attrs.evolve(finding, path=place(finding.line)) if finding.line else finding
