"""Where the components of the form stand in a file, found by their words, not by styles.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục IV numbers them as boxes. People place them with tables,
tabs or line breaks, so a component is a `Line`: what stands between two of these.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

import attrs

from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.law.layout import MOTTO, NATION
from cchc_lib.reading.word.file import WordFile, WordParagraph, Zone
from cchc_lib.reading.word.styles import Typeface
from cchc_lib.vietnamese import fold_text

__all__ = ["Form", "FormLine", "find_form"]

_HEAD = 60  # paragraphs within which a letterhead stands, empty ones and cells included
_LONGEST = 120  # characters of the longest line of a form

_KINDS = frozenset(map(fold_text, {*TYPE_CODES.values(), "Thông cáo", "Văn bản"}))
_NUMBER = re.compile(r"số\s*:?\s*[0-9…._ ]*\s*/", re.IGNORECASE)
_DATE = re.compile(r"ngày\b.{0,20}\btháng\b.{0,20}\bnăm\b", re.IGNORECASE)
_HEADING = re.compile(r"(?:[IVX]{1,5}\.|phần\s+(?:thứ\s+)?\w+)\s", re.IGNORECASE)
_RANK = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?\w", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG)|BỘ TRƯỞNG|THỨ TRƯỞNG|"
    r"HIỆU TRƯỞNG)\b"
)


@attrs.frozen(eq=False)
class FormLine:
    """A line of the form: its words without space around, and where they stand in the file."""

    text: str
    start: int
    paragraph: WordParagraph

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    @property
    def faces(self) -> tuple[Typeface, ...]:
        """How its words look, in order."""
        return tuple(face for _, face in self.paragraph.faces(self.start, self.end))

    @property
    def shown(self) -> str:
        """Its words as they are printed: small letters may be shown as capitals."""
        is_caps = all(face.caps is not False for face in self.faces)
        return self.text.upper() if is_caps else self.text

    @property
    def folded(self) -> str:
        """Its words for comparison."""
        return fold_text(" ".join(self.text.split()))

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.shown.upper() == self.shown and any(map(str.isalpha, self.shown))

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle; where tabs or spaces may do it, it counts as so."""
        text = self.paragraph.text
        return self.paragraph.shape.align == "center" or "\t" in text or text[:1].isspace()

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(face.bold is not False for face in self.faces)


@attrs.frozen(kw_only=True, eq=False)
class Form:
    """The components that were found; `body` is the running text between head and signature."""

    nation: FormLine | None
    motto: FormLine | None
    agency: tuple[FormLine, ...]
    number: FormLine | None
    date: FormLine | None
    kind: FormLine | None
    subject: tuple[FormLine, ...]
    recipients_label: FormLine | None
    recipients: tuple[FormLine, ...]
    signature: tuple[FormLine, ...]
    signatory: FormLine | None
    body: tuple[WordParagraph, ...]

    @property
    def is_absent(self) -> bool:
        """Whether this is no document with a letterhead at all, but an excerpt or a draft."""
        return not (self.nation or self.motto or self.number or (self.kind and self.date))


def find_form(word: WordFile) -> Form:
    """Return the components of a file."""
    printed = [found for found in word.paragraphs if found.is_main or found.zone is Zone.BOX]
    head = list(_lines(_before_text(printed[:_HEAD])))
    nation = _nearest(head, NATION, 0.75)
    motto = _nearest(head, MOTTO, 0.6)
    kind = next((line for line in head if line.folded in _KINDS), None)
    number = next((line for line in head if _NUMBER.match(line.text)), None)
    date = next((line for line in head if _DATE.search(line.text)), None)
    subject = tuple(_subject(head, kind))
    taken = (nation, motto, kind, number, date, *subject)
    top = max((printed.index(line.paragraph) for line in taken if line is not None), default=-1)
    tail = list(_lines(printed[top + 1 :]))
    label = next((line for line in tail if line.folded.startswith("nơi nhận")), None)
    signature = _signature(tail, label)
    signatory = _signatory(tail, signature)
    ends = [line.paragraph for line in (label, *signature[:1]) if line is not None]
    bottom = min(map(printed.index, ends), default=len(printed))
    return Form(
        nation=nation,
        motto=motto,
        agency=tuple(_agency(head, nation, taken)),
        number=number,
        date=date,
        kind=kind,
        subject=subject,
        recipients_label=label,
        recipients=tuple(_recipients(tail, label)),
        signature=signature,
        signatory=signatory,
        body=tuple(found for found in printed[top + 1 : bottom] if found.zone is Zone.BODY),
    )


