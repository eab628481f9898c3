"""What is wrong with an inbox: who is missing or late, what cannot be read, what does not go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cchc_lib.checks.collect import in_order
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.figures.figure import full_label
from cchc_lib.inbox import continuity
from cchc_lib.inbox.beside import of_facts
from cchc_lib.inbox.sorting import unit_key
from cchc_lib.inbox.tables import FileState
from cchc_lib.report.agency import plain_name
from cchc_lib.report.printing import figure_text
from cchc_lib.scale import rules as of_units
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import capital

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox

__all__ = ["RULES", "found_by_others"]


@rule(
    "CCHC841",
    Severity.WARNING,
    title="Mọi tệp gửi đến đều đọc được.",
    why="Tệp hỏng, có mật khẩu, ảnh chụp, sai loại hoặc quá lớn thì không biết đơn vị báo cáo gì; "
    "tệp vẫn được liệt kê kèm lý do. Bảng tính có ô công thức chưa có giá trị tính sẵn thì không "
    "biết số liệu ở các ô đó.",
    english="Of a file that is damaged, locked, a picture, of another kind or too large nobody "
    "knows what it states; it is listed with the reason. Of formulas of a workbook whose results "
    "no program has computed yet nobody knows what those cells state.",
    fires="Thư mục có bao-cao.docx đặt mật khẩu.",
    silent="Thư mục chỉ có tệp mở được.",
    do="Đề nghị đơn vị gửi lại tệp mở được, tốt nhất là tệp Word (.docx).",
)
def unreadable(inbox: Inbox) -> Iterator[Slip]:
    for each in inbox.files:
        if each.state is FileState.UNREADABLE:
            yield Slip(message=f"Tệp {each.name}: {each.why}.", path=each.name)


@rule(
    "CCHC842",
    Severity.WARNING,
    title="Báo cáo được gửi đúng hạn.",
    why="Ngày để so với hạn là ngày nhận do người dùng nêu, không nêu thì là ngày ghi trên văn "
    "bản. Tệp không ghi ngày thì không kết luận là muộn, chỉ lưu ý khi đơn vị không có tệp nào "
    "ghi ngày.",
    english="The day compared with the deadline is the day received where it was given, else the "
    "day of the document. A file without a day is not called late; a note says so where no file of "
    "its unit has one.",
    fires="Hạn nộp 20/9/2026, văn bản ghi ngày 22/9/2026.",
    silent="Hạn nộp 20/9/2026, văn bản ghi ngày 18/9/2026.",
    do="Nhắc đơn vị gửi đúng hạn; số liệu vẫn được dùng.",
)
def late(inbox: Inbox) -> Iterator[Slip]:
    dated = {unit_key(each) for each in inbox.files if each.state.is_used and each.day is not None}
    for each in inbox.files:
        if each.state is FileState.LATE and inbox.deadline is not None and each.day is not None:
            yield Slip(
                message=f"{each.unit or each.name} gửi muộn ({each.name}): {each.why}.",
                path=each.name,
                actual=format_date(each.day),
                expected=f"chậm nhất {format_date(inbox.deadline)}",
            )
        elif not each.state.is_used or inbox.deadline is None or each.day is not None:
            continue
        elif unit_key(each) not in dated:  # an annex goes with the day of the report
            yield Slip(
                message=f"Tệp {each.name}: không rõ ngày văn bản, chưa biết có gửi đúng hạn không.",
                path=each.name,
                severity=Severity.NOTE,
            )


@rule(
    "CCHC843",
    Severity.WARNING,
    title="Biết được tệp là của đơn vị nào, kỳ nào.",
    why="Đơn vị được đọc từ số liệu, biểu, phần đầu văn bản, sau cùng là tên tệp; kỳ được đọc từ "
    "số liệu, biểu, tên báo cáo. Không biết thì tệp không được tính cho đơn vị nào.",
    english="The unit is read from the facts, the form, the head of the text, last from the name "
    "of the file; the period from facts, form or title. Where nobody knows, the file is counted "
    "for no unit.",
    fires="Văn bản không có tên cơ quan ban hành, tên tệp là scan001.pdf.",
    silent="Văn bản có tên cơ quan ban hành và “báo cáo … quý III năm 2026”.",
    do="Hỏi lại nơi gửi; đặt tên đơn vị vào tên tệp nếu văn bản không ghi.",
)
def of_nobody(inbox: Inbox) -> Iterator[Slip]:
    for each in inbox.files:
        if not each.state.is_used:
            continue
        if not each.unit:
            yield Slip(message=f"Tệp {each.name}: không rõ của đơn vị nào.", path=each.name)
        elif each.period is None:
            yield Slip(
                message=f"Tệp {each.name}: không rõ báo cáo của kỳ nào.",
                path=each.name,
                severity=Severity.NOTE,
            )


@rule(
    "CCHC844",
    Severity.NOTE,
    title="Tên tệp và nội dung tệp nêu cùng một đơn vị.",
    why="Văn bản sao từ đơn vị khác thường còn tên cơ quan cũ ở phần đầu.",
    english="A text that was copied from another unit often still has the other's name at its "
    "head.",
    fires="Tệp bc-xa-son-kim.docx có phần đầu ghi Ủy ban nhân dân xã Mai Hoa.",
    silent="Tệp bc-xa-mai-hoa.docx có phần đầu ghi Ủy ban nhân dân xã Mai Hoa.",
    do="Hỏi lại đơn vị gửi.",
)
def other_name(inbox: Inbox) -> Iterator[Slip]:
    for each in inbox.files:
        named = inbox.roll.in_name(each.name) if each.state.is_used else None
        if named is None or not each.unit or plain_name(named.name) == plain_name(each.unit):
            continue
        yield Slip(
            message=f"Tệp {each.name}: tên tệp là của {named.name}, nội dung là của {each.unit}.",
            path=each.name,
            actual=each.unit,
            expected=named.name,
        )


@rule(
    "CCHC845",
    Severity.WARNING,
    title="Số liệu kỳ trước nêu trong báo cáo đúng với báo cáo kỳ trước đã gửi.",
    why="So sánh với kỳ trước phải theo số đã báo cáo; số kỳ trước bị sửa mà không giải trình thì "
    "tỷ lệ tăng, giảm không kiểm tra được.",
    english="What is compared with must be what was reported then; where it was changed without a "
    "word, no change can be checked.",
    fires="Quý trước đơn vị gửi 120 hồ sơ; báo cáo này ghi quý trước là 102 hồ sơ.",
    silent="Báo cáo này ghi quý trước là 120 hồ sơ.",
    do="Đối chiếu với báo cáo kỳ trước; nếu số kỳ trước được sửa thì giải trình.",
)
def other_previous(inbox: Inbox) -> Iterator[Slip]:
    for pair in inbox.pairs:
        for located, then in continuity.other_previous(pair):
            yield _against(pair, located, then, "kỳ trước ghi", "báo cáo kỳ trước đã gửi ghi")


@rule(
    "CCHC846",
    Severity.ERROR,
    title="Số lũy kế không nhỏ hơn số lũy kế kỳ trước đã gửi.",
    why="Đã tính từ đầu năm đến kỳ trước thì cũng có trong số tính đến kỳ này.",
    english="What had been counted since the year began by the period before has been counted now.",
    fires="6 tháng lũy kế 410 hồ sơ, 9 tháng lũy kế 390 hồ sơ.",
    silent="6 tháng lũy kế 410 hồ sơ, 9 tháng lũy kế 640 hồ sơ.",
    do="Đối chiếu số lũy kế với các kỳ trước trong năm.",
)
def fallen(inbox: Inbox) -> Iterator[Slip]:
    for pair in inbox.pairs:
        for located, then in continuity.fallen(pair):
            yield _against(pair, located, then, "lũy kế", "kỳ trước đã lũy kế")


@rule(
    "CCHC847",
    Severity.NOTE,
    title="Số liệu không tăng, giảm quá 10 lần so với kỳ trước của chính đơn vị.",
    why="Thừa, thiếu một chữ số hoặc nhầm đơn vị tính làm số liệu lệch 10 lần, 1.000 lần. Chỉ xét "
    "số từ 100 trở lên.",
    english="A digit too many, one too few, or another unit makes a figure ten or a thousand times "
    "as large. Only counts from 100 are looked at.",
    fires="Quý trước 1.268 hồ sơ, quý này 12.731 hồ sơ.",
    silent="Quý trước 1.268 hồ sơ, quý này 1.904 hồ sơ.",
    do="Kiểm tra lại chữ số và đơn vị tính.",
)
def jumps(inbox: Inbox) -> Iterator[Slip]:
    for pair in inbox.pairs:
        for located, then in continuity.jumps(pair):
            yield _against(pair, located, then, "kỳ này", "kỳ trước")


@rule(
    "CCHC848",
    Severity.WARNING,
    title="Văn bản và tệp số liệu của một đơn vị ghi cùng một số.",
    why="Số được cộng là số trong tệp số liệu, số được ký là số trong văn bản. Chỉ so sánh khi chữ "
    "bên cạnh số trong văn bản là tên của số liệu và văn bản không ghi số kia ở chỗ nào khác.",
    english="What is added up are the facts, what was signed is the text. They are compared where "
    "the words beside a number name a fact, and the text has the other number nowhere.",
    fires="Văn bản ghi trực tuyến 1.219 hồ sơ, tệp số liệu ghi 1.129 hồ sơ.",
    silent="Văn bản và tệp số liệu cùng ghi trực tuyến 1.219 hồ sơ.",
    do="Hỏi lại đơn vị số nào đúng; gửi lại tệp số liệu hoặc văn bản.",
)
def against_facts(inbox: Inbox) -> Iterator[Slip]:
    yield from of_facts(inbox)


@rule(
    "CCHC849",
    Severity.WARNING,
    title="Thư mục kỳ trước là của kỳ liền trước.",
    why="So với chính kỳ này, cùng kỳ năm trước hoặc kỳ xa hơn thì số tồn chuyển sang, số lũy kế "
    "đều lệch; khi đó không đối chiếu với kỳ trước.",
    english="Against this very period, the one of a year ago, or one further back, what was "
    "carried over and what adds up differ; nothing is compared then.",
    fires="Hộp thư quý III năm 2026, thư mục kỳ trước là của quý III năm 2025.",
    silent="Hộp thư quý III năm 2026, thư mục kỳ trước là của quý II năm 2026.",
    do="Chọn thư mục của kỳ liền trước.",
)
def no_previous(inbox: Inbox) -> Iterator[Slip]:
    before = None if inbox.previous is None else inbox.previous.period
    if not continuity.goes_before(before, inbox.period):
        yield Slip(
            message=f"Thư mục kỳ trước là của {before}, không liền trước {inbox.period}: không đối "
            "chiếu với kỳ trước",
            path="kỳ trước",
            actual=str(before),
        )


def _against(pair: continuity.Pair, located: Any, then: Any, here: str, there: str) -> Slip:
    unit = located.declaration.unit
    now, before = figure_text(located.value, unit), figure_text(then, unit)
    return Slip(
        message=f"{pair.unit}: {capital(full_label(located))}: {here} {now}, {there} {before}.",
        path=f"{pair.file}: {located.id}",
        actual=now,
        expected=before,
    )


RULES = in_order(
    [
        unreadable,
        late,
        of_nobody,
        other_name,
        other_previous,
        fallen,
        jumps,
        against_facts,
        no_previous,
    ],
)
"""The rules of an inbox alone, by code; who is missing or sent twice has the codes of a roll-up."""


def found_by_others(inbox: Inbox) -> Iterator[tuple[Rule[Any], Slip]]:
    """Yield what the rules of a roll-up tell, of files: missing, twice, other days, unexpected."""
    for each in inbox.files:
        where = each.name or each.unit
        if each.state is FileState.MISSING:
            more = f" {capital(each.why)}." if each.why else ""
            code = f" (mã {each.code})" if each.code else ""
            yield (
                of_units.missing,
                Slip(message=f"Chưa có báo cáo của {each.unit}{code}.{more}", path=where),
            )
        elif each.state is FileState.OLDER:
            yield of_units.twice, Slip(message=f"Tệp {each.name}: {each.why}.", path=where)
        elif each.state is FileState.DUPLICATE:
            yield (
                of_units.twice,
                Slip(message=f"Tệp {each.name}: {each.why}.", path=where, severity=Severity.NOTE),
            )
        elif each.state is FileState.OTHER_PERIOD:
            yield (
                of_units.other_days,
                Slip(message=f"Tệp {each.name}: {each.why}.", path=where, severity=Severity.ERROR),
            )
        elif each.state.is_used:
            yield from _of_used(inbox, each)


def _of_used(inbox: Inbox, each: Any) -> Iterator[tuple[Rule[Any], Slip]]:
    period, own = inbox.period, each.period
    if period is not None and own is not None and _days(own) != _days(period):
        yield (
            of_units.other_days,
            Slip(
                message=f"Tệp {each.name}: chốt số liệu {_days(own)}, kỳ báo cáo là "
                f"{_days(period)}.",
                path=each.name,
                actual=_days(own),
                expected=_days(period),
            ),
        )
    if inbox.expected is not None and each.unit and not inbox.is_expected(each):
        yield (
            of_units.unexpected,
            Slip(
                message=f"Tệp {each.name}: {each.unit} không có trong danh sách phải báo cáo.",
                path=each.name,
            ),
        )


def _days(period: Any) -> str:
    return f"{format_date(period.start)} - {format_date(period.end)}"
