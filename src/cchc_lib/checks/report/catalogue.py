"""Which rules hold of a report: those of its head, of its subjects, of its declarations."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from cchc_lib.checks.collect import in_order, rules_in, rules_of_module
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.declared import above_whole, carried_on, disagreeing
from cchc_lib.checks.report.rows import not_the_sum
from cchc_lib.checks.rule import Rule, Slip
from cchc_lib.checks.wording import term
from cchc_lib.figures.declaration import Field, Tie, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese.text import capital

__all__ = ["from_declarations", "rules_of"]


_HERE = __name__.rpartition(".")[0]
"""Where the rules stand that hold of the head of every report, and of every declaration."""


@cache
def rules_of(*kinds: Any) -> tuple[Rule[ReportHead], ...]:
    """Return the rules over reports and subjects of these classes, by code.

    Those of the head, those of the subjects that they hold, and the codes of their declarations.
    """
    named = (getattr(kind, "__subject__", None) for kind in _kinds(kinds))
    modules = {each.rules: None for each in named if each is not None and each.rules}
    of_subjects = (
        rule for name in modules for rule in rules_of_module(importlib.import_module(name))
    )
    return in_order((*rules_in(_HERE), *of_subjects, *from_declarations(*kinds)))


def from_declarations(*kinds: type) -> tuple[Rule[ReportHead], ...]:
    """Return a rule for each code that the declarations of these reports give; for the catalogue.

    They never fire by themselves: the generic rule reports under their code.
    """
    found: dict[str, Rule[ReportHead]] = {}
    for kind in _kinds(kinds):
        for field in attrs.fields(kind):
            listed = field_of(field)
            if isinstance(listed, Field) and listed.tie and listed.tie.code:
                title = f"{capital(listed.label)} cộng lại bằng tổng số."
                _add(found, listed.tie, not_the_sum, title)
        for figure in declarations(kind).values():
            here = figure.label
            if (tie := figure.part_of) and tie.code:
                title = f"{capital(here)} không nhiều hơn {_label(kind, tie)}."
                _add(found, tie, above_whole, title)
            if (tie := figure.agrees_with) and tie.code:
                title = f"{capital(here)} bằng {_label(kind, tie)}."
                _add(found, tie, disagreeing, title)
            for tie in figure.continues:
                if tie.code:
                    title = (
                        f"{capital(figure.unit)} {here} bằng số {_label(kind, tie)} cuối kỳ trước."
                    )
                    _add(found, tie, carried_on, title)
    return tuple(found.values())


def _add(
    found: dict[str, Rule[ReportHead]],
    tie: Tie,
    generic: Rule[ReportHead],
    title: str,
) -> None:
    assert tie.code is not None
    if tie.code not in found:
        found[tie.code] = Rule(
            tie.code,
            Severity(tie.severity) if tie.severity else generic.severity,
            _nothing,
            title=tie.title or title,
            why=tie.why or generic.why,
            english=tie.english or ("" if tie.why else generic.english),
            fires=tie.fires,
            silent=tie.silent,
            do=tie.do or generic.do,
        )


def _nothing(_report: ReportHead) -> Iterator[Slip]:
    yield from ()


def _label(kind: type, tie: Tie) -> str:
    return " và ".join(term(kind, path[0]) for path, _ in tie.node.names())


def _kinds(kinds: tuple[type, ...]) -> Iterator[type]:
    """Yield the classes that reports hold, each once."""
    seen: set[type] = set()
    waiting: list[Any] = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if kind not in seen:
            seen.add(kind)
            yield kind
            held_by = (field_of(field) for field in attrs.fields(kind))
            waiting += [
                of for each in held_by if hasattr(of := getattr(each, "of", None), "__subject__")
            ]
