"""Two sources of the same figures side by side: what one has more than the other."""

from __future__ import annotations

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.figures.figure import Measured, walk
from cchc_lib.report.head import ReportHead
from cchc_lib.report.printing import figure_text

__all__ = ["Residual", "reconcile"]


@attrs.frozen(kw_only=True)
class Residual:
    """A figure of which two sources do not say the same.

    `difference` is what `ours` has more than `theirs`; `None` for rates and scores.
    """

    id: str
    label: str
    unit: str
    ours: Measured
    theirs: Measured
    difference: int | None

    def __str__(self) -> str:
        """One line as an officer reads it."""
        here, there = (figure_text(value, self.unit) for value in (self.ours, self.theirs))
        said = f"{self.label}: {here}, nguồn đối chiếu {there}"
        if self.difference is None:
            return said
        how = "nhiều hơn" if self.difference > 0 else "ít hơn"
        return f"{said}, {how} {figure_text(abs(self.difference), self.unit, padded=False)}"


def reconcile(ours: ReportHead, theirs: ReportHead) -> tuple[Residual, ...]:
    """Return the figures that both reports state and of which they do not say the same.

    `theirs` is what another source gives: the totals of the one-stop system beside the sum of what
    the units report. What only one of them states is no difference. Rows are told by their names.

    >>> from cchc_lib import Agency, Outreach, Period, Report
    >>> head = {"agency": Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"), "period": Period.year(2026)}
    >>> print(*reconcile(Report(outreach=Outreach(articles=90), **head),
    ...                  Report(outreach=Outreach(articles=96), **head)))
    tin, bài tuyên truyền: 90, nguồn đối chiếu 96, ít hơn 6

    Raises:
        InvalidTypeError: for what is no report, and for reports of two kinds.
    """
    for name, given in (("ours", ours), ("theirs", theirs)):
        if not isinstance(given, ReportHead) or type(given) is not type(ours):
            raise InvalidTypeError.refuse(
                name,
                given,
                "a report of the same kind as the other, such as roll_up(reports, agency=agency)",
                "báo cáo cùng loại với báo cáo kia, ví dụ roll_up(reports, agency=agency)",
            )
    there = {each.key: each.value for each in walk(theirs, reported=True) if each.key}
    found: list[Residual] = []
    for each in walk(ours, reported=True):
        other = there.get(each.key or "")
        if other is None or other == each.value:
            continue
        found.append(
            Residual(
                id=each.id,
                label=each.label,
                unit=each.declaration.unit,
                ours=each.value,
                theirs=other,
                difference=each.value - other
                if isinstance(other, int) and isinstance(each.value, int)
                else None,
            )
        )
    return tuple(found)
