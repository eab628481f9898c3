"""How rules name figures: the label of their declaration, the number as prose prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.reading.quantity import Quantity
from cchc_lib.vietnamese import fold_text

__all__ = ["FORM", "repeated", "term", "unit_of"]

FORM = CLERICAL_DECREE.at("Phụ lục I")
"""The source of most rules on the form of a document."""


def term(owner: object, name: str) -> str:
    """Return the label of a fact, figure or field of an object or a class.

    >>> from cchc_lib import Plan
    >>> term(Plan, "completion")
    'tỷ lệ hoàn thành nhiệm vụ của kế hoạch'
    """
    kind = owner if isinstance(owner, type) else type(owner)
    known = declarations(kind)
    if name in known:
        return known[name].label
    fields = {field.name: field_of(field) for field in kind.__attrs_attrs__}  # type: ignore[attr-defined]
    found = fields[name]
    return name if found is None else found.label


_SCALES = {10**3: "nghìn", 10**6: "triệu", 10**9: "tỷ"}


def unit_of(number: Quantity) -> str:
    """Return the unit in which a number is printed: "tỷ đồng", "triệu", "%", or nothing."""
    return f"{_SCALES.get(number.size, '')} {number.unit}".strip()


def repeated(names: Iterable[str]) -> Iterator[int]:
    """Yield the place of the second of each name that stands more than once, capitals aside."""
    seen: Counter[str] = Counter()
    for row, name in enumerate(names):
        key = fold_text(name)
        seen[key] += 1
        if seen[key] == 2:
            yield row
