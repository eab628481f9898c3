"""What does not agree among the reports that are added up: who is missing, what counts twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cchc_lib.checks.collect import in_order
from cchc_lib.checks.finding import Findings, Severity, check_ignored
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.runner import findings, run, settle
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.head import ReportHead
from cchc_lib.report.printing import figure_text
from cchc_lib.scale.gather import Why
from cchc_lib.scale.identity import unlisted
from cchc_lib.scale.units import UnitReports, check_units
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["RULES", "audit_units"]


def audit_units(units: UnitReports, *, ignore: Mapping[str, str] | None = None) -> Findings:
    """Return what does not agree among the reports of units: the gravest first.

    Each report by itself is judged by `audit`; here is what only all of them together show.
    `ignore` silences codes, each with a written reason.

    >>> from cchc_lib import Agency, Outreach, Period, Report
    >>> def unit(name):
    ...     return Report(agency=Agency(name=name), period=Period.quarter(2026, 3),
    ...                   outreach=Outreach(articles=5))
    >>> audit_units(UnitReports([unit("UBND xã Mai Hoa")],
    ...                         expected=["UBND xã Mai Hoa", "UBND xã Sơn Kim"]))[0].message
    'Chưa có báo cáo của UBND xã Sơn Kim.'

    Raises:
        InvalidTypeError: when `units` is no UnitReports, or `ignore` no mapping of code to reason.
        InvalidValueError: when a reason is empty, or a code is none or retired.
        UnknownNameError: for a code to ignore that no rule has.
    """
    check_units(units)
    check_ignored(ignore)
    return findings(settle(run(RULES, units), ignore), ignore)


def _days(report: ReportHead) -> str:
    return f"{format_date(report.period.start)} - {format_date(report.period.end)}"


@rule(
    "CCHC831",
    Severity.WARNING,
    title="Mọi đơn vị phải báo cáo đều có báo cáo.",
    why="Thiếu báo cáo của một đơn vị thì mọi tổng số đều thiếu phần của đơn vị đó.",
    english="Where a unit has no report, every total lacks its part.",
    fires='units(unit("Mai Hoa", articles=5), expected=["UBND xã Mai Hoa", "UBND xã Sơn Kim"])',
    silent='units(unit("Mai Hoa", articles=5), expected=["UBND xã Mai Hoa"])',
    do="Đôn đốc đơn vị gửi báo cáo; không có báo cáo thì nêu rõ số đơn vị đã tổng hợp.",
)
def missing(units: UnitReports) -> Iterator[Slip]:
    for each in units.missing:
        name = each.name.replace("Ủy ban nhân dân", "UBND")
        yield Slip(
            message=f"Chưa có báo cáo của {name}{f' (mã {each.code})' if each.code else ''}.",
            path=name,
            hint=unlisted(each.name) if each.code is None else None,
        )


@rule(
    "CCHC832",
    Severity.WARNING,
    title="Mỗi đơn vị có một báo cáo cho một kỳ.",
    why="Hai báo cáo khác nhau của cùng một đơn vị, cùng một kỳ thì chỉ một báo cáo được cộng: "
    "bản ban hành sau, nếu cùng ngày thì bản có số lớn hơn. Hai bản giống hệt thì chỉ lưu ý.",
    english="Of two different reports of a unit for one period one is counted: the one issued "
    "later, of one day that of the higher number. Two that are the same are only noted.",
    fires='units(unit("Mai Hoa", articles=5), unit("Mai Hoa", articles=6))',
    silent='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=6))',
    do="Hỏi lại đơn vị bản nào là bản chính thức.",
)
def twice(units: UnitReports) -> Iterator[Slip]:
    for each in units.sorted.aside:
        name = each.report.agency.short_name
        if each.why is Why.SAME:
            yield Slip(
                message=f"{name} có hai báo cáo giống hệt nhau ({each.report.period}); chỉ cộng "
                "một báo cáo.",
                path=name,
                severity=Severity.NOTE,
            )
        elif each.why is Why.TWICE:
            yield Slip(
                message=f"{name} có nhiều báo cáo khác nhau cho cùng một kỳ "
                f"({each.report.period}); {_chosen(each.other, each.report)}.",
                path=name,
                actual=_issue(each.report),
                expected=_issue(each.other),
            )


def _chosen(one: ReportHead | None, other: ReportHead) -> str:
    """Return which of two reports is counted, or that neither number nor day tells which one is."""
    if (said := _issue(one)) != _issue(other):
        return f"chỉ cộng bản {said}, không cộng bản {_issue(other)}"
    has_head = one is not None and (one.number, one.issued) != (None, None)
    alike = f"cùng {said}" if has_head else "đều chưa ghi số, ngày"
    return f"các bản {alike} nên không rõ bản nào là bản chính thức; chỉ cộng một bản"


def _issue(report: ReportHead | None) -> str:
    if report is None or (report.number is None and report.issued is None):
        return "chưa ghi số, ngày"
    number = "chưa ghi số" if report.number is None else f"số {report.number:02d}"
    return number if report.issued is None else f"{number} ngày {format_date(report.issued)}"


@rule(
    "CCHC833",
    Severity.WARNING,
    title="Các báo cáo được cộng có cùng thời gian chốt số liệu.",
    why="Số liệu của những khoảng thời gian khác nhau cộng lại không phải là số liệu của kỳ. Báo "
    "cáo không có ngày nào chung với kỳ tổng hợp thì không được cộng, và đó là lỗi; đơn vị có báo "
    "cáo khác đúng kỳ thì báo cáo đó được cộng.",
    english="What was counted over other days is not of the period. A report that has no day in "
    "common with it is not counted, which is an error; where the unit has another that is of the "
    "period, that one is counted.",
    fires='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=5), '
    'unit("Sơn Hồng", quarter=2, articles=5))',
    silent='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=5))',
    do="Đề nghị đơn vị thống kê lại theo đúng thời gian của kỳ báo cáo.",
)
def other_days(units: UnitReports) -> Iterator[Slip]:
    period = units.sorted.period
    days = f"{format_date(period.start)} - {format_date(period.end)}"
    for each in units.sorted.aside:
        if each.why is Why.OTHER_PERIOD:
            yield Slip(
                message=f"{each.report.agency.short_name}: báo cáo {each.report.period} "
                f"({_days(each.report)}) không thuộc kỳ tổng hợp {period}, không được cộng"
                + (f"; đã cộng báo cáo {each.other.period}." if each.other else "."),
                path=each.report.agency.short_name,
                actual=_days(each.report),
                expected=days,
                severity=Severity.WARNING if each.other else Severity.ERROR,
            )
    for unit in units.counted:
        if unit.window != (period.start, period.end):
            first, last = map(format_date, unit.window)
            yield Slip(
                message=f"{unit.agency.short_name} chốt số liệu {first} - {last}, kỳ tổng hợp là "
                f"{days}.",
                path=unit.agency.short_name,
                actual=f"{first} - {last}",
                expected=days,
            )


@rule(
    "CCHC834",
    Severity.ERROR,
    title="Không có số liệu nào được cộng hai lần.",
    why="Báo cáo của cơ quan tổng hợp, báo cáo có ngày trùng với báo cáo khác của cùng đơn vị "
    "thì không được cộng. Đơn vị thuộc một đơn vị cũng báo cáo, hai đơn vị cùng một mã, hai "
    "đơn vị có mọi số liệu giống hệt nhau thì vẫn cộng nhưng có thể đã đếm hai lần.",
    english="The report of the agency that adds up, and one whose days are in another report of "
    "the same unit, are not counted. A unit below another that reports, two units under one "
    "code, and two of which every figure is the same are counted, and may count twice.",
    fires='units(unit("Mai Hoa", articles=7, meetings=3, contests=2), '
    'unit("Sơn Kim", articles=7, meetings=3, contests=2))',
    silent='units(unit("Mai Hoa", articles=7, meetings=3, contests=2), '
    'unit("Sơn Kim", articles=7, meetings=3, contests=1))',
    do="Bỏ báo cáo đã nằm trong báo cáo khác; kiểm tra lại đơn vị có số liệu chép của nhau.",
)
def double(units: UnitReports) -> Iterator[Slip]:
    for each in units.sorted.aside:
        name = each.report.agency.short_name
        if each.why is Why.WHOLE:
            yield Slip(
                message=f"Báo cáo {each.report.period} của chính cơ quan tổng hợp ({name}) không "
                "được cộng.",
                path=name,
                severity=Severity.WARNING,
            )
        elif each.why is Why.OVERLAP and each.other is not None:
            yield Slip(
                message=f"{name}: báo cáo {each.report.period} trùng ngày với báo cáo "
                f"{each.other.period}, không được cộng.",
                path=name,
                actual=_days(each.report),
                expected=f"từ sau ngày {format_date(each.other.period.end)}",
            )
    reporting = {each.agency.name: each.agency for each in units.counted}
    for counted in units.counted:
        above = counted.agency.parent
        while above is not None and above.name not in reporting:
            above = above.parent
        if above is not None and len(units.counted) > 1:
            yield Slip(
                message=f"{counted.agency.short_name} thuộc {above.short_name}, cả hai cùng có "
                "báo cáo: số liệu có thể đã nằm trong báo cáo của cấp trên.",
                path=counted.agency.short_name,
            )
    yield from _alike(units)


MANY_ALIKE = 3
"""Numbers above 1 from which on two units with the same figures are no accident."""


def _alike(units: UnitReports) -> Iterator[Slip]:
    """Yield units under one code, and units of which every figure is the same."""
    if units.along == "periods":
        return
    codes: dict[str, str] = {}
    figures: dict[int, list[tuple[str, Any]]] = {}
    for key, stating in units.stated.items():
        for place, located in stating.items():
            if located.declaration.formula is None:
                figures.setdefault(place, []).append((key, located.value))
    seen: dict[Any, str] = {}
    for place, report in enumerate(units.each):
        name, code = report.agency.short_name, report.agency.unit_code
        if code is not None and codes.setdefault(code, name) != name:
            yield Slip(message=f"{name} và {codes[code]} có cùng mã {code}.", path=name)
        held = tuple(figures.get(place, ()))
        telling = [value for _, value in held if not isinstance(value, int) or value > 1]
        if len(telling) < MANY_ALIKE:
            continue
        if (other := seen.setdefault(held, name)) != name:
            yield Slip(
                message=f"Mọi số liệu của {name} giống hệt số liệu của {other}.",
                path=name,
                severity=Severity.WARNING,
            )


@rule(
    "CCHC835",
    Severity.NOTE,
    title="Mọi đơn vị đều nêu mọi số liệu được cộng.",
    why="Tổng số chỉ gồm những đơn vị có số liệu; phải nêu là của bao nhiêu đơn vị. Khi một đơn "
    "vị chỉ nêu một phần của tỷ lệ hoặc của tổng số thì số tính ra không phải của những đơn vị "
    "nào cả: đó là cảnh báo, kèm số của riêng các đơn vị có đủ số liệu.",
    english="A total holds only those units that state it, and says of how many it is. Where a "
    "unit states a part of a rate and not the rest, the rate is of no group of units: this is a "
    "warning, with the rate of those units that state all of it.",
    fires='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", meetings=2))',
    silent='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=2))',
    do="Đề nghị các đơn vị bổ sung số liệu; không có thì ghi 0.",
)
def partial(units: UnitReports) -> Iterator[Slip]:
    for each in units.partial.values():
        stated = figure_text(each.value, each.unit)
        if not each.lacks_units:
            continue  # the days between two periods have a rule of their own
        if not each.is_mixed:
            of = "là của" if each.lacking else "chưa đủ:"
            yield Slip(
                message=f"{capital(each.label)}: số tổng hợp {stated} {of} {each}.",
                path=each.id,
                actual=stated,
            )
            continue
        yield Slip(
            message=f"{capital(each.label)} {stated} tính từ số liệu của các đơn vị không giống "
            f"nhau: {each}.",
            path=each.id,
            actual=stated,
            severity=Severity.WARNING,
        )


@rule(
    "CCHC836",
    Severity.NOTE,
    title="Đơn vị được cộng là đơn vị phải báo cáo.",
    why="Đơn vị ngoài danh sách có thể thuộc địa phương khác, hoặc tên, mã ghi nhầm.",
    english="A unit outside the list may belong elsewhere, or its name or code is wrong.",
    fires='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=4), '
    'expected=["UBND xã Mai Hoa"])',
    silent='units(unit("Mai Hoa", articles=5), unit("Sơn Kim", articles=4), '
    'expected=["UBND xã Mai Hoa", "UBND xã Sơn Kim"])',
    do="Kiểm tra tên, mã đơn vị; bỏ báo cáo của đơn vị không thuộc phạm vi.",
)
def unexpected(units: UnitReports) -> Iterator[Slip]:
    for report in units.unexpected:
        name = report.agency.short_name
        yield Slip(message=f"{name} không có trong danh sách phải báo cáo.", path=name)


@rule(
    "CCHC837",
    Severity.WARNING,
    title="Các kỳ được cộng của một đơn vị liền nhau.",
    why="Những ngày nằm giữa hai kỳ không thuộc báo cáo nào nên không có trong số lũy kế.",
    english="Days between two periods are in no report, and so not in what is cumulative.",
    fires='units(unit("Mai Hoa", quarter=1, articles=5), unit("Mai Hoa", quarter=3, articles=4))',
    silent='units(unit("Mai Hoa", quarter=2, articles=5), unit("Mai Hoa", quarter=3, articles=4))',
    do="Bổ sung báo cáo của kỳ còn thiếu.",
)
def gaps(units: UnitReports) -> Iterator[Slip]:
    for gap in units.sorted.gaps:
        name = gap.after.agency.short_name
        first, last = format_date(gap.before.period.end), format_date(gap.after.period.start)
        yield Slip(
            message=f"{name}: không có số liệu sau ngày {first} đến trước ngày {last}, giữa "
            f"{gap.before.period} và {gap.after.period}.",
            path=name,
        )


@rule(
    "CCHC838",
    Severity.NOTE,
    title="Tỷ lệ của các đơn vị tính trên cùng một cơ sở.",
    why="Tỷ lệ tính trên số đã giải quyết và tỷ lệ tính trên số tiếp nhận là hai chỉ tiêu: cộng "
    "được số lượng nhưng không so sánh, xếp hạng được.",
    english="A rate on what was resolved and one on what was received are two figures: their "
    "counts add up, and they cannot be compared or ranked.",
    fires='units(unit("Mai Hoa", base="resolved", on_time=9, late=1), '
    'unit("Sơn Kim", base="received", on_time=9, late=1))',
    silent='units(unit("Mai Hoa", base="resolved", on_time=9, late=1), '
    'unit("Sơn Kim", base="resolved", on_time=9, late=1))',
    do="Thống nhất cơ sở tính tỷ lệ cho mọi đơn vị.",
)
def bases(units: UnitReports) -> Iterator[Slip]:
    by_id: dict[str, set[str]] = {}
    for stating in units.stated.values():
        for located in stating.values():
            if isinstance(located.value, Ratio) and ", tính trên " in located.label:
                by_id.setdefault(located.id, set()).add(located.label.partition(", tính trên ")[2])
    for id, on in by_id.items():
        if len(on) > 1 and "[" not in id:
            yield Slip(
                message=f"Các đơn vị tính {id} trên các cơ sở khác nhau: {'; '.join(sorted(on))}.",
                path=id,
            )


RULES: tuple[Rule[Any], ...] = in_order(
    (missing, twice, other_days, double, partial, unexpected, gaps, bases)
)
