"""Strategies for what a report is made of besides its facts: agencies, days, documents, rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.law.texts import TEXTS, LegalText
from cchc_lib.report.agency import Agency
from cchc_lib.report.citation import Citation
from cchc_lib.report.claims import Claim, Coverage, Mark
from cchc_lib.report.period import Period
from cchc_lib.report.signatory import Signatory

__all__ = [
    *("agencies", "changes", "citations", "claims", "days", "edge_ratios", "known_documents"),
    *("marks", "names", "one_of_many", "periods", "ratios", "signatories", "sentences"),
]

Item = TypeVar("Item")

FIRST, LAST = date(2020, 1, 1), date(2031, 12, 31)
YEARS = st.integers(2021, 2030)
NAMES = (
    *("Hộ tịch", "Đất đai", "Chứng thực", "Xây dựng", "Lao động - Thương binh và Xã hội"),
    *("phòng, trung tâm", "trường học", "khối Đảng"),
)
SENTENCES = (
    "Duy trì chuyên mục cải cách hành chính.",
    "Tiếp tục đẩy mạnh tuyên truyền dịch vụ công trực tuyến.",
    "Một số nhiệm vụ còn chậm so với yêu cầu.",
)
AWKWARD = ("A & B <c>", "“Một cửa” – 'liên thông'")
AWKWARD_SENTENCES = ("Một đoạn có & và <thẻ>.", "Còn {{hai}} dấu ngoặc.")
"""Words that a renderer or a form may get wrong."""


def one_of_many(items: Sequence[Item]) -> SearchStrategy[Item]:
    """One of objects that are many or large: unlike `sampled_from`, it never shows them all."""
    return st.integers(0, len(items) - 1).map(items.__getitem__)


@cache
def names() -> SearchStrategy[str]:
    """Names of sectors, groups and units."""
    return st.sampled_from(NAMES) | st.sampled_from(AWKWARD) | _letters()


@cache
def sentences() -> SearchStrategy[str]:
    """Paragraphs of an agency's own words; none names a figure."""
    return st.sampled_from(SENTENCES) | st.sampled_from((*AWKWARD, *AWKWARD_SENTENCES))


def _letters() -> SearchStrategy[str]:
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạỐẾỘỨ0123456789&<>-"
    return st.text(alphabet, min_size=1, max_size=20)


@cache
def days(first: date = FIRST, last: date = LAST) -> SearchStrategy[date]:
    """Calendar days, the first one the simplest."""
    return st.integers(0, (last - first).days).map(lambda after: first + timedelta(after))


@cache
def agencies() -> SearchStrategy[Agency]:
    """Agencies of every level: committees of communes, wards and provinces, departments, offices.

    >>> from hypothesis import find
    >>> find(agencies(), lambda agency: True).name
    'Ủy ban nhân dân xã Mai Hoa'
    """
    place = st.sampled_from(["Mai Hoa", "Vũ Quang", "Đức Lĩnh", "Yên Hòa"])
    committees = [
        st.builds(lambda name, kind=kind: Agency(name=f"Ủy ban nhân dân {kind} {name}"), place)
        for kind in ("xã", "phường", "đặc khu")
    ]
    provinces = st.sampled_from(["tỉnh Hà Tĩnh", "thành phố Huế", "Thành phố Hồ Chí Minh"]).map(
        lambda name: Agency(name=f"Ủy ban nhân dân {name}")
    )
    departments = st.builds(
        lambda found, above: Agency(name=found[0], symbol=found[1], parent=above),
        st.sampled_from([("Sở Nội vụ", "SNV"), ("Thanh tra tỉnh", "TTr")]),
        provinces,
    )
    offices = st.builds(
        lambda found, above: Agency(name=found[0], symbol=found[1], parent=above),
        st.sampled_from(
            [
                ("Văn phòng HĐND và UBND", "VP"),
                ("Phòng Văn hóa - Xã hội", "VHXH"),
                ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
            ]
        ),
        st.one_of(committees),
    )
    return st.one_of(*committees, provinces, departments, offices)


@cache
def signatories() -> SearchStrategy[Signatory]:
    """People who sign, in every capacity; nothing says that it is the right one."""
    return st.builds(
        Signatory,
        name=st.none() | st.sampled_from(["Nguyễn Anh Tuấn", "Trần Thị Bình"]),
        position=st.sampled_from(["Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Chánh Văn phòng"]),
        authority=st.sampled_from([None, "TM.", "KT.", "TL.", "TUQ.", "Q."]),
    )


@cache
def periods() -> SearchStrategy[Period]:
    """Periods of every kind, with the days that the decree gives them.

    >>> from hypothesis import find
    >>> str(find(periods(), lambda period: period.kind == "quarter"))
    'quý I năm 2021'
    """
    return st.one_of(
        st.builds(Period.year, YEARS),
        st.builds(Period.half, YEARS, st.integers(1, 2)),
        st.builds(Period.quarter, YEARS, st.integers(1, 4)),
        st.builds(Period.nine_months, YEARS),
        st.builds(Period.month, YEARS, st.integers(1, 12)),
        st.builds(lambda first, more: Period.years(first, first + more), YEARS, st.integers(1, 5)),
    )


@cache
def ratios() -> SearchStrategy[Ratio]:
    """Rates of any part over any whole: above 100%, of nothing, and at the edges of rounding."""
    small, large = st.integers(0, 60), st.integers(0, 10**13)
    return st.one_of(st.builds(Ratio, small, small), edge_ratios(), st.builds(Ratio, large, large))


