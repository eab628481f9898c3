"""What the library prints audits clean: as facts, as text, as its own Word file, of every shape.

The reports here are wider than those of `consistent`: every kind of period, sectors with gaps,
pending dossiers split or not, early ones apart or not, dossiers set aside, snapshots with and
without days, with and without the report before.
"""

import re
from datetime import date, timedelta

import attrs
import pytest
from audit.consistent import consistent, small, stated
from audit.test_loop import another
from audit.word.word_files import packed, parts
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree

import cchc_lib as cchc

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
some = st.integers(0, 300)

NAMES = (
    *("Hộ tịch", "Đất đai", "Chứng thực", "Bảo trợ xã hội", "Thành lập và hoạt động của hộ kinh"),
    *("Người có công", "Môi trường", "Quy hoạch, xây dựng", "Nuôi con nuôi", "Lưu thông hàng hóa"),
)
ASIDE = ("supplementing", "returned", "refused", "withdrawn", "suspended")
NOTHING = ("carried_over", "postal", "early", *ASIDE)
"""What a sector may leave out where nothing arose."""

REQUIRED = ("online", "in_person", "on_time", "late", "pending")
"""What a sector may have failed to report; its row then shows "–"."""


@st.composite
def periods(draw):
    year = draw(st.integers(2026, 2035))
    kinds = {
        "month": lambda: cchc.Period.month(year, draw(st.integers(1, 12))),
        "quarter": lambda: cchc.Period.quarter(year, draw(st.integers(1, 4))),
        "half": lambda: cchc.Period.half(year, draw(st.integers(1, 2))),
        "nine": lambda: cchc.Period.nine_months(year),
        "year": lambda: cchc.Period.year(year),
    }
    return kinds[draw(st.sampled_from(sorted(kinds)))]()


@st.composite
def true_counts(draw, amount):
    """What really happened in one sector: every dossier that came in is in one state."""
    ended = {
        state: draw(amount) for state in ("early", "on_time", "late", "pending_in_time", "overdue")
    }
    ended |= {state: draw(st.just(0) | amount) for state in ASIDE}
    caseload = sum(ended.values())
    carried = draw(st.integers(0, caseload))
    online = draw(st.integers(0, caseload - carried))
    in_person = draw(st.integers(0, caseload - carried - online))
    return {
        "carried_over": carried,
        "online": online,
        "in_person": in_person,
        "postal": caseload - carried - online - in_person,
        **ended,
    }


def shown(true, *, early, split, left_out=(), **more):
    """Dossiers as a unit reports them: by its habits, some columns left out."""
    facts = dict(true)
    if not early:
        facts["on_time"] += facts.pop("early")
    if not split:
        facts["pending_unsplit"] = facts.pop("pending_in_time") + facts.pop("overdue")
    gone = set(left_out)
    if "pending" in gone:
        gone |= {"pending_in_time", "overdue", "pending_unsplit"}
    if "on_time" in gone:
        gone |= {"early"}
    return cchc.Dossiers(**{name: n for name, n in facts.items() if name not in gone}, **more)


