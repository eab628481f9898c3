"""What a part of an outline writes with: the facts, their figures, and the way to say them.

Every sentence of the library is a template that names figures by id, like the narrative of a
report, so that prose cannot print a number that no figure has. A clause whose figures were not
reported is not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

import attrs

from cchc_lib.document.nodes import (
    Block,
    Content,
    Inline,
    Items,
    Note,
    Paragraph,
    Reference,
    Text,
    Value,
    content,
)
from cchc_lib.errors import UnknownNameError
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.figure import Figure
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio
from cchc_lib.outline.inline import (
    capitalised,
    estimates_first,
    flat,
    joined,
    literal,
    notes_placed,
    unpadded_fractions,
)
from cchc_lib.outline.sentence import Sentence
from cchc_lib.outline.template import Alternatives, Ref, Template, read_template
from cchc_lib.outline.walked import Walked
from cchc_lib.outline.words import WORDS, mention, sign
from cchc_lib.report.citation import Citation
from cchc_lib.report.claims import Coverage
from cchc_lib.report.head import ReportHead
from cchc_lib.report.narrative import fill
from cchc_lib.report.printing import cell_text
from cchc_lib.vietnamese.dates import format_date
from cchc_lib.vietnamese.text import capital

__all__ = ["Context"]

_STEP = re.compile(r"([a-z_][a-z0-9_]*)((?:\[[0-9]{1,4}\])*)", re.IGNORECASE)
_BETWEEN = {"<": (", ", " và "), "<,": (", ", ", "), "<;": ("; ", "; ")}


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the names of a path, each with the rows after it; an impossible one for no path."""
    found = [_STEP.fullmatch(step) for step in path.split(".")]
    return tuple(
        (each[1], tuple(int(row) for row in re.findall("[0-9]+", each[2]))) if each else ("", ())
        for each in found
    )


@kept_by_class
def _field_names(kind: Any) -> frozenset[str]:
    return frozenset(field.name for field in attrs.fields(kind)) if attrs.has(kind) else frozenset()


