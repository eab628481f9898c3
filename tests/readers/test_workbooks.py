"""LibreOffice computes our formulas in its cells, shows our numbers as prose does, saves them."""

import io
import random
import re
import subprocess
from decimal import Decimal

import attrs
import openpyxl
import pytest
from example_reports import example_report
from hypothesis import HealthCheck, Phase, given, seed, settings, strategies as st
from lxml import html
from tests.exchange.test_round_trip import OWN, NewRural
from tests.exchange.test_workbooks import loaded

import cchc_lib as cchc
from cchc_lib import define, testing
from cchc_lib.exchange.xlsx.tables import tables_workbook
from cchc_lib.exchange.xlsx.write import filled_workbook
from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
HEAD = {"agency": AGENCY, "period": cchc.Period.year(2025)}


@define.subject("mọi công thức")
@attrs.frozen(kw_only=True)
class Every:
    """A subject with every form that a formula has."""

    a: int | None = define.count("xã", "số a")
    b: int | None = define.count("xã", "số b")
    c: int | None = define.count("xã", "số c")
    joined: cchc.Ratio | None = define.share("tỷ lệ tham gia")
    before: cchc.Ratio | None = define.share("tỷ lệ tham gia kỳ trước")
    groups: tuple[cchc.Group, ...] = define.several(cchc.Group, "các nhóm")
    days: tuple[cchc.StaffingSnapshot, ...] = define.several(cchc.StaffingSnapshot, "các ngày")
    documents: tuple[cchc.Citation, ...] = define.several(cchc.Citation, "các văn bản")
    plan: cchc.Plan | None = define.one(cchc.Plan, "kế hoạch riêng")
    both = define.total("a + b", "a và b")
    some = define.total("a + [b] - [c]", "a, có thể cả b, trừ c")
    any_of = define.total("[a] + [b] + [c]", "số nào biết thì cộng")
    less = define.total("a - (b - c)", "a trừ hiệu")
    first_known = define.total("c or b + a or a", "số đầu tiên biết được")
    counted = define.total("count(documents)", "số văn bản", unit="văn bản")
    summed = define.total("sum(groups.count)", "tổng các nhóm", unit="người")
    first_day = define.total("first(days).total", "ngày đầu", unit="người")
    last_day = define.total("last(days).total", "ngày cuối", unit="người")
    below = define.total("plan.tasks - plan.tasks_remaining", "của kế hoạch", unit="nhiệm vụ")
    rate = define.ratio("both / (a + [c])", "tỷ lệ của hai tổng")
    grown = define.change("last(days).total", "first(days).total", "tăng, giảm")
    shifted = define.change("joined", "before", "tăng, giảm tỷ lệ")


def every(draw):
    count = st.none() | st.integers(0, 50)
    groups = st.lists(st.builds(cchc.Group, name=st.just("nhóm"), count=count), max_size=3)
    share = st.none() | st.builds(cchc.Ratio, st.integers(0, 9), st.integers(0, 9))
    some = st.lists(
        st.builds(cchc.Group, name=st.just("nhóm"), count=count), min_size=1, max_size=3
    )
    days = st.lists(st.builds(cchc.StaffingSnapshot, groups=some), max_size=3)
    cited = st.lists(st.just(cchc.Citation.parse("130/QĐ-UBND")), max_size=3)
    plan = st.none() | st.builds(cchc.Plan, tasks=count, tasks_completed=count)
    drawn = {"joined": share, "before": share, "groups": groups, "days": days}
    fields = {"a": count, "b": count, "c": count, "documents": cited, "plan": plan, **drawn}
    return Every(**{name: draw(of) for name, of in fields.items()})


def lists_beside_their_tables(report):
    """Whether a list has an item of which nothing is given: it stands where no formula looks."""
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook(report)))
    rest = book["Dữ liệu khác"] if "Dữ liệu khác" in book.sheetnames else None
    codes = [] if rest is None else [row[0] for row in rest.iter_rows(max_col=1, values_only=True)]
    return any("[" in str(code) for code in codes)


