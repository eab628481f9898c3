"""The letter to a unit that lists what to look at again: a công văn, mẫu 1.5 of Phụ lục III."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.document.nodes import (
    Align,
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
from cchc_lib.inbox.tables import InboxUnit
from cchc_lib.report.agency import Agency
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory
from cchc_lib.vietnamese import format_count, format_date

__all__ = ["MOST_ROWS", "letter_to", "to_look_at"]

MOST_ROWS = 200
"""Points of one letter; of more, the commented file tells."""


_OTHERWISE = ("CCHC4", "CCHC5", "CCHC6", "CCHC7")
"""With these begin the codes of documents cited, headings, spelling and layout: no figures."""

_OF_FILES = ("CCHC83", "CCHC841", "CCHC842", "CCHC843", "CCHC844")
"""With these begin the codes of files that are late, twice, of others: not of what they state."""

_COPIED = (".docx", ".doc", ".odt", ".rtf")


def to_look_at(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what a letter asks to look at: errors and warnings about figures."""
    return tuple(each for each in _grave(found) if not each.code.startswith(_OTHERWISE))


def _grave(found: Iterable[Finding]) -> Iterator[Finding]:
    return (
        each
        for each in found
        if each.severity is not Severity.NOTE and not each.code.startswith(_OF_FILES)
    )


def letter_to(
    unit: InboxUnit,
    found: Iterable[Finding],
    agency: Agency,
    period: Period | None,
    *,
    reply_by: date | None = None,
    signatory: Signatory | None = None,
    drafting_unit: str = "CCHC",
    issued: date | None = None,
    number: int | None = None,
) -> Document:
    """Return the letter from an agency to a unit; see `Inbox.letter`.

    Raises:
        InvalidValueError: when there is nothing to look at.
    """
    found = tuple(found)
    points = to_look_at(found)
    if not points:
        raise InvalidValueError.refuse(
            "unit",
            unit.unit,
            "a unit with errors or warnings to look at",
            "đơn vị có lỗi hoặc cảnh báo cần rà soát",
        )
    said = f"báo cáo {period}" if period is not None else "báo cáo"
    signs = signatory or Signatory(position=agency.head)
    by = "trong thời gian sớm nhất" if reply_by is None else f"trước ngày {format_date(reply_by)}"
    asides = []
    if (more := len(points) - MOST_ROWS) > 0:
        asides.append(f"{format_count(more)} nội dung khác về số liệu")
    files = unit.used.split(", ")
    is_copied = unit.used.lower().endswith(_COPIED) or any(
        f"{end}, " in unit.used for end in _COPIED
    )
    if is_copied and (others := sum(1 for _ in _grave(found)) - len(points)):
        asides.append(f"{format_count(others)} nội dung về căn cứ, chính tả, thể thức")
    where = ", nêu tại bản có nhận xét kèm theo" if is_copied else ""
    is_one = len(files) == 1
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
        subject=f"rà soát số liệu {said}",
        addressees=(unit.unit,),
        opening=(
            Paragraph(
                f"Qua kiểm tra {said} của {unit.unit} (tệp {unit.used}), {agency.name} nhận thấy "
                f"có {format_count(len(points))} nội dung về số liệu cần rà soát, cụ thể như sau:"
            ),
            _table(
                [
                    attrs.evolve(each, path=each.path.removeprefix(f"{files[0]}: "))
                    if is_one
                    else each
                    for each in points[:MOST_ROWS]
                ]
            ),
            *([Paragraph(f"Ngoài ra còn {' và '.join(asides)}{where}.")] if asides else []),
            Paragraph(
                content(
                    f"Đề nghị {unit.unit} rà soát, đối chiếu với số liệu gốc; chỉnh sửa báo cáo "
                    "hoặc giải trình đối với từng nội dung nêu trên; gửi kết quả về "
                    f"{agency.name} {by} để tổng hợp."
                )
            ),
        ),
        signature=Signature(lines=signs.lines(agency), name=signs.name),
        recipients=("Như trên", f"Lưu: VT, {drafting_unit}"),
        author=agency.name,
    )


def _table(points: Iterable[Finding]) -> Table:
    return Table(
        id="noi-dung",
        title="",
        description="Các nội dung cần rà soát, vị trí trong báo cáo, số đã ghi và số tính lại",
        columns=(
            Column("STT", align=Align.CENTER, width=7),
            Column("Vị trí trong báo cáo", width=20),
            Column("Nội dung cần rà soát", width=45),
            Column("Đã ghi", align=Align.CENTER, width=14),
            Column("Tính lại", align=Align.CENTER, width=14),
        ),
        rows=tuple(_rows(points)),
    )


_SHORT = 60


def _rows(points: Iterable[Finding]) -> Iterator[Row]:
    for place, each in enumerate(points, 1):
        cells = (str(place), each.path, each.message, each.actual or "", each.expected or "")
        yield Row([_short(cell) if column > 2 else cell for column, cell in enumerate(cells)])


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
