"""Rows counted: every engine as plain Python, every row counted or refused, for each reason."""

import copy
import datetime as dt
import pickle
from collections import Counter
from random import Random

import attrs
import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from growth import growth
from hypothesis import given, settings, strategies as st
from scale_tables import (
    END,
    ENGINES,
    START,
    STATED,
    TAILS,
    VIETNAMESE,
    many,
    schema_of,
    tables,
    written,
)

import cchc_lib as cchc
from cchc_lib import DossierStatus, count_rows
from cchc_lib.errors import (
    FormatError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownNameError,
)
from cchc_lib.scale import frames, readers
from cchc_lib.scale.classes import Code, Due, Ended, Received, RefusalReason, packed, unpacked
from cchc_lib.scale.columns import PORTAL, RowColumns
from cchc_lib.scale.statuses import APART, POLICIES
from cchc_lib.vietnamese.text import fold_label

WINDOW = {"start": START, "end": END}
GOOD = {
    "Mã hồ sơ": "H37.1-260303-0001",
    "Đơn vị": "UBND xã A",
    "Lĩnh vực": "Đất đai",
    "Nguồn số liệu": "Hệ thống tỉnh",
    "Hình thức": "Trực tuyến",
    "Ngày tiếp nhận": "03/3/2026",
    "Ngày hẹn trả": "10/3/2026",
    "Ngày kết thúc": "09/3/2026",
    "Trạng thái": "Đã trả kết quả",
}


def counted(*changes, columns=VIETNAMESE, **options):
    table = [
        GOOD | {"Mã hồ sơ": f"H37.1-260303-{n:04d}"} | change for n, change in enumerate(changes)
    ]
    return count_rows(table, columns=columns, **WINDOW, **options)


def check_engines(columns, table, policy, engines=ENGINES):
    plain = count_rows(table, columns=columns, policy=policy, **WINDOW)
    arrow = pa.Table.from_pylist(table, schema_of(columns))
    for name in engines:
        found = count_rows(ENGINES[name](arrow), columns=columns, policy=policy, **WINDOW)
        assert dict(found.tallies) == dict(plain.tallies), name
        assert list(map(str, found.refusals)) == list(map(str, plain.refusals)), name
        assert found == plain, name
    return plain


@pytest.mark.parametrize("form", sorted(TAILS))
@pytest.mark.parametrize("columns", [STATED, VIETNAMESE], ids=["portal", "vietnamese"])
def test_every_engine_says_what_plain_python_says(columns, form):
    columns = attrs.evolve(columns, days=form)
    random = Random(f"{columns.due} {form}")
    table = many(random, columns, 1500)
    found = check_engines(columns, table, "apart")
    # the table has what it is to try
    reasons = {refusal.reason for refusal in found.refusals}
    sources = {RefusalReason.NO_AGENCY, RefusalReason.NO_SOURCE}
    assert reasons >= set(RefusalReason) - (sources if columns.source is None else set())
    whole = found.dossiers()
    facts = "online full_online in_person postal carried_over early on_time late overdue".split()
    for fact in (*facts, "pending_in_time", "withdrawn", "supplementing"):
        assert getattr(whole, fact), fact


@settings(max_examples=15)
@given(tables(most=12), st.sampled_from(sorted(POLICIES)))
def test_small_tables_too(made, policy):
    check_engines(*made, policy, ["polars, lazy", "pandas, objects", "duckdb"])


def test_many_doubles_are_found_by_a_join_as_few_are_by_a_list(monkeypatch):
    random = Random(1)
    table = many(random, STATED, 300)
    monkeypatch.setattr(frames, "_FEW", 0)
    check_engines(STATED, table, "by_form", ["polars, lazy", "duckdb"])


