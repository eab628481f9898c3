"""Sentences as templates: what is no template is refused, and what is said is whole."""

import re

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from strategies import COMMUNE, reports

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.document.nodes import Note
from cchc_lib.outline.template import Alternatives, Ref, names, read_template
from cchc_lib.report.narrative import placeholders

YEAR = cchc.Period.year(2025)

STRAY = [
    *("{", "}", "[", "]", "<", ">", "|", "{a", "a}", "[a", "a]", "<a|b", "a|b", "a>", "[a|b]"),
    *("{a}}", "{{a}", "[{a}", "<[a>]", "[<a]>", "<?a", "<;a|b", "{<a>}", "{a|b}", "{}", "{ }"),
    *("{a b}", "{a?b}", "{a+?}", "{?}", "{^}", "{a!1}", "{a=}", "{a:b}", "{*}", "{a=0=0}"),
    *("[a" * 100 + "]" * 100, "<?" * 101 + "a" + ">" * 101, "[a" * 1_000, "<a|" * 1000),
    *("[a" * 13 + "a]" * 13, "a" * 4001),
]


@pytest.mark.parametrize("text", STRAY, ids=range(len(STRAY)))
def test_a_bracket_without_its_other_half_is_refused(text):
    with pytest.raises(cchc.FormatError) as caught:
        read_template(text)
    assert "{plan.tasks}" in caught.value.accepted
    assert "dấu ngoặc thật thì viết hai lần" in caught.value.message_vi
    with pytest.raises(cchc.FormatError):
        cchc.Part("own", "Riêng", lines=[text])


@pytest.mark.parametrize("text", [None, 5, b"a", ["a"], {"a"}, {"a": 1}])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(cchc.InvalidTypeError):
        read_template(text)
    with pytest.raises(cchc.InvalidTypeError):
        cchc.Sentence(text)
    with pytest.raises(cchc.InvalidTypeError):
        cchc.Part("own", "Riêng", lines=[text])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a" * 12 + "a]" * 12, None),
        ("{{a}} [[b]] <<c>> ||", ("{", "a", "}", " ", "[", "b", "]", " ", "<", "c", ">", " ", "|")),
        ("{x}", (Ref("x"),)),
        ("{ x? }", (Ref("x", "?"),)),
        ("{^x}{x=0}{x!0}{x:}", (Ref("x", "^"), Ref("x", "=0"), Ref("x", "!0"), Ref("x", ":"))),
        ("{.groups*người}", (Ref(".groups", "*", "người"),)),
        ("a[, b[ c]]", ("a", Alternatives("[", ((", b", Alternatives("[", ((" c",),))),)))),
        ("<?a|b>", (Alternatives("<?", (("a",), ("b",))),)),
        ("", ()),
    ],
)
def test_templates_are_read(text, said):
    found = read_template(text)
    assert said is None or found == said


@given(st.text("ab{}[]<>|?;,.+=0!:^* ", max_size=30))
def test_any_text_is_a_template_or_refused(text):
    try:
        template = read_template(text)
    except cchc.FormatError:
        return
    assert all(name and not set(name) & set("{}[]<>|?+=!:^* ") for name in names(template))


@given(st.text("ab{}. ", max_size=30))
def test_any_paragraph_names_figures_or_is_refused(text):
    try:
        assert all("{" not in name and "}" not in name for name in placeholders(text))
    except cchc.FormatError:
        assert re.sub(r"\{[^{}]*\}|\{\{|\}\}", "", text).count("{") or "}" in text


# ---------------------------------------------------------------- fractions


def said(*lines, plan=None, **more):
    plan = plan or cchc.Plan(tasks=5, tasks_completed=3, targets=8)
    report = cchc.Report(agency=COMMUNE, period=YEAR, plan=plan, **more)
    outline = cchc.Outline((cchc.Part("i", "Kết quả", lines=lines),))
    text = cchc.render_text(cchc.compose(report, outline=outline))
    return text.partition("I. KẾT QUẢ\n")[2].partition("./.")[0].strip()


FRACTIONS = [
    ("Đạt {plan.tasks_completed}/{plan.tasks} nhiệm vụ", "Đạt 3/5 nhiệm vụ"),
    ("Đạt {plan.tasks_completed}[/{plan.tasks}] nhiệm vụ", "Đạt 3/5 nhiệm vụ"),
    ("Đạt [{plan.tasks_completed}/]{plan.tasks} nhiệm vụ", "Đạt 3/5 nhiệm vụ"),
    ("Đạt {plan.tasks_completed}[/{plan.targets_met}] nhiệm vụ", "Đạt 03 nhiệm vụ"),
    ("Đạt {plan.tasks_completed}/8 nhiệm vụ", "Đạt 3/8 nhiệm vụ"),
    ("Đạt 2/{plan.tasks} nhiệm vụ", "Đạt 2/5 nhiệm vụ"),
    ("<Đạt {plan.tasks_completed}/{plan.tasks} nhiệm vụ|a>", "Đạt 3/5 nhiệm vụ và a"),
    ("Có {plan.tasks} nhiệm vụ/năm", "Có 05 nhiệm vụ/năm"),
    ("Có {plan.tasks} nhiệm vụ; {plan.tasks_completed}/{plan.tasks}", "Có 05 nhiệm vụ; 3/5"),
]


@pytest.mark.parametrize(("line", "printed"), FRACTIONS)
def test_both_numbers_of_a_fraction_are_unpadded(line, printed):
    assert said(line) == printed


