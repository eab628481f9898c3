"""Files of dossiers: parquet, CSV, workbooks; headers below a title, or in other words."""

import contextlib
import csv
import datetime as dt
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from growth import growth
from hypothesis import given, settings, strategies as st
from scale_tables import END, START, VIETNAMESE, tables

from cchc_lib import count_rows
from cchc_lib.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    UnknownNameError,
)
from cchc_lib.scale import readers
from cchc_lib.scale.columns import PORTAL, RowColumns
from cchc_lib.scale.readers import row_table

WINDOW = {"start": START, "end": END}
HEADER = "Mã hồ sơ,Lĩnh vực,Hình thức nộp,Ngày tiếp nhận,Hạn xử lý,Ngày trả kết quả,Trạng thái"
ROWS = (
    "H1.1-260303-0001,Đất đai,Trực tuyến,03/3/2026,10/3/2026,09/3/2026,Đã trả kết quả",
    '"H1.1-260304-0002","Đất đai, nhà ở",Trực tiếp,04/3/2026 08:10,10/3/2026,,Đang xử lý',
)


@pytest.fixture
def write(tmp_path):
    def written(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


def same(path):
    found = count_rows(path, **WINDOW)
    whole = found.dossiers()
    assert (found.rows, whole.early, whole.overdue) == (2, 1, 1)
    assert [row.sector for row in whole.sectors] == ["Đất đai", "Đất đai, nhà ở"]


def test_csv(write):
    text = "\n".join((HEADER, *ROWS))
    same(write("a.csv", text))
    same(write("b.csv", "\ufeff" + text.replace("\n", "\r\n") + "\r\n"))
    same(write("c.CSV", "UBND XÃ MAI HOA\nDanh sách hồ sơ, quý I\n\n" + text))
    same(str(write("d.csv", text)))


def test_empty_lines_of_a_csv_are_no_rows(write):
    same(write("a.csv", "\n\n".join((HEADER, *ROWS)) + "\n\n\n"))
    same(write("b.csv", "\n".join((HEADER, *ROWS)) + "\n,,,,,,\n"))


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + "\n" + ROWS[0]).encode("utf-16"),
        (HEADER + "\n" + ROWS[0] + ",,\n").encode(),
        (HEADER + "\n" + ROWS[0].replace("Đất", '"Đất') + "\n").encode(),
        (HEADER + "\n").encode() * 40 + b"\xff",
    ],
)
def test_a_csv_that_cannot_be_read_says_how_to_save_it(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(FormatError) as caught:
        count_rows(tmp_path / "a.csv", **WINDOW)
    assert caught.value.path == str(tmp_path / "a.csv")
    assert "CSV UTF-8" in caught.value.message_vi
    assert "\n" not in str(caught.value)


STRAY = "H1.1-260303-{:04d};Đất đai;Trực tuyến;03/3/2026;10/3/2026;09/3/2026;Đã trả kết quả"


def separated(rows):
    return "\n".join((HEADER.replace(",", ";"), *rows)) + "\n"


@settings(max_examples=80)
@given(data=st.data())
def test_no_quotation_mark_swallows_a_row(tmp_path_factory, data):
    body = "\n".join(STRAY.format(n) for n in range(1, 5))
    edges = [at for at, sign in enumerate(body) if sign in ";\n"]
    places = st.sampled_from([0, len(body), *edges, *(at + 1 for at in edges)])
    anywhere = st.integers(0, len(body))
    for at in sorted(data.draw(st.lists(places | anywhere, max_size=4)), reverse=True):
        body = body[:at] + '"' + body[at:]
    path = tmp_path_factory.mktemp("stray") / "a.csv"
    path.write_text(separated([body]), encoding="utf-8")
    try:
        found = count_rows(path, **WINDOW)
    except FormatError as error:
        assert "dòng" in error.message_vi  # noqa: PT017
    else:
        assert found.rows == found.counted + found.refused == 4


CELLS = st.text(alphabet='aệ "\n;,', max_size=6)


@settings(max_examples=80)
@given(lines=st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=4))
def test_a_file_that_is_read_has_the_rows_that_were_written(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("cells") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows([HEADER.split(","), *lines])
    try:
        found = count_rows(path, **WINDOW)
    except FormatError as error:
        assert "dính" in error.message_vi  # noqa: PT017
        assert any("\n" in cell and ";" in cell for line in lines for cell in line)
    else:
        assert found.rows == sum(any(line) for line in lines)


def test_a_quoted_cell_may_hold_a_text_of_several_lines(write):
    cell = '"UBND xã A, huyện B,\nnơi ""cũ"""'
    text = "\n".join((HEADER, *ROWS)).replace("Đất đai,", f"{cell},", 1)
    found = count_rows(write("a.csv", text), **WINDOW)
    assert found.counted == 2
    assert found.dossiers().sectors[1].sector == 'UBND xã A, huyện B, nơi "cũ"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (separated([STRAY.format(1), STRAY.format(2)[:-28]]), "dòng 3 có 5 ô"),
        (separated([STRAY.format(1) + ";x"]), "dòng 2 có 8 ô"),
        (separated(["", STRAY.format(1), "Người lập"]), "dòng 4 có 1 ô"),
        (separated([STRAY.format(1).replace("Đất", '"Đất')]), "dòng 2 có dấu ngoặc kép"),
        (separated([STRAY.format(1).replace("đai", '"đai')]), "dòng 2 có dấu ngoặc kép"),
        (separated([STRAY.format(1).replace("Đất đai", '"Đất" đai')]), "dòng 2 có dấu ngoặc"),
        (separated([STRAY.format(1) + '"', '"']), "dòng 2 có dấu ngoặc kép"),
        (separated([STRAY.format(1)] * 3).replace("\n", "\r"), "dòng 1 kết thúc theo kiểu"),
        (separated(["\r".join([STRAY.format(1)] * 3)]), "dòng 2 có dấu"),
        ("UBND XÃ MAI HOA\n\n" + separated([STRAY.format(1), "1;2"]), "dòng 5 có 2 ô"),
    ],
)
def test_a_line_that_is_cut_off_or_runs_on_is_named(write, text, said):
    with pytest.raises(FormatError) as caught:
        count_rows(write("a.csv", text), **WINDOW)
    assert said in caught.value.message_vi
    assert f"line {said.split()[1]} " in str(caught.value)


