"""The types of documents: name, code in a number, and whether one is addressed with "Kính gửi".

Source: Nghị định 30/2020/NĐ-CP, art. 7 (the 29 types), Phụ lục III, mục I (their codes; công văn
and thư công have none) and Phụ lục I, mục II.9 (Kính gửi). The types of normative documents and of
the Party stand beside them, for reports cite those too. `variants` circulate without being
official: they are read and never written.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from cchc_lib.law.sources import CLERICAL_DECREE

__all__ = [
    "ADMINISTRATIVE",
    "BY_NAME",
    "COPIES",
    "DOCUMENT_TYPES",
    "NAMED",
    "TYPE_CODES",
    "Addressing",
    "DocumentType",
    "is_addressed",
]

_CODES = CLERICAL_DECREE.at("Phụ lục III, mục I")
_TYPES = CLERICAL_DECREE.at("Điều 7")


class Addressing(StrEnum):
    """When "Kính gửi" stands above the text of a type (Phụ lục I, mục II.9.b)."""

    ALWAYS = "always"
    UPWARD = "upward"
    NEVER = "never"


@attrs.frozen
class DocumentType:
    """A type of document, its code and where both come from."""

    name: str
    code: str | None
    source: str = _CODES
    variants: tuple[str, ...] = ()
    addressed: Addressing = Addressing.NEVER


ADMINISTRATIVE = (
    DocumentType("Nghị quyết", "NQ"),
    DocumentType("Quyết định", "QĐ"),
    DocumentType("Chỉ thị", "CT"),
    DocumentType("Quy chế", "QC", variants=("QCh",)),
    DocumentType("Quy định", "QyĐ"),
    DocumentType("Thông cáo", "TC"),
    DocumentType("Thông báo", "TB"),
    DocumentType("Hướng dẫn", "HD"),
    DocumentType("Chương trình", "CTr"),
    DocumentType("Kế hoạch", "KH"),
    DocumentType("Phương án", "PA"),
    DocumentType("Đề án", "ĐA"),
    DocumentType("Dự án", "DA", variants=("DAn",)),
    DocumentType("Báo cáo", "BC", addressed=Addressing.UPWARD),
    DocumentType("Biên bản", "BB"),
    DocumentType("Tờ trình", "TTr", addressed=Addressing.ALWAYS),
    DocumentType("Hợp đồng", "HĐ"),
    DocumentType("Công điện", "CĐ"),
    DocumentType("Bản ghi nhớ", "BGN"),
    DocumentType("Bản thỏa thuận", "BTT"),
    DocumentType("Giấy ủy quyền", "GUQ"),
    DocumentType("Giấy mời", "GM"),
    DocumentType("Giấy giới thiệu", "GGT"),
    DocumentType("Giấy nghỉ phép", "GNP"),
    DocumentType("Phiếu gửi", "PG"),
    DocumentType("Phiếu chuyển", "PC"),
    DocumentType("Phiếu báo", "PB"),
    DocumentType("Công văn", None, _TYPES, variants=("CV",), addressed=Addressing.ALWAYS),
    DocumentType("Thư công", None, _TYPES),
)
"""The 29 types of administrative documents."""

COPIES = (
    DocumentType("Bản sao y", "SY"),
    DocumentType("Bản trích sao", "TrS"),
    DocumentType("Bản sao lục", "SL"),
)
"""Copies, which have one series of numbers of their own."""

_NORMATIVE = "Luật 64/2025/QH15"
_PARTY = "thể loại văn bản của Đảng"

DOCUMENT_TYPES = (
    *ADMINISTRATIVE,
    DocumentType("Nghị định", "NĐ", _NORMATIVE),
    DocumentType("Thông tư", "TT", _NORMATIVE),
    DocumentType("Thông tư liên tịch", "TTLT", _NORMATIVE),
    DocumentType("Kết luận", "KL", _PARTY),
)
"""Every type that a code in a number tells."""

NAMED = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
"""Types cited by name, without number, symbol or issuer (Phụ lục I, mục II.6.a)."""

TYPE_CODES = {
    code: kind.name
    for kind in DOCUMENT_TYPES
    for code in (*((kind.code,) if kind.code else ()), *kind.variants)
}
"""The type that each code tells on reading, unofficial variants included."""

BY_NAME = {kind.name: kind for kind in (*DOCUMENT_TYPES, *COPIES)}
"""Each type by its name."""


def is_addressed(name: str, *, upward: bool) -> bool:
    """Whether a document of a type has "Kính gửi"; `upward`: sent to a superior agency.

    Other documents have "Nơi nhận" alone (Phụ lục I, mục II.9.c).

    >>> is_addressed("Báo cáo", upward=True), is_addressed("Báo cáo", upward=False)
    (True, False)
    >>> is_addressed("Công văn", upward=False), is_addressed("Kế hoạch", upward=True)
    (True, False)
    """
    kind = BY_NAME.get(name)
    rule = Addressing.NEVER if kind is None else kind.addressed
    return rule is Addressing.ALWAYS or (upward and rule is Addressing.UPWARD)
