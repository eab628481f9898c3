"""What one cell says of a fact, and why some cells cannot be read, whatever they hold."""

from __future__ import annotations

from typing import Any

import attrs

from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.leaves import at
from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.layout import Path, code_of, steps_of
from cchc_lib.workbook.grid import Grid, draws_outside

__all__ = [
    *(
        "Said",
        "as_shown",
        "cleared",
        "fault",
        "is_no_code",
        "no_code",
        "no_total",
        "not_computed",
        "says_nothing",
        "stray",
        "twice",
    ),
]

_LONGEST, _DEEPEST = 500, 12


@attrs.frozen
class Said:
    """What a cell says of a path: the raw value, with the sheet and the cell."""

    path: Path
    raw: Any
    grid: Grid
    row: int
    column: int

    @property
    def place(self) -> tuple[str, str]:
        """How a message names the cell."""
        return self.grid.place(self.row, self.column)

    @property
    def is_percent(self) -> bool:
        """Whether the cell shows its number as a percentage."""
        return (self.row, self.column) in self.grid.percents


def says_nothing(raw: Any) -> bool:
    """Whether a cell is blank."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def fault(said: Said) -> CchcError | None:
    """Return why a cell cannot be read, `None` where it can."""
    grid, key = said.grid, (said.row, said.column)
    formula = grid.formulas.get(key)
    is_said = not says_nothing(said.raw) or formula is not None
    if key in grid.errors:
        return _no(
            said, said.raw, "a value, no error of a formula", "giá trị, không phải ô báo lỗi"
        )
    if is_said and grid.is_merged(*key):
        return _no(
            said,
            said.raw,
            "a cell by itself: unmerge the cells",
            "ô riêng: hãy bỏ gộp ô (Unmerge Cells) rồi điền từng ô",
        )
    if is_said and grid.is_out_of_sight(*key):
        return _no(
            said,
            said.raw,
            "a cell that is seen: show the hidden row, column or sheet, or clear it",
            "ô nhìn thấy được: hãy hiện dòng, cột hoặc trang đang ẩn (Unhide), hoặc xóa nội dung",
        )
    if is_said and key in grid.masked:
        return _no(
            said,
            said.raw,
            "a number as the cell shows it: its format leaves out thousands, or hides it",
            "số đúng như ô hiện ra: định dạng của ô đang chia cho nghìn, triệu hoặc ẩn số; hãy đặt "
            "lại định dạng Số (Number) rồi kiểm tra số",
        )
    if formula is not None and draws_outside(formula):
        return _no(
            said,
            f"={formula}",
            "a value: this formula asks another file or program",
            "giá trị: công thức này lấy dữ liệu từ tệp hoặc chương trình khác",
        )
    if formula is not None and said.raw is None:
        return _no(
            said,
            f"={formula}",
            "the result of the formula: open the file in Excel and save it",
            "kết quả của công thức: hãy mở tệp bằng Excel rồi lưu lại, hoặc điền giá trị",
        )
    return None


def _no(said: Said, got: Any, accepted: str, accepted_vi: str) -> CchcError:
    shown = got if got is None or isinstance(got, str | int) else str(got)
    return InvalidValueError.refuse(
        code_of(said.path), shown, f"{accepted}, such as 43", f"{accepted_vi}, ví dụ 43"
    )


def not_computed(said: Said) -> CchcError:
    """Return the refusal of what somebody put in the place of a formula of the sheet."""
    formula = said.grid.formula(said.row, said.column)
    return InvalidValueError.refuse(
        code_of(said.path),
        str(said.raw) if formula is None else f"={formula}"[:200],
        "nothing, or the formula that stood here: this figure follows from others; such as a "
        "cleared cell",
        "để trống hoặc giữ công thức có sẵn, vì số liệu này tự tính; ví dụ bỏ bảo vệ trang (Review "
        "> Unprotect Sheet) rồi xóa nội dung ô",
    )


def as_shown(said: Said, shape: Shape | None) -> CchcError | None:
    """Return why what a cell shows cannot be words, `None` where it can."""
    if shape is None or shape.sort != "text" or (said.row, said.column) not in said.grid.partial:
        return None
    if isinstance(said.raw, str):
        return None
    return InvalidValueError.refuse(
        "",
        str(said.raw),
        "text as it is to be read: the cell holds a number or a day and shows another text; such "
        'as "tháng 4/2025" in a cell of the format Text',
        "chữ đúng như cần ghi: ô đang chứa số hoặc ngày và hiện ra khác đi; hãy đặt định dạng Chữ "
        '(Text) rồi gõ lại, ví dụ "tháng 4/2025"',
    )


def is_no_code(code: str) -> bool:
    """Whether what stands in the column of codes is longer than any code of a fact."""
    return len(code) > _LONGEST or len(steps_of(code)) > _DEEPEST


def no_code(said: Said) -> CchcError:
    """Return the refusal of a code that is none."""
    shown = str(said.raw)[:40]
    return InvalidValueError(
        f"got {shown!r}…, which is the code of no fact; accepted: codes of at most {_DEEPEST} "
        f"steps and {_LONGEST} characters, as they were made",
        f"mã ẩn ở cột A ({shown}…) không phải mã do biểu mẫu ghi; hãy lập lại biểu mẫu rồi chép "
        "số liệu sang",
        got=shown,
        accepted=f"codes of at most {_DEEPEST} steps and {_LONGEST} characters",
    )


def stray(said: Said) -> CchcError:
    """Return the refusal of what stands where no fact does."""
    return at(
        InvalidValueError.refuse(
            "",
            str(said.raw)[:100],
            "nothing in a cell that belongs to no fact; such as notes on a sheet of their own",
            "ô này không thuộc biểu mẫu nên để trống; ví dụ chuyển ghi chú sang trang khác; "
            "bảng hết dòng thì chèn thêm dòng (Insert) ngay dưới dòng cuối của bảng",
        ),
        code_of(said.path),
    )


def cleared(said: Said) -> CchcError:
    """Return the refusal of a cell in which the form says of itself what it is."""
    return InvalidValueError.refuse(
        code_of(said.path),
        None,
        "what the form said here, or a row taken out whole; such as 'report'",
        "giữ nguyên chữ biểu mẫu đã ghi ở ô này (không xóa, không sửa), ví dụ lấy lại từ biểu mẫu "
        "mới lập",
    )


def no_total(said: Said) -> CchcError:
    """Return the refusal of a row that adds up the others of a table: it is no item."""
    return InvalidValueError.refuse(
        code_of(said.path),
        str(said.raw)[:100],
        "rows of items alone, without their total, which is computed; such as a cleared row",
        "chỉ các dòng số liệu, không có dòng tổng, vì tổng tự tính; ví dụ xóa nội dung dòng này",
    )


def twice(said: Said, first: Said) -> CchcError:
    """Return the refusal of a fact that two cells state."""
    (where, where_vi), path = first.place, code_of(said.path)
    return InvalidValueError(
        f"{path}: said in {where} already; accepted: one cell for a fact",
        f"{path}: đã có ở {where_vi}; cần: mỗi số liệu một ô",
        path=path,
        got=said.raw,
        accepted="one cell for a fact",
    )
