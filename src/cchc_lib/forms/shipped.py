"""The forms that ship: files in `data/`, read when they are first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from cchc_lib.errors import unknown_name
from cchc_lib.forms.entries import ColumnEntry, FormFile, IdentityEntry, RowEntry
from cchc_lib.forms.form import Certainty, ColumnKind, OfficialForm
from cchc_lib.forms.making import made_form
from cchc_lib.vietnamese.text import fold_text

__all__ = ["official_form", "official_forms"]


def official_forms() -> tuple[OfficialForm, ...]:
    """Return the forms that ship, by their ids.

    >>> [form.id for form in official_forms()][:2]
    ['01/TCD', '03/GQKN']
    """
    return tuple(_shipped().values())


def official_form(id: str) -> OfficialForm:
    """Return a form that ships, by its id or its whole number.

    >>> print(official_form("II.07b"))
    Biểu số II.07b/VPCP/KSTT: Kết quả thực hiện cơ chế một cửa, một cửa liên thông

    Raises:
        UnknownNameError: when there is none, with the nearest that there are.
    """
    wanted = fold_text(id) if isinstance(id, str) else id
    for form in _shipped().values():
        if wanted in (fold_text(form.id), fold_text(form.number)):
            return form
    raise unknown_name("form", "biểu", str(id), _shipped())


@cache
def _shipped() -> dict[str, OfficialForm]:
    import tomllib

    folder = files("cchc_lib.forms") / "data"
    texts = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    made = [_made(tomllib.loads((folder / name).read_text("utf-8"))) for name in texts]
    return {form.id: form for form in sorted(made, key=lambda form: form.id)}


def _made(data: dict[str, Any]) -> OfficialForm:
    """Return the form of a file that ships: a test holds that the strict reader reads the same."""
    said = {key: value for key, value in data.items() if key not in ("cchc_lib", "kind")}
    said["certainty"] = Certainty(said.get("certainty", Certainty.CHECK))
    said["columns"] = [
        ColumnEntry(**(each | {"kind": ColumnKind(each.get("kind", ColumnKind.COUNT))}))
        for each in said["columns"]
    ]
    said["rows"] = [_row(each) for each in said["rows"]]
    said["identities"] = [IdentityEntry(**each) for each in said.get("identities", ())]
    form, slips = made_form(FormFile(**said))
    if form is None:
        raise slips[0]
    return form


def _row(data: dict[str, Any]) -> RowEntry:
    return RowEntry(**(data | {"rows": [_row(each) for each in data.get("rows", ())]}))
