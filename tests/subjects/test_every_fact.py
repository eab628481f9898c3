"""What CONTRIBUTING promises of a fact: one line declares it, and everything follows.

No fact is named here: all are found in the declarations of every family that is shipped, and of a
family and a subject made below, so that a fact declared tomorrow is tested today.
"""

from collections.abc import Sequence
from decimal import Decimal

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.document.nodes import Value
from cchc_lib.figures.aggregate import added_up, unstated
from cchc_lib.figures.declaration import Declaration, Field, field_of
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import walk

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
HEAD = {field.name for field in attrs.fields(cchc.ReportHead)}


@define.subject("tổ hòa giải")
@attrs.frozen(kw_only=True)
class Team:
    name: str = define.name("tên tổ", default=attrs.NOTHING)
    cases: int | None = define.count("vụ", "số vụ của tổ")
    settled: int | None = define.count("vụ", "số vụ hòa giải thành của tổ", part_of="cases")
    success = define.ratio("settled / cases", "tỷ lệ hòa giải thành của tổ")


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    kind: str | None = define.name("loại vụ việc")
    cases: int | None = define.count("vụ", "số vụ đã tiếp nhận")
    settled: int | None = define.count("vụ", "số vụ hòa giải thành", part_of="cases")
    failed: int | None = define.count("vụ", "số vụ không thành", part_of="cases")
    spent_vnd: int | None = define.money("kinh phí hòa giải")
    satisfied: cchc.Ratio | None = define.share("tỷ lệ người dân hài lòng")
    points: Decimal | None = define.score("điểm", "điểm đánh giá")
    teams: Sequence[Team] = define.several(Team)
    kinds: Sequence["Mediation"] = define.breakdown("theo loại vụ việc", by="kind")
    team_cases = define.total("sum(teams.cases)", "cộng các tổ", agrees_with="cases")
    open_cases = define.total("cases - settled - [failed]", "số vụ đang hòa giải")
    success = define.ratio("settled / cases", "tỷ lệ hòa giải thành")


@cchc.family(
    title="Công tác hòa giải ở cơ sở {period}",
    outline=cchc.Outline((cchc.Part("i", "Kết quả", lines=["Có {mediation.kinds[0].kind}."]),)),
)
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    mediation: Mediation | None = define.one(Mediation)
    all_cases = define.total("mediation.cases", "tổng số vụ của báo cáo")


@define.subject("hòa giải riêng", id="own_mediation")
@attrs.frozen(kw_only=True)
class OwnMediation(Mediation):
    inner: Mediation | None = define.one(Mediation)


FAMILIES = (cchc.Report, cchc.ProceduresReport, MediationReport)


@attrs.frozen
class Fact:
    """Where a fact is declared: the way to it, and what is said of it."""

    family: type
    steps: tuple[tuple[type, attrs.Attribute], ...]
    kind: type
    name: str
    declared: Declaration

    def __str__(self):
        way = ".".join(field.name for _, field in self.steps)
        return f"{self.family.__name__}.{way}.{self.name}"

    @property
    def is_in_rows(self):
        return any(field_of(field).by for _, field in self.steps)

    def report(self, **values):
        """A report with these values of the class alone, at the first object of each list."""
        return self.holding(filled(self.kind, **values))

    def holding(self, held):
        for owner, field in reversed(self.steps):
            if by := field_of(field).by:
                held = attrs.evolve(held, **{by: "Dòng một"})
            several = field.default == ()
            if field.name == "own":
                return self.family(agency=AGENCY, period=cchc.Period.year(2025), own=[held])
            values = {field.name: (held,) if several else held}
            held = filled(owner, **values)
        return held


def filled(kind, **values):
    """An object with what its class asks for, and the values given."""
    if issubclass(kind, cchc.ReportHead):
        return kind(agency=AGENCY, period=cchc.Period.year(2025), **values)
    needed = {each.name: "Tên" for each in attrs.fields(kind) if each.default is attrs.NOTHING}
    return kind(**(needed | values))


def found(family, kind, steps=()):
    for name, declared in declarations(kind).items():
        yield Fact(family, steps, kind, name, declared)
    for field in attrs.fields(kind):
        if kind is family and field.name in HEAD:
            continue
        declared = field_of(field)
        if not isinstance(declared, Field):
            continue
        is_rows = declared.by and not any(field_of(each).by for _, each in steps)
        below = kind if is_rows else declared.of
        if is_rows or hasattr(below, "__subject__"):
            yield from found(family, below, (*steps, (kind, field)))


OWN = attrs.fields_dict(cchc.Report)["own"]
FOUND = [fact for family in FAMILIES for fact in found(family, family)]
FOUND += list(found(cchc.Report, OwnMediation, ((cchc.Report, OWN),)))
FACTS = [fact for fact in FOUND if fact.declared.formula is None]
FIGURES = [fact for fact in FOUND if fact.declared.formula is not None]


def every(facts):
    return pytest.mark.parametrize("fact", facts, ids=str)


def value(declared, number=1237):
    if declared.value_type is cchc.Ratio:
        return cchc.Ratio(number, number + 7)
    return number * 1_000_000 if declared.unit.endswith("đồng") else number


def located(report):
    return {each.id: each for each in walk(report)}


def values(node):
    if isinstance(node, Value):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from values(each)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            yield from values(getattr(node, field.name))


def test_the_facts_are_found():
    assert len(FACTS) > 400
    assert len(FIGURES) > 100
    assert {fact.family for fact in FACTS} == set(FAMILIES)


@every(FOUND)
def test_it_has_a_label_and_a_unit(fact):
    assert fact.declared.label.strip() == fact.declared.label
    if fact.kind is not cchc.Group:  # its unit is that of the total over the groups
        assert fact.declared.unit.strip()
    assert not fact.declared.label.endswith((".", ":"))


