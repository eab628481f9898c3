"""How a template is refused: with what is wrong and what to do."""

from __future__ import annotations

from cchc_lib.errors import FormatError

__all__ = ["refused"]


def refused(why: str, why_vi: str, accepted: str, accepted_vi: str) -> FormatError:
    """Return the refusal of a template, with what to do."""
    return FormatError(
        f"template: {why}; accepted: {accepted}",
        f"{why_vi}; {accepted_vi}",
        path="template",
        accepted=accepted,
    )
