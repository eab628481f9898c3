"""What a file carries besides its words: macros, tracked changes, hidden text, comments, links."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_lib.audit.docx.package import Relation, tag
from cchc_lib.audit.docx.subject import Subject
from cchc_lib.audit.finding import Severity
from cchc_lib.audit.rule import Rule, Slip, rule

__all__ = ["MOST_PROSE", "RULES"]

MOST_PROSE = 200_000
"""Characters of prose that are judged: some 80 pages, a few seconds when full of numbers."""

_SHOWN = 5
_HARMLESS = ("hyperlink",)  # followed only when a reader clicks


@rule("CCHC901", Severity.NOTE)
def macros(subject: Subject) -> Iterator[Slip]:
    """The file brings no macros.

    Văn bản hành chính không cần macro; tệp có macro có thể bị hệ thống văn bản từ chối.

    Fires: tệp .docm có vbaProject.bin.
    Silent: tệp .docx.
    Do: Lưu lại dạng Word Document (*.docx).
    """
    if any(name.lower().endswith("vbaproject.bin") for name in subject.word.package.parts):
        yield Slip(
            message="tệp có macro; nội dung vẫn được kiểm tra, macro không được chạy",
            path="tệp",
            hint="Lưu lại dạng Word Document (*.docx).",
        )


@rule("CCHC902", Severity.NOTE)
def tracked_changes(subject: Subject) -> Iterator[Slip]:
    """No tracked change waits to be accepted.

    Nội dung thêm được đọc, nội dung xóa thì không, như khi đã chấp nhận mọi thay đổi.

    Fires: văn bản còn vết sửa (Track Changes).
    Silent: mọi vết sửa đã được chấp nhận hoặc từ chối.
    Do: Review > Accept All Changes trước khi trình ký.
    """
    kinds = ("ins", "del", "moveTo", "moveFrom")
    count = sum(1 for _ in subject.word.document.iter(*map(tag, kinds)))
    if count:
        yield Slip(
            message=f"văn bản còn {count} vết sửa chưa được chấp nhận",
            path="tệp",
            hint="Review > Accept All Changes trước khi trình ký.",
        )


@rule("CCHC903", Severity.NOTE)
def hidden_text(subject: Subject) -> Iterator[Slip]:
    """No words are hidden.

    Chữ ẩn không in ra nhưng vẫn nằm trong tệp gửi đi; chúng không được kiểm tra.

    Fires: một câu có thuộc tính Hidden.
    Silent: không có chữ ẩn.
    Do: Xóa chữ ẩn, hoặc bỏ thuộc tính Hidden.
    """
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


@rule("CCHC904", Severity.NOTE)
def comments(subject: Subject) -> Iterator[Slip]:
    """No comment is left in the file.

    Fires: văn bản còn nhận xét của người góp ý.
    Silent: không còn nhận xét.
    Do: Xử lý và xóa nhận xét trước khi phát hành.
    """
    count = sum(1 for _ in subject.word.document.iter(tag("commentReference")))
    if count:
        yield Slip(
            message=f"văn bản còn {count} nhận xét",
            path="tệp",
            hint="Xử lý rồi xóa nhận xét (Review > Delete) trước khi phát hành.",
        )


@rule("CCHC905", Severity.NOTE)
def outside(subject: Subject) -> Iterator[Slip]:
    """Nothing in the file is fetched from elsewhere when it is opened.

    Ảnh, mẫu (template) hay đối tượng liên kết ra ngoài được tải về khi mở tệp: người nhận có thể
    không thấy, và nơi chứa biết ai mở. Liên kết phải bấm mới mở thì không tính.

    Fires: ảnh liên kết tới một trang web.
    Silent: ảnh nằm trong tệp.
    Do: Nhúng ảnh vào tệp, bỏ liên kết mẫu.
    """
    package = subject.word.package
    found: list[Relation] = []
    for name in package.related(package.main, "settings"):
        found += package.relations(name)
    found += package.relations(package.main)
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


@rule("CCHC906", Severity.NOTE)
def signed(subject: Subject) -> Iterator[Slip]:
    """The file is not signed digitally yet.

    Sửa một tệp đã ký số, kể cả thêm nhận xét, làm chữ ký mất hiệu lực.

    Fires: tệp có chữ ký số trong _xmlsignatures.
    Silent: tệp chưa ký.
    Do: Sửa trên bản chưa ký.
    """
    if any(name.startswith("_xmlsignatures/") for name in subject.word.package.parts):
        yield Slip(
            message="tệp đã có chữ ký số; trong bản ghi nhận xét, chữ ký không còn hiệu lực",
            path="tệp",
            hint="Giữ nguyên tệp đã ký; sửa trên bản chưa ký.",
        )


@rule("CCHC907", Severity.NOTE)
def prose_is_read_whole(subject: Subject) -> Iterator[Slip]:
    """Toàn bộ lời văn của tệp được kiểm tra.

    Files come from strangers, so time is bounded: prose is judged up to 200.000 characters, some
    80 pages; tables, layout and contents are judged whole.

    Fires: tệp dài trên 200.000 ký tự.
    Silent: tệp dài 100 trang, phần lớn là bảng.
    Do: Tách tệp thành nhiều phần rồi kiểm tra từng phần.
    """
    if len(subject.word.text) > MOST_PROSE:
        yield Slip(
            message="văn bản quá dài, phần lời văn về sau không được kiểm tra",
            path="tệp",
            hint="Tách tệp thành nhiều phần rồi kiểm tra từng phần.",
        )


RULES: tuple[Rule[Subject], ...] = (
    macros,
    tracked_changes,
    hidden_text,
    comments,
    outside,
    signed,
    prose_is_read_whole,
)