@cache
def edge_ratios() -> SearchStrategy[Ratio]:
    """Rates at which printing goes wrong first, whatever is printed with 0, 1 or 2 decimals.

    Exact halves (0,005%; 62,5%) and what lies one part beside them, nearly all (99,995%) and nearly
    nothing (one of many), all, none, a little above all, nothing of nothing.

    >>> from hypothesis import find
    >>> str(find(edge_ratios(), lambda rate: rate.percent() == 100 and rate.part < rate.whole))
    '99,995%'
    """
    return st.one_of(
        st.just(Ratio(0, 0)),
        st.integers(1, 10**6).map(lambda many: Ratio(many, many)),
        st.integers(1, 10**6).map(lambda many: Ratio(0, many)),
        st.integers(2, 10**12).map(lambda many: Ratio(1, many)),
        st.integers(2, 10**12).map(lambda many: Ratio(many - 1, many)),
        st.sampled_from((10**4, 10**6, 10**9)).map(lambda many: Ratio(many + 1, many)),
        st.just(Ratio(19_999, 20_000)),
        st.builds(_half, st.sampled_from((2, 1, 0)), st.integers(0, 9999), st.integers(1, 40)),
        st.builds(_near_half, st.integers(0, 9999), st.sampled_from((-1, 1))),
    )


def _half(places: int, steps: int, times: int) -> Ratio:
    """Return a rate whose percentage lies halfway between two numbers of so many decimals."""
    return Ratio((2 * steps + 1) * times, 200 * 10**places * times)


def _near_half(steps: int, beside: int) -> Ratio:
    return Ratio((2 * steps + 1) * 10**6 + beside, 20_000 * 10**6)


@cache
def changes() -> SearchStrategy[Change]:
    """Changes of amounts, of either sign, and of rates."""
    amounts = st.integers(0, 3000) | st.integers(-(10**12), 10**12)
    return st.builds(Change, amounts, amounts) | st.builds(Change, ratios(), ratios())


_OWN = {
    "QĐ-UBND": "Quyết định",
    "KH-UBND": "Kế hoạch",
    "CT-UBND": "Chỉ thị",
    "UBND-VP": "Công văn",
}
_ABOUT = ("triển khai nhiệm vụ cải cách hành chính", "kiểm tra công vụ", "công tác chuyển đổi số")


@cache
def citations(first: date = FIRST, last: date = LAST) -> SearchStrategy[Citation]:
    """Documents cited, of days between two; those of one series never contradict one another.

    The number follows from the day and the subject from the number, as a register of outgoing
    documents has them: a later document has a higher number, one number has one subject.

    >>> from hypothesis import find
    >>> str(find(citations(), lambda document: document.symbol == "KH-UBND"))
    'Kế hoạch số 03/KH-UBND'
    """

    def registered(symbol: str, day: date, place: int, with_day: bool, said: bool) -> Citation:
        number = 3 * day.timetuple().tm_yday + place
        return Citation(
            kind=_OWN[symbol],
            number=number,
            symbol=symbol,
            day=day if with_day else None,
            subject=_ABOUT[number % len(_ABOUT)] if said else None,
        )

    return st.builds(
        registered,
        st.sampled_from(tuple(_OWN)),
        days(first, last),
        st.integers(0, 2),
        st.booleans(),
        st.booleans(),
    )


@cache
def known_documents(first: date, last: date) -> SearchStrategy[Citation] | None:
    """Normative texts that are in force from one day to another, as far as the library knows."""
    found = [Citation.parse(text.code) for text in TEXTS if _holds(text, first, last)]
    return st.sampled_from(found) if found else None


def _holds(text: LegalText, first: date, last: date) -> bool:
    starts = text.start is not None and text.start <= first
    return starts and (text.end is None or text.end > last)


def claims(texts: Mapping[str, str] | None = None) -> SearchStrategy[Claim]:
    """Figures as somebody stated them: of those given with their printed text, or of any."""
    wrong = st.sampled_from(["95,34%", "1.268", "gần 1.300 hồ sơ", "5,147 tỷ đồng", "nhiều"])
    if not texts:
        return st.builds(Claim, st.sampled_from(["plan.tasks", "plan.completion"]), wrong)
    return st.sampled_from(sorted(texts)).flatmap(
        lambda id: (st.just(texts[id]) | wrong).map(lambda text: Claim(id, text))
    )


@cache
def marks(first: date = FIRST, last: date = LAST) -> SearchStrategy[Mark]:
    """What is said of a figure beside its value: an estimate, its source, its day."""
    return st.builds(
        Mark,
        is_estimate=st.booleans(),
        source=st.none() | st.sampled_from(["Hệ thống một cửa điện tử", "Kho bạc Nhà nước"]),
        as_of=st.none() | days(first, last),
        coverage=st.sampled_from(Coverage),
    )


@cache
def counts() -> SearchStrategy[int]:
    """Counts, small ones often."""
    return st.integers(0, 30) | st.integers(0, 5000)


@cache
def amounts() -> SearchStrategy[int]:
    """Amounts in whole đồng."""
    return st.integers(0, 10**6) | st.integers(0, 10**13)


@cache
def scores(whole: bool) -> SearchStrategy[Decimal | int]:
    """Scores, ranks and means that others computed."""
    ranks: SearchStrategy[Decimal | int] = st.integers(0, 63)
    return ranks if whole else ranks | st.integers(0, 10**4).map(lambda n: Decimal(n).scaleb(-2))
