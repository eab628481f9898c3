"""An outline: which parts a document has, in what order, under what titles, and what they say.

A value: every change returns another outline. Ids name parts, not numbers: after
`outline.without("ii.7")` the part `ii.8` keeps its id and prints the next free number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from cchc_lib.document.nodes import Block
from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.figures.checks import check_flag
from cchc_lib.outline.context import Context
from cchc_lib.outline.sentence import Sentence
from cchc_lib.vietnamese.text import clean_text

__all__ = ["REST", "Builder", "Outline", "Part", "check_title"]

REST = "annex.rest"
"""The id of the annex of what no part says."""

Builder = Callable[[Context], Iterable[Block]]
"""What writes a part: from the facts to its paragraphs, lists and tables; none for none."""


def _sentences(lines: Iterable[str | Sentence]) -> tuple[Sentence, ...]:
    accepted = "sentences, such as ['Có {plan.tasks} nhiệm vụ[, đạt {plan.completion}].']"
    accepted_vi = "các câu mẫu, ví dụ ['Có {plan.tasks} nhiệm vụ[, đạt {plan.completion}].']"
    if isinstance(lines, str) or not isinstance(lines, Iterable):
        raise InvalidTypeError.refuse("Part.lines", lines, accepted, accepted_vi)
    checked: list[Sentence] = []
    for line in lines:
        if not isinstance(line, str | Sentence):
            raise InvalidTypeError.refuse("Part.lines", line, accepted, accepted_vi)
        checked.append(Sentence(line) if isinstance(line, str) else line)
    return tuple(checked)


def _ids(table: Iterable[str]) -> tuple[str, ...]:
    accepted = "ids of subjects or figures, such as ['new_rural']"
    accepted_vi = "mã các chủ đề hoặc số liệu, ví dụ ['new_rural']"
    if isinstance(table, str) or not isinstance(table, Iterable):
        raise InvalidTypeError.refuse("Part.table", table, accepted, accepted_vi)
    ids = tuple(table)
    for id in ids:
        if not isinstance(id, str):
            raise InvalidTypeError.refuse("Part.table", id, accepted, accepted_vi)
    return ids


def _parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    accepted = "Part objects, such as Part('own', 'Sáng kiến', lines=['Có {own.ideas} sáng kiến.'])"
    accepted_vi = "các Part, ví dụ Part('own', 'Sáng kiến', lines=['Có {own.ideas} sáng kiến.'])"
    if not isinstance(parts, Iterable):
        raise InvalidTypeError.refuse("parts", parts, accepted, accepted_vi)
    checked = tuple(parts)
    for part in checked:
        if not isinstance(part, Part):
            raise InvalidTypeError.refuse("parts", part, accepted, accepted_vi)
    return checked


def _words(text: str) -> str:
    return clean_text("Part", text)


def _words_or_none(text: str | None) -> str | None:
    return None if text is None else _words(text)


def _an_id(part: Part, field: attrs.Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise InvalidTypeError.refuse(
            f"Part.{field.name}", value, "an id, such as 'plan'", "một mã, ví dụ 'plan'"
        )


def _titled(_part: Part, field: attrs.Attribute[Any], value: str | None) -> None:
    check_title(f"Part.{field.name}", value or "")


def check_title(where: str, title: str) -> None:
    """Refuse a title with braces around anything but the words that titles know."""
    for name in re.findall(r"\{([^{}]*)\}", title):
        if name not in TITLE_WORDS:
            raise unknown_name(
                "word of a title", "từ trong tiêu đề", name, TITLE_WORDS, where=where
            )


TITLE_WORDS = ("period", "next_period")


def _a_flag(_part: Part, field: attrs.Attribute[Any], value: object) -> None:
    check_flag(f"Part.{field.name}", value)


def _check_write(_part: object, _field: object, write: Builder | None) -> None:
    if write is not None and not callable(write):
        raise InvalidTypeError.refuse(
            "Part.write",
            write,
            "a function that takes a Context and returns blocks, or None",
            "một hàm nhận Context và trả về các khối văn bản, hoặc None",
        )


MAX_PARTS_DEEP = 8
"""Levels of parts: below điểm the decree has no numbers, so nobody needs more."""


def _check_depth(part: Part, _field: object, parts: tuple[Part, ...]) -> None:
    level = parts
    for _ in range(MAX_PARTS_DEEP):
        level = tuple(below for each in level for below in each.parts)
    if level:
        raise InvalidValueError.refuse(
            f"part {part.id!r}",
            f"more than {MAX_PARTS_DEEP} levels",
            f"parts within parts at most {MAX_PARTS_DEEP} deep",
            f"các mục lồng nhau nhiều nhất {MAX_PARTS_DEEP} cấp",
        )


@attrs.frozen
class Part:
    """A part of an outline: a heading with its own text, with parts below it, or both.

    `lines` are sentences that name figures; what was not reported is not said. They make up one
    paragraph, or with `is_list` a list. `write` is a function for what sentences cannot say.
    `table` names subjects and figures of which an annex lists every one in a row. `about` is the
    subject whose own paragraphs (`notes`) close the part, `annex` the one that details it.
    `title` may name `{period}` and `{next_period}`. `when_empty` is what the part prints when
    there are no facts for it; `None` leaves the part out.
    """

    id: str = attrs.field(converter=_words)
    title: str = attrs.field(converter=_words, validator=_titled)
    write: Builder | None = attrs.field(default=None, validator=_check_write, kw_only=True)
    lines: tuple[Sentence, ...] = attrs.field(default=(), converter=_sentences, kw_only=True)
    is_list: bool = attrs.field(default=False, validator=_a_flag, kw_only=True)
    table: tuple[str, ...] = attrs.field(default=(), converter=_ids, kw_only=True)
    about: str | None = attrs.field(default=None, validator=_an_id, kw_only=True)
    annex: str | None = attrs.field(default=None, validator=_an_id, kw_only=True)
    parts: tuple[Part, ...] = attrs.field(
        default=(), converter=_parts, validator=_check_depth, kw_only=True
    )
    when_empty: str | None = attrs.field(
        default=None, converter=_words_or_none, validator=_titled, kw_only=True
    )

    named: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)
    """Every path that the part names: in its table, in its sentences."""

    @named.default
    def _named(self) -> tuple[str, ...]:
        return (*self.table, *(path for said in self.lines for path in said.paths))

    def written(self, context: Context) -> tuple[Block, ...]:
        """Return the part's own text, without the parts below it.

        Raises:
            InvalidTypeError: when `write` returns anything but blocks.
        """
        blocks: object = () if self.write is None else self.write(context)
        accepted = "blocks (Paragraph, Items, Table, Section), or () for none"
        accepted_vi = "các khối (Paragraph, Items, Table, Section), hoặc () nếu không có"
        where = f"write of part {self.id!r}"
        if not isinstance(blocks, Iterable):
            raise InvalidTypeError.refuse(where, blocks, accepted, accepted_vi)
        written = tuple(blocks)
        for block in written:
            if not isinstance(block, Block):
                raise InvalidTypeError.refuse(where, block, accepted, accepted_vi)
        annex = self.annex or (f"{self.id}.table" if self.table else None)
        return context.part(written, self.lines, self.about, annex, is_list=self.is_list)

    def walk(self) -> Iterator[Part]:
        """Yield this part and every part below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@attrs.frozen
