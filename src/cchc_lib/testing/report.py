"""Reports of any shape, and reports in which everything holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeVar, overload

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cchc_lib.errors import InvalidTypeError
from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import Field
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.media import Medium
from cchc_lib.report.agency import Agency
from cchc_lib.report.assessment import Assessment, Evidence
from cchc_lib.report.claims import Claim
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory, SignatureAuthority
from cchc_lib.testing import values
from cchc_lib.testing.bounds import bounds_of
from cchc_lib.testing.settled import Window, apart, settled, settled_facts
from cchc_lib.testing.shapes import fields_of, slots, subjects
from cchc_lib.vietnamese import format_number

__all__ = ["consistent_reports", "reports"]

Kind = TypeVar("Kind", bound=ReportHead)
Fields = Mapping[str, SearchStrategy[Any]]


def _checked(kind: Any, own: Iterable[type], fields: Fields) -> tuple[type, ...]:
    if not (isinstance(kind, type) and issubclass(kind, ReportHead) and attrs.has(kind)):
        raise InvalidTypeError.refuse(
            "kind",
            kind,
            "a class of reports, such as cchc.Report",
            "một lớp báo cáo, ví dụ cchc.Report",
        )
    classes = () if isinstance(own, (str, type)) or not isinstance(own, Iterable) else tuple(own)
    if not all(hasattr(each, "__subject__") for each in classes) or isinstance(own, (str, type)):
        raise InvalidTypeError.refuse(
            "own",
            own,
            "classes made with @define.subject, such as [NewRural]",
            "các lớp có @define.subject, ví dụ [NewRural]",
        )
    for name, each in fields.items():
        if not isinstance(each, SearchStrategy):
            raise InvalidTypeError.refuse(
                name,
                each,
                "a strategy, such as st.just(agency)",
                "một strategy, ví dụ st.just(agency)",
            )
    return classes


def _sometimes(draw: DrawFn, one_in: int = 3) -> bool:
    return draw(st.integers(0, one_in - 1)) == one_in - 1


# ---------------------------------------------------------------- of any shape


@overload
def reports(
    *, own: Iterable[type] = ..., **fields: SearchStrategy[Any]
) -> SearchStrategy[Report]: ...


@overload
def reports(
    kind: type[Kind], *, own: Iterable[type] = ..., **fields: SearchStrategy[Any]
) -> SearchStrategy[Kind]: ...


def reports(
    kind: Any = Report, *, own: Iterable[type] = (), **fields: SearchStrategy[Any]
) -> SearchStrategy[Any]:
    """Reports of any shape that the model can hold, wrong ones included.

    What must not fail on any report (rendering, auditing, storing) is tested with these. `kind` is
    the class of reports, `own` are classes of subjects that a report may have beside its own; each
    of `fields` replaces the strategy of a field.

    >>> from hypothesis import find, strategies as st
    >>> from cchc_lib import Agency
    >>> mai_hoa = st.just(Agency(name="Ủy ban nhân dân xã Mai Hoa"))
    >>> report = find(reports(agency=mai_hoa), lambda report: report.plan and report.plan.tasks)
    >>> report.plan.tasks, report.agency.place
    (1, 'Mai Hoa')

    Raises:
        InvalidTypeError: when `kind` is no class of reports, `own` none of subjects, or a field is
            no strategy.
    """
    classes = _checked(kind, own, fields)
    chapters = fields_of(kind)
    head: dict[str, SearchStrategy[Any]] = {
        "agency": values.agencies(),
        "period": values.periods(),
        "number": st.none() | st.integers(1, 999),
        "issued": st.none() | values.days(),
        "medium": st.sampled_from(Medium),
        "addressees": st.lists(values.names(), max_size=3),
        "basis": st.lists(values.citations(), max_size=2),
        "recipients": st.lists(values.names(), max_size=3),
        "drafting_unit": st.none() | st.sampled_from(["VP", "UBND", "VHXH"]),
        "copies_kept": st.none() | st.integers(1, 9),
        "signatory": st.none() | values.signatories(),
        "assessment": st.none() | subjects(Assessment),
        "next_tasks": st.lists(values.sentences(), max_size=2),
        "recommendations": st.lists(values.sentences(), max_size=2),
        "evidence": st.lists(subjects(Evidence), max_size=1),
    }
    strategies = {**head, **chapters, **fields}
    of_own: list[SearchStrategy[Any]] = [st.none() | subjects(each) for each in classes]
    before = {**chapters, **{name: fields[name] for name in fields if name in chapters}}

    def other(draw: DrawFn, name: str, agency: Agency, now: Period) -> Any:
        if not _sometimes(draw, 4):
            return None
        period = _since_the_year_began(now)
        if name == "previous":
            period = draw(st.sampled_from([now.previous, now.year_before]))
            if period.start >= now.start:
                return None
        below = {of: draw(each) for of, each in before.items()}
        below["own"] = [each for each in map(draw, of_own) if each is not None]
        return kind(agency=agency, period=period, **below)

    @st.composite
    def drawn(draw: DrawFn) -> Any:
        found = {name: draw(each) for name, each in strategies.items()}
        if "own" not in fields:
            found["own"] = [each for each in map(draw, of_own) if each is not None]
        for name in ("previous", "cumulative"):
            if name not in fields:
                found[name] = draw(apart(other, name, found["agency"], found["period"]))
        report = kind(**found)
        if not {"claims", "marks", "next_tasks"} & set(fields):
            report = draw(apart(_said, report))
        return report

    return drawn()


def _said(draw: DrawFn, report: Any) -> Any:
    """Return a report with claims, right and wrong, marks, and figures named in its words."""
    if not _sometimes(draw):
        return report
    printed = {id: figure.text for id, figure in report.figures().items()}
    if not printed:
        return report
    ids = st.sampled_from(sorted(printed))
    return attrs.evolve(
        report,
        claims=draw(st.lists(values.claims(printed), max_size=3)),
        marks=draw(st.dictionaries(ids.filter(_is_plain), values.marks(), max_size=2)),
        next_tasks=[*report.next_tasks, f"Đã đạt {{{draw(ids)}}}."],
    )


def _is_plain(id: str) -> bool:
    return not id.endswith((".change", ".cumulative"))


# ---------------------------------------------------------------- consistent


@overload
def consistent_reports(
    *, own: Iterable[type] = ..., complete: bool = ..., **fields: SearchStrategy[Any]
) -> SearchStrategy[Report]: ...


@overload
def consistent_reports(
    kind: type[Kind],
    *,
    own: Iterable[type] = ...,
    complete: bool = ...,
    **fields: SearchStrategy[Any],
) -> SearchStrategy[Kind]: ...


def consistent_reports(
    kind: Any = Report,
    *,
    own: Iterable[type] = (),
    complete: bool = False,
    **fields: SearchStrategy[Any],
) -> SearchStrategy[Any]:
    """Reports in which everything declared holds, so that an audit finds nothing above a note.

    Parts are not above their wholes, classifications agree, rows add up to their total, dossiers,
    tasks and feedback balance, what was carried over is what the report before left pending, days
    lie inside the window, documents are in force, claims are what is printed. All of it follows
    from declarations, of one's own subjects too; what a rule of one's own demands beside them does
    not, and wants a `.filter(...)`.

    A `complete` report leaves no chapter and no fact out, and follows one of the period before; it
    is large, and takes some tenths of a second.
    Each of `fields` replaces the strategy of a field; of what replaces facts nothing is promised.

    >>> from hypothesis import find
    >>> many = find(consistent_reports(), lambda report: report.plan and report.plan.completion)
    >>> many.plan.tasks, many.plan.tasks_completed
    (0, 0)

    Raises:
        InvalidTypeError: as `reports`.
    """
    classes = _checked(kind, own, fields)
    agencies, periods = fields.get("agency", values.agencies()), fields.get("period")
    others = {name: each for name, each in fields.items() if name not in ("agency", "period")}

    @st.composite
    def drawn(draw: DrawFn) -> Any:
        agency: Agency = draw(agencies)
        period: Period = draw(values.periods() if periods is None else periods)
        previous = None
        if "previous" not in fields:
            previous = draw(apart(_earlier, kind, classes, agency, period, complete))
        adjoins = previous is not None and period.start - previous.period.end == timedelta(1)
        window = _window(draw, period, complete)
        facts = _body(draw, kind, classes, window, previous if adjoins else None)
        found = facts | draw(apart(_head, agency, window)) | {"previous": previous}
        found |= {name: draw(each) for name, each in others.items()}
        report = kind(agency=agency, period=period, **found)
        if "cumulative" not in fields and (times := draw(_TIMES)):
            grown = {name: _grown(facts[name], times) for name in facts}
            since = kind(agency=agency, period=_since_the_year_began(period), **grown)
            report = attrs.evolve(report, cumulative=since)
        if not {"claims", "marks"} & set(fields):
            report = draw(apart(_rightly_said, report, window))
        return report

    return drawn()


def _since_the_year_began(period: Period) -> Period:
    """Return the period that begins with the year and ends with this one; of years, the same."""
    if period.last_year is not None:
        return period
    return Period.year(period.calendar_year, end=period.end)


_TIMES = st.sampled_from((0, 0, 0, 0, 0, 1, 2, 3))
"""How many times a period has been counted since the year began; 0 says nothing of it."""


def _earlier(
    draw: DrawFn,
    kind: Any,
    classes: Iterable[Any],
    agency: Agency,
    period: Period,
    complete: bool,
) -> Any:
    """Return the report before, or that of the same period a year ago; more often none."""
    if not complete and not _sometimes(draw):
        return None
    then = period.previous
    if not complete:
        then = draw(st.sampled_from([then, period.year_before]))
    if then.end >= period.start:
        return None
    facts = _body(draw, kind, classes, _window(draw, then, complete), None)
    return kind(agency=agency, period=then, **facts)


def _window(draw: DrawFn, period: Period, complete: bool) -> Window:
    issued = period.end + timedelta(draw(st.integers(1, 30)))
    return Window(period.start, period.end, issued, complete)


def _body(
    draw: DrawFn, kind: Any, classes: Iterable[Any], window: Window, before: Any
) -> dict[str, Any]:
    """Return what a report holds below its head, and subjects of one's own."""
    facts = settled_facts(draw, kind, window, before)
    then = {} if before is None else {type(item): item for item in before.own}
    drawn = (draw(apart(_perhaps, each, window, then.get(each))) for each in classes)
    facts["own"] = tuple(each for each in drawn if each is not None)
    return facts


