"""A realistic report, as one commune would sign it: every kind of node and every hard case once."""

from datetime import date

from cchc_lib.document.nodes import (
    Align,
    Annex,
    Column,
    Document,
    Items,
    Letterhead,
    Note,
    Paragraph,
    Reference,
    Row,
    Section,
    Signature,
    Table,
    Text,
    Value,
)

CITATIONS = "; ".join(
    f"Quyết định số {number}/QĐ-UBND ngày {number % 27 + 1:02d}/10/2025 về việc ban hành kế hoạch "
    "cải cách hành chính trên địa bàn xã Mai Hoa"
    for number in (63, 130, 247, 268, 361, 362, 428, 485, 576, 577, 578, 579)
)


def document(**changes: object) -> Document:
    fields: dict[str, object] = {
        "letterhead": Letterhead(
            agency=("ỦY BAN NHÂN DÂN", "XÃ MAI HOA"),
            number=5,
            symbol="BC-UBND",
            place="Mai Hoa",
            day=date(2026, 1, 5),
        ),
        "kind": "BÁO CÁO",
        "subject": "Công tác cải cách hành chính năm 2025, phương hướng, nhiệm vụ năm 2026",
        "addressees": (
            "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh",
            "Sở Nội vụ tỉnh Hà Tĩnh",
            "Các Sở: Tài chính; Văn hóa, Thể thao và Du lịch; Tư pháp; Khoa học và Công nghệ",
        ),
        "opening": (
            Paragraph(
                "Thực hiện Văn bản số 5690/SNV-CCHC&VTLT ngày 10/11/2025 của Sở Nội vụ, Ủy ban "
                "nhân dân xã Mai Hoa báo cáo công tác cải cách hành chính năm 2025, phương hướng, "
                "nhiệm vụ năm 2026 như sau:"
            ),
        ),
        "sections": (direction(), results(), next_year()),
        "signature": Signature(
            lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Nguyễn Văn A"
        ),
        "recipients": (
            "Như trên",
            "Thường trực Đảng ủy, Thường trực HĐND xã (để báo cáo)",
            "Chủ tịch, các Phó Chủ tịch UBND xã",
            "Lưu: VT, VP",
        ),
        "annexes": (
            Annex(id="a.plan", title="Kết quả thực hiện kế hoạch", blocks=(wide_table(),)),
            Annex(id="a.staff", title="Biên chế và số lượng có mặt", blocks=(plain_table(),)),
        ),
        "annex_reference": "Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của Ủy ban "
        "nhân dân xã Mai Hoa",
        "author": "Ủy ban nhân dân xã Mai Hoa",
    }
    return Document(**(fields | changes))  # type: ignore[arg-type]


def direction() -> Section:
    note = Note([[Text("Gồm: "), Text(CITATIONS), Text(".")], ["Tính đến ", Value("15/12", "day")]])
    return Section(
        id="i",
        title="Công tác chỉ đạo, điều hành cải cách hành chính",
        blocks=(
            Section(
                id="i.1",
                title="Các hoạt động chỉ đạo, điều hành",
                blocks=(
                    Paragraph(
                        [
                            Text("Ủy ban nhân dân xã đã ban hành "),
                            Value("12 văn bản", "plan.documents"),
                            Text(" chỉ đạo, điều hành"),
                            note,
                            Text(". Kết quả nêu tại "),
                            Reference("a.plan"),
                            Text(", "),
                            Reference("t.dossiers"),
                            Text(" và "),
                            Reference("ii.2.b"),
                            Text("; biên chế tại "),
                            Reference("a.staff"),
                            Text("."),
                        ]
                    ),
                ),
            ),
            Section(
                id="i.2",
                title="Tiến độ thực hiện Kế hoạch cải cách hành chính năm 2025",
                blocks=(
                    Paragraph(
                        [
                            Text("Đã hoàn thành "),
                            Value("41/43 nhiệm vụ", "plan.completed"),
                            Text(", đạt "),
                            Value("95,35%", "plan.completion"),
                            Text(". Những việc "),
                            Text("chưa", bold=True),
                            Text(" xong sẽ "),
                            Text("tiếp tục", italic=True),
                            Text(" trong năm "),
                            Text("2026", bold=True, italic=True),
                            Text(" (R&D < 5 > 3 😀)."),
                        ]
                    ),
                    Items(
                        [
                            ["Tuyên truyền trên hệ thống loa truyền thanh: 24 lượt;"],
                            ["Hội nghị, tập huấn: ", Value("03 cuộc", "outreach.meetings"), "."],
                        ]
                    ),
                ),
            ),
        ),
    )


def direction_without_references() -> Section:
    return Section(id="i", title="Công tác chỉ đạo", blocks=direction().blocks[1:])


