"""Which sheets are of the form, and which were until somebody took their codes away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from cchc_lib.errors import FormatError
from cchc_lib.exchange.refusals import WORKBOOK_OF_FACTS
from cchc_lib.exchange.xlsx.layout import END, GUIDE, NUMBER, PARENT, Path, steps_of
from cchc_lib.exchange.xlsx.leaves import shape_at
from cchc_lib.exchange.xlsx.places import NUMBERS, VALUE
from cchc_lib.exchange.xlsx.words import HEADS_OF_LINES
from cchc_lib.vietnamese.text import fold_label
from cchc_lib.workbook.grid import Grid

__all__ = ["PREFIXES", "check_keys", "lost_codes", "lost_form", "no_form", "prefixes_of"]

PREFIXES: Mapping[Any, Path] = {
    "this": (),
    "previous": ("previous",),
    "cumulative": ("cumulative",),
}
_HEAD = 4  # rows within which a sheet says how it is filled in
_COLUMN = "column A, with the codes of facts,", "cột A (cột ẩn giữ mã của từng dòng)"
_ROW = "row 3, with the codes of columns,", "các dòng đầu (dòng 3 ẩn giữ mã của cột)"
_KNOWN = frozenset(map(fold_label, HEADS_OF_LINES))


def lost_codes(grid: Grid) -> FormatError | None:
    """Return the refusal of a sheet without codes that shows that it had some."""
    if any(GUIDE in row for _, row in grid.rows[:_HEAD]):
        return _lost(grid, *_COLUMN)
    for _, row in grid.rows:
        keys = [str(each) for each in row if each is not None]
        heads = set(map(fold_label, keys)) if len(keys) < 9 else set()
        if row[0] == END or heads >= _KNOWN or (keys[1:] and keys[0] in (NUMBER, PARENT)):
            return _lost(grid, *_ROW)
    return None


def lost_form(grids: Iterable[Grid], kind: Any, own: Mapping[str, Any]) -> FormatError | None:
    """Return the refusal of the first sheet in whose column A facts of a kind stand by codes."""
    for grid in grids:
        codes = {row[0].removeprefix("=") for _, row in grid.rows if isinstance(row[0], str)}
        paths = (steps_of(code) for code in codes if len(code) < 200 and code.isprintable())
        known = [path for path in paths if path and shape_at(kind, own, path) is not None]
        if len(known) > 1 or any(len(path) > 1 for path in known):
            return _lost(grid, *_ROW)
    return None


def _lost(grid: Grid, what: str, what_vi: str) -> FormatError:
    accepted = "a sheet with its hidden codes, as it was made"
    return FormatError(
        f"sheet '{grid.name}': its hidden {what} is gone; accepted: {accepted}",
        f'trang "{grid.name}" mất {what_vi} nên không biết dòng nào là số liệu gì; hãy lập lại '
        "biểu mẫu rồi chép số liệu sang",
        path=grid.name,
        accepted=accepted,
    )


def prefixes_of(grid: Grid, row: tuple[Any, ...]) -> dict[int, Path]:
    """Return of which report each column of facts is, by the hidden row of codes.

    Raises:
        FormatError: where columns were put in before one of them.
    """
    found = {place: PREFIXES[name] for place, name in enumerate(row, 1) if name in PREFIXES}
    for place, column in enumerate(found, VALUE):
        if column != place:
            raise _moved(grid, column)
    return found or {VALUE: ()}


def check_keys(grid: Grid, row: tuple[Any, ...]) -> None:
    """Refuse a table whose first column is no longer where it was made."""
    first = next((column for column, key in enumerate(row, 1) if column > 1 and key), NUMBERS)
    if first != NUMBERS:
        raise _moved(grid, first)


def _moved(grid: Grid, column: int) -> FormatError:
    """Return the refusal of a sheet with columns that somebody put in."""
    letter = get_column_letter(column - 1)
    accepted = "the columns of the form, as it was made"
    return FormatError(
        f"sheet '{grid.name}': a column was put in, up to {letter}, or taken out; accepted: "
        f"{accepted}",
        f'trang "{grid.name}" bị chèn thêm hoặc xóa cột (đến cột {letter}) nên các cột của biểu '
        "mẫu sai chỗ; hãy xóa cột đã chèn (Delete Columns), ghi chú thì để ở trang khác",
        path=grid.name,
        accepted=accepted,
    )


def no_form() -> FormatError:
    """Return the refusal of a workbook without any form."""
    return FormatError(
        f"path: no sheet has the codes of facts; accepted: {WORKBOOK_OF_FACTS}",
        "bảng tính không phải biểu mẫu số liệu; hãy tạo biểu mẫu bằng lệnh cchc new so-lieu.xlsx "
        "--xlsx; bảng tự lập, mỗi đơn vị một dòng, thì đọc bằng cchc.read_rows",
        path="path",
        accepted=WORKBOOK_OF_FACTS,
    )
