"""Chapters III to V: assessment, tasks ahead, recommendations, in the agency's own words."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block
from cchc_lib.outline.context import Context
from cchc_lib.subjects.assessment import Assessment

__all__ = ["causes", "next_tasks", "recommendations", "shortcomings", "strengths"]


def strengths(context: Context) -> Iterable[Block]:
    """What went well."""
    return _points(context, _assessment(context).strengths)


def shortcomings(context: Context) -> Iterable[Block]:
    """What did not."""
    return _points(context, _assessment(context).shortcomings)


def causes(context: Context) -> Iterable[Block]:
    """Why."""
    return _points(context, _assessment(context).causes)


def next_tasks(context: Context) -> Iterable[Block]:
    """Tasks of the period after the reported one."""
    return _points(context, context.report.next_tasks)


def recommendations(context: Context) -> Iterable[Block]:
    """Requests to the level above."""
    return _points(context, context.report.recommendations)


def _assessment(context: Context) -> Assessment:
    return context.report.assessment or Assessment()


def _points(context: Context, paragraphs: Iterable[str]) -> Iterable[Block]:
    return context.items(*(context.own_words(text) for text in paragraphs))
