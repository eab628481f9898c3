"""Reports of every family that agree with themselves, made from what their classes declare.

A fact added to a subject is drawn, printed and audited without a line here: parts stay within their
wholes, two counts of one thing are equal, rows add up, and what was carried over is what was left.
Only what a declaration cannot say (dossiers, petitions and tasks end in one state) is written out.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

import attrs
from hypothesis import strategies as st

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.figures.declaration import Declaration, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import objects
from cchc_lib.figures.formula import Name
from cchc_lib.subjects.plan import PlannedActivity

AGENCIES = (
    cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    cchc.Agency(name="Ủy ban nhân dân phường Ba Đình"),
    cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"),
    cchc.Agency(
        name="Sở Nội vụ", symbol="SNV", parent=cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
    ),
)
HEAD = {field.name for field in attrs.fields(cchc.ReportHead)}
NAMES = {
    "Dossiers": ("Hộ tịch", "Đất đai", "Chứng thực", "Quy hoạch, xây dựng", "Bảo trợ xã hội"),
    "Satisfaction": ("Hộ tịch", "Đất đai", "Bảo trợ xã hội"),
    "Criterion": ("thái độ phục vụ", "thời gian giải quyết", "cơ sở vật chất"),
    "Post": ("Cán bộ", "Công chức", "Viên chức", "Hợp đồng theo Nghị định số 111/2022/NĐ-CP"),
    "BudgetLine": ("chi thường xuyên", "thu phí, lệ phí", "thuế thu nhập cá nhân"),
    "Index": ("PAR INDEX", "SIPAS", "PAPI"),
    "Village": ("Thôn Một", "Thôn Hai", "Thôn Ba"),
    "units": ("phòng, trung tâm", "trường học", "trạm y tế"),
    "training_topics": ("chuyển đổi số", "lý luận chính trị", "nghiệp vụ hộ tịch"),
    "ratings": ("hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ"),
    "discipline_forms": ("khiển trách", "cảnh cáo"),
    "autonomy": ("tự bảo đảm chi thường xuyên", "tự bảo đảm một phần chi thường xuyên"),
    "groups": ("lãnh đạo", "công chức chuyên môn"),
    "by_regime": ("thôi việc", "nghỉ hưu trước tuổi"),
    "by_origin": ("khối Đảng", "khối Ủy ban nhân dân xã"),
}
SOURCES = ("Hệ thống của Bộ, ngành", "Hệ thống của tỉnh")
WORDS = {
    "assigned_by": "Ủy ban nhân dân tỉnh",
    "other_assigned_by": "Hội đồng nhân dân xã",
    "announced_by": "Bộ Nội vụ",
    "status": "đã chi trả xong chế độ",
}
FLOW = (
    *("online", "in_person", "postal", "carried_over", "early", "on_time", "late"),
    *("pending_in_time", "overdue", "pending_unsplit"),
    *("supplementing", "returned", "refused", "withdrawn", "suspended"),
)
ASIDE = FLOW[10:]
MAY_LACK = ("postal", "carried_over", "early", *ASIDE)
"""What dossiers may leave unsaid where it is 0: sums do without it."""


@define.subject("hòa giải ở cơ sở theo thôn", id="village")
@attrs.frozen(kw_only=True)
class Village:
    """One village in the test's own subject."""

    name: str = define.name("thôn", default=attrs.NOTHING)
    teams: int | None = define.count("tổ", "tổ hòa giải")


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    """A subject that the library does not know, with a declaration of every kind."""

    since: date | None = define.day("ngày bắt đầu thống kê", as_of="counted")
    decision: cchc.Citation | None = define.one(cchc.Citation, "văn bản triển khai")
    carried_over: int | None = define.count(
        "vụ việc",
        "vụ việc từ kỳ trước chuyển sang",
        over_periods="first",
        continues=(define.tie("pending"),),
    )
    cases: int | None = define.count("vụ việc", "vụ việc tiếp nhận hòa giải")
    settled: int | None = define.count("vụ việc", "vụ việc hòa giải thành", part_of="cases")
    pending: int | None = define.count("vụ việc", "vụ việc đang hòa giải", over_periods="last")
    mediators: int | None = define.count("người", "hòa giải viên")
    trained: int | None = define.count("người", "hòa giải viên được tập huấn", part_of="mediators")
    teams: int | None = define.count("tổ", "tổ hòa giải")
    villages: tuple[Village, ...] = define.several(Village, "tổ hòa giải theo thôn")
    cost_vnd: int | None = define.money("kinh phí hòa giải")
    equipped: cchc.Ratio | None = define.share("tỷ lệ tổ hòa giải được cấp tài liệu")
    score: Decimal | None = define.score("điểm", "điểm chấm của cấp trên")
    success = define.ratio("settled / cases", "tỷ lệ hòa giải thành")
    trained_ratio = define.ratio("trained / mediators", "tỷ lệ hòa giải viên được tập huấn")
    villages_total = define.total(
        "sum(villages.teams)", "cộng tổ hòa giải theo thôn", unit="tổ", agrees_with="teams"
    )


