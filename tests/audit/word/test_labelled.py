"""Totals beside two parts that their labels name, in Word tables and in sheets."""

import pytest
from audit.word.word_files import bare, table

import cchc_lib as cchc

TABLES = {
    "labels in the cells of a row": [["Tổng số 240", "trực tuyến 200", "trực tiếp 40"]],
    "labels between the numbers": [["Tổng số:", "240", "Nam", "200", "Nữ", "40"]],
    "a head and a row": [["Tổng số", "Công lập", "Tư thục"], ["240", "200", "40"]],
    "a head and rows": [
        ["Xã", "Tổng số", "Nam", "Nữ"],
        ["A", "240", "200", "40"],
        ["B", "100", "60", "40"],
    ],
    "a head of two rows": [
        ["Xã", "Tổng số vụ", ("Trong đó", 2)],
        ["", "", "Thành thị", "Nông thôn"],
        ["A", "240", "200", "40"],
        ["B", "1 100", "1 060", "40"],
    ],
    "labels of rows": [["Tổng số hội viên", "240"], ["Nam", "200"], ["Nữ", "40"]],
    "labels of numbered rows": [
        ["STT", "Chỉ tiêu", "Số lượng"],
        ["1", "Tổng số hồ sơ tiếp nhận", "240"],
        ["-", "Trực tuyến", "200"],
        ["-", "Trực tiếp", "40"],
    ],
}


def told(rows):
    file = bare(table(*rows))
    return [one for one in cchc.audit_docx(file) if one.code.startswith(("CCHC1", "CCHC2"))]


def changed(rows, old, new):
    """The rows with the first cell that holds a number changed."""
    found = [[*row] for row in rows]
    for row in found:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell.split()[-1:] == [old]:
                row[at] = cell.replace(old, new)
                return found
    raise AssertionError(old)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("old", "new"), [("240", "230"), ("200", "210"), ("40", "49")])
def test_what_adds_up_is_silent_and_what_does_not_is_found(name, old, new):
    rows = TABLES[name]
    assert told(rows) == []
    (holds, *_) = cchc.read_claims(bare(table(*rows))).only("holds")
    assert [one.text for one in holds.operands] == ["200", "40"]
    wrong = told(changed(rows, old, new))
    assert [one.code for one in wrong] in (["CCHC150"], ["CCHC151"])
    assert wrong[0].quote in ("240", "230")


@pytest.mark.parametrize(
    "rows",
    [
        [["Tổng số 240", "trực tuyến 150", "trực tiếp 60", "bưu chính 30"]],
        [["Tổng số 240", "trực tuyến 150", "trực tiếp 60", "bưu chính 20"]],
        [["Tổng số", "Nam", "Nữ"], ["240", "12", "7"], ["180", "10", "4"], ["90", "3", "2"]],
        [["Tổng số hộ", "240"], ["Thôn A", "200"], ["Thôn B", "30"]],
        [["Tổng số 240", "đất đai 200", "hộ tịch 30"]],
        [["Biên chế 240", "nam 200", "nữ 30"]],
        [
            ["Trực tuyến", "200"],
            ["Trực tiếp", "40"],
            ["Tổng số đơn", "240"],
            ["Cũ", "12"],
            ["Mới", "220"],
        ],
        [["Trực tuyến", "200"], ["Cộng đơn", "240"], ["Cũ", "12"], ["Mới", "220"]],
    ],
)
def test_what_may_count_something_else_is_left_alone(rows):
    assert told(rows) == []
