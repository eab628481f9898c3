"""One value read strictly: nothing is rounded, cut or guessed on the way.

Data of programs (`hand=False`) say a count as a whole number and a day as "2025-07-24". Files that
people write (`hand=True`) may also say "1.268", "10,55 tỷ đồng" and "24/7/2025".

Errors have an empty path: whoever reads knows where the value stands, and says so with `at`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError
from cchc_lib.exchange.outlines.entries import RowsEntry, SentenceEntry
from cchc_lib.exchange.shapes import Shape
from cchc_lib.figures.checks import MAX_DIGITS, MAX_TEXT, check_count
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.dates import parse_date
from cchc_lib.vietnamese.money import parse_vnd
from cchc_lib.vietnamese.numbers import format_number, parse_number
from cchc_lib.vietnamese.percentages import parse_percent
from cchc_lib.vietnamese.periods import parse_period_name

__all__ = ["SMALLEST", "TEXT_FORMS", "at", "from_text", "leaf", "optional", "text"]

Error = TypeVar("Error", bound=CchcError)
Read = Callable[[Any], Any]


def at(error: Error, path: str) -> Error:
    """Return an error as one of the place in the data where its value stands.

    >>> print(at(InvalidValueError.refuse("Plan.tasks", -1, "43", "43"), "plan.tasks"))
    plan.tasks: got -1 (int); accepted: 43
    """
    prefix, old = f"{path}: " if path else "", f"{error.path}: "
    return type(error)(
        prefix + str(error).removeprefix(old),
        prefix + error.message_vi.removeprefix(old),
        path=path,
        got=error.got,
        accepted=error.accepted,
    )


_COUNT = "a whole number from 0, such as 43", "số nguyên từ 0 trở lên, ví dụ 43"
_COUNT_BY_HAND = (
    'a whole number from 0, such as 1268 or "1.268"',
    'số nguyên từ 0 trở lên, ví dụ 1268 hoặc "1.268"',
)
_MONEY = "whole đồng, such as 20800000", "số đồng nguyên, ví dụ 20800000"
_MONEY_BY_HAND = (
    'whole đồng, such as 20800000, or text with its unit, such as "10,55 tỷ đồng"',
    'số đồng nguyên, ví dụ 20800000, hoặc chữ kèm đơn vị, ví dụ "10,55 tỷ đồng"',
)
_SCORE = (
    'an exact number: 87, a Decimal or the text "87.55", no float; such as "87.55"',
    'số chính xác: 87, Decimal hoặc chữ "87.55", không phải float; ví dụ "87.55"',
)
_SCORE_BY_HAND = ('a number, such as 87.55 or "87,55"', 'một số, ví dụ 87.55 hoặc "87,55"')
_DAY = 'a day of the calendar, such as "2025-07-24"', 'ngày có trong lịch, ví dụ "2025-07-24"'
_DAY_BY_HAND = (
    'a day of the calendar without a time, such as 2025-07-24, "24/7/2025" or '
    '"ngày 24 tháng 7 năm 2025"',
    'ngày có trong lịch, không kèm giờ, ví dụ 2025-07-24, "24/7/2025" hoặc '
    '"ngày 24 tháng 7 năm 2025"',
)
_TEXT = 'text, such as "Hộ tịch"', 'chữ, ví dụ "Hộ tịch"'
_SHORT = (
    f'text of at most {MAX_TEXT} characters, such as "Hộ tịch"',
    f'văn bản không quá {MAX_TEXT} ký tự, ví dụ "Hộ tịch"',
)
_FLAG = "true or false, such as true", "true hoặc false, ví dụ true"
_WHOLE = "a whole number, such as 12", "số nguyên, ví dụ 12"
_NUMBER = 'a number such as 130, or text such as "66.18"', 'số, ví dụ 130, hoặc chữ, ví dụ "66.18"'
_PARAGRAPHS = (
    'a list of paragraphs, such as ["Duy trì chuyên mục cải cách hành chính."]',
    'danh sách các đoạn văn, ví dụ ["Duy trì chuyên mục cải cách hành chính."]',
)
_OFFICE = (
    'a name that tells the symbol and the place too, such as "Ủy ban nhân dân xã Mai Hoa"; or '
    'fields, such as {name = "Sở Nội vụ", symbol = "SNV", parent = "Ủy ban nhân dân tỉnh Hà Tĩnh"}',
    'tên cho biết cả ký hiệu và địa danh, ví dụ "Ủy ban nhân dân xã Mai Hoa"; hoặc các trường, ví '
    'dụ {name = "Sở Nội vụ", symbol = "SNV", parent = "Ủy ban nhân dân tỉnh Hà Tĩnh"}',
)
_SHARE = (
    'a rate as {"part": 41, "whole": 43} or "41/43", from 0% to 100% also as "95,35%"',
    'tỷ lệ dạng {"part": 41, "whole": 43} hoặc "41/43", từ 0% đến 100% thì cả dạng "95,35%"',
)


def _refused(value: Any, accepted: tuple[str, str]) -> CchcError:
    wrong_type = not isinstance(value, str | int | Decimal) or isinstance(value, bool)
    kind = InvalidTypeError if wrong_type else InvalidValueError
    return kind.refuse("", value, *accepted)


def _by_parser(parse: Callable[[str], Any], value: str, accepted: tuple[str, str]) -> Any:
    try:
        return parse(value)
    except CchcError:
        raise _refused(value, accepted) from None


def _count(value: Any) -> int:
    if type(value) is int and value >= 0:
        return check_count("", value)
    raise _refused(value, _COUNT)


def _count_by_hand(value: Any) -> int:
    accepted = _likely(value)
    number = _by_parser(parse_number, value, accepted) if type(value) is str else value
    if type(number) is int and number >= 0:
        return check_count("", number)
    raise _refused(value, accepted)


_GROUPED = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+|0[0-9]+")


def _likely(value: Any) -> tuple[str, str]:
    """Return what is accepted for a count, with the one that was likely meant as the example."""
    shown = str(value).strip() if isinstance(value, str | Decimal) else ""
    if len(shown) > 30 or not _GROUPED.fullmatch(shown):
        return _COUNT_BY_HAND
    meant = int(re.sub("[.,]", "", shown))
    example = str(meant) if meant < 1000 else f'{meant} or "{format_number(meant)}"'
    return (
        f"a whole number from 0, such as {example}",
        f"số nguyên từ 0 trở lên, ví dụ {example.replace(' or ', ' hoặc ')}",
    )


def _money(value: Any) -> int:
    if type(value) is int and value >= 0:
        return check_count("", value)
    raise _refused(value, _MONEY)


def _money_by_hand(value: Any) -> int:
    amount = _by_parser(parse_vnd, value, _MONEY_BY_HAND) if type(value) is str else value
    if type(amount) is int and amount >= 0:
        if type(value) is int and 0 < value < SMALLEST:
            raise _in_which_unit(value)
        return check_count("", amount)
    raise _refused(value, _MONEY_BY_HAND)


SMALLEST = 1_000_000
"""Below it, a bare amount in a file by hand is refused: 1250 is as a rule 1.250 triệu đồng."""


def _in_which_unit(value: int) -> CchcError:
    shown = format_number(value)
    return InvalidValueError.refuse(
        "",
        value,
        f'an amount with its unit, such as "{shown} triệu đồng"; or "{shown} đồng"',
        f'số tiền kèm đơn vị, ví dụ "{shown} triệu đồng", hoặc "{shown} đồng" nếu đúng là số đồng',
    )


_EXACT = re.compile(rf"-?[0-9]{{1,{MAX_DIGITS}}}(?:\.[0-9]{{1,{MAX_DIGITS}}})?")


def _score(value: Any) -> int | Decimal:
    if type(value) is int or isinstance(value, Decimal):
        return value
    if type(value) is str and _EXACT.fullmatch(value):
        return Decimal(value)
    raise _refused(value, _SCORE)


def _score_by_hand(value: Any) -> int | Decimal:
    if type(value) is int or isinstance(value, Decimal):
        return value
    if type(value) is str:
        exact: int | Decimal = _by_parser(parse_number, value, _SCORE_BY_HAND)
        return exact
    raise _refused(value, _SCORE_BY_HAND)


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if type(value) is str and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _refused(value, _DAY)


def _day_by_hand(value: Any) -> date:
    if type(value) is str and not _ISO.fullmatch(value):
        found: date = _by_parser(parse_date, value, _DAY_BY_HAND)
        return found
    try:
        return _day(value)
    except CchcError:
        raise _refused(value, _DAY_BY_HAND) from None


def text(value: Any) -> str:
    """Return text of a length that a paragraph has."""
    if type(value) is str and len(value) <= MAX_TEXT:
        return value
    raise _refused(value, _TEXT if type(value) is not str else _SHORT)


def _flag(value: Any) -> bool:
    if value is True or value is False:
        return value
    raise InvalidTypeError.refuse("", value, *_FLAG)


def _whole(value: Any) -> int:
    if type(value) is int:
        return value
    raise _refused(value, _WHOLE)


def _number(value: Any) -> int | str:
    if type(value) is int or type(value) is str:
        return value
    raise _refused(value, _NUMBER)


def _paragraphs(value: Any) -> tuple[str, ...]:
    if type(value) is str and 0 < len(value) <= 60:
        said = f'["{value}"]'
        raise InvalidTypeError.refuse(
            "", value, f"a list, such as {said}", f"danh sách, đặt trong ngoặc vuông, ví dụ {said}"
        )
    if type(value) in (list, tuple) and all(
        type(item) is str and len(item) <= MAX_TEXT for item in value
    ):
        return tuple(value)
    raise InvalidTypeError.refuse("", value, *_PARAGRAPHS)


def _choice(of: type[Enum], *, hand: bool) -> Read:
    by_value = {member.value: member for member in of}
    by_label = {getattr(member, "label", None): member for member in of} if hand else {}
    named = ", ".join(f'"{value}"' for value in by_value)
    first = next(iter(by_value))
    labelled = ", ".join(
        f'"{value}" ({label})' if (label := getattr(member, "label", "")) else f'"{value}"'
        for value, member in by_value.items()
    )
    accepted = f'one of {named}; such as "{first}"', f'một trong {labelled}; ví dụ "{first}"'

    def choice(value: Any) -> Any:
        plain = value.value if isinstance(value, of) else value
        if type(plain) in (str, int):
            if plain in by_value:
                return by_value[plain]
            if plain in by_label:
                return by_label[plain]
        raise _refused(value, accepted)

    return choice


def _percent_by_hand(value: Any) -> int | Decimal:
    """Read a score in percent, with or without its sign: 12.5, "12,5", "12,5%"."""
    if type(value) is str and value.rstrip().endswith("%"):
        return Decimal(_by_parser(parse_percent, value, _SCORE_BY_HAND))
    return _score_by_hand(value)


_LEAVES: dict[str, tuple[Read, Read]] = {
    "count": (_count, _count_by_hand),
    "money": (_money, _money_by_hand),
    "score": (_score, _score_by_hand),
    "day": (_day, _day_by_hand),
    "text": (text, text),
    "flag": (_flag, _flag),
    "whole": (_whole, _whole),
    "number": (_number, _number),
    "paragraphs": (_paragraphs, _paragraphs),
}


def leaf(shape: Shape, *, hand: bool) -> Read | None:
    """Return what reads the value of a field, `None` for a field that holds objects."""
    if shape.sort == "choice":
        return _choice(shape.of, hand=hand)
    if hand and shape.sort == "score" and shape.unit == "%":
        return _percent_by_hand
    found = _LEAVES.get(shape.sort)
    return None if found is None else found[hand]


def optional(read: Read) -> Read:
    """Return what also reads `null`: the fact was not reported."""
    return lambda value: None if value is None else read(value)


_FRACTION = re.compile(r"\s*([0-9.]+)\s*/\s*([0-9.]+)\s*")


def _ratio(text: str) -> Ratio:
    if text.rstrip().endswith("%") and len(text) < MAX_DIGITS:
        percent = Fraction(_by_parser(parse_percent, text, _SHARE)) / 100
        if 0 <= percent <= 1:
            return Ratio(percent.numerator, percent.denominator)
    match = _FRACTION.fullmatch(text) if len(text) < 2 * MAX_DIGITS else None
    parts = [_by_parser(parse_number, part, _SHARE) for part in match.groups()] if match else []
    if len(parts) == 2 and all(type(part) is int for part in parts):
        return Ratio(*parts)
    raise InvalidValueError.refuse("", text, *_SHARE)


def _agency(text: str) -> Agency:
    try:
        return Agency(name=text)
    except InvalidValueError as error:
        if error.got is not None:
            raise
        raise InvalidValueError.refuse("", text, *_OFFICE) from None


def _period(text: str) -> Period:
    named = parse_period_name(text)
    return Period(kind=named.kind, calendar_year=named.year, index=named.index, last_year=named.end)


def _sentence(words: str) -> SentenceEntry:
    return SentenceEntry(say=(words,))


def _rows(name: str) -> RowsEntry:
    return RowsEntry(name=name)


def from_text(kind: type, value: str) -> Any:
    """Return the object that text says, of a class that has a form as text."""
    return TEXT_FORMS[kind][0](text(value))


TEXT_FORMS: dict[type, tuple[Callable[[str], Any], str, str]] = {
    Citation: (
        Citation.parse,
        'or as text, such as "Quyết định số 130/QĐ-UBND ngày 24/7/2025"',
        'hoặc chữ, ví dụ "Quyết định số 130/QĐ-UBND ngày 24/7/2025"',
    ),
    Ratio: (_ratio, 'or as text, such as "41/43"', 'hoặc chữ, ví dụ "41/43"'),
    Agency: (
        _agency,
        'or only its name, such as "Ủy ban nhân dân xã Mai Hoa"',
        'hoặc chỉ tên, ví dụ "Ủy ban nhân dân xã Mai Hoa"',
    ),
    Period: (
        _period,
        'or its name, such as "quý III năm 2025"',
        'hoặc tên kỳ, ví dụ "quý III năm 2025"',
    ),
    SentenceEntry: (
        _sentence,
        'or only its words, such as "Có {plan.tasks} nhiệm vụ."',
        'hoặc chỉ lời văn, ví dụ "Có {plan.tasks} nhiệm vụ."',
    ),
    RowsEntry: (
        _rows,
        'or only what tells the rows apart, such as "thôn"',
        'hoặc chỉ tên của mỗi dòng, ví dụ "thôn"',
    ),
}
"""Objects that may also be given as text, with what reads it."""