OWN_OUTLINE = cchc.Outline(
    (
        cchc.Part(
            "i",
            "Kết quả hòa giải",
            about="mediation",
            table=["mediation"],
            lines=[
                "Thực hiện {mediation.decision}, [từ ngày {mediation.since} ]đã tiếp nhận "
                "{mediation.cases} vụ việc[, {mediation.cases.change} so với {previous}].",
                "Hòa giải thành {mediation.settled}/{mediation.cases} vụ việc, đạt "
                "{mediation.success}[; kinh phí {mediation.cost_vnd}].",
                "Có {mediation.teams} tổ hòa giải, {mediation.mediators} hòa giải viên"
                "[, trong đó {mediation.trained} hòa giải viên được tập huấn, đạt "
                "{mediation.trained_ratio}].",
                "{mediation.equipped} tổ hòa giải được cấp tài liệu.",
            ],
        ),
    ),
    annexes=cchc.STANDARD.annexes[3:],
)


@cchc.family(title="Công tác hòa giải ở cơ sở {period}", outline=OWN_OUTLINE)
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    """A family of the test's own."""

    mediation: Mediation | None = define.one(Mediation)


FAMILIES = {
    "reform": cchc.Report,
    "procedures": cchc.ProceduresReport,
    "own": MediationReport,
}


class Maker:
    """What one report is made with: chance, its window, the documents it has issued so far."""

    def __init__(self, seed, period, density):
        self.chance = random.Random(seed)
        self.period, self.density = period, density
        self.first = max(period.start, date(period.calendar_year, 1, 5))
        self.room = (period.end - self.first).days
        self.issued = 0

    def amount(self):
        return self.chance.randint(0, self.chance.choice([2, 40, 40, 300, 3000]))

    def part(self, whole):
        return self.chance.randint(0, max(whole, 0))

    def split(self, whole, count):
        """Counts that add up to a whole."""
        cuts = sorted(self.part(whole) for _ in range(count - 1))
        return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]

    def is_kept(self):
        return self.chance.random() < self.density

    def some(self, names, least=0):
        count = self.chance.randint(least, len(names))
        return [name for name in names if name in self.chance.sample(names, count)]

    def document(self):
        """A document whose number and day are above those before."""
        self.issued += 1
        day = self.first + timedelta(min(self.issued, self.room))
        kind, symbol = self.chance.choice([("Quyết định", "QĐ-UBND"), ("Kế hoạch", "KH-UBND")])
        return cchc.Citation(
            kind=kind,
            number=17 * self.issued,
            symbol=symbol,
            day=day,
            subject=f"ban hành nội dung thứ {self.issued}",
        )

    def fact(self, field, declared):
        if declared.unit == "%" and "Ratio" in str(field.type):
            whole = self.chance.choice([1, self.amount() + 1])
            return cchc.Ratio(self.part(whole), whole)
        if declared.over_periods == "none":
            if "Decimal" in str(field.type):
                return Decimal(self.chance.randint(0, 10_000)) / 100
            return self.chance.randint(1, 63)
        if declared.unit.endswith("đồng"):
            return self.chance.randint(1, 10**5) * self.chance.choice([10**6, 10**3, 1]) + 10**6
        return self.amount()


