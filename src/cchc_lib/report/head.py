"""The head of a report of any kind, and the figures that follow from the facts below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Literal

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.figures.declaration import Field, field_of, labelled, metadata
from cchc_lib.figures.figure import Figure, Figures, Located, ids, operands_of, walk
from cchc_lib.figures.frozen import FrozenDict
from cchc_lib.figures.kept import kept_by_class
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.media import Medium
from cchc_lib.report.agency import Agency
from cchc_lib.report.assessment import Assessment, Evidence
from cchc_lib.report.citation import Citation
from cchc_lib.report.claims import Claim, Mark, to_claims, to_marks
from cchc_lib.report.explain import Derivation, Stated, compared, explain
from cchc_lib.report.fields import day, narrative, one, several, words
from cchc_lib.report.narrative import placeholders
from cchc_lib.report.period import Period
from cchc_lib.report.printing import figure_text
from cchc_lib.report.signatory import Signatory
from cchc_lib.shown import Shown

__all__ = ["CHANGE", "CUMULATIVE", "ReportHead", "estimated_keys", "paragraphs"]

CHANGE, CUMULATIVE = ".change", ".cumulative"
"""The endings of the ids of a figure's change against `previous`, and since the year began."""

MAX_BEFORE = 24
"""How many reports may stand behind each other as `previous`: two years of months."""


def _medium(value: Medium | Literal["paper", "electronic"]) -> Medium:
    try:
        return Medium(value)
    except ValueError:
        named = ", ".join(map(repr, map(str, Medium)))
        raise InvalidValueError.refuse(
            "Report.medium", value, f"one of {named}", f"một trong {named}"
        ) from None


def _from_one(what: str) -> Any:
    def check(_owner: object, field: attrs.Attribute[Any], value: Any) -> None:
        if value is None:
            return
        where, limit = f"Report.{field.name}", 999_999
        accepted, accepted_vi = (
            f"{what} from 1, such as 12, or None",
            "số từ 1, ví dụ 12, hoặc None",
        )
        if type(value) is not int:
            raise InvalidTypeError.refuse(where, value, accepted, accepted_vi)
        if not 1 <= value <= limit:
            shown = value if abs(value) <= limit else "a number too large"
            raise InvalidValueError.refuse(where, shown, accepted, accepted_vi)

    return check


def _required(kind: type) -> Any:
    def check(_owner: object, field: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kind):
            raise InvalidTypeError.refuse(
                f"Report.{field.name}",
                value,
                f"an object of class {kind.__name__}",
                f"một đối tượng lớp {kind.__name__}",
            )

    return check


def _own(values: Iterable[Any]) -> tuple[Any, ...]:
    accepted = "objects of classes made with @define.subject, such as [NewRural(communes=11)]"
    accepted_vi = "các đối tượng của lớp có @define.subject, ví dụ [NewRural(communes=11)]"
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidTypeError.refuse("Report.own", values, accepted, accepted_vi)
    items = tuple(values)
    for row, item in enumerate(items):
        if "__subject__" not in vars(type(item)):  # a class below a subject is not yet one
            raise InvalidTypeError.refuse(f"Report.own[{row}]", item, accepted, accepted_vi)
    return items


