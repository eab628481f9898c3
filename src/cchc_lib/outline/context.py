"""What a part of an outline writes with: the facts, their figures, and a few ways to say them.

Every sentence of the library is a template that names figures by id, like the narrative of a
report, so that prose cannot print a number that no figure has. A clause whose figures were not
reported is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from cchc_lib.document.nodes import (
    Block,
    Content,
    Inline,
    Items,
    Mention,
    Note,
    Paragraph,
    Reference,
    Text,
    Value,
    content,
)
from cchc_lib.errors import UnknownNameError
from cchc_lib.families.cchc import CHANGE, Report
from cchc_lib.figures.figure import Figure
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.citation import Citation
from cchc_lib.report.narrative import fill
from cchc_lib.subjects.dossiers import Dossiers
from cchc_lib.subjects.plan import Group
from cchc_lib.vietnamese.numbers import format_number

__all__ = ["Context", "capitalised", "cell_text"]


class _MissingError(Exception):
    """A figure that a clause needs was not reported."""


@attrs.frozen
class Context:
    """The facts of one report and the figures they give.

    `annexes` are the ids of the annexes that the outline prints.
    """

    report: Report
    figures: Mapping[str, Figure]
    annexes: frozenset[str] = frozenset()

    @property
    def dossiers(self) -> Dossiers | None:
        """The dossiers of the report, if it has any."""
        procedures = self.report.procedures
        return None if procedures is None else procedures.dossiers

    def value(self, id: str) -> Any:
        """Return the exact value of a figure, or `None` when it was not reported."""
        found = self.figures.get(id)
        return None if found is None else found.value

    def is_nothing(self, id: str, *others: str) -> bool:
        """Whether 0 was counted, and nothing that contradicts it under the other ids."""
        return self.value(id) == 0 and not any(self.value(other) for other in others)

    def say(self, template: str, *, at: str = "", **parts: str | Content) -> Content:
        """Return a clause: its words, and a `Value` for each figure it names.

        `{plan.tasks}` is a figure, `{.tasks}` the one below the path `at`, `{name}` one of
        `parts`. Nothing is returned when a figure was not reported, or is a rate of nothing.
        """

        def look_up(name: str) -> Inline | Content:
            if name in parts:
                part = parts[name]
                return Text(part) if isinstance(part, str) else part
            found = self.figures.get(f"{at}{name}" if name.startswith(".") else name)
            if found is None or (isinstance(found.value, Ratio) and found.value.is_undefined):
                raise _MissingError
            return Value(found.text, found.id)

        try:
            return content(*fill(template, look_up))
        except _MissingError:
            return ()

    def sentence(self, *clauses: Content, between: str = "; ", end: str = ".") -> Content:
        """Return the clauses that say something as one sentence, its first letter a capital."""
        said = [clause for clause in clauses if clause]
        if not said:
            return ()
        return capitalised(content(_joined(said, between), end))

    def join(self, *clauses: Content, between: str = ", ", last: str = " và ") -> Content:
        """Return the clauses that say something as one: "a, b và c"."""
        said = [clause for clause in clauses if clause]
        if len(said) < 2:
            return said[0] if said else ()
        return content(_joined(said[:-1], between), last, said[-1])

    def groups(
        self, at: str, groups: Iterable[Group], template: str = "{.count} {name}"
    ) -> Content:
        """Return the groups with their counts: "01 Chủ tịch, 02 Phó Chủ tịch"."""
        return self.join(
            *(
                self.say(template, at=f"{at}[{row}]", name=group.name)
                for row, group in enumerate(groups)
            ),
            last=", ",
        )

    def items(self, *sentences: Content) -> tuple[Items, ...]:
        """Return the sentences that say something as one list; nothing when none does."""
        said = tuple(sentence for sentence in sentences if sentence)
        return (Items(said),) if said else ()

    def paragraph(self, *sentences: Content) -> tuple[Paragraph, ...]:
        """Return the sentences that say something as one paragraph; nothing when none does."""
        said = [sentence for sentence in sentences if sentence]
        return (Paragraph(_joined(said, " ")),) if said else ()

    def narrative(self, paragraphs: Iterable[str]) -> tuple[Paragraph, ...]:
        """Return the agency's own paragraphs with their figures filled in.

        Raises:
            UnknownNameError: when a paragraph names a figure that this report does not have.
        """
        return tuple(Paragraph(self.own_words(text)) for text in paragraphs)

    def own_words(self, text: str) -> Content:
        """Return one paragraph of the agency's own with its figures filled in."""

        def look_up(name: str) -> Inline:
            found = self.figures.get(name)
            if found is None:
                raise UnknownNameError(
                    f"{text!r} names the figure {name!r}, which has no value in this report: "
                    "a fact that it needs was not reported"
                )
            return Value(found.text, found.id)

        return content(*fill(text, look_up))

    def arose(self, id: str, some: str, none: str) -> Content:
        """Return a sentence on a count, with the change it shows, or that nothing arose for 0."""
        if self.value(id) == 0:
            return self.sentence(self.say(f"trong kỳ {none}"))
        said = self.say("trong kỳ " + some.replace("{}", f"{{{id}}}"))
        return self.sentence((*said, *self.change(id)) if said else ())

    def detailed(self, blocks: Iterable[Block], annex: str) -> Iterable[Block]:
        """Yield blocks and, where there are any, a reference to the annex that details them."""
        written = tuple(blocks)
        yield from written
        if written:
            yield from self.paragraph(self.see(annex))

    def change(self, id: str) -> Content:
        """Return ", tăng … so với …" where the previous report has the figure, else nothing."""
        previous = self.report.previous
        if previous is None:
            return ()
        return self.say(f", {{{id}{CHANGE}}} so với {{then}}", then=str(previous.period))

    def cite(self, document: Citation) -> Content:
        """Return a mention of a document: in full where it is printed first, later shortened."""
        return (_mention(document),)

    def cite_all(self, documents: Iterable[Citation], *, between: str = "; ") -> Content:
        """Return mentions of several documents in one line."""
        return self.join(*map(self.cite, documents), between=between, last=between)

    def about(self, template: str, documents: Sequence[Citation]) -> Content:
        """Return a sentence on `{documents}`; nothing for none."""
        if not documents:
            return ()
        return self.say(template, documents=self.cite_all(documents))

    def note(self, documents: Iterable[Citation]) -> tuple[Note, ...]:
        """Return a footnote that lists documents; nothing for none."""
        listed = self.cite_all(documents)
        return (Note((content(listed, "."),)),) if listed else ()

    def see(self, annex: str) -> Content:
        """Return a sentence that refers to an annex; nothing when it is not printed."""
        if annex not in self.annexes:
            return ()
        return content("Chi tiết tại ", Reference(annex), ".")

    def unchecked(self, id: str) -> Content:
        """Return the figure as the unit stated it, marked as unchecked, where none is computed."""
        if self.value(id) is not None:
            return ()
        stated = next((claim.text for claim in self.report.claims if claim.figure == id), None)
        if stated is None:
            return ()
        return content(
            f"theo số liệu đơn vị tổng hợp, đạt {stated} kế hoạch (chưa kiểm tra được do chưa đủ "
            "số liệu để tính)"
        )

    def cell(self, id: str) -> Content:
        """Return a figure for a table column: counts unpadded, two decimals, a dash for none."""
        found = self.figures.get(id)
        if found is None:
            return content("–")
        return content(Value(cell_text(found), id))


def _mention(document: Citation) -> Mention:
    """Return the mention of a document; a number alone begins again every year."""
    full, code = document.cite(), document.code
    if code is None:  # a law cited by its name, which is never shortened
        return Mention(full, full, document=full, number=full)
    day = "" if document.day is None else document.day.isoformat()
    return Mention(
        full,
        document.cite(first=False),
        document=" | ".join((code, day, document.issuer or "")),
        number=code,
        has_subject=document.subject is not None,
    )


def _joined(clauses: Iterable[Content], between: str) -> Content:
    """Return the clauses as one content, with words between them."""
    parts = [part for clause in clauses for part in (between, *clause)]
    return content(*parts[1:])


def cell_text(found: Figure) -> str:
    """Return a figure as a column of a table shows it: no padding, rates with two decimals."""
    if isinstance(found.value, Ratio):
        return f"{found.value:.2f}"
    return format_number(found.value) if isinstance(found.value, int) else found.text


def capitalised(parts: Content) -> Content:
    """Return the content with the first letter of its first words a capital."""
    first = parts[0]
    if not isinstance(first, Text | Value):
        return parts
    return (attrs.evolve(first, text=first.text[:1].upper() + first.text[1:]), *parts[1:])
