"""What everything in a document is called: headings, tables and annexes, by their ids."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cchc_lib.document.nodes import Block, Document, Section, Table
from cchc_lib.errors import InvalidValueError, unknown_name
from cchc_lib.vietnamese.roman import roman

__all__ = ["LETTERS", "Labels", "label_targets"]

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm, in order (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6)."""


@attrs.define
class Labels:
    """The number each heading bears, and the name by which other places mention an id."""

    numbers: dict[str, str] = attrs.field(factory=dict)
    names: dict[str, str] = attrs.field(factory=dict)

    def name(self, target: str) -> str:
        """Return how other places name it: "Mục II.2", "Bảng 2", "Phụ lục I".

        Raises:
            UnknownNameError: when the document has no such id, or nothing to name it by.
        """
        try:
            return self.names[target]
        except KeyError:
            raise unknown_name(
                "numbered section, table or annex", "mục, bảng hoặc phụ lục", target, self.names
            ) from None


def label_targets(document: Document) -> Labels:
    """Return the labels of a whole document; they are needed before the first words are written.

    Raises:
        InvalidValueError: for an id used twice, or more điểm in a khoản than there are letters.
    """
    count = _Count()
    count.blocks((*document.opening, *document.sections), (), "")
    for position, annex in enumerate(document.annexes, start=1):
        # One annex is plain "Phụ lục"; two or more take Roman numerals (mục III.1).
        name = "Phụ lục" if len(document.annexes) == 1 else f"Phụ lục {roman(position)}"
        count.claim(annex.id)
        count.labels.names[annex.id] = name
        count.blocks(annex.blocks, (), f" {name}")
    return count.labels


class _Count:
    """What has been counted so far in one document."""

    def __init__(self) -> None:
        self.labels = Labels()
        self.taken: set[str] = set()
        self.tables = 0

    def claim(self, target: str) -> None:
        if target in self.taken:
            raise InvalidValueError(
                f"id {target!r} is used twice; accepted: an id of its own, such as '{target}.2'",
                f"mã {target!r} được dùng hai lần; cần: mỗi phần một mã riêng, ví dụ '{target}.2'",
                got=target,
                accepted="an id of its own",
            )
        self.taken.add(target)

    def blocks(self, blocks: Iterable[Block], above: tuple[str, ...], place: str) -> None:
        """Number blocks under the headings `above`; `place` names the annex they stand in."""
        position = 0
        for block in blocks:
            if isinstance(block, Section):
                position += 1
                self.section(block, position, above, place)
            elif isinstance(block, Table):
                self.claim(block.id)
                if block.title:
                    self.tables += 1
                    self.labels.names[block.id] = f"Bảng {self.tables}"

    def section(self, section: Section, position: int, above: tuple[str, ...], place: str) -> None:
        self.claim(section.id)
        level = len(above) + 1
        bare = _bare_number(section, level, position)
        self.labels.numbers[section.id] = bare + {1: ".", 2: ".", 3: ")"}.get(level, "")
        path = (*above, bare)
        if level <= 2:
            self.labels.names[section.id] = f"Mục {'.'.join(path)}{place}"
        elif level == 3:
            self.labels.names[section.id] = f"điểm {bare} Mục {'.'.join(above)}{place}"
        self.blocks(section.blocks, path, place)


def _bare_number(section: Section, level: int, position: int) -> str:
    if level == 1:
        return roman(position)
    if level == 2:
        return str(position)
    if level == 3:
        if position > len(LETTERS):
            raise InvalidValueError(
                f"section {section.id!r} is điểm {position} of its khoản; accepted: at most "
                f"{len(LETTERS)}, the letters a to y "
                "(Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6)",
                f"mục {section.id!r} là điểm thứ {position} của khoản; cần: tối đa {len(LETTERS)} "
                "điểm, từ chữ a đến chữ y (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6)",
                got=position,
                accepted=f"at most {len(LETTERS)}",
            )
        return LETTERS[position - 1]
    return "-" if level == 4 else "+"  # below điểm the decree has no numbers
