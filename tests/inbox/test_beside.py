"""Files beside each other: facts and prose of a unit, units that state the same, two periods."""

from datetime import date

import attrs
import pytest
from tests.inbox import boxes

import cchc_lib as cchc

ONE, TWO, THREE = boxes.COMMUNES[:3]
UNITS = [boxes.committee(name) for name in (ONE, TWO, THREE)]
MAKE = {"b.txt": str, "b.docx": boxes.word, "b.pdf": boxes.vietnamese_pdf}


def opened(folder, files, **options):
    boxes.fill(folder, files)
    return cchc.read_inbox(folder, **options)


def facts(held):
    return cchc.dumps(held, format="json")


def form_of(held):
    return cchc.render_form(
        cchc.fill_form(cchc.official_form("II.06a"), of_sectors(held)), format="xlsx"
    )


def of_sectors(held):
    """The same report with its dossiers as those of one sector."""
    whole = held.procedures.dossiers
    row = attrs.evolve(whole, sector="Hộ tịch")
    return attrs.evolve(
        held,
        procedures=attrs.evolve(held.procedures, dossiers=cchc.Dossiers.of_sectors([row])),
    )


@pytest.mark.parametrize("day", [9, 15, 18])
@pytest.mark.parametrize("issued", [date(2026, 9, 15), None])
@pytest.mark.parametrize("name", MAKE)
def test_what_has_no_facts_never_takes_their_place(tmp_path, name, issued, day):
    held = attrs.evolve(boxes.report(ONE), issued=issued)
    inbox = opened(tmp_path, {"a.json": facts(held), name: MAKE[name](boxes.prose(ONE, day=day))})
    assert [each.state.value for each in inbox.files] == ["received", "received"]
    assert inbox.reports == (held,)
    total, found = inbox.findings.only("CCHC848")
    assert (total.actual, total.expected) == ("1268", "100")
    assert found.path.startswith(f"{name}: ")
    assert (found.actual, found.expected) == ("1219", "90")
    assert "“Trong kỳ đã tiếp nhận 1268 hồ sơ" in found.message


def test_prose_of_the_same_figures_is_no_finding_and_its_versions_are_told(tmp_path):
    held = boxes.report(ONE, online=1219, in_person=49)
    files = {"a.json": facts(held), "b.txt": boxes.prose(ONE), "c.txt": boxes.prose(ONE, day=9)}
    inbox = opened(tmp_path, files)
    assert [each.state.value for each in inbox.files] == ["received", "received", "older"]
    assert not inbox.findings.only("CCHC848")


def test_a_figure_of_a_unit_with_facts_is_not_confirmed_and_counted_twice(tmp_path):
    files = {"a.json": facts(boxes.report(ONE)), "b.txt": boxes.prose(ONE)}
    inbox = opened(tmp_path, files)
    key = next(each.key for each in inbox.figures if each.figure)
    with pytest.raises(cchc.InvalidValueError, match="counted already"):
        cchc.read_inbox(tmp_path, confirmed={key: "procedures.dossiers.online"})


def test_a_form_beside_facts_is_compared(tmp_path):
    held = of_sectors(boxes.report(ONE))
    other = boxes.report(ONE, online=70)
    inbox = opened(tmp_path, {"a.json": facts(held), "b.xlsx": form_of(other)})
    found = inbox.findings.only("CCHC170")
    assert found
    assert all(each.path.startswith("b.xlsx: II.06a") for each in found)
    same = opened(tmp_path, {"b.xlsx": form_of(boxes.report(ONE))})
    assert not same.findings.only("CCHC170")


def test_two_units_with_the_same_figures(tmp_path):
    inbox = opened(
        tmp_path,
        {
            "a.json": facts(boxes.report(ONE)),
            "b.json": facts(boxes.report(TWO)),
            "c.json": facts(boxes.report(THREE, online=91)),
        },
    )
    (found,) = inbox.findings.only("CCHC834")
    assert found.path == "b.json"
    assert UNITS[0] in found.message
    assert UNITS[1] in found.message


