"""Who sent a file, and who is to report: by the names that people write."""

import sys

import pytest
from tests.inbox import boxes

import cchc_lib as cchc
from cchc_lib.inbox.whom import Roll
from cchc_lib.law.units import communes_of
from cchc_lib.scale.identity import to_expected

COMMUNES = communes_of("42")


def opened(folder, files, **options):
    boxes.fill(folder, files)
    return cchc.read_inbox(folder, **options)


@pytest.mark.parametrize("expected", [None, "42"])
def test_every_commune_is_read_from_its_letterhead_with_its_number(expected):
    roll = Roll(to_expected(expected))
    for each in COMMUNES:
        found = roll.in_head(boxes.prose(each.name))
        assert found.name == boxes.committee(each.name)
        assert found.code in ((each.code,) if expected else (each.code, None))  # two of one name


@pytest.mark.parametrize("line", ["XÃ NGHI XUÂN 3", "PHƯỜNG 7", "XÃ KHÔNG TÊN 2"])
@pytest.mark.parametrize("expected", [None, "42"])
def test_a_number_is_part_of_a_name_that_no_list_has(line, expected):
    roll = Roll(to_expected(expected))
    found = roll.in_head(f"ỦY BAN NHÂN DÂN\n{line}\nSố: 5/BC-UBND\n")
    assert found.name.upper().endswith(line)
    assert found.code is None


def test_what_follows_a_name_in_a_sentence_is_no_part_of_it():
    found = Roll().in_head("UBND xã Nghi Xuân 6 tháng đầu năm 2026 tiếp nhận 12 hồ sơ")
    assert found.code == "18352"


def test_two_communes_of_one_name_and_two_numbers_both_count(tmp_path):
    inbox = opened(tmp_path, {f"{at}.txt": boxes.prose(f"Xã Sơn Kim {at}") for at in (1, 2)})
    assert [each.unit for each in inbox.files] == [
        f"Ủy ban nhân dân xã Sơn Kim {at}" for at in (1, 2)
    ]
    assert {each.state.value for each in inbox.files} == {"received"}


@pytest.mark.parametrize("bare", [False, True])
def test_who_is_to_report_may_be_named_plainly(tmp_path, bare):
    some = [each for each in COMMUNES if each.name.startswith("Xã ")][:6]
    names = [each.name.partition(" ")[2] for each in some]
    names = [each.lower() for each in names] if bare else names
    files = {
        "a.txt": boxes.prose(some[0].name),
        "b.toml": cchc.dumps(boxes.report(some[1].name), format="toml"),
        "c.docx": boxes.word(boxes.prose(some[2].name)),
    }
    inbox = opened(tmp_path, files, expected=[*names, names[0], some[3].name])
    assert [each.name for each in inbox.expected] == [boxes.committee(each.name) for each in some]
    assert [each.code for each in inbox.expected] == [each.code for each in some]
    assert [each.unit for each in inbox.missing] == [
        boxes.committee(each.name) for each in some[3:]
    ]
    assert not inbox.findings.only("CCHC832")


def test_who_sends_facts_is_known_by_the_plain_name_though_in_no_list(tmp_path):
    held = boxes.report("Xã Tưởng Tượng")
    files = {"a.toml": cchc.dumps(held, format="toml")}
    inbox = opened(tmp_path, files, expected=["Tưởng Tượng"])
    assert [each.name for each in inbox.expected] == ["Ủy ban nhân dân xã Tưởng Tượng"]
    assert not inbox.missing


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Xã Không Có", "không có trong danh mục"),
        ("xã Sơn Kin 1", "có phải Xã Sơn Kim 1"),
        ("Tân Lập", "hãy ghi mã"),
        ("Sở Tư pháp", ""),
        ("Nghi Xuân", ""),
    ],
)
def test_a_name_that_is_no_known_unit_is_told(tmp_path, name, told):
    inbox = opened(tmp_path, {}, expected=[name])
    (row,) = inbox.missing
    assert told in row.why if told else not row.why
    (found,) = inbox.findings.only("CCHC831")
    assert told.lower() in found.message.lower()


def test_a_copy_with_our_comments_is_told_and_not_read_beside_its_file(tmp_path):
    data = boxes.word(boxes.prose(boxes.COMMUNES[0]))
    files = {"a.docx": data, "a.nhan-xet.docx": data, "b.nhan-xet.docx": data + b""}
    inbox = opened(tmp_path, files)
    states = {each.name: each.state.value for each in inbox.files}
    assert states["a.nhan-xet.docx"] == "apart"
    assert states["a.docx"] == "received"
    assert states["b.nhan-xet.docx"] != "apart"  # it came alone: the unit sent it


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "openpyxl.utils", None)
    monkeypatch.delitem(sys.modules, "cchc_lib.inbox.sheets", raising=False)
    with pytest.raises(cchc.MissingExtraError, match=r"cchc-lib\[inbox\]"):
        __import__("cchc_lib.inbox.sheets")
