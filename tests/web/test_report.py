"""The page that makes a report: what was typed stays, what is wrong is told at its field."""

import re
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings, strategies as st
from tests.example_reports import EXAMPLES, example_report
from tests.web.browser import Form
from tests.web.test_form import KINDS, asked, loaded

import cchc_lib as cchc
from cchc_lib.exchange.files import dumps
from cchc_lib.web.kinds import Kinds, OfficeFile
from cchc_lib.web.reporting import blank_form
from cchc_lib.web.uploads import FACTS, SentFile

OFFICE = {"agency": "Ủy ban nhân dân xã Mai Hoa", "period": "năm 2025"}
PROVINCE = "Ủy ban nhân dân tỉnh Hà Tĩnh"
HOSTILE = "<script>alert(1)</script>\"'{{7*7}}</textarea>"


def page_of(reply):
    return reply.body.decode()


def words_of(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def blank(kind="report"):
    return Form(page_of(blank_form(KINDS, kind))).sent


def alert_of(reply):
    return page_of(reply).partition('role="alert"')[2].partition("</div>")[0]


def error_at(page, name):
    """What is told beside a field, and whether the field says that it is wrong."""
    (field,) = re.findall(rf'<(?:input|textarea|select)[^>]*name="{re.escape(name)}"[^>]*>', page)
    by = re.search(r'aria-describedby="([^"]*)"', field)
    told = ""
    for id in by[1].split() if by else ():
        if id.endswith("-loi"):
            told = words_of(page.partition(f'id="{id}"')[2].partition("</div>")[0]).strip(">\n ")
    return told, 'aria-invalid="true"' in field


def test_the_blank_form_has_every_fact_with_its_label_and_unit():
    page = page_of(blank_form(KINDS, "report"))
    sent = Form(page).sent
    for owner, path in ((cchc.Plan, "plan"), (cchc.Dossiers, "procedures.dossiers")):
        for key, said in cchc.json_schema(owner)["properties"].items():
            name = f"{path}.{key}"
            if key in ("sector", "source"):  # of rows only
                assert name not in sent
            elif "array" in str(said.get("type")) and "$ref" in str(said["items"]):
                assert f"{name}#" in sent
            else:
                assert name in sent
                assert said["title"].lower() in words_of(page).lower()
                if said.get("x-unit", "đồng") != "đồng":  # money is written with its unit
                    field = page.partition(f'name="{name}"')[2][:300]
                    assert f'<span class="unit">{said["x-unit"]}</span>' in field
    assert "hồ sơ" in page


def test_both_kinds_can_be_filled_in():
    page = page_of(blank_form(KINDS, "procedures_report"))
    sent = Form(page).sent
    assert sent["loai"] == "procedures_report"
    assert "plan.tasks" not in sent
    assert "procedures.dossiers.online" in sent
    assert page.count('aria-current="page"') == 2  # of the pages, and of the kinds
    assert Form(page_of(blank_form(KINDS, "none such"))).sent["loai"] == "report"


def test_numbers_are_written_as_vietnamese_offices_write():
    typed = {
        **OFFICE,
        "issued": "ngày 24 tháng 7 năm 2025",
        "number": " 12 ",
        "procedures.dossiers.online": "1.219",
        "procedures.dossiers.in_person": " 49 ",
        "budget.disbursement.actual_vnd": "5,147 tỷ đồng",
        "staffing.notes": "Một.\r\n\r\n  Hai. \r\n",
        "direction.documents": "Quyết định số 130/QĐ-UBND ngày 24/7/2025",
    }
    reply = asked({**blank(), **typed}, viec="json")
    report = cchc.loads(reply.body, format="json")
    assert report.issued.isoformat() == "2025-07-24"
    assert report.number == 12
    assert report.procedures.dossiers.online == 1219
    assert report.procedures.dossiers.in_person == 49
    assert report.budget.disbursement.actual_vnd == 5_147_000_000
    assert report.staffing.notes == ("Một.", "Hai.")
    assert str(report.direction.documents[0]) == "Quyết định số 130/QĐ-UBND ngày 24/7/2025"


WRONG = {
    "period": "năm 2025x",
    "issued": "31/11/2025",
    "number": "12a",
    "plan.tasks": "4.3",
    "procedures.dossiers.online": "1,219",
    "budget.disbursement.actual_vnd": "1250",
    "plan.decision": HOSTILE,
    "basis": "Quyết định số 130/QĐ-UBND ngày 24/7/2025\r\nkhông phải văn bản nào",
}


def test_every_problem_is_told_at_its_field_at_once_and_nothing_is_lost():
    sent = {**blank(), **OFFICE, **WRONG, "plan.targets": "23"}
    reply = asked(sent, viec="xem")
    page = page_of(reply)
    assert reply.status == 422
    assert "Kết quả kiểm tra" not in page
    for name in WRONG:
        told, is_invalid = error_at(page, name)
        assert told, name
        assert is_invalid, name
    assert "cần: số nguyên" in error_at(page, "plan.tasks")[0]
    assert "kèm đơn vị" in error_at(page, "budget.disbursement.actual_vnd")[0]
    assert error_at(page, "basis")[0].startswith("Dòng 2: ")
    assert error_at(page, "plan.targets") == ("", False)
    links = re.findall(r'href="#([^"]*)"', alert_of(reply))
    assert len(links) == len(WRONG)
    assert all(page.count(f'id="{id}"') == 1 for id in links)
    assert "Thủ tục hành chính: trực tuyến" in words_of(alert_of(reply))
    kept = Form(page).sent
    assert {name: kept[name] for name in sent} == sent | {"mo": ""}
    assert "<script>alert" not in page
    assert "{{7*7}}" in unescape(page)
    opened = re.findall(r'<details class="section" id="([^"]*)" open>', page)
    assert opened == ["co-quan", "the-thuc", "o-plan", "o-procedures", "o-budget"]


def test_a_name_of_a_figure_that_there_is_not():
    typed = {"plan.tasks": "4", "next_tasks": "Một.\r\nCòn {plan.tassks}."}
    reply = asked({**blank(), **OFFICE, **typed}, viec="xem")
    assert "Dòng 2" in error_at(page_of(reply), "next_tasks")[0]
    assert "plan.tasks" in error_at(page_of(reply), "next_tasks")[0]


def test_a_problem_of_a_subject_as_a_whole_is_told_in_its_section(monkeypatch):
    sent = {**blank(), **OFFICE, "mang-theo": "plan.tasks = 5"}
    assert asked(sent, viec="json").filename  # what has a field is not carried
    error = cchc.InvalidValueError("plan: no", "plan: sai cả mục", path="plan")
    monkeypatch.setattr("cchc_lib.web.form.read", lambda *_, **__: (_ for _ in ()).throw(error))
    page = page_of(asked(sent, viec="xem"))
    assert "Sai cả mục" in page.partition('id="o-plan"')[2].partition("</details>")[0]


@pytest.mark.parametrize("what", ["docx", "toml", "json"])
def test_nothing_is_made_of_what_is_wrong(what):
    reply = asked({**blank(), **OFFICE, "plan.tasks": "x"}, viec=what)
    assert reply.status == 422
    assert not reply.filename
    assert error_at(page_of(reply), "plan.tasks")[1]


def test_an_agency_and_a_period_must_be():
    reply = asked(blank(), viec="xem")
    assert len(re.findall("<li>", alert_of(reply))) == 2
    assert error_at(page_of(reply), "agency")[1]
    assert error_at(page_of(reply), "period")[1]


NAMES = sorted(blank())


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "x", "plan", "plan.tasks?", "procedures.dossiers.sectors#"]),
        st.text(max_size=30) | st.sampled_from(["1", "9" * 30, "-1", HOSTILE, "1.268"]),
    ),
    st.sampled_from(["xem", "docx", "them:evidence", "bot:evidence[0]", "muc:agency", "x:y", ""]),
)
def test_whatever_is_sent_is_answered_and_kept(texts, what):
    sent = {**blank(), **OFFICE, **texts, "loai": "report", "mang-theo": "", "viec": what}
    reply = asked(sent)
    assert reply.status in (200, 422)
    if reply.filename:
        return
    page = page_of(reply)
    assert "<script>alert" not in page
    kept = Form(page).sent
    for name, value in texts.items():
        if name in kept and name in NAMES and value.strip() and "#" not in name:
            is_choice = f'<select id="o-{name.replace(".", "-")}"' in page
            if not is_choice and name not in ("mo", "loai", "mang-theo"):
                same = kept[name].replace("\r\n", "\n")
                assert same.split() == value.replace("\r\n", "\n").split()


