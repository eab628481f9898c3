"""Who signs, in what capacity, and the lines above a signature."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.declaration import labelled
from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.report.agency import COMMITTEE, Agency
from cchc_lib.report.given import stated_words

__all__ = ["Signatory", "SignatureAuthority", "SignatureAuthorityName"]


class SignatureAuthority(StrEnum):
    """In what capacity somebody signs (Nghị định 30/2020/NĐ-CP, art. 13)."""

    TM = "TM."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."
    Q = "Q."

    @property
    def label(self) -> str:
        """The capacity in Vietnamese, with how it is abbreviated."""
        return f"{self.value} ({_CAPACITIES[self]})"


_CAPACITIES = {
    SignatureAuthority.TM: "thay mặt",
    SignatureAuthority.KT: "ký thay",
    SignatureAuthority.TL: "thừa lệnh",
    SignatureAuthority.TUQ: "thừa ủy quyền",
    SignatureAuthority.Q: "quyền, giao quyền",
}

SignatureAuthorityName = Literal["TM.", "KT.", "TL.", "TUQ.", "Q."]
"""The capacities as text, which `Signatory(authority=)` takes too."""


def _to_authority(
    value: SignatureAuthority | SignatureAuthorityName | None,
) -> SignatureAuthority | None:
    if value is None:
        return None
    accepted = f"None or one of {', '.join(SignatureAuthority)}, such as 'KT.'"
    accepted_vi = f"None hoặc một trong {', '.join(SignatureAuthority)}, ví dụ 'KT.'"
    if not isinstance(value, str):
        raise InvalidTypeError.refuse("Signatory.authority", value, accepted, accepted_vi)
    try:
        return SignatureAuthority(value)
    except ValueError:
        raise InvalidValueError.refuse(
            "Signatory.authority", value, accepted, accepted_vi
        ) from None


def _to_person(value: str | None) -> str | None:
    if value is None:
        return None
    return stated_words(
        "Signatory.name",
        value,
        "the name without degrees, or None for an open place, such as 'Nguyễn Văn A'",
        "họ tên, không ghi học hàm, học vị, hoặc None để trống, ví dụ 'Nguyễn Văn A'",
    )


_TITLE = (
    "the title of an office, such as 'Phó Chủ tịch'",
    "chức vụ, ví dụ 'Phó Chủ tịch'",
)


def _to_position(value: str) -> str:
    return stated_words("Signatory.position", value, *_TITLE)


def _to_other_head(value: str | None) -> str | None:
    return None if value is None else stated_words("Signatory.head", value, *_TITLE)


def _to_deputised(value: str | None) -> str | None:
    return None if value is None else stated_words("Signatory.deputises", value, *_TITLE)


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

    name: str | None = attrs.field(
        metadata=labelled("họ tên người ký"), default=None, converter=_to_person
    )
    position: str = attrs.field(metadata=labelled("chức vụ"), converter=_to_position)
    authority: SignatureAuthority | None = attrs.field(
        metadata=labelled("quyền hạn ký"), default=None, converter=_to_authority
    )
    head: str | None = attrs.field(
        metadata=labelled("chức vụ người đứng đầu"), default=None, converter=_to_other_head
    )
    deputises: str | None = attrs.field(
        metadata=labelled("chức vụ được ký thay"), default=None, converter=_to_deputised
    )

    def __attrs_post_init__(self) -> None:
        """A TUQ. signatory may not pass on the charge; only TL. may (art. 13.3, 13.4)."""
        if self.deputises is not None and self.authority is not SignatureAuthority.TL:
            article = CLERICAL_DECREE.at("art. 13")
            raise InvalidValueError.refuse(
                "Signatory.deputises",
                self.deputises,
                f"None, unless authority is TL. ({article}), such as authority='TL.'",
                "None, trừ khi ký thừa lệnh (Nghị định 30/2020/NĐ-CP, Điều 13), ví dụ "
                "authority='TL.'",
            )

    def lines(self, agency: Agency) -> tuple[str, ...]:
        """Return the lines above the signature, in capitals.

        Raises:
            InvalidTypeError: when `agency` is no Agency.
        """
        if not isinstance(agency, Agency):
            raise InvalidTypeError.refuse(
                "agency",
                agency,
                "the Agency that signs, such as Agency(name='Ủy ban nhân dân xã Mai Hoa')",
                "cơ quan ký (Agency), ví dụ Agency(name='Ủy ban nhân dân xã Mai Hoa')",
            )
        head = self.head or agency.head
        lines: list[str] = []
        if self.authority in (SignatureAuthority.TL, SignatureAuthority.TUQ):
            lines.append(f"{self.authority} {head}")
            if self.deputises is not None:
                lines.append(f"KT. {self.deputises}")
        elif agency.is_committee or self.authority is SignatureAuthority.TM:
            body = COMMITTEE if agency.is_committee else agency.name
            lines.append(f"TM. {body}")
        if self.authority is SignatureAuthority.KT:
            lines.append(f"KT. {head}")
        acting = "Q. " if self.authority is SignatureAuthority.Q else ""
        lines.append(f"{acting}{self.position}")
        return tuple(line.upper() for line in lines)
