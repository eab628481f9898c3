"""A live Word file beside what was printed when it was made, and what its facts print today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from cchc_lib.checks.live.aligned import gaps, paired
from cchc_lib.document.live import digest, fingerprint
from cchc_lib.reading.word.file import WordFile, WordParagraph
from cchc_lib.reading.word.live import LiveFigure, LiveLine, LivePart, Said

__all__ = ["ChangedLine", "Compared", "FigureNow"]


@attrs.frozen
class FigureNow:
    """A figure in one form: what it should say, what is said instead, and where first.

    `wanted` is what today's facts print, `None` where they print no such figure. `others` are what
    its node (`is_node`) or its controls say that was neither printed nor is wanted. `places` counts
    the controls that say something else, or all where none does; `start` and `end` are those of the
    first.
    """

    figure: LiveFigure
    label: str
    wanted: str | None
    others: tuple[str, ...]
    places: int
    is_node: bool
    is_old: bool
    start: int | None = None
    end: int | None = None


@attrs.frozen
class ChangedLine:
    """A paragraph that is not as it was printed; `then` is `None` where nobody knows its words.

    `now` is `None` for one that is gone, which stood after the paragraph `after`.
    """

    then: str | None
    now: WordParagraph | None
    is_new: bool
    after: WordParagraph | None = None


@attrs.frozen(eq=False, slots=False)
class Compared:
    """`word` and `part` are the file; `made` and `remade` what its facts print today.

    `labels` are those of the figures that its facts have, by id.
    """

    word: WordFile
    part: LivePart
    made: WordFile
    remade: LivePart
    labels: Mapping[str, str]

    @cached_property
    def has_new_facts(self) -> bool:
        """Whether the facts are others than those that the file was made from."""
        return digest(self.part.facts or "") != self.part.digest

    @cached_property
    def lines(self) -> tuple[LiveLine, ...]:
        """What the file says, paragraph by paragraph."""
        return tuple(self.part.lines(self.word))

    @cached_property
    def made_lines(self) -> tuple[LiveLine, ...]:
        """What today's facts print."""
        return tuple(self.remade.lines(self.made))

    @cached_property
    def forms(self) -> dict[str, list[LiveFigure]]:
        """The forms in which the file has each figure, by its id."""
        return _by_id(self.part)

    @cached_property
    def figures(self) -> tuple[FigureNow, ...]:
        """The figures that do not say what they should."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[FigureNow]:
        said: dict[int, list[Said]] = {}
        for each in (each for line in self.lines for each in line.said):
            said.setdefault(each.node, []).append(each)
        anew = _by_id(self.remade)
        order: Counter[str] = Counter()
        for node, figure in enumerate(self.part.figures):
            wanted: str | None = figure.printed
            if self.has_new_facts:
                forms = [each.printed for each in anew.get(figure.id, ())]
                wanted = _same_form(forms, figure.printed, order[figure.id])
            order[figure.id] += 1
            places = said.get(node, [])
            told = dict.fromkeys([figure.text, *(each.text for each in places)])
            others = tuple(each for each in told if each not in (figure.printed, wanted))
            is_old = figure.printed != wanted and figure.printed in told
            if others or is_old:
                first = [each for each in places if each.text in others] or places
                yield FigureNow(
                    figure=figure,
                    label=self.labels.get(figure.id, ""),
                    wanted=wanted,
                    others=others,
                    places=len(first),
                    is_node=figure.text in others,
                    is_old=is_old,
                    start=first[0].start if first else None,
                    end=first[0].end if first else None,
                )

    @cached_property
    def changed(self) -> tuple[ChangedLine, ...]:
        """The paragraphs that are not as they were printed, in order."""
        return tuple(self._changed())

    def _changed(self) -> Iterator[ChangedLine]:
        then = self.part.paragraphs
        now = [fingerprint(line.printed) for line in self.lines]
        known = {fingerprint(line.printed): line.printed for line in self.made_lines}

        def likeness(old: int, new: int) -> float:
            words = set(known.get(then[old], "").split())
            others = set(self.lines[new].printed.split())
            return len(words & others) / len(words | others) if words and others else 0.0

        for gap in gaps(then, now):
            for old, new in paired(gap, likeness):
                before = gap[1].start - 1
                yield ChangedLine(
                    then=None if old is None else known.get(then[old]),
                    now=None if new is None else self.lines[new].paragraph,
                    is_new=old is None,
                    after=self.lines[before].paragraph if before >= 0 else None,
                )

    @cached_property
    def unbound(self) -> int:
        """How many places of figures are not bound any more, in paragraphs that say the same."""
        then, now = _bound(self.made_lines), _bound(self.lines)
        return sum(
            max(0, sum(then[text]) - sum(bound))
            for text, bound in now.items()
            if len(then.get(text, ())) == len(bound)
        )


def _same_form(forms: list[str], printed: str, order: int) -> str | None:
    """Return the form of a figure today that is the one printed, or stands in its order."""
    if printed in forms or not forms:
        return printed if forms else None
    return forms[min(order, len(forms) - 1)]


def _by_id(part: LivePart) -> dict[str, list[LiveFigure]]:
    found: dict[str, list[LiveFigure]] = {}
    for figure in part.figures:
        found.setdefault(figure.id, []).append(figure)
    return found


def _bound(lines: Iterable[LiveLine]) -> dict[str, list[int]]:
    """Return how many figures are bound in each paragraph, by what it says."""
    found: dict[str, list[int]] = {}
    for line in lines:
        found.setdefault(line.printed, []).append(len(line.said))
    return found
