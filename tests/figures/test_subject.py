"""A subject is settled by itself: what other classes are made of the same parts changes nothing."""

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.checks.rule import rule
from cchc_lib.figures.declare import declarations
from cchc_lib.figures.figure import held


def frozen(cls):
    return attrs.frozen(kw_only=True)(cls)


def made(label="chủ đề thử", *, above=(), kind="Own", rules=None, **members):
    """A subject with these members, as if it had been written out."""
    is_field = {name: type(member).__name__ == "_CountingAttr" for name, member in members.items()}
    body = {"__annotations__": {name: object for name in members if is_field[name]}, **members}
    return define.subject(label, rules=rules)(frozen(type(kind, above, body)))


# ---------------------------------------------------------------- classes above


class Both:
    """A mix-in that says nothing of what is counted."""

    s = define.total("x + y", "cộng")


@pytest.mark.parametrize("order", [("xã", "hồ sơ", "điểm"), ("điểm", "hồ sơ", "xã")])
def test_a_mix_in_is_settled_in_each_class(order):
    made_of = {
        unit: made(
            above=(Both,),
            x=define.score(unit, "x") if unit == "điểm" else define.count(unit, "x"),
            y=define.score(unit, "y") if unit == "điểm" else define.count(unit, "y"),
        )
        for unit in order
    }
    assert {unit: declarations(kind)["s"].unit for unit, kind in made_of.items()} == {
        unit: unit for unit in order
    }
    assert declarations(made_of["xã"])["s"].value_type is int


def test_what_was_asked_before_a_class_is_a_subject_is_forgotten():
    @frozen
    class Own:
        x: int | None = define.count("xã", "x")
        s = define.total("x + x", "cộng")

    assert declarations(Own)["s"].unit == ""
    assert declarations(define.subject("thử")(Own))["s"].unit == "xã"


def test_a_class_below_that_adds_nothing_has_the_figures_of_the_subject():
    above = made(x=define.count("xã", "x"), s=define.total("x + x", "cộng"))
    below = frozen(type("Below", (above,), {}))
    assert declarations(below) == declarations(above)


def above_with(**members):
    return made(x=define.count("xã", "x"), s=define.total("x + x", "cộng"), **members)


def test_a_fact_may_take_the_place_of_a_figure():
    """Somebody counts what was computed: nothing of the formula is left."""
    for slots in (True, False):
        body = {"s": define.count("xã", "cộng"), "__annotations__": {"s": object}}
        below = define.subject("thử", id="below")(
            attrs.frozen(kw_only=True, slots=slots)(type("Below", (above_with(),), body))
        )
        report = cchc.Report(
            agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
            period=cchc.Period.year(2025),
            own=[below(x=2, s=5)],
        )
        assert report.figures()["below.s"].text == "05"
        assert report.explain("below.s").is_counted
        assert declarations(below)["s"].formula is None


@pytest.mark.parametrize(
    "member",
    [property(lambda self: 7), lambda self: 7, 7, attrs.field(default=7)],
    ids=["property", "method", "number", "field"],
)
def test_what_is_no_declaration_takes_no_place_of_a_figure(member):
    with pytest.raises(cchc.InvalidTypeError, match="own_s") as caught:
        made(above=(above_with(),), kind="Below", s=member)
    assert caught.value.path == "Below.s"


@pytest.mark.parametrize("member", [property(lambda self: 7), 7, define.total("y", "x")])
def test_nothing_takes_the_place_of_a_fact_but_a_fact(member):
    """With slots attrs itself drops what has the name of a field."""
    above = above_with(y=define.count("xã", "y"))
    kind = attrs.frozen(kw_only=True, slots=False)(type("Below", (above,), {"x": member}))
    with pytest.raises(cchc.InvalidTypeError, match="own_x") as caught:
        define.subject("thử")(kind)
    assert caught.value.path == "Below.x"


# ---------------------------------------------------------------- what a subject is made of


