"""A page that text is set on: its paper and margins, upright or lying, and its section in Word."""

from __future__ import annotations

import attrs

from cchc_lib.law.layout import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Layout
from cchc_lib.render.docx.xml import mm

__all__ = ["Leaf", "Sheet"]

_HEADER = "rId4"  # its relationship in data/word
_FOOTER = 567


@attrs.frozen
class Sheet:
    """A page; every measure is in twentieths of a point, Word's unit of length."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    room: int
    """The width between the margins; of a layout the measure of which its tables add up to."""

    @classmethod
    def of(cls, layout: Layout) -> Sheet:
        """Return the upright A4 page of a layout (mục I.1 to I.3)."""
        margins = (layout.top_mm, layout.right_mm, layout.bottom_mm, layout.left_mm)
        paper = (mm(PAGE_WIDTH_MM), mm(PAGE_HEIGHT_MM))
        return cls(*paper, *map(mm, margins), room=mm(layout.text_width_mm))

    @property
    def depth(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    def turned(self) -> Sheet:
        """Return the page turned a quarter: the margin of the binding is then the upper one."""
        margins = (self.left, self.top, self.right, self.bottom)
        return Sheet(self.height, self.width, *margins, room=self.depth)

    def section(self, layout: Layout) -> str:
        """Return a section: numbered from 1, the first number not shown (mục I.7)."""
        sides = " ".join(
            f'w:{side}="{getattr(self, side)}"' for side in ("top", "right", "bottom", "left")
        )
        lies = ' w:orient="landscape"' if self.width > self.height else ""
        # The number stands in the middle of the top margin.
        header = self.top // 2 - round(layout.page_number_size * 20) // 2
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{lies}/>'
            f'<w:pgMar {sides} w:header="{header}" w:footer="{_FOOTER}" w:gutter="0"/>'
            '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
        )


@attrs.frozen
class Leaf:
    """Paragraphs and tables that begin a page, and the page."""

    inner: str
    sheet: Sheet
