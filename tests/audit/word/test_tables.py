"""Numbers in tables: sums, identities of the form, percentages; and what must stay silent."""

import pytest
from lxml import etree
from tests.audit.word.word_files import bare, example, packed, parts, table

from cchc_lib import read_claims
from cchc_lib.checks.collect import rules_of_module
from cchc_lib.checks.finding import Severity
from cchc_lib.checks.word import audit_docx, columns, rows
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLES = {"CCHC150", "CCHC151", "CCHC152"}


def found(*tables):
    """Return the findings of tables; what fails among the claims read is these, word for word."""
    data = bare("".join(tables))
    slips = [f for f in audit_docx(data) if f.code in TABLES]
    failing = [claim for claim in read_claims(data).only("fails") if claim.code in TABLES]
    assert {(c.code, c.message, c.severity) for c in failing} == {
        (f.code, f.message, f.severity) for f in slips
    }
    return slips


HEAD = ("STT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết")


def sums(total, *rows):
    return table(HEAD, *rows, ("", "Tổng số", *total))


ROWS = (("1", "Hộ tịch", "12", "10"), ("2", "Đất đai", "1.030", "28"), ("3", "Khác", "-", "1"))


def test_a_column_that_does_not_add_up():
    (slip,) = found(sums(("1.043", "39"), *ROWS))
    assert (slip.code, slip.severity) == ("CCHC150", Severity.ERROR)
    assert (slip.actual, slip.expected, slip.quote) == ("1.043", "1.042", "1.043")
    assert slip.path == "bảng 1, hàng 5, cột 3"
    assert "tiếp nhận" in slip.message


@pytest.mark.parametrize(
    "right",
    [
        sums(("1.042", "39"), *ROWS),
        # a blank or a word: the column is not judged
        sums(("99", "39"), *ROWS[:2], ("3", "Khác", "", "1")),
        sums(("99", "39"), *ROWS[:2], ("3", "Khác", "chưa có", "1")),
        # groups, with and without the parts beneath them
        sums(
            ("30", "12"),
            ("I", "Cấp tỉnh", "10", "4"),
            ("1", "Hộ tịch", "6", "3"),
            ("2", "Đất đai", "4", "1"),
            ("II", "Cấp xã", "20", "8"),
            ("1", "Hộ tịch", "20", "8"),
        ),
        sums(
            ("30", "12"),
            ("1", "Hộ tịch", "10", "4"),
            ("", "Trong đó: trực tuyến", "6", "3"),
            ("2", "Đất đai", "20", "8"),
        ),
        sums(
            ("30", "12"),
            ("1", "Hộ tịch", "10", "4"),
            ("1.1", "Khai sinh", "10", "4"),
            ("2", "Đất đai", "20", "8"),
        ),
        # the total first
        table(
            HEAD,
            ("", "Tổng số", "42", "38"),
            ("1", "Hộ tịch", "12", "10"),
            ("2", "Đất đai", "30", "28"),
        ),
        # two totals and a grand one
        table(
            HEAD,
            ("1", "A1", "1", "1"),
            ("2", "A2", "2", "2"),
            ("", "Cộng", "3", "3"),
            ("3", "B1", "4", "4"),
            ("4", "B2", "5", "5"),
            ("", "Cộng", "9", "9"),
            ("", "Tổng cộng", "12", "12"),
        ),
        # decimals, each rounded
        sums(
            ("10,1", "3"), ("1", "a", "3,37", "1"), ("2", "b", "3,37", "1"), ("3", "c", "3,37", "1")
        ),
        # rates and years are not added
        table(
            ("STT", "Đơn vị", "Tỷ lệ", "Số"),
            ("1", "a", "50", "1"),
            ("2", "b", "70", "2"),
            ("", "Tổng số", "60", "3"),
        ),
        table(
            ("Chỉ tiêu", "2024", "2025"), ("a", "1", "2"), ("b", "3", "4"), ("Tổng số", "4", "6")
        ),
        # numbers of columns
        table(HEAD, ("(1)", "(2)", "(3)", "(4)"), *ROWS, ("", "Tổng số", "1.042", "39")),
        # what a total row of other names adds up is not known
        table(HEAD, *ROWS, ("", "Cộng tiếp nhận trong kỳ", "5", "5")),
    ],
)
def test_tables_that_are_right_or_unclear(right):
    assert found(right) == []