def facts(maker, kind):
    """Every fact of a class, before anything is made to agree."""
    return {
        field.name: maker.fact(field, declared)
        for field in attrs.fields(kind)
        if isinstance(declared := field_of(field), Declaration)
    }


def made(maker, kind, before=None):
    """An object of a class that agrees with itself and with the one of the period before."""
    if kind is cchc.Dossiers:
        return dossiers(maker, before)
    held = facts(maker, kind)
    for field in attrs.fields(kind):
        declared = field_of(field)
        if isinstance(declared, Field) and not declared.by:
            value = other(maker, field, declared, getattr(before, field.name, None))
            if value is not None:
                held[field.name] = value
    found = kind(**held)
    found = fitted(maker, ENDED.get(kind, lambda _, found, __: found)(maker, found, before))
    for field in attrs.fields(kind):
        declared = field_of(field)
        if isinstance(declared, Field) and declared.by:
            found = broken_down(maker, found, field.name, declared.by)
    return lacking(maker, found)


def other(maker, field, declared, before):
    """What a field holds that is no figure."""
    several = field.default == ()
    if declared.of is cchc.Citation:
        return [maker.document() for _ in range(1 + maker.part(2))] if several else maker.document()
    if declared.of is PlannedActivity:
        return [PlannedActivity(task="Rà soát danh mục", product="Báo cáo", due="Quý III")]
    if hasattr(declared.of, "__subject__"):
        if not several:
            return made(maker, declared.of, before)
        return items(maker, field.name, declared.of)
    if declared.day:
        return maker.period.end
    if declared.is_name and field.default is attrs.NOTHING:
        return "tên"  # its list names it
    return WORDS.get(field.name)


def items(maker, name, kind):
    """Objects of a list, each with a name of its own."""
    if kind is cchc.StaffingSnapshot:
        return snapshots(maker)
    if kind is cchc.Departures:
        return [made(maker, kind)]
    known = NAMES.get(name) or NAMES[kind.__name__]
    if kind is cchc.Group:
        return [cchc.Group(name=each, count=maker.amount()) for each in maker.some(known, 1)]
    return [attrs.evolve(made(maker, kind), name=each) for each in maker.some(known)]


def snapshots(maker):
    """Staff of two groups on some days, in order."""
    period = maker.period
    middle = period.start + (period.end - period.start) / 2
    days = maker.chance.choice(
        [[None], [period.end], [period.start, period.end], [period.start, middle, period.end]]
    )
    return [
        cchc.StaffingSnapshot(
            day=day,
            groups=[cchc.Group(name=name, count=maker.part(30) + 1) for name in NAMES["groups"]],
        )
        for day in days
    ]


# ---------------------------------------------------------------- in one state each


def feedback(maker, found, before):
    carried = maker.part(9) if before is None or before.pending is None else before.pending
    pending = maker.part(carried + found.received)
    handled = carried + found.received - pending
    on_rules, on_conduct = maker.split(found.received, 2)
    on_time, late = maker.split(handled, 2)
    return attrs.evolve(
        found,
        carried_over=carried,
        pending=pending,
        handled=handled,
        on_rules=on_rules,
        on_conduct=on_conduct,
        handled_on_time=on_time,
        handled_late=late,
        published=maker.part(handled),
        dissatisfied=maker.part(handled),
    )


def levels(maker, found, _before):
    names = "very_satisfied", "satisfied", "neutral", "dissatisfied"
    return attrs.evolve(
        found, **dict(zip(names, maker.split(found.answers, len(names)), strict=True))
    )


def plan(maker, found, _before):
    names = "tasks_completed", "tasks_overdue", "tasks_in_progress", "tasks_not_due"
    states = dict(zip(names, maker.split(found.tasks, 4), strict=True))
    return attrs.evolve(found, tasks_on_time=maker.part(states["tasks_completed"]), **states)


