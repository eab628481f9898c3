"""References to documents: read as people write them, written as the decree asks.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: the first mention names type, number and symbol, date,
issuer and subject; a law is named before its number; later mentions name type and number only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import attrs

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures.declaration import labelled
from cchc_lib.law.document_types import NAMED, TYPE_CODES
from cchc_lib.report.fields import day
from cchc_lib.report.given import stated_words
from cchc_lib.vietnamese.dates import format_date, parse_date
from cchc_lib.vietnamese.text import clean_text, normalize_text

__all__ = ["Citation"]

_KINDS = sorted(
    {*TYPE_CODES.values(), *NAMED, "Công văn", "Văn bản", "Chương trình hành động", "Lệnh"},
    key=len,
    reverse=True,
)
_CODE = "|".join(sorted(TYPE_CODES, key=len, reverse=True))
_KIND = re.compile(rf"(?:(?P<code>{_CODE})|(?i:(?P<name>{'|'.join(_KINDS)})))(?![^\W\d_])")

_GROUP = "[A-ZĐƯÔ][A-Za-zĐđƯưÔô]{0,9}(?:&[A-ZĐƯÔ][A-Za-zĐđ]{0,9})*"
DOCUMENT_NUMBER = re.compile(
    rf"""(?P<number>[0-9](?<![\d/.,].)(?<!\d:.)[0-9]{{0,4}}(?:\.[0-9]{{1,2}})?)
    (?: /(?P<year>(?:19|20)[0-9][0-9])/(?P<law>{_GROUP}(?:-{_GROUP})*[0-9]{{0,2}})
      | /(?P<admin>{_GROUP}(?:\s?[-–]\s?{_GROUP}){{0,3}}[0-9]{{0,2}})
      | \s?[-–]\s?(?P<party>{_GROUP}/[A-ZĐƯ]{{2,6}}(?:-[A-ZĐƯ]{{2,6}})?) )(?!\w)""",
    re.VERBOSE,
)
"""Number and symbol of a document in running text, misprints included."""

_FOOTNOTE_MARK = re.compile(r"(?<!QH)(?<![0-9])[0-9]+$")  # QH15 is a term of the Assembly
_SYMBOL = re.compile(rf"{_GROUP}(?:-{_GROUP})*(?:/{_GROUP}(?:-{_GROUP})*)?[0-9]{{0,2}}")
_VERB_ALONE = (
    r"(?:[Bb]an hành|[Pp]hê duyệt|[Tt]hành lập|[Kk]iện toàn|[Cc]ông bố|[Đđ]ôn đốc|[Ss]ửa đổi|"
    r"[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế|[Đđ]iều chỉnh|[Qq]uy định|[Hh]ướng dẫn|giao)\b"
).replace(" ", r"\s")
"""A verb that begins a subject and stands in no agency's name, so that it ends an issuer."""
_VERB = (
    rf"(?:{_VERB_ALONE}|(?i:triển khai|tăng cường|cấp|nâng cao|xây dựng|tuyên truyền|kiểm tra|"
    r"tổ chức|thực hiện|đẩy mạnh)\b)"
).replace(" ", r"\s")
"""A verb that begins a subject."""
_ABOUT = re.compile(r"(?P<about>về(?:\s+việc)?|V/v)\s+(?P<subject>.+)", re.IGNORECASE)
_DATE = (
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|"
    r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}\stháng\s[0-9]{1,2}\snăm\s[0-9]{4}"
)
_TAIL = re.compile(
    rf"""(?:,?\s*ngày\s+(?P<day>{_DATE}))?
    (?:,?\s+của\s+(?P<issuer>(?:(?!\sngày\s+[0-9]).)+?)
       (?(day)|(?:,?\s+ngày\s+(?P<later_day>{_DATE}))?))?
    (?:,?\s+(?P<subject>(?:(?i:về|V/v)\s|(?(issuer){_VERB_ALONE}|{_VERB})).+))?""",
    re.VERBOSE,
)
_BEFORE = re.compile(r"[ ]*(?P<name>.*?)[ :]*(?:(?<!\w)(?i:số)[ :]*)?")
_NAMED_TAIL = re.compile(rf"\s+(?P<subject>.+?)(?:\s+ngày\s+(?P<day>{_DATE}))?")
_EXAMPLE = (
    "a document such as 'Quyết định số 130/QĐ-UBND ngày 24/7/2025'",
    "văn bản được viện dẫn, ví dụ 'Quyết định số 130/QĐ-UBND ngày 24/7/2025'",
)


