"""How each mention of a document is printed: in full where a reader meets it first, then short.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b. Only a finished document tells which mention comes
first, whether two documents share a number, and whether a subject is known at all.
"""

from __future__ import annotations

from collections import defaultdict

from cchc_lib.document.inlines import inlines
from cchc_lib.document.nodes import Document, Mention

__all__ = ["Mentions"]


class Mentions:
    """What is known of all mentions of a document, and which were printed already."""

    def __init__(self, document: Document) -> None:
        self._sharing: dict[str, set[str]] = defaultdict(set)
        self._with_subject: dict[str, str] = {}
        self._met: set[str] = set()
        annexes = (block for annex in document.annexes for block in annex.blocks)
        for mention in inlines((*document.opening, *document.sections, *annexes)):
            if not isinstance(mention, Mention):
                continue
            self._sharing[mention.number].add(mention.document)
            if mention.has_subject:
                self._with_subject.setdefault(mention.document, mention.full)

    def words(self, mention: Mention) -> str:
        """Return how the next mention in reading order is printed.

        A number that two documents share never stands alone. The first mention tells the subject
        even when only a later one was written with it.
        """
        is_first = mention.document not in self._met
        self._met.add(mention.document)
        if not is_first and len(self._sharing[mention.number]) == 1:
            return mention.short
        if mention.has_subject:
            return mention.full
        return self._with_subject.get(mention.document, mention.full)
