"""Rows counted where they lie: one expression for every engine, through narwhals.

A first pass counts how many rows are of each kind (`classes`), a second finds codes that stand in
several rows, which needs memory that grows with the distinct codes. What the kinds mean is judged
in Python afterwards, so the engines need not agree on anything but texts, whole numbers and order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.scale.classes import CODE_OF_WORDS, Code, Due, Ended, Received, RowKind, packed
from cchc_lib.scale.columns import DayForm, RowColumns
from cchc_lib.scale.plain import BLANKS, CLOCK, count_objects
from cchc_lib.scale.readers import columns_of, engine_errors, matched
from cchc_lib.scale.statuses import StatusPolicy
from cchc_lib.scale.tallies import (
    DAY_MARK,
    DAYS,
    SEPARATOR,
    Chosen,
    Example,
    RowCounts,
    RowGroup,
    counted,
)

__all__ = ["count_frame"]

_MOST_KINDS = 1_000_000
"""More kinds of rows than this are those of a wrong column, such as a code taken for a sector."""

_FEW = 10_000
"""As many codes are looked for as a list."""

_SAME_TIME = ("Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok", "+07:00", "Etc/GMT-7")
"""Names of the time of Vietnam, the first one its own."""

_KEYS = RowKind._fields
_WORDS = ("agency", "sector", "source", "channel", "state")

_LEAP = "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)"
_YEAR = "(?:19|20)[0-9]{2}"


def _pattern(form: DayForm) -> str:
    """Return the expression of a day of 1900 to 2099 that exists."""
    zero, after = ("0?", "(?:[ T].*)?") if form == "dd/mm/yyyy" else ("0", CLOCK)
    to_28, to_29 = f"(?:{zero}[1-9]|1[0-9]|2[0-8])", "29"
    to_30, to_31 = f"(?:{zero}[1-9]|[12][0-9]|30)", f"(?:{zero}[1-9]|[12][0-9]|3[01])"
    long, short = f"(?:{zero}[13578]|1[02])", f"(?:{zero}[469]|11)"
    february = f"{zero}2"
    pairs = ((_YEAR, long, to_31), (_YEAR, short, to_30), (_YEAR, february, to_28))
    parts = (*pairs, (_LEAP, february, to_29))
    if form == "yyyymmdd":
        texts, after = ["".join(part) for part in parts], "(?:[0-9]{4}(?:[0-9]{2})?)?"
    elif form == "yyyy-mm-dd":
        texts = ["-".join(part) for part in parts]
    else:
        texts = ["/".join(reversed(part)) for part in parts]
    return f"(?s)^(?:{'|'.join(texts)}){after}$"


def _text(name: str, dtype: Any) -> nw.Expr:
    """Return a cell as text, null when it is empty."""
    cell = nw.col(name)
    if dtype.is_float():
        whole = nw.when(cell % 1 == 0).then(cell).cast(nw.Int64).cast(nw.String)
        empty = cell.is_null() | cell.is_nan()
        return nw.when(~empty & whole.is_null()).then(nw.lit("?")).otherwise(whole)
    if dtype.is_integer():
        return cell.cast(nw.String)
    # unknown is a column without any value, or of what only one engine has, such as UUID
    if dtype not in (nw.String, nw.Categorical, nw.Enum, nw.Unknown):
        raise InvalidTypeError.refuse(
            name, str(dtype), "a column of text or whole numbers", "cột chữ hoặc số nguyên"
        )
    stripped = (cell if dtype == nw.String else cell.cast(nw.String)).str.strip_chars(BLANKS)
    return nw.when(stripped != "").then(stripped)


def _number(text: nw.Expr, form: DayForm) -> nw.Expr:
    """Return a day that is text as a number, 20261123; null when it is none."""
    readable = nw.when(text.str.contains(_pattern(form))).then(text)
    if form == "yyyymmdd":
        return readable.str.slice(0, 8).cast(nw.Int32)
    if form == "yyyy-mm-dd":
        return readable.str.slice(0, 10).str.replace_all("-", "", literal=True).cast(nw.Int32)
    day = readable.str.replace_all("(?s)/.*", "").cast(nw.Int32)
    rest = readable.str.replace_all("^[0-9]+/", "")
    month = rest.str.replace_all("(?s)/.*", "").cast(nw.Int32)
    year = rest.str.replace_all("^[0-9]+/", "").str.slice(0, 4).cast(nw.Int32)
    return year * 10_000 + month * 100 + day


def _local(name: str, dtype: Any, engine: nw.Implementation) -> nw.Expr:
    """Return a day or a time as the clocks of Vietnam show it."""
    zone = getattr(dtype, "time_zone", None)
    if zone is None or zone in _SAME_TIME:
        return nw.col(name)
    if engine.is_polars():
        return nw.col(name).dt.convert_time_zone(_SAME_TIME[0])
    raise InvalidTypeError.refuse(
        name,
        f"{dtype}",
        f"days, times without a zone, or a session in the time of Vietnam (DuckDB: "
        f"SET TimeZone = '{_SAME_TIME[0]}'; Spark: spark.sql.session.timeZone)",
        f"ngày, giờ không kèm múi giờ, hoặc phiên làm việc theo giờ Việt Nam (DuckDB: "
        f"SET TimeZone = '{_SAME_TIME[0]}'; Spark: spark.sql.session.timeZone)",
    )


def _day(
    name: str, dtype: Any, form: DayForm, engine: nw.Implementation
) -> tuple[nw.Expr, nw.Expr]:
    """Return a day as a number, and the cell as text where it is text."""
    if isinstance(dtype, nw.Date | nw.Datetime) or dtype in (nw.Date, nw.Datetime):
        parts = _local(name, dtype, engine).dt
        number = (
            parts.year().cast(nw.Int32) * 10_000
            + parts.month().cast(nw.Int32) * 100
            + parts.day().cast(nw.Int32)
        )
        return number, nw.concat_str([nw.lit(DAY_MARK), number.cast(nw.String)])
    text = _text(name, dtype)
    return _number(text, form), text


def _as_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _cells(frame: nw.LazyFrame[Any], columns: RowColumns) -> nw.LazyFrame[Any]:
    """Return the columns that count under names of their own: texts, and days as numbers."""
    schema = frame.collect_schema()
    columns.check_there(schema)
    names = {key: name for key, name in columns.names().items() if name is not None}
    made: dict[str, nw.Expr] = {}
    for key, name in names.items():
        if key in DAYS:
            made[key], made[f"{key}_text"] = _day(
                name, schema[name], columns.days, frame.implementation
            )
        else:
            made[key] = _text(name, schema[name])
    if not columns.agency_in_code:
        absent = nw.lit(None, dtype=nw.String)
        return frame.select(**made, **{k: absent for k in ("code", *_WORDS) if k not in made})
    made |= {key: nw.lit(None, dtype=nw.String) for key in _WORDS if key not in made}
    before = nw.col("code").str.replace_all("(?s)-.*", "")
    return frame.select(**made).with_columns(agency=nw.when(before != "").then(before))


def _told(columns: RowColumns, start: date, end: date) -> nw.Expr:
    """Return how the days of a row lie, packed into one number."""
    first, last = _as_number(start), _as_number(end)
    code, received, due, ended = map(nw.col, ("code", *DAYS))
    known = {key: nw.col(key).is_between(19000101, 20991231) for key in DAYS}

    def given(key: str) -> nw.Expr:
        return ~nw.col(f"{key}_text").is_null()

    def choice(otherwise: int, *cases: tuple[nw.Expr, int]) -> nw.Expr:
        (condition, value), *others = cases
        chain = nw.when(condition).then(nw.lit(value))
        for condition, value in others:
            chain = chain.when(condition).then(nw.lit(value))
        return chain.otherwise(nw.lit(otherwise))

    codes = nw.lit(int(Code.FINE))
    if columns.code is not None:
        has_day = nw.when(code.str.contains("^[^-]*-[0-9]{6}-")).then(code)
        stamp = has_day.str.replace_all("^[^-]*-", "").str.slice(0, 6).cast(nw.Int32)
        codes = choice(
            Code.FINE,
            (code.is_null(), Code.MISSING),
            (known["received"] & (stamp != received % 1_000_000), Code.OTHER_DAY),
            (code.str.contains(CODE_OF_WORDS), Code.WORDS),
        )
    receipts = choice(
        Received.MISSING,
        (known["received"] & (received < first), Received.BEFORE),
        (known["received"] & (received <= last), Received.WITHIN),
        (known["received"], Received.AFTER),
        (given("received"), Received.UNREADABLE),
    )
    dues = choice(
        Due.MISSING,
        (known["due"] & known["received"] & (due < received), Due.IMPOSSIBLE),
        (known["due"] & (due < last), Due.PASSED),
        (known["due"], Due.AHEAD),
        (given("due"), Due.UNREADABLE),
    )
    ends = choice(
        Ended.MISSING,
        (known["ended"] & known["received"] & (ended < received), Ended.IMPOSSIBLE),
        (known["ended"] & (ended < first), Ended.BEFORE),
        (known["ended"] & (ended > last), Ended.AFTER),
        (known["ended"] & known["due"] & (ended < due), Ended.EARLY),
        (known["ended"] & known["due"] & (ended == due), Ended.ON_TIME),
        (known["ended"] & known["due"], Ended.LATE),
        (known["ended"], Ended.UNDUE),
        (given("ended"), Ended.UNREADABLE),
    )
    unit = packed(1, 0, 0, 0), packed(0, 1, 0, 0), packed(0, 0, 1, 0), packed(0, 0, 0, 1)
    return codes * unit[0] + receipts * unit[1] + dues * unit[2] + ends * unit[3]


def _collected(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return the rows of a small result; a lazy engine keeps no more in memory than it must."""
    streams: dict[str, Any] = {"engine": "streaming"} if frame.implementation.is_polars() else {}
    return frame.collect(**streams).rows(named=True)


