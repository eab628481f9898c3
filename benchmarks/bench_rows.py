"""How long counting dossiers from rows takes, beside the engine's own expression for the same.

    python benchmarks/bench_rows.py [rows] [engine ...]    (10000000 polars duckdb pandas spark)

A parquet file of synthetic dossiers in the record shape of the national portal (days are text) is
counted by `count_rows` on each engine and by what one would write by hand for polars and DuckDB:
the same tallies, the same refusals with the same reasons, the same doubles, some examples. Each run
is a process of its own, so that its peak memory is its own; runs of both alternate and the least
time counts. All engines must agree with each other, and with plain Python on a sample. Then the
same on an eighth of the rows: time grows with the rows. Spark needs `pyspark` and Java, which runs
in a process of its own that is not in the peak.

Times are seconds of processor over all threads, which other work on the machine disturbs little
(those of Spark, of the clock). They vary between machines, so read the ratios.
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

START, END = date(2025, 12, 15), date(2026, 6, 14)
FIRST, LAST = 20251215, 20260614
ROUNDS = 2
WORDS = {
    "channel": {"": "in_person", "1": "in_person", "2": "online", "3": "postal"},
    "state": {"9": "resolved", "10": "resolved", "4": "pending", "5": "supplementing"},
}


def columns() -> Any:
    import attrs

    from cchc_lib.scale.columns import PORTAL

    return attrs.evolve(PORTAL, channels=WORDS["channel"], states=WORDS["state"])


def make(rows: int, path: Path) -> None:
    """Write synthetic dossiers: 200 units, 40 sectors, three in a thousand rows wrong."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(7)
    n = np.arange(rows)
    day = np.datetime64("2025-09-01") + rng.integers(0, 300, rows)
    due = day + rng.integers(1, 25, rows)
    end = due + rng.integers(-8, 3, rows)
    end = np.where(end < day, day, end)
    kind = rng.random(rows)
    odd = rng.integers(0, 3000, rows)
    frame = pl.DataFrame(
        {
            "n": n,
            "unit": rng.integers(0, 200, rows),
            "sector": rng.integers(0, 40, rows),
            "day": day,
            "due": due,
            "end": end,
            "way": rng.choice(["2", "1", "3", ""], rows, p=[0.7, 0.2, 0.06, 0.04]),
            "kind": kind,
            "odd": odd,
        }
    )
    stamp = "%Y%m%d"
    frame = frame.select(
        MaHoSo=pl.format(
            "H37.{}-{}-{}",
            pl.col("unit").cast(pl.String).str.zfill(3),
            pl.col("day").dt.to_string("%y%m%d"),
            pl.col("n").cast(pl.String).str.zfill(8),
        ),
        MaLinhVuc=pl.when(pl.col("odd") == 1)
        .then(pl.lit(""))
        .otherwise(pl.format("Lĩnh vực {}", "sector")),
        HinhThuc=pl.when(pl.col("odd") == 2).then(pl.lit("7")).otherwise("way"),
        NgayTiepNhan=pl.col("day").dt.to_string(stamp) + "081500",
        NgayHenTra=pl.when(pl.col("odd") == 3)
        .then(pl.lit("20260231170000"))
        .otherwise(pl.col("due").dt.to_string(stamp) + "170000"),
        NgayKetThucXuLy=pl.when(pl.col("odd") == 4)
        .then(pl.lit("20200101100000"))
        .when(pl.col("kind") < 0.9)
        .then(pl.col("end").dt.to_string(stamp) + "103000"),
        TrangThaiHoSo=pl.when(pl.col("kind") < 0.9)
        .then(pl.lit("10"))
        .when(pl.col("kind") < 0.97)
        .then(pl.lit("4"))
        .otherwise(pl.lit("5")),
    )
    again = frame.filter(pl.int_range(pl.len()) % 5000 == 0)  # rows that stand twice
    other = again.with_columns(HinhThuc=pl.lit("3"))
    pl.concat([frame, again.head(again.height // 2), other.tail(again.height // 2)]).write_parquet(
        path
    )


def ours(engine: str, path: Path) -> Any:
    from cchc_lib.scale.rows import count_rows

    frame: Any
    if engine == "polars":
        import polars as pl

        frame = pl.scan_parquet(path)
    elif engine == "duckdb":
        import duckdb

        frame = duckdb.read_parquet(str(path))
    elif engine == "pandas":
        import pandas as pd

        frame = pd.read_parquet(path)
    elif engine == "pyarrow":
        import pyarrow.parquet as pq

        frame = pq.read_table(path)
    else:
        from pyspark.sql import SparkSession

        spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "8g")
            .getOrCreate()
        )
        frame = spark.read.parquet(str(path))
    return count_rows(frame, start=START, end=END, columns=columns())