# ---------------------------------------------------------------- lists and objects


def test_rows_are_added_filled_and_taken_away():
    reply = asked({**blank(), **OFFICE}, viec="them:inspections.units")
    form = Form(page_of(reply))
    assert form.sent["inspections.units#"] == "1"
    form.sent |= {"inspections.units[0].name": "phòng", "inspections.units[0].count": "04"}
    reply = asked(form.sent, viec="them:inspections.units")
    form = Form(page_of(reply))
    assert form.sent["inspections.units#"] == "2"
    form.sent |= {"inspections.units[1].name": "trường", "inspections.units[1].count": "2x"}
    page = page_of(asked(form.sent, viec="xem"))
    assert "số nguyên" in error_at(page, "inspections.units[1].count")[0]
    form.sent["inspections.units[1].count"] = "2"
    reply = asked(form.sent, viec="json")
    units = cchc.loads(reply.body, format="json").inspections.units
    assert [(each.name, each.count) for each in units] == [("phòng", 4), ("trường", 2)]
    form = Form(page_of(asked(form.sent, viec="bot:inspections.units[0]")))
    assert form.sent["inspections.units[0].name"] == "trường"
    assert "inspections.units[1].name" not in form.sent
    assert 'id="o-inspections" open' in page_of(asked(form.sent, viec="them:inspections.units"))


