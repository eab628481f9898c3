"""Text: tones where official texts put them, and nothing else touched."""

import unicodedata
from enum import Enum

import pytest
from growth import growth
from hypothesis import given, strategies as st

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese import clean_text, fold_text, join_list, normalize_text
from cchc_lib.vietnamese.text import composed

PIECES = ["gi", "h", "kh", "ng", "t", "q", "Q", "n", "o", "u", "O", "U", "a", "e", "y", "à", "ạ",
          "ẽ", "ỷ", "Ỷ", "À", "ò", "ủ", "\u0300", "\u0309", "\u0323", " ", "-"]  # fmt: skip
TEXT = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("late", "early"),
    [
        ("hoà", "hòa"), ("hoá", "hóa"), ("hoả", "hỏa"), ("toã", "tõa"), ("hoạ", "họa"),
        ("khoẻ", "khỏe"), ("loè", "lòe"), ("uỷ", "ủy"), ("thuỷ", "thủy"), ("tuỳ", "tùy"),
        ("luỹ", "lũy"), ("nguỵ", "ngụy"), ("huý", "húy"), ("oà", "òa"), ("xoá", "xóa"),
        ("UỶ BAN", "ỦY BAN"), ("Uỷ ban", "Ủy ban"), ("CỘNG HOÀ", "CỘNG HÒA"), ("Hoà", "Hòa"),
        ("hoà-thuỷ/khoẻ.", "hòa-thủy/khỏe."), ("đoá", "đóa"), ("doạ", "dọa"), ("ngoạ", "ngọa"),
    ],
)  # fmt: skip
def test_open_syllables_are_rewritten(late, early):
    assert normalize_text(late) == early
    assert normalize_text(unicodedata.normalize("NFD", late)) == early
    assert fold_text(late) == fold_text(early) == fold_text(early.upper())


@pytest.mark.parametrize(
    "text",
    [
        "quý", "quỳ", "quỷ", "quỹ", "quỵ", "QUÝ", "quà", "giá", "già", "hoàn", "toàn", "khoản",
        "hoài", "xoáy", "khuỷu", "quyển", "tuyến", "huỳnh", "thuở", "thuế", "của", "mùa", "hòa",
        "ủy", "khỏe", "Chloé", "Zoé", "moèn", "xnghoà", "oằn", "chuyện", "kilooà", "", "abc",
    ],
)  # fmt: skip
def test_other_syllables_stay(text):
    assert normalize_text(text) == unicodedata.normalize("NFC", text)


@given(TEXT)
def test_normalizing_twice_changes_nothing(text):
    once = normalize_text(text)
    assert normalize_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert normalize_text(unicodedata.normalize("NFD", text)) == once


@given(TEXT)
def test_only_tones_move(text):
    """Without marks, normalizing changes nothing: letters, capitals and their order stay."""

    def bare(value):
        return [c for c in unicodedata.normalize("NFD", value) if not unicodedata.combining(c)]

    assert bare(normalize_text(text)) == bare(text)


@given(TEXT)
def test_folding_is_stable_and_coarser(text):
    folded = fold_text(text)
    assert fold_text(folded) == folded
    assert fold_text(normalize_text(text)) == folded


@given(st.lists(st.text(max_size=5), max_size=6), st.sampled_from(["và", "hoặc"]))
def test_a_list_holds_its_items_in_order(items, conjunction):
    text = join_list(items, conjunction=conjunction)
    links = [", "] * (len(items) - 2) + [f" {conjunction} "] * (len(items) > 1) + [""]
    assert text == "".join(item + link for item, link in zip(items, links, strict=False))


@pytest.mark.parametrize(
    ("items", "options", "text"),
    [
        ([], {}, ""),
        (["a"], {}, "a"),
        (["a", "b"], {}, "a và b"),
        (("a", "b", "c"), {}, "a, b và c"),
        (iter("abcd"), {}, "a, b, c và d"),
        (["a", "b", "c"], {"conjunction": "hoặc"}, "a, b hoặc c"),
        (["a, x", "b", "c"], {"separator": ";"}, "a, x; b và c"),
        (["{0}", "{1}"], {}, "{0} và {1}"),
    ],
)
def test_join_list(items, options, text):
    assert join_list(items, **options) == text


