"""Workbooks that mean harm: a clear error in bounded time and memory, nothing fetched."""

import io
import re
import socket
import tracemalloc
import zipfile
from contextlib import suppress
from time import perf_counter

import attrs
import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from tests.exchange.test_workbooks import GIVEN, loaded

import cchc_lib as cchc
from cchc_lib.exchange.xlsx import grid
from cchc_lib.exchange.xlsx.write import facts_workbook

PLAIN = facts_workbook(cchc.Report, (), dict(GIVEN))
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))
    + "]><a>&a8;</a>"
).encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
IN_UTF16 = LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
BEGIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def parts():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name, data, *, stored=False):
    held = io.BytesIO()
    sort = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(held, "w", sort) as archive:
        for each, content in {**parts(), name: data}.items():
            archive.writestr(each, content)
    return held.getvalue()


def sheet(rows):
    return with_part(SHEET, BEGIN + rows + END)


def macro():
    types = parts()["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return with_part("[Content_Types].xml", types)


def rows(number):
    return b"".join(b'<row r="%d"/>' % row for row in range(1, number + 1))


HOSTILE = {
    "nothing": (lambda: b"", "hỏng"),
    "no archive": (lambda: b"PK" + b"\0" * 1000, "hỏng"),
    "words": (lambda: "số liệu".encode() * 100, "hỏng"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, r"\.xls cũ"),
    "200 MB": (lambda: b"P" * (200 << 20), "quá lớn"),
    "a bomb": (lambda: with_part("xl/media/a.bin", b"\0" * (60 << 20)), "lớn bất thường"),
    "a bomb of a sheet": (lambda: sheet(b" " * (60 << 20)), "lớn bất thường"),
    "billion laughs": (lambda: with_part("xl/workbook.xml", LAUGHS), "DTD"),
    "billion laughs in texts": (lambda: with_part("xl/sharedStrings.xml", LAUGHS), "DTD"),
    "billion laughs in a sheet": (lambda: with_part(SHEET, LAUGHS), "DTD"),
    "a DTD in UTF-16": (
        lambda: with_part(SHEET, IN_UTF16),
        "DTD",
    ),
    "an outside entity": (lambda: with_part("xl/styles.xml", OUTSIDE), "DTD"),
    "a path": (lambda: with_part("/etc/passwd", b"x"), "quy cách"),
    "macros": (macro, "macro"),
    "a part with macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "macro"),
    "links": (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "tệp khác"),
    "10^6 blank rows": (lambda: sheet(rows(10**6)), "xóa các dòng"),
    "a row far down": (lambda: sheet(b'<row r="1048576"/>'), "xóa các dòng"),
    "a row beyond": (lambda: sheet(b'<row r="99999999999999"/>'), "xóa các dòng"),
    "a column far out": (
        lambda: sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "cột trống",
    ),
    "a cell twice": (
        lambda: sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "hỏng",
    ),
    "no XML": (lambda: sheet(b"<row"), "hỏng"),
    "no sheet": (lambda: with_part("xl/workbook.xml", b"<a/>"), "hỏng|biểu mẫu"),
    "a text that is not there": (
        lambda: sheet(b'<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'),
        "hỏng",
    ),
}


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", HOSTILE)
def test_clear_and_bounded(name):
    make, words = HOSTILE[name]
    data = make()
    tracemalloc.start()
    begun = perf_counter()
    try:
        with pytest.raises(cchc.FormatError, match=r"path: ") as caught:
            loaded(data)
        assert tracemalloc.get_traced_memory()[1] < (200 << 20)
    finally:
        tracemalloc.stop()
    assert perf_counter() - begun < 60  # some seconds; a slow machine is not a failure
    assert re.search(words, caught.value.message_vi)
    assert caught.value.path == "path"


def test_digits_without_end():
    for text in (b"9" * 5000, b"1e400", b"NaN", b"-INF"):
        data = sheet(
            b'<row r="3"><c r="A3" t="inlineStr"><is><t>columns</t></is></c></row>'
            b'<row r="5"><c r="A5" t="inlineStr"><is><t>number</t></is></c><c r="E5"><v>'
            + text
            + b"</v></c></row>"
        )
        with pytest.raises(cchc.InvalidValueError) as caught:
            loaded(data)
        assert any(each.path == "number" for each in caught.value.problems)
        assert len(str(caught.value)) < 10_000


def test_bounds_of_size(monkeypatch):
    small = attrs.evolve(grid.WORKBOOK, max_xml=1000)
    monkeypatch.setattr(grid, "WORKBOOK", small)
    with pytest.raises(cchc.FormatError, match="too large"):
        loaded(PLAIN)


def test_a_workbook_of_somebody_else(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Số liệu"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(cchc.FormatError) as caught:
        cchc.load(tmp_path / "a.xlsx")
    assert "cchc new" in caught.value.message_vi
    assert "read_rows" in caught.value.message_vi
    (tmp_path / "a.xlsm").write_bytes(PLAIN)
    with pytest.raises(cchc.InvalidValueError, match=r"\.xlsx"):
        cchc.load(tmp_path / "a.xlsm")
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(OSError, match=r"b\.xlsx"):
        cchc.load(tmp_path / "b.xlsx")
    with pytest.raises(FileNotFoundError):
        cchc.load(tmp_path / "c.xlsx")
    for path in ("a\0.xlsx", "\ud800.xlsx"):
        with pytest.raises(cchc.InvalidValueError, match="path"):
            cchc.load(path)
        with pytest.raises(cchc.CchcError, match="path"):
            cchc.dump(cchc.Plan(), path)


@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
@settings(max_examples=60)
def test_one_byte_changed_never_ends_in_another_error(place, byte):
    data = bytearray(PLAIN)
    data[place] = byte
    with suppress(cchc.CchcError):
        loaded(bytes(data))


@given(st.data())
@settings(max_examples=40)
def test_cells_of_any_kind_never_end_in_another_error(data):
    xml = parts()["xl/worksheets/sheet2.xml"].decode()
    cut = data.draw(st.integers(0, len(xml) - 1))
    bad = data.draw(
        st.sampled_from(["<c/>", '<c r="E9" t="q"><v>x</v></c>', "<f>1</f>", "&", "<v>-</v>"])
    )
    with suppress(cchc.CchcError):
        loaded(with_part("xl/worksheets/sheet2.xml", (xml[:cut] + bad + xml[cut:]).encode()))
