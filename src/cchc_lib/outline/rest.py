"""What a report states and nothing else in its document says: an annex, so that none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

import attrs

from cchc_lib.document.inlines import inlines
from cchc_lib.document.nodes import Annex, Block, Column, Row, Table, Value
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.figure import name_of, objects, operands_of
from cchc_lib.outline.context import Context
from cchc_lib.outline.family import family_of
from cchc_lib.outline.names import root_of, subjects_of
from cchc_lib.outline.outline import REST, Outline
from cchc_lib.outline.tables import ORDER, figures_table, row_label
from cchc_lib.report.citation import Citation
from cchc_lib.report.head import ReportHead, paragraphs
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["rest"]

_TITLE = "Số liệu khác"


def rest(context: Context, outline: Outline, written: Iterable[Block]) -> Iterator[Annex]:
    """Yield an annex of reported facts, and of an agency's own words, that nothing written says.

    A subject that the outline of the family tells of and this outline does not is left out on
    purpose. A fact alone in a printed total is printed with it, and so are those that a column of a
    form adds up.
    """
    whole = family_of(context.report).outline
    left_out = set() if outline is whole else subjects_of(whole) - subjects_of(outline)
    blocks = [
        *_facts(context, left_out, written),
        *_details(context, outline, left_out),
        *_words(context, outline, left_out),
    ]
    if blocks:
        yield Annex(id=REST, title=_TITLE, blocks=tuple(blocks))


def _facts(context: Context, left_out: set[str], written: Iterable[Block]) -> Iterator[Block]:
    told = {node.figure for node in inlines(written) if isinstance(node, Value)}
    own = {item.__subject__.id for item in context.report.own}
    candidates = {
        id
        for id, found in context.figures.items()
        if id not in told
        and id not in context.covered
        and found.value is not None
        and (found.formula is None or root_of(id) in own)
        and root_of(id) not in left_out
    }
    if not candidates:
        return
    located = context.walked.located
    alone: set[str] = set()
    for id, found in located.items():
        parts = operands_of(found) if id in told else []
        if len(parts) == 1:
            alone.update(parts)
    wanted = [
        (id, row_label(found))
        for id, found in located.items()
        if id in candidates - alone and found.declaration.is_printed
    ]
    if table := figures_table(context, "table.rest", _TITLE, wanted):
        yield table


def _details(context: Context, outline: Outline, left_out: set[str]) -> Iterator[Block]:
    """Yield a table of the words, days and documents of subjects that no sentence names."""
    named = {name for part in outline.walk() for name in part.named}
    left_out = left_out | {field.name for field in attrs.fields(ReportHead)}
    rows: list[Row] = []
    for path, owner in objects(context.report):
        if not path or root_of(path) in left_out:
            continue
        at = re.sub(r"\[[0-9]+\]", "", path)
        for field in attrs.fields(type(owner)):
            declared, held = field_of(field), getattr(owner, field.name)
            if not isinstance(declared, Field) or declared.is_name or declared.is_narrative:
                continue
            text = _told(held)
            if text and f"{at}.{field.name}" not in named:
                name = name_of(owner)
                label = f"{owner.__subject__.label}: {declared.label}" + (
                    f" ({name})" if name else ""
                )
                rows.append(Row((str(len(rows) + 1), capital(label), text)))
    if rows:
        yield Table(
            id="table.details",
            title="Thông tin khác",
            description="Mỗi dòng là một thông tin của báo cáo chưa nêu trong các mục.",
            columns=(ORDER, Column("Nội dung", width=7), Column("Chi tiết", width=9)),
            rows=tuple(rows),
        )


def _told(held: Any) -> str:
    """Return words, a day or documents as text; nothing for what is none of them."""
    if isinstance(held, date):
        return format_date(held)
    if isinstance(held, Enum):
        return ""
    if isinstance(held, str | Citation):
        return str(held)
    if isinstance(held, tuple):
        return "; ".join(str(item) for item in held if isinstance(item, Citation))
    return ""


def _words(context: Context, outline: Outline, left_out: set[str]) -> Iterator[Block]:
    """Yield the paragraphs of subjects that no part is about."""
    about = {part.about for part in outline.walk()}
    head = {field.name for field in attrs.fields(ReportHead)}
    for path, text in paragraphs(context.report):
        above, dot, _ = path.partition("[")[0].rpartition(".")
        if dot and above not in about and root_of(path) not in left_out | head:
            yield from context.narrative([text])
