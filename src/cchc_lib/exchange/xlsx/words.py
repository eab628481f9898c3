"""What the sheets say in words beside the hidden codes: labels, units, heads of columns."""

from __future__ import annotations

from collections.abc import Mapping

from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.layout import NUMBER, PARENT, Computed, Line, Listing, Path
from cchc_lib.figures.declaration import MONEY
from cchc_lib.vietnamese.text import capital

__all__ = [
    *("HEADS", "HEADS_OF_LINES", "MUST", "VALUE_HEAD", "heads_of", "label_of_line", "unit_of"),
    "unit_of_shape",
]

HEADS: Mapping[Path, str] = {
    (): "Kỳ này",
    ("previous",): "Kỳ trước",
    ("cumulative",): "Lũy kế từ đầu năm",
}
VALUE_HEAD = "Giá trị"
"""The head of this period where no other stands beside it."""

HEADS_OF_LINES = "Nội dung", "Đơn vị tính", "Cách ghi"
"""The heads of what stands beside each fact."""

MUST = " (bắt buộc)"


def unit_of_shape(shape: Shape) -> str:
    """Return the unit in which a field is written: amounts in đồng."""
    return "đồng" if shape.sort == "money" else shape.unit


def unit_of(line: Line | Computed) -> str:
    """Return the unit that stands beside a line."""
    if isinstance(line, Line):
        return unit_of_shape(line.shape)
    declared = line.declared
    return "đồng" if declared.unit in MONEY else str(declared.unit)


def label_of_line(line: Line | Computed) -> str:
    """Return what a line is called."""
    return capital(line.shape.label if isinstance(line, Line) else line.declared.label)


def heads_of(listing: Listing) -> dict[str, str]:
    """Return the heads of a table by the keys of its columns."""
    heads = {}
    for key, shape in listing.columns:
        heads[key] = capital(shape.label) + _behind(unit_of_shape(shape), shape.label)
    for one in listing.figures:
        label = label_of_line(one)
        heads[f"={one.name}"] = label + _behind(unit_of(one), label)
    return heads | {NUMBER: "STT", PARENT: "Thuộc dòng số"}


def _behind(unit: str, label: str) -> str:
    return f" ({unit})" if unit and unit not in label else ""
