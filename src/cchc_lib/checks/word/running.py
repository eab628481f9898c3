"""The running text: size, alignment, indents, spacing, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected, cited, grouped, is_within, limits, measured
from cchc_lib.reading.word.file import WordParagraph

__all__: list[str] = []

_LONG = 80  # characters: a shorter paragraph may be a caption, a label, a line of a list
_SLACK_MM = Fraction(3, 5)  # 0.5 inch is 12.7 mm, "1.25 cm" is near it; rounding of programs
_SINGLE = Fraction(115, 100)  # Times New Roman's own line, in sizes
_HEADING = re.compile(r"[IVX]{1,5}\.\s+\S")
_TO_FILL_IN = re.compile(r"\.{5}|…{2}|_{5}")
_REMARK = re.compile(r"\([^()]*\)\W*$")  # that ends a heading in small letters
_END_MARK = "./."
_DASHES = ("-", "–", "+", "*", "•")


def _running(subject: Inspected) -> list[WordParagraph]:
    """Return the paragraphs of which it is certain that they are running text."""
    body = subject.form.body
    start = next(
        (
            place + 1
            for place, found in enumerate(body[:10])
            if found.text.lstrip().lower().startswith("kính gửi")
        ),
        0,
    )
    while 0 < start < len(body) and body[start].text.lstrip().startswith(_DASHES):
        start += 1  # addressees
    return [
        found
        for found in body[start:]
        if len(found.text.strip()) >= _LONG
        and found.shape.align != "center"
        and found.shape.level is None
        and not _HEADING.match(found.text.strip())
        and not _TO_FILL_IN.search(found.text)
    ]


@rule(
    "CCHC730",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Nội dung văn bản có cỡ chữ từ 13 đến 14.",
    why="Cỡ chữ nhỏ hơn khó đọc khi in, lớn hơn tốn giấy.",
    english="Smaller letters are hard to read in print, larger ones waste paper.",
    fires="các đoạn nội dung cỡ chữ 12.",
    silent="các đoạn nội dung cỡ chữ 14.",
    do="Đặt cỡ chữ 13 hoặc 14 cho phần nội dung.",
)
def size(subject: Inspected) -> Iterator[Slip]:
    allowed = limits("body_size")
    wrong = [
        found
        for found in _running(subject)
        if any(
            not is_within(allowed, Fraction(size, 2))
            for piece in found.pieces
            if len(piece.text.strip()) > 3  # a sign of another size is seldom meant
            and (size := piece.face.half_points) is not None
        )
    ]
    if wrong:
        yield grouped(
            wrong,
            f"{len(wrong)} đoạn có chữ ngoài cỡ {measured(allowed)}",
            expected=f"cỡ chữ {measured(allowed)}",
            hint="Đặt cỡ chữ 13 hoặc 14 cho phần nội dung.",
        )


@rule(
    "CCHC731",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Nội dung văn bản được canh đều cả hai lề.",
    why="Nội dung căn đều hai bên theo quy định về kỹ thuật trình bày.",
    english="The text is justified, as the decree asks.",
    fires="các đoạn nội dung căn trái.",
    silent="các đoạn nội dung căn đều hai bên.",
    do="Chọn các đoạn, nhấn Ctrl+J.",
)
def justified(subject: Inspected) -> Iterator[Slip]:
    wrong = [
        found for found in _running(subject) if found.shape.align not in ("both", "distribute")
    ]
    if wrong:
        yield grouped(
            wrong, f"{len(wrong)} đoạn chưa căn đều hai bên", hint="Chọn các đoạn đó, nhấn Ctrl+J."
        )


@rule(
    "CCHC732",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Dòng đầu của đoạn văn lùi vào 1 cm hoặc 1,27 cm.",
    why="Đoạn đánh số tự động, thụt bằng tab, dấu cách hoặc mở đầu bằng gạch đầu dòng thì "
    "không xét.",
    english="Paragraphs numbered automatically, indented by tab or spaces, or begun with a "
    "dash are not judged.",
    fires="đoạn nội dung không lùi đầu dòng.",
    silent="đoạn nội dung lùi đầu dòng 1,27 cm.",
    do="Đặt Paragraph > Special: First line 1 cm hoặc 1,27 cm.",
)
def first_line(subject: Inspected) -> Iterator[Slip]:
    allowed = limits("first_line_mm")
    wrong = [
        found
        for found in _running(subject)
        if found.shape.list_id is None
        and not found.text[:1].isspace()
        and not found.text.startswith(_DASHES)
        and (given := _first_mm(found)) is not None
        and not is_within(allowed, given, slack=_SLACK_MM)
    ]
    if wrong:
        yield grouped(
            wrong,
            f"{len(wrong)} đoạn chưa lùi đầu dòng đúng quy định",
            expected="1 cm đến 1,27 cm",
            hint="Chọn các đoạn đó, đặt Paragraph > Special: First line 1 cm hoặc 1,27 cm.",
        )


def _first_mm(paragraph: WordParagraph) -> Fraction | None:
    """Where its first line begins; a first line may also stand out of an indented paragraph."""
    left, first = paragraph.shape.left, paragraph.shape.first_line
    if first is None or left is None:
        return None
    return Fraction((first if first > 0 else left + first) * 254, 14400)


@rule(
    "CCHC733",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Khoảng cách giữa các đoạn văn tối thiểu là 6 pt.",
    why="Khoảng cách giữa các đoạn giúp thấy đoạn bắt đầu ở đâu.",
    english="The gap shows where a paragraph begins.",
    fires="các đoạn nội dung liền nhau, Before và After đều 0 pt.",
    silent="After 6 pt.",
    do="Đặt Paragraph > Spacing: After 6 pt.",
)
def gap(subject: Inspected) -> Iterator[Slip]:
    least = Fraction(limits("paragraph_gap").low)
    running = set(_running(subject))
    body = subject.form.body
    wrong = [
        found
        for above, found in pairwise(body)
        if found in running
        and above in running
        and not (found.shape.is_auto_spaced or above.shape.is_auto_spaced)
        and above.shape.after is not None
        and found.shape.before is not None
        and Fraction(above.shape.after + found.shape.before, 20) < least
    ]
    if wrong:
        yield grouped(
            wrong,
            f"{len(wrong)} đoạn cách đoạn trên dưới {least} pt",
            expected=f"ít nhất {least} pt",
            hint="Chọn các đoạn đó, đặt Paragraph > Spacing: Before hoặc After 6 pt.",
        )


@rule(
    "CCHC734",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Khoảng cách giữa các dòng từ dòng đơn đến 1,5 dòng.",
    why="Khoảng cách kiểu Exactly được so với cỡ chữ; kiểu At least không xét.",
    english="Spacing of the kind Exactly is compared with the font size; At least is not judged.",
    fires="các đoạn nội dung cách dòng 2,0.",
    silent="các đoạn nội dung cách dòng 1,15.",
    do="Đặt Paragraph > Line spacing từ Single đến 1.5 lines.",
)
def line_spacing(subject: Inspected) -> Iterator[Slip]:
    wrong = [found for found in _running(subject) if not _is_spaced(found)]
    if wrong:
        yield grouped(
            wrong,
            f"{len(wrong)} đoạn có khoảng cách dòng ngoài quy định",
            expected="từ dòng đơn đến 1,5 dòng",
            hint="Chọn các đoạn đó, đặt Paragraph > Line spacing từ Single đến 1.5 lines.",
        )


def _is_spaced(paragraph: WordParagraph) -> bool:
    allowed, shape = limits("line_spacing"), paragraph.shape
    if shape.line is None:
        return True
    if shape.line_rule == "auto":
        return is_within(allowed, Fraction(shape.line, 240), slack=Fraction(1, 50))
    if shape.line_rule != "exact":
        return True
    sizes = [piece.face.half_points or 0 for piece in paragraph.pieces if piece.text.strip()]
    lines = Fraction(shape.line, 20) / (Fraction(max(sizes, default=0) or 28, 2) * _SINGLE)
    return is_within(allowed, lines, slack=Fraction(1, 10))


@rule(
    "CCHC735",
    Severity.WARNING,
    citation=cited("II.6"),
    title="Tiêu đề các mục I, II in hoa, đậm.",
    why="Tiêu đề mục I, II in hoa, đậm để phân biệt với tiêu đề bậc dưới.",
    english="Headings I, II are in bold capitals, so that they differ from those below them.",
    fires="I. Kết quả đạt được",
    silent="I. KẾT QUẢ ĐẠT ĐƯỢC, đậm",
    do="In hoa, đậm số và tiêu đề của mục.",
)
def headings(subject: Inspected) -> Iterator[Slip]:
    lacking: dict[str, list[WordParagraph]] = {"in hoa": [], "in đậm": []}
    for found in subject.form.body:
        text = _REMARK.sub("", found.text).rstrip()
        is_item = len(found.text) >= 3 * _LONG or text.endswith((";", ","))
        if is_item or not _HEADING.match(text.lstrip()):
            continue
        shown = found.faces(found.start, found.start + len(text))
        faces = [(words, face) for words, face in shown if any(map(str.isalnum, words))]
        if any(words.upper() != words and face.caps is False for words, face in faces):
            lacking["in hoa"].append(found)
        if any(face.bold is False for _, face in faces):
            lacking["in đậm"].append(found)
    in_small, not_bold = lacking.values()
    wrong = sorted({*in_small, *not_bold}, key=lambda found: found.start)
    if wrong:
        first = wrong[0].text.strip()
        missing = [what for what, of in lacking.items() if of]
        said = [f"{len(of)} tiêu đề mục chưa {what}" for what, of in lacking.items() if of]
        if in_small == not_bold:
            said = [f"{len(wrong)} tiêu đề mục chưa {', '.join(missing)}"]
        yield grouped(
            wrong,
            "; ".join(said),
            actual=first,
            expected=first.upper() if wrong[0] in in_small else None,
            hint=f"{', '.join(missing).capitalize()} số và tiêu đề của mục.",
        )


@rule(
    "CCHC737",
    Severity.NOTE,
    citation="thông lệ theo Mẫu 1.4, Phụ lục III",
    title="Theo thông lệ, nội dung văn bản kết thúc bằng dấu “./.”.",
    why="Nghị định không quy định dấu kết thúc; nhiều cơ quan ghi “./.” để không ai viết thêm "
    "được.",
    english="The decree has no end mark; many offices write one, so that nothing can be added.",
    fires="… đề nghị Sở Nội vụ xem xét.",
    silent="… đề nghị Sở Nội vụ xem xét./.",
    do="Thêm dấu ./. sau câu cuối của nội dung.",
)
def end_mark(subject: Inspected) -> Iterator[Slip]:
    written = [found for found in subject.form.body if found.text.strip()]
    if (
        written
        and subject.form.recipients_label
        and not any(_END_MARK in found.text for found in written[-3:])
    ):
        last = written[-1]
        yield Slip(
            message=f"nội dung chưa kết thúc bằng dấu “{_END_MARK}”",
            start=max(last.start, last.end - 20),
            end=last.end,
            hint=f"Theo thông lệ, thêm {_END_MARK} sau câu cuối của nội dung.",
        )
