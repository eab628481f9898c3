"""Formulas: what is read is what is written, and what is computed."""

import decimal
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib.figures.formula import (
    Base,
    Choice,
    Count,
    End,
    Name,
    Quotient,
    Sum,
    Total,
    read_formula,
)

FACTS = ("a", "b", "c", "d")
paths = st.sampled_from([(name,) for name in FACTS] + [("part", name) for name in FACTS])
leaves = st.one_of(
    st.builds(Name, paths),
    st.builds(Total, st.just(("rows",)), st.sampled_from(FACTS)),
    st.builds(Count, st.just(("rows",))),
    st.builds(End, st.sampled_from(["first", "last"]), st.just(("rows",)), st.sampled_from(FACTS)),
    st.just(Base("chosen")),
)


def sums(below):
    """Sums as they are read: flat, and never a minus before the first term."""
    term = st.tuples(st.sampled_from([1, -1]), below, st.booleans())
    listed = st.lists(term, min_size=1, max_size=4)
    return listed.map(lambda terms: flat([(1, *terms[0][1:]), *terms[1:]])).filter(
        lambda node: len(node.terms) > 1 or node.terms[0][2]
    )


def flat(terms):
    found = []
    for sign, node, optional in terms:
        if isinstance(node, Sum) and not optional:
            found += [(sign * each, below, may) for each, below, may in node.terms]
        else:
            found.append((sign, node, optional))
    return Sum(tuple(found))


def choices(below):
    def flattened(options):
        found = []
        for each in options:
            found += each.options if isinstance(each, Choice) else [each]
        return Choice(tuple(found))

    return st.lists(below, min_size=2, max_size=3).map(flattened)


counted = st.recursive(leaves, lambda below: st.one_of(sums(below), choices(below)), max_leaves=8)
formulas = counted | st.builds(Quotient, counted, counted)

known = st.none() | st.integers(0, 9)
facts = st.fixed_dictionaries(dict.fromkeys(FACTS, known))
owners = st.builds(
    lambda own, part, rows, chosen: SimpleNamespace(
        **own,
        part=part and SimpleNamespace(**part),
        rows=tuple(SimpleNamespace(**row) for row in rows),
        chosen=chosen,
    ),
    facts,
    st.none() | facts,
    st.lists(facts, max_size=3),
    st.sampled_from(FACTS),
)


def naive(node, owner):
    """The value of a formula by its meaning, written without the library's own steps."""
    match node:
        case Name((only,)):
            return getattr(owner, only)
        case Name((part, name)):
            return getattr(getattr(owner, part), name, None)
        case Total(_, field):
            column = [getattr(row, field) for row in owner.rows]
            return None if None in column or not column else sum(column)
        case Count():
            return len(owner.rows) if owner.rows else None
        case End(which, _, field):
            row = 0 if which == "first" else len(owner.rows) - 1
            return getattr(owner.rows[row], field) if owner.rows else None
        case Base(field):
            return getattr(owner, getattr(owner, field))
        case Choice(options):
            stated = [found for each in options if (found := naive(each, owner)) is not None]
            return stated[0] if stated else None
        case Sum(terms):
            values = [(sign, naive(each, owner), may) for sign, each, may in terms]
            if any(value is None and not may for _, value, may in values):
                return None
            stated = [sign * value for sign, value, _ in values if value is not None]
            return sum(stated) if stated else None
        case Quotient(part, whole):
            sides = naive(part, owner), naive(whole, owner)
            return None if None in sides or min(sides) < 0 else cchc.Ratio(*sides)
    raise AssertionError(node)


@given(formulas)
def test_what_is_written_reads_as_the_same_formula(node):
    written = str(node)
    if len(written) <= 400:
        assert read_formula(written) == node
        assert read_formula(f"({written})") == node
        assert read_formula(" " + written.replace(" + ", "+").replace(" / ", "/")) == node


@given(formulas, owners)
def test_the_value_is_that_of_a_naive_evaluator(node, owner):
    assert node.compute(owner) == naive(node, owner)


