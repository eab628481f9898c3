"""Figures and findings in data frames: one line each, with the libraries themselves."""

import json
from decimal import Decimal
from fractions import Fraction

import attrs
import pandas
import polars
import pytest
import strategies
from hypothesis import given, settings

import cchc_lib as cchc
from cchc_lib import define


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    mean: Decimal | None = define.score("điểm", "điểm bình quân")


def report_of(year, previous=None, **plan):
    return cchc.Report(
        agency=strategies.COMMUNE,
        period=cchc.Period.year(year),
        plan=cchc.Plan(**plan),
        own=[NewRural(communes=11, mean=Decimal("87.55"))],
        previous=previous,
    )


REPORT = report_of(
    2025,
    report_of(2024, tasks=40, tasks_completed=30, targets=0, targets_met=0),
    tasks=43,
    tasks_completed=41,
    targets=0,
    targets_met=0,
)
FIGURES = REPORT.figures()
FOUND = cchc.audit_text("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%. Tổ chức để năng cao.")

VALUES = {
    "plan.tasks": (43, "43"),
    "plan.completion": (float(Fraction(4100, 43)), "41/43"),
    "plan.target_ratio": (None, "0/0"),
    "plan.tasks.change": (3, "43 - 40"),
    "plan.completion.change": (float(Fraction(4100, 43) - 75), "41/43 - 30/40"),
    "plan.target_ratio.change": (None, "0/0 - 0/0"),
    "new_rural.mean": (87.55, "87.55"),
}


@pytest.mark.parametrize("id", VALUES)
def test_a_figure_is_a_number_and_exact_text(id):
    told = FIGURES[id].as_dict()
    value, exact = VALUES[id]
    assert (told["value"], told["exact"]) == (value, exact)
    assert type(told["value"]) is type(value)
    for name in ("id", "label", "subject", "unit", "text", "formula"):
        assert told[name] == getattr(FIGURES[id], name)


@pytest.mark.parametrize("frame", [pandas.DataFrame, polars.DataFrame])
def test_frames_of_figures(frame):
    made = frame(FIGURES.columns())
    assert made.shape == (len(FIGURES), 8)
    assert list(made["id"]) == list(FIGURES)
    assert list(made["text"]) == [figure.text for figure in FIGURES.values()]
    row = list(FIGURES).index("plan.completion")
    assert made["value"][row] == pytest.approx(95.3488, abs=0.0001)
    assert made["exact"][row] == "41/43"


@pytest.mark.parametrize("frame", [pandas.DataFrame, polars.DataFrame])
def test_frames_of_findings(frame):
    made = frame(FOUND.columns())
    assert made.shape == (len(FOUND), 12)
    assert list(made["code"]) == list(FOUND.codes)
    assert list(made["severity"]) == ["error", "warning"]
    assert list(made["message"]) == [found.message for found in FOUND]
    assert frame(cchc.Findings().columns()).shape == (0, 12)


def test_a_column_is_of_one_type_however_late_a_kind_of_value_comes():
    counts = {f"a{row}": attrs.evolve(FIGURES["plan.tasks"], id=f"a{row}") for row in range(300)}
    rates = {"z": attrs.evolve(FIGURES["plan.completion"], id="z")}
    nothing = {f"n{row}": FIGURES["plan.target_ratio"] for row in range(300)}
    for figures in (counts | rates, nothing | rates, nothing | counts | rates):
        made = polars.DataFrame(cchc.Figures(figures).columns())
        assert made.schema["value"] == polars.Float64
        assert made["value"][-1] == pytest.approx(95.3488, abs=0.0001)
    assert pandas.DataFrame(cchc.Figures(nothing | rates).columns())["value"].dtype == float


def test_numbers_that_no_float_holds():
    large = attrs.evolve(FIGURES["plan.tasks"], value=10**400)
    assert large.as_dict()["value"] == 10**400
    assert cchc.Figures({"a": large}).columns()["value"] == [None]
    rate = attrs.evolve(large, value=cchc.Ratio(10**400, 1))
    score = attrs.evolve(large, value=Decimal("1E+400"))
    assert rate.as_dict()["value"] is score.as_dict()["value"] is None
    assert score.as_dict()["exact"] == str(10**400)


@settings(max_examples=15)
@given(strategies.reports())
def test_any_report(report):
    figures = report.figures()
    made = polars.DataFrame(figures.columns())
    assert made.height == len(figures)
    assert list(made["exact"]) == [figure.as_dict()["exact"] for figure in figures.values()]
    rows = [figure.as_dict() for figure in figures.values()]
    assert json.loads(json.dumps(rows)) == rows
