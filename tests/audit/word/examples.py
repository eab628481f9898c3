"""For each rule over Word files, one in which it fires and one in which it does not.

What the page of the rule says in words is done here to our own report, or to a bare table.
"""

from audit.word.word_files import (
    bare,
    body,
    edited,
    packed,
    paragraph,
    parts,
    report,
    styles,
    table,
)

BOLD = "<w:b/><w:bCs/>"
SENTENCE = "Kết quả giải quyết thủ tục hành chính năm 2025 đạt yêu cầu đề ra. "


def style(id, old, new):
    """The report with words of one style replaced."""
    found = parts(report())
    text = found["word/styles.xml"].decode()
    start = text.index(f'w:styleId="{id}"')
    end = text.index("</w:style>", start)
    assert old in text[start:end]
    text = text[:start] + text[start:end].replace(old, new) + text[end:]
    return packed({**found, "word/styles.xml": text.encode()})


def added(xml):
    """The report with something at the end of its body."""
    return body(("</w:body>", f"{xml}</w:body>"))


def sums(total):
    rows = (("1", "Hộ tịch", "12"), ("2", "Đất đai", "1.030"), ("3", "Khác", "1"))
    return bare(table(("STT", "Lĩnh vực", "Tiếp nhận"), *rows, ("", "Tổng số", total)))


def formula(total):
    head = ("STT", "Đơn vị", "Tổng (3)=(4)+(5)", "Nam", "Nữ")
    return bare(table(head, ("1", "a", "5", "2", "3"), ("2", "b", total, "4", "4")))


def shares(third):
    rows = (("Một", "40", "30", "75%"), ("Hai", "50", "41", "82%"), ("Ba", "20", "17", third))
    return bare(table(("Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ"), *rows))


OUTSIDE = (
    "</Relationships>",
    '<Relationship Id="rX" TargetMode="External" Target="http://127.0.0.1:9/a.png" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    "</Relationships>",
)
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
COMMENT = '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'
CHART = (
    '<w:p><w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    "/></w:drawing></w:r></w:p>"
)
INSERTED = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>'
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

FIRES = {
    "CCHC150": sums("1.034"),
    "CCHC151": formula("9"),
    "CCHC152": shares("86%"),
    "CCHC701": body(('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    "CCHC702": body(('w:left="1701" w:header', 'w:left="567" w:header')),
    "CCHC703": style("Header", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'),
    "CCHC704": body(("<w:titlePg/>", "")),
    "CCHC705": styles(("Times New Roman", "Arial")),
    "CCHC706": style("BodyText", "<w:rPr>", '<w:rPr><w:color w:val="FF0000"/>'),
    "CCHC710": bare(paragraph(SENTENCE)),
    "CCHC711": body(("Số: 87/BC-UBND", "")),
    "CCHC712": body((NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    "CCHC713": body(("Độc lập - Tự do", "Độc Lập – Tự Do")),
    "CCHC714": body((">PHƯỜNG THÀNH SEN<", ">Phường Thành Sen<")),
    "CCHC715": body(("Số: 87/BC-UBND", "Số: 5 /BC - UBND")),
    "CCHC716": body(("Số: 87/BC-UBND", "Số: 87/KH-UBND")),
    "CCHC717": body(("ngày 15 tháng 9 năm 2026</w:t>", "ngày 5 tháng 09 năm 2026</w:t>")),
    "CCHC718": body((">BÁO CÁO<", ">Báo cáo<")),
    "CCHC719": style("Subtitle", BOLD, ""),
    "CCHC730": style("BodyText", "<w:rPr>", '<w:rPr><w:sz w:val="24"/>'),
    "CCHC731": style("BodyText", '<w:jc w:val="both"/>', ""),
    "CCHC732": style("BodyText", 'w:firstLine="720"', 'w:firstLine="0"'),
    "CCHC733": style("BodyText", 'w:after="120"', 'w:after="0"'),
    "CCHC734": style("BodyText", 'w:line="240"', 'w:line="480"'),
    "CCHC735": style("Heading1", BOLD, ""),
    "CCHC737": body(("./.", ".")),
    "CCHC740": body((">TM. ỦY BAN NHÂN DÂN<", ">TM. Ủy ban nhân dân<")),
    "CCHC741": style("Signature", BOLD, ""),
    "CCHC742": style("RecipientsLabel", "<w:i/><w:iCs/>", ""),
    "CCHC743": style("Recipients", 'w:val="22"', 'w:val="26"'),
    "CCHC744": body(("- Lưu: VT, VHXH.", "- Lưu VHXH.")),
    "CCHC901": packed({**parts(report()), "word/vbaProject.bin": b"\0"}),
    "CCHC902": added(INSERTED),
    "CCHC903": added(HIDDEN),
    "CCHC904": added(COMMENT),
    "CCHC905": edited(report(), "word/_rels/document.xml.rels", OUTSIDE),
    "CCHC906": packed({**parts(report()), "_xmlsignatures/sig1.xml": b"<a/>"}),
    "CCHC907": bare(paragraph(SENTENCE) * (200_000 // len(SENTENCE) + 1)),
    "CCHC908": added(CHART),
}
OWN = {"CCHC150": sums("1.043"), "CCHC151": formula("8"), "CCHC152": shares("85%")}
SILENT = {code: OWN.get(code) or report() for code in FIRES}
