"""One request of the form: what was typed, what is to be done with it, and what came of it."""

from __future__ import annotations

from typing import Any

from cchc_lib.errors import CchcError
from cchc_lib.exchange.files import dumps
from cchc_lib.exchange.tomltext import parse_toml
from cchc_lib.publish import render_docx
from cchc_lib.report.head import ReportHead
from cchc_lib.web.controls import Told
from cchc_lib.web.filling import typed
from cchc_lib.web.form import Form
from cchc_lib.web.kinds import Kinds
from cchc_lib.web.pages import Reply
from cchc_lib.web.rows import changed
from cchc_lib.web.saved import take
from cchc_lib.web.sections import form_page
from cchc_lib.web.uploads import Sent

__all__ = ["blank_form", "filled_form"]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_TAKEN = (
    "Tệp {} đã chọn nhưng chưa nạp vào biểu mẫu. Hãy chọn lại tệp rồi bấm “Nạp để sửa tiếp”; nếu "
    "không dùng tệp thì bấm lại nút vừa bấm."
)
_DOWNLOADS = {"docx": _DOCX, "toml": "application/toml", "json": "application/json"}


def blank_form(kinds: Kinds, id: str) -> Reply:
    """Return the page with nothing filled in."""
    return form_page(Form(kinds, kinds.chosen(id)))


def filled_form(kinds: Kinds, sent: Sent) -> Reply:
    """Return what came of a form that was sent: a page, or a file to keep."""
    form = Form(kinds, kinds.chosen(sent.texts.get("loai", "")))
    form.held = typed(form.fields, sent.texts)
    what, _, form.where = sent.texts.get("viec", "xem").partition(":")
    form.opened = frozenset(sent.texts.get("mo", "").split())
    try:
        form.carry(parse_toml(sent.texts.get("mang-theo", "").replace("\r\n", "\n")))
    except CchcError as error:
        form.tell(error)
        return form_page(form)
    if what in ("nap", "ky-truoc"):
        take(form, sent.file, is_before=what == "ky-truoc")
        return form_page(form)
    if what == "bo":
        form.carried.pop(form.where, None)
        return form_page(form)
    if what in ("them", "bot", "muc", "gon"):
        form.held = changed(form.fields, form.held, what, form.where)
        return form_page(form)
    if sent.file is not None:  # whoever chose a file means its facts, not those of the fields
        form.told = (Told(_NOT_TAKEN.format(sent.file.name)),)
        return form_page(form)
    report = form.read()
    if report is not None and what in _DOWNLOADS:
        return _download(report, what)
    return form_page(form)


def _download(report: ReportHead, form: Any) -> Reply:
    body = render_docx(report) if form == "docx" else dumps(report, format=form).encode()
    return Reply(body=body, media=_DOWNLOADS[form], filename=f"bao-cao.{form}")
