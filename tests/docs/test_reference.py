"""The reference is complete, and says what the code says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from example_reports import example_report

import cchc_lib as cchc
from cchc_lib import testing, vietnamese

ROOT = Path(__file__).parents[2]
PAGES = "\n".join(page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*/*.md")))


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load(ROOT / "docs" / "generate.py")
MADE = GENERATE.pages()


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_a_page_is_as_the_code_says(page: Path) -> None:
    written = page.read_text("utf-8") if page.exists() else ""
    assert written == MADE[page], "run: python docs/generate.py"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert set(GENERATE.RULES.glob("*.md")) <= set(MADE), "run: python docs/generate.py"


def test_a_page_written_twice_is_the_same() -> None:
    page = "## ::: cchc_lib.Ratio\n\nby hand\n\n<!-- table: outline -->\n\n## ::: cchc_lib.Plan\n"
    once = GENERATE.filled(page)
    assert GENERATE.filled(once) == once
    assert once.count("by hand") == 1
    assert once.count(GENERATE.END) == 3


def entries(module: str) -> list[str]:
    return re.findall(rf"^#+ ::: {re.escape(module)}\.(\w+)$", PAGES, re.MULTILINE)


def test_every_public_name_has_one_entry() -> None:
    # mkdocstrings reads functions and classes; of these the pages tell themselves
    told = {"NOT_APPLICABLE", "STANDARD", "__version__", "audit", "define"}
    assert entries("cchc_lib.checks.report") == ["audit"]
    assert all(f"`cchc_lib.{name}`" in PAGES for name in told)
    assert sorted(entries("cchc_lib")) == sorted(set(cchc.__all__) - told)


def test_every_constructor_of_define_has_one_entry() -> None:
    assert sorted(entries("cchc_lib.define")) == sorted(cchc.define.__all__)


def test_the_languages_of_formulas_and_sentences_are_on_the_page() -> None:
    page = (ROOT / "docs" / "reference" / "define.md").read_text("utf-8")
    for form in ("`reached / communes`", "`late / base(rate_base)`", "`[, đạt {x}]`", "`{x=0}`"):
        assert form in page


def test_every_strategy_has_one_entry() -> None:
    assert sorted(entries("cchc_lib.testing")) == sorted(testing.__all__)
    # a module of one name with a function hides its signature from the page
    modules = {path.stem for path in Path(testing.__file__).parent.glob("*.py")}
    assert not modules & set(testing.__all__)


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
    listed = dict(GENERATE.figures())
    report = example_report(example)
    found = attrs.evolve(report, previous=None).figures()
    for figure in found.values():
        said = listed[re.sub(r"\[\d+\]", "[n]", figure.id)]
        assert figure.label.startswith(said.label)
        assert (figure.unit, figure.formula) == (said.unit, said.formula)


def test_a_figure_is_listed_with_what_it_is_tied_to() -> None:
    assert "| part of `tasks` ([CCHC106](rules/CCHC106.md)) |" in PAGES
    assert "| `in_time / base(rate_base)` |" in PAGES


def test_the_list_of_figures_has_no_id_twice() -> None:
    ids = [id for id, *_ in GENERATE.figures()]
    assert len(ids) == len(set(ids)) > 100


def test_every_table_is_on_a_page() -> None:
    marked = re.findall(r"<!-- table: (.*) -->", PAGES)
    assert sorted(marked) == sorted(GENERATE.TABLES)


def test_every_measure_is_listed_with_its_default() -> None:
    for field in attrs.fields(cchc.Layout):
        assert f"| `{field.name}` | {field.default} |" in PAGES


@pytest.mark.parametrize("kind", [cchc.Report, cchc.ProceduresReport])
def test_every_part_of_an_outline_is_listed(kind: Any) -> None:
    outline = kind.__family__.outline
    rows = "\n".join(GENERATE.outline_table(outline))
    assert rows in PAGES
    assert re.findall(r"^\| `(\S+)` \|", rows, re.MULTILINE) == list(outline.ids)


@pytest.mark.parametrize("name", ["ReportHead", "Report", "Dossiers", "BudgetLine"])
def test_every_field_of_a_class_has_a_row(name: str) -> None:
    text = "\n".join(GENERATE.entry(name, "###"))
    above = "" if name != "Report" else "\n".join(GENERATE.entry("ReportHead", "###"))
    for field in attrs.fields(getattr(cchc, name)):
        assert f"| `{field.name}` |" in (above if field.inherited else text)


def test_no_cell_holds_a_bar() -> None:
    for page in MADE.values():
        for table in re.findall(r"^\|.*(?:\n\|.*)*", page, re.MULTILINE):
            assert len({row.count("|") for row in table.splitlines()}) == 1, table


def test_every_rule_has_a_page_and_a_row() -> None:
    catalogue = GENERATE.catalogue()
    assert {"report", "text"} <= set(catalogue)
    codes = [rule.code for rules in catalogue.values() for rule in rules]
    assert len(codes) == len(set(codes)) > 60
    for code in codes:
        assert f"| [{code}](rules/{code}.md) |" in PAGES
        assert GENERATE.RULES / f"{code}.md" in MADE
