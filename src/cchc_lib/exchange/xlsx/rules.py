"""What a cell accepts as it is typed, and how it is told: from what the field holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.values import NO, YES, choice_label
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Validated", "hint_of"]

_WHOLE = "Nhập số nguyên từ 0 trở lên, không gõ dấu chấm, dấu phẩy."
_SCORE = "Nhập một số."
_DAY = "Nhập ngày, ví dụ 24/7/2025."
_SMALL = "Số tiền tính bằng đồng. Số vừa nhập nhỏ hơn 1 triệu đồng: có đúng là số đồng không?"


def hint_of(shape: Shape) -> str:
    """Return how a fact is written, for the column beside it; "" where it needs no word."""
    if shape.of is Ratio:
        return 'ví dụ "41/43" hoặc "95,35%"'
    if shape.of is Citation:
        return "ví dụ: Quyết định số 130/QĐ-UBND ngày 24/7/2025"
    if shape.of is Agency:
        return "ví dụ: Ủy ban nhân dân tỉnh Hà Tĩnh"
    if shape.sort == "choice":
        return " hoặc ".join(f'"{choice_label(one)}"' for one in shape.of)
    if shape.key == "period":
        return "ví dụ: năm 2025; quý III năm 2025; 6 tháng đầu năm 2025"
    if shape.key == "start":
        return "chỉ ghi khi khác thời gian chốt theo quy định"
    return {"money": "số đồng, ví dụ 20800000", "day": "ví dụ 24/7/2025"}.get(shape.sort, "")


class Validated:
    """The checks of the cells of one sheet, each kind once with all its cells."""

    def __init__(self, sheet: Worksheet) -> None:
        """Hold the sheet."""
        self._sheet = sheet
        self._made: dict[Any, tuple[DataValidation, list[str]]] = {}

    def check(self, cells: str, shape: Shape) -> None:
        """Have a cell, or a range of cells, checked as it is typed."""
        kind: Any = shape.of if shape.sort == "choice" else shape.sort
        if shape.of is Ratio:
            return
        if shape.sort == "money" and shape.unit == "đồng":
            kind = "count"
        if kind not in self._made:
            made = _validation(kind, shape)
            if made is None:
                return
            self._made[kind] = made, []
        self._made[kind][1].append(cells)

    def add(self) -> None:
        """Put the checks on the sheet."""
        for made, cells in self._made.values():
            made.sqref = MultiCellRange(" ".join(cells))
            self._sheet.add_data_validation(made)


def _validation(kind: Any, shape: Shape) -> DataValidation | None:
    if kind in ("count", "whole"):
        return _typed("whole", _WHOLE, operator="greaterThanOrEqual", formula1="0")
    if kind == "money":  # a factor of 1.000 is asked about as it is typed
        return _typed(
            "whole",
            _SMALL,
            errorStyle="warning",
            operator="notBetween",
            formula1="1",
            formula2="999999",
        )
    if kind == "score":
        return _typed("decimal", _SCORE, operator="between", formula1="-1E+15", formula2="1E+15")
    if kind == "day":
        return _typed("date", _DAY, errorStyle="warning", operator="greaterThan", formula1="61")
    if kind == "flag":
        return _typed("list", f'Chọn "{YES}" hoặc "{NO}".', formula1=f'"{YES},{NO}"')
    if shape.sort == "choice":
        labels = [choice_label(one) for one in shape.of]
        listed = ",".join(labels)
        if len(listed) <= 250 and not any("," in one or '"' in one for one in labels):
            return _typed("list", "Chọn một giá trị trong danh sách.", formula1=f'"{listed}"')
    return None


def _typed(sort: Any, words: str, **more: Any) -> DataValidation:
    made = DataValidation(type=sort, allow_blank=True, **more)
    made.error, made.errorTitle, made.showErrorMessage = words, "Kiểm tra lại", True
    made.prompt, made.promptTitle, made.showInputMessage = words, "Cách ghi", False
    return made