def assigned(maker, found, _before):
    names = "on_time", "late", "pending_in_time", "overdue"
    return attrs.evolve(found, **dict(zip(names, maker.split(found.total, 4), strict=True)))


def issued(maker, found, _before):
    resolutions, decisions = maker.split(found.issued, 2)
    return attrs.evolve(
        found,
        resolutions=resolutions,
        decisions=decisions,
        legal_bases=[
            cchc.Citation.parse("64/2025/QH15"), cchc.Citation.parse("78/2025/NĐ-CP")
        ],
    )  # fmt: skip


def trained(_maker, found, _before):
    topics = sum(each.count for each in found.training_topics)
    forms = sum(each.count for each in found.discipline_forms)
    return attrs.evolve(found, trained=topics, disciplined=forms)


def inspected(maker, found, _before):
    units = sum(each.count for each in found.units)
    return attrs.evolve(found, agencies=units + maker.part(9))


def left(maker, found, _before):
    total = maker.part(9)
    ways = {}
    for name in maker.chance.choice([("by_regime",), ("by_origin",), ("by_regime", "by_origin")]):
        split = zip(NAMES[name], maker.split(total, 2), strict=True)
        ways[name] = [cchc.Group(name=each, count=count) for each, count in split]
    dates = {"since": maker.period.start, "until": maker.period.end}
    return attrs.evolve(found, **({"by_regime": (), "by_origin": ()} | ways | dates))


def staff(_maker, found, _before):
    quota = sum(post.quota or 0 for post in found.posts)
    counts = [sum(group.count for group in shot.groups) for shot in found.snapshots]
    posts = found.posts if quota >= counts[-1] else ()
    quota = quota if posts else counts[-1] + 3
    gone = [sum(group.count for group in each.by_regime or each.by_origin)
            for each in found.departures]  # fmt: skip
    enough = counts[0] - counts[-1] <= sum(gone)
    return attrs.evolve(
        found, posts=posts, quota=quota, departures=found.departures if enough else ()
    )


