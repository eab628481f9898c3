"""The letters to units, công văn of mẫu 1.5, Phụ lục III: what to look at again, what to send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from cchc_lib.document.nodes import (
    Align,
    Annex,
    Block,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
    content,
)
from cchc_lib.errors import InvalidValueError
from cchc_lib.inbox.found import Sort
from cchc_lib.inbox.points import Point
from cchc_lib.inbox.tables import FileState, InboxFile
from cchc_lib.report.agency import Agency
from cchc_lib.report.signatory import Signatory
from cchc_lib.vietnamese import format_count, format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["MOST_ROWS", "Sending", "check_reply_by", "letter_to", "reminder_to"]

MOST_ROWS = 200
"""Points of one letter; of more, the commented file tells."""

_COPIED = (".docx", ".doc", ".odt", ".rtf")
_FACTS = (".toml", ".json")


@attrs.frozen(kw_only=True)
class Sending:
    """How letters go out: from whom, about which report, until when to answer, who signs.

    `said` is what the report is called. Number and day of a letter are left open where `number`
    and `issued` are `None`.

    Raises:
        InvalidValueError: for a day to answer before the `deadline` of the reports.
    """

    agency: Agency
    said: str
    deadline: date | None = None
    reply_by: date | None = None
    signatory: Signatory | None = None
    drafting_unit: str = "CCHC"
    issued: date | None = None
    number: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an answer that would be due before the report was."""
        check_reply_by(self.reply_by, self.deadline)

    @property
    def back(self) -> str:
        """To whom and until when."""
        soon = "trong thời gian sớm nhất"
        by = soon if self.reply_by is None else f"trước ngày {format_date(self.reply_by)}"
        return f"về {self.agency.name} {by} để tổng hợp."

    def document(
        self,
        subject: str,
        addressees: Sequence[str],
        opening: Sequence[Block],
        annexes: Sequence[Annex] = (),
    ) -> Document:
        """Return the letter with its head, to whom it goes, and who signs it."""
        agency, drafting_unit = self.agency, self.drafting_unit
        signs = self.signatory or Signatory(position=agency.head)
        return Document(
            letterhead=Letterhead(
                parent=agency.parent_line,
                agency=agency.letterhead_lines,
                number=self.number,
                symbol=f"{agency.symbol}-{drafting_unit}",
                place=agency.place,
                day=self.issued,
            ),
            kind="",
            subject=subject,
            addressees=tuple(addressees),
            opening=tuple(opening),
            signature=Signature(lines=signs.lines(agency), name=signs.name),
            recipients=("Như trên", f"Lưu: VT, {drafting_unit}"),
            annexes=tuple(annexes),
            author=agency.name,
        )


def check_reply_by(reply_by: date | None, deadline: date | None) -> None:
    """Refuse a day to answer before the deadline of what is answered.

    Raises:
        InvalidValueError: for such a day.
    """
    if reply_by is not None and deadline is not None and reply_by < deadline:
        raise InvalidValueError.refuse(
            "reply_by",
            reply_by.isoformat(),
            f"a day from the deadline of the reports on, {deadline.isoformat()}",
            f"ngày không trước hạn nộp báo cáo ({format_date(deadline)})",
        )


def letter_to(
    unit: str,
    rows: Iterable[InboxFile],
    points: Sequence[Point],
    sending: Sending,
    *,
    others: int = 0,
) -> Document:
    """Return the letter from an agency to a unit; see `Inbox.letter`.

    `rows` are the files of the unit, `others` counts what there is beside the points.

    Raises:
        InvalidValueError: when there is nothing to look at.
    """
    rows = tuple(rows)
    used = [row for row in rows if row.state.is_used]
    if points:
        subject = f"rà soát số liệu {sending.said}"
        opening = _asks(unit, used, points, sending, others)
    elif rows and not used:
        subject = f"gửi lại {sending.said}"
        opening = _asks_again(unit, rows, sending)
    else:
        raise InvalidValueError.refuse(
            "unit",
            unit,
            "a unit with errors or warnings to look at",
            "đơn vị có lỗi hoặc cảnh báo cần rà soát",
        )
    return sending.document(subject, (unit,), opening)


_MOST_ADDRESSEES = 8
"""Units that a letter names at its head; more are in a list behind it."""


def reminder_to(units: Sequence[str], sending: Sending) -> Document:
    """Return the letter that reminds units of a report; see `Inbox.reminder`.

    Raises:
        InvalidValueError: when there is none to remind.
    """
    if not units:
        raise InvalidValueError.refuse(
            "missing", 0, "at least one unit that sent nothing", "ít nhất một đơn vị chưa gửi"
        )
    is_listed = len(units) > _MOST_ADDRESSEES
    who = "các đơn vị có tên tại danh sách kèm theo" if is_listed else "các đơn vị nêu trên"
    if len(units) == 1:
        who = units[0]
    until = "" if sending.deadline is None else f" (hạn nộp: {format_date(sending.deadline)})"
    opening = (
        Paragraph(
            f"Qua theo dõi, tổng hợp {sending.said}{until}, {sending.agency.name} chưa nhận được "
            f"báo cáo của {who}"
            + (f" (gồm {format_count(len(units))} đơn vị)." if is_listed else ".")
        ),
        Paragraph(
            f"Đề nghị {who} khẩn trương gửi {sending.said} {sending.back} Đơn vị đã gửi báo cáo "
            f"thì thông báo lại cho {sending.agency.name} để kiểm tra."
        ),
    )
    subject = f"đôn đốc gửi {sending.said}"
    if not is_listed:
        return sending.document(subject, units, opening)
    table = Table(
        id="chua-gui",
        title="",
        description="Các đơn vị chưa gửi báo cáo",
        columns=(Column("STT", align=Align.CENTER, width=10), Column("Tên đơn vị", width=90)),
        rows=tuple(Row([str(at), each]) for at, each in enumerate(units, 1)),
    )
    annex = Annex(
        id="danh-sach", title=f"Danh sách đơn vị chưa gửi {sending.said}", blocks=(table,)
    )
    return sending.document(
        subject, ("Các đơn vị có tên tại danh sách kèm theo",), opening, (annex,)
    )