def _kind_of(row: dict[str, Any]) -> RowKind:
    return RowKind(*(row[key] for key in _KEYS))


def _is(kind: RowKind) -> nw.Expr:
    """Return whether a row is of a kind."""
    expressions = [
        nw.col(key).is_null() if value is None else nw.col(key) == value
        for key, value in zip(_KEYS, kind, strict=True)
    ]
    return nw.all_horizontal(*expressions, ignore_nulls=True)


def _groups(rows: nw.LazyFrame[Any], has_code: bool) -> Iterator[RowGroup]:
    """Yield the kinds of rows, how many are of each, and what there is of codes seen twice."""
    kinds = rows.group_by(*_KEYS).agg(rows=nw.len(), first=nw.col("code").min())
    found = _collected(kinds.head(_MOST_KINDS + 1))
    if len(found) > _MOST_KINDS:
        raise InvalidValueError(
            f"more than {_MOST_KINDS} kinds of rows: is a column of codes taken for another?",
            f"quá {_MOST_KINDS} loại dòng khác nhau: có cột nào khai nhầm (mã hồ sơ khai là lĩnh "
            "vực, hình thức, trạng thái)?",
            path="columns",
        )
    doubled: dict[RowKind, RowGroup] = {}
    for row in _doubles(rows) if has_code else ():
        kind, alike, several = _kind_of(row), bool(row["alike"]), int(row["rows"])
        group = doubled.get(kind, RowGroup(kind, 0, None))
        doubled[kind] = group._replace(
            alike=group.alike + (row["codes"] if alike else 0),
            doubled=group.doubled + several,
            differing=group.differing + (0 if alike else several),
            **{"first_alike" if alike else "first_differing": row["first"]},
        )
    for row in found:
        group = RowGroup(_kind_of(row), row["rows"], row["first"])
        extra = doubled.get(group.kind)
        yield group if extra is None else extra._replace(rows=group.rows, first=group.first)