def results() -> Section:
    return Section(
        id="ii",
        title="Kết quả thực hiện các nội dung cải cách hành chính",
        blocks=(
            Section(
                id="ii.1",
                title="Cải cách thể chế",
                blocks=tuple(
                    Paragraph(
                        f"Đoạn văn thứ {n} nói về công tác xây dựng, ban hành, rà soát và kiểm tra "
                        "văn bản quy phạm pháp luật trên địa bàn xã theo quy định của Luật Ban "
                        "hành văn bản quy phạm pháp luật và các văn bản hướng dẫn thi hành."
                    )
                    for n in range(1, 8)
                ),
            ),
            Section(
                id="ii.2",
                title="Cải cách thủ tục hành chính",
                blocks=(
                    Section(id="ii.2.a", title="Rà soát thủ tục hành chính", blocks=()),
                    Section(
                        id="ii.2.b",
                        title="Giải quyết hồ sơ",
                        blocks=(
                            Paragraph(
                                [
                                    Text("Tỷ lệ hồ sơ trực tuyến "),
                                    Value("96,14%", "procedures.dossiers.online_share"),
                                    Text(" (theo "),
                                    Reference("t.dossiers"),
                                    Text(")."),
                                ]
                            ),
                            dossiers(),
                            Section(id="ii.2.b.1", title="Việc nhỏ hơn điểm", blocks=()),
                        ),
                    ),
                ),
            ),
        ),
    )


def dossiers() -> Table:
    return Table(
        id="t.dossiers",
        title="Kết quả giải quyết hồ sơ thủ tục hành chính năm 2025",
        description="Số hồ sơ tiếp nhận và giải quyết, theo lĩnh vực và cách nộp.",
        unit="hồ sơ",
        columns=(
            Column("STT", align=Align.CENTER, width=1),
            Column("Lĩnh vực", width=4),
            Column("Trực tuyến", align=Align.RIGHT, width=2, group="Tiếp nhận"),
            Column("Trực tiếp", align=Align.RIGHT, width=2, group="Tiếp nhận"),
            Column("Đúng hạn", align=Align.RIGHT, width=2, group="Đã giải quyết"),
            Column("Quá hạn", align=Align.RIGHT, width=2, group="Đã giải quyết"),
            Column("Tỷ lệ (%)", align=Align.RIGHT, width=2),
        ),
        rows=(
            _row("1", "Hộ tịch", "700", "10", "705", "5", "99,30"),
            _row("2", "Đất đai, môi trường & xây dựng", "319", "20", "330", "9", "97,35"),
            _row("3", "Chứng thực", "200", "19", "219", "0", "100"),
            _row("", "Tổng số", "1.219", "49", "1.254", "14", "98,90", total=True),
        ),
        notes=(("Nguồn: Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Hà Tĩnh.",),),
    )


def _row(*cells: str, total: bool = False) -> Row:
    def content(place: int, text: str) -> object:
        return Value(text, f"cell.{text}") if place > 1 and text else text

    parts = [[content(place, text)] for place, text in enumerate(cells)]
    return Row(parts, is_total=total)  # type: ignore[arg-type]


def next_year() -> Section:
    return Section(
        id="iii",
        title="Phương hướng, nhiệm vụ năm 2026",
        blocks=(
            Paragraph("Tiếp tục thực hiện Kế hoạch cải cách hành chính giai đoạn 2026 - 2030."),
            Paragraph("Trên đây là báo cáo của Ủy ban nhân dân xã Mai Hoa."),
        ),
    )


def wide_table() -> Table:
    columns_by_group = {
        None: ["TT", "Lĩnh vực"],
        "Tiếp nhận": ["Tổng", "Trực tuyến", "Trực tiếp, bưu chính", "Kỳ trước chuyển qua"],
        "Đã giải quyết": ["Tổng", "Trước hạn", "Đúng hạn", "Quá hạn"],
        "Đang giải quyết": ["Trong hạn", "Quá hạn"],
    }
    titles = [(title, group) for group, titles in columns_by_group.items() for title in titles]
    titles.append(("Ghi chú", None))
    columns = tuple(
        Column(title, group=group, width=3 if title == "Lĩnh vực" else 2, align=Align.CENTER)
        for title, group in titles
    )
    rows = tuple(
        Row([[str(line)], [f"Lĩnh vực số {line}"], *[[str(line * k)] for k in range(1, 11)], [""]])
        for line in range(1, 61)
    )
    return Table(id="t.wide", title="", description="Hồ sơ.", columns=columns, rows=rows)


def plain_table() -> Table:
    return Table(
        id="t.staff",
        title="Biên chế năm 2025",
        description="Biên chế được giao và có mặt.",
        columns=(Column("Nhóm", width=3), Column("Số lượng", align=Align.RIGHT)),
        rows=(Row([["Cán bộ"], ["12"]]), Row([["Công chức"], ["20"]])),
    )
