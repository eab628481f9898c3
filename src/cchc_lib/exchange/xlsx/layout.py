"""What stands on which sheet: lines, computed lines and lists, from declarations alone.

A path names a fact as data do, by keys; `*` stands for each row of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.exchange.leaves import TEXT_FORMS
from cchc_lib.exchange.shapes import Shape, is_report, label_of, shapes
from cchc_lib.figures.declare import declarations, derived_members
from cchc_lib.figures.formula import End, Total
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period
from cchc_lib.vietnamese.text import capital

__all__ = [
    *("COLUMNS", "END", "EACH", "GUIDE", "ITEM", "KEY", "NUMBER", "PARENT"),
    *("Computed", "Line", "Listing", "Path", "Section", "Sheet", "code_of", "item_shape"),
    *("sheets_of", "steps_of"),
]

Path = tuple[str | int, ...]

EACH = "*"
ITEM, KEY, NUMBER, PARENT = ".", "@", "#", "^"
"""Keys of columns: the item itself, the id that names it, its number, that of the row above it."""

COLUMNS, END = "columns", "~"
"""Codes of rows: which report a column is of; a row that only people read."""

GUIDE = (
    "Điền vào ô nền vàng: để trống là chưa thống kê, ghi 0 là không phát sinh. "
    "Ô nền xám tự tính, không điền. Đơn vị tiền: đồng."
)
"""How a sheet is filled in: it stands at the head of each."""

_OWN_SHEET = 8
"""From so many facts on, an object within a subject has a sheet of its own."""

_WIDE = 12
"""With more columns, a list has a sheet of its own."""

_JUDGEMENT = ("assessment", "next_tasks", "recommendations", "evidence")
_SAID = ("claims", "marks")
_BESIDE = ("previous", "cumulative")
_PERIOD = ("start", "end")


@attrs.frozen
class Line:
    """One fact: its path and what it holds."""

    path: Path
    shape: Shape


@attrs.frozen
class Computed:
    """One figure that follows from the facts of an object: shown, never filled in."""

    path: Path
    owner: Any
    name: str

    @property
    def declared(self) -> Any:
        """What its class declares of it."""
        return declarations(self.owner)[self.name]

    @property
    def nodes(self) -> tuple[Any, ...]:
        """Its formulas: one, or those of now and then."""
        return dict(derived_members(self.owner))[self.name].nodes


@attrs.frozen
class Listing:
    """A list as a table: `path` to it, a column a key; rows of `parent` hold it, if any."""

    path: Path
    label: str
    of: Any
    columns: tuple[tuple[str, Shape], ...]
    figures: tuple[Computed, ...] = ()
    parent: Listing | None = None
    is_mapping: bool = False

    @property
    def code(self) -> str:
        """How the sheet names it."""
        return code_of(self.path) + ("{}" if self.is_mapping else "[]")

    @property
    def is_wide(self) -> bool:
        """Whether it needs a sheet of its own."""
        return len(self.columns) > _WIDE


@attrs.frozen
class Section:
    """Lines under a title, then lists."""

    title: str
    lines: tuple[Line | Computed, ...] = ()
    listings: tuple[Listing, ...] = ()


@attrs.frozen
class Sheet:
    """One sheet: its name in the workbook, its heading, what stands on it."""

    name: str
    heading: str
    sections: tuple[Section, ...]


def code_of(path: Path) -> str:
    """Return how a sheet names a path.

    >>> code_of(("staffing", "snapshots", 0, "day")), code_of(("marks", "plan.tasks", "source"))
    ('staffing.snapshots[0].day', 'marks["plan.tasks"].source')
    """
    written = ""
    for step in path:
        if step == EACH:
            written += "[]"
        elif isinstance(step, int):
            written += f"[{step}]"
        elif re.fullmatch(r"[^\W\d]\w*", step):
            written += f".{step}" if written else step
        else:
            written += f'["{step}"]'
    return written


_STEP = re.compile(r'\["(?P<id>[^"]*)"\]|\[(?P<row>\d{1,7})\]|(?P<each>\[\])|\.?(?P<name>[^.\[]+)')


def steps_of(code: str) -> Path:
    """Return the path that a code names.

    >>> steps_of('marks["plan.tasks"].source'), steps_of("staffing.snapshots[0].day")
    (('marks', 'plan.tasks', 'source'), ('staffing', 'snapshots', 0, 'day'))
    """
    path: list[str | int] = []
    for found in _STEP.finditer(code):
        if found["row"] is not None:
            path.append(int(found["row"]))
        elif found["each"]:
            path.append(EACH)
        else:
            path.append(found["id"] if found["id"] is not None else found["name"])
    return tuple(path)


def item_shape(shape: Shape) -> Shape:
    """Return what an item of a list of texts is: a paragraph, or a document in words."""
    sort: Any = "text" if shape.sort == "paragraphs" else "object"
    return attrs.evolve(shape, sort=sort, is_required=False, is_optional=True)


def sheets_of(kind: Any, own: Iterable[type] = ()) -> tuple[Sheet, ...]:
    """Return the sheets of a kind of report, or of another class of facts."""
    if not is_report(kind):
        return _named(_sheets_of_object(kind, (), label_of(kind)))
    sheets = [_head(kind)]
    for key, shape in shapes(kind).items():
        is_subject = hasattr(shape.of, "__subject__") and shape.sort == "object"
        if is_subject and key not in (*_BESIDE, *_JUDGEMENT):
            sheets += _sheets_of_object(shape.of, (key,), shape.label)
    for each in own:
        sheets += _sheets_of_object(each, (each.__subject__.id,), label_of(each))  # type: ignore[attr-defined]
    return _named([*sheets, _judgement(kind), _said(kind)])


def _named(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return sheets whose names a workbook can hold, each another one."""
    taken: set[str] = set()
    found = []
    for sheet in sheets:
        name = base = _cut(
            re.sub(r"[\[\]:*?/\\']", " ", capital(sheet.name)).strip() or "Trang", 31
        )
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(base, 27)} ({number})"
        taken.add(name.casefold())
        found.append(attrs.evolve(sheet, name=name))
    return tuple(found)


