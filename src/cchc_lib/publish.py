"""From a report, or a composed document, to a Word file, PDF, web page or text, in one call."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from cchc_lib.document.nodes import Document
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.exchange.files import dumps
from cchc_lib.files import docx_path, pdf_path, replace_file
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.page import sheet_of
from cchc_lib.forms.xlsx import form_workbook
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.outline.compose import compose
from cchc_lib.outline.outline import Outline
from cchc_lib.render import docx as word, html, text
from cchc_lib.render.docx.official import render_form_docx
from cchc_lib.report.head import ReportHead

if TYPE_CHECKING:
    import docx.document

    from cchc_lib.render.docx.template import OfficeTemplate

    Template = str | os.PathLike[str] | bytes | BinaryIO | OfficeTemplate | None

__all__ = [
    "render_docx",
    "render_form",
    "render_html",
    "render_pdf",
    "render_text",
    "save_docx",
    "save_form",
    "save_pdf",
    "to_python_docx",
]


def _document(source: ReportHead | Document, outline: Outline | None) -> Document:
    if isinstance(source, ReportHead):
        return compose(source, outline=outline)
    if not isinstance(source, Document):
        raise InvalidTypeError.refuse(
            "source",
            source,
            "a Report or a composed Document, such as compose(report)",
            "một báo cáo (Report) hoặc một Document đã dựng, ví dụ compose(report)",
        )
    if outline is not None:
        raise InvalidTypeError.refuse(
            "outline",
            outline,
            "None beside a Document, which is composed already, such as render_docx(document)",
            "None khi đưa vào một Document đã dựng sẵn, ví dụ render_docx(document)",
        )
    return source


def _checked(layout: Layout) -> Layout:
    if not isinstance(layout, Layout):
        raise InvalidTypeError.refuse(
            "layout",
            layout,
            "a Layout, such as Layout(body_size=13)",
            "một Layout (kích thước trình bày), ví dụ Layout(body_size=13)",
        )
    return layout


def _live(source: ReportHead | Document, live: bool) -> dict[str, Any]:
    """Return whether figures are alive in Word, and the facts that the file then carries."""
    if type(live) is not bool:
        raise InvalidTypeError.refuse(
            "live",
            live,
            "True, or False for a file without hidden facts, such as live=False",
            "True, hoặc False để có tệp không mang số liệu ẩn, ví dụ live=False",
        )
    has_facts = live and isinstance(source, ReportHead)
    return {"live": live, "facts": dumps(source, format="json") if has_facts else None}


def render_docx(
    source: ReportHead | Document,
    *,
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    live: bool = True,
    template: Template = None,
) -> bytes:
    """Return the Word file of a report, laid out under Nghị định 30/2020/NĐ-CP.

    The same report gives the same bytes, on any machine and at any time. A `live` file carries the
    facts of its report: `load` reads them back, `diff_docx` tells what was changed since, and a
    figure changed in Word changes wherever it stands in the same form. A composed `Document` has
    live figures and no facts. With `live=False` the file says what is printed and nothing else, for
    sending out.

    With `template`, a .docx or .dotx file of an office, the report goes in there, and pages, heads,
    feet and styles are those of the template: a path, bytes, or an `OfficeTemplate` where many
    reports use one. What a template carries of another report is left out.

    Raises:
        FormatError: for a template that is none, or that cannot hold a report; it says what to do.
        UnknownNameError: when a paragraph names a figure for which the report has no fact.
        OSError: when the template cannot be read.
    """
    document = _document(source, outline)
    if template is None:
        return word.render_docx(document, layout=_checked(layout), **_live(source, live))
    from cchc_lib.render.docx import template as office  # loads lxml and python-docx

    if not isinstance(template, office.OfficeTemplate):
        template = office.OfficeTemplate(template)
    return office.filled(document, _checked(layout), template, **_live(source, live))


def save_docx(
    source: ReportHead | Document,
    path: str | os.PathLike[str],
    *,
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    live: bool = True,
    template: Template = None,
) -> None:
    """Write the Word file of a report; an old file stays whole until the new one is.

    The file takes the old one's place in a single step. A process killed meanwhile leaves
    `.<8 hex digits>-<digit>.tmp` beside it, which the next save of the same path removes.

    Raises:
        InvalidTypeError: when `path` is no path.
        InvalidValueError: for a path that does not end in .docx, or is a pipe, socket or device.
        FormatError, UnknownNameError: as `render_docx`.
        OSError: when the file cannot be written; nothing is left behind then.
    """
    shown = docx_path(path)
    replace_file(
        shown, render_docx(source, outline=outline, layout=layout, live=live, template=template)
    )


def render_pdf(
    source: ReportHead | Document,
    *,
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    template: Template = None,
) -> bytes:
    """Return the PDF of a report: its Word file as LibreOffice, where it is installed, prints it.

    LibreOffice runs without a window, with a profile of its own that is removed. The same report
    gives the same bytes by the same LibreOffice with the same fonts; the date of the PDF is the day
    of the report. Fonts with the measures of Times New Roman that have Vietnamese letters (Tinos)
    print the pages that Word shows.

    Raises:
        PdfError: when LibreOffice is not installed, fails, or takes more than two minutes.
        FormatError, UnknownNameError, OSError: as `render_docx`.
    """
    from cchc_lib.render import pdf  # loads what starts other programs

    document = _document(source, outline)
    made = render_docx(document, layout=layout, live=False, template=template)
    return pdf.pdf_of(made, document.letterhead.day)


def save_pdf(
    source: ReportHead | Document,
    path: str | os.PathLike[str],
    *,
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    template: Template = None,
) -> None:
    """Write the PDF of a report, as `render_pdf` makes it; an old file stays until it is whole.

    Raises:
        InvalidTypeError: when `path` is no path.
        InvalidValueError: for a path that does not end in .pdf, or is a pipe, socket or device.
        PdfError, FormatError, UnknownNameError: as `render_pdf`.
        OSError: when the file cannot be written; nothing is left behind then.
    """
    shown = pdf_path(path)
    replace_file(shown, render_pdf(source, outline=outline, layout=layout, template=template))


FormFormat = Literal["docx", "html", "xlsx"]


def render_form(
    filled: FilledForm, *, format: FormFormat = "docx", layout: Layout = CUSTOMARY
) -> bytes:
    """Return a filled form as a Word file on lying paper, a page, or a workbook with live formulas.

    The same form gives the same bytes.

    Raises:
        InvalidTypeError: for what is no filled form.
        InvalidValueError: for another format.
        MissingExtraError: for a workbook without openpyxl, which the extra `xlsx` brings.
    """
    if not isinstance(filled, FilledForm):
        raise InvalidTypeError.refuse(
            "filled", filled, "a FilledForm, such as empty_form(form)", "một FilledForm"
        )
    if format == "docx":
        return render_form_docx(sheet_of(filled), layout=_checked(layout))
    if format == "html":
        return html.render_form_html(sheet_of(filled)).encode()
    if format == "xlsx":
        return form_workbook(filled)
    raise InvalidValueError.refuse(
        "format",
        format,
        "'docx', 'html' or 'xlsx', such as 'docx'",
        "'docx', 'html' hoặc 'xlsx', ví dụ 'docx'",
    )


def save_form(filled: FilledForm, path: str | os.PathLike[str]) -> None:
    """Write a filled form: .docx, .html or .xlsx by the end of the path; whole or not at all.

    Raises:
        InvalidTypeError, InvalidValueError, MissingExtraError: as `render_form`, and for a path
            that ends otherwise.
        OSError: when the file cannot be written; an old one stays as it was.
    """
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
    end: Any = str(shown).lower().rpartition(".")[2]
    if end not in ("docx", "html", "xlsx"):
        raise InvalidValueError.refuse(
            "path",
            path,
            "a path that ends in .docx, .html or .xlsx, such as 'bieu.xlsx'",
            "đường dẫn có đuôi .docx, .html hoặc .xlsx, ví dụ 'bieu.xlsx'",
        )
    replace_file(path, render_form(filled, format=end))


def to_python_docx(
    source: ReportHead | Document,
    *,
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    live: bool = False,
    template: Template = None,
) -> docx.document.Document:
    """Return the Word file as a python-docx document, to go on working on it.

    It is not `live`, for python-docx passes over content controls: the text of a paragraph would
    lack its figures. What python-docx saves carries the time of saving; `save_docx` writes the same
    bytes always.
    """
    import docx

    made = render_docx(source, outline=outline, layout=layout, live=live, template=template)
    return docx.Document(BytesIO(made))


def render_html(
    source: ReportHead | Document, *, outline: Outline | None = None, fragment: bool = False
) -> str:
    """Return a report as one self-contained page, or its `article` alone to embed in a page."""
    return html.render_html(_document(source, outline), fragment=fragment)


def render_text(
    source: ReportHead | Document, *, outline: Outline | None = None, width: int | None = None
) -> str:
    """Return a report as text for an e-mail, a paragraph a line, or wrapped to `width`."""
    if width is not None and type(width) is not int:
        raise InvalidTypeError.refuse(
            "width",
            width,
            "None, or 20 characters or more, such as 72",
            "None hoặc từ 20 ký tự trở lên, ví dụ 72",
        )
    return text.render_text(_document(source, outline), width=width)
