"""What was changed in a Word file since it was made: against the facts that it carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cchc_lib.archive import FileSource
from cchc_lib.checks.finding import Findings, check_ignored
from cchc_lib.checks.live import RULES
from cchc_lib.checks.live.compared import Compared
from cchc_lib.checks.rule import Slip
from cchc_lib.checks.runner import findings, run, settle
from cchc_lib.checks.word.check import place_in
from cchc_lib.exchange.files import loads
from cchc_lib.figures.figure import full_label
from cchc_lib.outline.outline import Outline
from cchc_lib.publish import render_docx
from cchc_lib.reading.word.live import facts_in, live_part
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word
from cchc_lib.report.head import ReportHead

__all__ = ["diff_docx"]


def diff_docx(
    path: FileSource,
    *,
    kind: type[ReportHead] = ReportHead,
    own: Iterable[type] = (),
    outline: Outline | None = None,
    ignore: Mapping[str, str] | None = None,
) -> Findings:
    """Return what was changed in a Word file since `render_docx` made it of a report.

    Figures that people changed by hand, facts that a program replaced, figures that stayed as they
    were then, paragraphs and cells of tables that were changed, added or removed, figures that are
    linked no more. A file that nobody touched gives none, nor does one that another program only
    opened and saved. Where facts, library and `outline` are those of the making, a finding tells
    also what a paragraph said before.

    `path` is a path, bytes, or a file open in binary mode; `kind` and `own` are as for `load`. The
    file may come from anyone: its facts are checked as any others, nothing in it is run or fetched.
    Who means to deceive can change both a figure and what the file says that it was: only a digital
    signature shows that.

    Raises:
        FormatError: when it is no Word file, damaged or unsafe, or carries no facts.
        InvalidValueError: for facts that have a fault, or are of another kind of report.
        InvalidTypeError: when `path`, `kind`, `own` or `ignore` is none of these.
        UnknownNameError: when a paragraph of the facts names a figure for which they have none.
        OSError: when the file cannot be read.
    """
    check_ignored(ignore)
    package = Package.of(path)
    part = live_part(package)
    report: Any = loads(facts_in(part), format="json", kind=kind, own=own)
    word = read_word(package)
    anew = Package.of(render_docx(report, outline=outline))
    labels = {id: full_label(found) for id, found in report.figures().items()}
    compared = Compared(word, part, read_word(anew), live_part(anew), labels)

    def place(slip: Slip) -> dict[str, Any]:
        return {"path": slip.path} if slip.start is None else place_in(word, slip.start, slip.end)

    return findings(settle(run(RULES, compared, place), ignore), ignore)