def test_time_of_reading_grows_with_the_lines(write):
    """Also where an open quotation mark is looked for, and where all cells are quoted."""
    quoted = '"' + STRAY.format(1).replace(";", '";"') + '"'
    open_ = STRAY.format(1) + "\n" + ";".join(["x"] * 6) + ';"'
    for row, last in ((STRAY.format(1), ""), (quoted, ""), ("a", open_)):
        body = [open_] if last else []

        def read(lines, row=row, body=body):
            path = write("g.csv", separated([*body, *([row] * lines)]))

            def once():
                with contextlib.suppress(FormatError):
                    row_table(path)

            return once

        assert growth(read(4000), read(32000), 20) < 20


def test_two_columns_for_one_meaning_are_refused(write, tmp_path):
    rows = [STRAY.format(n).replace("Đất đai", "Đất đai;Hộ tịch") for n in (1, 2)]
    header = HEADER.replace(",", ";")
    for other in ("LĨNH VỰC", "Lĩnh  vực", "Lĩnh vực "):
        text = "\n".join((header.replace("Lĩnh vực", f"Lĩnh vực;{other}"), *rows))
        path = write("a.csv", text)
        with pytest.raises(InvalidValueError) as caught:
            count_rows(path, **WINDOW)
        assert repr(other) in str(caught.value)
        assert "'Lĩnh vực'" in str(caught.value)
        names = [*HEADER.split(","), other]
        if other == other.strip():
            columns = RowColumns.matching(names, sector=other)
            assert count_rows(path, columns=columns, **WINDOW).dossiers().sectors[0].early == 2
    text = "\n".join((header.replace("Lĩnh vực", "Lĩnh vực;Lĩnh vực"), *rows))
    for columns in (None, RowColumns.matching(HEADER.split(","))):
        with pytest.raises(FormatError, match="two columns 'Lĩnh vực'"):
            count_rows(write("b.csv", text), columns=columns, **WINDOW)
    table = [dict.fromkeys([*HEADER.split(","), "LĨNH VỰC"], "x")]
    for given_rows in (table, pl.DataFrame(table)):
        with pytest.raises(InvalidValueError, match="'LĨNH VỰC'"):
            count_rows(given_rows, **WINDOW)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators(write, separator):
    rows = [row.replace(",", separator) for row in (HEADER, ROWS[0])]
    rows.append(
        ROWS[1]
        .replace("Đất đai, nhà ở", "X")
        .replace(",", separator)
        .replace("X", "Đất đai, nhà ở")
    )
    same(write("a.csv", "\n".join(rows)))


