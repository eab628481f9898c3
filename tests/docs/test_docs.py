"""The pages are true: every Python block runs, every link leads somewhere.

A block of `>>>` lines is a doctest; any other Python block is executed.
The blocks of a page run in order, in one namespace, in a folder of their own.
"""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cchc_lib as cchc

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = re.compile(  # what docs/generate.py wrote: its examples are tests where they come from
    r"^<!-- written by docs/generate\.py -->\n.*?^<!-- fmt: on -->$", re.MULTILINE | re.DOTALL
)
RULES = DOCS / "reference" / "rules"
PAGES = [
    ROOT / "README.md",
    *sorted(page for page in DOCS.rglob("*.md") if page.parent != RULES),
]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = {"console", "text"}  # what one types into a shell, and what is read by people only


def by_hand(page: Path) -> str:
    """Return what a person wrote on a page; line numbers stay."""
    return WRITTEN.sub(lambda found: "\n" * found[0].count("\n"), page.read_text("utf-8"))


def blocks(page: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (line, language, code) of each fenced block."""
    text = by_hand(page)
    for found in FENCE.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found["language"], found["code"]


def run_doctest(code: str, namespace: dict[str, Any], name: str, line: int) -> None:
    test = doctest.DocTestParser().get_doctest(code, namespace, name, name, line)
    assert len(test.examples) == len(re.findall(r"^>>> ", code, re.MULTILINE))
    report: list[str] = []
    # ... stands for what another fact may change, such as further names that are near
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
    outcome = runner.run(test, out=report.append, clear_globs=False)
    assert not outcome.failed, "".join(report)
    namespace.update(test.globs)


def run(page: Path, name: str) -> int:
    """Run the Python blocks of a page and return how many there were."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    for line, language, code in blocks(page):
        if language in NOT_RUN:
            continue
        assert language == "python", f"{name}:{line}: a block of {language!r} would not be run"
        count += 1
        if code.startswith(">>> "):
            run_doctest(code, namespace, name, line)
        else:
            assert ">>>" not in code, f"{name}:{line}: a doctest begins with its first >>>"
            exec(compile("\n" * line + code, name, "exec"), namespace)
    return count


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_block_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(page.relative_to(ROOT))
    monkeypatch.chdir(tmp_path)
    text = by_hand(page)
    # Whatever looks like Python was seen: no fence is indented, left open or of another kind.
    assert run(page, name) == text.count("```python")
    outside = FENCE.sub("", text)
    assert not re.search(r"```|~~~|>>>", outside)


def test_the_runner_fails_where_a_page_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for wrong in (
        "```python\n>>> 1 + 1\n3\n```\n",
        "```python\nassert 1 + 1 == 3\n```\n",
        "```python\nx = 1\n```\n```python\n>>> x\n2\n```\n",
        "```pycon\n>>> 1\n1\n```\n",
        "```python\nx = 1\n>>> x\n2\n```\n",
    ):
        page.write_text(wrong, "utf-8")
        with pytest.raises(AssertionError):
            run(page, "page.md")


def test_every_page_is_in_the_navigation() -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    _, _, nav = config.partition("\nnav:\n")
    listed = re.findall(r": (\S+\.md)$", nav, re.MULTILINE)
    assert sorted(listed) == sorted(
        page.relative_to(DOCS).as_posix() for page in PAGES if page.is_relative_to(DOCS)
    )


LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for found in LINK.finditer(FENCE.sub("", by_hand(page))):
        assert (page.parent / found["target"]).exists(), found[0]
    # [`Ratio`][cchc_lib.Ratio] is a link only after a build
    assert "][cchc_lib" not in page.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_vietnamese_is_written_one_way(page: Path) -> None:
    text = by_hand(page)
    assert cchc.normalize_text(text) == text
