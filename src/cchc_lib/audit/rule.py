"""A rule: a small generator with a code, whose docstring is its page in the catalogue.

The docstring's first line says what the rule checks; then why, with its source; then under
`Fires:` an example that gives the finding, under `Silent:` one that does not, and under `Do:` what
to do. A code is never given to another rule; a rule that is retired keeps its code and is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import attrs

from cchc_lib.audit.finding import Finding, Severity

__all__ = ["Rule", "Slip", "rule"]

Subject = TypeVar("Subject")

_SECTION = re.compile(r"\s*(?P<name>Fires|Silent|Do):")


@attrs.frozen(kw_only=True)
class Slip:
    """What a rule yields: a finding without its code.

    `severity` and `citation` replace those of the rule. In a text, `start` and `end` are
    the offsets of the words in question, from which line, column, quote and path follow.
    """

    message: str
    path: str = ""
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    citation: str | None = None
    severity: Severity | None = None
    start: int | None = None
    end: int | None = None


@attrs.frozen
class Rule(Generic[Subject]):
    """A check of one kind of subject: a report, a text, a Word file."""

    code: str
    severity: Severity
    check: Callable[[Subject], Iterator[Slip]]
    citation: str | None = None

    @property
    def title(self) -> str:
        """What it checks, in one line."""
        return (self.check.__doc__ or "").strip().partition("\n")[0]

    @property
    def sections(self) -> dict[str, str]:
        """The parts of its page: "why", then "Fires", "Silent" and "Do", each in one line.

        In an example ⏎ stands for a line break.
        """
        parts: dict[str, list[str]] = {"why": []}
        name = "why"
        for line in (self.check.__doc__ or "").strip().splitlines()[1:]:
            head = _SECTION.match(line)
            if head:
                name = head["name"]
                parts[name] = []
            parts[name].append(line[head.end() :].strip() if head else line.strip())
        return {
            name: " ".join(lines).strip().replace("⏎ ", "⏎").replace("⏎", "\n")
            for name, lines in parts.items()
        }

    def slips(self, subject: Subject) -> Iterator[Slip]:
        """Yield what does not hold in a subject."""
        return self.check(subject)

    def finding(self, slip: Slip, **place: Any) -> Finding:
        """Return a slip as a finding, with the place that the audit computed for it.

        Where the slip has no better hint, what its page says to do in general is the hint.
        """
        return Finding(
            code=self.code,
            severity=slip.severity or self.severity,
            message=_sentence(slip.message),
            expected=slip.expected,
            actual=slip.actual,
            hint=slip.hint or self.sections["Do"],
            citation=slip.citation or self.citation,
            **({"path": slip.path} | place),
        )


def _sentence(words: str) -> str:
    """Return a message as a sentence: it stands alone in a list, a table, a comment."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def rule(
    code: str, severity: Severity, *, citation: str | None = None
) -> Callable[[Callable[[Subject], Iterator[Slip]]], Rule[Subject]]:
    """Make a generator a rule with this code."""

    def make(check: Callable[[Subject], Iterator[Slip]]) -> Rule[Subject]:
        return Rule(code, severity, check, citation)

    return make