@pytest.mark.parametrize(("line", "printed"), [each for each in FRACTIONS if "[" not in each[0]])
def test_fractions_in_the_agency_s_own_words(line, printed):
    if "<" not in line:
        text = said(plan=cchc.Plan(tasks=5, tasks_completed=3, notes=["Hết."]), next_tasks=[line])
        assert text == ""
        report = cchc.Report(
            agency=COMMUNE,
            period=YEAR,
            plan=cchc.Plan(tasks=5, tasks_completed=3),
            next_tasks=[line],
        )
        assert printed in cchc.render_text(report)


def test_an_estimate_stays_one_in_a_fraction():
    marks = {"plan.tasks_completed": cchc.Mark(is_estimate=True, source="Phòng Nội vụ")}
    line = "Đạt {plan.tasks_completed}/{plan.tasks} nhiệm vụ"
    assert said(line, marks=marks).startswith("Ước đạt 3")
    assert re.search(r"/5 nhiệm vụ", said(line, marks=marks))


def test_targets_met_of_targets_are_no_day():
    plan = cchc.Plan(targets=5, targets_met=3, activities=9, activities_completed=2)
    text = cchc.render_text(cchc.Report(agency=COMMUNE, period=YEAR, plan=plan))
    assert "đạt 3/5 mục tiêu" in text.lower()
    assert "hoàn thành 2/9 hoạt động" in text


# ---------------------------------------------------------------- whole sentences


BROKEN = re.compile(
    r" ,| \.(?!\.)| ;| :|, ,|,\.|,;|;\.|;;|:\.|:;|: \(|\( | \)|\(\)|  |\.\.(?!\.)|, và \.|: ,|: và "
    r"|đạt không|chiếm không|có có|đạt[,.;]|gồm[,.;]|chiếm[,.;]|bằng[,.;]|còn[,.;]|theo[,.;]|[|]"
)


def sentences(report, outline=None):
    document = cchc.compose(report, outline=outline)
    for section in document.sections:
        yield from prose(section)


def prose(node):
    for block in node.blocks:
        if hasattr(block, "blocks"):
            yield from prose(block)
        for content in (getattr(block, "content", ()), *getattr(block, "items", ())):
            yield "".join(shown(each) for each in content)


def shown(node):
    """The words of a node; what a mention or a reference will be is not known yet."""
    return "" if isinstance(node, Note) else getattr(node, "text", "X")


@pytest.mark.parametrize("family", [cchc.Report, cchc.ProceduresReport])
def test_sentences_of_every_family_are_whole(family):
    @settings(max_examples=150)
    @given(reports(family, next_tasks=st.just([]), recommendations=st.just([])))
    def holds(report):
        for text in sentences(report):
            assert not BROKEN.search(text), (BROKEN.search(text), text)

    holds()


@define.subject("nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn")
    points: int | None = define.score("điểm", "điểm số")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")
    left = define.total("communes - reached", "số xã còn lại")


NAMES = ("communes", "reached", "points", "completion", "left")


@st.composite
def clauses(draw, depth=0):
    """A clause: words around a figure, a bracket or a choice; and the ways it may be said.

    Written as (template, said): `said` takes what is known and returns the text, or `None`.
    """
    kind = draw(
        st.sampled_from(
            ("figure", "figure", "optional", "list", "first") if depth < 2 else ("figure",)
        )
    )
    if kind == "figure":
        name = draw(st.sampled_from(NAMES))
        return (
            f"w {{new_rural.{name}}} v",
            lambda known: f"w {known[name]} v" if name in known else None,
        )
    if kind == "optional":
        (one, say), (other, more) = draw(clauses(depth + 1)), draw(clauses(depth + 1))
        return (
            f"{one}[, {other}]",
            lambda known: (
                None
                if say(known) is None
                else say(known) + (f", {more(known)}" if more(known) else "")
            ),
        )
    options = draw(st.lists(clauses(depth + 1), min_size=1, max_size=3))
    mark, between = draw(st.sampled_from([("", " và "), (";", "; "), (",", ", ")]))
    if kind == "first":
        mark, between = "?", None

    def listed(known):
        stated = [text for _, say in options if (text := say(known))]
        if not stated or mark == "?":
            return stated[0] if stated else None
        last = between if len(stated) > 1 else ""
        return (", " if mark == "" else between).join(stated[:-1]) + last + stated[-1]

    inside = "|".join(text for text, _ in options)
    gap = " " if inside.startswith("<") and not mark else ""  # "<<" is a literal bracket
    return (
        f"<{mark}{gap}{inside}>",
        lambda known: (
            None
            if (text := listed(known)) is None
            else (gap if options[0][1](known) else "") + text
        ),
    )


@settings(max_examples=300)
@given(
    st.lists(clauses(), min_size=1, max_size=3),
    st.builds(
        NewRural,
        communes=st.none() | st.integers(0, 20),
        reached=st.none() | st.integers(0, 20),
        points=st.none() | st.integers(0, 20),
    ),
)
def test_a_clause_is_written_whole_or_not_at_all(parts, own):
    report = cchc.Report(agency=COMMUNE, period=YEAR, own=[own])
    outline = cchc.Outline((cchc.Part("i", "Kết quả", lines=[f"{text}." for text, _ in parts]),))
    known = {
        id.partition(".")[2]: figure.text
        for id, figure in report.figures().items()
        if not (isinstance(figure.value, cchc.Ratio) and figure.value.is_undefined)
    }
    expected = [f"{text[0].upper()}{text[1:]}." for _, say in parts if (text := say(known))]
    assert list(sentences(report, outline)) == ([" ".join(expected)] if expected else [])
