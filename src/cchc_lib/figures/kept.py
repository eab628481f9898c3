"""What follows from a class, found once and kept with the class: it goes when the class goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar

__all__ = ["kept_by_class"]

_Value = TypeVar("_Value")
_MISSING: Any = object()


def kept_by_class(function: Callable[[Any], _Value]) -> Callable[[Any], _Value]:
    """Make a function of a class look its value up only once for each class.

    A cache beside the class would keep every class for ever, and kinds of report are made from
    files too.
    """
    name = f"__{function.__module__}.{function.__qualname__}__"

    def kept(kind: Any) -> _Value:
        found: _Value = vars(kind).get(name, _MISSING)
        if found is _MISSING:
            found = function(kind)
            try:
                setattr(kind, name, found)
            except TypeError:  # a class of Python itself takes no attribute
                return found
        return found

    return update_wrapper(kept, function)
