"""Where comments hang: runs are split at their first and last word, text and looks unchanged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import groupby

import attrs
from lxml import etree

from cchc_lib.reading.word.file import WordFile, WordParagraph, Zone
from cchc_lib.reading.word.package import local_name, member_name, tag
from cchc_lib.reading.word.styles import Shape

__all__ = ["AnchorSpan", "hang"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE = " \t\r\n"
_WHOLE = ("sdt", "fldSimple", "oMath", "oMathPara", "ruby", "AlternateContent")
"""Within these no mark may stand, or Word writes what is in them anew and it could be lost."""


@attrs.frozen
class AnchorSpan:
    """The words a comment is on, from paragraph `first` to `last`; offsets are within each."""

    id: int
    first: WordParagraph
    start: int
    last: WordParagraph
    end: int


@attrs.frozen
class _Atom:
    """Words that one element holds."""

    start: int
    end: int
    element: etree._Element


def hang(word: WordFile, wanted: Iterable[tuple[int, int | None, int | None]]) -> None:
    """Put the marks of comments into the document: for each an id and the offsets of its words.

    What has no words of its own hangs on the first words of the document; words of a note hang on
    its mark and words of a box on what holds it, since Word keeps comments in the text only, and
    where there is neither on the first words too. A body without a paragraph is given an empty one.
    """
    usable = [found for found in word.paragraphs if found.is_main]
    home = next((found for found in usable if found.text.strip()), None)
    home = home or next(iter(usable), None) or _added(word)
    spans = [_span(word, home, *item) for item in wanted]
    cuts: dict[WordParagraph, set[int]] = {}
    for span in spans:
        cuts.setdefault(span.first, set()).add(span.start)
        cuts.setdefault(span.last, set()).add(span.end)
    atoms = {paragraph: list(_atoms(paragraph, places)) for paragraph, places in cuts.items()}
    for span in spans:
        _mark(span, atoms[span.first], atoms[span.last])


def _added(word: WordFile) -> WordParagraph:
    """Return an empty paragraph put at the beginning of the body."""
    node = etree.Element(tag("p"))
    body = word.document.find(tag("body"))
    assert body is not None  # a file without one is not read
    body.insert(0, node)
    return WordParagraph(zone=Zone.BODY, place="", start=0, pieces=(), shape=Shape(), node=node)


def _span(
    word: WordFile, home: WordParagraph, id: int, start: int | None, end: int | None
) -> AnchorSpan:
    at = None if start is None else word.at(start)
    first = home if at is None else word.paragraphs[at]
    if start is None or not (first.is_main or first.anchor is not None):
        return AnchorSpan(id, home, 0, home, len(home.text))
    end = max(start + 1, end or 0)
    last = word.paragraphs[word.at(end - 1) or 0]
    if last.node.getparent() is not first.node.getparent() or not last.is_main:
        last, end = first, first.end
    return AnchorSpan(id, first, start - first.start, last, min(end, last.end) - last.start)


def _mark(span: AnchorSpan, first: list[_Atom], last: list[_Atom]) -> None:
    id = {tag("id"): str(span.id)}
    reference = etree.Element(tag("r"))
    etree.SubElement(reference, tag("commentReference"), id)
    if not span.first.is_main:
        opening = closing = span.first.anchor
    else:
        after = bisect_right(first, span.start, key=lambda atom: atom.end)
        before = bisect_left(last, span.end, key=lambda atom: atom.start) - 1
        opening = first[after].element if after < len(first) else None
        closing = last[before].element if before >= 0 else None
    if opening is None or closing is None:  # no words: the mark alone, at the end
        span.first.node.append(reference)
        return
    opening.addprevious(etree.Element(tag("commentRangeStart"), id))
    closing.addnext(reference)
    closing.addnext(etree.Element(tag("commentRangeEnd"), id))


def _atoms(paragraph: WordParagraph, cuts: set[int]) -> Iterator[_Atom]:
    """Split the runs of a paragraph at the cuts; yield its words by the elements with them."""
    held = [(piece, piece.node) for piece in paragraph.pieces if piece.node is not None]
    inner = sorted(cuts)
    for run, group in groupby(held, key=lambda item: item[1].getparent()):
        pieces = list(group)
        start, end = pieces[0][0].start, pieces[-1][0].end
        whole = _whole(run)
        if whole is not None:
            yield _Atom(start, end, whole)
            continue
        leads = {node: _kept(node) for _, node in pieces} if cuts else {}
        starts = [piece.start for piece, _ in pieces]
        wanted: dict[etree._Element, list[tuple[int, int]]] = {}
        for cut in inner[bisect_right(inner, start) : bisect_left(inner, end)]:
            piece, node = pieces[bisect_right(starts, cut) - 1]
            place = piece.at - leads[node] + cut - piece.start
            wanted.setdefault(node, []).append((cut, place))
        parts: list[_Atom] = []
        looks = run.find(tag("rPr"))  # looked for once: a run may have thousands of texts
        for node, found in reversed(wanted.items()):  # what follows a node moves with its last part
            ends = [*(cut for cut, _ in found[1:]), end]
            new = _split(run, looks, node, [place for _, place in found])
            made = zip(found, ends, new, strict=True)
            parts += reversed([_Atom(cut, stop, part) for (cut, _), stop, part in made])
            end = found[0][0]
        yield _Atom(start, end, run)
        yield from reversed(parts)


def _whole(run: etree._Element) -> etree._Element | None:
    """Return the outermost element around words that no mark may stand in, or the run with it."""
    found, above = None, run
    while above is not None and member_name(above) != "p":
        if local_name(above) in _WHOLE:
            found = above
        above = above.getparent()
    while found is not None and member_name(outer := found.getparent()) == "r":
        found = outer
    return found


def _kept(node: etree._Element) -> int:
    """Make a text node keep its space from now on; return how much Word trimmed before it."""
    if member_name(node) != "t" or node.get(_SPACE) == "preserve":
        return 0
    text = node.text or ""
    node.text = text.strip(_WHITE)
    node.set(_SPACE, "preserve")
    return len(text) - len(text.lstrip(_WHITE))


def _split(
    run: etree._Element, looks: etree._Element | None, node: etree._Element, places: list[int]
) -> list[etree._Element]:
    """Part a run at places in the text of one of its nodes; return the new runs after it.

    Each looks as the run does; the last of them takes what follows the node.
    """
    following = list(node.itersiblings())
    text = node.text or ""
    new: list[etree._Element] = []
    for place, end in zip(places, [*places[1:], len(text)], strict=True):
        part = etree.Element(tag("r"), dict(run.attrib))
        if looks is not None:
            part.append(deepcopy(looks))
        if place == 0:
            part.append(node)
        else:
            half = etree.SubElement(part, tag("t"), {_SPACE: "preserve"})
            half.text = text[place:end]
        new.append(part)
    if len(text) and (first := places[1 if places[0] == 0 else 0 :]):
        node.text = text[: first[0]]
    new[-1].extend(following)
    for part in reversed(new):
        run.addnext(part)
    return new