def test_a_breakdown_has_named_rows_that_are_not_broken_down_again():
    name = "procedures.dossiers.sectors"
    form = Form(page_of(asked({**blank(), **OFFICE}, viec=f"them:{name}")))
    assert f"{name}[0].sector" in form.sent
    assert f"{name}[0].source" not in form.sent
    assert f"{name}[0].sectors#" not in form.sent
    form.sent |= {f"{name}[0].sector": "Hộ tịch", f"{name}[0].online": "1.000"}
    report = cchc.loads(asked(form.sent, viec="json").body, format="json")
    assert report.procedures.dossiers.sectors[0].online == 1000


def test_there_are_only_so_many_rows():
    form = {**blank(), **OFFICE}
    for many in ("99999999", "9" * 30, "-1", "²", "x"):
        page = page_of(asked({**form, "inspections.units#": many}, viec="them:x"))
        assert Form(page).sent["inspections.units#"] == ("300" if many == "99999999" else "0")
    for row in range(300):
        form[f"inspections.units[{row}].name"] = "phòng"
    form["inspections.units#"] = "300"
    kept = Form(page_of(asked(form, viec="them:inspections.units"))).sent
    assert kept["inspections.units#"] == "300"


def test_an_agency_and_a_period_field_by_field():
    form = Form(page_of(asked({**blank(), **OFFICE}, viec="muc:agency")))
    assert form.sent["agency.name"] == OFFICE["agency"]
    form.sent |= {"agency.name": "Sở Nội vụ", "agency.symbol": "SNV", "agency.parent": PROVINCE}
    form = Form(page_of(asked(form.sent, viec="muc:period")))
    assert form.sent["period.kind"] == "year"
    assert form.sent["period.calendar_year"] == "2025"
    form.sent |= {"period.start": "01/7/2025", "period.end": "11/11/2025"}
    report = cchc.loads(asked(form.sent, viec="json").body, format="json")
    assert report.agency.symbol == "SNV"
    assert cchc.format_date(report.period.start) == "01/7/2025"
    kept = Form(page_of(asked(form.sent, viec="gon:period"))).sent
    assert "period.kind" not in kept
    assert kept["period"] == ""


