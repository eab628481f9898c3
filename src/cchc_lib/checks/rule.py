"""A rule: a small generator with a code, and the parts of its page in the catalogue.

A page says what the rule checks (`title`), why, by which source (`citation`), shows an example that
gives the finding (`fires`) and one that does not (`silent`), and what to do (`do`), all of it in
Vietnamese; `english` is the why in short. They are arguments and no docstring, for `python -OO`
drops docstrings, and what to do is the hint of every finding. A code is never given to another
rule: one that is retired stands in `RETIRED`, with the one that took its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import attrs

from cchc_lib.checks.finding import Finding, Severity, to_severity
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.codes import check_code, give_code

__all__ = ["Rule", "Slip", "rule"]

_Subject = TypeVar("_Subject")


@attrs.frozen(kw_only=True)
class Slip:
    """What a rule yields: a finding without its code.

    `code`, `severity` and `citation` replace those of the rule. In a text, `start` and `end` are
    the offsets of the words in question, from which line, column, quote and path follow. `target`
    says which target the error crosses, as `law.thresholds.crossed` does.
    """

    message: str
    path: str = ""
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    citation: str | None = None
    severity: Severity | None = None
    code: str | None = None
    target: str | None = None
    start: int | None = None
    end: int | None = None


@attrs.frozen
class Rule(Generic[_Subject]):
    """A check of one kind of subject: a report, a text, a Word file, or what all three tell.

    `fires` and `silent` are prose, or for a rule over facts an expression, in which `report(…)` is
    a report of 2025; for a rule over a Word file they say in words what stands in it.
    """

    code: str
    severity: Severity
    check: Callable[[_Subject], Iterator[Slip]]
    title: str = attrs.field(default="", kw_only=True)
    why: str = attrs.field(default="", kw_only=True)
    english: str = attrs.field(default="", kw_only=True)
    citation: str | None = attrs.field(default=None, kw_only=True)
    fires: str = attrs.field(default="", kw_only=True)
    silent: str = attrs.field(default="", kw_only=True)
    do: str = attrs.field(default="", kw_only=True)

    def slips(self, subject: _Subject) -> Iterator[Slip]:
        """Yield what does not hold in a subject.

        Raises:
            InvalidTypeError: when the check gives anything but slips; its code is named.
        """
        found: Any = self.check(subject)
        if isinstance(found, Slip) or not isinstance(found, Iterable):
            raise self._no_slip(found)
        for slip in found:
            if not isinstance(slip, Slip):
                raise self._no_slip(slip)
            yield slip

    def _no_slip(self, got: object) -> InvalidTypeError:
        return InvalidTypeError.refuse(
            f"rule {self.code}",
            got,
            "a Slip yielded for each thing that does not hold, such as yield Slip(message='…')",
            "mỗi chỗ chưa đúng một Slip, ví dụ yield Slip(message='…')",
        )

    def finding(self, slip: Slip, **place: Any) -> Finding:
        """Return a slip as a finding, with the place that the audit computed for it.

        Where the slip has no better hint, what its page says to do in general is the hint.
        """
        return Finding(
            code=slip.code or self.code,
            severity=slip.severity or self.severity,
            message=" ".join(map(_sentence, filter(None, (slip.message, slip.target)))),
            target=slip.target,
            expected=slip.expected,
            actual=slip.actual,
            hint=slip.hint or self.do or None,
            citation=slip.citation or self.citation,
            **({"path": slip.path} | place),
        )


def _sentence(words: str) -> str:
    """Return a message as a sentence: it stands alone in a list, a table, a comment."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def rule(
    code: str,
    severity: Severity | str,
    *,
    title: str = "",
    why: str = "",
    english: str = "",
    citation: str | None = None,
    fires: str = "",
    silent: str = "",
    do: str = "",
) -> Callable[[Callable[[_Subject], Iterator[Slip]]], Rule[_Subject]]:
    """Make a generator a rule with this code, and these parts of its page.

    Raises:
        InvalidValueError: for a code that no audit could be told to ignore, one that begins with
            CCHC outside the library, or another severity.
    """
    check_code("rule", code)
    graveness = to_severity(severity)

    def make(check: Callable[[_Subject], Iterator[Slip]]) -> Rule[_Subject]:
        if code.startswith("CCHC") and not _is_ours(check):
            raise InvalidValueError.refuse(
                "rule",
                code,
                "a code with letters of its own, such as 'XHD101': those of CCHC are the library's",
                "mã có chữ đầu riêng, ví dụ 'XHD101': các mã CCHC là của thư viện",
            )
        return Rule(
            give_code(code),
            graveness,
            check,
            title=title,
            why=why,
            english=english,
            citation=citation,
            fires=fires,
            silent=silent,
            do=do,
        )

    return make


def _is_ours(check: object) -> bool:
    """Whether the library holds what a rule checks."""
    ours = __name__.partition(".")[0]
    return str(getattr(check, "__module__", "")).partition(".")[0] == ours
