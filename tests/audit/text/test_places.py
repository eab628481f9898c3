"""The name of a unit may hold a number, which counts nothing."""

import pytest

import cchc_lib as cchc
from cchc_lib.law.units import units
from cchc_lib.reading.places import place_names
from cchc_lib.reading.prose import Prose

NUMBERED = sorted(
    {each.name for each in units().values() if any(map(str.isdigit, each.name)) and each.province}
)


@pytest.mark.parametrize("name", NUMBERED)
def test_every_such_name_is_found_whatever_its_letters(name):
    own = name.partition(" ")[2]
    for text in (f"UBND {name} báo cáo", f"UBND {name.upper()}.", f"{name}, ngày 5"):
        start = text.lower().index(own.lower())
        assert list(place_names(text)) == [(start, start + len(own))]


def test_a_number_beside_it_still_counts():
    text = "UBND xã Sơn Kim 1 đã giải quyết 05 hồ sơ, còn 1 hồ sơ."
    assert [each.shown for each in Prose.of(text).quantities.numbers] == ["05", "1"]
    assert "CCHC652" in cchc.audit_text(text).codes
    assert "CCHC652" not in cchc.audit_text("UBND xã Sơn Kim 1 báo cáo có 05 hồ sơ.").codes
