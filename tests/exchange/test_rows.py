"""Many units on one sheet: each row is a report or is refused with its number, none is lost."""

import io
from datetime import date

import attrs
import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import define

PERIOD = {"period": "quý III năm 2025"}
HEADS = ("STT", "Đơn vị", "Nhiệm vụ của kế hoạch", "Nhiệm vụ của kế hoạch đã hoàn thành")


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class Rural:
    communes: int | None = define.count("thôn", "số thôn")
    spent_vnd: int | None = define.money("kinh phí")


def book(*rows, change=None):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change is not None:
        change(made)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_each_row_is_a_report():
    data = book(
        ("BẢNG TỔNG HỢP",),
        (),
        HEADS,
        (1, "Ủy ban nhân dân xã Mai Hoa", 43, 41),
        (2, "UBND phường Hải Châu", 12, None),
        (None,) * 4,
        (3, "Ủy ban nhân dân xã Lam Giang", "1.268", 0),
    )
    found = cchc.read_rows(data, given=PERIOD)
    assert [report.plan.tasks for report in found.reports] == [43, 12, 1268]
    assert [report.plan.tasks_completed for report in found.reports] == [41, None, 0]
    assert found.reports[1].agency.name == "Ủy ban nhân dân phường Hải Châu"
    assert {str(report.period) for report in found.reports} == {"quý III năm 2025"}
    assert (found.rows, found.refused) == ((4, 5, 7), ())
    assert found.columns["Nhiệm vụ của kế hoạch"] == "plan.tasks"


def test_refused_rows_say_why():
    data = book(
        HEADS,
        (1, "Ủy ban nhân dân xã Mai Hoa", 43.5, -1),
        (2, None, 12, 3),
        (3, "Ủy ban nhân dân xã Lam Giang", 12, 3),
        (None, "Tổng cộng", 24, 6),
    )
    found = cchc.read_rows(data, given=PERIOD)
    assert found.rows == (4,)
    assert [one.row for one in found.refused] == [2, 3, 5]
    first = found.refused[0].error
    assert [each.path for each in first.problems] == ["plan.tasks", "plan.tasks_completed"]
    assert first.problems[0].message_vi.startswith(
        'trang "Sheet", ô C2: nhiệm vụ của kế hoạch: nhận được 43,5'
    )
    assert first.problems[1].message_vi.startswith(
        'trang "Sheet", ô D2: nhiệm vụ của kế hoạch đã hoàn thành: '
    )
    assert "agency" in found.refused[1].error.path


def test_headers_by_mapping_ids_subjects_and_own():
    data = book(
        (
            "đơn vị",
            "Hồ sơ: trực tuyến",
            "plan.targets",
            "NV",
            "Kinh phí (đồng)",
            "Người lập",
            "Ngày ban hành",
        ),
        ("Ủy ban nhân dân xã Mai Hoa", 7, 3, 4, 5_000_000, "An", "24/7/2025"),
    )
    mapping = {"NV": "plan.tasks", "Người lập": None}
    found = cchc.read_rows(data, mapping, given=PERIOD, own=[Rural])
    (report,) = found.reports
    assert report.procedures.dossiers.online == 7
    assert (report.plan.targets, report.plan.tasks) == (3, 4)
    assert report.own == (Rural(spent_vnd=5_000_000),)
    assert report.issued == date(2025, 7, 24)


def test_headers_that_name_nothing():
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.read_rows(
            book((*HEADS, "Nhiệm vụ của kế hoach", "Kế hoạch", "Nhiệm vụ của kế hoạch"), (1,) * 7)
        )
    words = [each.message_vi for each in caught.value.problems]
    assert "plan.tasks" in words[0]
    assert "một trong" in words[1] or "kế hoạch" in words[1].lower()
    assert "trùng" in words[2]
    with pytest.raises(cchc.InvalidValueError, match="mapping"):
        cchc.read_rows(book(("a", "b"), (1, 2)))
    with pytest.raises(cchc.InvalidValueError, match="no header"):
        cchc.read_rows(book(HEADS, (1, "Ủy ban nhân dân xã Mai Hoa", 4, 3, 5)))
    for mapping in ({"Đơn vị": "plan.taskz"}, {"STT": "plan"}):
        with pytest.raises(cchc.InvalidValueError):
            cchc.read_rows(book(HEADS), mapping)
    with pytest.raises(cchc.InvalidTypeError, match="mapping"):
        cchc.read_rows(book(HEADS), ["plan.tasks"])


