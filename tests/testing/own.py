"""Subjects and a family of one's own that declare everything that can be declared."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs

import cchc_lib as cchc
from cchc_lib import define


class Way(StrEnum):
    BY_LAW = "by_law"
    BY_ORDER = "by_order"


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn nông thôn mới")


@define.subject("nhóm việc")
@attrs.frozen(kw_only=True)
class Kind:
    name: str = define.name("tên nhóm", default=attrs.NOTHING)
    cases: int | None = define.count("vụ việc", "vụ việc của nhóm")
    settled: int | None = define.count("vụ việc", "vụ việc đã xong của nhóm", part_of="cases")


@define.subject("lần đếm")
@attrs.frozen(kw_only=True)
class Counting:
    on: date | None = define.day("ngày đếm", as_of="counted")
    groups: Sequence[cchc.Group] = define.several(cchc.Group, "các tổ")
    people = define.total("sum(groups.count)", "hòa giải viên", unit="người")


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    """Waits before the wholes, choices, balances, lists and rows at once."""

    village: str | None = define.name("thôn")
    district: str | None = define.words("khu vực")
    carried_over: int | None = define.count(
        "vụ việc", "từ kỳ trước chuyển sang", continues=(define.tie("open"),), over_periods="first"
    )
    urgent: int | None = define.count("vụ việc", "vụ việc gấp", part_of="all")
    received: int | None = define.count("vụ việc", "vụ việc đã nhận")
    succeeded: int | None = define.count("vụ việc", "hòa giải thành", part_of="ended")
    ended: int | None = define.count("vụ việc", "vụ việc đã xong", part_of="all")
    open: int | None = define.count("vụ việc", "vụ việc còn lại", over_periods="last")
    paid_vnd: int | None = define.money("số tiền đã chi", unit="đồng", part_of="planned_vnd")
    planned_vnd: int | None = define.money("số tiền dự kiến", unit="đồng")
    unsplit: int | None = define.count("tổ", "tổ hòa giải, không tách")
    old: int | None = define.count("tổ", "tổ hòa giải cũ")
    new: int | None = define.count("tổ", "tổ hòa giải mới")
    visited: int | None = define.count("tổ", "tổ đã kiểm tra", part_of="teams")
    trained: cchc.Ratio | None = define.share("tỷ lệ hòa giải viên được tập huấn")
    score: Decimal | None = define.score("điểm", "điểm đánh giá")
    rank: int | None = define.score("bậc", "xếp hạng")
    legal_basis: cchc.Citation | None = define.one(cchc.Citation, "căn cứ pháp lý")
    kinds: Sequence[Kind] = define.several(Kind, "nhóm vụ việc")
    others: Sequence[Kind] = define.several(Kind, "nhóm vụ việc theo nơi xảy ra")
    countings: Sequence[Counting] = define.several(Counting, "các lần đếm")
    status: str | None = define.words("tình hình", is_narrative=True)
    way: Way = attrs.field(default=Way.BY_LAW, metadata=define.labelled("cách đếm"))
    villages: Sequence["Mediation"] = define.breakdown("theo thôn", by="village")
    districts: Sequence["Mediation"] = define.breakdown(
        "theo khu vực", by="district", tie=define.tie("", code="OWN001", severity="error")
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    all = define.total("received + [carried_over]", "tổng số vụ việc")
    left = define.total("all - ended", "vụ việc chưa xong")
    teams = define.total("unsplit or old + new", "tổ hòa giải")
    by_kind = define.total(
        "sum(kinds.cases)", "vụ việc theo nhóm", unit="vụ việc", part_of="received"
    )
    by_other = define.total(
        "sum(others.cases)",
        "theo nơi",
        unit="vụ việc",
        agrees_with=define.tie("by_kind", code="OWN002"),
    )
    left_again = define.total("[open]", "còn lại, đếm lại", agrees_with="left")
    success = define.ratio("succeeded / ended", "tỷ lệ hòa giải thành")
    people = define.change(
        "last(countings).people", "first(countings).people", "tăng, giảm hòa giải viên"
    )


@cchc.family(
    title="Công tác hòa giải ở cơ sở {period}",
    outline=cchc.Outline(
        (cchc.Part("i", "Kết quả", lines=["Đã nhận {mediation.received} vụ việc."]),)
    ),
)
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    mediation: Mediation | None = define.one(Mediation)
    meetings: int | None = define.count("cuộc", "cuộc họp")
    attended: int | None = define.count("cuộc", "cuộc họp có mặt", part_of="meetings")