@attrs.frozen(kw_only=True)
class ReportHead(Shown):
    """What a report of every kind has; a kind adds its subjects. Only agency and period must be.

    A `number` or `issued` of `None` prints a blank to be filled. `previous` is the same report for
    the period compared with, `cumulative` the one since the year began. `claims` are figures as
    the unit stated them, `marks` what is said of a figure beside its value. `own` are subjects
    that the kind of report does not have by itself.

    Raises:
        UnknownNameError: when a claim, a mark or a placeholder names a figure that is not here.
        InvalidTypeError, InvalidValueError: for what cannot be; see each class.
    """

    __called__: ClassVar[str] = "Report"

    agency: Agency = attrs.field(
        metadata=labelled("cơ quan, đơn vị báo cáo"), validator=_required(Agency)
    )
    period: Period = attrs.field(metadata=labelled("kỳ báo cáo"), validator=_required(Period))
    number: int | None = attrs.field(
        metadata=labelled("số văn bản"), default=None, validator=_from_one("a number")
    )
    issued: date | None = day("ngày ban hành")
    medium: Medium = attrs.field(
        default=Medium.PAPER, converter=_medium, metadata=labelled("hình thức văn bản")
    )
    addressees: Sequence[str] = narrative("kính gửi")
    basis: Sequence[Citation] = several(Citation, "văn bản yêu cầu báo cáo")
    recipients: Sequence[str] = narrative("nơi nhận")
    drafting_unit: str | None = words("đơn vị soạn thảo")
    copies_kept: int | None = attrs.field(
        metadata=labelled("số lượng bản lưu"),
        default=None,
        validator=_from_one("a number of copies"),
    )
    signatory: Signatory | None = one(Signatory, "người ký")
    assessment: Assessment | None = one(Assessment)
    next_tasks: Sequence[str] = narrative("nhiệm vụ kỳ tới")
    recommendations: Sequence[str] = narrative("kiến nghị, đề xuất")
    evidence: Sequence[Evidence] = several(Evidence, "danh mục minh chứng")
    claims: tuple[Claim, ...] = attrs.field(
        default=(), converter=to_claims, metadata=labelled("các số liệu đã nêu")
    )
    marks: Mapping[str, Mark] = attrs.field(
        default=FrozenDict(), converter=to_marks, metadata=labelled("ghi chú về số liệu")
    )
    own: tuple[Any, ...] = attrs.field(
        default=(),
        converter=_own,
        metadata=metadata(Field(label="chủ đề riêng của đơn vị", is_own=True)),
    )
    previous: ReportHead | None = attrs.field(metadata=labelled("báo cáo kỳ trước"), default=None)
    cumulative: ReportHead | None = attrs.field(
        metadata=labelled("báo cáo lũy kế từ đầu năm"), default=None
    )

    def __attrs_post_init__(self) -> None:
        """Refuse names of figures that do not exist, before anything is printed."""
        self._check_own()
        for name in ("previous", "cumulative"):
            other = getattr(self, name)
            if other is not None and type(other) is not type(self):
                kind = type(self).__name__
                raise InvalidTypeError.refuse(
                    f"Report.{name}", other, f"a {kind}, or None", f"một {kind}, hoặc None"
                )
            if other is not None:
                self._check_depth(name)
        if self.previous is not None:
            self._check_previous(self.previous.period)
        if self.cumulative is not None:
            self._check_cumulative(self.cumulative.period)
        named = [("Report.claims", claim.figure) for claim in self.claims]
        for path, text in paragraphs(self):
            where = f"Report.{path}"
            named += [(where, id) for id in placeholders(text, where=where)]
        if not named and not self.marks:
            return
        known = set(ids(self))
        for id in self.marks:  # of figures themselves: what became of them follows
            if id not in known:
                raise unknown_name("figure", "số liệu", id, sorted(known), where="Report.marks")
        for where, id in named:
            if not known & {id, id.removesuffix(CHANGE), id.removesuffix(CUMULATIVE)}:
                raise unknown_name("figure", "số liệu", id, sorted(known), where=where)

    def _check_own(self) -> None:
        if not self.own:
            return
        taken = {field.name for field in attrs.fields(type(self))}
        for row, item in enumerate(self.own):
            id = item.__subject__.id
            if id in taken:
                raise InvalidValueError.refuse(
                    f"Report.own[{row}]",
                    id,
                    "a subject whose id the report does not have yet; "
                    "@define.subject(..., id='new_rural') gives it another one",
                    "chủ đề có mã mà báo cáo chưa có; "
                    "@define.subject(..., id='new_rural') đặt mã khác",
                )
            taken.add(id)

    def _check_previous(self, period: Period) -> None:
        """Refuse to compare with another kind of period, or with one that is not earlier."""
        if period.kind is not self.period.kind or period.start >= self.period.start:
            raise InvalidValueError.refuse(
                "Report.previous",
                str(period),
                f"a report of an earlier period, of the same kind as {self.period}",
                f"báo cáo của một kỳ sớm hơn, cùng loại với {self.period}",
            )

    def _check_cumulative(self, period: Period) -> None:
        """Refuse what was not counted from the year's beginning up to this period."""
        year = self.period.calendar_year
        begins = min(date(year, 1, 1), self.period.start)
        is_of_year = period.calendar_year == year and period.start <= begins
        if not is_of_year or period.end < self.period.end:
            raise InvalidValueError.refuse(
                "Report.cumulative",
                str(period),
                f"a report since the year began that takes in this period ({self.period}), such as "
                f"one of Period.year({year}, end={self.period.end!r})",
                f"báo cáo lũy kế từ đầu năm có cả kỳ này ({self.period}), ví dụ của kỳ "
                f"Period.year({year}, end={self.period.end!r})",
            )

    def _check_depth(self, name: str) -> None:
        """Refuse reports behind each other without end: they could be neither compared nor copied.

        Reports that stand behind several others are counted once.
        """
        level: dict[int, ReportHead] = {id(self): self}
        for _ in range(MAX_BEFORE + 1):
            behind = [each for held in level.values() for each in (held.previous, held.cumulative)]
            level = {id(each): each for each in behind if each is not None}
        if level:
            raise InvalidValueError.refuse(
                f"Report.{name}",
                f"more than {MAX_BEFORE} reports behind each other",
                f"at most {MAX_BEFORE}; only the first is compared with",
                f"nhiều nhất {MAX_BEFORE} báo cáo nối nhau; chỉ so sánh với báo cáo đầu",
            )

    def figures(self, *, padded: bool = True) -> Figures:
        """Return every figure of the report by its id, facts and results, in the model's order.

        A fact that was not reported, and what would follow from it, is left out. Where `previous`
        has the same figure, `<id>.change` is their `Change`; where `cumulative` has it,
        `<id>.cumulative` is what it came to since the year began. `padded` writes counts below 10
        with a leading zero (04), as offices do in prose.
        """
        before, since = _by_key(self.previous), _by_key(self.cumulative)
        figures: dict[str, Figure] = {}
        estimates = self._estimates()
        then_estimated, since_estimated = map(estimated_keys, (self.previous, self.cumulative))
        for found in walk(self, reported=True):
            of_now = found.id in estimates
            figures[found.id] = _figure_of(found, found.value, padded=padded, is_estimate=of_now)
            if found.key is None:
                continue
            if (then := before.get(found.key)) is not None:
                changed = compared(found, then)
                if changed is not None:
                    is_estimate = of_now or found.key in then_estimated
                    figures[found.id + CHANGE] = _figure_of(
                        found, changed, padded=padded, is_estimate=is_estimate, **_CHANGED
                    )
            if (up_to_now := since.get(found.key)) is not None:
                is_estimate = found.key in since_estimated
                figures[found.id + CUMULATIVE] = _figure_of(
                    found, up_to_now, padded=padded, is_estimate=is_estimate, **_SINCE
                )
        return Figures(figures)

    def explain(self, id: str) -> Derivation:
        """Return how a figure comes about, down to the facts that were counted.

        Raises:
            UnknownNameError: when the report has no such figure.
        """
        return explain(
            id,
            _stated(self),
            previous=None if self.previous is None else _stated(self.previous),
            cumulative=None if self.cumulative is None else _stated(self.cumulative),
        )

    def _estimates(self) -> frozenset[str]:
        """Return the figures that are estimates: those marked so, and what follows from them."""
        marked = {id for id, mark in self.marks.items() if mark.is_estimate}
        if not marked:
            return frozenset()
        made_of = {found.id: operands_of(found) for found in walk(self, reported=True)}
        size = 0
        while size < len(marked):
            size = len(marked)
            marked |= {id for id, parts in made_of.items() if marked.intersection(parts)}
        return frozenset(marked)


