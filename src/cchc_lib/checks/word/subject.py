"""What every rule over a Word file is given, and what rules share: measures, places, citations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from cchc_lib.checks.rule import Slip
from cchc_lib.checks.word.prose import prose_of
from cchc_lib.checks.word.scope import why_exempt
from cchc_lib.law.layout import Layout, Measure
from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.word.file import WordFile, WordParagraph
from cchc_lib.reading.word.form import Form, FormLine, find_form
from cchc_lib.vietnamese import format_number

__all__ = ["Inspected", "cited", "departures", "grouped", "limits", "measured", "slip_at"]

_SHOWN = 5  # places named in one finding; the rest are counted


@attrs.frozen(eq=False, slots=False)
class Inspected:
    """A Word file with the components of its form."""

    word: WordFile

    @cached_property
    def prose(self) -> Prose:
        """Its prose, read once: what is found in it and what it claims are of one reading."""
        return prose_of(self.word)

    @cached_property
    def form(self) -> Form:
        """The components, found once."""
        return find_form(self.word)

    @cached_property
    def exempt(self) -> str:
        """Why the decree on clerical work does not govern the file, "" where it does."""
        return why_exempt(self.form)


def cited(article: str) -> str:
    """Return the citation of an article of the decree's Phụ lục I."""
    return CLERICAL_DECREE.at(f"Phụ lục I, mục {article}")


def limits(measure: str) -> Measure:
    """Return what the decree allows of a measure of `Layout`."""
    rule = attrs.fields_dict(Layout)[measure].validator
    assert isinstance(rule, Measure)
    return rule


def measured(rule: Measure, *, unit: str = "") -> str:
    """Return the range of a rule as an officer writes it: "20-25 mm", "cỡ 11"."""
    ends = dict.fromkeys(end.replace(".", ",") for end in (rule.low, rule.high))
    return "-".join(ends) + unit


def is_within(rule: Measure, value: Fraction, *, slack: Fraction = Fraction(0)) -> bool:
    """Return whether a rule allows a measure; `slack` is for what programs round away."""
    return Fraction(rule.low) - slack <= value <= Fraction(rule.high) + slack


def slip_at(line: FormLine, message: str, **details: Any) -> Slip:
    """Return a slip at the words of a component."""
    return Slip(message=message, start=line.start, end=line.end, **details)


def departures(
    line: FormLine, *, size: str, bold: bool, italic: bool = False, upper: bool = False
) -> list[str]:
    """Return in words how a component departs from its type; `size` is a measure of `Layout`."""
    rule, found = limits(size), []
    sizes = sorted({face.half_points for face in line.faces if face.half_points is not None})
    wrong = [size for size in sizes if not is_within(rule, Fraction(size, 2))]
    if wrong:
        shown = ", ".join(format_number(Fraction(size, 2), places=1) for size in wrong)
        found.append(f"cỡ chữ {shown} (quy định {measured(rule)})")
    for wanted, given, on, off in (
        (bold, {face.bold for face in line.faces}, "chưa in đậm", "in đậm (quy định không đậm)"),
        (italic, {face.italic for face in line.faces}, "chưa in nghiêng", "in nghiêng"),
    ):
        if given - {wanted, None}:
            found.append(on if wanted else off)
    if upper and not line.is_upper:
        found.append("chưa in hoa")
    return found


def grouped(paragraphs: Sequence[WordParagraph], message: str, **details: Any) -> Slip:
    """Return one slip for all the paragraphs that depart alike, hung on the first."""
    first = paragraphs[0]
    places = ", ".join(found.place for found in paragraphs[:_SHOWN])
    if len(paragraphs) > _SHOWN:
        places += f" và {len(paragraphs) - _SHOWN} đoạn khác"
    return Slip(message=message, path=places, start=first.start, end=first.end, **details)
