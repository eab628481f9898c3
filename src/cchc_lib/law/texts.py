"""Which texts are in force on a day: dated data, only what is established beyond doubt.

Source: the closing articles of the texts themselves. A text whose dates are probable only is not
here: it must never cause a finding. `end` is the first day
on which a text no longer applies; `None` where it is not known to have ended or begun.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

import attrs

from cchc_lib.vietnamese import fold_text

__all__ = ["TEXTS", "LegalText", "Mentioned", "known_text"]


@attrs.frozen
class LegalText:
    """A normative text: its number, when it applies, what took its place."""

    code: str
    start: date | None = None
    end: date | None = None
    successor: str | None = None


_INSTITUTIONS = "Nghị định số 78/2025/NĐ-CP và Nghị định số 79/2025/NĐ-CP"
_ONE_STOP = "Nghị định số 118/2025/NĐ-CP"
_DIGITAL = "Nghị định số 224/2026/NĐ-CP"
_CLERICAL = "Nghị định số 30/2020/NĐ-CP"
_LAW = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"

TEXTS = (
    # clerical work (văn thư)
    LegalText("110/2004/NĐ-CP", end=date(2020, 3, 5), successor=_CLERICAL),
    LegalText("09/2010/NĐ-CP", end=date(2020, 3, 5), successor=_CLERICAL),
    LegalText("30/2020/NĐ-CP", start=date(2020, 3, 5)),
    # one-stop shops (cơ chế một cửa)
    LegalText("61/2018/NĐ-CP", date(2018, 6, 21), date(2025, 7, 1), _ONE_STOP),
    LegalText("107/2021/NĐ-CP", end=date(2025, 7, 1), successor=_ONE_STOP),
    LegalText("118/2025/NĐ-CP", start=date(2025, 7, 1)),
    # online services, digital government
    LegalText("42/2022/NĐ-CP", end=date(2026, 7, 1), successor=_DIGITAL),
    LegalText("64/2007/NĐ-CP", end=date(2026, 7, 1), successor=_DIGITAL),
    LegalText("45/2026/NĐ-CP", end=date(2026, 7, 1), successor=_DIGITAL),
    LegalText("224/2026/NĐ-CP", start=date(2026, 7, 1)),
    # normative documents
    LegalText("80/2015/QH13", end=date(2025, 4, 1), successor=_LAW),
    LegalText("34/2016/NĐ-CP", end=date(2025, 4, 1), successor=_INSTITUTIONS),
    LegalText("154/2020/NĐ-CP", end=date(2025, 4, 1), successor=_INSTITUTIONS),
    LegalText("64/2025/QH15", start=date(2025, 4, 1)),
    LegalText("78/2025/NĐ-CP", start=date(2025, 4, 1)),
    LegalText("79/2025/NĐ-CP", start=date(2025, 4, 1)),
    # invoices (hóa đơn)
    LegalText("123/2020/NĐ-CP", date(2022, 7, 1), date(2026, 7, 1), "Nghị định số 254/2026/NĐ-CP"),
    LegalText("254/2026/NĐ-CP", start=date(2026, 7, 1)),
    # codes, holidays, villages, the ministry, a province that became a city
    LegalText("91/2015/QH13", start=date(2017, 1, 1)),
    LegalText("45/2019/QH14", start=date(2021, 1, 1)),
    LegalText("28/2026/QH16", start=date(2026, 7, 1)),
    LegalText("185/2026/NĐ-CP", start=date(2026, 5, 26)),
    LegalText("276/2026/NĐ-CP", start=date(2026, 7, 8)),
    LegalText("30/2026/QH16", start=date(2026, 4, 30)),
)
_BY_CODE = {fold_text(text.code): text for text in TEXTS}

# A law is cited by its name: the year in it, or its day, tells which of several it is.
_NAMED = {("ban hành văn bản quy phạm pháp luật", 2015): "80/2015/qh13"}
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


class Mentioned(Protocol):
    """A text as something mentions it, such as a `Citation`: by number, or a law by its name."""

    @property
    def code(self) -> str | None:
        """Number and symbol, such as 154/2025/NĐ-CP."""

    @property
    def subject(self) -> str | None:
        """The name of a law, or what the text is about."""

    @property
    def day(self) -> date | None:
        """The day of issue, where it is stated."""


def known_text(citation: Mentioned) -> LegalText | None:
    """Return what is known of a cited text; `None` for a text that is not in the data.

    >>> from cchc_lib import Citation
    >>> law = Citation.parse("Luật Ban hành văn bản quy phạm pháp luật năm 2015")
    >>> known_text(law).end
    datetime.date(2025, 4, 1)
    >>> known_text(Citation.parse("130/QĐ-UBND")) is None
    True
    """
    if citation.code is not None:
        # a number such as 0034 or 34 is one number; Citation writes each in one way
        return _BY_CODE.get(fold_text(citation.code))
    name = fold_text(citation.subject or "")
    year = _year_of(citation, name)
    found = next((code for (law, of), code in _NAMED.items() if law in name and of == year), None)
    return None if found is None else _BY_CODE[found]


def _year_of(citation: Mentioned, name: str) -> int | None:
    if citation.day is not None:
        return citation.day.year
    years = _YEAR.findall(name)  # the first: an amendment's year follows in brackets
    return int(years[0]) if years else None
