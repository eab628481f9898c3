"""Tables that the documentation makes from the code at every build, so that they cannot go stale.

A page asks for one by a line of its own: `<!-- table: figures -->`.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from cchc_lib import Layout, Outline, Part, Report
from cchc_lib.figures.figure import declarations
from cchc_lib.glossary import label_of
from cchc_lib.outline.standard import STANDARD
from cchc_lib.render.layout import Rule

MARKER = re.compile(r"^<!-- table: (?P<name>[a-z]+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put each table in the place of its marker; mkdocs calls this for every page."""
    return MARKER.sub(lambda found: TABLES[found["name"]](), markdown)


def figures() -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (id, label, unit, formula) of every figure that a report can have."""
    yield from _figures_of(Report, "", ())


def _figures_of(
    owner: type, path: str, above: tuple[type, ...]
) -> Iterator[tuple[str, str, str, str | None]]:
    for name, label, declared in declarations(owner):
        yield path + name, label, declared.unit, declared.formula
    hints = typing.get_type_hints(owner)
    for name, hint in hints.items():
        index = "[n]" if typing.get_origin(hint) is Sequence else ""
        for held in typing.get_args(hint):
            # `previous` is another report; the sectors of dossiers are dossiers, one level deep
            if attrs.has(held) and held is not Report and held not in above:
                yield from _figures_of(held, f"{path}{name}{index}.", (*above, owner))


def figures_table() -> str:
    """Return every figure under a heading for each subject."""
    lines: list[str] = []
    subject = ""
    for id, label, unit, formula in figures():
        if id.partition(".")[0] != subject:
            subject = id.partition(".")[0]
            lines += ["", f"## `{subject}`: {label_of('Report', subject)}", ""]
            lines += _head("Id", "Nhãn", "Đơn vị", "Công thức")
        lines.append(_row(f"`{id}`", label, unit or "–", f"`{formula}`" if formula else "counted"))
    return "\n".join(lines)


def measures_table() -> str:
    """Return every measure of a layout: its default, what is accepted, and the source."""
    lines = _head("`Layout` field", "Default", "Accepted", "Source (Phụ lục I)")
    for field in attrs.fields(Layout):
        rule = field.validator
        assert isinstance(rule, Rule)
        span = rule.low if rule.low == rule.high else f"{rule.low} to {rule.high}"
        source = f"mục {rule.article}" if rule.article else "none: custom"
        lines.append(_row(f"`{field.name}`", str(field.default), f"{span} {rule.unit}", source))
    return "\n".join(lines)


def outline_table(outline: Outline = STANDARD) -> str:
    """Return the parts of the standard outline in order."""

    def rows(parts: Iterable[Part]) -> Iterator[str]:
        for part in parts:
            yield _row(f"`{part.id}`", part.title)
            yield from rows(part.parts)

    return "\n".join([*_head("Id", "Title"), *rows(outline.chapters), *rows(outline.annexes)])


def _head(*titles: str) -> list[str]:
    return [_row(*titles), _row(*["---"] * len(titles))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


TABLES: dict[str, Callable[[], str]] = {
    "figures": figures_table,
    "measures": measures_table,
    "outline": outline_table,
}
