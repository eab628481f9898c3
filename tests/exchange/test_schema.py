"""The JSON Schema: of the current version of JSON Schema, and what docs/ shows is what it says."""

import importlib.util
from pathlib import Path

import attrs
import jsonschema
import pytest

import cchc_lib as cchc
from cchc_lib import define
from cchc_lib.exchange.versions import migrated, version_of

DOCS = Path(__file__).parents[2] / "docs"


def written():
    spec = importlib.util.spec_from_file_location("schemas", DOCS / "schemas.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.schemas()


@pytest.mark.parametrize(
    ("path", "text"), written().items(), ids=lambda one: getattr(one, "name", "")
)
def test_docs_are_current(path, text):
    assert path.read_text("utf-8") == text, "run: python docs/schemas.py"


@pytest.mark.parametrize("kind", [cchc.Report, cchc.ProceduresReport, cchc.Plan, cchc.Dossiers])
def test_it_is_a_schema(kind):
    jsonschema.Draft202012Validator.check_schema(cchc.json_schema(kind))


@define.subject("xây dựng nông thôn mới")
@attrs.frozen(kw_only=True)
class NewRural:
    communes: int | None = define.count("xã", "số xã")
    spent_vnd: int | None = define.money("kinh phí")


def test_what_it_says():
    schema = cchc.json_schema(own=[NewRural])
    assert schema["required"] == ["agency", "period"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["kind"] == {"title": "loại báo cáo", "const": "report"}
    assert schema["properties"]["new_rural"] == {
        "title": "xây dựng nông thôn mới",
        "$ref": "#/$defs/NewRural",
    }
    assert schema["$defs"]["NewRural"]["properties"] == {
        "communes": {
            "title": "số xã",
            "type": ["integer", "null"],
            "minimum": 0,
            "x-unit": "xã",
        },
        "spent_vnd": {
            "title": "kinh phí",
            "type": ["integer", "null"],
            "minimum": 0,
            "x-unit": "đồng",
        },
    }
    assert schema["properties"]["issued"]["format"] == "date"
    assert schema["properties"]["previous"]["anyOf"][0] == {"$ref": "#"}
    for definition in (schema, *schema["$defs"].values()):
        for field in definition.get("properties", {}).values():
            assert field["title"]


def test_an_own_subject_of_the_same_name_has_its_own_place():
    @define.subject("kế hoạch riêng", id="own_plan")
    @attrs.frozen(kw_only=True)
    class Plan:
        number: int | None = define.count("xã", "số xã")

    schema = cchc.json_schema(own=[Plan])
    jsonschema.Draft202012Validator.check_schema(schema)
    data = {"agency": "UBND xã A", "period": "năm 2025", "own_plan": {"number": 3}, "plan": {}}
    jsonschema.validate(data, schema)
    assert cchc.from_dict(data, own=[Plan]).own == (Plan(number=3),)


def renamed(data):
    return {("plan" if key == "programme" else key): value for key, value in data.items()}


def counted(data):
    plan = dict(data.get("plan", {}))
    plan["tasks"] = plan.pop("done", 0) + plan.pop("open", 0)
    return {**data, "plan": plan}


def test_the_way_from_an_older_version():
    old = {"cchc_lib": 1, "programme": {"done": 41, "open": 2}}
    steps = {1: renamed, 2: counted}
    assert migrated(old, steps=steps, current=3) == {"cchc_lib": 3, "plan": {"tasks": 43}}
    assert old == {"cchc_lib": 1, "programme": {"done": 41, "open": 2}}
    newer = {"cchc_lib": 2, "plan": {"done": 41, "open": 2}}
    assert migrated(newer, steps=steps, current=3)["plan"] == {"tasks": 43}
    today = {"plan": {"tasks": 43}}
    assert migrated(today, steps=steps, current=3) is today


@pytest.mark.parametrize("version", [0, -1, 4, True, "1", 1.0, None])
def test_versions_that_are_none(version):
    with pytest.raises(cchc.CchcError, match="cchc_lib"):
        version_of({"cchc_lib": version}, 3)


def test_old_data_that_are_not_what_they_should_be():
    with pytest.raises(cchc.InvalidValueError, match="version 2"):
        migrated({"cchc_lib": 2, "plan": {"done": "x"}}, steps={2: counted}, current=3)
    with pytest.raises(cchc.InvalidValueError, match="a version from which a way leads"):
        migrated({"cchc_lib": 1}, steps={2: counted}, current=3)