def _lines(paragraphs: Iterable[WordParagraph]) -> Iterator[FormLine]:
    for paragraph in paragraphs:
        for found in re.finditer(r"[^\n\t]+", paragraph.text):
            text = found[0].strip()
            if text:
                shift = len(found[0]) - len(found[0].lstrip())
                yield FormLine(text, paragraph.start + found.start() + shift, paragraph)


def _before_text(paragraphs: Iterable[WordParagraph]) -> Iterator[WordParagraph]:
    """Yield paragraphs up to the first heading or the first long one: no component is as long."""
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if _HEADING.match(text) or len(text) > 3 * _LONGEST:
            return
        yield paragraph


def _nearest(lines: Iterable[FormLine], wanted: str, least: float) -> FormLine | None:
    """Return the line that is these words, or nearly so."""
    target = fold_text(wanted)
    rated = [
        (difflib.SequenceMatcher(None, target, line.folded, autojunk=False).ratio(), -place, line)
        for place, line in enumerate(lines)
        if len(line.text) <= _LONGEST
    ]
    best = max(rated, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= least else None


def _subject(head: list[FormLine], kind: FormLine | None) -> Iterator[FormLine]:
    """Yield the lines of the trích yếu: those right under the type that stand in the middle."""
    if kind is None:
        return
    previous = kind.paragraph
    for line in head[head.index(kind) + 1 :]:
        near = line.paragraph.start - previous.end <= 4  # no paragraph with words between
        is_long = len(line.text) > 2 * _LONGEST
        is_centred = line.paragraph.shape.align == "center" or (line.is_centred and line.is_bold)
        if not near or not is_centred or is_long or line.folded.startswith("kính gửi"):
            return
        yield line
        previous = line.paragraph


def _agency(
    head: list[FormLine], nation: FormLine | None, taken: tuple[FormLine | None, ...]
) -> Iterator[FormLine]:
    """Yield the names of the agency: the cells beside Quốc hiệu, or capitals around it."""
    if nation is None:
        return
    at = nation.paragraph
    for line in head:
        if line in taken or _DATE.search(line.text):
            continue
        here = line.paragraph
        if at.zone is Zone.CELL:
            is_beside = (here.holder, here.row) == (at.holder, at.row)
            if is_beside and here.column < at.column:
                yield line
        elif here.zone is Zone.BODY and line.is_upper and line.start < nation.end + 200:
            yield line


def _recipients(tail: list[FormLine], label: FormLine | None) -> Iterator[FormLine]:
    """Yield the lines under "Nơi nhận:" that begin with a dash."""
    if label is None:
        return
    for line in tail[tail.index(label) + 1 :]:
        if _spot(line) != _spot(label) or not line.text.startswith(("-", "–", "+")):
            if label.paragraph.zone is Zone.CELL or line.is_upper:
                continue
            return
        yield line


def _signature(tail: list[FormLine], label: FormLine | None) -> tuple[FormLine, ...]:
    """Return the lines of authority and office, such as "KT. CHỦ TỊCH", that stand together."""
    found: list[FormLine] = []
    for line in tail:
        if label is not None and abs(line.start - label.start) > 1500:
            continue
        is_rank = _RANK.match(line.text) is not None and len(line.text) < _LONGEST // 2
        if is_rank or (line.is_upper and _OFFICE.match(line.shown)):
            found.append(line)
    return tuple(line for line in found if _spot(line) == _spot(found[0]))


def _signatory(tail: list[FormLine], signature: tuple[FormLine, ...]) -> FormLine | None:
    """Return the name: the next line after the office that is a few capitalised words."""
    if not signature:
        return None
    last = signature[-1]
    for line in tail[tail.index(last) + 1 :]:
        is_beside = last.paragraph.zone is Zone.CELL and _spot(line) != _spot(last)
        if is_beside or line.text.startswith(("-", "–", "(", "Nơi")):
            continue
        words = line.text.split()
        is_name = 2 <= len(words) <= 8 and all(word[:1].isupper() for word in words)
        return line if is_name and not line.folded.startswith("phụ lục") else None
    return None


def _spot(line: FormLine) -> tuple[Zone, int, int]:
    """Return what tells the columns of a table apart; all running text is one."""
    found = line.paragraph
    return found.zone, found.holder, found.column
