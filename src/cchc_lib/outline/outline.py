"""An outline: which parts a document has, in what order, under what titles.

A value: every change returns another outline. Ids name parts, not numbers: after
`outline.without("ii.7")` the part `ii.8` keeps its id and prints the next free number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from cchc_lib.document.nodes import Block
from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.outline.context import Context
from cchc_lib.vietnamese.text import clean_text

__all__ = ["Builder", "Outline", "Part"]

Builder = Callable[[Context], Iterable[Block]]
"""What writes a part: from the facts to its paragraphs, lists and tables; none for none."""


def _parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    accepted = "Part objects, such as Part('own', 'Sáng kiến', write=...)"
    if not isinstance(parts, Iterable):
        raise InvalidTypeError.refuse("parts", parts, accepted, accepted)
    checked = tuple(parts)
    for part in checked:
        if not isinstance(part, Part):
            raise InvalidTypeError.refuse("parts", part, accepted, accepted)
    return checked


def _words(text: str) -> str:
    return clean_text("Part", text)


def _words_or_none(text: str | None) -> str | None:
    return None if text is None else _words(text)


def _check_write(_part: object, _field: object, write: Builder | None) -> None:
    if write is not None and not callable(write):
        accepted = "a function that takes a Context and returns blocks, or None"
        raise InvalidTypeError.refuse("Part.write", write, accepted, accepted)


@attrs.frozen
class Part:
    """A part of an outline: a heading with its own text, with parts below it, or both.

    `title` may name `{period}` and `{next_period}`. `when_empty` is what the part prints when
    there are no facts for it; `None` leaves the part out.
    """

    id: str = attrs.field(converter=_words)
    title: str = attrs.field(converter=_words)
    write: Builder | None = attrs.field(default=None, validator=_check_write, kw_only=True)
    parts: tuple[Part, ...] = attrs.field(default=(), converter=_parts, kw_only=True)
    when_empty: str | None = attrs.field(default=None, converter=_words_or_none, kw_only=True)

    def written(self, context: Context) -> tuple[Block, ...]:
        """Return the part's own text, without the parts below it.

        Raises:
            InvalidTypeError: when `write` returns anything but blocks.
        """
        blocks: object = () if self.write is None else self.write(context)
        accepted = "blocks (Paragraph, Items, Table, Section), or () for none"
        if not isinstance(blocks, Iterable):
            raise InvalidTypeError.refuse(f"write of part {self.id!r}", blocks, accepted, accepted)
        checked = tuple(blocks)
        for block in checked:
            if not isinstance(block, Block):
                raise InvalidTypeError.refuse(
                    f"write of part {self.id!r}", block, accepted, accepted
                )
        return checked

    def walk(self) -> Iterator[Part]:
        """Yield this part and every part below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@attrs.frozen
class Outline:
    """The chapters of a report and its annexes, in order.

    >>> from cchc_lib.outline.standard import STANDARD
    >>> shorter = STANDARD.without("ii.7").retitle("iv", "NHIỆM VỤ {next_period}")
    >>> "ii.7" in shorter.ids, len(STANDARD.ids) - len(shorter.ids)
    (False, 1)
    """

    chapters: tuple[Part, ...] = attrs.field(converter=_parts)
    annexes: tuple[Part, ...] = attrs.field(default=(), converter=_parts)

    def __attrs_post_init__(self) -> None:
        """Refuse two parts under one id: neither could be named."""
        ids = self.ids
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise InvalidValueError.refuse(
                "Outline",
                twice,
                "parts whose ids are all different",
                "parts whose ids are all different",
            )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all parts, in reading order, annexes last."""
        return tuple(part.id for top in self.chapters + self.annexes for part in top.walk())

    def without(self, *ids: str) -> Outline:
        """Return the outline without these parts and what stands below them."""
        outline = self
        for name in ids:
            outline = outline._replace(name, lambda part: ())
        return outline

    def insert_after(self, id: str, *parts: Part) -> Outline:
        """Return the outline with parts right after the one named, at the same level."""
        return self._replace(id, lambda part: (part, *parts))

    def insert_before(self, id: str, *parts: Part) -> Outline:
        """Return the outline with parts right before the one named, at the same level."""
        return self._replace(id, lambda part: (*parts, part))

    def retitle(self, id: str, title: str) -> Outline:
        """Return the outline with another title for one part."""
        return self._replace(id, lambda part: (attrs.evolve(part, title=title),))

    def rewrite(self, id: str, write: Builder) -> Outline:
        """Return the outline with another text for one part."""
        return self._replace(id, lambda part: (attrs.evolve(part, write=write),))

    def when_empty(self, id: str, text: str | None) -> Outline:
        """Return the outline with another text for one part that has no facts; `None` omits it."""
        return self._replace(id, lambda part: (attrs.evolve(part, when_empty=text),))

    def _replace(self, id: str, change: Callable[[Part], tuple[Part, ...]]) -> Outline:
        """Return the outline with one part replaced by what `change` makes of it."""
        if not isinstance(id, str):
            raise InvalidTypeError.refuse(
                "id", id, "the id of a part, such as 'ii.7'", "the id of a part, such as 'ii.7'"
            )
        if id not in self.ids:
            raise unknown_name("part of the outline", "mục trong đề cương", id, self.ids)

        def visit(parts: tuple[Part, ...]) -> tuple[Part, ...]:
            result: list[Part] = []
            for part in parts:
                if part.id == id:
                    result += change(part)
                elif part.parts:
                    result.append(attrs.evolve(part, parts=visit(part.parts)))
                else:
                    result.append(part)
            return tuple(result)

        return Outline(visit(self.chapters), visit(self.annexes))
