"""Rows added up: nothing is lost, and what is unknown stays unknown."""

import random

import attrs
import pytest
from hypothesis import given, strategies as st
from strategies import COMMUNE

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.figures.aggregate import added_up, unstated
from cchc_lib.figures.declare import declarations, optional_facts

KINDS = (cchc.Dossiers, cchc.Satisfaction)
NAMED = {cchc.Dossiers: "sector", cchc.Satisfaction: "sector"}
WAYS = ("pending_unsplit", "pending_in_time", "overdue")


def summed(kind):
    return [
        name
        for name, declared in declarations(kind).items()
        if declared.formula is None and declared.is_summed
    ]


@st.composite
def rows_of(draw, kind, *, is_whole=False, size=5):
    rows = []
    for row in range(draw(st.integers(1, size))):
        number = st.integers(0, 50) if is_whole else st.none() | st.integers(0, 50)
        stated = {name: draw(number) for name in summed(kind)}
        if kind is cchc.Dossiers and draw(st.booleans()):
            stated |= {"pending_in_time": None, "overdue": None}
        elif kind is cchc.Dossiers:
            stated["pending_unsplit"] = None
        rows.append(kind(**{NAMED[kind]: f"Dòng {row}"}, **stated))
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_rows_does_not_matter(kind):
    @given(rows_of(kind), st.randoms(use_true_random=False))
    def holds(rows, chance):
        mixed = list(rows)
        chance.shuffle(mixed)
        assert added_up(kind, mixed) == added_up(kind, rows)

    holds()


def together(kind, rows):
    return kind(**added_up(kind, rows))


@pytest.mark.parametrize("kind", KINDS)
def test_sums_of_sums_are_the_sum(kind):
    """Where every row states everything, some of them in the other way."""

    @given(rows_of(kind, is_whole=True, size=6), st.data())
    def holds(rows, data):
        at = data.draw(st.integers(1, len(rows)))
        halves = [part for part in (rows[:at], rows[at:]) if part]
        assert together(kind, [together(kind, part) for part in halves]) == together(kind, rows)

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_adding_up_counts_everything_at_once(kind):
    @given(rows_of(kind, is_whole=True))
    def holds(rows):
        whole = together(kind, rows)
        for name, declared in declarations(kind).items():
            values = [getattr(row, name) for row in rows]
            if declared.is_summed and None not in values and name not in WAYS:
                assert getattr(whole, name) == sum(values), name
            elif isinstance(getattr(whole, name), cchc.Ratio) and None not in values:
                parts, wholes = zip(*((each.part, each.whole) for each in values), strict=True)
                assert getattr(whole, name) == cchc.Ratio(sum(parts), sum(wholes)), name
        assert not unstated(kind, rows)

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sum_is_all_that_was_stated_or_nothing(kind):
    """Never the sum of some rows as if it were that of all, but for what sums can do without."""

    @given(rows_of(kind))
    def holds(rows):
        whole, optional = added_up(kind, rows), optional_facts(kind)
        lacking = unstated(kind, rows)
        for name in summed(kind):
            stated = [value for row in rows if (value := getattr(row, name)) is not None]
            if name == "pending_unsplit" and "pending_unsplit" in whole:
                assert whole[name] == sum(row.pending for row in rows)
            elif name in whole:
                assert whole[name] == sum(stated)
                assert name in optional or len(stated) == len(rows)
            elif stated and name not in lacking:
                assert name in WAYS
                assert "pending_unsplit" in whole
        for name, missing in lacking.items():
            assert name not in whole
            assert missing == tuple(n for n, row in enumerate(rows) if getattr(row, name) is None)
            assert len(missing) < len(rows)

    holds()


def audited(dossiers):
    procedures = cchc.Procedures(dossiers=dossiers)
    return cchc.audit(
        cchc.Report(agency=COMMUNE, period=cchc.Period.year(2025), procedures=procedures)
    )


def coded(dossiers, code):
    return [(found.path, found.message) for found in audited(dossiers) if found.code == code]


def sector(name, **states):
    counted = {"online": 7, "in_person": 2, "early": 0, "on_time": 8, "late": 0}
    return cchc.Dossiers(sector=name, **(counted | {"pending_in_time": 1, "overdue": 0} | states))


