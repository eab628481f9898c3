"""What was not given is computed when asked: evolve, equality, hashing, copies, what prints."""

import copy
import inspect
import pickle
from datetime import date, datetime
from enum import Enum
from typing import get_args

import attrs
import pytest
from hypothesis import given, strategies as st
from strategies import periods

import cchc_lib as cchc
from cchc_lib import Agency, Citation, Level, Period, Signatory, SignatureAuthority
from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError
from cchc_lib.report.agency import LevelName
from cchc_lib.report.signatory import SignatureAuthorityName
from cchc_lib.vietnamese.periods import PeriodKind, PeriodKindName

WARD = Agency(name="Ủy ban nhân dân phường 3")
COMMUNE = Agency(name="Ủy ban nhân dân xã Mai Hoa")
PROVINCE = Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
OFFICE = Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=COMMUNE)
NAMES = st.sampled_from(
    ["Ủy ban nhân dân xã Mai Hoa", "Ủy ban nhân dân phường 3", "Ủy ban nhân dân tỉnh Hà Tĩnh",
     "Ủy ban nhân dân đặc khu Phú Quốc", "Ủy ban nhân dân Thành phố Hồ Chí Minh"]
)  # fmt: skip


def said(agency):
    return (
        *(agency.name, agency.parent, agency.level, agency.symbol, agency.place, agency.head),
        *(agency.short_name, agency.parent_line, agency.letterhead_lines),
    )


@given(NAMES, NAMES)
def test_another_name_leaves_nothing_of_the_old_behind(old, new):
    assert said(attrs.evolve(Agency(name=old), name=new)) == said(Agency(name=new))


def test_another_parent_moves_the_unit():
    moved = attrs.evolve(OFFICE, parent=PROVINCE)
    assert (moved.level, moved.place) == (Level.DEPARTMENT, "Hà Tĩnh")
    moved = attrs.evolve(OFFICE, parent=attrs.evolve(COMMUNE, name="UBND phường 3"))
    assert (moved.level, moved.place, moved.parent_line) == (
        Level.COMMUNE_UNIT,
        "Phường 3",
        "UBND PHƯỜNG 3",
    )


def test_what_was_given_stays():
    given_ = Agency(name="Ủy ban nhân dân phường Trần Phú", place="Phường Trần Phú", head="Bà chủ")
    other = attrs.evolve(given_, name="Ủy ban nhân dân xã Mai Hoa")
    assert (other.level, other.place, other.head) == (Level.COMMUNE, "Phường Trần Phú", "Bà chủ")
    assert attrs.evolve(other, place=None).place == "Mai Hoa"


def test_what_no_longer_follows_is_refused():
    with pytest.raises(InvalidValueError, match=r"Agency\.symbol"):
        attrs.evolve(COMMUNE, name="Sở Nội vụ")
    with pytest.raises(InvalidValueError, match=r"Agency\.name"):
        attrs.evolve(OFFICE, parent=None)


@given(periods, periods)
def test_another_period_leaves_nothing_of_the_old_window_behind(old, new):
    parts = {name: getattr(new, name) for name in ("kind", "calendar_year", "index", "last_year")}
    moved = attrs.evolve(old, **parts)
    assert (moved.start, moved.end, str(moved)) == (new.start, new.end, str(new))
    assert moved == new


def test_another_year_brings_another_window():
    moved = attrs.evolve(Period.half(2026, 1), calendar_year=2025)
    assert (moved.start, moved.end) == (date(2024, 12, 15), date(2025, 6, 14))
    own = Period.year(2026, start=date(2026, 2, 1))
    moved = attrs.evolve(own, calendar_year=2027)
    assert (moved.start, moved.end) == (date(2026, 2, 1), date(2027, 12, 14))


PAIRS = [
    (COMMUNE, Agency(name="UBND XÃ MAI HOA")),
    (COMMUNE, Agency(name=COMMUNE.name, level="commune", symbol="UBND", place="Mai Hoa")),
    (COMMUNE, Agency(name=COMMUNE.name, level=Level.COMMUNE, head="Chủ tịch")),
    (Period.year(2025), Period.year(2025, start=date(2024, 12, 15))),
    (Period.quarter(2025, 3), Period(kind="quarter", calendar_year=2025, index=3)),
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=repr)
def test_what_says_the_same_is_equal(one, other):
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COMMUNE, WARD),
        (COMMUNE, attrs.evolve(COMMUNE, head="Quyền Chủ tịch")),
        (COMMUNE, attrs.evolve(COMMUNE, unit_code="00004")),
        (COMMUNE, COMMUNE.name),
        (Period.year(2025), Period.year(2025, end=date(2025, 11, 11))),
        (Period.year(2025), Period.nine_months(2025)),
        (Period.year(2025), 2025),
    ],
)
def test_what_differs_is_not_equal(one, other):
    assert one != other


