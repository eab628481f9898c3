"""One request of the form: what was typed, what is to be done with it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.report import audit
from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.exchange.data import read
from cchc_lib.exchange.files import dumps, loads
from cchc_lib.exchange.jsontext import parse_json
from cchc_lib.exchange.leaves import from_text
from cchc_lib.exchange.plain import plain
from cchc_lib.exchange.tomltext import parse_toml, write_toml
from cchc_lib.figures.figure import Figure
from cchc_lib.files import decoded
from cchc_lib.publish import render_docx, render_html
from cchc_lib.report.head import CHANGE, CUMULATIVE, ReportHead
from cchc_lib.report.period import Period
from cchc_lib.rulebook import rulebook
from cchc_lib.web.controls import Control, Told, controls_of, nearest, places, told_of
from cchc_lib.web.fields import FormField
from cchc_lib.web.filling import MAX_ROWS, said, shown, typed
from cchc_lib.web.kinds import Kinds, form_of
from cchc_lib.web.pages import Reply, page, styles_in
from cchc_lib.web.rows import changed
from cchc_lib.web.uploads import Sent, SentFile

__all__ = ["blank_form", "filled_form"]

_OFFICE = "agency period number issued signatory".split()
_JUDGEMENT = "assessment next_tasks recommendations evidence".split()
_HEAD = frozenset(field.name for field in attrs.fields(ReportHead))

_MOST_CONTROLS = 20_000

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOWNLOADS = {"docx": _DOCX, "toml": "application/toml", "json": "application/json"}


@attrs.frozen(kw_only=True)
class Section:
    """A part of the form, with the figures that follow from what is in it."""

    id: str
    title: str
    controls: tuple[Control, ...]
    figures: tuple[Figure, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all that is in it, and its own."""
        below = (each.name for control in self.controls for each in control.walk())
        return frozenset((self.id.removeprefix("muc-"), *below))

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


@attrs.define
class _Form:
    """The form as it stands while a request is answered."""

    kinds: Kinds
    kind: type[ReportHead]
    held: dict[str, Any] = attrs.field(factory=dict)
    carried: dict[str, Any] = attrs.field(factory=dict)
    told: tuple[Told, ...] = ()
    message: str = ""
    where: str = ""
    opened: frozenset[str] = frozenset()
    report: ReportHead | None = None

    @property
    def id(self) -> str:
        return str(self.kind.__subject__.id)  # type: ignore[attr-defined]

    @property
    def fields(self) -> tuple[FormField, ...]:
        return form_of(self.kind)

    def read(self) -> ReportHead | None:
        """Return the report that is typed, or none: then `told` says what is wrong."""
        try:
            data = {**said(self.fields, self.held), **self.carried}
            self.report = read(data, self.kind, (), hand=True)
        except CchcError as error:
            self.tell(error)
        return self.report

    def tell(self, error: CchcError) -> None:
        """Keep the problems of an error, each at its field."""
        self.told = tuple(told_of(error, places(controls_of(self.fields, self.held))))

    def fill(self, report: ReportHead) -> None:
        """Put a report into the form; what the form does not ask for is carried along."""
        data = plain(report, hand=True)
        name = str(report.period)
        if _reads_back(name, report.period):
            data["period"] = name
        asked = {each.key for each in self.fields}
        self.kind = type(report)
        self.held = shown(self.fields, data)
        self.carried = {
            key: value
            for key, value in data.items()
            if key not in asked and key not in ("cchc_lib", "kind")
        }


def _reads_back(name: str, period: Period) -> bool:
    try:
        return bool(from_text(Period, name) == period)
    except CchcError:
        return False


def blank_form(kinds: Kinds, id: str) -> Reply:
    """Return the page with nothing filled in."""
    return _page(_Form(kinds, kinds.chosen(id)))


def filled_form(kinds: Kinds, sent: Sent) -> Reply:
    """Return what came of a form that was sent: a page, or a file to keep."""
    form = _Form(kinds, kinds.chosen(sent.texts.get("loai", "")))
    form.held = typed(form.fields, sent.texts)
    what, _, form.where = sent.texts.get("viec", "xem").partition(":")
    form.opened = frozenset(sent.texts.get("mo", "").split())
    try:
        form.carried = parse_toml(sent.texts.get("mang-theo", "").replace("\r\n", "\n"))
    except CchcError as error:
        form.tell(error)
        return _page(form)
    if what in ("nap", "ky-truoc"):
        _load(form, sent.file, is_before=what == "ky-truoc")
        return _page(form)
    if what == "bo-ky-truoc":
        form.carried.pop("previous", None)
        return _page(form)
    if what in ("them", "bot", "muc", "gon"):
        form.held = changed(form.fields, form.held, what, form.where)
        return _page(form)
    report = form.read()
    if report is not None and what in _DOWNLOADS:
        return _download(report, what)
    return _page(form)


