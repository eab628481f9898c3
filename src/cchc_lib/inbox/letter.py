"""The letter to a unit that lists what to look at again: a công văn, mẫu 1.5 of Phụ lục III."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cchc_lib.document.nodes import (
    Align,
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
from cchc_lib.inbox.tables import InboxFile
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory
from cchc_lib.vietnamese import format_count, format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["MOST_ROWS", "letter_to"]

MOST_ROWS = 200
"""Points of one letter; of more, the commented file tells."""

_COPIED = (".docx", ".doc", ".odt", ".rtf")
_FACTS = (".toml", ".json")


def letter_to(
    unit: str,
    rows: Iterable[InboxFile],
    points: Sequence[Point],
    agency: Agency,
    period: Period | None,
    *,
    others: int = 0,
    reply_by: date | None = None,
    signatory: Signatory | None = None,
    drafting_unit: str = "CCHC",
    issued: date | None = None,
    number: int | None = None,
) -> Document:
    """Return the letter from an agency to a unit; see `Inbox.letter`.

    `rows` are the files of the unit, `others` counts what there is beside the points.

    Raises:
        InvalidValueError: when there is nothing to look at.
    """
    rows = tuple(rows)
    used = [row for row in rows if row.state.is_used]
    said = f"báo cáo {period}" if period is not None else "báo cáo"
    by = "trong thời gian sớm nhất" if reply_by is None else f"trước ngày {format_date(reply_by)}"
    back = f"gửi kết quả về {agency.name} {by} để tổng hợp."
    if points:
        subject = f"rà soát số liệu {said}"
        opening = _asks(unit, used, points, agency, said, others, back)
    elif rows and not used:
        subject = f"gửi lại {said}"
        opening = _asks_again(unit, rows, agency, said, f"về {agency.name} {by} để tổng hợp.")
    else:
        raise InvalidValueError.refuse(
            "unit",
            unit,
            "a unit with errors or warnings to look at",
            "đơn vị có lỗi hoặc cảnh báo cần rà soát",
        )
    signs = signatory or Signatory(position=agency.head)
    return Document(
        letterhead=Letterhead(
            parent=agency.parent_line,
            agency=agency.letterhead_lines,
            number=number,
            symbol=f"{agency.symbol}-{drafting_unit}",
            place=agency.place,
            day=issued,
        ),
        kind="",
        subject=subject,
        addressees=(unit,),
        opening=opening,
        signature=Signature(lines=signs.lines(agency), name=signs.name),
        recipients=("Như trên", f"Lưu: VT, {drafting_unit}"),
        author=agency.name,
    )


def _asks(
    unit: str,
    used: Sequence[InboxFile],
    points: Sequence[Point],
    agency: Agency,
    said: str,
    others: int,
    back: str,
) -> tuple[Block, ...]:
    asides = []
    if (more := len(points) - MOST_ROWS) > 0:
        asides.append(f"{format_count(more)} nội dung khác về số liệu")
    is_copied = any(row.name.lower().endswith(_COPIED) for row in used)
    if is_copied and others:
        asides.append(f"{format_count(others)} nội dung về căn cứ, chính tả, thể thức")
    where = ", nêu tại bản có nhận xét kèm theo" if is_copied else ""
    of = f" ({'; '.join(map(_named, used))})" if used else ""
    return (
        Paragraph(
            f"Qua kiểm tra {said} của {unit}{of}, {agency.name} nhận thấy có "
            f"{format_count(len(points))} nội dung về số liệu cần rà soát, cụ thể như sau:"
        ),
        _table(points[:MOST_ROWS], has_files=len(used) > 1),
        *([Paragraph(f"Ngoài ra còn {' và '.join(asides)}{where}.")] if asides else []),
        Paragraph(
            content(
                f"Đề nghị {unit} rà soát, đối chiếu với số liệu gốc; chỉnh sửa báo cáo hoặc giải "
                f"trình đối với từng nội dung nêu trên; {back}"
            )
        ),
    )


def _asks_again(
    unit: str, rows: Sequence[InboxFile], agency: Agency, said: str, back: str
) -> tuple[Block, ...]:
    is_of_facts = all(row.name.lower().endswith(_FACTS) for row in rows)
    how = "sửa nội dung nêu trên" if is_of_facts else "kiểm tra, lưu thành tệp Word (.docx)"
    return (
        Paragraph(
            f"{agency.name} đã nhận tệp sau đây của {unit}, nhưng chưa sử dụng được để tổng hợp "
            f"{said}:"
        ),
        *(Paragraph(f"- Tệp {row.name}: {_ended(row.why)}") for row in rows[:MOST_ROWS]),
        Paragraph(f"Đề nghị {unit} {how} và gửi lại {said} {back}"),
    )


def _ended(words: str) -> str:
    return words if words.endswith("?") else f"{words.removesuffix('.')}."


def _named(row: InboxFile) -> str:
    """Return how a letter names a file: its number and day where it has them, then its name."""
    if row.sort is Sort.FACTS:
        return f"tệp số liệu {row.name}"
    number = f"văn bản số {row.document}" if row.document else ""
    day = row.read.issued if row.read is not None else None
    if number and day is not None:
        number += f" ngày {format_date(day)}"
    return f"{number}, tệp {row.name}" if number else f"tệp {row.name}"


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
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