VALUES = [
    *(WARD, OFFICE, attrs.evolve(COMMUNE, identifier="H27.12.3", unit_code="00004")),
    *(Period.years(2021, 2030), Period.year(2025, start=date(2025, 7, 1))),
    Period(kind="month", calendar_year=2025, index=3, label="tháng Ba"),
    Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", authority="KT."),
    Citation.parse("Quyết định số 130/QĐ-UBND ngày 24/7/2025"),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_copies_are_whole(value):
    for made in (
        *(copy.copy(value), copy.deepcopy(value), attrs.evolve(value)),
        *(pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, 6)),
    ):
        assert made == value
        assert hash(made) == hash(value)
        assert repr(made) == repr(value)


@pytest.mark.parametrize("value", VALUES[:-2], ids=repr)
def test_an_object_prints_as_the_code_that_makes_it(value):
    named = repr(value).replace("<", "").replace(">", "")
    assert "_level" not in named
    assert "_start" not in named
    assert "None" not in named


def test_repr_shows_what_was_given():
    assert repr(COMMUNE) == "Agency(name='Ủy ban nhân dân xã Mai Hoa')"
    assert repr(OFFICE) == (
        "Agency(name='Văn phòng HĐND và UBND', "
        "parent=Agency(name='Ủy ban nhân dân xã Mai Hoa'), symbol='VP')"
    )


def test_frozen():
    for value, name in ((COMMUNE, "level"), (COMMUNE, "name"), (Period.year(2025), "start")):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_texts_of_literals_are_the_values():
    for literal, enumeration in (
        (LevelName, Level),
        (SignatureAuthorityName, SignatureAuthority),
        (PeriodKindName, PeriodKind),
    ):
        assert get_args(literal) == tuple(enumeration)


@pytest.mark.parametrize("owner", [Agency, Period, Signatory, Citation])
def test_signatures_tell_types(owner):
    parameters = inspect.signature(owner).parameters.values()
    for parameter in parameters:
        assert "Any" not in str(parameter.annotation)
        assert parameter.annotation not in ("object", inspect.Parameter.empty)
        assert parameter.kind is parameter.KEYWORD_ONLY


class S(str, Enum):  # noqa: UP042
    """An enumeration as users write it: it prints its name."""

    LAND = "đất đai"
    LEVEL = "ward"
    KT = "KT."
    KIND = "year"
    CODE = "QĐ-UBND"


def test_text_enumerations_are_their_values():
    agency = Agency(name=S.LAND, level=S.LEVEL, symbol=S.CODE, place=S.LAND, head=S.LAND)
    assert (f"{agency.name} {agency.symbol} {agency.place}") == "đất đai QĐ-UBND đất đai"
    assert agency.level is Level.WARD
    signatory = Signatory(name=S.LAND, position=S.LAND, authority=S.KT)
    assert f"{signatory.name} {signatory.position}" == "đất đai đất đai"
    assert signatory.lines(COMMUNE)[1:] == ("KT. CHỦ TỊCH", "ĐẤT ĐAI")
    assert str(Period(kind=S.KIND, calendar_year=2025, label=S.LAND)) == "đất đai"
    cited = Citation(kind=S.LAND, number=1, symbol=S.CODE, issuer=S.LAND, subject=S.LAND)
    assert str(cited) == "Đất đai số 01/QĐ-UBND của đất đai về đất đai"


