"""Impossible input: refused by class and field, with what was got and what is accepted."""

from datetime import date, datetime
from decimal import Decimal

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib.errors import CchcError
from cchc_lib.figures.declaration import Declaration, field_of
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.layout import Layout
from cchc_lib.report.head import ReportHead

NEEDED = {
    cchc.Group: {"name": "phòng", "count": 1},
    cchc.Agency: {"name": "Ủy ban nhân dân xã Mai Hoa"},
    cchc.Period: {"kind": "year", "calendar_year": 2025},
    cchc.Signatory: {"position": "Chủ tịch"},
    cchc.Citation: {"kind": "Quyết định", "number": 1, "symbol": "QĐ-UBND"},
    cchc.PlannedActivity: {"task": "Kiểm tra"},
    cchc.Evidence: {"indicator": "Chỉ tiêu 1"},
    cchc.Index: {"name": "PAR INDEX"},
    cchc.Criterion: {"name": "thái độ phục vụ"},
    cchc.Post: {"name": "công chức"},
    cchc.ProceduresReport: {
        "agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        "period": cchc.Period.year(2025),
    },
    cchc.Report: {
        "agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        "period": cchc.Period.year(2025),
    },
}
CLASSES = [
    value
    for name in cchc.__all__
    if isinstance(value := getattr(cchc, name), type)
    and attrs.has(value)
    and value not in (cchc.Derivation, cchc.ReportHead)
    and value.__module__.startswith(("cchc_lib.report", "cchc_lib.subjects", "cchc_lib.families"))
]
FIELDS = [(owner, field) for owner in CLASSES for field in attrs.fields(owner)]
COUNTS = [
    pytest.param(owner, field.alias, id=f"{owner.__name__}.{field.alias}")
    for owner, field in FIELDS
    if isinstance(found := field_of(field), Declaration)
    and "Ratio" not in str(field.type)
    and found.over_periods != "none"
]
SHARES = [
    pytest.param(owner, field.alias, id=f"{owner.__name__}.{field.alias}")
    for owner, field in FIELDS
    if isinstance(field_of(field), Declaration) and "Ratio" in str(field.type)
]
TEXTS = [
    pytest.param(owner, field.alias, id=f"{owner.__name__}.{field.alias}")
    for owner, field in FIELDS
    if str(field.type) in ("str", "str | None")
    and owner not in (cchc.Claim,)
    and (owner, field.name) != (cchc.Citation, "number")
]
NARRATIVES = [
    pytest.param(owner, field.alias, id=f"{owner.__name__}.{field.alias}")
    for owner, field in FIELDS
    if "Sequence[str]" in str(field.type)
]
DAYS = [
    pytest.param(owner, field.alias, id=f"{owner.__name__}.{field.alias}")
    for owner, field in FIELDS
    if "date" in str(field.type)
]


def make(owner, **fields):
    """An object of a class with what it needs and these fields."""
    return owner(**(NEEDED.get(owner, {}) | fields))


def refused(owner, field, value):
    """The message with which a value of a field is refused."""
    with pytest.raises(CchcError) as caught:
        make(owner, **{field: value})
    message = str(caught.value)
    assert f"{named(owner)}.{field}" in message
    assert "got " in message
    assert "accepted: " in message
    return caught.value


def test_the_lists_are_not_empty():
    assert len(COUNTS) > 60
    assert len(TEXTS) > 15
    assert len(NARRATIVES) > 15
    assert len(DAYS) >= 5
    assert len(SHARES) == 4


def named(owner):
    """How errors call the class: a report of every family is a Report."""
    return "Report" if issubclass(owner, ReportHead) else owner.__name__


@pytest.mark.parametrize(("owner", "field"), COUNTS)
def test_counts(owner, field):
    for value in (1.5, True, float("nan"), Decimal("NaN"), Decimal(3), "12", [1]):
        assert isinstance(refused(owner, field, value), TypeError)
    assert isinstance(refused(owner, field, -1), ValueError)
    assert getattr(make(owner, **{field: 0}), field) == 0


@pytest.mark.parametrize(("owner", "field"), SHARES)
def test_shares(owner, field):
    for value in (1, 1.0, "100%", Decimal(1)):
        assert isinstance(refused(owner, field, value), TypeError)
    assert getattr(make(owner, **{field: Ratio(1, 1)}), field) == Ratio(1, 1)


@pytest.mark.parametrize(("owner", "field"), TEXTS)
def test_texts(owner, field):
    for value in ("a\x00b", "a\nb", "a\ud800", "a\x1bb", "a\uffff"):
        assert isinstance(refused(owner, field, value), ValueError)
    assert isinstance(refused(owner, field, 12), TypeError)


@pytest.mark.parametrize(("owner", "field"), NARRATIVES)
def test_narratives(owner, field):
    refused(owner, field, "một đoạn, không phải danh sách")
    refused(owner, field, 5)
    with pytest.raises(CchcError, match=rf"{named(owner)}\.{field}\[1\]"):
        make(owner, **{field: ["được", "hỏng\x07"]})


@pytest.mark.parametrize(("owner", "field"), DAYS)
def test_days(owner, field):
    for value in ("24/7/2025", datetime(2025, 7, 24), 20250724):  # noqa: DTZ001
        assert isinstance(refused(owner, field, value), TypeError)


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        (cchc.Agency, "name"),
        (cchc.Group, "name"),
        (cchc.Signatory, "position"),
        (cchc.Citation, "kind"),
    ],
)
def test_needed_words(owner, field):
    assert isinstance(refused(owner, field, None), TypeError)


def test_combining_vietnamese_is_composed():
    group = cchc.Group(name="Pho\u0300ng", count=1)
    assert group.name == "Ph\u00f2ng"