@settings(max_examples=300)
@given(counted, owners)
def test_operands_add_up_to_the_value(node, owner):
    def is_plain(node):
        if isinstance(node, Sum):
            return all(is_plain(each) for _, each, _ in node.terms)
        return not isinstance(node, Count | Choice)

    value = node.compute(owner)
    if value is not None and is_plain(node):
        operands = list(node.operands(owner))
        assert sum(each.sign * each.value for each in operands if each.value is not None) == value
        for operand in operands:
            at = owner
            for step in operand.path.split("."):
                name, _, row = step.partition("[")
                at = getattr(at, name)
                at = at[int(row[:-1])] if row else at
            assert at == operand.value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a + b", 5),
        ("a - (b - d)", 0),
        ("a + c", None),
        ("a + [c]", 2),
        ("[c] + [c]", None),
        ("[c]", None),
        ("[a + c] + b", 3),
        ("c or a", 2),
        ("c or c", None),
        ("a - (c or b)", -1),
        ("(c or a) + b", 5),
        ("(c or a) / (c or b)", cchc.Ratio(2, 3)),
        ("a / c", None),
        ("(a - b) / d", None),
        ("d / (a - b)", None),
        ("a / (d - d)", cchc.Ratio(2, 0)),
        ("part.a", None),
        ("part.a or b", 3),
        ("sum(rows.a)", 5),
        ("sum(rows.c)", None),
        ("sum(none.a)", None),
        ("count(rows)", 2),
        ("count(none)", None),
        ("first(rows).a", 1),
        ("last(rows).a", 4),
        ("last(rows).a - first(rows).a", 3),
        ("first(none).a", None),
        ("a / base(chosen)", cchc.Ratio(2, 3)),
    ],
)
def test_values(formula, value):
    rows = (SimpleNamespace(a=1, c=None), SimpleNamespace(a=4, c=2))
    owner = SimpleNamespace(a=2, b=3, c=None, d=1, part=None, rows=rows, none=(), chosen="b")
    found = read_formula(formula).compute(owner)
    assert found == value
    assert type(found) is type(value)


HOSTILE = [
    *("", "   ", "1", "a + 1", "'a'", "None", "True + a", "a.None", "-a", "+a", "not a", "~a"),
    *("a * b", "a ** b", "a // b", "a % b", "a @ b", "a < b", "a == b", "a is b", "a in b"),
    *("a and b", "a if b else c", "lambda: a", "(a := b)", "await a", "yield a", "*a", "f(a)"),
    *("a()", "a.b()", "a[0]", "a[b]", "{a}", "{a: b}", "(a, b)", "a, b", "[a, b]", "[]", "[*a]"),
    *("a; b", "a\nb", "a = b", "import os", "del a", "pass", "a or", "(a", "a)", "f'{a}'", "..."),
    *("__class__", "a.__class__", "a.__class__.__mro__", "_a", "part._a", "sum(rows._a)"),
    *("first(rows).__class__", "base(__class__)", "count(__class__)", "__import__('os')"),
    *("sum(a)", "sum()", "sum(rows.a, b)", "sum(rows.a, start=b)", "sum(*rows.a)", "count()"),
    *("count(a, b)", "first(rows)", "first(rows).a.b", "first(first(rows).a).b", "base(a.b)"),
    *("max(rows.a)", "print(a)", "open(a)", "eval(a)", "a / b / c", "a / b + c", "c + a / b"),
    *("a\0", "a\ud800", "a\u202eb", "“a”", "a×b", "a–b"),
    *("(" * 10_000 + "a" + ")" * 10_000, "[" * 10_000, "(" * 10_000, "a+" * 10_000 + "a"),
    *("(" * 199 + "a" + ")" * 200, "a." * 10_000 + "a", "a" * 401, "sum(" * 99 + "a" + ")" * 99),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_formula_is_refused_in_both_languages(text):
    with pytest.raises(cchc.FormatError) as caught:
        read_formula(text, "NewRural.completion")
    error = caught.value
    assert error.path == "NewRural.completion"
    assert error.got == text
    assert "online + in_person" in error.accepted
    assert str(error).startswith("NewRural.completion: got ")
    assert "tên các số liệu" in error.message_vi
    assert len(str(error)) < 500


@pytest.mark.parametrize("text", [None, 5, b"a + b", ["a"], {"a"}, Decimal(1), Name(("a",))])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(cchc.CchcError) as caught:
        read_formula(text)
    assert isinstance(caught.value, TypeError)


@given(st.text(max_size=60) | st.text("ab.+-/()[] orsumcountfirstlastbase_,", max_size=60))
def test_any_text_is_a_formula_or_refused(text):
    try:
        node = read_formula(text)
    except cchc.FormatError:
        return
    assert read_formula(str(node)) == node
    for path, _ in node.names():
        assert not any(name.startswith("_") for name in path)


@given(st.lists(st.decimals(Decimal(0), Decimal(10**18), places=12), min_size=1, max_size=20))
def test_scores_are_added_exactly_whatever_the_context(scores):
    owner = SimpleNamespace(rows=tuple(SimpleNamespace(points=each) for each in scores))
    for each, name in zip(scores, "abcdefghijklmnopqrst", strict=False):
        setattr(owner, name, each)
    named = " + ".join("abcdefghijklmnopqrst"[: len(scores)])
    with decimal.localcontext() as context:
        context.prec = 3
        context.traps[decimal.Inexact] = True
        added = read_formula(named).compute(owner)
        summed = read_formula("sum(rows.points)").compute(owner)
    exact = sum(map(Fraction, scores))
    assert Fraction(added) == exact
    assert Fraction(summed) == exact
