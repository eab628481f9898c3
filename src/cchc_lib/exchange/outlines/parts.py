"""The outline of a file: in whole, or as changes to one that is shipped."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import attrs

from cchc_lib.errors import unknown_name
from cchc_lib.exchange.outlines.entries import OutlineFile, PartEntry, SentenceEntry
from cchc_lib.exchange.outlines.slips import Slips
from cchc_lib.outline.names import check_names, root_of
from cchc_lib.outline.outline import Outline, Part, check_title
from cchc_lib.outline.sentence import Sentence
from cchc_lib.outline.tables import subjects_table

__all__ = ["outline_of"]

MAX_PARTS, MAX_LINES = 400, 2000
"""How many parts, and how many sentences and tables, an outline in a file may have."""


def outline_of(
    file: OutlineFile, base: Outline, kind: type, slips: Slips, *, without: Container[str] = ()
) -> Outline | None:
    """Return the outline that a file says, by names of a class; `None` where it has a slip.

    Subjects in `without` have slips of their own: nothing is told of what names them.
    """
    return _Reader(base, kind, slips, without).outline(file)


class _Reader:
    """Reads parts: those of the outline that is built on are taken over by their ids."""

    def __init__(self, base: Outline, kind: type, slips: Slips, without: Container[str]) -> None:
        self.base = base
        self.kind = kind
        self.slips = slips
        self.without = without
        self.known = {part.id: part for part in base.walk()}

    def outline(self, file: OutlineFile) -> Outline | None:
        before = len(self.slips.found)
        if not self.is_of_a_size(file):
            return None
        chapters = self.parts(file.chapters, "chapters")
        annexes = tuple(map(_annex, self.parts(file.annexes, "annexes")))
        found: Outline | None = None
        if file.chapters:
            self.refuse_changes(file)
            with self.slips.at("chapters"):
                found = Outline(chapters, annexes or self.base.annexes)
        else:
            changed = self.changed(file)
            new = {part.id for part in annexes}
            kept = tuple(part for part in changed.annexes if part.id not in new)
            with self.slips.at("annexes"):
                found = Outline(changed.chapters, kept + annexes)
        if found is not None:
            self.refuse_clashes(found)
        return found if len(self.slips.found) == before else None

    def is_of_a_size(self, file: OutlineFile) -> bool:
        """Whether there are no more parts and lines than an outline has: each takes time."""
        entries = list(_entries((*file.chapters, *file.annexes, *file.change, *file.insert)))
        lines = sum(len(entry.lines) + len(entry.table) for entry in entries)
        for key, size, most in (
            ("parts", len(entries) + len(file.without), MAX_PARTS),
            ("lines", lines, MAX_LINES),
        ):
            if size > most:
                self.slips.tell(
                    "chapters" if file.chapters else "insert",
                    f"{size} {key}",
                    f"at most {most} {key} in all, such as 40",
                    f"tổng cộng nhiều nhất {most} mục hoặc câu, ví dụ 40",
                )
                return False
        return True

    def refuse_clashes(self, outline: Outline) -> None:
        """Refuse what would only be seen in print: ids used twice, an annex that is none."""
        ids = [*outline.ids]
        for part in outline.walk():
            ids += [f"{part.id}.{end}" for end in ("table", "figures")] if part.table else []
        annexes = {part.id for top in outline.annexes for part in top.walk()} | set(ids)
        for part in outline.walk():
            if part.annex is not None and part.annex not in annexes:
                with self.slips.at(part.id):
                    raise unknown_name("annex", "phụ lục", part.annex, sorted(annexes))
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            self.slips.tell(
                "annexes",
                twice[0],
                f"ids that differ, .table and .figures behind them too, such as '{twice[0]}_2'",
                f"các mã khác nhau, khác cả mã có đuôi .table, .figures, ví dụ '{twice[0]}_2'",
            )

    def refuse_changes(self, file: OutlineFile) -> None:
        """Refuse changes to an outline that the file does not build on."""
        for key in ("without", "change", "insert"):
            if getattr(file, key):
                self.slips.tell(
                    key,
                    [getattr(each, "id", each) for each in getattr(file, key)],
                    "nothing where chapters give the outline in whole: leave out one of the two",
                    "không nêu khi đã nêu đủ các phần (chapters): bỏ một trong hai",
                )

    def changed(self, file: OutlineFile) -> Outline:
        """Return the outline that is built on with the changes of a file, one after the other."""
        outline = self.base
        for row, entry in enumerate(file.change):
            with self.slips.at(f"change[{row}].id"):
                outline.without(entry.id)  # refuses what is not there
                if (part := self.part(entry, f"change[{row}]")) is not None:
                    outline = outline.replace(entry.id, part)
        behind: dict[str, str] = {}
        for row, entry in enumerate(file.insert):
            part, at = self.part(entry, f"insert[{row}]"), f"insert[{row}]"
            if (entry.after is None) == (entry.before is None):
                self.slips.tell(
                    at,
                    entry.id,
                    'where it stands, once: after = "ii.8", or before = "ii.8"',
                    'vị trí, nêu một lần: after = "ii.8" hoặc before = "ii.8"',
                )
            elif entry.before is not None:
                with self.slips.at(f"{at}.before"):
                    outline = outline.insert_before(entry.before, _those(part, entry))
            elif entry.after is not None:
                with self.slips.at(f"{at}.after"):  # those behind one part in the order of the file
                    anchor = behind.get(entry.after, entry.after)
                    outline = outline.insert_after(anchor, _those(part, entry))
                    behind[entry.after] = entry.id
        for row, id in enumerate(file.without):
            with self.slips.at(f"without[{row}]"):
                outline = outline.without(id)
        return outline

    def parts(self, entries: Sequence[PartEntry], path: str) -> tuple[Part, ...]:
        found = (self.part(entry, f"{path}[{row}]") for row, entry in enumerate(entries))
        return tuple(part for part in found if part is not None)

    def part(self, entry: PartEntry, path: str) -> Part | None:
        """Return a part, with what it does not say taken from the one of the same id."""
        known = self.known.get(entry.id)
        if known is None and entry.title is None:
            self.slips.tell(
                path,
                entry.id,
                f'a title for a new part, such as title = "Nội dung khác", or the id of a part: '
                f"{_some(self.known)}",
                f'tiêu đề của mục mới, ví dụ title = "Nội dung khác", hoặc mã của mục đã có: '
                f"{_some(self.known)}",
            )
            return None
        before = len(self.slips.found)
        if not re.fullmatch(r"[\w.-]+", entry.id):
            self.slips.tell(
                f"{path}.id",
                entry.id,
                "an id of letters, digits, dots, _ and -, such as 'ii.7a'",
                "mã gồm chữ, số, dấu chấm, _ và -, ví dụ 'ii.7a'",
            )
        said: dict[str, Any] = {
            name: value
            for name in ("title", "is_list", "about", "annex", "when_empty")
            if (value := getattr(entry, name)) is not None
        }
        for name in ("title", "when_empty"):
            with self.slips.at(f"{path}.{name}"):
                check_title("", said.get(name, ""))
        if entry.table:
            said["table"] = entry.table
        if entry.lines:
            said |= {"lines": self.sentences(entry, path), "write": None}
        if entry.parts:
            said["parts"] = self.parts(entry.parts, f"{path}.parts")
        self.check(entry, path)
        if len(self.slips.found) > before:
            return None
        with self.slips.at(path):
            return Part(entry.id, **said) if known is None else attrs.evolve(known, **said)
        return None

    def sentences(self, entry: PartEntry, path: str) -> tuple[Sentence, ...]:
        """Return the sentences of a part, each with names that the report has."""
        found: list[Sentence] = []
        for row, said in enumerate(entry.lines):
            with self.slips.at(f"{path}.lines[{row}]"):
                sentence = _sentence(said)
                named = (*sentence.names, *sentence.of, sentence.each or "")
                self.check_names(named, lines=(sentence,))
                found.append(sentence)
        return tuple(found)

    def check(self, entry: PartEntry, path: str) -> None:
        """Hold what a part names beside its sentences to what the report has."""
        for row, id in enumerate(entry.table):
            with self.slips.at(f"{path}.table[{row}]"):
                self.check_names((id,), table=(id,))
        if entry.about is not None:
            with self.slips.at(f"{path}.about"):
                self.check_names((entry.about,), about=entry.about)

    def check_names(self, names: Iterable[str], **said: Any) -> None:
        if not any(root_of(name) in self.without for name in names):
            check_names(Outline((Part("part", "Mục", **said),)), self.kind, is_whole=True)


def _sentence(said: SentenceEntry) -> Sentence:
    """Return a sentence; one of several lines in the file is one line of words."""
    none = None if said.none is None else _flat(said.none)
    return Sentence(*map(_flat, said.say), none=none, of=said.of, each=said.each)


def _flat(words: str) -> str:
    return " ".join(words.split("\n")).strip() if "\n" in words else words


def _entries(entries: Iterable[PartEntry]) -> Iterator[PartEntry]:
    for entry in entries:
        yield entry
        yield from _entries(entry.parts)


def _those(part: Part | None, entry: PartEntry) -> Part:
    """Return a part; for one with a slip an empty one, so that others can stand beside it."""
    return Part(entry.id, "Mục") if part is None else part


def _some(known: Iterable[str]) -> str:
    ids = list(known)
    return ", ".join(ids[:12]) + (", …" if len(ids) > 12 else "")


def _annex(part: Part) -> Part:
    """Return a part as an annex: its tables stand in itself, not in one behind it."""
    if not part.table:
        return part
    write = partial(subjects_table, id=f"{part.id}.figures", title=part.title, wanted=part.table)
    return attrs.evolve(part, table=(), write=write)
