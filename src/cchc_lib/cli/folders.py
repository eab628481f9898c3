"""Files and folders that a command reads one by one, and an account of what it passed over."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from cchc_lib.cli import sources
from cchc_lib.errors import CchcError, InvalidValueError

__all__ = ["Walk"]

Read = TypeVar("Read")

UNREAD = tuple(
    ".doc .docm .dot .dotx .dotm .odt .ott .rtf .wps .pages .pdf .xps .htm .html .mht .eml .msg "
    ".xls .xlsm .xlsb .ods .csv .ppt .pptx .odp".split()
)
"""What holds words and numbers too and is not read: a folder with such a file is half checked."""


class Walk(Generic[Read]):
    """Reads files, and all below folders, with one function; remembers what was not read.

    `not_read` are the files of folders that hold words and are of no kind that is read, a workbook
    that is no form for facts and a Word file that carries none too; `others` counts the rest, by
    how their names end. Hidden files and lock files of Word are no files of anybody.
    """

    def __init__(
        self,
        read: Callable[[Path], Read],
        ends: tuple[str, ...] = sources.READABLE,
        why: str = "vì không phải loại tệp kiểm tra được",
    ) -> None:
        """Hold the function that reads one file, how such files end, why others are not read."""
        self._read = read
        self._ends, self._why = ends, why
        self.not_read: list[Path] = []
        self.others: Counter[str] = Counter()

    def each(self, path: Path) -> Iterator[tuple[Path, Read | Exception]]:
        """Yield each file with what it holds, or why it could not be read.

        Those below a folder come in order of their names. A folder that cannot be listed, or holds
        nothing to read, is yielded with the reason.
        """
        if path == sources.STDIN or not path.is_dir():
            yield path, self._one(path)
            return
        failed: list[tuple[Path, Exception]] = []
        is_empty = True
        for file in _below(path, failed):
            name = file.name.lower()
            if not name.endswith(self._ends) or name.endswith(sources.COPIES):
                self._pass_over(file)
                continue
            found = self._one(file)
            if _is_without_facts(found):
                self.not_read.append(file)
                continue
            is_empty = False
            yield file, found
        yield from failed
        if is_empty and not failed:
            ends = ", ".join(self._ends)
            yield (
                path,
                InvalidValueError(
                    f"{path}: nothing to check", f"thư mục không có tệp nào để kiểm tra ({ends})"
                ),
            )

    def account(self) -> Iterator[str]:
        """Yield lines that tell what was passed over."""
        if self.not_read:
            named = ", ".join(map(str, self.not_read))
            yield (
                f"Không đọc {len(self.not_read)} tệp, {self._why} "
                f"({', '.join(self._ends)}): {named}"
            )
        if self.others:
            counted = ", ".join(f"{end} ({many})" for end, many in sorted(self.others.items()))
            yield f"Bỏ qua {self.others.total()} tệp loại khác: {counted}"

    def plain(self) -> dict[str, object]:
        """Return the same as plain values, nothing where nothing was passed over."""
        found: dict[str, object] = {}
        if self.not_read:
            found["not_read"] = [*map(str, self.not_read)]
        if self.others:
            found["passed_over"] = dict(sorted(self.others.items()))
        return found

    def _one(self, path: Path) -> Read | Exception:
        try:
            return self._read(path)
        except Exception as error:  # one bad file does not stop the others
            return error

    def _pass_over(self, file: Path) -> None:
        name = file.name.lower()
        if name.endswith((*UNREAD, *sources.READABLE)) and not name.endswith(sources.COPIES):
            self.not_read.append(file)
        elif name.endswith(sources.COPIES):
            self.others["bản có nhận xét"] += 1
        else:
            self.others[file.suffix.lower() or "không có đuôi"] += 1


def _is_without_facts(error: object) -> bool:
    """Whether a workbook is whole and no form for facts, or a Word file that carries none."""
    from cchc_lib.exchange.refusals import WORKBOOK_OF_FACTS
    from cchc_lib.reading.word.live import WORD_OF_FACTS

    return isinstance(error, CchcError) and error.accepted in (WORKBOOK_OF_FACTS, WORD_OF_FACTS)


def _below(path: Path, failed: list[tuple[Path, Exception]]) -> Iterator[Path]:
    """Yield the files below a folder in order of their names, without hidden and lock files."""
    for folder, folders, names in os.walk(
        path, onerror=lambda error: failed.append((Path(error.filename or path), error))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(folder, name)
