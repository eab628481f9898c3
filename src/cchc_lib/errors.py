"""The exceptions of the library: one root, each class also the builtin a caller would catch.

```
CchcError
├── InvalidTypeError   (TypeError)    a float, a bool or text where an exact figure is needed
├── InvalidValueError  (ValueError)   a value that cannot be: a negative count, an end too early
├── FormatError        (ValueError)   text that is not the number, date or citation it should be
├── UnknownNameError   (LookupError)  a figure id or section id that does not exist
├── MissingExtraError  (ImportError)  a package that an extra installs is not there
└── PdfError           (RuntimeError) LibreOffice is not there, or made no PDF
```

Each says, in English (`str`) and in Vietnamese (`message_vi`), where the value stands (`path`),
what was `got` and what is `accepted`, so that a form can show it beside its field. Inconsistent
facts are never exceptions: they are findings of the audit.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

__all__ = [
    "MAX_PROBLEMS",
    "CchcError",
    "FormatError",
    "InvalidTypeError",
    "InvalidValueError",
    "MissingExtraError",
    "PdfError",
    "UnknownNameError",
    "gathered",
    "unknown_name",
]

MAX_PROBLEMS = 100
"""The most faults that are told at once; what comes behind them is found when these are mended."""


class CchcError(Exception):
    """Root of every error this library raises on purpose.

    >>> error = InvalidValueError.refuse(
    ...     "Plan.tasks", -1, "a whole number from 0, such as 43", "số nguyên từ 0, ví dụ 43")
    >>> print(error)
    Plan.tasks: got -1 (int); accepted: a whole number from 0, such as 43
    >>> print(error.message_vi)
    Plan.tasks: nhận được -1; cần: số nguyên từ 0, ví dụ 43
    >>> error.path, error.got, error.accepted
    ('Plan.tasks', -1, 'a whole number from 0, such as 43')
    """

    path: str
    got: object
    accepted: str
    message_vi: str

    def __init__(
        self,
        message: str = "",
        message_vi: str | None = None,
        *,
        path: str = "",
        got: object = None,
        accepted: str = "",
        problems: Iterable[CchcError] = (),
    ) -> None:
        """Hold what to say in both languages; `problems` are the errors that this one gathers."""
        super().__init__(message)
        self.message_vi = message if message_vi is None else message_vi
        self.path = path
        self.got = got
        self.accepted = accepted
        self._problems = tuple(problems)

    @classmethod
    def refuse(cls, path: str, got: object, accepted: str, accepted_vi: str) -> Self:
        """Return the error for a value that is not accepted; each text ends in an example."""
        return cls(
            f"{path}: got {_shown(got)}; accepted: {accepted}",
            f"{path}: {_got_vi(got)}; cần: {accepted_vi}",
            path=path,
            got=got,
            accepted=accepted,
        )

    @property
    def problems(self) -> tuple[CchcError, ...]:
        """Each problem by itself: the errors gathered, or this one alone."""
        return self._problems or (self,)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole, as `concurrent.futures` needs."""
        return _rebuilt, (type(self), str(self), self.__dict__)


def _rebuilt(kind: type[CchcError], message: str, held: dict[str, Any]) -> CchcError:
    error = kind(message)
    error.__dict__.update(held)
    return error


class InvalidTypeError(CchcError, TypeError):
    """A value of a type that cannot carry an exact figure, such as a float or a bool."""


class InvalidValueError(CchcError, ValueError):
    """A value of the right type that cannot be, such as a negative count."""


class FormatError(CchcError, ValueError):
    """Text that does not have the form it should have."""


class UnknownNameError(CchcError, LookupError):
    """An id of a figure or of a section that does not exist."""


class MissingExtraError(CchcError, ImportError):  # type: ignore[misc]  # its `path` is ours
    """A package that only an extra of the library installs."""

    @classmethod
    def of(cls, extra: str, package: str) -> Self:
        """Return the error that names the extra to install.

        >>> print(MissingExtraError.of("web", "starlette"))
        starlette is not installed; install the extra: pip install "cchc-lib[web]"
        """
        command = f'pip install "cchc-lib[{extra}]"'
        error = cls(
            f"{package} is not installed; install the extra: {command}",
            f"chưa cài {package}; cần cài thêm: {command}",
            path=package,
            accepted=command,
        )
        error.name = package  # as of any other import
        return error


