"""Lists inside a sentence: 'a, b và c', by the list patterns of CLDR."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from cchc_lib.errors import InvalidTypeError, InvalidValueError

__all__ = ["join_list"]

_STYLES = {"và": "standard", "hoặc": "or"}


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
        InvalidTypeError: when the items are one text, or one of them is not text.
        InvalidValueError: for another conjunction or separator.
    """
    accepted = "several texts, such as ['a', 'b']"
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise InvalidTypeError.refuse("items", items, accepted, accepted)
    texts = list(items)
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise InvalidTypeError.refuse(f"items[{row}]", text, "text (str)", "text (str)")
    if conjunction not in _STYLES:
        raise InvalidValueError.refuse(
            "conjunction", conjunction, "'và' or 'hoặc'", "'và' or 'hoặc'"
        )
    if separator not in (",", ";"):
        raise InvalidValueError.refuse("separator", separator, "',' or ';'", "',' or ';'")
    if len(texts) < 2:
        return "".join(texts)
    middle, end = _links(_STYLES[conjunction])
    return middle.replace(",", separator).join(texts[:-1]) + end + texts[-1]


@cache
def _links(style: str) -> tuple[str, str]:
    """Return what CLDR puts between items and before the last one; two items take the latter."""
    from babel import Locale  # not at import: it costs more than all the rest of the library

    pattern = Locale("vi").list_patterns[style]
    return (
        pattern["middle"].removeprefix("{0}").removesuffix("{1}"),
        pattern["end"].removeprefix("{0}").removesuffix("{1}"),
    )
