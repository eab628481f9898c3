"""Data as values by their paths, and back: what stands in cells, whichever sheet they are on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cchc_lib.errors import CchcError
from cchc_lib.exchange.leaves import from_text
from cchc_lib.exchange.plain import plain
from cchc_lib.exchange.shapes import Shape, is_report, shapes
from cchc_lib.exchange.xlsx.layout import EACH, KEY, Path, item_shape
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period

__all__ = ["EMPTY", "flat", "nested", "shape_at", "spread", "together"]

EMPTY = "{}"
"""What stands for an object of which nothing is given: it is there, and none of its facts."""


def spread(value: Any, kind: Any) -> dict[str, Any]:
    """Return what an object says as nested data, in the forms that the sheets have cells for."""
    said = plain(value, hand=True)
    data = said if isinstance(said, dict) else plain(value)
    _respell(data, kind)
    return dict(data)


def _respell(data: dict[str, Any], kind: Any) -> None:
    for key, shape in shapes(kind).items():
        if key not in data:
            continue
        if shape.of is Agency and isinstance(data[key], str):
            data[key] = {"name": data[key]}
        elif shape.of is Period and is_report(kind):
            data[key] = _period_in_words(data[key])
        elif shape.sort == "claims" and isinstance(data[key], Mapping):
            claims = data[key].items()
            data[key] = [{"figure": figure, "text": text} for figure, text in claims]
        elif shape.of is kind and shape.sort == "object":
            _respell(data[key], kind)


def _period_in_words(data: dict[str, Any]) -> Any:
    """Return a period with its name in the place of its parts, if these say no more: {"": …}."""
    period = Period(**{**data, "start": None, "end": None})
    name = str(period)
    try:
        is_all = period.label is None and from_text(Period, name) == period
    except CchcError:
        is_all = False
    days = {key: data[key] for key in ("start", "end") if key in data}
    return {"": name, **days} if is_all else data


def flat(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the path and value of each leaf of nested data; an empty object is one."""
    if isinstance(data, Mapping):
        if not data:
            yield path, EMPTY
        for key, value in data.items():
            yield from flat(value, (*path, key) if key else path)
    elif isinstance(data, list | tuple):
        for row, value in enumerate(data):
            yield from flat(value, (*path, row))
    else:
        yield path, data


def nested(leaves: Iterable[tuple[Path, Any]]) -> dict[str, Any]:
    """Return leaves as nested data; rows of lists are put in the order of their numbers.

    A period in words to which days were added becomes one with its parts.
    """
    root: dict[Any, Any] = {}
    for path, value in leaves:
        at = root
        for step in path[:-1]:
            below = at.setdefault(step, {})
            if not isinstance(below, dict):  # text of the whole beside a part of it
                below = at[step] = {"": below}
            at = below
        held = at.get(path[-1])
        if isinstance(held, dict) and value != EMPTY:
            held[""] = value
        elif not isinstance(held, dict):
            at[path[-1]] = {} if value == EMPTY else value
    return dict(_listed(root))


def together(given: Any, said: Any) -> Any:
    """Return the nested data that two sources state of one object, no fact of it both."""
    if not isinstance(said, Mapping):
        return said
    if not isinstance(given, Mapping):
        return _with_days({"": given, **said})
    more = {key: together(given[key], said[key]) if key in given else said[key] for key in said}
    return {**given, **more}


def _listed(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    if data and all(isinstance(key, int) for key in data):
        return [_listed(data[row]) for row in sorted(data)]
    if "" in data:
        return _with_days(data)
    return {key: _listed(value) for key, value in data.items()}


def _with_days(data: dict[Any, Any]) -> Any:
    """Return a period that was said in words and days; what is no period stays as it was said."""
    words = data[""]
    more = {key: value for key, value in data.items() if key}
    try:
        return {**plain(from_text(Period, words)), **more} if more else words
    except CchcError:
        return words


def shape_at(kind: Any, own: Mapping[str, Any], path: Path) -> Shape | None:
    """Return what stands at a path, `None` where nothing can."""
    owner, shape, is_id = kind, None, False
    for place, step in enumerate(path):
        if isinstance(step, int) or step == EACH or is_id:
            is_id = False
            if (shape is not None and shape.sort == "paragraphs") or (
                shape is not None and shape.sort == "objects"
            ):
                shape = item_shape(shape)
            continue
        if not isinstance(owner, type):
            return None
        if is_report(owner) and step in own:
            owner, shape = own[step], None
            continue
        try:
            shape = shapes(owner).get(step)
        except Exception:  # no class of facts
            return None
        if shape is None:
            return None
        owner = shape.of
        is_id = shape.sort == "mapping" and place + 1 < len(path)
    if shape is not None and path[-1:] == (KEY,):
        return None
    return shape
