"""An office's own official form in a file: read strictly, every problem at once with its place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError, gathered
from cchc_lib.exchange.data import in_lines, read
from cchc_lib.exchange.jsontext import parse_json
from cchc_lib.exchange.shapes import HEADER
from cchc_lib.exchange.texts import Format, utf8_text
from cchc_lib.exchange.tomltext import parse_toml
from cchc_lib.exchange.versions import migrated
from cchc_lib.files import read_text
from cchc_lib.forms.entries import FormFile
from cchc_lib.forms.form import OfficialForm
from cchc_lib.forms.making import made_form

__all__ = ["load_form", "loads_form"]


def load_form(path: str | os.PathLike[str]) -> OfficialForm:
    """Return the form that a file says, .toml or .json, as the page "Biểu mẫu" tells.

    Raises:
        InvalidValueError: for a file that has a fault, each in `problems`, with line and key.
        FormatError: for text that is no TOML or JSON, or no UTF-8.
        InvalidTypeError: for a path that is none.
        OSError: when the file cannot be read.
    """
    end = Path(os.fspath(path)).suffix.lower() if isinstance(path, str | os.PathLike) else ""
    if end not in (".toml", ".json"):
        kind = InvalidValueError if isinstance(path, str | os.PathLike) else InvalidTypeError
        raise kind.refuse(
            "path",
            path,
            "the path of a .toml or .json file, such as 'bieu.toml'",
            "đường dẫn tệp .toml hoặc .json, ví dụ 'bieu.toml'",
        )
    return loads_form(read_text(Path(path)), format="json" if end == ".json" else "toml")


def loads_form(text: str | bytes, *, format: Format) -> OfficialForm:
    r"""Return the form that text says.

    >>> form = loads_form(
    ...     'kind = "form"\n'
    ...     'id = "hoa_giai"\n'
    ...     'number = "01/HG"\n'
    ...     'title = "Kết quả hòa giải ở cơ sở"\n'
    ...     'columns = [{number = "A", title = "Thôn", kind = "label"},\n'
    ...     '  {number = "1", title = "Tổng số vụ", formula = "(2) + (3)"},\n'
    ...     '  {number = "2", title = "Hòa giải thành"}, {number = "3", title = "Không thành"}]\n'
    ...     'rows = [{id = "thon", each = "thôn"}, {id = "tong", label = "Tổng", is_total = true}]',
    ...     format="toml")
    >>> [column.number for column in form.numbers], str(form.column("1").formula)
    (['1', '2', '3'], '(1) = (2) + (3)')

    Raises:
        InvalidValueError: for text that has a fault, each in `problems`.
        FormatError: for text that is no TOML or JSON.
        InvalidTypeError: for text that is none.
    """
    if format not in ("toml", "json"):
        raise InvalidValueError.refuse("format", format, "'toml' or 'json'", "'toml' hoặc 'json'")
    plain = utf8_text(text, format)
    data = parse_toml(plain) if format == "toml" else parse_json(plain)
    by_hand = plain if format == "toml" else None
    file: FormFile = read(_body(data), FormFile, (), text=by_hand)
    form, slips = made_form(file)
    if form is None:
        raise gathered(slips if by_hand is None else in_lines(slips, by_hand, FormFile))
    return form


def _body(data: Any) -> Any:
    """Return the data without the header, which says that they are a form."""
    stated = data.get("kind") if isinstance(data, dict) else None
    if stated != FormFile.__kind__:
        raise InvalidValueError.refuse(
            "kind",
            stated,
            '"form": a file of a form says kind = "form"',
            '"form": tệp của biểu ghi kind = "form"',
        )
    return {key: item for key, item in migrated(data).items() if key not in HEADER}
