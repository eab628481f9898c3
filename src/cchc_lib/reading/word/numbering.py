"""The numbers that Word itself puts before paragraphs: "I.", "1.1", "a)", "-".

They stand nowhere in the text of the file: numbering.xml says how each level of a list counts
(ECMA-376 part 1, 17.9). What it says in a way not known here gives no number, not a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs
from lxml import etree

from cchc_lib.reading.word.measures import counted, is_on
from cchc_lib.reading.word.package import tag
from cchc_lib.reading.word.styles import Shape, Styles

__all__ = ["Numbering"]

_LEVELS = 9
_MOST = 10_000  # a number that no list of a document reaches
_PLACE = re.compile(r"%([1-9])")
_VALUE = tag("val")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_DASHES = ("-", "–", "+", "*")


@attrs.frozen
class _Level:
    start: int
    form: str
    text: str
    style: str | None
    restarts_after: int | None
    is_legal: bool
    space: str
    is_hidden: bool


@attrs.frozen
class _List:
    """A list as paragraphs name it: which counters it shares, where it begins anew."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the paragraphs of lists in the order in which they are asked for."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, shape: Shape, style: str) -> str:
        """Return the number of the next paragraph of this shape, with the space after it."""
        found = self._lists.get(shape.list_id or "")
        if found is None:
            return ""
        at = shape.list_level
        if at is None:
            named = (place for place, level in found.levels.items() if level.style == style)
            at = next(named, 0)
        level = found.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.counters, {})
        key = (shape.list_id or "", at)
        for above in range(at):  # programs differ in what a level that was skipped counts
            counts.setdefault(above, None)
        if at in found.starts and key not in self._begun:
            counts[at] = found.starts[at]
        elif at not in counts:
            counts[at] = level.start
        elif (last := counts[at]) is not None:
            counts[at] = last + 1
        self._begun.add(key)
        for below in [place for place in counts if place > at]:
            after = found.levels[below].restarts_after if below in found.levels else None
            if after is None or at < after:
                del counts[below]
        return "" if level.is_hidden else _shown(level, found, counts)


def _shown(level: _Level, found: _List, counts: Mapping[int, int | None]) -> str:
    if level.form == "bullet":
        sign = level.text.strip()
        return f"{sign if sign in _DASHES else '•'}{level.space}" if sign else ""
    numbers: list[str | None] = []

    def number(place: re.Match[str]) -> str:
        other = int(place[1]) - 1
        there, count = found.levels.get(other), counts.get(other)
        form = "" if there is None else "decimal" if level.is_legal else there.form
        numbers.append(None if count is None else _written(count, form))
        return numbers[-1] or ""

    text = _PLACE.sub(number, level.text)
    return f"{text}{level.space}" if text.strip() and None not in numbers else ""


def _written(number: int, form: str) -> str | None:
    """Return a number in one of Word's formats, or `None` for a format that is not known here."""
    if form == "none":
        return ""
    if not 0 <= number <= _MOST or (number == 0 and form != "decimal"):
        return None
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            roman += sign * times
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        times, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) * (times + 1)
        return letters.upper() if form == "upperLetter" else letters
    return {"decimal": str(number), "decimalZero": f"{number:02d}"}.get(form)


def _lists(root: etree._Element, styles: Styles) -> dict[str, _List]:
    kinds = {found.get(tag("abstractNumId"), ""): found for found in root.iter(tag("abstractNum"))}
    numbered = {found.get(tag("numId"), ""): found for found in root.iter(tag("num"))}
    levels_of = {name: _levels(found) for name, found in kinds.items()}
    lists: dict[str, _List] = {}
    for id, found in numbered.items():
        name = _value(found, "abstractNumId") or ""
        link = _value(kinds.get(name), "numStyleLink")
        other = numbered.get(styles.list_of(link) or "") if link else None
        name = name if other is None else _value(other, "abstractNumId") or ""
        if name not in kinds:
            continue
        levels, starts = dict(levels_of[name]), {}
        for change in found.iterchildren(tag("lvlOverride")):
            levels |= _levels(change)
            at = counted(change.get(tag("ilvl")))
            start = counted(_value(change, "startOverride"))
            if at is not None and start is not None:
                starts[at] = start
        lists[id] = _List(name, levels, starts)
    return lists


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for found in parent.iterchildren(tag("lvl")):
        at = counted(found.get(tag("ilvl")))
        if at is None or not 0 <= at < _LEVELS:
            continue
        start, restart = counted(_value(found, "start")), counted(_value(found, "lvlRestart"))
        legal, hidden = found.find(tag("isLgl")), found.find(f"{tag('rPr')}/{tag('vanish')}")
        levels[at] = _Level(
            start=0 if start is None else start,
            form=_value(found, "numFmt") or "decimal",
            text=_value(found, "lvlText") or "",
            style=_value(found, "pStyle"),
            restarts_after=restart,
            is_legal=legal is not None and is_on(legal.get(_VALUE)) is True,
            space="" if _value(found, "suff") == "nothing" else " ",
            is_hidden=hidden is not None and is_on(hidden.get(_VALUE)) is True,
        )
    return levels


def _value(parent: etree._Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(tag(name))
    return None if found is None else found.get(_VALUE)
