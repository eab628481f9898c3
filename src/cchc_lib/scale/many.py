"""Many reports in one run: any executor, bounded memory, one failure stops nothing, resumable.

What was written stands in a journal beside the files, a line a file, so that a run that was killed
goes on where it stopped and writes anew only what changed.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.checks import check_choice
from cchc_lib.files import replace_file
from cchc_lib.law.layout import CUSTOMARY, Layout
from cchc_lib.outline.outline import Outline
from cchc_lib.publish import render_docx, render_html, render_text
from cchc_lib.report.head import ReportHead
from cchc_lib.scale.fingerprint import fingerprint, outline_print
from cchc_lib.vietnamese.text import fold_text

__all__ = ["JOURNAL", "Rendered", "render_many"]

JOURNAL = ".cchc-render.jsonl"
"""The file in which a run writes down what it has written."""

AHEAD = 32
"""How many reports are handed out before the first of them must be back."""

Form = Literal["docx", "html", "text"]
_ENDS = {"docx": ".docx", "html": ".html", "text": ".txt"}


@attrs.frozen(kw_only=True)
class Rendered:
    """What became of one report: its place in the run, its file, or why there is none.

    `was_there` says that an earlier run had written the same file.
    """

    place: int
    path: Path
    error: Exception | None = None
    was_there: bool = False


def render_many(
    reports: Iterable[ReportHead],
    folder: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    on_progress: Callable[[Rendered], object] | None = None,
    name: Callable[[ReportHead], str] | None = None,
    form: Form = "docx",
    outline: Outline | None = None,
    layout: Layout = CUSTOMARY,
    ahead: int = AHEAD,
    overwrite: bool = False,
) -> tuple[Rendered, ...]:
    """Write a document for each report into a folder; return what became of each, in their order.

    `executor` is any of `concurrent.futures`, or what behaves like one: threads, processes, Dask's
    on a cluster; without one, all is done here. Workers get a report and give back a document; the
    files are written here, each whole or not at all. At most `ahead` reports are out at a time, so
    `reports` may be a generator of any length. `on_progress` is called in order.

    A report that cannot be rendered has its error in its result and stops nothing. A run over a
    folder where an earlier one was stopped leaves alone what is written already and would come out
    the same; with an outline of which a part is written by a lambda or by a function made over a
    table (`units_outline`), all are written anew, as nobody can tell what has changed. `name` gives
    a file's name without ending, by default agency and period; of two that are the same, the second
    ends in "-2".

    A file that no run has written, or that somebody has changed since, stays as it is: its result
    has an error, unless `overwrite` is true.

    Raises:
        InvalidTypeError: for what is no executor, no name, and no path of a folder.
        InvalidValueError: for another `form`, `ahead` below 1, a file in place of the folder.
        OSError: when the folder or its journal cannot be written.
        BrokenExecutor: when the executor itself died; the next run goes on where this one stopped.
    """
    check_choice("form", form, tuple(_ENDS))
    if isinstance(reports, str | Mapping | ReportHead) or not isinstance(reports, Iterable):
        raise InvalidTypeError.refuse(
            "reports",
            reports,
            "reports, one after another, such as [report, other] or a generator",
            "các báo cáo, ví dụ [report, other]",
        )
    for field, given in (("name", name), ("on_progress", on_progress)):
        if given is not None and not callable(given):
            raise InvalidTypeError.refuse(
                field, given, "a function of one argument, or None", "một hàm, hoặc None"
            )
    if outline is not None and not isinstance(outline, Outline):
        raise InvalidTypeError.refuse(
            "outline", outline, "an Outline, such as STANDARD, or None", "một Outline, hoặc None"
        )
    if type(ahead) is not int or ahead < 1:
        raise InvalidValueError.refuse(
            "ahead", ahead, "a whole number from 1, such as 32", "số nguyên từ 1, ví dụ 32"
        )
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise InvalidTypeError.refuse(
            "executor",
            executor,
            "an executor with submit, such as ProcessPoolExecutor(2), or None",
            "một executor có submit, ví dụ ProcessPoolExecutor(2), hoặc None",
        )
    if type(overwrite) is not bool:
        raise InvalidTypeError.refuse("overwrite", overwrite, "True or False", "True hoặc False")
    run = _Run(_folder(folder), executor, form, outline, layout, overwrite=overwrite)
    found: list[Rendered] = []
    waiting: deque[_Out] = deque()

    def settle() -> None:
        result = run.settled(waiting.popleft())
        found.append(result)
        if on_progress is not None:
            on_progress(result)

    try:
        for place, report in enumerate(reports):
            waiting.append(run.sent(place, report, name or usual_name))
            if len(waiting) >= (ahead if executor is not None else 1):
                settle()
        while waiting:
            settle()
    finally:
        for each in waiting:  # only when something was raised: what is out is not waited for
            if each.future is not None:
                each.future.cancel()
        run.close()
    return tuple(found)


@attrs.frozen(kw_only=True)
class _Out:
    """A report that was handed out, or what became of it at once."""

    place: int
    path: Path
    key: str = ""
    future: Future[bytes] | None = None
    error: Exception | None = None
    was_there: bool = False


class _Run:
    """One run over one folder: names that are taken, the journal, what is handed out."""

    def __init__(
        self,
        folder: Path,
        executor: Executor | None,
        form: Form,
        outline: Outline | None,
        layout: Layout,
        *,
        overwrite: bool,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.overwrite = overwrite
        self.folder, self.executor = folder, executor
        self.how = form, outline, layout
        self.taken: set[str] = set()
        self.written = _journal(folder / JOURNAL)
        self.log = (folder / JOURNAL).open("a", encoding="utf-8")
        version = _version()
        told = outline_print(outline)
        self.alike = None if told is None else f"{version} {form} {told} {layout!r}"

    def sent(self, place: int, report: ReportHead, name: Callable[[ReportHead], str]) -> _Out:
        """Hand out a report, unless its file is there."""
        path = self.folder / f"bao-cao-{place + 1}{_ENDS[self.how[0]]}"
        try:
            if not isinstance(report, ReportHead):
                raise InvalidTypeError.refuse(
                    f"reports[{place}]", report, "a Report", "một báo cáo (Report)"
                )
            path = self.folder / self._free(name(report))
            key = self._key(report)
            if self._is_there(path, key):
                return _Out(place=place, path=path, was_there=True)
            future = _now(report, *self.how) if self.executor is None else self.executor.submit(
                _document, report, *self.how
            )  # fmt: skip
        except Exception as error:
            if getattr(self.executor, "_broken", False):
                raise
            return _Out(place=place, path=path, error=error)
        return _Out(place=place, path=path, key=key, future=future)

    def settled(self, out: _Out) -> Rendered:
        """Wait for a document and write its file."""
        error = out.error
        if out.future is not None:
            try:
                self._write(out, out.future.result())
            except Exception as why:
                error = why
        return Rendered(place=out.place, path=out.path, error=error, was_there=out.was_there)

    def _write(self, out: _Out, data: bytes) -> None:
        """Write a file; the journal first, so that a file of a killed run is known for ours."""
        made = sha256(data).hexdigest()
        known = {made, *(own for _, own in self.written.get(out.path.name, ()))}
        if not self.overwrite and _print_of(out.path) not in (None, *known):
            raise InvalidValueError(
                f"{out.path}: changed by hand, or by another program, since it was written; "
                "overwrite=True replaces it",
                "tệp này không do lần chạy trước ghi, hoặc đã được sửa từ khi ghi, nên được giữ "
                "nguyên; để ghi đè: overwrite=True",
                path=str(out.path),
            )
        line = {"file": out.path.name, "report": out.key, "bytes": made}
        self.log.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.log.flush()
        replace_file(out.path, data)

    def close(self) -> None:
        """Close the journal."""
        self.log.close()

    def _free(self, stem: str) -> str:
        if not isinstance(stem, str) or not stem.strip() or Path(stem).name != stem:
            raise InvalidValueError.refuse(
                "name",
                stem,
                "the name of a file without folder and ending, such as 'xa-mai-hoa'",
                "tên tệp không kèm thư mục và đuôi tệp, ví dụ 'xa-mai-hoa'",
            )
        free, more = stem, 1
        while free.casefold() in self.taken:
            more += 1
            free = f"{stem}-{more}"
        self.taken.add(free.casefold())
        return free + _ENDS[self.how[0]]

    def _key(self, report: ReportHead) -> str:
        """Return what is the same for the same document; "" where nobody can tell."""
        if self.alike is None:
            return ""
        return sha256(f"{fingerprint(report)} {self.alike}".encode()).hexdigest()

    def _is_there(self, path: Path, key: str) -> bool:
        known = self.written.get(path.name)
        return known is not None and key != "" and known[-1] == (key, _print_of(path))


def _folder(given: str | os.PathLike[str]) -> Path:
    accepted, accepted_vi = "the path of a folder, such as 'bao-cao'", "đường dẫn một thư mục"
    if not isinstance(given, str | os.PathLike):
        raise InvalidTypeError.refuse("folder", given, accepted, accepted_vi)
    folder = Path(given)
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise InvalidValueError.refuse(
                "folder", str(path), f"{accepted}; this is a file", f"{accepted_vi}; đây là tệp"
            )
    return folder


def _print_of(path: Path) -> str | None:
    """Return what tells the bytes of a file from others, `None` where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _version() -> str:
    from cchc_lib import __version__

    return __version__


