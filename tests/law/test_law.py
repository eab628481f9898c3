"""The law as data: one entry a thing, sources that rules quote, codes of the decree's annexes."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib.checks.common import RULES as ALL
from cchc_lib.checks.text import RULES as PROSE
from cchc_lib.checks.word import RULES as DOCX
from cchc_lib.families.rules import RULES as FACTS
from cchc_lib.law.document_types import (
    ADMINISTRATIVE,
    COPIES,
    DOCUMENT_TYPES,
    NAMED,
    TYPE_CODES,
    is_addressed,
)
from cchc_lib.law.media import Medium
from cchc_lib.law.records import OUTGOING
from cchc_lib.law.sources import SOURCES
from cchc_lib.vietnamese import normalize_text

CUSTOM = "thông lệ"
CITED = {rule.code: rule.citation for rule in (*DOCX, *FACTS, *PROSE, *ALL) if rule.citation}


@pytest.mark.parametrize("code", sorted(CITED))
def test_a_rule_quotes_a_known_source(code):
    for part in CITED[code].split("; "):
        assert part.startswith(CUSTOM) or any(str(source) in part for source in SOURCES), part


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_a_source(source):
    assert source.about
    assert normalize_text(source.name) == source.name
    assert normalize_text(source.about) == source.about
    if source.start and source.end:
        assert source.start < source.end
        assert source.holds(source.start)
    if source.end:
        assert not source.holds(source.end)


def test_sources_are_told_apart():
    assert len({source.name for source in SOURCES}) == len(SOURCES)


def test_there_are_29_types_and_27_codes():
    assert len(ADMINISTRATIVE) == 29
    assert len([kind for kind in ADMINISTRATIVE if kind.code]) == 27
    assert [kind.code for kind in COPIES] == ["SY", "TrS", "SL"]


def test_no_two_types_share_a_code():
    codes = [code for kind in DOCUMENT_TYPES for code in (kind.code, *kind.variants) if code]
    assert len(codes) == len(set(codes)) == len(TYPE_CODES)
    names = [kind.name for kind in (*DOCUMENT_TYPES, *COPIES)]
    assert len(names) == len(set(names))
    assert not set(NAMED) & set(names)


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENT_TYPES if kind.code])
def test_a_code_is_read_as_its_type(kind):
    for code in (kind.code, *kind.variants):
        assert cchc.Citation.parse(f"12/{code}-UBND").kind == kind.name


def test_only_these_types_are_addressed():
    for upward, names in (
        (True, {"Tờ trình", "Báo cáo", "Công văn"}),
        (False, {"Tờ trình", "Công văn"}),
    ):
        found = {kind.name for kind in DOCUMENT_TYPES if is_addressed(kind.name, upward=upward)}
        assert found == names
    assert not is_addressed("Luật", upward=True)


def test_an_annex_of_an_electronic_document_leaves_its_note_open():
    assert [medium.value for medium in Medium if medium.fills_annex_note] == ["paper"]


def test_the_electronic_record():
    top = [field for field in OUTGOING if "." not in field.number]
    assert [field.number for field in top] == [str(number) for number in range(1, 17)]
    for field in OUTGOING:
        inner = [other for other in OUTGOING if other.number.startswith(f"{field.number}.")]
        assert (field.kind is None) == (field.length is None) == bool(inner)
        assert normalize_text(field.label) == field.label


@pytest.mark.parametrize(
    "far", ["1E+999999999", "1E-999999999", "0E+999999999", "20." + "0" * 100, "NaN", "-Infinity"]
)
def test_a_measure_of_absurd_length_is_refused_at_once(far):
    with pytest.raises(cchc.InvalidValueError, match="top_mm"):
        cchc.Layout(top_mm=Decimal(far))


@pytest.mark.parametrize("field", attrs.fields(cchc.Layout), ids=lambda field: field.name)
def test_a_measure_is_refused_in_both_languages(field):
    for value in (10**5000, 10.5, None, Fraction(1, 10**9)):
        with pytest.raises(cchc.CchcError) as caught:
            cchc.Layout(**{field.name: value})
        error = caught.value
        assert error.path == field.name
        assert "ví dụ" in error.message_vi
        assert error.message_vi.partition("; cần: ")[2] != error.accepted
