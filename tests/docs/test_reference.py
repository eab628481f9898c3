"""The reference is complete: every public name has an entry, every figure a row."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import vietnamese

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = "\n".join(page.read_text("utf-8") for page in sorted(REFERENCE.glob("*.md")))


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOOKS = load(ROOT / "docs" / "hooks.py")


def entries(module: str) -> list[str]:
    return re.findall(rf"^::: {re.escape(module)}\.(\w+)$", PAGES, re.MULTILINE)


def test_every_public_name_has_one_entry() -> None:
    # mkdocstrings reads functions and classes; of these two the pages tell themselves
    told = {"STANDARD", "__version__"}
    assert all(f"`cchc_lib.{name}`" in PAGES for name in told)
    assert sorted(entries("cchc_lib")) == sorted(set(cchc.__all__) - told)


def test_every_name_of_vietnamese_has_one_entry() -> None:
    either = entries("cchc_lib.vietnamese") + [
        name for name in entries("cchc_lib") if hasattr(vietnamese, name)
    ]
    assert sorted(either) == sorted(vietnamese.__all__)


def test_every_node_of_a_document_has_one_entry() -> None:
    from cchc_lib.document import nodes

    unions = {"Block", "Content", "Inline"}  # types of types: no entry of their own
    either = {*entries("cchc_lib.document.nodes"), "Document"}
    assert either == set(nodes.__all__) - unions


@pytest.mark.parametrize("example", ["mai_hoa_2025", "quarterly"])
def test_every_figure_of_a_report_is_listed(example: str) -> None:
    listed = {id: facts for id, *facts in HOOKS.figures()}
    report = load(ROOT / "examples" / f"{example}.py").REPORT
    found = attrs.evolve(report, previous=None).figures()
    for figure in found.values():
        label, unit, formula = listed[re.sub(r"\[\d+\]", "[n]", figure.id)]
        assert figure.label.startswith(label)
        assert (figure.unit, figure.formula) == (unit, formula)


def test_the_list_of_figures_has_no_id_twice() -> None:
    ids = [id for id, *_ in HOOKS.figures()]
    assert len(ids) == len(set(ids)) > 100


@pytest.mark.parametrize("name", ["figures", "measures", "outline"])
def test_a_marker_becomes_its_table(name: str) -> None:
    page = HOOKS.on_page_markdown(f"before\n\n<!-- table: {name} -->\n\nafter\n")
    assert page == f"before\n\n{HOOKS.TABLES[name]()}\n\nafter\n"


def test_each_marker_in_the_pages_is_known() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    marked = re.findall(r"<!-- table: (.*) -->", pages)
    assert sorted(set(marked)) == sorted(HOOKS.TABLES)


def test_every_measure_is_listed_with_its_default() -> None:
    table = HOOKS.measures_table()
    for field in attrs.fields(cchc.Layout):
        assert f"| `{field.name}` | {field.default} |" in table


def test_every_part_of_the_standard_outline_is_listed() -> None:
    assert re.findall(r"^\| `(\S+)` \|", HOOKS.outline_table(), re.MULTILINE) == list(
        cchc.STANDARD.ids
    )