def _spaced(text: str) -> str:
    """Return text with broken lines and stray spaces inside numbers mended."""
    text = re.sub(r"([/-])[ \t]*\n\s*", r"\1", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"([0-9])\s+/\s?(?=[A-ZĐ0-9])", r"\1/", text)
    return text.strip()


def _tidy(text: str) -> str:
    """Return words as a mention holds them: single spaces, tones in place, no end mark."""
    return " ".join(normalize_text(text).split()).rstrip(" .;,")


def _to_kind(value: str) -> str:
    """Return a type with the capital that a certain document's type has."""
    accepted = (
        "the type of the document, such as 'Quyết định'",
        "tên loại văn bản, ví dụ 'Quyết định'",
    )
    tidy = _tidy(stated_words("Citation.kind", value, *accepted))
    if not tidy:
        raise InvalidValueError.refuse("Citation.kind", value, *accepted)
    return tidy[:1].upper() + tidy[1:]


def _to_issuer(value: str | None) -> str | None:
    return None if value is None else _tidy(clean_text("Citation.issuer", value)) or None


def _to_subject(value: str | None) -> str | None:
    return None if value is None else _tidy(clean_text("Citation.subject", value)) or None


def _to_about(value: Literal["về", "về việc", ""] | None) -> str | None:
    if value is None:
        return None
    accepted = (
        "'', 'về việc' or None for the usual one, or 'về', such as about='về việc'",
        "'', 'về việc', None để ghi như thông thường hoặc 'về', ví dụ about='về việc'",
    )
    if not isinstance(value, str):
        raise InvalidTypeError.refuse("Citation.about", value, *accepted)
    if value not in ("", "về", "về việc"):
        raise InvalidValueError.refuse("Citation.about", value, *accepted)
    return str.__str__(value)


def _day(stated: str | None) -> date | None:
    """Return the day that a mention states, in any of the forms of `_DATE`."""
    if stated is None:
        return None
    try:
        return parse_date(f"ngày {stated}" if "tháng" in stated else stated.replace(".", "/"))
    except FormatError:
        raise FormatError.refuse(
            "citation",
            stated,
            "a day that the calendar has, such as '24/7/2025'",
            "ngày có trong lịch, ví dụ '24/7/2025'",
        ) from None


_MOST = 99_999
"""The greatest number of a document: five digits, as they are read in text."""


def _to_number(value: int | str | None) -> str | None:
    if value is None:
        return None
    if type(value) is int and 0 < value <= _MOST:
        return f"{value:02d}"
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2})?", value):
        return str.__str__(value) if "." in value else f"{int(value):02d}"
    raise InvalidValueError.refuse(
        "Citation.number",
        value,
        f"a number from 1 to {_MOST}, such as 130 or '66.18'",
        f"số của văn bản, từ 1 đến {_MOST}, ví dụ 130 hoặc '66.18'",
    )


def _to_symbol(value: str | None) -> str | None:
    if value is None:
        return None
    accepted = (
        "groups joined by hyphens, such as 'QĐ-UBND', 'NQ/TW' or 'SNV-CCHC&VTLT'",
        "các nhóm chữ nối bằng gạch nối, ví dụ 'QĐ-UBND', 'NQ/TW' hoặc 'SNV-CCHC&VTLT'",
    )
    symbol = stated_words("Citation.symbol", value, *accepted)
    if not _SYMBOL.fullmatch(symbol):
        raise InvalidValueError.refuse("Citation.symbol", value, *accepted)
    return symbol


