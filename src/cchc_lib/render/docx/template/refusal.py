"""How a template is refused: with what is wrong and what to do."""

from __future__ import annotations

from cchc_lib.errors import CchcError, FormatError

__all__ = ["of_template", "refused"]


def refused(why: str, why_vi: str, accepted: str, accepted_vi: str) -> FormatError:
    """Return the refusal of a template, with what to do."""
    return FormatError(
        f"template: {why}; accepted: {accepted}",
        f"{why_vi}; {accepted_vi}",
        path="template",
        accepted=accepted,
    )


def of_template(error: CchcError) -> CchcError:
    """Return a refusal of `path` as one of `template`."""
    return type(error)(
        str(error).replace("path:", "template:", 1),
        error.message_vi.replace("path:", "template:", 1),
        path="template",
        got=error.got,
        accepted=error.accepted,
    )
