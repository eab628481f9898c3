"""What depends on whether a document is issued on paper or as an electronic one."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Medium"]


class Medium(StrEnum):
    """The form in which a document is issued (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1).

    >>> Medium("paper").fills_annex_note, Medium("electronic").fills_annex_note
    (True, False)
    """

    PAPER = "paper"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> str:
        """What it is called in Vietnamese."""
        return "văn bản giấy" if self is Medium.PAPER else "văn bản điện tử"

    @property
    def fills_annex_note(self) -> bool:
        """Whether "(Kèm theo Báo cáo số … ngày …)" is filled in full above an annex (III.1.c).

        On paper it is; in an electronic document number, day and agency are not filled in.
        """
        return self is Medium.PAPER
