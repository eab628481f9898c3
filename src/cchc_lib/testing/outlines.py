"""Strategies for how a report is said and set: layouts, outlines, parts, sentences, families."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cchc_lib.families.cchc import STANDARD, Report
from cchc_lib.families.procedures import PROCEDURES_OUTLINE, ProceduresReport
from cchc_lib.law.layout import Layout, Measure
from cchc_lib.outline.family import Family
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.testing import values

__all__ = ["families", "layouts", "outlines", "parts", "sentences_of_parts"]

_STEPS = 12  # of a fraction of a line or of the text: thirds and halves are among them


@cache
def layouts() -> SearchStrategy[Layout]:
    """Layouts within what the decree allows; that of custom is the simplest."""
    measures = {field.name: _measures(field) for field in attrs.fields(Layout)}
    return st.fixed_dictionaries({}, optional=measures).map(lambda chosen: Layout(**chosen))


def _measures(field: attrs.Attribute[Any]) -> SearchStrategy[Any]:
    """Return what a measure may be: whole, half a point, or a fraction; exact every time."""
    rule = field.validator
    assert isinstance(rule, Measure)
    low, high = Fraction(rule.low), Fraction(rule.high)
    if rule.only_ends:
        return st.sampled_from((Decimal(rule.low), Decimal(rule.high)))
    steps = {"of the text": _STEPS, "lines": _STEPS, "pt": 2}.get(rule.unit, 1)
    counts = st.integers(int(low * steps), int(high * steps))
    return counts.map(lambda count: Fraction(count, steps))


@cache
def outlines() -> SearchStrategy[Outline]:
    """Outlines of the library, whole or without some of their parts."""
    return values.one_of_many((STANDARD, PROCEDURES_OUTLINE)).flatmap(
        lambda whole: st.lists(
            st.sampled_from([part.id for part in whole.chapters]), max_size=2, unique=True
        ).map(lambda ids: whole.without(*ids))
    )


@cache
def parts() -> SearchStrategy[Part]:
    """Parts of the outlines of the library."""
    return values.one_of_many([*STANDARD.walk(), *PROCEDURES_OUTLINE.walk()])


@cache
def sentences_of_parts() -> SearchStrategy[Sentence]:
    """Sentences that parts of the library say."""
    known = (*STANDARD.walk(), *PROCEDURES_OUTLINE.walk())
    return values.one_of_many([line for part in known for line in part.lines])


@cache
def families() -> SearchStrategy[Family]:
    """What the kinds of reports of the library share, in any of their outlines."""
    kinds: tuple[Any, ...] = (Report, ProceduresReport)
    return st.builds(
        lambda family, outline: attrs.evolve(family, outline=outline),
        values.one_of_many([kind.__family__ for kind in kinds]),
        outlines(),
    )
