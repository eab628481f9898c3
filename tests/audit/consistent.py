"""Reports in which every number, date and document agrees with every other; and how to break one.

What an audit says of them above a note is a false alarm.
"""

import re
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

import cchc_lib as cchc

COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
SECTORS = ("Hộ tịch", "Đất đai", "Chứng thực")
small, counts = st.integers(0, 40), st.integers(0, 3000)
ENDINGS = (
    *("early", "on_time", "late", "pending_in_time", "overdue"),
    *("supplementing", "returned", "refused", "withdrawn", "suspended"),
)
CHAPTERS = (
    *("direction", "plan", "inspections", "assigned_tasks", "institutions"),
    *("procedures", "staffing", "civil_service", "budget", "digital"),
)


@st.composite
def sectors(draw, name):
    """Dossiers of one sector that balance, and those of the period before that lead to them."""
    ended = {state: draw(small) for state in ENDINGS}
    caseload = sum(ended.values())
    carried = draw(st.integers(0, caseload))
    online = draw(st.integers(0, caseload - carried))
    in_person = draw(st.integers(0, caseload - carried - online))
    counted = cchc.Dossiers(
        sector=name,
        carried_over=carried,
        online=online,
        in_person=in_person,
        postal=caseload - carried - online - in_person,
        digitised=draw(st.integers(0, caseload)),
        **ended,
    )
    resolved = draw(small)
    before = cchc.Dossiers(
        sector=name, online=resolved + carried, on_time=resolved, pending_unsplit=carried
    )
    return counted, before


COLUMNS = (*ENDINGS, "carried_over", "online", "in_person", "postal", "digitised")


def total(rows, columns, **more):
    """The row of totals over sectors."""
    sums = {column: sum(getattr(row, column) for row in rows) for column in columns}
    return cchc.Dossiers(sectors=rows, **sums, **more)


@st.composite
def rising(draw, symbol, period, many):
    """Documents of one symbol whose numbers rise with their days, inside the window."""
    days = sorted(draw(st.lists(st.integers(0, 300), min_size=many, max_size=many)))
    steps = draw(st.lists(st.integers(1, 30), min_size=many, max_size=many))
    found, number = [], 0
    for days_on, step in zip(days, steps, strict=True):
        number += step
        found.append(
            cchc.Citation(
                kind="Quyết định" if symbol.startswith("QĐ") else "Kế hoạch",
                number=number,
                symbol=symbol,
                day=date(period.calendar_year, 1, 5) + timedelta(days_on),
                subject=f"ban hành văn bản thứ {number}",
            )
        )
    return found


def part_of(draw, whole):
    return draw(st.integers(0, whole))


