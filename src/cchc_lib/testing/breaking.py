"""Reports in which one figure was broken, each with the code of the finding that must say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any, Generic, TypeVar, overload

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cchc_lib.checks.report.claims import amounts, percentages
from cchc_lib.checks.report.dates import issued_early
from cchc_lib.checks.report.declared import carried_on
from cchc_lib.checks.report.rows import not_the_sum
from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import MONEY, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import held, walk
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.head import ReportHead
from cchc_lib.testing.bounds import Bound, bounds_of, facts_of, list_of
from cchc_lib.testing.by_rule import is_excused
from cchc_lib.testing.report import consistent_reports
from cchc_lib.vietnamese import format_number

__all__ = ["Broken", "broken"]

Kind = TypeVar("Kind", bound=ReportHead)
Held = TypeVar("Held", bound=ReportHead, covariant=True)
Rebuild = Callable[[Any], Any]


@attrs.frozen(kw_only=True)
class Broken(Generic[Held]):
    """A report with one figure broken: what must be found in it, and what it was.

    `code` is the code of a finding that `audit(report)` must hold and `audit(intact)` does not;
    `path` is where the figure was changed.
    """

    report: Held
    code: str
    path: str
    intact: Held


@attrs.frozen
class _Way:
    """One way to break a report: `by` says by how much more than needed."""

    code: str
    path: str
    make: Callable[[int], Any]


@overload
def broken(
    *, own: Iterable[type] = ..., **fields: SearchStrategy[Any]
) -> SearchStrategy[Broken[Report]]: ...


@overload
def broken(
    kind: type[Kind], *, own: Iterable[type] = ..., **fields: SearchStrategy[Any]
) -> SearchStrategy[Broken[Kind]]: ...


def broken(
    kind: Any = Report, *, own: Iterable[type] = (), **fields: SearchStrategy[Any]
) -> SearchStrategy[Any]:
    """Consistent reports in which one figure was broken, with the code that must fire.

    What can be broken follows from declarations: a part above its whole, a classification that
    disagrees, a total that is not the sum of its rows, a number that does not continue the period
    before; a balance, a claim, the day of issue.

    >>> import cchc_lib as cchc
    >>> from hypothesis import Phase, find, settings
    >>> any_one = settings(max_examples=5_000, phases=[Phase.generate])  # the smallest takes long
    >>> case = find(broken(), lambda case: case.code == "CCHC106", settings=any_one)
    >>> case.code in {finding.code for finding in cchc.audit(case.report)}
    True
    >>> case.code in {finding.code for finding in cchc.audit(case.intact)}
    False

    Raises:
        InvalidTypeError: as `consistent_reports`.
    """
    make: Any = consistent_reports
    reports: SearchStrategy[Any] = make(kind, own=own, **fields)
    complete: SearchStrategy[Any] = make(kind, own=own, complete=True, **fields)

    @st.composite
    def drawn(draw: DrawFn) -> Broken[Any]:
        whole = draw(st.integers(0, 5)) == 5
        intact = attrs.evolve(draw(complete if whole else reports), claims=(), marks={})
        ways: dict[str, list[_Way]] = {}
        for way in _ways(intact):
            ways.setdefault(way.code, []).append(way)
        rare = sorted({way.code for way in _carried_apart(intact)})
        code = draw(st.sampled_from(sorted(ways) + 5 * rare))
        way = draw(st.sampled_from(ways[code]))
        report = way.make(draw(st.integers(0, 20)))
        return Broken(report=report, code=way.code, path=way.path, intact=intact)

    return drawn()


def _ways(report: ReportHead) -> Iterator[_Way]:
    for path, owner, rebuild in _places(report, "", lambda whole: whole):
        kind: Any = type(owner)
        for bound in bounds_of(kind):
            yield from _beyond(path, owner, rebuild, bound)
        yield from _rows_apart(path, owner, rebuild)
    yield from _carried_apart(report)
    yield from _claimed(report)
    if report.issued is not None:
        yield _Way(
            issued_early.code,
            "issued",
            lambda by: attrs.evolve(report, issued=report.period.end - timedelta(by)),
        )


def _places(owner: Any, path: str, rebuild: Rebuild) -> Iterator[tuple[str, Any, Rebuild]]:
    """Yield (path, object, what makes the report anew with another one there)."""
    yield path, owner, rebuild
    for name, _, _, item in held(owner):
        field, bracket, row = name.partition("[")
        if bracket:
            below = _in_list(owner, field, int(row[:-1]), rebuild)
        elif isinstance(owner, ReportHead) and item in owner.own:
            below = _in_list(owner, "own", owner.own.index(item), rebuild)
        else:
            below = _in_field(owner, field, rebuild)
        yield from _places(item, f"{path}.{name}" if path else name, below)


def _in_field(owner: Any, field: str, rebuild: Rebuild) -> Rebuild:
    return lambda new: rebuild(attrs.evolve(owner, **{field: new}))


def _in_list(owner: Any, field: str, row: int, rebuild: Rebuild) -> Rebuild:
    rows = getattr(owner, field)
    return lambda new: rebuild(attrs.evolve(owner, **{field: (*rows[:row], new, *rows[row + 1 :])}))


def _beyond(path: str, owner: Any, rebuild: Rebuild, bound: Bound) -> Iterator[_Way]:
    """Yield how a bound of an object is broken: by each fact that it names, or by a row."""
    gap = bound.gap(owner)
    if gap is None:
        return
    for name, times in bound.effect.items():
        number = getattr(owner, name)
        if number is None or is_excused(owner, bound.code, times):
            continue
        if times > 0 or bound.is_equal:
            least = number + 1 if bound.is_equal else number - gap // times + 1
            yield _changed(bound.code, path, owner, rebuild, name, least, 1)
        elif number - (-gap // -times) - 1 >= 0:
            yield _Way(bound.code, _at(path, name), _lowered(owner, rebuild, name, gap, times))
    rows = list_of(type(owner), bound.left)
    if rows is not None and not bound.effect:
        last = getattr(owner, rows.path[0])[-1]
        inner = _in_list(owner, rows.path[0], len(getattr(owner, rows.path[0])) - 1, rebuild)
        where = f"{_at(path, rows.path[0])}[{len(getattr(owner, rows.path[0])) - 1}]"
        least = getattr(last, rows.field) - gap + 1
        yield _changed(bound.code, where, last, inner, rows.field, least, 1)


def _lowered(owner: Any, rebuild: Rebuild, name: str, gap: int, times: int) -> Callable[[int], Any]:
    most = getattr(owner, name) - (-gap // -times) - 1
    return lambda by: rebuild(attrs.evolve(owner, **{name: max(0, most - by)}))


def _changed(
    code: str, path: str, owner: Any, rebuild: Rebuild, name: str, start: int, step: int
) -> _Way:
    return _Way(
        code,
        _at(path, name),
        lambda by: rebuild(attrs.evolve(owner, **{name: start + step * by})),
    )


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _rows_apart(path: str, owner: Any, rebuild: Rebuild) -> Iterator[_Way]:
    """Yield how a total is made another than the sum of its rows."""
    for field in attrs.fields(type(owner)):
        declared = field_of(field)
        rows = getattr(owner, field.name) if isinstance(declared, Field) and declared.by else ()
        if not rows or not isinstance(declared, Field):
            continue
        tie = declared.tie
        code = (tie.code if tie else None) or not_the_sum.code
        alike = len({_unstated(item) for item in (owner, *rows)}) == 1  # else sums are compared
        kind: Any = type(owner)
        for name in facts_of(kind):
            total = getattr(owner, name)
            if total is not None and alike:
                yield _changed(code, path, owner, rebuild, name, total + 1, 1)


def _unstated(item: Any) -> frozenset[str]:
    kind: Any = type(item)
    return frozenset(name for name in facts_of(kind) if getattr(item, name) is None)


def _carried_apart(report: ReportHead) -> Iterator[_Way]:
    """Yield how a number no longer continues what the report before left over."""
    previous = report.previous
    if previous is None:
        return
    before = {found.key: found.owner for found in walk(previous) if found.key}
    keys = {found.id: found.key for found in walk(report)}
    for path, owner, rebuild in _places(report, "", lambda whole: whole):
        for name, declared in declarations(type(owner)).items():
            then = before.get(keys.get(_at(path, name)) or "")
            number = getattr(owner, name) if declared.continues else None
            if number is None or then is None or not _adjoin(report, previous, owner, then):
                continue
            left = [tie.node.compute(then) for tie in declared.continues]
            if left[0] is not None:
                most = max(each for each in left if type(each) is int)
                code = declared.continues[0].code or carried_on.code
                yield _changed(code, path, owner, rebuild, name, most + 1, 1)


def _adjoin(report: ReportHead, previous: ReportHead, now: Any, then: Any) -> bool:
    start = getattr(now, "start", None) or report.period.start
    end = getattr(then, "end", None) or previous.period.end
    return bool(start - end == timedelta(1))


def _claimed(report: ReportHead) -> Iterator[_Way]:
    """Yield how a figure is claimed to be another than it is."""
    for id, figure in report.figures().items():
        value = figure.value
        if isinstance(value, Ratio) and value.value is not None:
            yield _Way(percentages.code, id, _claim(report, id, value.percent(), "%"))
        elif isinstance(value, int) and figure.unit not in MONEY:
            yield _Way(amounts.code, id, _claim(report, id, value, ""))


def _claim(report: ReportHead, id: str, value: Any, unit: str) -> Callable[[int], Any]:
    return lambda by: attrs.evolve(
        report, claims={id: format_number(value + 11 + by, fixed=True) + unit}
    )
