"""What a check of a form says: silent on a consistent one, the right code where a figure breaks."""

import json

import attrs
import pytest
from forms.examples import FIRES, SILENT
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.checks.forms import RULES
from cchc_lib.testing import consistent_reports, filled_forms

II06A = cchc.official_form("II.06a")


@st.composite
def consistent(draw, **head):
    """II.06a with all identities: what was received is resolved or pending."""
    lines = []
    for name in ("Hộ tịch", "Đất đai", "Chứng thực")[: draw(st.integers(1, 3))]:
        online, direct, before = (draw(st.integers(0, 999)) for _ in range(3))
        all_ = online + direct + before
        done = draw(st.integers(0, all_))
        early = draw(st.integers(0, done))
        late = draw(st.integers(0, done - early))
        overdue = draw(st.integers(0, all_ - done))
        cells = {
            "4": online,
            "5": direct,
            "6": before,
            "8": early,
            "9": done - early - late,
            "10": late,
            "12": all_ - done - overdue,
            "13": overdue,
        }
        lines.append(cchc.FormLine("sector", name, cells))
    return cchc.FilledForm(form=II06A, lines=lines, **head)


@given(consistent())
def test_a_consistent_form_is_silent(filled):
    assert not cchc.check_form(filled)
    assert not cchc.check_form(filled.complete())
    assert all(each.holds for each in cchc.form_residuals(filled.complete()))


@given(filled_forms())
def test_results_that_were_computed_hold(filled):
    complete = filled.complete()
    made = {str(column.formula) for column in filled.form.columns if column.formula}
    judged = [
        each
        for each in cchc.form_residuals(complete)
        if each.identity in made or each.identity == "tổng các dòng"
    ]
    assert all(each.holds and each.residual == "0" for each in judged)


@settings(max_examples=30)
@given(consistent(), st.data())
def test_one_figure_that_breaks_is_found(filled, data):
    complete = filled.complete()
    place = data.draw(st.integers(0, len(complete.lines) - 1))
    number = data.draw(st.sampled_from([column.number for column in II06A.numbers]))
    line = complete.lines[place]
    cells = {**line.cells, number: line.cells[number] + data.draw(st.integers(1, 50))}
    lines = [*complete.lines]
    lines[place] = attrs.evolve(line, cells=cells)
    found = cchc.check_form(attrs.evolve(complete, lines=lines))
    assert found
    assert set(found.codes) <= {"CCHC150", "CCHC151"}
    assert any(f"({number})" in each.path for each in found) or "CCHC151" in found.codes


@settings(max_examples=30)
@given(consistent(), st.data())
def test_it_is_found_where_nobody_stated_the_result(filled, data):
    """A form that was only filled in: (3) is computed, and (3) = (7) + (11) does not hold."""
    place = data.draw(st.integers(0, len(filled.lines) - 2))  # the last one is the total
    line = filled.lines[place]
    number = data.draw(st.sampled_from(sorted(line.cells)))
    cells = {**line.cells, number: line.cells[number] + data.draw(st.integers(1, 50))}
    lines = [*filled.lines]
    lines[place] = attrs.evolve(line, cells=cells)
    (found,) = cchc.check_form(attrs.evolve(filled, lines=lines))
    assert found.code == "CCHC151"
    assert f"cột (3) {II06A.column('3').full_title} tính ra" in found.message


def test_a_row_that_stands_twice_is_found():
    lines = [
        cchc.FormLine("sector", name, {"4": 7})
        for name in ("Hộ tịch", "Đất đai", "HỘ  TỊCH", "hộ tịch")
    ]
    (found,) = cchc.check_form(cchc.FilledForm(form=II06A, lines=lines))
    assert (found.code, found.actual) == ("CCHC119", "HỘ  TỊCH")
    assert not cchc.check_form(cchc.FilledForm(form=II06A, lines=lines[:2]))
    blocks = [
        line
        for block in ("ministries", "province")
        for line in (cchc.FormLine(block), cchc.FormLine(f"{block}_sector", "Hộ tịch", {"4": 7}))
    ]
    assert not cchc.check_form(cchc.FilledForm(form=II06A, lines=blocks))


def test_a_row_that_went_missing_since_the_period_before_is_found_in_the_total():
    def of(quarter, **sectors):
        lines = [cchc.FormLine("sector", name, cells) for name, cells in sectors.items()]
        period = cchc.Period.quarter(2025, quarter)
        return cchc.FilledForm(form=II06A, period=period, lines=[*lines, cchc.FormLine("total")])

    then = of(2, hộ_tịch={"12": 3, "13": 1}, đất_đai={"12": 5, "13": 1})
    (found,) = cchc.check_form(of(3, hộ_tịch={"6": 4}), previous=then)
    assert (found.code, found.actual, found.expected) == ("CCHC801", "4", "10")


