"""The template of an office: a Word file that is checked before anything is put into it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import attrs
import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from cchc_lib.archive import FileSource, is_xml, zipped
from cchc_lib.errors import CchcError, FormatError, InvalidTypeError
from cchc_lib.reading.word.package import Package, Relation, local_name, member_name, tag
from cchc_lib.render.docx.template.fields import fetching
from cchc_lib.render.docx.template.places import check_marks, refuse_elsewhere
from cchc_lib.render.docx.template.refusal import of_template, refused

__all__ = ["OfficeTemplate"]

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_DOCUMENT, _TEMPLATE = _MAIN.format("document"), _MAIN.format("template")
_ACTIVE = {  # kinds of relations
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "control": "nút lệnh ActiveX",
    "aFChunk": "một tệp khác chèn vào",
    "subDocument": "một tệp khác chèn vào",
    "frame": "khung trang web",
}
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_PICTURES = tuple(
    "{urn:schemas-microsoft-com:vml}" + name for name in ("imagedata", "image", "fill", "stroke")
)
_OUTSIDE = ("hyperlink", "attachedTemplate")  # the second is left out of what is made
_READ = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
    }
)
"""Relations to what is filled in, or read as XML: Word, too, opens no file that mistakes these."""

_PROTECTED = {
    "documentProtection": "Vào Review > Restrict Editing > Stop Protection rồi lưu lại",
    "writeProtection": "Vào File > Save As > Tools > General Options, bỏ mật khẩu và bỏ chọn "
    "Read-only recommended rồi lưu lại",
}


def _checked(source: FileSource | bytes) -> bytes:
    """Return a template as the bytes of a plain Word file that python-docx opens.

    Everything is looked at within the bounds of `Package` before python-docx sees any of it.
    """
    try:
        package = Package.of(source)
        _check(package)
    except CchcError as error:
        if error.path != "path":
            raise
        raise of_template(error) from None
    types = package.tree(_TYPES)
    for element in types:
        if element.get("ContentType") == _TEMPLATE:
            element.set("ContentType", _DOCUMENT)
    data = zipped({**package.parts, _TYPES: etree.tostring(types, encoding="UTF-8")})
    try:
        main = docx.Document(BytesIO(data)).part
        for part in (rel.target_part for rel in main.rels.values() if rel.reltype in _READ):
            part.element  # noqa: B018 - where the list of contents calls it something else, none
    except Exception as error:  # what a damaged file makes it raise is not foreseen
        raise refused(
            f"damaged: python-docx cannot open it ({error})",
            "mẫu bị hỏng, không mở được",
            "a Word file that Word saved",
            "hãy mở bằng Word và lưu lại dạng Word Document (*.docx)",
        ) from error
    return data


def _check(package: Package) -> None:
    """Refuse what runs, fetches, or is shut.

    Raises:
        FormatError: with what to do.
    """
    for name, content in package.parts.items():
        if is_xml(name, content):  # python-docx reads with other limits, or none
            root = package.tree(name)
            _check_fields(root)
            _check_drawings(root)
    kinds = {element.get("ContentType") for element in package.tree(_TYPES)}
    if not kinds & {_DOCUMENT, _TEMPLATE}:
        raise _active("macro")
    for relation in _relations(package):
        _check_relation(relation)
    for kind in ("header", "footer", "footnotes", "endnotes", "comments"):
        for name in package.related(package.main, kind):
            refuse_elsewhere(package.tree(name))
    body = package.tree(package.main).find(tag("body"))
    if body is not None:
        check_marks(body)
    for name in package.related(package.main, "settings"):
        _check_open(package.tree(name))


def _relations(package: Package) -> Iterator[Relation]:
    for part in ("", *package.parts):
        yield from package.relations(part)


def _check_relation(relation: Relation) -> None:
    if relation.kind in _ACTIVE:
        raise _active(_ACTIVE[relation.kind])
    if relation.is_outside and relation.kind not in _OUTSIDE:
        raise _linked(relation.kind)
    if relation.kind == "origin":
        raise refused(
            "a digital signature",
            "mẫu đã được ký số, ghi thêm sẽ làm hỏng chữ ký",
            "a template that nobody has signed",
            "hãy dùng bản chưa ký",
        )


def _check_drawings(root: etree._Element) -> None:
    """Refuse pictures and objects of old drawings (VML) that name a file without a relation."""
    for element in root.iter(*_PICTURES):
        if element.get("src") or element.get(f"{_OFFICE}href"):
            raise _linked(local_name(element))
    for element in root.iter(f"{_OFFICE}OLEObject"):
        if element.get("Type", "").lower() == "link":
            raise _linked("OLEObject")


def _linked(what: str) -> FormatError:
    return refused(
        f"a link to a file outside it ({what})",
        "mẫu có hình hoặc đối tượng liên kết tới tệp khác",
        "a template whose pictures are embedded",
        "hãy nhúng hẳn vào mẫu: File > Info > Edit Links to Files > Break Link, rồi lưu lại",
    )


def _active(what: str) -> FormatError:
    return refused(
        f"what can run in it ({what})",
        f"mẫu có {what}",
        "a template without macros, saved as .docx or .dotx",
        "hãy mở bằng Word, bỏ phần đó và lưu lại dạng Word Document (*.docx) hoặc "
        "Word Template (*.dotx)",
    )


def _check_fields(root: etree._Element) -> None:
    name = fetching(root)
    if name is not None:
        called = name[:20] or "có tên do trường khác tạo ra"
        raise refused(
            f"a field that may fetch or run something ({name[:20] or 'named by another field'})",
            f"mẫu có trường {called}, có thể lấy dữ liệu từ ngoài hoặc chạy chương trình khác",
            "a template whose fields only count, name or repeat, such as PAGE, DATE, REF",
            "hãy bấm vào trường đó, nhấn Ctrl+Shift+F9 để chuyển thành chữ, rồi lưu lại",
        )


def _check_open(settings: etree._Element) -> None:
    for element in settings:
        kind = member_name(element)
        is_off = element.get(tag("enforcement"), "1") in ("0", "false", "off")
        if kind == "writeProtection" or (kind == "documentProtection" and not is_off):
            raise refused(
                "editing is restricted",
                "mẫu đang bị hạn chế chỉnh sửa",
                "a template that anybody may edit",
                _PROTECTED[kind],
            )


def _answer(_: object, attribute: attrs.Attribute[bool | None], value: object) -> None:
    if value is not None and type(value) is not bool:
        raise InvalidTypeError.refuse(
            attribute.name,
            value,
            "True, False, or None to see whether the template has one",
            "True, False, hoặc None để tự nhận biết theo mẫu",
        )


@attrs.frozen
class OfficeTemplate:
    """A Word file (.docx, .dotx) into which reports are put; read and checked once, used often.

    `data` is a path, bytes or a binary file. The report goes in at the paragraph whose whole text
    is `{{NỘI DUNG}}`, or takes the place of the whole body where no such paragraph is. `letterhead`
    and `signature` say whether ours are printed; with `None` they are where what stays of the
    template has none: no Quốc hiệu, no "Nơi nhận".

    Raises:
        FormatError: for a file that is none, is damaged or unsafe, has macros or links to other
            files, is protected, or has its mark where no report can stand; it says what to do.
        OSError: when it cannot be read.
    """

    data: bytes = attrs.field(converter=_checked, repr=False)
    letterhead: bool | None = attrs.field(default=None, validator=_answer, kw_only=True)
    signature: bool | None = attrs.field(default=None, validator=_answer, kw_only=True)