def some_reports():
    """Reports of both families and an own subject with every formula: the same always."""
    found = [example_report("mai_hoa_2025")]

    @seed(9)
    @settings(
        max_examples=25, database=None, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @given(st.data())
    def draw(data):
        family = data.draw(st.sampled_from([cchc.Report, cchc.ProceduresReport]))
        alone = {"previous": st.none(), "cumulative": st.none(), "marks": st.just({})}
        report = data.draw(testing.reports(family, agency=st.just(AGENCY), **alone))
        own = [every(data.draw), data.draw(testing.subjects(NewRural))]
        report = attrs.evolve(report, own=own, claims=())
        if not lists_beside_their_tables(report):
            found.append(report)

    draw()
    days = [cchc.StaffingSnapshot(groups=[cchc.Group(name="a", count=n)]) for n in (7, 5)]
    whole = Every(
        a=9,
        b=4,
        c=2,
        days=days,
        joined=cchc.Ratio(3, 4),
        before=cchc.Ratio(1, 2),
        groups=days[0].groups,
        plan=cchc.Plan(tasks=5, tasks_completed=3),
        documents=[cchc.Citation.parse("130/QĐ-UBND")],
    )
    return [*found, cchc.Report(**HEAD, own=[whole])]


@pytest.fixture(scope="module")
def recalculated(converted):
    """Reports with the workbook of each as LibreOffice computed and saved it."""
    reports = some_reports()
    files = converted(
        ".xlsx", "xlsx:Calc MS Excel 2007 XML", *(filled_workbook(each) for each in reports)
    )
    return [(report, file.read_bytes()) for report, file in zip(reports, files, strict=True)]


def shown_in(data):
    """What each computed cell shows, by the id of its figure."""
    shown = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets:
        keys, place, path = (), 0, ""
        for row in sheet.iter_rows(values_only=True):
            code = row[0]
            if isinstance(code, str) and code.startswith("="):
                shown[code[1:]] = row[4]
            elif isinstance(code, str) and code.endswith("[]"):
                keys, place, path = row, 0, code[:-2]
            elif code is None and keys and "[]" not in path:
                for key, value in zip(keys, row, strict=True):
                    if isinstance(key, str) and key.startswith("="):
                        shown[f"{path}[{place}].{key[1:]}"] = value
                place += 1
    return {id: None if value == "" else value for id, value in shown.items()}


def meant(figure):
    """What a cell shows of a figure."""
    if figure is None:
        return None
    value = figure.value
    if isinstance(value, Ratio):
        return figure.text if value.is_undefined else float(value.value)
    if isinstance(value, Change):
        shift = None if value.shift is None else float(100 * value.shift)
        return value.difference if value.difference is not None else shift
    return float(value)


def test_libreoffice_computes_what_the_library_computes(recalculated):
    known = 0
    for report, data in recalculated:
        figures = report.figures()
        for id, value in shown_in(data).items():
            figure = figures.get(id)
            wanted = meant(figure)
            known += wanted is not None
            if isinstance(wanted, int | float) and isinstance(value, int | float):
                assert value == pytest.approx(wanted, rel=1e-12), id
            else:
                assert value == wanted, (id, figure)
    assert known > 200


def test_every_form_of_a_formula_was_computed(recalculated):
    names = {f"every.{name}" for name in Every.__declarations__ if hasattr(Every, name)}
    computed = {id for report, _ in recalculated for id in report.figures()}
    assert {name for name in names if name.split(".")[1] in vars(Every)} <= computed


def test_what_libreoffice_saves_says_the_same(recalculated):
    for report, data in recalculated:
        assert loaded(data, type(report), (*OWN, Every)) == report


# ---------------------------------------------------------------- figures as prose shows them


@define.subject("tỷ lệ của một xã")
@attrs.frozen(kw_only=True)
class Shares:
    name: str | None = define.name("tên xã")
    share: cchc.Ratio | None = define.share("tỷ lệ")


@define.subject("các tỷ lệ")
@attrs.frozen(kw_only=True)
class Rates:
    rows: tuple[Shares, ...] = define.several(Shares, "theo xã")


def in_pages(file):
    """The cells that LibreOffice shows, row by row, of the first sheet."""
    table = html.fromstring(file.read_bytes()).find(".//table")
    return [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]


def test_numbers_are_shown_as_in_prose(converted):
    draws = random.Random(9)
    rates = [cchc.Ratio(1, 16), cchc.Ratio(99_996, 100_000), cchc.Ratio(0, 0), cchc.Ratio(3, 0)]
    rates += [cchc.Ratio(draws.randrange(3000), draws.randrange(1, 2000)) for _ in range(40)]
    index = cchc.Index(name="PAR INDEX", points=Decimal("87.55"), rate=Decimal("87.5"))
    shares = [Shares(name=f"xã {number}", share=rate) for number, rate in enumerate(rates)]
    lines = [
        cchc.BudgetLine(
            name=f"Khoản {number}", planned_vnd=planned, actual_vnd=draws.randrange(10**11)
        )
        for number, planned in enumerate((10_550_000_000, 20_800_000, 500, 1_250_000_000_000), 1)
    ]
    report = cchc.Report(
        **HEAD,
        indices=cchc.Indices(indices=[index]),
        budget=cchc.Budget(lines=lines),
        digital=cchc.Digital(staff_equipped=rates[0], digital_signatures=rates[1]),
        procedures=cchc.Procedures(total=1268),
        marks={"procedures.total": cchc.Mark(is_estimate=True)},
        own=[Rates(rows=shares)],
    )
    figures = report.figures(padded=False)
    (file,) = converted(".xlsx", "html", tables_workbook(report))
    rows = [row for row in in_pages(file) if len(row) == 7 and row[6] in figures]
    assert len(rows) == len(figures)
    for row in rows:
        if not isinstance(figures[row[6]].value, Change):
            assert row[2] == row[4], row


@define.subject("một phần của tổng số")
@attrs.frozen(kw_only=True)
class Part:
    name: str | None = define.name("tên")
    some: int | None = define.count("xã", "số đạt")
    every: int | None = define.count("xã", "tổng số")
    rate = define.ratio("some / every", "tỷ lệ đạt")


@define.subject("các phần")
@attrs.frozen(kw_only=True)
class Parts:
    rows: tuple[Part, ...] = define.several(Part, "theo phần")


def test_grey_cells_show_rates_as_prose(converted, tmp_path):
    draws = random.Random(9)
    pairs = [(1, 2), (99_996, 100_000), (0, 5), (5, 5), (1, 1_000_000), (1, 16), (1689, 1000)]
    pairs += [(999_999_999, 1_000_000_000), (3, 0), (0, 0), (2998, 7)]
    pairs += [(draws.randrange(3000), draws.randrange(1, 2000)) for _ in range(40)]
    rows = [Part(name=f"phần {n}.", some=a, every=b) for n, (a, b) in enumerate(pairs)]
    book = filled_workbook(cchc.Report(**HEAD, own=[Parts(rows=rows)]))
    (file,) = converted(".xlsx", "pdf", book)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True)
    for row in rows:
        (shown,) = re.findall(rf"{row.name} +[\d.]+ +[\d.]+ +(\S.*)", done.stdout)
        assert shown.strip() == str(row.rate)