LEAP = "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)0229"
DAY = (
    "^(?:(?:19|20)[0-9]{2}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)"
    f"(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP})(?:[0-9]{{4}}(?:[0-9]{{2}})?)?$"
)
"""A day that exists: by hand one needs it too, or 31/02 stops the run."""

REASONS = """case
    when code is null then 'no_code'
    when unit is null then 'no_agency'
    when sector is null then 'no_sector'
    when state is not null and state not in ('9','10','4','5') then 'unknown_state'
    when r is null and rt is null then 'no_received'
    when (r is null) or (d is null and dt is not null)
        or (e is null and et is not null and state is distinct from '5') then 'unreadable_day'
    when other_day then 'code_of_other_day'
    when d < r then 'due_before_received'
    when e < r and state is distinct from '5' then 'ended_before_received'
    when way is not null and way not in ('1','2','3') then 'unknown_channel'
    when state = '4' and et is not null then 'ended_yet_pending'
    when state in ('9','10') and et is null then 'no_end'
    when r > {last} or (e < {first} and state is distinct from '5') then 'outside'
    when d is null then 'no_due'
    end"""


def by_hand_duckdb(path: Path) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"""
        create view read as select
            nullif(trim(MaHoSo, ' \t\r\n\u00a0'), '') as code,
            nullif(trim(MaLinhVuc, ' \t\r\n\u00a0'), '') as sector,
            nullif(trim(HinhThuc, ' \t\r\n\u00a0'), '') as way,
            nullif(trim(TrangThaiHoSo, ' \t\r\n\u00a0'), '') as state,
            nullif(trim(NgayTiepNhan, ' \t\r\n\u00a0'), '') as rt,
            nullif(trim(NgayHenTra, ' \t\r\n\u00a0'), '') as dt,
            nullif(trim(NgayKetThucXuLy, ' \t\r\n\u00a0'), '') as et
        from read_parquet('{path}');
        create view numbered as select *,
            nullif(split_part(code, '-', 1), '') as unit,
            case when regexp_matches(rt, '{DAY}') then substr(rt, 1, 8)::int end as r,
            case when regexp_matches(dt, '{DAY}') then substr(dt, 1, 8)::int end as d,
            case when regexp_matches(et, '{DAY}') then substr(et, 1, 8)::int end as e
        from read;
        create view judged as select *, {REASONS.format(first=FIRST, last=LAST)} as reason
        from (select *,
            regexp_matches(code, '^[^-]*-[0-9]{{6}}-')
                and substr(split_part(code, '-', 2), 1, 6) <> substr(rt, 3, 6) as other_day
            from numbered);
        create view told as select code, unit, sector, coalesce(reason, case
            when r < {FIRST} then 'carried' else coalesce(way, '1') end || case
            when state = '5' then 'waiting'
            when e is not null and e <= {LAST} then
                case when e < d then 'early' when e = d then 'on_time' else 'late' end
            when d < {LAST} then 'overdue' else 'pending' end) as fact
        from judged;
    """)
    tallies = connection.execute(
        "select unit, sector, fact, count(*) from told group by all"
    ).fetchall()
    doubles = connection.execute("""
        with several as (select code from told where code is not null
                         group by code having count(*) > 1),
        kinds as (select code, unit, sector, fact, count(*) as rows from told
                  semi join several using (code) group by all),
        whole as (select *, count(*) over (partition by code) = 1 as alike from kinds)
        select unit, sector, fact, alike, count(*), sum(rows), min(code) from whole group by all
    """).fetchall()
    examples = connection.execute("""
        select reason, min_by(struct_pack(code, sector, way, state, rt, dt, et), code, 3)
        from judged where reason is not null and reason <> 'outside' group by reason
    """).fetchall()
    return len(tallies), len(doubles), len(examples)