def test_parquet(tmp_path):
    frame = pl.read_csv("\n".join((HEADER, *ROWS)).encode(), infer_schema=False)
    frame.write_parquet(tmp_path / "a.parquet")
    same(tmp_path / "a.parquet")


def test_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Bìa"
    book.active.append(["UBND XÃ MAI HOA"])
    sheet = book.create_sheet("Hồ sơ")
    sheet.append(["Danh sách hồ sơ"])
    sheet.append([])
    sheet.append(["STT", *HEADER.split(",")])
    sheet.append([1, "H1.1-260303-0001", "Đất đai", "Trực tuyến", dt.date(2026, 3, 3),
                  dt.datetime(2026, 3, 10, 17), "09/3/2026", "Đã trả kết quả"])  # fmt: skip  # noqa: DTZ001
    sheet.append([])
    sheet.append([2, "H1.1-260304-0002", "Đất đai, nhà ở", "Trực tiếp", "04/3/2026",
                  dt.date(2026, 3, 10), None, "Đang xử lý"])  # fmt: skip
    book.save(tmp_path / "a.xlsx")
    same(tmp_path / "a.xlsx")
    stated = RowColumns.matching(HEADER.split(","))
    assert count_rows(tmp_path / "a.xlsx", columns=stated, **WINDOW).counted == 2


def test_every_visible_sheet_of_dossiers_is_read(tmp_path):
    def save(*sheets, name="a.xlsx"):
        book = openpyxl.Workbook()
        book.active.title = "Hướng dẫn"
        for place, (header, row, state) in enumerate(sheets):
            sheet = book.create_sheet(f"Tháng {place + 7}")
            sheet.append(header.split(","))
            sheet.append(row.split(","))
            sheet.sheet_state = state
        book.save(tmp_path / name)
        return tmp_path / name

    july = "H1.1-260303-0001,Đất đai,Trực tuyến,03/3/2026,10/3/2026,09/3/2026,Đã trả kết quả"
    august = july.replace("0001", "0002")
    both = save((HEADER, july, "visible"), (HEADER, august, "visible"))
    assert count_rows(both, **WINDOW).counted == 2
    hidden = save((HEADER, july, "visible"), (HEADER, august, "hidden"))
    assert count_rows(hidden, **WINDOW).counted == 1
    other = HEADER.replace("Hạn xử lý", "Ngày hẹn trả")
    with pytest.raises(FormatError) as caught:
        count_rows(save((HEADER, july, "visible"), (other, august, "visible")), **WINDOW)
    assert "'Tháng 7' và 'Tháng 8'" in caught.value.message_vi
    twice = (f"{HEADER},Ngày trả kết quả", f"{july},10/3/2026", "visible")
    with pytest.raises(FormatError, match="two columns 'Ngày trả kết quả'"):
        count_rows(save(twice), **WINDOW)


@settings(max_examples=25)
@given(made=tables(VIETNAMESE))
def test_a_file_says_what_its_rows_say(tmp_path_factory, made):
    columns, table = made
    folder = tmp_path_factory.mktemp("files")
    plain = count_rows(table, columns=columns, **WINDOW)
    frame = pl.DataFrame(table, schema=dict.fromkeys(table[0], pl.String))
    frame.write_csv(folder / "a.csv")
    frame.write_parquet(folder / "a.parquet")
    for path in sorted(folder.iterdir()):
        assert count_rows(path, columns=columns, **WINDOW) == plain, path.suffix


def test_the_headers_tell_how_days_are_written(write):
    for days, text in {"yyyy-mm-dd": "2026-03-{}", "yyyymmdd": "202603{}000000"}.items():
        row = f"1,Đất đai,Trực tiếp,{text.format('03')},{text.format('10')},{text.format('09')},"
        table = row_table(write("a.csv", f"{HEADER}\n{row}\n"))
        assert table.columns.days == days
        assert count_rows(table, **WINDOW).dossiers().early == 1


def test_the_record_of_the_portal(write):
    names = [name for name in PORTAL.names().values() if name]
    table = row_table(write("a.csv", ",".join(names) + "\n"))
    assert table.columns is PORTAL
    assert count_rows(table, **WINDOW).rows == 0


def test_what_is_missing_is_named_with_what_is_near(write):
    path = write("a.csv", HEADER.replace("Ngày tiếp nhận", "Ngày tiếp nhạn") + "\n" + ROWS[0])
    with pytest.raises(UnknownNameError) as raised:
        row_table(path)
    assert "có phải 'Ngày tiếp nhạn'?" in raised.value.message_vi
    assert [problem.path for problem in raised.value.problems] == ["RowColumns.received"]
    with pytest.raises(UnknownNameError) as raised:
        row_table(write("b.csv", "a,b\n1,2\n"))
    assert len(raised.value.problems) == 4


