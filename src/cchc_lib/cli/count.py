"""`cchc count`: files of dossiers, one a row, to files of facts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli.terminal import complain, reasons, say, say_raw, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_lib.report.agency import Agency
    from cchc_lib.report.head import ReportHead
    from cchc_lib.report.period import Period
    from cchc_lib.scale.readers import RowTable
    from cchc_lib.scale.tallies import RowCounts

__all__ = ["count"]

_POLICIES = ("by_form", "apart", "in_column_9")


@click.command(
    cls=Command,
    short_help="Đếm hồ sơ từ tệp xuất của hệ thống một cửa.",
    help="""Đếm hồ sơ từ tệp danh sách (.csv, .xlsx, .xls, .ods, .parquet), mỗi dòng một hồ sơ,
    thành tệp số liệu .toml của báo cáo thủ tục hành chính.

    Cột được nhận theo tiêu đề tiếng Việt (Mã hồ sơ, Lĩnh vực, Hình thức tiếp nhận, Ngày tiếp nhận,
    Ngày hẹn trả, Ngày kết thúc xử lý, Trạng thái) hoặc theo tên trường của Cổng Dịch vụ công quốc
    gia; cột có tên khác thì nêu bằng --column. Dòng không tính được thì nêu lý do và ví dụ; khi có
    dòng sai, tệp số liệu ghi chú số dòng chưa tính, báo cáo in ghi chú đó, và kết quả trả về là 1.

    Tệp có nhiều đơn vị thì với -o THƯ_MỤC mỗi đơn vị được một tệp mang tên đơn vị.
    """,
)
@click.argument("file", metavar="TỆP", type=Path)
@click.option(
    "--period",
    required=True,
    metavar="KỲ",
    help='Kỳ báo cáo, ví dụ "quý III năm 2026"; số liệu lấy từ ngày đầu đến ngày cuối của kỳ.',
)
@click.option("--from", "start", metavar="NGÀY", help="Ngày đầu chốt số liệu, nếu khác của kỳ.")
@click.option("--to", "end", metavar="NGÀY", help="Ngày cuối chốt số liệu, nếu khác của kỳ.")
@click.option("--agency", metavar="TÊN", help="Đơn vị báo cáo: mọi dòng là của đơn vị này.")
@click.option(
    "--parent",
    metavar="TÊN",
    help="Cơ quan chủ quản của sở, phòng, ban, ví dụ “Ủy ban nhân dân tỉnh Hà Tĩnh”.",
)
@click.option(
    "--symbol",
    "symbols",
    multiple=True,
    metavar="[TÊN=]KÝ_HIỆU",
    help="Ký hiệu của sở, phòng, ban trong số văn bản, ví dụ STP; tệp có nhiều đơn vị thì nêu lần "
    'lượt "Sở Tư pháp=STP".',
)
@click.option(
    "--column",
    "named",
    multiple=True,
    metavar="CỘT=TÊN CỘT",
    help='Cột có tên khác trong tệp, ví dụ "channel=Nộp qua" hay "hình thức tiếp nhận=Nộp qua"; '
    "nêu được nhiều lần. Cột: code, agency, sector, source, channel, received, due, ended, state.",
)
@click.option(
    "--channel",
    "channels",
    multiple=True,
    metavar="TỪ=HÌNH THỨC",
    help='Hình thức tiếp nhận mà một từ trong tệp chỉ, ví dụ "Zalo=trực tuyến"; nêu được nhiều '
    "lần. Hình thức: trực tuyến, toàn trình, một phần, trực tiếp, bưu chính.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="TỪ=TRẠNG THÁI",
    help='Trạng thái mà một từ trong tệp chỉ, ví dụ "Xong=đã giải quyết"; nêu được nhiều lần. '
    "Trạng thái: đang giải quyết, đã giải quyết, chờ bổ sung, trả lại, từ chối, rút, dừng giải "
    "quyết, chưa tiếp nhận.",
)
@click.option(
    "--policy",
    type=click.Choice(_POLICIES),
    default="by_form",
    help="Cách tính hồ sơ trả lại, rút, dừng, chờ bổ sung: by_form (vào cột của Biểu II.06a, mặc "
    "định), apart (đếm riêng), in_column_9 (đều vào cột 9).",
)
@click.option(
    "-o",
    "--output",
    type=Path,
    metavar="TỆP.toml|THƯ_MỤC",
    help="Tệp ghi kết quả, hoặc thư mục để ghi mỗi đơn vị một tệp; mặc định in ra màn hình.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def count(
    file: Path,
    period: str,
    start: str | None,
    end: str | None,
    agency: str | None,
    parent: str | None,
    symbols: tuple[str, ...],
    named: tuple[str, ...],
    channels: tuple[str, ...],
    states: tuple[str, ...],
    policy: str,
    output: Path | None,
    force: bool,
) -> int:
    """Write the facts that rows come to, and say what was not counted."""
    import attrs

    import cchc_lib as cchc
    from cchc_lib.scale.columns import CHANNELS, STATES

    folder = output is not None and output.suffix.lower() != ".toml"
    if folder and agency is not None:
        raise click.UsageError("--agency dùng với -o TỆP.toml, không dùng với thư mục")
    window = _head(cchc.Agency(name=_ANYONE), period).period
    days = {"start": _day("--from", start), "end": _day("--to", end)}
    window = _replaced(window, {key: day for key, day in days.items() if day is not None})
    table = _table(file, _columns(named))
    columns = attrs.evolve(
        table.columns,
        channels={**table.columns.channels, **_meanings("--channel", channels, CHANNELS)},
        states={**table.columns.states, **_meanings("--state", states, STATES)},
    )
    counts = cchc.count_rows(
        attrs.evolve(table, columns=columns), start=window.start, end=window.end, policy=policy
    )
    _tell(counts)
    status = 1 if counts.faults else 0
    if output is not None and folder:
        return max(status, _in_folder(counts, window, output, parent, symbols, force=force))
    unit = _agency(agency or _only(counts), parent, symbols, always=True)
    text = cchc.dumps(_facts(counts, window, unit, None), format="toml")
    if output is None:
        say_raw(text)
    else:
        write_new(output, text.encode("utf-8"), force=force)
        say(f"-> {output}")
    return status


def _in_folder(
    counts: RowCounts,
    window: Period,
    folder: Path,
    parent: str | None,
    symbols: tuple[str, ...],
    *,
    force: bool,
) -> int:
    """Write a file for each agency, under its name; one that cannot be is told at its place."""
    import cchc_lib as cchc
    from cchc_lib.scale.many import usual_name

    folder.mkdir(parents=True, exist_ok=True)
    status, taken = 0, set[str]()
    for each in counts.agencies:
        if each is None:
            _only(counts)  # says what is missing
            continue
        try:
            report = _facts(counts, window, _agency(each, parent, symbols), each)
            stem = usual_name(report)
            for number in range(2, len(counts.agencies) + 1):
                if stem not in taken:
                    break
                stem = f"{usual_name(report)}-{number}"
            taken.add(stem)
            path = folder / f"{stem}.toml"
            write_new(path, cchc.dumps(report, format="toml").encode("utf-8"), force=force)
        except (CchcError, OSError) as error:  # the others are written
            complain("\n".join(f"Lỗi: {each}: {reason}" for reason in reasons(error)))
            status = 2
            continue
        say(f"{each} -> {path}")
    return status


_ANYONE = "Ủy ban nhân dân xã Mai Hoa"


def _head(agency: Agency, period: str) -> Any:
    import attrs

    import cchc_lib as cchc

    head = {"agency": _ANYONE, "period": period}
    return attrs.evolve(cchc.from_dict(head, kind=cchc.ProceduresReport), agency=agency)


def _agency(
    name: str, parent: str | None, symbols: tuple[str, ...], *, always: bool = False
) -> Agency:
    """Return an agency; with what is above it where its name alone, or `always`, asks for that."""
    import cchc_lib as cchc
    from cchc_lib.vietnamese.text import fold_label

    by_name = {fold_label(said): symbol for said, _, symbol in map(_parted, symbols)}
    symbol = by_name.get(fold_label(name), by_name.get(""))
    if not always or (parent is None and symbol is None):
        try:
            return cchc.Agency(name=name)
        except CchcError:
            pass
    above = None if parent is None else cchc.Agency(name=parent)
    try:
        return cchc.Agency(name=name, parent=above, symbol=symbol)
    except CchcError as error:
        lacks = [
            f'--symbol "{name}=KÝ_HIỆU"' if symbol is None else "",
            '--parent "TÊN CƠ QUAN CHỦ QUẢN"' if parent is None else "",
        ]
        if not any(lacks):
            raise
        advice = " và ".join(filter(None, lacks))
        raise InvalidValueError(
            f"{error}; for a department give {advice}",
            f"tên không phải của Ủy ban nhân dân, nên cần nêu {advice} ({error.message_vi})",
            path="agency",
        ) from error


def _parted(symbol: str) -> tuple[str, str, str]:
    return symbol.rpartition("=")


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    """Return the names of columns that an option says: {"channel": "Nộp qua"}."""
    from cchc_lib.scale.columns import LABELS
    from cchc_lib.vietnamese.text import fold_label

    known = {fold_label(label): field for field, label in LABELS.items()}
    known |= {field: field for field in LABELS}
    found = {}
    for each in given:
        said, there, name = each.partition("=")
        if not there or not name.strip() or fold_label(said) not in known:
            raise click.UsageError(
                f'--column {each!r}: cần dạng "CỘT=TÊN CỘT", ví dụ "channel=Nộp qua"; CỘT là một '
                f"trong: {', '.join(f'{field} ({label})' for field, label in LABELS.items())}"
            )
        found[known[fold_label(said)]] = name.strip()
    return found


def _table(file: Path, named: dict[str, str]) -> RowTable:
    """Return the rows of a file; a column that is not found is told with the option for it."""
    from cchc_lib.scale.readers import row_table

    try:
        return row_table(file, None, **named)
    except UnknownNameError as error:
        problems = [
            UnknownNameError(str(each), _with_option(each.message_vi), path=str(file))
            for each in error.problems or (error,)
        ]
        told = _with_option(error.message_vi)
        raise UnknownNameError(str(error), told, path=str(file), problems=problems) from error


def _with_option(message: str) -> str:
    return re.sub(r"nêu tên cột: (\w+)=", r'nêu --column "\1=TÊN CỘT"', message)


def _day(option: str, said: str | None) -> Any:
    import cchc_lib as cchc

    try:
        return None if said is None else cchc.parse_date(said)
    except CchcError as error:
        raise click.UsageError(f"{option}: {error.message_vi.removeprefix('text: ')}") from error


def _meanings(option: str, given: tuple[str, ...], known: Mapping[str, str]) -> dict[str, str]:
    """Return what words mean that an option says in known ones: {"Zalo": "online"}."""
    from cchc_lib.vietnamese.text import fold_label

    meant = {}
    for each in given:
        word, there, said = each.rpartition("=")
        meaning = known.get(fold_label(said), said.strip())
        if not there or meaning not in known.values():
            first = next(iter(known))
            raise click.UsageError(f'{option} {each!r}: cần dạng "TỪ={first}"')
        meant[word] = meaning
    return meant


def _replaced(period: Period, days: dict[str, Any]) -> Period:
    import attrs

    return attrs.evolve(period, **days)


def _only(counts: RowCounts) -> str:
    """Return the one agency that the rows are of."""
    if len(counts.agencies) == 1 and counts.agencies[0] is not None:
        return counts.agencies[0]
    raise InvalidValueError(
        f"{len(counts.agencies)} agencies: give --agency, or a folder with -o",
        f"tệp có {len(counts.agencies)} đơn vị; nêu --agency để gộp làm một, hoặc -o DIR để mỗi "
        "đơn vị một tệp"
        if counts.agencies != (None,)
        else "tệp không có cột đơn vị; nêu --agency",
        path="agency",
    )


def _facts(counts: RowCounts, period: Period, agency: Agency, of: str | None) -> ReportHead:
    import attrs

    import cchc_lib as cchc

    notes = [f"Cách tính số hồ sơ: {counts.policy}."]
    if (lacking := counts.lacking(of)) is not None:
        notes.append(lacking)
    report: ReportHead = attrs.evolve(
        _head(agency, str(period)),
        period=period,
        procedures=cchc.Procedures(dossiers=counts.dossiers(of), notes=notes),
    )
    return report


def _tell(counts: RowCounts) -> None:
    """Say what was counted and what was not, for people to read."""
    for line in str(counts).split("\n"):
        complain(line)
    if any(each.words for each in counts.refusals):
        complain('Từ chưa rõ thì nêu nghĩa: --channel "TỪ=trực tuyến", --state "TỪ=đã giải quyết".')
    if counts.policy.apart or counts.counted:
        complain(f"Cách tính: {counts.policy}.")
