"""The electronic record of an outgoing document: its fields, their types and lengths.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục VI, phần II, mục I. The annex prints the key of the
signatory once with a small l ("Signerlnfo") and that of an organisation likewise: both are written
here as they are meant.
"""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["OUTGOING", "RecordField"]


@attrs.frozen
class RecordField:
    """One field of the record: its number in the annex, label, key, type and greatest length.

    A field that only holds others has no type; theirs begin with its number.
    """

    number: str
    label: str
    key: str
    kind: Literal["String", "Number", "Date"] | None = None
    length: int | None = None


OUTGOING = (
    RecordField("1", "Mã hồ sơ", "FileCode"),
    RecordField(
        "1.1",
        "Mã định danh của cơ quan, tổ chức lập danh mục hồ sơ",
        "OrganId",
        "String",
        13,
    ),
    RecordField("1.2", "Năm hình thành hồ sơ", "FileCatalog", "Number", 4),
    RecordField("1.3", "Số và ký hiệu hồ sơ", "FileNotation", "String", 20),
    RecordField("2", "Số thứ tự văn bản trong hồ sơ", "DocOrdinal", "Number", 3),
    RecordField("3", "Tên loại văn bản", "TypeName", "String", 100),
    RecordField("4", "Số của văn bản", "CodeNumber", "String", 11),
    RecordField("5", "Ký hiệu của văn bản", "CodeNotation", "String", 30),
    RecordField("6", "Ngày, tháng, năm văn bản", "IssuedDate", "Date", 10),
    RecordField("7", "Tên cơ quan, tổ chức ban hành văn bản", "OrganName", "String", 200),
    RecordField("8", "Trích yếu nội dung", "Subject", "String", 500),
    RecordField("9", "Ngôn ngữ", "Language", "String", 30),
    RecordField("10", "Số trang của văn bản", "PageAmount", "Number", 3),
    RecordField("11", "Ghi chú", "Description", "String", 500),
    RecordField("12", "Chức vụ, họ tên người ký", "SignerInfo"),
    RecordField("12.1", "Chức vụ của người ký văn bản", "Position", "String", 100),
    RecordField("12.2", "Họ và tên người ký văn bản", "FullName", "String", 50),
    RecordField("13", "Nơi nhận", "To"),
    RecordField("13.1", "Mã định danh của cơ quan, tổ chức nhận văn bản", "OrganId", "String", 13),
    RecordField("13.2", "Tên cơ quan, tổ chức nhận văn bản", "OrganName", "String", 200),
    RecordField("14", "Mức độ khẩn, độ mật", "Priority", "Number", 1),
    RecordField("15", "Số lượng bản phát hành", "IssuedAmount", "Number", 3),
    RecordField("16", "Hạn trả lời văn bản", "DueDate", "Date", 10),
)
"""The 16 fields, and those that some of them hold."""
