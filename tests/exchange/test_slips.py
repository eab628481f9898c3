"""Slips of people who fill in a file: the error says the line, the key and what to do."""

import pytest

import cchc_lib as cchc

HEAD = 'agency = "Ủy ban nhân dân xã Mai Hoa"\nperiod = "năm 2025"\n'
QUOTES = "chữ, ngày, số tiền, số có dấu chấm hoặc dấu phẩy đặt trong dấu ngoặc kép{}: {}"
BLANK = "{}: sau dấu '=' chưa có giá trị; điền giá trị, hoặc bỏ trường này (đặt dấu # ở đầu dòng)"
SLIPS = {
    "plan.tasks =": BLANK.format("plan.tasks"),
    "plan.tasks =  # nhiệm vụ (nhiệm vụ)": BLANK.format("plan.tasks"),
    'inspections.units = [{name = "a", count = }]': BLANK.format("inspections.units"),
    "plan.tasks = bốn mươi": QUOTES.format("", 'plan.tasks = "bốn mươi"'),
    "issued = 12/11/2025": QUOTES.format("", 'issued = "12/11/2025"'),
    "issued = năm 2025": QUOTES.format("", 'issued = "năm 2025"'),
    "drafting_unit = “VHXH”": QUOTES.format(" thẳng", 'drafting_unit = "VHXH"'),
    "staffing.quota = 1.268.000": QUOTES.format("", 'staffing.quota = "1.268.000"'),
    'budget.revenue.actual_vnd = 3 tỷ đồng  # (hoặc "10,55 tỷ đồng")': QUOTES.format(
        "", 'budget.revenue.actual_vnd = "3 tỷ đồng"'
    ),
    "plan.tasks = không": '"không"; không phát sinh thì ghi 0',
    "plan.tasks = 43,0": 'đặt trong dấu ngoặc kép: plan.tasks = "43,0"',
    "plan.tasks = 043": "plan.tasks: số viết không có số 0 ở đầu: plan.tasks = 43",
    "plan.tasks = 1.219": 'nhận được 1.219; cần: số nguyên từ 0 trở lên, ví dụ 1219 hoặc "1.219"',
    'plan.tasks = "1,219"': 'nhận được "1,219"; cần: số nguyên từ 0 trở lên, ví dụ 1219 hoặc',
    'plan.tasks = "043"': 'nhận được "043"; cần: số nguyên từ 0 trở lên, ví dụ 43',
    "plan.tasks\u00a0= 4": "có dấu cách khác thường (chép từ Word) trước dấu '='",
    'signatory = {position = "b", chức vụ = "c"}': 'đặt trong ngoặc kép: "chức vụ" = …',
    "[subjects.sản_phẩm]": '[subjects."sản_phẩm"]',
    "budget.revenue.actual_vnd = 1250": 'số tiền kèm đơn vị, ví dụ "1.250 triệu đồng"',
    'basis = "Công văn số 1/UBND"': 'ví dụ ["Công văn số 1/UBND"]',
    'next_tasks = "Một"': 'danh sách, đặt trong ngoặc vuông, ví dụ ["Một"]',
    "plan = [1]": "nhận được danh sách [1]; cần: các trường của kế hoạch cải cách hành chính",
    "plan.tasks = true": "nhận được true",
    "Plan.tasks = 5": "Plan: không có trường 'Plan'; có phải \"plan\" (kế hoạch)?",
    "issued = 2025-13-01": "issued: lịch không có ngày 2025-13-01",
    "issued = 2025-02-30": "lịch không có ngày này",
    'issued = "31/11/2025"': 'issued: nhận được "31/11/2025"; cần: ngày có trong lịch',
    "plan.tasks = 43.5": "plan.tasks: nhận được 43.5; cần: số nguyên",
    'next_tasks = ["a" "b"]': "thiếu dấu phẩy giữa hai phần tử, hoặc thiếu ngoặc vuông đóng",
    'signatory = {position = "b"': "thiếu dấu phẩy giữa hai trường, hoặc thiếu ngoặc nhọn đóng",
    "[plan": "thiếu ngoặc vuông đóng",
    'agency2 = "a" "b"': "sau giá trị phải xuống dòng",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_slips(slip):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.loads(f"{HEAD}{slip}\n", format="toml")
    said = caught.value.problems[0].message_vi
    assert "dòng 3" in said or slip[0] == "[" or slip.startswith("signatory")
    assert SLIPS[slip] in said


@pytest.mark.parametrize("value", ["\x00", "a" * 500, "=" * 500, "# " * 500, "'" * 500, "\\"])
def test_a_slip_of_any_kind_is_told_shortly(value):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.loads(f"{HEAD}plan.tasks = {value}\n", format="toml")
    assert len(caught.value.message_vi) < 300


def test_vietnamese_shows_a_value_without_the_words_of_python():
    for got, shown in (
        (4, "4"),
        ("4", '"4"'),
        ('a"', "'a\"'"),
        (True, "true"),
        ([1], "danh sách [1]"),
    ):
        error = cchc.InvalidValueError.refuse("x", got, "43", "43")
        assert error.message_vi == f"x: nhận được {shown}; cần: 43"
    nothing = cchc.InvalidValueError.refuse("x", None, "43", "43")
    assert nothing.message_vi == "x: chưa có giá trị; cần: 43"
    long = cchc.InvalidValueError.refuse("x", "á" * 100, "43", "43")
    assert long.message_vi == f"x: nhận được '{'á' * 59}… [102 ký tự]; cần: 43"


def test_an_office_whose_symbol_does_not_follow_from_its_name():
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.loads('agency = "Sở Nội vụ"\nperiod = "năm 2025"', format="toml")
    (problem,) = caught.value.problems
    assert problem.message_vi.startswith('dòng 1: agency: nhận được "Sở Nội vụ"; cần: tên cho biết')
    fields = problem.message_vi[problem.message_vi.rindex("{") :]
    report = cchc.loads(f'agency = {fields}\nperiod = "năm 2025"', format="toml")
    assert (report.agency.name, report.agency.symbol, report.agency.place) == (
        "Sở Nội vụ",
        "SNV",
        "Hà Tĩnh",
    )
