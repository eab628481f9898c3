"""What mypy must accept and refuse of a subject and a family of one's own.

Nothing here runs. mypy checks it as it checks the sources: a line that it refuses wrongly is an
error, and so is an ignored line that it would accept.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

import cchc_lib as cchc
from cchc_lib import define


@define.subject("thôn, tổ dân phố")
@attrs.frozen(kw_only=True)
class Hamlet:
    """An item of a list."""

    name: str = define.name("tên thôn", default=attrs.NOTHING)
    households: int | None = define.count("hộ", "số hộ")


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    """Every kind of fact and of figure."""

    area: str | None = define.name("khu vực")
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    before: int | None = define.count("xã", "số xã kỳ trước", part_of=define.tie("communes"))
    spent_vnd: int | None = define.money("kinh phí")
    satisfied: cchc.Ratio | None = define.share("tỷ lệ hài lòng")
    points: Decimal | None = define.score("điểm", "điểm số")
    hamlets: Sequence[Hamlet] = define.several(Hamlet)
    areas: Sequence[NewRural] = define.breakdown("theo khu vực", by="area")
    notes: Sequence[str] = define.narrative("nội dung khác")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")
    households = define.total("sum(hamlets.households)", "tổng số hộ")
    growth = define.change("reached", "before", "tăng, giảm")


def subjects() -> NewRural:
    """Facts, results and copies."""
    own = NewRural(communes=11, reached=9, hamlets=[Hamlet(name="Đông", households=4)])
    rate: cchc.Ratio | None = own.completion
    total: int | None = own.households
    change: cchc.Change | None = own.growth
    first: int | None = own.hamlets[0].households
    evolved = attrs.evolve(own, reached=10, points=Decimal("87.5"), areas=[own])
    formula: str | None = NewRural.completion.declaration.formula
    wrong: int | None = own.completion  # type: ignore[assignment]
    float(own.households)  # type: ignore[arg-type]
    NewRural(communs=11)  # type: ignore[call-arg]
    NewRural(communes="11")  # type: ignore[arg-type]
    NewRural(communes=11.0)  # type: ignore[arg-type]
    NewRural(completion=rate)  # type: ignore[call-arg]
    NewRural(hamlets=["Đông"])  # type: ignore[list-item]
    attrs.evolve(own, reached="10")  # type: ignore[arg-type]
    attrs.evolve(own, reachd=10)  # type: ignore[call-arg]
    own.reached = 5  # type: ignore[misc]
    own.complete  # type: ignore[attr-defined]  # noqa: B018
    print(rate, total, change, first, formula, wrong)
    return evolved


OUTLINE = cchc.Outline(
    (cchc.Part("i", "Kết quả", lines=["Có {new_rural.reached} xã."], table=["new_rural"]),)
)


@cchc.family(title="Xây dựng nông thôn mới {period}", outline=OUTLINE)
@attrs.frozen(kw_only=True)
class RuralReport(cchc.ReportHead):
    """A family of one's own."""

    new_rural: NewRural | None = define.one(NewRural)
    reached = define.total("new_rural.reached", "tổng số xã đạt chuẩn")


def families(agency: cchc.Agency, period: cchc.Period) -> bytes:
    """A report of one's own goes wherever a report goes."""
    report = RuralReport(agency=agency, period=period, new_rural=subjects())
    same: RuralReport = attrs.evolve(report, number=12, medium="electronic")
    reached: int | None = same.reached
    findings: cchc.Findings = cchc.audit(same)
    text: str = cchc.render_text(same) + same.figures()["reached"].text
    explained: str = str(same.explain("new_rural.completion"))
    standard = cchc.Report(
        agency=agency,
        period=period,
        own=[subjects()],
        claims={"new_rural.reached": "9"},
        marks={"new_rural.reached": cchc.Mark(is_estimate=True)},
        previous=cchc.Report(agency=agency, period=cchc.Period.year(2024)),
    )
    RuralReport(agency=agency)  # type: ignore[call-arg]
    RuralReport(agency=agency, period=period, new_rural=5)  # type: ignore[arg-type]
    RuralReport(agency=agency, period=period, plan=cchc.Plan())  # type: ignore[call-arg]
    RuralReport(agency="UBND xã", period=period)  # type: ignore[arg-type]
    cchc.Report(agency=agency, period=period, claims={"plan.tasks": 5})  # type: ignore[arg-type]
    cchc.Report(agency=agency, period=period, medium="papre")  # type: ignore[arg-type]
    cchc.compose("report")  # type: ignore[arg-type]
    cchc.compose(report, outline=[OUTLINE])  # type: ignore[arg-type]
    cchc.family(title="Không có đề cương")  # type: ignore[call-arg]
    print(reached, findings, text, explained, standard)
    return cchc.render_docx(report)
