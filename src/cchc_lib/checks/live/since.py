"""What was changed in a Word file since it was made: figures, facts, paragraphs, links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.live.compared import ChangedLine, Compared, FigureNow
from cchc_lib.checks.rule import Slip, rule

__all__ = ["MOST_CHANGED"]

MOST_CHANGED = 200
"""Figures, and paragraphs, that are told one by one, of each kind; the rest are counted."""

_FEW = 5  # texts that one finding names
_LONG = 300  # characters of a paragraph that a finding quotes


@rule(
    "CCHC951",
    Severity.ERROR,
    title="Số liệu trong tệp Word đúng như dữ liệu của báo cáo.",
    why="Số liệu do máy tính ra và in vào tệp; số bị sửa bằng tay không còn khớp với dữ liệu mà "
    "tệp mang theo, nơi nhận đọc dữ liệu sẽ thấy một số khác với số trên giấy.",
    english="Figures are computed and printed; one changed by hand no longer agrees with the facts "
    "that the file carries, and whoever reads the facts gets another number than the paper says.",
    fires="tỷ lệ 95,35% được sửa trong Word thành 95,53%.",
    silent="số liệu giữ nguyên như khi lập tệp.",
    do="Sửa số liệu đầu vào rồi lập lại tệp; nếu số in trong tệp mới đúng thì sửa dữ liệu.",
)
def changed_figures(compared: Compared) -> Iterator[Slip]:
    found = (each for each in compared.figures if each.others)
    for each in islice(found, MOST_CHANGED):
        yield Slip(
            message=f"{_named(each)} đã bị sửa bằng tay{_where(each)}",
            path=each.figure.id,
            actual="; ".join(_short(text) or "(để trống)" for text in each.others[:_FEW]),
            expected=each.wanted,
            hint=_hint(compared, each),
            start=each.start,
            end=each.end,
        )
    yield from _rest(found, "số liệu đã bị sửa bằng tay")


def _named(each: FigureNow) -> str:
    """Return what an officer calls a figure; its id is the path of the finding."""
    return each.label or each.figure.id


def _where(each: FigureNow) -> str:
    if not each.places:
        return f", khi lập ghi là {each.figure.printed}; nay không còn chỗ nào liên kết"
    return f" ở {each.places} chỗ" if each.places > 1 else ""


def _hint(compared: Compared, each: FigureNow) -> str | None:
    """Return what else is to be known: that Word will undo it, or where the figure stands too."""
    if not each.is_node and each.places:
        return (
            f"Chữ được sửa ngoài Word: mở bằng Word, số cũ ({each.figure.text}) sẽ hiện lại. Sửa "
            "số liệu đầu vào rồi lập lại tệp."
        )
    same = (one for one in compared.forms[each.figure.id] if one is not each.figure)
    left = dict.fromkeys(one.text for one in same if one.text == one.printed)
    if left and len(left) <= _FEW:
        return (
            f"Số liệu này còn ghi là {', '.join(left)} ở chỗ khác. Sửa số liệu đầu vào rồi lập lại "
            "tệp."
        )
    return None


@rule(
    "CCHC952",
    Severity.WARNING,
    title="Dữ liệu trong tệp Word là dữ liệu đã dùng để lập tệp.",
    why="Tệp mang theo dữ liệu của báo cáo. Dữ liệu được thay sau khi lập tệp thì lời văn và "
    "bảng biểu trong tệp là của dữ liệu cũ.",
    english="The file carries the facts of its report. Where they were replaced after it was made, "
    "its sentences and tables are those of the old ones.",
    fires="dữ liệu trong tệp được một phần mềm khác ghi đè.",
    silent="dữ liệu như khi lập tệp.",
    do="Lập lại tệp từ dữ liệu mới.",
)
def changed_facts(compared: Compared) -> Iterator[Slip]:
    if compared.has_new_facts:
        yield Slip(message="dữ liệu trong tệp đã thay đổi sau khi lập tệp", path="tệp")


@rule(
    "CCHC953",
    Severity.ERROR,
    title="Số liệu trong tệp Word là của dữ liệu mới nhất trong tệp.",
    why="Dữ liệu đã được thay nhưng số in trong tệp vẫn là số cũ.",
    english="The facts were replaced, but the file still prints the old figure.",
    fires="dữ liệu mới có 42/43 nhiệm vụ, tệp vẫn ghi 95,35%.",
    silent="dữ liệu và số in trong tệp cùng một lần lập.",
    do="Lập lại tệp từ dữ liệu mới.",
)
def stale_figures(compared: Compared) -> Iterator[Slip]:
    found = (each for each in compared.figures if each.is_old)
    for each in islice(found, MOST_CHANGED):
        gone = "" if each.wanted is not None else "; dữ liệu mới không còn số liệu này"
        yield Slip(
            message=f"{_named(each)} còn là số cũ{_where(each)}{gone}",
            path=each.figure.id,
            actual=each.figure.printed,
            expected=each.wanted,
            start=each.start,
            end=each.end,
        )
    yield from _rest(found, "số liệu còn là số cũ")


@rule(
    "CCHC954",
    Severity.NOTE,
    title="Đoạn văn, ô bảng giữ nguyên như khi lập tệp.",
    why="Chữ được sửa trong Word không có trong dữ liệu của báo cáo: lập lại tệp thì mất phần đã "
    "sửa.",
    english="Words changed in Word are not in the facts of the report: when the file is made anew, "
    "the change is lost.",
    fires="một câu được viết lại trong Word.",
    silent="chỉ ghi nhận xét vào tệp.",
    do="Nếu cần giữ, đưa nội dung đã sửa vào dữ liệu của báo cáo.",
)
def changed_paragraphs(compared: Compared) -> Iterator[Slip]:
    found = (each for each in compared.changed if each.now is not None and not each.is_new)
    yield from _told(found, "nội dung đã được sửa")


@rule(
    "CCHC955",
    Severity.NOTE,
    title="Không có đoạn văn, ô bảng nào được thêm sau khi lập tệp.",
    why="Chữ được thêm trong Word không có trong dữ liệu của báo cáo: lập lại tệp thì mất.",
    english="Words added in Word are not in the facts of the report: when the file is made anew, "
    "they are lost.",
    fires="một đoạn văn được viết thêm trong Word.",
    silent="không viết thêm gì.",
    do="Nếu cần giữ, đưa đoạn này vào dữ liệu của báo cáo.",
)
def added_paragraphs(compared: Compared) -> Iterator[Slip]:
    yield from _told((each for each in compared.changed if each.is_new), "nội dung được thêm")


@rule(
    "CCHC956",
    Severity.NOTE,
    title="Không có đoạn văn, ô bảng nào bị xóa sau khi lập tệp.",
    why="Nội dung bị xóa trong Word vẫn còn trong dữ liệu của báo cáo: lập lại tệp thì có lại.",
    english="What was deleted in Word is still in the facts of the report: when the file is made "
    "anew, it is there again.",
    fires="một đoạn văn bị xóa trong Word.",
    silent="không xóa gì.",
    do="Nếu đúng là bỏ, bỏ nội dung này trong dữ liệu của báo cáo.",
)
def removed_paragraphs(compared: Compared) -> Iterator[Slip]:
    yield from _told((each for each in compared.changed if each.now is None), "nội dung đã bị xóa")


def _told(found: Iterator[ChangedLine], what: str) -> Iterator[Slip]:
    for each in islice(found, MOST_CHANGED):
        then = each.then and _short(each.then)
        if each.now is not None:
            before = f"; khi lập tệp là: “{then}”" if then else ""
            yield Slip(message=f"{what}{before}", start=each.now.start, end=each.now.end)
        else:
            at = "đầu văn bản" if each.after is None else f"sau {each.after.place}"
            words = f": “{then}”" if then else ""
            yield Slip(message=f"{what}{words}", path=at)
    yield from _rest(found, what)


def _rest(found: Iterator[object], what: str) -> Iterator[Slip]:
    if more := sum(1 for _ in found):
        yield Slip(message=f"còn {more} chỗ khác: {what}", path="tệp")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


@rule(
    "CCHC957",
    Severity.NOTE,
    title="Số liệu trong tệp Word còn liên kết với dữ liệu của tệp.",
    why="Một số liệu ghi ở nhiều chỗ được liên kết với nhau: sửa một chỗ, các chỗ khác đổi theo. "
    "Có phần mềm bỏ liên kết này khi lưu tệp.",
    english="The places of one figure are linked: changed in one, it changes in all. Some programs "
    "drop these links when they save a file.",
    fires="tệp được lưu bằng phần mềm không giữ content control.",
    silent="tệp được lưu bằng Word hoặc LibreOffice.",
    do="Lập lại tệp từ dữ liệu để có lại liên kết; dữ liệu trong tệp vẫn đọc được.",
)
def unbound_figures(compared: Compared) -> Iterator[Slip]:
    if compared.unbound:
        yield Slip(
            message=f"{compared.unbound} chỗ ghi số liệu không còn liên kết với dữ liệu của tệp",
            path="tệp",
        )