@pytest.mark.parametrize(
    "make",
    [
        attrs.define(kw_only=True),
        attrs.define(kw_only=True, eq=False),
        attrs.define(kw_only=True, unsafe_hash=True),
        attrs.define(kw_only=True, slots=False, on_setattr=attrs.setters.NO_OP),
        attrs.frozen(kw_only=True, unsafe_hash=False),
    ],
)
def test_objects_of_a_subject_never_change(make):
    body = {"x": define.count("xã", "x"), "__annotations__": {"x": object}}
    with pytest.raises(cchc.InvalidTypeError, match=r"@attrs\.frozen") as caught:
        define.subject("thử")(make(type("Own", (), body)))
    assert caught.value.path == "define.subject"


@pytest.mark.parametrize("rules", [5, "", " ", "no.such.module", "no_such_module", ".rules", ["x"]])
def test_rules_stand_in_a_module(rules):
    with pytest.raises(cchc.InvalidValueError, match="rules=__name__"):
        made(rules=rules, x=define.count("xã", "x"))


def test_the_module_of_rules_is_not_imported(tmp_path, monkeypatch):
    (tmp_path / "rules_to_come.py").write_text("raise AssertionError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    for rules in ("rules_to_come", __name__, "__main__"):
        assert made(rules=rules, x=define.count("xã", "x")).__subject__.rules == rules


def bare(above=(), **members):
    body = {**members, "__annotations__": dict.fromkeys(members, object)}
    return frozen(type("Bare", above, body))


@pytest.mark.parametrize("hold", [define.one, define.several])
def test_what_a_subject_holds_is_one_if_it_declares_figures(hold):
    plan = made(kind="Base", x=define.count("xã", "x"), s=define.total("x + x", "cộng"))
    for kind in (
        bare(y=define.count("xã", "y")),
        bare((plan,), y=define.count("xã", "y")),
        frozen(type("Bare", (plan,), {"t": define.total("x + s", "cộng")})),
    ):
        with pytest.raises(cchc.InvalidTypeError, match=r"@define\.subject.*class Bare") as caught:
            made(held=hold(kind, "thử"))
        assert caught.value.path == "Own.held"
    for kind in (bare(), bare((plan,)), bare((plan,), w=define.words("chữ")), cchc.Citation):
        made(held=hold(kind, "thử"))


def test_a_family_holds_subjects_too():
    with pytest.raises(cchc.InvalidTypeError, match=r"@define\.subject.*class Bare"):

        @cchc.family(title="Báo cáo {period}", outline=cchc.STANDARD)
        @frozen
        class Kind(cchc.Report):
            bare: object = define.one(bare(y=define.count("xã", "y")), "thử")


def test_an_object_of_a_class_that_is_no_subject_is_refused_where_it_is_read():
    plan = bare((cchc.Plan,), more=define.count("xã", "số xã khác"))
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        plan=plan(tasks=3, more=5),
    )
    with pytest.raises(cchc.InvalidTypeError, match=r"@define\.subject.*class Bare"):
        report.figures()


# ---------------------------------------------------------------- what figures are tied to


@pytest.mark.parametrize("tie", ["part_of", "agrees_with", "continues"])
def test_money_is_no_part_of_a_count_nor_a_count_of_money(tie):
    for part, whole in [
        (define.count("hồ sơ", "phần", **{tie: "y"}), define.money("y")),
        (define.count("tỷ đồng", "phần", **{tie: "y"}), define.count("hồ sơ", "y")),
    ]:
        with pytest.raises(cchc.InvalidValueError, match=r"figures of one unit.*đồng"):
            made(x=part, y=whole)
    with pytest.raises(cchc.InvalidValueError, match=r"figures of one unit.*đồng"):
        made(y=define.money("y"), z=define.count("xã", "z", **{tie: "s"}), s=define.total("y", "s"))
    made(x=define.count("thư", "phần", **{tie: "y"}), y=define.count("hồ sơ", "y"))
    made(x=define.count("đồng", "phần", **{tie: "y"}), y=define.money("y", unit="triệu đồng"))


def test_a_number_of_items_is_part_of_whatever_is_counted():
    made(
        x=define.count("xã", "phần", part_of="count(held)"),
        held=define.several(cchc.Citation, "văn bản"),
    )


# ---------------------------------------------------------------- codes