@st.composite
def consistent(draw, *, complete=False):
    """A report that agrees with itself and with the report before; some chapters may be left out.

    `complete` keeps every chapter, and at least 10 of what is counted, so that a test can break it.
    """
    low = 10 if complete else 0
    number = st.integers(low, 3000)
    period = cchc.Period.year(draw(st.integers(2026, 2035)))
    names = SECTORS if complete else SECTORS[: draw(st.integers(0, 3))]
    rows = [draw(sectors(name)) for name in names]
    now, then = [row for row, _ in rows], [row for _, row in rows]
    orders = draw(rising("QĐ-UBND", period, 4))
    plans = draw(rising("KH-UBND", period, 3))
    tasks, targets, to_review = draw(number), draw(number), draw(number)
    found, answers, sent, staff = draw(number), draw(number), draw(number), draw(number)
    satisfied = part_of(draw, answers)
    states = {state: draw(small) for state in ("on_time", "late", "pending_in_time", "overdue")}
    feedback = draw(small), draw(small)
    first, left = draw(st.integers(20, 60)), draw(st.integers(0, 10))
    present = first - part_of(draw, left)
    planned = draw(st.integers(10**9, 10**11))
    chapters = {
        "direction": cchc.Direction(documents=orders),
        "plan": cchc.Plan(
            decision=orders[0], targets=targets, tasks=tasks, tasks_completed=part_of(draw, tasks)
        ),
        "inspections": cchc.Inspections(
            plan=plans[1],
            units=[
                cchc.Group(name="phòng, trung tâm", count=draw(small)),
                cchc.Group(name="trường học", count=draw(small)),
            ],
            problems_found=found,
            problems_handled=part_of(draw, found),
        ),
        "assigned_tasks": cchc.AssignedTasks(total=sum(states.values()), **states),
        "institutions": cchc.Institutions(
            legal_bases=[cchc.Citation.parse("64/2025/QH15"), cchc.Citation.parse("78/2025/NĐ-CP")],
            to_review=to_review,
            reviewed=part_of(draw, to_review),
            sanctions=cchc.Sanctions(cases=3, fine_amount_vnd=20_800_000),
        ),
        "procedures": cchc.Procedures(
            total=559,
            full_online=draw(st.integers(0, 250)),
            partial_online=draw(st.integers(0, 250)),
            dossiers=total(now, COLUMNS) if now else None,
            feedback=cchc.Feedback(
                received=sum(feedback), handled=feedback[0], pending=feedback[1]
            ),
            satisfaction=cchc.Satisfaction(
                answers=answers,
                satisfied=satisfied,
                very_satisfied=part_of(draw, answers - satisfied),
            ),
        ),
        "staffing": cchc.Staffing(
            quota=60,
            snapshots=[
                cchc.StaffingSnapshot(
                    day=period.start, groups=[cchc.Group(name="công chức", count=first)]
                ),
                cchc.StaffingSnapshot(
                    day=period.end, groups=[cchc.Group(name="công chức", count=present)]
                ),
            ],
            departures=[
                cchc.Departures(
                    since=period.start,
                    until=period.end,
                    by_regime=[cchc.Group(name="thôi việc", count=left)],
                    by_origin=[cchc.Group(name="khối Ủy ban nhân dân xã", count=left)],
                )
            ],
        ),
        "civil_service": cchc.CivilService(compliance=cchc.Ratio(part_of(draw, staff), staff)),
        "budget": cchc.Budget(
            disbursement=cchc.BudgetLine(
                planned_vnd=planned,
                actual_vnd=draw(st.integers(planned // 100, planned)),
                as_of=period.end,
            ),
            revenue=cchc.BudgetLine(
                planned_vnd=planned, actual_vnd=draw(st.integers(planned // 100, 3 * planned))
            ),
        ),
        "digital": cchc.Digital(
            staff_equipped=cchc.Ratio(staff, staff),
            documents_sent=sent,
            electronic_documents=part_of(draw, sent),
        ),
    }
    kept = CHAPTERS if complete else draw(st.sets(st.sampled_from(CHAPTERS)))
    report = cchc.Report(
        agency=COMMUNE,
        period=period,
        issued=period.end + timedelta(draw(st.integers(1, 5))),
        addressees=["Ủy ban nhân dân tỉnh", "Sở Nội vụ"],
        basis=[cchc.Citation.parse(f"5690/SNV-CCHC&VTLT ngày 10/11/{period.calendar_year}")],
        recipients=["Như trên", "Thường trực Đảng ủy"],
        drafting_unit="VP",
        signatory=cchc.Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", authority="KT."),
        **{name: chapters[name] for name in kept},
        previous=cchc.Report(
            agency=COMMUNE,
            period=period.previous,
            procedures=cchc.Procedures(
                dossiers=total(then, ("online", "on_time", "pending_unsplit")) if then else None
            ),
        ),
    )
    return attrs.evolve(report, claims=stated(draw, report), previous=report.previous)


def stated(draw, report):
    """Claims as a careful unit makes them: the printed text, or a rate with fewer decimals."""
    claims = {}
    for id, figure in report.figures(padded=draw(st.booleans())).items():
        claims[id] = figure.text
        rate = figure.value
        if isinstance(rate, cchc.Ratio) and rate.value not in (None, 0, 1):
            rounded = cchc.format_number(rate.percent(draw(st.integers(0, 4))), fixed=True)
            if cchc.parse_number(rounded) not in (0, 100):
                claims[id] = f"{rounded}%"
    return claims


_STEP = re.compile(r"\.?(?P<name>\w+)(?:\[(?P<row>\d+)\])?")


def put(holder, path, value):
    """The same report with another value at a path such as `staffing.snapshots[0].day`.

    A value that is a function is given what stands there.
    """
    step = _STEP.match(path)
    name, row, rest = step["name"], step["row"], path[step.end() :]
    held = getattr(holder, name)
    inner = held if row is None else held[int(row)]
    change = value if callable(value) else lambda _: value
    inner = put(inner, rest, value) if rest else change(inner)
    if row is not None:
        inner = (*held[: int(row)], inner, *held[int(row) + 1 :])
    return attrs.evolve(holder, **{name: inner})
