"""Files that somebody saved: into the form, or as the report of the period before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cchc_lib.comparing import diff_docx
from cchc_lib.errors import CchcError, FormatError, InvalidValueError
from cchc_lib.exchange.files import loads
from cchc_lib.exchange.jsontext import parse_json
from cchc_lib.exchange.plain import plain
from cchc_lib.exchange.shapes import HEADER
from cchc_lib.exchange.tomltext import parse_toml
from cchc_lib.exchange.word import word_facts
from cchc_lib.families.cchc import Report
from cchc_lib.files import decoded
from cchc_lib.report.head import ReportHead
from cchc_lib.web.controls import Told, controls_of
from cchc_lib.web.filling import MAX_ROWS, shown
from cchc_lib.web.form import Form, in_words
from cchc_lib.web.kinds import Kinds, form_of
from cchc_lib.web.uploads import FACTS, SentFile

__all__ = ["take"]

_MOST_CONTROLS = 20_000


def take(form: Form, file: SentFile | None, *, is_before: bool) -> None:
    """Take a saved file into the form, or as the report of the period before."""
    if file is None:
        form.told = (Told(f"Chưa chọn tệp. Hãy chọn tệp {', '.join(FACTS)} đã lưu."),)
        return
    try:
        report = _loaded(form.kinds, file)
        if not is_before:
            form.fill(report)
            form.message = f"Đã nạp tệp {file.name}.{_edits(file, type(report))}"
            return
        if not isinstance(report, form.kind):
            raise FormatError("another kind of report", "Tệp là của một loại báo cáo khác.")
        left_out = (*HEADER, "previous", "cumulative")
        before = {key: value for key, value in in_words(report).items() if key not in left_out}
        form.carry({**form.carried, "previous": before})
        form.message = f"Đã lấy tệp {file.name} làm báo cáo kỳ trước để so sánh."
    except CchcError as error:
        where = f"{file.name}: "
        form.told = tuple(Told(where + each.message_vi) for each in error.problems)


def _edits(file: SentFile, kind: Any) -> str:
    """Return what to know of a Word file that people changed: the form has none of it."""
    if not file.name.lower().endswith(".docx"):
        return ""
    edits = len(diff_docx(file.data, kind=kind))
    return (
        f" Tệp Word đã được sửa bằng tay ({edits} chỗ); biểu mẫu lấy số liệu lúc lập tệp, không có "
        f"các chỗ sửa đó; xem: cchc diff {file.name}"
        if edits
        else ""
    )


def _loaded(kinds: Kinds, file: SentFile) -> ReportHead:
    """Return the report that a saved file holds, of the kind that it says.

    Raises:
        CchcError: for a file that cannot be read, holds no facts, or more than the form can show.
    """
    end = Path(file.name).suffix.lower()
    if end not in FACTS:
        raise FormatError(
            f"{file.name}: no file of facts; accepted: {', '.join(FACTS)}",
            f"không phải tệp số liệu; cần tệp {', '.join(FACTS)} đã lưu",
        )
    report = _read(kinds, file, end)
    held = shown(form_of(type(report)), plain(report, hand=True))
    every = [each for top in controls_of(form_of(type(report)), held) for each in top.walk()]
    if len(every) > _MOST_CONTROLS or any(len(each.rows) > MAX_ROWS for each in every):
        raise FormatError(
            f"{file.name}: a list of more than {MAX_ROWS} rows, too many for a form",
            f"có danh sách quá {MAX_ROWS} dòng, biểu mẫu không hiện hết được; hãy dùng dòng lệnh: "
            "cchc check, cchc render",
        )
    return report  # type: ignore[no-any-return]


def _read(kinds: Kinds, file: SentFile, end: str) -> Any:
    if end == ".xlsx":
        from cchc_lib.exchange.xlsx.read import load_facts

        return load_facts(file.data, ReportHead, (), lambda _, header: _kind_in(kinds, header))
    if end == ".toml":
        text = decoded(file.data, file.name)
        return loads(text, format="toml", kind=_kind_in(kinds, parse_toml(text)))
    text = word_facts(file.data) if end == ".docx" else decoded(file.data, file.name)
    return loads(text, format="json", kind=_kind_in(kinds, parse_json(text)))


def _kind_in(kinds: Kinds, data: Any) -> Any:
    """Return the office's own kind where a file says that it is of it, else any that is shipped.

    Raises:
        InvalidValueError: for a kind that there is not.
    """
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
    return classes[stated] if isinstance(stated, str) else Report  # which tells what kinds are
