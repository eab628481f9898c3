"""TOML as people write it: words of their own, comments, and errors that say the line."""

import tempfile
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import jsonschema
import pytest
import strategies
from hypothesis import event, given, settings

import cchc_lib as cchc
from cchc_lib.exchange.data import reader_of
from cchc_lib.exchange.plain import plain
from cchc_lib.exchange.tomltext import merged_toml

EXAMPLES = Path(__file__).parents[2] / "examples"
TOMLS = [
    path
    for path in sorted(EXAMPLES.glob("*.toml"))
    if 'kind = "outline"' not in path.read_text("utf-8")
]


def loads(text, **options):
    return cchc.loads(text, format="toml", **options)


@pytest.mark.parametrize("path", TOMLS, ids=lambda path: path.name)
def test_examples(path):
    report = cchc.load(path)
    kind = type(report)
    jsonschema.validate(cchc.to_dict(report), cchc.json_schema(kind))
    text = cchc.dumps(report, format="json")
    assert cchc.loads(text, format="json", kind=kind) == report
    assert loads(cchc.dumps(report, format="toml"), kind=kind) == report


def test_a_report_in_vietnamese_words_alone():
    report = cchc.load(EXAMPLES / "bao_cao_quy.toml")
    figures = report.figures()
    assert figures["plan.completion"].text == "77,5%"
    assert figures["procedures.dossiers.received"].value == 1317
    assert figures["budget.disbursement.completion"].text == "60%"
    assert not cchc.audit(report).at_least("error")


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2025-07-24", date(2025, 7, 24)),
        ('"2025-07-24"', date(2025, 7, 24)),
        ('"24/7/2025"', date(2025, 7, 24)),
        ('"ngày 24 tháng 7 năm 2025"', date(2025, 7, 24)),
    ],
)
def test_days(stated, day):
    assert loads(f"day = {stated}", kind=cchc.StaffingSnapshot).day == day


@pytest.mark.parametrize(
    ("stated", "points"),
    [("10.55", "10.55"), ('"10,55"', "10.55"), ("87", "87"), ('"1.268,5"', "1268.5")],
)
def test_scores(stated, points):
    index = loads(f'name = "PAR INDEX"\npoints = {stated}', kind=cchc.Index)
    assert index.points == Decimal(points)


@pytest.mark.parametrize(
    ("stated", "amount"),
    [
        ("10550000000", 10_550_000_000),
        ("10_550_000_000", 10_550_000_000),
        ('"10,55 tỷ đồng"', 10_550_000_000),
        ('"20.800.000 đồng"', 20_800_000),
        ('"0 đồng"', 0),
    ],
)
def test_money(stated, amount):
    assert loads(f"actual_vnd = {stated}", kind=cchc.BudgetLine).actual_vnd == amount


@pytest.mark.parametrize("stated", ['"1.268"', "1268", "1_268", "0x4F4"])
def test_counts(stated):
    assert loads(f"tasks = {stated}", kind=cchc.Plan).tasks == 1268


@pytest.mark.parametrize(
    "key",
    [
        '"nhiệm vụ của kế hoạch"',
        '"Nhiệm vụ  của kế hoạch"',
        unicodedata.normalize("NFD", '"nhiệm vụ của kế hoạch"'),
        "'nhiệm vụ của kế hoạch'",
        "tasks",
    ],
)
def test_labels_are_keys(key):
    assert loads(f"{key} = 43", kind=cchc.Plan).tasks == 43


def test_the_place_of_a_tone_does_not_matter():
    staffing = '"chế độ công vụ" = {}\n"thủ tục hành chính"."khảo sát mức độ hài lòng" = {}'
    head = 'agency = "UBND xã Hoà Bình"\nperiod = "năm 2025"\n'
    assert loads(head + staffing).civil_service == cchc.CivilService()
    folded = '"số hoá hồ sơ" = 3\n"tái sử dụng dữ liệu số hoá" = 1'
    assert loads(folded, kind=cchc.Dossiers).digitised == 3