def test_text_with_markup_and_emoji_is_kept():
    assert cchc.Group(name="A & B < C 🇻🇳", count=1).name == "A & B < C 🇻🇳"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: cchc.Report(agency="xã", period=cchc.Period.year(2025)), "Report.agency"),
        (
            lambda: cchc.Report(agency=NEEDED[cchc.Report]["agency"], period="2025"),
            "Report.period",
        ),
        (lambda: make(cchc.Report, plan=cchc.Outreach()), "Report.plan"),
        (lambda: make(cchc.Report, number=0), "Report.number"),
        (lambda: make(cchc.Report, number="12"), "Report.number"),
        (lambda: make(cchc.Report, previous="năm 2024"), "Report.previous"),
        (lambda: make(cchc.Report, claims={"plan.tasks": 43}), "Claim.text"),
        (lambda: make(cchc.Report, claims=7), "Report.claims"),
        (lambda: make(cchc.Report, basis=["130/QĐ-UBND"]), "Report.basis[0]"),
        (lambda: make(cchc.Report, basis="130/QĐ-UBND"), "Report.basis"),
        (lambda: cchc.Staffing(snapshots=[cchc.Group(name="a", count=1)]), "Staffing.snapshots[0]"),
        (lambda: cchc.Dossiers(sectors=[cchc.Dossiers(online=1)]), "Dossiers.sectors[0].sector"),
        (lambda: cchc.Dossiers(sectors=["Hộ tịch"]), "Dossiers.sectors"),
        (lambda: cchc.Dossiers(sectors="Hộ tịch"), "Dossiers.sectors"),
        (lambda: cchc.Dossiers(sectors=5), "Dossiers.sectors"),
        (lambda: cchc.Dossiers(sectors=None), "Dossiers.sectors"),
        (lambda: cchc.apportion(5), "weights"),
        (lambda: cchc.Ratio(1, 8).percent(1, rounding="half"), "one of half-up, half-even, down"),
        (lambda: Layout(left_mm=Decimal("nan")), "left_mm"),
        (lambda: Layout(left_mm=Decimal("inf")), "left_mm"),
        (lambda: cchc.Dossiers(rate_base="all"), "Dossiers.rate_base"),
        (lambda: cchc.Dossiers(pending_unsplit=1, overdue=1), "Dossiers.pending_unsplit"),
        (
            lambda: cchc.Dossiers(start=date(2025, 7, 2), end=date(2025, 7, 1)),
            "Dossiers.end",
        ),
        (
            lambda: cchc.Period.year(2025, start=date(2025, 7, 2), end=date(2025, 7, 1)),
            "Period.end",
        ),
        (lambda: cchc.Period.year("2025"), "Period.calendar_year"),
        (lambda: cchc.Period.quarter(2025, 5), "Period.index"),
        (lambda: cchc.Period.month(2025, 0), "Period.index"),
        (lambda: cchc.Period.half(2025, True), "Period.index"),
        (lambda: cchc.Period.years(2030, 2021), "Period.last_year"),
        (lambda: cchc.Period(kind="năm", calendar_year=2025), "Period.kind"),
        (lambda: cchc.Agency(name="Trung tâm Phục vụ hành chính công"), "Agency.name"),
        (
            lambda: cchc.Agency(
                name="Phòng Kinh tế", parent=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
            ),
            "Agency.symbol",
        ),
        (lambda: cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa", level="xã"), "Agency.level"),
        (lambda: cchc.Agency(name="Sở Nội vụ", symbol="SNV"), "Agency.place"),
        (lambda: make(cchc.Signatory, authority="TP."), "Signatory.authority"),
        (lambda: make(cchc.Signatory, authority="TUQ.", deputises="Trưởng phòng"), "deputises"),
        (lambda: make(cchc.Citation, symbol="QĐ UBND"), "Citation.symbol"),
        (lambda: make(cchc.Citation, symbol=None), "Citation.symbol"),
        (lambda: make(cchc.Citation, number=0), "Citation.number"),
        (lambda: make(cchc.Citation, number="1a"), "Citation.number"),
        (lambda: make(cchc.Citation, year=25), "Citation.year"),
        (lambda: make(cchc.Citation, year="2025"), "Citation.year"),
        (lambda: cchc.Citation(kind="Luật"), "Citation.number"),
    ],
)
def test_what_cannot_be(make, field):
    with pytest.raises(CchcError) as caught:
        make()
    assert field in str(caught.value)
    assert "got " in str(caught.value)


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError, match="task_completed"):
        cchc.Plan(task_completed=1)


@pytest.mark.parametrize("status", ["đã chi trả.", "đã chi trả", "đã chi trả ... "])
def test_a_status_leaves_the_period_to_its_sentence(status):
    assert cchc.Departures(status=status).status == "đã chi trả"


def test_a_rounding_may_be_named():
    assert cchc.Ratio(1, 16).percent(1, rounding="half-even") == Decimal("6.2")
    assert cchc.Ratio(1, 16).percent(1, rounding="down") == Decimal("6.2")
    assert cchc.Ratio(1, 16).percent(1, rounding="half-up") == Decimal("6.3")


def test_objects_cannot_change():
    plan = cchc.Plan(tasks=1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        plan.tasks = 2
    assert hash(plan) == hash(cchc.Plan(tasks=1))


def test_a_wrong_report_can_be_held():
    """Inconsistent facts are findings, not errors."""
    assert cchc.Plan(tasks=3, tasks_completed=5).tasks_remaining == -2
    assert (
        cchc.Dossiers(online=1, in_person=0, on_time=9, late=0, pending_unsplit=0).unaccounted == -8
    )
    assert str(cchc.Plan(tasks=0, tasks_completed=2).completion) == "không xác định"
