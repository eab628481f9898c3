"""How long a procedure may take, as decisions and one-stop systems state it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, Self

import attrs

from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.figures.checks import Exact, check_choice, check_exact
from cchc_lib.vietnamese.reading import parse_words
from cchc_lib.vietnamese.text import stated_text

__all__ = ["LIMIT", "LIMIT_VI", "Limit", "LimitUnit"]

LimitUnit = Literal["working_day", "day", "month", "hour"]

LIMIT, LIMIT_VI = (
    "a time limit alone, such as '05 ngày làm việc', '04 giờ làm việc', '30 ngày', '01 tháng', "
    "'24 giờ' or 'trong ngày'; what it depends on is an option, such as cutoff=time(15)",
    "một thời hạn, không kèm điều kiện, ví dụ '05 ngày làm việc', '04 giờ làm việc', '30 ngày', "
    "'01 tháng', '24 giờ', 'trong ngày'",
)

HOURS_A_DAY = 8
"""Hours of a working day: Bộ luật Lao động 45/2019/QH14, art. 105.1."""

_MOST = {"working_day": 3660, "day": 3660, "month": 120, "hour": 8760}
_PARTS = {"working_day": HOURS_A_DAY, "day": 1, "month": 1, "hour": 1}
_SHOWN = {"day": "ngày", "month": "tháng", "hour": "giờ"}
_UNITS: dict[str, tuple[LimitUnit, int]] = {
    "ngày làm việc": ("working_day", 1),
    "ngày": ("day", 1),
    "tuần": ("day", 7),  # its day of the week again: Bộ luật Dân sự, art. 148.2
    "tháng": ("month", 1),
    "năm": ("month", 12),  # its day and month again: art. 148.4
    "giờ": ("hour", 1),
}

_STATED = re.compile(
    r"(?:(?:thời hạn|thời gian)(?: giải quyết)?(?: là)?:? )?"
    r"(?:(?:không quá|tối đa|chậm nhất)(?: là)? |trong(?: vòng| thời hạn)?(?: không quá)? )?"
    r"(?P<amount>[0-9]{1,9}(?:,[0-9]{1,9})?|1/2)(?: \((?P<words>[^\W\d_]+(?: [^\W\d_]+)*)\))? "
    r"(?P<unit>(?:ngày|giờ) làm việc|ngày|giờ|tuần|tháng|năm)"
)
_SAME_DAY = re.compile(
    r"(?:giải quyết |trả kết quả )?(?:ngay )?trong(?: cùng)? ngày(?: làm việc)?"
    r"(?: tiếp nhận(?: hồ sơ)?)?|(?:giải quyết |trả kết quả )?ngay"
)
_AFTER = re.compile(  # how it is told from when on: receipt, as always; how it is spent
    r"(?:,? (?:kể |tính )?từ (?:ngày|khi|thời điểm) (?:tiếp )?nhận(?: được)?(?: đủ)?(?: hồ sơ)?"
    r"(?: đầy đủ| hợp lệ|,| và| theo quy định)*)?"
    r"(?P<spent> \(trong đó[^()]*\)|[,;] trong đó.*)?[.;]?"
)
_CONDITION = re.compile(
    r"(?<!\w)(?:nếu|trường hợp|khi|không (?:kể|tính|bao gồm)|chưa (?:kể|tính)|ngoài|hoặc|"
    r"kéo dài|gia hạn|nhận sau|cộng thêm)(?!\w)"
)
"""Words by which what stands beside a limit may change it."""


def _exact(value: Exact) -> Fraction:
    return Fraction(check_exact("Limit.amount", value))


@attrs.frozen
class Limit:
    """How long a procedure may take: working days, also parts of them, days, months or hours.

    Hours of work are eighths of a working day. A limit in hours runs from the moment of receipt,
    day and night; one in months ends on the day of the same number, or the last of its month.

    Source: Bộ luật Dân sự 91/2015/QH13, art. 147, 148.

    >>> Limit.parse("05 ngày làm việc"), Limit.parse("trong ngày") == Limit.working(0)
    (Limit(amount=Fraction(5, 1), unit='working_day'), True)
    >>> str(Limit.parse("không quá 15 ngày (trong đó Sở 10 ngày, xã 5 ngày)"))
    '15 ngày'
    >>> str(Limit.parse("08 giờ làm việc")), str(Limit.parse("1/2 ngày làm việc"))
    ('01 ngày làm việc', '0,5 ngày làm việc')
    """

    amount: Fraction = attrs.field(converter=_exact)
    unit: LimitUnit

    def __attrs_post_init__(self) -> None:
        """Refuse parts of anything but a working day, and what is no limit of a procedure."""
        check_choice("Limit.unit", self.unit, tuple(_MOST))
        most, parts = _MOST[self.unit], _PARTS[self.unit]
        if 0 <= self.amount <= most and not parts % self.amount.denominator:
            return
        accepted = (
            f"working days up to {most}, whole, or with hours of {HOURS_A_DAY}, such as 5 or "
            "Decimal('0.5')"
            if parts > 1
            else f"a whole number from 0 to {most}, such as 1"
        )
        accepted_vi = (
            f"số ngày làm việc đến {most}, tròn hoặc lẻ theo giờ ({HOURS_A_DAY} giờ một ngày), "
            "ví dụ 5 hoặc Decimal('0.5')"
            if parts > 1
            else f"số tròn từ 0 đến {most}, ví dụ 1"
        )
        raise InvalidValueError.refuse("Limit.amount", self.amount, accepted, accepted_vi)

    @classmethod
    def working(cls, days: Exact) -> Self:
        """Return a limit in working days: 5, or parts such as `Decimal("0.5")`."""
        return cls(days, "working_day")

    @classmethod
    def calendar(cls, days: int) -> Self:
        """Return a limit in calendar days, days off included."""
        return cls(days, "day")

    @classmethod
    def months(cls, months: int) -> Self:
        """Return a limit in months."""
        return cls(months, "month")

    @classmethod
    def hours(cls, hours: int) -> Self:
        """Return a limit in hours of the clock, day and night."""
        return cls(hours, "hour")

    @property
    def is_working(self) -> bool:
        """Whether only working days count."""
        return self.unit == "working_day"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the limit that a procedure states.

        "Không quá", "kể từ ngày nhận đủ hồ sơ hợp lệ" and "(trong đó …)" change nothing. Whatever
        else stands beside it is refused, as a condition may change the limit.

        Raises:
            InvalidTypeError: for what is no text.
            FormatError: for any other text.
        """
        said = " ".join(stated_text(text, LIMIT, LIMIT_VI).split()).lower()
        if (same_day := _SAME_DAY.match(said)) and _changes_nothing(said, same_day.end()):
            return cls.working(0)
        found = _STATED.match(said)
        if found is None or not _changes_nothing(said, found.end()):
            raise FormatError.refuse("text", text, LIMIT, LIMIT_VI)
        amount = Fraction(found["amount"].replace(",", "."))
        try:
            if found["words"] is not None and parse_words(found["words"]) != amount:
                raise FormatError.refuse("text", text, LIMIT, LIMIT_VI)
            if found["unit"] == "giờ làm việc":
                return cls.working(amount / HOURS_A_DAY)
            unit, times = _UNITS[found["unit"]]
            return cls(amount * times, unit)
        except CchcError:
            raise FormatError.refuse("text", text, LIMIT, LIMIT_VI) from None

    def __str__(self) -> str:
        if not self.is_working:
            return f"{int(self.amount):02d} {_SHOWN[self.unit]}"
        if not self.amount:
            return "trong ngày"
        whole, part = divmod(self.amount, 1)
        if part * 2 % 1:
            return f"{int(self.amount * HOURS_A_DAY):02d} giờ làm việc"
        return f"{whole},5 ngày làm việc" if part else f"{whole:02d} ngày làm việc"


def _changes_nothing(said: str, end: int) -> bool:
    """Whether what follows a limit only says since when, and how it is spent."""
    found = _AFTER.fullmatch(said, end)
    return found is not None and not _CONDITION.search(found["spent"] or "")
