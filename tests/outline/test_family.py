"""A family of reports of one's own: what it needs, and what its outline may name."""

import copy
import pickle

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.checks.rule import Slip, rule

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
YEAR = cchc.Period.year(2025)


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    cases: int | None = define.count("vụ", "số vụ đã tiếp nhận")
    settled: int | None = define.count("vụ", "số vụ hòa giải thành", part_of="cases")
    kinds: tuple[cchc.Group, ...] = define.several(cchc.Group, "theo loại việc")
    plan: cchc.Citation | None = define.one(cchc.Citation, "kế hoạch")
    success = define.ratio("settled / cases", "tỷ lệ hòa giải thành")


def outlined(*lines, **more):
    return cchc.Outline((cchc.Part("i", "Kết quả", lines=lines, **more),))


def family(outline=None, **given):
    body = {
        "__annotations__": {"mediation": Mediation | None},
        "mediation": define.one(Mediation),
    }
    made = attrs.frozen(kw_only=True)(type("MediationReport", (cchc.ReportHead,), body))
    given = {"title": "Công tác hòa giải {period}", "outline": outline or outlined()} | given
    return cchc.family(**given)(made)


NAMED = [
    *("{mediation.cases}", "{mediation.success}", "{mediation.plan}", "{^mediation.plan}"),
    *("{mediation.kinds}", "{mediation.kinds[0].count}", "{mediation.kinds*vụ}", "{agency}"),
    *("{mediation.cases.change}", "{mediation.cases.cumulative}", "{mediation.success.stated}"),
    *("{year} {previous} {start}", "{next_tasks}", "{basis}"),
    *(cchc.Sentence("{.name}[ {.count}][{.last:}]", each="mediation.kinds"),),
]
SLIPS = [
    ("{mediation.case}", "'mediation.cases'"),
    ("Có {mediation.settled}[, đạt {mediation.sucess}]", "'mediation.success'"),
    ("<a|{mediation.cases?}|<?b|{mediation.settle+}>>", "'mediation.settled'"),
    ("{mediation.plans}", "'mediation.plan'"),
    ("{mediation.kinds[0].cuont}", "'mediation.kinds.count'"),
    ("{mediation.cases.chang}", None),
    ("{mediation.case.change}", None),
    (cchc.Sentence("{.nam} {.count}", each="mediation.kinds"), "'mediation.kinds.name'"),
    (cchc.Sentence("{.name}", each="mediation.kindz"), "'mediation.kinds'"),
    (cchc.Sentence("Có.", none="Không.", of=["mediation.casez"]), "'mediation.cases'"),
    ("{mediatoin.cases}", None),
    ("Có {mediation.cases}[, còn {mediations.settled}].", None),
    ("{zz}", None),
    ("{.cases}", None),
]


@pytest.mark.parametrize("line", NAMED, ids=str)
def test_an_outline_names_what_is_there(line):
    kind = family(outlined(line))
    cchc.render_text(kind(agency=AGENCY, period=YEAR, mediation=Mediation(cases=5)))


