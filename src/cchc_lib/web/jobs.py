"""What is done for a request: each takes values and returns a reply.

What reads something that was sent is done in a process of its own.
"""

from __future__ import annotations

from cchc_lib.checks.claims import Standing
from cchc_lib.checks.finding import Severity
from cchc_lib.errors import CchcError, FormatError
from cchc_lib.files import decoded
from cchc_lib.rulebook import rulebook
from cchc_lib.web.checking import Checked, check_text, check_word
from cchc_lib.web.pages import Reply, page, refusal
from cchc_lib.web.uploads import FACTS, Sent

__all__ = ["blank", "check", "explained"]

_PROSE = (".txt", ".md")
_ONLY_FACTS = tuple(end for end in FACTS if end != ".docx")


def blank() -> Reply:
    """Return the page on which to choose a file, or paste a text."""
    return _check_page()


def check(sent: Sent) -> Reply:
    """Return the page with what came of a file or a text."""
    text = sent.texts.get("van-ban", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        if sent.file is None and not text.strip():
            return _check_page(wrong=("Chưa có gì để kiểm tra. Hãy chọn tệp hoặc dán văn bản.",))
        if sent.file is None:
            return _check_page(text=text, checked=check_text(text))
        name, data = sent.file.name, sent.file.data
        if name.lower().endswith(_PROSE):
            read = decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
            is_left = text.strip() not in ("", read.strip())
            return _check_page(text=read, name=name, checked=check_text(read), is_left=is_left)
        if name.lower().endswith(_ONLY_FACTS):
            raise FormatError(
                f"{name}: facts, no document; accepted: {', '.join((*_PROSE, '.docx'))}",
                "là tệp số liệu, không phải văn bản; hãy nạp tệp ở trang “Lập báo cáo” rồi bấm "
                "“Kiểm tra, xem trước”",
            )
        is_left = bool(text.strip())
        return _check_page(text=text, name=name, checked=check_word(data), is_left=is_left)
    except CchcError as error:
        where = f"{sent.file.name}: " if sent.file else ""
        wrong = tuple(where + each.message_vi for each in error.problems)
        return _check_page(text=text, wrong=wrong)


def _check_page(
    text: str = "",
    name: str = "",
    checked: Checked | None = None,
    wrong: tuple[str, ...] = (),
    is_left: bool = False,
) -> Reply:
    return page(
        "check.html",
        status=422 if wrong else 200,
        text=text,
        name=name,
        checked=checked,
        wrong=wrong,
        is_left=is_left,
        severities=list(Severity),
        standings=list(Standing),
        explained=rulebook(),
    )


def explained(code: str) -> Reply:
    """Return the page of a rule."""
    rule = rulebook().get(code.upper())
    if rule is None:
        return refusal(404, f"Không có mã phát hiện {code[:20]}.")
    return page("rule.html", rule=rule)
