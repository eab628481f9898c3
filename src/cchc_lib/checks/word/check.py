"""The audit of a Word file: its words, its tables, its layout, what else it carries."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from cchc_lib.checks.finding import Findings
from cchc_lib.checks.marking.comments import Placed, annotated as with_comments
from cchc_lib.checks.rule import Rule
from cchc_lib.checks.text import audit_text
from cchc_lib.checks.word import (
    closing,
    columns,
    contents,
    letterhead,
    paper,
    rows,
    running,
    shares,
)
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.errors import InvalidValueError
from cchc_lib.files import replace_file
from cchc_lib.reading.word.file import BREAK, WordFile, WordParagraph, Zone
from cchc_lib.reading.word.package import FileSource, Package, path_of
from cchc_lib.reading.word.reader import read_word

__all__ = ["RULES", "audit_docx"]

_OF_FORM = (*paper.RULES, *letterhead.RULES, *running.RULES, *closing.RULES)
_OF_TABLES = (*columns.RULES, *rows.RULES, *shares.RULES)
RULES: tuple[Rule[Inspected], ...] = tuple(
    sorted((*_OF_TABLES, *_OF_FORM, *contents.RULES), key=lambda rule: rule.code)
)
"""Every rule over a Word file that is not one over its prose, by code."""

_PROSE = 8
"""Words from which a cell of a table is read as prose."""


def audit_docx(
    path: FileSource,
    annotated: str | os.PathLike[str] | None = None,
    *,
    ignore: Mapping[str, str] | None = None,
) -> Findings:
    """Return what does not hold in a Word file: its words, tables, layout and contents.

    `path` is a path, bytes, or a file open in binary mode. `annotated` is where to write a copy
    with each finding as a comment at its words; everything else in it stays as it was. `ignore`
    gives codes to silence, each with a reason. Findings of the whole file come first, then all in
    reading order: the text with its tables and boxes, then notes, then heads and feet of pages.
    Layout is judged only where the file is a document that Nghị định 30/2020/NĐ-CP governs.

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
    word = read_word(Package.of(path))
    placed = sorted(_placed(word), key=_order)
    findings = Findings(item.finding for item in placed).ignoring(ignore)
    if target is not None:
        kept = [item for item in placed if item.finding.code not in (ignore or ())]
        _write(target, with_comments(word, kept))
    return findings


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


def _order(item: Placed) -> tuple[int, str]:
    return (-1 if item.start is None else item.start), item.finding.code


def _placed(word: WordFile) -> Iterator[Placed]:
    subject = Inspected(word)
    skipped: frozenset[str] = frozenset()
    if subject.form.exempt:
        skipped = frozenset(rule.code for rule in _OF_FORM) - {letterhead.not_governed.code}
    for rule in RULES:
        if rule.code in skipped:
            continue
        for slip in rule.slips(subject):
            place = {} if slip.start is None else _place(word, slip.start, slip.end, slip.path)
            yield Placed(rule.finding(slip, **place), slip.start, slip.end)
    yield from _of_prose(word)


def _of_prose(word: WordFile) -> Iterator[Placed]:
    """Yield what the rules over prose find, at the words they name."""
    starts = word.line_starts
    for found in audit_text(_prose(word)[: contents.MOST_PROSE]):
        line, column = found.line or 1, found.column or 1
        start = starts[min(line, len(starts)) - 1] + column - 1
        end = start + len(found.quote or "")
        place = _place(word, start, end)
        yield Placed(attrs.evolve(found, **place), start, end)


def _prose(word: WordFile) -> str:
    """Return the text with short cells that have numbers blank, every offset as it was.

    What stands in one cell says nothing of the number in the next; rules over tables judge those.
    Nor is a number that a cell begins with one of the headings of the text.
    """

    def shown(paragraph: WordParagraph) -> str:
        text = paragraph.text
        if paragraph.zone is not Zone.CELL:
            return text
        if len(text.split()) < _PROSE and re.search("[0-9]", text):
            return _blank(text)
        head = _ORDER.match(text)
        return _blank(head[0]) + text[head.end() :] if head else text

    return BREAK.join(map(shown, word.paragraphs))


_ORDER = re.compile(r"\s*(?:[IVXLC]+|[0-9]{1,3}(?:\.[0-9]{1,3})*|[A-Za-zĐđ])[.)](?=\s)")


def _blank(text: str) -> str:
    return re.sub(r"\S", " ", text)


def _place(word: WordFile, start: int, end: int | None, path: str = "") -> dict[str, Any]:
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
