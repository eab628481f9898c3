"""What a file carries besides its words: macros, tracked changes, hidden text, comments, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Rule, Slip, rule
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.reading.word.package import Relation, tag

__all__ = ["MOST_PROSE", "RULES"]

MOST_PROSE = 200_000
"""Characters of prose that are judged: some 80 pages, a few seconds when full of numbers."""

_SHOWN = 5
_PARTS = ("settings", "header", "footer", "footnotes", "endnotes")
_LIVE = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\b", re.IGNORECASE)
"""Fields that start a program or read another file."""

_HARMLESS = ("hyperlink",)  # followed only when a reader clicks


@rule(
    "CCHC901",
    Severity.NOTE,
    page="""
    Tệp không chứa macro.

    An administrative document needs no macros; a document system may refuse a file that has them.

    Fires: tệp .docm có vbaProject.bin.
    Silent: tệp .docx.
    Do: Lưu lại dạng Word Document (*.docx).
    """,
)
def macros(subject: Inspected) -> Iterator[Slip]:
    if any(name.lower().endswith("vbaproject.bin") for name in subject.word.package.parts):
        yield Slip(
            message="tệp có macro; nội dung vẫn được kiểm tra, macro không được chạy",
            path="tệp",
            hint="Lưu lại dạng Word Document (*.docx).",
        )


@rule(
    "CCHC902",
    Severity.NOTE,
    page="""
    Không còn vết sửa (Track Changes) chờ chấp nhận hoặc từ chối.

    What was inserted is read and what was deleted is not, as if every change had been accepted.

    Fires: văn bản còn vết sửa (Track Changes).
    Silent: mọi vết sửa đã được chấp nhận hoặc từ chối.
    Do: Review > Accept All Changes trước khi trình ký.
    """,
)
def tracked_changes(subject: Inspected) -> Iterator[Slip]:
    kinds = ("ins", "del", "moveTo", "moveFrom")
    count = sum(1 for _ in subject.word.document.iter(*map(tag, kinds)))
    if count:
        yield Slip(
            message=f"văn bản còn {count} vết sửa chưa được chấp nhận",
            path="tệp",
            hint="Review > Accept All Changes trước khi trình ký.",
        )


@rule(
    "CCHC903",
    Severity.NOTE,
    page="""
    Văn bản không có chữ ẩn.

    Hidden words are not printed, but they stay in the file that is sent; they are not checked.

    Fires: một câu có thuộc tính Hidden.
    Silent: không có chữ ẩn.
    Do: Xóa chữ ẩn, hoặc bỏ thuộc tính Hidden.
    """,
)
def hidden_text(subject: Inspected) -> Iterator[Slip]:
    count = sum(
        1
        for run in subject.word.document.iter(tag("r"))
        for mark in run.iterfind(f"{tag('rPr')}/{tag('vanish')}")
        if mark.get(tag("val"), "1") in ("1", "true", "on")
    )
    if count:
        yield Slip(
            message=f"văn bản có {count} chỗ chữ ẩn, không được kiểm tra",
            path="tệp",
            hint="Hiện chữ ẩn (Ctrl+Shift+8) rồi xóa hoặc bỏ thuộc tính Hidden.",
        )


@rule(
    "CCHC904",
    Severity.NOTE,
    page="""
    Không còn nhận xét trong tệp.

    Fires: văn bản còn nhận xét của người góp ý.
    Silent: không còn nhận xét.
    Do: Xử lý và xóa nhận xét trước khi phát hành.
    """,
)
def comments(subject: Inspected) -> Iterator[Slip]:
    count = sum(1 for _ in subject.word.document.iter(tag("commentReference")))
    if count:
        yield Slip(
            message=f"văn bản còn {count} nhận xét",
            path="tệp",
            hint="Xử lý rồi xóa nhận xét (Review > Delete) trước khi phát hành.",
        )


@rule(
    "CCHC905",
    Severity.NOTE,
    page="""
    Không có nội dung nào được tải từ bên ngoài khi mở tệp.

    A linked picture, template or object is fetched when the file is opened: the recipient may not
    see it, and its host learns who opened the file. A link that must be clicked does not count.

    A field DDE or DDEAUTO starts a program, and INCLUDETEXT, INCLUDEPICTURE or LINK reads another
    file: a warning.

    Fires: ảnh liên kết tới một trang web.
    Silent: ảnh nằm trong tệp.
    Do: Nhúng ảnh vào tệp, bỏ liên kết mẫu.
    """,
)
def outside(subject: Inspected) -> Iterator[Slip]:
    package = subject.word.package
    found: list[Relation] = []
    parts = [name for kind in _PARTS for name in package.related(package.main, kind)]
    for name in parts:
        found += package.relations(name)
    found += package.relations(package.main)
    trees = [package.tree(name) for name in parts if not name.endswith("settings.xml")]
    fields = {
        word.upper(): None
        for tree in (subject.word.document, *trees)
        for word in _LIVE.findall(_fields(tree))
    }
    if fields:
        yield Slip(
            message=f"tệp có trường {', '.join(fields)}: khi mở, Word có thể chạy chương trình "
            "hoặc nạp tệp khác",
            path="tệp",
            actual=", ".join(fields),
            hint="Bấm Ctrl+Shift+F9 tại trường đó để thay bằng nội dung, rồi lưu lại.",
            severity=Severity.WARNING,
        )
    linked = [item for item in found if item.is_outside and item.kind not in _HARMLESS]
    if linked:
        shown = ", ".join(item.target[:80] for item in linked[:_SHOWN])
        yield Slip(
            message=f"tệp có {len(linked)} liên kết tự tải từ bên ngoài; không liên kết nào được "
            "mở khi kiểm tra",
            path="tệp",
            actual=shown,
            hint="Nhúng ảnh, đối tượng vào tệp; bỏ liên kết mẫu (Developer > Document Template).",
        )


def _fields(tree: etree._Element) -> str:
    """Return the codes of all fields; Word cuts one into runs wherever it was edited."""
    codes = []
    for element in tree.iter(*map(tag, ("instrText", "fldSimple", "fldChar"))):
        if element.tag == tag("instrText"):
            codes.append(element.text or "")
        else:
            codes.append(f" {element.get(tag('instr'), '')} ")
    return "".join(codes)


@rule(
    "CCHC906",
    Severity.NOTE,
    page="""
    Tệp chưa được ký số.

    Any change to a signed file, even a comment added, makes its signature invalid.

    Fires: tệp có chữ ký số trong _xmlsignatures.
    Silent: tệp chưa ký.
    Do: Sửa trên bản chưa ký.
    """,
)
def signed(subject: Inspected) -> Iterator[Slip]:
    if any(name.startswith("_xmlsignatures/") for name in subject.word.package.parts):
        yield Slip(
            message="tệp đã có chữ ký số; trong bản ghi nhận xét, chữ ký không còn hiệu lực",
            path="tệp",
            hint="Giữ nguyên tệp đã ký; sửa trên bản chưa ký.",
        )


@rule(
    "CCHC907",
    Severity.NOTE,
    page="""
    Toàn bộ lời văn của tệp được kiểm tra.

    Files come from strangers, so time is bounded: prose is judged up to 200.000 characters, some
    80 pages; tables, layout and contents are judged whole.

    Fires: tệp dài trên 200.000 ký tự.
    Silent: tệp dài 100 trang, phần lớn là bảng.
    Do: Tách tệp thành nhiều phần rồi kiểm tra từng phần.
    """,
)
def prose_is_read_whole(subject: Inspected) -> Iterator[Slip]:
    if len(subject.word.text) > MOST_PROSE:
        yield Slip(
            message="văn bản quá dài, phần lời văn về sau không được kiểm tra",
            path="tệp",
            hint="Tách tệp thành nhiều phần rồi kiểm tra từng phần.",
        )


@rule(
    "CCHC908",
    Severity.NOTE,
    page="""
    Mọi phần chữ của tệp đều được đọc.

    Boxes, notes, tables, heads and feet of pages are read. Words in charts, SmartArt, embedded
    objects, formulas of several lines, parts taken in from other files and scanned pages are not,
    and what is not read is not judged.

    Fires: văn bản có một biểu đồ.
    Silent: văn bản có hộp văn bản, chú thích và bảng.
    Do: Đối chiếu bằng mắt số liệu trong những phần này.
    """,
)
def everything_is_read(subject: Inspected) -> Iterator[Slip]:
    if unread := subject.word.unread:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(unread.items()))
        yield Slip(message=f"có phần chữ không được kiểm tra: {kinds}", path="tệp")


RULES: tuple[Rule[Inspected], ...] = (
    macros,
    tracked_changes,
    hidden_text,
    comments,
    outside,
    signed,
    prose_is_read_whole,
    everything_is_read,
)
