"""An annotated file of an office's own kind of report (đề cương), to change and fill in."""

from __future__ import annotations

from cchc_lib.exchange.outlines.entries import FactKind
from cchc_lib.exchange.versions import CURRENT

__all__ = ["outline_template"]


def outline_template(file: str) -> str:
    """Return the text of such a file: one that loads as it is, with the parts that there are.

    `file` is how the commands call the file.
    """
    import cchc_lib as cchc

    parts = "\n".join(f"#   {part.id:<17} {part.title}" for part in cchc.STANDARD.walk())
    kinds = "\n".join(f'#   "{each.value}" ({each.label})' for each in FactKind)
    text = _TEMPLATE.format(version=CURRENT, parts=parts, kinds=kinds)
    return text.replace("TỆP.toml", file)


_TEMPLATE = """\
# Đề cương của đơn vị: chủ đề, số liệu, công thức, mục của báo cáo. Cách làm:
#
# - Chủ đề và mục mới viết theo các ví dụ dưới đây: xóa dấu # và dấu cách ở đầu dòng rồi sửa.
# - Mã (id) gồm chữ thường không dấu, chữ số và dấu _; tên (label) viết đủ dấu.
# - Kiểm tra đề cương:    cchc check TỆP.toml
# - Tạo tệp số liệu:      cchc new xa.toml --outline TỆP.toml

cchc_lib = {version}  # phiên bản của định dạng
kind = "outline"  # đây là tệp đề cương
id = "bao_cao_rieng"  # mã của loại báo cáo; tệp số liệu ghi kind = "bao_cao_rieng"
base = "report"  # loại báo cáo gốc: "report", "procedures_report", hoặc "none"
# title = "Kết quả công tác cải cách hành chính {{period}}"  # trích yếu của báo cáo
# document = "BÁO CÁO"  # loại văn bản
# code = "BC"  # chữ viết tắt của loại văn bản
# without = ["ii.7"]  # các mục bỏ đi

# ---- CHỦ ĐỀ
#
# Đơn vị tính cho biết loại số liệu: "tỷ đồng", "triệu đồng" là số tiền, "%" là tỷ lệ tự thống kê,
# còn lại là số lượng. Loại khác thì ghi kind:
{kinds}
# part_of: là một phần của số liệu nào. Công thức dùng mã số liệu với + - / ( ), [số có thể thiếu],
# sum(xa.ho), count(xa) với danh sách xa.

# [subjects.lang_nghe]
# label = "làng nghề"
# rows = "thôn"  # có số liệu theo từng thôn
# facts.lang = {{label = "số làng nghề", unit = "làng"}}
# facts.cong_nhan = {{label = "số làng được công nhận", unit = "làng", part_of = "lang"}}
# figures.ty_le = {{label = "tỷ lệ làng được công nhận", formula = "cong_nhan / lang"}}

# ---- MỤC CỦA BÁO CÁO
#
# Báo cáo cải cách hành chính có các mục sau:
{parts}
#
# Thêm một mục (after: sau mục nào; before: trước mục nào). Trong câu mẫu, {{...}} là số liệu theo
# mã, [...] là phần tự bỏ khi chưa có số liệu. table lập bảng ở phụ lục.

# [[insert]]
# after = "ii.8"
# id = "ii.lang_nghe"
# title = "Làng nghề"
# lines = ["Có {{lang_nghe.lang}} làng nghề[, công nhận {{lang_nghe.ty_le}}]."]
# table = ["lang_nghe"]

# Sửa một mục đã có: chỉ ghi điều cần sửa (title, lines, when_empty).

# [[change]]
# id = "iv"
# title = "Nhiệm vụ trọng tâm {{next_period}}"

# Hoặc nêu lại toàn bộ đề cương theo thứ tự bằng [[chapters]] và [[chapters.parts]]: mục có mã sẵn
# có thì chỉ cần ghi mã; khi đó không dùng insert, change, without.
"""