def test_a_document_field_by_field():
    typed = {"plan.decision": "Quyết định số 130/QĐ-UBND ngày 24/7/2025"}
    form = Form(page_of(asked({**blank(), **OFFICE, **typed}, viec="muc:plan.decision")))
    assert form.sent["plan.decision.symbol"] == "QĐ-UBND"
    report = cchc.loads(asked(form.sent, viec="json").body, format="json")
    assert str(report.plan.decision) == typed["plan.decision"]


@pytest.mark.parametrize(
    "what",
    ["them:x", "them:", "bot:evidence[9]", "bot:plan", "muc:plan", "gon:x.y[1].z", "muc:[0]"],
)
def test_a_change_of_what_is_not_there_changes_nothing(what):
    sent = {**blank(), **OFFICE, "plan.tasks": "4"}
    assert Form(page_of(asked(sent, viec=what))).sent == sent


# ---------------------------------------------------------------- what comes of it


def test_findings_a_preview_and_figures():
    report = example_report("mai_hoa_2025")
    reply = asked(loaded(report).sent, viec="xem")
    page = page_of(reply)
    found = cchc.audit(report)
    cards = re.findall(r'<li class="card (\w+)">(.*?)</li>', page, re.DOTALL)
    for finding, (severity, card) in zip(found, cards, strict=True):
        assert severity == finding.severity.value
        assert finding.message in words_of(card)
        (target,) = re.findall(r'href="#([^"]*)"', card)
        assert page.count(f'id="{target}"') == 1
    (preview,) = re.findall(r'<iframe sandbox srcdoc="([^"]*)"', page)
    assert unescape(preview) == cchc.render_html(report)
    assert "Tỷ lệ hoàn thành nhiệm vụ của kế hoạch: 95,35%" in words_of(page)
    assert reply.styles
    assert len(reply.styles) == len(set(reply.styles)) < 40


def test_what_is_typed_is_no_html_in_the_preview_either():
    sent = {**blank(), **OFFICE, "agency": "Ủy ban nhân dân xã Mai Hoa", "next_tasks": "<b>1</b>."}
    page = page_of(asked(sent, viec="xem"))
    assert "<b>1" not in page
    assert "<b>1" not in unescape(page).partition("<iframe")[2].partition("</iframe>")[0]


def test_the_files_are_those_of_the_library():
    report = example_report("mai_hoa_2025")
    form = loaded(report)
    reply = asked(form.sent, viec="docx")
    assert reply.body == cchc.render_docx(report)
    assert reply.filename == "bao-cao.docx"
    assert Document(BytesIO(reply.body)).paragraphs
    reply = asked(form.sent, viec="toml")
    assert reply.body.decode() == dumps(report, format="toml")


# ---------------------------------------------------------------- files


def saved(report, end, tmp_path):
    path = tmp_path / f"bc{end}"
    (cchc.save_docx if end == ".docx" else cchc.dump)(report, path)
    return SentFile(path.name, path.read_bytes())


@pytest.mark.parametrize("name", ["mai_hoa_2025", "bao_cao_quy", "quarterly"])
@pytest.mark.parametrize("end", FACTS)
def test_every_kind_of_file_of_facts_is_taken(tmp_path, name, end):
    report = example_report(name)
    reply = asked(blank(), saved(report, end, tmp_path), viec="nap")
    assert reply.status == 200, alert_of(reply)
    assert "sửa bằng tay" not in page_of(reply)
    form = Form(page_of(reply))
    assert form.sent["loai"] == report.__subject__.id
    taken = cchc.loads(asked(form.sent, viec="json").body, format="json", kind=type(report))
    assert taken == cchc.load(tmp_path / f"bc{end}", kind=cchc.ReportHead) == report