def _doubles(rows: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """Return the rows under codes that stand in several, by kind and whether all are of one."""
    coded = rows.filter(~nw.col("code").is_null())
    several = coded.group_by("code").agg(rows=nw.len()).filter(nw.col("rows") > 1).select("code")
    codes = [row["code"] for row in _collected(several.head(_FEW + 1))]
    if not codes:
        return []
    few = len(codes) <= _FEW  # a list is faster than to join, and to find them once more for that
    among = (
        coded.filter(nw.col("code").is_in(sorted(codes)))
        if few
        else coded.join(several, on="code", how="semi")
    )
    kinds = among.group_by("code", *_KEYS).agg(rows=nw.len())
    alike = nw.when(nw.len().over("code") == 1).then(nw.lit(1)).otherwise(nw.lit(0))
    return _collected(
        kinds.with_columns(alike=alike)
        .group_by(*_KEYS, "alike")
        .agg(codes=nw.len(), rows=nw.col("rows").sum(), first=nw.col("code").min())
    )


def _examples(
    cells: nw.LazyFrame[Any], chosen: Sequence[Chosen], columns: RowColumns
) -> dict[Chosen, Example]:
    """Return an example of each kind: of its rows with the code, the least one."""
    fields = [key for key, name in columns.names().items() if name and key != "code"]
    texts = ["code", *(f"{key}_text" if key in DAYS else key for key in fields)]
    cells = cells.with_columns(
        said=nw.concat_str([nw.col(text).fill_null("") for text in texts], separator=SEPARATOR)
    )
    codes = sorted({code for _, code in chosen if code is not None})
    uncoded = sorted({kind for kind, code in chosen if code is None}, key=str)
    code = nw.col("code")
    least: dict[Chosen, str] = {}
    for rows in (
        *([cells.filter(code.is_in(codes))] if codes else ()),
        *([cells.filter(code.is_null(), reduce(or_, map(_is, uncoded)))] if uncoded else ()),
    ):
        for row in _collected(rows.group_by(*_KEYS, "code").agg(said=nw.col("said").min())):
            least[_kind_of(row), row["code"]] = row["said"]
    return {each: Example.of(least[each], columns) for each in chosen}


def count_frame(
    frame: Any,
    *,
    start: date,
    end: date,
    columns: RowColumns | None,
    policy: StatusPolicy,
    where: str = "rows",
) -> RowCounts:
    """Return what the rows of a frame come to; what is no frame is refused.

    A table in memory (pandas, PyArrow) is counted by polars, a lazy one by its own engine; one with
    cells of several types in a column row by row. `where` is what an error calls the table.
    """
    given: dict[str, Any] = {"start": start, "end": end, "policy": policy}
    with engine_errors(where):
        try:
            wrapped = nw.from_native(frame)
        except TypeError:
            raise InvalidTypeError.refuse(
                "rows",
                frame,
                "a frame of polars, pandas, PyArrow, DuckDB or PySpark, or mappings, one a row",
                "bảng của polars, pandas, PyArrow, DuckDB, PySpark, hoặc danh sách các dòng",
            ) from None
        if isinstance(wrapped, nw.LazyFrame):
            lazy = wrapped
        else:
            try:
                lazy = wrapped.lazy("polars")
            except Exception:  # dates and texts in one column, as pandas reads a workbook
                rows = wrapped.rows(named=True)
                return count_objects(rows, columns=columns or matched(rows), **given)
        columns = columns_of(lazy) if columns is None else columns
        cells = _cells(lazy, columns).with_columns(days=_told(columns, start, end))
        groups = _groups(cells.select("code", *_KEYS), columns.code is not None)
        return counted(
            groups, lambda chosen: _examples(cells, chosen, columns), columns=columns, **given
        )