class Outline:
    """The chapters of a report and its annexes, in order.

    >>> from cchc_lib import STANDARD
    >>> shorter = STANDARD.without("ii.7").retitle("iv", "NHIỆM VỤ {next_period}")
    >>> "ii.7" in shorter.ids, len(STANDARD.ids) - len(shorter.ids)
    (False, 1)
    """

    chapters: tuple[Part, ...] = attrs.field(converter=_parts)
    annexes: tuple[Part, ...] = attrs.field(default=(), converter=_parts)

    def __attrs_post_init__(self) -> None:
        """Refuse two parts under one id, neither could be named; and that of what is left over."""
        ids = (*self.ids, REST)
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise InvalidValueError.refuse(
                "Outline", twice, "parts whose ids are all different", "các mục có mã khác nhau"
            )

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all parts, in reading order, annexes last."""
        return tuple(part.id for part in self.walk())

    def walk(self) -> Iterator[Part]:
        """Yield every part, in reading order, annexes last."""
        for top in self.chapters + self.annexes:
            yield from top.walk()

    def without(self, *ids: str) -> Outline:
        """Return the outline without these parts and what stands below them."""
        outline = self
        for name in ids:
            outline = outline.replace(name)
        return outline

    def insert_after(self, id: str, *parts: Part) -> Outline:
        """Return the outline with parts right after the one named, at the same level."""
        return self._replace(id, lambda part: (part, *parts))

    def insert_before(self, id: str, *parts: Part) -> Outline:
        """Return the outline with parts right before the one named, at the same level."""
        return self._replace(id, lambda part: (*parts, part))

    def replace(self, id: str, *parts: Part) -> Outline:
        """Return the outline with other parts in the place of the one named."""
        return self._replace(id, lambda part: parts)

    def retitle(self, id: str, title: str) -> Outline:
        """Return the outline with another title for one part."""
        return self._replace(id, lambda part: (attrs.evolve(part, title=title),))

    def rewrite(self, id: str, write: Builder | Iterable[str | Sentence]) -> Outline:
        """Return the outline with another text for one part: sentences, or a function.

        What its subject says in its own words (`notes`), and where details stand, follow as before.
        """
        said = {"write": write, "lines": ()} if callable(write) else {"write": None, "lines": write}
        return self._replace(id, lambda part: (attrs.evolve(part, **said),))

    def when_empty(self, id: str, text: str | None) -> Outline:
        """Return the outline with another text for one part that has no facts; `None` omits it."""
        return self._replace(id, lambda part: (attrs.evolve(part, when_empty=text),))

    def _replace(self, id: str, change: Callable[[Part], tuple[Part, ...]]) -> Outline:
        """Return the outline with one part replaced by what `change` makes of it."""
        if not isinstance(id, str):
            raise InvalidTypeError.refuse(
                "id", id, "the id of a part, such as 'ii.7'", "mã của một mục, ví dụ 'ii.7'"
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
