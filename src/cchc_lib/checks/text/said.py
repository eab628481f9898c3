"""How a verdict reads: the code of its rule, and what an officer is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from cchc_lib.checks.claim import explain_share
from cchc_lib.checks.judge import Verdict, judge
from cchc_lib.checks.rule import Slip
from cchc_lib.checks.slips import Cause, Repair, ratio_of
from cchc_lib.checks.text.statements import verdicts
from cchc_lib.checks.weight import weigh
from cchc_lib.figures.rounding import scaled_decimal
from cchc_lib.figures.writing import write_int
from cchc_lib.law.thresholds import crossed
from cchc_lib.reading.pattern import Pattern
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.quantity import Quantity
from cchc_lib.reading.relation import Kind, Relation
from cchc_lib.reading.telling import tell
from cchc_lib.vietnamese import format_number, spell, spell_vnd

__all__ = ["code_of", "slip_of", "stated"]

_TELLING = 100
"""A number as great that holds elsewhere is surely right."""

_NAMED = 80
"""So many characters before a rate name it."""

_CONFIRMED = " khớp với số liệu khác trong văn bản, có lẽ một thành phần ghi sai"

_BY_PATTERN = {
    Pattern.LEFT: "CCHC163",
    Pattern.STATES: "CCHC165",
    Pattern.DOSSIERS: "CCHC162",
    Pattern.TASKS: "CCHC165",
    Pattern.INTAKE: "CCHC166",
    Pattern.WHOLE: "CCHC232",
    Pattern.FRACTION: "CCHC230",
    Pattern.ROSE_AGAINST: "CCHC237",
    Pattern.AGAIN: "CCHC167",
}
_BY_KIND = {
    Kind.SUM: "CCHC161",
    Kind.AT_MOST: "CCHC161",
    Kind.SHARE: "CCHC231",
    Kind.GROWTH: "CCHC237",
    Kind.GROWN: "CCHC237",
    Kind.DIFFERENCE: "CCHC238",
    Kind.DIRECTION: "CCHC238",
    Kind.SAME: "CCHC164",
    Kind.SPELLED: "CCHC168",
}


def code_of(verdict: Verdict) -> str:
    """Return the code of the rule that a verdict belongs to."""
    relation = verdict.relation
    if relation.kind is Kind.SUM and relation.pattern.says_all:
        return "CCHC160"
    if relation.kind is Kind.DIFFERENCE and relation.result.unit == "%":
        return "CCHC237"
    code = _BY_PATTERN.get(relation.pattern) or _BY_KIND[relation.kind]
    return "CCHC236" if code == "CCHC230" and verdict.cause is Cause.FACTOR else code


def stated(percent: Quantity) -> str:
    """Return a percentage as it was written, without a space or zeros in front."""
    whole, mark, decimals = percent.shown.replace(".", "").partition(",")
    return f"{write_int(int(whole))}{mark}{decimals}%"


def _text(prose: Prose, number: Quantity) -> str:
    """Return a number with its unit, as the text has it."""
    if not number.shown or number.end == 0:
        return format_number(number.value)
    return " ".join(prose.flat[number.start : number.end].split())


def _with_unit(prose: Prose, number: Quantity, value: Fraction) -> str:
    """Return a value as the text would write it, in the unit of a number."""
    _, shown, unit = _text(prose, number).partition(number.shown)
    return f"{_amount(number, value)}{unit if shown else ''}"


def _amount(number: Quantity, value: Fraction) -> str:
    """Return a value as the text would write it: in the unit of a number, with its decimals."""
    places = 12 if number.unit == "đồng" else 4
    return format_number(value / number.size, places=places)


def _repaired(prose: Prose, verdict: Verdict, *, but: Quantity | None = None) -> str:
    """Return what would make it right, where one number explains it: the one most likely wrong."""
    repairs = [
        one
        for one in verdict.repairs
        if one.number.end and one.number is not but and _fits(verdict.relation, one)
    ]
    if not repairs:
        return ""
    blamed, cleared, confirmed = prose.once(_suspects)
    best = max(
        repairs,
        key=lambda one: (
            one.number.value < _TELLING or not cleared[one.number.value, one.number.unit],
            blamed[one.number, one.printed],
            not cleared[one.number.value, one.number.unit],
            one.how is not Cause.FACTOR or "," in one.printed,
            -repairs.index(one),
        ),
    )
    total = verdict.relation.result
    if best.number is total:  # what it should be was said
        is_sum = verdict.relation.kind is Kind.SUM and total.value >= _TELLING
        is_right = is_sum and confirmed[total.value, total.unit]
        return f"; {_text(prose, total)}{_CONFIRMED}" if is_right else ""
    unit = _text(prose, best.number).partition(best.number.shown)[2] if best.number.shown else ""
    return f"; nếu {_text(prose, best.number)} là {best.printed}{unit} thì khớp"


def _fits(relation: Relation, repair: Repair) -> bool:
    """Whether the values printed, and not only what they may stand for, then give the result."""
    wrong = repair.number
    value = Fraction(repair.printed.replace(".", "").replace(",", ".")) * wrong.size
    right = attrs.evolve(wrong, value=value, qualifier=None)
    mended = attrs.evolve(
        relation,
        result=right if relation.result is wrong else relation.result,
        operands=tuple(right if one is wrong else one for one in relation.operands),
        less=tuple(right if one is wrong else one for one in relation.less),
    )
    result = attrs.evolve(mended.result, qualifier=None)
    return result.low <= judge(mended).exact <= result.high


def _suspects(prose: Prose) -> Iterator[Counter[object]]:
    """Yield how often each repair mends something, each number holds elsewhere, and is made up."""
    judged = prose.once(verdicts)
    yield Counter((one.number, one.printed) for verdict in judged for one in _likely(verdict))
    held = [verdict.relation for verdict in judged if verdict.holds]
    for relations in (held, [one for one in held if one.kind is not Kind.AT_MOST]):
        yield Counter(
            (number.value, number.unit)
            for relation in relations
            for number in (relation.result, *relation.operands)
        )


def _likely(verdict: Verdict) -> tuple[Repair, ...]:
    return () if weigh(verdict) is None else verdict.repairs


def sum_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of parts that do not make up their total."""
    relation = verdict.relation
    total, parts = relation.result, relation.operands
    if relation.kind is Kind.AT_MOST:
        return Slip(
            message=f"một phần là {_text(prose, parts[0])}, lớn hơn tổng số {_text(prose, total)}"
            f"{_repaired(prose, verdict)}",
            expected=f"không quá {_text(prose, total)}",
            actual=_text(prose, parts[0]),
            start=relation.start,
            end=relation.end,
        )
    made = sum((Fraction(part.value) for part in parts), Fraction())
    made -= sum((Fraction(part.value) for part in relation.less), Fraction())
    written = " + ".join(_text(prose, part) for part in parts)
    written += "".join(f" - {_text(prose, part)}" for part in relation.less)
    result = f"{written} = {_with_unit(prose, total, made)}"
    total_text = _text(prose, total) if total.end else f"{total.shown}%"
    off = abs(made - Fraction(total.value))
    way = "thiếu" if made < total.value else "thừa"
    if parts[0].unit == "%":
        head, result = f"các tỷ lệ cộng lại không bằng {total_text}: ", f"{result}%"
    elif relation.pattern is Pattern.DOSSIERS:
        return _of_flow(prose, verdict, result, made)
    else:
        head = f"các thành phần không cộng thành tổng số {total_text}: "
    expected, actual = (result, total_text) if total.end else (total_text, result)
    return Slip(
        message=f"{head}{result} ({way} {_with_unit(prose, total, off)})"
        f"{_repaired(prose, verdict)}",
        expected=expected,
        actual=actual,
        hint="Kiểm tra tổng số và từng thành phần, hoặc nêu rõ phần còn lại.",
        start=relation.start,
        end=relation.end,
    )


