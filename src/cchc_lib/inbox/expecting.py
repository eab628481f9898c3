"""Who is to report, by the names that people write: as the official list or the files have it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from cchc_lib.errors import CchcError
from cchc_lib.inbox.found import ReadFile
from cchc_lib.inbox.whom import bare_name
from cchc_lib.law.units import AdminUnit, province_named, units
from cchc_lib.report.agency import Agency, plain_name
from cchc_lib.scale.identity import Expected, of_unit
from cchc_lib.vietnamese.text import fold_label

__all__ = ["in_full", "unknown_unit"]

_KIND = re.compile(r"^(?:xã|phường|đặc khu|tỉnh|thành phố|xa|phuong|dac khu|tinh|thanh pho) ")


def in_full(
    expected: tuple[Expected, ...] | None,
    read: Iterable[ReadFile | None] = (),
    agency: Agency | None = None,
) -> tuple[Expected, ...] | None:
    """Return who is to report by official names and codes, each once, in their order.

    "Nghi Xuân" is the commune of that name: of the province of `agency`, else of the one that most
    other names leave no doubt about; what no list has is looked for among those who sent facts.
    What may be two units, and what nobody knows, stays as it was written.

    >>> in_full((Expected("Sơn Kim 1"),))
    (Expected(name='Ủy ban nhân dân xã Sơn Kim 1', code='18196'),)
    """
    if expected is None:
        return None
    known = [() if each.code is not None else _listed(each.name) for each in expected]
    province = _province(agency) or _usual(expected, known)
    senders = _senders(read)
    found: dict[str, Expected] = {}
    for each, may_be in zip(expected, known, strict=True):
        only = [unit for unit in may_be if unit.province == province] or may_be
        if each.code is None and len(only) == 1:
            each = of_unit(only[0])
        elif each.code is None:
            sent = senders.get(plain_name(each.name), set())
            each = min(sent, key=str) if len(sent) == 1 else each
        found.setdefault(each.code or plain_name(each.name), each)
    return tuple(found.values())


def _listed(name: str) -> tuple[AdminUnit, ...]:
    """Return the units that a name may mean: the whole name before its own, marks before none."""
    plain = plain_name(name)
    for names, said in zip(_names(), (plain, plain, bare_name(plain)), strict=True):
        if said in names:
            return names[said]
    return ()


@cache
def _names() -> tuple[Mapping[str, tuple[AdminUnit, ...]], ...]:
    """Return the units by their names, by their own names, by those without marks, both ways."""
    whole: dict[str, tuple[AdminUnit, ...]] = {}
    own: dict[str, tuple[AdminUnit, ...]] = {}
    bare: dict[str, tuple[AdminUnit, ...]] = {}
    for each in units().values():
        name = fold_label(each.name)
        alone = _KIND.sub("", name)
        keys = [(whole, name), (bare, bare_name(name))]
        if not each.is_province:
            keys += [(own, alone), (bare, bare_name(alone))]
        for names, key in keys:
            names[key] = (*names.get(key, ()), each)
    return whole, own, bare


def _province(agency: Agency | None) -> str | None:
    while agency is not None:
        if found := province_named(agency.name):
            return found.code
        agency = agency.parent
    return None


def _usual(expected: Sequence[Expected], known: Sequence[Sequence[AdminUnit]]) -> str | None:
    """Return the province of most units about which there is no doubt."""
    sure = [units().get(each.code) for each in expected if each.code is not None]
    sure += [may_be[0] for may_be in known if len(may_be) == 1]
    counted = Counter(each.province for each in sure if each is not None and each.province)
    return max(counted, key=lambda code: (counted[code], code)) if counted else None


def _senders(read: Iterable[ReadFile | None]) -> Mapping[str, set[Expected]]:
    """Return those who sent facts or a form, by their names and by their own names."""
    named: dict[str, set[Expected]] = {}
    for each in read:
        if each is None:
            continue
        names = [] if each.agency is None else [Expected(each.agency.name, each.agency.unit_code)]
        names += [] if each.sender is None else [Expected(each.sender)]
        for one in names:
            plain = plain_name(one.name)
            for name in {plain, _KIND.sub("", plain)}:
                named.setdefault(name, set()).add(one)
    return named


def unknown_unit(each: Expected) -> str:
    """Return what to say of one that sent nothing and is no unit that anybody knows; else "".

    Agencies of a kind that has a head (Sở, Ban, Văn phòng …) are in no list.

    >>> unknown_unit(Expected("Sở Nội vụ")), unknown_unit(Expected("UBND xã Mai Hoa", "18322"))
    ('', '')
    """
    if each.code is not None:
        return ""
    if may_be := _listed(each.name):
        named = ", ".join(f"{unit.name} ({unit.code})" for unit in may_be[:_FEW])
        return f"tên này là của {len(may_be)} đơn vị, hãy ghi mã: {named}"
    try:
        _ = Agency(name=each.name, symbol="X", place="X", level="department").head
    except CchcError:
        pass
    else:
        if not _KIND.match(plain_name(each.name)):
            return ""
    near = difflib.get_close_matches(bare_name(plain_name(each.name)), _names()[2], _FEW, _NEAR)
    units_near = dict.fromkeys(unit for name in near for unit in _names()[2][name])
    named = ", ".join(f"{unit.name} ({unit.code})" for unit in [*units_near][:_FEW])
    return "không có trong danh mục đơn vị hành chính" + (f"; có phải {named}?" if named else "")


_FEW, _NEAR = 3, 0.9
