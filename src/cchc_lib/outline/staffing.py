"""Chapter II, content 3: reform of the apparatus."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_lib.document.nodes import Block, Content, content
from cchc_lib.outline.context import Context
from cchc_lib.subjects.staffing import Departures, Staffing
from cchc_lib.vietnamese.dates import format_date

__all__ = ["staffing"]


def staffing(context: Context) -> Iterable[Block]:
    """Staff in post day by day, against the quota, and who left."""
    facts = context.report.staffing
    if facts is None:
        return
    written = context.items(
        *_snapshots(context, facts),
        context.sentence(
            context.say(
                "biên chế được giao {staffing.quota} người, có mặt {staffing.present} người{rate}",
                rate=context.say(", đạt {staffing.occupancy}"),
            )
            or context.say("biên chế được giao {staffing.quota} người")
        ),
        *(
            _departures(context, departures, f"staffing.departures[{row}]")
            for row, departures in enumerate(facts.departures)
        ),
        _part_time(context, facts),
    )
    yield from context.detailed(written, "annex.staffing")
    yield from context.narrative(facts.notes)


def _snapshots(context: Context, facts: Staffing) -> Iterable[Content]:
    for row, snapshot in enumerate(facts.snapshots):
        at = f"staffing.snapshots[{row}]"
        when = "hiện" if snapshot.day is None else f"tại ngày {format_date(snapshot.day)}"
        changed: Content = ()
        if row and row == len(facts.snapshots) - 1 and facts.snapshots[0].day is not None:
            changed = context.say(
                "{staffing.net_change} so với ngày {day}",
                day=format_date(facts.snapshots[0].day),
            )
        yield context.sentence(
            context.say(
                "{when} có {.total} cán bộ, công chức, gồm: {groups}",
                at=at,
                when=when,
                groups=context.groups(f"{at}.groups", snapshot.groups),
            ),
            changed,
        )


def _departures(context: Context, facts: Departures, at: str) -> Content:
    window = "nghỉ việc hưởng chế độ"
    if facts.since is not None:
        window += f" từ ngày {format_date(facts.since)}"
    if facts.until is not None:
        window += f" đến ngày {format_date(facts.until)}"
    regimes = context.groups(f"{at}.by_regime", facts.by_regime, "{name} {.count} người")
    origins = context.groups(f"{at}.by_origin", facts.by_origin, "{name} {.count} người")
    total = "regime_total" if facts.by_regime else "origin_total"
    return context.sentence(
        context.say(
            f"{{window}}: {{.{total}}} người, gồm: {{groups}}",
            at=at,
            window=window,
            groups=regimes or origins,
        ),
        context.say("trong đó: {origins}", origins=origins) if regimes and origins else (),
        () if facts.status is None else context.own_words(facts.status),
    )


def _part_time(context: Context, facts: Staffing) -> Content:
    if facts.part_time is None:
        return ()
    basis = facts.part_time.legal_basis
    since = facts.part_time.since
    states = context.join(
        context.say("đã có quyết định {.decided} người", at="staffing.part_time"),
        context.say("đang thẩm định hồ sơ {.under_review} người", at="staffing.part_time"),
        last=", ",
    )
    head = context.say(
        "người hoạt động không chuyên trách nghỉ việc{basis}{since}: ",
        basis=() if basis is None else content(" theo ", context.cite(basis)),
        since="" if since is None else f" từ ngày {format_date(since)}",
    )
    total = context.say("{.departed} người, trong đó: ", at="staffing.part_time")
    return context.sentence((*head, *total, *states) if states else ())