def _perhaps(draw: DrawFn, kind: Any, window: Window, before: Any) -> Any:
    return (
        settled(draw, kind, window, before=before)
        if window.complete or draw(st.booleans())
        else None
    )


def _head(draw: DrawFn, agency: Agency, window: Window) -> dict[str, Any]:
    """Return a head that says nothing wrong."""
    head: dict[str, Any] = {"issued": window.issued}
    if not draw(st.booleans()):
        return head
    addressees = st.lists(
        st.sampled_from(["Ủy ban nhân dân tỉnh", "Sở Nội vụ"]), max_size=2, unique=True
    )
    lines = st.lists(
        st.sampled_from(["Thường trực Đảng ủy", "Thường trực HĐND"]), max_size=2, unique=True
    )
    deputy = Signatory(
        name="Nguyễn Anh Tuấn",
        position=f"Phó {agency.head}",
        authority=SignatureAuthority.KT,
    )
    basis = st.lists(values.citations(window.start, window.end), max_size=2, unique=True)
    paragraphs = st.lists(st.sampled_from(values.SENTENCES), max_size=2)
    return head | {
        "number": draw(st.none() | st.integers(1, 999)),
        "medium": draw(st.sampled_from(Medium)),
        "addressees": draw(addressees),
        "recipients": ["Như trên", *draw(lines)],
        "drafting_unit": draw(st.sampled_from([None, "VP", "VHXH"]).filter(
            lambda unit: unit != agency.symbol
        )),
        "copies_kept": draw(st.none() | st.integers(1, 9)),
        "signatory": draw(st.sampled_from([None, deputy, Signatory(position=agency.head)])),
        "basis": draw(basis),
        "assessment": settled(draw, Assessment, window) if draw(st.booleans()) else None,
        "next_tasks": draw(paragraphs),
        "recommendations": draw(paragraphs),
        "evidence": [settled(draw, Evidence, window)] if draw(st.booleans()) else [],
    }  # fmt: skip