def _of_flow(prose: Prose, verdict: Verdict, result: str, made: Fraction) -> Slip:
    """Return what is told of an intake and of where it is said to be."""
    relation = verdict.relation
    total = relation.result
    off, kind = abs(made - Fraction(total.value)), " ".join(total.noun[:2])
    count = f"{_amount(total, off)} {kind}".rstrip()
    where = f"còn {count} chưa rõ ở đâu" if made < total.value else f"nhiều hơn {count}"
    states = "kỳ trước chuyển sang, trả lại, rút, từ chối, chờ bổ sung"
    return Slip(
        message=f"{result}, trong khi tiếp nhận {_text(prose, total)}: {where}"
        f"{_repaired(prose, verdict)}",
        expected=result,
        actual=_text(prose, total),
        hint=f"Nêu rõ số {states}; nếu đã nêu, đối chiếu lại từng số liệu.",
        start=relation.start,
        end=relation.end,
    )


def share_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of a percentage that is not part over whole."""
    relation = verdict.relation
    percent, (part, whole) = relation.result, relation.operands
    rate = ratio_of(relation)
    explained = explain_share(verdict, stated(percent))
    assert explained is not None, "told of what fails"
    fraction = f"{write_int(rate.part)}/{write_int(rate.whole)}"
    written = f"{_text(prose, part)}/{_text(prose, whole)}"
    return Slip(
        message=f"tỷ lệ không khớp với số liệu: {explained.sentence.replace(fraction, written, 1)}"
        f"{_repaired(prose, verdict, but=percent)}",
        expected=explained.expected,
        actual=stated(percent),
        hint=f"Ghi {explained.expected} hoặc sửa số liệu đi kèm.",
        target=_target(prose, relation),
        start=percent.start,
        end=percent.end,
    )


def _target(prose: Prose, relation: Relation) -> str | None:
    """Return the target that a wrong percentage crosses, by the words before it."""
    percent, (part, whole) = relation.result, relation.operands
    if not whole.value:
        return None
    words = prose.lower[max(0, min(part.start, percent.start) - _NAMED) : percent.start]
    right = Fraction(100 * part.value) / whole.value
    (issued,) = prose.once(_issued)
    return crossed(words, Fraction(percent.value), right, issued)


def _issued(prose: Prose) -> Iterator[date | None]:
    yield tell(prose).issued


def comma_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of a pair that gives its percentage with a comma moved."""
    part, whole = verdict.relation.operands
    slip = share_slip(prose, verdict)
    first, last = min(part.start, whole.start), max(part.end, whole.end)
    return attrs.evolve(
        slip,
        hint="Kiểm tra dấu phẩy thập phân của tử số và mẫu số.",
        start=first,
        end=last,
    )