def test_a_result_that_is_computed_is_held_against_another_form():
    say = {"id": "X", "number": "X", "title": "X", "kind": "form"}
    columns = [
        {"number": "A", "title": "Nội dung", "kind": "label"},
        {"number": "1", "title": "Số lượng"},
    ]
    rows = [{"id": "a", "label": "A"}, {"id": "tong", "label": "Tổng", "is_total": True}]
    one, other = (
        cchc.loads_form(
            json.dumps(say | {"id": id, "number": id, "columns": columns, "rows": rows, **more}),
            format="json",
        )
        for id, more in (
            ("A", {"identities": [{"says": "[tong](1) = B[tong](1)"}]}),
            ("B", {}),
        )
    )
    first = cchc.FilledForm(form=one, lines=[cchc.FormLine("a", cells={"1": 12})])
    second = cchc.FilledForm(form=other, lines=[cchc.FormLine("a", cells={"1": 13})])
    assert cchc.check_form(first, others=[second]).codes == ("CCHC171",)
    assert not cchc.check_form(first, others=[attrs.evolve(second, lines=first.lines)])


@given(consistent(), consistent())
def test_what_is_carried_over_is_what_was_left(one, other):
    period = cchc.Period.quarter(2025, 3)
    now = attrs.evolve(one, period=period)
    then = attrs.evolve(other, period=period.previous)
    found = cchc.check_form(now.complete(), previous=then).only("CCHC801")
    names = {line.label: place for place, line in enumerate(then.lines) if line.row == "sector"}
    wrong = [
        line.label
        for line in now.lines
        if line.label in names and line.cells["6"] != then.value(names[line.label], "11")
    ]
    assert len([each for each in found if "TỔNG" not in each.path]) == len(wrong)
    far = attrs.evolve(then, period=cchc.Period.quarter(2024, 3))
    assert not cchc.check_form(now.complete(), previous=far).only("CCHC801")


@settings(max_examples=30)
@given(consistent_reports())
def test_a_form_filled_from_a_report_agrees_with_it(report):
    if report.procedures is None or report.procedures.dossiers is None:
        return
    filled = cchc.fill_form(II06A, report)
    assert not cchc.check_form(filled, report=report).at_least("warning")


def test_a_form_that_differs_from_the_report_is_found():
    sectors = [cchc.Dossiers(sector="Hộ tịch", online=7, in_person=2)]
    procedures = cchc.Procedures(dossiers=cchc.Dossiers.of_sectors(sectors))
    agency = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    period = cchc.Period.quarter(2025, 3)
    report = cchc.Report(agency=agency, period=period, procedures=procedures)
    line = cchc.FormLine("sector", "Hộ tịch", {"4": 8, "5": 2})
    found = cchc.check_form(cchc.FilledForm(form=II06A, lines=[line]), report=report)
    assert set(found.codes) == {"CCHC170"}
    assert {(each.path, each.actual, each.expected) for each in found} == {
        ("II.06a[1. Hộ tịch](4)", "8", "7"),
        ("II.06a[TỔNG CỘNG](4)", "8", "7"),
    }


def test_rounded_parts_may_differ_from_their_rounded_total_and_whole_counts_may_not():
    form = cchc.official_form("TCNS")
    parts = {"thu_noi_dia": 3, "thu_xnk": 3, "thu_vien_tro": 3}
    lines = [cchc.FormLine(row, cells={"3": value}) for row, value in parts.items()]

    def codes(total):
        whole = cchc.FormLine("thu", cells={"3": total})
        return cchc.check_form(cchc.FilledForm(form=form, lines=[*lines, whole])).codes

    assert codes(10) == ()  # three times 3,4 is 10,2
    assert codes(12) == ("CCHC150",)
    sector = cchc.FormLine("sector", "Hộ tịch", {"4": 3})
    total = cchc.FormLine("total", cells={"4": 4})
    assert cchc.check_form(cchc.FilledForm(form=II06A, lines=[sector, total])).codes == ("CCHC150",)


