"""Workbooks that mean harm: a clear error in bounded time and memory, nothing fetched."""

import io
import random
import re
import socket
import struct
import tracemalloc
import warnings
import zipfile
from contextlib import suppress
from time import process_time

import attrs
import openpyxl
import pytest
from click.testing import CliRunner
from growth import growth
from hypothesis import given, settings, strategies as st
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900
from tests.exchange.test_workbooks import GIVEN, loaded

import cchc_lib as cchc
from cchc_lib.cli.app import cli
from cchc_lib.exchange.xlsx.write import facts_workbook
from cchc_lib.workbook import grid
from cchc_lib.workbook.sheet import SheetReader, Styles

PLAIN = facts_workbook(cchc.Report, (), dict(GIVEN))
SHEET = "xl/worksheets/sheet1.xml"
STYLES = Styles(
    **dict.fromkeys(("percents", "days", "spans", "masks", "parts"), frozenset()),
    epoch=CALENDAR_WINDOWS_1900,
)
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


def noise(element, number):
    """Elements that do not pack so well that they are refused as a bomb."""
    draws = random.Random(9)
    comments = (b"<!--%d-->" % draws.getrandbits(400) for _ in range(0, number, 1000))
    return b"".join(element * 1000 + comment for comment in comments)


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
    "a value far down": (
        lambda: sheet(rows(60_000) + b'<row r="60001"><c r="A60001"><v>1</v></c></row>'),
        "xóa các dòng",
    ),
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


def moved(data):
    """A sheet in a part whose name says nothing, with what stands in front of it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            if name == SHEET:
                archive.writestr("xl/worksheets/sheet1.dat", data + content.rpartition(b"?>")[2])
            else:
                archive.writestr(name, content.replace(b"/sheet1.xml", b"/sheet1.dat"))
    return held.getvalue()


def styles(inside):
    old = parts()["xl/styles.xml"]
    return with_part("xl/styles.xml", old.replace(b"<cellXfs", b"<cellXfs>" + inside, 1))


def directory(number):
    """A ZIP that is nothing but its list of entries."""
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = b"PK\x01\x02" + struct.pack(
        "<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    entries = (entry + b"a") * number
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entries), len(local), 0)
    return local + entries + b"PK\x05\x06" + end


def cell(inside):
    return sheet(b'<row r="2">' + inside + b"</row>")


HOSTILE |= {
    "a DTD in a part of another name": (
        lambda: moved(b"<!--" + b"x" * 5000 + b"--><!DOCTYPE a [<!ENTITY a 'ha'>]>"),
        "DTD",
    ),
    "another encoding": (lambda: moved(b'<?xml version="1.0" encoding="UTF-7"?>'), "bảng mã"),
    "styles without end": (lambda: styles(noise(b"<xf/>", 220_000)), "quá nhiều"),
    "elements without end": (lambda: styles(noise(b"<a/>", 400_000)), "quá nhiều"),
    "blank cells without end": (
        lambda: sheet(b'<row r="1">' + noise(b"<c/>", 400_000) + b"</row>"),
        "quá nhiều",
    ),
    "more entries than the end record says": (lambda: directory(500_000), "quá nhiều phần"),
    "merged cells without end": (
        lambda: with_part(
            SHEET,
            BEGIN
            + b"</sheetData><mergeCells>"
            + b'<mergeCell ref="A1:B50000"/>' * 30
            + b"</mergeCells></worksheet>",
        ),
        "ô gộp",
    ),
    "a row twice": (lambda: sheet(b'<row r="2"/><row r="2"/>'), "dòng 2: ghi hai lần"),
    "a cell of another row": (lambda: cell(b'<c r="B77"><v>1</v></c>'), "ô B77: "),
    "a text before the first": (lambda: cell(b'<c r="A2" t="s"><v>-1</v></c>'), "ô A2: "),
    "digits of a programmer": (lambda: cell(b'<c r="A2"><v>4_3</v></c>'), "ô A2: "),
    "a value of no type": (lambda: cell(b'<c r="A2" t="q"><v>4</v></c>'), "ô A2: "),
    "yes and no at once": (lambda: cell(b'<c r="A2" t="b"><v>yes</v></c>'), "ô A2: "),
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
    begun = process_time()
    try:
        with pytest.raises(cchc.FormatError, match=r"path: ") as caught:
            loaded(data)
        assert tracemalloc.get_traced_memory()[1] < (200 << 20)
    finally:
        tracemalloc.stop()
    assert process_time() - begun < 60  # some seconds of its own, however busy the machine is
    assert re.search(words, caught.value.message_vi)
    assert caught.value.path == "path"


ALONE = ("macros", "a part with macros", "links", "no sheet")
"""What a workbook of ours must be without, and one that is only looked at may have."""


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ALONE])
def test_forms_are_read_within_the_same_bounds(name):
    make, words = HOSTILE[name]
    with pytest.raises(cchc.FormatError, match=r"path: ") as caught:
        cchc.read_form(make())
    assert re.search(words, caught.value.message_vi)


def test_the_command_line_tells_of_a_hostile_form(tmp_path):
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(HOSTILE["merged cells without end"][0]())
    done = CliRunner().invoke(cli, ["form", "check", str(path)])
    assert done.exit_code == 2
    assert "ô gộp" in done.stderr


def test_blank_rows_to_the_last_are_none():
    """LibreOffice writes one when a row is taken out; looks alone may reach as far."""
    looks = b'<row r="60000" s="1"><c r="A60000" s="1"/></row><row r="1048576" hidden="1"/>'
    book = with_part(SHEET, parts()[SHEET].replace(b"</sheetData>", looks + b"</sheetData>"))
    assert loaded(book) == loaded(PLAIN)

    def blank(number):
        content = BEGIN + rows(number) + END
        return lambda: SheetReader("a", STYLES, (), ValueError).read(content)

    assert growth(blank(20_000), blank(160_000), 14) < 14


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


def test_entries_are_counted_before_any_is_read(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("the directory was read")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    for read in (loaded, cchc.audit_docx):
        with pytest.raises(cchc.FormatError, match="too many parts"):
            read(directory(3000))


def test_a_code_without_end():
    for code in (".".join("a" * 1500), "a" * 20_000):
        for end in ("", "[]"):
            book = openpyxl.load_workbook(io.BytesIO(PLAIN))
            made = book.worksheets[1]
            made.cell(made.max_row + 1, 1, code + end)
            made.cell(made.max_row, 5, 1)
            held = io.BytesIO()
            book.save(held)
            with pytest.raises(cchc.InvalidValueError) as caught:
                loaded(held.getvalue())
            (problem,) = caught.value.problems
            assert "cột A" in problem.message_vi
            assert len(problem.message_vi) < 400


def test_nothing_is_warned():
    """What openpyxl says of other people's workbooks is nothing that a user can act on."""
    validation = b"<extLst><ext uri='{x}'/></extLst>"
    book = with_part(SHEET, parts()[SHEET].replace(b"</worksheet>", validation + b"</worksheet>"))
    bare = with_part("xl/styles.xml", b"<styleSheet xmlns='%s'/>" % BEGIN.split(b'"')[1])
    core = b"<cp:coreProperties xmlns:cp='a'><cp:x/></cp:coreProperties>"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for data in (book, bare, with_part("docProps/core.xml", core)):
            assert loaded(data).agency.name == GIVEN["agency"]["name"]


