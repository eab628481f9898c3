"""Every example runs as its user runs it, and writes what it says."""

import subprocess
import sys
from pathlib import Path

import docx
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
WRITTEN = {
    "mai_hoa_2025.py": [f"bao-cao-mai-hoa-2025.{kind}" for kind in ("docx", "html", "txt")],
    "minimal.py": ["bao-cao-toi-thieu.docx"],
    "quarterly.py": ["bao-cao-quy-iii-2026.docx"],
}
RUN_ELSEWHERE = {"embedding.py"}  # serves; its own test calls it


def run(example, *arguments, cwd):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / example), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PATH": ""},
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
        assert len(docx.Document(path).paragraphs) > 5


def test_the_minimal_example_is_minimal():
    lines = (EXAMPLES / "minimal.py").read_text("utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.startswith(('"', "    python"))]
    assert len(code) < 20
