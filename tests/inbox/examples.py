"""For each rule of an inbox, files that give its finding and files that do not."""

import tempfile
from datetime import date
from pathlib import Path

import attrs
from tests.inbox import boxes

import cchc_lib as cchc

ONE, TWO = boxes.COMMUNES[:2]
UNITS = [boxes.committee(name) for name in (ONE, TWO)]


def findings(files, before=None, **options):
    """What an inbox of some files finds, after one of other files."""
    with tempfile.TemporaryDirectory() as made:
        boxes.fill(Path(made, "nay"), files)
        Path(made, "nay").mkdir(exist_ok=True)
        if before is not None:
            boxes.fill(Path(made, "truoc"), before)
            options["previous"] = Path(made, "truoc")
        return cchc.read_inbox(Path(made, "nay"), at_once=1, **options).findings


def facts(held):
    return cchc.dumps(held, format="json")


def since(online, end):
    held = boxes.report(ONE, online=online)
    return attrs.evolve(held, period=cchc.Period.year(2026, end=end))


THEN = boxes.report(ONE, quarter=2)
NOW = {"a.json": facts(boxes.report(ONE))}
LAST = {"b.json": facts(THEN)}
LESS, MORE, BEFORE = (
    since(online, end)
    for online, end in (
        (70, date(2026, 9, 14)),
        (190, date(2026, 9, 14)),
        (80, date(2026, 6, 14)),
    )
)
NAMED = f"bc-{TWO}.txt"
FIRES = {
    "CCHC841": ({"a.docx": b""},),
    "CCHC842": (NOW, None),
    "CCHC843": ({"scan001.txt": "Đã tiếp nhận 12 hồ sơ, giải quyết 12 hồ sơ."},),
    "CCHC844": ({NAMED: boxes.prose(ONE)},),
    "CCHC845": (
        {"a.json": facts(boxes.report(ONE, previous=boxes.report(ONE, quarter=2, online=70)))},
        LAST,
    ),
    "CCHC846": (
        {"a.json": facts(boxes.report(ONE, online=60, cumulative=LESS))},
        {"b.json": facts(attrs.evolve(THEN, cumulative=BEFORE))},
    ),
    "CCHC847": ({"a.json": facts(boxes.report(ONE, online=9_000))}, LAST),
    "CCHC848": ({**NOW, "b.txt": boxes.prose(ONE)},),
    "CCHC849": (NOW, {"b.json": facts(boxes.report(ONE, year=2025))}),
}
SILENT = {
    "CCHC841": (NOW,),
    "CCHC842": (NOW, None),
    "CCHC843": ({"a.txt": boxes.prose(ONE)},),
    "CCHC844": ({NAMED: boxes.prose(TWO)},),
    "CCHC845": ({"a.json": facts(boxes.report(ONE, previous=THEN))}, LAST),
    "CCHC846": (
        {"a.json": facts(boxes.report(ONE, online=60, cumulative=MORE))},
        {"b.json": facts(attrs.evolve(THEN, cumulative=BEFORE))},
    ),
    "CCHC847": (NOW, LAST),
    "CCHC848": (
        {"a.json": facts(boxes.report(ONE, online=1219, in_person=49)), "b.txt": boxes.prose(ONE)},
    ),
    "CCHC849": (NOW, LAST),
}
OPTIONS = {
    "CCHC842": ({"deadline": date(2026, 9, 14)}, {"deadline": date(2026, 9, 15)}),
    "CCHC844": ({"expected": UNITS}, {"expected": UNITS[1:]}),
}
