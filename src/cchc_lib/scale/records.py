"""The electronic record of an outgoing document, and the log of what was checked beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from cchc_lib.checks.finding import Findings
from cchc_lib.checks.report import audit
from cchc_lib.checks.report.catalogue import rules_of
from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.files import replace_file
from cchc_lib.law.records import OUTGOING, RecordField
from cchc_lib.outline.compose import titled
from cchc_lib.outline.family import family_of
from cchc_lib.report.head import ReportHead
from cchc_lib.report.signatory import Signatory
from cchc_lib.scale.fingerprint import fingerprint

__all__ = ["outgoing_record", "quality_log", "save_quality_log"]


def outgoing_record(report: ReportHead, **given: Any) -> dict[str, Any]:
    """Return the record of a report as an outgoing document: Nghị định 30/2020/NĐ-CP, Phụ lục VI.

    The keys are those of the annex. What a report does not know is `None` unless it is given by its
    key: `PageAmount=7`, `FileCode={"FileNotation": "01.CCHC"}`, `To=[...]`. Days are ISO 8601.

    >>> from cchc_lib import Agency, Period, Report
    >>> record = outgoing_record(Report(agency=Agency(name="UBND xã Mai Hoa"), number=5,
    ...                                 period=Period.year(2025), issued=date(2025, 12, 16)),
    ...                          PageAmount=7)
    >>> record["TypeName"], record["CodeNumber"], record["CodeNotation"], record["IssuedDate"]
    ('Báo cáo', '05', 'BC-UBND', '2025-12-16')

    Raises:
        InvalidTypeError: for what is no report, and a value of another type than the annex says.
        InvalidValueError: for a value longer than the annex allows.
        UnknownNameError: for a key that the annex does not have.
    """
    if not isinstance(report, ReportHead):
        raise InvalidTypeError.refuse("report", report, "a Report", "một báo cáo (Report)")
    family, agency = family_of(report), report.agency
    signatory = report.signatory or Signatory(position=agency.head)
    known: dict[str, Any] = {
        "FileCode": {
            "OrganId": agency.identifier,
            "FileCatalog": report.period.calendar_year,
            "FileNotation": None,
        },
        "TypeName": family.kind.capitalize(),
        "CodeNumber": None if report.number is None else f"{report.number:02d}",
        "CodeNotation": f"{family.code}-{agency.symbol}",
        "IssuedDate": report.issued,
        "OrganName": agency.name,
        "Subject": titled(family.title, report.period),
        "Language": "Tiếng Việt",
        "SignerInfo": {"Position": signatory.position, "FullName": signatory.name},
        "To": [{"OrganId": None, "OrganName": each} for each in report.addressees],
    }
    outer = [field for field in OUTGOING if "." not in field.number]
    for key in given:
        if key not in {field.key for field in outer}:
            raise unknown_name("field", "trường", key, [field.key for field in outer])
    found: dict[str, Any] = {}
    for field in outer:
        below = [each for each in OUTGOING if each.number.startswith(f"{field.number}.")]
        value = given.get(field.key, known.get(field.key))
        if not below:
            found[field.key] = _checked(field, value)
        elif field.key == "To":
            found[field.key] = [_nested(below, each, field) for each in _listed(field, value)]
        else:
            said = _mapping(field, given.get(field.key) or {})
            found[field.key] = _nested(below, {**known.get(field.key, {}), **said}, field)
    return found


def _mapping(field: RecordField, value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise InvalidTypeError.refuse(
        field.key,
        value,
        "the fields that Phụ lục VI names below it, such as {'OrganName': 'Sở Nội vụ'}",
        f"{field.label}: các trường con theo Phụ lục VI, ví dụ {{'OrganName': 'Sở Nội vụ'}}",
    )


def _listed(field: RecordField, value: Any) -> list[Any]:
    if value is None or isinstance(value, list | tuple):
        return list(value or ())
    raise InvalidTypeError.refuse(
        field.key,
        value,
        "a list, such as [{'OrganName': 'Sở Nội vụ'}]",
        f"{field.label}: danh sách, ví dụ [{{'OrganName': 'Sở Nội vụ'}}]",
    )


def _nested(fields: list[RecordField], held: Any, of: RecordField) -> dict[str, Any]:
    held, keys = _mapping(of, held), [field.key for field in fields]
    for key in held:
        if key not in keys:
            raise unknown_name("field", "trường", str(key), keys)
    return {field.key: _checked(field, held.get(field.key)) for field in fields}


def _checked(field: RecordField, value: Any) -> Any:
    """Return a value as the record holds it: of the type and within the length of the annex."""
    if value is None:
        return None
    kinds: dict[str | None, type] = {"String": str, "Number": int, "Date": date}
    example = {"String": "văn bản", "Number": "7", "Date": "date(2026, 9, 16)"}[field.kind or ""]
    if type(value) is not kinds[field.kind]:
        raise InvalidTypeError.refuse(
            field.key,
            value,
            f"{field.kind} as Phụ lục VI says, such as {example}",
            f"{field.label}: {field.kind} theo Phụ lục VI, ví dụ {example}",
        )
    text = value.isoformat() if isinstance(value, date) else str(value)
    if field.length is not None and len(text) > field.length:
        raise InvalidValueError.refuse(
            field.key,
            value,
            f"at most {field.length} characters (Phụ lục VI), such as {example}",
            f"{field.label}: không quá {field.length} ký tự (Phụ lục VI), ví dụ {example}",
        )
    return text if isinstance(value, date) else value


def quality_log(
    report: ReportHead, document: bytes | None = None, *, ignore: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return what was checked before a report was signed, to be kept beside its document.

    Of which facts (their SHA-256), in which document (that of its bytes), by which version, which
    rules were run, what they found, and which codes were silenced for which reason. No time is in
    it: the same report gives the same log.

    >>> from cchc_lib import Agency, Period, Plan, Report
    >>> log = quality_log(Report(agency=Agency(name="UBND xã Mai Hoa"), period=Period.year(2025),
    ...                          plan=Plan(tasks=4, tasks_completed=5)),
    ...                   ignore={"CCHC106": "đã hỏi lại đơn vị"})
    >>> log["findings"], log["silenced"], "CCHC106" in log["rules"]
    ([], [{'code': 'CCHC106', 'reason': 'đã hỏi lại đơn vị'}], True)

    Raises:
        InvalidTypeError: for what is no report, or `ignore` no mapping of code to reason.
        InvalidValueError: when a reason is empty, or a code is none or retired.
        UnknownNameError: for a code to ignore that no rule has.
    """
    found: Findings = audit(report, ignore=ignore)
    if document is not None and not isinstance(document, bytes):
        raise InvalidTypeError.refuse(
            "document",
            document,
            "the bytes of the document, such as render_docx(report)",
            "nội dung tệp văn bản, ví dụ render_docx(report)",
        )
    from cchc_lib.checks.common import RULES as OF_ALL

    kinds: list[Any] = [type(report), *dict.fromkeys(type(item) for item in report.own)]
    rules = (*rules_of(*kinds), *family_of(report).rules, *OF_ALL)
    return {
        "cchc_lib": _version(),
        "agency": report.agency.name,
        "period": str(report.period),
        "facts": fingerprint(report),
        "document": None if document is None else sha256(document).hexdigest(),
        "rules": sorted({rule.code for rule in rules}),
        "findings": found.as_list(),
        "silenced": [{"code": code, "reason": reason} for code, reason in found.silenced],
    }


def save_quality_log(
    report: ReportHead,
    path: str | os.PathLike[str],
    document: bytes | None = None,
    *,
    ignore: Mapping[str, str] | None = None,
) -> None:
    """Write the log of a report as JSON, whole or not at all, such as "bao-cao.qa.json".

    Raises:
        CchcError: as `quality_log`.
        OSError: when the file cannot be written.
    """
    log = quality_log(report, document, ignore=ignore)
    replace_file(path, (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode())


def _version() -> str:
    from cchc_lib import __version__

    return __version__
