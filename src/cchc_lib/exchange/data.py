"""What a web application sends and stores: objects as plain values, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, overload

from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError, gathered
from cchc_lib.exchange.lines import line_finder
from cchc_lib.exchange.plain import is_model, plain
from cchc_lib.exchange.shapes import HEADER, is_report, shapes
from cchc_lib.families.cchc import Report
from cchc_lib.families.procedures import ProceduresReport
from cchc_lib.report.head import ReportHead

__all__ = [
    *("checked", "from_dict", "in_lines", "placed", "read", "reader_of", "said_kind"),
    "to_dict",
]

Model = TypeVar("Model")


def to_dict(value: Any) -> Any:
    """Return what an object says as plain values, which `json.dumps` takes.

    Facts (a report of any family, and every part of one): a mapping by the names of fields, without
    what was not given; `from_dict` reads it back to an equal object. A report says first the
    version and which kind it is. Days are ISO 8601 text, rates `{"part": 41, "whole": 43}`, exact
    decimals text such as "87.55" (a number would become a binary fraction in most JSON readers),
    claims and marks mappings by figure id, own subjects stand under their ids.

    Also `report.figures()`, `report.explain(id)`, and findings: with the codes that were silenced
    and why.

    >>> import cchc_lib as cchc
    >>> to_dict(cchc.Plan(tasks=43, tasks_completed=41))
    {'tasks': 43, 'tasks_completed': 41}
    >>> to_dict(cchc.Report(agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    ...                     period=cchc.Period.year(2025)))
    {'cchc_lib': 1, 'kind': 'report', 'agency': {'name': 'Ủy ban nhân dân xã Mai Hoa'},
     'period': {'kind': 'year', 'calendar_year': 2025}}

    Raises:
        InvalidTypeError: for what has no form as data, such as a Document.
    """
    return plain(value)


@overload
def from_dict(data: Mapping[str, Any], kind: type[Model], own: Iterable[type] = ()) -> Model: ...


@overload
def from_dict(data: Mapping[str, Any], *, own: Iterable[type] = ()) -> Report: ...


def from_dict(data: Any, kind: Any = Report, own: Iterable[type] = ()) -> Any:
    """Return the object that plain values say: a report, or what `kind` names.

    `own` are the classes of subjects that the kind of report does not have by itself. A field may
    be left out or `None` where it was not reported; nothing else is guessed: 43.7, True and "43"
    are no counts, and a binary fraction is no score. Documents, agencies, periods and rates may
    also be text: "Quyết định số 130/QĐ-UBND ngày 24/7/2025", "quý III năm 2025", "41/43".

    >>> import cchc_lib as cchc
    >>> from_dict({"tasks": 43, "tasks_completed": 41}, kind=cchc.Plan).completion
    Ratio(part=41, whole=43)
    >>> try:
    ...     from_dict({"tasks": 43.7, "task_completed": 41}, kind=cchc.Plan)
    ... except cchc.CchcError as error:
    ...     for problem in error.problems:
    ...         print(problem)
    tasks: got 43.7 (float); accepted: a whole number from 0, such as 43
    task_completed: no field 'task_completed'; did you mean "tasks_completed" (nhiệm vụ của kế
    hoạch đã hoàn thành)?

    Raises:
        InvalidValueError: for data that have a fault; `problems` has one error for each of up to
            100, with `path` (`plan.tasks`), `got`, `accepted`, `message_vi`.
        InvalidTypeError: for a `kind` that is no class of facts, or `own` that are no subjects.
    """
    return read(data, kind, own)


def read(
    data: Any, kind: Any, own: Iterable[type], *, hand: bool = False, text: str | None = None
) -> Any:
    """Return the object that plain values say; those written by `hand` say it more freely.

    With the `text` that they come from, also by hand, a problem names its line.

    Raises:
        InvalidValueError: for data that have a fault.
        InvalidTypeError: for a `kind` that is no class of facts, or `own` that are no subjects.
    """
    from cchc_lib.exchange.problems import Search

    kind, classes = checked(said_kind(data) if kind is ReportHead else kind, own)
    reader = reader_of(classes, hand or text is not None)
    try:
        return reader.read(kind, data)
    except RecursionError:
        raise _too_deep() from None
    except Exception as error:  # whatever it is, the search says it with its place
        fault = error
    try:
        problems = Search(reader).run(kind, data)
    except RecursionError:
        raise _too_deep() from None
    if not problems:  # what only reading in one go could find
        if isinstance(fault, CchcError):
            problems = (fault,)
        else:
            raise fault
    raise gathered(problems if text is None else in_lines(problems, text, kind, classes))


def in_lines(
    problems: Iterable[CchcError], text: str, kind: type, own: tuple[type, ...] = ()
) -> tuple[CchcError, ...]:
    """Return the problems of a text by hand in its order, each with the line where it stands."""
    line_of = line_finder(text, reader_of(own, True).names_of(kind))
    found = [(line_of(problem.path), problem) for problem in problems]
    found.sort(key=lambda each: (each[0] is None, each[0] or 0))
    return tuple(_in_line(problem, line) for line, problem in found)


def _in_line(problem: CchcError, line: int | None) -> CchcError:
    """Return a problem that says in which line of the file it stands."""
    return problem if line is None else placed(problem, f"line {line}", f"dòng {line}")


def placed(problem: CchcError, where: str, where_vi: str) -> CchcError:
    """Return a problem that says first in which line, or which file, it stands."""
    return type(problem)(
        f"{where}: {problem}",
        f"{where_vi}: {problem.message_vi}",
        path=problem.path,
        got=problem.got,
        accepted=problem.accepted,
    )


def said_kind(data: Any) -> type[ReportHead]:
    """Return the shipped kind of report that data say they are of."""
    stated = data.get("kind") if isinstance(data, Mapping) else None
    procedures: Any = ProceduresReport
    return ProceduresReport if stated == procedures.__subject__.id else Report


@lru_cache(maxsize=64)
def reader_of(own: tuple[type, ...], hand: bool) -> Any:
    """Return the reader of facts with these own subjects; it is made once."""
    from cchc_lib.exchange.structure import Reader

    return Reader(own, hand=hand)


def _too_deep() -> InvalidValueError:
    return InvalidValueError(
        "data: objects within objects deeper than any report has; accepted: a few dozen levels",
        "dữ liệu: các đối tượng lồng nhau sâu hơn mọi báo cáo; cần: nhiều nhất vài chục bậc",
        path="data",
        accepted="a few dozen levels",
    )


def checked(kind: Any, own: Iterable[type]) -> tuple[Any, tuple[type, ...]]:
    """Return the class to read and those of own subjects.

    Raises:
        InvalidTypeError: for a `kind` that is no class of facts, or `own` that are no subjects.
        InvalidValueError: for an own subject whose id the kind of report has already.
    """
    if not is_model(kind):
        raise InvalidTypeError.refuse(
            "kind",
            kind,
            "a class of facts, such as Report, ProceduresReport or Plan",
            "một lớp sự kiện, ví dụ Report, ProceduresReport hoặc Plan",
        )
    accepted = "classes made with @define.subject, such as [NewRural]"
    accepted_vi = "các lớp có @define.subject, ví dụ [NewRural]"
    if isinstance(own, str | type) or not isinstance(own, Iterable):
        raise InvalidTypeError.refuse("own", own, accepted, accepted_vi)
    classes = tuple(own)
    taken = {*HEADER, *(shapes(kind) if is_report(kind) else ())}
    for row, owner in enumerate(classes):
        if not isinstance(owner, type) or not hasattr(owner, "__subject__"):
            raise InvalidTypeError.refuse(f"own[{row}]", owner, accepted, accepted_vi)
        if owner.__subject__.id in taken:
            raise InvalidValueError.refuse(
                f"own[{row}]",
                owner.__subject__.id,
                "subjects with ids of their own; such as id='new_rural'",
                "các chủ đề có mã khác nhau, chưa có trong báo cáo; ví dụ id='new_rural'",
            )
        taken.add(owner.__subject__.id)
    return kind, classes
