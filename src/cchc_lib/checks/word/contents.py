"""What a file carries besides its words: macros, tracked changes, hidden text, comments, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cchc_lib.checks.finding import Severity
from cchc_lib.checks.rule import Slip, rule
from cchc_lib.checks.word import prose
from cchc_lib.checks.word.subject import Inspected
from cchc_lib.reading.word.package import Relation, tag

__all__: list[str] = []

_SHOWN = 5
_PARTS = ("settings", "header", "footer", "footnotes", "endnotes")
_LIVE = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\b", re.IGNORECASE)
"""Fields that start a program or read another file."""

_HARMLESS = ("hyperlink",)  # followed only when a reader clicks


@rule(
    "CCHC901",
    Severity.NOTE,
    title="Tệp không chứa macro.",
    why="Văn bản hành chính không cần macro; hệ thống quản lý văn bản có thể từ chối tệp có macro.",
    english="An administrative document needs no macros; a document system may refuse a file "
    "that has them.",
    fires="tệp .docm có vbaProject.bin.",
    silent="tệp .docx.",
    do="Lưu lại dạng Word Document (*.docx).",
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
    title="Không còn vết sửa (Track Changes) chờ chấp nhận hoặc từ chối.",
    why="Phần thêm vào được đọc, phần xóa đi không được đọc, như khi mọi vết sửa đã được chấp "
    "nhận.",
    english="What was inserted is read and what was deleted is not, as if every change had "
    "been accepted.",
    fires="văn bản còn vết sửa (Track Changes).",
    silent="mọi vết sửa đã được chấp nhận hoặc từ chối.",
    do="Review > Accept All Changes trước khi trình ký.",
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
    title="Văn bản không có chữ ẩn.",
    why="Chữ ẩn không in ra nhưng vẫn nằm trong tệp được gửi; chữ ẩn không được kiểm tra.",
    english="Hidden words are not printed, but they stay in the file that is sent; they are "
    "not checked.",
    fires="một câu có thuộc tính Hidden.",
    silent="không có chữ ẩn.",
    do="Xóa chữ ẩn, hoặc bỏ thuộc tính Hidden.",
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
    title="Không còn nhận xét trong tệp.",
    why="Nhận xét là trao đổi khi soạn thảo, người nhận văn bản không cần thấy.",
    english="Comments are talk among drafters, not for the recipients.",
    fires="văn bản còn nhận xét của người góp ý.",
    silent="không còn nhận xét.",
    do="Xử lý và xóa nhận xét trước khi phát hành.",
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
    title="Không có nội dung nào được tải từ bên ngoài khi mở tệp.",
    why="Ảnh, mẫu hoặc đối tượng liên kết được tải khi mở tệp: người nhận có thể không thấy, "
    "và nơi lưu trữ biết ai đã mở tệp. Liên kết phải bấm mới mở thì không tính. Trường DDE, "
    "DDEAUTO chạy chương trình; INCLUDETEXT, INCLUDEPICTURE, LINK đọc tệp khác: cảnh báo.",
    english="A linked picture, template or object is fetched when the file is opened: the "
    "recipient may not see it, and its host learns who opened the file. A link that must be "
    "clicked does not count.  A field DDE or DDEAUTO starts a program, and INCLUDETEXT, "
    "INCLUDEPICTURE or LINK reads another file: a warning.",
    fires="ảnh liên kết tới một trang web.",
    silent="ảnh nằm trong tệp.",
    do="Nhúng ảnh vào tệp, bỏ liên kết mẫu.",
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
    title="Tệp chưa được ký số.",
    why="Mọi thay đổi đối với tệp đã ký số, kể cả thêm một nhận xét, làm chữ ký mất hiệu lực.",
    english="Any change to a signed file, even a comment added, makes its signature invalid.",
    fires="tệp có chữ ký số trong _xmlsignatures.",
    silent="tệp chưa ký.",
    do="Sửa trên bản chưa ký.",
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
    title="Toàn bộ lời văn của tệp được kiểm tra.",
    why="Tệp có thể từ bất kỳ ai gửi tới nên thời gian kiểm tra có giới hạn: lời văn được xét "
    "đến 200.000 ký tự, khoảng 80 trang; bảng, thể thức và những nội dung khác được xét toàn "
    "bộ.",
    english="Files come from strangers, so time is bounded: prose is judged up to 200.000 "
    "characters, some 80 pages; tables, layout and contents are judged whole.",
    fires="tệp dài trên 200.000 ký tự.",
    silent="tệp dài 100 trang, phần lớn là bảng.",
    do="Tách tệp thành nhiều phần rồi kiểm tra từng phần.",
)
def prose_is_read_whole(subject: Inspected) -> Iterator[Slip]:
    if len(subject.word.text) > prose.MOST_PROSE:
        yield Slip(
            message="văn bản quá dài, phần lời văn về sau không được kiểm tra",
            path="tệp",
            hint="Tách tệp thành nhiều phần rồi kiểm tra từng phần.",
        )


@rule(
    "CCHC908",
    Severity.NOTE,
    title="Mọi phần chữ của tệp đều được đọc.",
    why="Hộp văn bản, chú thích, bảng, đầu trang và chân trang đều được đọc. Chữ trong biểu đồ, "
    "SmartArt, đối tượng nhúng, công thức nhiều dòng, phần lấy từ tệp khác và trang quét thì "
    "không; phần không đọc được thì không được kiểm tra.",
    english="Boxes, notes, tables, heads and feet of pages are read. Words in charts, SmartArt, "
    "embedded objects, formulas of several lines, parts taken in from other files and scanned "
    "pages are not, and what is not read is not judged.",
    fires="văn bản có một biểu đồ.",
    silent="văn bản có hộp văn bản, chú thích và bảng.",
    do="Đối chiếu bằng mắt số liệu trong những phần này.",
)
def everything_is_read(subject: Inspected) -> Iterator[Slip]:
    if unread := subject.word.unread:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(unread.items()))
        yield Slip(message=f"có phần chữ không được kiểm tra: {kinds}", path="tệp")
