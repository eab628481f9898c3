"""`cchc form`: official forms, empty or filled in, checked, printed, added up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import (
    called,
    complain,
    named,
    page,
    reasons,
    say,
    say_json,
    write_new,
)
from cchc_lib.cli.words import Command, Group
from cchc_lib.errors import InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.forms.filled import FilledForm
    from cchc_lib.forms.form import OfficialForm

__all__ = ["form"]

_TOLD = ("agency", "period")
_ENDS = (".xlsx", ".docx", ".html")


@click.group(
    cls=Group,
    short_help="Biểu mẫu: lập, kiểm tra, in, cộng.",
    help="""Biểu mẫu là dữ liệu: lập biểu trống hoặc điền từ tệp số liệu, kiểm tra biểu đã điền
    (.xlsx, .docx), in sang dạng khác, cộng biểu của nhiều đơn vị. BIỂU là mã biểu có sẵn (xem:
    cchc form list) hoặc tệp .toml, .json của biểu do đơn vị tự lập.
    """,
)
def form() -> None:
    """Hold the commands of forms."""


_output = click.option(
    "-o",
    "--output",
    type=Path,
    metavar="TỆP",
    required=True,
    help="Tệp ghi ra: .xlsx (có công thức), .docx (khổ ngang) hoặc .html.",
)
_force = click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
_of = click.option("--form", "wanted", metavar="BIỂU", help="Mã hoặc tệp của biểu, khi cần nêu.")


@form.command(cls=Command, name="list", short_help="Liệt kê các biểu có sẵn.")
def list_forms() -> int:
    """Liệt kê các biểu có sẵn, mức độ chắc chắn và điểm chưa rõ của từng biểu."""
    import cchc_lib as cchc

    rows = [
        (each.id, each.title, each.law or "", each.certainty.label)
        for each in cchc.official_forms()
    ]
    page(rows, ("Mã", "Tên biểu", "Căn cứ", "Mức độ chắc chắn"))
    return 0


@form.command(cls=Command, short_help="Lập biểu trống, hoặc điền từ tệp số liệu.")
@click.argument("wanted", metavar="BIỂU")
@_output
@click.option(
    "--facts", type=Path, metavar="SỐ_LIỆU.toml", help="Tệp số liệu (.toml, .json) để điền."
)
@click.option("--agency", metavar="TÊN", help="Đơn vị báo cáo của biểu trống.")
@click.option("--receiver", metavar="TÊN", help="Đơn vị nhận báo cáo.")
@click.option("--period", metavar="KỲ", help='Kỳ báo cáo của biểu trống, ví dụ "quý III năm 2025".')
@_force
@sources.by_outline
def new(
    wanted: str,
    output: Path,
    facts: Path | None,
    agency: str | None,
    receiver: str | None,
    period: str | None,
    force: bool,
    outline: Path | None,
) -> int:
    """Lập biểu trống, hoặc điền sẵn từ tệp số liệu (--facts)."""
    import attrs

    import cchc_lib as cchc
    from cchc_lib.forms.page import place_of

    official = _form(wanted)
    if facts is not None:
        for option, given in (("--agency", agency), ("--period", period)):
            if given is not None:
                raise click.UsageError(
                    f"{option} dùng cho biểu trống; có --facts thì đơn vị và kỳ lấy từ tệp số liệu"
                )
        filled = cchc.fill_form(official, sources.facts(facts, outline))
        if receiver is not None:
            filled = attrs.evolve(filled, receiver=receiver)
    else:
        head: dict[str, Any] = {"agency": agency, "receiver": receiver, "period": _period(period)}
        head["place"] = place_of(agency)
        filled = cchc.empty_form(official, **head)
    _write(filled, output, force=force)
    for doubt in official.doubts:
        complain(f"Lưu ý về biểu {official.number}: {doubt}")
    return 0


@form.command(cls=Command, short_help="Kiểm tra biểu đã điền.")
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=Path)
@_of
@click.option(
    "--facts", type=Path, metavar="SỐ_LIỆU.toml", help="Đối chiếu với tệp số liệu của báo cáo."
)
@click.option("--previous", type=Path, metavar="TỆP", help="Cùng biểu của kỳ trước.")
@click.option("--residuals", is_flag=True, help="Liệt kê mọi hệ thức đã xét, cả chỗ khớp.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả; mặc định là text.",
)
@sources.by_outline
def check(
    files: tuple[Path, ...],
    wanted: str | None,
    facts: Path | None,
    previous: Path | None,
    residuals: bool,
    shape: str,
    outline: Path | None,
) -> int:
    """Kiểm tra các hệ thức của biểu đã điền (.xlsx, .docx); đối chiếu báo cáo, kỳ trước."""
    import attrs

    import cchc_lib as cchc

    official = None if wanted is None else _form(wanted)
    report = None if facts is None else sources.facts(facts, outline)
    before = None if previous is None else _read(previous, official)
    plain: list[dict[str, Any]] = []
    failed = suspect = False
    for file in files:
        try:
            filled = _read(file, official)
            if before is not None:
                _check_before(before, filled)
            found = cchc.check_form(filled, previous=before, report=report)
        except Exception as error:  # one bad file does not stop the others
            failed = True
            plain.append({"file": str(file), "errors": reasons(error)})
            for reason in reasons(error):
                complain(f"{named(file, error)}: không đọc được: {reason}")
            continue
        suspect = suspect or bool(found.at_least("warning"))
        left = cchc.form_residuals(filled, previous=before) if residuals else ()
        plain.append(
            {"file": str(file), "form": filled.form.id, "findings": found.as_list()}
            | ({"residuals": [attrs.asdict(each) for each in left]} if residuals else {})
        )
        if shape == "text":
            say(f"== {file} ({filled.form.number})")
            say(str(found))
            if residuals:
                head = ("Dòng", "Cột", "Hệ thức", "Ghi", "Tính được", "Chênh lệch")
                page(
                    [(e.line, e.column, e.identity, e.stated, e.made, e.residual) for e in left],
                    head,
                )
    if shape == "json":
        say_json({"files": plain})
    return 2 if failed else int(suspect)


@form.command(cls=Command, name="print", short_help="In biểu đã điền sang dạng khác.")
@click.argument("file", metavar="TỆP", type=Path)
@_output
@_of
@_force
def print_form(file: Path, output: Path, wanted: str | None, force: bool) -> int:
    """In biểu đã điền (.xlsx, .docx) thành tệp Word khổ ngang, trang web hoặc bảng tính."""
    filled = _read(file, None if wanted is None else _form(wanted))
    _write(filled.complete(), output, force=force)
    return 0


@form.command(cls=Command, short_help="Cộng biểu của nhiều đơn vị.")
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=Path)
@_output
@_of
@click.option("--agency", metavar="TÊN", help="Đơn vị tổng hợp.")
@_force
def add(
    files: tuple[Path, ...], output: Path, wanted: str | None, agency: str | None, force: bool
) -> int:
    """Cộng biểu của nhiều đơn vị thành một biểu; dòng tổng là kết quả, tỷ lệ tính lại."""
    import cchc_lib as cchc

    official = None if wanted is None else _form(wanted)
    forms = [_read(file, official) for file in files]
    names = {f"forms[{place}]": str(file) for place, file in enumerate(files)}
    names |= {f"{name}.{field}": file for name, file in names.items() for field in _TOLD}
    with called(**names):
        total = cchc.add_forms(forms, agency=agency)
    _write(total, output, force=force)
    return 0


def _check_before(before: FilledForm, filled: FilledForm) -> None:
    """Refuse what is not the same form of the same unit for a period before."""
    from cchc_lib.report.agency import plain_name

    got: tuple[object, object] | None = None
    if before.form.id != filled.form.id:
        got = before.form.number, f"biểu {filled.form.number}"
    elif before.agency and filled.agency and plain_name(before.agency) != plain_name(filled.agency):
        got = before.agency, f"biểu của {filled.agency}"
    elif before.period and filled.period and before.period.end >= filled.period.end:
        got = before.period, f"biểu của kỳ trước {filled.period}"
    if got is not None:
        raise InvalidValueError.refuse(
            "--previous",
            str(got[0]),
            "the same form of the same unit for a period before",
            f"{got[1]}, vì --previous là cùng biểu, cùng đơn vị, kỳ trước",
        )


def _form(wanted: str) -> OfficialForm:
    import cchc_lib as cchc

    if wanted.lower().endswith((".toml", ".json")):
        return cchc.load_form(wanted)
    return cchc.official_form(wanted)


def _period(name: str | None) -> Any:
    import cchc_lib as cchc
    from cchc_lib.vietnamese import parse_period_name

    if name is None:
        return None
    said = parse_period_name(name)
    return cchc.Period(
        kind=said.kind, calendar_year=said.year, index=said.index, last_year=said.end
    )


def _read(file: Path, official: OfficialForm | None) -> FilledForm:
    import cchc_lib as cchc

    try:
        sources.check_file(file)
        return cchc.read_form(file, official)
    except Exception as error:
        error.add_note(str(file))
        raise


def _write(filled: FilledForm, output: Path, *, force: bool) -> None:
    import cchc_lib as cchc

    end = output.suffix.lower()
    if end not in _ENDS:
        raise InvalidValueError(
            f"{output}: no kind of file that is written; accepted: {', '.join(_ENDS)}",
            f"không ghi được loại tệp này; cần: {', '.join(_ENDS)}",
            path=str(output),
        )
    shape: Any = end.removeprefix(".")
    write_new(output, cchc.render_form(filled, format=shape), force=force)
    say(f"-> {output}")