BLANK = ["", " ", "\u00a0", "\u200b", " \u200b\u00a0\u2060\ufeff", "\u3164", "\u00ad"]


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda text: Agency(name=text), "Agency.name"),
        (lambda text: attrs.evolve(COMMUNE, symbol=text), "Agency.symbol"),
        (lambda text: attrs.evolve(COMMUNE, place=text), "Agency.place"),
        (lambda text: attrs.evolve(COMMUNE, head=text), "Agency.head"),
        (lambda text: attrs.evolve(COMMUNE, identifier=text), "Agency.identifier"),
        (lambda text: attrs.evolve(COMMUNE, unit_code=text), "Agency.unit_code"),
        (lambda text: Signatory(name=text, position="Chủ tịch"), "Signatory.name"),
        (lambda text: Signatory(position=text), "Signatory.position"),
        (lambda text: Signatory(position="Chủ tịch", head=text), "Signatory.head"),
        (
            lambda text: Signatory(position="Phó", authority="TL.", deputises=text),
            "Signatory.deputises",
        ),
        (lambda text: Period(kind="year", calendar_year=2025, label=text), "Period.label"),
        (lambda text: Citation(kind=text, number=1, symbol="QĐ-UBND"), "Citation.kind"),
        (lambda text: Citation(kind="Luật", number=1, symbol=text), "Citation.symbol"),
    ],
)
def test_blank_words_are_refused(make, path, blank):
    with pytest.raises(InvalidValueError) as caught:
        make(blank)
    assert caught.value.path == path


def chain(length):
    agency = PROVINCE
    for _ in range(length):
        agency = Agency(name="Phòng Kinh tế", symbol="KT", parent=agency)
    return agency


REFUSED = [
    (lambda: Agency(name=None), "Agency.name"),
    (lambda: Agency(name=["x"]), "Agency.name"),
    (lambda: Agency(name="UBND Mai Hoa"), "Agency.name"),
    (lambda: Agency(name="Đoàn Thanh niên"), "Agency.name"),
    (lambda: Agency(name="UBND xã \u200b"), "Agency.name"),
    (lambda: Agency(name="UBND phường Ba Đình, thành phố Hà Nội"), "Agency.name"),
    (lambda: Agency(name="Sở Nội vụ", parent="UBND tỉnh X"), "Agency.parent"),
    (lambda: Agency(name="Phòng Kinh tế", parent=COMMUNE.name), "Agency.parent"),
    (lambda: Agency(name="Phòng Kinh tế", parent=COMMUNE), "Agency.symbol"),
    (lambda: Agency(name="Sở Nội vụ", symbol="SNV"), "Agency.place"),
    (lambda: Agency(name="Chi cục A", symbol="A", parent=PROVINCE), "Agency.head"),
    (lambda: attrs.evolve(COMMUNE, level="xã"), "Agency.level"),
    (lambda: attrs.evolve(COMMUNE, level=5), "Agency.level"),
    (lambda: attrs.evolve(COMMUNE, identifier="27.12.3"), "Agency.identifier"),
    (lambda: attrs.evolve(COMMUNE, identifier="H27" + ".1" * 40), "Agency.identifier"),
    (lambda: attrs.evolve(COMMUNE, unit_code=4), "Agency.unit_code"),
    (lambda: attrs.evolve(COMMUNE, unit_code="4"), "Agency.unit_code"),
    (lambda: attrs.evolve(COMMUNE, unit_code="０0００4"), "Agency.unit_code"),
    (lambda: chain(9), "Agency.parent"),
    (lambda: Signatory(position="Chủ tịch", authority="KTT."), "Signatory.authority"),
    (lambda: Signatory(position="Chủ tịch", authority=5), "Signatory.authority"),
    (lambda: Signatory(position="Phó", authority="TUQ.", deputises="A"), "Signatory.deputises"),
    (lambda: Signatory(position="Chủ tịch").lines("x"), "agency"),
    (lambda: Signatory(position="Chủ tịch").lines(None), "agency"),
    (lambda: datetime(2025, 7, 24) in Period.year(2025), "day"),  # noqa: DTZ001
    (lambda: None in Period.year(2025), "day"),
    (lambda: "24/7/2025" in Period.year(2025), "day"),
    (lambda: Period(kind="năm", calendar_year=2025), "Period.kind"),
    (lambda: Period(kind=[], calendar_year=2025), "Period.kind"),
    (lambda: Period.year("2025"), "Period.calendar_year"),
    (lambda: Period.year(10**5000), "Period.calendar_year"),
    (lambda: Period.quarter(2025, 5), "Period.index"),
    (lambda: Period.quarter(2025, 10**5000), "Period.index"),
    (lambda: Period.half(2025, "1"), "Period.index"),
    (lambda: Period(kind="year", calendar_year=2025, index=1), "Period.index"),
    (lambda: Period(kind="range", calendar_year=2025, last_year=2030, index=1), "Period.index"),
    (lambda: Period(kind="range", calendar_year=2025), "Period.last_year"),
    (lambda: Period.years(2030, 2021), "Period.last_year"),
    (lambda: Period(kind="year", calendar_year=2025, last_year=2030), "Period.last_year"),
    (lambda: Period.year(2025, start="2025"), "Period.start"),
    (lambda: Period.year(2025, end=datetime(2025, 7, 24)), "Period.end"),  # noqa: DTZ001
    (lambda: Period.year(2025, end=date(2024, 12, 14)), "Period.end"),
    (lambda: Citation(kind="."), "Citation.kind"),
    (lambda: Citation(kind=None), "Citation.kind"),
    (lambda: Citation(kind="Luật"), "Citation.number"),
    (lambda: Citation(kind="Luật", number=10**5000, symbol="QH15"), "Citation.number"),
    (lambda: Citation(kind="Luật", number=100_000, symbol="QH15"), "Citation.number"),
    (lambda: Citation(kind="Luật", number=True, symbol="QH15"), "Citation.number"),
    (lambda: Citation(kind="Luật", number=1), "Citation.symbol"),
    (lambda: Citation(kind="Luật", number=1, symbol="qđ ubnd"), "Citation.symbol"),
    (lambda: Citation(kind="Luật", number=1, symbol="QH15", year=25), "Citation.year"),
    (lambda: Citation(kind="Luật", number=1, symbol="QH15", year="2025"), "Citation.year"),
    (lambda: Citation(kind="Luật", number=1, symbol="QH15", about=5), "Citation.about"),
    (lambda: Citation(kind="Luật", number=1, symbol="QH15", about="cho"), "Citation.about"),
    (
        lambda: Citation(kind="Quyết định", number=1, symbol="QĐ-CP", subject="gạo", about=""),
        "Citation.about",
    ),
    (lambda: Citation.parse(None), "citation"),
    (lambda: Citation.parse("giấy tờ"), "citation"),
    (lambda: Citation.parse("Quyết định số 130/QĐ-UBND ngày 31/02/2025"), "citation"),
    (lambda: Citation.parse("Nghị định số x"), "citation"),
    (lambda: Citation.find(None), "text"),
    (lambda: Citation.find(b"130/QD-UBND"), "text"),
]