@settings(max_examples=100)
@given(tables(), st.randoms(use_true_random=False), st.sampled_from(sorted(POLICIES)))
def test_rows_are_counted_or_refused_in_any_order(made, random, policy):
    columns, table = made
    found = count_rows(table, columns=columns, policy=policy, **WINDOW)
    assert found.rows == len(table) == found.counted + found.refused
    shuffled = random.sample(table, len(table))
    again = count_rows(iter(shuffled), columns=columns, policy=policy, **WINDOW)
    assert again == found
    assert [r.examples for r in again.refusals] == [r.examples for r in found.refusals]
    whole = found.dossiers()
    aside = sum(getattr(whole, str(state)) or 0 for state in found.policy.apart)
    assert whole.caseload == found.counted
    assert whole.resolved + whole.pending + aside == found.counted
    assert whole.unaccounted == 0
    for refusal in found.refusals:
        assert refusal.rows == sum(refusal.agencies.values())
        assert 1 <= len(refusal.examples) <= 3 or not refusal.reason.is_fault


@settings(max_examples=60)
@given(tables())
def test_agencies_sectors_and_sources_add_up_to_the_whole(made):
    columns, table = made
    found = count_rows(table, columns=columns, **WINDOW)
    whole = found.dossiers()
    agencies = [found.dossiers(name) for name in found.agencies if name is not None]
    for fact in ("online", "in_person", "postal", "carried_over", "late", "overdue"):
        total = getattr(whole, fact)
        assert sum(getattr(each, fact) for each in whole.sectors) == total
        assert sum(getattr(each, fact) for each in agencies) == total
        if whole.sources:
            assert sum(getattr(each, fact) for each in whole.sources) == total
            by_both = [row for source in whole.sources for row in source.sectors]
            assert sum(getattr(each, fact) for each in by_both) == total


@settings(max_examples=60)
@given(tables(VIETNAMESE))
def test_parts_of_a_table_without_doubles_add_up_to_the_table(made):
    table = list({each["Mã hồ sơ"]: each for each in made[1]}.values())
    half = len(table) // 2
    whole = count_rows(table, columns=VIETNAMESE, **WINDOW)
    parts = [
        count_rows(part, columns=VIETNAMESE, **WINDOW) for part in (table[:half], table[half:])
    ]
    assert sum(part.counted for part in parts) == whole.counted
    for fact in ("online", "carried_over", "early", "on_time", "late", "pending_in_time"):
        assert sum(getattr(part.dossiers(), fact) for part in parts) == getattr(
            whole.dossiers(), fact
        )


