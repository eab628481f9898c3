"""The name of a file is no text: whoever gives one is told to read the file first."""

from pathlib import Path

import pytest

import cchc_lib as cchc

TEXT = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%."


@pytest.mark.parametrize("read", [cchc.audit_text, cchc.read_claims])
@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("bc.txt", "Path('bc.txt').read_text('utf-8')"),
        ("xa/Mai-Hoa.MD\n", "Path('xa/Mai-Hoa.MD').read_text('utf-8')"),
        ("bc.docx", "'bc.docx'"),
        ("bc.pdf", "'bc.docx'"),
        ("bc.toml", "cchc.load('bc.toml')"),
    ],
)
def test_a_name_is_refused(read, name, how):
    with pytest.raises(cchc.InvalidValueError, match="no name of a file") as refused:
        read(name)
    assert how in str(refused.value)
    assert "hãy đọc tệp trước" in refused.value.message_vi
    assert refused.value.path == "text"


def test_a_word_file_has_its_own_door():
    for read, door in (
        (cchc.audit_text, "audit_docx('a.docx')"),
        (cchc.read_claims, "read_claims(Path('a.docx'))"),
    ):
        with pytest.raises(cchc.InvalidValueError) as refused:
            read("a.docx")
        assert refused.value.accepted.endswith(door)


@pytest.mark.parametrize(
    "text", ["Xem bc.txt", "bc.txt: 41/43", "bc.txt\nbc.txt", "bc", ".txt", ""]
)
def test_a_text_that_names_a_file_is_one(text):
    assert not cchc.audit_text(text)
    assert not cchc.read_claims(text)


@pytest.mark.parametrize("end", [".txt", ".MD"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_path_of_a_text_is_read(tmp_path, end, mark):
    path = tmp_path / f"bc{end}"
    path.write_text(mark + TEXT, "utf-8")
    assert cchc.read_claims(path) == cchc.read_claims(TEXT)


def test_a_file_that_is_no_text(tmp_path):
    path = tmp_path / "bc.txt"
    path.write_bytes("Đã đạt".encode("utf-16"))
    with pytest.raises(cchc.FormatError, match="no UTF-8 in line 1"):
        cchc.read_claims(path)
    with pytest.raises(FileNotFoundError):
        cchc.read_claims(Path(tmp_path / "khong-co.txt"))
