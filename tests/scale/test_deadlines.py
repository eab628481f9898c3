"""Due days: the standard's vectors, supplements, an extension, half days, the hour of receipt."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import cchc_lib as cchc
from cchc_lib import Deadline, Limit, Pause
from cchc_lib.errors import FormatError, InvalidTypeError, InvalidValueError

WORK = cchc.WorkCalendar()
DAYS = st.dates(date(2021, 1, 1), date(2026, 3, 1))


def at(hour):
    return datetime.combine(date(2026, 11, 23), time(hour))


def day(text):
    number, month, year = map(int, text.split("/"))
    return date(year, month, number)


@pytest.mark.parametrize(
    ("start", "working", "due"),
    [
        ("23/11/2026", 1, "25/11/2026"),
        ("23/11/2026", 3, "27/11/2026"),
        ("29/8/2025", 1, "03/9/2025"),
        ("29/8/2025", 5, "09/9/2025"),
        ("25/4/2025", 1, "26/4/2025"),  # a Saturday, worked
        ("21/8/2026", 1, "22/8/2026"),  # a Saturday, worked
        ("13/02/2026", 1, "23/02/2026"),
        ("13/02/2026", 5, "27/02/2026"),
        ("24/4/2026", 2, "29/4/2026"),
        ("28/8/2026", 2, "04/9/2026"),
    ],
)
def test_working_days(start, working, due):
    found = Deadline.of(day(start), Limit.working(working))
    assert found.due == found.first == day(due)
    assert found.steps == ()
    assert not found.is_provisional


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("14/11/2026", 10, "25/11/2026"),  # 24/11 is a holiday
        ("02/8/2025", 30, "03/9/2025"),  # 01/9 and 02/9 too
        ("31/01/2026", 30, "02/3/2026"),  # a Monday
    ],
)
def test_calendar_days(start, days, due):
    assert Deadline.of(day(start), Limit.calendar(days)).due == day(due)


@pytest.mark.parametrize(
    ("text", "limit", "printed"),
    [
        ("05 ngày làm việc", Limit.working(5), "05 ngày làm việc"),
        ("5  Ngày làm việc", Limit.working(5), "05 ngày làm việc"),
        ("0,5 ngày làm việc", Limit.working(Decimal("0.5")), "0,5 ngày làm việc"),
        ("1/2 ngày làm việc", Limit.working(Fraction(1, 2)), "0,5 ngày làm việc"),
        ("1,5 ngày làm việc", Limit.working(Fraction(3, 2)), "1,5 ngày làm việc"),
        ("30 ngày", Limit.calendar(30), "30 ngày"),
        ("00 ngày", Limit.calendar(0), "00 ngày"),
        ("Trong ngày", Limit.working(0), "trong ngày"),
        ("ngay trong ngày làm việc", Limit.working(0), "trong ngày"),
        ("Giải quyết ngay", Limit.working(0), "trong ngày"),
        ("trong ngày tiếp nhận hồ sơ", Limit.working(0), "trong ngày"),
        ("08 giờ làm việc", Limit.working(1), "01 ngày làm việc"),
        ("04 giờ làm việc", Limit.working(Fraction(1, 2)), "0,5 ngày làm việc"),
        ("02 giờ làm việc", Limit.working(Fraction(1, 4)), "02 giờ làm việc"),
        ("11 giờ làm việc", Limit.working(Fraction(11, 8)), "11 giờ làm việc"),
        ("04 giờ", Limit.hours(4), "04 giờ"),
        ("01 tháng", Limit.months(1), "01 tháng"),
        ("02 năm", Limit.months(24), "24 tháng"),
        ("02 tuần", Limit.calendar(14), "14 ngày"),
        ("không quá 05 ngày làm việc", Limit.working(5), "05 ngày làm việc"),
        ("Trong thời hạn không quá 30 ngày", Limit.calendar(30), "30 ngày"),
        ("Thời hạn giải quyết: 15 ngày.", Limit.calendar(15), "15 ngày"),
        ("15 (mười lăm) ngày", Limit.calendar(15), "15 ngày"),
        (
            "05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
            Limit.working(5),
            "05 ngày làm việc",
        ),
        ("15 ngày (trong đó Sở 10 ngày, xã 05 ngày)", Limit.calendar(15), "15 ngày"),
        ("15 ngày, trong đó: Sở 10 ngày; xã 05 ngày", Limit.calendar(15), "15 ngày"),
    ],
)
def test_limits_are_read_and_printed(text, limit, printed):
    assert Limit.parse(text) == limit
    assert str(limit) == printed
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "ngày",
        "năm ngày",
        "-5 ngày",
        "0,3 ngày làm việc",
        "1,5 ngày",
        "0,5 giờ",
        "0,3 giờ làm việc",
        "0,5 tháng",
        "nửa tháng",
        "200 tháng",
        "9000 giờ",
        "15 (mười) ngày",
        "15 (vài) ngày",
        "10 - 15 ngày",
        "ít nhất 5 ngày",
        "10 ngày và 05 ngày làm việc",
        "15 ngày (không tính thời gian niêm yết)",
        "15 ngày kể từ ngày có kết luận thanh tra",
        "trong ngày; nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo",
        "15 ngày, trong đó: xã 05 ngày; nếu cần xác minh thì 30 ngày",
        "15 ngày (trong đó có 05 ngày niêm yết, không kể thời gian niêm yết)",
        "trong buổi",
        "٥ ngày",
        "9" * 5000 + " ngày",
        "99999 ngày",
    ],
)
def test_other_texts_are_no_limits(text):
    with pytest.raises(FormatError, match="time limit") as raised:
        Limit.parse(text)
    assert "thời hạn" in raised.value.message_vi


def test_other_values_are_no_limits():
    for bad in (0.5, True, "5", None):
        with pytest.raises(InvalidTypeError):
            Limit.working(bad)
    for bad in (-1, Fraction(1, 3), Fraction(1, 16), 4000):
        with pytest.raises(InvalidValueError):
            Limit.working(bad)
    with pytest.raises(InvalidValueError, match=r"Limit\.unit"):
        Limit(5, "year")
    with pytest.raises(InvalidValueError):
        Limit.calendar(Fraction(1, 2))
    with pytest.raises(InvalidTypeError):
        Deadline.of(date(2026, 11, 23), 5)
    with pytest.raises(InvalidTypeError):
        Deadline.of("23/11/2026", "5 ngày")


def test_a_supplement_stops_the_time():
    pause = Pause(date(2026, 11, 25), date(2026, 12, 2))
    found = Deadline.of(date(2026, 11, 23), "03 ngày làm việc", pauses=[pause])
    (step,) = found.steps
    assert (step.reason, step.on) == ("supplement", date(2026, 12, 2))
    assert (step.before, step.after) == (date(2026, 11, 27), date(2026, 12, 4))
    assert (found.first, found.due) == (date(2026, 11, 27), date(2026, 12, 4))


def test_or_starts_it_again():
    pause = Pause(date(2026, 11, 25), date(2026, 12, 2))
    found = Deadline.of(
        date(2026, 11, 23), "03 ngày làm việc", pauses=[pause], supplement="restart"
    )
    assert found.due == WORK.add(date(2026, 12, 2), 3) == date(2026, 12, 7)


def test_calendar_days_stop_too_and_roll_only_at_the_end():
    # last day Saturday 28/11, promised for Monday 30/11; five days pass: Thursday 03/12
    pause = Pause(date(2026, 11, 20), date(2026, 11, 25))
    found = Deadline.of(date(2026, 11, 18), "10 ngày", pauses=[pause])
    assert (found.first, found.due) == (date(2026, 11, 30), date(2026, 12, 3))


def test_a_supplement_asked_on_the_day_that_a_day_off_moved_the_end_to():
    pause = Pause(date(2026, 9, 3), date(2026, 9, 9))
    found = Deadline.of(date(2026, 8, 3), "30 ngày", pauses=[pause])  # 02/9 is a holiday
    assert (found.first, found.due) == (date(2026, 9, 3), date(2026, 9, 9))


def test_a_supplement_that_has_not_come():
    found = Deadline.of(date(2026, 11, 23), "3 ngày làm việc", pauses=[Pause(date(2026, 11, 25))])
    assert found.waiting
    assert found.due == date(2026, 11, 27)
    assert found.steps == ()


def test_a_request_after_the_due_day_helps_nobody():
    pause = Pause(date(2026, 12, 1), date(2026, 12, 9))
    found = Deadline.of(date(2026, 11, 23), "3 ngày làm việc", pauses=[pause])
    assert found.due == date(2026, 11, 27)


def test_requests_stand_in_order():
    first, second = Pause(date(2026, 11, 25), date(2026, 11, 30)), Pause(date(2026, 11, 27))
    for pauses in ([first, second], [second, first]):
        with pytest.raises(InvalidValueError, match="in order"):
            Deadline.of(date(2026, 11, 23), "9 ngày làm việc", pauses=pauses)
    with pytest.raises(InvalidValueError, match="asked for"):
        Pause(date(2026, 11, 25), date(2026, 11, 24))
    with pytest.raises(InvalidTypeError, match="Pause"):
        Deadline.of(date(2026, 11, 23), "9 ngày", pauses=[date(2026, 11, 25)])


def test_an_extension_keeps_the_old_day_beside_the_new():
    for extension in (Limit.working(2), date(2026, 12, 1)):
        found = Deadline.of(date(2026, 11, 23), "3 ngày làm việc", extension=extension)
        (step,) = found.steps
        assert (step.reason, step.before, step.after) == (
            "extension",
            date(2026, 11, 27),
            date(2026, 12, 1),
        )
        assert found.first == date(2026, 11, 27)
    assert Deadline.of(
        date(2026, 11, 23), "3 ngày làm việc", extension=Limit.calendar(1)
    ).due == date(2026, 11, 30)  # a Saturday moves on
    with pytest.raises(InvalidValueError, match="after 2026-11-27"):
        Deadline.of(date(2026, 11, 23), "3 ngày làm việc", extension=date(2026, 11, 27))


@pytest.mark.parametrize(
    ("hour", "due"),
    [
        (time(14, 59), "23/11/2026"),
        (time(15), "23/11/2026"),
        (time(15, 1), "25/11/2026"),
    ],
)
def test_after_the_hour_it_counts_as_of_the_next_working_day(hour, due):
    received = datetime.combine(date(2026, 11, 23), hour)
    assert Deadline.of(received, "trong ngày", cutoff=time(15)).due == day(due)
    assert Deadline.of(received, "trong ngày").due == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("hour", "limit", "due"),
    [
        (9, "0,5 ngày làm việc", "25/11/2026"),  # 24/11 is off: Wednesday noon, without the rule
        (9, "1 ngày làm việc", "25/11/2026"),
    ],
)
def test_halves_round_up_to_days(hour, limit, due):
    assert Deadline.of(at(hour), limit).due == day(due)


@pytest.mark.parametrize(
    ("hour", "limit", "due"),
    [
        (9, "0,5 ngày làm việc", "23/11/2026"),
        (13, "0,5 ngày làm việc", "25/11/2026"),
        (9, "1,5 ngày làm việc", "25/11/2026"),
        (13, "1,5 ngày làm việc", "26/11/2026"),
        (9, "1 ngày làm việc", "25/11/2026"),
        (13, "1 ngày làm việc", "25/11/2026"),
    ],
)
def test_or_count_from_the_half_day_of_receipt(hour, limit, due):
    assert Deadline.of(at(hour), limit, half_days=True).due == day(due)


def test_both_rules_need_the_hour():
    for rule in ({"cutoff": time(15)}, {"half_days": True}):
        with pytest.raises(InvalidTypeError, match="day and time"):
            Deadline.of(date(2026, 11, 23), "0,5 ngày làm việc", **rule)
    with pytest.raises(InvalidTypeError):
        Deadline.of(at(9), "5 ngày", cutoff=15)
    with pytest.raises(InvalidValueError):
        Deadline.of(date(2026, 11, 23), "5 ngày", supplement="stop")


def test_a_provisional_day_says_so():
    with pytest.raises(InvalidValueError, match="2027"):
        Deadline.of(date(2026, 12, 30), "5 ngày làm việc")
    asked = cchc.WorkCalendar(provisional=True)
    found = Deadline.of(date(2026, 12, 30), "5 ngày làm việc", calendar=asked)
    assert found.is_provisional
    assert found.provisional_years == (2027,)
    assert str(found) == "07/01/2027 (tạm tính: năm 2027 chưa có thông báo lịch nghỉ)"
    known = Deadline.of(date(2026, 11, 23), "5 ngày làm việc", calendar=asked)
    assert str(known) == "01/12/2026"


LIMITS = st.one_of(
    st.integers(0, 60).map(Limit.working),
    st.integers(0, 90).map(Limit.calendar),
    st.integers(1, 36).map(lambda hours: Limit.working(Fraction(hours, 8))),
)


@given(DAYS, LIMITS)
def test_a_due_day_is_a_working_day_from_the_receipt_on(received, limit):
    found = Deadline.of(received, limit)
    assert WORK.is_working(found.due)
    assert found.due >= received
    counted = WORK.working_days(received + timedelta(1), found.due)
    if limit.is_working and limit.amount:
        assert counted == -int(-limit.amount // 1)
    elif not limit.is_working:
        assert (found.due - received).days >= limit.amount
        assert not any(
            WORK.is_working(received + timedelta(n))
            for n in range(int(limit.amount), (found.due - received).days)
        )


@given(DAYS, LIMITS, st.integers(0, 20), st.integers(0, 30))
def test_a_supplement_never_shortens_and_gives_back_the_time_it_took(received, limit, at, lasts):
    asked = received + timedelta(at)
    pause = Pause(asked, asked + timedelta(lasts))
    found = Deadline.of(received, limit, pauses=[pause])
    assert found.due >= found.first
    if asked <= found.first:
        assert found.due >= pause.resumed
    if limit.is_working and asked <= found.first and limit.amount:
        waited = WORK.working_days(asked + timedelta(1), pause.resumed)
        used = WORK.working_days(received + timedelta(1), found.due)
        assert used - waited in (-int(-limit.amount // 1), 1 - int(-limit.amount // 1))


@pytest.mark.parametrize("days", [Fraction(1, 3), -1, 1.5, True, 4000])
@pytest.mark.parametrize("unit", ["working_day", "day", "month"])
def test_no_limit_is_made_of_what_is_none(days, unit):
    with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
        Limit(days, unit)
    assert caught.value.path == "Limit.amount"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pauses", None),
        ("pauses", Pause(date(2026, 11, 24))),
        ("pauses", "25/11/2026"),
        ("calendar", "vn"),
        ("received", date(2100, 1, 1)),
        ("received", date.max),
        ("extension", Limit.working(0)),
        ("extension", "00 ngày"),
        ("extension", 2),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(field, value):
    given = {"received": date(2026, 11, 23), "limit": "30 ngày", field: value}
    with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
        Deadline.of(given.pop("received"), given.pop("limit"), **given)
    assert caught.value.path == field
    assert caught.value.message_vi


def test_an_extension_is_also_said_in_words():
    found = Deadline.of(date(2026, 11, 23), Limit.working(3), extension="02 ngày làm việc")
    assert found == Deadline.of(date(2026, 11, 23), Limit.working(3), extension=Limit.working(2))


def test_only_what_was_answered_without_a_notice_is_provisional():
    """2020 is not announced, but of a limit in calendar days only the last day is looked up."""
    given = date(2020, 12, 20), Limit.calendar(30)
    found = Deadline.of(*given)
    assert (found.due, found.is_provisional) == (date(2021, 1, 19), False)
    assert Deadline.of(*given, calendar=cchc.WorkCalendar(provisional=True)).is_provisional


def test_a_time_of_receipt_with_a_zone_is_that_of_vietnam():
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)  # 3 o'clock on Monday
    assert Deadline.of(evening, Limit.working(3)).due == date(2026, 11, 27)
    late = datetime(2026, 11, 23, 9, tzinfo=UTC)  # 16:00
    assert Deadline.of(late, Limit.working(1), cutoff=time(15)) == Deadline.of(
        at(16), Limit.working(1), cutoff=time(15)
    )


@given(DAYS, st.integers(1, 20), st.integers(0, 3))
def test_a_supplement_before_the_time_runs_changes_nothing(day, working, waited):
    """Received after 15:00, asked the same day, and there when the first day that counts begins."""
    late = datetime.combine(day, time(16))
    start = WORK.add(day, 1)
    resumed = min(day + timedelta(waited), start)
    plain = Deadline.of(late, Limit.working(working), cutoff=time(15))
    asked = Deadline.of(late, Limit.working(working), cutoff=time(15), pauses=[Pause(day, resumed)])
    assert asked.due == plain.due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("23/10/2026", 1, "23/11/2026"),
        ("24/10/2026", 1, "25/11/2026"),  # 24/11 is a holiday
        ("31/3/2026", 1, "04/5/2026"),  # 30/4, no 31/4; then holidays and a weekend
        ("31/12/2024", 2, "28/02/2025"),  # no 31/02
        ("30/12/2023", 2, "29/02/2024"),
        ("29/02/2024", 12, "28/02/2025"),
        ("15/12/2025", 1, "15/01/2026"),
    ],
)
def test_months(start, months, due):
    assert Deadline.of(day(start), Limit.months(months)).due == day(due)


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_a_month_ends_on_its_day_or_on_its_last_and_more_months_never_end_sooner(at, one, more):
    found = Deadline.of(at, Limit.months(one), calendar=EVERY)
    if one:
        month = at.month + at.year * 12 + one
        assert found.due.year * 12 + found.due.month in (month, month + 1)
    assert found.due <= Deadline.of(at, Limit.months(one + more), calendar=EVERY).due


EVERY = cchc.WorkCalendar(provisional=True)


@pytest.mark.parametrize(
    ("received", "hour", "limit", "due"),
    [
        ("25/11/2026", 9, "04 giờ", "25/11/2026"),
        ("25/11/2026", 16, "08 giờ", "26/11/2026"),  # midnight
        ("25/11/2026", 16, "07 giờ", "25/11/2026"),
        ("20/11/2026", 9, "24 giờ", "23/11/2026"),  # a Saturday moves on
        ("25/11/2026", 9, "48 giờ", "27/11/2026"),
    ],
)
def test_hours_run_from_the_moment_of_receipt(received, hour, limit, due):
    assert Deadline.of(datetime.combine(day(received), time(hour)), limit).due == day(due)


@pytest.mark.parametrize(
    ("hour", "limit", "due"),
    [
        (9, "08 giờ làm việc", "25/11/2026"),
        (9, "02 giờ làm việc", "23/11/2026"),
        (14, "02 giờ làm việc", "25/11/2026"),
        (9, "06 giờ làm việc", "25/11/2026"),
        (9, "12 giờ làm việc", "25/11/2026"),
    ],
)
def test_hours_of_work_are_parts_of_a_working_day(hour, limit, due):
    assert Deadline.of(at(hour), limit, half_days=True).due == day(due)
    whole = Limit.working(-(-Limit.parse(limit).amount // 1))
    assert Deadline.of(at(hour), limit).due == Deadline.of(at(hour), whole).due


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"pauses": [Pause(date(2026, 11, 25))]}, "pauses"),
        ({"cutoff": time(15)}, "cutoff"),
        ({"extension": "04 giờ"}, "extension"),
    ],
)
def test_hours_take_nothing_that_counts_days(given, field):
    with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
        Deadline.of(at(9), "24 giờ", **given)
    assert caught.value.path == field
    with pytest.raises(InvalidTypeError, match="day and time"):
        Deadline.of(date(2026, 11, 23), "24 giờ")


def test_an_extension_may_be_a_month():
    assert Deadline.of(date(2026, 11, 23), "3 ngày làm việc", extension="01 tháng").due == date(
        2026, 12, 28
    )  # 27/12 is a Sunday


@given(st.integers(0, 9000), st.sampled_from(["working_day", "day", "month", "hour"]))
def test_what_is_printed_is_read_again(amount, unit):
    parts = 8 if unit == "working_day" else 1
    try:
        limit = Limit(Fraction(amount, parts), unit)
    except InvalidValueError:
        return
    assert Limit.parse(str(limit)) == limit
