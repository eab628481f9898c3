"""A mapping that cannot change, and that copies, pickles and serialises as what it is."""

from __future__ import annotations

from typing import Any, NoReturn, Self, TypeVar

from cchc_lib.errors import InvalidTypeError

__all__ = ["FrozenDict"]

_Item = TypeVar("_Item")


class FrozenDict(dict[str, _Item]):
    """A dict by id that refuses every change.

    >>> import json, pickle
    >>> rates = FrozenDict({"plan.completion": "95,35%"})
    >>> pickle.loads(pickle.dumps(rates)) == rates, json.dumps(rates, ensure_ascii=False)
    (True, '{"plan.completion": "95,35%"}')
    >>> rates["plan.completion"] = "96%"
    Traceback (most recent call last):
    cchc_lib.errors.InvalidTypeError: this mapping cannot change
    """

    def __new__(cls, *items: Any, **named: Any) -> Self:
        """Return the mapping, filled once: `__init__` could be called again."""
        made = super().__new__(cls)
        dict.update(made, *items, **named)
        return made

    def __init__(self, *_items: Any, **_named: Any) -> None:
        """Leave the mapping as it is."""

    def _refuse(self, *_args: object, **_more: object) -> NoReturn:
        raise InvalidTypeError("this mapping cannot change", "bảng số liệu này không sửa được")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)

    def __copy__(self) -> FrozenDict[_Item]:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict[_Item]:
        return self
