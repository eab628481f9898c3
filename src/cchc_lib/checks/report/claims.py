"""Figures as the unit stated them, against the computed ones, each difference explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from cchc_lib.checks.claim import qualified
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report.claimed import differing, judge, locate
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.slips import Cause
from cchc_lib.errors import FormatError
from cchc_lib.figures.change import Change
from cchc_lib.figures.figure import Figure, Located, full_label
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.thresholds import crossed
from cchc_lib.report.claims import Claim
from cchc_lib.report.head import ReportHead
from cchc_lib.vietnamese import parse_percent, parse_vnd
from cchc_lib.vietnamese.text import capital

__all__ = ["amounts", "percentages"]


def _siblings(located: Mapping[str, Located], figure: Figure, rate: Ratio) -> dict[str, Ratio]:
    """Return the rates over other totals beside the figure, which the writer may have meant."""
    parent, _, _ = figure.id.rpartition(".")
    part = (figure.formula or "").partition(" / ")[0]
    counted = located.get(f"{parent}.{part}")
    return {
        found.label: Ratio(rate.part, found.value)
        for found in located.values()
        if counted is not None
        and found.id.rpartition(".")[0] == parent
        and found.declaration.formula is not None
        and found.declaration.unit == counted.declaration.unit
        and type(found.value) is int
        and found.value >= rate.part
        and found.id != counted.id
    }


def _crossed(report: ReportHead, figure: Figure, claim: Claim) -> str | None:
    """Return the target that lies between a claim and the figure: of a rate, or of an amount."""
    located, (_, text) = locate(report), qualified(claim.text)
    on = report.issued or report.period.end
    if isinstance(figure.value, Ratio):
        if figure.value.value is None:
            return None
        named = f"{figure.id} {full_label(figure)}"
        return crossed(named, parse_percent(text), 100 * figure.value.value, on)
    owner, _, name = figure.id.rpartition(".")
    planned = located.get(f"{owner}.planned_vnd")
    if name != "actual_vnd" or planned is None or not planned.value:
        return None
    try:
        amounts = parse_vnd(text), int(str(figure.value))
    except FormatError:  # an amount in another unit than money
        return None
    stated, actual = (Fraction(100 * amount, planned.value) for amount in amounts)
    return crossed(f"{owner}.completion", stated, actual, on)


def _slips(
    report: ReportHead,
    figure: Figure,
    claim: Claim,
    *,
    others: Mapping[str, Ratio] = MappingProxyType({}),
) -> Iterator[Slip]:
    try:
        why = judge(claim, figure, others=others)
    except FormatError:  # CCHC203 says so
        return
    if why is None:
        return
    is_other = why.cause is Cause.OTHER_BASE
    target = None if is_other else _crossed(report, figure, claim)
    lenient = is_other or (why.is_rounding and target is None)
    yield Slip(
        message=f"{capital(full_label(figure))} ghi {claim.text}: {why.sentence}.",
        path=figure.id,
        actual=claim.text,
        expected=why.expected,
        severity=Severity.WARNING if lenient else None,
        target=target,
    )


@rule(
    "CCHC201",
    Severity.ERROR,
    title="Tỷ lệ đã nêu đúng bằng tỷ lệ tính từ số liệu, làm tròn theo số chữ số thập phân đã ghi.",
    why="Tỷ lệ đã nêu được so với thương của hai số, làm tròn số học (Thông tư "
    "174/2015/TT-BTC, Điều 6), và được giải thích khi sai: bị cắt bớt, tính trên số khác, là "
    "phần còn lại, mất dấu phẩy, đảo chữ số, không thể có với tổng số này. Chỉ khác cách làm "
    "tròn, hoặc đúng trên một tổng số khác, thì là cảnh báo. “Trên”, “gần” và các từ tương tự là "
    "giới hạn. Sai số làm thay đổi việc đạt chỉ tiêu thì được nêu trước.",
    english="A stated percentage is compared with part / whole rounded half up (Thông tư "
    "174/2015/TT-BTC, art. 6) and explained: cut, of another base, the rest of the whole, a "
    "comma lost, digits swapped, impossible for this whole. Another way of rounding, or a rate "
    'that is right over another base, is only a warning. "trên", "gần" and the like are bounds. '
    "An error that crosses a target says so and comes first.",
    fires='report(plan=Plan(tasks=43, tasks_completed=41), claims={"plan.completion": "95,34%"})',
    silent='report(plan=Plan(tasks=43, tasks_completed=41), claims={"plan.completion": "95,35%"})',
    do="Ghi tỷ lệ tính được; nếu số đã nêu mới đúng, sửa tử số hoặc mẫu số.",
)
def percentages(report: ReportHead) -> Iterator[Slip]:
    located = locate(report)
    for _, claim, figure in differing(report):
        if not isinstance(figure.value, Ratio):
            continue
        others = _siblings(located, figure, figure.value)
        yield from _slips(report, figure, claim, others=others)


@rule(
    "CCHC202",
    Severity.ERROR,
    title="Số lượng, số tiền đã nêu đúng bằng số liệu của báo cáo.",
    why="Số đếm phải đúng tuyệt đối; số tiền được làm tròn số học theo số chữ số thập phân của "
    "đơn vị đã ghi. Số tiền không có phần thập phân chỉ được lệch nửa phần trăm: 5 tỷ đồng không "
    "phải là 5,147 tỷ. Chỉ khác cách làm tròn thì là cảnh báo. “Gần 1.300” là từ 1.200, “hơn 5 tỷ” "
    "là đến 6 tỷ.",
    english="A count is exact; an amount of money may be rounded half up to the decimals of "
    "the unit it is written in; without decimals it may be off by half a hundredth: 5 tỷ is not "
    '5,147. Only another way of rounding is a warning. "gần 1.300" reaches down to 1.200, "hơn 5 '
    'tỷ" up to 6.',
    fires="report(procedures=Procedures(dossiers=Dossiers(online=1219, in_person=49)), "
    'claims={"procedures.dossiers.received": "1.286"})',
    silent="report(procedures=Procedures(dossiers=Dossiers(online=1219, in_person=49)), "
    'claims={"procedures.dossiers.received": "1.268 hồ sơ"})',
    do="Ghi số tính được, hoặc sửa các số thành phần.",
)
def amounts(report: ReportHead) -> Iterator[Slip]:
    for _, claim, figure in differing(report):
        if isinstance(figure.value, Ratio | Change):
            continue
        yield from _slips(report, figure, claim)
