"""What is wrong in a cell as a clerk is told: sheet and cell, the label of the fact, plain words.

The English text keeps the path of the fact, for whoever works with data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cchc_lib.errors import CchcError
from cchc_lib.exchange.data import placed
from cchc_lib.exchange.shapes import Shape
from cchc_lib.exchange.xlsx.layout import steps_of
from cchc_lib.exchange.xlsx.leaves import shape_at
from cchc_lib.exchange.xlsx.values import NO, YES, choice_label
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.ratio import Ratio

__all__ = ["Teller"]

_GOT = re.compile(r'(nhận được )"?(-?[0-9]+)\.([0-9]+)"?(?=;)')
_NAMED = re.compile(r'(ví dụ) \w+ ?= ?("[^"…]+")$')
_CODE = re.compile(r",? ví dụ (?:\w+ ?= ?|\{).*$", re.DOTALL)
_BREAK = re.compile(r"không có U\+000[AD] ở ký tự thứ ([0-9]+)")
_ACCEPTED: Mapping[str, str] = {
    "flag": f'một trong "{YES}", "{NO}"; ví dụ "{YES}"',
    "score": "một số, ví dụ 87,55",
    "day": "ngày có trong lịch, không kèm giờ, ví dụ 24/7/2025",
}


class Teller:
    """Tells the problems of facts of a kind by the cells in which they stand."""

    def __init__(self, kind: Any, own: Mapping[str, Any]) -> None:
        """Hold the classes whose labels are told."""
        self.kind = kind
        self.own = own

    def cell(self, error: CchcError, place: tuple[str, str], raw: Any) -> CchcError:
        """Return the problem of what a cell says, found in the cell itself."""
        words = error.message_vi.removeprefix(f"{error.path}: ").removeprefix(": ")
        if isinstance(raw, float):
            words = _GOT.sub(r"\1\2,\3", words, count=1)
        label = self._label(error.path)
        message = f"{label}: {words}" if label else words
        return placed(_with(error, message), *place)

    def fact(self, error: CchcError, place: tuple[str, str], raw: Any) -> CchcError:
        """Return the problem of a fact, found by whoever reads data, in the words of a cell."""
        shape = self._shape(error)
        message = _BREAK.sub(r"không xuống dòng (Alt+Enter) ở ký tự thứ \1", error.message_vi)
        words, split, accepted = message.partition("; cần: ")
        if shape is not None and split and shape.sort in _ACCEPTED:
            accepted = _ACCEPTED[shape.sort]
        elif shape is not None and split and shape.sort == "choice":
            labels = [f'"{choice_label(one)}"' for one in shape.of]
            accepted = f"một trong {', '.join(labels)}; ví dụ {labels[0]}"
        elif shape is not None and split and shape.of is Ratio:
            accepted = 'tỷ lệ ghi dạng chữ, ví dụ "41/43" hoặc "95,35%"'
        if shape is not None:
            words = words.replace(f"thiếu; bắt buộc có: {shape.label}", "còn trống, bắt buộc điền")
        plain = _CODE.sub("", _NAMED.sub(r"\1 \2", words + split + accepted))
        return self.cell(_with(error, plain), place, raw)

    def _label(self, code: str) -> str:
        """Return what a fact is called, or a figure that follows from facts; else its code."""
        path = steps_of(code)
        shape = shape_at(self.kind, self.own, path) if path else None
        if shape is not None:
            return shape.label
        above = shape_at(self.kind, self.own, path[:-1]) if path[1:] else None
        owner = self.own.get(str(path[0])) if len(path) == 2 and above is None else None
        owner = owner or (None if above is None else above.of)
        declared = declarations(owner).get(str(path[-1])) if isinstance(owner, type) else None
        return code if declared is None else str(declared.label)

    def _shape(self, error: CchcError) -> Shape | None:
        return shape_at(self.kind, self.own, steps_of(error.path))


def _with(error: CchcError, message_vi: str) -> CchcError:
    return type(error)(
        str(error), message_vi, path=error.path, got=error.got, accepted=error.accepted
    )
