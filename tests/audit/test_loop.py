"""The printer against the reader: what a consistent report prints, the audit of prose holds for.

The strongest test there is of either: the printer's wording must be one that the reader knows, and
one broken number must be seen where it stands.
"""

import re

import pytest
from audit.consistent import consistent
from hypothesis import HealthCheck, given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.audit.finding import Severity

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(consistent())
def test_a_consistent_report_is_silent_as_printed(report):
    text = cchc.render_text(report)
    graver = cchc.audit_text(text).at_least(Severity.WARNING)
    assert graver.codes == (), f"{graver}\n{text}"


@slow
@given(consistent(), st.data())
def test_one_broken_percentage_is_found_where_it_stands(report, data):
    text = cchc.render_text(report)
    beside = list(re.finditer(r"[0-9.]+/[0-9.]+ [a-zà-ỹ ]{2,30}, đạt ([0-9]{2},[0-9]{2})%", text))
    if not beside:
        return
    found = data.draw(st.sampled_from(beside))
    start, end = found.span(1)
    wrong = f"{(int(found[1].replace(',', '')) + 137) % 10_000 / 100:05.2f}".replace(".", ",")
    broken = text[:start] + wrong + text[end:]
    codes = {
        finding.code
        for finding in cchc.audit_text(broken).at_least(Severity.WARNING)
        if finding.line == broken[:start].count("\n") + 1
    }
    assert codes & {"CCHC230", "CCHC236"}


@slow
@given(consistent())
def test_lost_dossiers_are_found(report):
    text = cchc.render_text(report)
    received = re.search(r"đã tiếp nhận ([0-9.]+) hồ sơ", text)
    if received is None or "đang giải quyết" not in text or "đã giải quyết" not in text.lower():
        return
    more = cchc.format_number(cchc.parse_number(received[1]) + 1007)
    broken = text[: received.start(1)] + more + text[received.end(1) :]
    codes = cchc.audit_text(broken).at_least(Severity.WARNING).codes
    assert {"CCHC162", "CCHC160", "CCHC161", "CCHC231"} & set(codes)


@pytest.mark.parametrize("word", ["đã hoàn thành", "đã tiếp nhận"])
def test_the_strategy_prints_what_is_tested(word):
    found = []

    @settings(max_examples=30, deadline=None, database=None)
    @given(consistent())
    def look(report):
        found.append(word in cchc.render_text(report).lower())

    look()
    assert any(found)