def _cut(name: str, most: int) -> str:
    """Return a name of at most so many characters, cut between phrases or else words."""
    if len(name) <= most:
        return name
    cut = name[:most].rpartition(" ")[0] or name[: most - 1]
    phrase = cut.rpartition(",")[0]
    return (phrase if 2 * len(phrase) >= most else cut).rstrip(" ,;-") + "…"


def _head(kind: Any) -> Sheet:
    held = shapes(kind)
    lines: list[Line] = []
    sections: list[Section] = []
    listings: list[Listing] = []
    for key, shape in held.items():
        if key in (*_JUDGEMENT, *_SAID, *_BESIDE) or shape.sort == "own":
            continue
        if shape.of is Agency:
            lines += _agency(key, shape)
        elif shape.of is Period:
            text = attrs.evolve(shape, sort="text")
            lines.append(Line((key,), text))
            lines += (Line((key, one), shapes(Period)[one]) for one in _PERIOD)
        elif _is_line(shape):
            lines.append(Line((key,), shape))
        elif _is_listing(shape):
            listings += _listings(kind, shape, ())
        elif not hasattr(shape.of, "__subject__"):
            sections.append(Section(shape.label, tuple(_lines(shape.of, (key,)))))
    facts = Section("Cơ quan, kỳ báo cáo, văn bản", tuple(lines))
    lists = Section("", (), tuple(listings))
    return Sheet("Thông tin chung", "Thông tin chung của báo cáo", (facts, *sections, lists))


def _agency(key: str, shape: Shape) -> Iterator[Line]:
    for name, each in shapes(shape.of).items():
        must = attrs.evolve(each, label=shape.label) if name == "name" else each
        yield Line((key, name), must)


def _judgement(kind: Any) -> Sheet:
    held = shapes(kind)
    listings: list[Listing] = []
    for key in _JUDGEMENT:
        shape = held[key]
        owners = [(shape.of, (key,))] if shape.sort == "object" else []
        for owner, path in owners:
            for each in shapes(owner).values():
                listings += _listings(owner, each, path)
        if not owners:
            listings += _listings(kind, shape, ())
    heading = "Đánh giá chung; phương hướng, nhiệm vụ; kiến nghị, đề xuất; minh chứng"
    return Sheet("Đánh giá, kiến nghị", heading, (Section("", (), tuple(listings)),))


def _said(kind: Any) -> Sheet:
    held = shapes(kind)
    listings = [one for key in _SAID for one in _listings(kind, held[key], ())]
    heading = "Số liệu đã nêu ở nơi khác, để đối chiếu; ghi chú về số liệu"
    return Sheet("Đối chiếu, ghi chú", heading, (Section("", (), tuple(listings)),))


# ---------------------------------------------------------------- the sheets of an object


def _sheets_of_object(kind: Any, path: Path, label: str) -> list[Sheet]:
    """Return the sheet of a subject, then those of what it holds that is large by itself."""
    sections: list[Section] = []
    more: list[Sheet] = []
    _gather(kind, path, "", label, sections, more)
    return [Sheet(label, capital(label), tuple(sections)), *more]


