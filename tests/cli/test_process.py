"""The command in a process of its own: encodings, pipes, exit status, what it loads."""

import json
import os
import subprocess
import sys

import pytest

import cchc_lib as cchc
from cchc_lib.cli.terminal import without_marks

PLAIN = {
    name: value for name, value in os.environ.items() if not name.startswith(("PYTHONIO", "LC_"))
}


def run(*arguments, code=None, cwd=None, **environment):
    command = ["-m", "cchc_lib"] if code is None else ["-c", code]
    done = subprocess.run(
        [sys.executable, *command, *map(str, arguments)],
        capture_output=True,
        env={**PLAIN, "PYTHONUTF8": "0", **environment},
        cwd=cwd,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    return done


ENCODINGS = {
    "utf-8": {"PYTHONIOENCODING": "utf-8"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp1258": {"PYTHONIOENCODING": "cp1258"},
    "latin-1": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"},
}


def plainly(text, encoding):
    """A text as a stream of this encoding shows it."""

    def one(letter):
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            return without_marks(letter)
        return letter

    return "".join(map(one, text))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_a_terminal_lacks_is_written_without_its_marks(mai_hoa, encoding):
    done = run("check", mai_hoa, **ENCODINGS[encoding])
    assert done.returncode == 1
    found = cchc.audit(cchc.load(mai_hoa))
    expected = f"== {mai_hoa}\n{found}\nGiải thích từng mã: cchc rule {found[0].code}\n"
    shown = done.stdout.decode(encoding).replace("\r\n", "\n")
    assert shown == plainly(expected, encoding)
    assert "?" not in shown
    for arguments in (("--help",), ("figures", mai_hoa), ("explain", mai_hoa, "plan.completion")):
        assert run(*arguments, **ENCODINGS[encoding]).returncode == 0
    assert run("check", "khong-co.txt", **ENCODINGS[encoding]).returncode == 2


def test_the_c_locale(mai_hoa, tmp_path):
    environment = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    assert run("check", mai_hoa, **environment).returncode == 1
    done = run("render", mai_hoa, "--format", "text", cwd=tmp_path, **environment)
    assert done.returncode == 0
    expected = cchc.render_text(cchc.load(mai_hoa)).encode("utf-8")
    assert (tmp_path / "mai_hoa_2025.txt").read_bytes() == expected


def test_files_are_utf8_and_json_loses_nothing(mai_hoa, tmp_path):
    ascii_only = ENCODINGS["ascii"]
    path = tmp_path / "moi.toml"
    assert run("new", path, **ascii_only).returncode == 0
    assert "số liệu" in path.read_text("utf-8")
    done = run("figures", mai_hoa, "--format", "json", **ascii_only)
    assert json.loads(done.stdout) == cchc.to_dict(cchc.load(mai_hoa).figures(padded=False))


@pytest.mark.parametrize("arguments", [("schema",), ("spell", "5")], ids=" ".join)
def test_a_reader_that_reads_no_more(arguments):
    with subprocess.Popen(
        [sys.executable, "-m", "cchc_lib", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**PLAIN, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        process.stdout.close()
        error = process.stderr.read()
    assert error == b""
    assert process.returncode == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")  # noqa: PTH110
def test_a_full_disk(mai_hoa):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "cchc_lib", "figures", str(mai_hoa)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**PLAIN, "PYTHONIOENCODING": "utf-8"},
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Lỗi: ".encode())


def test_somebody_looks_on(mai_hoa, quarter, tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cchc_lib", "render", mai_hoa, quarter, "-o", tmp_path / "ra"],
        stdout=theirs,
        stderr=theirs,
        env={**PLAIN, "PYTHONIOENCODING": "utf-8", "TERM": "xterm", "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        data = b""
        try:
            while part := os.read(ours, 4096):
                data += part
        except OSError:  # so Linux says that the other side is closed
            pass
    os.close(ours)
    shown = data.decode("utf-8")
    assert process.returncode == 0
    assert "Trình bày" in shown
    assert "100%" in shown
    assert "->" not in shown
    assert shown.endswith("2 tệp: đã ghi 2, 1 tệp có số liệu sai, không ghi được 0.\r\n")


@pytest.mark.parametrize("name", ["click", "rich"])
def test_without_the_extra_it_says_how_to_install_it(name):
    code = f"import sys; sys.modules[{name!r}] = None; from cchc_lib.cli import main; main()"
    done = run(code=code, PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert done.stdout == b""
    (line,) = done.stderr.decode("utf-8").splitlines()
    assert line.count('pip install "cchc-lib[cli]"') == 2


def test_the_version_loads_nothing_that_it_does_not_need():
    code = (
        "import sys; sys.argv = ['cchc', '--version']\n"
        "from cchc_lib.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = run(code=code, PYTHONIOENCODING="utf-8")
    version, modules = done.stdout.decode().splitlines()
    assert version == f"cchc {cchc.__version__}"
    heavy = "rich attrs docx lxml babel cattrs tomlkit tomllib csv hypothesis jsonschema".split()
    assert not set(heavy) & set(modules.split())
    assert "click" in modules.split()


def test_the_script_is_declared():
    import tomllib
    from pathlib import Path

    config = Path(__file__).parents[2] / "pyproject.toml"
    project = tomllib.loads(config.read_text("utf-8"))["project"]
    assert project["scripts"] == {"cchc": "cchc_lib.cli:main"}
    assert "cchc-lib[cli]" in project["optional-dependencies"]["test"]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_output_is_no_crash_and_no_finding(closed, tmp_path):
    facts = tmp_path / "xa.toml"
    facts.write_text('agency = "UBND xã Mai Hoa"\nperiod = "năm 2025"\n', "utf-8")
    for command, status in (("figures", 0), ("check", 0), ("--help", 0), ("explain", 2)):
        file = "" if command == "--help" else facts
        ran = subprocess.run(
            f"{sys.executable} -m cchc_lib {command} {file} {closed}",
            shell=True,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == status, command
        assert b"Traceback" not in ran.stderr


def test_a_link_that_leads_nowhere_is_not_replaced_unasked(tmp_path):
    link = tmp_path / "a.toml"
    link.symlink_to(tmp_path / "gone.toml")
    ran = subprocess.run(
        [sys.executable, "-m", "cchc_lib", "new", str(link)], capture_output=True, check=False
    )
    assert ran.returncode == 2
    assert link.is_symlink()