def test_every_total_of_a_table_is_a_claim():
    claims = read_claims(bare(sums(("1.043", "39"), *ROWS)))
    shown = [(str(c.standing), c.result.text, [n.text for n in c.operands]) for c in claims]
    assert shown == [
        ("fails", "1.043", ["12", "1.030", "-"]),
        ("holds", "39", ["10", "28", "1"]),
    ]
    assert [(c.path, c.kind.value, c.pattern) for c in claims] == [
        ("bảng 1, hàng 5, cột 3", "sum", "bảng"),
        ("bảng 1, hàng 5, cột 4", "sum", "bảng"),
    ]


def test_percentages_of_a_table_are_claims_in_reading_order():
    claims = read_claims(bare(shares("75%", "82%", "86%", "33,33%")))
    assert [(str(c.standing), c.result.text) for c in claims] == [
        ("holds", "75%"),
        ("holds", "82%"),
        ("fails", "86%"),
        ("holds", "33,33%"),
    ]
    assert [number.text for number in claims[2].operands] == ["17", "20"]
    assert {c.code for c in claims} == {"CCHC152"}
    assert not claims.unread


def test_only_a_warning_where_no_other_column_confirms():
    slips = found(sums(("1.043", "40"), *ROWS))
    assert [f.severity for f in slips] == [Severity.WARNING] * 2
    (slip,) = found(table(HEAD[:3], *(row[:3] for row in ROWS), ("", "Tổng số", "1.043")))
    assert slip.severity is Severity.ERROR  # numbered 1, 2, 3: a plain list


def test_groups_are_added_where_the_other_column_shows_it():
    rows = (
        ("I", "Cấp tỉnh", "10", "4"),
        ("1", "Hộ tịch", "6", "3"),
        ("2", "Đất đai", "4", "1"),
        ("II", "Cấp xã", "20", "8"),
        ("1", "Hộ tịch", "20", "8"),
    )
    (slip,) = found(sums(("30", "13"), *rows))
    assert (slip.severity, slip.actual, slip.expected) == (Severity.ERROR, "13", "12")


NESTED = (
    ("A", "Cấp tỉnh", "30", "12"),
    ("I", "Sở Nội vụ", "20", "8"),
    ("1", "Hộ tịch", "15", "6"),
    ("2", "Đất đai", "5", "2"),
    ("II", "Sở Tư pháp", "10", "4"),
    ("1", "Hộ tịch", "7", "3"),
    ("1.1", "Khai sinh", "4", "1"),
    ("1.2", "Khai tử", "3", "2"),
    ("2", "Chứng thực", "3", "1"),
    ("B", "Cấp xã", "7", "5"),
)
BY_LABEL = (
    ("I. Cấp tỉnh", "10"),
    ("1. Hộ tịch", "6"),
    ("2. Đất đai", "4"),
    ("II. Cấp xã", "20"),
    ("- Hộ tịch", "12"),
    ("- Đất đai", "8"),
)
NO_NUMBERS = (("Cấp tỉnh", "10"), ("Hộ tịch", "6"), ("Đất đai", "4"), ("Cấp xã", "20"))
INDEXES = (
    ("1", "Hồ sơ tiếp nhận", "Hồ sơ", "124"),
    ("1.1", "Tỷ lệ trực tuyến", "%", "90"),
    ("1.2", "Tỷ lệ đúng hạn", "%", "98"),
    ("2", "Diện tích gieo trồng", "ha", "50"),
)


@pytest.mark.parametrize(
    "right",
    [
        sums(("37", "17"), *NESTED),
        table(("Lĩnh vực", "Số"), *BY_LABEL, ("Tổng số", "30")),
        # subtotals that only the numbers show, in one column; all rows and their sums: twice
        table(("Đơn vị", "Số"), *NO_NUMBERS, ("Tổng số", "30")),
        table(
            ("Đơn vị", "Số"),
            *(*NO_NUMBERS, ("Hộ tịch", "12"), ("Đất đai", "8")),
            ("Tổng số", "30"),
        ),
        table(
            ("Đơn vị", "Số"),
            *(("A1", "1"), ("A2", "2"), ("Cộng", "3"), ("B1", "4"), ("B2", "5"), ("Cộng", "9")),
            ("Tổng cộng", "12"),
        ),
        # an index table: values and rates of many units
        table(("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"), *INDEXES, ("", "Tổng số", "", "9")),
        table(
            ("STT", "Chỉ tiêu", "Kết quả"),
            *(("1", "Hồ sơ (hồ sơ)", "5"), ("2", "Diện tích (ha)", "7"), ("3", "Tổng", "40")),
        ),
        # a group of which only some parts are given
        sums(("30", "12"), ("1", "a", "10", "4"), ("1.1", "a1", "3", "1"), ("1.2", "a2", "2", "1"))
        .replace("30", "10")
        .replace("12", "4"),
    ],
)
def test_rows_of_several_levels_that_are_right_or_unclear(right):
    assert found(right) == []