def _figure_of(
    found: Located,
    value: Any,
    *,
    padded: bool,
    is_estimate: bool,
    ending: str = "",
    about: str = "",
    formula: str = "",
) -> Figure:
    """Return a figure as it prints: of the period, or with an ending what became of it."""
    declared = found.declaration
    text = figure_text(value, declared.unit, padded=padded)
    if isinstance(value, Ratio) and value.is_undefined:
        is_estimate = False  # nothing arose, and nothing is estimated
    return Figure(
        id=found.id + ending,
        value=value,
        text=f"ước {text}" if is_estimate else text,
        unit=declared.unit,
        label=about + found.label,
        formula=formula.replace("{}", found.id) if formula else declared.formula,
        subject=found.subject,
        is_estimate=is_estimate,
    )


_CHANGED = {"ending": CHANGE, "about": "tăng, giảm: ", "formula": "{} - previous.{}"}
_SINCE = {"ending": CUMULATIVE, "about": "lũy kế từ đầu năm: ", "formula": "cumulative.{}"}


def estimated_keys(report: ReportHead | None) -> frozenset[str]:
    """Return the keys, by which reports are compared, of the figures that are estimates."""
    if report is None or not report.marks:
        return frozenset()
    estimates = report._estimates()
    located = walk(report, reported=True)
    return frozenset(found.key for found in located if found.key and found.id in estimates)


def _stated(report: ReportHead) -> Stated:
    return Stated(str(report.period), {found.id: found for found in walk(report)}, report.marks)


def _by_key(report: ReportHead | None) -> Mapping[str, Any]:
    if report is None:
        return {}
    return {found.key: found.value for found in walk(report, reported=True) if found.key}


def paragraphs(holder: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, paragraph) for each paragraph that may name figures: the agency's own words."""
    for name, declared in _told(type(holder)):
        held = getattr(holder, name)
        if not held or (type(held) in _LEAVES and not declared.is_narrative):
            continue
        rows = enumerate(held) if isinstance(held, tuple) else [(None, held)]
        for row, item in rows:
            where = f"{path}{name}" if row is None else f"{path}{name}[{row}]"
            if declared.is_narrative:
                yield where, item
            elif _told(type(item)):
                if declared.is_own:
                    where = item.__subject__.id
                yield from paragraphs(item, f"{where}.")


_LEAVES = {str, int, bool, date, Citation}
"""What holds no paragraphs."""


@kept_by_class
def _told(kind: Any) -> tuple[tuple[str, Field], ...]:
    """Return the fields of a class that may hold paragraphs, or what holds some."""
    if kind in _LEAVES or not attrs.has(kind):
        return ()
    found = ((field.name, field_of(field)) for field in attrs.fields(kind))
    told = tuple(
        (name, declared)
        for name, declared in found
        if isinstance(declared, Field)
        and name not in ("previous", "cumulative")
        and (
            declared.is_narrative
            or declared.is_own
            or declared.by
            or (declared.of is not None and _told(declared.of))
        )
    )
    return told if any(_may_tell(declared) for _, declared in told) else ()


def _may_tell(declared: Field) -> bool:
    """Whether a field tells something by itself; rows of a breakdown tell what the whole does."""
    return declared.is_narrative or declared.is_own or declared.of is not None