def test_columns_of_ones_own(write):
    text = "\n".join((HEADER, *ROWS)).replace("Hạn xử lý", "Đến ngày")
    columns = RowColumns.matching(text.split("\n")[0].split(","), due="Đến ngày")
    assert count_rows(write("a.csv", text), columns=columns, **WINDOW).counted == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", b"no parquet"),
        ("a.xlsx", b"no workbook"),
        ("a.csv", "Mã hồ sơ".encode("utf-16")),
        ("a.csv", (HEADER + "\n" + ",".join("x" * 20) + "\n").encode()),
        ("a.parquet", b""),
        ("a.xlsx", b""),
        ("a.csv", b""),
        ("a.docx", b""),
    ],
)
def test_a_broken_file_is_refused(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises((FormatError, UnknownNameError)) as raised:
        count_rows(path, **WINDOW)
    assert raised.value.message_vi


def test_a_file_that_is_not_there_or_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        row_table(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises((IsADirectoryError, InvalidValueError)):
        row_table(tmp_path / "b.csv")


def test_a_file_needs_the_extra(monkeypatch, write):
    known = readers.find_spec
    monkeypatch.setattr(
        readers, "find_spec", lambda name: None if name == "python_calamine" else known(name)
    )
    with pytest.raises(MissingExtraError, match="python-calamine"):
        row_table(write("a.csv", HEADER))


@given(st.lists(st.text(max_size=8), max_size=12))
def test_headers_that_say_nothing_are_refused(headers):
    with pytest.raises(UnknownNameError) as raised:
        RowColumns.matching(headers)
    assert len(raised.value.problems) == 4


def test_every_header_is_known_by_what_it_is_called():
    said = "Mã hồ sơ|ĐƠN VỊ|lĩnh  vực|Nguồn|Hình thức|Ngày nhận|Hạn trả kết quả|Ngày có kết quả"
    headers = [*said.split("|"), "Tình trạng"]
    found = RowColumns.matching(headers)
    assert list(found.names().values()) == headers
    assert Path("a.csv").suffix in readers.ENDS


def test_one_column_in_two_places_is_refused():
    with pytest.raises(InvalidValueError, match="each column once"):
        RowColumns(channel="a", received="b", due="b", ended="c")
    with pytest.raises(InvalidValueError, match="column of codes"):
        RowColumns(channel="a", received="b", due="d", ended="c", agency_in_code=True)


@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_the_line_of_headers_is_told_and_columns_can_be_named(tmp_path, end):
    """Not the title above it; in a workbook as in a text."""
    header = HEADER.replace("Hình thức nộp", "Gửi qua").replace("Ngày tiếp nhận", "Ngày nộp")
    lines = [["DANH SÁCH HỒ SƠ", "", "", ""], ["Từ ngày", "03/3/2026", "đến", "nay"]]
    lines += [header.split(","), *(row.replace('"', "").split(",") for row in ROWS[:1])]
    path = tmp_path / f"a.{end}"
    if end == "csv":
        path.write_text("\n".join(map(",".join, lines)), "utf-8")
    else:
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.save(path)
    with pytest.raises(UnknownNameError) as caught:
        row_table(path)
    (problem,) = caught.value.problems
    assert problem.path == "RowColumns.channel"
    assert "'Mã hồ sơ', 'Lĩnh vực', 'Gửi qua', 'Ngày nộp'" in problem.message_vi
    assert "DANH SÁCH" not in problem.message_vi
    assert all(word in problem.message_vi for word in ("kênh tiếp nhận", "cách thức nộp"))
    table = row_table(path, channel="Gửi qua")
    assert (table.columns.channel, table.columns.received) == ("Gửi qua", "Ngày nộp")
    assert count_rows(table, **WINDOW).counted == 1
    with pytest.raises(InvalidValueError, match="Gửi bằng"):
        row_table(path, channel="Gửi bằng")


def test_a_column_that_is_another_one_is_not_proposed():
    with pytest.raises(UnknownNameError) as caught:
        RowColumns.matching(["Hình thức", "Ngày tiếp nhận", "Ngày trả", "Hẹn"])
    assert "Ngày trả'?" not in caught.value.message_vi