def test_labels_of_choices():
    dossiers = loads('"cơ sở tính tỷ lệ" = "số hồ sơ đến hạn giải quyết"', kind=cchc.Dossiers)
    assert dossiers.rate_base == "due"


def test_the_line_of_a_problem():
    text = (
        'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'
        'next_tasks = ["""một đoạn"""]\n\n[procedures.dossiers]\nonline = 3\n\n'
        "[[procedures.dossiers.sectors]]\nsector = 'Hộ tịch'\n\n"
        "[[procedures.dossiers.sectors]] # thứ hai\nsector = 'Đất đai'\n\"trực tuyến\" = -1\n"
        'units = 5\n\n[claims]\n"plan.none" = "43"\n'
    )
    with pytest.raises(cchc.CchcError) as caught:
        loads(text)
    lines = [str(one).partition(":")[0] for one in caught.value.problems]
    assert lines == ["line 13", "line 14"]
    assert [one.path for one in caught.value.problems] == [
        "procedures.dossiers.sectors[1].online",
        "procedures.dossiers.sectors[1].units",
    ]
    assert caught.value.problems[0].message_vi.startswith("dòng 13: ")


MINE = """# Số liệu quý III
agency = "Ủy ban nhân dân xã Mai Hoa"  # xã mới từ 01/7/2025
period = "quý III năm 2025"

# theo sổ theo dõi
["kế hoạch"]
"nhiệm vụ của kế hoạch" = "1.043" # cả năm
tasks_completed = 41  # đến 30/9

[budget.revenue]
actual_vnd = "10,55 tỷ đồng"  # Kho bạc
as_of = "12/9/2025"

[[procedures.dossiers.sectors]]
sector = "Hộ tịch" # một cửa
online = 7

[[procedures.dossiers.sectors]]
sector = "Đất đai"
online = 3
"""


def rewritten(tmp_path, change):
    path = tmp_path / "mine.toml"
    path.write_text(MINE, "utf-8")
    report = change(cchc.load(path))
    cchc.dump(report, path)
    assert cchc.load(path) == report
    return path.read_text("utf-8")


def test_nothing_changed_nothing_is_rewritten(tmp_path):
    text = rewritten(tmp_path, lambda report: report)
    assert text == MINE


def test_comments_stay(tmp_path):
    text = rewritten(
        tmp_path,
        lambda report: attrs.evolve(
            report,
            plan=attrs.evolve(report.plan, tasks_completed=42, tasks_overdue=1),
            drafting_unit="Văn phòng",
        ),
    )
    assert "tasks_completed = 42  # đến 30/9" in text
    assert '"nhiệm vụ của kế hoạch" = "1.043" # cả năm' in text
    assert 'actual_vnd = "10,55 tỷ đồng"  # Kho bạc' in text
    assert "# Số liệu quý III" in text
    assert "tasks_overdue = 1" in text
    assert 'sector = "Hộ tịch" # một cửa' in text


def test_what_is_no_more_goes(tmp_path):
    text = rewritten(tmp_path, lambda report: attrs.evolve(report, plan=None))
    assert "kế hoạch" not in text
    assert "Kho bạc" in text


def test_rows_change(tmp_path):
    def one_more(report):
        dossiers = report.procedures.dossiers
        rows = (*dossiers.sectors, cchc.Dossiers(sector="Chứng thực", online=1))
        return attrs.evolve(
            report,
            procedures=attrs.evolve(
                report.procedures, dossiers=attrs.evolve(dossiers, sectors=rows)
            ),
        )

    text = rewritten(tmp_path, one_more)
    assert 'sector = "Hộ tịch" # một cửa' not in text  # rows are written anew
    assert text.count("[[procedures.dossiers.sectors]]") == 3
    assert "Kho bạc" in text


def test_a_row_changes(tmp_path):
    def fewer(report):
        dossiers = report.procedures.dossiers
        rows = (attrs.evolve(dossiers.sectors[0], online=6), dossiers.sectors[1])
        changed = attrs.evolve(dossiers, sectors=rows)
        return attrs.evolve(report, procedures=attrs.evolve(report.procedures, dossiers=changed))

    assert rewritten(tmp_path, fewer) == MINE.replace("online = 7", "online = 6")


