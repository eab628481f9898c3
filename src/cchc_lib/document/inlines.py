"""Every inline node of blocks, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_lib.document.nodes import Block, Content, Inline, Items, Note, Paragraph, Table

__all__ = ["inlines"]


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline node in reading order, those of a footnote where it is anchored."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _in_contents((block.content,))
        elif isinstance(block, Items):
            yield from _in_contents(block.items)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from _in_contents(row.cells)
            yield from _in_contents(block.notes)
        else:
            yield from inlines(block.blocks)


def _in_contents(contents: Iterable[Content]) -> Iterator[Inline]:
    for content in contents:
        for node in content:
            yield node
            if isinstance(node, Note):
                yield from _in_contents(node.paragraphs)
