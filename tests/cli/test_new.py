"""`cchc new`: every line can be filled in by itself, and the file of the next period loads."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
import strategies
from click.testing import CliRunner
from hypothesis import example, given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.cli.app import cli
from cchc_lib.cli.template import toml_value
from cchc_lib.exchange.shapes import shapes
from cchc_lib.figures.declaration import field_of

KINDS = {"report": cchc.Report, "procedures": cchc.ProceduresReport}
AGENCY = "Ủy ban nhân dân xã Mai Hoa"
CITED = "Quyết định số 130/QĐ-UBND ngày 24/7/2025"
LINE = re.compile(r"^# (?P<key>[a-z0-9_.]+) = ?(?P<value>.*?)  # ", re.MULTILINE)


def made(*arguments):
    """The text of a new file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "moi.toml")
        result = CliRunner().invoke(cli, ["new", str(path), *map(str, arguments)])
        assert result.exit_code == 0, result.output
        return path.read_bytes().decode("utf-8")


@pytest.fixture(scope="module", params=KINDS)
def case(request):
    """A family and its file, agency and period filled in."""
    text = made("--kind", request.param, "--agency", AGENCY, "--period", "năm 2025")
    return KINDS[request.param], text


def shape_of(kind, key):
    for step in key.split("."):
        shape = shapes(kind)[step]
        kind = shape.of
    return shape


def sample(shape):
    if shape.of is cchc.Citation:
        return f'"{CITED}"'
    if shape.of is cchc.Ratio:
        return '"41/43"'
    if shape.sort == "choice":
        return f'"{next(iter(shape.of)).value}"'
    return {"text": '"x"', "day": '"24/7/2025"', "money": '"1 tỷ đồng"'}.get(shape.sort, "1")


def filled(shape, value):
    """The value of a line with everything in it that is blank."""
    if shape.sort == "paragraphs":
        return value.replace('""', '"x"')
    if shape.sort not in ("object", "objects") or value == '""':
        return sample(shape)
    if value == '[""]':
        return f'["{CITED}"]'

    def fill(kind, text):
        def one(found):
            held = shapes(kind)[found["key"]]
            if found["rows"]:
                return f"{held.key} = [{fill(held.of, found['rows'])}]"
            blank = sample(held)
            return f"{held.key} = " + (f"[{blank}]" if found["list"] else blank)

        pattern = r'(?P<key>\w+) = (?:\[(?P<rows>\{.*?\})\]|(?P<list>\[""\])|""|(?=[,}]))'
        return re.sub(pattern, one, text)

    return fill(shape.of, value)


def rows(owner):
    """The fields that hold rows of a breakdown."""
    return [each for each in shapes(owner).values() if getattr(field_of(each.field), "by", None)]


def test_every_field_has_a_line_with_label_and_unit(case):
    kind, text = case

    def check(owner, path):
        for key, shape in shapes(owner).items():
            if not path and key in ("previous", "cumulative", "claims", "marks", "own"):
                assert key == "own" or key in text  # own subjects need Python
                continue
            at = f"{path}{key}"
            if key in {field_of(each.field).by for each in rows(owner)}:
                assert not re.search(rf"^(# )?{at} =", text, re.MULTILINE)  # of rows alone
                continue
            if shape.sort == "object" and f"({at})" in text:
                check(shape.of, f"{at}.")
                continue
            (line,) = (each for each in text.splitlines() if re.match(rf"(# )?{at} =", each))
            assert shape.label in line
            assert shape.sort != "count" or f"({shape.unit})" in line

    check(kind, "")


def test_it_loads_as_soon_as_agency_and_period_are_filled_in(case):
    kind, text = case
    report = cchc.loads(text, format="toml", kind=kind)
    assert report == kind(agency=cchc.Agency(name=AGENCY), period=cchc.Period.year(2025))


def test_a_file_that_nobody_filled_in_says_what_is_missing():
    with pytest.raises(cchc.InvalidValueError) as raised:
        cchc.loads(made(), format="toml")
    assert [problem.path for problem in raised.value.problems] == ["agency", "period"]


def test_every_line_can_be_filled_in_by_itself(case):
    kind, text = case
    lines = list(LINE.finditer(text))
    assert len(lines) > 80
    for line in lines:
        shape = shape_of(kind, line["key"])
        if shape.sort in ("text", "day"):
            assert line["value"] == '""', line["key"]
        if shape.sort in ("count", "money", "score", "whole"):  # no number that nobody counted
            assert line["value"] == "", line["key"]
        value = filled(shape, line["value"])
        new = f"{text[: line.start()]}{line['key']} = {value}  # {text[line.end() :]}"
        owner = cchc.loads(new, format="toml", kind=kind)
        for step in line["key"].split("."):
            owner = getattr(owner, shapes(type(owner))[step].name)
        assert owner, line["key"]
        if isinstance(owner, tuple) and attrs.has(type(owner[0])):
            assert attrs.asdict(owner[0])


