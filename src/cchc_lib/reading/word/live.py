"""What a live Word file carries besides its words: its facts, its figures as they were printed.

Nothing here is trusted: it is what a file says, and whoever had the file may have written it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import attrs
from lxml import etree

from cchc_lib.document.live import LIVE, one_line
from cchc_lib.errors import FormatError
from cchc_lib.reading.word.file import WordParagraph
from cchc_lib.reading.word.package import FileSource, Package, local_name, tag, unreadable

__all__ = ["LiveFigure", "LivePart", "Said", "facts_in", "facts_of", "live_part"]

_PLACE = re.compile(r"/\w+:live(?:\[1\])?/\w+:(f[0-9A-F]{8})(?:\[1\])?/\w+:figure\[([1-9]\d{0,6})\]")
_SET = re.compile("f[0-9A-F]{8}")
_FAMILY = LIVE.rpartition(":")[0]
_ACCEPTED = "a Word file that render_docx made of a report; audit_docx reads any other"


@attrs.frozen
class LiveFigure:
    """A figure in one form: its id, what was printed, what its node says now."""

    id: str
    printed: str
    text: str


@attrs.frozen
class Said:
    """What a control in a paragraph says now, from `start` to `end`; `node` is its figure."""

    start: int
    end: int
    node: int
    text: str


@attrs.frozen(eq=False, slots=False)
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

    def said(self, paragraph: WordParagraph) -> Iterator[Said]:
        """Yield what the controls of a paragraph say, in order."""
        last: etree._Element | None = None
        found: list[Said] = []
        for piece in paragraph.pieces:
            control, node = self._control(piece.node)
            if control is None:
                last = None
                continue
            if control is last:
                before = found.pop()
                found.append(
                    attrs.evolve(before, end=piece.end, text=before.text + piece.text)
                )
            else:
                found.append(Said(piece.start, piece.end, node, piece.text))
            last = control
        yield from found

    def _control(self, node: etree._Element | None) -> tuple[etree._Element | None, int]:
        """Return the control that holds a node, and the number of its figure from 0."""
        while node is not None:
            if node.tag == _CONTROL:
                binding = node.find(_BINDING)
                place = binding is not None and _PLACE.fullmatch(binding.get(tag("xpath"), ""))
                if place and place[1] == self.name and int(place[2]) <= len(self.figures):
                    return node, int(place[2]) - 1
            node = node.getparent()
        return None, 0

    def as_printed(self, paragraph: WordParagraph) -> str:
        """Return a paragraph with the figures that were printed, whatever its controls say now."""
        text, said = paragraph.text, list(self.said(paragraph))
        for each in reversed(said):
            text = text[: each.start] + self.figures[each.node].printed + text[each.end :]
        return one_line(text)

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The forms in which each figure was printed, by its id."""
        found: dict[str, list[str]] = {}
        for figure in self.figures:
            found.setdefault(figure.id, []).append(figure.printed)
        return {id: tuple(forms) for id, forms in found.items()}


_CONTROL = tag("sdt")
_BINDING = f"{tag('sdtPr')}/{tag('dataBinding')}"


def live_part(package: Package) -> LivePart:
    """Return what a live file carries.

    Raises:
        FormatError: when it carries nothing of ours, or something that is damaged or not clear.
    """
    found = [
        root
        for name in dict.fromkeys(package.related(package.main, "customXml"))
        if (root := _root(package, name)) is not None
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
            LiveFigure(id, text, "".join(map(str, node.itertext())))
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
            f"{_ACCEPTED}",
            "tệp Word có số liệu liên kết nhưng không mang dữ liệu báo cáo, vì được lập từ một "
            "Document; hãy lập tệp từ báo cáo (Report)",
            path="path",
            accepted=_ACCEPTED,
        )
    return part.facts


def _root(package: Package, name: str) -> etree._Element | None:
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
        f"path: {why}; accepted: {_ACCEPTED}", why_vi, path="path", accepted=_ACCEPTED
    )
