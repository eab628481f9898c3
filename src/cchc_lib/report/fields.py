"""The kinds of field that hold no figure: words, days, objects, paragraphs of the agency's own.

Every check refuses only what cannot be (the model can hold a wrong report) and names the class and
field, what was got and what is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Literal, Self

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.declaration import Field, Tie, metadata
from cchc_lib.vietnamese.text import clean_text

__all__ = [
    "MAX_ROWS_DEEP",
    "breakdown",
    "check_day",
    "check_order",
    "day",
    "is_blank",
    "name",
    "narrative",
    "one",
    "several",
    "words",
]

MAX_ROWS_DEEP = 8
"""How deep rows of a breakdown may hold rows of their own."""


def _path(owner: object, field: attrs.Attribute[Any]) -> str:
    """Return the name of a field in errors; a report of any family is called "Report" in them."""
    kind = type(owner)
    return f"{getattr(kind, '__called__', kind.__name__)}.{field.name}"


def _converter(convert: Callable[[Any, Any, Any], Any], accepts: Any) -> Any:
    """Return a converter that knows owner and field; `accepts` is the type a signature shows."""
    convert.__annotations__ = {"value": accepts}
    return attrs.Converter(convert, takes_self=True, takes_field=True)


_BLANK = dict.fromkeys(
    map(ord, "\u00ad\u115f\u180e\u200b\u200c\u200d\u2060\u2800\u3164\ufeff"), " "
)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: spaces of any kind and marks without width."""
    return not text.translate(_BLANK).strip()


def words(
    label: str,
    *,
    default: Any = None,
    tidy: Callable[[str], str | None] = str,
    is_name: bool = False,
    is_narrative: bool = False,
) -> Any:
    """One paragraph of words in NFC, tidied; unless the default is `None`, `None` is refused."""

    def clean(value: object, owner: object, field: attrs.Attribute[Any]) -> str | None:
        if value is None and field.default is None:
            return None
        text = tidy(clean_text(_path(owner, field), value))
        if text is not None and is_blank(text):
            if field.default is None:
                return None
            raise InvalidValueError.refuse(
                _path(owner, field), value, "words, not only spaces", "chữ, không chỉ khoảng trắng"
            )
        return text

    return attrs.field(
        default=default,
        converter=_converter(clean, str if default is attrs.NOTHING else str | None),
        metadata=metadata(Field(label=label, is_name=is_name, is_narrative=is_narrative)),
    )


def name(label: str, *, default: Any = None) -> Any:
    """The words that tell an object from its neighbours in a list: the name of a sector."""
    return words(label, default=default, is_name=True)


def _paragraphs(values: object, owner: object, field: attrs.Attribute[Any]) -> tuple[str, ...]:
    if values == ():  # nearly all are
        return ()
    where = _path(owner, field)
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse(
            where,
            values,
            "a list of paragraphs, such as ['Duy trì chuyên mục cải cách hành chính.']",
            "danh sách các đoạn văn, ví dụ ['Duy trì chuyên mục cải cách hành chính.']",
        )
    cleaned = (clean_text(f"{where}[{row}]", value) for row, value in enumerate(values))
    return tuple(text for text in cleaned if not is_blank(text))


def narrative(label: str) -> Any:
    """Paragraphs of the agency's own words; each may name figures: `{plan.completion}`.

    A blank paragraph is none.
    """

    def collect(value: object, owner: object, field: attrs.Attribute[Any]) -> tuple[str, ...]:
        return _paragraphs(value, owner, field)

    return attrs.field(
        default=(),
        converter=_converter(collect, Iterable[str]),
        metadata=metadata(Field(label=label, is_narrative=True)),
    )


