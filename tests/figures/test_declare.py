"""Declarations: what may be written, and what is said of it where it may not."""

import copy
import inspect
import pickle
import typing
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.figures.declare import declarations

AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
YEAR = cchc.Period.year(2025)


class Chosen(StrEnum):
    FACT = "a"
    NOTHING = "nothing"


def made(label="chủ đề thử", *, id=None, **members):
    """A subject with these members, as if it had been written out."""
    is_field = {name: type(member).__name__ == "_CountingAttr" for name, member in members.items()}
    body = {"__annotations__": {name: object for name in members if is_field[name]}, **members}
    return define.subject(label, id=id)(attrs.frozen(kw_only=True)(type("Own", (), body)))


def a(**more):
    return define.count("xã", "số xã", **more)


def b():
    return define.count("xã", "số xã đạt chuẩn")


WRONG = {
    "no label": lambda: made(a=define.count("xã", "")),
    "a blank label": lambda: made(a=define.money(" \u00a0")),
    "a label that is none": lambda: made(a=define.score("điểm", None)),
    "a unit that is none": lambda: made(a=define.count(None, "số xã")),
    "a label of words": lambda: made(a=define.words(5)),
    "a label of a day": lambda: made(a=define.day("")),
    "a label of a rate": lambda: made(a=a(), rate=define.ratio("a / a", "")),
    "a unit of spaces": lambda: made(a=define.count(" ", "số xã")),
    "two facts under one label": lambda: made(a=a(), b=a()),
    **{
        f"a fact called {name}": lambda name=name: made(**{name: a()})
        for name in ("change", "cumulative", "last", "stated")
    },
    "a figure called change": lambda: made(a=a(), change=define.change("a", "a", "tăng, giảm")),
    "periods": lambda: made(a=a(over_periods="mean")),
    "printing": lambda: made(a=a(is_printed="no")),
    "part of what is not there": lambda: made(a=a(part_of="b")),
    "part of no formula": lambda: made(a=a(part_of="b b")),
    "part of a number": lambda: made(a=a(part_of=5)),
    "part of a rate": lambda: made(a=a(part_of="rate"), rate=define.ratio("a / a", "tỷ lệ")),
    "agrees with what is not there": lambda: made(a=a(agrees_with="b")),
    "continues what is not there": lambda: made(a=a(continues="b")),
    "continues a list": lambda: made(a=a(continues=["a"])),
    "a severity": lambda: made(a=a(part_of=define.tie("b", severity="fatal")), b=b()),
    "no unit for items": lambda: made(
        a=define.several(cchc.Citation, "văn bản"), n=define.total("count(a)", "số văn bản")
    ),
    "mixed units": lambda: made(
        a=a(), h=define.count("hộ", "số hộ"), n=define.total("a + h", "cộng")
    ),
    "a rate of two units": lambda: made(
        a=a(), h=define.count("hộ", "số hộ"), n=define.ratio("a / h", "tỷ lệ")
    ),
    "money and counts": lambda: made(
        a=a(), vnd=define.money("số tiền"), n=define.total("a + vnd", "cộng")
    ),
    "units below a part": lambda: made(
        a=a(), plan=define.one(cchc.Plan), n=define.total("a + plan.tasks", "cộng")
    ),
    "a sum of shares": lambda: made(s=define.share("tỷ lệ"), n=define.total("s + s", "cộng")),
    "a sum of rates": lambda: made(
        a=a(), r=define.ratio("a / a", "tỷ lệ"), n=define.total("r + r", "cộng", unit="%")
    ),
    "a term that is a rate": lambda: made(a=a(), n=define.total("a + [a / a]", "cộng")),
    "a total that is a rate": lambda: made(a=a(), n=define.total("a / a or a / a", "cộng")),
    "a rate of rates": lambda: made(
        a=a(), r=define.ratio("a / a", "tỷ lệ"), n=define.ratio("r / r", "tỷ lệ")
    ),
    "a rate of scores": lambda: made(s=define.score("điểm", "x"), n=define.ratio("s / s", "tỷ lệ")),
    "a rate of a total of scores": lambda: made(
        s=define.score("điểm", "x"), t=define.total("s + s", "y"), n=define.ratio("t / t", "z")
    ),
    "a change of scores": lambda: made(
        s=define.score("điểm", "x"), n=define.change("s", "s", "tăng, giảm")
    ),
    "a change of a change": lambda: made(
        a=a(), b=b(), c=define.change("a", "b", "x"), n=define.change("c", "c", "y")
    ),
    "a change of a count and a rate": lambda: made(
        a=a(), r=define.ratio("a / a", "tỷ lệ"), n=define.change("a", "r", "tăng, giảm")
    ),
    "a circle": lambda: made(x=define.total("y", "x"), y=define.total("x", "y")),
    "itself": lambda: made(x=define.total("x + x", "x", unit="xã")),
    "words": lambda: made(a=a(), w=define.words("chữ"), n=define.total("a + w", "cộng")),
    "a day": lambda: made(d=define.day("ngày"), n=define.total("d", "cộng", unit="xã")),
    "an object": lambda: made(p=define.one(cchc.Plan), n=define.total("p", "cộng", unit="xã")),
    "below a fact": lambda: made(a=a(), n=define.total("a.b", "cộng")),
    "below words": lambda: made(w=define.words("chữ"), n=define.total("w.b", "x", unit="xã")),
    "below a list": lambda: made(
        g=define.several(cchc.Group), n=define.total("g.count", "cộng", unit="xã")
    ),
    "a sum over one object": lambda: made(
        p=define.one(cchc.Plan), n=define.total("sum(p.tasks)", "cộng")
    ),
    "a sum of names": lambda: made(
        g=define.several(cchc.Group), n=define.total("sum(g.name)", "cộng", unit="xã")
    ),
    "a number of a fact": lambda: made(a=a(), n=define.total("count(a)", "cộng", unit="xã")),
    "the first of one": lambda: made(
        p=define.one(cchc.Plan), n=define.total("first(p).tasks", "cộng")
    ),
    "a base that is a fact": lambda: made(a=a(), n=define.ratio("a / base(a)", "tỷ lệ")),
    "a base of words": lambda: made(
        a=a(), w=define.words("chữ"), n=define.ratio("a / base(w)", "tỷ lệ")
    ),
    "a base that names nothing": lambda: made(
        a=a(),
        w=attrs.field(default=Chosen.FACT, metadata=define.labelled("mẫu số")),
        n=define.ratio("a / base(w)", "tỷ lệ"),
    ),
    "rows told apart by nothing": lambda: made(a=a(), rows=define.breakdown("các xã", by="name")),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_cannot_be_declared_names_class_and_field(wrong):
    with pytest.raises(cchc.CchcError) as caught:
        wrong()
    assert caught.value.path.startswith("Own.")
    assert caught.value.path.removeprefix("Own.").isidentifier()
    assert caught.value.accepted
    assert str(caught.value) != caught.value.message_vi


EARLY = {
    "a rate that is none": lambda: define.ratio("a + b", "tỷ lệ"),
    "a total that is a rate": lambda: define.total("a / b", "cộng"),
    "a formula that is none": lambda: define.total("a b", "cộng"),
    "a formula that is no text": lambda: define.ratio(["a / b"], "tỷ lệ"),
    "a change from nothing": lambda: define.change("a", "", "tăng, giảm"),
    "money in another unit": lambda: define.money("số tiền", unit="hồ sơ"),
    "an object of no class": lambda: define.one("Plan"),
    "an object of a bare class": lambda: define.one(int),
    "several of no class": lambda: define.several("Plan"),
    "no label": lambda: made(""),
    "a label that is none": lambda: made(None),
    "an id with capitals": lambda: made(id="NewRural"),
    "an id with spaces": lambda: made(id="new rural"),
    "an id with a dot": lambda: made(id="new.rural"),
    "an id that is none": lambda: made(id=5),
    "no attrs class": lambda: define.subject("x")(type("Own", (), {"a": a()})),
    "no class": lambda: define.subject("x")(5),
    "a subclass that attrs has not made": lambda: define.subject("x")(
        type("Own", (made(a=a()),), {"rate": define.ratio("a / a", "x")})
    ),
}


@pytest.mark.parametrize("wrong", EARLY.values(), ids=EARLY)
def test_what_is_wrong_by_itself_is_refused_at_once(wrong):
    with pytest.raises(cchc.CchcError) as caught:
        wrong()
    assert caught.value.path.startswith("define.")
    assert caught.value.accepted
    assert caught.value.message_vi


def test_the_other_order_of_decorators_is_refused():
    with pytest.raises(cchc.InvalidTypeError, match=r"@attrs\.frozen.*stands below"):

        @attrs.frozen(kw_only=True)
        @define.subject("x")
        class Own:
            a: int | None = define.count("xã", "số xã")


def test_a_computed_figure_has_no_annotation():
    """With one, attrs would make it a fact that everybody could set."""
    with pytest.raises(cchc.InvalidTypeError, match=r"Own\.rate: .* without an annotation"):

        @define.subject("x")
        @attrs.frozen(kw_only=True)
        class Own:
            a: int | None = define.count("xã", "số xã")
            rate: cchc.Ratio | None = define.ratio("a / a", "tỷ lệ")


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(cchc.UnknownNameError, match=r"Own\.n: .*'reachd'.*'reached'"):
        made(reached=a(), n=define.ratio("reachd / reached", "tỷ lệ"))
    with pytest.raises(cchc.UnknownNameError, match=r"Own\.n: .*'p\.task'.*'p\.tasks'"):
        made(p=define.one(cchc.Plan), n=define.total("p.task", "x"))
    with pytest.raises(cchc.UnknownNameError, match=r"'g\.cuont'.*'g\.count'"):
        made(g=define.several(cchc.Group), n=define.total("sum(g.cuont)", "x", unit="xã"))


def test_a_figure_takes_a_stated_number_of_facts():
    """Each line doubles what the one above takes: sixty of them would never end."""
    with pytest.raises(cchc.InvalidValueError, match="at most 10000 facts"):
        made(
            x0=a(),
            **{f"x{n}": define.total(f"x{n - 1} + x{n - 1}", f"x{n}") for n in range(1, 60)},
        )


def kind_of(value):
    return type(value).__name__


@pytest.mark.parametrize(
    "value",
    [1.0, True, "5", Decimal(5), -1, 10**30, 10**4299, 10**4300, 5 + 0j, cchc.Ratio(1, 2)],
    ids=kind_of,
)
def test_counts_are_whole_numbers(value):
    own = made(a=a(), vnd=define.money("số tiền"))
    for name in ("a", "vnd"):
        with pytest.raises(cchc.CchcError) as caught:
            own(**{name: value})
        assert caught.value.path == f"Own.{name}"


def test_the_largest_facts_add_up_and_print():
    most = 10**30 - 1
    rows = [
        cchc.Dossiers(sector=f"Lĩnh vực {row}", online=most, in_person=most, on_time=most, late=0)
        for row in range(98)
    ]
    dossiers = cchc.Dossiers.of_sectors(rows[:1])
    report = cchc.Report(
        agency=AGENCY,
        period=YEAR,
        procedures=cchc.Procedures(dossiers=attrs.evolve(dossiers, sectors=rows)),
    )
    cchc.audit(report)
    assert cchc.format_number(2 * most) in cchc.render_text(report)


@pytest.mark.parametrize("value", [1.0, True, "5", 5, Decimal(5), (1, 2)])
def test_shares_are_ratios(value):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        made(s=define.share("tỷ lệ"))(s=value)
    assert caught.value.path == "Own.s"


@pytest.mark.parametrize(
    "value",
    [
        *(1.0, True, "5", cchc.Ratio(1, 2), Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN")),
        *(Decimal("1E+999999999"), Decimal("1E-999999999"), Decimal("1" * 21), 10**20, -(10**20)),
        *(10**6000, Decimal("0.000000000000000000001"), Decimal("0E+999999")),
    ],
    ids=kind_of,
)
def test_scores_are_exact_and_short(value):
    with pytest.raises(cchc.CchcError) as caught:
        made(s=define.score("điểm", "điểm số"))(s=value)
    assert caught.value.path == "Own.s"


@pytest.mark.parametrize("value", [Decimal("87.55"), 0, 63, Decimal("1E+2"), 10**20 - 1])
def test_scores_are_decimals(value):
    kept = made(s=define.score("điểm", "điểm số"))(s=value).s
    assert type(kept) is Decimal
    assert kept == value


@pytest.mark.parametrize(("unit", "text"), [("%", "5%"), ("điểm", "5"), ("bậc", "5")])
def test_scores_given_as_whole_numbers_print_as_scores(unit, text):
    own = made(id="own_scores", s=define.score(unit, "x"), t=define.total("s", "y"))
    for five in (5, Decimal(5)):
        figures = cchc.Report(agency=AGENCY, period=YEAR, own=[own(s=five)]).figures()
        assert {figure.text for figure in figures.values()} == {text}


def test_a_rank_is_a_whole_number_without_padding():
    index = cchc.Index(name="PAR INDEX", rank=5, ranked=34, previous_rank=7)
    report = cchc.Report(agency=AGENCY, period=YEAR, indices=cchc.Indices(indices=[index]))
    assert "xếp hạng 5/34 đơn vị" in cchc.render_text(report)
    assert "tăng 2 bậc" in cchc.render_text(report)


def test_what_is_made_of_scores_is_a_score():
    own = made(s=define.score("điểm", "x"), t=define.total("s - s", "y"))
    declared = declarations(own)["t"]
    assert (declared.unit, declared.is_summed, declared.over_periods) == ("điểm", False, "none")


# ---------------------------------------------------------------- classes, as a user sees them


MODELS = [
    each
    for name in cchc.__all__
    if isinstance(each := getattr(cchc, name), type) and attrs.has(each)
]


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_signatures_show_types(kind):
    for parameter in inspect.signature(kind).parameters.values():
        shown = parameter.annotation
        assert shown is not inspect.Parameter.empty, parameter
        if parameter.name != "own":
            assert "Any" not in str(shown), parameter


REQUIRED = ("name", "agency", "period", "id", "label", "formula")
SUBJECTS = [kind for kind in MODELS if hasattr(kind, "__subject__")]


@pytest.mark.parametrize("kind", SUBJECTS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_subject_has_a_type_and_a_default(kind):
    hints = typing.get_type_hints(kind)
    for field in attrs.fields(kind):
        assert hints[field.name] is not typing.Any
        assert field.default is not attrs.NOTHING or field.name in REQUIRED


@define.subject("thôn, tổ dân phố")
@attrs.frozen(kw_only=True)
class Hamlet:
    name: str = define.name("tên thôn", default=attrs.NOTHING)
    households: int | None = define.count("hộ", "số hộ")
    poor: int | None = define.count("hộ", "số hộ nghèo", part_of="households")
    poverty = define.ratio("poor / households", "tỷ lệ hộ nghèo")


@define.subject("nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    area: str | None = define.name("khu vực")
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    before: int | None = define.count("xã", "số xã đạt chuẩn kỳ trước")
    points: Decimal | None = define.score("điểm", "điểm đánh giá")
    spent_vnd: int | None = define.money("kinh phí")
    hamlets: Sequence[Hamlet] = define.several(Hamlet)
    areas: Sequence["NewRural"] = define.breakdown("theo khu vực", by="area")
    best: Hamlet | None = define.one(Hamlet, "thôn tiêu biểu")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")
    growth = define.change("reached", "before", "tăng, giảm xã đạt chuẩn")
    households = define.total("sum(hamlets.households)", "tổng số hộ")
    best_poverty = define.ratio("best.poor / households", "tỷ lệ hộ nghèo của thôn tiêu biểu")


NORTH = NewRural(area="Phía Bắc", communes=5, reached=4, spent_vnd=3_000_000)
SOUTH = NewRural(area="Phía Nam", communes=6, reached=5, spent_vnd=0)
OWN = NewRural(
    communes=11,
    reached=9,
    before=8,
    points=Decimal("87.5"),
    hamlets=[Hamlet(name="Đông", households=40, poor=3), Hamlet(name="Tây", households=60, poor=7)],
    areas=[NORTH, SOUTH],
    best=Hamlet(name="Đông", households=40, poor=3),
)


def test_own_subjects_are_plain_values():
    assert pickle.loads(pickle.dumps(OWN)) == OWN
    assert copy.copy(OWN) == OWN == copy.deepcopy(OWN)
    assert hash(OWN) == hash(copy.deepcopy(OWN))
    assert attrs.evolve(OWN, reached=10).completion == cchc.Ratio(10, 11)
    assert attrs.asdict(OWN)["hamlets"][1]["poor"] == 7
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        OWN.reached = 5
    with pytest.raises(AttributeError):
        OWN.completion = cchc.Ratio(1, 1)


def test_own_figures_have_ids_labels_and_texts():
    report = cchc.Report(agency=AGENCY, period=YEAR, own=[OWN])
    figures = report.figures()
    said = {id: figure.text for id, figure in figures.items()}
    assert said["new_rural.completion"] == "81,82%"
    assert said["new_rural.growth"] == "tăng 01 xã (12,5%)"
    assert said["new_rural.households"] == "100"
    assert said["new_rural.best_poverty"] == "3%"
    assert said["new_rural.points"] == "87,5"
    assert said["new_rural.hamlets[1].poverty"] == "11,67%"
    assert said["new_rural.areas[0].completion"] == "80%"
    assert said["new_rural.areas[0].spent_vnd"] == "3 triệu đồng"
    assert figures["new_rural.hamlets[1].poor"].label == "số hộ nghèo: Tây"
    assert figures["new_rural.completion"].subject == "nông thôn mới"
    assert cchc.audit(report) == cchc.audit(pickle.loads(pickle.dumps(report)))


def test_own_rows_that_do_not_add_up_are_found():
    def codes(**changed):
        own = attrs.evolve(OWN, **changed)
        return [
            (found.code, found.path)
            for found in cchc.audit(cchc.Report(agency=AGENCY, period=YEAR, own=[own]))
            if found.code.startswith("CCHC12")
        ]

    assert codes() == []
    assert codes(reached=12) == [
        ("CCHC120", "new_rural.reached"),
        ("CCHC122", "new_rural.reached"),
    ]
    assert codes(communes=10) == [("CCHC122", "new_rural.communes")]
    assert codes(communes=None) == []
    assert codes(areas=[NORTH, attrs.evolve(SOUTH, reached=None)], reached=None) == [
        ("CCHC123", "new_rural.areas[1].reached")
    ]


def test_a_class_below_a_subject_is_not_yet_one():
    @attrs.frozen(kw_only=True)
    class Undeclared(NewRural):
        more: int | None = define.count("xã", "số xã khác")

    with pytest.raises(cchc.InvalidTypeError):
        cchc.Report(agency=AGENCY, period=YEAR, own=[Undeclared(more=5)])


def test_two_subjects_with_one_id_are_refused():
    @define.subject("khác", id="new_rural")
    @attrs.frozen(kw_only=True)
    class Other:
        a: int | None = define.count("xã", "số xã")

    for own in ([OWN, OWN], [OWN, Other()]):
        with pytest.raises(cchc.InvalidValueError) as caught:
            cchc.Report(agency=AGENCY, period=YEAR, own=own)
        assert caught.value.path == "Report.own[1]"
        assert "id='new_rural'" in str(caught.value)


@pytest.mark.parametrize("id", ["plan", "agency", "own", "previous", "next_tasks", "budget"])
def test_a_subject_that_the_report_has_is_refused(id):
    own = made(id=id, a=a())
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.Report(agency=AGENCY, period=YEAR, own=[own()])
    assert caught.value.path == "Report.own[0]"
    with pytest.raises(cchc.InvalidValueError):
        cchc.Report(agency=AGENCY, period=YEAR, own=[cchc.Plan(), attrs.evolve(OWN), own()])


@pytest.mark.parametrize("own", ["x", 5, None, NewRural, [NewRural], ["x"], [object()], [AGENCY]])
def test_what_is_no_subject_is_refused(own):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.Report(agency=AGENCY, period=YEAR, own=own)
    assert caught.value.path.startswith("Report.own")


def test_figures_are_inherited_and_replaced():
    @define.subject("nông thôn mới nâng cao")
    @attrs.frozen(kw_only=True)
    class Advanced(NewRural):
        advanced: int | None = define.count("xã", "số xã nâng cao", part_of="reached")
        rate = define.ratio("advanced / reached", "tỷ lệ xã nâng cao")
        completion = define.ratio("reached / before", "tỷ lệ so với kỳ trước")

    own = Advanced(communes=11, reached=9, before=10, advanced=3)
    texts = cchc.Report(agency=AGENCY, period=YEAR, own=[own]).figures()
    assert texts["advanced.rate"].text == "33,33%"
    assert texts["advanced.completion"].text == "90%"
    assert texts["advanced.growth"].text == "giảm 01 xã (10%)"
    assert OWN.completion == cchc.Ratio(9, 11)
