"""Who reports and signs, for which period."""

from datetime import date

import attrs
import pytest
from hypothesis import given, strategies as st
from strategies import periods

from cchc_lib import Agency, InvalidValueError, Level, Period, Signatory

COMMUNE = Agency(name="Ủy ban nhân dân xã Mai Hoa")
PROVINCE = Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")


@pytest.mark.parametrize(
    ("agency", "level", "parent", "lines", "symbol", "place"),
    [
        (COMMUNE, Level.COMMUNE, None, ("ỦY BAN NHÂN DÂN", "XÃ MAI HOA"), "UBND", "Mai Hoa"),
        (
            Agency(name="Ủy ban nhân dân phường Trần Phú", place="Phường Trần Phú"),
            Level.WARD,
            None,
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG TRẦN PHÚ"),
            "UBND",
            "Phường Trần Phú",
        ),
        (
            Agency(name="Ủy ban nhân dân phường 3"),
            Level.WARD,
            None,
            ("ỦY BAN NHÂN DÂN", "PHƯỜNG 3"),
            "UBND",
            "Phường 3",
        ),
        (
            Agency(name="Ủy ban nhân dân đặc khu Phú Quốc"),
            Level.SPECIAL_ZONE,
            None,
            ("ỦY BAN NHÂN DÂN", "ĐẶC KHU PHÚ QUỐC"),
            "UBND",
            "Phú Quốc",
        ),
        (
            Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=COMMUNE),
            Level.COMMUNE_UNIT,
            "UBND XÃ MAI HOA",
            ("VĂN PHÒNG HĐND VÀ UBND",),
            "VP",
            "Mai Hoa",
        ),
        (
            Agency(name="Sở Nội vụ", symbol="SNV", parent=PROVINCE),
            Level.DEPARTMENT,
            "UBND TỈNH HÀ TĨNH",
            ("SỞ NỘI VỤ",),
            "SNV",
            "Hà Tĩnh",
        ),
        (PROVINCE, Level.PROVINCE, None, ("ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH"), "UBND", "Hà Tĩnh"),
        (
            Agency(name="Ủy ban nhân dân Thành phố Hồ Chí Minh"),
            Level.PROVINCE,
            None,
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"),
            "UBND",
            "Thành phố Hồ Chí Minh",
        ),
        (
            Agency(name="Ủy ban nhân dân thành phố Huế"),
            Level.PROVINCE,
            None,
            ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HUẾ"),
            "UBND",
            "Huế",
        ),
    ],
)
def test_letterhead(agency, level, parent, lines, symbol, place):
    assert agency.level is level
    assert agency.parent_line == parent
    assert agency.letterhead_lines == lines
    assert agency.symbol == symbol
    assert agency.place == place


OFFICE = Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=COMMUNE)
DEPARTMENT = Agency(name="Sở Nội vụ", symbol="SNV", parent=PROVINCE)


@pytest.mark.parametrize(
    ("agency", "fields", "lines"),
    [
        (COMMUNE, {"position": "Chủ tịch"}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            COMMUNE,
            {"position": "Chủ tịch", "authority": "TM."},
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            COMMUNE,
            {"position": "Phó Chủ tịch", "authority": "KT."},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            COMMUNE,
            {"position": "Chánh Văn phòng", "authority": "TL."},
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (
            COMMUNE,
            {
                "position": "Phó Chánh Văn phòng",
                "authority": "TL.",
                "deputises": "Chánh Văn phòng",
            },
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            COMMUNE,
            {"position": "Trưởng phòng Kinh tế", "authority": "TUQ."},
            ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG KINH TẾ"),
        ),
        (
            COMMUNE,
            {"position": "Chủ tịch", "authority": "Q."},
            ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ),
        (DEPARTMENT, {"position": "Giám đốc"}, ("GIÁM ĐỐC",)),
        (
            DEPARTMENT,
            {"position": "Phó Giám đốc", "authority": "KT."},
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ),
        (
            OFFICE,
            {"position": "Phó Chánh Văn phòng", "authority": "KT."},
            ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            DEPARTMENT,
            {"position": "Phó Chánh Thanh tra", "authority": "KT.", "head": "Chánh Thanh tra"},
            ("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"),
        ),
    ],
)
def test_signature_lines(agency, fields, lines):
    assert Signatory(**fields).lines(agency) == lines


@pytest.mark.parametrize(
    ("written", "name", "second_line", "place"),
    [
        ("UBND phường Thành Sen", "phường Thành Sen", "PHƯỜNG THÀNH SEN", "Thành Sen"),
        ("Uỷ ban nhân dân xã Mai Hoa", "xã Mai Hoa", "XÃ MAI HOA", "Mai Hoa"),
        ("Ủy ban Nhân dân  xã Mai Hoa ", "xã Mai Hoa", "XÃ MAI HOA", "Mai Hoa"),
        ("ỦY BAN NHÂN DÂN XÃ MAI HOA", "xã Mai Hoa", "XÃ MAI HOA", "Mai Hoa"),
        ("UỶ BAN NHÂN DÂN XÃ ĐẠ R'SAL", "xã Đạ R'sal", "XÃ ĐẠ R'SAL", "Đạ R'sal"),
        ("UBND đặc khu Phú Quốc", "đặc khu Phú Quốc", "ĐẶC KHU PHÚ QUỐC", "Phú Quốc"),
        ("UBND phường 3", "Phường 3", "PHƯỜNG 3", "Phường 3"),
        ("UBND TP. Huế", "thành phố Huế", "THÀNH PHỐ HUẾ", "Huế"),
        (
            "UBND THÀNH PHỐ HỒ CHÍ MINH",
            "Thành phố Hồ Chí Minh",
            "THÀNH PHỐ HỒ CHÍ MINH",
            "Thành phố Hồ Chí Minh",
        ),
    ],
)
def test_committees_as_offices_write_them(written, name, second_line, place):
    agency = Agency(name=written)
    assert agency.name == f"Ủy ban nhân dân {name}"
    assert agency.short_name == f"UBND {name}"
    assert agency.letterhead_lines == ("ỦY BAN NHÂN DÂN", second_line)
    assert agency.place == place
    assert Agency(name=agency.name) == agency
    assert Agency(name=agency.name.upper()).letterhead_lines == agency.letterhead_lines


@pytest.mark.parametrize("name", ["UBND Mai Hoa", "Ủy ban nhân dân huyện Đức Thọ", "UBND"])
def test_a_committee_of_no_known_territory_is_told_what_is_missing(name):
    with pytest.raises(InvalidValueError, match="one of xã, phường, đặc khu, tỉnh, thành phố"):
        Agency(name=name)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Trung tâm Phục vụ hành chính công", "Giám đốc"),
        ("Thanh tra tỉnh", "Chánh Thanh tra"),
        ("Văn phòng HĐND và UBND", "Chánh Văn phòng"),
        ("Ban Dân tộc", "Trưởng ban"),
        ("Phòng Văn hóa - Xã hội", "Trưởng phòng"),
        ("Sở Nội vụ", "Giám đốc"),
        ("SỞ NỘI VỤ", "Giám đốc"),
        ("Ủy ban nhân dân xã Mai Hoa", "Chủ tịch"),
    ],
)
def test_heads(name, head):
    agency = Agency(name=name, symbol="X", parent=PROVINCE)
    assert agency.head == head


