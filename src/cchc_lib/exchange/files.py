"""Reports as text and files: JSON for programs, TOML for people."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any, Literal, TypeVar, overload

from cchc_lib.archive import path_of
from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError, gathered
from cchc_lib.exchange.data import checked, placed, read, reader_of, said_kind
from cchc_lib.exchange.jsontext import parse_json, write_json
from cchc_lib.exchange.plain import is_model, plain
from cchc_lib.exchange.shapes import HEADER, is_report
from cchc_lib.exchange.texts import MAX_BYTES, Format, check_length, utf8_text
from cchc_lib.exchange.word import is_word, refuse_word, word_facts
from cchc_lib.families.cchc import Report
from cchc_lib.files import check_file, replace_file
from cchc_lib.report.head import ReportHead

__all__ = ["MAX_BYTES", "dump", "dumps", "load", "load_family", "loads", "loads_family"]

Model = TypeVar("Model")
Loaded = Literal["json", "toml", "docx"]


_MAX_KEPT = 256 * 1024
"""The largest TOML file whose comments are kept when it is written again."""

_FORMATS = {".json": "json", ".toml": "toml"}


@overload
def load(path: str | os.PathLike[str], *, kind: type[Model], own: Iterable[type] = ()) -> Model: ...


@overload
def load(path: str | os.PathLike[str], *, own: Iterable[type] = ()) -> Report: ...


def load(path: Any, *, kind: Any = Report, own: Iterable[type] = ()) -> Any:
    """Return the report that a file holds, .toml, .json, .xlsx or .docx; another kind with `kind`.

    A file of text is read as UTF-8, JSON up to 4 MiB, TOML up to 1 MiB. What it may say, `loads`
    tells. One that says `outline = "de-cuong.toml"` is of the kind that this file beside it, or in
    a folder below, makes (`load_family`). With `kind=ReportHead` the file says which kind of report
    it is. A workbook, made by `dump` or `cchc new --xlsx`, has up to 32 MB and 50.000 rows a sheet;
    its errors name sheet and cell; it needs the extra `xlsx`. A Word file is one that `render_docx`
    made of a report: the facts in it are returned, whatever its words say since (`diff_docx`).

    Raises:
        InvalidValueError: for facts that have a fault, each in `problems`; for a file of another
            kind, or one that is no plain file or too large.
        FormatError: for text that is no JSON or TOML, or no UTF-8; for what is no workbook; for a
            Word file that carries no facts, is damaged or unsafe.
        InvalidTypeError: for a path, a `kind` or `own` that are none.
        OSError: when the file cannot be read.
    """
    own = tuple(own) if isinstance(own, Iterable) else own
    checked(Report if kind is ReportHead else kind, own)
    if is_word(path):
        return _loaded(word_facts(path), "json", kind, own)
    if _suffix(path) == ".xlsx":
        return _from_workbook(path, kind, own)
    shown, form = _of_path(path)
    return _loaded(_bytes(shown, form), form, kind, own, folder=Path(shown).parent)


@overload
def loads(
    text: str | bytes, *, format: Loaded, kind: type[Model], own: Iterable[type] = ()
) -> Model: ...


@overload
def loads(text: str | bytes, *, format: Loaded, own: Iterable[type] = ()) -> Report: ...


def loads(text: Any, *, format: Loaded, kind: Any = Report, own: Iterable[type] = ()) -> Any:
    r"""Return the report that JSON or TOML text says; another kind of object with `kind`.

    With `format="docx"` it is the bytes of a Word file that `render_docx` made of a report.

    JSON is the form of programs: what `from_dict` takes, numbers exact. TOML is what people write:
    days also as "24/7/2025" or "ngày 24 tháng 7 năm 2025", counts also as "1.268", money also as
    "10,55 tỷ đồng", keys also as the Vietnamese labels of their fields, in quotes.

    >>> loads('agency = "Ủy ban nhân dân xã Mai Hoa"\n'
    ...       'period = "năm 2025"\n'
    ...       '["kế hoạch"]\n'
    ...       '"nhiệm vụ của kế hoạch" = 43\n'
    ...       'tasks_completed = 41', format="toml").plan.completion
    Ratio(part=41, whole=43)

    JSON is at most 4 MiB long and TOML 1 MiB, a paragraph 100.000 characters, a number has at most
    4300 digits: what is beyond is refused, in some seconds at most.

    Raises:
        InvalidValueError: for facts that have a fault, each in `problems`.
        FormatError: for text that is no JSON or TOML, with line and column; a key that stands
            twice, a byte-order mark, UTF-16, NUL, NaN.
        InvalidTypeError: for text, a `kind` or `own` that are none.
    """
    if format == "docx":
        return _loaded(word_facts(text), "json", kind, own)
    return _loaded(text, _format(format), kind, own)


def _loaded(text: Any, form: Format, kind: Any, own: Any, folder: Path | None = None) -> Any:
    plain_text = utf8_text(text, form)
    data = _parsed(plain_text, form)
    if folder is not None and is_report(kind) and isinstance(data, dict) and "outline" in data:
        kind = _made_for(kind, data["outline"], folder)
    return read(data, kind, own, text=plain_text if form == "toml" else None)


def _from_workbook(path: Any, kind: Any, own: Any) -> Any:
    from cchc_lib.exchange.xlsx.read import load_facts

    def kind_for(asked: Any, header: Mapping[str, Any]) -> Any:
        if is_report(asked) and "outline" in header:
            asked = _made_for(asked, header["outline"], Path(path).parent)
        return said_kind(header) if asked is ReportHead else asked

    check_file(path_of(path, "path", "so-lieu.xlsx"))
    return load_facts(path, kind, own, kind_for)


def _parsed(text: str, form: Format) -> Any:
    if form == "json":
        return parse_json(text)
    from cchc_lib.exchange.tomltext import parse_toml

    return parse_toml(text)


def load_family(path: str | os.PathLike[str]) -> type[ReportHead]:
    """Return the kind of report that a file of an office (đề cương) makes, .toml or .json.

    The file says subjects with their facts and formulas, and an outline, as the page "Đề cương
    riêng" tells; nothing in it is evaluated. What it makes is a class as `family` makes one, to
    give wherever a kind is asked for: `load(path, kind=…)`, `from_dict`, `json_schema`. The same
    text makes the same class.

    Raises:
        InvalidValueError: for a file that has a fault, each in `problems`, with line and key.
        FormatError: for text that is no TOML or JSON, or no UTF-8.
        InvalidTypeError: for a path that is none.
        OSError: when the file cannot be read.
    """
    shown, form = _of_path(path)
    return loads_family(_bytes(shown, form), format=form)


def loads_family(text: str | bytes, *, format: Format) -> type[ReportHead]:
    r"""Return the kind of report that the text of such a file makes.

    >>> kind = loads_family(
    ...     'kind = "outline"\n'
    ...     'id = "bao_cao_xa"\n'
    ...     '[subjects.nong_thon_moi]\n'
    ...     'label = "xây dựng nông thôn mới"\n'
    ...     'facts.so_xa = {label = "số xã", unit = "xã"}\n'
    ...     'facts.dat_chuan = {label = "số xã đạt chuẩn", unit = "xã", part_of = "so_xa"}\n'
    ...     'figures.ty_le = {label = "tỷ lệ xã đạt chuẩn", formula = "dat_chuan / so_xa"}',
    ...     format="toml")
    >>> report = loads('agency = "Ủy ban nhân dân tỉnh Hà Tĩnh"\n'
    ...                'period = "năm 2025"\n'
    ...                'nong_thon_moi = {so_xa = 11, dat_chuan = 9}', format="toml", kind=kind)
    >>> report.figures()["nong_thon_moi.ty_le"].text
    '81,82%'

    Raises:
        InvalidValueError: for text that has a fault, each in `problems`.
        FormatError: for text that is no TOML or JSON.
        InvalidTypeError: for text that is none.
    """
    from cchc_lib.exchange.outlines.families import Source, family_of_source

    plain_text = utf8_text(text, _format(format))
    check_length(plain_text, "toml")  # no outline is longer in JSON
    return family_of_source(Source(plain_text, format))


def _made_for(kind: Any, stated: Any, folder: Path) -> Any:
    """Return the kind that the file beside a report makes; one that was given holds by itself."""
    if hasattr(kind, "__made_from__"):
        return kind
    path = PurePath(stated) if isinstance(stated, str) and "\0" not in stated else PurePath()
    is_beside = not (path.is_absolute() or path.drive or ".." in path.parts)
    if is_beside and path.suffix.lower() in _FORMATS:
        is_beside = Path(folder, path).resolve().is_relative_to(folder.resolve())
    if not is_beside or path.suffix.lower() not in _FORMATS:
        raise InvalidValueError.refuse(
            "outline",
            stated,
            "a file beside the report or in a folder below, such as 'de-cuong.toml'; for another "
            "place kind=load_family(path)",
            "tệp đề cương cùng thư mục hoặc ở thư mục con, ví dụ 'de-cuong.toml'; tệp ở nơi khác "
            "thì bỏ dòng này và thêm --outline vào lệnh",
        )
    try:
        made = load_family(folder / path)
    except CchcError as error:  # the problems are of that file, not of the report
        raise gathered(tuple(placed(each, stated, stated) for each in error.problems)) from None
    except FileNotFoundError as error:
        raise InvalidValueError.refuse(
            "outline",
            stated,
            f"a file that is there; there is no {folder / path}; such as 'de-cuong.toml'",
            f"tệp có trong thư mục, hiện không có {folder / path}; đề cương ở nơi khác thì bỏ dòng "
            "này và thêm --outline vào lệnh",
        ) from error
    if not issubclass(made, kind):
        raise InvalidTypeError.refuse(
            "outline",
            stated,
            f'a file with base = "{kind.__subject__.id}"; for any kind of report kind=ReportHead',
            f'đề cương có base = "{kind.__subject__.id}"; loại bất kỳ thì dùng kind=ReportHead',
        )
    return made


def dump(value: Any, path: str | os.PathLike[str]) -> None:
    """Write an object into a file, .toml, .json or .xlsx, whole or not at all.

    A workbook can be filled in; figures that follow stand in it as formulas. It needs the extra
    `xlsx`.

    A TOML file up to 256 KiB that holds the same kind of object keeps its comments, and the wording
    of what did not change ("10,55 tỷ đồng"), where the writer can. A file that names the outline of
    its kind (`outline = "de-cuong.toml"`) goes on naming it.

    Raises:
        InvalidTypeError: for what has no form as data, or a path that is none.
        InvalidValueError: for a file name that ends otherwise.
        OSError: when the file cannot be written; an old one stays as it was.
    """
    refuse_word(path)
    if _suffix(path) == ".xlsx":
        from cchc_lib.exchange.xlsx.write import filled_workbook

        outline = _outline_of_workbook(value, os.fspath(path))
        replace_file(path, filled_workbook(_facts(value), outline=outline))
        return
    shown, form = _of_path(path)
    text = _written(value, form, outline=_outline_before(value, shown, form))
    check_length(text, form)
    if form == "toml":
        text = _kept(value, shown) or text
    replace_file(shown, text.encode())


def dumps(value: Any, *, format: Format) -> str:
    """Return an object as JSON or TOML text; `loads` reads an equal one back, with its `kind`.

    JSON takes everything that `to_dict` takes; TOML is for facts.

    >>> import cchc_lib as cchc
    >>> print(dumps(cchc.Plan(tasks=43, decision=cchc.Citation.parse("130/QĐ-UBND")),
    ...             format="toml"), end="")
    decision = "Quyết định số 130/QĐ-UBND"
    tasks = 43

    Raises:
        InvalidTypeError: for what has no form as data.
        InvalidValueError: for another format.
        FormatError: for more text than `loads` reads.
    """
    text = _written(value, _format(format))
    check_length(text, format)
    return text


def _written(value: Any, form: Format, *, outline: str | None = None) -> str:
    header = {} if outline is None else {"outline": outline}
    if form == "json":
        said = plain(value)
        return write_json(_headed(said, header) if header else said)
    from cchc_lib.exchange.tomltext import write_toml

    return write_toml(_headed(_by_hand(_facts(value)), header))


def _facts(value: Any) -> Any:
    if not is_model(type(value)):
        raise InvalidTypeError.refuse(
            "value", value, "facts, such as a Report or a Plan", "sự kiện, ví dụ Report hoặc Plan"
        )
    return value


def _headed(data: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a report with more in its header."""
    header = {key: data[key] for key in HEADER if key in data}
    return {**header, **more, **data}


