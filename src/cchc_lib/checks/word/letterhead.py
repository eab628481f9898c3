"""The head of the document: Quốc hiệu, the agency, number, date, type and trích yếu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word.subject import Inspected, cited, departures, slip_at
from cchc_lib.law.document_types import TYPE_CODES
from cchc_lib.law.layout import MOTTO, NATION
from cchc_lib.reading.days import day_of
from cchc_lib.reading.word.form import FormLine
from cchc_lib.vietnamese import fold_text, format_date, normalize_text
from cchc_lib.vietnamese.text import fold_label

__all__: list[str] = []

_NUMBER = re.compile(
    r"(?P<word>số)\s*(?P<colon>:?)\s*(?P<digits>[0-9]*)[…._\s]*/(?P<symbol>.*)", re.IGNORECASE
)
_DATE = re.compile(
    r"ngày\s+(?P<day>[0-9]{1,2})\s+tháng\s+(?P<month>[0-9]{1,2})\s+năm\s+(?P<year>[0-9]{4})"
)


@rule(
    "CCHC710",
    Severity.NOTE,
    citation=cited("II"),
    title="Thể thức được kiểm tra ở văn bản hành chính do cơ quan ban hành, có phần đầu văn bản.",
    why="Bản trích, bản thảo, phụ lục rời, mẫu đơn của công dân, văn bản quy phạm pháp luật, văn "
    "bản của Đảng và văn bản có trước Nghị định thì các quy tắc về thể thức (CCHC7xx) không áp "
    "dụng.",
    english="To an extract, a draft or a loose annex, a form of citizens, a legal normative "
    "document, a document of the Party and one older than the decree the rules on form and "
    "layout (CCHC7xx) do not apply.",
    fires="tệp chỉ có nội dung, không có Quốc hiệu, số, tên loại.",
    silent="văn bản có đủ thể thức.",
    do="Không phải làm gì nếu đúng là như vậy.",
)
def not_governed(subject: Inspected) -> Iterator[Slip]:
    if reason := subject.exempt:
        yield Slip(
            message=f"không kiểm tra thể thức và kỹ thuật trình bày: {reason}", path="văn bản"
        )


@rule(
    "CCHC711",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Điều 8",
    title="Văn bản có đủ các thành phần thể thức chính.",
    why="Thiếu một thành phần thì văn bản chưa đúng thể thức (Nghị định 30/2020/NĐ-CP, Điều 8).",
    english="A document without one of the components is not in due form (Nghị định "
    "30/2020/NĐ-CP, art. 8).",
    fires="văn bản có Quốc hiệu nhưng không có dòng số, ký hiệu.",
    silent="văn bản có đủ các thành phần thể thức chính.",
    do="Bổ sung thành phần còn thiếu.",
)
def missing(subject: Inspected) -> Iterator[Slip]:
    form = subject.form
    components = {
        "Quốc hiệu": form.nation,
        "Tiêu ngữ": form.motto,
        "tên cơ quan ban hành": form.agency or not form.nation,  # found beside Quốc hiệu only
        "số, ký hiệu": form.number,
        "địa danh, ngày tháng năm": form.date,
        "chức vụ của người ký": form.signature,
        "nơi nhận": form.recipients_label,
    }
    absent = [name for name, found in components.items() if not found]
    if absent and not form.is_template:
        yield Slip(
            message=f"không thấy {', '.join(absent)}",
            path="thể thức",
            hint="Bổ sung thành phần còn thiếu; phần nằm trong ảnh thì kiểm tra bằng mắt.",
        )


@rule(
    "CCHC712",
    Severity.WARNING,
    citation=cited("II.1"),
    title="Quốc hiệu đúng từ ngữ, in hoa, đậm, cỡ chữ từ 12 đến 13.",
    why="Quốc hiệu viết đúng từng chữ, in hoa, đậm.",
    english="Quốc hiệu has its very words, in bold capitals.",
    fires="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM bằng chữ thường, không đậm.",
    silent="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM in hoa, cỡ 13, đậm.",
    do="Sửa theo mẫu.",
)
def nation(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.nation:
        wrong = departures(line, size="nation_size", bold=True)
        if fold_label(line.text) != fold_text(NATION):
            wrong.insert(0, "sai chữ")
        elif not line.is_upper:
            wrong.insert(0, "chưa in hoa")
        if wrong:
            yield _of_form(line, "Quốc hiệu", wrong, NATION)


@rule(
    "CCHC713",
    Severity.WARNING,
    citation=cited("II.1"),
    title="Tiêu ngữ đúng từ ngữ, chữ viết hoa và gạch nối, đậm, cỡ chữ từ 13 đến 14.",
    why="Giữa các cụm từ có gạch nối (-), có cách chữ; chữ cái đầu của mỗi cụm từ viết hoa.",
    english="Between the phrases stands a hyphen (-) with spaces; each phrase begins with a "
    "capital.",
    fires="Độc Lập – Tự Do – Hạnh Phúc",
    silent="Độc lập - Tự do - Hạnh phúc",
    do="Sửa theo mẫu.",
)
def motto(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.motto:
        wrong = departures(line, size="motto_size", bold=True)
        if normalize_text(" ".join(line.text.split())) != MOTTO:
            wrong.insert(0, "sai chữ, dấu gạch nối hoặc cách viết hoa")
        if wrong:
            yield _of_form(line, "Tiêu ngữ", wrong, MOTTO)


@rule(
    "CCHC714",
    Severity.WARNING,
    citation=cited("II.2"),
    title="Tên cơ quan ban hành in hoa, đậm, cỡ chữ từ 12 đến 13; tên cơ quan chủ quản không đậm.",
    why="Tên cơ quan ban hành in hoa, đậm để phân biệt với tên cơ quan chủ quản ở trên, in "
    "hoa, không đậm.",
    english="The agency's name is bold, its superior's above it is not.",
    fires="Ủy ban nhân dân xã Mai Hoa, chữ thường",
    silent="ỦY BAN NHÂN DÂN / XÃ MAI HOA, in hoa, đậm",
    do="In hoa, đậm tên cơ quan ban hành.",
)
def agency(subject: Inspected) -> Iterator[Slip]:
    lines = subject.form.agency
    for place, line in enumerate(lines):
        if line.is_blank:
            continue
        is_last = place == len(lines) - 1
        # above the last, both the other agency (not bold) and the same name (bold) may stand
        bold = is_last or line.is_bold
        wrong = departures(line, size="agency_size", bold=bold, upper=True)
        if wrong:
            yield _of_form(line, "tên cơ quan", wrong, line.text.upper())


@rule(
    "CCHC715",
    Severity.WARNING,
    citation=cited("II.3"),
    title="Số, ký hiệu (Số: 05/BC-UBND) thêm số 0 nếu dưới 10, không cách chữ, cỡ chữ 13, đứng.",
    why="Số chưa điền thì không xét. Công văn không có chữ viết tắt tên loại (CV).",
    english="A number not yet filled in is not judged. An official letter (công văn) has no "
    "code CV.",
    fires="Số: 5 /BC - UBND",
    silent="Số: 05/BC-UBND",
    do="Viết liền, số dưới 10 thêm số 0 ở trước.",
)
def number(subject: Inspected) -> Iterator[Slip]:
    line = subject.form.number
    found = line and _NUMBER.match(line.text)
    if not line or not found or line.is_blank:
        return
    wrong = departures(line, size="number_size", bold=False)
    symbol = re.sub(r"\s*[-–—]\s*", "-", found["symbol"].strip())
    symbol = re.sub(r"\s+", "", symbol).removeprefix("CV-")
    digits = found["digits"] and f"{int(found['digits'][:9]):02d}"
    written = " ".join(line.text.split()) if digits else line.text.replace("\xa0", " ")
    expected = f"Số: {digits}/{symbol}" if digits else re.sub(r"/.*", f"/{symbol}", written)
    if not digits and (found["word"] != "Số" or not found["colon"]):
        expected = f"Số:      /{symbol}"
    if written != expected:
        wrong.insert(0, "viết chưa đúng")
    if wrong:
        yield _of_form(line, "số, ký hiệu", wrong, expected)


@rule(
    "CCHC716",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Phụ lục III",
    title="Chữ viết tắt trong ký hiệu đúng với tên loại văn bản: BC cho BÁO CÁO.",
    why="Mỗi tên loại có một chữ viết tắt (Nghị định 30/2020/NĐ-CP, Phụ lục III); ký hiệu của "
    "loại khác thường là còn sót từ văn bản mẫu.",
    english="Each type has its code (Nghị định 30/2020/NĐ-CP, Phụ lục III); another one is "
    "often left over from the document copied.",
    fires="Số: 05/KH-UBND … BÁO CÁO",
    silent="Số: 05/BC-UBND … BÁO CÁO",
    do="Sửa ký hiệu loại văn bản.",
)
def symbol_of_kind(subject: Inspected) -> Iterator[Slip]:
    line, kind = subject.form.number, subject.form.kind
    found = line and _NUMBER.match(line.text)
    if not line or not kind or not found:
        return
    code = re.split(r"[\s–-]", found["symbol"].strip())[0]
    named = TYPE_CODES.get(code)
    wanted = [code for code, name in TYPE_CODES.items() if fold_text(name) == kind.folded]
    if named and wanted and fold_text(named) != kind.folded:
        yield slip_at(
            line,
            f"ký hiệu {code} là của {named.lower()}, còn tên loại là {kind.text.lower()}",
            actual=line.text,
            expected=wanted[0],
            hint="Sửa ký hiệu hoặc tên loại cho khớp nhau.",
        )


@rule(
    "CCHC717",
    Severity.WARNING,
    citation=cited("II.4"),
    title="Địa danh, thời gian: chỉ thêm số 0 trước ngày dưới 10, tháng 1, 2; nghiêng, cỡ chữ "
    "13-14.",
    why="Thêm số 0 trước ngày dưới 10 và tháng 1, 2 để không ai thêm được chữ số; các tháng "
    "khác thì không thêm.",
    english="A zero before days below 10 and months 1 and 2 leaves no room for another digit; "
    "other months have none.",
    fires="Mai Hoa, ngày 5 tháng 03 năm 2025",
    silent="Mai Hoa, ngày 05 tháng 3 năm 2025",
    do="Thêm số 0 trước ngày dưới 10 và tháng 1, 2; bỏ số 0 trước tháng 3 đến tháng 9.",
)
def date(subject: Inspected) -> Iterator[Slip]:
    line = subject.form.date
    if not line:
        return
    wrong = departures(line, size="date_size", bold=False, italic=True)
    expected, found = line.text, _DATE.search(line.text)
    if not line.text[: line.text.lower().index("ngày")].strip(" ,"):
        wrong.append("thiếu địa danh")
    if found:
        day = day_of(found[0])  # a day that the calendar lacks is CCHC331
        if day is not None and found[0] != format_date(day, long=True):
            expected = line.text.replace(found[0], format_date(day, long=True))
            wrong.insert(0, "ngày, tháng viết chưa đúng")
    if wrong:
        yield _of_form(line, "địa danh, ngày tháng năm", wrong, expected)


@rule(
    "CCHC718",
    Severity.WARNING,
    citation=cited("II.5"),
    title="Tên loại văn bản in hoa, đậm, cỡ chữ từ 13 đến 14, canh giữa.",
    why="Tên loại cho biết ngay đây là văn bản gì.",
    english="The type says at a glance what the document is.",
    fires="Báo cáo, chữ thường",
    silent="BÁO CÁO, in hoa, đậm, canh giữa",
    do="In hoa, đậm, canh giữa tên loại.",
)
def kind(subject: Inspected) -> Iterator[Slip]:
    if line := subject.form.kind:
        wrong = departures(line, size="kind_size", bold=True, upper=True)
        if not line.is_centred:
            wrong.append("chưa canh giữa")
        if wrong:
            yield _of_form(line, "tên loại văn bản", wrong, line.text.upper())


@rule(
    "CCHC719",
    Severity.WARNING,
    citation=cited("II.5"),
    title="Trích yếu nội dung bằng chữ in thường, đậm, cỡ chữ từ 13 đến 14.",
    why="Trích yếu đặt ngay dưới tên loại, chữ thường, đậm; chữ in hoa là của tên loại.",
    english="The subject line stands under the type, bold and not in capitals, which are the "
    "type's.",
    fires="Công tác cải cách hành chính năm 2025, không đậm",
    silent="Công tác cải cách hành chính năm 2025, đậm, canh giữa",
    do="In đậm trích yếu, chữ thường.",
)
def subject_line(subject: Inspected) -> Iterator[Slip]:
    for line in subject.form.subject:
        if line.is_blank or re.fullmatch(r"\(.*\)", line.text):  # to fill in; a period in brackets
            continue
        wrong = departures(line, size="subject_size", bold=True)
        if len(line.text.split()) > 3 and line.is_upper:
            wrong.append("in hoa (quy định chữ thường)")
        if wrong:
            yield _of_form(line, "trích yếu", wrong, None)
            return


def _of_form(line: FormLine, name: str, wrong: list[str], expected: str | None) -> Slip:
    """Return the slip of one component with all its departures; what is right is not repeated."""
    same = expected is None or expected == line.text
    return slip_at(
        line,
        f"{name}: {'; '.join(wrong)}",
        actual=None if same else line.text,
        expected=None if same else expected,
        hint=None if same else f"Viết: {expected}",
    )
