"""How reports, their figures and documents show themselves in a notebook.

Every word is escaped. A document stands in a frame of its own: neither does its style reach the
notebook, nor that of the notebook the document, and nothing in it can run.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape

from cchc_lib.document.nodes import Document
from cchc_lib.figures.figure import Figures, full_label
from cchc_lib.outline.compose import titled
from cchc_lib.render.html import render_html
from cchc_lib.report.head import ReportHead

__all__ = ["shown"]

_LEFT = ' style="text-align: left"'
_HEADS = "Mã", "Số liệu", "Giá trị", "Đơn vị tính"


@singledispatch
def shown(value: object) -> str:
    """Return an object as HTML to stand among other HTML."""
    return f"<pre>{escape(repr(value))}</pre>"


@shown.register
def _(value: Document) -> str:
    title = escape(f"{value.kind} {value.subject}".strip())
    return (
        f'<iframe title="{title}" sandbox srcdoc="{escape(render_html(value))}" '
        'style="width: 100%; height: 45em; border: 1px solid #999; background: #fff"></iframe>'
    )


@shown.register
def _(value: ReportHead) -> str:
    family = getattr(type(value), "__family__", None)
    title = "" if family is None else f"{family.kind} {titled(family.title, value.period)}"
    said = (title or type(value).__name__, value.agency.name, f"Kỳ báo cáo: {value.period}")
    return _table(said, value.figures(padded=False))


@shown.register
def _(value: Figures) -> str:
    return _table((f"{len(value)} số liệu",), value)


def _table(said: tuple[str, ...], figures: Figures) -> str:
    rows = "".join(
        f'<tr><td>{escape(figure.id)}</td><th scope="row"{_LEFT}>{escape(full_label(figure))}</th>'
        f"<td>{escape(figure.text)}</td><td>{escape(figure.unit)}</td></tr>"
        for figure in figures.values()
    )
    head = "".join(f'<th scope="col">{text}</th>' for text in _HEADS)
    caption = "<br>".join(map(escape, said))
    return (
        f"<table><caption{_LEFT}>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
