"""JSON text to plain values and back: exact numbers, no key twice, nothing that JSON has not."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal, InvalidOperation
from typing import Any

from cchc_lib.errors import CchcError, FormatError
from cchc_lib.figures.checks import LIMIT, LIMIT_VI, MAX_DIGITS
from cchc_lib.vietnamese.numbers import read_digits

__all__ = ["MAX_DEPTH", "exact_decimal", "parse_json", "too_deep", "write_json"]

MAX_DEPTH = 200
"""How deep values may stand within values; a report needs some forty."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]')


def parse_json(text: str) -> Any:
    """Return the values of JSON text.

    Raises:
        FormatError: for text that is no JSON, with line and column; for a key that stands twice,
            NaN, a number of more than 4300 digits, or levels without end.
    """
    _check_depth(text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where, where_vi = (
            f"line {error.lineno}, column {error.colno}",
            (f"dòng {error.lineno}, cột {error.colno}"),
        )
        raise FormatError(
            f"JSON: {where}: {error.msg}",
            f"JSON: {where_vi}: {_in_vietnamese(error.msg)}",
            path="JSON",
            accepted="JSON text",
        ) from None
    except RecursionError:
        raise too_deep("JSON") from None


def write_json(data: Any) -> str:
    """Return values as JSON text, in UTF-8 letters, two spaces a level."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def too_deep(form: str) -> CchcError:
    """Return the error for values within values without end."""
    return FormatError(
        f"{form}: values within values, more than {MAX_DEPTH} deep; a report needs some forty",
        f"{form}: các giá trị lồng nhau sâu hơn {MAX_DEPTH} bậc; báo cáo cần khoảng bốn mươi",
        path=form,
        accepted=f"at most {MAX_DEPTH} levels",
    )


def _check_depth(text: str) -> None:
    """Refuse nesting without end before a reader goes down into it.

    Python's own limit stops the reader in time, unless somebody raised it above what a stack holds.
    """
    if sys.getrecursionlimit() <= 5000 or text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise too_deep("JSON")
        elif mark in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)[:80]
        raise FormatError(
            f"JSON: the key {twice!r} stands twice in one object; accepted: each key once",
            f"JSON: trường {twice!r} có hai lần trong một đối tượng; cần: mỗi trường một lần",
            path="JSON",
            got=twice,
            accepted="each key once",
        )
    return found


def _int(digits: str) -> int:
    plain = digits.removeprefix("-")
    if len(plain) > MAX_DIGITS:
        raise _too_long(digits)
    value = read_digits(plain)
    return -value if digits.startswith("-") else value


def _decimal(digits: str) -> Decimal:
    return exact_decimal(digits, "JSON")


def exact_decimal(digits: str, form: str) -> Decimal:
    """Return the Decimal that the digits of a number in a file say.

    Raises:
        FormatError: for more digits, or a larger exponent, than a number has.
    """
    try:
        if len(digits) <= 2 * MAX_DIGITS:
            return Decimal(digits)
    except InvalidOperation:
        pass
    raise FormatError.refuse(form, digits, LIMIT, LIMIT_VI)


def _constant(name: str) -> Any:
    raise FormatError.refuse(
        "JSON",
        name,
        "a finite number, such as 96.14",
        "số hữu hạn, ví dụ 96.14",
    )


def _too_long(digits: str) -> CchcError:
    return FormatError.refuse("JSON", digits, LIMIT, LIMIT_VI)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_int, parse_float=_decimal, parse_constant=_constant
)

_VIETNAMESE = {
    "Expecting value": "thiếu một giá trị",
    "Expecting property name enclosed in double quotes": "thiếu tên trường trong ngoặc kép",
    "Expecting ',' delimiter": "thiếu dấu phẩy",
    "Expecting ':' delimiter": "thiếu dấu hai chấm",
    "Extra data": "thừa nội dung sau giá trị cuối cùng",
    "Unterminated string starting at": "thiếu ngoặc kép đóng",
    "Invalid control character at": "ký tự điều khiển trong chuỗi",
    "Illegal trailing comma before end of object": "thừa dấu phẩy trước ngoặc đóng",
    "Illegal trailing comma before end of array": "thừa dấu phẩy trước ngoặc đóng",
}


def _in_vietnamese(message: str) -> str:
    return _VIETNAMESE.get(message, message)
