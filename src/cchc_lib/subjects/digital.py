"""Digital government: equipment, signatures, electronic documents, systems, people."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from cchc_lib import define
from cchc_lib.figures.ratio import Ratio
from cchc_lib.outline.outline import Part
from cchc_lib.outline.sentence import Sentence
from cchc_lib.report.citation import Citation

__all__ = ["DIGITAL", "Digital"]


@define.subject("chính quyền điện tử, chính quyền số")
@attrs.frozen(kw_only=True)
class Digital:
    """What the agency runs on; shares as it counted them, `Ratio(1, 1)` where all have it."""

    online_meeting_rooms: int | None = define.count(
        "phòng", "phòng họp trực tuyến", over_periods="last"
    )
    staff_equipped: Ratio | None = define.share("tỷ lệ cán bộ, công chức được trang bị máy tính")
    digital_signatures: Ratio | None = define.share("tỷ lệ lãnh đạo, đơn vị được cấp chữ ký số")
    document_accounts: Ratio | None = define.share(
        "tỷ lệ cán bộ, công chức có tài khoản quản lý văn bản"
    )
    documents_sent: int | None = define.count("văn bản", "văn bản đi")
    electronic_documents: int | None = define.count(
        "văn bản",
        "văn bản điện tử có ký số",
        part_of=define.tie(
            "documents_sent",
            code="CCHC112",
            severity="error",
            fires="report(digital=Digital(documents_sent=500, electronic_documents=512))",
            silent="report(digital=Digital(documents_sent=512, electronic_documents=500))",
            why="Văn bản điện tử có ký số là một phần của văn bản đi.",
            english="The signed electronic documents are some of those sent.",
            do="Đối chiếu sổ văn bản đi.",
        ),
    )
    community_teams: int | None = define.count(
        "tổ", "Tổ công nghệ số cộng đồng", over_periods="last"
    )
    vneid_accounts: int | None = define.count(
        "người", "người có tài khoản định danh điện tử VNeID mức 2", over_periods="last"
    )
    personal_signatures: int | None = define.count(
        "người", "người dân có chữ ký số cá nhân", over_periods="last"
    )
    secured_systems: int | None = define.count(
        "hệ thống",
        "hệ thống thông tin được phê duyệt cấp độ an toàn",
        over_periods="last",
    )
    iso_units: int | None = define.count(
        "đơn vị", "đơn vị áp dụng hệ thống quản lý chất lượng ISO", over_periods="last"
    )
    quality_documents: Sequence[Citation] = define.several(
        Citation, "văn bản về hệ thống quản lý chất lượng"
    )
    notes: Sequence[str] = define.narrative("nội dung khác")
    electronic_ratio = define.ratio(
        "electronic_documents / documents_sent", "tỷ lệ văn bản điện tử có ký số"
    )


DIGITAL = Part(
    "ii.6",
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    about="digital",
    is_list=True,
    lines=[
        "Đã đưa vào sử dụng {digital.online_meeting_rooms} phòng họp trực tuyến.",
        "{digital.staff_equipped} cán bộ, công chức được trang bị máy tính và thiết bị làm việc "
        "trên môi trường mạng.",
        "{digital.digital_signatures} lãnh đạo và phòng, đơn vị chuyên môn được cấp chữ ký số.",
        "{digital.document_accounts} cán bộ, công chức có tài khoản trên hệ thống quản lý văn bản "
        "và điều hành.",
        Sentence(
            "Đã gửi {digital.electronic_documents}/{digital.documents_sent} văn bản dưới dạng điện "
            "tử có ký số, đạt {digital.electronic_ratio}.",
            "Đã gửi {digital.electronic_documents} văn bản điện tử có ký số.",
            "Đã gửi {digital.documents_sent} văn bản.",
        ),
        "Trên địa bàn có <{digital.community_teams?} Tổ công nghệ số cộng đồng"
        "|{digital.vneid_accounts?} người có tài khoản định danh điện tử VNeID mức 2"
        "|{digital.personal_signatures?} người có chữ ký số cá nhân>.",
        "Có {digital.secured_systems?} hệ thống thông tin được phê duyệt cấp độ an toàn.",
        "Có {digital.iso_units?} đơn vị áp dụng hệ thống quản lý chất lượng ISO.",
        "Hệ thống quản lý chất lượng được xây dựng, áp dụng theo {digital.quality_documents}.",
    ],
)