def by_hand_polars(path: Path) -> Any:
    import polars as pl

    def text(name: str) -> pl.Expr:
        stripped = pl.col(name).str.strip_chars(" \t\r\n\u00a0")
        return pl.when(stripped != "").then(stripped)

    def number(name: str) -> pl.Expr:
        readable = pl.when(pl.col(name).str.contains(DAY)).then(name)
        return readable.str.slice(0, 8).cast(pl.Int32)

    code = pl.col("code")
    numbered = (
        pl.scan_parquet(path)
        .select(
            code=text("MaHoSo"),
            sector=text("MaLinhVuc"),
            way=text("HinhThuc"),
            state=text("TrangThaiHoSo"),
            rt=text("NgayTiepNhan"),
            dt=text("NgayHenTra"),
            et=text("NgayKetThucXuLy"),
        )
        .with_columns(
            unit=code.str.extract("^([^-]+)"),
            r=number("rt"),
            d=number("dt"),
            e=number("et"),
            stamp=code.str.extract("^[^-]*-([0-9]{6})-").cast(pl.Int32),
        )
    )
    r, d, e, state, way = (pl.col(name) for name in ("r", "d", "e", "state", "way"))
    waits = (state == "5").fill_null(False)
    empty = {name: pl.col(name).is_null() for name in ("rt", "dt", "et")}
    cases = {
        "no_code": code.is_null(),
        "no_agency": pl.col("unit").is_null(),
        "no_sector": pl.col("sector").is_null(),
        "unknown_state": ~state.is_in(["9", "10", "4", "5"]),
        "no_received": empty["rt"],
        "unreadable_day": r.is_null()
        | (d.is_null() & ~empty["dt"])
        | (e.is_null() & ~empty["et"] & ~waits),
        "code_of_other_day": pl.col("stamp") != r % 1_000_000,
        "due_before_received": d < r,
        "ended_before_received": (e < r) & ~waits,
        "unknown_channel": ~way.is_in(["1", "2", "3"]),
        "ended_yet_pending": (state == "4") & ~empty["et"],
        "no_end": state.is_in(["9", "10"]) & empty["et"],
        "outside": (r > LAST) | ((e < FIRST) & ~waits),
        "no_due": d.is_null(),
    }
    reason: Any = pl
    for name, found in cases.items():
        reason = reason.when(found).then(pl.lit(name))
    judged = numbered.with_columns(reason=reason)
    way_said = pl.when(r < FIRST).then(pl.lit("carried")).otherwise(way.fill_null("1"))
    stands = (
        pl.when(waits)
        .then(pl.lit("waiting"))
        .when(e > LAST)
        .then(pl.when(d < LAST).then(pl.lit("overdue")).otherwise(pl.lit("pending")))
        .when(e < d)
        .then(pl.lit("early"))
        .when(e == d)
        .then(pl.lit("on_time"))
        .when(e > d)
        .then(pl.lit("late"))
        .when(d < LAST)
        .then(pl.lit("overdue"))
        .otherwise(pl.lit("pending"))
    )
    told = judged.select("code", "unit", "sector", fact=pl.coalesce("reason", way_said + stands))
    keys = ["unit", "sector", "fact"]
    tallies = told.group_by(keys).agg(rows=pl.len()).collect(engine="streaming")
    coded = told.filter(code.is_not_null())
    several = coded.group_by("code").agg(rows=pl.len()).filter(pl.col("rows") > 1).select("code")
    doubles = (
        coded.join(several, on="code", how="semi")
        .group_by("code", *keys)
        .agg(rows=pl.len())
        .with_columns(alike=pl.len().over("code") == 1)
        .group_by(*keys, "alike")
        .agg(codes=pl.len(), rows=pl.col("rows").sum(), first=pl.col("code").min())
        .collect(engine="streaming")
    )
    shown = pl.struct("code", "sector", "way", "state", "rt", "dt", "et")
    examples = (
        judged.filter(pl.col("reason").is_not_null() & (pl.col("reason") != "outside"))
        .group_by("reason")
        .agg(shown.bottom_k_by("code", 3))
        .collect(engine="streaming")
    )
    return len(tallies), len(doubles), len(examples)


