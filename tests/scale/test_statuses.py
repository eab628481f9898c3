"""Where a dossier stands, by calendar day, and where disputed cases count."""

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from cchc_lib import Dossiers, DossierStatus, StatusPolicy
from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.scale.statuses import (
    APART,
    BY_FORM,
    IN_COLUMN_9,
    POLICIES,
    SIDE_STATES,
    DossierState,
)

DUE, ON = date(2026, 11, 25), date(2026, 12, 14)


@pytest.mark.parametrize(
    ("ended", "on", "status"),
    [
        (DUE - timedelta(1), ON, "early"),
        (DUE, ON, "on_time"),
        (DUE + timedelta(1), ON, "late"),
        (None, DUE - timedelta(1), "pending_in_time"),
        (None, DUE, "pending_in_time"),
        (None, DUE + timedelta(1), "pending_overdue"),
        (ON + timedelta(1), ON, "pending_overdue"),  # ended after the day that is asked about
        (ON, DUE, "pending_in_time"),
    ],
)
def test_days_decide(ended, on, status):
    assert DossierStatus.of(DUE, ended=ended, on=on) == status


@pytest.mark.parametrize("state", SIDE_STATES)
def test_side_states(state):
    found = DossierStatus.of(DUE, ended=DUE, on=ON, state=str(state))
    assert found == state
    assert found.label == state.label
    later = DossierStatus.of(DUE, ended=ON + timedelta(1), on=ON, state=state)
    assert later == ("supplementing" if state == "supplementing" else "pending_overdue")


def test_every_status_is_a_fact_of_dossiers():
    for status in DossierStatus:
        assert hasattr(Dossiers(), status.fact)
        assert status.label


def test_what_is_no_state_is_refused():
    with pytest.raises(InvalidValueError):
        DossierStatus.of(DUE, on=ON, state="resolved")
    with pytest.raises(InvalidTypeError):
        DossierStatus.of(DUE, on="14/12/2026")


E, L = DossierStatus.EARLY, DossierStatus.LATE
P, PAST = DossierStatus.PENDING_IN_TIME, DossierStatus.PENDING_OVERDUE


@pytest.mark.parametrize(
    ("policy", "state", "by_day", "counts"),
    [
        (BY_FORM, "returned", E, "on_time"),
        (BY_FORM, "withdrawn", L, "late"),
        (BY_FORM, "supplementing", P, "pending_in_time"),
        (BY_FORM, "supplementing", PAST, "pending_in_time"),
        (APART, "returned", L, "returned"),
        (APART, "supplementing", PAST, "supplementing"),
        (IN_COLUMN_9, "supplementing", P, "on_time"),
        (IN_COLUMN_9, "supplementing", PAST, "pending_overdue"),
        (IN_COLUMN_9, "refused", E, "on_time"),
    ],
)
def test_policies(policy, state, by_day, counts):
    assert policy.settle(DossierStatus(state), by_day) == counts
    assert policy.settle(by_day, by_day) == by_day


@pytest.mark.parametrize("policy", POLICIES.values(), ids=str)
def test_a_policy_is_a_value_that_says_what_it_does(policy):
    assert str(policy) == policy.note
    assert pickle.loads(pickle.dumps(policy)) == policy == copy.deepcopy(policy)
    assert hash(policy) == hash(copy.deepcopy(policy))
    assert POLICIES[policy.name] is policy


def test_a_policy_of_ones_own():
    ours = StatusPolicy(
        "ours", "như quy chế của tỉnh", dict(BY_FORM.places) | {"supplementing": "pending"}
    )
    assert ours.settle(DossierStatus.SUPPLEMENTING, PAST) == "pending_overdue"
    by_day = StatusPolicy(
        "by_day", "theo ngày", dict.fromkeys(SIDE_STATES, "by_day") | {"supplementing": "apart"}
    )
    assert by_day.settle(DossierStatus.REFUSED, E) == "early"
    assert by_day.apart == (DossierState.SUPPLEMENTING,)


@pytest.mark.parametrize(
    "places",
    [
        {},
        {"returned": "on_time"},
        dict(BY_FORM.places) | {"returned": "nowhere"},
        dict(BY_FORM.places) | {"lost": "apart"},
        dict(BY_FORM.places) | {"returned": "pending"},
        dict(BY_FORM.places) | {"supplementing": "by_day"},
    ],
)
def test_a_policy_without_sense_is_refused(places):
    with pytest.raises(InvalidValueError):
        StatusPolicy("x", "x", places)
    with pytest.raises(InvalidTypeError):
        StatusPolicy("x", "x", list(places))


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(-30, 30), st.integers(-30, 60))
def test_a_resolved_dossier_is_in_time_when_it_is_no_later_than_due(due, end, on):
    ended, day = due + timedelta(end), due + timedelta(on)
    found = DossierStatus.of(due, ended=ended, on=day)
    if ended > day:
        assert found == DossierStatus.of(due, on=day)
    else:
        assert (found in ("early", "on_time")) is (ended <= due)
