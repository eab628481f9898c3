"""The public contract: these names and results hold, exactly as written."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib import define


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    reached: int | None = define.count("xã", "số xã đạt chuẩn nông thôn mới", part_of="communes")
    completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn nông thôn mới")


@define.subject("hòa giải ở cơ sở")
@attrs.frozen(kw_only=True)
class Mediation:
    cases: int | None = define.count("vụ", "số vụ đã tiếp nhận")
    settled: int | None = define.count("vụ", "số vụ hòa giải thành", part_of="cases")
    success = define.ratio("settled / cases", "tỷ lệ hòa giải thành")


@cchc.family(
    title="Công tác hòa giải ở cơ sở {period}",
    kind="BÁO CÁO",
    code="BC",
    outline=cchc.Outline(
        (
            cchc.Part(
                "i",
                "Kết quả",
                lines=[
                    "Hòa giải thành {mediation.settled}/{mediation.cases} vụ[, đạt "
                    "{mediation.success}]."
                ],
            ),
        )
    ),
)
@attrs.frozen(kw_only=True)
class MediationReport(cchc.ReportHead):
    mediation: Mediation | None = define.one(Mediation)


AGENCY = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
YEAR = cchc.Period.year(2025)


def test_ratio():
    rate = cchc.Ratio(1219, 1268)
    assert rate.value == Fraction(1219, 1268)
    assert rate.percent() == Decimal("96.14")
    assert str(rate.percent()) == "96.14"
    assert rate.percent(places=1) == Decimal("96.1")
    assert str(rate) == "96,14%"
    assert f"{rate:.1}" == "96,1%"
    assert str(cchc.Ratio(99_996, 100_000)) == "99,996%"
    assert str(cchc.Ratio(0, 0)) == "không phát sinh"
    assert cchc.apportion([1219, 49]) == (Decimal("96.14"), Decimal("3.86"))
    assert list(cchc.Ratio.parts_printing("99,75%", whole=1214)) == [1211]


def test_formatters():
    assert cchc.format_number(1268) == "1.268"
    assert cchc.format_number(Decimal("5.147")) == "5,147"
    assert cchc.format_count(4) == "04"
    assert cchc.format_count(12) == "12"
    assert cchc.format_count(1268) == "1.268"
    assert cchc.format_percent(cchc.Ratio(2, 5), places=2, fixed=True) == "40,00%"
    assert cchc.format_vnd(20_800_000) == "20.800.000 đồng"
    assert cchc.format_vnd(5_147_000_000, unit="tỷ đồng") == "5,147 tỷ đồng"
    assert cchc.format_vnd(5_147_000_000, unit="tỷ đồng", places=1) == "5,1 tỷ đồng"
    assert cchc.format_date(date(2025, 9, 3)) == "03/9/2025"
    assert cchc.format_date(date(2025, 9, 3), long=True) == "ngày 03 tháng 9 năm 2025"
    assert cchc.spell(1_000_005) == "một triệu không trăm linh năm"
    assert cchc.spell_vnd(20_800_000) == "Hai mươi triệu tám trăm nghìn đồng"


def test_parsers():
    assert cchc.parse_number("1.268") == 1268
    assert cchc.parse_number("96,14") == Decimal("96.14")
    for text in ("1.23", "1,234.5"):
        with pytest.raises(cchc.FormatError):
            cchc.parse_number(text)
    assert cchc.parse_percent("96,22 %") == Decimal("96.22")
    assert cchc.parse_vnd("5,147 tỷ đồng") == 5147000000
    assert type(cchc.parse_vnd("5,147 tỷ đồng")) is int
    assert cchc.parse_date("3/10/2025") == date(2025, 10, 3)
    assert cchc.parse_words("hai mươi tư") == 24


def test_periods_and_citations():
    year = cchc.Period.year(2025)
    assert (year.start, year.end) == (date(2024, 12, 15), date(2025, 12, 14))
    moved = cchc.Period.year(2025, start=date(2025, 7, 1), end=date(2025, 11, 11))
    assert (moved.start, moved.end) == (date(2025, 7, 1), date(2025, 11, 11))
    assert str(cchc.Period.quarter(2025, 3)) == "quý III năm 2025"
    assert str(cchc.Period.half(2025, 1)) == "6 tháng đầu năm 2025"
    assert str(cchc.Period.nine_months(2025)) == "9 tháng năm 2025"
    assert str(cchc.Period.month(2025, 9)) == "tháng 9 năm 2025"
    cited = cchc.Citation.parse("Quyết định số 130/QĐ-UBND ngày 24/7/2025")
    assert (cited.code, cited.day) == ("130/QĐ-UBND", date(2025, 7, 24))


def test_reports(tmp_path):
    report = cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=cchc.Period.year(2025),
        plan=cchc.Plan(tasks=43, tasks_completed=41),
    )
    figure = report.figures()["plan.completion"]
    assert (figure.value, figure.text, figure.unit) == (cchc.Ratio(41, 43), "95,35%", "%")
    assert figure.label == "tỷ lệ hoàn thành nhiệm vụ của kế hoạch"
    assert figure.formula == "tasks_completed / tasks"
    document = cchc.compose(report)
    assert isinstance(document, cchc.Document)
    assert cchc.compose(report, outline=cchc.STANDARD.without("i")) != document
    assert cchc.render_docx(report, live=False) == cchc.render_docx(document, live=False)
    assert isinstance(cchc.render_docx(report), bytes)
    cchc.save_docx(report, tmp_path / "bao-cao.docx")
    assert (tmp_path / "bao-cao.docx").read_bytes()[:2] == b"PK"
    assert "95,35%" in cchc.render_html(report)
    assert "95,35%" in cchc.render_text(report)


def test_explain():
    dossiers = cchc.Dossiers(online=1219, in_person=49)
    report = cchc.Report(agency=AGENCY, period=YEAR, procedures=cchc.Procedures(dossiers=dossiers))
    explained = report.explain("procedures.dossiers.online_share")
    assert isinstance(explained, cchc.Derivation)
    assert str(explained) == ("96,14% = 1.219/1.268; 1.268 = 1.219 trực tuyến + 49 trực tiếp")
    with pytest.raises(cchc.UnknownNameError):
        report.explain("procedures.dossiers.online_shares")


def test_a_subject_of_ones_own():
    own = NewRural(communes=11, reached=9)
    report = cchc.Report(agency=AGENCY, period=YEAR, own=[own])
    assert report.figures()["new_rural.completion"].text == "81,82%"
    assert own.completion == cchc.Ratio(9, 11)
    outline = cchc.STANDARD.insert_after(
        "ii.8",
        cchc.Part(
            "ii.9",
            "Xây dựng nông thôn mới",
            lines=[
                "Có {new_rural.reached}/{new_rural.communes} xã đạt chuẩn nông thôn mới, đạt "
                "{new_rural.completion}."
            ],
            table=["new_rural"],
        ),
    )
    text = cchc.render_text(cchc.compose(report, outline=outline))
    assert "Có 9/11 xã đạt chuẩn nông thôn mới, đạt 81,82%." in text
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "1 Số xã xã 11" in rows
    assert "2 Số xã đạt chuẩn nông thôn mới xã 9" in rows
    assert "3 Tỷ lệ xã đạt chuẩn nông thôn mới % 81,82" in rows
    missing = cchc.Report(agency=AGENCY, period=YEAR, own=[NewRural(communes=11)])
    assert "đạt chuẩn nông thôn mới, đạt" not in cchc.render_text(
        cchc.compose(missing, outline=outline)
    )
    assert [
        (found.code, found.path, found.expected)
        for found in cchc.audit(
            cchc.Report(agency=AGENCY, period=YEAR, own=[attrs.evolve(own, reached=12)])
        )
        if found.code == "CCHC120"
    ] == [("CCHC120", "new_rural.reached", "không quá 11")]
    for both in ([own, own], [cchc.Plan(), own]):
        with pytest.raises(cchc.InvalidValueError):
            cchc.Report(agency=AGENCY, period=YEAR, own=both)


def test_a_family_of_ones_own():
    report = MediationReport(
        agency=AGENCY, period=YEAR, number=12, mediation=Mediation(cases=8, settled=6)
    )
    text = cchc.render_text(report)
    assert "Công tác hòa giải ở cơ sở năm 2025" in text
    assert "Số: 12/BC-UBND" in text
    assert "Hòa giải thành 6/8 vụ, đạt 75%." in text
    assert report.figures()["mediation.success"].value == cchc.Ratio(6, 8)
    assert cchc.render_docx(report)[:2] == b"PK"
    assert "CCHC120" in [
        found.code
        for found in cchc.audit(attrs.evolve(report, mediation=Mediation(cases=1, settled=6)))
    ]


def test_the_report_on_procedures():
    facts = {"procedures": cchc.Procedures(dossiers=cchc.Dossiers(online=1219, in_person=49))}
    report = cchc.ProceduresReport(agency=AGENCY, period=YEAR, **facts)
    same = cchc.Report(agency=AGENCY, period=YEAR, **facts)
    assert report.figures() == same.figures()
    assert "96,14%" in cchc.render_text(report)
    assert cchc.compose(report).subject.startswith("Tình hình, kết quả giải quyết")


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (cchc.FormatError, ValueError),
        (cchc.InvalidValueError, ValueError),
        (cchc.InvalidTypeError, TypeError),
        (cchc.UnknownNameError, LookupError),
    ],
)
def test_errors_are_also_builtins(error, builtin):
    assert issubclass(error, cchc.CchcError)
    assert issubclass(error, builtin)
