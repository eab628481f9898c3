"""TOML text to plain values, and a writer that keeps what people wrote around them."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_lib.errors import CchcError, FormatError
from cchc_lib.exchange.jsontext import exact_decimal, too_deep
from cchc_lib.exchange.shapes import HEADER
from cchc_lib.figures.checks import LIMIT, LIMIT_VI, MAX_DIGITS

__all__ = ["parse_toml", "write_toml"]

_DOTTED = re.compile(
    r"""(?P<dotted>(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32})"""
    r'|"""(?:[^"\\]|\\.|"[^"\\]|"\\.|""[^"\\]|""\\.)*+"""'
    r"|'''(?:[^']|'[^']|''[^'])*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'|#[^\n]*+",
    re.DOTALL,
)
"""A key of more parts than any file has: reading it takes time that grows with its square."""

_DIGITS = re.compile(rf"""(?<![\w"'])[0-9][0-9_]{{{MAX_DIGITS},}}""")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(text: str) -> dict[str, Any]:
    """Return the values of TOML text; 10.55 is the decimal 10.55.

    Raises:
        FormatError: for text that is no TOML, with line and column; a Vietnamese key without
            quotes is told as such. For NaN, a number of more than 4300 digits, a key of more than
            32 parts.
    """
    if found := next((each for each in _DOTTED.finditer(text) if each["dotted"]), None):
        line = text.count("\n", 0, found.start()) + 1
        raise _refused(line, 0, "a key of more than 32 parts", "tên trường có hơn 32 phần")
    if not 0 < sys.get_int_max_str_digits() <= MAX_DIGITS and (found := _DIGITS.search(text)):
        raise FormatError.refuse("TOML", found[0], LIMIT, LIMIT_VI)
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        raise _told(text, str(error)) from None
    except RecursionError:
        raise too_deep("TOML") from None
    except CchcError:
        raise
    except ValueError:  # Python reads no number of so many digits
        raise FormatError.refuse("TOML", "a number", LIMIT, LIMIT_VI) from None


def _decimal(digits: str) -> Decimal:
    if digits.lstrip("+-") in ("nan", "inf"):
        raise FormatError.refuse(
            "TOML", digits, "a finite number, such as 96.14", "số hữu hạn, ví dụ 96.14"
        )
    return exact_decimal(digits, "TOML")


def _refused(line: int, column: int, what: str, what_vi: str) -> FormatError:
    where = f"line {line}" + (f", column {column}" if column else "")
    where_vi = f"dòng {line}" + (f", cột {column}" if column else "")
    return FormatError(
        f"TOML: {where}: {what}", f"TOML: {where_vi}: {what_vi}", path="TOML", accepted="TOML text"
    )


_BARE = re.compile(
    r"\s*+(?P<open>\[{0,2}+)\s*+(?P<key>[^\"'#=\[\]]*?[^\x00-\x7f#=\s][^\"'#=\[\]]*?)\s*(?:=|\])"
)
_BARE_SPACED = re.compile(
    r"\s*+(?P<open>\[{0,2}+)\s*+(?P<key>[A-Za-z][\w-]*(?: +[\w-]+)+)\s*(?:=|\])"
)

_ODD_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff]")
_BARE_INSIDE = re.compile(
    r"(?P<open>[{,])\s*(?P<key>[^\"'#=\[\]{},]*?[^\x00-\x7f#=\s][^\"'#=\[\]{},]*?)\s*="
)


def _told(text: str, message: str) -> FormatError:
    """Return the error of a reader with what an officer should do."""
    place = _AT.search(message)
    said = message[: place.start()] if place else message
    lines = text.split("\n")
    line = int(place[1]) if place and place[1] else len(lines)
    column = int(place[2]) if place and place[2] else 0
    written = lines[line - 1][:300] if line <= len(lines) else ""
    if odd := _ODD_SPACE.search(written.partition("=")[0]):
        return _refused(
            line,
            odd.start() + 1,
            "a space of another kind (from Word, say) before '=': type the spaces again",
            "có dấu cách khác thường (chép từ Word) trước dấu '=': xóa và gõ lại dấu cách",
        )
    bare = _BARE.match(written) or _BARE_SPACED.match(written) or _BARE_INSIDE.search(written)
    if bare and said.startswith(("Invalid statement", "Expected", "Invalid initial", "Unclosed")):
        *above, key = (part.strip() for part in bare["key"].split("."))
        named = ".".join((*above, f'"{key}"'))
        opened = bare["open"] if bare["open"].startswith("[") else ""
        quoted = f"{opened}{named}{']' * len(opened)}" + ("" if opened else " = …")
        return _refused(
            line,
            0,
            f"a key with Vietnamese letters or spaces stands in quotes: {quoted}",
            f"tên trường có dấu tiếng Việt hoặc dấu cách phải đặt trong ngoặc kép: {quoted}",
        )
    if said.startswith(("Invalid value", "Expected newline")) and (
        stated := _STATED.match(written)
    ):
        fault = _fault(stated["key"], stated["value"], written[column - 1 :] if column else "")
        if fault is not None:
            return _refused(line, 0, *fault)
    for start, told, told_vi in _MESSAGES:
        if said.startswith(start):
            return _refused(line, column, told, told_vi)
    return _refused(line, column, said, said)


_STATED = re.compile(r"\s*+(?P<key>[\w.\"' -]+?)\s*+=\s*+(?P<value>.*)")
_NOTE = re.compile(r"(?:^|\s)#.*")
_LIKE_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


def _fault(key: str, value: str, rest: str) -> tuple[str, str] | None:
    """Return what is wrong with the value of a line, `None` where that is not plain to see."""
    value = _NOTE.sub("", value).strip()  # what has quotes and a # in them is not told here
    if not value or (value[0] in "{[" and rest.lstrip()[:1] in ("}", "]", ",", "#")):
        return (
            f"{key}: no value after '='; write one, or take the key away (# before the line)",
            f"{key}: sau dấu '=' chưa có giá trị; điền giá trị, hoặc bỏ trường này (đặt dấu # ở "
            "đầu dòng)",
        )
    if _LIKE_DAY.fullmatch(value):
        return f"{key}: no day of the calendar: {value}", f"{key}: lịch không có ngày {value}"
    words = value.strip("“”")
    if len(words) > 100 or any(mark in words for mark in "\"'[]{}\\"):
        return None
    if re.fullmatch(r"0[0-9]+", words):
        number = words.lstrip("0") or "0"
        return (
            f"{key}: a number without zeros before it: {key} = {number}",
            f"{key}: số viết không có số 0 ở đầu: {key} = {number}",
        )
    straight, straight_vi = ("straight ", " thẳng") if words != value else ("", "")
    nothing, nothing_vi = "; for none 0", "; không phát sinh thì ghi 0"
    is_none = words.lower() in ("không", "none", "null", "-", "không phát sinh")
    return (
        f"{key}: text, days, amounts and numbers with dots or commas stand in {straight}quotes: "
        f'{key} = "{words}"' + (nothing if is_none else ""),
        f"{key}: chữ, ngày, số tiền, số có dấu chấm hoặc dấu phẩy đặt trong dấu ngoặc kép"
        f'{straight_vi}: {key} = "{words}"' + (nothing_vi if is_none else ""),
    )


_TWICE = (
    "the key stands twice; each key once",
    "trường xuất hiện hai lần; mỗi trường chỉ nêu một lần",
)
_MESSAGES = (
    ("Cannot overwrite", *_TWICE),
    ("Cannot declare", *_TWICE),
    ("Cannot mutate", *_TWICE),
    ("Cannot redefine", *_TWICE),
    ("Duplicate inline table key", *_TWICE),
    ("Invalid statement", "no 'key = value', no [table]", "không phải 'trường = giá trị', [bảng]"),
    ("Expected '='", "after a key comes '=' and a value", "sau tên trường là dấu '=' và giá trị"),
    (
        "Invalid value",
        'no value; accepted: a value such as 43, "text" or 2025-07-24',
        'giá trị viết sai; cần: giá trị, ví dụ 43, "chữ" hoặc 2025-07-24',
    ),
    ("Unterminated string", "a quote is not closed", "thiếu ngoặc kép đóng"),
    (
        "Unclosed array",
        "a comma between two items is missing, or the bracket that closes",
        "thiếu dấu phẩy giữa hai phần tử, hoặc thiếu ngoặc vuông đóng",
    ),
    (
        "Unclosed inline table",
        "a comma between two fields is missing, or the brace that closes",
        "thiếu dấu phẩy giữa hai trường, hoặc thiếu ngoặc nhọn đóng",
    ),
    ("Expected ']'", "a bracket is not closed", "thiếu ngoặc vuông đóng"),
    ("Expected newline or end of document", "a value ends its line", "sau giá trị phải xuống dòng"),
    ("Illegal character '\\n'", "a quote is not closed", "thiếu ngoặc kép đóng"),
    (
        "Found invalid character",
        "a line ends with \\n or \\r\\n: save the file again as plain text",
        "cách xuống dòng không đúng: lưu lại tệp dạng văn bản thô (UTF-8)",
    ),
    ("Illegal character", "a character that TOML does not take", "ký tự mà TOML không nhận"),
    ("Invalid date or datetime", "no day of the calendar", "lịch không có ngày này"),
)


# ---------------------------------------------------------------- writing


def write_toml(data: Mapping[str, Any]) -> str:
    """Return values as TOML text, facts before the tables below them."""
    import tomlkit

    document = tomlkit.document()
    _fill(document, data)
    return tomlkit.dumps(document)


def merged_toml(old: str, before: Mapping[str, Any], data: Mapping[str, Any], keys: Any) -> str:
    """Return a file with new values in it, its comments and what did not change kept.

    A file without a header gets none. `before` are the values that it says, `keys` tells which
    field a key of the file names, by the fields above it.
    """
    import tomlkit

    document = tomlkit.parse(old)
    _update(document, before, data, keys, ())
    return tomlkit.dumps(document)


def _fill(table: Any, data: Mapping[str, Any]) -> None:
    for key, value in data.items():
        if not _is_table(value):
            table.add(key, _item(value))
    for key, value in data.items():
        if _is_table(value):
            table.add(key, _tables(value))


def _is_table(value: Any) -> bool:
    """Whether a value stands under a heading of its own."""
    if isinstance(value, Mapping):
        return True
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
        and not all(_is_small(item) for item in value)
    )


def _is_small(value: Mapping[str, Any]) -> bool:
    return 0 < len(value) <= 3 and not any(
        isinstance(item, Mapping | list) for item in value.values()
    )


def _tables(value: Any) -> Any:
    import tomlkit

    if isinstance(value, Mapping):
        table = tomlkit.table()
        _fill(table, value)
        return table
    several = tomlkit.aot()
    for item in value:
        table = tomlkit.table()
        _fill(table, item)
        several.append(table)
    return several


def _item(value: Any) -> Any:
    import tomlkit
    from tomlkit.items import Float, Trivia

    if isinstance(value, Decimal):
        raw = format(value, "f")
        return Float(0.0, Trivia(), raw if "." in raw else f"{raw}.0")
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        for key, item in value.items():
            inline.add(key, _item(item))
        return inline
    if isinstance(value, list):
        array = tomlkit.array()
        for item in value:
            array.append(_item(item))
        return array.multiline(sum(len(str(item)) for item in value) > 60)
    if isinstance(value, date):
        return tomlkit.date(value.isoformat())
    return tomlkit.item(value)


def _update(
    table: Any, before: Any, data: Mapping[str, Any], keys: Any, path: tuple[str, ...]
) -> None:
    """Put new values into a table of a file: what says the same already stays as it is written."""
    from tomlkit.items import AoT

    for stated in list(table):
        key = keys(path, stated)
        if path == () and stated in HEADER and stated not in data:
            continue
        if key not in data:
            del table[stated]
            continue
        old, new, held = before.get(key), data[key], table[stated]
        if old == new and type(old) is type(new):
            continue
        if _are_tables(old, new, held):
            _update(held, old, new, keys, (*path, key))
        elif isinstance(held, list) and isinstance(new, list) and _are_rows(old, new, held):
            for row, item in enumerate(held):
                _update(item, old[row], new[row], keys, (*path, key))
        else:
            is_row = isinstance(held, AoT) and all(isinstance(item, Mapping) for item in new)
            item = _tables(new) if is_row or _is_table(new) else _item(new)
            if hasattr(held, "trivia") and hasattr(item, "trivia"):
                item.trivia.comment_ws = held.trivia.comment_ws
                item.trivia.comment = held.trivia.comment
            table[stated] = item
    stands = {keys(path, stated) for stated in table}
    for key, value in data.items():
        if key not in stands and not (path == () and key in HEADER):
            table[key] = _tables(value) if _is_table(value) else _item(value)


def _are_tables(*values: Any) -> bool:
    return all(isinstance(value, Mapping) for value in values)


def _are_rows(old: Any, new: list[Any], held: list[Any]) -> bool:
    if not isinstance(old, list) or not len(old) == len(new) == len(held):
        return False
    return all(_are_tables(*row) for row in zip(old, new, held, strict=True))