def _outline_before(value: Any, shown: str, form: Format) -> str | None:
    """Return how a file that is there names the outline of the kind that is written."""
    if not hasattr(type(value), "__made_from__"):
        return None
    try:
        stated = _parsed(utf8_text(_bytes(shown, form), form), form)["outline"]
        return stated if _made_for(ReportHead, stated, Path(shown).parent) is type(value) else None
    except Exception:  # no such file, or none that can be read
        return None


def _outline_of_workbook(value: Any, shown: str) -> str | None:
    """Return how a workbook that is there names the outline of the kind that is written."""
    from cchc_lib.exchange.xlsx.read import header_of

    if not hasattr(type(value), "__made_from__"):
        return None
    try:
        stated = header_of(shown)["outline"]
        return stated if _made_for(ReportHead, stated, Path(shown).parent) is type(value) else None
    except Exception:  # no such file, or none that can be read
        return None


# ---------------------------------------------------------------- files and text


def _format(format: Any) -> Format:
    if format == "json":
        return "json"
    if format == "toml":
        return "toml"
    raise InvalidValueError.refuse(
        "format", format, '"json" or "toml"; such as "json"', '"json" hoặc "toml"; ví dụ "json"'
    )


def _suffix(path: Any) -> str:
    """Return how the name of a file ends; "" of what is no path."""
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    return Path(shown).suffix.lower() if isinstance(shown, str) else ""


