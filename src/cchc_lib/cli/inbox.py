"""`cchc inbox`: a folder of files that units sent, read, sorted, checked and answered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli import sources
from cchc_lib.cli.roll_up import expected_of
from cchc_lib.cli.terminal import complain, is_terminal, page, say, say_json
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError

if TYPE_CHECKING:
    from cchc_lib.inbox.inbox import Inbox

__all__ = ["inbox"]


@click.command(
    cls=Command,
    short_help="Đọc, đối chiếu thư mục báo cáo do các đơn vị gửi.",
    help="""Đọc mọi tệp trong một thư mục do các đơn vị gửi: Word (.docx; .doc, .odt, .rtf
    khi máy có LibreOffice), PDF có chữ, bảng tính, biểu mẫu, .toml, .json, .txt.

    Cho biết tệp nào đã nhận, nộp muộn, trùng, bản cũ, khác kỳ, không đọc được; đơn vị nào chưa gửi;
    số liệu nào không khớp. Với -o, ghi một thư mục gồm trang để đọc (hop-thu.html), bảng tính có
    mọi quan hệ số liệu đã đọc (hop-thu.xlsx), bản Word có nhận xét (nhan-xet), công văn đề nghị
    từng đơn vị rà soát (cong-van, khi nêu --agency). Không ghi gì vào thư mục được đọc.

    Kết quả trả về: 0 khi không có gì trên mức lưu ý, 1 khi có phát hiện, 2 khi có tệp không đọc
    được.
    """,
)
@click.argument("folder", metavar="THƯ_MỤC", type=Path)
@click.option("--agency", metavar="TÊN", help="Cơ quan nhận báo cáo, ví dụ “Sở Nội vụ”.")
@click.option(
    "--parent", metavar="TÊN", help="Cơ quan chủ quản, ví dụ “Ủy ban nhân dân tỉnh Hà Tĩnh”."
)
@click.option("--symbol", metavar="KÝ_HIỆU", help="Ký hiệu của cơ quan trong số văn bản: SNV.")
@click.option(
    "--expected",
    metavar="MÃ|TỆP",
    help="Đơn vị phải báo cáo: mã hoặc tên tỉnh, tệp văn bản mỗi dòng một tên hay mã; none thì "
    "không đối chiếu. Mặc định theo tên cơ quan nhận hoặc cơ quan chủ quản.",
)
@click.option("--period", metavar="KỲ", help="Kỳ báo cáo, ví dụ “quý III năm 2026”.")
@click.option("--deadline", metavar="NGÀY", help="Hạn nộp, ví dụ 20/9/2026.")
@click.option("--previous", type=Path, metavar="THƯ_MỤC", help="Thư mục tệp của kỳ trước.")
@click.option(
    "--confirmed",
    type=Path,
    metavar="TỆP.json",
    help="Tệp xác nhận số trích nào là số liệu nào: mã số trích và mã số liệu.",
)
@click.option("--reply-by", metavar="NGÀY", help="Ngày các đơn vị phải gửi lại, ghi vào công văn.")
@click.option("-o", "--output", type=Path, metavar="THƯ_MỤC", help="Thư mục kết quả.")
@click.option(
    "--seconds",
    type=float,
    metavar="GIÂY",
    default=60,
    help="Thời gian tối đa đọc một tệp; mặc định 60.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả; mặc định là text.",
)
@click.option("--force", is_flag=True, help="Thay thư mục kết quả đã có.")
@sources.by_outline
def inbox(
    folder: Path,
    agency: str | None,
    parent: str | None,
    symbol: str | None,
    expected: str | None,
    period: str | None,
    deadline: str | None,
    previous: Path | None,
    confirmed: Path | None,
    reply_by: str | None,
    output: Path | None,
    seconds: float,
    form: str,
    force: bool,
    outline: Path | None,
) -> int:
    """Print what a folder holds, write what comes of it, return the exit status."""
    import cchc_lib as cchc

    until, answer = _day("--deadline", deadline), _day("--reply-by", reply_by)
    if until is not None and answer is not None and answer < until:
        raise click.UsageError(f"--reply-by {reply_by}: trước hạn nộp --deadline {deadline}")
    if output is not None and not force and output.is_dir() and any(output.iterdir()):
        raise click.UsageError(
            f"--output: thư mục {output} đã có kết quả; nêu thư mục khác, hoặc thêm --force để thay"
        )
    letters = {} if answer is None else {"reply_by": answer}
    units = _expected(expected, parent or agency)
    found = cchc.read_inbox(
        folder,
        agency=sources.agency(agency, parent, symbol, units),
        expected=units,
        period=None if period is None else _period(period),
        deadline=until,
        previous=previous,
        confirmed=None if confirmed is None else _confirmed(confirmed),
        outline=outline,
        on_progress=_progress if is_terminal(sys.stderr) else None,
        seconds=seconds,
    )
    if form == "json":
        say_json(_plain(found))
    else:
        _tell(found)
    if output is not None:
        names = found.save(output, replace=force, **letters)
        if form == "text":
            say(f"-> {output} ({len(names)} tệp)")
    return _status(found)


def _status(found: Inbox) -> int:
    if any(each.state.value == "unreadable" for each in found.files):
        return 2
    is_suspect = any(each.errors or each.warnings for each in found.units)
    return int(is_suspect or bool(found.findings.at_least("warning")))


def _day(option: str, said: str | None) -> Any:
    import cchc_lib as cchc

    try:
        return None if said is None else cchc.parse_date(said)
    except CchcError as error:
        raise click.UsageError(
            f"{option} {said}: không phải một ngày; ví dụ {option} 20/9/2026"
        ) from error


def _expected(given: str | None, agency: str | None) -> Any:
    """Return who is to report: the code of a province, or the lines of a file.

    Raises:
        click.UsageError: for the code of no province.
    """
    from cchc_lib.law.units import units

    if given is None or given == "none":
        return expected_of(given, agency)
    if given.isdigit():
        provinces = {each.code: each.name for each in units().values() if each.is_province}
        if given not in provinces:
            known = ", ".join(f"{code} {name}" for code, name in provinces.items())
            raise click.UsageError(f"--expected {given}: không có tỉnh mã {given}; các mã: {known}")
        return given
    if not Path(given).exists() and (province := expected_of(None, given)):
        return province
    lines = (line.strip() for line in sources.prose(Path(given)).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _period(said: str) -> Any:
    import cchc_lib as cchc

    head = {"agency": "Ủy ban nhân dân xã Mai Hoa", "period": said}
    return cchc.from_dict(head, kind=cchc.ProceduresReport).period


def _confirmed(path: Path) -> Any:
    from cchc_lib.exchange.jsontext import parse_json

    held = parse_json(sources.prose(path))
    if not isinstance(held, dict):
        raise InvalidValueError.refuse(
            "confirmed", held, "an object of JSON", 'một bảng JSON: {"xa-a.pdf#301-5f0c9a1e": "…"}'
        )
    return held


def _progress(name: str, place: int, count: int) -> None:
    sys.stderr.write(f"\r{place}/{count}")
    if place == count:
        sys.stderr.write("\n")
    sys.stderr.flush()


_HEAD = ("Tình trạng", "Tệp", "Đơn vị", "Kỳ", "Ngày", "Không khớp", "Ghi chú")
_MOST = 20


def _tell(found: Inbox) -> None:
    from cchc_lib.inbox.shown import summary_of
    from cchc_lib.vietnamese.dates import format_date

    rows = [
        (
            each.state.label,
            each.name or "–",
            each.unit.replace("Ủy ban nhân dân", "UBND") or "chưa rõ",
            "" if each.period is None else str(each.period),
            "" if each.day is None else format_date(each.day),
            f"{each.failing}/{each.claims}" if each.claims else "",
            each.why,
        )
        for each in found.files
    ]
    if rows:
        page(rows, _HEAD)
    for line in summary_of(found):
        say(line)
    told = [each for each in found.findings.at_least("warning") if each.code != "CCHC831"]
    for each in told[:_MOST]:
        say(f"{each.code} {each.severity.label}: {each.message}")
    if len(told) > _MOST:
        complain(f"Còn {len(told) - _MOST} phát hiện khác; ghi đầy đủ với -o hoặc --format json.")


def _plain(found: Inbox) -> dict[str, Any]:
    return {
        "period": None if found.period is None else str(found.period),
        "files": found.files.as_list(),
        "units": found.units.as_list(),
        "claims": found.claims.as_list(),
        "figures": found.figures.as_list(),
        "findings": found.findings.as_list(),
        "file_findings": {
            each.name: [one.as_dict() for one in each.read.findings]
            for each in found.files
            if each.read is not None and each.read.findings
        },
    }
