"""What follows from lists: rows add up to the whole, each is named once, none lacks a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.declared import severity_of
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import repeated, term
from cchc_lib.figures.aggregate import unstated
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import held, name_of, objects
from cchc_lib.figures.formula import Choice, Sum
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import format_number
from cchc_lib.vietnamese.text import capital

__all__ = ["named_twice", "not_the_sum", "unstated_rows"]


def _breakdowns(report: ReportHead) -> Iterator[tuple[str, Any, str, Field]]:
    """Yield (path, whole, name of the field, declaration) of each breakdown that has rows."""
    for path, owner in objects(report):
        for field in attrs.fields(type(owner)):
            declared = field_of(field)
            if isinstance(declared, Field) and declared.by and getattr(owner, field.name):
                yield path, owner, field.name, declared


def _groups(whole: Any) -> dict[str, list[str]]:
    """Return the facts that may be counted apart or together, by the sum that they make."""
    known = declarations(type(whole))
    facts = [name for name, each in known.items() if each.formula is None and each.is_summed]
    covered: dict[str, str] = {}
    for name, declared in known.items():
        named = dict(declared.node.names()) if isinstance(declared.node, Sum | Choice) else {}
        parts = [path[0] for path in named]
        ways = isinstance(declared.node, Choice) or len(set(named.values())) == 2
        if ways and set(parts) <= set(facts):
            covered |= dict.fromkeys(parts, name)
    groups: dict[str, list[str]] = {}
    for name in facts:
        groups.setdefault(covered.get(name, name), []).append(name)
    return groups


@attrs.frozen
class _Column:
    """A number of the whole and what the rows state of it; `room` is what they may have more."""

    name: str
    stated: int | None
    known: tuple[int, ...]
    rows: int
    room: int = 0

    @property
    def is_above(self) -> bool:
        return self.stated is not None and sum(self.known) > self.stated + self.room

    @property
    def is_below(self) -> bool:
        is_full = 0 < len(self.known) == self.rows
        return self.stated is not None and is_full and sum(self.known) < self.stated


def _column(name: str, whole: Any, rows: tuple[Any, ...], room: int = 0) -> _Column:
    reported = (getattr(row, name) for row in rows)
    known = tuple(number for number in reported if number is not None)
    return _Column(name, getattr(whole, name), known, len(rows), room)


def _columns(whole: Any, rows: tuple[Any, ...]) -> Iterator[_Column]:
    """Yield the facts that whole and rows fill alike, and where they do not, the sum they make.

    "Early" may be counted apart in the rows and together with "on time" in the whole. One fact by
    itself can then be above the whole only by more than what the rows may have counted with it.
    """
    for total, parts in _groups(whole).items():
        alike = all(
            (getattr(row, part) is None) == (getattr(whole, part) is None)
            for row in rows
            for part in parts
        )
        if alike:
            yield from (_column(part, whole, rows) for part in parts)
            continue
        together = _column(total, whole, rows)
        yield together
        if not together.is_above and parts != [total]:
            for part in parts:
                column = _column(part, whole, rows, _room(part, parts, whole, rows))
                if column.is_above:
                    yield column


def _room(part: str, parts: list[str], whole: Any, rows: tuple[Any, ...]) -> int:
    """Return what the whole counts apart and some row may count with a part."""
    apart = (
        getattr(whole, other)
        for other in parts
        if other != part and any(getattr(row, other) is None for row in rows)
    )
    return sum(number for number in apart if number is not None)


@rule(
    "CCHC122",
    Severity.ERROR,
    title="Số liệu các dòng cộng lại bằng dòng tổng số, ở từng cột.",
    why="Các dòng cộng lại nhiều hơn tổng số là lỗi; ít hơn là cảnh báo, vì có thể chưa liệt "
    "kê hết. Dòng chưa nêu số không bị coi là 0.",
    english="More in the rows than in all is an error; less is a warning, for not every row "
    "may be listed. A row without a number is not held to be 0.",
    fires="report(procedures=Procedures(satisfaction=Satisfaction(answers=10, "
    'sectors=[Satisfaction(sector="Đất đai", answers=12)])))',
    silent="report(procedures=Procedures(satisfaction=Satisfaction(answers=12, "
    'sectors=[Satisfaction(sector="Đất đai", answers=12)])))',
    do="Cộng lại cột; bổ sung dòng còn thiếu.",
)
def not_the_sum(report: ReportHead) -> Iterator[Slip]:
    for path, whole, name, declared in _breakdowns(report):
        rows = getattr(whole, name)
        what = "lĩnh vực" if declared.by == "sector" else "dòng"
        for column in _columns(whole, rows):
            if not (column.is_above or column.is_below):
                continue
            sum_, all_ = format_number(sum(column.known)), format_number(column.stated or 0)
            lacking = f"Kiểm tra xem đã liệt kê đủ các {what} chưa."
            yield Slip(
                message=capital(
                    f"{term(whole, column.name)}: các {what} cộng lại {sum_}, tổng số ghi {all_}."
                ),
                path=f"{path}.{column.name}" if path else column.name,
                actual=all_,
                expected=sum_,
                hint=lacking if column.is_below else (declared.tie.do if declared.tie else None),
                severity=Severity.WARNING if column.is_below else severity_of(declared.tie),
                code=declared.tie.code if declared.tie else None,
            )


@rule(
    "CCHC123",
    Severity.WARNING,
    title="Số liệu chưa nêu ở dòng tổng số thì mọi dòng phải nêu, để cộng được.",
    why="Số mà dòng tổng số chưa nêu là tổng của các dòng; một dòng chưa nêu thì tổng là chưa "
    "biết, không phải là ít hơn. Những số mà tổng không nhất thiết cần (qua bưu chính, kỳ "
    "trước chuyển sang) được phép thiếu; dòng tổng số đã nêu thì không đòi hỏi gì ở các dòng.",
    english="A number that the whole does not state is the sum of its rows; what one row lacks "
    "makes it unknown, not smaller. What the sums can do without (by post, carried over) may "
    "be missing, and where the whole states the number nothing is asked of the rows.",
    fires='report(procedures=Procedures(dossiers=Dossiers.of_sectors([ Dossiers(sector="Hộ '
    'tịch", online=7, in_person=2), Dossiers(sector="Đất đai", online=3)])))',
    silent='report(procedures=Procedures(dossiers=Dossiers.of_sectors([ Dossiers(sector="Hộ '
    'tịch", online=7, in_person=2), Dossiers(sector="Đất đai", online=3, in_person=0)])))',
    do="Bổ sung số liệu của dòng còn thiếu; không có thì ghi 0.",
)
def unstated_rows(report: ReportHead) -> Iterator[Slip]:
    for path, whole, name, declared in _breakdowns(report):
        rows, told = getattr(whole, name), _told_otherwise(whole)
        for column, missing in unstated(type(whole), rows).items():
            if getattr(whole, column) is not None or column in told:
                continue
            lacking = ", ".join(str(getattr(rows[row], declared.by or "")) for row in missing[:5])
            more = f" và {len(missing) - 5} dòng khác" if len(missing) > 5 else ""
            yield Slip(
                message=capital(
                    f"{term(whole, column)}: {lacking}{more} chưa nêu số liệu nên chưa cộng được "
                    "tổng số."
                ),
                path=f"{path}.{name}[{missing[0]}].{column}",
                expected="số liệu của mọi dòng",
            )


def _told_otherwise(whole: Any) -> set[str]:
    """Return the facts in place of which an object states another: pending dossiers unsplit."""
    return {
        path[0]
        for name, figure in declarations(type(whole)).items()
        if isinstance(figure.node, Choice) and getattr(whole, name) is not None
        for path, _ in figure.node.names()
    }


@rule(
    "CCHC119",
    Severity.WARNING,
    title="Trong một danh sách, mỗi nhóm chỉ có một dòng.",
    why="Một nhóm ở hai dòng là đếm hai lần hoặc ghi nhầm tên; dòng của một bảng phân loại "
    "cũng vậy.",
    english="A group in two rows is either counted twice or named wrongly; so is a row of a "
    "breakdown.",
    fires='report(inspections=Inspections(units=[Group(name="trường học", count=2), '
    'Group(name="Trường học", count=2)]))',
    silent='report(inspections=Inspections(units=[Group(name="trường học", count=2), '
    'Group(name="phòng, trung tâm", count=2)]))',
    do="Gộp hoặc đổi tên nhóm.",
)
def named_twice(report: ReportHead) -> Iterator[Slip]:
    for path, owner in objects(report):
        lists: dict[str, list[Any]] = {}
        breakdowns = {
            field.name
            for field in attrs.fields(type(owner))
            if isinstance(declared := field_of(field), Field) and declared.by
        }
        for where, _, _, item in held(owner):
            name, bracket, _ = where.partition("[")
            if bracket and name not in breakdowns and name_of(item):
                lists.setdefault(name, []).append(item)
        for name, items in lists.items():
            for row in repeated(name_of(item) or "" for item in items):
                called = name_of(items[row])
                at = f"{path}.{name}" if path else name
                yield Slip(
                    message=f"Nhóm “{called}” có nhiều hơn một dòng.",
                    path=f"{at}[{row}].name",
                    actual=called,
                )
    for path, whole, name, declared in _breakdowns(report):
        if declared.tie and declared.tie.code == "CCHC103":  # sectors of dossiers have CCHC104
            continue
        names = [str(getattr(item, declared.by or "")) for item in getattr(whole, name)]
        for row in repeated(names):
            yield Slip(
                message=f"Dòng “{names[row]}” có nhiều hơn một lần.",
                path=f"{path}.{name}[{row}].{declared.by}",
                actual=names[row],
            )