WRONG = {
    RefusalReason.NO_CODE: {"Mã hồ sơ": " "},
    RefusalReason.NO_AGENCY: {"Đơn vị": None},
    RefusalReason.NO_SECTOR: {"Lĩnh vực": "\u00a0"},
    RefusalReason.NO_SOURCE: {"Nguồn số liệu": ""},
    RefusalReason.UNKNOWN_STATE: {"Trạng thái": "thất lạc"},
    RefusalReason.NOT_RECEIVED: {"Trạng thái": "Mới đăng ký", "Ngày tiếp nhận": None},
    RefusalReason.NO_RECEIVED: {"Ngày tiếp nhận": None},
    RefusalReason.UNREADABLE_DAY: {"Ngày hẹn trả": "30/02/2026"},
    RefusalReason.CODE_OF_OTHER_DAY: {"Mã hồ sơ": "H37.1-260302-0001"},
    RefusalReason.DUE_BEFORE_RECEIVED: {"Ngày hẹn trả": "02/3/2026"},
    RefusalReason.ENDED_BEFORE_RECEIVED: {"Ngày kết thúc": "02/3/2026"},
    RefusalReason.UNKNOWN_CHANNEL: {"Hình thức": "qua người quen"},
    RefusalReason.ENDED_YET_PENDING: {"Trạng thái": "Đang xử lý"},
    RefusalReason.NO_END: {"Ngày kết thúc": None},
    RefusalReason.NO_DUE: {"Ngày hẹn trả": None},
    RefusalReason.NO_DOSSIER: {
        "Mã hồ sơ": "Tổng cộng: 500 hồ sơ",
        **dict.fromkeys(["Hình thức", "Ngày tiếp nhận", "Ngày hẹn trả"]),
        **dict.fromkeys(["Ngày kết thúc", "Trạng thái"], " "),
    },
    RefusalReason.OUTSIDE: {
        "Mã hồ sơ": "H37.1-260415-0001",
        "Ngày tiếp nhận": "15/4/2026",
        "Ngày hẹn trả": "20/4/2026",
        "Ngày kết thúc": None,
        "Trạng thái": None,
    },
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_row_is_refused_for_what_is_wrong_with_it(reason):
    found = counted({}, WRONG[reason], {})
    assert (found.rows, found.counted, found.refused) == (3, 2, 1)
    (refusal,) = found.refusals
    assert (refusal.reason, refusal.rows) == (reason, 1)
    assert refusal.reason.label in str(found)
    if reason.is_fault:
        (example,) = refusal.examples
        changed = {text for text in WRONG[reason].values() if text and text.strip()}
        assert all(text in str(example) for text in changed)
        assert found.faults == found.refusals
    else:
        assert not found.faults
        assert not refusal.examples


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Mã hồ sơ": "H37.1-260303-0009"}, RefusalReason.NO_RECEIVED),
        ({"Hình thức": "Trực tiếp"}, RefusalReason.NO_RECEIVED),
        ({"Trạng thái": "Đang xử lý"}, RefusalReason.NO_RECEIVED),
        ({"Ngày hẹn trả": "03/3/2026"}, RefusalReason.NO_RECEIVED),
        ({"Mã hồ sơ": None, "Ngày hẹn trả": "?"}, RefusalReason.NO_CODE),
        ({"Mã hồ sơ": None, "Đơn vị": None}, RefusalReason.NO_DOSSIER),
        ({"Mã hồ sơ": "Cộng"}, RefusalReason.NO_DOSSIER),
    ],
)
def test_only_what_has_no_code_no_day_and_no_word_is_no_dossier(change, reason):
    (refusal,) = counted(WRONG[RefusalReason.NO_DOSSIER] | change).refusals
    assert refusal.reason is reason


def test_every_reason_is_tried():
    assert set(RefusalReason) - set(WRONG) == {RefusalReason.DUPLICATE, RefusalReason.COPY}


def test_rows_of_one_code_that_count_alike_count_once():
    same = {"Mã hồ sơ": "H37.1-260303-7777"}
    found = counted({}, same, same, same | {"Ngày hẹn trả": "11/3/2026"})
    assert found.counted == 2
    assert [(r.reason, r.rows) for r in found.refusals] == [(RefusalReason.COPY, 2)]
    assert found.refusals[0].examples[0].code == "H37.1-260303-7777"


def test_rows_of_one_code_that_differ_are_all_refused():
    same = {"Mã hồ sơ": "H37.1-260303-7777"}
    found = counted({}, same, same, same | {"Lĩnh vực": "Hộ tịch"})
    assert found.counted == 1
    assert [(r.reason, r.rows) for r in found.refusals] == [(RefusalReason.DUPLICATE, 3)]


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        ({}, {"online": 1, "early": 1}),
        ({"Ngày kết thúc": "10/3/2026"}, {"online": 1, "on_time": 1}),
        ({"Ngày kết thúc": "11/3/2026"}, {"online": 1, "late": 1}),
        ({"Hình thức": "Toàn trình"}, {"online": 1, "full_online": 1, "early": 1}),
        ({"Hình thức": "Bưu chính công ích"}, {"postal": 1, "early": 1}),
        ({"Hình thức": "TRỰC  TIẾP"}, {"in_person": 1, "early": 1}),
        ({"Ngày kết thúc": "15/4/2026"}, {"online": 1, "overdue": 1}),
        ({"Ngày kết thúc": None, "Trạng thái": None}, {"online": 1, "overdue": 1}),
        (
            {"Ngày kết thúc": None, "Trạng thái": "Đang xử lý", "Ngày hẹn trả": "14/4/2026"},
            {"online": 1, "pending_in_time": 1},
        ),
        ({"Trạng thái": "Rút hồ sơ"}, {"online": 1, "on_time": 1}),
        ({"Trạng thái": "Trả lại", "Ngày kết thúc": "11/3/2026"}, {"online": 1, "late": 1}),
        ({"Trạng thái": "Chờ bổ sung"}, {"online": 1, "pending_in_time": 1}),
        ({"Trạng thái": "Chờ bổ sung", "Ngày kết thúc": ""}, {"online": 1, "pending_in_time": 1}),
        (
            {"Mã hồ sơ": "H37.1-260114-1", "Ngày tiếp nhận": "14/01/2026"},
            {"carried_over": 1, "early": 1},
        ),
    ],
)
def test_what_a_row_counts_as(change, facts):
    found = counted(change).dossiers()
    stated = {key: value for key, value in attrs.asdict(found, recurse=False).items()
              if isinstance(value, int) and value}  # fmt: skip
    assert stated == facts


