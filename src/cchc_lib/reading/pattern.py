"""By which wording a relation was read: what steers its weight, and what people are shown of it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Pattern"]


class Pattern(StrEnum):
    """A way in which texts relate numbers; its value is what it is called in Vietnamese."""

    # A total and its parts
    ALL = "gồm"
    SOME = "trong đó"
    AMONG = "trong số"
    MAINLY = "chủ yếu"
    WITH = "với"
    ENUMERATED = "trong dòng liệt kê"
    NEXT = "liền sau"
    NEXT_SENTENCE = "câu sau"
    NEXT_SENTENCE_SOME = "câu sau: trong đó"
    BRACKET = "ngoặc"
    BRACKET_ALL = "ngoặc: gồm"
    BRACKET_SOME = "ngoặc: trong đó"
    BELOW = "danh sách"
    BELOW_ALL = "danh sách: gồm"
    OF_TOTAL = "trong tổng số"
    TOTAL_BEHIND = "tổng số nêu sau"
    # States of what is in hand
    LEFT = "phân số, còn lại"
    STATES = "phân số, các trạng thái"
    DOSSIERS = "tiếp nhận, đã, đang"
    TASKS = "được giao, đã, đang"
    INTAKE = "nhận mới, kỳ trước"
    STOCK = "đầu kỳ, vào, ra, cuối kỳ"
    NET = "vào, ra, còn"
    POSTS = "được giao, có mặt, thiếu"
    # A percentage and what it is of
    FRACTION = "phân số"
    TOTAL_BEFORE = "tổng số nêu trước"
    TOTAL_NAMED = "tổng số gọi tên"
    TOTAL_OF_OTHER_NAME = "tổng số có tên khác"
    SUM_OF_ALL = "tổng các số nêu trước"
    TWO_PARTS = "hai phần của tổng số"
    WHOLE = "các tỷ lệ của một tổng số"
    # What is no more than another
    PAID = "đã nộp"
    FRACTION_OF_TOTAL = "phân số cùng tổng số"
    # A change
    FROM_TO = "từ … lên …"
    BECOMES = "… thành …"
    AGAINST = "so với …"
    YEARS = "năm … năm …, tăng …"
    ROSE_AGAINST = "tăng … so với …"
    ROSE_FRACTION = "tăng … (a/b)"
    FRACTION_ROSE = "a/b, tăng …"
    ROSE_BY_SHARE = "tăng … (…%)"
    ROSE_SHARE_BY = "tăng …% (…)"
    ROSE_TO = "tăng … lên … (…%)"
    ROSE_SHARE_TO = "tăng … (…%) lên …"
    # The same figure again
    AGAIN = "nêu lại"
    ASSIGNED_AGAIN = "số được giao, mẫu số"
    IN_WORDS = "bằng chữ"
    WORDS_IN_BRACKET = "chữ trong ngoặc"
    # What no wording relates
    TABLE = "bảng"
    FACTS = "số liệu"

    @property
    def says_all(self) -> bool:
        """Whether words say that the parts are all there are."""
        return self in (Pattern.ALL, Pattern.BRACKET_ALL, Pattern.BELOW_ALL)

    @property
    def says_some(self) -> bool:
        """Whether words say that the parts are some of the total."""
        return self in (Pattern.SOME, Pattern.BRACKET_SOME, Pattern.NEXT_SENTENCE_SOME)

    @property
    def is_within(self) -> bool:
        """Whether words put the parts within the total, be they all or some."""
        return self.says_some or self in (Pattern.AMONG, Pattern.ENUMERATED, Pattern.OF_TOTAL)

    @property
    def is_bracket(self) -> bool:
        """Whether the parts stand in a bracket behind their total."""
        return self in (Pattern.BRACKET, Pattern.BRACKET_ALL, Pattern.BRACKET_SOME)

    @property
    def is_below(self) -> bool:
        """Whether the parts are items below their total."""
        return self in (Pattern.BELOW, Pattern.BELOW_ALL)

    @property
    def is_next_sentence(self) -> bool:
        """Whether the parts stand in the sentence after their total."""
        return self in (Pattern.NEXT_SENTENCE, Pattern.NEXT_SENTENCE_SOME)
