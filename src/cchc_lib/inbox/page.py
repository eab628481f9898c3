"""The page of an inbox: who sent what, what does not hold. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from cchc_lib.inbox import shown
from cchc_lib.report.agency import COMMITTEE
from cchc_lib.vietnamese.dates import format_date

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox

__all__ = ["inbox_page"]

_MOST_ROWS = 5_000
"""Rows of a table that the page shows; the workbook has all."""

_STYLE = """\
body { font: 16px/1.45 "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; margin: 0 auto;
  max-width: 84rem; padding: 1.5rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
nav { margin-top: .8rem; }
nav a { margin-right: 1rem; }
p { margin: .3rem 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 62rem; font-size: .85rem; }
th, td { border: 1px solid #b5b5b5; padding: .3rem .4rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
thead th { background: #dde6f0; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.marked { background: #fff4e0; }
@media print {
  @page { size: A4 landscape; margin: 15mm; }
  body { padding: 0; }
  nav { display: none; }
  table { min-width: 0; font-size: 8.5pt; }
  tr { break-inside: avoid; }
}
"""


def inbox_page(inbox: Inbox) -> str:
    """Return the page of an inbox, the same always."""
    return "\n".join(_page(inbox)) + "\n"


def _page(inbox: Inbox) -> Iterator[str]:
    title = "Hộp thư báo cáo" + (f" {inbox.period}" if inbox.period is not None else "")
    yield '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(title)}</h1>"
    if inbox.agency is not None:
        yield f"<p>{escape(inbox.agency.name)}</p>"
    if inbox.deadline is not None:
        yield f"<p>Hạn nộp: {format_date(inbox.deadline)}.</p>"
    yield from (f"<p>{escape(line)}</p>" for line in shown.summary_of(inbox))
    if inbox.missing:
        names = "; ".join(escape(each.unit.replace(COMMITTEE, "UBND")) for each in inbox.missing)
        yield f"<p>Chưa có báo cáo dùng được của {len(inbox.missing)} đơn vị: {names}.</p>"
    tables = (
        ("don-vi", "Đơn vị có tệp gửi đến", shown.units_table(inbox, is_short=True)),
        ("tep", "Tệp", shown.files_table(inbox, is_short=True)),
        ("khong-khop", "Số liệu không khớp", shown.claims_table(inbox, is_short=True)),
        ("phat-hien", "Phát hiện", shown.findings_table(inbox, is_short=True)),
    )
    yield '<nav aria-label="Mục lục">'
    yield from (f'<a href="#{id}">{name} ({len(table.rows)})</a>' for id, name, table in tables)
    yield "</nav>"
    for id, name, table in tables:
        yield f'<h2 id="{id}">{name}</h2>'
        yield from _table(name, table) if table.rows else ("<p>Không có.</p>",)
    yield "<p>Mọi quan hệ số liệu đã đọc, kể cả chỗ khớp, và các số trích từ tệp: hop-thu.xlsx.</p>"
    yield "</main>\n</body>\n</html>"


def _table(name: str, table: shown.ShownTable) -> Iterator[str]:
    yield f'<div class="table" role="region" aria-label="{escape(name)}" tabindex="0">'
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title, _ in table.columns)
    whole = sum(wide for _, wide in table.columns)
    columns = "".join(f'<col style="width: {100 * w / whole:.1f}%">' for _, w in table.columns)
    yield f"<table><colgroup>{columns}</colgroup>"
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for place, row in enumerate(table.rows[:_MOST_ROWS]):
        mark = ' class="marked"' if place in table.marked else ""
        yield f"<tr{mark}>{''.join(map(_cell, row))}</tr>"
    yield "</tbody></table></div>"
    if len(table.rows) > _MOST_ROWS:
        yield f"<p>Còn {len(table.rows) - _MOST_ROWS} dòng, xem hop-thu.xlsx.</p>"


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f'<td class="number">{value}</td>'
    return f"<td>{'<br>'.join(map(escape, str(value).split(chr(10))))}</td>"
