"""Sweeps over every public call of figures and vietnamese: a new one has to join the table.

Each is made once as it should be, then with one argument of every wrong kind, and under every
ambient decimal context: what comes out is the same text, or an error of this library.
"""

import ast
import copy
import decimal
import inspect
import itertools
import pickle
import unicodedata
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cchc_lib import figures, vietnamese
from cchc_lib.errors import CchcError, FormatError, InvalidTypeError, InvalidValueError
from cchc_lib.figures import Change, Ratio, Rounding, apportion
from cchc_lib.figures.rounding import round_exact
from cchc_lib.vietnamese import (
    clean_text,
    fold_text,
    format_change,
    format_count,
    format_date,
    format_number,
    format_percent,
    format_points,
    format_vnd,
    join_list,
    normalize_text,
    parse_date,
    parse_number,
    parse_percent,
    parse_points,
    parse_roman,
    parse_spelled_vnd,
    parse_vnd,
    parse_words,
    roman,
    spell,
    spell_vnd,
)
from cchc_lib.vietnamese.words import groups, reader

PERIODS = "cchc_lib.vietnamese.periods"  # names of periods have their own tests
LARGE, CHANGE = Decimal("12345678.905"), Change(1268, 1100)
RATE, RATES = Ratio(1219, 1268), Change(Ratio(41, 43), Ratio(30, 40))
WORDS = {"zero": "lẻ", "four": "bốn", "thousand": "ngàn", "billion": "tỉ"}

CALLS = [
    (Ratio, {"part": 1219, "whole": 1268}),
    (RATE.percent, {"places": 1, "rounding": "half-even"}),
    (RATE.__format__, {"spec": ".3f"}),
    (Ratio.parts_printing, {"stated": "99,75%", "whole": 1214, "rounding": Rounding.DOWN}),
    (Change, {"now": 1268, "then": 1100}),
    (CHANGE.percent, {"places": 1, "rounding": "down"}),
    (RATES.points, {"places": 3, "rounding": "half-up"}),
    (apportion, {"weights": [1219, 49, 1], "places": 0}),
    (round_exact, {"value": LARGE, "places": 2, "rounding": "half-up"}),
    (clean_text, {"field": "subject", "value": "Ủy ban"}),
    (fold_text, {"text": "UỶ BAN"}),
    (normalize_text, {"text": "Uỷ ban"}),
    (join_list, {"items": ["a", "b", "c"], "conjunction": "hoặc", "separator": ";"}),
    (format_change, {"change": CHANGE, "unit": "hồ sơ", "places": 1, "padded": True}),
    (format_change, {"change": RATES, "unit": "", "places": 5, "padded": False}),
    (format_change, {"change": CHANGE, "unit": "nghìn đồng", "places": 1, "padded": True}),
    (format_count, {"value": 4, "padded": True}),
    (format_date, {"value": date(2025, 9, 3), "long": True}),
    (format_number, {"value": LARGE, "places": None, "fixed": True}),
    (format_number, {"value": -LARGE, "places": 2, "fixed": False}),
    (format_number, {"value": Fraction(-2, 3), "places": 40, "fixed": False}),
    (format_percent, {"rate": RATE, "places": 2, "fixed": True}),
    (format_percent, {"rate": Decimal("-99.99951"), "places": 2, "fixed": False}),
    (format_points, {"points": Decimal("0.0042"), "places": 2, "fixed": True}),
    (format_vnd, {"amount": -5_147_000_001, "unit": "tỷ đồng", "places": None, "fixed": False}),
    (format_vnd, {"amount": 10**30 + 1, "unit": "triệu", "places": 2, "fixed": True}),
    (roman, {"number": 2025}),
    (spell, {"value": Decimal("-1234567.105"), "decimals": "grouped", **WORDS}),
    (spell, {"value": 10**40 + 4, "decimals": "digits", **WORDS}),
    (
        spell_vnd,
        {"amount": 5_147_000_000, "unit": "tỷ đồng", "even": True, "capital": True, **WORDS},
    ),
    (parse_date, {"text": "ngày 03 tháng 9 năm 2025"}),
    (parse_number, {"text": "12.345.678,905"}),
    (parse_percent, {"text": "96,2215 %"}),
    (parse_points, {"text": "0,4215 điểm phần trăm"}),
    (parse_roman, {"text": "MMXXV"}),
    (parse_spelled_vnd, {"text": "năm phẩy một trăm bốn mươi bảy tỷ đồng"}),
    (parse_vnd, {"text": "5 tỷ 147,123456 triệu đồng"}),
    (parse_words, {"text": "âm mười hai nghìn ba trăm linh năm phẩy chín chín chín năm"}),
    (parse_words, {"text": "hai triệu rưỡi"}),
]
ARGUMENTS = [(call, good, name) for call, good in CALLS for name in good]


