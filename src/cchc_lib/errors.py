"""The exceptions of the library: one root, each class also the builtin a caller would catch.

```
CchcError
├── InvalidTypeError   (TypeError)    a float, a bool or text where an exact figure is needed
├── InvalidValueError  (ValueError)   a value that cannot be: a negative count, an end too early
├── FormatError        (ValueError)   text that is not the number, date or citation it should be
└── UnknownNameError   (LookupError)  a figure id or section id that does not exist
```

Inconsistent facts are never exceptions: they are findings of the audit.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "CchcError",
    "FormatError",
    "InvalidTypeError",
    "InvalidValueError",
    "UnknownNameError",
    "refusal",
    "unknown_name",
]


class CchcError(Exception):
    """Root of every error this library raises on purpose."""


class InvalidTypeError(CchcError, TypeError):
    """A value of a type that cannot carry an exact figure, such as a float or a bool."""


class InvalidValueError(CchcError, ValueError):
    """A value of the right type that cannot be, such as a negative count."""


class FormatError(CchcError, ValueError):
    """Text that does not have the form it should have."""


class UnknownNameError(CchcError, LookupError):
    """An id of a figure or of a section that does not exist."""


def refusal(field: str, got: object, accepted: str) -> str:
    """Return the text of an error: the field, what was got, what is accepted.

    >>> refusal("tasks", -1, "a whole number from 0, such as 43")
    'tasks: got -1 (int); accepted: a whole number from 0, such as 43'
    """
    try:
        shown = repr(got)
    except Exception:  # a repr that fails must not hide the refusal
        shown = f"<{type(got).__name__}>"
    if len(shown) > 80:
        shown = f"{shown[:60]}… [{len(shown)} characters]"
    return f"{field}: got {shown} ({type(got).__name__}); accepted: {accepted}"


def unknown_name(what: str, got: str, known: Iterable[str], *, where: str = "") -> UnknownNameError:
    """Return the error for an unknown id, naming where it stands and the nearest known ones.

    >>> print(unknown_name("figure", "plan.complete", ["plan.completion", "plan.tasks"]))
    no figure 'plan.complete'; did you mean 'plan.completion'?
    """
    known = list(known)
    near = difflib.get_close_matches(got, known, n=3, cutoff=0.6)
    if near:
        hint = "did you mean " + ", ".join(repr(name) for name in near) + "?"
    else:
        hint = "known: " + (", ".join(known[:8]) + (", …" if len(known) > 8 else "") or "none")
    return UnknownNameError(f"{where}{': ' if where else ''}no {what} {got!r}; {hint}")
