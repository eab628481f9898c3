"""Each prose rule: its page is whole, its examples do what they say."""

import pytest

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.text import RULES, audit_text

IDS = [rule.code for rule in RULES]


def test_codes_are_unique_and_in_order():
    assert len(set(IDS)) == len(IDS)
    assert sorted(IDS) == IDS


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_page_is_whole(rule):
    assert rule.title.endswith(".")
    assert set(rule.sections) == {"why", "Fires", "Silent", "Do"}
    assert all(rule.sections[name] for name in ("Fires", "Silent", "Do"))


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_examples_hold(rule):
    fires = audit_text(rule.sections["Fires"]).only(rule.code)
    assert len(fires) == 1
    assert not fires[0].message[0].islower()
    assert fires[0].message.endswith(".")
    assert fires[0].quote
    assert fires[0].hint.endswith((".", "”"))
    assert rule.code not in audit_text(rule.sections["Silent"]).codes


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_silent_example_is_silent_altogether(rule):
    graver = audit_text(rule.sections["Silent"]).at_least(Severity.WARNING)
    assert graver.codes == ()
