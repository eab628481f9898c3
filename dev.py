"""Set up and run the project with nothing but Python: make a report, run the tests, run all gates.

    python dev.py report [folder]    render the sample facts: .docx, .html, .txt
    python dev.py test [options]     run the tests; options go to pytest
    python dev.py check              run every gate: style, types, the tests on the wheel, docs
    python dev.py bench              measure against other libraries

Each command makes the virtual environment `.venv` beside this file if it is not there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent

SPREAD = ("-n", "auto", "--dist", "worksteal")
"""One process for each core; who is done takes from the others."""


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command and stop with its exit code when it fails."""
    print("$", *command, flush=True)
    done = subprocess.run([str(word) for word in command], cwd=cwd, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def environment(extras: str, folder: Path = ROOT / ".venv", source: str = "") -> Path:
    """Return the interpreter of an environment with the project and these extras installed."""
    python = python_of(folder)
    if not python.exists():
        print(f"making the virtual environment {folder}", flush=True)
        venv.create(folder, with_pip=True)
    what = ["-e", f".{extras}"] if not source else [f"{source}{extras}"]
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what)
    return python


def report(*arguments: str) -> None:
    """Make the sample report in the current folder, or the one given."""
    python = environment("[cli]")
    folder = arguments[0] if arguments else "."
    facts = ROOT / "examples" / "mai_hoa_2025.toml"
    for form in ("docx", "html", "text"):
        render = (*("-m", "cchc_lib", "render", facts), *("--format", form, "-o", folder))
        run(python, *render, "--force", cwd=Path.cwd())


def test(*arguments: str) -> None:
    """Run the tests, one process for each core (`-n 0` for one alone); CCHC_SPARK adds Spark."""
    extras = "[test,spark]" if "CCHC_SPARK" in os.environ else "[test]"
    run(environment(extras), "-m", "pytest", *SPREAD, *arguments)


def wheel() -> None:
    """Run the tests against the built wheel, in an empty environment, away from the sources."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        run(
            python_of(ROOT / ".venv"),
            *("-m", "pip", "wheel", "--quiet", "--no-deps", ".", "--wheel-dir", folder),
        )
        (built,) = folder.glob("*.whl")
        python = environment("[test]", folder / "venv", str(built))
        for part in ("tests", "examples", "docs"):
            shutil.copytree(ROOT / part, folder / part)
        for file in (
            ROOT / "pyproject.toml",
            ROOT / "mkdocs.yml",
            ROOT / "dev.py",
            *ROOT.glob("*.md"),
        ):
            shutil.copy(file, folder)
        os.environ.setdefault("HYPOTHESIS_PROFILE", "few")
        usual = ("-m", "not growth", "--ignore", "tests/readers")  # packing changes nothing of both
        run(python, "-m", "pytest", "-q", *usual, *SPREAD, "tests", cwd=folder)


def check() -> None:
    """Run every gate."""
    python = environment("[dev]")
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python, "-m", "mypy")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # an advertisement, not a warning
    run(python, "-m", "mkdocs", "build", "--strict")  # with --quiet it would count no warning
    wheel()


def bench() -> None:
    """Measure against other libraries, side by side."""
    python = environment("[benchmark]")
    for script in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        run(python, script)


COMMANDS = {"report": report, "test": test, "check": check, "bench": bench}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