def _asks(
    unit: str, used: Sequence[InboxFile], points: Sequence[Point], sending: Sending, others: int
) -> tuple[Block, ...]:
    asides = []
    if (more := len(points) - MOST_ROWS) > 0:
        asides.append(f"{format_count(more)} nội dung khác về số liệu")
    is_copied = any(row.name.lower().endswith(_COPIED) for row in used)
    if is_copied and others:
        asides.append(f"{format_count(others)} nội dung về căn cứ, chính tả, thể thức")
    where = ", nêu tại bản có nhận xét kèm theo" if is_copied else ""
    of = f" ({'; '.join(map(_named, used))})" if used else ""
    late = _late(used, sending.deadline)
    in_time = " và gửi báo cáo đúng hạn trong các kỳ tiếp theo" if late else ""
    return (
        Paragraph(
            f"Qua kiểm tra {sending.said} của {unit}{of}, {sending.agency.name} nhận thấy có "
            f"{format_count(len(points))} nội dung về số liệu cần rà soát, cụ thể như sau:"
        ),
        _table(points[:MOST_ROWS], has_files=len(used) > 1),
        *([Paragraph(f"Ngoài ra còn {' và '.join(asides)}{where}.")] if asides else []),
        *([Paragraph(late)] if late else []),
        Paragraph(
            content(
                f"Đề nghị {unit} rà soát, đối chiếu với số liệu gốc; chỉnh sửa báo cáo hoặc giải "
                f"trình đối với từng nội dung nêu trên{in_time}; gửi kết quả {sending.back}"
            )
        ),
    )


def _late(used: Iterable[InboxFile], deadline: date | None) -> str:
    """Return by how many days a report came late, "" of one in time."""
    days = [row.day for row in used if row.state is FileState.LATE and row.day is not None]
    if not days or deadline is None:
        return ""
    late = (max(days) - deadline).days
    return (
        f"Báo cáo ghi ngày {format_date(max(days))}, muộn {format_count(late)} ngày so với hạn nộp "
        f"{format_date(deadline)}."
    )


def _asks_again(unit: str, rows: Sequence[InboxFile], sending: Sending) -> tuple[Block, ...]:
    is_of_facts = all(row.name.lower().endswith(_FACTS) for row in rows)
    how = "sửa nội dung nêu trên" if is_of_facts else "kiểm tra, lưu thành tệp Word (.docx)"
    return (
        Paragraph(
            f"{sending.agency.name} đã nhận tệp sau đây của {unit}, nhưng chưa sử dụng được để "
            f"tổng hợp {sending.said}:"
        ),
        *(Paragraph(f"- Tệp {row.name}: {_ended(row.why)}") for row in rows[:MOST_ROWS]),
        Paragraph(f"Đề nghị {unit} {how} và gửi lại {sending.said} {sending.back}"),
    )


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words.removesuffix('.')}."


def _named(row: InboxFile) -> str:
    """Return how a letter names a file: its number and day where it has them, then its name."""
    kind = "tệp số liệu" if row.sort is Sort.FACTS else "tệp"
    number = f"văn bản số {row.document}" if row.document else ""
    day = row.read.issued if row.read is not None else None
    if number and day is not None:
        number += f" ngày {format_date(day)}"
    return ", ".join(filter(None, (number, f"{kind} {row.name}")))


def _table(points: Iterable[Point], *, has_files: bool) -> Table:
    return Table(
        id="noi-dung",
        title="",
        description="Các nội dung cần rà soát, vị trí trong báo cáo, số đã ghi, số đối chiếu",
        columns=(
            Column("STT", align=Align.CENTER, width=7),
            Column("Vị trí trong báo cáo", width=20),
            Column("Nội dung cần rà soát", width=45),
            Column("Đã ghi", align=Align.CENTER, width=13),
            Column("Tính lại, đối chiếu", align=Align.CENTER, width=15),
        ),
        rows=tuple(_rows(points, has_files=has_files)),
    )


_SHORT = 60


def _rows(points: Iterable[Point], *, has_files: bool) -> Iterator[Row]:
    for at, each in enumerate(points, 1):
        file = f"tệp {each.file}: " if has_files and each.file else ""
        place = capital(f"{file}{each.place}")
        quoted = f" Báo cáo ghi: “{each.sentence}”" if each.sentence else ""
        message = f"{each.message.removesuffix('.')}.{quoted}"
        yield Row([str(at), place, message, _short(each.stated), _short(each.computed)])


def _short(words: str) -> str:
    return (words or "–") if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
