"""The audit of a Word file: its words, its tables, its layout, what else it carries."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from cchc_lib.archive import FileSource, path_of
from cchc_lib.checks.collect import rules_in
from cchc_lib.checks.finding import Findings, check_ignored
from cchc_lib.checks.marking.comments import annotated as with_comments
from cchc_lib.checks.rule import Rule, Slip
from cchc_lib.checks.runner import Found, findings, run, settle
from cchc_lib.checks.text import found_in
from cchc_lib.checks.word.letterhead import not_governed
from cchc_lib.checks.word.scope import is_issued
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.errors import InvalidValueError
from cchc_lib.files import replace_file
from cchc_lib.reading.closing import symbol_of
from cchc_lib.reading.prose import Prose
from cchc_lib.reading.telling import tell
from cchc_lib.reading.told import Line, Passage, Told
from cchc_lib.reading.word.file import BREAK, WordFile
from cchc_lib.reading.word.package import Package
from cchc_lib.reading.word.reader import read_word

__all__ = ["audit_docx", "commented", "place_in", "rules", "word_findings"]

_OF_FORM = "CCHC7"
"""With this begin the codes of the rules on form, which not every file has to have."""


def audit_docx(
    path: FileSource,
    annotated: str | os.PathLike[str] | None = None,
    *,
    ignore: Mapping[str, str] | None = None,
) -> Findings:
    """Return what does not hold in a Word file: its words, tables, layout and contents.

    `path` is a path, bytes, or a file open in binary mode. `annotated` is where to write a copy
    with each finding as a comment at its words; everything else in it stays as it was. `ignore`
    gives codes to silence, each with a reason. The gravest come first; of one severity, those of
    the whole file, then all in reading order: the text with its tables and boxes, then notes, then
    heads and feet of pages. Layout is judged only where the file is a document that Nghị định
    30/2020/NĐ-CP governs.

    `path` of a finding says where it stands in words of an officer ("đoạn 12", "bảng 2, hàng 3,
    cột 1"); `line` is the number of the paragraph in reading order, cells of tables included and
    empty paragraphs too, and `column` the place in it. A Word file has no lines of its own.

    The file may come from anyone: nothing in it is run, followed or fetched.

    Raises:
        FormatError: when it is no Word file, damaged, encrypted or unsafe.
        InvalidTypeError: when `path` or `annotated` is none of these, or `ignore` no mapping.
        InvalidValueError: when `annotated` is the file itself, open or not, or a path that no file
            can have; when a reason is empty.
        OSError: when a file cannot be read or written; nothing is left behind then.
    """
    target = None if annotated is None else path_of(annotated, "annotated")
    if target is not None and _is_same(path, target):
        raise InvalidValueError.refuse(
            "annotated",
            annotated,
            "another file than `path`, such as 'bao-cao.nhan-xet.docx'",
            "tệp khác với `path`, ví dụ 'bao-cao.nhan-xet.docx'",
        )
    check_ignored(ignore)
    word = read_word(Package.of(path))
    kept = settle(_found(Inspected(word)), ignore)
    if target is not None:
        _write(target, with_comments(word, kept))
    return findings(kept, ignore)


def commented(path: FileSource) -> tuple[Inspected, Findings, bytes]:
    """Return a Word file as it was read, what does not hold in it, its copy with comments.

    Nothing is written anywhere.

    Raises:
        FormatError, InvalidTypeError, OSError: as `audit_docx`.
    """
    subject = Inspected(read_word(Package.of(path)))
    kept = settle(_found(subject), None)
    return subject, findings(kept, None), with_comments(subject.word, kept)


def word_findings(subject: Inspected) -> Findings:
    """Return what does not hold in a Word file that was read."""
    return findings(settle(_found(subject), None), None)


def _write(target: Path, data: bytes) -> None:
    """Write the copy where a link leads; an error names the path that was given."""
    try:
        real = Path(os.path.realpath(target))
        if real.is_symlink():  # a circle of links leads nowhere
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        replace_file(real, data)
    except OSError as error:
        error.filename, error.filename2 = str(target), None
        raise


def _is_same(source: FileSource, target: Path) -> bool:
    """Whether a file to read, by its path or open, is the one to write."""
    try:
        if isinstance(source, bytes):
            return False
        if isinstance(source, str | os.PathLike):
            there = path_of(source, "path").stat()
        else:
            there = os.fstat(source.fileno())
        return os.path.samestat(there, target.stat())
    except (OSError, AttributeError, ValueError):  # not there yet, or no file of a system
        return False


def rules() -> tuple[Rule[Inspected], ...]:
    """Return every rule over a Word file that is not one over its prose, by code."""
    return rules_in(__name__.rpartition(".")[0])


def _found(subject: Inspected) -> Iterator[Found]:
    judged = [
        rule
        for rule in rules()
        if not (subject.exempt and rule.code.startswith(_OF_FORM)) or rule.code == not_governed.code
    ]

    def place(slip: Slip) -> dict[str, Any]:
        if slip.start is None:
            return {"path": slip.path}
        return place_in(subject.word, slip.start, slip.end, slip.path)

    yield from run(judged, subject, place)
    yield from _of_prose(subject)


def _of_prose(subject: Inspected) -> Iterator[Found]:
    """Yield what the rules over prose find, at the words they name."""
    word, prose = subject.word, subject.prose
    starts = word.line_starts
    for each in found_in(prose, _told(prose, subject)):
        found = each.finding
        line, column = found.line or 1, found.column or 1
        start = starts[min(line, len(starts)) - 1] + column - 1
        end = start + len(found.quote or "")
        yield Found(attrs.evolve(found, **place_in(word, start, end)), start, end)


def _told(prose: Prose, subject: Inspected) -> Told:
    """Return what the words tell, and better what the form shows: number, day, who signs."""
    told, form = tell(prose), subject.form
    if form.signatory is not None and told.signing is not None:
        name = Line(form.signatory.text, "", form.signatory.start, form.signatory.end)
        told = attrs.evolve(told, signing=attrs.evolve(told.signing, name=name))
    if form.number is not None and (symbol := symbol_of(form.number.text)):
        told = attrs.evolve(told, own_names=(symbol,))
    if form.date is not None:
        passage = Passage(text=form.date.text, offset=form.date.start)
        told = attrs.evolve(
            told,
            issued=form.day or told.issued,
            passages=(*told.passages, passage),
        )
    return told if is_issued(subject.exempt) else attrs.evolve(told, issued=None)


def place_in(word: WordFile, start: int, end: int | None, path: str = "") -> dict[str, Any]:
    """Return where words stand; line and column count paragraphs and the characters in them."""
    at = word.at(start)
    if at is None:
        return {"path": path or "văn bản"}
    paragraph = word.paragraphs[at]
    return {
        "path": path or paragraph.place,
        "line": at + 1,
        "column": start - paragraph.start + 1,
        "quote": word.text[start:end].replace(BREAK, "\n") if end else None,
    }