@pytest.mark.parametrize("old", ["no toml at all [", "[plan]\ntasks = -1\n", "\ufeff", "a = 1"])
def test_a_file_that_holds_nothing_to_keep_is_replaced(tmp_path, old):
    path = tmp_path / "old.toml"
    path.write_text(old, "utf-8")
    plan = cchc.Plan(tasks=43)
    cchc.dump(plan, path)
    assert path.read_text("utf-8") == "tasks = 43\n"


@pytest.mark.parametrize(
    "value",
    [
        cchc.Citation.parse("130/QĐ-UBND"),
        cchc.Ratio(41, 43),
        cchc.Agency(name="UBND xã A"),
        cchc.Period.quarter(2025, 3),
    ],
)
def test_what_is_words_inside_a_report_is_a_table_by_itself(tmp_path, value):
    path = tmp_path / "one.toml"
    for _ in range(2):
        cchc.dump(value, path)
        assert cchc.load(path, kind=type(value)) == value


@given(strategies.reports(), strategies.reports())
@settings(max_examples=40)
def test_one_report_over_another(old, new):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.toml"
        cchc.dump(old, path)
        cchc.dump(new, path)
        assert cchc.load(path) == new
        before = plain(old, hand=True)
        names = reader_of((), True).names_of(cchc.Report)
        merged = merged_toml(cchc.dumps(old, format="toml"), before, plain(new, hand=True), names)
        event("kept" if path.read_text("utf-8") == merged else "written anew")


def test_from_toml_to_json_and_back(tmp_path):
    report = cchc.load(EXAMPLES / "mai_hoa_2025.toml")
    cchc.dump(report, tmp_path / "a.json")
    cchc.dump(cchc.load(tmp_path / "a.json"), tmp_path / "b.toml")
    assert cchc.load(tmp_path / "b.toml") == report


HEAD = 'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'


@pytest.mark.parametrize(
    ("stated", "rate"),
    [
        ("95,35%", (1907, 2000)),
        ("100%", (1, 1)),
        ("0 %", (0, 1)),
        ("87,5%", (7, 8)),
        ("3/4", (3, 4)),
    ],
)
def test_a_share_may_be_a_percentage(stated, rate):
    report = loads(f'{HEAD}digital.staff_equipped = "{stated}"')
    assert report.digital.staff_equipped == cchc.Ratio(*rate)
    assert loads(cchc.dumps(report, format="toml")) == report
    assert loads(f'{HEAD}procedures.time_saved = "12,5%"').procedures.time_saved == Decimal("12.5")
    with pytest.raises(cchc.CchcError):
        loads(f'{HEAD}digital.staff_equipped = "100,5%"')


def test_a_small_amount_says_its_unit():
    """1250 in a field of triệu đồng was never 1.250 đồng."""
    fact = "budget.revenue.actual_vnd"
    with pytest.raises(cchc.InvalidValueError, match='"1\\.250 triệu đồng"'):
        loads(f"{HEAD}{fact} = 1250")
    for stated, amount in (
        *(("0", 0), ("1_000_000", 1_000_000), ('"1.250 đồng"', 1250)),
        ('"1.250 triệu đồng"', 1_250_000_000),
    ):
        report = loads(f"{HEAD}{fact} = {stated}")
        assert report.budget.revenue.actual_vnd == amount
        assert loads(cchc.dumps(report, format="toml")) == report


def test_a_mark_before_the_text_is_of_the_editor():
    assert cchc.loads(("\ufeff" + HEAD).encode(), format="toml") == loads(HEAD)


def test_words_with_many_full_stops_are_no_keys():
    report = loads(HEAD)
    report = attrs.evolve(report, recommendations=["Một. " * 40 + "Hết."], next_tasks=["a.b." * 40])
    assert loads(cchc.dumps(report, format="toml")) == report
    assert loads(f"{HEAD}# {'a. ' * 40}\n") == loads(HEAD)
    with pytest.raises(cchc.FormatError, match="more than 32 parts"):
        loads(f"{HEAD}{'a.' * 40}b = 1")
