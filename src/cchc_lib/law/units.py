"""The provinces, communes, wards and special zones of Vietnam, each with its code: dated data.

Source: Quyết định 19/2025/QĐ-TTg, with Nghị quyết 30/2026/QH16 and Nghị quyết 237/NQ-UBTVQH16. The
list is that of one day, `AS_OF`: changes of a name from xã to phường before it are not told apart,
and one code (Ba Chẽ) is printed differently by others. Who has another list gives it instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.vietnamese.text import fold_text

__all__ = ["AS_OF", "AdminUnit", "communes_of", "province_named", "units"]

AS_OF = date(2026, 7, 25)
"""The day of which the list is."""


@attrs.frozen
class AdminUnit:
    """An administrative unit: its code (2 digits a province, 5 below), its name, its province.

    >>> units()["00004"]
    AdminUnit(code='00004', name='Phường Ba Đình', province='01')
    """

    code: str
    name: str
    province: str | None = None

    @property
    def is_province(self) -> bool:
        """Whether it is a province or a city under the central government."""
        return self.province is None


@cache
def units() -> Mapping[str, AdminUnit]:
    """Return every unit by its code, a province before what belongs to it."""
    text = files("cchc_lib.law").joinpath("units.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: AdminUnit(*row) for row in rows}


def communes_of(province: str) -> tuple[AdminUnit, ...]:
    """Return the communes, wards and special zones of a province, by its code.

    >>> len(communes_of("42")), communes_of("42")[0].name
    (69, 'Phường Thành Sen')

    Raises:
        UnknownNameError: when no province has this code.
    """
    known = [each.code for each in units().values() if each.is_province]
    if province not in known:
        raise unknown_name("province", "tỉnh, thành phố", str(province), known, where="province")
    return tuple(each for each in units().values() if each.province == province)


def province_named(name: str) -> AdminUnit | None:
    """Return the province that the name of an agency ends with, if one does.

    >>> province_named("Ủy ban nhân dân tỉnh Hà Tĩnh").code
    '42'
    """
    folded = fold_text(name).replace(" tp ", " thành phố ")
    found = (each for each in units().values() if each.is_province)
    return next((each for each in found if folded.endswith(fold_text(each.name))), None)
