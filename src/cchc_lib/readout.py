"""What was read in prose, in a Word file, in a report: every claim, right ones too."""

from __future__ import annotations

import os
from pathlib import Path

from cchc_lib.archive import FileSource
from cchc_lib.checks.claims import ReadClaims
from cchc_lib.checks.text.claims import claims_in
from cchc_lib.checks.word.claims import claims_of_file
from cchc_lib.errors import InvalidTypeError
from cchc_lib.files import check_text, read_text
from cchc_lib.publish import render_text
from cchc_lib.reading.prose import Prose
from cchc_lib.report.head import ReportHead

__all__ = ["read_claims"]

_PROSE = (".txt", ".md")


def read_claims(source: str | FileSource | ReportHead) -> ReadClaims:
    """Return every relation between numbers that was read, right ones too, in reading order.

    `source` is prose (text, or the `Path` of a .txt or .md file), a Word file (a `Path`, bytes, or
    a file open in binary mode), or a report, whose printed text is read. Of a Word file the totals
    and percentages of its tables are claims too. A sentence about which the audit says nothing has
    here its explanation: read and right, read and not sure, or, in `unread`, not read at all.

    >>> found = read_claims("Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%; còn 03 nhiệm vụ.")
    >>> [(claim.kind.value, claim.standing.value, claim.pattern) for claim in found]
    [('sum', 'fails', 'phân số, còn lại'), ('share', 'holds', 'phân số')]

    Raises:
        FormatError: when it is no Word file, damaged, encrypted or unsafe; no text in UTF-8.
        InvalidTypeError: when it is none of these.
        InvalidValueError: for the name of a file in the place of its text.
        OSError: when a file cannot be read.
    """
    if isinstance(source, ReportHead):
        source = render_text(source)
    if isinstance(source, os.PathLike) and str(os.fspath(source)).lower().endswith(_PROSE):
        source = read_text(Path(source))
    elif isinstance(source, str):
        check_text(source, word="read_claims(Path({}))")
    if isinstance(source, str):
        return ReadClaims.of(found for found, _, _ in claims_in(Prose.of(source)))
    if source is None or isinstance(source, int | float | list | dict):
        raise InvalidTypeError.refuse(
            "source",
            source,
            "text, a Word file (Path, bytes, open file) or a Report, such as Path('bao-cao.docx')",
            "văn bản (str), tệp Word (Path, bytes, tệp đang mở) hoặc Report, ví dụ "
            "Path('bao-cao.docx')",
        )
    return ReadClaims.of(claims_of_file(source))