def test_rows_of_a_tree_are_never_simply_summed():
    form = cchc.official_form("TCNS")
    cells = {
        "thu_noi_dia": 90,
        "thu_dat": 40,  # "Trong đó"
        "thu_xnk": 10,
        "thu_vien_tro": 0,
    }
    lines = [cchc.FormLine(row, cells={"3": value}) for row, value in cells.items()]
    filled = cchc.FilledForm(form=form, lines=lines)
    assert filled.value(filled.line_of("thu"), "3") == 100
    more = [
        cchc.FormLine("thu_noi_dia", cells={"3": 90}),
        cchc.FormLine("thu_dat", cells={"3": 95}),
    ]
    assert cchc.check_form(cchc.FilledForm(form=form, lines=more)).codes == ("CCHC120",)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_of_the_pages(rule):
    filled, more = FIRES[rule.code]
    found = cchc.check_form(filled, **more).only(rule.code)
    assert found
    assert all(each.severity is rule.severity and each.message.endswith(".") for each in found)
    filled, more = SILENT[rule.code]
    assert rule.code not in cchc.check_form(filled, **more).codes


def test_every_rule_of_forms_has_its_examples():
    assert set(FIRES) == set(SILENT) == {rule.code for rule in RULES}


def test_only_forms_are_checked():
    with pytest.raises(cchc.InvalidTypeError):
        cchc.check_form("bieu.xlsx")
    with pytest.raises(cchc.InvalidTypeError):
        cchc.check_form(cchc.empty_form(II06A), report="x")


APART = (
    [{"early": 1, "on_time": 0}, {"on_time": 1}],
    [{"early": 1, "on_time": 0}, {"early": 0, "on_time": 1}],
    [{"early": 1}, {"early": 0, "on_time": 1}],
    [{"early": 1, "on_time": 0}, {"early": 1, "on_time": 0}],
)
"""What sectors tell apart of two dossiers in time, of which the whole tells one number."""


def of_sectors(sectors):
    rows = [
        cchc.Dossiers(sector=name, online=1, in_person=0, late=0, pending_unsplit=0, **told)
        for name, told in zip(("Hộ tịch", "Đất đai"), sectors, strict=True)
    ]
    whole = cchc.Dossiers(online=2, in_person=0, on_time=2, late=0, pending_unsplit=0, sectors=rows)
    return cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.quarter(2026, 3),
        procedures=cchc.Procedures(dossiers=whole),
    )


@pytest.mark.parametrize("sectors", APART)
def test_a_total_that_does_not_tell_the_early_ones_apart_has_them_in_time(sectors):
    """What only sectors tell apart enters no second column of the total."""
    report = of_sectors(sectors)
    assert not cchc.audit(report).at_least("error")
    filled = cchc.fill_form(cchc.official_form("II.06a"), report)
    assert filled.value(filled.lines[-1], "8") is None
    assert not cchc.check_form(filled), str(cchc.check_form(filled))
    workbook = cchc.read_form(cchc.render_form(filled, format="xlsx"))
    assert not cchc.check_form(workbook), str(cchc.check_form(workbook))
    found = cchc.audit_docx(cchc.render_docx(report)).at_least("error")
    assert not found, str(found)


@pytest.mark.parametrize("sectors", [APART[1], APART[3]])
def test_one_that_is_broken_by_hand_is_found_there_too(sectors):
    filled = cchc.fill_form(cchc.official_form("II.06a"), of_sectors(sectors))
    *rows, total = filled.lines
    broken = attrs.evolve(total, cells={**total.cells, "9": 3})
    assert "CCHC150" in cchc.check_form(attrs.evolve(filled, lines=[*rows, broken])).codes
    told = attrs.evolve(total, cells={**total.cells, "8": 1})
    assert "CCHC151" in cchc.check_form(attrs.evolve(filled, lines=[*rows, told])).codes


@pytest.mark.parametrize(("online", "severity"), [(71, "note"), (147, "note"), (1254, "warning")])
def test_dossiers_that_no_column_has_are_few(online, severity):
    """A number that was read a thousand times too large is no number of dossiers that wait."""
    cells = {"4": online, "5": 5, "6": 3, "8": 20, "9": 50, "10": 1, "12": 6, "13": 1}
    filled = cchc.FilledForm(form=II06A, lines=[cchc.FormLine("sector", "Hộ tịch", cells)])
    (found,) = cchc.check_form(filled)
    assert (found.code, found.severity) == ("CCHC151", severity)


def test_a_report_that_tells_what_waits_makes_it_a_note():
    told = cchc.Dossiers(
        sector="Hộ tịch", online=9, in_person=0, on_time=1, late=0, pending_unsplit=1,
        supplementing=7,
    )  # fmt: skip
    dossiers = cchc.Dossiers.of_sectors([told])
    report = attrs.evolve(of_sectors(APART[0]), procedures=cchc.Procedures(dossiers=dossiers))
    found = cchc.check_form(cchc.fill_form(II06A, report), report=report)
    assert set(found.codes) == {"CCHC151"}
    assert not found.at_least("warning")
