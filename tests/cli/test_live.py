"""Word files that carry their facts: `cchc render --plain`, and Word where facts are asked for."""

import docx
import pytest
from cli.conftest import EXAMPLES

import cchc_lib as cchc


@pytest.fixture
def word(call, quarter, tmp_path):
    """The Word file of a report without a fault."""
    assert call("render", quarter, "-o", tmp_path / "ra").exit_code == 0
    return tmp_path / "ra" / "bao_cao_quy.docx"


def test_a_file_is_live_unless_a_plain_one_is_asked_for(call, quarter, word, tmp_path):
    report = cchc.load(quarter)
    assert word.read_bytes() == cchc.render_docx(report)
    assert cchc.load(word) == report
    result = call("render", quarter, "--plain", "-o", tmp_path / "gui")
    assert result.exit_code == 0
    plain = tmp_path / "gui" / word.name
    assert plain.read_bytes() == cchc.render_docx(report, live=False)
    assert call("diff", plain).exit_code == 2


def test_facts_of_a_word_file_are_facts_anywhere(call, quarter, word, tmp_path):
    assert call("figures", word).stdout == call("figures", quarter).stdout
    id = next(iter(cchc.load(word).figures()))
    assert call("explain", word, id).stdout == call("explain", quarter, id).stdout
    assert call("diff", quarter, word).exit_code == 0
    again = call("render", word, "-o", tmp_path / "lai")
    assert again.exit_code == 0
    assert (tmp_path / "lai" / word.name).read_bytes() == word.read_bytes()
    assert call("new", tmp_path / "sau.toml", "--from", word).exit_code == 0


def test_what_was_changed_in_one_file(call, word, tmp_path):
    result = call("diff", word)
    assert (result.exit_code, result.stdout) == (0, "Tệp Word như khi lập, không có gì bị sửa.\n")
    changed = docx.Document(word)
    changed.add_paragraph("Một đoạn viết thêm.")
    changed.save(tmp_path / "sua.docx")
    result = call("diff", tmp_path / "sua.docx")
    assert result.exit_code == 1
    assert "CCHC955" in result.stdout
    assert "Một đoạn viết thêm." in result.stdout


def test_commands_that_read_facts_tell_of_hand_edits(call, quarter, word, tmp_path):
    changed = docx.Document(word)
    changed.add_paragraph("Một đoạn viết thêm.")
    changed.save(tmp_path / "sua.docx")
    path = tmp_path / "sua.docx"
    told = f"{path}: tệp đã được sửa bằng tay (1 chỗ) từ khi lập"
    for arguments in (
        ("diff", word, path),
        ("diff", path, word),
        ("figures", path),
        ("read", path),
        ("new", tmp_path / "sau.toml", "--from", path),
        ("render", path, "-o", tmp_path / "lai"),
    ):
        result = call(*arguments)
        assert result.exit_code == 0
        assert told in result.stderr
        assert f"cchc diff {path}" in result.stderr
        assert str(word) not in result.stderr


def test_the_command_that_render_names_shows_the_errors(call, mai_hoa, tmp_path):
    call("render", mai_hoa, "-o", tmp_path / "ra")
    path = tmp_path / "ra" / "mai_hoa_2025.docx"
    result = call("render", path, "-o", tmp_path / "lai")
    named = result.stderr.partition("xem: cchc ")[2].split()
    shown = call(*named)
    found = cchc.audit(cchc.load(mai_hoa)).at_least("error")
    assert f"có {len(found)} lỗi số liệu" in result.stderr
    assert shown.exit_code == 1
    assert shown.stdout.count(" Lỗi: ") == len(found)


def test_what_cannot_be_compared(call, quarter, tmp_path):
    result = call("diff", quarter)
    assert result.exit_code == 2
    assert "cần hai tệp số liệu, hoặc một tệp Word" in result.stderr
    (tmp_path / "a.docx").write_bytes(b"no")
    result = call("diff", tmp_path / "a.docx")
    assert result.exit_code == 2
    assert "tệp hỏng" in result.stderr
    assert call("diff", tmp_path / "khong-co.docx").exit_code == 2


def test_an_outline_of_an_office_is_named(call, tmp_path):
    outline, path = EXAMPLES / "de_cuong_xa.toml", tmp_path / "a.docx"
    agency = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    report = cchc.load_family(outline)(agency=agency, period=cchc.Period.year(2025))
    cchc.save_docx(report, path)
    result = call("diff", path)
    assert result.exit_code == 2
    assert "--outline" in result.stderr
    assert call("diff", path, "--outline", outline).exit_code == 0
    assert call("figures", path, "--outline", outline).exit_code == 0
