"""The apparatus: units, who was in post on which day, against which quota, and who left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from cchc_lib import define
from cchc_lib.document.nodes import Align, Block, Column, Row, Table, content
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.outline.tables import ORDER
from cchc_lib.report.citation import Citation
from cchc_lib.subjects.groups import Group
from cchc_lib.vietnamese import format_date
from cchc_lib.vietnamese.text import capital

__all__ = [
    *("APPARATUS", "STAFF_TABLE"),
    *("Departures", "PartTimeStaff", "Post", "Staffing", "StaffingSnapshot"),
]

_PEOPLE = "người"


@define.subject("tình hình biên chế tại một thời điểm", rules="cchc_lib.subjects.staffing.rules")
@attrs.frozen(kw_only=True)
class StaffingSnapshot:
    """Staff in post on one day, by group.

    >>> StaffingSnapshot(groups=[Group(name="Chủ tịch", count=1),
    ...                          Group(name="Phó Chủ tịch", count=2)]).total
    3
    """

    day: date | None = define.day("ngày thống kê biên chế", as_of="counted")
    groups: Sequence[Group] = define.several(Group, "các nhóm")
    total = define.total("sum(groups.count)", "tổng số có mặt", unit=_PEOPLE)


def _clause(text: str) -> str:
    """Return words that end a sentence without the period that the sentence adds."""
    return text.rstrip(" .")


@define.subject("đợt nghỉ việc hưởng chế độ", rules="cchc_lib.subjects.staffing.rules")
@attrs.frozen(kw_only=True)
class Departures:
    """People who left with a benefit, counted by regime, by origin, or both ways.

    The two ways count the same people, so their sums must agree; where they do not, the object
    holds both and the audit says so. `status` is where their benefits stand, in the agency's words.
    """

    since: date | None = define.day("ngày bắt đầu thống kê nghỉ việc", as_of="counted")
    until: date | None = define.day("ngày cuối thống kê nghỉ việc", as_of="counted")
    by_regime: Sequence[Group] = define.several(Group, "theo chế độ")
    by_origin: Sequence[Group] = define.several(Group, "theo khối, đơn vị")
    status: str | None = define.words("tình hình chi trả chế độ", tidy=_clause, is_narrative=True)
    regime_total = define.total(
        "sum(by_regime.count)",
        "tổng số nghỉ việc theo chế độ",
        unit=_PEOPLE,
        agrees_with=define.tie(
            "origin_total",
            code="CCHC115",
            severity="error",
            fires='report(staffing=Staffing(departures=[Departures(by_regime=[Group(name="thôi'
            ' việc", count=7)], by_origin=[Group(name="khối Đảng", count=6)])]))',
            silent='report(staffing=Staffing(departures=[Departures(by_regime=[Group(name="thôi'
            ' việc", count=7)], by_origin=[Group(name="khối Đảng", count=7)])]))',
            why="Cùng một số người được đếm theo hai cách thì hai tổng số phải bằng nhau.",
            english="The same people are counted two ways, so the sums agree.",
            do="Đối chiếu danh sách người nghỉ việc.",
        ),
    )
    origin_total = define.total(
        "sum(by_origin.count)", "tổng số nghỉ việc theo khối, đơn vị", unit=_PEOPLE
    )


@define.subject("người hoạt động không chuyên trách")
@attrs.frozen(kw_only=True)
class PartTimeStaff:
    """Non-specialised workers who left, and where their files stand."""

    since: date | None = define.day(
        "ngày bắt đầu thống kê người hoạt động không chuyên trách nghỉ việc", as_of="counted"
    )
    legal_basis: Citation | None = define.one(Citation, "căn cứ pháp lý")
    decided: int | None = define.count(_PEOPLE, "người đã có quyết định nghỉ việc")
    under_review: int | None = define.count(_PEOPLE, "người đang được thẩm định hồ sơ nghỉ việc")
    departed = define.total(
        "decided + under_review", "người hoạt động không chuyên trách đã nghỉ việc"
    )


@define.subject("biên chế theo loại")
@attrs.frozen(kw_only=True)
class Post:
    """Staff of one kind (cán bộ, công chức, viên chức, hợp đồng 111): the quota, those in post."""

    name: str = define.name("loại biên chế", default=attrs.NOTHING)
    quota: int | None = define.count(_PEOPLE, "biên chế được giao", over_periods="last")
    present: int | None = define.count(
        _PEOPLE, "biên chế có mặt", part_of=define.tie("quota", severity="note"),
        over_periods="last",
    )  # fmt: skip
    occupancy = define.ratio("present / quota", "tỷ lệ biên chế có mặt so với được giao")


@define.subject("tổ chức bộ máy, biên chế", rules="cchc_lib.subjects.staffing.rules")
@attrs.frozen(kw_only=True)
class Staffing:
    """Units, staff against the quota, day by day, and departures."""

    offices: int | None = define.count(
        "phòng, đơn vị", "phòng, đơn vị trực thuộc", over_periods="last"
    )
    public_units: int | None = define.count("đơn vị", "đơn vị sự nghiệp", over_periods="last")
    hamlets: int | None = define.count("thôn, tổ dân phố", "thôn, tổ dân phố", over_periods="last")
    deputies: int | None = define.count(_PEOPLE, "cấp phó của người đứng đầu", over_periods="last")
    quota: int | None = define.count(_PEOPLE, "biên chế được giao", over_periods="last")
    posts: Sequence[Post] = define.several(Post, "biên chế theo loại")
    snapshots: Sequence[StaffingSnapshot] = define.several(
        StaffingSnapshot, "tình hình biên chế theo thời điểm"
    )
    departures: Sequence[Departures] = define.several(Departures, "nghỉ việc hưởng chế độ")
    part_time: PartTimeStaff | None = define.one(
        PartTimeStaff, "người hoạt động không chuyên trách nghỉ việc"
    )
    reduction_target: int | None = define.count(_PEOPLE, "mục tiêu tinh giản biên chế")
    reduced: int | None = define.count(_PEOPLE, "số người tinh giản biên chế")
    reduced_by_154: int | None = define.count(
        _PEOPLE, "tinh giản theo Nghị định số 154/2025/NĐ-CP", part_of="reduced"
    )
    left_by_178: int | None = define.count(
        _PEOPLE, "nghỉ theo Nghị định số 178/2024/NĐ-CP, 67/2025/NĐ-CP"
    )
    delegated_tasks: int | None = define.count(
        "nhiệm vụ", "nhiệm vụ được phân cấp, ủy quyền", over_periods="last"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    present = define.total(
        "last(snapshots).total",
        "biên chế có mặt",
        unit=_PEOPLE,
        over_periods="last",
        part_of=define.tie(
            "quota",
            code="CCHC116",
            severity="note",
            fires="report(staffing=Staffing(quota=2, "
            'snapshots=[StaffingSnapshot(groups=[Group(name="công chức", '
            "count=3)])]))",
            silent="report(staffing=Staffing(quota=3, "
            'snapshots=[StaffingSnapshot(groups=[Group(name="công chức", '
            "count=3)])]))",
            why="Sau sắp xếp năm 2025, số có mặt có thể vượt số được giao trong một số năm, "
            "nên chỉ là lưu ý.",
            english="After the mergers of 2025 more may be present than the quota for some "
            "years: a note.",
            do="Nêu lý do vượt và lộ trình giảm.",
            hint="Nêu lý do vượt và lộ trình giảm, nếu đúng như vậy.",
        ),
    )
    net_change = define.change(
        "last(snapshots).total", "first(snapshots).total", "tăng, giảm biên chế trong kỳ"
    )
    occupancy = define.ratio("present / quota", "tỷ lệ biên chế có mặt so với được giao")
    posts_quota = define.total(
        "sum(posts.quota)",
        "tổng số biên chế được giao theo loại",
        over_periods="last",
        agrees_with=define.tie("quota", severity="warning"),
        is_printed=False,
    )
    reduction_ratio = define.ratio(
        "reduced / reduction_target", "tỷ lệ tinh giản biên chế so với mục tiêu"
    )


APPARATUS = Part(
    "ii.3",
    "Cải cách tổ chức bộ máy",
    about="staffing",
    annex="annex.staffing",
    is_list=True,
    lines=[
        "Có <{staffing.offices} phòng, đơn vị trực thuộc|{staffing.public_units} đơn vị sự nghiệp"
        "|{staffing.deputies} cấp phó|{staffing.hamlets} thôn, tổ dân phố>.",
        Sentence(
            "<?tại ngày {.day}|hiện> có {.total} cán bộ, công chức, gồm: {.groups}"
            "[; {staffing.net_change} so với ngày {staffing.snapshots[0].day}{.last:}].",
            each="staffing.snapshots",
        ),
        "Biên chế được giao {staffing.quota} người[, có mặt {staffing.present} người[, đạt "
        "{staffing.occupancy}]].",
        Sentence(
            "{.name}: <,được giao {.quota} người|có mặt {.present} người>[, đạt {.occupancy}].",
            each="staffing.posts",
        ),
        Sentence(
            "<;nghỉ việc hưởng chế độ[ từ ngày {.since}][ đến ngày {.until}]: "
            "<?{.regime_total} người, gồm: {.by_regime*người}"
            "|{.origin_total} người, gồm: {.by_origin*người}>"
            "|trong đó: {.by_origin*người}{.regime_total:}|{.status}>.",
            each="staffing.departures",
        ),
        "Người hoạt động không chuyên trách nghỉ việc[ theo {staffing.part_time.legal_basis}]"
        "[ từ ngày {staffing.part_time.since}]: [{staffing.part_time.departed} người, trong đó: ]"
        "<,đã có quyết định {staffing.part_time.decided} người"
        "|đang thẩm định hồ sơ {staffing.part_time.under_review} người>.",
        "<;<?đã tinh giản {staffing.reduced}/{staffing.reduction_target} người phải tinh giản theo "
        "mục tiêu, đạt {staffing.reduction_ratio}|đã tinh giản biên chế {staffing.reduced} người"
        "|mục tiêu tinh giản biên chế {staffing.reduction_target} người>"
        "|<?trong đó {staffing.reduced_by_154?} người theo Nghị định số 154/2025/NĐ-CP"
        "{staffing.reduced:}|đã tinh giản biên chế {staffing.reduced_by_154?} người theo Nghị định "
        "số 154/2025/NĐ-CP>>.",
        "Có {staffing.left_by_178?} người nghỉ theo Nghị định số 178/2024/NĐ-CP, Nghị định số "
        "67/2025/NĐ-CP.",
        "Được phân cấp, ủy quyền {staffing.delegated_tasks} nhiệm vụ.",
    ],
)


def _table(context: Context) -> Iterable[Block]:
    """Staff by group at each snapshot."""
    facts = context.fact("staffing")
    if facts is None or not facts.snapshots:
        return
    places = [_occurrences(shot.groups) for shot in facts.snapshots]
    named = dict.fromkeys(key for groups in places for key in groups)
    rows = [
        Row(
            (
                str(order),
                capital(name),
                *(
                    context.cell(f"staffing.snapshots[{shot}].groups[{groups[name, nth]}].count")
                    if (name, nth) in groups
                    else content("–")
                    for shot, groups in enumerate(places)
                ),
            )
        )
        for order, (name, nth) in enumerate(named, 1)
    ]
    totals = (context.cell(f"staffing.snapshots[{shot}].total") for shot in range(len(places)))
    rows.append(Row(("", "Tổng số", *totals), is_total=True))
    yield Table(
        id="table.staffing",
        title="Cán bộ, công chức theo nhóm",
        description="Mỗi dòng là một nhóm; mỗi cột số là số người có mặt tại một thời điểm.",
        unit="người",
        columns=(
            ORDER,
            Column("Nhóm", width=10),
            *(
                Column(
                    "Hiện có" if shot.day is None else f"Ngày {format_date(shot.day)}",
                    align=Align.RIGHT,
                    width=4,
                )
                for shot in facts.snapshots
            ),
        ),
        rows=tuple(rows),
    )


def _occurrences(groups: Iterable[Group]) -> dict[tuple[str, int], int]:
    """Return the place of each group by its name and how often the name stood before."""
    seen: dict[tuple[str, int], int] = {}
    for place, group in enumerate(groups):
        nth = sum(name == group.name for name, _ in seen)
        seen[group.name, nth] = place
    return seen


STAFF_TABLE = Part("annex.staffing", "Tình hình biên chế", write=_table)