@pytest.mark.parametrize("end", FACTS)
def test_a_file_of_facts_says_its_kind(tmp_path, end):
    agency = cchc.Agency(name=OFFICE["agency"])
    period = cchc.Period.year(2025)
    path = EXAMPLES / "de_cuong_xa.toml"
    own = Kinds(OfficeFile(path.read_text("utf-8")))
    for kind, kinds in ((cchc.ProceduresReport, KINDS), (cchc.load_family(path), own)):
        file = saved(kind(agency=agency, period=period), end, tmp_path)
        form = Form(page_of(asked({"loai": "report"}, file, kinds, viec="nap")))
        assert form.sent["loai"] == kind.__subject__.id
        assert form.sent["agency"] == agency.name
        if kinds is own:
            assert "--outline" in alert_of(asked({}, file, viec="nap"))


@pytest.mark.parametrize("end", FACTS)
def test_every_kind_of_file_of_facts_is_a_period_before(tmp_path, end):
    report = cchc.Report(
        agency=cchc.Agency(name=OFFICE["agency"]),
        period=cchc.Period.year(2024),
        plan=cchc.Plan(tasks=40),
    )
    reply = asked({**blank(), **OFFICE}, saved(report, end, tmp_path), viec="ky-truoc")
    assert "báo cáo kỳ trước: năm 2024" in words_of(page_of(reply)), alert_of(reply)


def test_the_page_takes_what_load_takes_and_says_so(tmp_path):
    page = page_of(blank_form(KINDS, "report"))
    assert f'accept="{",".join(FACTS)}"' in page
    for end in (".txt", ".csv", ".xls", ".doc", ".toml.bak", ""):
        reply = asked(blank(), SentFile(f"a{end}", b"x"), viec="nap")
        assert all(each in alert_of(reply) for each in FACTS)


def test_what_people_changed_in_a_word_file_is_told(tmp_path):
    changed = Document(BytesIO(cchc.render_docx(example_report("bao_cao_quy"))))
    changed.add_paragraph("Một đoạn viết thêm.")
    changed.save(tmp_path / "sua.docx")
    file = SentFile("sua.docx", (tmp_path / "sua.docx").read_bytes())
    assert "sửa bằng tay (1 chỗ)" in words_of(page_of(asked(blank(), file, viec="nap")))


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.xlsx", "bảng tính"), ("a.docx", "Word"), ("trang.docx", "không mang"), ("b.xlsx", "ô ")],
)
def test_an_office_file_without_facts_is_told_and_leaves_the_form(tmp_path, name, told):
    data = b"PK"
    if name == "trang.docx":
        data = cchc.render_docx(example_report("bao_cao_quy"), live=False)
    if name == "b.xlsx":
        import openpyxl

        cchc.dump(example_report("mai_hoa_2025"), tmp_path / name)
        book = openpyxl.load_workbook(tmp_path / name)
        cells = (each for sheet in book for row in sheet.iter_rows() for each in row)
        next(each for each in cells if each.value == 43).value = "x"
        book.save(tmp_path / name)
        data = (tmp_path / name).read_bytes()
    sent = {**blank(), **OFFICE, "plan.tasks": "4"}
    reply = asked(sent, SentFile(name, data), viec="nap")
    assert reply.status == 422
    assert told in alert_of(reply), alert_of(reply)
    assert Form(page_of(reply)).sent == sent


def test_the_report_of_the_period_before():
    before = SentFile("truoc.toml", b'agency = "U\xe1\xbb\xb7 ban"')
    sent = {**blank(), **OFFICE, "plan.tasks": "43"}
    reply = asked(sent, before, viec="ky-truoc")
    assert reply.status == 422
    assert Form(page_of(reply)).sent == sent
    facts = (
        'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2024"\nplan.tasks = 40\n'
        'previous = {agency = "Ủy ban nhân dân xã Mai Hoa", period = "năm 2023"}\n'
    )
    reply = asked(sent, SentFile("truoc.toml", facts.encode()), viec="ky-truoc")
    page = page_of(reply)
    assert "báo cáo kỳ trước: năm 2024" in words_of(page)
    form = Form(page)
    report = cchc.loads(asked(form.sent, viec="json").body, format="json")
    assert report.previous.plan.tasks == 40
    assert report.previous.previous is None
    assert report.figures()["plan.tasks.change"].text
    form = Form(page_of(asked(form.sent, viec="bo:previous")))
    assert cchc.loads(asked(form.sent, viec="json").body, format="json").previous is None
    assert form.sent["plan.tasks"] == "43"


