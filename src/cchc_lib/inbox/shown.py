"""The tables of an inbox as people read them: one set of columns for the page and the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.inbox.places import apart, in_words
from cchc_lib.inbox.tables import FileState, InboxClaim
from cchc_lib.report.agency import COMMITTEE
from cchc_lib.vietnamese.dates import format_date

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox

__all__ = [
    "ShownTable",
    "claims_table",
    "figures_table",
    "files_table",
    "findings_table",
    "summary_of",
    "units_table",
]


@attrs.frozen
class ShownTable:
    """A table: its title, its columns with their widths in letters, its rows.

    A cell is text or a whole number; `marked` are rows that need somebody's attention.
    """

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Any, ...], ...]
    marked: frozenset[int] = frozenset()


def summary_of(inbox: Inbox) -> tuple[str, ...]:
    """Return what an inbox comes to, in sentences."""
    states = [each.state for each in inbox.files]
    files = [each for each in inbox.files if each.name]
    counts = (
        f"{states.count(state)} {state.label}"
        for state in FileState
        if state is not FileState.MISSING and states.count(state)
    )
    said = [f"{len(files)} tệp: {', '.join(counts)}." if files else "Thư mục không có tệp nào."]
    if inbox.expected is not None:
        here = sum(each.is_expected and each.state.is_used for each in inbox.units)
        line = f"{here}/{len(inbox.expected)} đơn vị đã gửi báo cáo"
        late = sum(each.is_expected and each.state is FileState.LATE for each in inbox.units)
        said.append(f"{line}, trong đó {late} đơn vị gửi muộn." if late else f"{line}.")
    standings = [each.verdict for each in inbox.claims]
    told = (f"{standings.count(one)} {one.label}" for one in Standing)
    said.append(f"Đã đọc {len(standings)} quan hệ số liệu: {', '.join(told)}.")
    return tuple(said)


def files_table(inbox: Inbox, *, is_short: bool = False) -> ShownTable:
    """Return a row for every file and, unless it is short, for every unit that sent none."""
    files = [each for each in inbox.files if each.name or not is_short]
    rows = tuple(
        (
            each.name or "–",
            each.state.label,
            _short(each.unit) or "chưa rõ",
            "" if each.sort is None else each.sort.label,
            "" if each.period is None else str(each.period),
            each.document,
            "" if each.day is None else format_date(each.day),
            each.claims if each.read is not None else "",
            each.failing if each.read is not None else "",
            each.why,
        )
        for each in files
    )
    marked = {
        place
        for place, each in enumerate(files)
        if each.state not in (FileState.RECEIVED, FileState.DUPLICATE, FileState.APART)
    }
    columns = (
        *(("Tệp", 34), ("Tình trạng", 14), ("Đơn vị", 34), ("Loại", 16), ("Kỳ", 18)),
        *(("Số", 14), ("Ngày", 15), ("Quan hệ đã đọc", 10), ("Không khớp", 10), ("Ghi chú", 50)),
    )
    return ShownTable("Tệp", columns, rows, frozenset(marked))


def units_table(inbox: Inbox, *, is_short: bool = False) -> ShownTable:
    """Return a row for every unit, or for those that sent something."""
    units = [each for each in inbox.units if each.files or not is_short]
    rows = tuple(
        (
            place,
            _short(each.unit),
            each.code or "",
            each.state.label,
            each.files,
            *(
                (each.claims, each.holding, each.failing, each.open, each.errors, each.warnings)
                if each.state.is_used
                else ("",) * 6
            ),
            _few(each.changes, _FEW if is_short else len(each.changes)),
        )
        for place, each in enumerate(units, 1)
    )
    marked = {
        place
        for place, each in enumerate(units)
        if not each.state.is_used or each.failing or inbox.points_of(each.code or each.unit)
    }
    columns = (
        *(("STT", 6), ("Đơn vị", 38), ("Mã", 9), ("Tình trạng", 14), ("Số tệp", 8)),
        *(("Quan hệ đã đọc", 10), ("Khớp", 9), ("Không khớp", 9), ("Chưa kết luận", 10)),
        *(("Lỗi", 8), ("Cảnh báo", 9), ("Thay đổi so với bản trước", 60)),
    )
    return ShownTable("Đơn vị", columns, rows, frozenset(marked))


def _short(unit: str) -> str:
    return unit.replace(COMMITTEE, "UBND")


_FEW = 5
"""Changes of a unit that a short table shows."""


def _few(changes: tuple[str, ...], most: int) -> str:
    more = [f"và {len(changes) - most} thay đổi khác"] if len(changes) > most else []
    return "\n".join([*changes[:most], *more])


def claims_table(inbox: Inbox, *, is_short: bool = False) -> ShownTable:
    """Return a row for every claim that was read, or for those that do not hold."""
    claims = [each for each in inbox.claims if not is_short or each.verdict is Standing.FAILS]
    columns = (
        *(("Tệp", 30), ("Đơn vị", 32), ("Vị trí", 22), ("Câu", 60), ("Loại", 14)),
        *(("Đã ghi", 16), ("Tính lại", 16), ("Kết quả", 14), ("Nội dung", 50)),
    )
    marked = {place for place, each in enumerate(claims) if each.verdict is Standing.FAILS}
    return ShownTable("Quan hệ số liệu", columns, tuple(map(_claim, claims)), frozenset(marked))


def _claim(each: InboxClaim) -> tuple[Any, ...]:
    return (
        each.file,
        _short(each.unit) or "chưa rõ",
        each.place,
        each.sentence,
        each.kind,
        each.stated,
        each.computed,
        each.verdict.label,
        each.message,
    )


def figures_table(inbox: Inbox) -> ShownTable:
    """Return a row for every number of files that somebody else wrote."""
    rows = tuple(
        (
            each.key,
            _short(each.unit) or "chưa rõ",
            each.text,
            each.label,
            each.figure or "",
            "đã xác nhận" if each.is_confirmed else "",
            each.place,
            each.sentence,
        )
        for each in inbox.figures
    )
    columns = (
        *(("Mã số trích", 30), ("Đơn vị", 32), ("Số", 16), ("Chữ bên cạnh", 36)),
        *(("Mã số liệu (gợi ý)", 32), ("Xác nhận", 12), ("Vị trí", 20), ("Câu", 60)),
    )
    return ShownTable("Số trích", columns, rows)


def findings_table(inbox: Inbox, *, is_short: bool = False) -> ShownTable:
    """Return a row for every finding: of the inbox, then of each file that is used.

    A short table leaves out the notes, and who sent nothing, which the page says elsewhere.
    """
    names = {each.unit for each in inbox.missing} if is_short else set()
    rows = tuple(
        _cells(each)
        for each in _findings(inbox)
        if not is_short or (each.severity is not Severity.NOTE and each.path not in names)
    )
    columns = (
        *(("Mã", 14), ("Mức độ", 14), ("Vị trí", 40), ("Nội dung", 70), ("Đã ghi", 24)),
        *(("Đúng là", 24), ("Gợi ý", 50)),
    )
    return ShownTable("Phát hiện", columns, rows)


def _findings(inbox: Inbox) -> Iterator[Finding]:
    """Yield the findings of the inbox, then of each file, their places in words."""
    reports = {
        row.name: None if row.read is None else row.read.report for row in inbox.files if row.name
    }
    for each in inbox.findings:
        name, place = apart(each.path, reports)
        path = ": ".join(filter(None, (name, in_words(place, reports[name])))) if name else place
        yield attrs.evolve(each, path=path)
    for row in inbox.files:
        for each in row.read.findings if row.state.is_used and row.read is not None else ():
            yield attrs.evolve(each, path=f"{row.name}: {in_words(each.path, reports[row.name])}")


def _cells(each: Finding) -> tuple[Any, ...]:
    return (
        each.code,
        each.severity.label,
        each.path,
        each.message,
        each.actual or "",
        each.expected or "",
        each.hint or "",
    )
