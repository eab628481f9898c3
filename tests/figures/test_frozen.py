"""A mapping that cannot change."""

import copy
import json
import pickle

import pytest

import cchc_lib as cchc
from cchc_lib.figures.frozen import FrozenDict

TEXTS = FrozenDict({"plan.tasks": "43", "plan.completion": "95,35%"})

CHANGES = {
    "set": lambda: TEXTS.__setitem__("a", "1"),
    "delete": lambda: TEXTS.__delitem__("plan.tasks"),
    "update": lambda: TEXTS.update(a="1"),
    "or": lambda: TEXTS.__ior__({"a": "1"}),
    "setdefault": lambda: TEXTS.setdefault("a", "1"),
    "pop": lambda: TEXTS.pop("plan.tasks"),
    "popitem": lambda: TEXTS.popitem(),
    "clear": lambda: TEXTS.clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_refuses_every_change(change):
    before = dict(TEXTS)
    with pytest.raises(cchc.InvalidTypeError):
        change()
    assert before == TEXTS


def test_it_is_filled_once():
    before = dict(TEXTS)
    TEXTS.__init__({"a": "1"})
    assert before == TEXTS


def test_it_is_a_value():
    assert pickle.loads(pickle.dumps(TEXTS)) == TEXTS == {**TEXTS}
    assert type(pickle.loads(pickle.dumps(TEXTS))) is FrozenDict
    assert copy.copy(TEXTS) is TEXTS is copy.deepcopy(TEXTS)
    assert hash(TEXTS) == hash(FrozenDict(reversed(list(TEXTS.items()))))
    assert json.loads(json.dumps(TEXTS)) == TEXTS
    assert TEXTS | {"a": "1"} == {**TEXTS, "a": "1"}
    assert type(TEXTS.copy()) is dict
    assert list(TEXTS) == ["plan.tasks", "plan.completion"]
    assert FrozenDict() == {}
