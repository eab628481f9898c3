"""Number words: vectors, an independent oracle, the inverse, and what is refused."""

import random
import re
import unicodedata
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given, strategies as st

from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.vietnamese import parse_spelled_vnd, parse_words, spell, spell_vnd

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

VARIANTS = st.fixed_dictionaries(
    {},
    optional={
        "zero": st.sampled_from(["linh", "lẻ"]),
        "four": st.sampled_from(["tư", "bốn"]),
        "thousand": st.sampled_from(["nghìn", "ngàn"]),
        "billion": st.sampled_from(["tỷ", "tỉ"]),
    },
)


def vectors():
    lines = Path(__file__).with_name("number-words.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            number, reading, *others = line.split("\t")
            exact = int(number) if re.fullmatch("-?[0-9]+", number) else Decimal(number)
            yield pytest.param(exact, reading, others, id=number)


@pytest.mark.parametrize(("number", "reading", "others"), list(vectors()))
def test_vectors(number, reading, others):
    assert spell(number) == reading
    for accepted in (reading, *others):
        assert parse_words(accepted) == number


def oracle(number):
    """Spell every digit with its place, then rewrite what speech contracts: no tables, no div."""
    if number < 0:
        return "âm " + oracle(-number)
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    words = []
    for start in range(0, len(digits), 3):
        place = (len(digits) - start) // 3 - 1
        hundreds, tens, units = (DIGITS[int(digit)] for digit in digits[start : start + 3])
        if digits[start : start + 3] != "000":
            words += [hundreds, "trăm", tens, "mươi", units, ("", "nghìn", "triệu")[place % 3]]
        if place and place % 3 == 0:
            words.append("tỷ")
    text = " ".join(word for word in words if word)
    for spelled, said in (
        (r"^không trăm (không mươi )?", ""),
        (r" không mươi không", ""),
        (r"không mươi", "linh"),
        (r"một mươi", "mười"),
        (r"(mươi|mười) không", r"\1"),
        (r"mươi một", "mươi mốt"),
        (r"mươi bốn", "mươi tư"),
        (r"(mươi|mười) năm", r"\1 lăm"),
    ):
        text = re.sub(spelled, said, text)
    return text or "không"


def test_oracle_agrees_on_every_small_number():
    for number in range(20_000):
        assert spell(number) == oracle(number)


def test_oracle_agrees_on_random_numbers():
    chance = random.Random(20_251_111)
    for _ in range(100_000):
        # few digits that are not zero, often: the zero groups are where readings go wrong
        size = chance.randrange(1, 22)
        sparse = chance.random() < 0.5
        digits = (chance.choice("0000012459" if sparse else "0123456789") for _ in range(size))
        number = int("".join(digits)) * chance.choice((1, 1, 1, -1))
        assert spell(number) == oracle(number)


@given(st.integers(-(10**21), 10**21), st.integers(0, 10**6))
def test_decimals_are_read_after_the_whole(whole, fraction):
    digits = f"{fraction}".rstrip("0") or "0"
    sign = "-" if whole < 0 else ""
    number = Decimal(f"{sign}{abs(whole)}.{fraction}")
    expected = spell(whole)
    if digits != "0":
        grouped = len(digits) <= 3
        read = oracle(int(digits)) if grouped else " ".join(DIGITS[int(d)] for d in digits)
        expected += f" phẩy {read}"
    assert spell(number) == expected


@given(st.integers(), VARIANTS)
def test_reading_inverts_every_variant(number, variants):
    assert parse_words(spell(number, **variants)) == number


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    VARIANTS,
    st.sampled_from(["grouped", "digits"]),
)
def test_reading_inverts_decimals(number, variants, decimals):
    if abs(number.adjusted()) > 10_000:
        number = Decimal((number.as_tuple().sign, number.as_tuple().digits, -2))
    read = parse_words(spell(number, decimals=decimals, **variants))
    assert read == number
    assert not (read == 0 and str(read).startswith("-"))


@given(st.decimals(places=3, allow_nan=False, allow_infinity=False))
def test_the_ambient_context_changes_nothing(number):
    with localcontext(prec=1):
        words = spell(number)
        assert parse_words(words) == number
    assert words == spell(number)


