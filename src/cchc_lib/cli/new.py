"""`cchc new`: a file of facts to fill in, also from that of the period before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import called, command, complain, say, typed, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.report.head import ReportHead
    from cchc_lib.report.period import Period

__all__ = ["new"]

_STAYS = "agency medium addressees recipients drafting_unit copies_kept signatory".split()
"""What the next report of the same agency says again."""

_OF_ONE_TIME = "claims next_tasks recommendations assessment evidence basis previous cumulative"
"""What a report says of its own time only: with it, nothing is compared."""


@click.command(
    cls=Command,
    short_help="Tạo tệp số liệu, hoặc bảng tính, để điền.",
    help="""Tạo tệp số liệu .toml để điền: mỗi số liệu một dòng, kèm tên và đơn vị tính.

    Với --from, số liệu của tệp kỳ trước được đưa vào [previous] để so sánh; tên cơ quan, nơi nhận,
    người ký và số tồn kỳ trước chuyển sang được điền sẵn.

    Với --xlsx, hoặc khi tên tệp có đuôi .xlsx: bảng tính (Excel, LibreOffice) để điền, có ô tính
    sẵn; điền xong thì đọc bằng cchc read.
    """,
)
@click.argument("file", metavar="TỆP", type=Path)
@click.option(
    "--kind",
    type=click.Choice([*sources.KINDS, "outline"]),
    default=None,
    help="Loại báo cáo: report (cải cách hành chính, mặc định), procedures (thủ tục hành chính); "
    "outline: tệp đề cương của đơn vị.",
)
@sources.by_outline
@click.option(
    "--from", "last", type=Path, metavar="KỲ_TRƯỚC.toml", help="Tệp số liệu của kỳ trước."
)
@click.option("--agency", metavar="TÊN", help="Tên đầy đủ của cơ quan báo cáo.")
@click.option("--period", metavar="KỲ", help='Kỳ báo cáo, ví dụ "quý III năm 2025".')
@click.option("--xlsx", is_flag=True, help="Tạo bảng tính .xlsx thay cho tệp .toml.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def new(
    file: Path,
    kind: str | None,
    last: Path | None,
    agency: str | None,
    period: str | None,
    xlsx: bool,
    force: bool,
    outline: Path | None,
) -> int:
    """Write a file to fill in."""
    end = ".xlsx" if xlsx or file.suffix.lower() == ".xlsx" else ".toml"
    if file.suffix.lower() != end:
        raise InvalidValueError(f"{file}: no {end}", f"{file}: tên tệp phải có đuôi {end}")
    given: dict[str, Any] = {"agency": agency, "period": period}
    given = {key: said for key, said in given.items() if said is not None}
    if kind == "outline":
        from cchc_lib.cli.own_outline import outline_template

        if given or last is not None or outline is not None or end == ".xlsx":
            raise click.UsageError(
                "--kind outline không dùng cùng --from, --agency, --period, --xlsx"
            )
        made, needed = outline_template(typed(file.name)).encode(), None
    else:
        made, needed = _facts_to_fill(file, kind, last, given, outline)
    write_new(file, made, force=force)
    say(f"-> {file}")
    what = "Sửa đề cương" if kind == "outline" else "Điền số liệu vào tệp"
    then = command("read" if end == ".xlsx" else "check", file, outline=needed)
    say(f"{what}, rồi chạy: {then}")
    return 0


def _facts_to_fill(
    file: Path, kind: str | None, last: Path | None, given: dict[str, Any], outline: Path | None
) -> tuple[bytes, Path | None]:
    """Return a file to fill in, and the outline that the commands need beside it, if any."""
    if outline is not None and kind is not None:
        raise click.UsageError("--outline không dùng cùng --kind: đề cương đã nêu loại báo cáo")
    report = None if last is None else sources.facts(last, outline)
    if last is not None and report is not None:
        sources.tell_edits(last, report, outline)
    if last is not None and outline is None:
        outline = sources.outline_of(last)
    beside = _beside(outline, file)
    needed = outline if beside is None else None
    if report is None:
        of = sources.kind_of(kind or "report") if outline is None else sources.family(outline)
        fill = _Fill(of, given)
    else:
        of = type(report)
        fill = _following(report, kind, given)
    shown = typed(file.name) if needed is None else f"{typed(file.name)} --outline {typed(needed)}"
    text = fill.text(shown, beside)
    with called(agency="--agency", period="--period", previous="--from"):
        _check(text, given, of, is_following=report is not None)
    if needed is not None:
        complain(
            f"đề cương {needed} ở thư mục khác: khi dùng tệp thì thêm --outline {typed(needed)}"
        )
    return fill.workbook(beside) if file.suffix.lower() == ".xlsx" else text.encode(), needed


def _beside(outline: Path | None, file: Path) -> str | None:
    """Return how a file of facts names an outline beside it or in a folder below."""
    if outline is None:
        return None
    try:
        return outline.resolve().relative_to(file.resolve().parent).as_posix()
    except ValueError:
        return None


def _check(text: str, given: dict[str, Any], kind: Any, *, is_following: bool) -> None:
    """Refuse an agency, a period or a report before that the file could not be loaded with."""
    import cchc_lib as cchc

    if is_following or {"agency", "period"} <= set(given):
        cchc.loads(text, format="toml", kind=kind)
        return
    if "agency" in given:
        cchc.from_dict(given | {"period": "năm 2025"})
    if "period" in given:
        cchc.from_dict(given | {"agency": "Ủy ban nhân dân xã Mai Hoa"})


class _Fill(NamedTuple):
    """What a new file says already, whichever form it has."""

    kind: Any
    head: dict[str, Any]
    carried: Mapping[str, Any] = MappingProxyType({})
    before: ReportHead | None = None

    def text(self, file: str, outline: str | None) -> str:
        """Return it as TOML, with a line for each fact."""
        from cchc_lib.cli.template import template

        last = self.before
        told = {} if last is None else dict(_facts(last)) | {"period": _shown(last.period)}
        return template(
            self.kind,
            given=self.head,
            carried=self.carried,
            before=told,
            previous="" if last is None else _previous(last),
            file=file,
            outline=outline,
        )

    def workbook(self, outline: str | None) -> bytes:
        """Return it as a workbook, with a cell for each fact."""
        from cchc_lib.cli.workbook import workbook_to_fill

        return workbook_to_fill(
            self.kind, self.head, carried=self.carried, before=self.before, outline=outline
        )


def _previous(before: ReportHead) -> str:
    """Return a report as the part [previous] of a file."""
    from cchc_lib.exchange.plain import plain
    from cchc_lib.exchange.shapes import HEADER
    from cchc_lib.exchange.tomltext import write_toml

    said = plain(before, hand=True)
    body = {key: each for key, each in said.items() if key not in HEADER}
    title = f"# ---- SỐ LIỆU CỦA KỲ TRƯỚC ({before.period}): để so sánh, không sửa\n\n"
    return title + write_toml({"previous": body}) + _LAST


def _following(last: ReportHead, kind: str | None, given: dict[str, Any]) -> _Fill:
    """Return what the file of the period after a report says, with that report as `previous`."""
    import attrs

    from cchc_lib.exchange.plain import plain
    from cchc_lib.exchange.shapes import shapes

    if kind is not None and sources.kind_of(kind) is not type(last):
        raise InvalidValueError(
            f"--kind {kind}: the report before is of another kind",
            f"--kind {kind}: tệp kỳ trước là loại báo cáo khác; bỏ --kind thì theo tệp kỳ trước",
        )
    fields = attrs.fields_dict(type(last))
    without: Any = {name: fields[name].default for name in _OF_ONE_TIME.split()}
    before = attrs.evolve(last, **without)
    said = plain(before, hand=True)
    held = shapes(type(last))
    stays = {
        key: said[key]
        for key in _STAYS
        if key in said and not held[key].is_left_out(getattr(last, key))
    }
    head = {**stays, "period": _period(_next(last.period)), **given}
    if "period" in given:
        _check_period(str(given["period"]), last.period)
    return _Fill(type(last), head, dict(_carried(last)), before)


_LAST = """
# ---- HẾT SỐ LIỆU KỲ TRƯỚC: không thêm dòng ở đây, dòng thêm vào sẽ thuộc [previous] ở trên
"""


def _check_period(stated: str, before: Period) -> None:
    """Refuse a period that the one before cannot be compared with."""
    from cchc_lib.vietnamese.periods import parse_period_name

    with called(text="--period"):
        kind = parse_period_name(stated).kind
    if kind is not before.kind:
        raise InvalidValueError(
            f"--period {stated}: the file before is of another kind of period ({before})",
            f"--period {stated}: tệp kỳ trước là của {before}, khác loại kỳ nên không so sánh "
            "được; bỏ --from, hoặc nêu kỳ cùng loại",
        )


def _next(period: Period) -> Period:
    """Return the next period of the same kind; after nine months, those of the next year."""
    following = period.next
    if following.kind is period.kind:
        return following
    return type(period).nine_months(period.calendar_year + 1)


def _period(period: Period) -> Any:
    """Return a period in words where these say all of it, else as its fields."""
    from cchc_lib.exchange.plain import plain

    return str(period) if period.label is None else plain(period, hand=True)


def _shown(period: Period) -> str:
    """Return a period with the days that it counts."""
    import cchc_lib as cchc

    days = f"{cchc.format_date(period.start)} - {cchc.format_date(period.end)}"
    return f"{period}, số liệu {days}"


def _objects(owner: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path, object) of what stands in lines of its own; what is in a list has no line."""
    from cchc_lib.figures.figure import held

    for _, key, _, item in held(owner):
        if key and "[" not in key:
            yield f"{path}{key}.", item
            yield from _objects(item, f"{path}{key}.")


def _carried(last: ReportHead) -> Iterator[tuple[str, Any]]:
    """Yield the path and number of each fact that a period takes over from the one before.

    What was left is taken as far as it is known, such as pending and waiting for a supplement.
    """
    from cchc_lib.figures.declare import declarations

    for path, item in _objects(last):
        for name, declared in declarations(type(item)).items():
            left = (tie.node.compute(item) for tie in reversed(declared.continues))
            if (number := next((each for each in left if each is not None), None)) is not None:
                yield path + name, number


def _facts(last: ReportHead) -> Iterator[tuple[str, str]]:
    """Yield the path of each counted fact and how it prints: told beside its line."""
    from cchc_lib.figures.figure import walk
    from cchc_lib.report.printing import figure_text

    for found in walk(last, reported=True):
        is_plain = found.declaration.formula is None and not isinstance(found.value, Enum)
        if is_plain and "[" not in found.id:
            text = figure_text(found.value, found.declaration.unit, padded=False)
            yield found.id, " ".join(text.split())
