"""One indicator in several places: shares that make up 100, bounds, two values, no base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.judge import judge
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.slips import ratio_of
from cchc_lib.checks.text.said import stated
from cchc_lib.checks.text.statements import verdicts
from cchc_lib.figures.writing import write_int
from cchc_lib.reading.lexicon import all_of, cue, words
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation, Structure
from cchc_lib.reading.terms import is_counted

__all__: list[str] = []

_KEYS = (
    ("tỷ lệ giải quyết đúng hạn", re.compile(words("deadline.kept"))),
    ("tỷ lệ giải quyết quá hạn", re.compile(words("deadline.late"))),
    (
        "tỷ lệ hồ sơ trực tuyến",
        re.compile(rf"{words('indicator.online')}|trực tuyến [0-9.]+ hồ sơ"),
    ),
    ("tỷ lệ hoàn thành nhiệm vụ", re.compile(words("indicator.tasks"))),
    ("mức độ hài lòng", re.compile(words("indicator.satisfied"))),
    ("tỷ lệ giải ngân", re.compile(words("indicator.disbursed"))),
)
_NAMES = cue("deadline", "indicator", "half.channel")
_AIM = re.compile(words("aim", "plan.aim", "required"))
_FEW = 2
_COUNTED_IN = {
    "tỷ lệ giải quyết đúng hạn": ("hồ", "sơ"),
    "tỷ lệ giải quyết quá hạn": ("hồ", "sơ"),
    "tỷ lệ hồ sơ trực tuyến": ("hồ", "sơ"),
    "tỷ lệ hoàn thành nhiệm vụ": ("nhiệm", "vụ"),
}

_ABOVE = frozenset(all_of("limit.above", "limit.beyond", "limit.at_least"))


def _key(prose: Prose, percent: Quantity) -> str | None:
    """Return the indicator that a percentage is of, the one named last beside it."""
    (known,) = prose.once(_keys)
    if percent not in known:
        known[percent] = _named_beside(prose, percent)
    return known[percent]


def _keys(_: Prose) -> Iterator[dict[Quantity, str | None]]:
    yield {}


def _named_beside(prose: Prose, percent: Quantity) -> str | None:
    said = prose.cues(percent.start - 60, percent.end + 20)
    if not said & _NAMES:
        return None
    before = prose.before(percent, 60)
    after = prose.behind(percent, 20)
    around = re.split(r"[.;]\s", before)[-1] + "%" + re.split(r"[.;,]", after)[0]
    named = [(found.end(), name) for name, words in _KEYS for found in words.finditer(around)]
    return max(named)[1] if named else None


@rule(
    "CCHC233",
    Severity.WARNING,
    title="Tỷ lệ ước chừng (“trên 95,4%”) không mâu thuẫn với số liệu nêu trong văn bản.",
    why="Văn bản có nêu số phần và số toàn bộ của chỉ tiêu; chỗ khác lại ghi “trên” một tỷ lệ "
    "mà hai số đó không đạt tới.",
    english='The text counts part and whole of the indicator once; elsewhere it says "above" a '
    "percentage that the counts do not reach.",
    fires="Hoàn thành 41/43 nhiệm vụ, đạt 95,35%. Đã thực hiện trên 95,4% nhiệm vụ.",
    silent="Hoàn thành 41/43 nhiệm vụ, đạt 95,35%. Đã thực hiện trên 95,3% nhiệm vụ.",
    do="Ghi lại cùng một tỷ lệ ở mọi chỗ.",
)
def bounds(prose: Prose) -> Iterator[Slip]:
    counted = _counted(prose)
    for percent in _limited(prose):
        if _is_aim(prose, percent):
            continue
        key = _key(prose, percent)
        known = counted.get(key or "", ())
        if len(known) != 1:
            continue
        (share,) = known
        if not judge(attrs.evolve(share, result=percent)).holds:
            rate = ratio_of(share)
            yield Slip(
                message=f"“{percent.qualifier} {stated(percent)}” trái với số liệu đã nêu: "
                f"{write_int(rate.part)}/{write_int(rate.whole)} = {rate}",
                expected=str(rate),
                actual=f"{percent.qualifier} {stated(percent)}",
                hint=f"Ghi {rate} hoặc bỏ từ “{percent.qualifier}”.",
                start=percent.start,
                end=percent.end,
            )


def _counted(prose: Prose) -> dict[str, list[Relation]]:
    """Return the rates of each indicator that the text gives with part and whole, each once.

    An indicator that is counted more often than `_FEW` times is one of many units, and says
    nothing of a percentage elsewhere: it is left out.
    """
    counted: dict[str, dict[Fraction, Relation]] = {}
    for known in prose.once(_shares):
        key, (part, whole) = _key(prose, known.result), known.operands
        if key is None or not is_counted(part, _COUNTED_IN.get(key, ())) or not whole.value:
            continue
        counted.setdefault(key, {}).setdefault(Fraction(part.value) / whole.value, known)
    return {key: [*rates.values()] for key, rates in counted.items() if len(rates) <= _FEW}


def _shares(prose: Prose) -> Iterator[Relation]:
    """Yield the percentages that the text gives with part and whole, right or wrong."""
    for verdict in prose.once(verdicts):
        relation = verdict.relation
        if relation.kind is Kind.SHARE and (
            relation.structure is not Structure.POSSIBLE or verdict.holds
        ):
            yield relation


def _is_aim(prose: Prose, percent: Quantity) -> bool:
    """Whether a percentage is one to reach, which contradicts nothing that was."""
    before = prose.before(percent, 120)
    return percent.start >= prose.plans_from or bool(_AIM.search(re.split(r"[.;]\s", before)[-1]))


def _limited(prose: Prose) -> Iterator[Quantity]:
    for quantity in prose.quantities.numbers:
        if quantity.unit == "%" and quantity.qualifier in _ABOVE:
            yield quantity


@rule(
    "CCHC234",
    Severity.NOTE,
    title="Mỗi chỉ tiêu chỉ có một giá trị trong toàn văn bản.",
    why="Văn bản ghi 99,75% rồi chỗ khác ghi “trên 99,6%” cho cùng một việc là để người đọc tự "
    "chọn. Chỉ lưu ý, vì có thể là hai đơn vị hoặc hai thời điểm.",
    english='A text that gives 99,75% and elsewhere "trên 99,6%" for the same thing lets its '
    "reader choose. A note, for the two may be of different units or times.",
    fires="Giải quyết đúng hạn đạt 99,75%. Trung tâm giải quyết đúng hạn đạt trên 99,6%.",
    silent="Giải quyết đúng hạn đạt 99,75%. Trung tâm giải quyết đúng hạn đạt trên 99,7%.",
    do="Dùng một giá trị cho một chỉ tiêu trong toàn văn bản.",
)
def one_indicator_two_values(prose: Prose) -> Iterator[Slip]:
    exact: dict[str, list[Quantity]] = {}
    for quantity in prose.quantities.numbers:
        key = _key(prose, quantity) if quantity.unit == "%" and not quantity.qualifier else None
        if key is not None and quantity.value != 100:
            exact.setdefault(key, []).append(quantity)
    stated_as = {key: {other.value for other in others} for key, others in exact.items()}
    for percent in _limited(prose):
        key = None if _is_aim(prose, percent) else _key(prose, percent)
        values = stated_as.get(key or "", set())
        if len(values) != 1 or key is None:
            continue
        (value,) = tuple(values)
        if value >= percent.value + 2 * percent.half:  # by a unit of its last digit, or more
            other = exact[key][0]
            yield Slip(
                message=f"{key} có hai giá trị trong văn bản: {stated(other)} và "
                f"“{percent.qualifier} {stated(percent)}”",
                expected=stated(other),
                actual=f"{percent.qualifier} {stated(percent)}",
                hint="Dùng một giá trị trong toàn văn bản.",
                start=percent.start,
                end=percent.end,
            )


_OTHER_TIME = re.compile(
    words("aim", "plan.aim", "required", "limit.at_least", "change", "mean", "elsewhere.place")
    + "|(?:kỳ|năm|quý|tháng) "
)
_NEAR = 1
"""Two percentages of one indicator so many points apart are taken for one, written twice."""


@rule(
    "CCHC239",
    Severity.WARNING,
    title="Tỷ lệ nêu lại đúng với số liệu đã tính ở chỗ khác trong văn bản.",
    why="Văn bản đã nêu số để tính chỉ tiêu một lần và nhắc lại tỷ lệ ở chỗ khác; hai tỷ lệ "
    "gần bằng nhau mà không bằng thì một là nhầm. Mục tiêu và số của kỳ khác không xét.",
    english="Where the text counts an indicator once and repeats its percentage elsewhere, the "
    "two nearly agreeing but not quite, one is a slip. Targets and other periods are left out.",
    fires="Hoàn thành 41/43 nhiệm vụ, đạt 95,35%. Nhìn chung, đã hoàn thành 95,53% nhiệm vụ.",
    silent="Hoàn thành 41/43 nhiệm vụ, đạt 95,35%. Nhìn chung, đã hoàn thành 95,35% nhiệm vụ.",
    do="Ghi cùng một tỷ lệ ở mọi chỗ.",
)
def restated(prose: Prose) -> Iterator[Slip]:
    counted = _counted(prose)
    beside = {known.result.start for known in prose.once(_shares)}
    for sentence in prose.source.sentences:
        for percent in prose.quantities.within(sentence):
            if percent.unit != "%" or percent.qualifier or percent.start in beside:
                continue
            told = counted.get(_key(prose, percent) or "", [])
            known = [attrs.evolve(rate, result=percent) for rate in told]
            around = prose.lower[max(sentence.start, percent.start - 80) : percent.end + 30]
            if not known or _is_aim(prose, percent) or _OTHER_TIME.search(around):
                continue
            judged = [judge(rate) for rate in known]
            if any(verdict.holds for verdict in judged):
                continue
            nearest = min(judged, key=lambda verdict: abs(verdict.off))
            rate = ratio_of(nearest.relation)
            if abs(nearest.off) <= _NEAR:
                yield Slip(
                    message=f"{stated(percent)} khác số liệu đã nêu: {write_int(rate.part)}/"
                    f"{write_int(rate.whole)} = {rate}",
                    expected=str(rate),
                    actual=stated(percent),
                    start=percent.start,
                    end=percent.end,
                )


_AMOUNT_AS_RATE = re.compile(r"(?:tỷ|tỉ) lệ (?:giải ngân|thu|chi|thực hiện)[^0-9%.;]{0,20}$")


@rule(
    "CCHC235",
    Severity.NOTE,
    title="Tỷ lệ thực hiện ghi kèm số kế hoạch; số tiền không gọi là tỷ lệ.",
    why="“Tỷ lệ giải ngân 10,55 tỷ đồng, đạt 82,1%” gọi số tiền là tỷ lệ và không nêu kế "
    "hoạch, nên không ai kiểm tra được.",
    english='"Tỷ lệ giải ngân 10,55 tỷ đồng, đạt 82,1%" names an amount a rate and gives no '
    "plan, so that nobody can check the percentage.",
    fires="Tỷ lệ giải ngân 10,550 tỷ đồng, đạt 82,1%.",
    silent="Giải ngân 10,55 tỷ đồng/12,85 tỷ đồng, đạt 82,1%.",
    do="Ghi số kế hoạch được giao và gọi đúng tên chỉ tiêu.",
)
def rate_without_base(prose: Prose) -> Iterator[Slip]:
    if not prose.vocabulary & {"tỷ", "tỉ"}:
        return
    for sentence in prose.source.sentences:
        for amount in prose.quantities.within(sentence):
            if amount.unit != "đồng":
                continue
            before = prose.lower[max(sentence.start, amount.start - 45) : amount.start]
            if "lệ" in before and _AMOUNT_AS_RATE.search(before):
                yield Slip(
                    message="số tiền được gọi là tỷ lệ; tỷ lệ đi kèm không có số kế hoạch để kiểm "
                    "tra",
                    actual=prose.flat[amount.start : amount.end],
                    hint="Ghi “giải ngân … tỷ đồng/… tỷ đồng kế hoạch, đạt …%”.",
                    start=amount.start,
                    end=amount.end,
                )


_SHARE_BEFORE = re.compile(
    rf"(?:chiếm(?: tỷ lệ| tới| đến)?|{words('deadline', 'half.channel', 'indicator.satisfied')}"
    r"[^0-9%.;,]{0,15})\s?$"
)
_SHARE_AFTER = re.compile(
    rf"\s(?:{words('total', 'number')} |các )?"
    + words("noun.counted.people", "noun.counted.unit", "noun.counted.work")
)
_OF_PLAN = re.compile(words("plan", "change", "rate.equals", "times"))


@rule(
    "CCHC240",
    Severity.WARNING,
    title="Tỷ lệ của một phần trong tổng số không quá 100%.",
    why="So với kế hoạch hoặc kỳ khác thì tỷ lệ có thể là bất kỳ; của người, hồ sơ, nhiệm vụ "
    "thì không quá toàn bộ. Nếu có hai số bên cạnh thì xét hai số đó.",
    english="Against a plan or another period a percentage may be any; of people, dossiers or "
    "tasks no more than all of them. Where the counts stand beside it, those are judged.",
    fires="107% cán bộ, công chức được cấp chữ ký số.",
    silent="100% cán bộ, công chức được cấp chữ ký số.",
    do="Kiểm tra lại tỷ lệ; nếu so với kế hoạch thì ghi rõ.",
)
def share_above_whole(prose: Prose) -> Iterator[Slip]:
    beside = {known.result.start for known in prose.once(_shares)}
    for percent in prose.quantities.numbers:
        if percent.unit != "%" or percent.value <= 100 or percent.start in beside:
            continue
        before = prose.before(percent, 40)
        after = prose.behind(percent, 60)
        is_share = _SHARE_BEFORE.search(before) or _SHARE_AFTER.match(after)
        if is_share and not _OF_PLAN.search(before + after):
            yield Slip(
                message=f"{stated(percent)} của một tổng số là không thể",
                expected="không quá 100%",
                actual=stated(percent),
                start=percent.start,
                end=percent.end,
            )
