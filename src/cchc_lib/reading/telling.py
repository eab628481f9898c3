"""What prose tells of documents, days and people, all of it found once."""

from __future__ import annotations

from cchc_lib.reading.closing import addressees, drafted_by, own_symbol, recipients, signing
from cchc_lib.reading.days import latest_day, own_day, window
from cchc_lib.reading.mentions import mentions
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.told import Passage, Told

__all__ = ["tell"]


def tell(prose: Prose) -> Told:
    """Return what a text tells; the day of the text is the latest that it names."""
    since, until = prose.once(window)
    symbol = own_symbol(prose)
    return Told(
        documents=prose.once(mentions),
        passages=(Passage(text=prose.flat),),
        issued=own_day(prose),
        since=since,
        until=until,
        latest=latest_day(prose),
        own_names=() if symbol is None else (symbol,),
        drafted_by=drafted_by(prose),
        addressees=tuple(addressees(prose)),
        recipients=tuple(recipients(prose)),
        signing=signing(prose),
    )
