"""A text as it was pasted: its sentences and blocks, and where each character stands in it.

Texts come from PDF files and mails: lines are broken, page numbers stand between them, marks of
footnotes stick to words. Rules read `flat`, in which a line break is a space, so that a number and
its noun are neighbours; offsets in `flat` lead back to line and column of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.reading.spaced import Spaced, joined, spaced

__all__ = ["Source", "Span"]

_MARKER = (
    r"(?:[-+*•–](?:\s|(?=[A-ZĐÀ-Ỹ]))|\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)](?:\s|(?=[A-ZĐÀ-Ỹ]))|[a-zđ]\)\s|"
    r"[0-9]{1,2}\s?[-–/]\s(?=[A-ZĐÀ-Ỹ])|[IVX]{1,5}\.\s|\[[0-9]{1,3}\]\s)"
)
_BLOCK = re.compile(
    rf"\n[ \t]*(?:\n\s*|(?={_MARKER})|(?=[0-9]{{1,2}} [A-ZĐÀ-Ỹ])|(?=[A-ZĐ ]{{9,}}))"
)
_SENTENCE = re.compile(r"(?<![A-ZĐ.!?…])[.!?…]{1,5}[”\")]?\s{1,20}(?=[A-ZĐÀ-Ỹ“\"(+*-])")
_CONTROL = dict.fromkeys([*map(chr, range(32)), "\x7f", "\xa0"], " ")
_FLAT = _CONTROL | {sign: "¤" for sign in map(chr, range(0xC0, 0x1EFA)) if not sign.isalnum()}
_FLAT |= dict.fromkeys("\u0130\u0131\u017f\u212a", "¤")  # to expressions they are i, s and k
"""Signs between À and ỹ that are no letters (×, ÷, marks that compose with nothing) are no letters
for the expressions of the rules either, whose classes say `à-ỹ`."""

_DROPPED = re.compile(r"\r(?=\n)|(?<=[\w)%”\"])\[[0-9]{1,3}\]")
"""What is no text: half of a line break, and the mark of a footnote on a word or a number."""

_MARKS = re.compile(r"[^\x00-\x7f\w\s]{31}")
_MOST_MARKS = 30
"""Marks on one letter, as in the stream-safe format of UAX #15: composing costs their square."""


@attrs.frozen
class Span:
    """A stretch of `flat`, from `start` to before `end`."""

    start: int
    end: int


def _composed(text: str) -> tuple[str, list[int] | None]:
    """Return the text in NFC, and for each of its characters the offset in the text as given."""
    if not _MARKS.search(text) and unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        is_mark = end < len(text) and unicodedata.combining(text[end])
        if is_mark and end - start <= _MOST_MARKS:
            continue
        composed = unicodedata.normalize("NFC", text[start:end])
        parts.append(composed)
        offsets += [start] * len(composed)
        start = end
    read = "".join(parts)
    return (text, None) if read == text else (read, offsets)


@attrs.frozen(slots=False)
class Source:
    r"""A text to audit.

    >>> source = Source.of("Đã hoàn thành 41\nnhiệm vụ.")
    >>> source.flat, source.place(14), source.place(17)
    ('Đã hoàn thành 41 nhiệm vụ.', (1, 15), (2, 1))
    """

    given: str
    text: str
    offsets: list[int] | None = attrs.field(repr=False, eq=False)
    is_composed: bool = True
    """Whether the text was in NFC as given."""

    @classmethod
    def of(cls, text: object) -> Source:
        """Return the source of a text.

        Raises:
            InvalidTypeError: when it is not text.
        """
        if not isinstance(text, str):
            raise InvalidTypeError.refuse(
                "text",
                text,
                "text (str), such as 'Đã hoàn thành 41/43 nhiệm vụ.'",
                "văn bản (str), ví dụ 'Đã hoàn thành 41/43 nhiệm vụ.'",
            )
        read, offsets = _composed(text)
        is_composed = offsets is None
        may_drop = "\r" in read or "[" in read
        dropped = [match.span() for match in _DROPPED.finditer(read)] if may_drop else []
        if dropped:
            ends = [0, *(end for _, end in dropped)]
            starts = [*(start for start, _ in dropped), len(read)]
            stretches = list(zip(ends, starts, strict=True))
            kept = [place for start, end in stretches for place in range(start, end)]
            offsets = kept if offsets is None else [offsets[place] for place in kept]
            read = "".join(read[start:end] for start, end in stretches)
        read = read.replace("\r", "\n")
        return cls(text, read, offsets, is_composed)

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every character of the text, once."""
        return frozenset(self.text)

    @cached_property
    def flat(self) -> str:
        """The text with every line break and control character a space, offsets unchanged.

        What is no letter but stands among the letters of Unicode is "¤"; a blank between the
        thousands of one number is a dot.
        """
        text, parts, last = self.text, list[str](), 0
        for one in self.spaced:
            if one.is_one:
                parts += text[last : one.start], joined(text[one.start : one.end])
                last = one.end
        text = "".join([*parts, text[last:]]) if parts else text
        for sign in self.signs & _FLAT.keys():
            text = text.replace(sign, _FLAT[sign])
        return text

    @cached_property
    def spaced(self) -> tuple[Spaced, ...]:
        """The numbers that may be written with blanks after their thousands."""
        return tuple(spaced(self.text))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.given))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset in `flat`."""
        if self.offsets is not None:
            at = self.offsets[offset] if offset < len(self.offsets) else len(self.given)
        else:
            at = offset
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def read_at(self, given: int) -> int:
        """Return the offset in `flat` of an offset in the text as given."""
        return given if self.offsets is None else bisect_left(self.offsets, given)

    def quote(self, start: int, end: int) -> str:
        """Return the very words of a stretch, as given, line breaks kept."""
        if self.offsets is None:
            return self.given[start:end]
        last = self.offsets[end] if end < len(self.offsets) else len(self.given)
        return self.given[self.offsets[start] : last] if start < len(self.offsets) else ""

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """Paragraphs and list items: what stands between blank lines and list marks."""
        return tuple(_between(Span(0, len(self.text)), _BLOCK.finditer(self.text)))

    @cached_property
    def paragraphs(self) -> tuple[tuple[Span, ...], ...]:
        """The sentences of each block, in order; none reaches over the end of its block."""
        return tuple(
            tuple(_between(block, _SENTENCE.finditer(self.flat, block.start, block.end)))
            for block in self.blocks
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence, in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)


def _between(whole: Span, breaks: Iterator[re.Match[str]]) -> Iterator[Span]:
    """Yield the stretches between the breaks; empty ones are left out."""
    start = whole.start
    for found in breaks:
        if found.end() > start:
            yield Span(start, found.end())
            start = found.end()
    if start < whole.end:
        yield Span(start, whole.end)