def change_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of a change that its two values do not give."""
    relation = verdict.relation
    claim, operands = relation.result, relation.operands
    if relation.kind is Kind.DIRECTION:
        then = operands[0]
        rose = claim.value > then.value
        return Slip(
            message=f"tăng, giảm ngược với số liệu: trước là {_text(prose, then)}, sau là "
            f"{_text(prose, claim)}",
            expected="tăng" if rose else "giảm",
            start=relation.start,
            end=relation.end,
        )
    now, then = operands[1] if relation.kind is Kind.GROWN else operands[0], operands[-1]
    first, second = Fraction(operands[0].value), Fraction(operands[1].value)
    if _is_reversed(relation):
        said, right = ("tăng", "giảm") if relation.rose else ("giảm", "tăng")
        return Slip(
            message=f"ghi {said} nhưng {_text(prose, now)} {'nhỏ' if relation.rose else 'lớn'} hơn "
            f"{_text(prose, then)}",
            expected=right,
            actual=said,
            hint=f"Ghi {right}, hoặc đối chiếu lại hai số liệu.",
            start=claim.start,
            end=claim.end,
        )
    if relation.kind is Kind.DIFFERENCE:
        expected = _amount(claim, abs(first - second))
        unit = "%" if claim.unit == "%" else ""
        return Slip(
            message=f"chênh lệch giữa {_text(prose, operands[1])} và {_text(prose, operands[0])} "
            f"là {expected}{unit}, không phải {_text(prose, claim)}{_repaired(prose, verdict)}",
            expected=f"{expected}{unit}",
            actual=_text(prose, claim),
            start=claim.start,
            end=claim.end,
        )
    if relation.kind is Kind.GROWN:
        base = second - first if relation.rose else second + first
        growth, shown = 100 * first / base, _amount(operands[0], base)
        difference = f"{_text(prose, operands[0])} so với {shown}"
    elif relation.kind is Kind.SHARE:
        growth = 100 * first / second
        difference = f"{_text(prose, operands[0])} so với {_text(prose, operands[1])}"
    else:
        growth = 100 * abs(first - second) / second
        difference = f"{_text(prose, now)} so với {_text(prose, then)}"
    expected = f"{format_number(growth, places=claim.decimals, fixed=True)}%"
    if now.unit == "%":
        points = format_number(abs(first - second), places=claim.decimals, fixed=True)
        expected = f"{points} điểm phần trăm (hoặc {expected})"
    return Slip(
        message=f"tỷ lệ tăng, giảm không khớp: {difference} là {expected}"
        f"{_repaired(prose, verdict)}",
        expected=expected,
        actual=stated(claim),
        hint=f"Ghi {expected} hoặc sửa số liệu đi kèm.",
        start=claim.start,
        end=claim.end,
    )


def _is_reversed(relation: Relation) -> bool:
    """Whether a change is said to go the other way than its two values."""
    if relation.kind not in (Kind.DIFFERENCE, Kind.GROWTH) or relation.rose is None:
        return False
    now, then = relation.operands
    return now.value != then.value and (now.value > then.value) != relation.rose


def same_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of one figure that stands in two values."""
    relation = verdict.relation
    (other,) = relation.operands
    noun = " ".join(relation.result.noun[:2])
    first, again = (f"{_text(prose, one)} {noun}".rstrip() for one in (other, relation.result))
    return Slip(
        message=f"cùng một số liệu ghi hai giá trị: {first} và {again}",
        expected=first,
        actual=again,
        start=relation.result.start,
        end=relation.result.end,
    )


