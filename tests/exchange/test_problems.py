"""Bad files: every problem at once, with its path, what was got and what is accepted."""

import json
import pickle
from decimal import Decimal
from pathlib import Path

import attrs
import jsonschema
import pytest
import strategies
from hypothesis import given, settings, strategies as st

import cchc_lib as cchc
from cchc_lib import define

BAD = sorted(
    path for path in (Path(__file__).parent / "bad").iterdir() if path.suffix in (".json", ".toml")
)
VALIDATOR = jsonschema.Draft202012Validator(
    cchc.json_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
HEAD = {"agency": "Ủy ban nhân dân xã Mai Hoa", "period": "năm 2025"}


def expected(path):
    """What stands beside a bad file: whether the schema finds it too, and its problems."""
    lines = path.with_name(path.name + ".problems").read_text("utf-8").splitlines()
    return (lines.pop(0) if path.suffix == ".json" else ""), lines


def problems_of(data, kind=cchc.Report, own=()):
    with pytest.raises(cchc.InvalidValueError) as caught:
        cchc.from_dict(data, kind=kind, own=own)
    return caught.value.problems


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_bad_files(path):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.load(path)
    problems = caught.value.problems
    assert [f"{one.path} | {type(one).__name__} | {one}" for one in problems] == expected(path)[1]
    for one in problems:
        assert one.message_vi
        assert one.message_vi != str(one)
        assert one.accepted
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "path", [path for path in BAD if path.suffix == ".json"], ids=lambda path: path.name
)
def test_the_schema_finds_faults_of_structure_too(path):
    verdict, _ = expected(path)
    if verdict == "schema: no JSON":
        with pytest.raises(json.JSONDecodeError):
            json.loads(path.read_text("utf-8"))
        return
    is_valid = VALIDATOR.is_valid(json.loads(path.read_text("utf-8")))
    assert verdict == ("schema: passes" if is_valid else "schema: fails")


def test_one_problem_is_the_error_itself():
    with pytest.raises(cchc.CchcError) as caught:
        cchc.from_dict({"tasks": -1}, kind=cchc.Plan)
    error = caught.value
    assert (error.path, error.got) == ("tasks", -1)
    assert "43" in error.accepted
    assert len(error.problems) == 1
    assert error.message_vi == "tasks: nhận được -1; cần: số nguyên từ 0 trở lên, ví dụ 43"


def test_many_problems_travel():
    with pytest.raises(cchc.CchcError) as caught:
        cchc.from_dict({"plan": {"tasks": -1}})
    again = pickle.loads(pickle.dumps(caught.value))
    assert [one.path for one in again.problems] == ["plan.tasks", "agency", "period"]
    assert str(again) == str(caught.value)


def test_binary_fractions_are_refused_and_decimals_are_not():
    (one,) = problems_of({"name": "PAR INDEX", "points": 87.55}, cchc.Index)
    assert one.path == "points"
    exact = cchc.from_dict({"name": "PAR INDEX", "points": Decimal("87.55")}, kind=cchc.Index)
    assert exact.points == Decimal("87.55")


def test_objects_may_stand_among_plain_values():
    plan = cchc.Plan(tasks=43)
    report = cchc.from_dict(
        {**HEAD, "agency": strategies.COMMUNE, "plan": plan, "civil_service": {"compliance": "1/1"}}
    )
    assert report.plan is plan
    assert report.civil_service.compliance == cchc.Ratio(1, 1)


def test_null_is_not_reported():
    assert cchc.from_dict({"tasks": None}, kind=cchc.Plan) == cchc.Plan()


def test_keys_that_are_no_text():
    paths = [one.path for one in problems_of({**HEAD, 1: 2, None: 3, (1,): 4, b"agency": 5})]
    assert paths == ["[1]", "[NoneType]", "[tuple]", "[bytes]"]


@define.subject("chủ đề có kiểm tra riêng")
@attrs.frozen(kw_only=True)
class Checked:
    name: str = define.words("tên", default=attrs.NOTHING)
    number: int | None = define.count("xã", "số xã")

    def __attrs_post_init__(self):
        if self.number == 7:
            raise RuntimeError("seven is refused here")


def test_a_check_of_an_own_class_has_its_place():
    data = {**HEAD, "checked": {"name": "a", "number": 7}}
    (one,) = problems_of(data, own=[Checked])
    assert str(one) == "checked: seven is refused here"
    one, other = problems_of({**HEAD, "checked": {"number": "7"}, "plan": 5}, own=[Checked])[:2]
    assert (one.path, other.path) == ("checked.number", "checked.name")


def test_own_subjects_need_an_id_of_their_own():
    @define.subject("trùng mã", id="plan")
    @attrs.frozen(kw_only=True)
    class Again:
        number: int | None = define.count("xã", "số xã")

    @define.subject("mã ở đầu dữ liệu", id="kind")
    @attrs.frozen(kw_only=True)
    class Kind:
        number: int | None = define.count("xã", "số xã")

    for own in ([Again], [Kind], [Checked, Checked]):
        with pytest.raises(cchc.InvalidValueError, match="own"):
            cchc.from_dict(HEAD, own=own)
    report = cchc.Report(
        agency=strategies.COMMUNE, period=cchc.Period.year(2025), own=[Kind(number=1)]
    )
    with pytest.raises(cchc.InvalidValueError, match=r"own\.kind"):
        cchc.to_dict(report)


@pytest.mark.parametrize("kind", [int, "Report", None, cchc.Document, cchc.Finding, 5])
def test_only_facts_are_read(kind):
    with pytest.raises(cchc.InvalidTypeError, match="kind"):
        cchc.from_dict({}, kind=kind)


@pytest.mark.parametrize("own", ["NewRural", cchc.Plan, [int], [cchc.Agency], [None], 5])
def test_own_are_subjects(own):
    with pytest.raises(cchc.InvalidTypeError, match="own"):
        cchc.from_dict(HEAD, own=own)


@pytest.mark.parametrize("value", [object(), 1.5, {1, 2}, b"x", cchc.STANDARD])
def test_what_has_no_form_as_data(value):
    with pytest.raises(cchc.InvalidTypeError, match="value"):
        cchc.to_dict(value)


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.floats(allow_nan=True),
    st.text(max_size=8),
    st.sampled_from(["x", "41/43", "2025-02-30", "năm 2025", "{", "{plan.x}", "a\nb", "\ud800"]),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)


def places(data, found=()):
    """Every place in plain values: where something can be put in the place of what is there."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*found, key)
        if isinstance(value, dict | list):
            yield from places(value, (*found, key))


@given(strategies.reports(), st.data())
@settings(max_examples=150)
def test_anything_loads_or_is_told(report, data):
    plain = cchc.to_dict(report)
    for _ in range(data.draw(st.integers(1, 3))):
        *above, last = data.draw(st.sampled_from(list(places(plain))))
        inner = plain
        for key in above:
            inner = inner[key]
        if isinstance(inner, dict) and data.draw(st.booleans()):
            inner[data.draw(st.text(max_size=5) | st.just("tasks"))] = data.draw(JUNK)
        else:
            inner[last] = data.draw(JUNK)
        if not isinstance(inner, dict | list):
            break
    told = ()
    try:
        loaded = cchc.from_dict(plain)
        assert cchc.from_dict(cchc.to_dict(loaded)) == loaded
    except cchc.CchcError as caught:
        told = caught.problems
    for one in told:
        assert one.path in str(one)
        assert one.path in one.message_vi


def test_as_many_as_anybody_reads():
    assert len(problems_of({f"key{n}": n for n in range(500)})) == 100
