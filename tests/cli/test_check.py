"""`cchc check`: what the library finds, as text and JSON, and the exit status of each outcome."""

import json

import pytest

import cchc_lib as cchc
from cchc_lib.cli.sources import READABLE, STDIN, prose

RIGHT, WRONG = "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%.", "Đã hoàn thành 41/43 nhiệm vụ, đạt 90%."


def shown(path, found):
    """What is printed of one file; the last line says how to ask for more."""
    last = f"Giải thích từng mã: cchc rule {found[0].code}\n" if found else ""
    return f"== {path}\n{found}\n{last}"


@pytest.mark.parametrize("end", [".txt", ".md"])
@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1), ("\ufeff" + WRONG, 1)])
def test_prose(call, tmp_path, end, text, status):
    path = tmp_path / f"bao-cao{end}"
    path.write_text(text, "utf-8")
    result = call("check", path)
    assert result.exit_code == status
    assert result.stdout == shown(path, cchc.audit_text(text.lstrip(chr(0xFEFF))))


def test_a_mark_at_the_start_of_a_text_moves_no_column(call, tmp_path):
    places = []
    for name, start in (("a.txt", ""), ("b.txt", "\ufeff")):
        path = tmp_path / name
        path.write_text(start + WRONG, "utf-8")
        (file,) = json.loads(call("check", path, "--format", "json").stdout)["files"]
        places.append([(found["line"], found["column"]) for found in file["findings"]])
    assert places[0] == places[1] != []


def test_facts_of_every_form(call, mai_hoa, quarter, tmp_path):
    report = cchc.load(mai_hoa)
    other = tmp_path / "mai-hoa.json"
    cchc.dump(report, other)
    for path in (mai_hoa, other):
        result = call("check", path)
        assert result.exit_code == 1
        assert result.stdout == shown(path, cchc.audit(report))
    assert call("check", quarter).exit_code == 0


def test_facts_of_the_other_family(call, tmp_path):
    path = tmp_path / "tthc.toml"
    dossiers = cchc.Dossiers(online=10, in_person=1, on_time=9, pending_unsplit=2)
    report = cchc.ProceduresReport(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        procedures=cchc.Procedures(dossiers=dossiers),
        claims={"procedures.dossiers.online_share": "90%"},
    )
    cchc.dump(report, path)
    result = call("check", path)
    assert result.exit_code == 1
    assert result.stdout == shown(path, cchc.audit(report))


def test_a_word_file(call, mai_hoa, tmp_path):
    path = tmp_path / "bao-cao.DOCX"
    path.write_bytes(cchc.render_docx(cchc.load(mai_hoa)))
    result = call("check", path)
    found = cchc.audit_docx(path)
    assert result.stdout == shown(path, found)
    assert result.exit_code == int(bool(found.at_least("warning")))


def test_a_note_is_no_finding(call, mai_hoa):
    notes = [each for each in cchc.audit(cchc.load(mai_hoa)) if each.severity == "note"]
    grave = {each.code for each in cchc.audit(cchc.load(mai_hoa)).at_least("warning")}
    result = call("check", mai_hoa, *(f"--ignore={code}=đã rõ" for code in sorted(grave)))
    assert notes
    assert result.exit_code == 0
    assert "CCHC411 Lưu ý" in result.stdout
    assert "Đã bỏ qua CCHC101: đã rõ\n" in result.stdout


