"""Centred text whose lines are of nearly equal length, and the line drawn beneath it."""

from __future__ import annotations

from fractions import Fraction

from cchc_lib.law.layout import Size
from cchc_lib.render.docx.xml import paragraph, plain, points
from cchc_lib.render.metrics import NO_BREAK_SPACE, Face, balanced

__all__ = ["centred", "drawn_rule", "line_count", "widest"]

_SLACK = 4  # points by which another Times may be wider; less than any word
_WIDER = Fraction(3, 2)  # points by which LibreOffice widens a space or hyphen that breaks no line


def centred(style: str, text: str, face: Face, size: Size, room: int) -> str:
    """Return a paragraph that breaks evenly in `room` twentieths of a point.

    Indents narrow it; the text itself stays whole, for who edits it or reads it back.
    """
    lines = balanced(text, face, size, Fraction(room, 20))
    if len(lines) < 2:
        return paragraph(style, plain(text))
    width = max(face.width(line, size) for line in lines)
    slack = _SLACK + _WIDER * (text.count(NO_BREAK_SPACE) + text.count("-"))
    return paragraph(style, plain(text), _sides(width + slack, room))


def widest(text: str, face: Face, size: Size, room: int) -> Fraction:
    """Return the width in points of the longest line of `centred` text."""
    lines = balanced(text, face, size, Fraction(room, 20))
    return max((face.width(line, size) for line in lines), default=Fraction(0))


def line_count(text: str, face: Face, size: Size, room: int) -> int:
    """Return how many lines of `centred` text there are."""
    return len(balanced(text, face, size, Fraction(room, 20)))


def drawn_rule(width: Fraction, room: int) -> str:
    """Return a drawn line of `width` points, centred in `room` twentieths of a point.

    It is the border of a paragraph that its indents make as long as the line must be: Word and
    LibreOffice draw it alike, where an underline could not have a length of its own.
    """
    return paragraph("Rule", "", _sides(width, room))


def _sides(width: Fraction, room: int) -> str:
    side = max(0, (room - points(width)) // 2)
    return f'<w:ind w:left="{side}" w:right="{side}"/>'