@pytest.mark.parametrize(("line", "nearest"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_in_an_outline_shows_where_it_is_made(line, nearest):
    """Without it the sentence would never be printed, and nobody would know why."""
    with pytest.raises(cchc.UnknownNameError) as caught:
        family(outlined(line))
    assert caught.value.path == "Part('i')"
    assert nearest is None or nearest in str(caught.value)
    report = family()(agency=AGENCY, period=YEAR)
    with pytest.raises(cchc.UnknownNameError):
        cchc.compose(report, outline=outlined(line))


def test_a_slip_in_a_table_shows_too():
    with pytest.raises(cchc.UnknownNameError, match=r"'mediation\.success'"):
        family(outlined(table=["mediation.succes"]))
    family(outlined(table=["mediation", "mediation.cases", "mediation.kinds"]))
    for more in ({"table": ["mediatoin"]}, {"about": "mediatoin"}):
        with pytest.raises(cchc.UnknownNameError):
            family(outlined(**more))
        with pytest.raises(cchc.UnknownNameError):
            cchc.compose(family()(agency=AGENCY, period=YEAR), outline=outlined(**more))


def test_an_outline_of_a_family_names_its_own_subjects_only():
    """No report of the family could say it; another outline leaves out what one report lacks."""
    foreign = outlined("{own_subject.anything}")
    with pytest.raises(cchc.UnknownNameError):
        family(foreign)
    cchc.compose(family()(agency=AGENCY, period=YEAR), outline=foreign)


@pytest.mark.parametrize(
    "title",
    ["Kết quả {foo} {period}", "{next_perod}", "Sau {next_period} {period}", "{period}, {period}"],
)
def test_a_title_names_periods_as_it_can_print_them(title):
    with pytest.raises(cchc.CchcError) as caught:
        family(outlined("Có."), title=title)
    assert caught.value.path == "family.title"


@pytest.mark.parametrize("words", ["NHIỆM VỤ {next_perod}", "Không có {plan.tasks}."])
def test_braces_that_nothing_fills_are_refused(words):
    for change in (cchc.STANDARD.retitle, cchc.STANDARD.when_empty):
        with pytest.raises(cchc.UnknownNameError):
            change("iv", words)


def test_what_parts_and_sentences_take():
    for wrong in ({"about": 5}, {"annex": 5}, {"is_list": "no"}):
        with pytest.raises(cchc.InvalidTypeError):
            cchc.Part("i", "Kết quả", **wrong)
    for wrong in ({"of": "plan.tasks"}, {"of": 5}, {"of": [5]}, {"each": 5}):
        with pytest.raises(cchc.InvalidTypeError):
            cchc.Sentence("Có.", none="Không.", **wrong)
    with pytest.raises(cchc.InvalidValueError):
        cchc.Outline((cchc.Part("annex.rest", "Khác"),))


def test_a_slip_about_an_own_subject_shows_when_it_is_there():
    own = define.subject("khác", id="other")(attrs.frozen(kw_only=True)(
        type("Other", (), {"__annotations__": {"a": int}, "a": define.count("xã", "số xã")})
    ))  # fmt: skip
    outline = cchc.STANDARD.insert_after("ii.8", cchc.Part("x", "Khác", lines=["{other.aa}."]))
    without = cchc.Report(agency=AGENCY, period=YEAR)
    assert cchc.compose(without, outline=outline) == cchc.compose(without)
    with pytest.raises(cchc.UnknownNameError, match=r"Part\('x'\): .*'other\.aa'.*'other\.a'"):
        cchc.compose(attrs.evolve(without, own=[own(a=5)]), outline=outline)


@pytest.mark.parametrize("outline", [cchc.STANDARD, cchc.ProceduresReport.__family__.outline])
@pytest.mark.parametrize("kind", [cchc.Report, cchc.ProceduresReport])
def test_shipped_outlines_serve_both_families(outline, kind):
    cchc.render_text(cchc.compose(kind(agency=AGENCY, period=YEAR), outline=outline))


WRONG = {
    "title": {"title": " "},
    "title that is none": {"title": None},
    "kind": {"kind": ""},
    "code": {"code": 5},
    "outline": {"outline": [cchc.Part("i", "Kết quả")]},
    "rules": {"rules": ["CCHC901"]},
    "one rule": {"rules": 5},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_what_is_no_family_is_refused(given):
    with pytest.raises(cchc.CchcError) as caught:
        family(**given)
    assert caught.value.path.startswith("family.")


@pytest.mark.parametrize(
    "owner",
    [
        *(5, object, cchc.Plan, cchc.Report(agency=AGENCY, period=YEAR)),
        type("Bare", (cchc.ReportHead,), {}),
    ],
    ids=range(5),
)
def test_what_is_no_report_is_refused(owner):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.family(title="x", outline=outlined())(owner)
    assert caught.value.path == "family"


def test_a_head_alone_has_no_document():
    with pytest.raises(cchc.InvalidTypeError):
        cchc.compose(cchc.ReportHead(agency=AGENCY, period=YEAR))


@cchc.family(title="Cải cách hành chính và hòa giải {period}", code="BC", outline=cchc.STANDARD)
@attrs.frozen(kw_only=True)
class WiderReport(cchc.Report):
    """The report on the reform with a subject more."""

    mediation: Mediation | None = define.one(Mediation)
    everything = define.total("[plan.tasks] + [assigned_tasks.total]", "tổng số nhiệm vụ")
    share = define.ratio("plan.tasks / everything", "tỷ lệ nhiệm vụ của kế hoạch")


WIDER = WiderReport(
    agency=AGENCY,
    period=YEAR,
    plan=cchc.Plan(tasks=30, tasks_completed=29),
    assigned_tasks=cchc.AssignedTasks(total=10),
    mediation=Mediation(cases=8, settled=6),
)


def test_a_family_may_stand_on_another():
    figures = WIDER.figures()
    assert figures["share"].text == "75%"
    assert figures["mediation.success"].text == "75%"
    assert figures["plan.completion"].text == "96,67%"
    assert str(WIDER.explain("share")) == (
        "75% = 30/40; 40 = 30 nhiệm vụ của kế hoạch + 10 tổng số nhiệm vụ được giao"
    )
    assert "Số:      /BC-UBND" in cchc.render_text(WIDER)
    assert not hasattr(cchc.Report, "everything")
    assert pickle.loads(pickle.dumps(WIDER)) == WIDER == copy.deepcopy(WIDER)
    assert attrs.evolve(WIDER, plan=None).figures()["everything"].value == 10


def test_codes_of_the_library_are_not_for_rules_of_a_family():
    def ours(report):
        yield from ()

    with pytest.raises(cchc.InvalidValueError, match="letters of its own") as refused:
        rule("CCHC998", "note")(ours)
    assert refused.value.path == "rule"
    with pytest.raises(cchc.UnknownNameError):  # nor is it known from now on
        cchc.audit(WIDER, ignore={"CCHC998": "x"})
    with pytest.raises(cchc.InvalidValueError, match="letters of its own"):
        family(rules=[cchc.Rule("CCHC998", cchc.Severity.NOTE, ours)])


def test_two_rules_of_a_family_have_two_codes():
    def nothing(report):
        yield from ()

    one, other = rule("XHD901", "note")(nothing), rule("XHD901", "error")(nothing)
    with pytest.raises(cchc.InvalidValueError, match="a code of its own") as refused:
        family(rules=[one, other])
    assert refused.value.got == "XHD901"
    assert family(rules=[one, one]).__family__.rules == (one,)


@pytest.mark.parametrize(
    "check",
    [
        lambda report: None,
        lambda report: "sai",
        lambda report: Slip(message="sai"),
        lambda report: ["sai"],
        lambda report: [None],
    ],
)
def test_a_rule_that_gives_no_slips_is_named(check):
    kind = family(rules=[rule("XHD902", "note")(check)])
    with pytest.raises(cchc.InvalidTypeError, match=r"rule XHD902: got .* accepted: a Slip"):
        cchc.audit(kind(agency=AGENCY, period=YEAR))


def test_slips_may_be_a_list():
    kind = family(rules=[rule("XHD903", "note")(lambda report: [Slip(message="Sai.")])])
    assert "XHD903" in cchc.audit(kind(agency=AGENCY, period=YEAR)).codes


def test_rules_of_a_family_hold_of_it_alone():
    @rule("XHD999", cchc.Severity.NOTE, title="Vụ việc nào cũng có kế hoạch.")
    def planned(report):
        if report.mediation is not None and report.mediation.plan is None:
            yield Slip(message="Chưa có kế hoạch.", path="mediation.plan")

    kind = family(rules=[planned])
    codes = [
        each.code for each in cchc.audit(kind(agency=AGENCY, period=YEAR, mediation=Mediation()))
    ]
    assert "XHD999" in codes
    assert "XHD999" not in [each.code for each in cchc.audit(WIDER)]
