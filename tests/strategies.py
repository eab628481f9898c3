"""Reports for property tests: any that the model can hold, wrong ones included."""

from datetime import date

import attrs
from hypothesis import strategies as st

import cchc_lib as cchc
from cchc_lib.figures.figure import FIGURE

COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")

counts = st.one_of(st.none(), st.integers(0, 30), st.integers(0, 5000))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
names = st.sampled_from(["phòng, trung tâm", "trường học", "khối Đảng", "Hộ tịch", "A & B <c>"])
words = st.sampled_from(
    ["Duy trì chuyên mục cải cách hành chính.", "Một đoạn có & và <thẻ>.", "Còn {{hai}} dấu ngoặc."]
)
citations = st.builds(
    cchc.Citation,
    kind=st.just("Quyết định"),
    number=st.integers(1, 999),
    symbol=st.just("QĐ-UBND"),
    day=st.none() | days,
    subject=st.none() | names,
)


def facts(kind, **fields):
    """Build a class of the model with every count drawn and the other fields as given."""
    drawn = {
        field.name: counts
        for field in attrs.fields(kind)
        if FIGURE in field.metadata and field.name not in fields
    }
    return st.builds(kind, **drawn, **fields)


notes = st.lists(words, max_size=2)
groups = st.lists(facts(cchc.Group, name=names, count=st.integers(0, 400)), max_size=4)
ratios = st.none() | st.builds(cchc.Ratio, st.integers(0, 60), st.integers(0, 60))
documents = st.lists(citations, max_size=3)
dossiers = facts(
    cchc.Dossiers,
    pending_unsplit=st.none(),
    rate_base=st.sampled_from(cchc.RateBase),
    sectors=st.lists(facts(cchc.Dossiers, sector=names, pending_unsplit=st.none()), max_size=3),
)
budget_lines = facts(
    cchc.BudgetLine,
    name=st.none() | names,
    planned_vnd=st.none() | st.integers(0, 10**13),
    actual_vnd=st.none() | st.integers(0, 10**13),
    assigned_by=st.none() | names,
    as_of=st.none() | days,
)
periods = st.one_of(
    st.builds(cchc.Period.year, st.integers(2021, 2030)),
    st.builds(cchc.Period.quarter, st.integers(2021, 2030), st.integers(1, 4)),
    st.builds(cchc.Period.half, st.integers(2021, 2030), st.integers(1, 2)),
    st.builds(cchc.Period.nine_months, st.integers(2021, 2030)),
    st.builds(cchc.Period.month, st.integers(2021, 2030), st.integers(1, 12)),
)
chapters = {
    "direction": facts(cchc.Direction, documents=documents, notes=notes),
    "plan": facts(cchc.Plan, decision=st.none() | citations, notes=notes),
    "inspections": facts(cchc.Inspections, plan=st.none() | citations, units=groups, notes=notes),
    "outreach": facts(cchc.Outreach, plan=st.none() | citations, notes=notes),
    "assigned_tasks": facts(cchc.AssignedTasks, assigned_by=st.none() | names, notes=notes),
    "institutions": facts(
        cchc.Institutions,
        legal_bases=documents,
        monitoring_documents=documents,
        implemented_documents=documents,
        outreach_documents=documents,
        sanctions=st.none() | facts(cchc.Sanctions, documents=documents),
        notes=notes,
    ),
    "procedures": facts(
        cchc.Procedures,
        dossiers=st.none() | dossiers,
        feedback=st.none() | facts(cchc.Feedback),
        satisfaction=st.none() | facts(cchc.Satisfaction),
        notes=notes,
    ),
    "staffing": facts(
        cchc.Staffing,
        snapshots=st.lists(
            st.builds(cchc.StaffingSnapshot, day=st.none() | days, groups=groups), max_size=3
        ),
        departures=st.lists(
            st.builds(cchc.Departures, since=st.none() | days, by_regime=groups, by_origin=groups),
            max_size=2,
        ),
        part_time=st.none()
        | facts(cchc.PartTimeStaff, since=st.none() | days, legal_basis=st.none() | citations),
        notes=notes,
    ),
    "civil_service": facts(cchc.CivilService, compliance=ratios, notes=notes),
    "budget": st.builds(
        cchc.Budget,
        disbursement=st.none() | budget_lines,
        revenue=st.none() | budget_lines,
        lines=st.lists(budget_lines, max_size=2),
        notes=notes,
    ),
    "digital": facts(
        cchc.Digital,
        staff_equipped=ratios,
        digital_signatures=ratios,
        document_accounts=ratios,
        quality_documents=documents,
        notes=notes,
    ),
    "enterprises": facts(cchc.Enterprises, notes=notes),
    "assessment": st.builds(cchc.Assessment, strengths=notes, shortcomings=notes, causes=notes),
}


def reports(**fields):
    """Reports of every shape, or with the fields given."""
    drawn = {name: st.none() | chapter for name, chapter in chapters.items()}
    return st.builds(
        cchc.Report,
        **{
            "agency": st.just(COMMUNE),
            "period": periods,
            "number": st.none() | st.integers(1, 999),
            "issued": st.none() | days,
            "addressees": st.lists(names, max_size=3),
            "basis": documents,
            "next_tasks": notes,
            "recommendations": notes,
        }
        | drawn
        | fields,
    )
