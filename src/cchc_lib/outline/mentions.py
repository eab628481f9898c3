"""Mentions of documents: in full where a reader meets a document first, short where again.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II. Only a finished document tells which mention comes
first, so clauses hold a `Mention` and `settle` decides for all of them at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from cchc_lib.document.nodes import Document, Text
from cchc_lib.report.citation import Citation

__all__ = ["Mention", "settle"]

_Key = tuple[str | None, date | None, str | None]


@attrs.frozen
class Mention(Text):
    """A document mentioned in a clause; its words are the mention in full."""

    document: Citation

    @classmethod
    def of(cls, document: Citation) -> Mention:
        """Return the mention of a document."""
        return cls(str(document), document)

    @property
    def key(self) -> _Key:
        """What two mentions of one document share: a number alone begins again every year."""
        return self.document.code, self.document.day, self.document.issuer


def settle(document: Document) -> Document:
    """Return the document with every mention as words: full at first, later type and number.

    A number that two documents share never stands alone. The first mention tells the subject even
    when only a later one was written with it.
    """
    sharing: dict[str | None, set[_Key]] = defaultdict(set)
    with_subject: dict[_Key, Mention] = {}
    for mention in _mentions(document):
        sharing[mention.document.code].add(mention.key)
        if mention.document.subject:
            with_subject.setdefault(mention.key, mention)
    met: set[_Key] = set()

    def words(mention: Mention) -> Text:
        is_first = mention.key not in met
        met.add(mention.key)
        if is_first or len(sharing[mention.document.code]) > 1:
            full = mention if mention.document.subject else with_subject.get(mention.key, mention)
            return Text(full.text)
        return Text(mention.document.cite(first=False))

    def settled(node: Any) -> Any:
        if isinstance(node, Mention):
            return words(node)
        if isinstance(node, tuple):
            return tuple([settled(part) for part in node])
        if not any(_mentions(node)):
            return node
        names = [field.name for field in attrs.fields(type(node))]
        return attrs.evolve(node, **{name: settled(getattr(node, name)) for name in names})

    finished: Document = settled(document)
    return finished


def _mentions(node: Any) -> Iterator[Mention]:
    """Yield the mentions in a part of a document, in reading order."""
    if isinstance(node, Mention):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _mentions(part)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            yield from _mentions(getattr(node, field.name))
