"""A rule: a small generator with a code and a page in the catalogue.

The page's first line says what the rule checks; then why, with its source; then under `Fires:` an
example that gives the finding, under `Silent:` one that does not, and under `Do:` what to do. It is
an argument, `page=`, and no docstring: `python -OO` drops docstrings, and what to do is the hint
of every finding. A code is never given to another rule; a rule that is retired keeps its code and
is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import attrs

from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.figures.checks import check_code

__all__ = ["Page", "Rule", "Slip", "rule"]

_Subject = TypeVar("_Subject")

_SECTION = re.compile(r"\s*(?P<name>Fires|Silent|Do):")


@attrs.frozen(kw_only=True)
class Slip:
    """What a rule yields: a finding without its code.

    `code`, `severity` and `citation` replace those of the rule. In a text, `start` and `end` are
    the offsets of the words in question, from which line, column, quote and path follow.
    """

    message: str
    path: str = ""
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    citation: str | None = None
    severity: Severity | None = None
    code: str | None = None
    start: int | None = None
    end: int | None = None


@attrs.frozen(kw_only=True)
class Page:
    r"""What the catalogue says of a rule; in examples a line break is one.

    >>> page = Page.parse("Tổng là các phần cộng lại.\n\nFires: 3 gồm 1,\n  1\nDo: Cộng lại.")
    >>> page.title, page.fires, page.do
    ('Tổng là các phần cộng lại.', '3 gồm 1, 1', 'Cộng lại.')
    """

    title: str = ""
    why: str = ""
    fires: str = ""
    silent: str = ""
    do: str = ""

    @classmethod
    def parse(cls, text: str) -> Page:
        """Return the parts of a page, each in one line; ⏎ in an example stands for a break."""
        title, _, rest = text.strip().partition("\n")
        parts: dict[str, list[str]] = {"why": []}
        name = "why"
        for line in rest.splitlines():
            head = _SECTION.match(line)
            if head:
                name = head["name"].lower()
                parts[name] = []
            parts[name].append(line[head.end() :].strip() if head else line.strip())
        joined = {
            name: " ".join(lines).strip().replace("⏎ ", "⏎").replace("⏎", "\n")
            for name, lines in parts.items()
        }
        return cls(title=title, **joined)


@attrs.frozen
class Rule(Generic[_Subject]):
    """A check of one kind of subject: a report, a text, a Word file."""

    code: str
    severity: Severity
    check: Callable[[_Subject], Iterator[Slip]]
    citation: str | None = None
    page: Page = Page()

    @property
    def title(self) -> str:
        """What it checks, in one line."""
        return self.page.title

    @property
    def sections(self) -> dict[str, str]:
        """The parts of its page by the words that head them; "why" stands without."""
        page = self.page
        return {"why": page.why, "Fires": page.fires, "Silent": page.silent, "Do": page.do}

    def slips(self, subject: _Subject) -> Iterator[Slip]:
        """Yield what does not hold in a subject."""
        return self.check(subject)

    def finding(self, slip: Slip, **place: Any) -> Finding:
        """Return a slip as a finding, with the place that the audit computed for it.

        Where the slip has no better hint, what its page says to do in general is the hint.
        """
        return Finding(
            code=slip.code or self.code,
            severity=slip.severity or self.severity,
            message=_sentence(slip.message),
            expected=slip.expected,
            actual=slip.actual,
            hint=slip.hint or self.page.do or None,
            citation=slip.citation or self.citation,
            **({"path": slip.path} | place),
        )


def _sentence(words: str) -> str:
    """Return a message as a sentence: it stands alone in a list, a table, a comment."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def rule(
    code: str, severity: Severity, *, citation: str | None = None, page: str | None = None
) -> Callable[[Callable[[_Subject], Iterator[Slip]]], Rule[_Subject]]:
    """Make a generator a rule with this code; without `page` its docstring is the page.

    Raises:
        InvalidValueError: for a code that no audit could be told to ignore.
    """
    check_code("rule", code)

    def make(check: Callable[[_Subject], Iterator[Slip]]) -> Rule[_Subject]:
        text = page or check.__doc__ or ""
        check.__doc__ = text  # for help()
        return Rule(code, severity, check, citation, Page.parse(text))

    return make