@pytest.mark.parametrize(("make", "path"), REFUSED)
def test_a_refusal_names_the_field_in_both_languages(make, path):
    with pytest.raises(CchcError) as caught:
        make()
    error = caught.value
    assert error.path == path
    assert str(error).startswith(f"{path}: got ")
    got = "chưa có giá trị; cần: " if error.got is None else "nhận được "
    assert error.message_vi.startswith(f"{path}: {got}")
    assert error.message_vi.partition("; cần: ")[2] != error.accepted
    assert "ví dụ" in error.message_vi
    assert isinstance(error, InvalidTypeError | InvalidValueError | cchc.FormatError)


def test_a_stated_depth_of_agencies():
    assert chain(8).place == "Hà Tĩnh"


@pytest.mark.parametrize(
    "name",
    [
        "phường Ba Đình, thành phố Hà Nội",
        "phường Ba Đình - thành phố Hà Nội",
        "phường Ba Đình (Hà Nội)",
        "phường Ba Đình TP. Hà Nội",
        "PHƯỜNG BA ĐÌNH, THÀNH PHỐ HÀ NỘI",
        "phường Ba Đình thuộc Hà Nội",
        "phường Ba Đình, quận Ba Đình",
    ],
)
def test_the_unit_above_is_not_part_of_a_place(name):
    written = f"Ủy ban nhân dân {name}"
    with pytest.raises(InvalidValueError, match="such as 'Ủy ban nhân dân phường Ba Đình'"):
        Agency(name=written)
    assert Agency(name=written, place="Ba Đình").place == "Ba Đình"


@pytest.mark.parametrize(
    "name",
    ["Văn Miếu - Quốc Tử Giám", "Đạ R'sal", "Hà Giang 2", "A Lưới 1", "Quan Sơn", "Thị Nghè",
     "Tĩnh Túc", "Huyền Sơn", "Quân Chu"],
)  # fmt: skip
def test_names_of_units_are_places(name):
    assert Agency(name=f"Ủy ban nhân dân xã {name}").place == name


@pytest.mark.parametrize("identifier", ["H27", "H27.12", "H27.12.3", "000.12.3.H27", "G09.1A"])
def test_identifiers(identifier):
    assert attrs.evolve(COMMUNE, identifier=identifier).identifier == identifier


@pytest.mark.parametrize("code", ["01", "00004"])
def test_unit_codes(code):
    assert attrs.evolve(COMMUNE, unit_code=code).unit_code == code