@given(st.text(max_size=30) | st.lists(st.sampled_from([
    *DIGITS, "mươi", "mười", "mốt", "tư", "lăm", "nhăm", "linh", "lẻ", "trăm", "nghìn", "ngàn",
    "triệu", "tỷ", "tỉ", "phẩy", "âm", "đồng",
]), max_size=8).map(" ".join))  # fmt: skip
def test_what_is_read_means_one_number(text):
    """Whatever is accepted is spelled back to words that mean the same number."""
    try:
        number = parse_words(text)
    except FormatError:
        return
    assert parse_words(spell(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "âm", "phẩy", "năm phẩy", "phẩy năm", "hai hai mươi", "hai mươi năm",
        "hai mươi một", "mười tư", "tư", "mốt", "lăm", "linh năm", "một nghìn năm",
        "một trăm năm", "một nghìn không", "một trăm không", "không nghìn",
        "không nghìn không trăm linh một", "không không", "một triệu triệu",
        "một nghìn hai triệu", "một nghìn một nghìn", "một nghìn một trăm nghìn",
        "một triệu một trăm triệu", "một nghìn một trăm triệu", "nghìn", "tỷ", "một trăm trăm",
        "một tỷ không tỷ", "năm phẩy hai tỷ nghìn", "hai phẩy ba phẩy bốn", "âm âm một",
        "một âm", "hai mươi tư đồng", "24", "năm, sáu", "twenty", "không trăm linh một",
        "hăm", "hăm mươi", "hăm một", "hăm năm", "băm", "hai ba", "một mốt", "một tư", "mười mốt",
        "một trăm mốt", "một nghìn lẻ", "một nghìn lẻ mười", "một nghìn lẻ hai tư", "lẻ tám",
        "năm phẩy lẻ tám", "năm phẩy không trăm linh năm", "rưỡi", "triệu rưỡi", "hai rưỡi",
        "mười rưỡi", "hai trăm nghìn rưỡi", "hai nghìn tỷ rưỡi", "hai triệu rưỡi nghìn",
        "năm phẩy hai triệu rưỡi", "không trăm rưỡi", "một triệu không nghìn rưỡi",
        "hai triệu rưỡi rưỡi", "hai chục",
        "\ud800", "năm phẩy mười nghìn hai", "hai muơi",
    ],
)  # fmt: skip
def test_nonsense_is_refused(text):
    with pytest.raises(FormatError, match="accepted: a number in words"):
        parse_words(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("HAI MƯƠI TƯ", 24),
        ("  hai\tmươi \u00a0 bốn ", 24),
        ("một tỷ không triệu không nghìn không trăm linh một", 10**9 + 1),
        ("một triệu không nghìn", 10**6),
        ("năm phẩy một trăm bốn mươi bảy tỷ", 5_147_000_000),
        ("hai phẩy năm nghìn tỷ", 2_500_000_000_000),
        ("không phảy năm", Decimal("0.5")),
        ("âm không", 0),
        ("một ngàn lẻ tám", 1008),
        ("một nghìn linh tám", 1008),
        ("một triệu lẻ năm", 1_000_005),
        ("một triệu lẻ năm nghìn", 1_005_000),
        ("một triệu năm nghìn", 1_005_000),
        ("hai tỷ tám mươi triệu mười nghìn", 2_080_010_000),
        ("hăm ba", 23),
        ("hăm mốt", 21),
        ("hăm nhăm nghìn", 25_000),
        ("một trăm hăm tư", 124),
        ("băm lăm", 35),
        ("hai tư", 24),
        ("hai mốt", 21),
        ("ba trăm sáu lăm", 365),
        ("hai mươi bẩy", 27),
        ("không phẩy hai tư", Decimal("0.24")),
        ("hai triệu rưỡi", 2_500_000),
        ("một nghìn rưởi", 1500),
        ("âm ba tỷ rưỡi", -3_500_000_000),
        ("hai trăm rưỡi", 250),
        ("năm tỷ không trăm linh hai triệu rưỡi", 5_002_500_000),
        ("hai\u202fmươi\u2009tư", 24),
    ],
)
def test_spoken_forms_are_read(text, number):
    assert parse_words(text) == number


@given(st.integers(0, 10**15), VARIANTS)
def test_spoken_tens_mean_what_the_written_ones_do(number, variants):
    """Whatever number: contracting its tens, where speech does, leaves it the same number."""
    words = spell(number, **variants)
    unmarked = re.sub(r" mươi (mốt|tư|lăm)\b", r" \1", words)
    contracted = re.sub(r"\bhai mươi (?=[^ ]+)(?!tỷ|tỉ|triệu|nghìn|ngàn)", "hăm ", words)
    contracted = re.sub(r"\bba mươi (?=[^ ]+)(?!tỷ|tỉ|triệu|nghìn|ngàn)", "băm ", contracted)
    for said in (unmarked, contracted, words.replace("bảy", "bẩy").replace("lăm", "nhăm")):
        assert parse_words(said) == number
        assert parse_spelled_vnd(f"{said} đồng") == number


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(["nghìn", "triệu", "tỷ"]))
def test_a_hundred_of_nothing_may_go_unsaid(head, unit, scale):
    words = spell(head * parse_words(f"một {scale}") + unit)
    assert " không trăm linh " in words
    said = words.replace(" không trăm", "")
    assert parse_words(said) == parse_words(words)
    with pytest.raises(FormatError):
        parse_words(said.replace(" linh", ""))


