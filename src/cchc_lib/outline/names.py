"""What an outline names, held against what a kind of report can have: a slip shows at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.figures.declaration import Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.words import WORDS
from cchc_lib.report.head import CHANGE, CUMULATIVE

__all__ = ["check_names", "root_of", "subjects_of"]

_ALIKE = 0.8
"""From how much on of their letters two ids are taken for one and a slip of it."""
_ROOT, _ROW = re.compile(r"[^.\[]*"), re.compile(r"\[[0-9]+\]")
_ENDINGS = (CHANGE, CUMULATIVE, ".stated", ".last")


def root_of(id: str) -> str:
    """Return the subject of an id: what stands before its first dot or bracket.

    >>> root_of("procedures.dossiers.sectors[0].online"), root_of("plan")
    ('procedures', 'plan')
    """
    found = _ROOT.match(id)
    return found[0] if found else ""


def subjects_of(outline: Outline) -> set[str]:
    """Return the subjects of which some part of an outline tells."""
    return {root_of(name) for part in outline.walk() for name in (*part.named, part.about or "")}


def check_names(
    outline: Outline, kind: type, own: Iterable[type] = (), *, is_whole: bool = False
) -> None:
    """Refuse an outline that names what a subject of the report does not have.

    The outline of a family (`is_whole`) names its own subjects only. Another one may name subjects
    that this report lacks, and leaves them out, so that it serves several reports; a name that
    differs little from a subject's is refused.

    Raises:
        UnknownNameError: with the part, and the nearest name that there is.
    """
    subjects = tuple(own)
    for part in outline.walk():
        places = [(name, False) for name in (*part.table, *filter(None, [part.about]))]
        for name, is_said in (*places, *_said(part)):
            nearest = _unknown(kind, subjects, name, is_said=is_said, is_whole=is_whole)
            if nearest is not None:
                where = f"Part({part.id!r})"
                raise unknown_name("figure", "số liệu", name, nearest, where=where)


def _said(part: Part) -> Iterator[tuple[str, bool]]:
    """Yield (path, whether it must print something) of what the sentences of a part name."""
    for said in part.lines:
        yield from ((path, path != said.each) for path in said.paths)


def _unknown(
    kind: Any, own: tuple[Any, ...], name: str, *, is_said: bool, is_whole: bool
) -> tuple[str, ...] | None:
    """Return what there is instead of a name that leads nowhere; `None` for one that does not."""
    if own:
        return _looked_up(kind, own, name, is_said, is_whole)
    answers, asked = _answers(kind), (name, is_said, is_whole)
    if asked not in answers:
        if len(answers) >= _MOST_ANSWERS:
            answers.clear()
        answers[asked] = _looked_up.__wrapped__(kind, own, name, is_said, is_whole)
    return answers[asked]


_MOST_ANSWERS = 8192


@kept_by_class
def _answers(_kind: Any) -> dict[tuple[str, bool, bool], tuple[str, ...] | None]:
    return {}


@lru_cache(maxsize=1024)
def _looked_up(
    kind: Any, own: tuple[Any, ...], name: str, is_said: bool, is_whole: bool
) -> tuple[str, ...] | None:
    path = _ROW.sub("", name)
    subjects = {each.__subject__.id for each in own}
    known = sorted({*subjects, *(field.name for field in attrs.fields(kind))})
    root = root_of(path)
    if root not in known and path not in WORDS:
        is_slip = is_whole or (is_said and path == root) or not root
        return tuple(known) if is_slip or get_close_matches(root, known, 1, _ALIKE) else None
    if is_said and path in subjects:
        return _reached(kind, own, f"{path}.")
    found = _reached(kind, own, path)
    for ending in _ENDINGS:
        if found is not None and path.endswith(ending):
            found = _reached(kind, own, path.removesuffix(ending))
    return found


def _reached(kind: Any, own: tuple[Any, ...], path: str) -> tuple[str, ...] | None:
    owner, way = kind, ""
    for place, step in enumerate(path.split(".")):
        fields = {field.name: field_of(field) for field in attrs.fields(owner)} if owner else {}
        figures = declarations(owner) if owner else {}
        subject = next((each for each in own if each.__subject__.id == step), None)
        below = None if step in figures else fields.get(step)
        if not place and (subject is not None or step not in {**fields, **figures}):
            if subject is None:
                return None  # a subject that this report does not have, or a word such as {year}
            owner = subject
        elif step not in fields and step not in figures:
            return tuple(way + each for each in {**fields, **figures})
        else:
            held = (below.of or (owner if below.by else None)) if isinstance(below, Field) else None
            owner = held if attrs.has(held or object) else None
        way += f"{step}."
    return None
