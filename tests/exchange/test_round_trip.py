"""What is dumped is loaded to an equal object: every family, every part, own subjects."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import jsonschema
import pytest
import strategies
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.exchange.shapes import shapes


@define.subject("đơn vị xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    name: str | None = define.name("tên đơn vị")
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
    spent_vnd: int | None = define.money("kinh phí")
    participation: cchc.Ratio | None = define.share("tỷ lệ tham gia")
    mean: Decimal | None = define.score("điểm", "điểm bình quân")
    decided: date | None = define.day("ngày công nhận")
    plan: cchc.Citation | None = define.one(cchc.Citation, "kế hoạch")
    groups: tuple[cchc.Group, ...] = define.several(cchc.Group, "nhóm")
    notes: tuple[str, ...] = define.narrative("nội dung khác")
    parts: tuple["NewRural", ...] = define.breakdown("theo xã", by="name")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn")


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    cases: int | None = define.count("vụ, việc", "số vụ, việc hòa giải")
    settled: int | None = define.count("vụ, việc", "số vụ, việc hòa giải thành", part_of="cases")


@cchc.family(
    title="Công tác hòa giải ở cơ sở {period}",
    outline=cchc.Outline((cchc.Part("i", "Kết quả", lines=["Có {mediation.cases} vụ, việc."]),)),
)
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    mediation: Mediation | None = define.one(Mediation)


BY_FILE = cchc.load_family(Path(__file__).parents[2] / "examples" / "de_cuong_xa.toml")
FAMILIES = [cchc.Report, cchc.ProceduresReport, MediationReport, BY_FILE]
OWN = [NewRural]
days = st.none() | strategies.days
signatories = st.builds(
    cchc.Signatory,
    name=st.none() | st.just("Nguyễn Văn A"),
    position=st.just("Phó Chủ tịch"),
    authority=st.none() | st.sampled_from(["KT.", "TL.", "Q."]),
)
agencies = st.sampled_from(
    [
        strategies.COMMUNE,
        cchc.Agency(name="Sở Nội vụ", parent=cchc.Agency(name="UBND tỉnh Hà Tĩnh"), symbol="SNV"),
        cchc.Agency(name="UBND phường Điện Biên Phủ", place="Phường Điện Biên Phủ"),
    ]
)
marks = st.builds(
    cchc.Mark, is_estimate=st.booleans(), source=st.none() | st.just("Kho bạc"), as_of=days
)
evidence = st.builds(cchc.Evidence, indicator=strategies.names, documents=strategies.documents)


@st.composite
def full(draw, family):
    """A report with all that its head can have, own subjects and reports before and since."""
    report = draw(
        strategies.reports(
            family,
            **strategies.ALONE,
            agency=agencies,
            own=st.lists(strategies.subject(NewRural), max_size=1),
            signatory=st.none() | signatories,
            evidence=st.lists(evidence, max_size=2),
            medium=st.sampled_from(cchc.Medium),
            copies_kept=st.none() | st.integers(1, 9),
        )
    )
    ids = [id for id in report.figures() if not id.endswith((".change", ".cumulative"))]
    if ids and draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(ids), max_size=4))
        claims = [cchc.Claim(id, draw(st.sampled_from(["95,34%", "1.268"]))) for id in chosen]
        marked = draw(st.dictionaries(st.sampled_from(ids), marks, max_size=2))
        report = attrs.evolve(report, claims=claims, marks=marked)
    if draw(st.booleans()):
        earlier = attrs.evolve(report, period=report.period.year_before)
        year = cchc.Period.year(report.period.calendar_year, end=report.period.end)
        since = attrs.evolve(report, period=year)
        report = attrs.evolve(report, previous=earlier, cumulative=since)
    return report


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
@settings(max_examples=60)
def test_reports(family, data):
    report = data.draw(full(family))
    plain = cchc.to_dict(report)
    assert cchc.from_dict(json.loads(json.dumps(plain)), kind=family, own=OWN) == report
    for form in ("json", "toml"):
        text = cchc.dumps(report, format=form)
        again = cchc.loads(text, format=form, kind=family, own=OWN)
        assert again == report
        assert cchc.dumps(again, format=form) == text
        other = {"json": "toml", "toml": "json"}[form]  # and through the other form and back
        there = cchc.loads(cchc.dumps(again, format=other), format=other, kind=family, own=OWN)
        back = cchc.loads(cchc.dumps(there, format=form), format=form, kind=family, own=OWN)
        assert there == back == report


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
@settings(max_examples=15)
def test_what_is_dumped_fits_the_schema(family, data):
    report = data.draw(full(family))
    VALIDATORS[family].validate(cchc.to_dict(report))


VALIDATORS = {
    family: jsonschema.Draft202012Validator(
        cchc.json_schema(family, OWN),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    for family in FAMILIES
}


@given(strategies.reports())
@settings(max_examples=30)
def test_every_part_by_itself(report):
    for key, shape in shapes(cchc.Report).items():
        part = getattr(report, shape.name)
        if shape.sort != "object" or part is None:
            continue
        assert cchc.from_dict(cchc.to_dict(part), kind=type(part)) == part, key
        for form in ("json", "toml"):
            assert cchc.loads(cchc.dumps(part, format=form), format=form, kind=type(part)) == part


@given(strategies.citations)
def test_documents(cited):
    assert cchc.from_dict(cchc.to_dict(cited), kind=cchc.Citation) == cited
    assert cchc.from_dict(str(cited), kind=cchc.Citation) == cited


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999, max_value=999))
def test_decimals_are_exact(points):
    index = cchc.Index(name="PAR INDEX", points=points)
    for form in ("json", "toml"):
        again = cchc.loads(cchc.dumps(index, format=form), format=form, kind=cchc.Index)
        assert again.points == points


def test_decimals_of_any_exponent():
    for points in ("1E+5", "1E-20", "0E-5", "-0", "87.550"):
        index = cchc.Index(name="PAR INDEX", points=Decimal(points))
        for form in ("json", "toml"):
            text = cchc.dumps(index, format=form)
            assert cchc.loads(text, format=form, kind=cchc.Index) == index


def test_subjects_made_where_nobody_can_look_them_up():
    @define.subject("xã")
    @attrs.frozen(kw_only=True)
    class Commune:
        number: int | None = define.count("xã", "số xã")
        since: "NoSuchName | None" = define.day("từ ngày")  # noqa: F821
        called: "NoSuchName | None" = define.words("tên gọi")  # noqa: F821

    commune = Commune(number=4, since=date(2025, 7, 1), called="Mai Hoa")
    assert cchc.to_dict(commune) == {"number": 4, "since": "2025-07-01", "called": "Mai Hoa"}
    assert cchc.from_dict(cchc.to_dict(commune), kind=Commune) == commune


def test_a_claim_stated_twice_keeps_its_order():
    report = cchc.Report(
        agency=strategies.COMMUNE,
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43),
        claims=[cchc.Claim("plan.tasks", "43"), cchc.Claim("plan.tasks", "44")],
    )
    assert cchc.from_dict(cchc.to_dict(report)) == report


def test_files(tmp_path):
    report = cchc.Report(
        agency=strategies.COMMUNE,
        period=cchc.Period.quarter(2025, 3),
        own=[NewRural(communes=11, reached=9)],
    )
    for name in ("a.json", "a.toml"):
        cchc.dump(report, tmp_path / name)
        assert cchc.load(tmp_path / name, own=OWN) == report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.toml"]


def test_results_are_plain():
    report = cchc.Report(
        agency=strategies.COMMUNE,
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, tasks_completed=45),
        indices=cchc.Indices(indices=[cchc.Index(name="PAR INDEX", points=Decimal("87.55"))]),
        previous=cchc.Report(
            agency=strategies.COMMUNE,
            period=cchc.Period.year(2024),
            plan=cchc.Plan(tasks=40, tasks_completed=30),
        ),
    )
    found = cchc.audit(report, ignore={"CCHC106": "đã đối chiếu"})
    said = cchc.to_dict(found)
    assert said["silenced"] == [{"code": "CCHC106", "reason": "đã đối chiếu"}]
    assert [one["code"] for one in said["findings"]] == list(found.codes)
    figures = cchc.to_dict(report.figures())
    assert figures["plan.completion"]["value"] == {"part": 45, "whole": 43}
    assert figures["plan.tasks.change"]["value"] == {"now": 43, "then": 40}
    assert figures["indices.indices[0].points"]["value"] == "87.55"
    explained = cchc.to_dict(report.explain("plan.completion.change"))
    assert [part["sign"] for part in explained["parts"]] == [1, -1]
    for value in (said, figures, explained, found[0] if found else {}, report):
        assert json.loads(cchc.dumps(value, format="json")) is not None
