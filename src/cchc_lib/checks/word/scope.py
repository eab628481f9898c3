"""Which files the decree on clerical work governs: not every document is one of its kinds."""

from __future__ import annotations

import re

from cchc_lib.law.sources import CLERICAL_DECREE
from cchc_lib.reading.word.form import KINDS, Form
from cchc_lib.vietnamese import fold_text

__all__ = ["is_issued", "why_exempt"]

_TOP = 15  # lines within which a head shows what kind of document this is
_ATTACHMENT = "đây là văn bản kèm theo một văn bản khác"
_TO_FILL_IN = "đây là đơn, tờ khai hoặc mẫu, không phải văn bản do cơ quan ban hành"

_NORMATIVE = frozenset(map(fold_text, ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư")))
_WITH_YEAR = re.compile(
    r"(?:luật\s+)?số\s*:?\s*[0-9…._ ]*\s*/\s*(?:19|20)[0-9…._]{2,}", re.IGNORECASE
)
_PARTY = fold_text("Đảng Cộng sản Việt Nam")
_ATTACHED = re.compile(r"\(?(?:ban hành |phê duyệt )?(?:kèm|đính kèm)(?: theo)?\b")
_SLIP = re.compile(r"(?:phiếu|đơn|tờ khai|giấy đề nghị|sổ) (?!.*[,.;:])")


def why_exempt(form: Form) -> str:
    """Return why Nghị định 30/2020/NĐ-CP does not govern a file, or "" where it does (Điều 1)."""
    head, top = form.head, form.head[:_TOP]
    named = form.nation or form.motto
    if not (named or form.number or (form.kind and form.date)):
        return "không thấy phần thể thức (Quốc hiệu, số và ký hiệu, tên loại)"
    if any(line.folded.startswith(_PARTY) for line in top):
        return "văn bản của Đảng có thể thức riêng"
    is_normative = form.kind is not None and form.kind.folded in _NORMATIVE
    if is_normative or any(_WITH_YEAR.match(line.text) for line in top):
        return "văn bản quy phạm pháp luật có thể thức riêng"
    if form.number is None and any(_ATTACHED.match(line.folded) for line in head):
        return _ATTACHMENT
    is_slip = any(_SLIP.match(line.folded) and line.folded not in KINDS for line in head)
    if is_slip or (form.number is None and not (form.agency and form.kind)):
        return _TO_FILL_IN
    day, start = form.day, CLERICAL_DECREE.start
    if day and start and day < start:
        return "văn bản có trước khi Nghị định 30/2020/NĐ-CP có hiệu lực"
    return ""


def is_issued(exempt: str) -> bool:
    """Whether the date is a day of issue: an attachment has none, nor a form to fill in."""
    return exempt not in (_ATTACHMENT, _TO_FILL_IN)
