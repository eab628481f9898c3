"""How characters and paragraphs look once styles, defaults and direct formatting are added up.

ECMA-376 part 1, 17.7: document defaults, then the chain of the paragraph's style, then the
character style, then what stands on the run itself. Table styles are left out: they seldom set
type, and a wrong guess would be a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import attrs
from lxml import etree

from cchc_lib.reading.word.measures import counted, half_points, is_on, twips
from cchc_lib.reading.word.package import WORD, member_name, tag

__all__ = ["Shape", "Styles", "Typeface"]

_CHAIN = 32  # Word allows 10 styles on top of each other; a circle must end somewhere
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_VALUE = f"{{{WORD}}}val"
_BODY_TEXT = 9  # the outline level of what is no heading


@attrs.frozen
class Typeface:
    """How characters look: fonts by slot (ascii, hAnsi, eastAsia, cs), size in half points.

    `None` is unknown: the file says something that cannot be read.
    """

    fonts: tuple[str | None, ...] = (None,) * 4
    half_points: int | None = 20  # ECMA-376 part 1, 17.3.2.38
    bold: bool | None = False
    italic: bool | None = False
    caps: bool | None = False
    hidden: bool | None = False
    color: str | None = None

    def font_of(self, character: str) -> str | None:
        """The font of a character: Vietnamese letters stand in the second slot, ASCII in the first.

        A slot without a font of its own is shown in the other's.
        """
        ascii_font, other = self.fonts[:2]
        return (ascii_font or other) if character < "\x80" else (other or ascii_font)


@attrs.frozen
class Shape:
    """How a paragraph stands, in twentieths of a point; by the rule "auto" 240 are a line.

    `None` is unknown. `list_id` and `list_level` name the list that numbers it, as `Numbering`
    knows it.
    """

    align: str = "left"
    left: int | None = 0
    first_line: int | None = 0
    before: int | None = 0
    after: int | None = 0
    line: int | None = 240
    line_rule: str = "auto"
    is_auto_spaced: bool = False
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None


Values = Mapping[str, str]


@attrs.frozen
class _Style:
    based_on: str | None
    run: Values
    paragraph: Values


class Styles:
    """The styles of a file; asked for a face or a shape, it adds up the layers."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._fonts = dict(_theme_fonts(theme))
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._run: Values = {}
        self._paragraph: Values = {}
        if styles is not None:
            self._read(styles)
        self._chain = lru_cache(maxsize=4096)(self._layers)
        self.face = lru_cache(maxsize=65536)(self._face)
        self.shape = lru_cache(maxsize=65536)(self._shape)

    def _read(self, root: etree._Element) -> None:
        defaults = root.find(tag("docDefaults"))
        if defaults is not None:
            self._run = properties(defaults.find(f"{tag('rPrDefault')}/{tag('rPr')}"))
            self._paragraph = properties(defaults.find(f"{tag('pPrDefault')}/{tag('pPr')}"))
        for style in root.iterchildren(tag("style")):
            id = style.get(tag("styleId"), "")
            based_on = style.find(tag("basedOn"))
            self._styles[id] = _Style(
                None if based_on is None else based_on.get(_VALUE),
                properties(style.find(tag("rPr"))),
                properties(style.find(tag("pPr"))),
            )
            if style.get(tag("type")) == "paragraph" and is_on(style.get(tag("default"), "0")):
                self._default = id

    def list_of(self, style: str) -> str | None:
        """Return the list that a style of lists names."""
        found = self._styles.get(style)
        return None if found is None else found.paragraph.get("numPr.numId")

    def _layers(self, id: str | None) -> tuple[_Style, ...]:
        """Return a style and all it is based on, the lowest first."""
        chain: list[_Style] = []
        while id in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[id])
            id = chain[-1].based_on
        return tuple(reversed(chain))

    def _face(self, paragraph_style: str, direct: tuple[tuple[str, str], ...]) -> Typeface:
        own = dict(direct)
        of_paragraph = _merged(style.run for style in self._chain(paragraph_style or self._default))
        of_character = _merged(style.run for style in self._chain(own.get("rStyle")))
        values = {**self._run, **of_paragraph, **of_character, **own}

        def toggled(name: str) -> bool | None:
            """Word turns a toggle off where two kinds of style both turn it on (17.7.3)."""
            if name in own:
                return is_on(own[name])
            marks = [is_on(layer[name]) for layer in (of_paragraph, of_character) if name in layer]
            marks = marks or [is_on(self._run.get(name, "0"))]
            return None if None in marks else marks.count(True) % 2 == 1

        return Typeface(
            fonts=tuple(self._font(slot, values) for slot in _SLOTS),
            half_points=half_points(values.get("sz", "20")),
            bold=toggled("b"),
            italic=toggled("i"),
            caps=toggled("caps"),
            hidden=toggled("vanish"),
            color=values.get("color"),
        )

    def _font(self, slot: str, values: Values) -> str | None:
        return values.get(f"rFonts.{slot}") or self._fonts.get(
            values.get(f"rFonts.{slot}Theme", "")
        )

    def _shape(self, paragraph_style: str, direct: tuple[tuple[str, str], ...]) -> Shape:
        layers = (style.paragraph for style in self._chain(paragraph_style or self._default))
        values = _merged((self._paragraph, *layers, dict(direct)))

        def measure(name: str, in_type: str, usual: int = 0) -> int | None:
            """One given in characters or lines, which goes first, depends on the type: unknown."""
            if values.get(in_type, "0") != "0":
                return None
            return twips(values[name]) if name in values else usual

        first = measure("ind.hanging", "ind.hangingChars")
        if first is not None:
            first = -first or measure("ind.firstLine", "ind.firstLineChars")
        side = "ind.left" if "ind.left" in values else "ind.start"
        level = counted(values.get("outlineLvl"))
        list_id = values.get("numPr.numId", "0")
        return Shape(
            align=values.get("jc", "left"),
            left=measure(side, f"{side}Chars"),
            first_line=first,
            before=measure("spacing.before", "spacing.beforeLines"),
            after=measure("spacing.after", "spacing.afterLines"),
            line=measure("spacing.line", "", 240),
            line_rule=values.get("spacing.lineRule", "auto"),
            is_auto_spaced=any(
                is_on(values.get(f"spacing.{side}Autospacing", "0")) is not False
                for side in ("before", "after")
            ),
            level=None if level == _BODY_TEXT else level,
            list_id=None if list_id == "0" else list_id,
            list_level=counted(values.get("numPr.ilvl")),
        )