def _to_year(value: int | None) -> int | None:
    if value is None:
        return None
    if type(value) is not int:
        raise InvalidTypeError.refuse(
            "Citation.year", value, "a year (int), such as 2020", "năm, là số nguyên, ví dụ 2020"
        )
    if not 1900 <= value <= 2099:
        raise InvalidValueError.refuse(
            "Citation.year",
            value,
            "a year from 1900 to 2099, such as 2020",
            "năm từ 1900 đến 2099, ví dụ 2020",
        )
    return value


@attrs.frozen(kw_only=True)
class Citation:
    """A document referred to.

    `kind` is the type ("Quyết định"); `number` and `symbol` make up its number ("130", "QĐ-UBND");
    `year` is the year group that marks a normative document (154/2025/NĐ-CP). A law cited by name
    has no number: its name is the `subject`. `about` is what leads up to the subject: "về việc"
    before a verb and "về" otherwise, unless another one, or nothing (""), is read or given.

    >>> plan = Citation.parse("kế hoạch Số 18/KH-UBND ngày 3/9/2025")
    >>> str(plan), plan.cite(first=False)
    ('Kế hoạch số 18/KH-UBND ngày 03/9/2025', 'Kế hoạch số 18/KH-UBND')
    >>> Citation.parse("44- CTr/TU").code
    '44-CTr/TU'
    """

    kind: str = attrs.field(metadata=labelled("tên loại văn bản"), converter=_to_kind)
    number: str | None = attrs.field(
        metadata=labelled("số của văn bản"), default=None, converter=_to_number
    )
    symbol: str | None = attrs.field(
        metadata=labelled("ký hiệu của văn bản"), default=None, converter=_to_symbol
    )
    year: int | None = attrs.field(
        metadata=labelled("năm ban hành trong số của văn bản"), default=None, converter=_to_year
    )
    day: date | None = day("ngày ban hành")
    issuer: str | None = attrs.field(
        metadata=labelled("cơ quan ban hành"), default=None, converter=_to_issuer
    )
    subject: str | None = attrs.field(
        metadata=labelled("trích yếu nội dung"), default=None, converter=_to_subject
    )
    about: str | None = attrs.field(
        metadata=labelled("từ nối trước trích yếu"), default=None, converter=_to_about
    )

    def __attrs_post_init__(self) -> None:
        """A document is known by its number and symbol, or, a law, by its name."""
        self._check_name()
        self._part_subject()

    def _check_name(self) -> None:
        if (self.number is None) != (self.symbol is None):
            raise InvalidValueError.refuse(
                "Citation.symbol",
                self.symbol,
                "number and symbol together, such as number=130, symbol='QĐ-UBND'",
                "cả số và ký hiệu, ví dụ number=130, symbol='QĐ-UBND'",
            )
        if self.number is None and self.subject is None and self.day is None:
            raise InvalidValueError.refuse(
                "Citation.number",
                None,
                "a number and symbol, or for a law its name, such as subject='Cán bộ, công chức'",
                "số và ký hiệu, hoặc tên của luật, ví dụ subject='Cán bộ, công chức'",
            )

    def _part_subject(self) -> None:
        """Part the subject from what leads up to it, so that one mention is one value."""
        subject, about = self.subject, self.about
        if subject is None or self.number is None or (about is None and self.kind in NAMED):
            about = None
        else:
            if _ABOUT.match(subject):
                about = ""
            elif about is None:
                about = "về việc" if re.match(_VERB, subject) else "về"
            parted = _ABOUT.fullmatch(f"{about} {subject}".strip())
            if parted is not None:
                subject = parted["subject"]
                about = "về" if parted["about"].casefold() == "về" else "về việc"
            elif not re.match(_VERB if self.issuer is None else _VERB_ALONE, subject):
                raise InvalidValueError.refuse(
                    "Citation.about",
                    about,
                    "'về' or 'về việc'; '' only before a verb such as 'quy định'",
                    "'về' hoặc 'về việc'; '' chỉ dùng trước động từ, ví dụ 'quy định'",
                )
        object.__setattr__(self, "subject", subject)
        object.__setattr__(self, "about", about)

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
        return self.year is not None or self.kind in NAMED

    def __str__(self) -> str:
        return self.cite()

    def cite(self, *, first: bool = True) -> str:
        """Return the mention: in full the first time, later only type and number."""
        if self.code is None:
            name = f"{self.kind} {self.subject}" if self.subject else self.kind
            return name if self.day is None else f"{name} ngày {format_date(self.day)}"
        if not first:
            return f"{self.kind} số {self.code}"
        name = f" {self.subject}" if self.subject is not None and self.about is None else ""
        full = f"{self.kind}{name} số {self.code}"
        if self.day is not None:
            full += f" ngày {format_date(self.day)}"
        if self.issuer is not None:
            full += f" của {self.issuer}"
        if self.about is not None:
            full += f" {self.about} {self.subject}" if self.about else f" {self.subject}"
        return full

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Return the document that a mention names.

        Reads what people write: a missing or capital "số", stray spaces, en dashes, a number
        broken over two lines, the type left out.

        Raises:
            InvalidTypeError: when `text` is not text.
            FormatError: when the text names no document, or a day that the calendar lacks.
        """
        if not isinstance(text, str):
            raise InvalidTypeError.refuse("citation", text, *_EXAMPLE)
        flat = _tidy(_spaced(text))
        clean_text("citation", flat)
        kind = _KIND.match(flat)
        named = None if kind is None else TYPE_CODES.get(kind["code"]) or kind["name"].capitalize()
        start = kind.end() if kind else 0
        found = DOCUMENT_NUMBER.search(flat)
        if found is None:
            return cls._parse_named(text, named, flat[start:])
        before = _BEFORE.fullmatch(flat[start : found.start()])
        tail = _TAIL.fullmatch(flat[found.end() :])
        if before is None or tail is None:
            raise FormatError.refuse("citation", text, *_EXAMPLE)
        name, subject = before["name"], tail["subject"]
        if name and (named not in NAMED or subject):
            raise FormatError.refuse("citation", text, *_EXAMPLE)
        parts = cls._parts(found)
        return cls(
            kind=named or _kind_of(parts["symbol"], parts["year"]),
            **parts,
            day=_day(tail["day"] or tail["later_day"]),
            issuer=tail["issuer"],
            subject=name or subject,
            about="" if subject else None,
        )

    @classmethod
    def _parse_named(cls, text: str, kind: str | None, rest: str) -> Citation:
        """Return a law cited by its name, which has no number."""
        found = _NAMED_TAIL.fullmatch(rest)
        if kind not in NAMED or found is None:
            raise FormatError.refuse("citation", text, *_EXAMPLE)
        return cls(kind=kind, subject=found["subject"], day=_day(found["day"]))

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

        Raises:
            InvalidTypeError: when `text` is not text.
        """
        if not isinstance(text, str):
            raise InvalidTypeError.refuse(
                "text",
                text,
                "running text, such as 'theo Quyết định số 130/QĐ-UBND'",
                "đoạn văn, ví dụ 'theo Quyết định số 130/QĐ-UBND'",
            )
        return cls._found(normalize_text(_spaced(text)))

    @classmethod
    def _found(cls, flat: str) -> Iterator[Citation]:
        for found in DOCUMENT_NUMBER.finditer(flat):
            parts = cls._parts(found)
            yield cls(kind=_kind_of(parts["symbol"], parts["year"]), **parts)


def _kind_of(symbol: str, year: int | None) -> str:
    """Return the type that a symbol's code tells: QĐ-UBND is a Quyết định, UBND-VP a Công văn."""
    groups = re.split("[-/]", symbol)
    if year is not None and groups[0].startswith(("QH", "UBTVQH")):
        return "Luật"
    return next((TYPE_CODES[group] for group in groups[:1] if group in TYPE_CODES), "Công văn")