def many(rows, *, merged=0, hidden=0):
    """A sheet of units with merged cells or hidden columns beside them."""
    book = openpyxl.Workbook()
    book.active.append(("Đơn vị", "plan.tasks", "plan.targets"))
    for number in range(rows):
        book.active.append((f"Ủy ban nhân dân xã A{number}", 4, 3))
    held = io.BytesIO()
    book.save(held)
    cells = b"".join(b'<mergeCell ref="H%d:I%d"/>' % (row, row) for row in range(2, merged + 2))
    columns = b"".join(b'<col min="%d" max="%d" hidden="1"/>' % (n, n) for n in [900] * hidden)
    made = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == SHEET:
                content = content.replace(
                    b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>"
                ).replace(b"<sheetData>", b"<cols>" + columns + b"</cols><sheetData>")
            new.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("more", ["merged", "hidden"])
def test_what_is_merged_or_hidden_costs_no_more_than_its_number(more):
    small, large = (many(rows, **{more: rows}) for rows in (500, 4000))

    def reading(data):
        found = cchc.read_rows(data, given={"period": "năm 2025"})
        assert not found.refused

    assert growth(lambda: reading(small), lambda: reading(large), 14) < 14


def test_tables_cost_no_more_than_their_number():
    def tables(number):
        book = openpyxl.Workbook()
        book.active["A1"] = "columns"
        for place in range(number):
            book.active.append((f"a{place}[]", "#", "x"))
        held = io.BytesIO()
        book.save(held)
        return held.getvalue()

    def reading(data):
        with pytest.raises(cchc.CchcError):
            loaded(data)

    small, large = tables(500), tables(4000)
    assert growth(lambda: reading(small), lambda: reading(large), 16) < 16


XML = "xl/worksheets/sheet3.xml"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def with_tasks(made, row=""):
    """The form with the cell of the tasks as somebody wrote its XML."""
    xml = parts()[XML].decode()
    old = re.search('<c r="E7" (s="[0-9]+")[^>]*(/>|>.*?</c>)', xml)
    xml = xml.replace(old[0], made.replace("STYLE", old[1]))
    return with_part(XML, xml.replace('<row r="7"', f'<row r="7" {row}').encode())


@pytest.mark.parametrize(
    "made",
    [
        '<c r="E7" STYLE><v>43</v></c>',
        '<c r="E7" STYLE><v>4<!-- x -->3</v></c>',
        '<c r="E7" STYLE><v>4<?x y?>3</v></c>',
        '<c r="E7" STYLE><!-- x --><v>43</v><?x y?></c>',
        '<c r="E7" STYLE t="inlineStr"><is><t>4<!-- x -->3</t></is></c>',
        '<c r="E7" STYLE><v>43</v><extLst/></c>',
    ],
)
def test_xml_that_says_one_value(made):
    assert loaded(with_tasks(made)).plan.tasks == 43


@pytest.mark.parametrize(
    "made",
    [
        '<c r="E7" STYLE><v>43</v><v>44</v></c>',
        '<c r="E7" STYLE><v>4<x/>3</v></c>',
        '<c r="E7" STYLE><is><t>43</t></is></c>',
        '<c r="E7" STYLE t="inlineStr"><is><t>43</t></is><v>44</v></c>',
        f'<mc:AlternateContent {MC}><c r="E7"><v>43</v></c></mc:AlternateContent>',
    ],
)
def test_xml_that_says_two_values_or_none_is_damaged(made):
    with pytest.raises(cchc.FormatError, match="cell E7"):
        loaded(with_tasks(made))


@pytest.mark.parametrize("row", ['ht="0"', 'ht="0.0" customHeight="1"', 'hidden="1"'])
def test_a_row_without_height_is_hidden(row):
    with pytest.raises(cchc.InvalidValueError) as caught:
        loaded(with_tasks('<c r="E7" STYLE><v>43</v></c>', row))
    assert "đang ẩn" in caught.value.message_vi
