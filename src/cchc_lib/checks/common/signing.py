"""Who drafted and who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.wording import FORM
from cchc_lib.reading.told import Told
from cchc_lib.vietnamese import fold_text

__all__ = ["deputy", "drafting_unit", "honours", "without_titles"]

_BODIES = ("ubnd", "hđnd", "btv", "đu")
"""Bodies that issue documents and draft none."""


@rule(
    "CCHC821",
    Severity.WARNING,
    citation=FORM,
    title="Dòng Lưu ghi đơn vị soạn thảo, không ghi tên chính cơ quan ban hành.",
    why="Dòng Lưu ghi đơn vị đã soạn thảo, ví dụ “Lưu: VT, VP” (Nghị định 30/2020/NĐ-CP, Phụ "
    "lục I, mục II.9).",
    english='The archive copy names the unit that drafted it, "Lưu: VT, VP" (Nghị định '
    "30/2020/NĐ-CP, Phụ lục I, mục II.9).",
    fires='report(drafting_unit="UBND")',
    silent='report(drafting_unit="VP")',
    do="Ghi chữ viết tắt của phòng, văn phòng đã soạn thảo.",
)
def drafting_unit(told: Told) -> Iterator[Slip]:
    unit = told.drafted_by
    if unit is not None and fold_text(unit.text) in (*map(fold_text, told.own_names), *_BODIES):
        yield Slip(
            message=f"Dòng Lưu ghi “VT, {unit.text}” là tên cơ quan ban hành; "
            "ở đây ghi đơn vị soạn thảo.",
            path=unit.path,
            start=unit.start,
            end=unit.end,
            actual=unit.text,
            expected="tên viết tắt của đơn vị soạn thảo, ví dụ VP",
        )


_TITLES = re.compile(
    r"(?:(?:(?:PGS|GS|TSKH|TS|Th\.?[Ss]|KS|CN|BS|DS|LS|CKI{1,2}|NGND|NGƯT|NSND|NSƯT)(?:\.|(?=\s))|"
    r"(?i:phó giáo sư|giáo sư|tiến sĩ|thạc sĩ|kỹ sư|cử nhân|bác sĩ|luật sư|đồng chí)(?=\s)|"
    r"(?:Ông|Bà)(?=(?:\s+\w+){3}))[\s,.]{0,3}){1,4}(?=\S)"
)


_PARTY = re.compile(r"bí thư", re.IGNORECASE)
"""Offices of the Party, whose deputies sign in the name of the committee."""


def without_titles(name: str) -> str:
    """Return the name of a person without what is written before it.

    >>> without_titles("PGS.TS. Nguyễn Văn A"), without_titles("Ông Văn Tài")
    ('Nguyễn Văn A', 'Ông Văn Tài')
    """
    titles = _TITLES.match(name)
    return name if titles is None else name[titles.end() :]


@rule(
    "CCHC823",
    Severity.WARNING,
    citation=f"{FORM}, mục II.7",
    title="Trước họ tên người ký không ghi học hàm, học vị, danh hiệu.",
    why="Nghị định chỉ trừ lực lượng vũ trang, đơn vị sự nghiệp giáo dục, y tế, khoa học.",
    english="The decree excepts only armed forces, schools, hospitals and research bodies.",
    fires='report(signatory=Signatory(name="TS. Nguyễn Anh Tuấn", position="Chủ tịch"))',
    silent='report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Chủ tịch"))',
    do="Chỉ ghi họ và tên.",
)
def honours(told: Told) -> Iterator[Slip]:
    name = told.signing.name if told.signing else None
    if name is not None and (bare := without_titles(name.text)) != name.text:
        yield Slip(
            message=f"Họ tên người ký “{name.text}” có học hàm, học vị hoặc danh xưng.",
            path=name.path,
            start=name.start,
            end=name.end,
            actual=name.text,
            expected=bare,
        )


@rule(
    "CCHC824",
    Severity.WARNING,
    citation="Nghị định 30/2020/NĐ-CP, Điều 13",
    title="Cấp phó ký thay (KT.); người đứng đầu không ký thay chính mình.",
    why="Cấp phó ký thay người đứng đầu và ghi KT., kể cả khi được giao phụ trách (Nghị định "
    "30/2020/NĐ-CP, Điều 13).",
    english="A deputy signs for the head with KT., also one in charge meanwhile (Nghị định "
    "30/2020/NĐ-CP, art. 13).",
    fires='report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch"))',
    silent='report(signatory=Signatory(name="Nguyễn Anh Tuấn", position="Phó Chủ tịch", '
    'authority="KT."))',
    do="Sửa quyền hạn ký hoặc chức vụ.",
)
def deputy(told: Told) -> Iterator[Slip]:
    signing = told.signing
    if signing is None:
        return
    office, head = signing.office, signing.head
    is_deputy = fold_text(office.text).startswith("phó ")
    if is_deputy and not _PARTY.search(office.text) and signing.authority in (None, "TM."):
        wrong = f"{office.text} ký thì phải ghi KT. (ký thay) người đứng đầu."
        expected = "KT."
    elif signing.authority == "KT." and head and fold_text(office.text) == fold_text(head):
        wrong = f"{office.text} không ký thay (KT.) chính mình."
        expected = "không ghi KT."
    else:
        return
    yield Slip(
        message=wrong,
        path=office.path,
        start=office.start,
        end=office.end,
        actual=signing.authority,
        expected=expected,
    )
