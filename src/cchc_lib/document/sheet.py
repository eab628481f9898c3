"""A page that is one table: the head of an official form, the table, who made it and who signs."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cchc_lib.document import fields
from cchc_lib.document.nodes import Table

__all__ = ["FormSheet"]


def _several_lines(
    rows: Iterable[Iterable[str]], path: str = "signers"
) -> tuple[tuple[str, ...], ...]:
    return tuple(fields.lines(row, path) for row in rows)


@attrs.frozen(kw_only=True, field_transformer=fields.named)
class FormSheet:
    """An official form as it is printed, on lying paper.

    `form` are the lines at the left of the head ("Biểu số II.06a/VPCP/KSTT", what issued it),
    `title` the name of the form, `under` the lines beneath it (the period and its days), `parties`
    those at the right (who reports, who receives). `date` stands above the last of `signers`, each
    of them lines of which the first is the office.
    """

    form: tuple[str, ...] = attrs.field(converter=fields.lines)
    title: str = attrs.field(converter=fields.clean_words)
    under: tuple[str, ...] = attrs.field(converter=fields.lines, default=())
    parties: tuple[str, ...] = attrs.field(converter=fields.lines, default=())
    table: Table = attrs.field(validator=fields.one_node(Table, "Table(id='t', …)"))
    date: str = attrs.field(converter=fields.clean_words, default="")
    signers: tuple[tuple[str, ...], ...] = attrs.field(converter=_several_lines, default=())
