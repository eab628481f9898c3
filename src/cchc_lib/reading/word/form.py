"""Where the components of the form stand in a file, found by their words, not by styles.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục IV numbers them as boxes. People place them with tables,
tabs or line breaks, so a component is a `FormLine`: what stands between two of these.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from unicodedata import normalize

import attrs

from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.law.layout import MOTTO, NATION
from cchc_lib.reading.days import WRITTEN_DAY, day_of
from cchc_lib.reading.word.file import WordFile, WordParagraph, Zone
from cchc_lib.reading.word.styles import Typeface
from cchc_lib.vietnamese import fold_text
from cchc_lib.vietnamese.text import fold_label

__all__ = ["KINDS", "Form", "FormLine", "find_form"]

_HEAD = 60  # paragraphs within which a letterhead stands, empty ones and cells included
_LONGEST = 120  # characters of the longest line of a form
_TOP = 15  # lines within which it shows what kind of document this is

KINDS = frozenset(map(fold_text, {*TYPE_CODES.values(), "Thông cáo"}))
"""Names of kinds of documents, folded."""
_NUMBER = re.compile(r"số\s*:?\s*[0-9…._ ]*\s*/", re.IGNORECASE)
_DATE = re.compile(
    r"(?P<place>[^:;]{0,60}?)\bngày\b(?!\s*,).{0,20}\btháng\b(?!\s*,).{0,20}"
    r"\bnăm\b(?!\s+sinh).{0,15}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[0-9]{1,2} (?=\w)|(?<=\w) [0-9]{1,2}(?=,?$)")
"""The number in the name of a place: Sơn Kim 1, 2 Bảo Lộc."""

_NO_PLACE = re.compile(
    r"\(?(?:căn cứ|thực hiện|theo|xét|kèm|ban hành|phê duyệt|hôm nay|số|sinh|cấp)\b"
)
_BASIS = re.compile(r"(?:căn cứ|thực hiện|theo|xét)\b")
_UNDER_AGENCY = re.compile(r"\(?(?:số\b|v/v|về việc)")
_NO_AGENCY = re.compile(r"^\(?(?:luật số|mẫu|phụ lục|dự thảo)\b|ngày.*tháng.*năm")
_LABEL = re.compile(r"nơi nhận\s*(?::|$)")
_BLANK = re.compile(r"\.{3,}|\.\.\s?\(|…|_{3,}|<<|\{|\[_")
"""What stands in a form or a template for words to fill in."""

_HEADING = re.compile(r"(?:[IVX]{1,5}\.|phần\s+(?:thứ\s+)?\w+)\s", re.IGNORECASE)
_RANK = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s?\w", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:PHÓ )?(?:TỔNG |CHI )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|CỤC TRƯỞNG|VỤ TRƯỞNG|THỦ TƯỚNG|"
    r"HIỆU TRƯỞNG|VIỆN TRƯỞNG|BÍ THƯ)|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TRƯỞNG)\b"
)


@attrs.frozen(eq=False)
class FormLine:
    """A line of the form: its words without space around, in NFC, and where they stand."""

    text: str
    start: int
    end: int
    paragraph: WordParagraph

    @property
    def faces(self) -> tuple[Typeface, ...]:
        """How its words look, in order; how a comma looks nobody sees."""
        shown = self.paragraph.faces(self.start, self.end)
        return tuple(face for text, face in shown if any(map(str.isalnum, text)))

    @property
    def shown(self) -> str:
        """Its words as they are printed: small letters may be shown as capitals."""
        is_caps = all(face.caps is not False for face in self.faces)
        return self.text.upper() if is_caps else self.text

    @property
    def folded(self) -> str:
        """Its words for comparison."""
        return fold_label(self.text)

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
    def is_drawn(self) -> bool:
        """Whether it is a line drawn with signs: "-----", "___&___"."""
        return re.fullmatch(r"[\W_]*+(?:[o0]{3}[\W_]*+)?", self.text) is not None

    @property
    def is_blank(self) -> bool:
        """Whether it has words that are still to be filled in."""
        return _BLANK.search(self.text) is not None

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(face.bold is not False for face in self.faces)


@attrs.frozen(kw_only=True, eq=False)
class Form:
    """The components that were found; `body` is the running text between head and signature.

    `head` are the lines in which they stand. In the head of a template there are words to fill in.
    """

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

    head: tuple[FormLine, ...]
    is_template: bool

    @property
    def day(self) -> datetime.date | None:
        """The day that it is dated, `None` where it has none or one that never was."""
        words = "" if self.date is None else " ".join(self.date.text.split())
        found = WRITTEN_DAY.search(words.lower())
        return day_of(found[0]) if found else None


def find_form(word: WordFile) -> Form:
    """Return the components of a file."""
    printed = [
        found
        for found in word.paragraphs
        if (found.is_main or found.zone is Zone.BOX) and not found.table
    ]
    head = list(_lines(_before_text(printed[:_HEAD])))
    nation = _nearest(head, NATION, 0.75)
    motto = _nearest(head, MOTTO, 0.6)
    kind = next((line for line in head if line.folded in KINDS), None)
    number = next((line for line in head if _NUMBER.match(line.text)), None)
    date = next((line for line in head if _is_date(line)), None)
    subject = tuple(_subject(head, kind))
    taken = (nation, motto, kind, number, date, *subject)
    top = max((printed.index(line.paragraph) for line in taken if line is not None), default=-1)
    tail = list(_lines(printed[top + 1 :]))
    label = next((line for line in tail if _LABEL.match(line.folded)), None)
    signature = _signature(tail, label)
    signatory = _signatory(tail, signature)
    ends = [line.paragraph for line in (label, *signature[:1]) if line is not None]
    bottom = min(map(printed.index, ends), default=len(printed))
    agency = tuple(_agency(head, nation, taken))
    return Form(
        nation=nation,
        motto=motto,
        agency=agency,
        number=number,
        date=date,
        kind=kind,
        subject=subject,
        recipients_label=label,
        recipients=tuple(_recipients(tail, label)),
        signature=signature,
        signatory=signatory,
        body=tuple(found for found in printed[top + 1 : bottom] if found.zone is Zone.BODY),
        is_template=any(line.is_blank for line in head[:_TOP]),
        head=tuple(head),
    )


def _lines(paragraphs: Iterable[WordParagraph]) -> Iterator[FormLine]:
    for paragraph in paragraphs:
        for found in _COLUMN.finditer(paragraph.text):
            text = found[0].strip()
            if text:
                start = paragraph.start + found.end() - len(found[0].lstrip())
                yield FormLine(normalize("NFC", text), start, start + len(text), paragraph)


_COLUMN = re.compile(r"(?:(?!(?<=\w)[ \xa0]{4}[ \xa0]*+[A-ZĐÀ-ÖØ-ÝẠ-Ỹ])[^\n\t])+")
"""What stands in one column, where tabs or many blanks before a capital part two of them."""


def _before_text(paragraphs: Iterable[WordParagraph]) -> Iterator[WordParagraph]:
    """Yield paragraphs up to the first heading or the first long one: no component is as long."""
    for paragraph in paragraphs:
        text = normalize("NFC", paragraph.text.strip())
        if _HEADING.match(text) or len(text) > 3 * _LONGEST:
            return
        yield paragraph


def _is_date(line: FormLine) -> bool:
    """Whether a line is place and date by itself, not the end of a sentence that has a day.

    The comma behind the place may lack where its words are all names; of a template it is blank.
    """
    found = _DATE.fullmatch(line.text)
    if found is None or _NO_PLACE.match(line.folded):
        return False
    place = _NUMBERED.sub("", found["place"].rstrip())
    names = [word[:1] for word in re.findall(r"\w+", place)]
    if _BLANK.search(place):
        return not place[-1].isalnum()
    return re.search("[0-9]", place) is None and (
        place.endswith(",") or all(map(str.isupper, names))
    )


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
    """Yield the lines of the trích yếu: those right under the type that stand in the middle.

    A line drawn ends them, and so does the authority before its legal bases: CHỦ TỊCH ....
    """
    if kind is None:
        return
    previous = kind.paragraph
    at = head.index(kind) + 1
    for line, after in zip_longest(head[at:], head[at + 1 :]):
        near = line.paragraph.start - previous.end <= 4  # no paragraph with words between
        is_long = len(line.text) > 2 * _LONGEST
        is_centred = line.paragraph.shape.align == "center" or (line.is_centred and line.is_bold)
        is_authority = line.is_upper and after is not None and _BASIS.match(after.folded)
        is_other = line.folded.startswith("kính gửi") or line.is_drawn or is_authority
        if not near or not is_centred or is_long or is_other:
            return
        yield line
        previous = line.paragraph


def _agency(
    head: list[FormLine], nation: FormLine | None, taken: tuple[FormLine | None, ...]
) -> Iterator[FormLine]:
    """Yield the names of the agency beside Quốc hiệu, down to the number or V/v."""
    if nation is None:
        return
    for line in head:
        if not _is_beside(line, taken):
            continue
        if _UNDER_AGENCY.match(line.folded):
            return
        if line not in taken and not line.is_drawn and not _NO_AGENCY.search(line.folded):
            yield line


def _is_beside(line: FormLine, taken: tuple[FormLine | None, ...]) -> bool:
    """Whether a line stands left of Quốc hiệu, or is of capitals and comes before it.

    Where blanks part two columns, it stands in one paragraph with Quốc hiệu or Tiêu ngữ.
    """
    nation, motto = taken[:2]
    assert nation is not None
    here, at = line.paragraph, nation.paragraph
    if at.zone is Zone.CELL:
        return here.holder == at.holder and here.row >= at.row and here.column < at.column
    is_first = line.start < nation.start or here is at or (motto and here is motto.paragraph)
    return here.zone is Zone.BODY and line.is_upper and bool(is_first)


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