# ---------------------------------------------------------------- the period before


def of_period(period, online):
    held = boxes.report(ONE, online=online)
    return attrs.evolve(held, period=period, issued=None)


P = cchc.Period


@pytest.mark.parametrize(
    ("before", "now", "falls"),
    [
        (P.half(2026, 1), P.nine_months(2026), True),
        (P.nine_months(2026), P.year(2026), True),
        (P.quarter(2026, 1), P.half(2026, 1), True),
        (P.quarter(2026, 2), P.quarter(2026, 3), False),
        (P.year(2025), P.quarter(2026, 1), False),
    ],
    ids=str,
)
def test_what_counts_since_the_year_began_does_not_fall(tmp_path, before, now, falls):
    boxes.fill(tmp_path / "truoc", {"a.json": facts(of_period(before, 600))})
    inbox = opened(
        tmp_path / "nay", {"b.json": facts(of_period(now, 550))}, previous=tmp_path / "truoc"
    )
    found = inbox.findings.only("CCHC846")
    assert bool(found) is falls
    if falls:
        assert (found[0].actual, found[0].expected) == ("550", "600")
    assert not inbox.findings.only("CCHC849")


@pytest.mark.parametrize("before", [P.quarter(2026, 3), P.quarter(2025, 3), P.quarter(2026, 4)])
def test_what_is_no_period_before_is_told_and_compared_with_nothing(tmp_path, before):
    boxes.fill(tmp_path / "truoc", {"a.json": facts(of_period(before, 9_000))})
    files = {"b.json": facts(boxes.report(ONE))}
    inbox = opened(tmp_path / "nay", files, previous=tmp_path / "truoc")
    assert inbox.findings.codes == ("CCHC849",)
    assert not inbox.pairs


@pytest.mark.parametrize("form_first", [True, False])
def test_facts_and_a_form_go_on_from_each_other(tmp_path, form_first):
    then = boxes.changed(boxes.report(ONE, quarter=2), on_time=90, pending_in_time=7)
    last, now = of_sectors(then), of_sectors(boxes.report(ONE, online=95))
    if form_first:
        before, after = {"a.xlsx": form_of(last)}, {"b.json": facts(now)}
    else:
        before, after = {"a.json": facts(last)}, {"b.xlsx": form_of(now)}
    boxes.fill(tmp_path / "truoc", before)
    inbox = opened(tmp_path / "nay", after, previous=tmp_path / "truoc")
    assert "CCHC801" in inbox.findings.codes


# ---------------------------------------------------------------- the day


@pytest.mark.parametrize("line", ["ngày 29 tháng 9 năm\n2026", "ngày 29\ntháng 9 năm 2026"])
@pytest.mark.parametrize("name", MAKE)
def test_a_day_whose_line_is_broken_is_read(tmp_path, name, line):
    text = boxes.prose(ONE).replace("ngày 15 tháng 9 năm 2026", line)
    inbox = opened(tmp_path, {name: MAKE[name](text)}, deadline=date(2026, 9, 20))
    assert [(each.day, each.state.value) for each in inbox.files] == [(date(2026, 9, 29), "late")]


def test_a_day_that_is_not_there_is_told_where_a_deadline_is(tmp_path):
    text = boxes.prose(ONE).replace("ngày 15 tháng 9", "ngày    tháng 9")
    text = text.replace("BÁO CÁO\n", "BÁO CÁO\nThực hiện Kế hoạch 9, ngày 02 tháng 8 năm\n2026\n")
    inbox = opened(tmp_path, {"a.txt": text}, deadline=date(2026, 9, 20))
    (found,) = inbox.findings.only("CCHC842")
    assert (found.severity.value, found.path) == ("note", "a.txt")
    assert not opened(tmp_path, {"a.txt": text}).findings.only("CCHC842")
