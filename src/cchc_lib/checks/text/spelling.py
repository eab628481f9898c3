"""Words and signs: spelling, doubled words, spaces, brackets, letters of other alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import compress
from operator import and_, eq

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.text.misspelt import SLIPS, misspelt
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.source import Span

__all__: list[str] = []

_SPACELESS = re.compile(
    r"(?<![\w@/.])(?!TP\.|TX\.|TT\.|Tx\.|Tp\.)(?P<word>[a-zà-ỹđA-ZĐÀ-Ỹ]{2,})(?P<mark>[,;]|\.(?=[0-9]{1,3}%|[A-ZĐÀ-Ỹ][a-zà-ỹ]))"
    r"(?=[0-9A-ZĐÀ-Ỹa-zà-ỹđ])(?![\w.-]{0,64}@)(?!vn\b|gov\b|com\b)"
)
_MARK = re.compile(r"[,;.](?<=[a-zà-ỹđA-ZĐÀ-Ỹ]{2}.)(?=[0-9A-ZĐÀ-Ỹa-zà-ỹđ])")


@rule(
    "CCHC654",
    Severity.NOTE,
    title="Sau dấu phẩy, dấu chấm phẩy và dấu chấm có dấu cách.",
    why="Thiếu dấu cách làm dính hai từ, và từ sau không tìm kiếm được.",
    english="Without a space two words stick together, and the second cannot be searched for.",
    fires="trên môi trường mạng.100% lãnh đạo được cấp chữ ký số.",
    silent="trên môi trường mạng. 100% lãnh đạo được cấp chữ ký số.",
    do="Thêm dấu cách.",
)
def missing_space(prose: Prose) -> Iterator[Slip]:
    for mark in _MARK.finditer(prose.flat):
        found = _SPACELESS.match(prose.flat, prose.word_at(mark.start() - 1))
        if found is None or found.start("mark") != mark.start():
            continue
        yield Slip(
            message="thiếu dấu cách sau dấu câu",
            actual=prose.flat[found.start() : found.end() + 6],
            hint="Thêm dấu cách.",
            start=found.start(),
            end=found.end(),
        )


_NEVER_TWICE = {
    *"được bị của và các những trong cho với là đã đang sẽ để về theo khi có này đến nên".split(),
    *"cũng mà hoặc hay người chưa còn phải như rằng thì vào nhưng vì do đó mỗi mọi một".split(),
} - {"do", "hay"}
"""Words that end no compound before one that begins another: "tồn tại tại" is right."""

_DOUBLED = re.compile(rf"(?<!\w)(?P<words>{'|'.join(sorted(_NEVER_TWICE))})\s(?P=words)(?!\w)")
_PAIR = re.compile(
    r"(?<!\w)(?P<words>(?P<one>[a-zà-ỹđ]{2,9})\s(?!(?P=one)\s)[a-zà-ỹđ]{2,9})\s(?P=words)(?!\w)"
)
_WORD_OF_TEXT = re.compile(r"\w+(?:[%/.,-]\w+){0,8}%?")
_CLAUSE = range(5, 21)
"""So many words said twice in a row are a clause left over from an edit."""


@rule(
    "CCHC655",
    Severity.NOTE,
    title="Không có từ viết lặp liền nhau, trừ từ láy (luôn luôn, dần dần).",
    why="Từ hoặc cụm từ viết lặp thường là còn sót khi sửa câu.",
    english="A word, or a clause, given twice is often left over from an edit.",
    fires="Trang thông tin điện tử đã được được xây dựng.",
    silent="Trang thông tin điện tử đã được xây dựng và luôn luôn cập nhật.",
    do="Bỏ một từ.",
)
def doubled_word(prose: Prose) -> Iterator[Slip]:
    for words, sentence in zip(prose.words, prose.source.sentences, strict=True):
        repeated = len(words) - len({*words})
        if repeated and _has_twins(words):
            yield from _word_twice(prose, sentence)
        if repeated >= _CLAUSE.start and _repeats_clause(words):
            yield from _said_twice(prose, sentence)


def _has_twins(words: list[str]) -> bool:
    """Whether a word that never does follows itself, or two words do."""
    if not _NEVER_TWICE.isdisjoint(compress(words, map(eq, words, words[1:]))):
        return True
    again = list(map(eq, words, words[2:]))
    return any(map(str.isalpha, compress(words, map(and_, again, again[1:]))))


def _repeats_clause(words: list[str]) -> bool:
    """Whether as many words as the shortest clause has stand again."""
    runs = list(zip(*(words[start:] for start in range(_CLAUSE.start)), strict=False))
    return len(set(runs)) < len(runs)


def _word_twice(prose: Prose, sentence: Span) -> Iterator[Slip]:
    """Yield a word, or two of them, that stand twice in a row."""
    for expression in (_DOUBLED, _PAIR):
        for found in expression.finditer(prose.flat, sentence.start, sentence.end):
            follows = prose.flat[found.end() : found.end() + 6]
            is_broken = expression is _PAIR and "\n" in prose.source.text[slice(*found.span())]
            if follows.startswith(", nhà") or is_broken:
                continue
            yield Slip(
                message=f"từ “{found['words']}” viết lặp",
                expected=found["words"],
                actual=found[0],
                hint="Bỏ một từ.",
                start=found.start(),
                end=found.end(),
            )


def _said_twice(prose: Prose, sentence: Span) -> Iterator[Slip]:
    """Yield a clause that follows itself."""
    words = list(_WORD_OF_TEXT.finditer(prose.flat, sentence.start, sentence.end))
    said = [word[0].lower() for word in words]
    sizes = [size for size in _CLAUSE if sum(map(eq, said, said[size:])) >= size]
    if not sizes:
        return
    place = 0
    while place + 2 * _CLAUSE.start <= len(said):
        length = next((size for size in sizes if _is_twice(said, place, size)), 0)
        if length and _is_one_sentence(prose, words, place, length):
            start, end = words[place + length].start(), words[place + 2 * length - 1].end()
            clause = prose.flat[start:end]
            yield Slip(
                message=f"cụm từ “{clause}” viết lặp",
                actual=clause,
                hint="Bỏ một lần.",
                start=start,
                end=end,
            )
            place += length
        place += length or 1


def _is_one_sentence(prose: Prose, words: list[re.Match[str]], place: int, size: int) -> bool:
    """Whether a clause follows itself as a whole, in small letters: no heading, no longer item."""
    last, again = words[place + size - 1], words[place + size]
    text, first, end = prose.source.text, words[place], words[place + 2 * size - 1].end()
    is_joined = re.fullmatch(r"[ ,;]{1,3}", text[last.end() : again.start()]) is not None
    is_whole = place == 0 or text[first.start() - 2] in ",;:"
    is_over = text[end : end + 1] in ("", "\n", ",", ";", ".")
    varied = len({word[0] for word in words[place : place + size]}) > 2
    return varied and again[0][0].islower() and is_joined and is_whole and is_over


def _is_twice(said: list[str], place: int, size: int) -> bool:
    """Whether so many words are followed by themselves; the first is looked at first."""
    if place + 2 * size > len(said) or said[place] != said[place + size]:
        return False
    return said[place : place + size] == said[place + size : place + 2 * size]


_LIST_MARK = re.compile(r"(?:(?<=\s)|^)\(?[0-9a-zđ]{1,3}\)")


@rule(
    "CCHC656",
    Severity.NOTE,
    title="Dấu ngoặc được mở và đóng đủ cặp.",
    why="Thiếu một dấu ngoặc thì không rõ phần giải thích bắt đầu hoặc kết thúc ở đâu.",
    english="Without one of the pair nobody knows where the aside begins or ends.",
    fires="Tiếp nhận 1.268 hồ sơ (trong đó trực tuyến 1.219 hồ sơ (96,14%).",
    silent="Tiếp nhận 1.268 hồ sơ (trong đó trực tuyến 1.219 hồ sơ).",
    do="Thêm hoặc bỏ dấu ngoặc.",
)
def brackets(prose: Prose) -> Iterator[Slip]:
    for block in prose.source.blocks:
        text = prose.flat[block.start : block.end]
        if text.count("(") == text.count(")"):
            continue
        text = _LIST_MARK.sub(lambda found: " " * len(found[0]), text)
        opened: list[int] = []
        for place, letter in enumerate(text):
            if letter == "(":
                opened.append(place)
            elif letter == ")":
                if not opened:
                    yield _bracket(block, place, "đóng ngoặc mà không mở")
                    break
                opened.pop()
        else:
            if opened:
                yield _bracket(block, opened[0], "mở ngoặc mà không đóng")


def _bracket(block: Span, place: int, wrong: str) -> Slip:
    start = block.start + place
    return Slip(
        message=f"{wrong} trong đoạn này",
        hint="Thêm hoặc bỏ dấu ngoặc.",
        start=start,
        end=start + 1,
    )


_GREEK = re.compile("[\u0370-\u03ff\u00b5\u2126]")
"""Letters of formulas and units, which look like no Vietnamese one."""

_VIETNAMESE = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")


def _is_alien(letter: str) -> bool:
    """Whether a letter is of no Vietnamese alphabet, though it may look so: ǎ, Cyrillic а."""
    if letter.isascii() or not letter.isalpha() or _GREEK.match(letter):
        return False
    parts = [part for part in unicodedata.normalize("NFD", letter.lower()) if part not in _TONES]
    return unicodedata.normalize("NFC", "".join(parts)) not in _VIETNAMESE


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


@rule(
    "CCHC657",
    Severity.WARNING,
    title="Từ tiếng Việt được viết bằng chữ cái tiếng Việt.",
    why="ǎ thay cho ă, chữ а Kirin thay cho a: nhìn giống nhau nhưng tìm kiếm không thấy từ.",
    english="ǎ for ă, a Cyrillic а for a: they look alike, but a search does not find the word.",
    fires="Cǎn cứ kế hoạch cải cách hành chính.",
    silent="Căn cứ kế hoạch cải cách hành chính.",
    do="Gõ lại từ này.",
)
def alien_letter(prose: Prose) -> Iterator[Slip]:
    aliens = {letter for letter in prose.source.signs if _is_alien(letter)}
    if not aliens:
        return
    lower = {letter.lower() if len(letter.lower()) == 1 else letter for letter in aliens}
    places = prose.spans_of({word for word in prose.vocabulary if not lower.isdisjoint(word)})
    for found in (found for place in places for found in _WORD.finditer(prose.flat, *place)):
        word = found[0]
        alien = [letter for letter in word if letter in aliens]
        if alien and len(alien) < len(word):
            letter = alien[0]
            name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
            yield Slip(
                message=f"“{word}” có chữ “{letter}” không thuộc bảng chữ cái tiếng Việt ({name})",
                actual=word,
                hint="Gõ lại từ này bằng bộ gõ tiếng Việt.",
                start=found.start(),
                end=found.end(),
            )


@rule(
    "CCHC658",
    Severity.NOTE,
    citation="TCVN 6909:2001",
    title="Văn bản dùng Unicode dựng sẵn (NFC), mỗi chữ cái là một ký tự.",
    why="Dấu rời làm tìm kiếm và sắp xếp sai, dù nhìn không khác (TCVN 6909:2001).",
    english="Marks apart from their letters break searching and sorting, though nothing can be "
    "seen (TCVN 6909:2001).",
    fires="Pho\u0300ng Kinh te\u0302\u0301.",
    silent="Phòng Kinh tế.",
    do="Chuyển sang Unicode dựng sẵn.",
)
def decomposed(prose: Prose) -> Iterator[Slip]:
    if not prose.source.is_composed:
        yield Slip(
            message="văn bản dùng Unicode tổ hợp (dấu rời), tìm kiếm và sắp xếp sẽ sai",
            hint="Chuyển toàn văn bản sang Unicode dựng sẵn (NFC).",
            start=0,
            end=1,
        )


_TONE_BEFORE = re.compile(
    r"(?<!\w)[^\W\d_]{0,4}(?:[ứừửữự]ơ|[íìỉĩị]ê|[ýỳỷỹỵ]ê|[úùủũụ]ô)[^\W\d_]{0,3}(?!\w)",
    re.IGNORECASE,
)
"""A tone on the first of two vowels of which the second bears it."""


@rule(
    "CCHC659",
    Severity.WARNING,
    title="Từ ngữ hành chính viết đúng chính tả; chỉ xét lỗi không trùng với từ nào khác.",
    why="Danh sách chỉ gồm những lỗi gõ không trùng với từ nào khác, và dấu thanh đặt sai chữ "
    "(lựơng, nứơc), nên không nhầm với từ viết đúng.",
    english="Only slips that are no other word are listed, and tones on the wrong letter "
    "(lựơng, nứơc), so that no right word is named.",
    fires="Tổ chức rà soát để năng cao trách nhiệm.",
    silent="Tổ chức rà soát để nâng cao trách nhiệm.",
    do="Sửa chính tả.",
)
def spelling(prose: Prose) -> Iterator[Slip]:
    for found in misspelt(prose):
        meant = SLIPS.get(found[0].lower())
        yield Slip(
            message=f"“{found[0]}” có lẽ là “{meant}”",
            expected=meant,
            actual=found[0],
            hint=f"Sửa thành “{meant}”.",
            start=found.start(),
            end=found.end(),
        )
    misplaced = any(map(_TONE_BEFORE.fullmatch, prose.vocabulary))
    for found in _TONE_BEFORE.finditer(prose.flat) if misplaced else ():
        right = _with_tone_moved(found[0])
        yield Slip(
            message=f"“{found[0]}” đặt dấu thanh sai chữ",
            expected=right,
            actual=found[0],
            hint=f"Sửa thành “{right}”.",
            start=found.start(),
            end=found.end(),
        )


def _with_tone_moved(word: str) -> str:
    """Return a syllable with its tone on the vowel behind the one that bears it.

    >>> _with_tone_moved("lựơng"), _with_tone_moved("NGHỊÊM")
    ('lượng', 'NGHIỆM')
    """
    letters = list(unicodedata.normalize("NFC", word))
    for place, letter in enumerate(letters[:-1]):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in _TONES), None)
        if tone is not None and letters[place + 1].lower() in "ơêô":
            bare = unicodedata.normalize("NFC", parts.replace(tone, ""))
            letters[place : place + 2] = bare, letters[place + 1] + tone
            break
    return unicodedata.normalize("NFC", "".join(letters))