def called(value):
    return getattr(value, "__qualname__", None) or repr(value)[:40]


def test_every_public_call_is_swept():
    swept = {call.__name__: call for call, _ in CALLS}
    for package in (figures, vietnamese):
        for name in package.__all__:
            public = getattr(package, name)
            if public.__module__ != PERIODS and public is not Rounding:
                assert name in swept, f"{name} is public and not in the table of calls"
    for owner in (Ratio, Change):
        for name, member in vars(owner).items():
            if not name.startswith("_") and callable(getattr(owner, name)):
                assert name in swept, f"{owner.__name__}.{name}"
                assert not isinstance(member, property)
    for call, good in CALLS:
        if call != RATE.__format__:
            assert set(inspect.signature(call).parameters) == set(good)


def test_signatures_show_types():
    for call, _ in CALLS:
        for parameter in inspect.signature(call).parameters.values():
            annotation = str(parameter.annotation)
            assert annotation not in ("Any", "<class 'inspect._empty'>")
            assert annotation != "object" or call is clean_text, f"{call}: {parameter}"
    for call in (RATE.percent, CHANGE.percent, CHANGE.points, Ratio.parts_printing, round_exact):
        shown = str(inspect.signature(call).parameters["rounding"].annotation)
        assert shown == "Rounding | Literal['half-up', 'half-even', 'down']"


class Unprintable:
    def __repr__(self):
        raise RuntimeError


class Unhashed:
    __hash__ = None


class Letters(str, Enum):  # noqa: UP042 - unlike a StrEnum it prints as Letters.A
    A = "a"


WRONG = [1.5, float("nan"), b"5", 1j, object(), print, Unprintable(), Unhashed(), [1.5], {1.5}]
STRANGE = [
    *(None, True, -1, 0, 10**5000, "", "5", "\ud800", "x" * 200_000, Letters.A, [], {}, [[]], int),
    *(Decimal("sNaN"), Decimal("-Infinity"), Decimal("1E+999999999"), Decimal("1E-999999999")),
    *(
        Decimal("0E+999999999"),
        Fraction(1, 3),
        Fraction(1, 10**5000),
        date(2025, 9, 3),
        RATE,
        CHANGE,
    ),
]


@pytest.mark.parametrize(("call", "good", "name"), ARGUMENTS, ids=called)
def test_a_wrong_type_is_refused_by_name(call, good, name):
    call(*good.values()) if name == "spec" else call(**good)
    if call is clean_text and name == "field":
        return  # the name itself, which only an error shows
    for junk in WRONG:
        with pytest.raises(InvalidTypeError) as caught:
            call(junk) if name == "spec" else call(**{**good, name: junk})
        path = {"spec": "format of a Ratio", "value": good.get("field", "value")}.get(name, name)
        assert caught.value.path in (path, f"{path}[0]")
        assert caught.value.got is junk or junk in ([1.5], {1.5})


@pytest.mark.parametrize(("call", "good", "name"), ARGUMENTS, ids=called)
def test_strange_values_are_taken_or_refused_as_ours(call, good, name):
    for junk in STRANGE:
        try:
            call(junk) if name == "spec" else call(**{**good, name: junk})
        except CchcError as error:
            if name != "field":
                check_refusal(error)


def check_refusal(error):
    """Assert what a form and another process need of an error."""
    assert error.path
    assert error.accepted
    assert str(error) == error.args[0]
    path, _, accepted_vi = error.message_vi.rpartition("; cần: ")
    got = "chưa có giá trị" if error.got is None else "nhận được "
    assert path.startswith(f"{error.path}: {got}")
    assert str(error).endswith(f"; accepted: {error.accepted}")
    assert accepted_vi != error.accepted
    assert unicodedata.is_normalized("NFC", accepted_vi)
    assert not accepted_vi.isascii()
    assert "ví dụ" in accepted_vi or " hoặc " in accepted_vi
    for again in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(again) is type(error)
        for held in ("args", "path", "accepted", "message_vi"):
            assert getattr(again, held) == getattr(error, held)
        assert again.got is error.got or repr_of(again.got) == repr_of(error.got)


def repr_of(value):
    return str(value) if isinstance(value, Decimal) else value


def test_every_refusal_of_the_source_says_it_in_two_languages():
    """Also those that no sweep comes by: the fourth text is not the third again."""
    seen = 0
    for package in (figures, vietnamese):
        for path in Path(package.__file__).parent.glob("*.py"):
            if path.stem == "periods":
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    made = ast.unparse(node.exc.func)
                    plain = made.endswith("Error") and not made.startswith("_")
                    assert not plain or len(node.exc.args) > 1, f"{path.name}:{node.lineno}"
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error.refuse"):
                    _, _, english, vietnamese_text = map(ast.unparse, node.args)
                    assert english != vietnamese_text, f"{path.name}:{node.lineno}"
                    seen += 1
    assert seen > 30


