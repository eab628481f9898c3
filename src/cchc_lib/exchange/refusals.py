"""What is refused in data: a key that is none, a list where it is none, with an example of each."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError, UnknownNameError
from cchc_lib.exchange.leaves import TEXT_FORMS, text
from cchc_lib.exchange.shapes import Shape, label_of, shapes
from cchc_lib.report.claims import Mark
from cchc_lib.vietnamese.text import fold_label

__all__ = [
    "WORKBOOK_OF_FACTS",
    "missing",
    "no_claim",
    "no_ids",
    "no_list",
    "no_mapping",
    "paragraph",
    "unknown_key",
]

WORKBOOK_OF_FACTS = "a workbook of facts, which cchc.dump or `cchc new --xlsx` wrote"
"""What is accepted where facts are read; who passes over other workbooks knows them by it."""


def paragraph(value: Any) -> str:
    """Return a paragraph; refuse what is no text."""
    if type(value) is str:
        return text(value)
    raise InvalidTypeError.refuse(
        "",
        value,
        'a paragraph of text, such as "Duy trì chuyên mục cải cách hành chính."',
        'một đoạn văn, ví dụ "Duy trì chuyên mục cải cách hành chính."',
    )


def unknown_key(
    key: str, known: list[str], of: Mapping[str, Shape], *, is_report: bool
) -> CchcError:
    """Return the refusal of a key that no field has, with the one that is meant."""
    near = _nearest(key, known, of) if len(key) <= 80 else []
    if near:
        named = ", ".join(f'"{name}" ({of[name].label})' if name in of else name for name in near)
        hint, hint_vi = f"did you mean {named}?", f"có phải {named}?"
    else:
        named = ", ".join(known[:8]) + (", …" if len(known) > 8 else "")
        hint, hint_vi = f"known: {named}", f"hiện có: {named}"
    if is_report and not near:
        hint += "; for a subject of your own give its class, such as own=[NewRural]"
        hint_vi += "; chủ đề riêng thì nêu lớp của nó (own=[NewRural]) hoặc tệp đề cương"
    shown = repr(key) if len(key) <= 80 else f"{key[:60]!r}…"
    return UnknownNameError(
        f": no field {shown}; {hint}",
        f": không có trường {shown}; {hint_vi}",
        got=key,
        accepted=hint,
    )


def _nearest(key: str, known: list[str], of: Mapping[str, Shape]) -> list[str]:
    """Return the key that is meant, found by its name or by its label."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return near
    labels = {fold_label(of[name].label): name for name in known if name in of}
    return [
        labels[label]
        for label in difflib.get_close_matches(fold_label(key), labels, n=1, cutoff=0.6)
    ]


def _example(shape: Shape) -> str:
    if shape.sort == "object":
        return "{…}" if shape.of not in TEXT_FORMS else _text_example(shape.of)
    return {"text": '"…"', "choice": '"…"', "whole": "12", "day": '"2025-07-24"'}.get(
        shape.sort, "…"
    )


def _text_example(kind: Any) -> str:
    return TEXT_FORMS[kind][1].split("such as ")[1]


def missing(shape: Shape, hand: bool) -> CchcError:
    """Return the refusal of data without a field that must be."""
    shown = (f"{shape.key} = " if hand else f'"{shape.key}": ') + _example(shape)
    return InvalidValueError(
        f": missing; required: {shape.label}, such as {shown}",
        f": thiếu; bắt buộc có: {shape.label}, ví dụ {shown}",
        accepted=f"{shape.label}, such as {shown}",
    )


def no_mapping(kind: Any, value: Any, hand: bool) -> CchcError:
    """Return the refusal of what holds no fields, where an object stands."""
    first = next(iter(shapes(kind)))
    example = f"{{{first} = …}}" if hand else f'{{"{first}": …}}'
    accepted = f"fields of {kind.__name__} by their names, such as {example}"
    called = label_of(kind)
    of = f" của {called}" if called != kind.__name__ else ""
    accepted_vi = f"các trường{of}, ví dụ {example}"
    if kind in TEXT_FORMS:
        _, english, vietnamese = TEXT_FORMS[kind]
        accepted, accepted_vi = f"{accepted}, {english}", f"{accepted_vi}, {vietnamese}"
    return InvalidTypeError.refuse("", value, accepted, accepted_vi)


def no_list(shape: Shape, value: Any) -> CchcError:
    """Return the refusal of what is no list."""
    example = "{…}" if shape.of not in TEXT_FORMS else _text_example(shape.of)
    if type(value) is str and len(value) <= 60 and shape.of in TEXT_FORMS:
        example = f'"{value}"'
    return InvalidTypeError.refuse(
        "",
        value,
        f"a list of {shape.label}, such as [{example}]",
        f"danh sách {shape.label}, ví dụ [{example}]",
    )


def no_claim(id: Any, stated: Any) -> CchcError:
    """Return the refusal of a claim that is no text by an id."""
    return InvalidTypeError.refuse(
        "",
        stated if type(id) is str else id,
        'the figure as text, by its id, such as {"plan.completion": "95,34%"}',
        'số liệu đã nêu dạng chữ, theo mã, ví dụ {"plan.completion": "95,34%"}',
    )


def no_ids(shape: Shape, value: Any) -> CchcError:
    """Return the refusal of what holds no objects by their ids."""
    id = "plan.tasks" if shape.of is Mark else "new_rural"
    first = next(iter(shapes(shape.of)))
    return InvalidTypeError.refuse(
        "",
        value,
        f'{shape.label} by their ids, such as {{"{id}": {{"{first}": …}}}}',
        f'{shape.label} theo mã, ví dụ {{"{id}": {{"{first}": …}}}}',
    )
