"""Figures of files that somebody else wrote, which count once somebody confirmed what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError, UnknownNameError, unknown_name
from cchc_lib.exchange.data import from_dict
from cchc_lib.families.cchc import Report
from cchc_lib.inbox.sorting import unit_key
from cchc_lib.inbox.tables import InboxFigure, InboxFile
from cchc_lib.report.head import ReportHead
from cchc_lib.report.period import Period

__all__ = ["checked_confirmed", "confirmed_reports"]

_ACCEPTED = (
    "a mapping of a figure's key to the id of a fact, such as "
    "{'xa-a.pdf#301-5f0c9a1e': 'procedures.dossiers.online'}",
    "bảng mã của số trích và mã số liệu, ví dụ "
    "{'xa-a.pdf#301-5f0c9a1e': 'procedures.dossiers.online'}",
)


def checked_confirmed(value: Any) -> Mapping[str, str]:
    """Return what was confirmed; `None` is nothing.

    Raises:
        InvalidTypeError: for what is no mapping of text to text.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(
        isinstance(each, str) for pair in value.items() for each in pair
    ):
        raise InvalidTypeError.refuse("confirmed", value, *_ACCEPTED)
    return dict(value)


def confirmed_reports(
    figures: Iterable[InboxFigure],
    files: Iterable[InboxFile],
    period: Period | None,
    confirmed: Mapping[str, str],
) -> tuple[ReportHead, ...]:
    """Return a report for each file of which figures were confirmed, each marked with its source.

    Raises:
        UnknownNameError: for a key that no figure has, as one whose sentence was changed since.
        InvalidValueError: for a figure that is no count, of a file that is not used, or of a unit
            whose facts are counted; for facts that a report refuses.
    """
    by_key = {each.key: each for each in figures}
    by_name = {each.name: each for each in files}
    of_facts = {
        unit_key(each): each.name
        for each in by_name.values()
        if each.state.is_used and each.read is not None and each.read.report is not None
    }
    held: dict[str, list[tuple[InboxFigure, str]]] = {}
    for key, id in confirmed.items():
        figure = by_key.get(key)
        if figure is None:
            raise _gone(key, by_key, by_name)
        row = by_name[figure.file]
        when = row.period or period
        if not row.state.is_used or figure.value is None or not row.unit or when is None:
            raise InvalidValueError.refuse(
                f"confirmed[{key!r}]",
                figure.text,
                "a count in a file that is used, whose unit and period are known",
                "số đếm trong tệp được dùng, đã biết đơn vị và kỳ báo cáo",
            )
        if (other := of_facts.get(unit_key(row))) is not None:
            raise InvalidValueError.refuse(
                f"confirmed[{key!r}]",
                figure.text,
                f"a figure of a unit without facts; those of {other!r} are counted already",
                f"số trích của đơn vị chưa có tệp số liệu; tệp {other} đã được cộng",
            )
        held.setdefault(figure.file, []).append((figure, id))
    return tuple(
        _report(by_name[name], by_name[name].period or period, pairs)
        for name, pairs in sorted(held.items())
    )


def _gone(
    key: str, by_key: Mapping[str, InboxFigure], by_name: Mapping[str, InboxFile]
) -> UnknownNameError:
    """Return the refusal of a figure that is there no more, with those of its file now."""
    name, _, mark = key.rpartition("#")
    here = [each for each in by_key if by_key[each].file == name]
    if name not in by_name:
        return unknown_name("figure", "số trích", key, sorted(by_key), where="confirmed")
    text = mark.rpartition("-")[0]
    now = [each for each in here if by_key[each].text == text] or here
    told = f"; file {name!r} now has {', '.join(now[:_FEW])}" if now else ""
    return UnknownNameError(
        f"confirmed: got {key!r}, no figure as it was confirmed: its number, its sentence or the "
        f"file that is used is another; accepted: a key of Inbox.figures{told}",
        f"confirmed: số trích {key} không còn như khi xác nhận (số, câu có số đó hoặc bản được "
        "dùng đã khác); hãy xem lại câu và xác nhận lại"
        + (f", tệp nay có {', '.join(now[:_FEW])}" if now else ""),
        path="confirmed",
    )


_FEW = 5


def _report(row: InboxFile, period: Any, pairs: list[tuple[InboxFigure, str]]) -> ReportHead:
    agency = {"name": row.unit} | ({} if row.code is None else {"unit_code": row.code})
    data: dict[str, Any] = {"agency": agency}
    marks = {}
    for figure, id in pairs:
        at, (*path, last) = data, id.split(".")
        for name in path:
            at = at.setdefault(name, {})
        if last in at:
            raise InvalidValueError.refuse(
                f"confirmed[{figure.key!r}]",
                id,
                "each fact of a file once",
                "mỗi số liệu của một tệp chỉ xác nhận một lần",
            )
        at[last] = figure.value
        marks[id] = {"source": f"{figure.file}, {figure.place}"}
    from cchc_lib.exchange.data import to_dict

    data |= {"period": to_dict(period), "marks": marks}
    return from_dict(data, kind=Report)
