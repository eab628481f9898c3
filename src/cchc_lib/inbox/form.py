"""Official forms that came by themselves: which form it is, its identities, right ones too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Finding, Severity
from cchc_lib.checks.forms import check_form, form_residuals
from cchc_lib.errors import CchcError, FormatError
from cchc_lib.forms.filled import FilledForm
from cchc_lib.inbox.found import FileClaim, Sort
from cchc_lib.inbox.places import in_words
from cchc_lib.reading.forms.read import read_form
from cchc_lib.vietnamese.text import fold_text

__all__ = ["read_as_form"]

_NAMED = "biểu số"


def read_as_form(data: bytes, text: str) -> dict[str, Any]:
    """Return what a file tells as an official form, by the fields of a `ReadFile`; else nothing.

    A file that names a form and has cells that cannot be read stays what it is, with a finding.
    """
    if _NAMED not in fold_text(text[:_HEAD]):
        return {}
    try:
        filled = read_form(data)
    except FormatError:  # another table under such words
        return {}
    except CchcError as error:
        return {"findings": tuple(_unread(each.message_vi) for each in error.problems[:_FEW])}
    found = tuple(check_form(filled))
    told: dict[str, Any] = {
        "sort": Sort.FORM,
        "form": filled,
        "claims": tuple(_claims(filled, found)),
        "findings": found,
    }
    if filled.period is not None:
        told["period"] = filled.period
    if filled.agency:
        told["sender"] = filled.agency
    return told


_HEAD, _FEW = 20_000, 5


def _unread(why: str) -> Finding:
    return Finding(
        code="CCHC841",
        severity=Severity.WARNING,
        path="biểu",
        message=f"Không đọc được theo biểu: {why}",
        hint="Sửa ô nêu trên rồi gửi lại.",
    )


def _claims(filled: FilledForm, found: Iterable[Finding]) -> Iterator[FileClaim]:
    """Yield every identity that was judged, with the verdict of the check of the form."""
    waiting = list(found)
    for each in form_residuals(filled):
        path = f"{filled.form.id}[{each.line}]({each.column})"
        slip = next((one for one in waiting if one.path == path and each.made in one.message), None)
        if slip is not None:
            waiting.remove(slip)
        is_made = slip is not None and f" tính ra {each.stated}," in slip.message
        message = slip.message if slip else f"{each.identity}: chênh lệch {each.residual}."
        yield FileClaim(
            sentence=f"{each.line}, cột ({each.column}): {each.identity}",
            place=in_words(path, None),
            kind="hệ thức của biểu",
            stated="" if is_made else each.stated,
            computed="" if is_made else each.made,
            standing=Standing.HOLDS if each.holds else Standing.FAILS,
            code=slip.code if slip else "",
            severity=None if each.holds else slip.severity if slip else Severity.ERROR,
            message="" if each.holds else message,
        )
