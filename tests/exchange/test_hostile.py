"""Files that mean harm: a clear error in bounded time and memory, nothing written."""

import os
import sys
import tracemalloc
from time import process_time

import pytest

import cchc_lib as cchc
from cchc_lib.exchange.files import MAX_BYTES

N = 10**6
HEAD = '"agency": "Ủy ban nhân dân xã Mai Hoa", "period": "năm 2025"'
JSON = {
    "nested arrays": "[" * N,
    "nested arrays that close": "[" * N + "]" * N,
    "nested objects": '{"a":' * (N // 2),
    "reports within reports": '{"previous":' * 300 + "{}" + "}" * 300,
    "agencies within agencies": '{"agency":' + '{"parent":' * 300 + "{}" + "}" * 301,
    "a key twice": '{"agency": 1, "agency": 2}',
    "digits": '{"number": ' + "9" * N + "}",
    "minus digits": '{"number": -' + "9" * N + "}",
    "decimals": '{"number": 0.' + "9" * N + "}",
    "exponent": '{"number": 1e999999999}',
    "exponent beyond": '{"number": 1e-99999999999999999999}',
    "nan": '{"number": NaN}',
    "infinity": '{"number": -Infinity}',
    "bom": "\ufeff{}",
    "nul": '{"a": "\0"}',
    "nothing": "",
    "half a surrogate": '{"agency": "\\ud800", "\\ud800": 1}',
    "many keys": "{" + ",".join(f'"agenc{n}":1' for n in range(200_000)) + "}",
    "a list of bad": '{"basis":[' + ",".join(["5"] * 1_000_000) + "]}",
    "a long key": '{"' + "a" * N + '": 1}',
    "a long document": '{"basis":["' + "1/" * 1_000_000 + '"]}',
    "marks": '{"basis":["a' + "\u0301\u0323" * 400_000 + '"]}',
    "many claims": "{"
    + HEAD
    + ',"claims":{'
    + ",".join(f'"x{n}":"1"' for n in range(50_000))
    + "}}",
    "names": "{" + HEAD + ',"next_tasks":["' + "{x}" * 300_000 + '"]}',
    "too long": " " * (MAX_BYTES["json"] + 1),
}
TOML = {
    "nested arrays": "a = " + "[" * N,
    "nested tables": "a = " + "{a = " * (N // 10),
    "digits": "a = " + "9" * N,
    "hexadecimal digits": "number = 0x" + "f" * (N - 100),
    "decimals": "a = 0." + "9" * N,
    "nan": "a = nan",
    "inf": "a = -inf",
    "a key twice": "a = 1\na = 2",
    "a table twice": "[a]\n[a]",
    "bom": "\ufeffa = 1",
    "nul": 'a = "\0"',
    "a long heading": "[" + ".".join(["a"] * 400_000) + "]\n" + "b.c = 1\n" * 10_000,
    "a long dotted key": ".".join(["a"] * 400_000) + " = 1",
    "a long quoted key": ".".join(['"a"'] * 200_000) + " = 1",
    "one word": "a" * (N - 100),
    "quotes": '"' * N,
    "equals": "=" * N,
    "returns": "\r" * N,
    "tables": "".join(f"[a{n}]\n" for n in range(80_000)),
    "keys": "".join(f"a{n} = 1\n" for n in range(80_000)),
    "rows": "[[basis]]\n" * 80_000,
    "too long": "#" * (MAX_BYTES["toml"] + 1),
}
CASES = [("json", name, text) for name, text in JSON.items()] + [
    ("toml", name, text) for name, text in TOML.items()
]


@pytest.mark.parametrize(
    ("form", "text"),
    [case[::2] for case in CASES],
    ids=[f"{form}-{name}" for form, name, _ in CASES],
)
def test_clear_and_bounded(form, text):
    start = process_time()
    with pytest.raises(cchc.CchcError) as caught:
        cchc.loads(text, format=form)
    assert process_time() - start < 30  # some seconds; a slow machine is not a failure
    assert len(str(caught.value)) < 100_000
    assert len(caught.value.message_vi) < 100_000


@pytest.mark.parametrize("name", ["a list of bad", "many keys", "nested arrays that close"])
def test_memory_is_bounded(name):
    tracemalloc.start()
    try:
        with pytest.raises(cchc.CchcError):
            cchc.loads(JSON[name], format="json")
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_other_encodings(encoding, tmp_path):
    for name, text in (("a.json", '{"agency": "é"}'), ("a.toml", 'agency = "é"')):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        with pytest.raises(cchc.FormatError, match="UTF-8"):
            cchc.load(path)


def test_a_deep_file_stops_before_the_stack(monkeypatch):
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10**6)
    try:
        with pytest.raises(cchc.FormatError, match="deep"):
            cchc.loads(JSON["nested arrays that close"], format="json")
        text = '{"a": "' + "[" * 300 + '", "b": ["\\"["]}'
        with pytest.raises(cchc.InvalidValueError):
            cchc.loads(text, format="json")
    finally:
        sys.setrecursionlimit(limit)


def test_digits_without_the_limit_of_python():
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        for form, text in (("toml", TOML["digits"]), ("json", JSON["digits"])):
            with pytest.raises(cchc.FormatError, match="4300"):
                cchc.loads(text, format=form)
    finally:
        sys.set_int_max_str_digits(limit)


def test_data_that_hold_themselves():
    data, row = {}, []
    data["previous"] = data
    row.append(row)
    for bad in (data, {"basis": row, "claims": row, "marks": row, "agency": row}):
        with pytest.raises(cchc.CchcError):
            cchc.from_dict(bad)


@pytest.mark.parametrize(
    "path",
    ["a\0.json", "\ud800.json", "a\0.docx", "a.odt", "a", ".json", "json", 5, None, b"a.json"],
)
def test_paths(path):
    for call in (lambda: cchc.load(path), lambda: cchc.dump(cchc.Plan(), path)):
        with pytest.raises(cchc.CchcError, match="path"):
            call()


def test_files_that_are_none(tmp_path):
    with pytest.raises(FileNotFoundError):
        cchc.load(tmp_path / "a.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(OSError, match="folder"):
        cchc.load(tmp_path / "folder.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")
        with pytest.raises(cchc.InvalidValueError, match="pipe"):
            cchc.load(tmp_path / "pipe.json")


def test_nothing_is_written_by_a_dump_that_fails(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old", "utf-8")
    for value in (object(), cchc.STANDARD, 1.5):
        with pytest.raises(cchc.CchcError):
            cchc.dump(value, path)
    with pytest.raises(cchc.FormatError, match="4194304"):
        cchc.dump(cchc.Plan(notes=["a" * 90_000] * 50), path)
    with pytest.raises(cchc.InvalidTypeError):
        cchc.dump(cchc.Findings(), tmp_path / "b.toml")
    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("form", ["yaml", None, 5, "JSON"])
def test_formats(form):
    for call in (
        lambda: cchc.loads("{}", format=form),
        lambda: cchc.dumps(cchc.Plan(), format=form),
    ):
        with pytest.raises(cchc.InvalidValueError, match="format"):
            call()


@pytest.mark.parametrize("text", [5, None, ["{}"], bytearray(b"{}")])
def test_text(text):
    with pytest.raises(cchc.InvalidTypeError, match="text"):
        cchc.loads(text, format="json")