NO_CODES = ["xcd001", "XCD", "001", "XCD01", "XCD0001", "XCD 001", "XCD00\u0661", "", 5]


def tied(where, code):
    tie = define.tie("y", code=code)
    y = define.count("xã", "y")
    if where == "rows":
        return made(y=y, by=define.name("tên"), rows=define.breakdown("dòng", by="by", tie=tie))
    return made(kind="Coded", x=define.count("xã", "x", **{where: tie}), y=y)


@pytest.mark.parametrize("where", ["part_of", "agrees_with", "continues", "rows"])
def test_codes_are_such_as_an_audit_can_be_told_to_ignore(where):
    for code in NO_CODES:
        with pytest.raises(cchc.InvalidValueError, match="three digits"):
            tied(where, code)
    for code in ("CCHC120", "CCHC999"):
        with pytest.raises(cchc.InvalidValueError, match="'XCD001'"):
            tied(where, code)
    tied(where, "XCD001")


@pytest.mark.parametrize("code", NO_CODES)
def test_so_are_those_of_rules(code):
    with pytest.raises(cchc.InvalidValueError, match="three digits"):
        rule(code, cchc.Severity.NOTE)


def test_what_has_a_code_of_its_own_can_be_ignored():
    own = tied("part_of", "XCD001")(x=2, y=1)
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        own=[own],
    )
    audited = cchc.audit(report)
    assert audited.only("XCD001").codes == ("XCD001",)
    assert not audited.without("XCD001", reason="đã đối chiếu").only("XCD001")
    assert not cchc.audit(report, ignore={"XCD001": "đã đối chiếu"}).only("XCD001")


# ---------------------------------------------------------------- how much is computed


@pytest.mark.parametrize("path", ["p.{}", "sum(l.{})", "first(l).{}", "last(l).{}"])
def test_the_facts_below_a_subject_count_too(path):
    doubled = {f"x{n}": define.total(f"x{n - 1} + x{n - 1}", f"x{n}") for n in range(1, 14)}
    below = made(kind="Below", x0=define.count("xã", "x0"), **doubled)
    held = {"p": define.one(below, "một"), "l": define.several(below, "nhiều")}
    made(y=define.total(path.format("x13"), "y"), **held)
    with pytest.raises(cchc.InvalidValueError, match="at most 10000 facts") as caught:
        made(y=define.total(f"{path.format('x13')} + {path.format('x12')}", "y"), **held)
    assert caught.value.path == "Own.y"


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("count", [60, 400])
def test_figures_are_not_computed_from_each_other_without_end(count, step):
    chain = {f"x{n}": define.total(f"x{n - 1}", f"x{n}") for n in range(1, count)[::step]}
    with pytest.raises(cchc.InvalidValueError, match="at most 50 figures above each other"):
        made(x0=define.count("xã", "x0"), **chain)


def test_nor_across_subjects():
    def above(below):
        return made(kind="Above", p=define.one(below, "dưới"), x=define.total("p.x", "tổng"))

    kind = made(kind="Below", x=define.count("xã", "x"))
    for _ in range(51):
        kind = above(kind)
    with pytest.raises(cchc.InvalidValueError, match="at most 50 figures above each other"):
        above(kind)


@pytest.mark.parametrize("step", [1, -1])
def test_a_chain_as_long_as_it_may_be_is_computed(step):
    chain = {f"x{n}": define.total(f"x{n - 1}", f"x{n}") for n in range(1, 51)[::step]}
    assert made(x0=define.count("xã", "x0"), **chain)(x0=7).x50 == 7


# ---------------------------------------------------------------- what is held


class Named(str):
    """A name that counts how often it is compared."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        Named.compared += 1
        return str(self) == other


def test_names_of_rows_are_counted_once():
    kind = made(kind="Listed", name=attrs.field(metadata=define.name("tên").metadata))
    own = made(held=define.several(kind, "dòng"))(
        held=[kind(name=Named(f"Dòng {row}")) for row in range(200)]
    )
    assert [key for _, key, _, _ in held(own)][:2] == ["held[Dòng 0]", "held[Dòng 1]"]
    assert Named.compared < 2000
