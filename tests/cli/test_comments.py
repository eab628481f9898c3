"""`cchc check --comments`: a copy beside each Word file that has a finding, with comments in it."""

import json

import docx
import pytest

import cchc_lib as cchc


@pytest.fixture
def folder(tmp_path):
    """A Word file with a finding, one without, a text with one, and a file that is broken."""
    agency, period = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), cchc.Period.year(2025)
    for name, person in (("sai", "ThS. Nguyễn Văn Bình"), ("dung", "Nguyễn Văn Bình")):
        signatory = cchc.Signatory(name=person, position="Chủ tịch")
        report = cchc.Report(agency=agency, period=period, signatory=signatory)
        cchc.save_docx(report, tmp_path / f"{name}.docx")
    (tmp_path / "sai.txt").write_text("Đã hoàn thành 41/43 nhiệm vụ, đạt 96,34%.", "utf-8")
    (tmp_path / "hong.docx").write_bytes(b"PK")
    return tmp_path


def comments(path):
    return [comment.text for comment in docx.Document(path).comments]


def test_a_folder_is_checked_and_copies_carry_comments(call, folder):
    before = (folder / "sai.docx").read_bytes()
    result = call("check", folder, "--comments")
    assert result.exit_code == 2
    assert "CCHC230" in result.stdout
    assert f"{folder / 'hong.docx'}: không đọc được" in result.stderr
    (copy,) = folder.glob("*.nhan-xet.docx")
    assert f"-> {copy}\n" in result.stdout
    assert copy.name == "sai.nhan-xet.docx"
    assert len(comments(copy)) == len(cchc.audit_docx(folder / "sai.docx")) > 0
    assert (folder / "sai.docx").read_bytes() == before


def test_no_copy_without_the_option(call, folder):
    call("check", folder)
    assert not list(folder.glob("*.nhan-xet.docx"))


def test_a_copy_that_somebody_answered_stays(call, folder):
    path, copy = folder / "sai.docx", folder / "sai.nhan-xet.docx"
    copy.write_bytes(b"answered")
    result = call("check", path, "--comments")
    assert result.exit_code == 2
    assert f"== {path}\n" in result.stdout  # the findings are told all the same
    assert result.stderr == f"{copy}: tệp đã có; thêm --force để ghi đè\n"
    assert copy.read_bytes() == b"answered"
    assert call("check", path, "--comments", "--force").exit_code == 1
    assert comments(copy)


def test_json_names_the_copy(call, folder):
    path, copy = folder / "sai.docx", folder / "sai.nhan-xet.docx"
    for errors in ({}, {"errors": ["tệp đã có; thêm --force để ghi đè"]}):
        result = call("check", path, "--comments", "--format", "json")
        (file,) = json.loads(result.stdout)["files"]
        findings = cchc.to_dict(cchc.audit_docx(path))
        assert file == {"file": str(path), **findings, "copy": str(copy), **errors}


def test_what_is_ignored_is_no_comment(call, folder):
    path = folder / "sai.docx"
    codes = cchc.audit_docx(path).codes
    result = call("check", path, "--comments", *(f"--ignore={code}=đã rõ" for code in codes))
    assert result.exit_code == 0
    assert not list(folder.glob("*.nhan-xet.docx"))
