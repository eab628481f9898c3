"""Objects to plain values: what `json.dumps` takes, without what was not given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.exchange.leaves import SMALLEST
from cchc_lib.exchange.shapes import HEADER, is_report, kind_id, shapes
from cchc_lib.exchange.versions import CURRENT
from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.figure import Figure
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation
from cchc_lib.report.claims import Claim
from cchc_lib.report.explain import Derivation
from cchc_lib.vietnamese.money import format_vnd

__all__ = ["is_model", "plain"]

_RESULTS = (Change, Figure, Derivation)


def is_model(kind: Any) -> bool:
    """Whether objects of a class are facts: loaded as well as dumped."""
    if not isinstance(kind, type) or not attrs.has(kind):
        return False
    if is_report(kind) and not hasattr(kind, "__family__"):
        return False
    return kind is Ratio or any(field_of(field) is not None for field in attrs.fields(kind))


def plain(value: Any, *, hand: bool = False) -> Any:
    """Return what an object says, as plain values.

    For a file that people read, `hand` leaves days and decimals as they are and writes a document,
    an agency or a rate in words where these say all of it.

    Raises:
        InvalidTypeError: for what has no form as data.
    """
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return value if hand else _decimal(value)
    if isinstance(value, date):
        return value if hand else value.isoformat()
    if isinstance(value, Findings):
        return {
            "findings": [plain(found) for found in value.items],
            "silenced": [{"code": code, "reason": reason} for code, reason in value.silenced],
        }
    if isinstance(value, Mapping):
        return {key: plain(item, hand=hand) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, hand=hand) for item in value]
    if isinstance(value, Finding):
        return value.as_dict()
    if isinstance(value, _RESULTS):
        return _result(value)
    if is_model(type(value)):
        return _object(value, hand=hand)
    raise InvalidTypeError.refuse(
        "value",
        value,
        "facts, figures or findings, such as a Report, report.figures() or audit(report)",
        "sự kiện, số liệu hoặc phát hiện, ví dụ Report, report.figures() hoặc audit(report)",
    )


def _decimal(value: Decimal) -> str:
    """Return a Decimal as text: a JSON number becomes a binary fraction in most readers."""
    return format(value, "f")


def _result(value: Any) -> dict[str, Any]:
    found = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        if isinstance(value, Derivation) and field.name == "parts":
            held = [{"sign": sign, **_result(part)} for sign, part in held]
        if held is not None:
            found[field.name] = plain(held)
    return found


def _object(value: Any, *, hand: bool) -> Any:
    short = _SHORT.get(type(value)) if hand else None
    if short is not None and (said := short(value)) is not None:
        return said
    data: dict[str, Any] = {}
    if (kind := kind_id(type(value))) is not None:
        data = {"cchc_lib": CURRENT, "kind": kind}
    for key, name, sort, shape in _fields(type(value)):
        held = getattr(value, name)
        if shape.is_left_out(held) or held is None:
            continue
        if sort == "own":
            for item in held:
                id = item.__subject__.id
                if id in HEADER:
                    raise InvalidValueError.refuse(
                        f"own.{id}",
                        id,
                        "an id other than that of the header; such as id='new_rural'",
                        "mã khác với tên ở đầu dữ liệu; ví dụ id='new_rural'",
                    )
                data[id] = _object(item, hand=hand)
        elif sort == "claims":
            data[key] = _claims(held)
        elif sort == "money" and hand and 0 < held < SMALLEST:
            data[key] = format_vnd(held)  # a bare amount as small as that is not read by hand
        elif key in ("previous", "cumulative") and is_report(type(held)):
            below = _object(held, hand=hand)
            data[key] = {name: below[name] for name in below if name not in HEADER}
        else:
            data[key] = plain(held, hand=hand)
    return data


@kept_by_class
def _fields(kind: Any) -> tuple[tuple[str, str, str, Any], ...]:
    return tuple((key, shape.name, shape.sort, shape) for key, shape in shapes(kind).items())


def _claims(claims: tuple[Claim, ...]) -> Any:
    by_figure = {claim.figure: claim.text for claim in claims}
    if len(by_figure) == len(claims):
        return by_figure
    return [{"figure": claim.figure, "text": claim.text} for claim in claims]


def _short_citation(value: Citation) -> str | None:
    text = str(value)
    try:
        return text if Citation.parse(text) == value else None
    except ValueError:
        return None


def _short_agency(value: Agency) -> str | None:
    is_name = all(
        getattr(value, field.name) is None for field in attrs.fields(Agency) if field.name != "name"
    )
    return value.name if is_name else None


_SHORT: dict[type, Callable[[Any], str | None]] = {
    Agency: _short_agency,
    Citation: _short_citation,
    Ratio: lambda value: f"{value.part}/{value.whole}",
}
