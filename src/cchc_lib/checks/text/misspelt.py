"""Slips of the keyboard that make no word of the genre, and where two words only look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_lib.reading.prose import Prose

__all__ = ["SLIPS", "misspelt"]

SLIPS = {
    "năng cao": "nâng cao",
    "phần đấu": "phấn đấu",
    "nghĩ thôi việc": "nghỉ thôi việc",
    "nghĩ hưu": "nghỉ hưu",
    "nghĩ việc": "nghỉ việc",
    "đợn vị": "đơn vị",
    "trên địa xã": "trên địa bàn xã",
    "trên địa phường": "trên địa bàn phường",
    "xiết chặt": "siết chặt",
    "áp dung": "áp dụng",
    "sát nhập": "sáp nhập",
    "bổ xung": "bổ sung",
    "xử lí phạt": "xử phạt",
    "chỉnh chu": "chỉn chu",
    "sử lý": "xử lý",
    "xữ lý": "xử lý",
    "sữ dụng": "sử dụng",
    "cũng cố": "củng cố",
    "giãi quyết": "giải quyết",
    "hổ trợ": "hỗ trợ",
    "kĩ luật": "kỷ luật",
    "khen thường": "khen thưởng",
    "hiệu qủa": "hiệu quả",
    "tham mư": "tham mưu",
    "thũ tục": "thủ tục",
    "trãi nghiệm": "trải nghiệm",
    "đẫy mạnh": "đẩy mạnh",
    "mục têu": "mục tiêu",
    "nhiệm vũ": "nhiệm vụ",
    "cãi cách": "cải cách",
    "sữa đổi": "sửa đổi",
    "xắp xếp": "sắp xếp",
    "tiép nhận": "tiếp nhận",
    "trậm trễ": "chậm trễ",
    "nhũng nhiểu": "nhũng nhiễu",
    "giữ vửng": "giữ vững",
    "chia xẻ": "chia sẻ",
    "trường hơp": "trường hợp",
    "quy dịnh": "quy định",
    "trật tư": "trật tự",
    "tố chức": "tổ chức",
    "tiện tích": "tiện ích",
    "bảm bảo": "bảo đảm",
    "thiệu số": "thiểu số",
    "sản lương": "sản lượng",
    "tồng số": "tổng số",
    "thưc hiện": "thực hiện",
    "trưc tuyến": "trực tuyến",
    "trực tuyền": "trực tuyến",
    "đúng han": "đúng hạn",
    "hành chinh": "hành chính",
    "nhiêm vụ": "nhiệm vụ",
    "tiếp nhân hồ sơ": "tiếp nhận hồ sơ",
    "tiềm kiếm": "tìm kiếm",
    "nôi dung": "nội dung",
    "lợi nhận": "lợi nhuận",
}
"""Slips of the keyboard that are no words of the genre, and what is meant."""

_OTHER_WORDS = {
    # the slip: syllables before it, and behind it, that make another word with their neighbour
    "năng cao": ("khả chức kỹ kĩ tiềm tính tài hiệu", "cấp độ tầng điểm"),
    "phần đấu": ("góp một cổ thành", "tranh thầu giá nối loại"),
    "nghĩ thôi việc": ("suy", ""),
    "nghĩ hưu": ("suy", ""),
    "nghĩ việc": ("suy", ""),
    "áp dung": ("điện huyết khí cao hạ", "sai lượng tích dịch hòa"),
    "sát nhập": ("khảo giám kiểm quan cảnh trinh", "khẩu liệu cảnh học viện kho ngũ ngoại siêu"),
    "bổ xung": ("phân", "đột kích quanh yếu phong"),
    "chỉnh chu": ("điều hoàn tinh", "kỳ kì trình vi đáo cấp chuyển"),
    "sử lý": ("lịch tiểu tiền quân", "luận lịch giải thuyết trí"),
    "cũng cố": ("", "gắng ý tình hết"),
    "hổ trợ": ("xấu", ""),
    "khen thường": ("", "xuyên trực niên kỳ"),
    "trãi nghiệm": ("nguyễn", "thu"),
    "nhiệm vũ": (
        "trách tín bổ đảm chủ kiêm miễn bãi tái tiền",
        "trang khí lực trụ đạo trường điệu công hội thuật nhạc",
    ),
    "cãi cách": ("tranh bàn chối", "thức"),
    "sữa đổi": ("bò", "mới"),
    "tố chức": ("yếu nhân ẩn tham truy", "năng danh vụ trách sắc nghiệp"),
    "tiện tích": ("phương thuận đại", "hợp cực lũy luỹ trữ"),
    "thiệu số": ("giới", ""),
    "sản lương": (
        "tài nông hải thủy thuỷ lâm khoáng sinh di đặc thai phá thanh",
        "thực tâm hưu bổng y",
    ),
    "hành chinh": ("đồng", "phục chiến phạt"),
    "nôi dung": ("cái chiếc", "dưỡng nạp túng"),
    "lợi nhận": (
        "thuận quyền phúc thắng có hưởng thủy thuỷ tiện trục vụ tư hám cầu đại sinh",
        "thức định biết diện được xét thấy thầu",
    ),
}
"""Slips that two right words make side by side: "trách nhiệm | vũ trang"."""

_NEIGHBOURS = {
    slip: (frozenset(before.split()), frozenset(behind.split()))
    for slip, (before, behind) in _OTHER_WORDS.items()
}
_WORDS_OF = {slip: slip.split() for slip in SLIPS}
_SLIP = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(SLIPS, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_BEFORE = re.compile(r"(\w+) $")
_BEHIND = re.compile(r" (\w+)")


def misspelt(prose: Prose) -> Iterator[re.Match[str]]:
    """Yield the slips of a text; only those are looked for of whose words the text has each."""
    known = [slip for slip, words in _WORDS_OF.items() if prose.vocabulary.issuperset(words)]
    places = {found.start() for slip in known for found in re.finditer(slip, prose.lower)}
    for place in sorted(places):
        found = _SLIP.match(prose.flat, place)
        if found is not None and not _is_of_two_words(prose.lower, found):
            yield found


def _is_of_two_words(lower: str, found: re.Match[str]) -> bool:
    """Whether a syllable of it makes another word with the one beside."""
    before, behind = _NEIGHBOURS.get(found[0].lower(), (frozenset(), frozenset()))
    left = _BEFORE.search(lower, max(0, found.start() - 10), found.start())
    right = _BEHIND.match(lower, found.end())
    return (left is not None and left[1] in before) or (right is not None and right[1] in behind)