def test_side_states_apart():
    found = counted({"Trạng thái": "Rút hồ sơ"}, {"Trạng thái": "Chờ bổ sung"}, policy="apart")
    whole = found.dossiers()
    assert (whole.withdrawn, whole.supplementing, whole.returned, whole.early) == (1, 1, 0, 0)
    assert whole.unaccounted == 0
    assert counted({}, policy=APART) == counted({}, policy="apart")
    assert counted({}).dossiers().withdrawn is None


def test_the_judge_and_the_status_of_one_dossier_agree():
    due = dt.date(2026, 3, 10)
    for ended in (None, *(dt.date(2026, 3, day) for day in (9, 10, 11)), dt.date(2026, 4, 15)):
        for state in (None, "Rút hồ sơ", "Chờ bổ sung"):
            side = state and VIETNAMESE.states[state.lower()]
            if side == "withdrawn" and ended is None:
                continue
            stated = {"Ngày kết thúc": ended, "Ngày hẹn trả": due, "Trạng thái": state}
            found = counted(stated, policy="apart").dossiers()
            status = DossierStatus.of(due, ended=ended, on=END, state=side)
            assert getattr(found, status.fact) == 1, (ended, state)


def test_the_portal_record_is_known_by_its_fields_and_agencies_by_their_codes():
    row = {
        "MaHoSo": "H37.22-260303-0001",
        "MaLinhVuc": "LV01",
        "HinhThuc": None,
        "NgayTiepNhan": "20260303081500",
        "NgayHenTra": "20260310170000",
        "NgayKetThucXuLy": "20260309110000",
        "TrangThaiHoSo": "10",
    }
    found = count_rows([row], **WINDOW)
    assert [refusal.reason for refusal in found.refusals] == [RefusalReason.UNKNOWN_STATE]
    found = count_rows([row], columns=STATED, **WINDOW)
    assert found.agencies == ("H37.22",)
    assert found.dossiers("H37.22").in_person == 1
    with pytest.raises(UnknownNameError, match=r"did you mean 'H37\.22'"):
        found.dossiers("H37.2")


@pytest.mark.parametrize(
    ("way", "fact"), [("1", "in_person"), ("", "in_person"), ("2", "online"), ("3", "postal")]
)
def test_the_channels_of_the_portal(way, fact):
    assert STATED.channels[way] == fact