def _download(report: ReportHead, form: Any) -> Reply:
    body = render_docx(report) if form == "docx" else dumps(report, format=form).encode()
    return Reply(body=body, media=_DOWNLOADS[form], filename=f"bao-cao.{form}")


# ---------------------------------------------------------------- files


def _load(form: _Form, file: SentFile | None, *, is_before: bool) -> None:
    """Take a saved file into the form, or as the report of the period before."""
    if file is None:
        form.told = (Told("Chưa chọn tệp. Hãy chọn tệp .toml hoặc .json đã lưu."),)
        return
    try:
        report = _loaded(form.kinds, file)
        if not is_before:
            form.fill(report)
            form.message = f"Đã nạp tệp {file.name}."
            return
        if not isinstance(report, form.kind):
            raise FormatError("another kind of report", "Tệp là của một loại báo cáo khác.")
        before = plain(report, hand=True)
        form.carried["previous"] = {
            key: value
            for key, value in before.items()
            if key not in ("cchc_lib", "kind", "previous", "cumulative")
        }
        form.message = f"Đã lấy tệp {file.name} làm báo cáo kỳ trước để so sánh."
    except CchcError as error:
        where = f"{file.name}: "
        form.told = tuple(Told(where + each.message_vi) for each in error.problems)


def _loaded(kinds: Kinds, file: SentFile) -> ReportHead:
    """Return the report that a saved file holds, of the kind that it says.

    Raises:
        CchcError: for a file that cannot be read, holds no facts, or more than the form can show.
    """
    end = file.name.lower().rpartition(".")[2]
    if end not in ("toml", "json"):
        raise FormatError(
            f"{file.name}: no file of facts; accepted: .toml, .json",
            "không phải tệp số liệu; cần tệp .toml hoặc .json đã lưu",
        )
    report = loads(file.data, format=end, kind=_kind_in(kinds, file, end))  # type: ignore[call-overload]
    held = shown(form_of(type(report)), plain(report, hand=True))
    every = [each for top in controls_of(form_of(type(report)), held) for each in top.walk()]
    if len(every) > _MOST_CONTROLS or any(len(each.rows) > MAX_ROWS for each in every):
        raise FormatError(
            f"{file.name}: a list of more than {MAX_ROWS} rows, too many for a form",
            f"có danh sách quá {MAX_ROWS} dòng, biểu mẫu không hiện hết được; hãy dùng dòng lệnh: "
            "cchc check, cchc render",
        )
    return report  # type: ignore[no-any-return]


def _kind_in(kinds: Kinds, file: SentFile, end: str) -> Any:
    """Return the office's own kind where a file says that it is of it, else any that is shipped.

    Raises:
        CchcError: for a file that cannot be read, or of a kind that there is not.
    """
    parse = parse_json if end == "json" else parse_toml
    data: Any = parse(decoded(file.data, file.name))
    stated = data.get("kind", "report") if isinstance(data, Mapping) else "report"
    classes = kinds.classes()
    if isinstance(stated, str) and stated not in classes:
        raise InvalidValueError.refuse(
            "kind",
            stated,
            f"one of {', '.join(classes)}; for one's own outline: cchc serve --outline X.toml",
            f"một trong {', '.join(classes)}; báo cáo theo đề cương riêng thì mở trang bằng "
            "lệnh cchc serve --outline TỆP.toml",
        )
    return classes.get(stated) if isinstance(stated, str) else ReportHead


# ---------------------------------------------------------------- the page


def _page(form: _Form) -> Reply:
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
        before=_before(form),
        severities=list(Severity),
        explained=rulebook(),
        faulty=faulty,
        opened=opened or {sections[0].id},
        is_file_open="tep-da-luu" in form.opened,
    )


def _before(form: _Form) -> str:
    """Return what the report of the period before is of, if there is one."""
    if form.report is not None and form.report.previous is not None:
        return str(form.report.previous.period)
    return "đã nạp" if "previous" in form.carried else ""


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
        *(
            Section(
                id=f"muc-{key}",
                title=top.field.label,
                controls=top.controls or (top,),
                figures=tuple(figures.get(key, ())),
            )
            for key, top in by_key.items()
            if key not in _HEAD
        ),
        _section("danh-gia", "Đánh giá, nhiệm vụ, kiến nghị, minh chứng", _JUDGEMENT, by_key),
    ]
    return tuple(each for each in made if each.controls)


def _section(id: str, title: str, keys: Iterable[str], by_key: Mapping[str, Control]) -> Section:
    return Section(id=id, title=title, controls=tuple(by_key[key] for key in keys if key in by_key))
