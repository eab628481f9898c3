"""The end of the document: who signs, and "Nơi nhận"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected, cited, departures, slip_at
from cchc_lib.reading.word.form import FormLine

__all__: list[str] = []


@rule(
    "CCHC740",
    Severity.WARNING,
    citation=cited("II.7"),
    title="Quyền hạn, chức vụ của người ký in hoa, đậm, cỡ chữ từ 13 đến 14.",
    why="Quyền hạn, chức vụ của người ký in hoa, đậm, đứng trên họ tên.",
    english="The authority and office of the signatory stand in bold capitals above the name.",
    fires="Kt. Chủ tịch, không đậm",
    silent="KT. CHỦ TỊCH / PHÓ CHỦ TỊCH, in hoa, đậm",
    do="In hoa, in đậm quyền hạn và chức vụ.",
)
def office(subject: Inspected) -> Iterator[Slip]:
    for line in subject.form.signature:
        wrong = departures(line, size="signature_size", bold=True, upper=True)
        if wrong:
            yield slip_at(
                line,
                f"quyền hạn, chức vụ của người ký: {'; '.join(wrong)}",
                hint="In hoa, in đậm quyền hạn và chức vụ, cỡ chữ 13-14.",
            )
            return


@rule(
    "CCHC741",
    Severity.WARNING,
    citation=cited("II.7"),
    title="Họ tên người ký đậm, cỡ chữ từ 13 đến 14.",
    why="Họ tên người ký viết thường, đậm, cùng cỡ với chức vụ. Học hàm, học vị trước họ tên: "
    "CCHC823.",
    english="The signatory's name is bold, not in capitals, of the size of the office. Titles "
    "before it are CCHC823.",
    fires="Họ tên người ký không đậm",
    silent="Họ tên người ký đậm, cỡ 14",
    do="In đậm họ tên, cỡ chữ 13-14.",
)
def signatory(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.signatory:
        wrong = departures(line, size="signature_size", bold=True)
        if wrong:
            yield slip_at(
                line,
                f"họ tên người ký: {'; '.join(wrong)}",
                hint="Họ và tên viết chữ thường, đứng, đậm, cỡ 13-14.",
            )


@rule(
    "CCHC742",
    Severity.WARNING,
    citation=cited("II.9"),
    title="Từ “Nơi nhận:” có cỡ chữ 12, kiểu chữ nghiêng, đậm.",
    why="Từ “Nơi nhận:” và danh sách bên dưới có cỡ chữ riêng, để không lẫn với nội dung.",
    english="The label and the list under it have sizes of their own, apart from the text.",
    fires="Nơi nhận: cỡ chữ 14, không nghiêng",
    silent="Nơi nhận: cỡ chữ 12, nghiêng, đậm",
    do="Đặt cỡ chữ 12, nghiêng, đậm.",
)
def recipients_label(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.recipients_label:
        wrong = departures(line, size="recipients_label_size", bold=True, italic=True)
        if not line.text.startswith("Nơi nhận:"):
            wrong.append("viết chưa đúng mẫu “Nơi nhận:”")
        if wrong:
            yield slip_at(
                line, f"từ “Nơi nhận”: {'; '.join(wrong)}", hint="Cỡ chữ 12, nghiêng, đậm."
            )


@rule(
    "CCHC743",
    Severity.WARNING,
    citation=cited("II.9"),
    title="Phần liệt kê dưới từ “Nơi nhận:” có cỡ chữ 11, kiểu chữ đứng.",
    why="Danh sách nơi nhận có cỡ chữ riêng, nhỏ hơn nội dung.",
    english="The list of recipients has a size of its own, smaller than the text.",
    fires="danh sách nơi nhận cỡ chữ 13",
    silent="danh sách nơi nhận cỡ chữ 11",
    do="Đặt cỡ chữ 11, đứng.",
)
def recipients(subject: Inspected) -> Iterator[Slip]:
    of_words: Slip | None = None
    for line in subject.form.recipients:
        wrong = departures(line, size="recipients_size", bold=False)
        if not wrong:
            continue
        words = _departing(line)
        is_few = 2 * len(words) < len(line.text)
        place = f", ở “{words}”" if is_few else ""
        slip = slip_at(
            line,
            f"danh sách nơi nhận{place}: {'; '.join(wrong)}",
            hint="Cỡ chữ 11, đứng, không đậm.",
        )
        if not is_few:
            yield slip
            return
        of_words = of_words or slip
    if of_words is not None:
        yield of_words


def _departing(line: FormLine) -> str:
    """Return the words of a line that depart, such as the initials of who typed it."""
    paragraph, words = line.paragraph, ""
    for piece in paragraph.pieces:
        start = max(line.start, paragraph.start + piece.start)
        end = min(line.end, paragraph.start + piece.start + len(piece.text))
        part = attrs.evolve(line, start=start, end=end)
        if start < end and departures(part, size="recipients_size", bold=False):
            words += paragraph.text[start - paragraph.start : end - paragraph.start]
    return words.strip()


@rule(
    "CCHC744",
    Severity.WARNING,
    citation=cited("II.9"),
    title="Dòng cuối của nơi nhận là “Lưu: VT” và đơn vị soạn thảo.",
    why="Bản lưu tại văn thư là bản chính thức còn lại ở cơ quan, và dòng này cho biết ai soạn "
    "thảo.",
    english="The filed copy is the one that stays, and the line tells who drafted it.",
    fires="- Lưu VT",
    silent="- Lưu: VT, VP.",
    do='Ghi dòng cuối là "Lưu: VT, …".',
)
def filed(subject: Inspected) -> Iterator[Slip]:
    lines = subject.form.recipients
    if (
        lines
        and not lines[-1].is_blank
        and not re.search(r"\bLưu\s?: ?(?:VT|Văn thư)\b", lines[-1].text)
    ):
        yield slip_at(
            lines[-1],
            "dòng cuối của nơi nhận chưa ghi “Lưu: VT, …”",
            actual=lines[-1].text,
            expected="- Lưu: VT, <đơn vị soạn thảo>.",
            hint="Ghi “Lưu: VT” và chữ viết tắt của đơn vị soạn thảo, sau cùng là dấu chấm.",
        )
