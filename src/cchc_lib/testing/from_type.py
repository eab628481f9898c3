"""What `st.from_type` draws for the classes of the library, and for one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cchc_lib.checks.finding import Finding, Findings
from cchc_lib.checks.report import audit
from cchc_lib.document.nodes import Document
from cchc_lib.errors import InvalidTypeError
from cchc_lib.families.cchc import Report
from cchc_lib.families.procedures import ProceduresReport
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Figures
from cchc_lib.figures.ratio import Ratio
from cchc_lib.forms.filled import FilledForm, FormLine
from cchc_lib.forms.form import OfficialForm
from cchc_lib.forms.residual import FormResidual
from cchc_lib.forms.shipped import official_forms
from cchc_lib.law.layout import Layout
from cchc_lib.outline.compose import compose
from cchc_lib.outline.family import Family
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.report.assessment import Assessment, Evidence
from cchc_lib.report.claims import Claim, Mark
from cchc_lib.report.explain import Derivation
from cchc_lib.report.head import ReportHead
from cchc_lib.testing import forms, outlines, scale, values
from cchc_lib.testing.report import reports
from cchc_lib.testing.shapes import SPECIAL, slots, subjects

__all__ = ["register"]


def register(*kinds: type) -> None:
    """Let `st.from_type` draw classes of one's own: subjects, families, classes of facts.

    Without it, Hypothesis would leave out every fact that has a default. The classes of the
    library are registered when `cchc_lib.testing` is imported.

    >>> import attrs
    >>> from hypothesis import find, strategies as st
    >>> from cchc_lib import define
    >>> @define.subject("xây dựng nông thôn mới")
    ... @attrs.frozen(kw_only=True)
    ... class NewRural:
    ...     communes: int | None = define.count("xã", "số xã")
    >>> register(NewRural)
    >>> find(st.from_type(NewRural), lambda found: found.communes)
    NewRural(communes=1)

    Raises:
        InvalidTypeError: for what is not an attrs class.
    """
    for kind in kinds:
        if not isinstance(kind, type) or not attrs.has(kind):
            raise InvalidTypeError.refuse(
                "register",
                kind,
                "a class made with @define.subject or @cchc.family, such as NewRural",
                "một lớp có @define.subject hoặc @cchc.family, ví dụ NewRural",
            )
        st.register_type_strategy(kind, _of)


def _of(kind: Any) -> SearchStrategy[Any]:
    return reports(kind) if issubclass(kind, ReportHead) else subjects(kind)


def _figures(report: Report) -> SearchStrategy[Figure]:
    return values.one_of_many(list(report.figures().values()))


def _explained(report: Report) -> SearchStrategy[Derivation]:
    return values.one_of_many(list(report.figures())).map(report.explain)


def _residuals(filled: FilledForm) -> tuple[FormResidual, ...]:
    from cchc_lib.checks.forms import form_residuals  # loads an XML library

    return form_residuals(filled.complete())


def _held(kind: Any) -> Iterator[Any]:
    """Yield a class and those of the objects that it holds."""
    yield kind
    for slot in slots(kind):
        of = getattr(slot.declared, "of", None)
        if attrs.has(of or object):
            yield from _held(of)


def register_library() -> None:
    """Register every public class of the library that a test may ask for."""
    found = reports().map(audit)
    filled = reports().filter(lambda report: bool(report.figures()))
    simple: dict[type, SearchStrategy[Any]] = {
        Ratio: values.ratios(),
        Change: values.changes(),
        Claim: values.claims(),
        Mark: values.marks(),
        Document: reports().map(compose),
        Findings: found,
        Finding: found.filter(bool).flatmap(lambda found: values.one_of_many(list(found))),
        Figure: filled.flatmap(_figures),
        Figures: reports().map(lambda report: report.figures()),
        Derivation: filled.flatmap(_explained),
        ReportHead: reports() | reports(ProceduresReport),
        Layout: outlines.layouts(),
        Outline: outlines.outlines(),
        Part: outlines.parts(),
        Sentence: outlines.sentences_of_parts(),
        Family: outlines.families(),
        OfficialForm: st.deferred(lambda: st.sampled_from(official_forms())),
        FilledForm: forms.filled_forms(),
        FormLine: forms.filled_forms().flatmap(lambda filled: values.one_of_many(filled.lines)),
        FormResidual: forms.filled_forms().map(_residuals).filter(bool).flatmap(values.one_of_many),
    }
    simple |= scale.STRATEGIES | {kind: make() for kind, make in SPECIAL.items()}
    for kind in simple:
        # a function, so that importing evaluates no strategy
        st.register_type_strategy(kind, simple.__getitem__)
    kinds = dict.fromkeys(each for family in (Report, ProceduresReport) for each in _held(family))
    register(*(kind for kind in (*kinds, Assessment, Evidence) if kind not in SPECIAL))
