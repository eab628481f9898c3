"""Who a unit is: which agencies in several reports are one, and which one is expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import attrs

from cchc_lib.errors import InvalidTypeError, unknown_name
from cchc_lib.law.units import AS_OF, AdminUnit, communes_of, units
from cchc_lib.report.agency import COMMITTEE, Agency, plain_name
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import normalize_text

__all__ = ["Expected", "called", "identities", "of_unit", "to_expected", "unlisted"]

_ADMINISTRATIVE = re.compile(r"(?:xã|phường|đặc khu|tỉnh|thành phố)\s")


def called(agency: Agency) -> str:
    """Return what tells an agency from others where it has no code: its name, and those above it.

    >>> called(Agency(name="UBND xã Mai Hoa"))
    'xã mai hoa'
    """
    names = []
    above: Agency | None = agency
    while above is not None:
        names.append(plain_name(above.name))
        above = above.parent
    return " < ".join(names)


def identities(agencies: Iterable[Agency]) -> list[str]:
    """Return for each agency who it is: the same text for the same unit.

    One that gives a code and one that does not are the same unit if their names are; two names
    under one code are two units, which is a finding of its own.
    """
    listed = list(agencies)
    names = [called(agency) for agency in listed]
    codes: dict[str, set[str]] = {}
    for agency, name in zip(listed, names, strict=True):
        if agency.unit_code is not None:
            codes.setdefault(name, set()).add(agency.unit_code)
    found = []
    for agency, name in zip(listed, names, strict=True):
        known = codes.get(name, set())
        code = agency.unit_code or (next(iter(known)) if len(known) == 1 else "")
        found.append(f"{code} {name}".strip())
    return found


@attrs.frozen
class Expected:
    """A unit that is to report: its name, its code where it has one."""

    name: str
    code: str | None = None

    def is_of(self, agency: Agency) -> bool:
        """Whether an agency is this unit: by its code, else by its name."""
        if self.code is not None and agency.unit_code is not None:
            return self.code == agency.unit_code
        return plain_name(self.name) == plain_name(agency.name)


class Known:
    """Units by code and by name: two are the same by their codes, else by their names."""

    def __init__(self, units: Iterable[tuple[str, str | None]]) -> None:
        """Hold units, a name and perhaps a code of each."""
        self._codes: set[str] = set()
        self._names: dict[str, set[str | None]] = {}
        for name, code in units:
            self._codes |= set() if code is None else {code}
            self._names.setdefault(plain_name(name), set()).add(code)

    def has(self, name: str, code: str | None) -> bool:
        """Whether a unit is one of them."""
        if code is not None and code in self._codes:
            return True
        codes = self._names.get(plain_name(name), set())
        return bool(codes) if code is None else None in codes


def to_expected(
    value: str | Iterable[Expected | AdminUnit | Agency | str] | None,
) -> tuple[Expected, ...] | None:
    """Return who is to report: a province's code for its communes, or agencies, names and codes.

    Raises:
        InvalidTypeError: for anything else.
        UnknownNameError: for a code that no unit has.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return tuple(of_unit(each) for each in communes_of(value))
    accepted = "a province's code such as '42', or agencies, names and codes, such as ['18073']"
    accepted_vi = "mã tỉnh, ví dụ '42', hoặc danh sách cơ quan, tên, mã, ví dụ ['18073']"
    if not isinstance(value, Iterable):
        raise InvalidTypeError.refuse("expected", value, accepted, accepted_vi)
    found: list[Expected] = []
    for place, each in enumerate(value):
        if isinstance(each, Expected):
            found.append(each)
        elif isinstance(each, AdminUnit):
            found.append(of_unit(each))
        elif isinstance(each, Agency):
            found.append(Expected(each.name, each.unit_code))
        elif isinstance(each, str):
            known = units().get(each.strip())
            if known is None and each.strip().isdigit():
                raise unknown_name(
                    "unit", "đơn vị", each, list(units()), where=f"expected[{place}]"
                )
            found.append(Expected(normalize_text(each)) if known is None else of_unit(known))
        else:
            raise InvalidTypeError.refuse(f"expected[{place}]", each, accepted, accepted_vi)
    return tuple(found)


def unlisted(name: str) -> str | None:
    """Return what to say of a unit that no list of administrative units has; `None` of any other.

    >>> unlisted("UBND xã Mai Hoa"), unlisted("Sở Nội vụ")
    (None, None)
    """
    plain = plain_name(name)
    listed = {plain_name(each.name): each for each in units().values()}
    if plain in listed or not _ADMINISTRATIVE.match(plain):
        return None
    near = difflib.get_close_matches(plain, listed, n=3, cutoff=0.8)
    said = ", ".join(f"{listed[each].name} ({listed[each].code})" for each in near)
    return f"Tên này không có trong danh mục đơn vị hành chính ngày {format_date(AS_OF)}" + (
        f"; có phải {said}?" if said else "; kiểm tra lại tên."
    )


def of_unit(unit: AdminUnit) -> Expected:
    """Return the committee of an administrative unit as one that is to report."""
    kind, _, name = unit.name.partition(" ")
    if unit.name.startswith("Đặc khu "):
        kind, name = "Đặc khu", unit.name.removeprefix("Đặc khu ")
    shown = kind if name[:1].isdigit() or name == "Hồ Chí Minh" else kind.lower()
    return Expected(f"{COMMITTEE} {shown} {name}", unit.code)
