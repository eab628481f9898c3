"""What a letter calls the reports of an inbox: by the title of their kind, or of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cchc_lib.families.cchc import Report
from cchc_lib.inbox.tables import InboxFile
from cchc_lib.report.period import Period

__all__ = ["report_called"]

_TITLE = re.compile(
    r"(?m)^[ \t]*BÁO CÁO[ \t]*\n\s*(?P<title>[^\n]{6,150}?)[ \t]+"
    r"(?=(?:quý|tháng|năm|6 tháng|9 tháng)(?:[ \t]|$))",
    re.IGNORECASE,
)


def report_called(rows: Iterable[InboxFile], others: Iterable[Any], period: Period | None) -> str:
    """Return what the report of a unit is called: "báo cáo công tác … quý III năm 2026".

    By the title of the kind of its facts, else the one that its file has, else that of `others`,
    the reports of the inbox.
    """
    read = [row.read for row in rows if row.read is not None]
    kinds = [type(each.report) for each in read if each.report is not None]
    own = (found for each in read if (found := _TITLE.search(each.head)))
    title = next((found["title"] for found in own), None) if not kinds else None
    if title is None:
        kinds += [type(each) for each in others]
        family: Any = getattr(next(iter(kinds), Report), "__family__", None)
        title = (family or Report.__family__).title.partition("{period}")[0]  # type: ignore[attr-defined]
    words = " ".join(title.split())
    words = words.lower() if words.isupper() else words[:1].lower() + words[1:]
    return " ".join(filter(None, ("báo cáo", words, "" if period is None else str(period))))