def line(maker, found, _before):
    planned = maker.chance.randint(10**7, 10**11)
    others = planned - maker.part(planned // 4)
    return attrs.evolve(
        found,
        name=None,
        planned_vnd=planned,
        other_planned_vnd=others,
        actual_vnd=maker.chance.randint(planned // 20, 9 * planned // 10),
    )


def fined(maker, found, _before):
    return attrs.evolve(found, cases=found.cases + 1)


def ranked(maker, found, _before):
    return attrs.evolve(
        found,
        max_points=Decimal(100),
        rate=found.points,
        rank=maker.part(33) + 1,
        ranked=34,
        previous_rank=maker.part(33) + 1,
    )


def simplified(maker, found, _before):
    return attrs.evolve(found, total=found.full_online + found.partial_online + maker.part(300))


def mediated(maker, found, before):
    carried = maker.part(9) if before is None or before.pending is None else before.pending
    teams = sum(each.teams or 0 for each in found.villages)
    return attrs.evolve(
        found,
        since=maker.period.start,
        carried_over=carried,
        teams=teams if found.villages and None not in [v.teams for v in found.villages] else 7,
    )


ENDED = {
    cchc.Feedback: feedback,
    cchc.Satisfaction: levels,
    cchc.Plan: plan,
    cchc.AssignedTasks: assigned,
    cchc.Institutions: issued,
    cchc.CivilService: trained,
    cchc.Inspections: inspected,
    cchc.Departures: left,
    cchc.Staffing: staff,
    cchc.BudgetLine: line,
    cchc.Sanctions: fined,
    cchc.Index: ranked,
    cchc.Procedures: simplified,
    Mediation: mediated,
}


# ---------------------------------------------------------------- what declarations say


def fitted(maker, found):
    """The object with its parts within their wholes, and equal what counts the same."""
    kind = type(found)
    own = {field.name for field in attrs.fields(kind)}
    for _ in range(20):
        changed = {}
        for name, declared in declarations(kind).items():
            value = getattr(found, name)
            for tie, is_whole in ((declared.part_of, True), (declared.agrees_with, False)):
                limit = None if tie is None or value is None else tie.node.compute(found)
                if limit is None or (value <= limit if is_whole else value == limit):
                    continue
                whole = tie.node.path[0] if isinstance(tie.node, Name) else None
                if whole in own:
                    changed[whole] = value
                elif name in own:
                    changed[name] = maker.part(limit) if is_whole else limit
        if not changed:
            return found
        found = attrs.evolve(found, **changed)
    raise AssertionError(f"{kind.__name__} does not come to agree")


def broken_down(maker, whole, name, by):
    """The whole with rows whose facts add up to it; ties hold in every row."""
    known = NAMES.get(type(whole).__name__, ())
    names = maker.some(known) if maker.is_kept() else []
    if not names:
        return whole
    rows = [attrs.evolve(whole, **{by: each, "criteria": ()}) for each in names[:1]]
    for each in names[1:]:
        row = ENDED[type(whole)](maker, type(whole)(**facts(maker, type(whole))), None)
        rows.append(attrs.evolve(fitted(maker, row), **{by: each}))
    sums = {
        fact: sum(getattr(row, fact) for row in rows)
        for fact, declared in declarations(type(whole)).items()
        if declared.formula is None and declared.is_summed
    }
    return attrs.evolve(whole, **sums, **{name: rows})


KEPT = {
    cchc.Feedback: ("carried_over",),
    cchc.AssignedTasks: ("total", "on_time", "late", "pending_in_time", "overdue"),
    cchc.Group: ("count",),
    cchc.Institutions: (),
    cchc.Sanctions: ("cases",),
}
"""What cannot be left out without leaving the rest unexplained."""


def lacking(maker, found):
    """The object without some of its facts, as offices leave them out."""
    kept = KEPT.get(type(found), ())
    rows = [
        field.name
        for field in attrs.fields(type(found))
        if isinstance(declared := field_of(field), Field) and declared.by
    ]
    if any(getattr(found, name) for name in rows):
        return found
    gone = {}
    for field in attrs.fields(type(found)):
        declared = field_of(field)
        is_fact = isinstance(declared, Declaration) or getattr(declared, "day", "")
        if (is_fact or field.name in WORDS) and field.name not in kept and not maker.is_kept():
            gone[field.name] = None
    return attrs.evolve(found, **gone)


# ---------------------------------------------------------------- dossiers


def flow(maker, carried):
    """One row of dossiers: each that came in, or was carried over, is in one state."""
    received = maker.amount()
    online, in_person, postal = maker.split(received, 3)
    open_, ended = maker.split(carried + received, 2)
    early, on_time, late = maker.split(ended, 3)
    in_time, overdue, *aside = maker.split(open_, 2 + len(ASIDE) * maker.part(1))
    aside += [0] * (len(ASIDE) - len(aside))
    return dict(
        zip(
            FLOW,
            [online, in_person, postal, carried, early, on_time, late, in_time, overdue, 0, *aside],
            strict=True,
        )
    )


def shown(maker, true, habits, **more):
    """Dossiers as a unit reports them: early ones and overdue ones apart or not."""
    counted = dict(true)
    early, split = habits
    if not early:
        counted["on_time"] += counted.pop("early")
    unsplit = counted.pop("pending_unsplit")
    if not split:
        counted["pending_unsplit"] = (
            counted.pop("pending_in_time") + counted.pop("overdue") + unsplit
        )
    for name in MAY_LACK:
        if counted.get(name) == 0 and not maker.is_kept():
            del counted[name]
    found = cchc.Dossiers(**counted, **more)
    rest = {
        field.name: maker.fact(field, declared)
        for field in attrs.fields(cchc.Dossiers)
        if isinstance(declared := field_of(field), Declaration)
        and field.name not in FLOW
        and not more.get("sector")
        and not more.get("source")
        and maker.is_kept()
    }
    for name, count in zip(
        ("full_online", "partial_online"), maker.split(found.online, 2), strict=True
    ):
        if name in rest:
            rest[name] = count
    if "apologies" in rest:
        rest["apologies"] = (found.late or 0) + (found.overdue or 0)
    for name in ("digitised", "electronic_results", "reused", "population_checked"):
        if name in rest:
            rest[name] = maker.part(min(found.resolved, found.received))
    if "paid_online" in rest and "with_fee" in rest:
        rest["with_fee"] = maker.part(found.caseload)
        rest["paid_online"] = maker.part(rest["with_fee"])
    elif "with_fee" in rest:
        rest["with_fee"] = maker.part(found.caseload)
    return fitted(maker, attrs.evolve(found, **rest))


def dossiers(maker, before):
    """Dossiers of a whole, of sectors or of two systems, after those of the period before."""
    habits = maker.chance.random() < 0.5, maker.chance.random() < 0.5
    if before is not None:
        names = [row.sector for row in before.sectors]
        blocks = [row.source for row in before.sources]
    else:
        names = maker.some(NAMES["Dossiers"]) if maker.is_kept() else []
        blocks = list(SOURCES) if maker.is_kept() else []

    def carried(rows, name, by):
        known = [row for row in rows if getattr(row, by) == name]
        return known[0].pending if known else maker.part(20)

    base = {"rate_base": maker.chance.choice(list(cchc.RateBase))}
    sectors = sources = ()
    if names:
        flows = [flow(maker, carried(getattr(before, "sectors", ()), n, "sector")) for n in names]
        mixed = maker.chance.random() < 0.3
        sectors = [
            shown(
                maker,
                true,
                (maker.chance.random() < 0.5, maker.chance.random() < 0.5) if mixed else habits,
                sector=name,
                **base,
            )
            for name, true in zip(names, flows, strict=True)
        ]
        whole = {name: sum(each[name] for each in flows) for name in FLOW}
    else:
        left_over = before.pending if before is not None else maker.part(20)
        whole = flow(maker, left_over)
    if blocks:
        if before is not None:
            known = [carried(before.sources, name, "source") for name in blocks]
        else:
            known = maker.split(whole["carried_over"], 2)
        columns = {name: maker.split(count, 2) for name, count in whole.items()}
        columns["carried_over"] = known
        rows = [{name: column[row] for name, column in columns.items()} for row in (0, 1)]
        # what a system received is what it has not carried over of all that ended or is open
        for row in rows:
            gap = sum(row[name] for name in FLOW[4:]) - sum(row[name] for name in FLOW[:4])
            row["gap"] = gap
        if not balanced(rows):
            rows = None
        if rows:
            sources = [
                shown(maker, row, habits, source=name, **base)
                for row, name in zip(rows, blocks, strict=True)
            ]
    return shown(maker, whole, habits, sectors=sectors, sources=sources, **base)


def balanced(rows):
    """Move dossiers that came in between two systems until each balances; whether they do."""
    gap = rows[0].pop("gap")
    rows[1].pop("gap")
    for name in ("online", "in_person", "postal"):
        step = max(-rows[0][name], min(gap, rows[1][name]))
        rows[0][name] += step
        rows[1][name] -= step
        gap -= step
    return gap == 0


# ---------------------------------------------------------------- reports


@st.composite
def periods(draw):
    """A period of any kind."""
    year = draw(st.integers(2026, 2035))
    kinds = {
        "month": lambda: cchc.Period.month(year, draw(st.integers(1, 12))),
        "quarter": lambda: cchc.Period.quarter(year, draw(st.integers(1, 4))),
        "half": lambda: cchc.Period.half(year, draw(st.integers(1, 2))),
        "nine": lambda: cchc.Period.nine_months(year),
        "year": lambda: cchc.Period.year(year),
    }
    return kinds[draw(st.sampled_from(sorted(kinds)))]()


def chapters(maker, kind, names, before=None):
    """The subjects of a family by their names."""
    return {
        field.name: made(maker, field_of(field).of, getattr(before, field.name, None))
        for field in attrs.fields(kind)
        if field.name in names
    }


def multiplied(holder, factor):
    """What a report counts, so many times: every sum and part still agrees."""
    changed = {}
    for field in attrs.fields(type(holder)):
        declared, held = field_of(field), getattr(holder, field.name)
        if isinstance(declared, Declaration) and type(held) is int and declared.is_summed:
            changed[field.name] = held * factor
        elif isinstance(held, tuple) and any(hasattr(type(i), "__subject__") for i in held):
            changed[field.name] = tuple(multiplied(item, factor) for item in held)
        elif hasattr(type(held), "__subject__") and field.name not in ("previous", "cumulative"):
            changed[field.name] = multiplied(held, factor)
    return attrs.evolve(holder, **changed)


def marks(maker, report):
    """What is said of some figures: an estimate, a source, a day inside the window."""
    ids = [
        id
        for id, figure in report.figures().items()
        if figure.formula is None and type(figure.value) is int and "[" not in id
    ]
    return {
        id: cchc.Mark(
            is_estimate=maker.chance.random() < 0.5,
            source=maker.chance.choice([None, "Cổng Dịch vụ công quốc gia"]),
            as_of=maker.chance.choice([None, maker.period.end]),
        )
        for id in ids
        if maker.chance.random() < 0.1
    }


def claims(maker, report):
    """Claims as a careful unit makes them: the printed text, or a rate with fewer decimals."""
    told = {}
    for id, figure in report.figures(padded=maker.chance.random() < 0.5).items():
        told[id] = figure.text
        rate = figure.value
        if isinstance(rate, cchc.Ratio) and rate.value not in (None, 0, 1):
            rounded = cchc.format_number(rate.percent(maker.part(4)), fixed=True)
            if cchc.parse_number(rounded) not in (0, 100):
                told[id] = f"{rounded}%"
    return told


def report_of(kind, seed, period, names, density, *, others=(), agency=AGENCIES[0], **head):
    """A report of a family with these chapters; `others` are previous, cumulative, marks."""
    maker = Maker(seed, period, density)
    before = None
    if "previous" in others:
        then = Maker(seed + 1, period.previous, density)
        before = kind(agency=agency, period=period.previous, **chapters(then, kind, names))
    report = kind(
        agency=agency, period=period, **chapters(maker, kind, names, before), **head
    )  # fmt: skip
    changed = {"previous": before}
    if "cumulative" in others:
        since = cchc.Period.year(period.calendar_year)
        changed["cumulative"] = attrs.evolve(multiplied(report, 3), period=since)
    if "marks" in others:
        changed["marks"] = marks(maker, report)
    report = attrs.evolve(report, **changed)
    return attrs.evolve(report, claims=claims(maker, report)) if "claims" in others else report


def chapters_of(kind):
    """The names of the chapters of a family."""
    return [field.name for field in attrs.fields(kind) if field.name not in HEAD]


OTHERS = "previous", "cumulative", "marks", "claims"


@st.composite
def agreeing(draw, kind, *, complete=False):
    """A report of a family that agrees with itself, of any period and any of the habits above."""
    names = chapters_of(kind)
    kept = names if complete else draw(st.sets(st.sampled_from(names), min_size=1))
    period = draw(periods())
    number, issued = draw(st.sampled_from([(None, None), (212, 1), (None, 3), (7, None)]))
    return report_of(
        kind,
        draw(st.integers(0, 2**32 - 1)),
        period,
        kept,
        1.0 if complete else draw(st.sampled_from([1.0, 0.8, 0.5, 0.2])),
        others=draw(st.sets(st.sampled_from(OTHERS))),
        agency=draw(st.sampled_from(AGENCIES)),
        number=number,
        issued=None if issued is None else period.end + timedelta(issued),
    )


def every_object(report):
    """The objects of a report, by class."""
    return {type(item): (path, item) for path, item in objects(report)}
