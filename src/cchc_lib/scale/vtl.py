"""Figures and identities in VTL 2.1, the language in which statistical systems exchange rules.

A report is a data set with a measure a figure, named by its id in quotes. What VTL cannot say of
one row, such as a sum over a list, is given with the facts: a comment says by which formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any

import attrs

from cchc_lib.families.cchc import Report
from cchc_lib.figures.formula import Base, Choice, Name, Quotient, Sum
from cchc_lib.report.head import ReportHead
from cchc_lib.scale.catalogue import Entry, entries, figure_catalogue

__all__ = ["figure_vtl"]

_LEVEL = {"error": 3, "warning": 2, "note": 1}


def figure_vtl(
    kind: type[ReportHead] = Report, own: Iterable[type] = (), *, data_set: str = "DS_CCHC"
) -> str:
    """Return the formulas of a kind of report, and what must hold of it, as VTL text.

    >>> text = figure_vtl()
    >>> print(next(line for line in text.splitlines() if "'plan.completion'" in line))
      'plan.completion' := 'plan.tasks_completed' / 'plan.tasks'

    Raises:
        InvalidTypeError: for what is no class of reports.
    """
    figure_catalogue(kind)  # refuses what is none
    known = [each for each in entries(kind, own) if "[]" not in each.id]
    return "\n".join([*_calculated(known, data_set), "", *_ruleset(known, data_set), ""])


def _calculated(known: list[Entry], data_set: str) -> Iterator[str]:
    """Yield a step for each figure: one that others need comes first."""
    at = data_set
    step = 0
    for entry in sorted(known, key=lambda each: each.declaration.depth):
        node = entry.declaration.node
        if node is None:
            continue
        said = _said(node, entry)
        unit = f" ({entry.declaration.unit})" if entry.declaration.unit else ""
        label = f"/* {entry.declaration.label}{unit} */"
        if said is None:
            yield f"/* {entry.id} = {entry.declaration.formula}: {entry.declaration.label} */"
            continue
        step += 1
        yield f"{data_set}_{step} := {at}[calc {label}\n  '{entry.id}' := {said}\n];"
        at = f"{data_set}_{step}"
    yield f"{data_set}_R <- {at};"


def _ruleset(known: list[Entry], data_set: str) -> Iterator[str]:
    rules: list[str] = []
    used: set[str] = set()
    for entry in known:
        declared = entry.declaration
        for sign, tie, code in (
            ("<=", declared.part_of, "CCHC120"),
            ("=", declared.agrees_with, "CCHC121"),
        ):
            said = None if tie is None else _said(tie.node, entry)
            if tie is None or said is None:
                continue
            level = _LEVEL[tie.severity or "error"]
            name = f"R{len(rules) + 1}"
            rules.append(
                f"  {name}: when not isnull('{entry.id}') and not isnull({said}) then "
                f"'{entry.id}' {sign} {said} errorcode \"{tie.code or code}\" errorlevel {level}"
            )
            used |= {entry.id, *(f"{entry.prefix}{'.'.join(path)}" for path, _ in tie.node.names())}
    variables = ", ".join(f"'{id}'" for id in sorted(used))
    yield f"define datapoint ruleset {data_set}_RULES (variable {variables}) is"
    yield ";\n".join(rules)
    yield "end datapoint ruleset;"
    yield f"{data_set}_FINDINGS <- check_datapoint({data_set}_R, {data_set}_RULES invalid);"


def _said(node: Any, entry: Entry, *, inner: bool = False) -> str | None:
    """Return an expression, `None` for what is no arithmetic of one row."""
    write: Callable[[Any], str | None] = lambda part: _said(part, entry, inner=True)  # noqa: E731
    match node:
        case Name(path=path):
            return f"'{entry.prefix}{'.'.join(path)}'"
        case Base(field=field):
            return _by_base(field, entry)
        case Quotient(part=part, whole=whole):
            both = write(part), write(whole)
            return None if None in both else f"{both[0]} / {both[1]}"
        case Choice(options=options):
            said = [write(each) for each in options]
            if None in said:
                return None
            found = said[-1]
            for each in said[-2::-1]:
                found = f"nvl({each}, {found})"
            return found
        case Sum(terms=terms):
            parts = [(sign, write(each), optional) for sign, each, optional in terms]
            if any(each is None for _, each, _ in parts):
                return None
            text = ""
            for sign, each, optional in parts:
                mark = ("-" if sign < 0 else "") if not text else (" - " if sign < 0 else " + ")
                text += mark + (f"nvl({each}, 0)" if optional else str(each))
            return f"({text})" if inner and len(parts) > 1 else text
    return None


def _by_base(field: str, entry: Entry) -> str | None:
    """Return the figure that a field names: one of those that it may name."""
    default = attrs.fields_dict(entry.owner)[field].default
    if not isinstance(default, Enum):
        return None
    named = f"'{entry.prefix}{field}'"
    text = f"'{entry.prefix}{default.value}'"
    for each in type(default):
        if each is not default:
            text = f"if {named} = \"{each.value}\" then '{entry.prefix}{each.value}' else {text}"
    return f"({text})"
