"""`cchc render`: the bytes of the library, several files, one bad file among them."""

import shutil

import pytest
from tests.render.template import office_templates as office

import cchc_lib as cchc

RENDERED = {
    "docx": (".docx", cchc.render_docx),
    "html": (".html", lambda report: cchc.render_html(report).encode("utf-8")),
    "text": (".txt", lambda report: cchc.render_text(report).encode("utf-8")),
}


@pytest.mark.parametrize("form", RENDERED)
def test_files_are_those_of_the_library(call, mai_hoa, quarter, tmp_path, form):
    end, render = RENDERED[form]
    folder = tmp_path / "ra" / "quý III"
    result = call("render", mai_hoa, quarter, "-o", folder, "--format", form)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{mai_hoa}: có ")  # its figures do not hold, by intention
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.stem + end: render(cchc.load(path)) for path in (mai_hoa, quarter)
    }
    assert result.stdout.splitlines() == [
        f"{mai_hoa} -> {folder / 'mai_hoa_2025'}{end}",
        f"{quarter} -> {folder / 'bao_cao_quy'}{end}",
        "2 tệp: đã ghi 2, 1 tệp có số liệu sai, không ghi được 0.",
    ]


def test_word_in_this_folder_is_what_one_gets_unasked(call, mai_hoa, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call("render", mai_hoa).stdout == f"{mai_hoa} -> mai_hoa_2025.docx\n"
    assert (tmp_path / "mai_hoa_2025.docx").read_bytes() == cchc.render_docx(cchc.load(mai_hoa))


def test_a_bad_file_does_not_stop_the_others(call, mai_hoa, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('agency = ""\nperiod = "năm 2025"\nplan.tasks = 4.5', "utf-8")
    missing, word = tmp_path / "khong-co.toml", tmp_path / "a.docx"
    result = call("render", bad, missing, word, mai_hoa, "-o", tmp_path / "ra")
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["mai_hoa_2025.docx"]
    told, *lines = result.stderr.splitlines()
    assert told.startswith(f"{mai_hoa}: có ")
    assert [line.split(": ")[0] for line in lines] == [*[str(bad)] * 2, str(missing), str(word)]
    assert "dòng 1: cơ quan, đơn vị báo cáo (agency): " in lines[0]
    assert "dòng 3: nhiệm vụ của kế hoạch (plan.tasks)" in lines[1]
    assert result.stdout.endswith("4 tệp: đã ghi 1, 1 tệp có số liệu sai, không ghi được 3.\n")


def test_an_existing_file_stays_unless_forced(call, quarter, tmp_path):
    target = tmp_path / "bao_cao_quy.txt"
    target.write_text("cũ", "utf-8")
    arguments = "render", quarter, "-o", tmp_path, "--format", "text"
    result = call(*arguments)
    assert (result.exit_code, target.read_text("utf-8")) == (2, "cũ")
    assert "thêm --force để ghi đè" in result.stderr
    assert call(*arguments, "--force").exit_code == 0
    assert target.read_text("utf-8") == cchc.render_text(cchc.load(quarter))


def test_two_files_of_one_name_do_not_take_each_others_place(call, quarter, tmp_path):
    other = tmp_path / "khac"
    other.mkdir()
    shutil.copy(quarter, other)
    result = call("render", quarter, other / quarter.name, "-o", tmp_path / "ra", "--force")
    assert result.exit_code == 2
    assert "đã được ghi cho một tệp khác" in result.stderr
    assert len(list((tmp_path / "ra").iterdir())) == 1


def test_a_file_for_a_folder(call, quarter, tmp_path):
    result = call("render", quarter, "-o", quarter)
    assert result.exit_code == 2
    assert "không phải thư mục" in result.stderr


def test_nothing_is_left_behind_when_writing_fails(call, quarter, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = call("render", quarter, "-o", tmp_path / "ra")
    assert result.exit_code == 2
    assert list((tmp_path / "ra").iterdir()) == []


def test_a_report_whose_figures_do_not_hold_is_printed_and_told(call, mai_hoa, quarter, tmp_path):
    result = call("render", mai_hoa, "-o", tmp_path / "ra")
    assert result.exit_code == 0
    assert f"lỗi số liệu; xem: cchc check {mai_hoa}" in result.stderr
    assert "lỗi số liệu" not in call("render", quarter, "-o", tmp_path / "ra2").stderr
    both = call("render", mai_hoa, quarter, "-o", tmp_path / "ra3")
    assert "1 tệp có số liệu sai" in both.stdout


def test_an_outline_is_told_from_facts(call, tmp_path):
    call("new", tmp_path / "de-cuong.toml", "--kind", "outline")
    result = call("render", tmp_path / "de-cuong.toml", "-o", tmp_path)
    assert result.exit_code == 2
    assert "cchc new xa.toml --outline" in result.stderr


def test_a_template_of_the_office(call, quarter, tmp_path):
    template = tmp_path / "mau.dotx"
    template.write_bytes(office.dotx(office.bytes_of(office.letterhead())))
    result = call("render", quarter, "-o", tmp_path / "ra", "--template", template)
    assert result.exit_code == 0
    made = (tmp_path / "ra" / "bao_cao_quy.docx").read_bytes()
    assert made == cchc.render_docx(cchc.load(quarter), template=template)


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("mau.docx", b"x", (), "không phải tệp Word"),
        ("khong-co.docx", None, (), "không có tệp hoặc thư mục này"),
        ("mau.docx", office.bytes_of(office.plain("A {{NỘI DUNG}}")), (), "một đoạn riêng"),
        ("mau.docx", office.bytes_of(office.plain()), ("--format", "text"), "chỉ dùng cho docx"),
    ],
)
def test_a_template_that_holds_no_report_is_told_once(
    call, quarter, mai_hoa, tmp_path, name, data, options, said
):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    target = tmp_path / "ra"
    result = call("render", quarter, mai_hoa, "-o", target, "--template", tmp_path / name, *options)
    assert result.exit_code == 2
    assert result.stderr.count(said) == 1
    assert not target.exists()


def test_pdf_without_libreoffice_says_what_to_install(call, quarter, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = call("render", quarter, "-o", tmp_path / "ra", "--pdf")
    assert result.exit_code == 2
    assert "hãy cài LibreOffice" in result.stderr
    assert list((tmp_path / "ra").iterdir()) == []


def test_pdf_is_that_of_the_library(call, quarter, tmp_path, monkeypatch):
    monkeypatch.setattr("cchc_lib.render.pdf.pdf_of", lambda word, day: b"%PDF " + word)
    result = call("render", quarter, "-o", tmp_path, "--pdf")
    assert result.exit_code == 0
    made = (tmp_path / "bao_cao_quy.pdf").read_bytes()
    assert made == b"%PDF " + cchc.render_docx(cchc.load(quarter), live=False)


def test_a_word_file_is_not_written_over_itself(call, quarter, tmp_path):
    """What people wrote in it would be lost, and nobody asked for that."""
    word = tmp_path / "a.docx"
    cchc.save_docx(cchc.load(quarter), word)
    before = word.read_bytes()
    result = call("render", word, "-o", tmp_path, "--force")
    assert result.exit_code == 2
    assert "chính tệp đang đọc" in result.output
    assert word.read_bytes() == before


def test_edits_by_hand_that_a_copy_has_not_are_told(call, quarter, tmp_path):
    import docx

    word = tmp_path / "a.docx"
    cchc.save_docx(cchc.load(quarter), word)
    assert "sửa bằng tay" not in call("render", word, "-o", tmp_path / "moi", "--plain").output
    changed = docx.Document(word)
    changed.paragraphs[-1].insert_paragraph_before("Đoạn thêm bằng tay.")
    changed.save(word)
    told = call("render", word, "-o", tmp_path / "moi", "--plain", "--force").output
    assert "sửa bằng tay (1 chỗ)" in told
    assert "cchc diff" in told


def test_the_output_is_a_folder_and_what_is_there_is_named(call, quarter, tmp_path):
    result = call("render", quarter, "-o", tmp_path / "moi.docx")
    assert result.exit_code == 2
    assert "--output nhận thư mục" in result.output
    assert not (tmp_path / "moi.docx").exists()
    call("render", quarter, "-o", tmp_path)
    again = call("render", quarter, "-o", tmp_path)
    assert f"{tmp_path / 'bao_cao_quy.docx'}: tệp đã có" in again.output