def check_day(owner: object, field: attrs.Attribute[Any], value: Any) -> None:
    """Refuse what is not a calendar day; a datetime is not, for it has a time and a zone."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidTypeError.refuse(
            _path(owner, field),
            value,
            "a datetime.date without a time, such as date(2025, 7, 24)",
            "một datetime.date không kèm giờ, ví dụ date(2025, 7, 24)",
        )


def day(label: str, *, as_of: Literal["counted", "estimate", ""] = "") -> Any:
    """A calendar day; `as_of` says that facts were counted, or an amount reached, on it."""
    return attrs.field(
        default=None,
        validator=attrs.validators.optional(check_day),
        metadata=metadata(Field(label=label, day=as_of)),
    )


def one(kind: type, label: str | None = None) -> Any:
    """An object of a class, or `None` where there is nothing to report.

    Without a label it is called as its subject is.
    """
    called = _label_of("define.one", kind)

    def check(owner: object, field: attrs.Attribute[Any], value: object) -> None:
        if value is not None and not isinstance(value, kind):
            raise InvalidTypeError.refuse(
                _path(owner, field),
                value,
                f"an object of class {kind.__name__}, or None",
                f"một đối tượng lớp {kind.__name__}, hoặc None",
            )

    return attrs.field(
        default=None,
        validator=check,
        metadata=metadata(Field(label=label or called, of=kind)),
    )


def _label_of(constructor: str, kind: Any) -> str:
    """Return what a class is called as a subject; refuse what is no class of facts."""
    if not isinstance(kind, type) or not attrs.has(kind):
        raise InvalidTypeError.refuse(
            constructor,
            kind,
            "an attrs class, such as Plan; a list of the class itself is define.breakdown",
            "một lớp attrs, ví dụ Plan; danh sách của chính lớp đó thì dùng define.breakdown",
        )
    subject = getattr(kind, "__subject__", None)
    return str(kind.__name__ if subject is None else subject.label)


def _items(
    values: object, owner: object, field: attrs.Attribute[Any], kind: type
) -> tuple[Any, ...]:
    if values == ():  # nearly all are
        return ()
    accepted, accepted_vi = f"a list of {kind.__name__}", f"danh sách {kind.__name__}"
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse(_path(owner, field), values, accepted, accepted_vi)
    items = tuple(values)
    for row, item in enumerate(items):
        if not isinstance(item, kind):
            where = f"{_path(owner, field)}[{row}]"
            raise InvalidTypeError.refuse(where, item, accepted, accepted_vi)
    return items


def several(
    kind: type, label: str | None = None, *, over_periods: Literal["sum", "last"] = "sum"
) -> Any:
    """Objects of one class, in order; `over_periods="last"` for what is there on a day."""
    called = _label_of("define.several", kind)

    def collect(value: object, owner: object, field: attrs.Attribute[Any]) -> tuple[Any, ...]:
        return _items(value, owner, field, kind)

    return attrs.field(
        default=(),
        converter=_converter(collect, Iterable[kind]),  # type: ignore[valid-type]
        metadata=metadata(Field(label=label or called, of=kind, over_periods=over_periods)),
    )


def breakdown(label: str, *, by: str, tie: Tie | None = None) -> Any:
    """The same facts row by row: rows of the class itself, told apart by the field `by`.

    Every fact of the rows adds up to that of the whole; `tie` gives the finding a code of its own.
    """

    def collect(value: object, owner: object, field: attrs.Attribute[Any]) -> tuple[Any, ...]:
        rows = _items(value, owner, field, type(owner))
        for row, item in enumerate(rows):
            if getattr(item, by) is None:
                raise InvalidValueError.refuse(
                    f"{_path(owner, field)}[{row}].{by}",
                    None,
                    "the name of the row, such as 'Hộ tịch'",
                    "tên của dòng, ví dụ 'Hộ tịch'",
                )
        if rows and 1 + max(_depth(item, MAX_ROWS_DEEP) for item in rows) > MAX_ROWS_DEEP:
            raise InvalidValueError.refuse(
                _path(owner, field),
                f"rows {MAX_ROWS_DEEP + 1} deep",
                f"rows within rows at most {MAX_ROWS_DEEP} deep",
                f"các dòng lồng nhau nhiều nhất {MAX_ROWS_DEEP} bậc",
            )
        return rows

    return attrs.field(
        default=(),
        converter=_converter(collect, Iterable[Self]),  # type: ignore[misc]
        metadata=metadata(Field(label=label, by=by, tie=tie)),
    )


def _depth(owner: Any, limit: int) -> int:
    """Return how deep the rows below an object reach; the limit ends the search."""
    if not limit:
        return 0
    rows = [
        item
        for field in attrs.fields(type(owner))
        if isinstance(found := field.metadata.get("cchc_lib"), Field) and found.by
        for item in getattr(owner, field.name)
    ]
    return 1 + max(_depth(item, limit - 1) for item in rows) if rows else 0


def check_order(where: str, start: date | None, end: date | None) -> None:
    """Refuse a span of days that ends before it starts."""
    if start is not None and end is not None and end < start:
        raise InvalidValueError.refuse(
            where,
            end.isoformat(),
            f"a day from {start.isoformat()} on (the start)",
            f"một ngày từ {start.isoformat()} trở đi (ngày đầu)",
        )
