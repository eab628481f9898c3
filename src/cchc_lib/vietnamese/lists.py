"""Lists inside a sentence: 'a, b và c', by the list patterns of CLDR."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.checks import check_choice, check_text

__all__ = ["join_list"]

_STYLES = {"và": "standard", "hoặc": "or"}
_SEPARATORS = (",", ";")


def join_list(
    items: Iterable[str],
    *,
    conjunction: Literal["và", "hoặc"] = "và",
    separator: Literal[",", ";"] = ",",
) -> str:
    """Return items as a list inside a sentence: 'a, b và c'; nothing for no items.

    `separator=";"` is for items that hold commas themselves. No inverse is offered: an item may
    hold "và".

    >>> join_list(["a", "b", "c"]), join_list(["a", "b"], conjunction="hoặc")
    ('a, b và c', 'a hoặc b')

    Raises:
        InvalidTypeError: when the items are one text, or one of them or an option is not text.
        InvalidValueError: for another conjunction or separator.
    """
    accepted, accepted_vi = "several texts, such as ['a', 'b']", "nhiều văn bản, ví dụ ['a', 'b']"
    if isinstance(items, (str, bytes)) or not isinstance(items, Iterable):
        raise InvalidTypeError.refuse("items", items, accepted, accepted_vi)
    texts = [
        check_text(f"items[{row}]", item, "text (str), such as 'a'", "văn bản (str), ví dụ 'a'")
        for row, item in enumerate(items)
    ]
    style = _STYLES[check_choice("conjunction", conjunction, tuple(_STYLES))]
    mark = check_choice("separator", separator, _SEPARATORS)
    if len(texts) < 2:
        return "".join(texts)
    middle, end = _links(style)
    return middle.replace(",", mark).join(texts[:-1]) + end + texts[-1]


@cache
def _links(style: str) -> tuple[str, str]:
    """Return what CLDR puts between items and before the last one; two items take the latter."""
    from babel import Locale  # not at import: it costs more than all the rest of the library

    pattern = Locale("vi").list_patterns[style]
    return (
        pattern["middle"].removeprefix("{0}").removesuffix("{1}"),
        pattern["end"].removeprefix("{0}").removesuffix("{1}"),
    )
