"""What a unit is asked to look at again: each once, with what its file states and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import attrs

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.inbox.found import FileClaim, ReadFile, Sort
from cchc_lib.inbox.places import apart, in_words, stated_at
from cchc_lib.inbox.tables import InboxFile
from cchc_lib.vietnamese.text import capital

__all__ = ["Point", "others_of", "plainly", "points_of"]

_OTHERWISE = ("CCHC4", "CCHC5", "CCHC6", "CCHC7")
"""With these begin the codes of documents cited, headings, spelling and layout: no figures."""

_OF_FILES = ("CCHC83", "CCHC841", "CCHC842", "CCHC843", "CCHC844", "CCHC849")
"""With these begin the codes of files that are late, twice, of others: not of what they state."""


@attrs.frozen(kw_only=True)
class Point:
    """A relation or a figure to look at: where it is, its sentence, what is wrong with it.

    `stated` is what the file has there, "" where nothing in it is the one thing that is wrong;
    `computed` is what the numbers beside it, or another file, give.
    """

    file: str
    place: str
    message: str
    sentence: str = ""
    stated: str = ""
    computed: str = ""


def _grave(found: Iterable[Finding]) -> Iterator[Finding]:
    return (
        each
        for each in found
        if each.severity is not Severity.NOTE and not each.code.startswith(_OF_FILES)
    )


def others_of(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the errors and warnings about documents cited, spelling, layout: no figures."""
    return (each for each in _grave(found) if each.code.startswith(_OTHERWISE))


def points_of(rows: Iterable[InboxFile], found: Iterable[Finding]) -> tuple[Point, ...]:
    """Return what a unit is asked to look at: what its claims and the findings about figures tell.

    A claim that does not hold is a point whatever its severity: the tables count it too. One that
    follows from a figure changed by hand is none: the change is.
    """
    rows = [row for row in rows if row.name]
    read = {row.name: row.read for row in rows}
    claims = {row.name: _failing(row) for row in rows}
    waiting = {name: list(held) for name, held in claims.items()}
    points: list[tuple[tuple[int, float], Point]] = []
    order = {name: at for at, name in enumerate(read)}
    for each in _grave(found):
        if each.code.startswith(_OTHERWISE):
            continue
        name, place = apart(each.path, read)
        claim = _told_by(each, waiting.get(name, []))
        if claim is not None:
            waiting[name].remove(claim)
        else:
            point = _of_finding(name, place, each, read.get(name))
            at = _before(place, claims.get(name, ()))
            points.append(((order.get(name, len(order)), at), point))
    for name, held in claims.items():
        points += [
            ((order[name], at), _of_claim(name, each))
            for at, each in enumerate(held)
            if not each.follows
        ]
    return tuple(dict.fromkeys(point for _, point in sorted(points, key=itemgetter(0))))


def _before(place: str, claims: Sequence[FileClaim]) -> float:
    """Return where among the claims of a file something stands, by places of the same kind."""
    shape, numbers = _apart(place)
    for at, each in enumerate(claims):
        if (there := _apart(each.place))[0] == shape and there[1] > numbers:
            return at - 0.5
    return len(claims)


def _apart(place: str) -> tuple[str, list[int]]:
    alone = _UNDER.sub("", place)
    return re.sub("[0-9]+", "#", alone), [int(each) for each in re.findall("[0-9]+", alone)]


_UNDER = re.compile(r"^(?:Phụ lục[^,]*, )?(?:mục [^,]*, )?")
"""The heading in front of a place; what follows it counts through the whole file."""


def _failing(row: InboxFile) -> list[FileClaim]:
    """Return the claims of a file that do not hold; the line of a form is no sentence in it."""
    failing = [
        each
        for each in (row.read.claims if row.read is not None else ())
        if each.standing is Standing.FAILS
    ]
    if row.sort is Sort.FORM:
        return [attrs.evolve(each, sentence="") for each in failing]
    return failing


def _told_by(found: Finding, claims: Iterable[FileClaim]) -> FileClaim | None:
    """Return the claim that a finding tells of."""
    for each in claims:
        said = each.message.removesuffix(".")
        if each.code == found.code and said and found.message.startswith(said):
            return each
    return None


def _of_claim(name: str, claim: FileClaim) -> Point:
    message = claim.message or f"{capital(claim.kind)}: số đã ghi khác số tính lại."
    return Point(
        file=name,
        place=claim.place,
        message=plainly(message),
        sentence="" if claim.sentence in claim.message else claim.sentence,
        stated=claim.stated,
        computed=claim.computed,
    )


def _of_finding(name: str, place: str, found: Finding, read: ReadFile | None) -> Point:
    report = None if read is None else read.report
    stated, computed = stated_at(place, report, found)
    message, quote = plainly(found.message), " ".join((found.quote or "").split())
    if against := _AGAINST.fullmatch(found.message):
        message = f"{against['label']}: số trong văn bản khác số trong tệp số liệu"
        quote = against["sentence"]
    return Point(
        file=name,
        place=in_words(place, report) or "tệp",
        message=message,
        sentence="" if quote == stated else quote,
        stated=stated,
        computed=computed,
    )


_AGAINST = re.compile(
    r"(?P<label>.+): \S.* ghi \S+ \(“(?P<sentence>.+)”\), tệp số liệu .+ ghi .+", re.DOTALL
)
_ASIDE = re.compile(r"; (?:nếu .+ là .+ thì khớp|không có số nào .+|[^;]+ ứng với .+)")
_BY_HAND = re.compile(r" đã bị sửa bằng tay(?: ở (?P<places>[0-9]+) chỗ)?")
_LEFT = re.compile(r"(?<=\bcòn )([1-9])(?= )")


def plainly(message: str) -> str:
    """Return what is wrong as a letter says it: what differs, without guesses at what was meant.

    >>> plainly("Các thành phần không cộng thành tổng số 12: 5 + 6 = 11; nếu 12 là 11 thì khớp.")
    'Các thành phần không cộng thành tổng số 12: 5 + 6 = 11'
    """
    said = "; ".join(
        part
        for at, part in enumerate(message.removesuffix(".").split("; "))
        if not at or not _ASIDE.fullmatch(f"; {part}")
    )
    said = _LEFT.sub(r"0\1", said)
    if by_hand := _BY_HAND.search(said):
        label, places = said[: by_hand.start()], by_hand["places"]
        where = f", tại {int(places):02d} chỗ" if places else ""
        rest = said[by_hand.end() :]
        return f"{label}: số trong văn bản khác số liệu đi kèm tệp Word{where}{rest}"
    return said
