"""Fields that no declaration describes: what their types say, and what nothing says."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

import attrs
import pytest
import strategies

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.exchange.shapes import key_of_label, shapes


class Colour(Enum):
    RED = "đỏ"


class Rank(IntEnum):
    FIRST = 1


@define.subject("lớp có trường tự khai báo")
@attrs.frozen(kw_only=True)
class Typed:
    counted: int | None = define.count("xã", "số xã")
    mean: Decimal | int | None = None
    exact: Decimal | None = None
    is_open: bool = False
    day: date | None = None
    year: int = attrs.field(factory=lambda: 2025)
    colour: Colour | None = None
    rank: Rank = Rank.FIRST
    words: Sequence[str] = ()
    claims: tuple[cchc.Claim, ...] = ()
    rate: cchc.Ratio | None = None
    groups: Sequence[cchc.Group] = ()
    anything: Any = None
    computed: int = attrs.field(init=False, default=3)
    depends: str | None = attrs.Factory(lambda self: None, takes_self=True)


def test_types_say_what_a_field_holds():
    sorts = {key: shape.sort for key, shape in shapes(Typed).items()}
    assert sorts == {
        "counted": "count",
        "mean": "score",
        "exact": "score",
        "is_open": "flag",
        "day": "day",
        "year": "whole",
        "colour": "choice",
        "rank": "choice",
        "words": "paragraphs",
        "claims": "claims",
        "rate": "object",
        "groups": "objects",
        "anything": "text",
        "depends": "text",
    }


def test_they_travel():
    typed = Typed(
        counted=1,
        mean=Decimal("1.5"),
        exact=Decimal("2.50"),
        is_open=True,
        day=date(2025, 7, 24),
        year=2026,
        colour=Colour.RED,
        words=("a",),
        claims=(cchc.Claim("x", "1"), cchc.Claim("x", "2")),
        rate=cchc.Ratio(1, 3),
        groups=(cchc.Group(name="a", count=1),),
        anything="b",
    )
    plain = cchc.to_dict(typed)
    assert "rank" not in plain
    again = cchc.from_dict(plain, kind=Typed)
    assert attrs.evolve(again, groups=tuple(again.groups), claims=tuple(again.claims)) == typed
    assert cchc.loads(cchc.dumps(typed, format="toml"), format="toml", kind=Typed) == again
    with pytest.raises(cchc.CchcError, match="colour"):
        cchc.from_dict({"colour": "xanh"}, kind=Typed)


def test_nothing_says_what_a_field_holds():
    @define.subject("không rõ")
    @attrs.frozen(kw_only=True)
    class Unclear:
        counted: int | None = define.count("xã", "số xã")
        pairs: dict[str, int] | None = None

    for call in (
        lambda: cchc.from_dict({}, kind=Unclear),
        lambda: cchc.to_dict(Unclear()),
        lambda: cchc.json_schema(Unclear),
    ):
        with pytest.raises(cchc.InvalidTypeError, match=r"Unclear\.pairs"):
            call()


def test_a_label_of_two_fields_names_neither():
    @define.subject("trùng nhãn")
    @attrs.frozen(kw_only=True)
    class Twice:
        first: int | None = define.count("xã", "số xã")
        other: int | None = define.count("xã", "Số  xã")
        third: int | None = define.count("xã", "first")
        final: int | None = define.count("xã", "số thôn")

    assert key_of_label(Twice) == {"số thôn": "final"}
    with pytest.raises(cchc.CchcError, match="no field 'số xã'"):
        cchc.loads('"số xã" = 1', format="toml", kind=Twice)


def test_money_of_programs_is_whole_dong():
    line = cchc.from_dict({"actual_vnd": 10_550_000_000}, kind=cchc.BudgetLine)
    assert line.actual_vnd == 10_550_000_000
    for amount in ("10,55 tỷ đồng", -1, Decimal("10.55"), 1.5, True):
        with pytest.raises(cchc.CchcError, match="actual_vnd"):
            cchc.from_dict({"actual_vnd": amount}, kind=cchc.BudgetLine)
    with pytest.raises(cchc.CchcError, match="actual_vnd"):
        cchc.loads("actual_vnd = -1", format="toml", kind=cchc.BudgetLine)


def test_scores_by_hand_are_exact():
    for stated in ("true", '"87.55"', "nan"):
        with pytest.raises(cchc.CchcError):
            cchc.loads(f'name = "x"\npoints = {stated}', format="toml", kind=cchc.Index)


@pytest.mark.parametrize(
    "claims",
    [5, "x", [5], [{"figure": "plan.tasks"}], {"plan.tasks": None}, {5: "43"}],
)
def test_claims_that_are_none(claims):
    head = {"agency": strategies.COMMUNE, "period": "năm 2025", "plan": {"tasks": 43}}
    with pytest.raises(cchc.CchcError, match="claims"):
        cchc.from_dict({**head, "claims": claims})


@pytest.mark.parametrize("marks", [5, "x", [5], {"plan.tasks": None}, {"plan.tasks": "x"}])
def test_marks_that_are_none(marks):
    head = {"agency": strategies.COMMUNE, "period": "năm 2025", "plan": {"tasks": 43}}
    with pytest.raises(cchc.CchcError, match="marks"):
        cchc.from_dict({**head, "marks": marks})


def test_lines_around_paragraphs_of_several_lines():
    text = 'name = """\n[plan]\ncount = 5\n"""\n\'count\' = -1\n'
    with pytest.raises(cchc.CchcError) as caught:
        cchc.loads(text, format="toml", kind=cchc.Group)
    assert [str(one)[:7] for one in caught.value.problems] == ["line 1:", "line 5:"]