def spelled_slip(prose: Prose, verdict: Verdict) -> Slip:
    """Return what is told of a number that stands in figures and otherwise in words."""
    number, (said,) = verdict.relation.result, verdict.relation.operands
    meant, words = _in_words(number), _text(prose, said)
    return Slip(
        message=f"số bằng chữ khác số bằng số: bằng số là {_text(prose, number)}, tức “{meant}”; "
        f"bằng chữ là “{words}”, tức {_written(number, said)}",
        expected=meant,
        actual=words,
        start=said.start,
        end=said.end,
    )


def _in_words(number: Quantity) -> str:
    """Return a number in words, with its unit."""
    if number.unit == "đồng" and number.value.denominator == 1:
        return spell_vnd(int(number.value), capital=False)
    unit = {"%": " phần trăm", "đồng": " đồng"}.get(number.unit, "")
    return f"{spell(scaled_decimal(int(number.value * 10**9), 9))}{unit}"


def _written(number: Quantity, said: Quantity) -> str:
    """Return in figures what words say, with the unit of the number beside them."""
    unit = {"%": "%", "đồng": " đồng"}.get(number.unit, "")
    return f"{format_number(said.value, places=9)}{unit}"


_SAID = {
    "CCHC168": spelled_slip,
    "CCHC236": comma_slip,
    "CCHC230": share_slip,
    "CCHC231": share_slip,
    "CCHC237": change_slip,
    "CCHC238": change_slip,
    "CCHC164": same_slip,
    "CCHC167": same_slip,
}


def slip_of(prose: Prose, verdict: Verdict) -> Slip:
    """Return what an officer is told of a verdict."""
    return _SAID.get(code_of(verdict), sum_slip)(prose, verdict)