@st.composite
def dossiers(draw, *, full=False):
    """Dossiers of a whole and of sectors with gaps, and those of the period before.

    `full` has sectors, and nothing left open in them.
    """
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2 * full, max_size=6, unique=True))
    amount = draw(st.sampled_from([small, some, st.integers(0, 2)]))
    true = [draw(true_counts(amount)) for _ in names] or [draw(true_counts(amount))]
    whole = {name: sum(row[name] for row in true) for name in true[0]}
    early, split = full or draw(st.booleans()), full or draw(st.booleans())
    mixed = not full and draw(st.booleans())  # sectors with habits of their own
    gaps = not full and draw(st.booleans())
    rows = []
    for name, row in zip(names, true, strict=False):
        nothing = [column for column in NOTHING if row[column] == 0 and not full]
        left_out = draw(st.sets(st.sampled_from(nothing))) if nothing else set()
        if gaps:
            left_out |= draw(st.sets(st.sampled_from(REQUIRED), max_size=2))
        rows.append(
            shown(
                row,
                early=draw(st.booleans()) if mixed else early,
                split=draw(st.booleans()) if mixed else split,
                left_out=left_out,
                sector=name,
            )
        )
    base = draw(st.sampled_from(cchc.RateBase))
    nothing = [column for column in NOTHING if whole[column] == 0 and not full]
    left_out = draw(st.sets(st.sampled_from(nothing))) if nothing else set()
    now = shown(whole, early=early, split=split, left_out=left_out, sectors=rows, rate_base=base)
    resolved = draw(some)
    then = cchc.Dossiers(
        online=resolved + whole["carried_over"],
        in_person=0,
        on_time=resolved,
        late=0,
        pending_unsplit=whole["carried_over"],
    )
    return now, then


def moved(report, period):
    """A report with its days inside another window, numbers still rising with days."""
    first = max(period.start, date(period.calendar_year, 1, 5))
    room = (period.end - first).days + 1

    def day(place):
        return first + timedelta(min(place, room - 1))

    chapters = {}
    plan = None
    if report.direction:
        documents = [
            attrs.evolve(cited, day=day(place))
            for place, cited in enumerate(report.direction.documents)
        ]
        chapters["direction"] = attrs.evolve(report.direction, documents=documents)
        plan = documents[0]
    if report.plan:
        decision = plan or attrs.evolve(report.plan.decision, day=day(0))
        chapters["plan"] = attrs.evolve(report.plan, decision=decision)
    if report.inspections:
        chapters["inspections"] = attrs.evolve(
            report.inspections, plan=attrs.evolve(report.inspections.plan, day=day(1))
        )
    if report.budget:
        line = attrs.evolve(report.budget.disbursement, as_of=period.end)
        chapters["budget"] = attrs.evolve(report.budget, disbursement=line)
    return chapters


@st.composite
def staffing(draw, period):
    """Staff in two groups on some days; who left is who is missing."""
    rooms = draw(st.sampled_from(["none", "end", "both", "three"]))
    officers, leaders = draw(st.integers(20, 60)), draw(st.integers(1, 4))
    left = draw(st.integers(0, 9))
    days = {
        "none": [None],
        "end": [period.end],
        "both": [period.start, period.end],
        "three": [period.start, period.start + (period.end - period.start) / 2, period.end],
    }[rooms]
    snapshots = [
        cchc.StaffingSnapshot(
            day=day,
            groups=[
                cchc.Group(name="lãnh đạo", count=leaders),
                cchc.Group(name="công chức", count=officers - (left if place else 0)),
            ],
        )
        for place, day in enumerate(days)
    ]
    departures = []
    if len(days) > 1 and draw(st.booleans()):
        departures = [
            cchc.Departures(
                since=period.start,
                until=period.end,
                by_regime=[cchc.Group(name="thôi việc", count=left)],
            )
        ]
    return cchc.Staffing(quota=70, snapshots=snapshots, departures=departures)


AGENCIES = (
    cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    cchc.Agency(name="Ủy ban nhân dân phường Ba Đình"),
    cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh"),
    cchc.Agency(
        name="Sở Nội vụ", symbol="SNV", parent=cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
    ),
)


@st.composite
def rates(draw, amount):
    whole = draw(amount)
    return cchc.Ratio(draw(st.integers(0, whole)), whole)