@pytest.mark.parametrize("items", ["abc", None, 5, [1], ["a", None]])
def test_lists_hold_texts(items):
    with pytest.raises(InvalidTypeError):
        join_list(items)


@pytest.mark.parametrize("option", ["conjunction", "separator"])
def test_other_links_are_refused(option):
    with pytest.raises(InvalidValueError, match=option):
        join_list(["a", "b"], **{option: "và/hoặc"})


@pytest.mark.parametrize("text", ["Ủy ban", "", "a\u00a0b", "2021 - 2030", "\U0001f600"])
def test_one_paragraph_of_text_comes_back_composed(text):
    assert clean_text("subject", unicodedata.normalize("NFD", text)) == text


@pytest.mark.parametrize(
    ("text", "where"),
    [("a\nb", "U.000A at character 2"), ("\t", "U.0009"), ("\ud800", "U.D800"),
     ("a\u2028", "U.2028"), ("\x00", "U.0000"), ("\uffff", "U.FFFF")],
)  # fmt: skip
def test_what_no_paragraph_can_hold_is_refused(text, where):
    with pytest.raises(InvalidValueError, match=f"^subject: .*{where}"):
        clean_text("subject", text)


MARKS = st.sampled_from("\u0300\u0301\u0323\u031b\u0345\u0327\u0f73\u0f71\u20dd\u3099\u05b0")


@given(st.lists(st.text(max_size=3) | st.lists(MARKS, max_size=80).map("".join), max_size=6))
def test_composing_is_the_nfc_of_unicode(pieces):
    text = "ế".join(pieces)
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert composed("…" * 40 + text + "—" * 40) == unicodedata.normalize(
        "NFC", "…" * 40 + text + "—" * 40
    )


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u0323\u0301\u031b"])
@pytest.mark.parametrize("read", [composed, normalize_text, fold_text])
def test_the_time_to_compose_grows_with_the_length(read, marks):
    short, long = ("a" + marks * size + "…" for size in (4000, 16_000))
    # where neighbours are exchanged it is 16 times
    assert growth(lambda: read(short), lambda: read(long), 8) < 8


def test_a_letter_has_few_marks():
    assert clean_text("subject", "a" + "\u0323" * 30)
    assert clean_text("subject", "Điểm a)" + "…" * 500 + "—" * 500)
    with pytest.raises(InvalidValueError, match=r"^subject: .*at most 30 marks"):
        clean_text("subject", "a" + "\u0323" * 31)
    with pytest.raises(InvalidValueError, match=r"^subject: .*at most 30 marks"):
        clean_text("subject", "…" * 40 + "\u0301\u0323" * 40_000)


class Sector(str, Enum):  # noqa: UP042 - unlike a StrEnum it prints as Sector.LAND
    LAND = "Hoà đất"


class Name(str):
    def __str__(self):
        return "other"


@pytest.mark.parametrize("text", [Sector.LAND, Name("Hoà đất")])
def test_text_is_its_plain_characters(text):
    for read in (lambda one: clean_text("subject", one), normalize_text, fold_text):
        plain = read(text)
        assert type(plain) is str
        assert plain == read("Hoà đất")
        assert f"{plain}" == f"{read('Hoà đất')}"
    joined = join_list([text, text, text])
    assert type(joined) is str
    assert joined == "Hoà đất, Hoà đất và Hoà đất"
    assert type(join_list([text])) is str


@pytest.mark.parametrize("value", [5, True, 1.5, b"a", None, ["a"]])
def test_what_is_no_text_stays_none(value):
    for read in (lambda one: clean_text("text", one), normalize_text, fold_text):
        with pytest.raises(InvalidTypeError, match=r"^text: "):
            read(value)


def test_a_paragraph_is_text():
    with pytest.raises(InvalidTypeError, match="subject"):
        clean_text("subject", 5)
