"""Who reports: an agency, its names in the letterhead, and what follows from them.

Since 01/7/2025 local government has two tiers; a commune's People's Committee is its own issuing
agency and has no superior's line (Luật Tổ chức chính quyền địa phương 72/2025/QH15).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.declaration import labelled
from cchc_lib.report.given import Given, stated_words
from cchc_lib.vietnamese.text import fold_label, normalize_text

__all__ = ["COMMITTEE", "Agency", "Level", "LevelName", "plain_name"]


class Level(StrEnum):
    """Where an agency stands in the two tiers; it decides the letterhead."""

    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    COMMUNE_UNIT = "commune_unit"
    DEPARTMENT = "department"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        """The level in Vietnamese."""
        return _LEVELS[self]


_LEVELS = {
    Level.COMMUNE: "xã",
    Level.WARD: "phường",
    Level.SPECIAL_ZONE: "đặc khu",
    Level.COMMUNE_UNIT: "đơn vị thuộc cấp xã",
    Level.DEPARTMENT: "cơ quan thuộc cấp tỉnh",
    Level.PROVINCE: "tỉnh, thành phố",
}

LevelName = Literal["commune", "ward", "special_zone", "commune_unit", "department", "province"]
"""The levels as text, which `Agency(level=)` takes too."""

COMMITTEE = "Ủy ban nhân dân"
_TERRITORIES = {
    "xã": Level.COMMUNE,
    "phường": Level.WARD,
    "đặc khu": Level.SPECIAL_ZONE,
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.PROVINCE,
}
_TERRITORY = re.compile(
    rf"(?:{COMMITTEE}|UBND) (?P<kind>{'|'.join(_TERRITORIES)}|tp\.?) (?P<name>.*\w.*)",
    re.IGNORECASE,
)
_COMMITTEE_FIRST = re.compile(rf"(?:{COMMITTEE}|UBND)(?!\w)", re.IGNORECASE)
_OF_COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|ubnd)\s+")
_UNIT_ABOVE = re.compile(
    r"[,;(]|(?<!\w)(?:thuộc|tỉnh|thành phố|tp\.?|huyện|quận|thị xã)(?!\w)", re.IGNORECASE
)
"""What shows that the name of the unit above follows a unit's own."""
_HEADS = {
    "Ủy ban": "Chủ tịch",
    "Sở": "Giám đốc",
    "Trung tâm": "Giám đốc",
    "Thanh tra": "Chánh Thanh tra",
    "Văn phòng": "Chánh Văn phòng",
    "Phòng": "Trưởng phòng",
    "Ban": "Trưởng ban",
}
"""Titles of heads by the first words of an agency's name."""


def _official(text: str) -> str:
    """Return an agency's name as the decree writes it: Ủy ban nhân dân xã Mai Hoa."""
    name = " ".join(normalize_text(text).split())
    if match := _TERRITORY.fullmatch(name):
        kind, proper = match["kind"], match["name"]
        if kind.lower().startswith("tp"):
            kind = "thành phố"
        if proper.isupper():
            proper = re.sub(r"[^\s-]+", lambda word: word[0].capitalize(), proper)
        if proper[0].isdigit() or proper == "Hồ Chí Minh":
            kind = kind.capitalize()
        elif kind.isupper():
            kind = kind.lower()
        return f"{COMMITTEE} {kind} {proper}"
    return _COMMITTEE_FIRST.sub(COMMITTEE, name, count=1) if _is_committee(name) else name


def _is_committee(name: str) -> bool:
    return _COMMITTEE_FIRST.match(name) is not None


def _to_name(value: str) -> str:
    return _official(
        stated_words(
            "Agency.name",
            value,
            "the full official name, such as 'Ủy ban nhân dân xã Mai Hoa'",
            "tên chính thức, đầy đủ của cơ quan, ví dụ 'Ủy ban nhân dân xã Mai Hoa'",
        )
    )


def _to_parent(value: Agency | None) -> Agency | None:
    if value is not None and not isinstance(value, Agency):
        raise InvalidTypeError.refuse(
            "Agency.parent",
            value,
            "an Agency or None, such as Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
            "đối tượng Agency hoặc None, ví dụ Agency(name='Ủy ban nhân dân tỉnh Hà Tĩnh')",
        )
    return value


def _to_level(value: Level | LevelName | None) -> Level | None:
    if value is None:
        return None
    accepted = f"one of {', '.join(Level)}, such as level='commune'"
    accepted_vi = f"một trong {', '.join(Level)}, ví dụ level='commune'"
    if not isinstance(value, str):
        raise InvalidTypeError.refuse("Agency.level", value, accepted, accepted_vi)
    try:
        return Level(value)
    except ValueError:
        raise InvalidValueError.refuse("Agency.level", value, accepted, accepted_vi) from None


