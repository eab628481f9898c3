"""How a figure comes about, as an officer reads it."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from strategies import ALONE, COMMUNE, reports

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.figures.change import Change

YEAR = cchc.Period.year(2025)


def report(period=YEAR, **given):
    return cchc.Report(agency=COMMUNE, period=period, **given)


def with_dossiers(**counted):
    return {"procedures": cchc.Procedures(dossiers=cchc.Dossiers(**counted))}


BEFORE = report(cchc.Period.year(2024), **with_dossiers(online=1000, in_person=100))
SECTOR = cchc.Dossiers(sector="Hộ tịch", online=7, in_person=2, early=3, on_time=4)
FULL = report(
    **with_dossiers(
        online=1219,
        in_person=49,
        postal=3,
        carried_over=4,
        on_time=1211,
        late=3,
        sectors=[SECTOR],
    ),
    plan=cchc.Plan(tasks=5),
    indices=cchc.Indices(
        indices=[cchc.Index(name="PAR INDEX", points=Decimal("87.5"), previous_points=85)]
    ),
    staffing=cchc.Staffing(
        snapshots=[
            cchc.StaffingSnapshot(groups=[cchc.Group(name="công chức", count=43)]),
            cchc.StaffingSnapshot(
                groups=[
                    cchc.Group(name="công chức", count=30),
                    cchc.Group(name="viên chức", count=8),
                ]
            ),
        ]
    ),
    direction=cchc.Direction(documents=[cchc.Citation.parse("130/QĐ-UBND ngày 24/7/2025")]),
    previous=BEFORE,
)
D = "procedures.dossiers."

LINES = {
    f"{D}online": "1.219 trực tuyến: số liệu đơn vị thống kê",
    f"{D}not_online": "52 = 49 trực tiếp + 3 qua dịch vụ bưu chính",
    f"{D}online_share": "95,91% = 1.219/1.271; "
    "1.271 = 1.219 trực tuyến + 49 trực tiếp + 3 qua dịch vụ bưu chính",
    f"{D}in_time": "1.211 = 1.211 giải quyết đúng hạn",
    f"{D}sectors[0].in_time": "7 = 3 giải quyết trước hạn + 4 giải quyết đúng hạn",
    f"{D}sectors[0].resolved": "đã giải quyết: Hộ tịch: chưa đủ số liệu "
    "(thiếu: giải quyết quá hạn: Hộ tịch); 7 = 3 giải quyết trước hạn",
    f"{D}caseload.change": "tăng 175 hồ sơ (15,91%) = 1.275 năm 2025 - 1.100 năm 2024; "
    "năm 2025: 1.275 = 1.271 tiếp nhận trong kỳ + 4 từ kỳ trước chuyển sang; "
    "1.271 = 1.219 trực tuyến + 49 trực tiếp + 3 qua dịch vụ bưu chính; "
    "năm 2024: 1.100 = 1.000 trực tuyến + 100 trực tiếp",
    f"{D}online_share.change": "tăng 5 điểm phần trăm = 95,91% năm 2025 - 90,91% năm 2024",
    "plan.completion": "tỷ lệ hoàn thành nhiệm vụ của kế hoạch: chưa đủ số liệu "
    "(thiếu: nhiệm vụ của kế hoạch đã hoàn thành)",
    "indices.indices[0].points_change": "2,5 = 87,5 điểm số - 85 điểm số lần trước",
    "staffing.snapshots[1].total": "38 = 30 công chức + 8 viên chức",
    "staffing.present": "38 = 30 công chức + 8 viên chức",
    "direction.issued": "đếm theo danh sách nêu trong báo cáo",
}


@pytest.mark.parametrize("id", LINES)
def test_lines(id):
    assert LINES[id] in str(FULL.explain(id))


@pytest.mark.parametrize(
    "id", ["", "plan", "plan.completio", "plan.tasks.change.change", "plan.tasks.cumulative", "x"]
)
def test_unknown_figures_are_refused(id):
    with pytest.raises(cchc.UnknownNameError):
        FULL.explain(id)


@pytest.mark.parametrize("id", [None, 5, b"plan.tasks", ["plan.tasks"]])
def test_what_is_no_id_is_refused(id):
    with pytest.raises(cchc.InvalidTypeError):
        FULL.explain(id)


def below(one):
    yield one
    for _, part in one.parts:
        yield from below(part)


@settings(max_examples=40)
@given(reports(**ALONE), reports(**ALONE))
def test_every_figure_of_every_report_is_explained(held, before):
    held = attrs.evolve(held, period=YEAR, previous=attrs.evolve(before, period=BEFORE.period))
    for id, figure in held.figures().items():
        one = held.explain(id)
        assert (one.id, one.value) == (id, figure.value)
        assert str(one)
        assert one.text or one.value is None
        for each in below(one):
            assert each.is_counted == (each.formula is None)
            assert not each.is_counted or not each.parts
            assert isinstance(each.exact, Fraction | None)
            if (
                type(each.value) in (int, Decimal)
                and each.parts
                and not isinstance(each.parts[0][1].value, Change)
            ):
                terms = [sign * Fraction(part.value) for sign, part in each.parts]
                assert sum(terms) == each.value


def test_a_derivation_is_a_value():
    one = FULL.explain(f"{D}caseload.change")
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert [*one.lines()] == str(one).split("; ")


def test_html_is_escaped():
    groups = [cchc.Group(name="<b>A & B</b>", count=3), cchc.Group(name="C", count=4)]
    held = report(staffing=cchc.Staffing(snapshots=[cchc.StaffingSnapshot(groups=groups)]))
    shown = held.explain("staffing.present")._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in shown
    assert shown.count("<ul>") == shown.count("</ul>")


@define.subject("văn bản đã ban hành")
@attrs.frozen(kw_only=True)
class Papers:
    docs: tuple = define.several(cchc.Group, "văn bản chỉ đạo")
    other: int | None = define.count("văn bản", "số văn bản khác")
    listed = define.total("count(docs)", "số văn bản nêu tên", unit="văn bản")
    issued = define.total("count(docs) + other", "tổng số văn bản")
    rest = define.total("other - count(docs)", "số văn bản còn lại")
    part = define.ratio("count(docs) / other", "tỷ lệ nêu tên")


def papers(number):
    return [cchc.Group(name=f"văn bản {row}") for row in range(number)]


@given(st.integers(0, 4), st.none() | st.integers(0, 9))
def test_items_that_were_counted_are_said(items, other):
    own = Papers(docs=papers(items), other=other)
    derived = report(own=[own]).explain("papers.issued")
    assert [(part.label, part.value) for _, part in derived.parts] == [
        ("văn bản chỉ đạo", items or None),
        ("số văn bản khác", other),
    ]
    assert derived.value is None or derived.exact == sum(part.exact for _, part in derived.parts)


def test_items_that_were_counted_stand_in_the_line():
    own = Papers(docs=papers(3), other=4)
    explained = report(own=[own])
    listed = "3 văn bản chỉ đạo: đếm theo danh sách nêu trong báo cáo"
    assert list(explained.explain("papers.issued").lines()) == [
        "7 = 3 văn bản chỉ đạo + 4 số văn bản khác",
        listed,
    ]
    assert next(explained.explain("papers.rest").lines()) == (
        "1 = 4 số văn bản khác - 3 văn bản chỉ đạo"
    )
    assert list(explained.explain("papers.part").lines()) == ["75% = 3/4", listed]
    assert str(explained.explain("papers.listed")) == (
        "3 số văn bản nêu tên: đếm theo danh sách nêu trong báo cáo"
    )
    assert str(attrs.evolve(explained, own=[Papers(other=4)]).explain("papers.issued")) == (
        "tổng số văn bản: chưa đủ số liệu (thiếu: văn bản chỉ đạo)"
    )
