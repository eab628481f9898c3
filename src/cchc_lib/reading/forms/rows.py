"""Which line of a table is which row of a form: told one after another, by mark and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from cchc_lib.forms.form import FormRow, OfficialForm
from cchc_lib.reading.forms.cells import CellText
from cchc_lib.reading.forms.columns import folded
from cchc_lib.vietnamese.text import fold_text

__all__ = ["LineRead", "RowMatcher", "is_like_total", "says_total"]

_WHOLE = (
    r"toàn (?:bộ|xã|phường|đặc khu|thị trấn|tỉnh|thành phố|huyện|quận|thị xã|địa bàn|ngành|đơn vị"
    r"|hệ thống|cơ quan|sở|vùng|quốc)"
)
_TOTAL = re.compile(
    rf"{_WHOLE}(?: .*)?"
    r"|(?:tổng số|tổng cộng|tổng|cộng)"
    rf"(?:[:.,;–-]?| chung| (?:{_WHOLE}|chung|các|của|số|hồ sơ|tthc|thủ tục|lĩnh vực|đơn vị"
    r"|toàn thể|trong|[0-9]+|[(\[]).*)"
)
"""What a row of totals is called: "Tổng cộng (1+2)", "Tổng số hồ sơ", "Cộng chung", "Toàn xã"."""

_LIKE = re.compile(r"(?:tổng|cộng|toàn|chung|tất cả)(?!\w)")
_NAMES = re.compile(
    r"tổng (?:công ty|cục|đài|đội|kho|liên đoàn|hội|lãnh sự|tham mưu)(?!\w)|cộng (?:đồng|tác|hòa)"
)
"""Names of agencies and fields that begin like a total and are none."""


@attrs.frozen
class LineRead:
    """A line of a table: its mark, its words, its cells by the number of their column."""

    name: str
    mark: str
    label: str
    cells: Mapping[str, CellText]


def says_total(label: str) -> bool:
    """Whether a label is that of a row of totals.

    >>> [says_total(each) for each in ("TỔNG CỘNG (A+B)", "Toàn xã", "Tổng cục Thuế", "Tổng hợp")]
    [True, True, False, False]
    """
    words = folded(label)
    return _TOTAL.fullmatch(words) is not None and _NAMES.match(words) is None


def is_like_total(label: str) -> bool:
    """Whether a label may be that of a row of totals, or a name: "Tổng hợp", "Cộng Hộ tịch"."""
    words = folded(label)
    return _LIKE.match(words) is not None and _NAMES.match(words) is None


class RowMatcher:
    """Tells lines one after another: where a line may stand follows from those before it.

    `total` is the line of totals among them. Another that says so is no row of the form: who
    lists it beside the fields would count it twice.
    """

    def __init__(self, form: OfficialForm, reads: Sequence[LineRead]) -> None:
        self.form = form
        self.last: FormRow | None = None
        self.of_totals = next((row for row in form.walk() if row.is_total), None)
        self.total = None if self.of_totals is None else self._total(self.of_totals, reads)
        self.used = {self.of_totals.id} if self.of_totals and self.total else set[str]()

    def _total(self, row: FormRow, reads: Sequence[LineRead]) -> LineRead | None:
        own = {folded(each.label) for each in self.form.walk() if each is not row}
        named = [each for each in reads if says_total(each.label)]
        named = [each for each in named if folded(each.label) not in own]
        alike = [each for each in named if folded(each.label) == folded(row.label)]
        if found := alike or named:
            return found[-1]
        last = reads[-1] if len(reads) > 1 else None
        return last if last is not None and folded(last.label) == "tổng hợp" else None

    def row_of(self, read: LineRead) -> FormRow | None:
        """Return the row of the next line, `None` for what is none of this form."""
        found = self.of_totals if read is self.total else self._fixed(read)
        if found is None and not self.is_second_total(read):
            found = self._open(read)
        if found is not None:
            self.last = found
            if not found.each:
                self.used.add(found.id)
        return found

    def is_second_total(self, read: LineRead) -> bool:
        """Whether a line that is none of the form's says that it is a total."""
        return self.total is not None and says_total(read.label)

    def _fixed(self, read: LineRead) -> FormRow | None:
        label = folded(read.label)
        free = [row for row in self.form.walk() if not row.each and row.id not in self.used]
        alike = [row for row in free if folded(row.label) == label]
        for row in alike:
            if row.mark == read.mark:
                return row
        if len(alike) == 1 and (not read.mark or not alike[0].mark):
            return alike[0]
        for row in free:
            if row.match and row.mark == read.mark and _has(label, row.match):
                return row
        return None

    def _open(self, read: LineRead) -> FormRow | None:
        """Return the row that the agency lists here: under the last, beside it, or above it."""
        is_head = bool(re.fullmatch("[A-Z]", read.mark))
        at = self.last
        while at is not None:
            beside = self.form.above[at.id]
            for rows in (at.rows, beside.rows if beside else ()):
                for row in rows:
                    if row.each and (bool(row.rows) == is_head or not read.mark):
                        return row
            at = beside
        tops = [row for row in self.form.rows if row.each]
        fitting = [row for row in tops if bool(row.rows) == is_head]
        return next(iter(fitting or (tops if not is_head else ())), None)


def _has(label: str, words: str) -> bool:
    return re.search(rf"(?<!\w)(?:{fold_text(words)})(?!\w)", label) is not None