def one(engine: str, whose: str, path: Path, result: Path) -> None:
    """Run once, in this process; write the result, the seconds and the peak of memory."""
    clock = time.perf_counter if engine == "spark" else time.process_time
    begun = clock()
    if whose == "hand":
        counts: Any = {"polars": by_hand_polars, "duckdb": by_hand_duckdb}[engine](path)
    else:
        counts = ours(engine, path)
    seconds = clock() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.write_bytes(pickle.dumps((counts, seconds, peak)))


def run(engine: str, whose: str, path: Path) -> tuple[Any, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder, "result")
        command = [sys.executable, __file__, "--one", engine, whose, str(path), str(result)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return pickle.loads(result.read_bytes())  # type: ignore[no-any-return]


def measured(engine: str, path: Path, rounds: int) -> tuple[Any, dict[str, tuple[float, float]]]:
    whose = ("ours", "hand") if engine in ("polars", "duckdb") else ("ours",)
    least: dict[str, tuple[float, float]] = {}
    counts = None
    for _ in range(rounds):
        for who in whose:
            found, seconds, peak = run(engine, who, path)
            counts = found if who == "ours" else counts
            least[who] = min(least.get(who, (seconds, peak)), (seconds, peak))
    return counts, least


def main(rows: int, engines: list[str]) -> None:
    from cchc_lib.scale.rows import count_rows

    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder, "whole.parquet"), Path(folder, "part.parquet")
        for number, path in ((rows, whole), (rows // 8, part)):  # apart: it takes much memory
            subprocess.run([sys.executable, __file__, "--make", str(number), str(path)], check=True)
        print(f"{rows:,} rows, {whole.stat().st_size / 1e6:.0f} MB of parquet")
        results = {}
        for engine in engines:
            rounds = ROUNDS if engine in ("polars", "duckdb") else 1
            results[engine], least = measured(engine, whole, rounds)
            _, small = measured(engine, part, rounds)
            seconds, peak = least["ours"]
            line = f"{engine:>8}: {seconds:6.1f} s, peak {peak:6,.0f} MiB"
            if "hand" in least:
                by_hand, of_hand = least["hand"]
                line += f"; by hand {by_hand:6.1f} s, {of_hand:6,.0f} MiB; ratio "
                line += f"{seconds / by_hand:.2f}"
            print(f"{line}; 8 times the rows: {seconds / small['ours'][0]:.1f} times as long")
        first, *others = results.values()
        assert all(first == other for other in others), "the engines differ"
        print(str(first).partition("\n")[0])
        import polars as pl

        sample = Path(folder, "sample.parquet")
        make(min(rows, 100_000), sample)
        rows_of = pl.read_parquet(sample).to_dicts()
        window: dict[str, Any] = {"start": START, "end": END, "columns": columns()}
        same = count_rows(rows_of, **window) == count_rows(pl.scan_parquet(sample), **window)
        assert same, "plain Python differs"
        print("all engines agree; plain Python on a sample too")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))
    elif sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        named = sys.argv[2:] or ["polars", "duckdb", "pandas"]
        if not sys.argv[2:] and find_spec("pyspark"):
            named.append("spark")
        main(int(sys.argv[1]) if sys.argv[1:] else 10_000_000, named)
