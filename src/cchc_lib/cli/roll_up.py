"""`cchc roll-up`: the reports of many units, or of many periods, added up to one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli import sources
from cchc_lib.cli.folders import Walk
from cchc_lib.cli.terminal import complain, named, reasons, say, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.checks.finding import Finding, Findings
    from cchc_lib.report.head import ReportHead
    from cchc_lib.scale.units import UnitReports

__all__ = ["expected_of", "roll_up"]


@click.command(
    "roll-up",
    cls=Command,
    short_help="Tổng hợp báo cáo của nhiều đơn vị hoặc nhiều kỳ.",
    help="""Tổng hợp tệp số liệu của nhiều đơn vị cùng kỳ, hoặc của nhiều kỳ một đơn vị.

    Thư mục thì đọc mọi tệp số liệu trong đó: .toml, .json, .xlsx và .docx do cchc lập; tệp khác thì
    nêu tên. Tệp Word kết quả có lời văn, bảng số liệu tổng hợp, mỗi
    đơn vị một dòng và bảng xếp hạng; tệp .toml, .json là số liệu tổng hợp. Kết quả trả về: 0 khi
    không có gì trên mức lưu ý, 1 khi có phát hiện (thiếu, trùng, khác kỳ ...), 2 khi có tệp không
    đọc được: khi đó không ghi tệp nào, trừ khi thêm --skip.
    """,
)
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=Path)
@click.option("--agency", metavar="TÊN", help="Tên đầy đủ của cơ quan tổng hợp.")
@click.option(
    "--parent", metavar="TÊN", help="Cơ quan chủ quản, ví dụ “Ủy ban nhân dân tỉnh Hà Tĩnh”."
)
@click.option("--symbol", metavar="KÝ_HIỆU", help="Ký hiệu của cơ quan trong số văn bản: SNV.")
@click.option(
    "--expected",
    metavar="MÃ",
    help="Mã tỉnh, thành phố có các xã, phường, đặc khu phải báo cáo; none thì không đối chiếu. "
    "Mặc định theo tên cơ quan tổng hợp.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=Path,
    metavar="TỆP",
    help="Tệp kết quả .docx, .html, .txt, .toml hoặc .json; nêu được nhiều lần.",
)
@click.option("--rank", "ranked", multiple=True, metavar="MÃ", help="Mã số liệu để xếp hạng.")
@click.option("--of", metavar="MÃ", help="Xem số liệu này là của những đơn vị nào.")
@click.option("--skip", is_flag=True, help="Bỏ qua tệp không đọc được.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@sources.by_outline
def roll_up(
    files: tuple[Path, ...],
    agency: str | None,
    parent: str | None,
    symbol: str | None,
    expected: str | None,
    outputs: tuple[Path, ...],
    ranked: tuple[str, ...],
    of: str | None,
    skip: bool,
    force: bool,
    outline: Path | None,
) -> int:
    """Add up files of facts, return the exit status."""
    import cchc_lib as cchc

    for path in outputs:
        if path.suffix.lower() not in _FORMS:
            raise click.UsageError(f"--output: {path}: cần đuôi {', '.join(_FORMS)}")
    reports, failed = _read(files, outline)
    if failed and not skip:
        return 2
    by_whom = expected_of(expected, parent or agency)
    for_whom = sources.agency(agency, parent, symbol, by_whom)
    try:
        units = cchc.UnitReports(reports, agency=for_whom, expected=by_whom)
    except InvalidValueError as error:
        if error.path != "agency" or agency is not None:
            raise
        raise click.UsageError(
            "báo cáo của nhiều đơn vị: nêu cơ quan tổng hợp, ví dụ --agency "
            '"Ủy ban nhân dân tỉnh Hà Tĩnh"'
        ) from error
    found = cchc.audit_units(units)
    what = "đơn vị" if units.along == "units" else "kỳ"
    say(f"Đã cộng {len(units.each)} {what}, {units.sorted.period}.")
    for line in _grouped(found):
        say(line)
    if of is not None:
        for line in _drill(units, of):
            say(line)
    for id in ranked:
        say(cchc.rank_units(units, id).sentence())
    for path in outputs:
        write_new(path, _written(units, path, ranked), force=force)
        say(f"-> {path}")
    if failed:
        return 2
    return int(bool(found.at_least("warning")))


_FORMS = (".docx", ".html", ".txt", ".toml", ".json")


def _read(files: tuple[Path, ...], outline: Path | None) -> tuple[list[ReportHead], bool]:
    """Return the reports that files and folders hold; each that cannot be read is complained of."""
    reports: list[ReportHead] = []
    failed = False

    def facts(file: Path) -> ReportHead:
        report = sources.facts(file, outline)
        sources.tell_edits(file, report, outline)
        return report

    walk = Walk(facts, (*sources.FACTS, *sources.WORD), "vì không phải tệp số liệu do cchc lập")
    for path in files:
        for file, found in walk.each(path):
            if isinstance(found, Exception):
                if path.is_dir() and isinstance(found, CchcError) and sources.is_outline(found):
                    continue
                failed = True
                for reason in reasons(found):
                    complain(f"{named(file, found)}: {reason}")
            else:
                reports.append(found)
    for line in walk.account():
        complain(line)
    return reports, failed


def _grouped(found: Findings) -> Iterator[str]:
    """Yield findings for people: those of a code together, with what to do once."""
    of_code: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        of_code.setdefault((each.code, each.severity.label), []).append(each)
    for (code, severity), items in of_code.items():
        if len(items) == 1:
            yield str(items[0])
            continue
        yield f"{code} {severity} ({len(items)}):"
        yield from (f"    {each.message}" for each in items)
        for hint in dict.fromkeys(each.hint for each in items if each.hint):
            yield f"    Gợi ý: {hint}"
    if found:
        yield str(found).rpartition("\n")[2]


def expected_of(given: str | None, agency: str | None) -> str | None:
    """Return the province whose communes are to report: as given, or by the agency's name."""
    from cchc_lib.law.units import province_named

    if given is not None:
        return None if given == "none" else given
    province = None if agency is None else province_named(agency)
    return None if province is None else province.code


def _drill(units: UnitReports, id: str) -> Iterator[str]:
    located = units.located(id)
    whole = units.report.figures(padded=False).get(id)
    yield f"{id}: {located.label}" + ("" if whole is None else f": {whole.text}")
    for report, each in zip(units.each, units.contributions(id), strict=True):
        text = "chưa có số liệu" if each.figure is None else each.figure.text
        yield f"    {units.name_of(report)}: {text}"


def _written(units: UnitReports, path: Path, ranked: tuple[str, ...]) -> bytes:
    import cchc_lib as cchc

    report: Any = units.report
    form = path.suffix.lower()
    if form == ".json":
        return cchc.dumps(report, format="json").encode()
    if form == ".toml":
        return cchc.dumps(report, format="toml").encode()
    outline = None
    if units.along == "units":
        outline = cchc.units_outline(units, ranked=ranked or None)
    if form == ".docx":
        return cchc.render_docx(report, outline=outline)
    render = cchc.render_html if form == ".html" else cchc.render_text
    return render(report, outline=outline).encode()
