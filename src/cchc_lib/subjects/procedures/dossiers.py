"""Dossiers of a period: how they came in, how they ended, what is still open.

The identities are those of Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP): caseload =
received + carried over = resolved + pending, and here also the side states that the form has no
column for. An object may break them: that is a finding, not an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import attrs

from cchc_lib import define
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.aggregate import added_up
from cchc_lib.report.fields import check_order

__all__ = ["Dossiers", "RateBase"]

DOSSIERS_FORM = "Biểu số II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"


class RateBase(StrEnum):
    """What the on-time rate divides by; four bases are in use and must be named.

    | base     | divides by                                        |
    |----------|---------------------------------------------------|
    | resolved | dossiers resolved in the period (most reports)    |
    | received | dossiers received in the period                   |
    | due      | dossiers resolved or pending past their due day   |
    | caseload | dossiers received and carried over                |
    """

    RESOLVED = "resolved"
    RECEIVED = "received"
    DUE = "due"
    CASELOAD = "caseload"

    @property
    def label(self) -> str:
        """The base in Vietnamese, as it stands after "tính trên"."""
        return _BASES[self]


_BASES = {
    RateBase.RESOLVED: "số hồ sơ đã giải quyết",
    RateBase.RECEIVED: "số hồ sơ tiếp nhận trong kỳ",
    RateBase.DUE: "số hồ sơ đến hạn giải quyết",
    RateBase.CASELOAD: "tổng số hồ sơ nhận giải quyết",
}


def _rate_base(value: RateBase | Literal["resolved", "received", "due", "caseload"]) -> RateBase:
    try:
        return RateBase(value)
    except ValueError:
        named = ", ".join(map(repr, map(str, RateBase)))
        raise InvalidValueError.refuse(
            "Dossiers.rate_base", value, f"one of {named}", f"một trong {named}"
        ) from None


_UNIT = "hồ sơ"


@define.subject("hồ sơ", rules="cchc_lib.subjects.procedures.rules")
@attrs.frozen(kw_only=True)
class Dossiers:
    """Dossiers counted in one window, as a whole, of one sector or of one source.

    `early` is `None` where the agency does not count it apart: `on_time` then holds both.
    `pending_unsplit` is for an agency that does not split pending dossiers by due day; give it
    or `pending_in_time` and `overdue`. `start` and `end` replace the report's data window.
    `sources` are the systems that counted: those of the ministries, that of the province.

    >>> counted = Dossiers(online=1219, in_person=49, on_time=1211, late=3, pending_unsplit=28)
    >>> counted.received, str(counted.online_share), str(counted.on_time_ratio)
    (1268, '96,14%', '99,75%')
    >>> counted.unaccounted
    26
    """

    sector: str | None = define.name("lĩnh vực")
    source: str | None = define.name("nguồn số liệu")
    start: date | None = define.day("ngày đầu của thời gian chốt số liệu")
    end: date | None = define.day("ngày cuối thống kê hồ sơ", as_of="counted")
    online: int | None = define.count(_UNIT, "trực tuyến")
    full_online: int | None = define.count(_UNIT, "trực tuyến toàn trình", part_of="online")
    partial_online: int | None = define.count(_UNIT, "trực tuyến một phần", part_of="online")
    in_person: int | None = define.count(_UNIT, "trực tiếp")
    postal: int | None = define.count(_UNIT, "qua dịch vụ bưu chính")
    carried_over: int | None = define.count(
        _UNIT,
        "từ kỳ trước chuyển sang",
        over_periods="first",
        continues=(
            define.tie(
                "pending",
                code="CCHC801",
                severity="warning",
                fires="report(procedures=Procedures(dossiers=Dossiers(online=90, "
                "carried_over=20)), previous=report(period=Period.year(2024), "
                "procedures=Procedures(dossiers=Dossiers(online=80, "
                "pending_unsplit=28))))",
                silent="report(procedures=Procedures(dossiers=Dossiers(online=90, "
                "carried_over=28)), previous=report(period=Period.year(2024), "
                "procedures=Procedures(dossiers=Dossiers(online=80, "
                "pending_unsplit=28))))",
                why="Cột 6 của kỳ này là cột 11 của kỳ trước (Thông tư 01/2020/TT-VPCP) nếu "
                "hai kỳ liền nhau; hồ sơ khi đó đang chờ bổ sung có thể nằm trong số này. "
                "Không nêu số chuyển sang thì chỉ lưu ý.",
                english="Column 6 of one period is column 11 of the one before (Thông tư "
                "01/2020/TT-VPCP), if the windows adjoin; dossiers then waiting for a "
                "supplement may be among them. Not to name them is a note.",
                do="Đối chiếu số tồn cuối kỳ trước trên hệ thống một cửa.",
            ),
            define.tie("pending + [supplementing]"),
        ),
    )
    early: int | None = define.count(_UNIT, "giải quyết trước hạn")
    on_time: int | None = define.count(_UNIT, "giải quyết đúng hạn", holds="early")
    late: int | None = define.count(_UNIT, "giải quyết quá hạn")
    pending_in_time: int | None = define.count(
        _UNIT, "đang giải quyết, trong hạn", over_periods="last"
    )
    overdue: int | None = define.count(_UNIT, "đang giải quyết, quá hạn", over_periods="last")
    pending_unsplit: int | None = define.count(
        _UNIT, "đang giải quyết, không tách theo hạn", over_periods="last"
    )
    supplementing: int | None = define.count(_UNIT, "chờ bổ sung", over_periods="last")
    returned: int | None = define.count(_UNIT, "trả lại hồ sơ")
    refused: int | None = define.count(_UNIT, "từ chối giải quyết")
    withdrawn: int | None = define.count(_UNIT, "rút hồ sơ")
    suspended: int | None = define.count(_UNIT, "dừng giải quyết")
    digitised: int | None = define.count(
        _UNIT,
        "số hóa hồ sơ",
        part_of=define.tie(
            "caseload",
            code="CCHC102",
            severity="warning",
            fires="report(procedures=Procedures(dossiers=Dossiers(online=90, "
            "in_person=0, digitised=95)))",
            silent="report(procedures=Procedures(dossiers=Dossiers(online=90, "
            "in_person=0, digitised=90)))",
            why="Một hồ sơ chỉ số hóa một lần; kết quả cũ được số hóa trong kỳ thuộc chỉ tiêu "
            "khác.",
            english="A dossier is digitised once; older results digitised in the period belong "
            "elsewhere.",
            do="Tách số kết quả cũ được số hóa khỏi số hồ sơ trong kỳ.",
            hint="Kết quả giải quyết cũ được số hóa thì nêu riêng.",
        ),
    )
    electronic_results: int | None = define.count(
        _UNIT, "cấp kết quả giải quyết điện tử", part_of="caseload"
    )
    reused: int | None = define.count(_UNIT, "tái sử dụng dữ liệu số hóa", part_of="caseload")
    population_checked: int | None = define.count(
        _UNIT, "khai thác Cơ sở dữ liệu quốc gia về dân cư", part_of="caseload"
    )
    with_fee: int | None = define.count(_UNIT, "hồ sơ có phí, lệ phí", part_of="caseload")
    paid_online: int | None = define.count(_UNIT, "hồ sơ thanh toán trực tuyến", part_of="with_fee")
    paid_online_vnd: int | None = define.money("số tiền thanh toán trực tuyến", unit="đồng")
    apologies: int | None = define.count(
        "văn bản",
        "thư xin lỗi về hồ sơ quá hạn",
        agrees_with=define.tie(
            "late + [overdue]",
            code="CCHC127",
            severity="note",
            fires="report(procedures=Procedures(dossiers=Dossiers(on_time=80, late=3, "
            "apologies=2)))",
            silent="report(procedures=Procedures(dossiers=Dossiers(on_time=80, late=3, "
            "apologies=3)))",
            why="Tổ chức, cá nhân có hồ sơ quá hạn được gửi văn bản xin lỗi (Nghị định "
            "61/2018/NĐ-CP, Điều 19, và các biểu mẫu của Thông tư 03/2025/TT-VPCP).",
            english="An applicant whose dossier is late gets a letter of apology (Nghị định "
            "61/2018/NĐ-CP, art. 19, and the forms of Thông tư 03/2025/TT-VPCP).",
            do="Đối chiếu sổ văn bản xin lỗi với số hồ sơ quá hạn.",
        ),
    )
    mean_days: Decimal | None = define.score("ngày", "thời gian xử lý trung bình một hồ sơ")
    mean_hours: Decimal | None = define.score("giờ", "thời gian xử lý trung bình một hồ sơ (giờ)")
    rate_base: RateBase = attrs.field(
        default=RateBase.RESOLVED,
        converter=_rate_base,
        metadata=define.labelled("cơ sở tính tỷ lệ"),
    )
    sectors: Sequence[Dossiers] = define.breakdown(
        "hồ sơ theo lĩnh vực",
        by="sector",
        tie=define.tie(
            "",
            code="CCHC103",
            severity="error",
            fires="report(procedures=Procedures(dossiers=Dossiers(late=3, "
            'sectors=[Dossiers(sector="Đất đai", late=4)])))',
            silent="report(procedures=Procedures(dossiers=Dossiers(late=3, "
            'sectors=[Dossiers(sector="Đất đai", late=3)])))',
            why="Dòng tổng số là tổng của cột (Thông tư 01/2020/TT-VPCP). Các lĩnh vực cộng "
            "lại nhiều hơn tổng số là lỗi; ít hơn là cảnh báo, vì có thể chưa liệt kê hết lĩnh "
            "vực. Lĩnh vực bỏ trống một cột không bị coi là 0.",
            english="The total row is the sum of its column (Thông tư 01/2020/TT-VPCP). More "
            "in the sectors than in all is an error; less is a warning, for not every sector "
            "may be listed. A sector without a column is not held to be 0.",
            do="Cộng lại cột; bổ sung lĩnh vực hoặc số liệu còn thiếu.",
        ),
    )
    sources: Sequence[Dossiers] = define.breakdown(
        "hồ sơ theo nguồn số liệu",
        by="source",
        tie=define.tie(
            "",
            code="CCHC126",
            severity="error",
            fires="report(procedures=Procedures(dossiers=Dossiers(late=3, "
            'sources=[Dossiers(source="Hệ thống tỉnh", late=4)])))',
            silent="report(procedures=Procedures(dossiers=Dossiers(late=4, "
            'sources=[Dossiers(source="Hệ thống tỉnh", late=4)])))',
            why="Biểu II.06a chia hai phần: hệ thống của bộ, ngành và hệ thống của tỉnh; hai "
            "phần cộng lại là toàn bộ.",
            english="Biểu II.06a is kept in two blocks, systems of ministries and of the "
            "province; both together are the whole.",
            do="Cộng lại hai hệ thống; bổ sung hệ thống còn thiếu.",
        ),
    )

    received = define.total("online + in_person + [postal]", "tiếp nhận trong kỳ")
    not_online = define.total("in_person + [postal]", "trực tiếp, qua dịch vụ bưu chính")
    caseload = define.total("received + [carried_over]", "tổng số hồ sơ nhận giải quyết")
    in_time = define.total("[early] + on_time", "giải quyết trước hạn, đúng hạn")
    resolved = define.total("in_time + late", "đã giải quyết")
    pending = define.total(
        "pending_unsplit or pending_in_time + overdue", "đang giải quyết", over_periods="last"
    )
    set_aside = define.total(
        "[supplementing] + [returned] + [refused] + [withdrawn] + [suspended]",
        "hồ sơ ở trạng thái khác",
    )
    unaccounted = define.total(
        "caseload - resolved - [pending or pending_in_time or overdue] - [set_aside]",
        "hồ sơ chưa xác định trạng thái xử lý",
    )
    due = define.total("resolved + overdue", "hồ sơ đến hạn giải quyết")
    online_share = define.ratio("online / received", "tỷ lệ hồ sơ trực tuyến")
    full_online_share = define.ratio("full_online / received", "tỷ lệ hồ sơ trực tuyến toàn trình")
    in_person_share = define.ratio("in_person / received", "tỷ lệ hồ sơ trực tiếp")
    postal_share = define.ratio("postal / received", "tỷ lệ hồ sơ qua dịch vụ bưu chính")
    on_time_ratio = define.ratio("in_time / base(rate_base)", "tỷ lệ giải quyết đúng hạn")
    late_ratio = define.ratio("late / base(rate_base)", "tỷ lệ giải quyết quá hạn")
    digitised_ratio = define.ratio("digitised / received", "tỷ lệ số hóa hồ sơ")
    electronic_ratio = define.ratio(
        "electronic_results / resolved", "tỷ lệ cấp kết quả giải quyết điện tử"
    )
    reused_ratio = define.ratio("reused / received", "tỷ lệ tái sử dụng dữ liệu số hóa")
    paid_online_ratio = define.ratio("paid_online / with_fee", "tỷ lệ hồ sơ thanh toán trực tuyến")

    def __attrs_post_init__(self) -> None:
        """Refuse a window that ends before it starts, and pending dossiers given twice."""
        check_order("Dossiers.end", self.start, self.end)
        is_split = self.pending_in_time is not None or self.overdue is not None
        if self.pending_unsplit is not None and is_split:
            raise InvalidValueError.refuse(
                "Dossiers.pending_unsplit",
                self.pending_unsplit,
                "None beside pending_in_time and overdue: give the split or the one number",
                "None khi đã có pending_in_time và overdue: nêu số đã tách hoặc một số chung",
            )

    @classmethod
    def of_sectors(cls, sectors: Iterable[Dossiers], **others: Any) -> Dossiers:
        """Return the dossiers of all sectors, each count added up; nothing is lost on the way.

        What a sum can do without is added where a sector states it; what it needs, and a sector
        does not state, is unknown, and the audit names the sector. Where some sectors split their
        pending dossiers and some do not, the whole has one unsplit number.

        >>> registry = Dossiers(sector="Hộ tịch", online=7, in_person=2)
        >>> land = Dossiers(sector="Đất đai", online=3, in_person=1, postal=4)
        >>> Dossiers.of_sectors([registry, land]).received
        17
        """
        accepted = "Dossiers, each with sector= its name"
        accepted_vi = "các Dossiers, mỗi đối tượng có sector= tên lĩnh vực"
        if isinstance(sectors, str) or not isinstance(sectors, Iterable):
            raise InvalidTypeError.refuse("sectors", sectors, accepted, accepted_vi)
        rows = tuple(sectors)
        for row, item in enumerate(rows):
            if not isinstance(item, Dossiers):
                raise InvalidTypeError.refuse(f"sectors[{row}]", item, accepted, accepted_vi)
        bases = {row.rate_base for row in rows}
        base = {"rate_base": bases.pop()} if len(bases) == 1 else {}
        return cls(**({"sectors": rows} | added_up(cls, rows) | base | others))