MODES = [
    *(decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING, decimal.ROUND_FLOOR),
    *(decimal.ROUND_05UP, decimal.ROUND_HALF_DOWN),
]
SIGNALS = list(decimal.Context().flags)


def contexts():
    """Every ambient context that could change a figure: all but no precision, every trap set."""
    for prec, mode in itertools.product((1, 2, 3), MODES):
        for traps in ([], SIGNALS):
            yield decimal.Context(prec, mode, Emin=-1, Emax=1, capitals=0, clamp=1, traps=traps)


@pytest.mark.parametrize(("call", "good"), CALLS, ids=called)
def test_no_ambient_context_changes_what_comes_out(call, good):
    def outcome():
        return call(*good.values()) if call == RATE.__format__ else call(**good)

    expected = outcome()
    for context in contexts():
        with decimal.localcontext(context):
            found = outcome()
        assert (type(found), str(found)) == (type(expected), str(expected))


@given(
    st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, allow_infinity=False),
    st.integers(-(10**20), 10**20),
    st.integers(1, 10**20),
    st.integers(0, 12),
    st.sampled_from(list(contexts())),
    st.sampled_from(Rounding),
)
def test_no_ambient_context_changes_any_number(value, whole, base, places, context, mode):
    def outcomes():
        rate, change = Ratio(abs(whole), base), Change(whole, base)
        written = format_number(value), format_vnd(whole, unit="tỷ đồng"), format_percent(value)
        return (
            *written,
            *(parse_number(written[0]), parse_vnd(written[1]), parse_percent(written[2])),
            *(format_number(value, places=places), format_points(value, places=places)),
            *(parse_words(spell(value)), parse_spelled_vnd(spell_vnd(whole, unit="tỷ đồng"))),
            *(str(rate), rate.percent(places, mode), change.percent(places, mode)),
            *(round_exact(value, places, mode), format_change(change, places=places)),
            *(rate.complement if rate.part <= rate.whole else None, change.growth, rate.value),
            *(Change(rate, Ratio(1, 3)).points(places, mode), apportion([base, abs(whole)])),
            list(Ratio.parts_printing("33,3%", whole=base % 1000, rounding=mode)),
        )

    expected = outcomes()
    with decimal.localcontext(context):
        found = outcomes()
    assert tuple(map(str, found)) == tuple(map(str, expected))


CHOSEN = [
    (join_list, "conjunction", "hoặc"),
    (join_list, "separator", ";"),
    (format_vnd, "unit", "tỷ đồng"),
    (spell_vnd, "unit", "tỷ đồng"),
    (format_change, "unit", "hồ sơ"),
    *((call, name, value) for call in (spell, spell_vnd) for name, value in WORDS.items()),
    (spell, "decimals", "digits"),
    (RATE.percent, "rounding", "half-even"),
]


@pytest.mark.parametrize(("call", "name", "value"), CHOSEN, ids=called)
def test_an_option_may_be_a_member_of_an_enum(call, name, value):
    """Whoever keeps options in an enum of text passes its member; its value is what is printed."""
    good = next(good for known, good in CALLS if known == call)
    member = Enum("Option", {"CHOSEN": value}, type=str).CHOSEN
    reader.cache_clear()  # whoever comes first, what is cached must not hold the member's name
    groups.cache_clear()
    printed = call(**{**good, name: member})
    assert printed == call(**{**good, name: value})
    assert "Option" not in str(printed)
    other = Enum("Option", {"CHOSEN": value + "x"}, type=str).CHOSEN
    if (call, name) != (format_change, "unit"):
        with pytest.raises(InvalidValueError, match=rf"^{name}: "):
            call(**{**good, name: other})


@pytest.mark.parametrize(
    ("call", "text"), [(call, good["text"]) for call, good in CALLS if "text" in good], ids=called
)
def test_text_may_be_a_member_of_an_enum_and_have_any_space(call, text):
    member = Enum("Text", {"STATED": text}, type=str).STATED
    assert call(member) == call(text)
    if call in (normalize_text, fold_text, parse_roman):
        return  # these read no number, amount or date: a space is theirs to keep, or none
    for space in "\u00a0\u202f\u2009\t":
        assert call(f"{space}{text}{space}".replace(" ", space)) == call(text)
    assert call(unicodedata.normalize("NFD", text)) == call(text)
    assert call(text + " " * 90_000) == call(text)
    with pytest.raises(FormatError):  # longer than any number is, and never looked at
        call(text + " " * 100_000)