def _gather(
    kind: Any, path: Path, title: str, label: str, sections: list[Section], more: list[Sheet]
) -> None:
    listings = [one for shape in shapes(kind).values() for one in _listings(kind, shape, path)]
    wide = {one.path for one in listings if one.is_wide}
    apart = [one for one in listings if one.path in wide or one.path[:-2] in wide]
    together = [one for one in listings if one not in apart]
    lines: tuple[Line | Computed, ...] = (*_lines(kind, path), *_computed(kind, path))
    if lines:
        sections.append(Section(title, lines))
    for key, shape in shapes(kind).items():
        below = (*path, key)
        if shape.sort != "object" or shape.of in TEXT_FORMS or _comes_back(shape.of, kind):
            continue
        if hasattr(shape.of, "__subject__") and len(list(_lines(shape.of, ()))) >= _OWN_SHEET:
            more += _sheets_of_object(shape.of, below, shape.label)
        else:
            _gather(shape.of, below, shape.label, label, sections, more)
    if together:
        sections.append(Section("", (), tuple(together)))
    for one in (one for one in apart if one.is_wide):
        held = (one, *(each for each in apart if each.parent is one))
        more.append(Sheet(one.label, capital(one.label), (Section("", (), held),)))


def _comes_back(kind: Any, above: Any) -> bool:
    """Whether an object holds one of its own class: no end of sections."""
    return kind is above or any(
        shape.sort == "object" and shape.of is kind for shape in shapes(kind).values()
    )


def _is_line(shape: Shape) -> bool:
    """Whether one cell holds it."""
    if shape.sort == "object":
        return shape.of in TEXT_FORMS and shape.of is not Period
    return shape.sort in _CELLS


_CELLS = "count money score whole number text day flag choice".split()


def _is_listing(shape: Shape) -> bool:
    return shape.sort in ("objects", "paragraphs", "claims", "mapping")


def _lines(kind: Any, path: Path) -> Iterator[Line]:
    of_rows = {
        getattr(shape.field.metadata.get("cchc_lib"), "by", None) for shape in shapes(kind).values()
    }
    for key, shape in shapes(kind).items():
        if _is_line(shape) and shape.name not in of_rows:
            yield Line((*path, key), shape)


def _computed(kind: Any, path: Path) -> Iterator[Computed]:
    for name, _ in derived_members(kind):
        yield Computed((*path, name), kind, name)


def _listings(
    owner: Any, shape: Shape, path: Path, parent: Listing | None = None
) -> Iterator[Listing]:
    """Yield the table of a list, then those of the lists that its rows hold."""
    if not _is_listing(shape):
        return
    here = (*path, shape.key)
    if shape.sort == "paragraphs" or shape.of in TEXT_FORMS:
        yield Listing(here, shape.label, None, ((ITEM, item_shape(shape)),), parent=parent)
        return
    held = shapes(shape.of)
    columns = [(key, each) for key, each in held.items() if _is_line(each)]
    columns.sort(key=lambda pair: not _names_rows(shape, pair[1]))
    is_mapping = shape.sort == "mapping"
    if is_mapping:
        named = Shape(key=KEY, name=KEY, sort="text", label="mã số liệu")
        columns.insert(0, (KEY, named))
    found = Listing(
        here, shape.label, shape.of, tuple(columns), parent=parent, is_mapping=is_mapping
    )
    figures = tuple(_computed(shape.of, (*here, EACH))) if hasattr(shape.of, "__subject__") else ()
    if found.is_wide:
        asked = _asked_of(owner, shape.name)
        figures = tuple(one for one in figures if one.name in asked)
    found = attrs.evolve(found, figures=figures)
    yield found
    if parent is None:
        for each in held.values():
            if each.of not in (shape.of, owner):
                yield from _listings(shape.of, each, (*here, EACH), found)


def _names_rows(shape: Shape, column: Shape) -> bool:
    """Whether a column tells the rows apart."""
    by = getattr(shape.field.metadata.get("cchc_lib"), "by", None)
    declared = column.field.metadata.get("cchc_lib")
    return column.name == by if by else bool(getattr(declared, "is_name", False))


def _asked_of(owner: Any, listed: str) -> set[str]:
    """Return the figures of rows that formulas of their owner name."""
    found: set[str] = set()
    todo = [node for _, member in derived_members(owner) for node in member.nodes]
    while todo:
        node = todo.pop()
        if isinstance(node, Total | End) and node.path[-1] == listed:
            found.add(node.field)
        for name in ("terms", "options", "part", "whole"):
            inner = getattr(node, name, ())
            items = inner if isinstance(inner, tuple) else (inner,)
            todo += [each[1] if isinstance(each, tuple) else each for each in items]
    return found