@pytest.fixture
def vietnamese_duckdb():
    """The zone of DuckDB is that of its connection."""
    before = duckdb.sql("select current_setting('TimeZone')").fetchall()[0][0]
    duckdb.sql("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    yield
    duckdb.sql(f"SET TimeZone = '{before}'")


DAY_TYPES = {
    "dates": pa.date32(),
    "times": pa.timestamp("us"),
    "times with a zone": pa.timestamp("us", "UTC"),
}


@pytest.mark.parametrize("kind", DAY_TYPES)
@pytest.mark.parametrize("engine", [name for name in ENGINES if "objects" not in name])
def test_columns_of_days_and_numbers(engine, kind, vietnamese_duckdb):
    columns = RowColumns(channel="way", received="in", due="due", ended="out", sector="sector")
    columns = attrs.evolve(columns, channels={"1": "in_person", "2": "online"})
    days = [dt.datetime(2026, 3, day, 10) for day in (3, 10, 9)]  # noqa: DTZ001
    table = pa.table(
        {
            "way": pa.array([1, 2, None], pa.int64()),
            "sector": pa.array([7, 7, 8], pa.int32()),
            **{
                name: pa.array([day, day, None], DAY_TYPES[kind])
                for name, day in zip(("in", "due", "out"), days, strict=True)
            },
        }
    )
    found = count_rows(ENGINES[engine](table), columns=columns, **WINDOW)
    plain = count_rows(table.to_pylist(), columns=columns, **WINDOW)
    assert found == plain
    assert [refusal.examples for refusal in found.refusals] == [
        refusal.examples for refusal in plain.refusals
    ]
    assert found.dossiers().early == 2
    assert [row.sector for row in found.dossiers().sectors] == ["7"]


NIGHT = dt.datetime(START.year, START.month, START.day, 20, tzinfo=dt.UTC) - dt.timedelta(1)
"""In Vietnam it is 3 o'clock of the first day."""


@pytest.mark.parametrize("engine", ["plain", *(name for name in ENGINES if "objects" not in name)])
def test_a_time_with_a_zone_is_of_the_day_in_vietnam(engine, vietnamese_duckdb):
    table = pa.table(
        {
            "Hình thức": ["Trực tuyến"],
            "Ngày nhận": pa.array([NIGHT], pa.timestamp("us", "UTC")),
            "Ngày hẹn trả": pa.array([NIGHT], pa.timestamp("us", "America/New_York")),
            "Ngày trả": [START],
        }
    )
    rows = table.to_pylist() if engine == "plain" else ENGINES[engine](table)
    found = count_rows(rows, **WINDOW).dossiers()
    assert (found.online, found.on_time) == (1, 1)


def test_duckdb_in_another_zone_is_refused():
    """Its session turns times into days, so the same table would say something else elsewhere."""
    with duckdb.connect() as connection:
        connection.sql("SET TimeZone = 'America/New_York'")
        table = connection.sql(
            'select \'Trực tuyến\' as "Hình thức", now() as "Ngày nhận", '
            'now() as "Ngày hẹn trả", now() as "Ngày trả"'
        )
        with pytest.raises(InvalidTypeError, match="SET TimeZone") as caught:
            count_rows(table, **WINDOW)
        assert "múi giờ" in caught.value.message_vi


def test_dates_and_texts_in_one_column_as_pandas_reads_a_workbook():
    rows = [GOOD, GOOD | {"Mã hồ sơ": "2", "Ngày tiếp nhận": dt.date(2026, 3, 3)}]
    found = count_rows(pd.DataFrame(rows), **WINDOW)
    assert found == count_rows(rows, **WINDOW)
    assert found.counted == 2
    twice = pd.DataFrame([[*GOOD.values(), "x"]], columns=[*GOOD, "Trạng thái"])
    with pytest.raises(FormatError, match="unique column names"):
        count_rows(twice, **WINDOW)


def test_rows_that_lack_a_cell_are_counted_and_no_column_is_lost():
    bare = {name: text for name, text in GOOD.items() if name != "Lĩnh vực"}
    found = count_rows([bare, GOOD | {"Mã hồ sơ": "2"}], **WINDOW)
    assert [(each.reason, each.rows) for each in found.refusals] == [(RefusalReason.NO_SECTOR, 1)]
    assert [row.sector for row in found.dossiers().sectors] == [GOOD["Lĩnh vực"]]
    with pytest.raises(InvalidValueError, match="names of columns of the table"):
        count_rows([bare], columns=VIETNAMESE, **WINDOW)


def test_numbers_with_holes_are_floats_in_pandas():
    columns = RowColumns(channel="way", received="in", due="due", ended="out", days="yyyymmdd")
    columns = attrs.evolve(columns, channels={"1": "in_person"})
    days = {"in": [20260303.0] * 3, "due": [20260310.0] * 3, "out": [20260309.0, None, 20260309.0]}
    frame = pd.DataFrame({"way": [1.0, 1.0, 1.5], **days})
    found = count_rows(frame, columns=columns, **WINDOW)
    assert (found.dossiers().early, found.dossiers().overdue) == (1, 1)
    assert [refusal.reason for refusal in found.refusals] == [RefusalReason.UNKNOWN_CHANNEL]


def test_a_column_without_a_value_is_empty():
    table = {name: [text] for name, text in GOOD.items()} | {"Ngày kết thúc": [None]}
    table["Trạng thái"] = [None]
    for frame in (pl.DataFrame(table), pa.table(table), pd.DataFrame(table)):
        assert count_rows(frame, columns=VIETNAMESE, **WINDOW).dossiers().overdue == 1


def test_a_table_without_rows():
    empty = pa.Table.from_pylist([], schema_of(VIETNAMESE))
    for name, engine in ENGINES.items():
        if "objects" not in name:
            found = count_rows(engine(empty), columns=VIETNAMESE, **WINDOW)
            assert (found.rows, found.counted) == (0, 0)
            assert found.dossiers().received == 0
    assert count_rows([], columns=VIETNAMESE, **WINDOW).rows == 0


def test_columns_of_another_type_are_refused():
    table = {name: [text] for name, text in GOOD.items()}
    for column, cell in {"Lĩnh vực": b"x", "Ngày hẹn trả": True, "Hình thức": [1]}.items():
        with pytest.raises(InvalidTypeError, match="text or whole numbers"):
            count_rows(pl.DataFrame(table | {column: [cell]}), columns=VIETNAMESE, **WINDOW)


def test_what_is_no_table_is_refused():
    for bad in (5, None, {"a": 1}, object()):
        with pytest.raises(InvalidTypeError, match="frame of polars"):
            count_rows(bad, columns=VIETNAMESE, **WINDOW)
    with pytest.raises(InvalidTypeError, match=r"rows\[1\]"):
        count_rows([GOOD, ["Mã hồ sơ", "1"]], columns=VIETNAMESE, **WINDOW)
    with pytest.raises(InvalidValueError, match="names of columns of the table: 'Mã hồ sơ'"):
        count_rows(pl.DataFrame({"Mã hồ sơ": ["1"]}), columns=VIETNAMESE, **WINDOW)
    with pytest.raises(InvalidValueError, match="window begins"):
        count_rows([], columns=VIETNAMESE, start=END, end=START)
    with pytest.raises(InvalidTypeError, match="RowColumns"):
        count_rows([], columns={"code": "Mã"}, **WINDOW)
    with pytest.raises(UnknownNameError, match="by_form"):
        count_rows([], columns=VIETNAMESE, policy="by_from", **WINDOW)


def test_an_engine_that_fails_says_so():
    broken = duckdb.sql("select error('broken') as x, '1' as y")
    columns = RowColumns(channel="x", received="y", due="z", ended="w")
    view = duckdb.sql("select error('broken')::varchar as x, '1' as y, '2' as z, '3' as w")
    assert broken is not None
    with pytest.raises(FormatError, match="broken"):
        count_rows(view, columns=columns, **WINDOW)


def test_a_column_of_codes_in_a_wrong_place_is_noticed(monkeypatch):
    monkeypatch.setattr(frames, "_MOST_KINDS", 2)
    table = [GOOD | {"Lĩnh vực": f"{n}"} for n in range(3)]
    frame = pl.DataFrame(table)
    with pytest.raises(InvalidValueError, match="column of codes"):
        count_rows(frame, columns=VIETNAMESE, **WINDOW)


@pytest.mark.parametrize("package", ["narwhals", "polars", "pyarrow"])
def test_a_frame_needs_the_extra_and_plain_rows_do_not(monkeypatch, package):
    known = readers.find_spec
    found = lambda name: None if name == package else known(name)  # noqa: E731
    monkeypatch.setattr(readers, "find_spec", found)
    with pytest.raises(MissingExtraError, match=rf"{package}.*cchc-lib\[frames\]"):
        count_rows(pl.DataFrame([GOOD]), columns=VIETNAMESE, **WINDOW)
    assert counted({}).counted == 1


@pytest.mark.parametrize("form", ["yyyymmdd", "yyyy-mm-dd", "dd/mm/yyyy"])
def test_every_day_of_two_centuries_is_read_and_no_other(form):
    first = dt.date(1900, 1, 1)
    days = [first + dt.timedelta(n) for n in range(73_049)]
    texts = [written(day, form, "", n % 2) for n, day in enumerate(days)]
    shape = {"yyyymmdd": "{0}{1:02d}{2:02d}", "yyyy-mm-dd": "{0}-{1:02d}-{2:02d}"}
    others = [
        shape.get(form, "{2:02d}/{1:02d}/{0}").format(year, month, number)
        for year in (1900, 2000, 2023, 2024, 2100)
        for month in range(14)
        for number in range(33)
        if not _exists(year, month, number)
    ]
    frame = nw.from_native(pl.DataFrame({"text": texts + others}))
    numbers = frame.select(n=frames._number(nw.col("text"), form))["n"].to_list()
    assert numbers[: len(days)] == [day.year * 10_000 + day.month * 100 + day.day for day in days]
    assert Counter(numbers[len(days) :]) == {None: len(others)}


def _exists(year, month, number):
    try:
        return dt.date(year, month, number).year < 2100
    except ValueError:
        return False


def test_how_days_lie_is_packed_without_loss():
    every = [(c, r, d, e) for c in Code for r in Received for d in Due for e in Ended]
    assert len({packed(*each) for each in every}) == len(every)
    assert all(unpacked(packed(*each)) == each for each in every)


def test_results_and_columns_are_values():
    found = counted({}, WRONG[RefusalReason.NO_DUE])
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert pickle.loads(pickle.dumps(PORTAL)) == PORTAL == copy.deepcopy(PORTAL)
    assert hash(found) == hash(copy.deepcopy(found))


def test_the_facts_are_those_of_a_report_without_findings():
    found = counted({}, {"Trạng thái": "Đang xử lý", "Ngày kết thúc": None, "Lĩnh vực": "Hộ tịch"})
    report = cchc.ProceduresReport(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.quarter(2026, 1),
        procedures=cchc.Procedures(dossiers=found.dossiers("UBND xã A")),
    )
    assert cchc.loads(cchc.dumps(report, format="json"), format="json",
                      kind=cchc.ProceduresReport) == report  # fmt: skip
    assert [f for f in cchc.audit(report) if f.severity != "note"] == []


SPELLED = {
    "Đơn vị": ["UBND xã Hòa An", "UBND XÃ HÒA AN", "ubnd xã  Hoà An"],
    "Lĩnh vực": ["Hộ tịch", "HỘ TỊCH", "hộ  tịch ", "Thủy lợi", "Thuỷ lợi", "Đất đai", "Dân số"],
    "Nguồn số liệu": ["Hệ thống tỉnh", "HỆ THỐNG TỈNH"],
}
ONE = {name: len({fold_label(text) for text in texts}) for name, texts in SPELLED.items()}


@settings(max_examples=15)
@given(st.lists(st.fixed_dictionaries({k: st.sampled_from(v) for k, v in SPELLED.items()}),
                min_size=1, max_size=12))  # fmt: skip
def test_names_that_differ_in_capitals_blanks_or_tone_marks_are_one(changes):
    table = [
        GOOD
        | {
            "Mã hồ sơ": f"H37.1-260303-{n:04d}",
            "Ngày hẹn trả": "x" * (n % 5 == 4) or GOOD["Ngày hẹn trả"],
        }
        | change
        for n, change in enumerate(changes)
    ]
    found = check_engines(
        VIETNAMESE, table, "by_form", ["polars, lazy", "pandas, objects", "duckdb"]
    )
    for place, name in enumerate(SPELLED):
        shown = {key[place] for key in found.tallies}
        assert len({fold_label(text) for text in shown}) == len(shown) <= ONE[name]
        spelled = Counter(" ".join(row[name].split()) for row in table)
        for text in shown:
            alike = [
                rows for other, rows in spelled.items() if fold_label(other) == fold_label(text)
            ]
            assert spelled[text] == max(alike)
    assert len({agency for refusal in found.refusals for agency in refusal.agencies}) <= 1


def test_of_equally_many_spellings_capitals_are_not_shown_and_names_are_in_order():
    sectors = ["HỘ TỊCH", "Hộ tịch", "Đất đai", "Dân số", "Y tế", "An ninh", "Điện", "Giáo dục"]
    found = counted(*({"Lĩnh vực": name} for name in sectors))
    assert [row.sector for row in found.dossiers().sectors] == [
        "An ninh", "Dân số", "Đất đai", "Điện", "Giáo dục", "Hộ tịch", "Y tế"]  # fmt: skip
    agencies = counted(*({"Đơn vị": name} for name in ("Xã Đông", "Xã Em", "Xã Dương"))).agencies
    assert agencies == ("Xã Dương", "Xã Đông", "Xã Em")


@pytest.mark.parametrize("kind", [int, float, str])
def test_days_that_are_whole_numbers_are_read_without_being_told(kind):
    days = {"Ngày tiếp nhận": 20260303, "Ngày hẹn trả": 20260310, "Ngày kết thúc": 20260309}
    table = [
        GOOD | {name: kind(day) if kind is not str else str(day) for name, day in days.items()}
    ]
    assert count_rows(table, **WINDOW).dossiers().early == 1
    for frame in (pl.DataFrame(table), pa.Table.from_pylist(table), pd.DataFrame(table)):
        assert count_rows(frame, **WINDOW) == count_rows(table, **WINDOW)


def test_a_day_that_was_not_read_is_shown_as_it_stands():
    table = [GOOD | {"Ngày hẹn trả": 20260310}]
    for rows in (table, pl.DataFrame(table), duckdb.from_arrow(pa.Table.from_pylist(table))):
        found = count_rows(rows, columns=VIETNAMESE, **WINDOW)
        (refusal,) = found.refusals
        assert refusal.reason == RefusalReason.UNREADABLE_DAY
        assert refusal.examples[0].cells["ngày hẹn trả kết quả"] == "20260310"
    late = [GOOD | {"Ngày hẹn trả": dt.date(2026, 3, 2)}]
    for rows in (late, pl.DataFrame(late)):
        (refusal,) = count_rows(rows, columns=VIETNAMESE, **WINDOW).refusals
        assert refusal.examples[0].cells["ngày hẹn trả kết quả"] == "02/3/2026"


def test_a_code_of_a_type_that_only_one_engine_has_is_a_code():
    table = pa.Table.from_pylist([GOOD, GOOD | {"Mã hồ sơ": "2"}])
    view = duckdb.from_arrow(table).project('* replace (md5("Mã hồ sơ")::uuid as "Mã hồ sơ")')
    assert count_rows(view, columns=VIETNAMESE, **WINDOW).counted == 2


def test_time_grows_with_the_rows():
    table = many(Random(5), STATED, 6000)
    small = table[:750]
    assert growth(lambda: check_plain(small), lambda: check_plain(table), 20) < 20
    texts = dict.fromkeys(table[0], pl.String)
    frames_of = [pl.DataFrame(each, schema=texts) for each in (small, table)]
    one, other = (lambda frame=frame: check_plain(frame) for frame in frames_of)
    assert growth(one, other, 20) < 20


def check_plain(table):
    count_rows(table, columns=STATED, **WINDOW)
