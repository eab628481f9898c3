"""A document as one accessible web page: no script, nothing fetched, printed on A4.

The tags follow WCAG 2.2: one `main`, headings in order, tables with captions and scopes, footnotes
that lead there and back. Every figure carries its id in `data-figure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib import resources

from cchc_lib.document.nodes import Align, Document
from cchc_lib.document.sheet import FormSheet
from cchc_lib.document.walk import (
    HeadCell,
    Heading,
    ItemLines,
    NoteText,
    Resolved,
    ResolvedAnnex,
    ResolvedBlock,
    ResolvedTable,
    Run,
    TextLine,
    Words,
    resolve,
    resolve_table,
)
from cchc_lib.law.layout import CUSTOMARY, MOTTO, NATION
from cchc_lib.render.columns import parted, widths_of
from cchc_lib.render.unbroken import wrapped_dates, wrapped_numbers

__all__ = ["render_form_html", "render_html", "stylesheet"]

_ROOM = 9354  # between the margins of `stylesheet()`, in twentieths of a point


def render_html(document: Document, *, fragment: bool = False) -> str:
    """Return the document as a page, or its `article` alone for a page that has `stylesheet()`.

    Raises:
        InvalidValueError: for an id used twice, or more điểm in a khoản than there are letters.
        UnknownNameError: for a reference to an id that is not in the document.
    """
    article = "\n".join(_article(resolve(document)))
    return article if fragment else _page(article, f"{document.kind} {document.subject}".strip())


def render_form_html(sheet: FormSheet, *, fragment: bool = False) -> str:
    """Return an official form as a page, or its `article` alone for one that has `stylesheet()`."""
    article = "\n".join(_sheet(sheet))
    return article if fragment else _page(article, sheet.title)


def _page(article: str, title: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{stylesheet()}</style>\n</head>\n"
        f"<body>\n<main>\n{article}\n</main>\n</body>\n</html>\n"
    )


def _sheet(sheet: FormSheet) -> Iterator[str]:
    yield '<article class="cchc sheet" lang="vi">\n<header class="head">\n<div>'
    for place, line in enumerate(sheet.form):
        yield f"<p><strong>{_text(line)}</strong></p>" if place == 0 else _tag("p", line)
    yield f"</div>\n<div>\n<h1>{_text(sheet.title)}</h1>"
    yield from (_tag("p", line, "under") for line in sheet.under)
    yield "</div>\n<div>"
    yield from (_tag("p", line) for line in sheet.parties)
    yield "</div>\n</header>"
    yield from _table(resolve_table(sheet.table))
    if sheet.signers:
        yield '<footer class="foot">'
    for place, (office, *below) in enumerate(sheet.signers):
        date = sheet.date if place == len(sheet.signers) - 1 else ""
        yield f"<div>\n{_tag('p', date, 'date')}\n{_tag('p', office, 'office')}"
        yield from (_tag("p", line) for line in below)
        yield "</div>"
    yield ("</footer>\n" if sheet.signers else "") + "</article>"


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the CSS that a fragment needs; all of it applies inside `.cchc` only, or to paper."""
    return (resources.files("cchc_lib") / "data" / "page.css").read_text("utf-8")


def _article(document: Resolved) -> Iterator[str]:
    yield '<article class="cchc" lang="vi">'
    yield from _head(document)
    yield from _blocks(document.blocks, top=2)
    yield from _foot(document)
    for annex in document.annexes:
        yield from _annex(annex)
    yield from _notes(document.notes)
    yield "</article>"


def _head(document: Resolved) -> Iterator[str]:
    yield '<header>\n<div class="head">\n<div>'
    if document.parent:
        yield _tag("p", document.parent, "parent")
    yield from (_tag("p", line, "agency") for line in document.agency)
    yield "</div>\n<div>"
    yield _tag("p", NATION, "nation")
    yield f'<p class="motto"><span>{MOTTO}</span></p>'
    yield "</div>"
    yield _tag("p", document.number, "number")
    yield _tag("p", document.date, "date")
    if document.brief is not None:
        yield _tag("h1", document.brief, "brief")
    yield "</div>"
    if document.brief is None:
        yield f"<h1>{_text(document.kind)} <span>{_text(document.subject)}</span></h1>"
    if document.addressees:
        yield '<div class="to">'
        yield from (_tag("p", line) for line in document.addressees)
        yield "</div>"
    yield "</header>"