def _of_path(path: Any) -> tuple[str, Format]:
    accepted = "the path of a .toml, .json or .xlsx file, such as 'mai-hoa.toml'"
    accepted_vi = "đường dẫn tệp .toml, .json hoặc .xlsx, ví dụ 'mai-hoa.toml'"
    shown = os.fspath(path) if isinstance(path, str | os.PathLike) else None
    if not isinstance(shown, str):
        raise InvalidTypeError.refuse("path", path, accepted, accepted_vi)
    form = _FORMATS.get(Path(shown).suffix.lower())
    try:
        if form is None or "\0" in shown:
            raise ValueError
        os.fsencode(shown)
    except ValueError:
        raise InvalidValueError.refuse("path", shown, accepted, accepted_vi) from None
    return shown, _format(form)


def _bytes(shown: str, form: Format) -> bytes:
    if not stat.S_ISREG(Path(shown).stat().st_mode):
        if Path(shown).is_dir():
            Path(shown).read_bytes()  # the error of the system, with the path that was given
        raise InvalidValueError.refuse(
            "path",
            shown,
            "a file, not a pipe, socket or device, such as 'mai-hoa.toml'",
            "một tệp, không phải đường ống, socket hay thiết bị, ví dụ 'mai-hoa.toml'",
        )
    with Path(shown).open("rb") as file:
        return file.read(MAX_BYTES[form] + 1)


def _by_hand(value: Any) -> dict[str, Any]:
    """Return a mapping, also of what is written in words inside a report: a document, a rate."""
    said = plain(value, hand=True)
    mapping: dict[str, Any] = said if isinstance(said, dict) else plain(value)
    return mapping


def _kept(value: Any, shown: str) -> str | None:
    """Return the text of an old file with new facts in it; `None` where there is none to keep."""
    from cchc_lib.exchange.tomltext import merged_toml

    try:
        if Path(shown).stat().st_size > _MAX_KEPT:
            return None
        old = utf8_text(_bytes(shown, "toml"), "toml")
        kind = type(value)
        own = tuple(type(item) for item in value.own) if is_report(kind) else ()
        before = loads(old, format="toml", kind=kind, own=own)
        names = reader_of(own, True).names_of(kind)
        merged = merged_toml(old, _by_hand(before), _by_hand(value), names)
        return merged if loads(merged, format="toml", kind=kind, own=own) == value else None
    except Exception:  # no such file, no such facts, or a form that the writer does not know
        return None
