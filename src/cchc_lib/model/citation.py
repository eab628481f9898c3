"""References to documents: read as people write them, written as the decree asks.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: the first mention names type, number and symbol, date,
issuer and subject; a law has neither number nor issuer; later mentions name type and number only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError, refusal
from cchc_lib.model.fields import day, words
from cchc_lib.vietnamese.dates import format_date, parse_date
from cchc_lib.vietnamese.text import clean_text, normalize_text

__all__ = ["Citation"]

TYPE_CODES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QCh": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "DAn": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
    "CV": "Công văn",
}
"""Type codes of Nghị định 30/2020/NĐ-CP, Phụ lục III, of normative and of Party documents."""

_NAMED = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_KINDS = sorted(
    {*TYPE_CODES.values(), *_NAMED, "Công văn", "Văn bản", "Chương trình hành động", "Lệnh"},
    key=len,
    reverse=True,
)
_KIND = re.compile("|".join(_KINDS), re.IGNORECASE)

_GROUP = "[A-ZĐƯÔ][A-Za-zĐđƯưÔô]{0,9}(?:&[A-ZĐƯÔ][A-Za-zĐđ]{0,9})*"
NUMBER = re.compile(
    rf"""(?<![\d/.,])(?<!\d:)(?P<number>[0-9]{{1,5}}(?:\.[0-9]{{1,2}})?)
    (?: /(?P<year>(?:19|20)[0-9][0-9])/(?P<law>{_GROUP}(?:-{_GROUP})*[0-9]{{0,2}})
      | /(?P<admin>{_GROUP}(?:\s?[-–]\s?{_GROUP}){{0,3}}[0-9]{{0,2}})
      | \s?[-–]\s?(?P<party>{_GROUP}/[A-ZĐƯ]{{2,6}}(?:-[A-ZĐƯ]{{2,6}})?) )(?!\w)""",
    re.VERBOSE,
)
"""Number and symbol of a document in running text, misprints included."""

_FOOTNOTE_MARK = re.compile(r"(?<!QH)(?<![0-9])[0-9]+$")  # QH15 is a term of the Assembly
_SYMBOL = re.compile(rf"{_GROUP}(?:-{_GROUP})*(?:/{_GROUP}(?:-{_GROUP})*)?[0-9]{{0,2}}")
_SUBJECT_VERB = re.compile(
    "(ban hành|phê duyệt|thành lập|kiện toàn|công bố|triển khai|tăng cường|đôn đốc|cấp|giao|"
    "sửa đổi|quy định|hướng dẫn|nâng cao|xây dựng|tuyên truyền|kiểm tra|tổ chức|thực hiện|"
    "đẩy mạnh)\\b",
    re.IGNORECASE,
)
_DATE = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\stháng\s[0-9]{1,2}\snăm\s[0-9]{4}"
_TAIL = re.compile(
    rf"""(?:,?\s*ngày\s+(?P<day>{_DATE}))?
    (?:\s+của\s+(?P<issuer>.+?))??
    (?:\s+(?:về(?:\s+việc)?|V/v)\s+(?P<subject>.+))?""",
    re.VERBOSE,
)
_EXAMPLE = "a document such as 'Quyết định số 130/QĐ-UBND ngày 24/7/2025'"


def _spaced(text: str) -> str:
    """Return text with broken lines and stray spaces inside numbers mended."""
    text = re.sub(r"([/-])[ \t]*\n\s*", r"\1", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"([0-9])\s+/\s?(?=[A-ZĐ0-9])", r"\1/", text)
    return text.strip()


def _number(value: Any) -> str | None:
    if value is None:
        return None
    if type(value) is int and value > 0:
        return f"{value:02d}"
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2})?", value):
        return value if "." in value else f"{int(value):02d}"
    raise InvalidValueError(refusal("Citation.number", value, "a number such as 130 or '66.18'"))


def _check_symbol(_owner: object, _field: object, value: str | None) -> None:
    if value is not None and not _SYMBOL.fullmatch(clean_text("Citation.symbol", value)):
        accepted = "groups joined by hyphens, such as 'QĐ-UBND', 'NQ/TW' or 'SNV-CCHC&VTLT'"
        raise InvalidValueError(refusal("Citation.symbol", value, accepted))


def _check_year(_owner: object, _field: object, value: Any) -> None:
    if value is None:
        return
    if type(value) is not int:
        raise InvalidTypeError(refusal("Citation.year", value, "a year (int), such as 2020"))
    if not 1900 <= value <= 2099:
        raise InvalidValueError(refusal("Citation.year", value, "a year from 1900 to 2099"))


@attrs.frozen(kw_only=True)
class Citation:
    """A document referred to.

    `kind` is the type ("Quyết định"); `number` and `symbol` make up its number ("130", "QĐ-UBND");
    `year` is the year group that marks a normative document (154/2025/NĐ-CP). A law cited by name
    has no number: its name is the `subject`.

    >>> plan = Citation.parse("kế hoạch Số 18/KH-UBND ngày 3/9/2025")
    >>> str(plan), plan.cite(first=False)
    ('Kế hoạch số 18/KH-UBND ngày 03/9/2025', 'Kế hoạch số 18/KH-UBND')
    >>> Citation.parse("44- CTr/TU").code
    '44-CTr/TU'
    """

    kind: str = words(default=attrs.NOTHING)
    number: str | None = attrs.field(default=None, converter=_number)
    symbol: str | None = attrs.field(default=None, validator=_check_symbol)
    year: int | None = attrs.field(default=None, validator=_check_year)
    day: date | None = day()
    issuer: str | None = words()
    subject: str | None = words()

    def __attrs_post_init__(self) -> None:
        """A document is known by its number and symbol, or, a law, by its name."""
        if (self.number is None) != (self.symbol is None):
            accepted = "number and symbol together, such as number=130, symbol='QĐ-UBND'"
            raise InvalidValueError(refusal("Citation.symbol", self.symbol, accepted))
        if self.number is None and self.subject is None and self.day is None:
            accepted = "a number and symbol, or for a law its name as subject"
            raise InvalidValueError(refusal("Citation.number", None, accepted))

    @property
    def code(self) -> str | None:
        """Number and symbol as written: 130/QĐ-UBND, 154/2025/NĐ-CP, 66-NQ/TW."""
        if self.number is None or self.symbol is None:
            return None
        if self.year is not None:
            return f"{self.number}/{self.year}/{self.symbol}"
        return f"{self.number}{'-' if self.is_party_document else '/'}{self.symbol}"

    @property
    def is_party_document(self) -> bool:
        """Whether a Party body issued it: hyphen first, then slash (66-NQ/TW)."""
        return self.symbol is not None and "/" in self.symbol

    @property
    def is_normative_document(self) -> bool:
        """Whether it has general binding rules: the year group is its only mark."""
        return self.year is not None or self.kind in _NAMED

    def __str__(self) -> str:
        return self.cite()

    def cite(self, *, first: bool = True) -> str:
        """Return the mention: in full the first time, later only type and number."""
        if self.code is None:
            name = f"{self.kind} {self.subject}" if self.subject else self.kind
            return name if self.day is None else f"{name} ngày {format_date(self.day)}"
        short = f"{self.kind} số {self.code}"
        if not first:
            return short
        if self.day is not None:
            short += f" ngày {format_date(self.day)}"
        if self.issuer is not None:
            short += f" của {self.issuer}"
        if self.subject is not None:
            about = "về việc" if _SUBJECT_VERB.match(self.subject) else "về"
            short += f" {about} {self.subject}"
        return short

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Return the document that a mention names.

        Reads what people write: a missing or capital "số", stray spaces, en dashes, a number
        broken over two lines, the type left out.

        Raises:
            FormatError: when the text names no document.
        """
        if not isinstance(text, str):
            raise InvalidTypeError(refusal("citation", text, "text (str)"))
        flat = normalize_text(_spaced(text)).rstrip(" .;,")
        clean_text("citation", flat)
        kind = _KIND.match(flat)
        found = NUMBER.search(flat)
        if found is None:
            return cls._parse_named(text, flat, kind)
        before = flat[kind.end() if kind else 0 : found.start()].strip(" :")
        tail = _TAIL.fullmatch(flat[found.end() :])
        if before.casefold() not in ("", "số") or tail is None:
            raise FormatError(refusal("citation", text, _EXAMPLE))
        parts = cls._parts(found)
        name = kind[0].capitalize() if kind else _kind_of(parts["symbol"], parts["year"])
        stated = tail["day"]
        if stated is not None and "tháng" in stated:
            stated = f"ngày {stated}"
        return cls(
            kind=name,
            **parts,
            day=None if stated is None else parse_date(stated),
            issuer=tail["issuer"],
            subject=tail["subject"],
        )

    @classmethod
    def _parse_named(cls, text: str, flat: str, kind: re.Match[str] | None) -> Citation:
        """Return a law cited by its name, which has no number."""
        if kind is None or kind[0].capitalize() not in _NAMED or kind.end() == len(flat):
            raise FormatError(refusal("citation", text, _EXAMPLE))
        return cls(kind=kind[0].capitalize(), subject=flat[kind.end() :].strip())

    @staticmethod
    def _parts(found: re.Match[str]) -> dict[str, Any]:
        symbol = found["law"] or found["admin"] or found["party"]
        symbol = _FOOTNOTE_MARK.sub("", re.sub(r"\s?[-–]\s?", "-", symbol))
        year = found["year"]
        return {
            "number": found["number"],
            "symbol": symbol,
            "year": None if year is None else int(year),
        }

    @classmethod
    def find(cls, text: str) -> Iterator[Citation]:
        """Yield the document of each number in running text, in order, without dates or subjects.

        >>> [found.code for found in Citation.find("theo Nghị định 154/2025/NĐ-CP và 44- CTr/TU")]
        ['154/2025/NĐ-CP', '44-CTr/TU']
        """
        flat = normalize_text(_spaced(text))
        for found in NUMBER.finditer(flat):
            parts = cls._parts(found)
            yield cls(kind=_kind_of(parts["symbol"], parts["year"]), **parts)


def _kind_of(symbol: str, year: int | None) -> str:
    """Return the type that a symbol's code tells: QĐ-UBND is a Quyết định, UBND-VP a Công văn."""
    groups = re.split("[-/]", symbol)
    if year is not None and groups[0].startswith(("QH", "UBTVQH")):
        return "Luật"
    return next((TYPE_CODES[group] for group in groups[:1] if group in TYPE_CODES), "Công văn")
