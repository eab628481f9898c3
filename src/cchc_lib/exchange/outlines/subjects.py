"""The subjects of a file as classes of facts: what Python says with `define`, line by line."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from cchc_lib import define
from cchc_lib.errors import CchcError, InvalidValueError
from cchc_lib.exchange.outlines.entries import (
    FactEntry,
    FactKind,
    FigureEntry,
    ListEntry,
    SubjectEntry,
)
from cchc_lib.exchange.outlines.slips import Slips
from cchc_lib.exchange.problems import below
from cchc_lib.figures.declaration import MONEY
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.formula import Quotient, read_formula
from cchc_lib.report.citation import Citation

__all__ = ["MAX_FIELDS", "check_id", "class_name", "subject_class"]

MAX_FIELDS = 200
"""How many facts and figures a subject may have, how many subjects a file."""

MAX_COST = 20_000
"""From how many facts the figures of a subject are computed at most, each as often as needed."""

_RESERVED = {*keyword.kwlist, *keyword.softkwlist, "self"}
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
Restored = Callable[[str], dict[str, Any]]
"""What gives the members with which objects of a class made from a file travel, by its key."""


def check_id(slips: Slips, path: str, id: str) -> bool:
    """Hold a slip for an id that cannot be a name in formulas; return whether it can."""
    if _ID.fullmatch(id) and len(id) <= 60 and id not in _RESERVED:
        return True
    if id in _RESERVED:
        slips.tell(
            path,
            id,
            f"an id that Python does not use itself, such as '{id}_2'",
            f"mã không trùng với từ dành riêng của máy, ví dụ '{id}_2'",
        )
        return False
    nearest = re.sub(r"[^a-z0-9]+", "_", _bare(id[:60])).strip("_")
    nearest = nearest if _ID.fullmatch(nearest) and nearest not in _RESERVED else "so_xa"
    slips.tell(
        path,
        id,
        f"an id of lower-case letters without marks, digits and _, such as {nearest!r}",
        f"mã gồm chữ thường không dấu, chữ số và dấu _, ví dụ {nearest!r}",
    )
    return False


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(each for each in letters if not unicodedata.combining(each))


def class_name(id: str) -> str:
    """Return the name of the class of a subject or a kind of report.

    >>> class_name("nong_thon_moi")
    'NongThonMoi'
    """
    return "".join(word.capitalize() for word in id.split("_"))


def subject_class(
    key: str, entry: SubjectEntry | ListEntry, path: str, slips: Slips, restored: Restored
) -> type | None:
    """Return the class of a subject, or of a list in one (`subject.list`); `None` for a slip."""
    id = key.replace(".", "_")
    before = len(slips.found)
    fields: dict[str, Any] = {}
    derived: dict[str, Any] = {}
    if isinstance(entry, SubjectEntry):
        if entry.rows is not None:
            fields["name"] = define.name(entry.rows.name)
            rows_label = entry.rows.label or f"theo từng {entry.rows.name}"
            fields["rows"] = define.breakdown(rows_label, by="name")
        for name, each in _bounded(entry.lists, f"{path}.lists", slips):
            at = below(f"{path}.lists", name)
            if check_id(slips, at, name) and _is_free(slips, at, name, fields):
                items = subject_class(f"{key}.{name}", each, at, slips, restored)
                if items is not None:
                    fields[name] = define.several(items, each.label)
    else:
        fields["name"] = define.name(entry.name)
    for sort, members, make in (
        ("facts", entry.facts, _fact),
        ("figures", entry.figures, _figure),
    ):
        for name, said in _bounded(members, f"{path}.{sort}", slips):
            at = below(f"{path}.{sort}", name)
            taken = fields | derived
            if check_id(slips, at, name) and _is_free(slips, at, name, taken):
                with slips.at(at):
                    (fields if sort == "facts" else derived)[name] = make(said)
    if len(slips.found) > before:
        return None
    if not fields:
        slips.tell(
            f"{path}.facts",
            {},
            'facts, such as so_xa = {label = "số xã", unit = "xã"}',
            'số liệu, ví dụ so_xa = {label = "số xã", unit = "xã"}',
        )
        return None
    made = attrs.make_class(
        class_name(id),
        dict(sorted(fields.items(), key=lambda each: _place(each[0], entry))),
        class_body=derived | restored(key),
        frozen=True,
        kw_only=True,
        slots=True,
    )
    try:
        subject: Any = define.subject(entry.label, id=id)(made)
        cost = sum(each.cost for each in declarations(subject).values())
        if cost > MAX_COST:
            slips.tell(
                f"{path}.figures",
                f"formulas of {cost} facts in all",
                f"formulas of at most {MAX_COST} facts in all, such as a / b",
                f"các công thức gồm nhiều nhất {MAX_COST} số liệu, ví dụ a / b",
            )
            return None
        return subject  # type: ignore[no-any-return]
    except CchcError as error:
        _, _, name = error.path.partition(".")
        sort = "facts" if name in entry.facts else "figures" if name in entry.figures else ""
        slips.add(error, f"{path}.{sort}.{name}" if sort else path)
    return None


def _place(name: str, entry: SubjectEntry | ListEntry) -> int:
    """Return where a field stands: the name, the facts, then what is told row by row."""
    return 0 if name == "name" and name not in entry.facts else 1 if name in entry.facts else 2


def _bounded(members: Mapping[str, Any], path: str, slips: Slips) -> list[tuple[str, Any]]:
    if len(members) > MAX_FIELDS:
        slips.tell(
            path,
            f"{len(members)} entries",
            f"at most {MAX_FIELDS}, such as 12",
            f"nhiều nhất {MAX_FIELDS}, ví dụ 12",
        )
        return []
    return list(members.items())


def _is_free(slips: Slips, path: str, name: str, taken: Mapping[str, Any]) -> bool:
    if name not in taken:
        return True
    slips.tell(
        path,
        name,
        f"an id that the subject does not have yet, such as '{name}_2'",
        f"mã mà chủ đề chưa có, ví dụ '{name}_2'",
    )
    return False


_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("đồng", "vnđ", "vnd", "đ", "₫"), "đồng"),
    **dict.fromkeys(("nghìnđồng", "nghìn", "ngànđồng", "ngàn", "1000đ"), "nghìn đồng"),
    **dict.fromkeys(("triệuđồng", "triệu", "trđ", "trđồng", "tr", "trvnđ"), "triệu đồng"),
    **dict.fromkeys(("tỷđồng", "tỷ", "tỉđồng", "tỉ", "tỷvnđ", "tỷđ"), "tỷ đồng"),
}
"""Units that are written for those of money: taken for a noun they would make amounts counts."""

_TIES = ("part_of", "agrees_with", "continues", "over_periods", "over_units")
_TAKES: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.COUNT: ("unit", "is_printed", *_TIES),
    FactKind.MONEY: ("unit", "is_printed", "part_of", "over_periods"),
    FactKind.SHARE: ("unit", "is_printed"),
    FactKind.SCORE: ("unit", "is_printed"),
}
"""What may be said of a fact beside its label; of words, days and documents nothing else."""


def _fact(said: FactEntry) -> Any:
    kind = said.kind or _kind_of(said)
    more = _given(said, ("label", "kind"))
    for name in more:
        if name not in _TAKES.get(kind, ()):
            raise InvalidValueError.refuse(
                "",
                name,
                f"of a fact of kind {kind.value!r} only {_listed('label', *_TAKES.get(kind, ()))}; "
                'such as {label = "số xã", unit = "xã"}',
                f"với loại {kind.label!r} chỉ nêu {_listed('label', *_TAKES.get(kind, ()))}; "
                'ví dụ {label = "số xã", unit = "xã"}',
            )
    match kind:
        case FactKind.COUNT:
            return define.count(_unit(said), said.label, **_without_unit(more))
        case FactKind.MONEY:
            return define.money(said.label, **more)
        case FactKind.SHARE:
            return define.share(said.label, is_printed=said.is_printed)
        case FactKind.SCORE:
            return define.score(_unit(said), said.label, **_without_unit(more))
        case FactKind.WORDS:
            return define.words(said.label)
        case FactKind.PARAGRAPHS:
            return define.narrative(said.label)
        case FactKind.DAY:
            return define.day(said.label)
        case FactKind.DOCUMENT:
            return define.one(Citation, said.label)
        case FactKind.DOCUMENTS:
            return define.several(Citation, said.label)


def _kind_of(said: FactEntry) -> FactKind:
    """Return what the unit of a fact tells that it is."""
    if said.unit is None:
        raise _no_unit(said)
    if said.unit in MONEY:
        return FactKind.MONEY
    if (meant := _MEANT.get(said.unit.lower().replace(" ", "").replace(".", ""))) is not None:
        raise InvalidValueError.refuse(
            "",
            said.unit,
            f'a unit of money as {", ".join(MONEY)}; such as unit = "{meant}"',
            f'đơn vị tiền viết là {", ".join(MONEY)}; ví dụ unit = "{meant}"',
        )
    return FactKind.SHARE if said.unit == "%" else FactKind.COUNT


def _unit(said: FactEntry) -> str:
    if said.unit is None:
        raise _no_unit(said)
    return said.unit


def _without_unit(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in more.items() if name != "unit"}


def _no_unit(said: FactEntry) -> CchcError:
    if said.kind is not None:
        return InvalidValueError.refuse(
            "", None, 'a unit, such as unit = "xã"', 'đơn vị tính, ví dụ unit = "xã"'
        )
    kinds = ", ".join(f'"{each.value}"' for each in FactKind)
    return InvalidValueError.refuse(
        "",
        said.label,
        f'a unit, such as unit = "xã", or a kind: {kinds}',
        f'đơn vị tính, ví dụ unit = "xã", hoặc loại (kind): {kinds}',
    )


def _given(said: Any, without: tuple[str, ...]) -> dict[str, Any]:
    """Return what an entry says, by the names of its fields."""
    return {
        field.name: getattr(value, "value", value)
        for field in attrs.fields(type(said))
        if field.name not in without and (value := getattr(said, field.name)) != field.default
    }


def _listed(*names: str) -> str:
    return ", ".join(names)


def _figure(said: FigureEntry) -> Any:
    more = _given(said, ("label", "formula", "then"))
    if said.then is not None:
        return _made(define.change, more, ("is_printed",), said.formula, said.then, said.label)
    if isinstance(read_formula(said.formula, ""), Quotient):
        takes = ("part_of", "is_printed")
        return _made(define.ratio, more, takes, said.formula, said.label)
    of_total = ("unit", "part_of", "agrees_with", "is_printed")
    return _made(define.total, more, of_total, said.formula, said.label)


def _made(make: Any, more: Mapping[str, Any], takes: tuple[str, ...], *said: str) -> Any:
    for name in more:
        if name not in takes:
            named = _listed("label", "formula", *takes)
            raise InvalidValueError.refuse(
                "",
                name,
                f'of this figure only {named}; such as {{label = "tỷ lệ", formula = "a / b"}}',
                f'với số liệu này chỉ nêu {named}; ví dụ {{label = "tỷ lệ", formula = "a / b"}}',
            )
    return make(*said, **more)