def test_empty_cells_are_0_where_other_columns_show_it():
    head = ("STT", "Hình thức", "Trình", "Duyệt", "Cấp", "Hủy")
    rows = [
        ("1", "a", "5", "", "4", ""),
        ("2", "b", "", "6", "3", "1"),
        ("3", "c", "7", "4", "", ""),
    ]
    assert found(table(head, *rows, ("", "Cộng", "12", "10", "7", "1"))) == []
    (slip,) = found(table(head, *rows, ("", "Cộng", "12", "10", "8", "1")))
    assert (slip.code, slip.severity, slip.expected) == ("CCHC150", Severity.WARNING, "7")
    assert found(table(head, *rows, ("", "Cộng", "12", "11", "8", "1"))) == []  # nothing shows it


@pytest.mark.parametrize("place", range(len(NESTED)))
def test_one_number_of_rows_of_several_levels_is_found(place):
    rows = [list(row) for row in NESTED]
    rows[place][2] = str(int(rows[place][2]) + 1)
    slips = found(sums(("37", "17"), *rows))
    assert {slip.code for slip in slips} == {"CCHC150"}
    assert Severity.ERROR in {slip.severity for slip in slips}


def test_the_share_of_a_total_is_the_whole():
    rows = (("1", "a", "10", "25%"), ("2", "b", "14", "35%"), ("3", "c", "16", "40%"))
    head = ("STT", "Loại", "Số", "Tỷ lệ (%)")
    assert found(table(head, *rows, ("", "Tổng số", "40", "100"))) == []
    assert found(table(head, *rows, ("", "Tổng số", "40", "–"))) == []
    (slip,) = found(table(head, *rows, ("", "Tổng số", "40", "99,9%")))
    assert (slip.code, slip.severity, slip.quote) == ("CCHC152", Severity.WARNING, "99,9%")
    # rates of another whole: the total has its own
    other = (("1", "a", "40", "10", "25%"), ("2", "b", "40", "14", "35%"), ("3", "c", "40", "16"))
    rows = (*other[:2], (*other[2], "40%"), ("", "Tổng số", "120", "40", "33,33%"))
    assert found(table(("STT", "Loại", "Giao", "Đạt", "Tỷ lệ (%)"), *rows)) == []


def test_differences_and_other_formulas_in_the_head():
    head = ("STT", "Đơn vị", "Còn lại (3)=(4)-(5)", "Giao", "Đạt")
    assert found(table(head, ("1", "a", "2", "5", "3"), ("2", "b", "5", "9", "4"))) == []
    (slip,) = found(table(head, ("1", "a", "2", "5", "3"), ("2", "b", "4", "9", "4")))
    assert (slip.code, slip.expected) == ("CCHC151", "5")
    for formula in ("(3)=(4)+(5)-(6)x2", "(3)=(4)+(5)/2", "(3)=(4)+(5)*(6)"):
        head = ("STT", "Đơn vị", formula, "Giao", "Đạt")
        assert found(table(head, ("1", "a", "2", "5", "3"), ("2", "b", "5", "9", "4"))) == []
    decimals = (("1", "a", "2,1", "1,04", "1,04"), ("2", "b", "5", "2", "3"))
    assert found(table(("STT", "Đơn vị", "Tổng (3)=(4)+(5)", "Nam", "Nữ"), *decimals)) == []


FORM = (
    (
        "STT",
        "Lĩnh vực",
        ("Số hồ sơ nhận giải quyết", 4),
        ("Đã giải quyết", 4),
        ("Đang giải quyết", 3),
    ),
    (
        None,
        None,
        "Tổng số",
        "Trực tuyến",
        "Trực tiếp",
        "Từ kỳ trước",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
        "Quá hạn",
    ),
    tuple(f"({number})" for number in range(1, 14)),
)
GOOD = "1|Hộ tịch|100|80|15|5|90|50|38|2|10|9|1"