def test_sheets_and_kinds(tmp_path):
    def second(made):
        sheet = made.create_sheet("Quý III")
        sheet.append(("Đơn vị", "Tổng số thủ tục hành chính"))
        sheet.append(("Ủy ban nhân dân xã Mai Hoa", 300))

    path = tmp_path / "a.xlsx"
    path.write_bytes(book(HEADS, change=second))
    found = cchc.read_rows(path, given=PERIOD, sheet="Quý III", kind=cchc.ProceduresReport)
    assert type(found.reports[0]) is cchc.ProceduresReport
    assert found.reports[0].procedures.total == 300
    with pytest.raises(cchc.InvalidValueError, match="Quý III"):
        cchc.read_rows(path, sheet="Quý 4")


def test_hidden_merged_and_computed_rows():
    def change(made):
        sheet = made.active
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("C3:D3")
        sheet["C4"] = "=1+1"

    name = "Ủy ban nhân dân xã Mai Hoa"
    found = cchc.read_rows(
        book(
            HEADS, (1, name, 4, 3), (2, name, 4, 3), (3, name, 4, 3), (4, name, 4, 3), change=change
        ),
        given=PERIOD,
    )
    assert found.rows == (5,)
    said = [one.error.problems[0].message_vi for one in found.refused]
    assert "đang ẩn" in said[0]
    assert "gộp ô" in said[1]
    assert "công thức" in said[2]


cells = (
    st.none()
    | st.integers(-2, 10**6)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.booleans()
)


@given(st.lists(st.tuples(cells, cells, cells), max_size=12))
@settings(max_examples=60)
def test_rows_in_are_made_or_refused(rows):
    rows = [
        tuple(None if isinstance(each, str) and not each.isprintable() else each for each in row)
        for row in rows
    ]
    data = book(HEADS[1:], *rows)
    found = cchc.read_rows(data, given=PERIOD)
    said = [
        row
        for row in rows
        if any(
            each is not None and not (isinstance(each, str) and not each.strip()) for each in row
        )
    ]
    assert len(found.reports) + len(found.refused) == len(said)
    assert len(found.reports) == len(found.rows)
    assert len({*found.rows, *(one.row for one in found.refused)}) == len(said)


def test_given_facts_and_columns_are_put_together():
    data = book(HEADS, (1, "Ủy ban nhân dân xã Mai Hoa", 43, 41))
    more = {"plan": {"targets": 5, "notes": ["Đã xong."]}, "agency": {"head": "Chủ tịch"}}
    (report,) = cchc.read_rows(data, given={**PERIOD, **more}).reports
    assert (report.plan.tasks, report.plan.targets, report.plan.notes) == (43, 5, ("Đã xong.",))
    assert (report.agency.name, report.agency.head) == ("Ủy ban nhân dân xã Mai Hoa", "Chủ tịch")
    days = book(("Đơn vị", "period.start"), ("Ủy ban nhân dân xã Mai Hoa", "1/7/2025"))
    (report,) = cchc.read_rows(days, given=PERIOD).reports
    assert (str(report.period), report.period.start) == ("quý III năm 2025", date(2025, 7, 1))


@pytest.mark.parametrize(
    "more", [{"plan": {"tasks": 4}}, {"plan": 4}, {"agency": "Ủy ban nhân dân xã A"}]
)
def test_a_fact_given_and_in_a_column_is_refused(more):
    data = book(HEADS, (1, "Ủy ban nhân dân xã Mai Hoa", 43, 41))
    with pytest.raises(cchc.InvalidValueError, match="given") as caught:
        cchc.read_rows(data, given={**PERIOD, **more})
    assert caught.value.problems[0].path in ("plan.tasks", "agency.name")


@pytest.mark.parametrize("given", [None, {}, {"plan": {}}])
def test_nothing_need_be_given(given):
    heads = ("Đơn vị", "Kỳ báo cáo", "Nhiệm vụ của kế hoạch")
    data = book(heads, ("Ủy ban nhân dân xã Mai Hoa", "năm 2025", 43))
    (report,) = cchc.read_rows(data, given=given).reports
    assert (str(report.period), report.plan.tasks) == ("năm 2025", 43)


def test_a_mapping_of_what_is_not_there_is_refused():
    data = book(HEADS, (1, "Ủy ban nhân dân xã Mai Hoa", 43, 41))
    with pytest.raises(cchc.InvalidValueError, match="no header") as caught:
        cchc.read_rows(data, {"Đơn vi": "agency.name"}, given=PERIOD)
    assert "Đơn vị" in caught.value.message_vi
    with pytest.raises(cchc.InvalidValueError, match=r"plan\.tasks") as caught:
        cchc.read_rows(data, {"STT": "plan.taskz"}, given=PERIOD)
    assert "nhiệm vụ của kế hoạch" in caught.value.message_vi


def test_a_form_is_for_load(tmp_path):
    cchc.dump(
        cchc.Report(
            agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"), period=cchc.Period.year(2025)
        ),
        tmp_path / "a.xlsx",
    )
    with pytest.raises(cchc.FormatError, match=r"cchc\.load"):
        cchc.read_rows(tmp_path / "a.xlsx")
