"""The texts that rules and errors quote, each with the days it holds between.

A source says what it is about, from which day it applies and, where that is known, until which: the
day `end` is the first on which it no longer does. What is not established is `None`, never a guess.
"""

from __future__ import annotations

from datetime import date

import attrs

__all__ = [
    "ACCOUNTING_LAW",
    "CHARACTERS",
    "CIVIL_CODE",
    "CLERICAL_DECREE",
    "CULTURE_DAY",
    "IDENTIFIERS",
    "LABOUR_CODE",
    "LOCAL_GOVERNMENT_LAW",
    "NORMATIVE_LAW",
    "PROCEDURES_REPORTS",
    "REFORM_GUIDE",
    "REFORM_PLAN",
    "REFORM_PROGRAMME",
    "REPORTING_DECREE",
    "SOURCES",
    "UNIT_CODES",
    "LegalSource",
]


@attrs.frozen
class LegalSource:
    """A text that is quoted: its name as a finding prints it, and when it holds.

    >>> CLERICAL_DECREE.at("Phụ lục I, mục II.9")
    'Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9'
    >>> CLERICAL_DECREE.holds(date(2020, 3, 4)), CLERICAL_DECREE.holds(date(2020, 3, 5))
    (False, True)
    """

    name: str
    about: str
    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        return self.name

    def at(self, place: str) -> str:
        """Return the citation of a place in it."""
        return f"{self.name}, {place}"

    def holds(self, day: date) -> bool:
        """Whether it applies on a day, as far as that is known."""
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day < self.end)


CLERICAL_DECREE = LegalSource("Nghị định 30/2020/NĐ-CP", "công tác văn thư", date(2020, 3, 5))
REPORTING_DECREE = LegalSource(
    "Nghị định 09/2019/NĐ-CP",
    "chế độ báo cáo của cơ quan hành chính nhà nước",
    date(2019, 3, 12),
)
LOCAL_GOVERNMENT_LAW = LegalSource("Luật 72/2025/QH15", "tổ chức chính quyền địa phương")
NORMATIVE_LAW = LegalSource(
    "Luật 64/2025/QH15", "ban hành văn bản quy phạm pháp luật", date(2025, 4, 1)
)
ACCOUNTING_LAW = LegalSource("Luật Kế toán 88/2015/QH13", "kế toán", date(2017, 1, 1))
PROCEDURES_REPORTS = LegalSource(
    "Thông tư 01/2020/TT-VPCP", "báo cáo định kỳ về kiểm soát thủ tục hành chính"
)
REFORM_GUIDE = LegalSource("Văn bản 581/BNV-CCHC", "báo cáo cải cách hành chính định kỳ")
REFORM_PROGRAMME = LegalSource(
    "Nghị quyết 76/NQ-CP",
    "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030",
    end=date(2031, 1, 1),
)
REFORM_PLAN = LegalSource(
    "Quyết định 282/QĐ-TTg",
    "kế hoạch cải cách hành chính nhà nước giai đoạn 2026 - 2030",
    start=date(2026, 3, 1),  # issued in February; the day is not established
    end=date(2031, 1, 1),
)
IDENTIFIERS = LegalSource(
    "Quyết định 20/2020/QĐ-TTg", "mã định danh điện tử của các cơ quan, tổ chức"
)
UNIT_CODES = LegalSource("Quyết định 19/2025/QĐ-TTg", "mã số đơn vị hành chính", date(2025, 7, 1))
CIVIL_CODE = LegalSource("Bộ luật Dân sự 91/2015/QH13", "thời hạn, thời điểm", date(2017, 1, 1))
LABOUR_CODE = LegalSource(
    "Bộ luật Lao động 45/2019/QH14", "ngày nghỉ lễ, tết và nghỉ hằng tuần", date(2021, 1, 1)
)
CULTURE_DAY = LegalSource(
    "Nghị quyết 28/2026/QH16", "ngày Văn hóa Việt Nam 24/11", date(2026, 7, 1)
)
CHARACTERS = LegalSource("TCVN 6909:2001", "bộ mã ký tự tiếng Việt 16-bit")

SOURCES = (
    *(CLERICAL_DECREE, REPORTING_DECREE, LOCAL_GOVERNMENT_LAW, NORMATIVE_LAW, ACCOUNTING_LAW),
    *(
        PROCEDURES_REPORTS,
        REFORM_GUIDE,
        REFORM_PROGRAMME,
        REFORM_PLAN,
        IDENTIFIERS,
        UNIT_CODES,
        CHARACTERS,
        CIVIL_CODE,
        LABOUR_CODE,
        CULTURE_DAY,
    ),
)
"""Every text that a rule, an error or a page of the library quotes as its source."""