@pytest.mark.parametrize(
    ("row", "column", "severity"),
    [
        (GOOD, None, None),
        ("1|Hộ tịch|99|79|15|5|90|50|38|2|10|9|1", 3, Severity.ERROR),  # more than there were
        (GOOD.replace("|80|", "|81|"), 3, Severity.ERROR),
        (GOOD.replace("|38|", "|39|"), 7, Severity.ERROR),
        (GOOD.replace("|9|1", "|9|2"), 11, Severity.ERROR),
        ("1|Hộ tịch|101|81|15|5|90|50|38|2|10|9|1", 0, Severity.NOTE),
    ],
)
def test_the_form_of_dossiers(row, column, severity):
    other = "2|Đất đai|7|7|0|0|7|7|0|0|0|0|0"
    slips = found(table(*FORM, row.split("|"), other.split("|")))
    assert [(f.code, f.severity) for f in slips] == ([("CCHC151", severity)] if severity else [])
    if column:
        assert slips[0].path.endswith(f"cột {column}")
        assert "II.06a" in slips[0].citation


def test_a_formula_in_the_head():
    head = ("STT", "Đơn vị", "Tổng (3)=(4)+(5)", "Nam", "Nữ")
    (slip,) = found(table(head, ("1", "a", "5", "2", "3"), ("2", "b", "9", "4", "4")))
    assert (slip.code, slip.actual, slip.expected) == ("CCHC151", "9", "8")


def shares(*rates):
    numbers = (("40", "30"), ("50", "41"), ("20", "17"), ("30", "10"))
    rows = (
        (f"Đơn vị {n}", *pair, rate)
        for n, (pair, rate) in enumerate(zip(numbers, rates, strict=True))
    )
    return table(("Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ"), *rows)


def test_the_right_rate_of_a_wrong_total_is_not_accused():
    rows = (("Một", "40", "30", "75%"), ("Hai", "50", "41", "82%"), ("Ba", "20", "17", "85%"))
    for total, codes in (("110", []), ("120", ["CCHC150"])):
        tall = table(
            ("Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ"), *rows, ("Tổng số", total, "88", "80%")
        )
        assert [slip.code for slip in found(tall)] == codes


def test_a_percentage_that_is_not_the_others():
    assert found(shares("75%", "82%", "85%", "33,33%")) == []
    (slip,) = found(shares("75%", "82%", "86%", "33,33%"))
    assert (slip.code, slip.severity, slip.quote) == ("CCHC152", Severity.ERROR, "86%")
    assert "17/20" in slip.message
    (slip,) = found(shares("75%", "82%", "85%", "33,34%"))
    assert slip.severity is Severity.ERROR
    (slip,) = found(
        table(
            ("Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ"),
            ("a", "40", "30", "75%"),
            ("b", "50", "41", "82%"),
            ("c", "3", "2", "66,66%"),
        )
    )
    assert slip.severity is Severity.WARNING  # cut, not rounded


def test_shares_of_the_total():
    rows = (("1", "a", "10", "25%"), ("2", "b", "14", "35%"), ("3", "c", "16", "41%"))
    (slip,) = found(table(("STT", "Loại", "Số", "Tỷ lệ (%)"), *rows, ("", "Tổng số", "40", "100%")))
    assert (slip.quote, slip.expected) == ("41%", "40%")


def test_percentages_of_something_else_are_left_alone():
    assert found(shares("1%", "2%", "3%", "4%")) == []


def test_our_own_tables():
    for name in ("mai_hoa_2025", "quarterly"):
        assert [f for f in audit_docx(example(name)) if f.code in TABLES] == []


def cells_of(name, words):
    """The document of an example, and the number cells of its table with these words."""
    root = etree.fromstring(parts(example(name))["word/document.xml"])
    (tbl,) = (
        t
        for t in root.iter(f"{W}tbl")
        if words in "".join(t.itertext(f"{W}t")) and len(list(t.iter(f"{W}tr"))) > 3
    )
    nodes = [
        t
        for row in list(tbl.iter(f"{W}tr"))[1:]
        for tc in list(row.iter(f"{W}tc"))[2:]
        for t in tc.iter(f"{W}t")
        if (t.text or "").replace(".", "").isdigit()
    ]
    return root, nodes


@pytest.mark.parametrize(
    ("name", "words"),
    [("quarterly", "Trực tiếp, dịch vụ bưu chính"), ("mai_hoa_2025", "Ban Chỉ huy")],
)
def test_each_figure_changed_in_our_own_tables_is_found(name, words):
    root, nodes = cells_of(name, words)
    assert len(nodes) > 8
    for node in nodes:
        stated = node.text
        node.text = str(int(stated.replace(".", "")) + 1)
        data = packed({**parts(example(name)), "word/document.xml": etree.tostring(root)})
        subject = Inspected(read_word(Package.of(data)))  # prose is not at issue, and takes longer
        found = {
            slip.severity or rule.severity
            for module in (columns, rows)
            for rule in rules_of_module(module)
            for slip in rule.slips(subject)
        }
        assert Severity.ERROR in found, stated
        node.text = stated
