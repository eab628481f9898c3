"""Who reports, who signs: the agency's names in the letterhead and the lines above a signature.

Since 01/7/2025 local government has two tiers; a commune's People's Committee is its own issuing
agency and has no superior's line (Luật Tổ chức chính quyền địa phương 72/2025/QH15).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.report.fields import words
from cchc_lib.vietnamese.text import normalize_text

__all__ = ["Agency", "Level", "Signatory", "SignatureAuthority"]


class Level(StrEnum):
    """Where an agency stands in the two tiers; it decides the letterhead."""

    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    COMMUNE_UNIT = "commune_unit"
    DEPARTMENT = "department"
    PROVINCE = "province"


_COMMITTEE = "Ủy ban nhân dân"
_COMMITTEES = {
    "xã": Level.COMMUNE,
    "phường": Level.WARD,
    "đặc khu": Level.SPECIAL_ZONE,
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.PROVINCE,
}
_TERRITORY = re.compile(
    rf"(?:{_COMMITTEE}|UBND) (?P<kind>{'|'.join(_COMMITTEES)}|tp\.?) (?P<name>.+)", re.IGNORECASE
)
_COMMITTEE_FIRST = re.compile(rf"(?:{_COMMITTEE}|UBND)(?!\w)", re.IGNORECASE)
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
        return f"{_COMMITTEE} {kind} {proper}"
    return _COMMITTEE_FIRST.sub(_COMMITTEE, name, count=1) if _is_committee(name) else name


def _is_committee(name: str) -> bool:
    return _COMMITTEE_FIRST.match(name) is not None


def _infer_level(agency: Agency) -> Level:
    if match := _TERRITORY.fullmatch(agency.name):
        return _COMMITTEES[match["kind"].lower()]
    if _is_committee(agency.name):
        accepted = (
            f"after '{_COMMITTEE}' one of {', '.join(_COMMITTEES)} and its name, such as "
            f"'{_COMMITTEE} xã Mai Hoa', or level= and place= beside it"
        )
        raise InvalidValueError.refuse("Agency.name", agency.name, accepted, accepted)
    if agency.name.lower().startswith(("sở ", "thanh tra ")):
        return Level.DEPARTMENT
    if agency.parent is not None:
        above = agency.parent.level
        return Level.DEPARTMENT if above is Level.PROVINCE else Level.COMMUNE_UNIT
    accepted = (
        "a name that tells the level, such as 'Ủy ban nhân dân xã Mai Hoa' or 'Sở Nội vụ', "
        "or level= and parent= beside it"
    )
    raise InvalidValueError.refuse("Agency.name", agency.name, accepted, accepted)


def _infer_symbol(agency: Agency) -> str:
    if agency.is_committee:
        return "UBND"
    accepted = "the agency's abbreviation in document numbers, such as 'SNV' or 'VP'"
    raise InvalidValueError.refuse("Agency.symbol", None, accepted, accepted)


def _infer_place(agency: Agency) -> str:
    if match := _TERRITORY.fullmatch(agency.name):
        kind, name = match["kind"], match["name"]
        if name[0].isdigit() or name == "Hồ Chí Minh":
            return f"{kind.capitalize()} {name}"
        return name
    if agency.parent is not None:
        return agency.parent.place
    accepted = "the place of the date line, such as 'Mai Hoa'"
    raise InvalidValueError.refuse("Agency.place", None, accepted, accepted)


def _infer_head(agency: Agency) -> str:
    name = agency.name.casefold()
    for first, head in _HEADS.items():
        if name.startswith(f"{first.casefold()} "):
            return head
    accepted = "the title of the agency's head, such as 'Giám đốc': its name does not tell it"
    raise InvalidValueError.refuse("Agency.head", None, accepted, accepted)


def _check_level(_owner: object, _field: object, value: Any) -> None:
    if not isinstance(value, Level):
        accepted = "a Level, such as Level.COMMUNE"
        raise InvalidTypeError.refuse("Agency.level", value, accepted, accepted)


def _check_parent(_owner: object, _field: object, value: Any) -> None:
    if value is not None and not isinstance(value, Agency):
        raise InvalidTypeError.refuse(
            "Agency.parent", value, "an Agency, or None", "an Agency, or None"
        )


@attrs.frozen(kw_only=True)
class Agency:
    """The body that issues and signs a report.

    `name` is the full official name; "UBND" or capitals are read too. Level, symbol, place and
    the title of the head follow from it where they can:

    >>> commune = Agency(name="Ủy ban nhân dân xã Mai Hoa")
    >>> commune.level, commune.symbol, commune.place, commune.short_name
    (<Level.COMMUNE: 'commune'>, 'UBND', 'Mai Hoa', 'UBND xã Mai Hoa')
    >>> office = Agency(name="Văn phòng HĐND và UBND", symbol="VP", parent=commune)
    >>> office.parent_line, office.letterhead_lines, office.head
    ('UBND XÃ MAI HOA', ('VĂN PHÒNG HĐND VÀ UBND',), 'Chánh Văn phòng')

    `place` must be given where a ward is named after a person or an event ("Phường Điện Biên
    Phủ"): the type word is then part of it (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).

    Raises:
        InvalidValueError: when level, symbol, place or head is missing and does not follow from
            the name.
    """

    name: str = words(default=attrs.NOTHING, tidy=_official)
    parent: Agency | None = attrs.field(default=None, validator=_check_parent)
    level: Level = attrs.field(
        default=attrs.Factory(_infer_level, takes_self=True), validator=_check_level
    )
    symbol: str = words(default=attrs.Factory(_infer_symbol, takes_self=True))
    place: str = words(default=attrs.Factory(_infer_place, takes_self=True))
    head: str = words(default=attrs.Factory(_infer_head, takes_self=True))

    @property
    def is_committee(self) -> bool:
        """Whether it is a People's Committee, which is signed for as a collective (TM.)."""
        return self.level not in (Level.COMMUNE_UNIT, Level.DEPARTMENT)

    @property
    def short_name(self) -> str:
        """The name with "UBND" for "Ủy ban nhân dân"."""
        return self.name.replace(_COMMITTEE, "UBND")

    @property
    def parent_line(self) -> str | None:
        """The superior's line above the agency's name; `None` for a People's Committee."""
        if self.is_committee or self.parent is None:
            return None
        return self.parent.short_name.upper()

    @property
    def letterhead_lines(self) -> tuple[str, ...]:
        """The agency's own lines, in capitals; a committee's name stands on two."""
        if self.is_committee and self.name.startswith(f"{_COMMITTEE} "):
            return (_COMMITTEE.upper(), self.name.removeprefix(f"{_COMMITTEE} ").upper())
        return (self.name.upper(),)


class SignatureAuthority(StrEnum):
    """In what capacity somebody signs (Nghị định 30/2020/NĐ-CP, art. 13)."""

    TM = "TM."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."
    Q = "Q."


def _authority(value: Any) -> SignatureAuthority | None:
    if value is None:
        return None
    try:
        return SignatureAuthority(value)
    except ValueError:
        accepted = "one of " + ", ".join(SignatureAuthority)
        raise InvalidValueError.refuse("Signatory.authority", value, accepted, accepted) from None


@attrs.frozen(kw_only=True)
class Signatory:
    """Who signs: name without degrees or honours, office, and in what capacity.

    `authority` is `None` or TM. for the head, KT. for a deputy, TL. or TUQ. for somebody the head
    charged, Q. for an acting head. `head` replaces the title of the agency's head; `deputises` is
    the title of the one for whom a TL. signatory's deputy signs (KT. under TL.).

    >>> vice = Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", authority="KT.")
    >>> vice.lines(Agency(name="Ủy ban nhân dân xã Mai Hoa"))
    ('TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH')
    """

    name: str | None = words()
    position: str = words(default=attrs.NOTHING)
    authority: SignatureAuthority | None = attrs.field(default=None, converter=_authority)
    head: str | None = words()
    deputises: str | None = words()

    def __attrs_post_init__(self) -> None:
        """A TUQ. signatory may not pass on the charge; only TL. may (art. 13.3, 13.4)."""
        if self.deputises is not None and self.authority is not SignatureAuthority.TL:
            accepted = "None, unless authority is TL. (Nghị định 30/2020/NĐ-CP, art. 13)"
            raise InvalidValueError.refuse(
                "Signatory.deputises", self.deputises, accepted, accepted
            )

    def lines(self, agency: Agency) -> tuple[str, ...]:
        """Return the lines above the signature, in capitals."""
        head = self.head or agency.head
        lines: list[str] = []
        if self.authority in (SignatureAuthority.TL, SignatureAuthority.TUQ):
            lines.append(f"{self.authority} {head}")
            if self.deputises is not None:
                lines.append(f"KT. {self.deputises}")
        elif agency.is_committee or self.authority is SignatureAuthority.TM:
            body = _COMMITTEE if agency.is_committee else agency.name
            lines.append(f"TM. {body}")
        if self.authority is SignatureAuthority.KT:
            lines.append(f"KT. {head}")
        acting = "Q. " if self.authority is SignatureAuthority.Q else ""
        lines.append(f"{acting}{self.position}")
        return tuple(line.upper() for line in lines)
