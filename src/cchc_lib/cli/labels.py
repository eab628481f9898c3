"""What the fields of facts are called, in errors over a file: their labels beside their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cchc_lib.errors import CchcError

__all__ = ["in_words"]

_STEP = re.compile(r"(?P<key>\w+)(?:\[(?P<row>[0-9]+)\])?")


def in_words(problem: CchcError, kinds: Iterable[Any]) -> str:
    """Return what a problem of a file of one of these kinds says, with the label of its field."""
    import cchc_lib as cchc

    if problem.path == "kind":
        return _kinds(problem)
    for each in (*kinds, cchc.Report, cchc.ProceduresReport):
        if label := _label(each, problem.path):
            told = f"{label} ({problem.path}): "
            return problem.message_vi.replace(f"{problem.path}: ", told, 1)
    return problem.message_vi


def _kinds(problem: CchcError) -> str:
    """Return the problem of a kind of report that there is not, with those that there are."""
    head, found, _ = problem.message_vi.partition("; cần: ")
    if not found:
        return problem.message_vi
    return (
        f'{head}; cần: "report" (cải cách hành chính) hoặc "procedures_report" (thủ tục hành '
        "chính); báo cáo theo đề cương của đơn vị thì thêm --outline vào lệnh"
    )


def _label(kind: Any, path: str) -> str:
    """Return what a field is called, in a list with its row; "" of what is no field."""
    from cchc_lib.exchange.shapes import shapes

    labels: list[str] = []
    for step in path.split("."):
        found = _STEP.fullmatch(step)
        shape = None if found is None or kind is None else shapes(kind).get(found["key"])
        if found is None or shape is None:
            return ""
        label = shape.label
        if found["row"] is not None:
            label += f", dòng {int(found['row']) + 1}"
        elif not (labels and ", dòng " in labels[-1]):
            labels.clear()
        labels.append(label)
        kind = shape.of if shape.sort in ("object", "objects") else None
    return ": ".join(labels)
