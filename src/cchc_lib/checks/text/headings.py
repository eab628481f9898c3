"""How a text is built: numbers of headings, what stands under them, what is planned twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.errors import FormatError
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span
from cchc_lib.vietnamese.roman import parse_roman

__all__: list[str] = []

_HEADING = re.compile(
    r"(?m)^[ \t]*(?:(?P<roman>[IVX]{1,5})(?:\.|[ \t]?[-–/)])[ \t]+(?P<title>[^\n]{3,120})|"
    r"(?P<arabic>[0-9]{1,2})\.[ \t]+(?P<words>[A-ZĐÀ-Ỹ][^\n]{2,160}))"
)
_ASIDE = re.compile(r"\([^)]*\)?|[“\"][^”\"]*[”\"]?")
_POINT = re.compile(r"(?m)^[ \t]*(?P<letter>[a-zđ])\)[ \t]+\S")
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
"""The Vietnamese alphabet, and the Latin one, which many lists follow."""

_ONE_LIST = 3000
"""Characters between two points of one list, at most."""

_OPENING = re.compile(
    r"(?m)^[ \t]*(?P<mark>“|\"(?=(?:Phần|Chương|Mục|Điều|Phụ lục) |[0-9]{1,2}\. |[a-zđ]\) ))"
)
_CLOSING = re.compile(r"(?m)\"[.,;/]{0,4}[ \t]*$")


def _roman(text: str) -> int | None:
    try:
        return parse_roman(text)
    except FormatError:
        return None


def _is_in_capitals(title: str) -> bool:
    """Whether a title is in capitals, but for asides, quoted words and what a colon opens."""
    shown = _ASIDE.sub("", title.partition(":")[0])
    return shown.upper() == shown and re.search(r"[^\W\d_]{2}", shown) is not None


def _quotations(prose: Prose) -> Iterator[Span]:
    """Yield what stands between the quote that begins a line and its end: an amended article.

    Its numbers are of another text than those around it.
    """
    text, end = prose.source.text, 0
    for found in _OPENING.finditer(text):
        start = found.start("mark")
        if start < end:
            continue
        closing = _CLOSING.search(text, start + 1) if found["mark"] == '"' else _closed(text, start)
        if closing is not None:
            end = closing.end()
            yield Span(start, end)


def _closed(text: str, start: int) -> re.Match[str] | None:
    """Return the quote that closes the one at a place, those between them in pairs."""
    depth = 0
    for found in re.compile("[“”]").finditer(text, start):
        depth += 1 if found[0] == "“" else -1
        if depth == 0:
            return found
    return None


def _text_of(prose: Prose, place: int) -> int:
    """Return which text a place is of: a quotation by its start, or -1, the text itself."""
    quotations = prose.once(_quotations)
    at = bisect_right(quotations, place, key=lambda span: span.start) - 1
    return quotations[at].start if at >= 0 and place < quotations[at].end else -1


@rule(
    "CCHC550",
    Severity.WARNING,
    title="Tiêu đề các mục được đánh số thứ tự liên tục.",
    why="Các mục La Mã liên tục trong toàn văn bản, các mục Ả Rập liên tục trong từng mục, các "
    "điểm a, b, c, d, đ theo thứ tự chữ cái tiếng Việt; một danh sách có thể bắt đầu lại từ đầu. "
    "Số Ả Rập chỉ lưu ý, vì hai số có thể thuộc hai danh sách. Số trong một điều được trích "
    "nguyên văn thì xét riêng.",
    english="Roman numerals through the text, Arabic numbers under each, letters in the order of "
    "the Vietnamese alphabet (a, b, c, d, đ); a list may begin again. Arabic numbers are a note, "
    "for two of them may be of two lists. Numbers in an article that is quoted are of another "
    "text.",
    fires="I. CHỈ ĐẠO\nNội dung.\nIII. ĐÁNH GIÁ\nNội dung.",
    silent="I. CHỈ ĐẠO\nNội dung.\nII. ĐÁNH GIÁ\nNội dung.",
    do="Đánh lại số thứ tự.",
)
def numbering(prose: Prose) -> Iterator[Slip]:
    counts: dict[int, _Count] = {}
    for found in _HEADING.finditer(prose.source.text):
        count = counts.setdefault(_text_of(prose, found.start()), _Count())
        if found["roman"]:
            number = _roman(found["roman"])
            if number is None:
                continue
            follows = number - 1 in count.roman
            if not _is_in_capitals(found["title"]):
                count.roman |= {number} if follows else set()
                continue
            if count.roman and not follows and number != 1:
                is_back = number <= max(count.roman)
                yield _misnumbered(found, "roman", found["roman"], is_back)
            count.roman, count.arabic = {number}, 0
            continue
        number, arabic = int(found["arabic"]), count.arabic
        if arabic and number not in (arabic, arabic + 1, 1) and number <= arabic + 3:
            is_back = number < arabic
            yield _misnumbered(found, "arabic", found["arabic"], is_back, Severity.NOTE)
        count.arabic = number
    yield from _points(prose)


@attrs.define
class _Count:
    """How far the numbers of a text have come.

    `roman` is the last heading in capitals, and those in small letters that count on from it:
    they may be headings of the text, or of a list below.
    """

    roman: set[int] = attrs.field(factory=set)
    arabic: int = 0


def _points(prose: Prose) -> Iterator[Slip]:
    """Yield the letters of a list that leave out the one before them, in every alphabet."""
    last: dict[int, re.Match[str]] = {}
    for found in _POINT.finditer(prose.source.text):
        of_text = _text_of(prose, found.start())
        before = last.get(of_text)
        if before is not None and found.start() - before.end() < _ONE_LIST:
            steps = [
                letters.index(found["letter"]) - letters.index(before["letter"])
                for letters in _ALPHABETS
                if found["letter"] in letters and before["letter"] in letters
            ]
            if steps and min(steps) == 2:
                yield _misnumbered(found, "letter", found["letter"], is_repeated=False)
        last[of_text] = found


def _misnumbered(
    found: re.Match[str],
    group: str,
    shown: str,
    is_repeated: bool,
    severity: Severity | None = None,
) -> Slip:
    wrong = "lặp lại hoặc lùi" if is_repeated else "bỏ cách"
    return Slip(
        message=f"số thứ tự đề mục “{shown}.” {wrong} so với đề mục trước",
        actual=shown,
        hint="Đánh lại số thứ tự các đề mục.",
        severity=severity,
        start=found.start(group),
        end=found.end(group),
    )


_DRAWBACKS = re.compile(r"TỒN TẠI|HẠN CHẾ|KHÓ KHĂN")
_MERITS = re.compile(r"ưu điểm|kết quả đạt được|mặt được", re.IGNORECASE)


@rule(
    "CCHC551",
    Severity.WARNING,
    title="Ưu điểm không nằm dưới tiêu đề về tồn tại, hạn chế.",
    why="Ưu điểm đặt dưới tiêu đề “Tồn tại, hạn chế” là tiêu đề sai hoặc nội dung đặt nhầm chỗ.",
    english="Merits under a heading of drawbacks: either the heading is wrong or what stands "
    "under it.",
    fires="III. TỒN TẠI, HẠN CHẾ\n1. Ưu điểm\nNội dung.",
    silent="III. ĐÁNH GIÁ CHUNG\n1. Ưu điểm\nNội dung.",
    do="Đổi tiêu đề thành “Đánh giá chung”.",
)
def merits_under_drawbacks(prose: Prose) -> Iterator[Slip]:
    chapter: re.Match[str] | None = None
    for found in _HEADING.finditer(prose.source.text):
        if found["roman"]:
            title = found["title"].upper()
            is_drawback = _DRAWBACKS.search(title) and not re.search("ĐÁNH GIÁ|KẾT QUẢ", title)
            chapter = found if is_drawback else None
        elif chapter is not None and _MERITS.match(found["words"]):
            yield Slip(
                message=f"mục “{chapter['title'].strip()}” lại có phần “{found['words'].strip()}”",
                hint="Đổi tiêu đề mục thành “ĐÁNH GIÁ CHUNG”.",
                start=chapter.start("title"),
                end=chapter.end("title"),
            )
            chapter = None


_PLANS = re.compile(r"(?m)^[ \t]*[IVX]{1,5}\.[ \t]+(?:PHƯƠNG HƯỚNG|NHIỆM VỤ)[^\n]*$")
_WILL = re.compile(r"^\W*(?:[0-9]+\.|-)?\s*(?:tiếp tục|duy trì|thường xuyên)", re.IGNORECASE)
_DONE = re.compile(r"(?:đã|đến nay|ban hành)", re.IGNORECASE)
_YEAR = re.compile(r"năm\W+\d")
_RUN = 8
"""So many words in a row, with the year, name one and the same piece of work."""


@rule(
    "CCHC552",
    Severity.NOTE,
    title="Nhiệm vụ đã báo cáo hoàn thành không được đề ra lại cho cùng năm.",
    why="Tám từ liền nhau kết thúc bằng cùng một năm, vừa ở nhiệm vụ sắp tới vừa ở câu nêu "
    "việc đã làm.",
    english="Eight words in a row, ended by one year, in a task ahead and in a sentence on "
    "what was done.",
    fires="Đã hoàn thành kiểm tra cải cách hành chính năm 2025.\nII. NHIỆM VỤ\nLập đoàn kiểm tra "
    "cải cách hành chính năm 2025.",
    silent="Đã hoàn thành kiểm tra cải cách hành chính năm 2025.\nII. NHIỆM VỤ\nLập đoàn kiểm "
    "tra cải cách hành chính năm 2026.",
    do="Bỏ nhiệm vụ đã làm, hoặc sửa năm.",
)
def planned_though_done(prose: Prose) -> Iterator[Slip]:
    headings = list(_PLANS.finditer(prose.source.text))
    if not headings:
        return
    heading = headings[-1]
    done: set[tuple[str, ...]] = set()
    for sentence in prose.source.sentences:
        if _YEAR.search(prose.lower, sentence.start, sentence.end) is None:
            continue
        is_ahead = sentence.end > heading.end()
        start = max(sentence.start, heading.end()) if is_ahead else sentence.start
        text = prose.flat[start : sentence.end]
        runs = _runs(re.findall(r"\w+", text.lower()))
        if not is_ahead:
            if _DONE.search(text):
                done.update(runs)
            continue
        same = None if _WILL.match(text) else next((run for run in runs if run in done), None)
        if same is not None:
            yield Slip(
                message=f"nhiệm vụ “…{' '.join(same)}” đã được báo cáo ở phần trên",
                hint="Bỏ nhiệm vụ đã làm hoặc sửa lại năm.",
                start=start,
                end=sentence.end,
            )


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words that end with a year, so many in a row."""
    for place in range(_RUN - 1, len(words)):
        if words[place - 1] == "năm" and words[place].isdigit():
            yield tuple(words[place - _RUN + 1 : place + 1])
