"""How numbers, words and lists are written: what is a slip, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from cchc_lib.checks.text import RULES, audit_text
from cchc_lib.checks.text.misspelt import _OTHER_WORDS, SLIPS
from cchc_lib.checks.text.spelling import _with_tone_moved
from cchc_lib.vietnamese import format_number


def found(text, code):
    return [finding.quote for finding in audit_text(text).only(code)]


# ---------------------------------------------------------------- commas and blanks in numbers


@given(st.integers(1_000, 999_999), st.sampled_from(["đồng", "người", "hồ sơ", "lượt", "phiếu"]))
def test_a_comma_in_what_has_no_parts_is_of_thousands(number, noun):
    dotted = format_number(number)
    (finding,) = audit_text(f"Hỗ trợ {dotted.replace('.', ',')} {noun} mỗi đợt.").only("CCHC663")
    assert (finding.expected, finding.severity) == (dotted, "warning")
    assert found(f"Hỗ trợ {dotted} {noun} mỗi đợt.", "CCHC663") == []


@given(st.integers(1_000_000, 10**15))
def test_two_commas_are_of_thousands(number):
    commas = f"{number:,}"
    assert found(f"Kinh phí {commas} đồng.", "CCHC663") == [commas]
    assert found(f"Kinh phí {commas} tỷ đồng.", "CCHC663") == [commas]


@pytest.mark.parametrize(
    "text",
    [
        "Thu 5,147 tỷ đồng, chi 3,046 tỷ đồng.",
        "Thu 5.147 tỷ đồng; riêng xã A thu 0,980 tỷ đồng.",
        "Diện tích 12,345 ha, sản lượng 1,250 tấn.",
        "Vốn 31.492 triệu đồng, mỗi hộ 1,160 triệu đồng.",  # one of another size
        "Tỷ lệ 96,145%; điểm 95,125.",
        "Các năm 2023, 2024, 2025 và các mã 123, 456, 789.",
        "Tăng lần lượt 37, 38% so với cùng kỳ.",
        "Các mức 36, 37, 38% đều đạt.",
        "Đạt 2.413% dự toán, tăng 24,13%.",
        "Theo Quyết định số 1234/QĐ-UBND, đạt 12,5 %o.",
    ],
)
def test_decimals_and_lists_are_left_alone(text):
    assert found(text, "CCHC663") == []


@pytest.mark.parametrize(
    ("text", "quote", "severity"),
    [
        ("Giao 42.850 triệu đồng, giải ngân 38,410 triệu đồng.", "38,410", "warning"),
        ("Trồng 12.400 ha, đã chăm sóc 9,150 ha.", "9,150", "warning"),
        ("Thu đạt 1752% dự toán.", "1752%", "note"),
        ("Thu hồi 15, 62 tỷ đồng.", "15, 62 tỷ", "note"),
    ],
)
def test_what_is_likely_or_odd(text, quote, severity):
    (finding,) = audit_text(text).only("CCHC663")
    assert (finding.quote, finding.severity) == (quote, severity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trực tuyến 61,25 %, trực tiếp 38,75 %.", ["61,25 %"]),
        ("Trực tuyến 61,25%, trực tiếp 38,75 %.", ["38,75 %"]),
        ("Trực tuyến 61,25%, trực tiếp 38,75%.", []),
    ],
)
def test_the_percent_sign_stands_at_its_number(text, expected):
    assert found(text, "CCHC651") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiểm tra 12hồ sơ tại 4xã.", ["12hồ"]),
        ("Có 5xã, 3tổ hoàn thành.", ["5xã"]),
        ("Giai đoạn 20212025 và 2026-2030.", ["20212025"]),
        ("Giai đoạn 2021-2025, mã số 20210531 và 0912345678.", []),
        ("Kiểm tra 12 hồ sơ tại 4 xã; mạng 5G, 4K, chuẩn H264.", []),
    ],
)
def test_numbers_glued_to_words(text, expected):
    assert found(text, "CCHC661") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chính quyền địa phương 2 cấp có 04 phòng.",
        "Trong 6 tháng cuối năm tổ chức 03 hội nghị.",
        "Trẻ em dưới 6 tuổi của 05 trường.",
        "Đạt chuẩn 4 sao với 06 sản phẩm.",
    ],
)
def test_numbers_that_name_or_measure_need_no_padding(text):
    assert found(text, "CCHC652") == []


# ---------------------------------------------------------------- words

BASES = "lượng nước nghiệm thuộc nguyễn chuyển trường điểm muốn biển được người hiện yếu".split()


@pytest.mark.parametrize("word", BASES)
@pytest.mark.parametrize("change", [str, str.upper, str.capitalize])
def test_a_tone_on_the_wrong_vowel(word, change):
    right = change(word)
    letters = list(unicodedata.normalize("NFD", right))
    tones = [mark for mark in letters if mark in "\u0300\u0301\u0303\u0309\u0323"]
    if not tones:
        return
    bare = unicodedata.normalize("NFC", "".join(each for each in letters if each not in tones))
    place = next(at for at in range(len(bare)) if bare[at + 1].lower() in "ơêô")
    wrong = unicodedata.normalize("NFC", bare[: place + 1] + tones[0] + bare[place + 1 :])
    (finding,) = audit_text(f"Từ {wrong} viết sai.").only("CCHC659")
    assert (finding.quote, finding.expected) == (wrong, right)
    assert _with_tone_moved(wrong) == right
    assert found(f"Từ {right} viết đúng.", "CCHC659") == []


@pytest.mark.parametrize(
    "text",
    [
        "Xử phạt hành vi vi phạm; trực tiếp tiếp nhận; cán bộ bộ phận một cửa; tồn tại tại xã.",
        "Đề nghị nghị quyết sớm ban hành; hội đồng đồng ý; thi hành hành chính; tự do do luật.",
        "Luôn luôn lắng nghe, từng bước từng việc; từ từ, dần dần; người người, nhà nhà.",
        "Góp phần đấu tranh phòng, chống tội phạm; một phần đấu giá đất.",
        "Xã A đạt 95%; xã B đạt 95%; xã C đạt 95%.",
        "Dân quân có trách nhiệm vũ trang tuần tra; khả năng cao có mưa; nhân dân cũng cố gắng.",
        "Giám sát nhập khẩu; điều chỉnh chu kỳ; lịch sử lý luận; được khen thường xuyên.",
        "Tích hợp trên phương tiện tích hợp; giới thiệu số điện thoại; nông sản lương thực.",
        "Yếu tố chức năng; cùng đồng hành chinh phục; cái nôi dung dưỡng; thuận lợi nhận hồ sơ.",
    ],
)
def test_compounds_and_reduplication_are_no_slips(text):
    assert found(text, "CCHC655") == []
    assert found(text, "CCHC659") == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_where_no_syllable_is_of_the_word_beside(slip):
    assert found(f"Xã {slip} việc.", "CCHC659") == [slip]
    assert found(f"{slip.capitalize()}.", "CCHC659") == [slip.capitalize()]
    before, behind = _OTHER_WORDS.get(slip, ("", ""))
    assert found(". ".join(f"Xã {word} {slip} việc" for word in before.split()), "CCHC659") == []
    assert found(". ".join(f"Xã {slip} {word} việc" for word in behind.split()), "CCHC659") == []


def test_neighbours_are_those_of_listed_slips():
    assert set(_OTHER_WORDS) <= set(SLIPS)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Báo cáo về công tác công tác dân vận.", "công tác công tác"),
        ("Hồ sơ của của người dân.", "của của"),
        (
            "Đôn đốc các đơn vị nộp hồ sơ, đôn đốc các đơn vị nộp hồ sơ.",
            "đôn đốc các đơn vị nộp hồ sơ",
        ),
    ],
)
def test_words_and_clauses_said_twice(text, quote):
    assert found(text, "CCHC655") == [quote]


@pytest.mark.parametrize("word", ["β-lactam", "TGFβ", "αFP", "5µg", "Ωm"])
def test_letters_of_formulas_are_not_alien(word):
    assert found(f"Xét nghiệm {word} đạt yêu cầu.", "CCHC657") == []
    assert found("Giải quyết đƣợc nhiều việc.", "CCHC657") == ["đƣợc"]


@pytest.mark.parametrize(
    "text",
    [
        "Thành viên là các tổ chức chính trị xã hội, tổ chức chính trị xã hội nghề nghiệp.",
        "Dịch vụ công trực tuyến một phần\nDịch vụ công trực tuyến một phần đạt yêu cầu.",
        "Đăng nhập hệ thống\nđăng nhập\nđăng nhập hệ thống.",
        "| Cộng hòa xã hội chủ nghĩa | Cộng hòa xã hội chủ nghĩa |",
        "Thu tăng 5% so với cùng kỳ, chi tăng 5% so với cùng kỳ.",
    ],
)
def test_headings_cells_and_longer_items_are_no_clause_twice(text):
    assert found(text, "CCHC655") == []


def test_a_habit_of_commas_is_told_once():
    numbers = [f"{1_234_567 + 1_000_000 * row:,}" for row in range(9)]
    (finding,) = audit_text("; ".join(f"chi {each} đồng" for each in numbers)).only("CCHC663")
    assert "và 3 số khác" in finding.message


# ---------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("abcdđeghik", []),
        ("abcdefghij", []),
        ("abcdđegabc", []),
        ("abcđ", ["đ"]),
        ("abd", ["d"]),
        ("abce", ["e"]),
        ("abcb", []),
        ("abcgh", []),
        ("c", []),
    ],
)
def test_letters_of_a_list_follow_an_alphabet(letters, expected):
    text = "\n".join(f"{letter}) Việc được giao." for letter in letters)
    assert found(text, "CCHC550") == expected
    assert found("Theo điểm a, b, c, đ khoản 2.", "CCHC550") == []


@pytest.mark.parametrize(
    "second",
    [
        "II. KẾT QUẢ (theo biểu kèm theo)",
        "II. MẪU SỔ “Theo dõi”",
        "II. THỜI GIAN: từ nay đến hết năm",
        "II. {{ket_qua}}",
        "II. Kết quả",
        "II- KẾT QUẢ",
        "II – KẾT QUẢ",
        "II/ KẾT QUẢ",
        "II) KẾT QUẢ",
    ],
)
def test_headings_are_counted_however_they_are_written(second):
    text = f"I. CHỈ ĐẠO\nNội dung.\n{second}\nNội dung.\n{{}} ĐÁNH GIÁ\nNội dung."
    assert found(text.format("III."), "CCHC550") == []
    assert found(text.format("V."), "CCHC550") == ["V"]


def test_roman_items_in_small_letters_are_a_list_of_their_own():
    items = "I. Lúa\nII. Ngô\nIII. Khoai\n"
    assert found(f"I. TRỒNG TRỌT\n{items}II. CHĂN NUÔI\n{items}III. KHÁC", "CCHC550") == []
    assert found("I – II\nI. TRỒNG TRỌT\nIII. CHĂN NUÔI", "CCHC550") == ["III"]


@pytest.mark.parametrize("quote", ["“{}”", '"{}"'])
def test_numbers_within_a_quoted_article_are_of_another_text(quote):
    article = quote.format("Điều 9. Phân công\n1. Xã gọi là “đơn vị”:\na) Thu;\nb) Chi.\n2. Tỉnh.")
    if quote[0] == '"':
        article = article.replace("“đơn vị”", "đơn vị")
    text = f"3. Sửa như sau:\na) Bỏ Điều 7;\nb) Bỏ Điều 8;\nc) Sửa Điều 9:\n{article}.\n"
    assert found(f"{text}d) Bỏ Điều 10.\n4. Khác.", "CCHC550") == []
    assert found(f"{text}đ) Bỏ Điều 10.", "CCHC550") == ["đ"]
    assert found(text.replace("b) Chi", "c) Chi"), "CCHC550") == ["c"]


def test_a_heading_is_quoted_as_it_is_written():
    text = "Phương hướng nhiệm vụ Năm 2027.\nIV. NHIỆM VỤ Quý IV năm 2026\nNội dung."
    (finding,) = audit_text(text).only("CCHC332")
    assert (finding.actual, finding.expected) == ("Quý IV năm 2026", "Năm 2027")
    assert "Quý IV năm 2026" in finding.message


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    "span",
    [
        "từ 03/10 đến 15/12/2025",
        "từ ngày 03/10 đến hết ngày 15/12/2025",
        "từ 03.10 đến 15.12.2025",
        "từ ngày 03 tháng 10 đến ngày 15 tháng 12 năm 2025",
        "từ ngày 03 đến ngày 15/12/2025",
    ],
)
def test_the_year_of_a_span_may_stand_once(span):
    counted = "Số liệu tính từ ngày 01/7/2025 đến ngày 30/9/2025; từ ngày 01/7/2025 đến 30/9/2025."
    assert found(f"{counted} Đợt kiểm tra tiếp theo {span}.", "CCHC330") == []
    assert found(f"{counted} Đến ngày 15/12/2025 có 38 công chức.", "CCHC330") == ["15/12/2025"]
    later = "Đến ngày 16/12/2025 có 38 công chức."
    assert found(f"Số liệu tính {span}. Kỳ báo cáo {span}. {later}", "CCHC330") == ["16/12/2025"]
    assert found(f"Hội thi tổ chức {span}. {later}", "CCHC330") == []


# ---------------------------------------------------------------- numbers of documents


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("27/2021QĐ-UBND", "27/2021/QĐ-UBND"),
        ("27/20211/QĐ-UBND", None),
        ("27/20212QĐ-UBND", None),
        ("104/20223/NĐ-CP", None),
    ],
)
def test_a_year_in_a_number_has_four_digits_and_a_slash(number, right):
    (finding,) = audit_text(f"Thực hiện theo văn bản số {number} của tỉnh.").only("CCHC450")
    assert (finding.quote, finding.expected, finding.severity) == (number, right, "warning")
    for silent in ("27/2021/QĐ-UBND", "2021/QĐ-UBND", "tháng 5/2021 QĐ-UBND", "15/5/2021/QĐ-UBND"):
        assert found(f"Thực hiện theo văn bản số {silent} của tỉnh.", "CCHC450") == []


@pytest.mark.parametrize(
    "name",
    [
        "Luật Ban hành văn bản quy phạm pháp luật năm 2015",
        "Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015",
        "Luật Đất đai năm 2024",
    ],
)
def test_a_law_that_is_called_by_its_name_has_no_number_to_write(name):
    assert found(f"Thực hiện {name}.", "CCHC450") == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_nothing_is_said_that_is_not_there(rule):
    """A hint of what to write never says None."""
    for example in (rule.fires, rule.silent):
        assert "None" not in str(audit_text(example)), example
