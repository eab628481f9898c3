"""One fact stated in prose and as a claim gets one verdict."""

import pytest

import cchc_lib as cchc
from cchc_lib.checks.bound import QUALIFIERS
from cchc_lib.reading.numbers import Quantities

HEAD = {
    "agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    "period": cchc.Period.year(2025),
    "plan": cchc.Plan(tasks=43, tasks_completed=41),
}


@pytest.mark.parametrize("limit", sorted({"", *QUALIFIERS} - {"vượt"}))  # "đạt vượt 95%" is odd
@pytest.mark.parametrize(
    "stated", ["90%", "95%", "95,3%", "95,34%", "95,35%", "95,4%", "96%", "99%"]
)
def test_a_rate(limit, stated):
    words = f"{limit} {stated}".strip()
    prose = cchc.audit_text(f"Đã hoàn thành 41/43 nhiệm vụ, đạt {words}.")
    claim = cchc.audit(cchc.Report(**HEAD, claims={"plan.completion": words}))
    assert bool(prose.at_least("warning")) is bool(claim.at_least("warning")), words


@pytest.mark.parametrize("words", ["cao hơn", "thấp hơn", "nhiều hơn", "ít hơn"])
def test_a_comparison_limits_no_number(words):
    (number,) = Quantities(f"Kết quả {words} 95%").numbers
    assert number.qualifier is None
    (number,) = Quantities("Kết quả đạt hơn 95%").numbers
    assert number.qualifier == "hơn"
