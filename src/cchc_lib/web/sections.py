"""The page of the form: its sections, what is wrong in them, what came of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report import audit
from cchc_lib.exchange.shapes import shapes
from cchc_lib.exchange.tomltext import write_toml
from cchc_lib.figures.figure import Figure
from cchc_lib.publish import render_html
from cchc_lib.report.head import CHANGE, CUMULATIVE, ReportHead
from cchc_lib.rulebook import rulebook
from cchc_lib.web.controls import Control, controls_of, nearest, places
from cchc_lib.web.form import Form
from cchc_lib.web.pages import Reply, page, styles_in
from cchc_lib.web.uploads import FACTS

__all__ = ["form_page"]

_OFFICE = "agency period number issued signatory".split()
_JUDGEMENT = "assessment next_tasks recommendations evidence".split()
_HEAD = frozenset(field.name for field in attrs.fields(ReportHead))


@attrs.frozen(kw_only=True)
class Section:
    """A part of the form, with the figures that follow from what is in it.

    That of a subject is the control of the subject itself, `top`.
    """

    id: str
    title: str
    controls: tuple[Control, ...]
    figures: tuple[Figure, ...] = ()
    top: Control | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of all that is in it, and its own."""
        below = (each.name for control in self.controls for each in control.walk())
        return frozenset(below) | ({self.top.name} if self.top else set())

    @property
    def filled(self) -> int:
        """How many of its fields have something in them, beside what is there by default."""
        return sum(
            each.filled for control in self.controls for each in _leaves(control) if _is_said(each)
        )


def _leaves(control: Control) -> Iterable[Control]:
    return (each for each in control.walk() if not (each.controls or each.rows))


def _is_said(control: Control) -> bool:
    return bool(control.value != control.field.default)


def form_page(form: Form) -> Reply:
    """Return the page of a form; of one that was read, with what was found and a preview."""
    tops = controls_of(form.fields, form.held)
    known = places(tops)
    found = None if form.report is None else audit(form.report)
    preview = "" if form.report is None else render_html(form.report)
    problems: dict[str, list[str]] = {}
    for told in form.told:
        if told.at is not None:
            problems.setdefault(told.at.name, []).append(told.message)
    sections = _sections(tops, form.report)
    faulty = {each.id for each in sections if not problems.keys().isdisjoint(each.names)}
    opened = faulty | form.opened | {each.id for each in sections if form.where in each.names}
    return page(
        "report.html",
        status=422 if form.told else 200,
        styles=styles_in(preview),
        kind=form.id,
        kinds=form.kinds.labels(),
        sections=sections,
        told=form.told,
        problems=problems,
        message=form.message,
        findings=found,
        at={each.path: nearest(each.path, known) for each in found or ()},
        preview=preview,
        carried=write_toml(form.carried) if form.carried else "",
        beside=_beside(form),
        trail=lambda name: _trail(name, known),
        severities=list(Severity),
        explained=rulebook(),
        faulty=faulty,
        opened=opened or {sections[0].id},
        file_ends=FACTS,
        is_file_open="tep-da-luu" in form.opened,
    )


def _trail(name: str, known: Mapping[str, Control]) -> str:
    """Return what a control is called, after what it is a part of."""
    label, top = known[name].field.label, known.get(name.partition(".")[0])
    return label if top is None or top.name == name else f"{top.field.label}: {label}"


def _beside(form: Form) -> list[tuple[str, str, str]]:
    """Return what goes along with the form and has no field: its key, what it is, what is in it."""
    labels = {key: shape.label for key, shape in shapes(form.kind).items()}
    found = []
    for key, value in form.carried.items():
        if key in ("previous", "cumulative"):
            period = value.get("period") if isinstance(value, Mapping) else None
            about = period if isinstance(period, str) else ""
        else:
            about = f"{len(value)} mục" if isinstance(value, Mapping | list) else ""
        found.append((key, labels.get(key, key), about))
    return found


def _sections(tops: tuple[Control, ...], report: ReportHead | None) -> tuple[Section, ...]:
    """Return the parts of the form: the office, each subject, the rest of the head."""
    by_key = {each.field.key: each for each in tops}
    figures: dict[str, list[Figure]] = {}
    for id, figure in ({} if report is None else report.figures()).items():
        if figure.formula is not None and not id.endswith((CHANGE, CUMULATIVE)):
            figures.setdefault(id.partition(".")[0], []).append(figure)
    head = [key for key in by_key if key in _HEAD and key not in (*_OFFICE, *_JUDGEMENT)]
    made = [
        _section("co-quan", "Cơ quan, kỳ báo cáo", _OFFICE, by_key),
        _section("the-thuc", "Căn cứ, nơi gửi, nơi nhận", head, by_key),
        *(_subject(top, figures.get(key, ())) for key, top in by_key.items() if key not in _HEAD),
        _section("danh-gia", "Đánh giá, nhiệm vụ, kiến nghị, minh chứng", _JUDGEMENT, by_key),
    ]
    return tuple(each for each in made if each.controls)


def _section(id: str, title: str, keys: Iterable[str], by_key: Mapping[str, Control]) -> Section:
    return Section(id=id, title=title, controls=tuple(by_key[key] for key in keys if key in by_key))


def _subject(top: Control, figures: Iterable[Figure]) -> Section:
    label, told = top.field.label, tuple(figures)
    if not top.controls:
        return Section(id=f"muc-{top.name}", title=label, controls=(top,), figures=told)
    return Section(id=top.id, title=label, controls=top.controls, figures=told, top=top)
