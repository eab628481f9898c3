"""The same on Spark: a reduced run, with Java, where `pyspark` is installed (CCHC_SPARK=required).

The whole run, with ten million rows, is in `benchmarks/bench_rows.py`.
"""

import importlib.util
import os
import shutil
import warnings
from datetime import timedelta
from random import Random

import pyarrow as pa
import pytest
from scale_tables import END, START, STATED, many, schema_of

from cchc_lib import InvalidTypeError, count_rows

IS_THERE = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
pytestmark = [
    pytest.mark.skipif(
        not IS_THERE and os.environ.get("CCHC_SPARK") != "required",
        reason="no pyspark, or no Java",
    ),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def spark():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.driver.memory", "1g")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def test_spark_says_what_plain_python_says(spark):
    random = Random(4)
    table = many(random, STATED, 300)
    frame = spark.createDataFrame(pa.Table.from_pylist(table, schema_of(STATED)))
    plain = count_rows(table, columns=STATED, start=START, end=END)
    found = count_rows(frame, columns=STATED, start=START, end=END)
    assert plain.counted
    assert len(plain.refusals) > 5
    assert found == plain
    assert list(map(str, found.refusals)) == list(map(str, plain.refusals))


def test_spark_counts_times_in_a_session_of_vietnam_and_in_no_other(spark):
    said = "'Trực tuyến' as `Hình thức`"
    for name in ("Ngày nhận", "Ngày hẹn trả", "Ngày trả"):
        said += f", timestamp'{START - timedelta(1)} 20:00:00Z' as `{name}`"

    def of(zone):
        session = spark.newSession()
        session.conf.set("spark.sql.session.timeZone", zone)
        return count_rows(session.sql(f"select {said}"), start=START, end=END)

    with pytest.raises(InvalidTypeError, match=r"spark\.sql\.session\.timeZone"):
        of("America/New_York")
    found = of("Asia/Ho_Chi_Minh").dossiers()
    assert (found.online, found.on_time) == (1, 1)
