"""A filled form as a page of its own: its head, its table, who signs."""

from __future__ import annotations

from cchc_lib.document.sheet import FormSheet
from cchc_lib.errors import CchcError
from cchc_lib.forms.filled import FilledForm
from cchc_lib.forms.table import table_of
from cchc_lib.report.agency import Agency
from cchc_lib.vietnamese.dates import format_date

__all__ = ["AGENCY", "NUMBER", "PERIOD", "RECEIVER", "head_lines", "place_of", "sheet_of"]

NUMBER, PERIOD = "Biểu số ", "Kỳ báo cáo: "
AGENCY, RECEIVER = "Đơn vị báo cáo: ", "Đơn vị nhận báo cáo: "
_BLANK = "…"
_BLANK_ROWS = 5


def place_of(agency: str | None) -> str | None:
    """Return the place of the date line where the name of the agency alone tells it.

    >>> place_of("UBND xã Mai Hoa"), place_of("Sở Nội vụ")
    ('Mai Hoa', None)
    """
    try:
        return None if agency is None else Agency(name=agency).place
    except CchcError:
        return None


def head_lines(filled: FilledForm) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the head: the form, the period and its days, who reports to whom."""
    form, period = filled.form, filled.period
    law = (f"Ban hành theo {form.law}",) if form.law else ()
    days = (
        f"(Từ ngày {format_date(period.start)} đến ngày {format_date(period.end)})"
        if period is not None
        else f"(Từ ngày {_BLANK} đến ngày {_BLANK})"
    )
    return (
        (f"{NUMBER}{form.number}", *law),
        (f"{PERIOD}{period or _BLANK}", days),
        (f"- {AGENCY}{filled.agency or _BLANK}", f"- {RECEIVER}{filled.receiver or _BLANK}"),
    )


def sheet_of(filled: FilledForm) -> FormSheet:
    """Return the page of a filled form; places for signatures are left empty."""
    head, under, parties = head_lines(filled)
    return FormSheet(
        form=head,
        title=filled.form.title,
        under=under,
        parties=parties,
        table=table_of(filled, id="form", blank=_BLANK_ROWS),
        date=f"{filled.place or '…………'}, ngày      tháng      năm        ",
        signers=(
            ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"),
            ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên, đóng dấu)"),
        ),
    )