def others(draw, report):
    """Chapters that `consistent` has not, or has with fewer facts."""
    found = {}
    if draw(st.booleans()):
        found["outreach"] = cchc.Outreach(
            articles=draw(small), broadcasts=draw(small), meetings=draw(small)
        )
    if draw(st.booleans()):
        found["enterprises"] = cchc.Enterprises(
            founded=draw(small),
            moved_in=draw(small),
            dissolved=draw(small),
            cooperatives=draw(small),
            cooperative_groups=draw(small),
        )
    if report.civil_service:
        found["civil_service"] = attrs.evolve(
            report.civil_service,
            recruited=draw(small),
            appointed=draw(small),
            reappointed=draw(small),
            trained=draw(some),
            disciplined=draw(small),
        )
    if report.digital:
        found["digital"] = attrs.evolve(
            report.digital,
            online_meeting_rooms=draw(small),
            staff_equipped=draw(rates(some)),
            digital_signatures=draw(rates(some)),
            document_accounts=draw(rates(some)),
        )
    if report.institutions:
        found["institutions"] = attrs.evolve(
            report.institutions, drafts_commented=draw(small), issued=draw(small)
        )
    if report.plan:
        found["plan"] = attrs.evolve(
            report.plan,
            activities=draw(some),
            tasks_completed=None if draw(st.booleans()) else report.plan.tasks_completed,
        )
    if report.budget:
        lines = [
            cchc.BudgetLine(
                name=name,
                planned_vnd=(planned := draw(st.integers(10**6, 10**12))),
                actual_vnd=draw(st.integers(planned // 10, 3 * planned)),
            )
            for name in draw(st.sets(st.sampled_from(["chi thường xuyên", "thu phí, lệ phí"])))
        ]
        found["budget"] = attrs.evolve(report.budget, lines=lines)
    return found


@st.composite
def wide(draw, *, complete=False, full=False):
    """A report that agrees with itself, of any period and any of the habits above."""
    base = draw(consistent(complete=complete))
    period = draw(periods())
    base = attrs.evolve(base, claims={}, **others(draw, base))
    changed = moved(base, period)
    agency = draw(st.sampled_from(AGENCIES))
    now, then = draw(dossiers(full=full))
    if base.procedures:
        counted = now if complete or draw(st.booleans()) else None
        changed["procedures"] = attrs.evolve(base.procedures, dossiers=counted)
    if base.staffing:
        changed["staffing"] = draw(staffing(period))
    number, issued = draw(st.sampled_from([(None, None), (212, 1), (None, 3), (7, None)]))
    basis = draw(st.booleans())
    previous = None
    if draw(st.booleans()):
        previous = attrs.evolve(
            base.previous,
            agency=agency,
            period=period.previous,
            plan=draw(st.none() | st.just(base.plan)),
            outreach=base.outreach,
            enterprises=base.enterprises,
            procedures=cchc.Procedures(dossiers=then) if base.procedures else None,
        )
    report = attrs.evolve(
        base,
        agency=agency,
        period=period,
        number=number,
        issued=None if issued is None else period.end + timedelta(issued),
        basis=[cchc.Citation.parse(f"5690/SNV-CCHC ngày {cchc.format_date(period.end)}")]
        if basis
        else [],
        previous=previous,
        **changed,
    )
    return attrs.evolve(report, claims=stated(draw, report), previous=report.previous)


def graver(findings):
    return findings.at_least("warning")


def unpadded(text):
    """The text as an office writes it that does not put 0 before small counts."""
    return re.sub(r"(?<![\d/.,-])0([1-9])(?= [a-zà-ỹ]|\))", r"\1", text)


@slow
@given(wide())
def test_silent_as_facts(report):
    assert graver(cchc.audit(report)).codes == (), str(graver(cchc.audit(report)))


@slow
@given(wide())
def test_silent_as_printed_text(report):
    for text in (cchc.render_text(report), unpadded(cchc.render_text(report))):
        found = graver(cchc.audit_text(text))
        assert found.codes == (), f"{found}\n{text}"


@slow
@given(wide())
def test_silent_as_its_own_word_file(report):
    found = graver(cchc.audit_docx(cchc.render_docx(report)))
    assert found.codes == (), f"{found}\n{cchc.render_text(report)}"


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDINGS = {
    "tasks done": r"hoàn thành ([0-9.]+)/([0-9.]+) nhiệm vụ, đạt ([0-9]+,[0-9]+)%",
    "documents reviewed": r"Đã rà soát ([0-9.]+)/([0-9.]+) văn bản, đạt ([0-9]+,[0-9]+)%",
    "channels": r"tiếp nhận ([0-9.]+) hồ sơ.*?, trong đó: trực tuyến ([0-9.]+) hồ sơ",
    # of those that fell due, whose number is not printed, no percentage is proven
    "rates in time": r"đúng hạn ([0-9.]+) hồ sơ[^;]*, đạt ([0-9]+,[0-9]+)%(?!.*số hồ sơ đến hạn)",
}
"""Wordings whose numbers prove each other in the sentence."""


def written(data, change):
    """The Word file with its body changed by a function of its root."""
    found = parts(data)
    root = etree.fromstring(found["word/document.xml"])
    change(root)
    return packed({**found, "word/document.xml": etree.tostring(root)})


def replaced(paragraph, start, end, text):
    """Write over characters of a paragraph, whatever runs they stand in."""
    at = 0
    for node in paragraph.iter(f"{W}t"):
        held = node.text or ""
        low, high = max(start - at, 0), min(end - at, len(held))
        if low < high:
            node.text, text = held[:low] + text + held[high:], ""
        at += len(held)


@pytest.mark.parametrize("name", WORDINGS)
def test_one_number_broken_in_the_prose_of_a_word_file_is_found(name):
    pattern = WORDINGS[name]
    missed = []

    @settings(slow, max_examples=25, database=None)
    @given(wide(complete=True), st.data())
    def break_one(report, data):
        data_of_file = cchc.render_docx(report)
        broken = []

        def change(root):
            for paragraph in root.iter(f"{W}p"):
                text = "".join(paragraph.itertext(f"{W}t"))
                found = re.search(pattern, text)
                if found and "0" not in found.groups() and not broken:
                    place = data.draw(st.integers(1, found.re.groups))
                    replaced(paragraph, *found.span(place), another(found[place]))
                    broken.append(text)

        wrong = written(data_of_file, change)
        if broken:
            found = graver(cchc.audit_docx(wrong))
            there = [f for f in found if f.path.startswith("đoạn")]
            missed.append("" if there else f"{broken}\n{found}")

    break_one()
    assert missed
    # a broken number is now and then that of another count nearby, and then holds
    assert len([text for text in missed if text]) <= len(missed) // 5, "\n".join(missed)


@slow
@given(wide(complete=True, full=True), st.data())
def test_one_number_broken_in_a_table_is_found(report, data):
    rows = len(report.procedures.dossiers.sectors) + 1
    broken = []

    def change(root):
        (table,) = (
            table for table in root.iter(f"{W}tbl") if len(list(table.iter(f"{W}gridCol"))) == 13
        )
        row = data.draw(st.sampled_from(list(table.iter(f"{W}tr"))[-rows:]))
        cell = data.draw(st.sampled_from(list(row.iter(f"{W}tc"))[2:]))
        text = "".join(cell.itertext(f"{W}t"))
        replaced(cell, 0, len(text), another(text))
        broken.append((text, another(text), "".join(row.itertext(f"{W}t"))))

    found = graver(cchc.audit_docx(written(cchc.render_docx(report), change)))
    assert {"CCHC150", "CCHC151"} & set(found.codes), broken


def test_a_number_that_ends_a_cell_is_no_rate_of_the_next(tmp_path):
    """A name that ends in digits stands before a column of units."""

    def held(year, present, **more):
        post = cchc.Post(name="hợp đồng 111", quota=2, present=present)
        return cchc.Report(
            agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
            period=cchc.Period.year(year),
            staffing=cchc.Staffing(posts=[post]),
            **more,
        )

    path = tmp_path / "báo cáo.docx"
    cchc.save_docx(held(2025, 1, previous=held(2024, 2)), path)
    assert not cchc.audit_docx(path)
