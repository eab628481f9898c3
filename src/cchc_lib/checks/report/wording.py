"""How rules name figures: the glossary's term, the number as prose prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip
from cchc_lib.glossary import label_of
from cchc_lib.vietnamese import fold_text, format_number

__all__ = ["FORM", "capital", "exceeds", "named", "repeated", "term"]

FORM = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
"""The source of most rules on the form of a document."""


def term(owner: object, name: str) -> str:
    """Return the glossary's term for a field or figure of an object."""
    return label_of(type(owner).__name__, name)


def named(owner: object, name: str) -> str:
    """Return a count with its term, for a sentence: 'nhiệm vụ đã hoàn thành (45)'."""
    return f"{term(owner, name)} ({format_number(getattr(owner, name))})"


def capital(sentence: str) -> str:
    """Return a sentence with its first letter in capital."""
    return sentence[:1].upper() + sentence[1:]


def repeated(names: Iterable[str]) -> Iterator[int]:
    """Yield the place of the second of each name that stands more than once, capitals aside."""
    seen: Counter[str] = Counter()
    for row, name in enumerate(names):
        key = fold_text(name)
        seen[key] += 1
        if seen[key] == 2:
            yield row


def exceeds(
    owner: Any,
    *parts: str,
    whole: str,
    path: str,
    hint: str | None = None,
    severity: Severity | None = None,
) -> Iterator[Slip]:
    """Yield a slip for the first part that was counted higher than its whole."""
    everything = None if owner is None else getattr(owner, whole)
    if everything is None:
        return
    for part in parts:
        some = getattr(owner, part)
        if some is None or some <= everything:
            continue
        yield Slip(
            message=capital(f"{named(owner, part)} nhiều hơn {named(owner, whole)}."),
            path=f"{path}.{part}",
            actual=format_number(some),
            expected=f"không quá {format_number(everything)}",
            hint=hint,
            severity=severity,
        )
        return