def properties(element: etree._Element | None) -> dict[str, str]:
    """Return what a `w:rPr` or `w:pPr` sets, flat: "b" -> "1", "rFonts.ascii" -> a font.

    A font of one layer replaces a theme font of a layer below, so each clears the other.
    """
    found: dict[str, str] = {}
    if element is None:
        return found
    for child in element:
        name = member_name(child)
        if name in ("rFonts", "ind", "spacing"):
            for key, value in child.attrib.items():
                key = str(key).rpartition("}")[2]
                found[f"{name}.{key}"] = str(value)
                if name == "rFonts":
                    slot = key.removesuffix("Theme")
                    other = slot if key != slot else f"{slot}Theme"
                    found.setdefault(f"{name}.{other}", "")
        elif name == "numPr":
            for part in child.iterchildren(tag("numId"), tag("ilvl")):
                found[f"numPr.{member_name(part)}"] = part.get(_VALUE, "0")
        elif name not in ("", "rPr", "sectPr"):
            found[name] = child.get(_VALUE, "1")
    return found


def _merged(layers: Iterable[Values]) -> dict[str, str]:
    values: dict[str, str] = {}
    for layer in layers:
        if "ind.firstLine" in layer:  # it ends the hanging indent of a layer below
            values.pop("ind.hanging", None)
        values |= layer
    return values


def _theme_fonts(theme: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Yield the font behind each name that a style may use for a theme's font."""
    if theme is None:
        return
    for group in ("major", "minor"):
        scheme = next(theme.iter(f"{{{_DRAWING}}}{group}Font"), None)
        latin = None if scheme is None else scheme.find(f"{{{_DRAWING}}}latin")
        if latin is not None:
            face = latin.get("typeface", "")
            for suffix in ("Ascii", "HAnsi"):
                yield f"{group}{suffix}", face
