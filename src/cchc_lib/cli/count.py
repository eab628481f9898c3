"""`cchc count`: files of dossiers, one a row, to files of facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_lib.cli.terminal import complain, say, say_raw, write_new
from cchc_lib.cli.words import Command
from cchc_lib.errors import CchcError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_lib.report.period import Period
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
    gia. Dòng không tính được thì nêu lý do và ví dụ; khi có dòng sai, kết quả trả về là 1.

    Tệp có nhiều đơn vị thì với -o THƯ_MỤC mỗi đơn vị được một tệp.
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
    from cchc_lib.scale.readers import row_table

    folder = output is not None and output.suffix.lower() != ".toml"
    if folder and agency is not None:
        raise click.UsageError("--agency dùng với -o TỆP.toml, không dùng với thư mục")
    window = _head(agency or _ANYONE, period).period
    days = {"start": _day("--from", start), "end": _day("--to", end)}
    window = _replaced(window, {key: day for key, day in days.items() if day is not None})
    table = row_table(file)
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
    if output is None:
        say_raw(_facts(counts, window, agency or _only(counts), None))
    elif not folder:
        text = _facts(counts, window, agency or _only(counts), None)
        write_new(output, text.encode("utf-8"), force=force)
        say(f"-> {output}")
    else:
        output.mkdir(parents=True, exist_ok=True)
        for place, each in enumerate(counts.agencies, start=1):
            path = output / f"{place:04d}.toml"
            try:
                text = _facts(counts, window, each or "", each)
            except CchcError as error:  # the others are written
                complain(f"Lỗi: {each or '(không có cột đơn vị)'}: {error.message_vi}")
                status = 2
                continue
            write_new(path, text.encode("utf-8"), force=force)
            say(f"{each} -> {path}")
    return status


_ANYONE = "Ủy ban nhân dân xã Mai Hoa"


def _head(agency: str, period: str) -> Any:
    import cchc_lib as cchc

    return cchc.from_dict({"agency": agency, "period": period}, kind=cchc.ProceduresReport)


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


def _facts(counts: RowCounts, period: Period, agency: str, of: str | None) -> str:
    import attrs

    import cchc_lib as cchc

    report = attrs.evolve(
        _head(agency, str(period)),
        period=period,
        procedures=cchc.Procedures(
            dossiers=counts.dossiers(of), notes=[f"Cách tính số hồ sơ: {counts.policy}."]
        ),
    )
    return cchc.dumps(report, format="toml")


def _tell(counts: RowCounts) -> None:
    """Say what was counted and what was not, for people to read."""
    for line in str(counts).split("\n"):
        complain(line)
    if any(each.words for each in counts.refusals):
        complain('Từ chưa rõ thì nêu nghĩa: --channel "TỪ=trực tuyến", --state "TỪ=đã giải quyết".')
    if counts.policy.apart or counts.counted:
        complain(f"Cách tính: {counts.policy}.")
