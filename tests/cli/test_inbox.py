"""`cchc inbox`: a folder of files to a table, a folder of results, an exit status."""

import json
import re
import shlex
from pathlib import Path

import pytest
from tests.inbox import boxes

import cchc_lib as cchc

ONE, TWO = boxes.COMMUNES[:2]


@pytest.fixture
def folder(tmp_path):
    boxes.fill(
        tmp_path / "hop-thu",
        {
            "a.docx": boxes.word(boxes.prose(ONE, share="96,22%")),
            "b.toml": cchc.dumps(boxes.report(TWO), format="toml"),
        },
    )
    return tmp_path / "hop-thu"


def test_a_table_letters_and_the_status(call, folder, tmp_path):
    units = tmp_path / "don-vi.txt"
    units.write_text("# phải báo cáo\n" + "\n".join(map(boxes.committee, (ONE, TWO))), "utf-8")
    found = call(
        "inbox", folder, "--agency", "Sở Nội vụ", "--parent", "Ủy ban nhân dân tỉnh Hà Tĩnh",
        "--symbol", "SNV", "--expected", units, "--period", "quý III năm 2026",
        "--deadline", "20/9/2026", "--reply-by", "30/9/2026", "-o", tmp_path / "kq",
    )  # fmt: skip
    assert found.exit_code == 1, found.output
    assert "2/2 đơn vị đã gửi báo cáo." in found.stdout
    assert "a.docx" in found.stdout
    assert (tmp_path / "kq" / "cong-van" / "phuong-thanh-sen.docx").exists()
    again = call("inbox", folder, "--expected", "none", "-o", tmp_path / "kq")
    assert again.exit_code == 2
    assert call(
        "inbox", folder, "--expected", "none", "-o", tmp_path / "kq", "--force"
    ).exit_code == 1  # fmt: skip


def test_who_is_missing_follows_from_the_agency(call, folder):
    found = call("inbox", folder, "--agency", "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert "2/69 đơn vị đã gửi báo cáo." in found.stdout
    assert found.stdout.count("chưa gửi") == 67


def test_status_0_without_findings_and_2_with_a_file_that_cannot_be_read(call, tmp_path):
    facts = cchc.dumps(boxes.report(ONE), format="toml")
    boxes.fill(tmp_path, {"a.toml": facts})
    assert call("inbox", tmp_path).exit_code == 0
    boxes.fill(tmp_path, {"b.docx": b""})
    assert call("inbox", tmp_path).exit_code == 2


def test_as_json(call, folder):
    said = json.loads(call("inbox", folder, "--format", "json").stdout)
    assert [each["state"] for each in said["files"]] == ["received", "received"]
    assert any(each["computed"] == "96,14%" for each in said["claims"])
    assert said["period"] == "quý III năm 2026"
    assert said["file_findings"]["a.docx"]


def test_confirmed_figures(call, folder, tmp_path):
    key = next(
        each["key"]
        for each in json.loads(call("inbox", folder, "--format", "json").stdout)["figures"]
        if each["figure"] == "procedures.dossiers.online"
    )
    path = tmp_path / "xac-nhan.json"
    path.write_text(json.dumps({key: "procedures.dossiers.online"}), "utf-8")
    found = call("inbox", folder, "--confirmed", path, "--format", "json")
    assert [each["is_confirmed"] for each in json.loads(found.stdout)["figures"]].count(True) == 1
    path.write_text("[]", "utf-8")
    assert call("inbox", folder, "--confirmed", path).exit_code == 2


def test_what_is_no_folder_and_no_period(call, folder, tmp_path):
    assert call("inbox", tmp_path / "khong-co").exit_code == 2
    assert call("inbox", folder, "--period", "quý V năm 2026").exit_code == 2
    assert call("inbox", folder, "--deadline", "hôm nay").exit_code == 2


HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("page", ["inbox.md", "inbox.vi.md"])
@pytest.mark.usefixtures("folder")
def test_the_commands_of_the_guide_work(call, tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    boxes.fill(
        tmp_path / "hop-thu-quy-2",
        {"b.toml": cchc.dumps(boxes.report(TWO, quarter=2), format="toml")},
    )
    text = (HOW_TO / page).read_text("utf-8")
    lines = re.findall(r"(?m)^cchc (inbox .+)$", text)
    assert len(lines) >= 2
    for line in lines:
        if "--confirmed" not in line:
            found = call(*shlex.split(line))
            assert found.exit_code == 1, found.output
    assert (tmp_path / "ket-qua" / "cong-van" / "don-doc.docx").exists()


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--deadline", "31/9/2026"), "--deadline 31/9/2026"),
        (("--reply-by", "31/9/2026"), "--reply-by 31/9/2026"),
        (("--deadline", "20/9/2026", "--reply-by", "15/9/2026"), "--reply-by 15/9/2026"),
        (("--expected", "99"), "42 Tỉnh Hà Tĩnh"),
        (("--agency", "Sở Nội vụ", "--expected", "42"), "--symbol"),
        (("--agency", "Sở Nội vụ", "--symbol", "SNV"), "--parent"),
        (("--agency", "Sở Nội vụ", "--symbol", "SNV", "--parent", "Hà Tĩnh"), "--parent"),
        (("-o", "."), "--force"),
    ],
)
def test_what_is_refused_names_its_option(call, folder, monkeypatch, options, named):
    monkeypatch.chdir(folder)
    found = call("inbox", folder, *options)
    assert found.exit_code == 2
    assert named in found.output


def test_the_place_of_a_department_follows_from_the_province_that_reports(call, folder, tmp_path):
    for given in ("42", "tỉnh Hà Tĩnh"):
        found = call(
            "inbox", folder, "--agency", "Sở Nội vụ", "--symbol", "SNV", "--expected", given,
            "-o", tmp_path / "kq", "--force",
        )  # fmt: skip
        assert found.exit_code == 1, found.output
        assert (tmp_path / "kq" / "cong-van" / "don-doc.docx").exists()