def test_an_optional_part_is_added_where_it_is_stated():
    """Counted where they arose: by post in one sector, carried over in another."""
    whole = cchc.Dossiers.of_sectors(
        [
            sector("Hộ tịch", online=61, in_person=9, postal=5),
            sector("Đất đai", online=20, in_person=3, carried_over=4, returned=2),
            sector("Chứng thực", online=0, in_person=2, withdrawn=1),
        ]
    )
    assert whole.received == 100
    assert str(whole.online_share) == "81%"
    assert (whole.postal, whole.carried_over, whole.set_aside) == (5, 4, 3)
    assert whole.caseload == 104
    assert coded(whole, "CCHC123") == []


@pytest.mark.parametrize("name", ["online", "in_person", "on_time", "late"])
def test_a_required_part_that_one_row_lacks_is_unknown_and_said(name):
    rows = [sector(f"Lĩnh vực {row}") for row in range(98)]
    rows[57] = attrs.evolve(rows[57], **{name: None})
    whole = cchc.Dossiers.of_sectors(rows)
    assert getattr(whole, name) is None
    ((path, message),) = coded(whole, "CCHC123")
    assert path == f"procedures.dossiers.sectors[57].{name}"
    assert "Lĩnh vực 57 chưa nêu" in message
    assert whole.received == (None if name in ("online", "in_person") else 98 * 9)
    assert coded(cchc.Dossiers.of_sectors(rows[:57] + rows[58:]), "CCHC123") == []


def test_many_rows_that_lack_a_part_are_named_shortly():
    rows = [sector(f"Lĩnh vực {row}", late=None if row else 0) for row in range(60)]
    ((_, message),) = coded(cchc.Dossiers.of_sectors(rows), "CCHC123")
    assert "Lĩnh vực 1, Lĩnh vực 2" in message
    assert "54 dòng khác" in message
    assert len(message) < 300


def test_split_and_unsplit_pending_add_up_to_one_number():
    unsplit = sector("Đất đai", pending_unsplit=6, pending_in_time=None, overdue=None)
    whole = cchc.Dossiers.of_sectors([sector("Hộ tịch", overdue=2), unsplit])
    assert (whole.pending, whole.pending_unsplit) == (9, 9)
    assert (whole.pending_in_time, whole.overdue) == (None, None)
    assert coded(whole, "CCHC123") == []
    half = sector("Hộ tịch", overdue=None)
    whole = cchc.Dossiers.of_sectors([half, unsplit])
    assert whole.pending is None
    assert coded(whole, "CCHC123")


def test_ways_of_counting_are_inherited():
    @define.subject("hồ sơ của sở")
    @attrs.frozen(kw_only=True)
    class Own(cchc.Dossiers):
        urgent: int | None = define.count("hồ sơ", "hồ sơ khẩn")

    rows = [Own(sector="a", pending_unsplit=3), Own(sector="b", pending_in_time=1, overdue=1)]
    assert added_up(Own, rows) == {"pending_unsplit": 5}
    assert unstated(Own, rows) == {}


def test_what_is_given_beside_the_sectors_stands():
    whole = cchc.Dossiers.of_sectors([sector("Hộ tịch")], late=3, rate_base="received")
    assert (whole.late, whole.on_time, str(whole.rate_base)) == (3, 8, "received")
    same = [sector("Hộ tịch", rate_base="due"), sector("Đất đai", rate_base="due")]
    assert str(cchc.Dossiers.of_sectors(same).rate_base) == "due"


@pytest.mark.parametrize("rows", [["x"], "x", None, 5, [None], [sector("a"), cchc.Plan()]])
def test_what_is_no_sector_is_refused(rows):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.Dossiers.of_sectors(rows)
    assert caught.value.path.startswith("sectors")


def test_sectors_need_their_names():
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.Dossiers.of_sectors([sector("Hộ tịch"), sector(None)])
    assert caught.value.path == "Dossiers.sectors[1].sector"


def test_sectors_within_sectors_have_an_end():
    nested = sector("Lá")
    for _ in range(8):
        nested = cchc.Dossiers(sector="Lĩnh vực", sectors=[nested])
    audited(nested)
    with pytest.raises(cchc.InvalidValueError, match="at most 8 deep"):
        cchc.Dossiers(sectors=[nested])


def test_no_sectors_make_nothing():
    assert cchc.Dossiers.of_sectors([]) == cchc.Dossiers()


def test_adding_up_many_rows_takes_one_walk():
    """Twice the rows, at most twice the questions to them."""

    def asked(count):
        seen = []

        class Row(cchc.Dossiers):
            def __getattribute__(self, name):
                seen.append(name)
                return super().__getattribute__(name)

        rows = [Row(online=random.Random(row).randint(0, 9)) for row in range(count)]
        seen.clear()
        added_up(cchc.Dossiers, rows)
        return len(seen)

    assert asked(200) <= 2 * asked(100)
