"""Tables of dossiers for the tests: how they are made, and how each engine gets them."""

import datetime as dt

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import strategies as st

from cchc_lib.scale.columns import PORTAL, RowColumns

START, END = dt.date(2026, 1, 15), dt.date(2026, 4, 14)
STATED = attrs.evolve(PORTAL, states={"9": "resolved", "10": "resolved", **PORTAL.states})

VIETNAMESE = RowColumns(
    code="Mã hồ sơ",
    agency="Đơn vị",
    sector="Lĩnh vực",
    source="Nguồn số liệu",
    channel="Hình thức",
    received="Ngày tiếp nhận",
    due="Ngày hẹn trả",
    ended="Ngày kết thúc",
    state="Trạng thái",
)

DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2026, 5, 10))
BLANK = st.sampled_from([None, "", " ", "\u00a0\t"])
WRONG = st.sampled_from(["20260230", "2026-02-30", "31/4/2026", "29/02/2026", "x", "?", "0", "1/1"])
TAILS = {
    "yyyymmdd": ["", "0815", "081500"],
    "yyyy-mm-dd": ["", " 08:15", "T08:15:00+07:00"],
    "dd/mm/yyyy": ["", " 08:15"],
}


def written(day, form, tail, padded):
    if form == "dd/mm/yyyy":
        shown = f"{day:%d/%m/%Y}" if padded else f"{day.day}/{day.month}/{day.year}"
    else:
        shown = f"{day:%Y%m%d}" if form == "yyyymmdd" else day.isoformat()
    return shown + tail


@st.composite
def texts_of_days(draw, form, days):
    return written(draw(days), form, draw(st.sampled_from(TAILS[form])), draw(st.booleans()))


@st.composite
def rows(draw, columns):
    """One row, often of a dossier that can be, with a code that may come again."""
    received = draw(DAYS)
    due = received + dt.timedelta(draw(st.integers(-1, 20)))
    ended = received + dt.timedelta(draw(st.integers(-1, 40)))
    code_day = draw(st.sampled_from([received, received, received, dt.date(2026, 2, 1)]))
    number = draw(st.integers(1, 3))
    codes = [f"H37.{number}-{code_day:%y%m%d}-{number:04d}", f"G{number}-26-1", f"{number}", "-"]
    words = {
        "code": st.one_of(st.sampled_from(codes[:1] * 6 + codes), BLANK),
        "agency": st.one_of(st.sampled_from(["UBND xã A", "UBND  xã B ", "Sở Nội vụ"]), BLANK),
        "sector": st.one_of(st.sampled_from(["Hộ tịch", "Đất đai", " Đất đai"]), BLANK),
        "source": st.one_of(st.sampled_from(["Hệ thống tỉnh", "Hệ thống của Bộ"]), BLANK),
        "channel": st.one_of(
            st.sampled_from(["1", "2", "3", "Trực tuyến", "TOÀN TRÌNH", "trực tiếp", "thư"]), BLANK
        ),
        "state": st.one_of(
            st.sampled_from([*list(columns.states), "9", "10", "Đã xử lý xong", "mất"]), BLANK
        ),
    }
    made = {
        name: draw(words[key]) for key, name in columns.names().items() if key in words and name
    }
    for key, day, never in (("received", received, 1), ("due", due, 1), ("ended", ended, 6)):
        kept = texts_of_days(columns.days, st.just(day))
        options = [kept] * 6 + [BLANK] * never + [WRONG]
        made[getattr(columns, key)] = draw(st.one_of(*options))
    return made


@st.composite
def tables(draw, columns=None):
    columns = columns or draw(st.sampled_from([STATED, VIETNAMESE]))
    form = draw(st.sampled_from(["yyyymmdd", "yyyy-mm-dd", "dd/mm/yyyy"]))
    columns = attrs.evolve(columns, days=form)
    return columns, draw(st.lists(rows(columns), min_size=1, max_size=30))


def schema_of(columns):
    return pa.schema([(name, pa.string()) for name in columns.names().values() if name])


ENGINES = {
    "polars": pl.from_arrow,
    "polars, lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(),
    "pandas, objects": lambda table: pd.DataFrame(table.to_pylist(), dtype=object),
    "duckdb": lambda table: duckdb.from_arrow(table),
}