_SYMBOL = (
    "the agency's abbreviation in document numbers, such as 'SNV' or 'VP'",
    "chữ viết tắt tên cơ quan trong số, ký hiệu văn bản, ví dụ 'SNV' hoặc 'VP'",
)
_PLACE = (
    "the place of the date line, such as 'Mai Hoa'",
    "địa danh ghi trên văn bản, ví dụ 'Mai Hoa'",
)
_HEAD = (
    "the title of the agency's head, where its name does not tell it, such as 'Giám đốc'",
    "chức vụ của người đứng đầu cơ quan, khi tên cơ quan không cho biết, ví dụ 'Giám đốc'",
)


def _to_symbol(value: str | None) -> str | None:
    return None if value is None else stated_words("Agency.symbol", value, *_SYMBOL)


def _to_place(value: str | None) -> str | None:
    return None if value is None else stated_words("Agency.place", value, *_PLACE)


def _to_head(value: str | None) -> str | None:
    return None if value is None else stated_words("Agency.head", value, *_HEAD)


_IDENTIFIER = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9A-Z]{1,6})*|(?:[0-9]{1,3}\.){1,6}[A-Z][0-9]{2}")
_LONGEST_IDENTIFIER = 35


def _to_identifier(value: str | None) -> str | None:
    if value is None:
        return None
    accepted = (
        "an identifier of Quyết định 20/2020/QĐ-TTg, such as 'H27.12.3'",
        "mã định danh điện tử theo Quyết định 20/2020/QĐ-TTg, ví dụ 'H27.12.3'",
    )
    text = stated_words("Agency.identifier", value, *accepted)
    if len(text) > _LONGEST_IDENTIFIER or not _IDENTIFIER.fullmatch(text):
        raise InvalidValueError.refuse("Agency.identifier", value, *accepted)
    return text


def _to_unit_code(value: str | None) -> str | None:
    if value is None:
        return None
    accepted = (
        "the code of an administrative unit as text, 2 digits for a province and 5 below it, such "
        "as '00004'",
        "mã đơn vị hành chính dạng chữ, 2 chữ số với cấp tỉnh và 5 chữ số với cấp xã, ví dụ "
        "'00004'",
    )
    text = stated_words("Agency.unit_code", value, *accepted)
    if not re.fullmatch("[0-9]{2}(?:[0-9]{3})?", text):
        raise InvalidValueError.refuse("Agency.unit_code", value, *accepted)
    return text


