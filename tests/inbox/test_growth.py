"""Sorting thousands of units' files takes time as they are many, not as their square."""

from datetime import date

from growth import growth

import cchc_lib as cchc
from cchc_lib.inbox.extracted import figures_in
from cchc_lib.inbox.found import ReadFile, Sort
from cchc_lib.inbox.inbox import Inbox
from cchc_lib.inbox.listing import Entry
from cchc_lib.inbox.sorting import Wanted, missing_rows, sorted_files
from cchc_lib.inbox.whom import Roll
from cchc_lib.law.units import units
from cchc_lib.reading.prose import Prose
from cchc_lib.scale.identity import of_unit

COMMUNES = [of_unit(each) for each in units().values() if not each.is_province]
PERIOD = cchc.Period.quarter(2026, 3)


def box(count):
    """An inbox of so many units; each third sent nothing, each second sent two versions."""
    expected = tuple(COMMUNES[:count])
    read = []
    for place, each in enumerate(expected):
        for version in range(0 if place % 3 == 0 else 1 + place % 2):
            found = ReadFile(
                sort=Sort.TEXT,
                digest=f"{place} {version}",
                head=f"{each.name.upper()}\nSố: {version + 1}/BC-UBND",
                period=PERIOD,
                issued=date(2026, 9, 15 + version),
                lines=(f"Tiếp nhận {place + 100} hồ sơ.",),
            )
            read.append((Entry(f"{each.code}-{version}.txt", ""), found))
    rows, period = sorted_files(read, Wanted(roll=Roll(expected), deadline=date(2026, 9, 15)))
    inbox = Inbox("", (*rows, *missing_rows(rows, expected)), period, expected=expected)
    assert len(inbox.units) >= count * 9 // 10  # of one name some are one
    assert [each.code for each in inbox.findings].count("CCHC831") > count // 4
    assert inbox.findings_of(inbox.units[1].unit) is not None


def test_twice_the_units_take_twice_the_time():
    box(100)  # tables of units are read once
    assert growth(lambda: box(400), lambda: box(800), 2.6) < 2.6


def test_a_sentence_of_twice_the_numbers_takes_twice_the_time():
    texts = [Prose.of("Hộ tịch 112 hồ sơ, đất đai 230 hồ sơ, " * times) for times in (250, 500)]
    assert [len(list(figures_in(each, str))) for each in texts] == [500, 1000]
    small, large = texts
    assert growth(lambda: [*figures_in(small, str)], lambda: [*figures_in(large, str)], 2.6) < 2.6