def _journal(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return what earlier runs have written, in order; a line that was cut off says nothing."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in _lines(path):
        try:
            said = json.loads(line)
            written = found.setdefault(str(said["file"]), [])
            written.append((str(said["report"]), str(said["bytes"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _lines(path: Path) -> Iterator[str]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    if data and not data.endswith(b"\n"):  # what follows must not join a line that was cut off
        with path.open("ab") as file:
            file.write(b"\n")
    yield from data.decode("utf-8", "replace").split("\n")  # names may hold other line ends


def _document(report: ReportHead, form: Form, outline: Outline | None, layout: Layout) -> bytes:
    """Return the document of a report; this is what a worker does."""
    if form == "docx":
        return render_docx(report, outline=outline, layout=layout)
    render: Any = render_html if form == "html" else render_text
    text: str = render(report, outline=outline)
    return text.encode()


def _now(report: ReportHead, form: Form, outline: Outline | None, layout: Layout) -> Future[bytes]:
    """Return a document as an executor would, made at once."""
    future: Future[bytes] = Future()
    try:
        future.set_result(_document(report, form, outline, layout))
    except Exception as error:
        future.set_exception(error)
    return future


def usual_name(report: ReportHead) -> str:
    """Return agency and period as the name of a file, in letters that every system takes."""
    words = fold_text(f"{report.agency.short_name} {report.period}").replace("đ", "d")
    plain = unicodedata.normalize("NFD", words)
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:120] or "bao-cao"
