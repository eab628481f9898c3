"""Reports for property tests: any that the model can hold, wrong ones included.

Everything follows from declarations: a new fact, subject or family is drawn without a line here.
"""

from datetime import date
from decimal import Decimal

import attrs
from hypothesis import strategies as st

import cchc_lib as cchc
from cchc_lib.figures.declaration import Declaration, Field, field_of

COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")

counts = st.one_of(st.none(), st.integers(0, 30), st.integers(0, 5000))
amounts = st.none() | st.integers(0, 10**13)
ratios = st.none() | st.builds(cchc.Ratio, st.integers(0, 60), st.integers(0, 60))
scores = st.none() | st.decimals(Decimal(0), Decimal(100), places=2) | st.integers(0, 63)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
names = st.sampled_from(["phòng, trung tâm", "trường học", "khối Đảng", "Hộ tịch", "A & B <c>"])
words = st.sampled_from(
    ["Duy trì chuyên mục cải cách hành chính.", "Một đoạn có & và <thẻ>.", "Còn {{hai}} dấu ngoặc."]
)
notes = st.lists(words, max_size=2)
citations = st.builds(
    cchc.Citation,
    kind=st.just("Quyết định"),
    number=st.integers(1, 999),
    symbol=st.just("QĐ-UBND"),
    day=st.none() | days,
    subject=st.none() | names,
)
documents = st.lists(citations, max_size=3)
periods = st.one_of(
    st.builds(cchc.Period.year, st.integers(2021, 2030)),
    st.builds(cchc.Period.quarter, st.integers(2021, 2030), st.integers(1, 4)),
    st.builds(cchc.Period.half, st.integers(2021, 2030), st.integers(1, 2)),
    st.builds(cchc.Period.nine_months, st.integers(2021, 2030)),
    st.builds(cchc.Period.month, st.integers(2021, 2030), st.integers(1, 12)),
)


def figure_of(field, declared):
    """Values of a fact, by its declaration."""
    if declared.unit == "%" and "Ratio" in str(field.type):
        return ratios
    if declared.over_periods == "none":
        return scores
    return amounts if declared.unit.endswith("đồng") else counts


def field_values(field, declared, depth):
    """Values of a field that is no figure."""
    several = field.default == ()
    if declared.by:
        return None
    if declared.of is cchc.Citation:
        return documents if several else st.none() | citations
    if hasattr(declared.of, "__subject__"):
        drawn = subject(declared.of, depth + 1)
        return st.lists(drawn, max_size=2) if several else st.none() | drawn
    if attrs.has(declared.of or object):
        return st.lists(subject(declared.of, depth + 1), max_size=2) if several else None
    if declared.is_narrative:
        return notes if several else st.none() | words
    if declared.day or "date" in str(field.type):
        return st.none() | days
    if "str" in str(field.type):
        return names if field.default is attrs.NOTHING else st.none() | names
    return None


def subject(kind, depth=0, **fields):
    """Objects of a class, every fact drawn, and the fields given."""
    drawn = {}
    rows = None
    for field in attrs.fields(kind):
        declared = field_of(field)
        if field.name in fields or declared is None:
            continue
        if isinstance(declared, Declaration):
            drawn[field.name] = figure_of(field, declared)
        elif isinstance(declared, Field):
            if declared.by and not depth:
                rows = field.name, declared.by
            values = field_values(field, declared, depth)
            if values is not None:
                drawn[field.name] = values
    if kind is cchc.Dossiers:
        drawn |= {"start": st.none(), "end": st.none()}
        drawn |= {"rate_base": st.sampled_from(cchc.RateBase)}
        drawn |= {"pending_unsplit": st.none()} | fields
    if rows is not None:
        row = subject(kind, depth + 1, **(fields | {rows[1]: names}))
        drawn[rows[0]] = st.lists(row, max_size=3)
    return st.builds(kind, **(drawn | fields))


HEAD = {field.name for field in attrs.fields(cchc.ReportHead)}


def chapters_of(family):
    """The subjects of a family, each under its field."""
    return {
        field.name: subject(field_of(field).of)
        for field in attrs.fields(family)
        if field.name not in HEAD
    }


chapters = chapters_of(cchc.Report) | {
    "assessment": st.builds(cchc.Assessment, strengths=notes, shortcomings=notes, causes=notes)
}


def reports(family=cchc.Report, **fields):
    """Reports of every shape, or with the fields given."""
    drawn = {name: st.none() | chapter for name, chapter in chapters_of(family).items()}
    return st.builds(
        family,
        **{
            "agency": st.just(COMMUNE),
            "period": periods,
            "number": st.none() | st.integers(1, 999),
            "issued": st.none() | days,
            "addressees": st.lists(names, max_size=3),
            "basis": documents,
            "assessment": st.none() | chapters["assessment"],
            "next_tasks": notes,
            "recommendations": notes,
        }
        | drawn
        | fields,
    )