_MOST_ABOVE = 8
"""Agencies that may stand above one, each the parent of the one before."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agency(Given):
    """The body that issues and signs a report.

    `name` is the full official name; "UBND" or capitals are read too. Level, symbol, place and
    the title of the head follow from it where they can, whenever they are asked for: another name
    by `attrs.evolve` brings another level and place.

    >>> commune = Agency(name="Ủy ban nhân dân xã Mai Hoa")
    >>> commune.level, commune.symbol, commune.place, commune.short_name
    (<Level.COMMUNE: 'commune'>, 'UBND', 'Mai Hoa', 'UBND xã Mai Hoa')
    >>> office = Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=commune)
    >>> office.parent_line, office.letterhead_lines, office.head
    ('UBND XÃ MAI HOA', ('VĂN PHÒNG HĐND VÀ UBND',), 'Chánh Văn phòng')

    `place` must be given where a ward is named after a person or an event ("Phường Điện Biên
    Phủ"): the type word is then part of it (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
    `identifier` is the electronic identifier ("H27.12.3", Quyết định 20/2020/QĐ-TTg), `unit_code`
    the code of the administrative unit ("00004", Quyết định 19/2025/QĐ-TTg).

    Raises:
        InvalidTypeError: for a parent that is no Agency, a text that is none.
        InvalidValueError: when level, symbol, place or head is missing and does not follow from
            the name; for a blank name, a name that goes on with the unit above, more than eight
            agencies above one another.
    """

    name: str = attrs.field(metadata=labelled("tên cơ quan"), converter=_to_name)
    parent: Agency | None = attrs.field(
        metadata=labelled("cơ quan chủ quản trực tiếp"), default=None, converter=_to_parent
    )
    _level: Level | None = attrs.field(
        metadata=labelled("cấp của cơ quan"), default=None, converter=_to_level
    )
    _symbol: str | None = attrs.field(
        metadata=labelled("ký hiệu cơ quan"), default=None, converter=_to_symbol
    )
    _place: str | None = attrs.field(
        metadata=labelled("địa danh"), default=None, converter=_to_place
    )
    _head: str | None = attrs.field(
        metadata=labelled("chức vụ người đứng đầu"), default=None, converter=_to_head
    )
    identifier: str | None = attrs.field(
        metadata=labelled("mã định danh điện tử"), default=None, converter=_to_identifier
    )
    unit_code: str | None = attrs.field(
        metadata=labelled("mã đơn vị hành chính"), default=None, converter=_to_unit_code
    )

    def __attrs_post_init__(self) -> None:
        """Refuse an agency of which level, symbol, place or head could not be told."""
        above, depth = self.parent, 0
        while above is not None:
            above, depth = above.parent, depth + 1
        if depth > _MOST_ABOVE:
            raise InvalidValueError.refuse(
                "Agency.parent",
                depth,
                f"at most {_MOST_ABOVE} agencies above one another, such as 1",
                f"không quá {_MOST_ABOVE} cấp cơ quan chủ quản, ví dụ 1",
            )
        _ = self.level, self.symbol, self.place, self.head

    @property
    def level(self) -> Level:
        """Where it stands in the two tiers: as given, or as its name or its parent tells."""
        if self._level is not None:
            return self._level
        if match := _TERRITORY.fullmatch(self.name):
            return _TERRITORIES[match["kind"].lower()]
        if _is_committee(self.name):
            raise InvalidValueError.refuse(
                "Agency.name",
                self.name,
                f"after '{COMMITTEE}' one of {', '.join(_TERRITORIES)} and its name, such as "
                f"'{COMMITTEE} xã Mai Hoa', or level= and place= beside it",
                f"sau '{COMMITTEE}' là một trong {', '.join(_TERRITORIES)} và tên riêng, hoặc thêm "
                f"level= và place=, ví dụ '{COMMITTEE} xã Mai Hoa'",
            )
        if self.name.lower().startswith(("sở ", "thanh tra ")):
            return Level.DEPARTMENT
        if self.parent is not None:
            above = self.parent.level
            return Level.DEPARTMENT if above is Level.PROVINCE else Level.COMMUNE_UNIT
        raise InvalidValueError.refuse(
            "Agency.name",
            self.name,
            "a name that tells the level, such as 'Ủy ban nhân dân xã Mai Hoa'; for another unit "
            "parent, symbol and head beside it, such as parent='Ủy ban nhân dân xã Mai Hoa', "
            "symbol='THMH', head='Hiệu trưởng'",
            "tên cho biết cấp của cơ quan, ví dụ 'Ủy ban nhân dân xã Mai Hoa'; đơn vị khác thì "
            "thêm cơ quan cấp trên, ký hiệu, chức vụ người đứng đầu, ví dụ parent='Ủy ban nhân dân "
            "xã Mai Hoa', symbol='THMH', head='Hiệu trưởng'",
        )

    @property
    def symbol(self) -> str:
        """Its abbreviation in document numbers: as given, or UBND."""
        if self._symbol is not None:
            return self._symbol
        if self.is_committee:
            return "UBND"
        raise InvalidValueError.refuse("Agency.symbol", None, *_SYMBOL)

    @property
    def place(self) -> str:
        """The place of the date line: as given, or the unit's own name, or its parent's place."""
        if self._place is not None:
            return self._place
        if match := _TERRITORY.fullmatch(self.name):
            kind, name = match["kind"], match["name"]
            if _UNIT_ABOVE.search(name):
                alone = f"{COMMITTEE} {kind} {_UNIT_ABOVE.split(name)[0].strip(' -–')}"
                raise InvalidValueError.refuse(
                    "Agency.name",
                    self.name,
                    f"the name without the unit above it, such as {alone!r}, or place= beside it",
                    f"tên không kèm đơn vị hành chính cấp trên, hoặc thêm place=, ví dụ {alone!r}",
                )
            if name[0].isdigit() or name == "Hồ Chí Minh":
                return f"{kind.capitalize()} {name}"
            return name
        if self.parent is not None:
            return self.parent.place
        raise InvalidValueError.refuse("Agency.place", None, *_PLACE)

    @property
    def head(self) -> str:
        """The title of its head: as given, or as the first words of its name tell."""
        if self._head is not None:
            return self._head
        name = self.name.casefold()
        for first, head in _HEADS.items():
            if name.startswith(f"{first.casefold()} "):
                return head
        raise InvalidValueError.refuse("Agency.head", None, *_HEAD)

    @property
    def is_committee(self) -> bool:
        """Whether it is a People's Committee, which is signed for as a collective (TM.)."""
        return self.level not in (Level.COMMUNE_UNIT, Level.DEPARTMENT)

    @property
    def short_name(self) -> str:
        """The name with "UBND" for "Ủy ban nhân dân"."""
        return self.name.replace(COMMITTEE, "UBND")

    @property
    def parent_line(self) -> str | None:
        """The superior's line above the agency's name; `None` for a People's Committee."""
        if self.is_committee or self.parent is None:
            return None
        return self.parent.short_name.upper()

    @property
    def letterhead_lines(self) -> tuple[str, ...]:
        """The agency's own lines, in capitals; a committee's name stands on two."""
        if self.is_committee and self.name.startswith(f"{COMMITTEE} "):
            return (COMMITTEE.upper(), self.name.removeprefix(f"{COMMITTEE} ").upper())
        return (self.name.upper(),)


def plain_name(name: str) -> str:
    """Return a unit's name for comparison: without the committee and capitals.

    >>> plain_name("UBND xã Mai Hoa") == plain_name("ỦY BAN NHÂN DÂN XÃ MAI HOA")
    True
    """
    return _OF_COMMITTEE.sub("", fold_label(name))
