"""Whatever is handed in, there is one line that says why, exit status 2, and no traceback."""

import os
import re

import click
import pytest

from cchc_lib.cli.app import cli
from cchc_lib.cli.terminal import without_marks

READING = {
    "check": ("check", "{}"),
    "figures": ("figures", "{}"),
    "explain": ("explain", "{}", "plan.tasks"),
    "diff": ("diff", "{}", "{}"),
    "new": ("new", "moi.toml", "--from", "{}"),
    "render": ("render", "{}"),
}
BAD = {
    "a.toml": (b"\xff\xfea\0", "UTF-16"),
    "b.toml": ("agency = 'Ủy ban'".encode("utf-16"), "UTF-16"),
    "c.toml": ("agency = 'xà'".encode("cp1258"), "không phải UTF-8"),
    "d.json": (bytes(range(256)), "UTF-8"),
    "e.json": (b"[1]", "nhận được"),
    "f.json": (b"[" * 100_000, "JSON"),
    "g.toml": (b"", "thiếu"),
    "h.toml": (b"x = " + b"9" * 5000, "chữ số"),
    "i.json": (b'{"a": 1}' + b" " * 5 * 2**20, "4 MiB"),
    "j.toml": (b'kind = "procedures_report"', "thiếu"),
    "k.toml": (b'kind = "khac"', "khac"),
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("name", BAD)
def test_bad_facts(call, tmp_path, monkeypatch, command, name):
    monkeypatch.chdir(tmp_path)
    data, why = BAD[name]
    (tmp_path / name).write_bytes(data)
    result = call(*(word.replace("{}", name) for word in READING[command]))
    assert result.exit_code == 2
    assert why in result.stderr
    assert name in result.stderr
    assert not (tmp_path / "moi.toml").exists()


@pytest.mark.parametrize("command", READING)
def test_missing_files_folders_and_pipes(call, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thu-muc.toml").mkdir()
    (tmp_path / "tep").write_bytes(b"")
    bad = {"khong-co.toml": "không có tệp", "thu-muc.toml": "thư mục"}
    bad["tep/a.toml"] = "đi qua một tệp"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong.toml")
        bad["ong.toml"] = "đường ống"
        if command == "check":
            os.mkfifo(tmp_path / "ong.txt")
            bad["ong.txt"] = "đường ống"
    for name, why in bad.items():
        result = call(*(word.replace("{}", name) for word in READING[command]))
        assert result.exit_code == 2, name
        assert why in result.stderr
        assert name in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", "Đạt 90%".encode("utf-16"), "UTF-8"),
        ("a.md", b"\xc4", "dòng 1 không phải UTF-8"),
        ("a.txt", b"a\0b", "NUL"),
        ("a.txt", b"a" * (4 * 2**20 + 1), "4 MiB"),
        ("a.docx", b"PK\x03\x04", ""),
        ("a.docx", b"", ""),
        ("a.pdf", b"%PDF-1.7", "không phải loại tệp"),
    ],
)
def test_bad_prose_and_word_files(call, tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    result = call("check", tmp_path / name)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{tmp_path / name}: không đọc được: ")
    assert why in line


WRITING = [
    ("new", "{}/a.toml"),
    ("render", "bao_cao_quy.toml", "-o", "{}"),
    ("figures", "bao_cao_quy.toml", "--format", "csv", "-o", "{}/a.csv"),
    ("schema", "-o", "{}/a.json"),
]


@pytest.mark.parametrize("arguments", WRITING, ids=lambda each: each[0])
def test_folders_that_cannot_be_written_to(call, quarter, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tep").write_bytes(b"")
    bad = {"tep": "thư mục"}
    if os.name == "posix" and os.geteuid():
        (tmp_path / "khoa").mkdir(mode=0o500)
        bad["khoa"] = "không có quyền"

    for name, why in bad.items():
        result = call(*(word.replace("{}", name) for word in arguments))
        assert result.exit_code == 2
        assert why in result.stderr

    def refuse(path, *_arguments):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.open", refuse)
    result = call(*(word.replace("{}", ".") for word in arguments))
    assert result.exit_code == 2
    assert "không có quyền" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "khoa") == [
        "bao_cao_quy.toml",
        "tep",
    ]


def test_an_error_of_the_program_itself_is_a_line(call, quarter, monkeypatch):
    def broken(*_arguments, **_options):
        raise ZeroDivisionError("oi")

    monkeypatch.setattr("cchc_lib.cli.sources.facts", broken)
    for command in ("check", "render", "figures"):
        result = call(command, quarter)
        assert result.exit_code == 2
        assert "lỗi của chương trình: ZeroDivisionError: oi" in result.stderr


def test_stopped(call, quarter, monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("cchc_lib.cli.sources.facts", stop)
    assert call("check", quarter).exit_code == 130


def test_names_and_quotes_move_no_cursor(call, tmp_path):
    path = tmp_path / "a\x1b[2J.txt"
    try:
        path.write_text("Đạt 41/43 nhiệm vụ\x1b[2J, đạt 90%.", "utf-8")
    except OSError:
        pytest.skip("such a name cannot be given here")
    for arguments in (("check", path), ("figures", path), ("render", path)):
        result = call(*arguments)
        assert "\x1b" not in result.output


USAGE = {
    (): "Cách dùng: ",
    ("check",): "thiếu TỆP|THƯ_MỤC",
    ("sai",): "không có lệnh 'sai'",
    ("check", "a", "--sai"): "không có tùy chọn --sai",
    ("render", "a", "--formt", "html"): "--format?",
    ("render", "a", "--format", "odt"): "--format: chỉ nhận một trong các giá trị: docx",
    ("spell", "1", "2"): "thừa giá trị (2)",
    ("new", "a.toml", "--kind"): "tùy chọn --kind",
    ("new", "a.toml", "--force=1"): "tùy chọn --force: không nhận giá trị",
    ("serve", "--port", "99999"): "--port: chỉ nhận số nguyên từ 0 đến 65535, ví dụ --port 8000",
    ("serve", "--port", "x"): "--port: chỉ nhận số nguyên từ 0 đến 65535",
    ("serve", "--port"): "tùy chọn --port: thiếu giá trị",
    ("render", "a.toml", "--pdf", "--format", "html"): "--pdf không dùng cùng --format html",
    ("figures", "a.toml", "--delimiter", ";"): "--delimiter chỉ dùng với --format csv",
    ("spell", "abc"): "Lỗi: số: nhận được",
    ("new", "a.toml", "--period", "x"): "Lỗi: --period: nhận được",
}


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_what_was_typed_wrongly_is_said_in_vietnamese(call, arguments):
    result = call(*arguments)
    assert result.exit_code == 2
    assert USAGE[arguments] in result.output
    assert not re.search(r"Usage|Error|Try|Options:|Missing|FILE|range|valid", result.output)


def commands(group, *above):
    """Every command by the words that call it, those below groups too."""
    yield above, group
    for name, each in getattr(group, "commands", {}).items():
        yield from commands(each, *above, name)


COMMANDS = {" ".join(words): command for words, command in commands(cli)}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_vietnamese(call, name):
    result = call(*name.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Cách dùng: ")
    assert "Xem hướng dẫn này" in result.output
    assert not re.search(
        r"Usage|Options|Commands|Show|FILE|FOLDER|DIR|TEXT|DATE|FORM|FACTS|PORT|HOST|NUMBER",
        result.output,
    )
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert option.help
            assert without_marks(option.help) != option.help


def test_without_marks():
    assert without_marks("Ủy ban nhân dân xã Đức Lĩnh – đạt “97,5%” …") == (
        'Uy ban nhan dan xa Duc Linh - dat "97,5%" ...'
    )
    assert without_marks("漢\ud800") == "??"