@kept_by_class
def narrative_fields(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class that hold paragraphs of the agency's own."""
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return tuple(field.name for field in fields if getattr(field_of(field), "is_narrative", False))


class _MissingError(Exception):
    """A figure that a clause needs was not reported."""


@attrs.frozen
class Context:
    """The facts of one report and the figures they give.

    `annexes` are the ids of the annexes that the outline prints. While a document is composed,
    `covered` gathers the facts that words say ("không có") or that a column of a form adds up,
    `noted` the figures whose footnote stands in the text.
    """

    report: ReportHead
    figures: Mapping[str, Figure]
    annexes: frozenset[str] = frozenset()
    walked: Walked = attrs.field(
        default=attrs.Factory(lambda self: Walked(self.report), takes_self=True),
        eq=False,
        repr=False,
    )
    covered: set[str] = attrs.field(factory=set, eq=False, repr=False)
    noted: set[str] = attrs.field(factory=set, eq=False, repr=False)
    _own: Mapping[str, Any] = attrs.field(init=False, eq=False, repr=False)

    @_own.default
    def _by_id(self) -> Mapping[str, Any]:
        return {item.__subject__.id: item for item in self.report.own}

    # ------------------------------------------------------------ what is there

    def value(self, id: str) -> Any:
        """Return the exact value of a figure, or `None` when it was not reported."""
        found = self.figures.get(id)
        return None if found is None else found.value

    def is_nothing(self, id: str, *others: str) -> bool:
        """Whether 0 was counted, and nothing that contradicts it under the other ids."""
        return self.value(id) == 0 and not any(self.value(other) for other in others)

    def fact(self, path: str) -> Any:
        """Return what stands at a path of declared fields, such as `plan.decision`, or `None`."""
        held: Any = self.report
        for name, rows in _steps(path):
            if held is self.report and name in self._own:
                held = self._own[name]
            elif name in _field_names(held.__class__):
                held = getattr(held, name)
            else:
                return None
            for row in rows:
                if not isinstance(held, tuple) or row >= len(held):
                    return None
                held = held[row]
        return held

    # ------------------------------------------------------------ sentences

    def say(self, template: str, *, at: str = "", is_last: bool = False) -> Content:
        """Return a sentence: its words, and a `Value` for each figure it names.

        `{.tasks}` is below the path `at`. Nothing is returned when a figure that is needed was not
        reported, or is a rate of nothing.
        """
        try:
            pieces = self._pieces(read_template(template), at, is_last)
            said = capitalised(self._said(flat(pieces)))
        except _MissingError:
            return ()
        return said

    def sentence(self, said: Sentence) -> Iterator[Content]:
        """Yield what a sentence of an outline says: once, or for each object it is about."""
        places = [""]
        if said.each is not None:
            found = self.fact(said.each)
            rows = range(len(found)) if isinstance(found, tuple) else ()
            places = [f"{said.each}[{row}]" for row in rows]
            if found is not None and not isinstance(found, tuple):
                places = [said.each]
        for at in places:
            is_last = len(places) > 1 and at == places[-1]
            of = [at + id if id.startswith(".") else id for id in said.of]
            templates = said.templates
            if said.none is not None and self.is_nothing(*of):
                templates = (said.none,)
                self.covered.update(of)
            for template in templates:
                if written := self.say(template, at=at, is_last=is_last):
                    yield written
                    break

    def part(
        self,
        written: Iterable[Block],
        lines: Iterable[Sentence],
        about: str | None,
        annex: str | None,
        *,
        is_list: bool,
    ) -> tuple[Block, ...]:
        """Return a part: what is written, its sentences, where details stand, its own words."""
        said = [self._noted_once(each) for line in lines for each in self.sentence(line)]
        blocks = list(written)
        see = self.see(annex) if annex is not None and (said or blocks) else ()
        if said and is_list:
            blocks += self.items(*said)
        elif said:
            blocks += self.paragraph(*said, see)
            see = ()
        blocks += self.paragraph(see)
        if about is not None:
            of = self.fact(about)
            for name in narrative_fields(of.__class__):
                blocks += self.narrative(getattr(of, name))
        return tuple(blocks)

    def _noted_once(self, said: Content) -> Content:
        """Return a sentence without the footnote on a figure that an earlier one has.

        Those that stay stand where `notes_placed` puts them.
        """
        if not self.report.marks:
            return said
        kept: list[Inline] = []
        for node in said:
            before = kept[-1] if kept else None
            if isinstance(node, Note) and isinstance(before, Value):
                if before.figure in self.noted:
                    continue
                self.noted.add(before.figure)
            kept.append(node)
        return notes_placed(tuple(kept), self.figures)

    def _pieces(self, template: Template, at: str, is_last: bool) -> Iterator[Inline | Content]:
        for piece in template:
            if isinstance(piece, str):
                yield literal(piece)
            elif isinstance(piece, Ref):
                yield self._named(piece, at, is_last)
            else:
                yield self._group(piece, at, is_last)

    def _group(self, group: Alternatives, at: str, is_last: bool) -> Content:
        said: list[Content] = []
        for option in group.options:
            try:
                said.append(flat(self._pieces(option, at, is_last)))
            except _MissingError:
                continue
            if group.kind == "<?":
                break
        if group.kind == "[":
            return said[0] if said else ()
        if not said:
            raise _MissingError
        return said[0] if len(said) == 1 else joined(said, *_BETWEEN[group.kind])

    def _named(self, ref: Ref, at: str, is_last: bool) -> Inline | Content:
        id = at + ref.name if ref.name.startswith(".") else ref.name
        found = self.figures.get(id)
        if ref.mode in ("=0", "!0", ":"):
            known = found is not None or ((id == ".last" or id == f"{at}.last") and is_last)
            is_zero = found is not None and not sign(found)
            if not (known if ref.mode == ":" else known and is_zero == (ref.mode == "=0")):
                raise _MissingError
            if ref.mode == "=0":
                self.covered.add(id)
            return ()
        if found is None:
            return self._fact(id, ref)
        if isinstance(found.value, Ratio) and found.value.is_undefined:
            raise _MissingError
        if (ref.mode == "?" and not sign(found)) or (ref.mode == "+" and sign(found) <= 0):
            raise _MissingError
        return self._figure(found)

    def _said(self, said: Content) -> Content:
        """Return a sentence as it is written when every clause is said or left out."""
        if self.report.marks:
            said = estimates_first(said)
        return unpadded_fractions(said, self.figures)

    def _figure(self, found: Figure) -> Inline | Content:
        """Return a figure as prose prints it, with a footnote where the unit says more of it."""
        return content(Value(found.text, found.id), *self._note(found.id))

    def _note(self, id: str) -> Iterator[Note]:
        """Yield the footnote on a figure of which the unit says its source or its day."""
        mark = self.report.marks.get(id)
        if mark is not None and (mark.source or mark.as_of or mark.coverage is not Coverage.ALL):
            is_told = mark.source or mark.coverage is Coverage.ALL
            said = [
                *([f"nguồn số liệu: {mark.source}"] if mark.source else []),
                *([] if is_told else [f"số liệu {mark.coverage.label}"]),
                *([f"số liệu đến ngày {format_date(mark.as_of)}"] if mark.as_of else []),
            ]
            yield Note((content(capital("; ".join(said)), "."),))

    def _fact(self, path: str, ref: Ref) -> Inline | Content:
        """Return what a sentence prints of a fact that is no figure, or of the report itself."""
        if path in WORDS and not ref.name.startswith("."):
            words = WORDS[path](self.report)
            if words is None:
                raise _MissingError
            return Text(words)
        stated = path.removesuffix(".stated")
        if stated != path:
            return self._stated(stated)
        held = self.fact(path)
        if held is None or held == () or held == "":
            raise _MissingError
        documents = held if isinstance(held, tuple) else (held,)
        if all(isinstance(item, Citation) for item in documents):
            listed = joined(list(map(self.cite, documents)), "; ", "; ")
            return content(Note((content(listed, "."),))) if ref.mode == "^" else listed
        if isinstance(held, date):
            return Text(format_date(held))
        if isinstance(held, Enum):
            return Text(getattr(held, "label", str(held.value)))
        if isinstance(held, str):
            return self.own_words(held)
        if isinstance(held, tuple) and all(hasattr(item, "count") for item in held):
            named = f"{{.name}} {{.count}} {ref.noun}" if ref.mode == "*" else "{.count} {.name}"
            groups = [_plain(self, named, f"{path}[{row}]") for row in range(len(held))]
            if said := [group for group in groups if group]:
                return joined(said, ", ", ", ")
        raise _MissingError

    def _stated(self, id: str) -> Content:
        """Return a figure as the unit stated it, where none is computed."""
        stated = next((claim.text for claim in self.report.claims if claim.figure == id), None)
        if stated is None or self.value(id) is not None:
            raise _MissingError
        return content(stated)

    # ------------------------------------------------------------ the agency's own words

    def narrative(self, paragraphs: Iterable[str]) -> tuple[Paragraph, ...]:
        """Return the agency's own paragraphs with their figures filled in.

        Raises:
            UnknownNameError: when a paragraph names a figure that this report does not have.
        """
        return tuple(Paragraph(self._noted_once(self.own_words(text))) for text in paragraphs)

    def listed(self, paragraphs: Iterable[str]) -> tuple[Items, ...]:
        """Return the agency's own paragraphs as one list; nothing for none."""
        return self.items(*(self._noted_once(self.own_words(text)) for text in paragraphs))

    def own_words(self, text: str) -> Content:
        """Return one paragraph of the agency's own with its figures filled in."""

        def look_up(name: str) -> Inline | Content:
            found = self.figures.get(name)
            if found is None:
                raise UnknownNameError(
                    f"{text!r} names the figure {name!r}, which has no value in this report: "
                    "a fact that it needs was not reported",
                    f"{text!r} nêu số liệu {name!r} nhưng báo cáo chưa có: "
                    "thiếu số liệu thành phần",
                    path=name,
                    got=text,
                    accepted="a figure that the report has",
                )
            return self._figure(found)

        return self._said(content(*fill(text, look_up)))

    # ------------------------------------------------------------ references and cells

    def paragraph(self, *sentences: Content) -> tuple[Paragraph, ...]:
        """Return the sentences that say something as one paragraph; nothing when none does."""
        said = [sentence for sentence in sentences if sentence]
        return (Paragraph(joined(said, " ", " ")),) if said else ()

    def items(self, *sentences: Content) -> tuple[Items, ...]:
        """Return the sentences that say something as one list; nothing when none does."""
        said = tuple(sentence for sentence in sentences if sentence)
        return (Items(said),) if said else ()

    def cite(self, document: Citation) -> Content:
        """Return a mention of a document: in full where it is printed first, later shortened."""
        return (mention(document),)

    def see(self, annex: str) -> Content:
        """Return a sentence that refers to an annex; nothing when it is not printed."""
        if annex not in self.annexes:
            return ()
        return content("Chi tiết tại ", Reference(annex), ".")

    def cell(self, id: str, *, bare: bool = False) -> Content:
        """Return a figure for a table column: counts unpadded, two decimals, a dash for none.

        `bare` leaves out the "%" that a column of units beside it says.
        """
        found = self.figures.get(id)
        if found is None:
            return content("–")
        text = cell_text(found.value, found.unit)
        if bare:
            text = text.removesuffix("%")
        estimate = " (ước)" if found.is_estimate else ""
        return self._noted_once(content(Value(text + estimate, id), *self._note(id)))


def _plain(context: Context, template: str, at: str) -> Content:
    """Return a clause inside a sentence: its first letter stays as it is."""
    try:
        return flat(context._pieces(read_template(template), at, is_last=False))
    except _MissingError:
        return ()
