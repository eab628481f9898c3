"""The pages are true: every block runs, every command exists, every link leads somewhere.

A block of `>>>` lines is a doctest; any other Python block is executed. What is typed into a
terminal and what is filled in, `shell` says. The blocks of a page run in order, in one namespace,
in a folder of their own.
"""

from __future__ import annotations

import contextlib
import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from tests.docs.shell import TITLED, Shell, fill_in

import cchc_lib as cchc
from cchc_lib.cli.app import cli

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
NOT_RUN = {"console", "text"}  # what other programs do, and what is read by people only


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
    """Run the blocks of a page and return how many of them were Python."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    shell, count = Shell(), 0
    for line, language, code in blocks(page):
        if titled := TITLED.fullmatch(language):
            fill_in(Path(titled["file"]), code, f"{name}:{line}")
            continue
        if language == "console" and code.startswith("$ "):
            shell.run(code, f"{name}:{line}")
            continue
        if language in NOT_RUN:
            assert not re.search(r"^\$ ", code, re.MULTILINE), f"{name}:{line}: would not be run"
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


def test_the_runner_fails_where_a_page_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    for wrong in (
        "```python\n>>> 1 + 1\n3\n```\n",
        "```python\nassert 1 + 1 == 3\n```\n",
        "```python\nx = 1\n```\n```python\n>>> x\n2\n```\n",
        "```pycon\n>>> 1\n1\n```\n",
        "```python\nx = 1\n>>> x\n2\n```\n",
        "```console\n$ cchc spell 5\nsáu\n```\n",
        "```console\n$ cchc spell x\n...\n$ echo $?\n0\n```\n",
        "```console\n$ cchc spell x\n...\n```\n",
        "```console\n$ ls\n```\n",
        "```console\nls\n$ cchc spell 5\nnăm\n```\n",
        "```text\n$ cchc spell 5\nsáu\n```\n",
        "```toml\nx = 1\n```\n",
        '```toml title="../a.toml"\nx = 1\n```\n',
        '```toml title="a.toml"\n# x =  # a\n```\n```toml title="a.toml"\ny = 1\n```\n',
        '```toml title="b.toml"\n# x =  # a\n```\n```toml title="b.toml"\nx = 1  # b\n```\n',
    ):
        page.write_text(wrong, "utf-8")
        with pytest.raises(AssertionError):
            run(page, "page.md")


def test_the_runner_fills_in_and_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ cchc new a.toml --agency 'UBND xã Mai Hoa' --period 'năm 2025'\n...\n```\n"
        '```toml title="a.toml"\nplan.tasks = 4  # nhiệm vụ của kế hoạch (nhiệm vụ)\n'
        'next_tasks = [\n    "Một.",\n]\n```\n'
        "```console\n$ cchc check a.toml\n...0 lỗi...\n$ echo $?\n0\n```\n"
        '```python\nimport cchc_lib\nassert cchc_lib.load("a.toml").plan.tasks == 4\n```\n',
        "utf-8",
    )
    assert run(page, "page.md") == 1


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_of_a_page_is_one(page: Path) -> None:
    """Commands that are only shown are not run, but they have the names and options of `cchc`."""
    text = by_hand(page)
    for found in re.finditer(r"^(?:\$ | {4})?cchc (?P<rest>.*)$", text, re.MULTILINE):
        name, *arguments = shlex.split(found["rest"])
        if name.startswith("--"):
            continue
        command = cli.commands[name]
        with contextlib.suppress(click.exceptions.Exit):
            command.make_context(name, arguments)


def test_every_page_is_in_the_navigation() -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    _, _, nav = config.partition("\nnav:\n")
    listed = re.findall(r": (\S+\.md)$", nav, re.MULTILINE)
    assert sorted(listed) == sorted(
        page.relative_to(DOCS).as_posix()
        for page in PAGES
        if page.is_relative_to(DOCS) and not page.name.endswith(".vi.md")
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