def test_codes_are_ignored_with_a_reason(call, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    code = cchc.audit_text(WRONG)[0].code
    result = call("check", path, "--ignore", f"{code}=đã đối chiếu")
    assert result.exit_code == 0
    assert f"Đã bỏ qua {code}: đã đối chiếu\n" in result.stdout
    for wrong in ("CCHC", "", "cchc201", "CCHC999=x", "CCHC451=x", code, f"{code}=", f"{code}= "):
        result = call("check", path, "--ignore", wrong)
        assert result.exit_code == 2
        assert result.stderr.startswith("Lỗi: --ignore: ")
        assert not result.stdout
    assert f'cần: mã kèm lý do, ví dụ --ignore "{code}=đã đối chiếu"' in result.stderr


def test_json(call, mai_hoa, quarter, tmp_path):
    missing = tmp_path / "khong-co.txt"
    result = call(
        "check", mai_hoa, quarter, missing, "--format", "json", "--ignore", "CCHC411=đã rõ"
    )
    assert result.exit_code == 2
    assert not result.stderr
    one, other, last = json.loads(result.stdout)["files"]
    ignored = {"CCHC411": "đã rõ"}
    found = cchc.audit(cchc.load(mai_hoa), ignore=ignored)
    assert one == {"file": str(mai_hoa), **cchc.to_dict(found)}
    assert other["findings"] == []
    assert last == {"file": str(missing), "errors": ["không có tệp hoặc thư mục này"]}


def test_a_folder(call, mai_hoa, tmp_path):
    below = tmp_path / "quý 1" / "xã"
    below.mkdir(parents=True)
    (below / "b.txt").write_text(RIGHT, "utf-8")
    (below / "a.md").write_text(WRONG, "utf-8")
    for name in (".an.txt", "~$a.docx", "a.nhan-xet.docx", "anh.png"):
        (below / name).write_bytes(b"\0")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(WRONG, "utf-8")
    result = call("check", tmp_path)
    heads = [line[3:] for line in result.stdout.splitlines() if line.startswith("== ")]
    assert heads == [str(mai_hoa), str(below / "a.md"), str(below / "b.txt")]
    *_, summary, passed, last = result.stdout.splitlines()
    assert passed == "Bỏ qua 2 tệp loại khác: .png (1), bản có nhận xét (1)"
    assert summary == "3 tệp: 2 tệp có lỗi hoặc cảnh báo, 0 tệp không đọc được."
    assert last == f"Giải thích từng mã: cchc rule {cchc.audit(cchc.load(mai_hoa))[0].code}"
    assert result.exit_code == 1


def test_what_of_a_folder_is_not_read_is_named(call, tmp_path):
    (tmp_path / "xã").mkdir()
    (tmp_path / "a.txt").write_text(RIGHT, "utf-8")
    for name in (
        "b.DOC",
        "c.pdf",
        "d.docm",
        "xã/e.odt",
        "xã/f.rtf",
        "anh.png",
        ".an.doc",
        "~$b.doc",
    ):
        (tmp_path / name).write_bytes(b"\0")
    names = [str(tmp_path / name) for name in ("b.DOC", "c.pdf", "d.docm", "xã/e.odt", "xã/f.rtf")]
    for command in ("check", "claims"):
        result = call(command, tmp_path)
        assert result.exit_code == 0
        *_, last, others = result.stdout.splitlines()
        assert others == "Bỏ qua 1 tệp loại khác: .png (1)"
        assert last.startswith("Không đọc 5 tệp, vì không phải loại tệp kiểm tra được (.toml, ")
        assert last.endswith(f"): {', '.join(names)}")
        told = json.loads(call(command, tmp_path, "--format", "json").stdout)
        assert told["not_read"] == names
    (tmp_path / "a.txt").unlink()
    assert call("check", tmp_path).exit_code == 2


def test_nothing_is_named_where_all_is_read(call, tmp_path):
    (tmp_path / "a.txt").write_text(RIGHT, "utf-8")
    assert "Không đọc" not in call("check", tmp_path).stdout
    assert [*json.loads(call("check", tmp_path, "--format", "json").stdout)] == ["files"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_standard_input(call, tmp_path, mark):
    def told(command, text, *more):
        result = call(command, "-", *more, given=text.encode("utf-8"))
        return result.exit_code, result.stdout

    found = cchc.audit_text(WRONG)
    assert told("check", mark + WRONG) == (1, shown("-", found))
    assert told("check", mark + RIGHT)[0] == 0
    assert "dòng 1: không khớp: 90% ← 41, 43" in told("claims", mark + WRONG)[1]
    (file,) = json.loads(told("check", mark + WRONG, "--format", "json")[1])["files"]
    assert file["file"] == "-"


@pytest.mark.parametrize("command", ["check", "claims"])
def test_a_folder_is_read_as_its_files_are(call, quarter, tmp_path, command):
    report = cchc.load(quarter)
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    for end in (".toml", ".json", ".xlsx"):
        cchc.dump(report, folder / f"a{end}")
    cchc.save_docx(report, folder / "a.docx")
    for end in (".txt", ".md"):
        (folder / f"a{end}").write_text(WRONG, "utf-8")
    files = sorted(folder.iterdir())
    assert {each.suffix for each in files} == {*READABLE}
    told = json.loads(call(command, folder, "--format", "json").stdout)
    assert told == json.loads(call(command, *files, "--format", "json").stdout)
    assert [each["file"] for each in told["files"]] == [*map(str, files)]


@pytest.mark.parametrize("command", ["check", "claims"])
def test_a_workbook_of_another_kind_is_passed_over_in_a_folder_and_told(call, tmp_path, command):
    import openpyxl

    path = tmp_path / "khac.xlsx"
    openpyxl.Workbook().save(path)
    result = call(command, tmp_path)
    assert result.exit_code == 2  # nothing was read
    assert "không có tệp nào để kiểm tra" in result.stderr
    assert "Không đọc 1 tệp, vì không phải loại tệp kiểm tra được (" in result.stdout
    assert str(path) in result.stdout
    (tmp_path / "a.txt").write_text(RIGHT, "utf-8")
    assert call(command, tmp_path).exit_code == 0
    assert json.loads(call(command, tmp_path, "--format", "json").stdout)["not_read"] == [str(path)]
    assert call(command, path).exit_code == 2  # who names it wants it read
    path.write_bytes(b"PK")
    result = call(command, tmp_path)
    assert result.exit_code == 2
    assert f"{path}: không đọc được" in result.stderr


def test_standard_input_that_is_closed_is_not_clean(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(cchc.FormatError, match="no standard input"):
        prose(STDIN)


def test_standard_input_is_text_in_utf_8(call):
    for command in ("check", "claims"):
        result = call(command, "-", given="Đã đạt".encode("utf-16"))
        assert result.exit_code == 2
        assert "-: không đọc được: dòng 1 không phải UTF-8" in result.stderr


def test_the_name_of_a_file_on_standard_input_is_no_text(call):
    for command in ("check", "claims"):
        result = call(command, "-", given="bao-cao.docx\n")
        assert result.exit_code == 2
        assert "cchc check bao-cao.docx" in result.stderr
        assert "audit_docx" not in result.stderr


def test_a_folder_with_nothing_to_check_is_not_clean(call, tmp_path):
    result = call("check", tmp_path)
    assert result.exit_code == 2
    assert "không có tệp nào để kiểm tra" in result.stderr


def test_what_cannot_be_read_does_not_hide_the_others(call, mai_hoa, tmp_path):
    (tmp_path / "a.toml").write_text("agency = 'x", "utf-8")
    (tmp_path / "b.json").write_text('{"agency": 4, "period": 5}', "utf-8")
    result = call("check", tmp_path)
    assert result.exit_code == 2
    assert f"== {mai_hoa}" in result.stdout
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        str(tmp_path / name) for name in ("a.toml", "b.json", "b.json")
    ]
    assert "(agency): nhận được 4" in lines[1]
    assert "(period): nhận được 5" in lines[2]
