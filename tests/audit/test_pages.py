"""Every rule has a whole page, in both languages, and its examples do what they say."""

import re

import pytest
from audit.live import examples as live
from audit.word.examples import FIRES, SILENT
from forms.examples import FIRES as FORMS_FIRE, SILENT as FORMS_SILENT
from tests.audit.facts import evaluated
from tests.inbox import examples as inboxes

import cchc_lib as cchc
from cchc_lib.checks.catalogued import CODES
from cchc_lib.checks.codes import RETIRED
from cchc_lib.checks.common import RULES as OF_ALL
from cchc_lib.checks.forms import RULES as OF_FORMS
from cchc_lib.checks.live import RULES as OF_LIVE
from cchc_lib.checks.report import audit
from cchc_lib.checks.text import RULES as OF_TEXT, audit_text
from cchc_lib.checks.word import RULES as OF_WORD, audit_docx
from cchc_lib.families.rules import RULES as OF_REPORTS
from cchc_lib.inbox.rules import RULES as OF_INBOX
from cchc_lib.scale.rules import RULES as OF_UNITS, audit_units

DOORS = {
    "facts": OF_REPORTS,
    "all": OF_ALL,
    "text": OF_TEXT,
    "word": OF_WORD,
    "units": OF_UNITS,
    "forms": OF_FORMS,
    "live": OF_LIVE,
    "inbox": OF_INBOX,
}
EACH = [(door, rule) for door, rules in DOORS.items() for rule in rules]
each = pytest.mark.parametrize(("door", "rule"), EACH, ids=[rule.code for _, rule in EACH])
LETTER = re.compile(r"[À-ỹĐđ]")


def audited(door, rule, example):
    """What the audit says of an example: of facts, of prose, of a Word file."""
    if door == "forms":
        filled, more = (FORMS_FIRE if example == rule.fires else FORMS_SILENT)[rule.code]
        return cchc.check_form(filled, **more)
    if door == "word":
        return audit_docx((FIRES if example == rule.fires else SILENT)[rule.code])
    if door == "live":
        return cchc.diff_docx((live.FIRES if example == rule.fires else live.SILENT)[rule.code]())
    if door == "inbox":
        made = inboxes.FIRES if example == rule.fires else inboxes.SILENT
        options = inboxes.OPTIONS.get(rule.code, ({}, {}))[made is inboxes.SILENT]
        return inboxes.findings(*made[rule.code], **options)
    if door == "units":
        return audit_units(evaluated(example))
    return audit(evaluated(example)) if example.startswith("report(") else audit_text(example)


@each
def test_a_page_is_whole_in_both_languages(door, rule):
    for part in (rule.title, rule.why, rule.do):
        assert part.endswith((".", "”")), part
        assert LETTER.search(part), "in Vietnamese"
        assert not re.search(r"\b(the|and|is|are)\b", part), part
    assert rule.english.endswith((".", '"')), rule.english
    assert len(LETTER.findall(rule.english)) * 4 < len(rule.english), "in English"
    assert rule.fires
    assert rule.silent
    assert rule.fires != rule.silent


@each
def test_the_example_fires(door, rule):
    found = audited(door, rule, rule.fires).only(rule.code)
    assert found
    for finding in found:
        assert not finding.message[0].islower()
        assert finding.message.endswith(".")
        assert ".." not in finding.message
        assert "None" not in str(finding)
        assert finding.path
        assert finding.hint.strip()
        assert str(finding.where) == finding.path
        assert finding.severity is rule.severity or door not in ("text",)


@each
def test_the_other_example_is_silent(door, rule):
    found = audited(door, rule, rule.silent)
    assert rule.code not in found.codes, str(found)
    if door != "word" or rule.code > "CCHC7":  # tables by themselves are no document
        assert not found.at_least("warning"), str(found)


@pytest.mark.parametrize("rule", OF_REPORTS, ids=lambda rule: rule.code)
def test_the_example_of_facts_gives_nothing_else(rule):
    found = audit(evaluated(rule.fires))
    assert set(found.codes) <= {rule.code, "CCHC203"}, str(found)  # unknown is also unchecked


@pytest.mark.parametrize("rule", [*OF_ALL, *OF_TEXT], ids=lambda rule: rule.code)
def test_an_example_of_prose_is_found_once_at_its_words(rule):
    if not rule.fires.startswith("report("):
        (found,) = audit_text(rule.fires).only(rule.code)
        assert found.quote
        assert found.quote in rule.fires


def test_codes_are_given_once_and_known_everywhere():
    codes = [rule.code for _, rule in EACH]
    assert len(codes) == len(set(codes))
    assert set(codes) == CODES
    assert not CODES & set(RETIRED)
    assert set(RETIRED.values()) <= CODES
    for rules in DOORS.values():
        assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)


def test_every_word_rule_has_its_files():
    codes = {rule.code for rule in OF_WORD}
    assert set(FIRES) == set(SILENT) == codes
    assert set(live.FIRES) == {rule.code for rule in OF_LIVE}


RANGES = {
    "facts": [(101, 149), (201, 229), (301, 329), (401, 449), (801, 849)],
    "all": [(301, 349), (401, 449), (801, 849)],
    "text": [(150, 199), (230, 299), (330, 399), (450, 499), (500, 699)],
    "word": [(150, 159), (700, 799), (900, 949)],
    "units": [(830, 839)],
    "inbox": [(841, 849)],
    "forms": [(170, 179), (801, 849)],
    "live": [(950, 999)],
}


@each
def test_a_code_says_of_what_it_is(door, rule):
    number = int(rule.code.removeprefix("CCHC"))
    assert any(low <= number <= high for low, high in RANGES[door])


def test_a_rule_of_ones_own_needs_only_what_it_checks():
    @cchc.rule("XYZ901", "note", title="Có chữ.", do="Viết.")
    def short(subject):
        yield cchc.Slip(message="chưa có chữ")

    (slip,) = short.slips(None)
    finding = short.finding(slip)
    assert (finding.code, finding.message, finding.hint) == ("XYZ901", "Chưa có chữ.", "Viết.")
    with pytest.raises(cchc.InvalidValueError):
        cchc.rule("xyz", "note")
    with pytest.raises(cchc.InvalidValueError):
        cchc.rule("XYZ902", "grave")
