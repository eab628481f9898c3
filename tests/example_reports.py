"""The reports of `examples/`, by name: the facts of a TOML file, or what a script builds."""

import runpy
from functools import cache
from pathlib import Path

import cchc_lib as cchc

EXAMPLES = Path(__file__).parents[1] / "examples"


@cache
def example_report(name: str) -> cchc.Report:
    """Return the report of an example."""
    facts = EXAMPLES / f"{name}.toml"
    if facts.exists():
        return cchc.load(facts)
    report: cchc.Report = runpy.run_path(str(EXAMPLES / f"{name}.py"))["REPORT"]
    return report