def _grown(held: Any, times: int) -> Any:
    """Return what was counted since the year began: what adds up over periods, so many times.

    What is only of the end of a period stays; where the two would contradict each other, all stays.
    """
    if isinstance(held, tuple):
        return tuple(_grown(item, times) for item in held)
    if not attrs.has(type(held)) or not (hasattr(type(held), "__subject__")):
        return held
    owner: Any = type(held)
    changed: dict[str, Any] = {}
    for slot in slots(owner):
        value = getattr(held, slot.name)
        declared = slot.declared
        if slot.kind == "fact" and type(value) is int:
            known = declarations(owner)[slot.name]
            if known.is_summed and known.over_periods == "sum":
                changed[slot.name] = value * times
        elif isinstance(declared, Field) and slot.kind in ("rows", "object", "objects"):
            changed[slot.name] = _grown(value, times)
    found = attrs.evolve(held, **changed)
    return held if any(bound.is_broken(found) for bound in bounds_of(owner)) else found


def _rightly_said(draw: DrawFn, report: Any, window: Window) -> Any:
    """Return a report with marks and claims as a careful unit makes them."""
    if not _sometimes(draw):
        return report
    plain = sorted(filter(_is_plain, report.figures()))
    if not plain:
        return report
    marks = st.dictionaries(
        st.sampled_from(plain), values.marks(window.start, window.end), max_size=2
    )
    marked = attrs.evolve(report, marks=draw(marks))
    figures = marked.figures(padded=draw(st.booleans()))
    ids = draw(st.lists(st.sampled_from(sorted(figures)), max_size=5, unique=True))
    claims = [Claim(id, _stated(draw, figures[id])) for id in ids]
    return attrs.evolve(
        marked, claims=claims, next_tasks=[*marked.next_tasks, f"Phấn đấu trên {{{plain[0]}}}."]
    )


def _stated(draw: DrawFn, figure: Any) -> str:
    """Return a figure as it prints, or a rate with other decimals, rounded as it must be."""
    rate = figure.value
    if isinstance(rate, Ratio) and rate.value not in (None, 0, 1) and draw(st.booleans()):
        rounded = rate.percent(draw(st.integers(0, 4)))
        if rounded not in (None, 0, 100):
            return f"{format_number(rounded, fixed=True)}%"
    return str(figure.text)
