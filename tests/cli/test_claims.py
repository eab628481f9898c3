"""`cchc claims`: what was read and what was not, in Vietnamese and as JSON."""

import json

import pytest

from cchc_lib.reading.relation import Kind

TEXT = """Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%; còn 03 nhiệm vụ.
Xã đã kiểm tra xong 04 phòng, 02 trường theo kế hoạch.
Kỷ luật 395 người, trong đó 138 người ở tỉnh A, 68 người ở tỉnh B.
Có 12 tổ.
"""


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_every_kind_has_a_word():
    assert len({kind.label for kind in Kind}) == len(Kind)


def test_what_was_read_and_what_was_not(call, draft):
    result = call("claims", draft)
    assert result.exit_code == 0
    *read, unread, summary = result.stdout.splitlines()[1:]
    assert "dòng 1: khớp: 95,35% ← 41, 43 [tỷ lệ; phân số]" in read
    assert unread == (
        "dòng 2: không đọc được quan hệ nào: "
        "“Xã đã kiểm tra xong 04 phòng, 02 trường theo kế hoạch.”"
    )
    assert summary == (
        "Đã đọc 5 quan hệ số liệu: 3 khớp, 1 không khớp, 1 chưa kết luận. "
        "1 câu có từ hai số trở lên không đọc được quan hệ nào."
    )


@pytest.mark.parametrize("only", ["holds", "fails", "open", "unread"])
def test_one_kind_alone(call, draft, only):
    (file,) = json.loads(call("claims", draft, "--only", only, "--format", "json").stdout)["files"]
    assert {claim["standing"] for claim in file["claims"]} == {only} - {"unread"}
    assert len(file["unread"]) == (only == "unread")


def test_as_json_kinds_keep_their_names(call, draft):
    (file,) = json.loads(call("claims", draft, "--format", "json").stdout)["files"]
    assert {claim["kind"] for claim in file["claims"]} == {"share", "sum", "at_most"}
    (sentence,) = file["unread"]
    assert [number["text"] for number in sentence["numbers"]] == ["04", "02"]
    assert (sentence["path"], sentence["numbers"][0]["line"]) == ("dòng 2", 2)
