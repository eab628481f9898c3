"""Every page that a person wrote is there in both languages, and each leads to the other."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8")
IN_ENGLISH = {"reference", "explanation"}  # the Vietnamese site shows these in English

GENERATED = DOCS / "reference" / "rules"


def partner(page: Path) -> Path:
    """Return where a page is in Vietnamese."""
    return page.with_name(page.name.replace(".md", ".vi.md"))


ENGLISH = [
    page
    for page in sorted(DOCS.rglob("*.md"))
    if not page.name.endswith(".vi.md")
    and page.parent != GENERATED
    and (partner(page).exists() or not IN_ENGLISH & set(page.relative_to(DOCS).parts))
]
VIETNAMESE = sorted(page for page in DOCS.rglob("*.vi.md") if page.parent != GENERATED)
NAMES = [str(page.relative_to(DOCS)) for page in ENGLISH]

LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+\.md)(?:#[^)]*)?\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ ", re.MULTILINE)
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<source>[^)]+)\)")


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_is_there_in_both_languages() -> None:
    assert sorted(map(partner, ENGLISH)) == VIETNAMESE
    assert len(VIETNAMESE) > 15


@pytest.mark.parametrize("page", ENGLISH, ids=NAMES)
def test_both_have_the_same_parts(page: Path) -> None:
    english, vietnamese = (FENCE.sub("", each.read_text("utf-8")) for each in (page, partner(page)))
    assert HEADING.findall(english) == HEADING.findall(vietnamese)


@pytest.mark.parametrize("page", ENGLISH, ids=NAMES)
def test_a_line_under_the_title_leads_to_the_other_language(page: Path) -> None:
    hooks = load(DOCS / "hooks.py")
    for each, name, other in (
        (page, "Tiếng Việt", partner(page)),
        (partner(page), "English", page),
    ):
        text = each.read_text("utf-8")
        title, line, rest = text.split("\n\n", 2)
        assert line == f"[{name}]({other.name})"
        assert hooks.on_page_markdown(text) == f"{title}\n\n{rest}"  # the site has a switch


@pytest.mark.parametrize("page", [*ENGLISH, *VIETNAMESE], ids=lambda page: page.name)
def test_a_page_links_to_its_own_language(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8")).split("\n\n", 2)[2]
    for found in LINK.finditer(text):
        target = page.parent / found["target"]
        if page.name.endswith(".vi.md"):
            assert target.name.endswith(".vi.md") or not partner(target).exists(), found[0]
        else:
            assert not target.name.endswith(".vi.md"), found[0]


def test_every_title_of_the_navigation_is_translated() -> None:
    before, _, nav = CONFIG.partition("\nnav:\n")
    titles = re.findall(r"^ +- ([^:]+):", nav, re.MULTILINE)
    (block,) = re.findall(r"nav_translations:\n((?: {12}.+\n)+)", before)
    translated = re.findall(r"^ {12}([^:]+): \S", block, re.MULTILINE)
    assert sorted(titles) == sorted(translated)


@pytest.mark.parametrize("page", [*ENGLISH, *VIETNAMESE], ids=lambda page: page.name)
def test_a_page_has_the_title_that_the_navigation_gives(page: Path) -> None:
    """The navigation may shorten a title, but speaks the language of the page."""
    name = page.relative_to(DOCS).as_posix().replace(".vi.md", ".md")
    title = page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
    (listed,) = re.findall(rf"- (.+): {re.escape(name)}$", CONFIG, re.MULTILINE)
    if page.name.endswith(".vi.md"):
        (listed,) = re.findall(rf"^ {{12}}{re.escape(listed)}: (.+)$", CONFIG, re.MULTILINE)
    assert title.replace(" and ", ", ") == listed.replace(" and ", ", ") or name == "index.md"


def test_every_picture_is_there_is_shown_and_has_an_alt_text() -> None:
    for home in (DOCS / "index.md", DOCS / "index.vi.md"):
        shown = PICTURE.findall(home.read_text("utf-8"))
        assert all(len(alt) > 40 for alt, _ in shown)
        assert sorted(source for _, source in shown) == sorted(
            f"images/{picture.name}" for picture in (DOCS / "images").iterdir()
        )
    for page in {*DOCS.rglob("how-to/*.md")}:
        for alt, _ in PICTURE.findall(page.read_text("utf-8")):
            assert len(alt) > 40, page
    shown = {
        (page.parent / source).resolve()
        for page in DOCS.rglob("*.md")
        for _, source in PICTURE.findall(FENCE.sub("", page.read_text("utf-8")))
    }
    for picture in DOCS.glob("**/images/*"):
        assert picture.stat().st_size < 200_000
        assert picture.resolve() in shown
    for page in sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md")}):
        for alt, source in PICTURE.findall(FENCE.sub("", page.read_text("utf-8"))):
            assert alt, page
            assert (page.parent / source).is_file()
