"""How long the command line takes to start, beside the libraries it is made with, and to check.

    python benchmarks/bench_cli.py

Each line is a process of its own, from start to end; the least of many runs counts, for a process
that was disturbed says nothing. `import click, rich.console` is what a program with these two
libraries cannot do without. Read the ratios: times vary between machines.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

EXAMPLES = Path(__file__).parents[1] / "examples"
LIBRARIES = (sys.executable, "-c", "import click, rich.console")
CCHC = (sys.executable, "-m", "cchc_lib")
LINES = {
    "import click, rich.console": LIBRARIES,
    "cchc --version": (*CCHC, "--version"),
    "cchc --help": (*CCHC, "--help"),
    "cchc check (facts of a commune)": (*CCHC, "check", str(EXAMPLES / "mai_hoa_2025.toml")),
    "cchc check (with an outline)": (*CCHC, "check", str(EXAMPLES / "lam_giang.toml")),
}
RUNS = 20


def least(command: tuple[str, ...]) -> float:
    """Return the shortest time of many runs, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        times.append(perf_counter() - begun)
    return min(times)


def main() -> None:
    """Print a line for each command: its time, and how many times that of the libraries."""
    measured = {name: least(command) for name, command in LINES.items()}
    base = measured["import click, rich.console"]
    print(f"{'':34}{'time':>9}{'ratio':>8}")
    for name, seconds in measured.items():
        print(f"{name:34}{seconds * 1000:7.0f}ms{seconds / base:8.2f}")


if __name__ == "__main__":
    main()
