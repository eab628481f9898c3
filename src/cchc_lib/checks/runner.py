"""The one runner: rules over subjects, findings in one order, codes silenced for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.checks.rule import Rule, Slip

__all__ = ["Found", "findings", "place_of_path", "run", "settle"]


@attrs.frozen
class Found:
    """A finding and the offsets of its words; `None` where it has none in a text."""

    finding: Finding
    start: int | None = None
    end: int | None = None


def place_of_path(slip: Slip) -> dict[str, Any]:
    """Return the place of a slip in facts: its path is all."""
    return {"path": slip.path}


def run(
    rules: Iterable[Rule[Any]],
    subject: object,
    place: Callable[[Slip], Mapping[str, Any]] = place_of_path,
) -> Iterator[Found]:
    """Yield what rules find in a subject; `place` tells where a slip stands in it."""
    for rule in rules:
        for slip in rule.slips(subject):
            yield Found(rule.finding(slip, **place(slip)), slip.start, slip.end)


def settle(found: Iterable[Found], ignore: Mapping[str, str] | None) -> tuple[Found, ...]:
    """Return what was found in the order of every audit, each thing once, without codes ignored."""
    once: dict[Any, Found] = {}
    for each in found:
        finding = each.finding
        words = finding.message if each.start is None else (each.start, each.end)
        once.setdefault((finding.code, finding.path, words), each)
    kept = (each for each in once.values() if each.finding.code not in (ignore or {}))
    return tuple(sorted(kept, key=lambda each: each.finding.order))


def findings(found: Iterable[Found], ignore: Mapping[str, str] | None) -> Findings:
    """Return settled findings with what was silenced."""
    return Findings(each.finding for each in found).ignoring(ignore)