@every(FACTS)
def test_alone_it_is_a_figure_and_printed(fact):
    report = fact.report(**{fact.name: value(fact.declared)})
    stated = [each for each in located(report).values() if each.value is not None]
    (id,) = (each.id for each in stated if each.declaration.formula is None)
    figure = report.figures()[id]
    assert figure.value == value(fact.declared)
    assert figure.text
    assert fact.declared.label in figure.label
    printed = {node.figure: node.text for node in values(cchc.compose(report))}
    ways = {figure.text, figure.text.replace(" đồng", ""), cchc.format_number(1_237_000_000)}
    alone = {  # a total of one term prints as the term
        each.id
        for each in stated
        if each.declaration.formula is not None and each.value == figure.value
    }
    assert (
        not fact.declared.is_printed
        or fact.is_in_rows
        or any(figure.text.rstrip("%") in printed[each] for each in {id, *alone} & set(printed))
        or printed.get(id) in ways
    )


@every(FACTS)
def test_zero_and_nothing_are_two_values(fact):
    nothing = cchc.Ratio(0, 5) if fact.declared.value_type is cchc.Ratio else 0
    report = fact.report(**{fact.name: nothing})
    (figure,) = (each for each in report.figures().values() if each.formula is None)
    assert figure.value == nothing
    assert not fact.report(**{fact.name: None}).figures()
    cchc.render_text(report)
    cchc.audit(report)


@every([fact for fact in FIGURES if fact.declared.value_type is not cchc.Change])
def test_a_result_is_explained_down_to_counted_facts(fact):
    report = everything(fact)
    of = [id for id in located(report) if id.rpartition(".")[2] == fact.name]
    explained = [
        report.explain(id)
        for id in of
        if type(located(report)[id].owner) is fact.kind and located(report)[id].value is not None
    ]
    assert explained
    for one in explained:
        assert one.formula == fact.declared.formula
        line = str(one)
        assert one.text in line or one.short in line
        assert "chưa đủ số liệu" not in line
        leaves = list(counted(one))
        assert leaves or one.formula.startswith("count(")
        for leaf in leaves:
            assert leaf.is_counted
        if not isinstance(one.value, cchc.Ratio) and len(one.parts) > 1:
            for _, part in one.parts:
                assert part.short in line
                declared = located(report)[part.id].declaration
                is_row = located(report)[part.id].owner is not located(report)[one.id].owner
                assert (part.label.rpartition(": ")[2] if is_row else declared.label) in line


def counted(one):
    for _, part in one.parts:
        yield from counted(part) if part.parts else [part]


def everything(fact):
    """A report in which the class that has the figure states everything, parts of it included."""
    return fact.holding(full(fact.kind))


def full(kind, depth=0):
    stated = {}
    numbers = iter(range(1000, 0, -7))
    for field in attrs.fields(kind):
        declared = field_of(field)
        if isinstance(declared, Declaration):
            stated[field.name] = value(declared, next(numbers))
        elif isinstance(declared, Field) and field.name not in HEAD and depth < 4:
            if declared.of is cchc.Citation and field.default == ():
                stated[field.name] = [cchc.Citation.parse("130/QĐ-UBND ngày 24/7/2025")]
            elif hasattr(declared.of, "__subject__"):
                one = full(declared.of, depth + 1)
                stated[field.name] = [one] if field.default == () else one
    if kind is cchc.Dossiers:
        stated["pending_unsplit"] = None
    return filled(kind, **stated)


@every([fact for fact in FACTS if fact.declared.is_summed and fact.declared.part_of])
def test_one_above_the_whole_is_found_under_its_code(fact):
    part, tie = fact.name, fact.declared.part_of
    names = [".".join(path) for path, _ in tie.node.names()]
    needed = list(names)
    settled = {}
    while needed:
        name = needed.pop()
        declared = declarations(fact.kind)[name]
        if declared.node is None:
            settled[name] = 10
        else:
            needed += [".".join(path) for path, _ in declared.node.names()]
    settled.pop(part, None)
    whole = tie.node.compute(filled(fact.kind, **settled))
    code = tie.code or "CCHC120"
    above = audited(fact, settled | {part: whole + 1})
    assert [each.code for each in above] == [code], above
    assert above[0].path.endswith(f".{part}")
    assert above[0].severity == (tie.severity or "error")
    assert cchc.format_number(whole + 1) in above[0].message
    assert not audited(fact, settled | {part: whole})


def audited(fact, stated):
    """The findings that ties give; what else is said of a report with only these facts is not."""
    ties = {"CCHC120", fact.declared.part_of.code}
    return [each for each in cchc.audit(fact.report(**stated)) if each.code in ties]


BREAKDOWNS = {
    fact.kind
    for fact in FOUND
    if any(getattr(field_of(each), "by", None) for each in attrs.fields(fact.kind))
}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind, name)
        for kind in sorted(BREAKDOWNS, key=lambda kind: kind.__name__)
        for name, declared in declarations(kind).items()
        if declared.formula is None
    ],
)
def test_rows_keep_a_fact_or_say_who_lacks_it(kind, name):
    declared = declarations(kind)[name]
    both = [filled(kind, **{name: value(declared)}) for _ in range(2)]
    one = [both[0], filled(kind)]
    if declared.is_summed:
        assert added_up(kind, both) == {name: 2 * value(declared)}
        whole = added_up(kind, one)
        assert (whole == {name: value(declared)}) != (unstated(kind, one) == {name: (1,)})
    else:  # nothing that could be added up: neither a sum nor a gap
        assert added_up(kind, both) == added_up(kind, one) == unstated(kind, one) == {}
