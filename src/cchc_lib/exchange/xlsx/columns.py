"""Which fact each column of a sheet is: by its header, the label of a fact, or what it is said."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cchc_lib.errors import MAX_PROBLEMS, CchcError, InvalidTypeError, InvalidValueError, gathered
from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.brackets import in_dong, scale_of, without_brackets
from cchc_lib.exchange.xlsx.layout import Line, Path, code_of, sheets_of
from cchc_lib.exchange.xlsx.said import says_nothing
from cchc_lib.exchange.xlsx.values import value_of
from cchc_lib.exchange.xlsx.words import unit_of_shape
from cchc_lib.vietnamese.text import fold_label
from cchc_lib.workbook.grid import Grid

__all__ = ["Column", "Facts", "columns_of", "header_row", "other_heads"]

_MOST = 30
"""Rows within which the headers stand: a title and some notes may be above them."""

_LEFT_OUT = {"stt", "tt", "so tt", "số tt", "số thứ tự", "ghi chú"}
_ALSO = {"đơn vị": "agency.name", "tên đơn vị": "agency.name", "cơ quan": "agency.name"}


@attrs.frozen
class Column:
    """A column that is read: its number, its header, the fact it is.

    Its values are multiplied by `scale`: amounts in millions stand under "(triệu đồng)".
    """

    number: int
    head: str
    path: Path
    shape: Shape
    is_number: bool
    scale: int = 1

    def value(self, raw: Any, *, is_percent: bool = False) -> Any:
        """Return the value of data that a cell of it says; see `value_of`."""
        if self.scale != 1 and not is_percent:
            raw = in_dong(raw, self.scale)
        return value_of(self.shape, raw, is_percent=is_percent)


class Facts:
    """The facts of a kind by everything that a header may call them."""

    def __init__(self, kind: Any, own: tuple[type, ...], mapping: Mapping[str, str | None]) -> None:
        self.by_id: dict[str, Line] = {}
        self.by_label: dict[str, list[Line]] = {}
        self.mapping = mapping
        for sheet in sheets_of(kind, own):
            for section in sheet.sections:
                for line in section.lines:
                    if isinstance(line, Line):
                        self._add(line, section.title or sheet.heading)
        if "agency.name" in self.by_id:
            self.by_id.setdefault("agency", self.by_id["agency.name"])

    def _add(self, line: Line, of: str) -> None:
        self.by_id[code_of(line.path)] = line
        label = fold_label(line.shape.label)
        for called in (label, f"{fold_label(of)}: {label}"):
            self.by_label.setdefault(called, []).append(line)

    def named(self, head: str) -> list[Line] | None:
        """Return the facts that a header may be, `None` where the column is left out."""
        folded = fold_label(head)
        for called in (folded, fold_label(without_brackets(head))):
            if called in self.mapping:
                id = self.mapping[called]
                return None if id is None else [self.by_id[id]] if id in self.by_id else []
            if called in _LEFT_OUT:
                return None
            id = _ALSO.get(called, head.strip())
            if id in self.by_id:
                return [self.by_id[id]]
            if called in self.by_label:
                return self.by_label[called]
        return []

    def is_mapped(self, head: str) -> bool:
        """Whether the whole header was said to be a fact."""
        return self.mapping.get(fold_label(head)) is not None

    def is_called(self, head: str, line: Line) -> bool:
        """Whether a fact is called just so, brackets and all, or by its id."""
        return head.strip() in self.by_id or line in self.by_label.get(fold_label(head), ())

    def check_mapping(self) -> None:
        """Refuse what `mapping` calls a fact and is none, with the ids that are like it."""
        problems = []
        for head, id in self.mapping.items():
            if id is None or id in self.by_id:
                continue
            if not isinstance(id, str):
                raise InvalidTypeError.refuse(
                    "mapping",
                    id,
                    "the id of a fact, or None; such as {'Số nhiệm vụ': 'plan.tasks'}",
                    "mã số liệu, hoặc None; ví dụ {'Số nhiệm vụ': 'plan.tasks'}",
                )
            such = self.near(id) or "'plan.tasks'"
            problems.append(
                InvalidValueError(
                    f"mapping[{head!r}]: got {id!r}, the id of no fact of a row; accepted: an id, "
                    f"such as {such}",
                    f'mapping["{head}"]: nhận được "{id}", không phải mã số liệu nào của một dòng; '
                    f"cần: mã số liệu, ví dụ {such}",
                    path="mapping",
                    got=id,
                    accepted=f"an id, such as {such}",
                )
            )
        if problems:
            raise gathered(problems)

    def near(self, head: str) -> str:
        """Return the facts whose labels or ids are like a header, for its refusal."""
        ids = difflib.get_close_matches(head.strip()[:100], list(self.by_id), n=2)
        labels = difflib.get_close_matches(fold_label(head)[:100], list(self.by_label), n=3)
        lines = [self.by_id[each] for each in ids] + [self.by_label[each][0] for each in labels]
        named = (f'"{line.shape.label}" ({code_of(line.path)})' for line in lines)
        return ", ".join(list(dict.fromkeys(named))[:3])


def header_row(grid: Grid, facts: Facts) -> tuple[int, tuple[Any, ...]]:
    """Return the row of headers: the first that names two facts.

    Raises:
        InvalidValueError: where none does.
    """
    facts.check_mapping()
    for number, row in grid.rows[:_MOST]:
        heads = [value for value in row if isinstance(value, str) and value.strip()]
        if sum(bool(facts.named(head)) for head in heads) >= 2:
            return number, row
    shown = next((row for _, row in grid.rows if sum(isinstance(one, str) for one in row) > 1), ())
    heads_shown = ", ".join(str(one)[:40] for one in shown if isinstance(one, str))[:300]
    raise InvalidValueError.refuse(
        "headers",
        heads_shown,
        "a row of headers that are labels of facts, such as 'Đơn vị' and 'Nhiệm vụ của kế hoạch'; "
        "or mapping={'Số nhiệm vụ': 'plan.tasks'}",
        "một dòng tiêu đề ghi tên số liệu, ví dụ 'Đơn vị' và 'Nhiệm vụ của kế hoạch'; hoặc nêu "
        "mapping={'Số nhiệm vụ': 'plan.tasks'}",
    )


def columns_of(grid: Grid, number: int, heads: tuple[Any, ...], facts: Facts) -> tuple[Column, ...]:
    """Return the columns that are read.

    Raises:
        InvalidValueError: for headers that name no fact, or several, or one twice; each in
            `problems`.
    """
    columns: list[Column] = []
    problems: list[CchcError] = list(_not_in_sheet(grid, number, heads, facts.mapping))
    first_values = _first_values(grid, number, heads)
    width = max((*first_values, len(heads)), default=0)
    for place, head in enumerate((*heads, *(None,) * (width - len(heads))), 1):
        if len(problems) >= MAX_PROBLEMS:
            break
        if head is None or not str(head).strip():
            if place in first_values:
                problems.append(_without_head(grid, number, place, first_values[place]))
            continue
        found = facts.named(str(head))
        if found is None:
            continue
        where, where_vi = grid.place(number, place)
        if len(found) != 1:
            problems.append(_no_fact(str(head), found, facts.near(str(head)), where, where_vi))
            continue
        line = found[0]
        first = next((one for one in columns if one.path == line.path), None)
        if first is not None:
            problems.append(
                InvalidValueError(
                    f"{where}: {head!r} is {code_of(line.path)}, which {first.head!r} is already",
                    f'{where_vi}: "{head}" là {code_of(line.path)}, trùng với cột "{first.head}"',
                    path=code_of(line.path),
                    got=head,
                )
            )
            continue
        scale: int | None = 1
        if not facts.is_called(str(head), line):
            scale = scale_of(line.shape, str(head), is_chosen=facts.is_mapped(str(head)))
        if scale is None:
            problems.append(_other_unit(str(head), line, where, where_vi))
            continue
        is_number = line.shape.sort in ("count", "money") and scale == 1
        columns.append(Column(place, str(head), line.path, line.shape, is_number, scale))
    if problems:
        raise gathered(problems)
    return tuple(columns)


def _first_values(grid: Grid, number: int, heads: tuple[Any, ...]) -> dict[int, int]:
    """Return the columns without header that have values below, and the first row of each."""
    found: dict[int, int] = {}
    bare = [place for place, head in enumerate(heads) if says_nothing(head)]
    for row, cells in grid.rows:
        if row <= number:
            continue
        width = len(cells)
        for place in (*bare, *range(len(heads), width)):
            if place < width and not says_nothing(cells[place]):
                found.setdefault(place + 1, row)
    return found


def other_heads(cells: tuple[Any, ...], columns: tuple[Column, ...], facts: Facts) -> bool | None:
    """Return whether a row below has headers again: `True` others, `False` the same, else `None`.

    Headers are text where numbers would stand.
    """

    def text(column: Column) -> str:
        raw = cells[column.number - 1] if column.number <= len(cells) else None
        return fold_label(raw) if isinstance(raw, str) else ""

    numbers = [column for column in columns if column.shape.sort in ("count", "money")]
    if numbers and not any(map(text, numbers)):
        return None
    if all(text(column) == fold_label(column.head) for column in columns):
        return False
    named = (isinstance(each, str) and bool(facts.named(each)) for each in cells)
    return True if sum(named) >= 2 else None


def _not_in_sheet(
    grid: Grid, number: int, heads: tuple[Any, ...], mapping: Mapping[str, str | None]
) -> Iterator[CchcError]:
    """Yield the refusal of each header that `mapping` names and the sheet does not have."""
    shown = {fold_label(str(head)): str(head) for head in heads if head is not None}
    there = shown | {fold_label(without_brackets(head)): head for head in shown.values()}
    for head in mapping:
        if head in there:
            continue
        close = difflib.get_close_matches(head[:100], list(there), n=1, cutoff=0.5)
        named = there[close[0]] if close else ", ".join(shown.values())[:300]
        yield InvalidValueError(
            f"mapping: no header {head!r} in row {number} of sheet '{grid.name}'; accepted: a "
            f"header of the sheet, such as {named!r}",
            f'mapping: dòng {number} của trang "{grid.name}" không có tiêu đề "{head}"; cần: tiêu '
            f'đề có trên trang, ví dụ "{named}"',
            path="mapping",
            got=head,
            accepted=f"a header of the sheet, such as {named!r}",
        )


def _without_head(grid: Grid, number: int, place: int, row: int) -> CchcError:
    """Return the refusal of a column that has values and no header."""
    where, where_vi = grid.place(number, place)
    return InvalidValueError(
        f"{where}: no header above the value in row {row}; accepted: a header, such as "
        "'Ghi chú' for what is not read",
        f"{where_vi}: cột có giá trị ở dòng {row} nhưng không có tiêu đề; cần: ghi tiêu "
        'đề, ví dụ "Ghi chú" nếu không đọc cột này',
        path="headers",
        got=None,
    )


def _other_unit(head: str, line: Line, where: str, where_vi: str) -> CchcError:
    """Return the refusal of a header whose brackets say what the fact does not."""
    unit, code = unit_of_shape(line.shape), code_of(line.path)
    clean = without_brackets(head)
    accepted = (
        f"{clean!r}, whose unit is {unit!r}; or mapping={{{head!r}: {code!r}}} for other words"
    )
    return InvalidValueError(
        f"{where}: got {head!r}; accepted: {accepted}",
        f'{where_vi}: nhận được "{head}"; cần: "{clean}" (đơn vị tính: {unit}), đúng đơn vị và kỳ; '
        f"chữ trong ngoặc chỉ là ghi chú thì nêu mapping={{{head!r}: {code!r}}}, không đọc cột thì "
        f"mapping={{{head!r}: None}}",
        path=code,
        got=head,
        accepted=accepted,
    )


def _no_fact(head: str, found: list[Line], near: str, where: str, where_vi: str) -> CchcError:
    if found:
        named = ", ".join(code_of(line.path) for line in found[:6])
        how = f"one of {named}: mapping={{{head!r}: {code_of(found[0].path)!r}}}"
        how_vi = f"một trong {named}: mapping={{{head!r}: {code_of(found[0].path)!r}}}"
    else:
        also = f", such as {near}" if near else ""
        also_vi = f", ví dụ {near}" if near else ""
        how = f"the label of a fact{also}; or mapping={{{head!r}: None}} to leave it out"
        how_vi = f"tên số liệu{also_vi}; hoặc mapping={{{head!r}: None}} để bỏ qua cột"
    return InvalidValueError(
        f"{where}: got {head!r}; accepted: {how}",
        f'{where_vi}: nhận được "{head}"; cần: {how_vi}',
        path="headers",
        got=head,
        accepted=how,
    )