def test_what_has_no_field_goes_along():
    page = page_of(asked(loaded(example_report("mai_hoa_2025")).sent, viec="them:evidence"))
    assert "các số liệu đã nêu: 8 mục" in words_of(page)


def test_a_file_that_does_not_load_leaves_the_form_as_it_was():
    sent = {**blank(), **OFFICE, "plan.tasks": "4"}
    for name, data, told in (
        ("a.toml", b"plan.tasks = = 3", "dòng 1"),
        ("a.toml", b'agency = "x"\nplan.tasks = "y"', "dòng 2"),
        ("a.json", b"[]", "a.json"),
        ("a.json", b"{", "a.json"),
        ("a.json", b'{"kind": "bao_cao_la"}', "--outline"),
        ("a.json", b'{"kind": 5}', "kind"),
        ("a.toml", b"\xff\xfe", "UTF-8"),
        ("<b>.toml", b"x", "&lt;b&gt;.toml"),
    ):
        reply = asked(sent, SentFile(name, data), viec="nap")
        assert reply.status == 422
        assert told in alert_of(reply), (name, alert_of(reply))
        assert "<b>" not in page_of(reply)
        assert Form(page_of(reply)).sent == sent
    reply = asked(sent, viec="nap")
    assert "Chưa chọn tệp" in alert_of(reply)


@pytest.mark.parametrize("what", ["xem", "docx", "toml", "json"])
def test_a_file_that_was_chosen_and_not_taken_is_told_before_anything_is_made(what):
    sent = {**blank(), **OFFICE, "plan.tasks": "4"}
    reply = asked(sent, SentFile("a.xlsx", b"x"), viec=what)
    assert reply.status == 422
    assert "Tệp a.xlsx đã chọn nhưng chưa nạp" in alert_of(reply)
    assert Form(page_of(reply)).sent == sent


def test_a_list_that_no_form_shows_is_refused():
    rows = ", ".join(['{name = "phòng", count = 1}'] * 301)
    facts = f'agency = "UBND xã Mai Hoa"\nperiod = "năm 2025"\ninspections.units = [{rows}]'
    reply = asked(blank(), SentFile("a.toml", facts.encode()), viec="nap")
    assert "quá 300 dòng" in alert_of(reply)


@pytest.mark.parametrize("text", ["x =", "[[plan]]", "plan = {tasks = 5}", 'kind = "x"', "own = 3"])
def test_what_goes_along_is_trusted_no_more_than_the_rest(text):
    reply = asked({**blank(), **OFFICE, "mang-theo": text}, viec="json")
    if reply.filename:
        assert cchc.loads(reply.body, format="json").plan is None
    else:
        assert reply.status == 422


# ---------------------------------------------------------------- an office's own kind


def test_a_report_of_an_outline():
    path = EXAMPLES / "de_cuong_xa.toml"
    kinds = Kinds(OfficeFile(path.read_text("utf-8")))
    kind = cchc.load_family(path)
    page = page_of(blank_form(kinds, ""))
    assert Form(page).sent["loai"] == kind.__subject__.id
    assert page.count("/bao-cao?loai=") == 3
    facts = cchc.load(EXAMPLES / "lam_giang.toml", kind=cchc.ReportHead)
    data = (EXAMPLES / "lam_giang.toml").read_bytes()
    reply = asked({"loai": "report"}, SentFile("lam_giang.toml", data), kinds, viec="nap")
    form = Form(page_of(reply))
    assert form.sent["loai"] == kind.__subject__.id
    reply = asked(form.sent, kinds=kinds, viec="toml")
    assert cchc.loads(reply.body, format="toml", kind=kind) == facts
    assert asked(form.sent, kinds=kinds, viec="docx").body == cchc.render_docx(facts)
    assert asked({"loai": "report"}, SentFile("a.toml", data), viec="nap").status == 422
