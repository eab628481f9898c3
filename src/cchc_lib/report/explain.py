"""How a figure comes about: from its formula down to the facts that somebody counted."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from cchc_lib.errors import InvalidTypeError, unknown_name
from cchc_lib.figures.change import Change
from cchc_lib.figures.declaration import field_of
from cchc_lib.figures.declare import Derived
from cchc_lib.figures.figure import Located, Measured
from cchc_lib.figures.formula import Count, Name, Operand
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.claims import Coverage, Mark
from cchc_lib.report.printing import cell_text, figure_text
from cchc_lib.vietnamese.dates import format_date

__all__ = ["Derivation", "Stated", "compared", "explain"]

_LISTED = "đếm theo danh sách nêu trong báo cáo"
_CHANGE, _CUMULATIVE = ".change", ".cumulative"


@attrs.frozen(kw_only=True)
class Derivation:
    """One figure and what it is made of, each part with its sign; no parts for a counted fact.

    `text` is what prose prints, `short` the plain number for a line of arithmetic. `period` names
    the report that it is taken from where that is not the one explained, `note` what the unit says
    of a counted fact: an estimate, its source, its day.
    """

    id: str
    label: str
    unit: str
    value: Measured | None
    text: str
    short: str
    formula: str | None = None
    parts: tuple[tuple[int, Derivation], ...] = ()
    period: str = ""
    note: str = ""

    @property
    def exact(self) -> Fraction | None:
        """The value before any rounding; `None` for a change, and for a rate of nothing."""
        if isinstance(self.value, Ratio):
            return self.value.value
        return (
            None if self.value is None or isinstance(self.value, Change) else Fraction(self.value)
        )

    @property
    def is_counted(self) -> bool:
        """Whether the agency counted it itself."""
        return self.formula is None

    def lines(self) -> Iterator[str]:
        """Yield the arithmetic: this figure, then each part that is itself computed."""
        # a total of one term is that term over again, and said only where nothing else is
        yield from dict.fromkeys(self._lines()) or (f"{self.text} = {self._arithmetic()}",)

    def _lines(self, period: str = "") -> Iterator[str]:
        """Yield the lines; `period` is of a step above that is not said by itself."""
        period = self.period or period
        if self.value is None:
            lacking = ", ".join(part.label for _, part in self.parts if part.value is None)
            yield f"{self.label}: chưa đủ số liệu" + (f" (thiếu: {lacking})" if lacking else "")
        elif self.is_counted:
            yield f"{self.short} {self.label}: {self.note or 'số liệu đơn vị thống kê'}"
        elif not self.parts and not isinstance(self.value, Ratio):
            yield f"{self.text} {self.label}: {_LISTED}"
        elif [part.short for _, part in self.parts] != [self.short]:
            yield f"{period and f'{period}: '}{self.text} = {self._arithmetic()}"
            period = ""
        for _, part in self.parts:
            if part.parts or part.note:
                yield from part._lines(period)

    def _arithmetic(self) -> str:
        if isinstance(self.value, Ratio):
            return f"{_plain(self.value.part)}/{_plain(self.value.whole)}"
        terms = ""
        for sign, part in self.parts:
            mark = (" + " if sign > 0 else " - ") if terms else ("" if sign > 0 else "-")
            words = f" {part.period or self._called(part)}"
            terms += f"{mark}{part.short}{'' if isinstance(part.value, Change) else words}"
        return terms

    def _called(self, part: Derivation) -> str:
        """Return what a term is called: of the rows of a list the name, else its label."""
        label, _, name = part.label.rpartition(": ")
        return label if label and name == self.label.rpartition(": ")[2] else name

    def __str__(self) -> str:
        """The arithmetic in one line, as an officer reads it."""
        return "; ".join(self.lines())

    def _repr_html_(self) -> str:
        """A nested list, for web pages and notebooks."""
        return f"<ul>{self._item()}</ul>"

    def _item(self) -> str:
        own = next(self._lines(), f"{self.text} {self.label}")
        below = "".join(part._item() for _, part in self.parts)
        return f"<li>{html.escape(own)}{f'<ul>{below}</ul>' if below else ''}</li>"


def _plain(number: int) -> str:
    return cell_text(number, "")


@attrs.frozen
class Stated:
    """The figures of one report, by their ids, and what its period is called."""

    period: str
    located: Mapping[str, Located]
    marks: Mapping[str, Mark]

    def like(self, found: Located) -> Located | None:
        """Return the same figure here, rows of lists found by their names."""
        same = (each for each in self.located.values() if each.key and each.key == found.key)
        return next(same, None)


def explain(
    id: str, now: Stated, *, previous: Stated | None = None, cumulative: Stated | None = None
) -> Derivation:
    """Return how a figure comes about; `.change` and `.cumulative` look into the other reports.

    Raises:
        UnknownNameError: when the report has no such figure.
    """
    if not isinstance(id, str):
        raise InvalidTypeError.refuse(
            "id",
            id,
            "the id of a figure, such as 'plan.completion'",
            "mã số liệu, ví dụ 'plan.completion'",
        )
    for ending, other in ((_CHANGE, previous), (_CUMULATIVE, cumulative)):
        found = now.located.get(id.removesuffix(ending)) if id.endswith(ending) else None
        same = other.like(found) if other is not None and found is not None else None
        if found is None or same is None or other is None:
            continue
        then = _derive(same, other, other.period)
        if ending == _CUMULATIVE:
            return then
        return _change(found, _derive(found, now, now.period), then)
    if id not in now.located:
        raise unknown_name("figure", "số liệu", id, sorted(now.located))
    return _derive(now.located[id], now, "")


def _change(found: Located, now: Derivation, then: Derivation) -> Derivation:
    changed = compared(found, then.value)
    unit = found.declaration.unit
    text = "" if changed is None else figure_text(changed, unit)
    return Derivation(
        id=found.id + _CHANGE,
        label=f"tăng, giảm: {found.label}",
        unit=unit,
        value=changed,
        text=text,
        short=text,
        formula=f"{found.id} - previous.{found.id}",
        parts=((1, now), (-1, then)),
    )


def _derive(found: Located, stated: Stated, period: str) -> Derivation:
    declared, value = found.declaration, found.value
    prefix = found.id[: found.id.rfind(".") + 1]
    parts: list[tuple[int, Derivation]] = []
    if declared.formula is not None:
        member = getattr(type(found.owner), found.id.rpartition(".")[2])
        assert isinstance(member, Derived)
        for sign, node in zip((1, -1), member.nodes, strict=False):
            for operand in node.operands(found.owner):
                part = stated.located.get(prefix + operand.path)
                if part is not None:
                    parts.append((sign * operand.sign, _derive(part, stated, "")))
                elif operand.is_list and not isinstance(node, Count):
                    parts.append((sign * operand.sign, _items(found, prefix, operand)))
    short = ""
    if value is not None:
        short = cell_text(value, declared.unit)
        if isinstance(value, Ratio):
            short = str(value)
    return Derivation(
        id=found.id,
        label=found.label,
        unit=declared.unit,
        value=value,
        text="" if value is None else _text(value, declared.unit),
        short=short,
        formula=declared.formula,
        parts=tuple(parts),
        period=period,
        note=_note(stated.marks.get(found.id)),
    )


def _items(found: Located, prefix: str, operand: Operand) -> Derivation:
    """Return the number of items of a list as a part: somebody named each of them."""
    *above, name = operand.path.split(".")
    owner = Name(tuple(above)).compute(found.owner)
    field = None if owner is None else field_of(attrs.fields_dict(type(owner))[name])
    number: int | None = operand.value
    text = "" if number is None else cell_text(number, "")
    return Derivation(
        id=prefix + operand.path,
        label=name if field is None else field.label,
        unit="",
        value=number,
        text=text,
        short=text,
        formula=f"count({operand.path})",
        note="" if number is None else _LISTED,
    )


def _note(mark: Mark | None) -> str:
    if mark is None:
        return ""
    said = [
        *(["số ước thực hiện"] if mark.is_estimate else []),
        *([f"nguồn: {mark.source}"] if mark.source else []),
        *([mark.coverage.label] if mark.coverage is not Coverage.ALL else []),
        *([f"đến ngày {format_date(mark.as_of)}"] if mark.as_of else []),
    ]
    return ", ".join(said)


def _text(value: Any, unit: str) -> str:
    if isinstance(value, Ratio | Change):
        return figure_text(value, unit, padded=False)
    return cell_text(value, unit)


def compared(found: Located, then: Any) -> Change | None:
    """Return the change of two amounts or of two rates; ranks, scores, changes are not compared."""
    now = found.value
    if found.declaration.over_periods == "none" or type(now) is not type(then):
        return None
    return Change(now, then) if isinstance(now, int | Ratio) else None