class PdfError(CchcError, RuntimeError):
    """LibreOffice, which makes a PDF of a Word file, is not there or fails."""


def _shown(got: object) -> str:
    """Return a value as an error shows it: shortened, with its type."""
    try:
        shown = repr(got)
    except Exception:  # a repr that fails must not hide the refusal
        shown = f"<{type(got).__name__}>"
    if len(shown) > 80:
        shown = f"{shown[:60]}… [{len(shown)} characters]"
    return f"{shown} ({type(got).__name__})"


def _got_vi(got: object) -> str:
    return "chưa có giá trị" if got is None else f"nhận được {_shown_vi(got)}"


def _shown_vi(got: object) -> str:
    """Return a value as one reads it who writes no Python: a number bare, text in quotes.

    >>> _shown_vi("31/11/2025"), _shown_vi(43.5), _shown_vi(True), _shown_vi([])
    ('"31/11/2025"', '43.5 (float)', 'true', 'danh sách []')
    >>> _shown_vi(date(2026, 2, 5)), _shown_vi(date(2026, 11, 20))
    ('05/02/2026', '20/11/2026')
    """
    if type(got) is bool:
        return "true" if got else "false"
    if type(got) is date:
        return f"{got.day:02d}/{got.month:0{2 if got.month < 3 else 1}d}/{got.year}"
    shown = _shown(got).replace(" characters]", " ký tự]")
    if type(got) in (list, tuple, dict):
        sort = "bảng" if type(got) is dict else "danh sách"
        return f"{sort} {shown[: shown.rindex(' (')]}"
    if type(got) not in (str, int, Decimal):
        return shown
    bare = shown[: shown.rindex(" (")].removeprefix("Decimal(").removesuffix(")")
    if type(got) is not str:
        return bare.strip("'")
    return f'"{bare[1:-1]}"' if bare[0] == bare[-1] == "'" and '"' not in bare else bare


def gathered(problems: Iterable[CchcError]) -> InvalidValueError:
    """Return one error for all problems, of many for the first; of one it says what that says.

    >>> print(gathered([FormatError("B2: no day"), FormatError("C7: no number")]))
    2 problems:
    - B2: no day
    - C7: no number
    """
    problems = tuple(problems)[:MAX_PROBLEMS]
    first = problems[0]
    if len(problems) == 1:
        message, message_vi = str(first), first.message_vi
    else:
        is_cut = len(problems) >= MAX_PROBLEMS
        more, more_vi = (", the first of more", " đầu tiên") if is_cut else ("", "")
        listed = (f"- {one}" for one in problems)
        listed_vi = (f"- {one.message_vi}" for one in problems)
        message = "\n".join((f"{len(problems)} problems{more}:", *listed))
        message_vi = "\n".join((f"{len(problems)} lỗi{more_vi}:", *listed_vi))
    return InvalidValueError(
        message,
        message_vi,
        path=first.path,
        got=first.got,
        accepted=first.accepted,
        problems=problems,
    )


def unknown_name(
    what: str, what_vi: str, got: str, known: Iterable[str], *, where: str = ""
) -> UnknownNameError:
    """Return the error for an unknown id, naming where it stands and the nearest known ones.

    >>> print(unknown_name("figure", "số liệu", "plan.complete", ["plan.completion", "plan.tasks"]))
    no figure 'plan.complete'; did you mean 'plan.completion'?
    """
    known = list(known)
    near = difflib.get_close_matches(got, known, n=3, cutoff=0.6)
    if near:
        named = ", ".join(repr(name) for name in near)
        hint, hint_vi = f"did you mean {named}?", f"có phải {named}?"
    else:
        named = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        hint, hint_vi = (
            f"known: {named or 'none'}",
            f"hiện có: {named}" if named else f"hiện chưa có {what_vi} nào",
        )
    head = f"{where}: " if where else ""
    return UnknownNameError(
        f"{head}no {what} {got!r}; {hint}",
        f"{head}không có {what_vi} {got!r}; {hint_vi}",
        path=where,
        got=got,
        accepted=hint,
    )
