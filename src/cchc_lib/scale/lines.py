"""Lines of comma-separated values: each has the cells of the header, or the file is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from cchc_lib.errors import FormatError

__all__ = ["ADVICE", "check_lines"]

ADVICE = (
    " (save it as CSV UTF-8; every line has as many cells as the header; a quotation mark inside a "
    "cell is doubled)",
    "; với tệp CSV: lưu lại theo dạng “CSV UTF-8”, mỗi dòng có số ô như dòng tiêu đề, dấu ngoặc "
    "kép trong ô phải viết thành hai dấu",
)
"""What to do about a file that cannot be read."""

_INSIDE = re.compile(rb'[^"]*+(?:""[^"]*+)*')
"""What a quoted cell holds, up to the mark that closes it."""


def check_lines(file: Path, separator: str, at: int, cells: int, ends: Sequence[str]) -> None:
    """Refuse a file in which a line is cut off, or a quotation mark takes lines into its cell.

    It reads each line once and keeps none. A cell may hold line breaks, or separators as a text has
    them ("Đất đai, nhà ở"), but not what looks like the cells of a further row.
    """

    def refuse(line: int, said: str, said_vi: str) -> FormatError:
        return FormatError(
            f"{file}: line {line} {said}{ADVICE[0]}",
            f"{file}: dòng {line} {said_vi}{ADVICE[1]}",
            path=str(file),
        )

    def check_count(line: int, got: int) -> None:
        if got != cells:
            raise refuse(
                line,
                f"has {got} cells, and the header, line {at + 1}, has {cells}",
                f"có {got} ô, còn dòng tiêu đề (dòng {at + 1}) có {cells} ô",
            )

    if "\r" in ends:
        raise refuse(ends.index("\r") + 1, "ends as on an old Mac", "kết thúc theo kiểu máy Mac cũ")
    mark = separator.encode()
    sure = re.compile(re.escape(mark) + rb"(?!\s)")  # a text has a blank behind its comma
    none = rb'[^"\r\n' + re.escape(mark) + rb"]*+"
    bare = re.compile(none + rb'(?:"' + none + rb'"' + none + rb")*")
    quoted = rb'"[^"\r\n]*+(?:""[^"\r\n]*+)*"'
    cell = b"(?:" + quoted + rb'|(?!")' + bare.pattern + b")"
    usual = re.compile(cell + b"(?:%b%b){%d}\r?\n?" % (re.escape(mark), cell, cells - 1))
    is_open, first, got, held, certain = False, 0, 0, 0, 0
    with file.open("rb") as opened:
        for number, line in enumerate(opened, 1):
            if number <= at:
                continue
            if not is_open:
                first, got = number, 0
                if b'"' not in line and b"\r" not in line[:-2]:
                    if not line.isspace():
                        check_count(number, line.count(mark) + 1)
                    continue
                if usual.fullmatch(line):
                    continue
            place = 3 if number == 1 and line.startswith(codecs.BOM_UTF8) else 0
            while True:
                if not is_open and line[place : place + 1] == b'"':
                    is_open, place, held, certain, since = True, place + 1, 0, 0, number
                if is_open:
                    end = _INSIDE.match(line, place).end()  # type: ignore[union-attr]
                    held += line.count(mark, place, end)
                    certain += len(sure.findall(line, place, end))
                    is_open = end == len(line)
                    if (is_open or since < number) and (certain or held >= cells - 1):
                        raise refuse(
                            since,
                            "has a quotation mark that takes in the line behind it",
                            "có dấu ngoặc kép làm dính cả dòng sau vào một ô",
                        )
                    if is_open:
                        break
                    end += 1
                else:
                    end = bare.match(line, place).end()  # type: ignore[union-attr]
                got += 1
                if line[end:] in (b"", b"\n", b"\r\n"):
                    check_count(first, got)
                    break
                if not line.startswith(mark, end):
                    raise refuse(
                        number,
                        "has a quotation mark or a line end within a cell",
                        "có dấu ngoặc kép hoặc dấu ngắt dòng đặt sai trong ô",
                    )
                place = end + 1
    if is_open:
        raise refuse(since, "has a quotation mark that is not closed", "có dấu ngoặc kép chưa đóng")
