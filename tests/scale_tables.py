"""Tables of dossiers for the tests: how they are made, and how each engine gets them."""

import datetime as dt
from random import Random

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

# the days that decide, and some between
NEAR = [START, END, dt.date(2026, 3, 2)]
DAYS = [day + dt.timedelta(n) for day in NEAR for n in (-9, -1, 0, 1)]
BLANKS = [None, "", " ", "\u00a0\t"]
ELSEWHERE = ["2026-03-02T20:00:00Z", "2026-03-02T20:00:00-05:00", "2026-03-02T20:00+00:00"]
WRONG = [
    *ELSEWHERE,
    "20260230",
    "2026-02-30",
    "31/4/2026",
    "29/02/2026",
    "x",
    "?",
    "0",
    "1/1",
    "20260303 08",
]
TAILS = {
    "yyyymmdd": ["", "0815", "081500"],
    "yyyy-mm-dd": ["", " 08:15", "T08:15:00+07:00"],
    "dd/mm/yyyy": ["", " 08:15"],
}
WORDS = {
    "agency": ["UBND xã A", "UBND  xã B ", "Sở Nội vụ"],
    "sector": ["Hộ tịch", "Đất đai", " Đất đai"],
    "source": ["Hệ thống tỉnh", "Hệ thống của Bộ"],
    "channel": ["2", "Trực tuyến", "trực tiếp", "TOÀN TRÌNH", "Bưu chính"],
    "state": ["Đã xử lý xong", "Đang xử lý", "Rút hồ sơ", "Chờ bổ sung", None, None],
}
STRANGE = {"channel": ["thư"], "state": ["mất", "Mới đăng ký", "10"]}


def written(day, form, tail, padded):
    if form == "dd/mm/yyyy":
        shown = f"{day:%d/%m/%Y}" if padded else f"{day.day}/{day.month}/{day.year}"
    else:
        shown = f"{day:%Y%m%d}" if form == "yyyymmdd" else day.isoformat()
    return shown + tail


def row(random, columns):
    """One row, often of a dossier that can be, with a code that may come again."""

    def rarely(usual, others, often=0.04):
        return random.choice(others) if random.random() < often else usual

    received = random.choice(DAYS)
    due = rarely(received + dt.timedelta(random.choice((0, 1, 9))), DAYS)
    ended = rarely(due + dt.timedelta(random.choice((-1, 0, 1, 9))), DAYS)
    code_day = rarely(received, DAYS)
    number = random.randint(1, 9999)
    code = f"H37.{number % 3}-{code_day:%y%m%d}-{number:04d}"
    cells = {"code": rarely(code, [*BLANKS, f"G{number}-26-1", "-", f"-{code_day:%y%m%d}-1"])}
    for key, words in WORDS.items():
        cells[key] = rarely(random.choice(words), [*BLANKS, *STRANGE.get(key, ())])
    for key, day in (("received", received), ("due", due), ("ended", ended)):
        tail = random.choice(TAILS[columns.days])
        text = written(day, columns.days, tail, random.random() < 0.5)
        empty = key == "ended" and cells["state"] in ("Đang xử lý", "Chờ bổ sung", None)
        cells[key] = rarely(rarely(text, [None], 0.9 if empty else 0.02), [*WRONG, *BLANKS], 0.02)
    return {name: cells[key] for key, name in columns.names().items() if name}


def many(random, columns, count):
    """Rows, of which some stand there again: as they are, or with a word changed."""
    made = [row(random, columns) for _ in range(count)]
    for again in random.sample(made, count // 8):
        made.append(dict(again))
        if random.random() < 0.5:
            made[-1][columns.channel] = random.choice(WORDS["channel"])
    made += [below(random, columns) for _ in range(count // 50 + random.randint(0, 1))]
    random.shuffle(made)
    return made


def below(random, columns):
    """A line below the table: a sum, a remark, sometimes with a cell that makes it a dossier."""
    words = ["Tổng cộng", "Tổng cộng: 500 hồ sơ", "TỔNG", "H37.1-260303-0001", None]
    cells = {"code": random.choice(words), "sector": "500"}
    if random.random() < 0.2:
        key = random.choice(["channel", "state", "received", "due", "ended"])
        cells[key] = random.choice([*WORDS.get(key, WRONG), *BLANKS])
    return {name: cells.get(key) for key, name in columns.names().items() if name}


@st.composite
def tables(draw, columns=None, most=40):
    """Columns and rows; every row comes from a seed, for one drawn cell by cell takes long."""
    columns = columns or draw(st.sampled_from([STATED, VIETNAMESE]))
    columns = attrs.evolve(columns, days=draw(st.sampled_from(sorted(TAILS))))
    random = Random(draw(st.integers(0, 2**32)))
    return columns, many(random, columns, draw(st.integers(1, most)))


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
