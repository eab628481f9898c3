"""What a live Word file carries besides its words: its facts, its figures as they were printed.

Nothing here is trusted: it is what a file says, and whoever had the file may have written it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

import attrs
from lxml import etree

from cchc_lib.archive import FileSource
from cchc_lib.document.live import LIVE, one_line
from cchc_lib.errors import FormatError
from cchc_lib.reading.word.file import WordFile, WordParagraph, Zone
from cchc_lib.reading.word.package import Package, local_name, tag, unreadable

__all__ = [
    "LiveFigure",
    "LiveLine",
    "LivePart",
    "Said",
    "facts_in",
    "facts_of",
    "live_part",
    "live_root",
    "printed_lines",
]

_PLACE = re.compile(
    r"/\w+:live(?:\[1\])?/\w+:(f[0-9A-F]{8})(?:\[1\])?/\w+:figure\[([1-9][0-9]{0,6})\]"
)
_SET = re.compile("f[0-9A-F]{8}")
_FAMILY = LIVE.rpartition(":")[0]
WORD_OF_FACTS = "a Word file that render_docx made of a report; audit_docx reads any other"


@attrs.frozen
class LiveFigure:
    """A figure in one form: its id, what was printed, what its node says now."""

    id: str
    printed: str
    text: str


@attrs.frozen
class Said:
    """What a control says now, and where in the file; `node` is the number of its figure."""

    node: int
    text: str
    start: int
    end: int


@attrs.frozen(eq=False)
class LiveLine:
    """A paragraph that prints something; `printed` is what it says with its figures as printed."""

    paragraph: WordParagraph
    printed: str
    said: tuple[Said, ...]


@attrs.frozen(eq=False)
class LivePart:
    """The part of a live file; `facts` is JSON, `None` where the file was made of no report.

    `paragraphs` are the fingerprints of what was printed, `digest` that of the facts then. `name`
    is that of the element around the figures, which no other report has.
    """

    name: str
    figures: tuple[LiveFigure, ...]
    paragraphs: tuple[str, ...]
    facts: str | None
    digest: str

    def lines(self, word: WordFile) -> Iterator[LiveLine]:
        """Yield the paragraphs of a file that print something, and what their controls say.

        Heads and feet that say the same are one: LibreOffice writes them anew for each section.
        """
        repeated: set[tuple[Zone, str]] = set()
        for paragraph in word.paragraphs:
            counted = _counted(paragraph)
            known: dict[etree._Element, tuple[etree._Element, int] | None] = {}
            words: list[str] = []
            said: list[Said] = []
            for held, group in groupby(
                paragraph.pieces, key=lambda piece: self._control(piece.node, known)
            ):
                pieces = [piece for piece in group if piece.node not in counted]
                text = "".join(piece.text for piece in pieces)
                if held is not None and pieces:
                    start, end = pieces[0].start, pieces[-1].end
                    at = paragraph.start
                    said.append(Said(held[1], one_line(text), at + start, at + end))
                    text = self.figures[held[1]].printed
                words.append(text)
            printed = one_line("".join(words))
            is_said_again = (paragraph.zone, printed) in repeated and not said
            if paragraph.zone in _MARGINS:
                repeated.add((paragraph.zone, printed))
            if printed and not is_said_again:
                yield LiveLine(paragraph, printed, tuple(said))

    def _control(
        self,
        node: etree._Element | None,
        known: dict[etree._Element, tuple[etree._Element, int] | None],
    ) -> tuple[etree._Element, int] | None:
        """Return the control of ours within its paragraph that holds a node, and its figure."""
        passed: list[etree._Element] = []
        found = None
        while node is not None and node.tag != _PARAGRAPH:
            if node in known:
                found = known[node]
                break
            passed.append(node)
            if node.tag == _CONTROL and (number := self._number(node)) is not None:
                found = node, number
                break
            node = node.getparent()
        known.update(dict.fromkeys(passed, found))
        return found

    def _number(self, control: etree._Element) -> int | None:
        """Return the number of the figure that a control is bound to, from 0."""
        binding = control.find(_BINDING)
        place = None if binding is None else _PLACE.fullmatch(binding.get(tag("xpath"), ""))
        if place and place[1] == self.name and int(place[2]) <= len(self.figures):
            return int(place[2]) - 1
        return None


_PARAGRAPH, _CONTROL = tag("p"), tag("sdt")
_MARGINS = (Zone.HEAD, Zone.FOOT)
_FIELD, _FIELD_PART, _TEXT = tag("fldSimple"), tag("fldChar"), tag("t")
_BINDING = f"{tag('sdtPr')}/{tag('dataBinding')}"


def printed_lines(word: WordFile) -> Iterator[LiveLine]:
    """Yield the paragraphs of a file that is being made, as `LivePart.lines` will."""
    return LivePart(name="", figures=(), paragraphs=(), facts=None, digest="").lines(word)


def _counted(paragraph: WordParagraph) -> Collection[etree._Element | None]:
    """Return the nodes that Word fills in by itself at the head or foot of a page: its number."""
    if paragraph.zone not in _MARGINS:
        return ()
    found: set[etree._Element | None] = set()
    depth = 0
    for node in paragraph.node.iter(_FIELD, _FIELD_PART, _TEXT):
        if node.tag == _FIELD:
            found.update(node.iter(_TEXT))
        elif node.tag == _FIELD_PART:
            depth += {"begin": 1, "end": -1}.get(node.get(tag("fldCharType"), ""), 0)
        elif depth > 0:
            found.add(node)
    return found


def live_part(package: Package) -> LivePart:
    """Return what a live file carries.

    Raises:
        FormatError: when it carries nothing of ours, or something that is damaged or not clear.
    """
    found = [
        root
        for name in dict.fromkeys(package.related(package.main, "customXml"))
        if (root := live_root(package, name)) is not None
    ]
    if not found:
        raise _without(package)
    if len(found) > 1:
        raise unreadable("the facts of two reports in it", "tệp mang số liệu của hai báo cáo")
    (root,) = found
    if root.tag != f"{{{LIVE}}}live":
        raise unreadable(
            f"a newer cchc_lib wrote what it carries ({root.tag[:60]}): pip install -U cchc-lib",
            "phần số liệu trong tệp do bản cchc_lib mới hơn ghi: pip install -U cchc-lib",
        )
    figures = next((each for each in root if _SET.fullmatch(local_name(each))), ())
    printed = _text(root, "printed").strip("\n").split("\n")
    pairs = [tuple(line.partition("\t")[::2]) for line in printed if line]
    if len(figures) != len(pairs):
        raise unreadable("the part with its figures is damaged", "phần số liệu trong tệp bị hỏng")
    return LivePart(
        name="" if figures == () else local_name(figures),
        figures=tuple(
            LiveFigure(id, one_line(text), one_line("".join(map(str, node.itertext()))))
            for node, (id, text) in zip(figures, pairs, strict=True)
        ),
        paragraphs=tuple(_text(root, "paragraphs").split()),
        facts=None if root.find(f"{{{LIVE}}}facts") is None else _text(root, "facts"),
        digest=_text(root, "digest"),
    )


def facts_of(source: FileSource) -> str:
    """Return the facts that a Word file carries, as JSON.

    Raises:
        FormatError: when it is no Word file or unsafe, or carries no facts.
        InvalidTypeError: when `source` is no path, bytes or open file.
        OSError: when the file cannot be read.
    """
    return facts_in(live_part(Package.of(source)))


def facts_in(part: LivePart) -> str:
    """Return the facts of a part.

    Raises:
        FormatError: when it has none.
    """
    if part.facts is None:
        raise FormatError(
            f"path: figures in it, but no facts: it was rendered from a Document; accepted: "
            f"{WORD_OF_FACTS}",
            "tệp Word có số liệu liên kết nhưng không mang dữ liệu báo cáo, vì được lập từ một "
            "Document; hãy lập tệp từ báo cáo (Report)",
            path="path",
            accepted=WORD_OF_FACTS,
        )
    return part.facts


def live_root(package: Package, name: str) -> etree._Element | None:
    """Return the root of a part of ours; those of others are not read further than their name."""
    if _FAMILY.encode() not in package.parts[name].replace(b"\0", b""):
        return None
    root = package.tree(name)
    return root if str(root.tag).startswith(f"{{{_FAMILY}:") else None


def _text(root: etree._Element, name: str) -> str:
    element = root.find(f"{{{LIVE}}}{name}")
    return "" if element is None else "".join(map(str, element.itertext()))


def _without(package: Package) -> FormatError:
    """Return the refusal of a file without our part: it lost it, or it never had one."""
    if f"'{_FAMILY}:".encode() in package.parts[package.main].replace(b"&apos;", b"'"):
        why = "the facts that it carried were lost when another program saved it"
        why_vi = "phần số liệu mà tệp từng mang đã mất khi lưu bằng phần mềm khác; hãy dùng tệp gốc"
    else:
        why = "no facts in it: cchc_lib did not make it, or made it without (live=False)"
        why_vi = (
            "tệp Word không mang số liệu: không phải do cchc_lib lập, hoặc là bản sạch (--plain); "
            "để kiểm tra chữ và bảng trong tệp: cchc check"
        )
    return FormatError(
        f"path: {why}; accepted: {WORD_OF_FACTS}", why_vi, path="path", accepted=WORD_OF_FACTS
    )