def test_a_head_that_no_name_tells_must_be_given():
    named = {"name": "Chi cục Kiểm lâm", "symbol": "CCKL", "parent": PROVINCE}
    with pytest.raises(InvalidValueError, match=r"Agency\.head.*Giám đốc"):
        Agency(**named)
    head = "Chi cục trưởng"
    lines = Signatory(position="Phó Chi cục trưởng", authority="KT.").lines(
        Agency(**named, head=head)
    )
    assert lines == ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")


def test_who_signs_by_order_names_the_head_of_the_agency_that_issues():
    signatory = Signatory(position="Chánh Văn phòng", authority="TL.")
    assert signatory.lines(DEPARTMENT) == ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")
    assert signatory.lines(COMMUNE) == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")


def test_contract():
    year = Period.year(2025)
    assert (year.start, year.end) == (date(2024, 12, 15), date(2025, 12, 14))
    assert str(Period.quarter(2025, 3)) == "quý III năm 2025"
    assert str(Period.half(2025, 1)) == "6 tháng đầu năm 2025"
    own = Period.year(2025, start=date(2025, 7, 1), end=date(2025, 11, 11))
    assert (own.start, own.end) == (date(2025, 7, 1), date(2025, 11, 11))
    assert date(2025, 11, 11) in own
    assert date(2025, 12, 11) not in own


@pytest.mark.parametrize(
    ("period", "following", "before", "year_before"),
    [
        (Period.year(2025), "năm 2026", "năm 2024", "năm 2024"),
        (Period.quarter(2025, 4), "quý I năm 2026", "quý III năm 2025", "quý IV năm 2024"),
        (Period.quarter(2025, 1), "quý II năm 2025", "quý IV năm 2024", "quý I năm 2024"),
        (
            Period.half(2025, 1),
            "6 tháng cuối năm 2025",
            "6 tháng cuối năm 2024",
            "6 tháng đầu năm 2024",
        ),
        (Period.nine_months(2025), "quý IV năm 2025", "9 tháng năm 2024", "9 tháng năm 2024"),
        (Period.month(2025, 12), "tháng 01 năm 2026", "tháng 11 năm 2025", "tháng 12 năm 2024"),
        (
            Period.years(2021, 2025),
            "giai đoạn 2026 - 2030",
            "giai đoạn 2016 - 2020",
            "giai đoạn 2016 - 2020",
        ),
    ],
)
def test_neighbours(period, following, before, year_before):
    assert str(period.next) == following
    assert str(period.previous) == before
    assert str(period.year_before) == year_before


@given(periods)
def test_windows_of_neighbours_adjoin(period):
    if period.kind != "nine_months":
        assert (period.next.start - period.end).days == 1
        assert period.next.previous == period


@given(periods, st.text(alphabet="abc ", min_size=1).filter(str.strip))
def test_a_label_replaces_the_name(period, label):
    named = attrs.evolve(period, label=label)
    assert str(named) == label
    assert (named.start, named.end) == (period.start, period.end)