def test_a_number_that_was_not_filled_in_is_an_error_in_its_line(case):
    kind, text = case
    line = next(each for each in LINE.finditer(text) if shape_of(kind, each["key"]).sort == "count")
    number = text.count("\n", 0, line.start()) + 1
    with pytest.raises(cchc.FormatError) as raised:
        cchc.loads(text[: line.start()] + text[line.start() + 2 :], format="toml", kind=kind)
    assert f"dòng {number}" in raised.value.message_vi


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=20)
def test_what_is_filled_in_is_what_loads(kind, data):
    family = KINDS[kind]
    text = TEXTS[kind]
    keys = [
        line["key"]
        for line in LINE.finditer(text)
        if shape_of(family, line["key"]).sort == "count" and "pending_unsplit" not in line["key"]
    ]
    numbers = data.draw(st.dictionaries(st.sampled_from(keys), st.integers(0, 10**6), max_size=30))
    for key, number in numbers.items():
        text = text.replace(f"\n# {key} =", f"\n{key} = {number}")
    figures = cchc.loads(text, format="toml", kind=family).figures()
    assert {key: figures[key].value for key in numbers} == numbers


TEXTS = {kind: made("--kind", kind, "--agency", AGENCY, "--period", "năm 2025") for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=25)
def test_the_next_period_has_the_facts_of_the_last_one_to_compare_with(kind, data):
    family = KINDS[kind]
    last = data.draw(strategies.reports(family, **strategies.ALONE))
    with TemporaryDirectory() as folder:
        path = Path(folder, "truoc.toml")
        cchc.dump(last, path)
        report = cchc.loads(made("--from", path), format="toml", kind=family)
    assert report.agency == last.agency
    assert report.period.kind == last.period.kind
    assert report.period.start > last.period.start
    assert report.addressees == last.addressees
    assert dict(report.previous.figures()) == dict(last.figures())
    dossiers = last.procedures and last.procedures.dossiers
    if dossiers and dossiers.pending is not None:
        left = dossiers.pending + (dossiers.supplementing or 0)
        assert report.procedures.dossiers.carried_over == left
    codes = cchc.audit(report).codes
    assert not {"CCHC801", "CCHC802", "CCHC805"} & set(codes)


def test_what_stays_and_what_does_not(tmp_path):
    province = cchc.Agency(name="UBND tỉnh Hà Tĩnh")
    office = cchc.Agency(name="Sở Nội vụ", parent=province, symbol="SNV")
    last = cchc.Report(
        agency=office,
        period=cchc.Period.nine_months(2025),
        signatory=cchc.Signatory(name='Nguyễn "Văn" A', position="Giám đốc"),
        medium="electronic",
        issued=date(2025, 9, 14),
        next_tasks=["Một việc."],
        plan=cchc.Plan(tasks=43, tasks_completed=41),
        claims={"plan.completion": "95,34%"},
        marks={"plan.tasks": cchc.Mark(is_estimate=True)},
        previous=cchc.Report(agency=office, period=cchc.Period.nine_months(2024)),
    )
    path = tmp_path / "truoc.json"
    cchc.dump(last, path)
    text = made("--from", path)
    report = cchc.loads(text, format="toml")
    assert report.agency == last.agency
    assert report.signatory == last.signatory
    assert report.medium is last.medium
    assert report.period == cchc.Period.nine_months(2026)
    assert report.issued is None
    assert report.next_tasks == ()
    assert report.previous == attrs.evolve(last, next_tasks=[], claims={}, previous=None)
    assert "# plan.tasks =  # nhiệm vụ của kế hoạch (nhiệm vụ); kỳ trước: 43\n" in text
    other = made("--from", path, "--period", "9 tháng năm 2027", "--agency", AGENCY)
    report = cchc.loads(other, format="toml")
    assert (report.agency.name, str(report.period)) == (AGENCY, "9 tháng năm 2027")


