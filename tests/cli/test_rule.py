"""`cchc rule`: what the page of a rule says, without the site."""

import pytest

from cchc_lib.checks.catalogued import CODES
from cchc_lib.rulebook import rulebook


def test_every_code_has_one_rule():
    assert [*rulebook()] == sorted(CODES)


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.code)
def test_all_of_a_page_is_said(call, rule):
    result = call("rule", rule.code.lower())
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == [f"{rule.code}: {rule.title}", f"Mức độ: {rule.severity.label}"]
    assert rule.why in lines
    assert lines[-1] == f"Cách xử lý: {rule.do}"
    for example in (rule.fires, rule.silent):
        assert "\n".join(f"    {line}" for line in example.splitlines()) in result.stdout
    assert (f"Căn cứ: {rule.citation}" in lines) == (rule.citation is not None)


def test_in_english(call):
    rule = rulebook()["CCHC161"]
    lines = call("rule", "CCHC161", "--english").stdout.splitlines()
    assert lines[1] == "Severity: error"
    assert rule.english in lines
    assert "Does not fire:" in lines


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("CCHC999", "có phải 'CCHC95"),
        ("CCHC451", "cần: 'CCHC401', mã đã thay cho mã này"),
        ("161", "mã gồm các chữ in hoa và ba chữ số"),
    ],
)
def test_what_is_no_code_is_refused(call, code, said):
    result = call("rule", code)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout
