"""Every example runs as its user runs it, and writes what it says."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

import cchc_lib as cchc

EXAMPLES = Path(__file__).parents[2] / "examples"
WRITTEN = {
    "dossiers_of_a_month.py": ["bieu-ii-06a.docx", "bieu-ii-06a.xlsx", "ho-so.csv"],
    "own_subject.py": ["bao-cao-cai-cach-hanh-chinh.docx", "bao-cao-hoa-giai.docx"],
    "inbox.py": ["hop-thu", "ket-qua"],
    "province.py": ["ha-tinh.docx", "ra-soat.txt"],
    "quarterly.py": ["bao-cao-quy-iii-2026.docx"],
}
# The sources under test, wherever they are; nothing else of the caller's environment.
ENVIRONMENT = {
    "PYTHONIOENCODING": "cp1252",
    "PYTHONUTF8": "0",
    "PATH": "",
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}
RUN_ELSEWHERE = {"embedding.py"}  # tests of its own call it


def run(example, *arguments, cwd):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / example), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=ENVIRONMENT,
    )


def test_every_example_is_run():
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(WRITTEN) | RUN_ELSEWHERE


@pytest.mark.parametrize("example", WRITTEN)
@pytest.mark.parametrize("given", [True, False])
def test_examples(example, given, tmp_path):
    folder = tmp_path / "Thư mục"
    folder.mkdir()
    cwd = tmp_path if given else folder
    run(example, *([str(folder)] if given else []), cwd=cwd)
    assert sorted(path.name for path in folder.iterdir()) == sorted(WRITTEN[example])
    for path in folder.glob("*.docx"):
        written = docx.Document(path)
        assert len(written.paragraphs) > 5 or len(written.tables[1].rows) > 5


def test_dev_py_renders_the_sample_facts(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("dev", EXAMPLES.parent / "dev.py")
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    wanted = []
    monkeypatch.setattr(dev, "environment", lambda extras: wanted.append(extras) or sys.executable)
    facts = cchc.load(EXAMPLES / "mai_hoa_2025.toml")
    for folder in ("Thư mục", "Thư mục"):  # a second time, over what is there
        dev.report(str(tmp_path / folder))
    assert set(wanted) == {"[cli]"}
    folder = tmp_path / "Thư mục"
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".html", ".txt"]
    assert (folder / "mai_hoa_2025.docx").read_bytes() == cchc.render_docx(facts)
    assert (folder / "mai_hoa_2025.html").read_bytes() == cchc.render_html(facts).encode()
    assert (folder / "mai_hoa_2025.txt").read_bytes() == cchc.render_text(facts).encode()