def test_what_could_not_be_loaded_is_not_written(call, tmp_path, quarter):
    for number, arguments in enumerate(
        [
            ("--agency", ""),
            ("--period", "năm nay"),
            ("--period", "quý II năm 2025", "--from", quarter),
            ("--kind", "procedures", "--from", quarter),
            ("--from", tmp_path / "khong-co.toml"),
        ]
    ):
        path = tmp_path / f"moi-{number}.toml"
        result = call("new", path, *arguments)
        assert result.exit_code == 2, arguments
        assert result.stderr.startswith("Lỗi: ")
        assert not path.exists()
    assert call("new", tmp_path / "moi.json").exit_code == 2


def test_an_existing_file_stays_unless_forced(call, quarter):
    before = quarter.read_bytes()
    result = call("new", quarter)
    assert result.exit_code == 2
    assert result.stderr == f"Lỗi: {quarter}: tệp đã có; thêm --force để ghi đè\n"
    assert quarter.read_bytes() == before
    assert call("new", quarter, "--force").exit_code == 0
    assert quarter.read_bytes() != before


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.integers()
        | st.booleans()
        | st.decimals(allow_nan=False, allow_infinity=False, places=3)
        | st.dates(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["name", "count_2"]), inner)
        ),
        max_leaves=8,
    )
)
@example("\x7f")
@example(Decimal(4))
def test_values_are_written_as_toml_reads_them(value):
    import tomllib

    read = tomllib.loads(f"x = {toml_value(value)}", parse_float=Decimal)["x"]
    assert read == value
    assert type(read) is type(value)


def test_the_file_is_in_the_order_of_the_report_with_the_agency_s_own_words_last(case):
    _, text = case
    marks = ["agency =", "(procedures.dossiers)", "(assessment)", "next_tasks =", "[previous]"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize("period", ["năm 2025", "quý III năm 2025", "giai đoạn 2021 - 2025"])
def test_the_days_that_a_period_counts_can_be_stated(period):
    text = made("--agency", AGENCY, "--period", period)
    stated = cchc.loads(text, format="toml").period
    (line,) = re.findall(r"^#     (period = \{.*\})$", text, re.MULTILINE)
    other = re.sub(r"^period = .*", line, text, flags=re.MULTILINE)
    found = cchc.loads(other, format="toml").period
    assert (found.kind, found.start, found.end) == (stated.kind, stated.start, stated.end)
    assert "start = " in line


def test_it_says_what_comes_next_and_names_the_file(call, tmp_path):
    path = tmp_path / "xã Mai Hoa.toml"
    result = call("new", path)
    typed = f'cchc check "{path}"'
    assert result.stdout == f"-> {path}\nĐiền số liệu vào tệp, rồi chạy: {typed}\n"
    text = path.read_text("utf-8")
    assert '# Kiểm tra: cchc check "xã Mai Hoa.toml"  ' in text
    assert "TỆP.toml" not in text


def test_the_next_period_of_the_samples_is_checked_and_compared(call, mai_hoa, quarter, tmp_path):
    """A new file from the last one, some figures filled in, checked, printed."""
    filled = {
        "plan.tasks": 45,
        "plan.tasks_completed": 40,
        "procedures.dossiers.online": 1500,
        "procedures.dossiers.in_person": 30,
        "procedures.dossiers.on_time": 1500,
        "procedures.dossiers.late": 0,
    }
    for last, period, left in ((mai_hoa, "năm 2026", 28), (quarter, "quý IV năm 2025", 22)):
        path = tmp_path / f"sau-{last.name}"
        assert call("new", path, "--from", last).exit_code == 0
        text = path.read_text("utf-8")
        for key, number in (filled | {"procedures.dossiers.pending_unsplit": 30 + left}).items():
            text, count = re.subn(rf"^# {key} =  ", f"{key} = {number}  ", text, flags=re.MULTILINE)
            assert count == 1
        path.write_text(text, "utf-8")
        assert call("check", path).exit_code == 0
        assert call("render", path, "--format", "text", "-o", tmp_path).exit_code == 0
        printed = path.with_suffix(".txt").read_text("utf-8")
        before = cchc.load(last).period
        assert f"số hồ sơ từ kỳ trước chuyển sang là {left} hồ sơ" in printed
        assert f"So sánh số liệu {period} với {before}" in printed
        assert re.search(r"tăng \d+ hồ sơ \([\d,]+%\) so với " + str(before), printed)


def test_a_period_of_another_kind_is_refused_before_anything_is_written(call, quarter, tmp_path):
    made = tmp_path / "moi.toml"
    result = call("new", made, "--from", quarter, "--period", "năm 2026")
    assert result.exit_code == 2
    assert "khác loại kỳ" in result.stderr
    assert not made.exists()
