"""Which column of a table of dossiers is what, and what the words in it mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Self, cast

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError, UnknownNameError
from cchc_lib.figures.checks import check_choice, check_flag
from cchc_lib.scale.statuses import DossierState
from cchc_lib.vietnamese.text import fold_label

__all__ = ["CHANNELS", "DAY_FORMS", "PORTAL", "STATES", "DayForm", "RowColumns", "known_in"]

DayForm = Literal["yyyymmdd", "yyyy-mm-dd", "dd/mm/yyyy"]
DAY_FORMS = ("yyyymmdd", "yyyy-mm-dd", "dd/mm/yyyy")
"""How days are written where they are text; a time of day may follow."""

_CHANNELS = {
    "online": "trực tuyến | nộp trực tuyến | qua mạng | nộp qua mạng",
    "full_online": "trực tuyến toàn trình | toàn trình | nộp trực tuyến toàn trình",
    "partial_online": "trực tuyến một phần | một phần | nộp trực tuyến một phần",
    "in_person": "trực tiếp | nộp trực tiếp | tại quầy | tại bộ phận một cửa | một cửa",
    "postal": "bưu chính | qua bưu chính | qua dịch vụ bưu chính | dịch vụ bưu chính | "
    "bưu chính công ích | dịch vụ bưu chính công ích | qua dịch vụ bưu chính công ích | bcci",
}
_STATES = {
    "pending": "đang giải quyết | đang xử lý | được tiếp nhận | đã tiếp nhận | chờ trả kết quả | "
    "yêu cầu thực hiện nghĩa vụ tài chính | chờ thực hiện nghĩa vụ tài chính",
    "resolved": "đã giải quyết | đã xử lý xong | đã có kết quả | đã trả kết quả | đã trả | "
    "hoàn thành | đã hoàn thành",
    "supplementing": "chờ bổ sung | yêu cầu bổ sung | yêu cầu bổ sung giấy tờ | "
    "chờ bổ sung hồ sơ | đang chờ bổ sung",
    "returned": "trả lại | trả lại hồ sơ | đã trả lại",
    "refused": "từ chối | từ chối giải quyết | đã từ chối",
    "withdrawn": "rút | rút hồ sơ | xin rút | đã rút | đã rút hồ sơ | công dân yêu cầu rút hồ sơ",
    "suspended": "dừng giải quyết | dừng xử lý | đã dừng",
    "not_received": "chưa tiếp nhận | chờ tiếp nhận | mới đăng ký | không được tiếp nhận | "
    "từ chối tiếp nhận",
}


def _listed(words: Mapping[str, str]) -> dict[str, str]:
    return {
        fold_label(word): meaning for meaning, said in words.items() for word in said.split(" | ")
    }


CHANNELS: Mapping[str, str] = MappingProxyType(_listed(_CHANNELS))
"""Words of the channel in Vietnamese, and the fact of `Dossiers` that counts it."""

STATES: Mapping[str, str] = MappingProxyType(_listed(_STATES))
"""Words of the state in Vietnamese, and the `DossierState`."""

_HEADERS = {
    "code": "mã hồ sơ | số hồ sơ | mã số hồ sơ | mã biên nhận | số biên nhận | MaHoSo",
    "agency": "đơn vị | cơ quan | cơ quan, đơn vị | tên đơn vị | cơ quan giải quyết | "
    "đơn vị giải quyết | đơn vị xử lý | cơ quan xử lý | đơn vị tiếp nhận | cơ quan tiếp nhận",
    "sector": "lĩnh vực | tên lĩnh vực | TenLinhVuc | MaLinhVuc",
    "source": "nguồn số liệu | nguồn | hệ thống",
    "channel": "hình thức tiếp nhận | hình thức nộp | hình thức nộp hồ sơ | hình thức | "
    "kênh tiếp nhận | kênh nộp | kênh nộp hồ sơ | phương thức tiếp nhận | phương thức nộp | "
    "phương thức nộp hồ sơ | cách thức nộp | cách thức nộp hồ sơ | hình thức tiếp nhận hồ sơ | "
    "HinhThuc",
    "received": "ngày tiếp nhận | thời gian tiếp nhận | thời điểm tiếp nhận | ngày nhận | "
    "ngày nhận hồ sơ | ngày tiếp nhận hồ sơ | ngày giờ tiếp nhận | ngày nộp | ngày nộp hồ sơ | "
    "thời gian nộp | NgayTiepNhan",
    "due": "ngày hẹn trả kết quả | ngày hẹn trả | thời gian hẹn trả | hạn trả kết quả | "
    "hạn giải quyết | hạn xử lý | hạn trả | ngày hẹn | ngày hẹn trả hồ sơ | ngày đến hạn | "
    "thời điểm hẹn trả | NgayHenTra",
    "ended": "ngày kết thúc xử lý | ngày kết thúc | ngày có kết quả | ngày hoàn thành | "
    "ngày xử lý xong | ngày giải quyết xong | thời gian kết thúc | ngày kết thúc xử lý hồ sơ | "
    "ngày trả kết quả | ngày trả | ngày trả hồ sơ | NgayKetThucXuLy | NgayTra",
    "state": "trạng thái hồ sơ | trạng thái | tình trạng hồ sơ | tình trạng | trạng thái xử lý | "
    "tình trạng xử lý | TrangThaiHoSo",
}
"""The headers of each column; of several that a table has, the first one listed is meant."""

_KNOWN = {fold_label(word) for said in _HEADERS.values() for word in said.split(" | ")}

REQUIRED = ("channel", "received", "due", "ended")
LABELS = {name: said.partition(" | ")[0] for name, said in _HEADERS.items()}
"""What each column is called in a message."""


def _meanings(field: str, given: object, accepted: tuple[str, ...]) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        raise InvalidTypeError.refuse(
            f"RowColumns.{field}",
            given,
            f"a mapping, such as {{'1': {accepted[0]!r}}}",
            f"bảng từ và nghĩa, ví dụ {{'1': {accepted[0]!r}}}",
        )
    where = f"RowColumns.{field}"
    return MappingProxyType(
        {
            fold_label(str(word)): check_choice(f"{where}[{word!r}]", str(meaning), accepted)
            for word, meaning in given.items()
        }
    )


def _channel_words(given: Mapping[str, str]) -> Mapping[str, str]:
    return _meanings("channels", given, tuple(_CHANNELS))


def _state_words(given: Mapping[str, str]) -> Mapping[str, str]:
    return _meanings("states", given, tuple(map(str, DossierState)))


def _day_form(given: str) -> DayForm:
    return cast("DayForm", check_choice("RowColumns.days", given, DAY_FORMS))


def _in_code(given: bool) -> bool:
    return check_flag("RowColumns.agency_in_code", given)


def _name(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value):
        return value
    raise InvalidTypeError.refuse(
        "RowColumns", value, "the name of a column, such as 'MaHoSo'", "tên cột, ví dụ 'MaHoSo'"
    )


def _column(default: Any = attrs.NOTHING) -> Any:
    return attrs.field(default=default, converter=_name)


@attrs.frozen(kw_only=True)
class RowColumns:
    """The columns of a table with one row a dossier, by their names.

    A column that is left out is not counted by: without `code` nothing is said of doubles, without
    `state` a dossier with an end is resolved and one without it pending. `channels` and `states`
    say what the words in those columns mean, and take the place of those that are known:
    `{**CHANNELS, "Zalo": "online"}` adds one. They are compared without capitals, and "" stands for
    an empty cell. `days` is how days are written where a column holds text. With `agency_in_code`
    the agency is what stands before the first hyphen of the code.

    >>> RowColumns.matching(["STT", "Mã hồ sơ", "Lĩnh vực", "Hình thức nộp", "Ngày tiếp nhận",
    ...     "Hạn xử lý", "Ngày kết thúc"]).due
    'Hạn xử lý'
    """

    code: str | None = _column(None)
    agency: str | None = _column(None)
    sector: str | None = _column(None)
    source: str | None = _column(None)
    channel: str = _column()
    received: str = _column()
    due: str = _column()
    ended: str = _column()
    state: str | None = _column(None)
    days: DayForm = attrs.field(default="dd/mm/yyyy", converter=_day_form)
    agency_in_code: bool = attrs.field(default=False, converter=_in_code)
    channels: Mapping[str, str] = attrs.field(
        default=CHANNELS, converter=_channel_words, hash=False
    )
    states: Mapping[str, str] = attrs.field(default=STATES, converter=_state_words, hash=False)

    def __attrs_post_init__(self) -> None:
        """Refuse one column in two places, and an agency from a code that is not there."""
        names = [name for name in self.names().values() if name is not None]
        if twice := [name for name in names if names.count(name) > 1]:
            raise InvalidValueError.refuse(
                "RowColumns", twice[0], "each column once", "mỗi cột chỉ nêu một lần"
            )
        if self.agency_in_code and (self.code is None or self.agency is not None):
            raise InvalidValueError.refuse(
                "RowColumns.agency_in_code",
                True,
                "a column of codes, and no column of agencies",
                "có cột mã hồ sơ và không có cột đơn vị",
            )

    def __getstate__(self) -> dict[str, Any]:
        """Travel between processes: a proxy of a mapping cannot."""
        held = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return held | {"channels": dict(self.channels), "states": dict(self.states)}

    def __setstate__(self, held: dict[str, Any]) -> None:
        """Come out at the other end."""
        for name, value in held.items():
            object.__setattr__(
                self, name, MappingProxyType(value) if isinstance(value, dict) else value
            )

    def names(self) -> dict[str, str | None]:
        """Return the name of each column by what it holds."""
        return {name: getattr(self, name) for name in _HEADERS}

    def check_there(self, headers: Iterable[str]) -> None:
        """Refuse a table without one of these columns.

        Raises:
            InvalidValueError: with the columns that are not there, and those that are.
        """
        known = list(headers)
        if lacking := [name for name in self.names().values() if name and name not in known]:
            there = ", ".join(map(repr, known[:12]))
            raise InvalidValueError.refuse(
                "columns",
                ", ".join(lacking),
                f"names of columns of the table: {there}",
                f"tên cột có trong bảng: {there}",
            )

    @classmethod
    def matching(cls, headers: Iterable[str], **others: Any) -> Self:
        """Return the columns of a table, found by their Vietnamese headers.

        `others` are further fields, also names of columns that are called otherwise.

        Raises:
            UnknownNameError: when a column that is needed is not found; `.problems` has each.
            InvalidValueError: when two headers differ only in capitals, blanks or tone marks.
        """
        spelled: dict[str, list[str]] = {}
        for header in dict.fromkeys(map(str, headers)):
            spelled.setdefault(fold_label(header), []).append(header)
        seen = {folded: names[0] for folded, names in spelled.items()}
        found: dict[str, Any] = {}
        for name, said in _HEADERS.items():
            words = map(fold_label, said.split(" | "))
            taken = next((seen[word] for word in words if word in seen), None)
            if taken is not None and name not in others:
                _check_one(name, spelled[fold_label(taken)])
                found[name] = taken
        missing = [name for name in REQUIRED if name not in found | others]
        if missing:
            free = {word: it for word, it in seen.items() if word and it not in found.values()}
            problems = [_missing(name, seen, free) for name in missing]
            raise UnknownNameError(
                "\n".join(map(str, problems)),
                "\n".join(problem.message_vi for problem in problems),
                path="RowColumns",
                got=list(seen.values()),
                problems=problems,
            )
        return cls(**(found | others))


def _check_one(name: str, spellings: list[str]) -> None:
    """Refuse two columns for one meaning: which of them counts is not told."""
    if len(spellings) > 1:
        both = ", ".join(map(repr, spellings))
        raise InvalidValueError.refuse(
            "columns",
            both,
            f"one column {LABELS[name]!r}, or the one that counts in columns=, such as "
            f"RowColumns({name}={spellings[0]!r}, …)",
            f"một cột {LABELS[name]!r}: xóa hoặc đổi tên cột thừa trong tệp",
        )


def known_in(headers: Iterable[object]) -> int:
    """Return how many headers are known: which line of a table may be that of the headers."""
    return sum(fold_label(str(header)) in _KNOWN for header in headers)


def _missing(name: str, seen: Mapping[str, str], free: Mapping[str, str]) -> UnknownNameError:
    """Return that no column is found; `free` are the headers that are none of the others."""
    words = [fold_label(word) for word in _HEADERS[name].split(" | ")]
    near = [
        free[each]
        for word in words
        for each in difflib.get_close_matches(word, free, n=1, cutoff=0.7)
    ]
    there = ", ".join(map(repr, [header for word, header in seen.items() if word][:12]))
    hint = f"did you mean {near[0]!r}?" if near else f"the table has: {there or 'no column'}."
    has_vi = f"bảng có các cột: {there}." if there else "bảng không có cột nào."
    hint_vi = f"có phải {near[0]!r}?" if near else has_vi
    accepted = _HEADERS[name]
    return UnknownNameError(
        f"RowColumns.{name}: no column {LABELS[name]!r}; {hint} Accepted: {accepted}, or {name}=",
        f"không có cột {LABELS[name]!r}; {hint_vi} Tên cột nhận được: {accepted}; hoặc nêu "
        f"tên cột: {name}=",
        path=f"RowColumns.{name}",
        got=list(seen.values()),
        accepted=accepted,
    )


PORTAL = RowColumns(
    code="MaHoSo",
    sector="MaLinhVuc",
    channel="HinhThuc",
    received="NgayTiepNhan",
    due="NgayHenTra",
    ended="NgayKetThucXuLy",
    state="TrangThaiHoSo",
    days="yyyymmdd",
    agency_in_code=True,
    channels={**CHANNELS, "": "in_person", "1": "in_person", "2": "online", "3": "postal"},
)
"""The record of a dossier as the national portal exchanges it.

Days are text, yyyyMMddHHmmss. `HinhThuc` 1 or none is in person and 3 by post, as a province
describes it; that 2 is online is inferred. The numbers of `TrangThaiHoSo` are in no text that was
seen here, so only words are known: give yours, as in `attrs.evolve(PORTAL, states={"9":
"resolved"})`.
"""