def test_decomposed_letters_are_read():
    assert parse_words(unicodedata.normalize("NFD", "hai mươi tư tỷ")) == 24 * 10**9


def test_zero_read_back_has_no_minus():
    assert str(parse_words("âm không phẩy không")) == "0.0"


def test_types_of_what_is_read():
    assert type(parse_words("năm")) is int
    assert type(parse_words("năm phẩy không")) is Decimal


@pytest.mark.parametrize("size", [1, 18, 640, 4299])
def test_any_size_within_the_limit(size):
    number = 7 * 10**size + 5
    assert parse_words(spell(number)) == number
    assert parse_words(spell(-number)) == -number
    assert parse_spelled_vnd(spell_vnd(number, unit="tỷ đồng")) == number


def test_the_limit_is_that_of_every_number():
    for value in (10**4300, -(10**4300), Decimal("1E+4300"), Decimal("1E-4301")):
        with pytest.raises(InvalidValueError, match=r"^value: .*at most 4300 digits"):
            spell(value)
    with pytest.raises(InvalidValueError, match=r"^amount: .*at most 4300 digits"):
        spell_vnd(10**4300)
    long = "một" + " tỷ" * 478  # 10**4302
    ones = "không phẩy" + " một" * 4301
    for words in (long, ones, "năm phẩy hai" + " tỷ" * 478):
        with pytest.raises(FormatError, match="at most 4300 digits"):
            parse_words(words)
    with pytest.raises(FormatError, match="at most 4300 digits"):
        parse_spelled_vnd(f"{long} đồng")
    assert parse_words("một" + " tỷ" * 477) == 10**4293
    assert parse_words("không phẩy" + " một" * 4300).as_tuple().exponent == -4300


def test_reading_time_grows_with_the_length():
    words = spell(int("123456789" * 200))
    twice = f"{words} tỷ {words}"
    assert growth(lambda: parse_words(words), lambda: parse_words(twice), 3) < 3


@pytest.mark.parametrize(
    ("options", "reading"),
    [
        ({}, "Hai mươi triệu tám trăm nghìn đồng"),
        ({"even": True}, "Hai mươi triệu tám trăm nghìn đồng chẵn"),
        ({"capital": False}, "hai mươi triệu tám trăm nghìn đồng"),
        ({"unit": "triệu đồng"}, "Hai mươi phẩy tám triệu đồng"),
        ({"unit": "nghìn đồng"}, "Hai mươi triệu tám trăm nghìn đồng"),
        ({"thousand": "ngàn"}, "Hai mươi triệu tám trăm ngàn đồng"),
    ],
)
def test_amounts(options, reading):
    assert spell_vnd(20_800_000, **options) == reading
    assert parse_spelled_vnd(reading) == 20_800_000


def test_an_amount_in_words_ends_with_its_currency():
    with pytest.raises(InvalidValueError, match="tỷ đồng"):
        spell_vnd(5, unit="tỷ")


def test_negative_amounts_begin_with_a_capital_too():
    assert spell_vnd(-5) == "Âm năm đồng"


@given(
    st.integers(),
    st.sampled_from(["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "tỉ đồng", "nghìn tỷ đồng"]),
    st.booleans(),
    st.booleans(),
    VARIANTS,
    st.sampled_from(["", ".", "./.", " ./."]),
)
def test_reading_inverts_amounts(amount, unit, even, capital, variants, ending):
    text = spell_vnd(amount, unit=unit, even=even, capital=capital, **variants)
    assert parse_spelled_vnd(text + ending) == amount


@pytest.mark.parametrize(
    "text",
    ["", "đồng", "năm", "năm đồng năm", "năm phẩy năm đồng", "năm chẵn", "x đồng",
     "năm đồng chẵn chẵn"],
)  # fmt: skip
def test_amounts_that_are_none(text):
    with pytest.raises(FormatError):
        parse_spelled_vnd(text)


@pytest.mark.parametrize("option", ["zero", "four", "thousand", "billion", "decimals"])
def test_unknown_variants_are_refused(option):
    with pytest.raises(InvalidValueError, match=option):
        spell(5, **{option: "lẽ"})
    for junk in ([], {}, None, 5, True):
        with pytest.raises(InvalidTypeError, match=f"^{option}: "):
            spell(5, **{option: junk})
