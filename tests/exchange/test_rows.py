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


PLANNED = "Chi ngân sách: số kế hoạch"
NAME = "Ủy ban nhân dân xã Mai Hoa"
ID = "budget.expenditure.planned_vnd"


@pytest.mark.parametrize(
    ("unit", "value", "meant"),
    [
        ("đồng", 2_450_000_000, 2_450_000_000),
        ("triệu đồng", 2450, 2_450_000_000),
        ("Triệu đồng", 2450.5, 2_450_500_000),
        ("ĐVT: triệu đồng", "2.450", 2_450_000_000),
        ("triệu", "2.450,5", 2_450_500_000),
        ("nghìn đồng", 2_450_000, 2_450_000_000),
        ("1.000 đồng", 2_450_000, 2_450_000_000),
        ("tỷ đồng", 2.45, 2_450_000_000),
        ("tỷ đồng", 0, 0),
        ("triệu đồng", "2,5 tỷ đồng", 2_500_000_000),
        ("triệu đồng", 0.0000001, None),
        ("triệu đồng", -1, None),
        ("triệu đồng", True, None),
    ],
)
@pytest.mark.parametrize("mapping", ["", "Dự toán", "whole"])
def test_the_unit_in_a_header_is_that_of_its_amounts(unit, value, meant, mapping):
    head = f"{PLANNED if not mapping else 'Dự toán'} ({unit})"
    said = {head if mapping == "whole" else mapping: ID} if mapping else None
    found = cchc.read_rows(book(("Đơn vị", head), (NAME, value)), said, given=PERIOD)
    if meant is None:
        (refused,) = found.refused
        assert refused.error.path == ID
        assert "ô B2" in refused.error.message_vi
    else:
        (report,) = found.reports
        assert report.budget.expenditure.planned_vnd == meant


@pytest.mark.parametrize(
    "head",
    [
        "Nhiệm vụ của kế hoạch (nghìn)",
        "Nhiệm vụ của kế hoạch (%)",
        "Nhiệm vụ của kế hoạch (năm 2024)",
        "Nhiệm vụ của kế hoạch (kỳ trước)",
        "plan.tasks (kỳ trước)",
        f"{PLANNED} (USD)",
        f"{PLANNED} (triệu USD)",
    ],
)
def test_brackets_that_say_another_thing_are_refused(head):
    data = book(("Đơn vị", "plan.targets", head), (NAME, 3, 43))
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.read_rows(data, given=PERIOD)
    assert f'nhận được "{head}"' in caught.value.message_vi
    assert not cchc.read_rows(data, {head: None}, given=PERIOD).refused
    if "năm" in head or "kỳ" in head:  # somebody said that it is the fact
        (report,) = cchc.read_rows(data, {head: "plan.tasks"}, given=PERIOD).reports
        assert report.plan.tasks == 43


def test_brackets_of_the_fact_itself_are_read():
    data = book(("Đơn vị (xã, phường)", "Nhiệm vụ của kế hoạch (nhiệm vụ)"), (NAME, 43))
    (report,) = cchc.read_rows(data, given=PERIOD).reports
    assert report.plan.tasks == 43


def test_a_second_table_is_not_read_by_the_headers_of_the_first():
    done = "Nhiệm vụ của kế hoạch đã hoàn thành"
    other = ("STT", "Đơn vị", done)
    rows = [(1, "Ủy ban nhân dân xã A", 43), (2, "Ủy ban nhân dân xã B", 12)]
    found = cchc.read_rows(
        book(HEADS[:3], rows[0], other, (1, "Ủy ban nhân dân xã C", 41), ()), given=PERIOD
    )
    assert found.rows == (2,)
    assert [each.row for each in found.refused] == [3, 4]
    assert all("dòng 3" in each.error.message_vi for each in found.refused)
    again = cchc.read_rows(book(HEADS[:3], rows[0], HEADS[:3], rows[1]), given=PERIOD)
    assert again.rows == (2, 4)
    assert [each.row for each in again.refused] == [3]


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("row", range(3))
def test_a_value_without_a_header_is_refused_wherever_it_stands(place, row):
    rows = [list(range(4)) for _ in range(3)]
    heads = ["STT", "Đơn vị", "Nhiệm vụ của kế hoạch", "Ghi chú"]
    for number, each in enumerate(rows):
        each[1] = f"Ủy ban nhân dân xã A{number}"
        each[3] = "x"
        each.insert(place, 99 if number == row else None)
    heads.insert(place, None)
    with pytest.raises(cchc.InvalidValueError, match=f"value in row {row + 2}"):
        cchc.read_rows(book(heads, *rows), given=PERIOD)


def test_a_unit_and_a_period_have_one_row():
    data = book(HEADS, (1, NAME, 43, 41), (2, "UBND xã Mai Hoa", 12, 3))
    found = cchc.read_rows(data, given=PERIOD)
    assert found.rows == (2,)
    assert "dòng 2" in found.refused[0].error.message_vi
    heads = (*HEADS, "Kỳ báo cáo")
    data = book(heads, (1, NAME, 43, 41, "quý I năm 2025"), (2, NAME, 12, 3, "quý II năm 2025"))
    assert cchc.read_rows(data).rows == (2, 3)