def _blocks(blocks: Iterable[ResolvedBlock], top: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            tag = f"h{min(top + block.level - 1, 6)}"
            title = _text(f"{block.label} {block.title}")
            yield f'<{tag} id="{escape(block.id)}">{title}</{tag}>'
        elif isinstance(block, TextLine):
            yield f"<p>{_words(block.words)}</p>"
        elif isinstance(block, ItemLines):
            yield '<ul class="items" role="list">'  # "list": WebKit forgets it without a marker
            yield from (f"<li>{_words(item)}</li>" for item in block.items)
            yield "</ul>"
        else:
            yield from _table(block)


def _table(table: ResolvedTable) -> Iterator[str]:
    description = _tag("span", table.description, "hidden") if table.description else ""
    unit = _tag("span", table.unit, "unit") if table.unit else ""
    yield f'<div class="table" id="{escape(table.id)}">\n<table>'
    yield f"<caption>{_text(table.caption or '')} {description}{unit}</caption>"
    shares = parted(100, widths_of(table, CUSTOMARY.table_size, _ROOM))
    columns = "".join(f'<col style="width:{share}%">' for share in shares)
    yield f"<colgroup>{columns}</colgroup>\n<thead>"
    for line in table.head:
        yield f"<tr>{''.join(map(_head_cell, line))}</tr>"
    if table.numbers:
        yield f"<tr>{''.join(f'<td>{_text(number)}</td>' for number in table.numbers)}</tr>"
    yield "</thead>\n<tbody>"
    # The first column of words names the row; a serial number before it does not.
    names = table.aligns.index(Align.LEFT) if Align.LEFT in table.aligns else -1
    opened = [
        f'<{"th" if place == names else "td"} class="{align}"'
        + (' scope="row">' if place == names else ">")
        for place, align in enumerate(table.aligns)
    ]
    closed = ["</th>" if place == names else "</td>" for place in range(len(opened))]
    for row in table.rows:
        cells = zip(opened, map(_words, row), closed, strict=True)
        yield f"<tr>{''.join(part for cell in cells for part in cell)}</tr>"
    yield "</tbody>\n</table>"
    yield from (f"<p>{_words(note)}</p>" for note in table.notes)
    yield "</div>"


def _head_cell(cell: HeadCell) -> str:
    scope = "colgroup" if cell.columns > 1 else "col"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f'<th scope="{scope}"{spans}>{_text(cell.text)}</th>'


def _foot(document: Resolved) -> Iterator[str]:
    yield '<footer class="foot">\n<div class="recipients">'
    if document.recipients:
        yield _tag("p", "Nơi nhận:", "label")
        yield '<ul role="list">'
        yield from (_tag("li", line.removeprefix("- ")) for line in document.recipients)
        yield "</ul>"
    yield '</div>\n<div class="signature">'
    yield from (_tag("p", line) for line in document.signature)
    yield _tag("p", document.signatory or "", "name")
    yield "</div>\n</footer>"


def _annex(annex: ResolvedAnnex) -> Iterator[str]:
    yield f'<section class="annex" id="{escape(annex.id)}">'
    yield f"<h2>{_text(annex.label)} <span>{_text(annex.title)}</span></h2>"
    if annex.reference:
        yield f'<p class="reference">{wrapped_dates(_text(annex.reference), _whole)}</p>'
    yield from _blocks(annex.blocks, top=3)
    yield "</section>"


def _notes(notes: Iterable[NoteText]) -> Iterator[str]:
    if not notes:
        return
    yield '<section class="notes" role="doc-endnotes" aria-label="Chú thích">\n<ol>'
    for note in notes:
        lines = "".join(f"<p>{_words(words)}</p>" for words in note.paragraphs)
        back = (
            f'<a href="#chu-thich-{note.number}-ve" role="doc-backlink" '
            f'aria-label="Về chỗ đặt chú thích {note.number}">↩</a>'
        )
        yield f'<li id="chu-thich-{note.number}">{lines} {back}</li>'
    yield "</ol>\n</section>"


def _words(words: Words) -> str:
    return "".join([_run(word) if isinstance(word, Run) else _mark(word.number) for word in words])


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.figure is not None:
        text = f'<span data-figure="{escape(run.figure)}">{text}</span>'
    if run.target is not None:
        text = f'<a href="#{escape(run.target)}">{text}</a>'
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def _mark(number: int) -> str:
    return (
        f'<sup><a id="chu-thich-{number}-ve" href="#chu-thich-{number}" role="doc-noteref" '
        f'aria-label="Chú thích {number}">{number}</a></sup>'
    )


def _tag(tag: str, text: str, name: str = "") -> str:
    attribute = f' class="{name}"' if name else ""
    return f"<{tag}{attribute}>{_text(text)}</{tag}>"


def _text(words: str) -> str:
    """Return words between tags; no line breaks within the number of a document."""
    return wrapped_numbers(escape(words, quote=False), _whole)


def _whole(words: str) -> str:
    return f'<span class="whole">{words}</span>'
