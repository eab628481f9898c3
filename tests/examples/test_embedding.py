"""The example of a web service, called as a WSGI server would call it."""

import importlib.util
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import docx
import pytest
from docx.oxml.ns import qn

EXAMPLE = Path(__file__).parents[2] / "examples" / "embedding.py"
FACTS = {
    "agency": "Ủy ban nhân dân xã Mai Hoa",
    "period": "năm 2025",
    "plan": {"tasks": 43, "tasks_completed": 41},
    "procedures": {"dossiers": {"online": 1219, "in_person": 49, "on_time": 1211, "late": 3}},
}


def load() -> Any:
    spec = importlib.util.spec_from_file_location("embedding", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SERVICE = load()


def call(body: bytes, **changes: str) -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "QUERY_STRING": "",
        "wsgi.input": io.BytesIO(body),
        **changes,
    }
    setup_testing_defaults(environ)
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        started.extend((status, dict(headers)))
        return lambda data: None

    # The standard library's own judge of WSGI: it asserts what a server may rely on.
    result = validator(SERVICE.application)(environ, start_response)
    try:
        content = b"".join(result)
    finally:
        result.close()
    status, headers = started
    assert headers["Content-Length"] == str(len(content))
    return status, headers, content


def refused(body: bytes, **changes: str) -> list[dict[str, str]]:
    status, headers, content = call(body, **changes)
    assert status == "400 Bad Request"
    assert headers["Content-Type"] == "application/json"
    problems: list[dict[str, str]] = json.loads(content)["problems"]
    return problems


def test_facts_become_a_word_document() -> None:
    status, headers, content = call(json.dumps(FACTS).encode())
    assert status == "200 OK"
    assert headers["Content-Type"] == SERVICE.WORD
    body = docx.Document(io.BytesIO(content)).element.body
    text = "".join(each.text or "" for each in body.iter(qn("w:t")))  # also what stands in controls
    assert "đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%" in text
    assert "trực tuyến 1.219 hồ sơ (96,14%)" in text


def test_the_file_has_a_vietnamese_name() -> None:
    _, headers, _ = call(json.dumps(FACTS).encode())
    disposition = headers["Content-Disposition"]
    assert disposition.isascii()
    _, _, name = disposition.partition("filename*=UTF-8''")
    assert unquote(name) == "Báo cáo cải cách hành chính năm 2025.docx"


def test_the_same_facts_give_the_same_bytes() -> None:
    body = json.dumps(FACTS).encode()
    assert call(body)[2] == call(body)[2]


@pytest.mark.parametrize(
    ("changes", "field", "named"),
    [
        ({"plan": {"tasks": -1}}, "plan.tasks", "got -1"),
        ({"plan": {"tasks": 43.0}}, "plan.tasks", "got Decimal('43.0')"),
        ({"plan": {"task": 43}}, "plan.task", "no field 'task'; did you mean"),
        ({"plan": [43]}, "plan", "got [43]"),
        ({"procedures": {"dossiers": {"late": "3"}}}, "procedures.dossiers.late", "got '3'"),
        ({"period": None}, "period", "got None"),
        ({"period": "năm 25"}, "period", "got 'năm 25'"),
        ({"agency": "Xã Mai Hoa"}, "agency", "got 'Xã Mai Hoa'"),
        ({"note": "x"}, "note", "no field 'note'"),
    ],
)
def test_a_refusal_names_the_field(changes: dict[str, Any], field: str, named: str) -> None:
    (problem,) = refused(json.dumps(FACTS | changes).encode())
    assert problem["field"] == field
    assert problem["message"].startswith(f"{field}: {named}")
    assert problem["message_vi"].startswith(f"{field}: ")


def test_every_problem_is_told_at_once() -> None:
    wrong = FACTS | {"plan": {"tasks": -1, "targets": "4"}}
    fields = [problem["field"] for problem in refused(json.dumps(wrong).encode())]
    assert fields == ["plan.tasks", "plan.targets"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"null", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    assert len(refused(body)) == 1


@pytest.mark.parametrize("length", ["-1", "1000001"])
def test_a_length_that_cannot_be_is_refused_unread(length: str) -> None:
    # the validator itself wants a length that can be; so the application is called bare
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": length,
        "wsgi.input": io.BytesIO(b"{}"),
    }
    status, _, content = SERVICE.answer(environ)
    assert status == "400 Bad Request"
    assert json.loads(content)["problems"][0]["message"].startswith(f"body: {length} bytes")
    assert environ["wsgi.input"].tell() == 0


def test_only_a_post_makes_a_report() -> None:
    status, headers, _ = call(b"", REQUEST_METHOD="GET", CONTENT_LENGTH="")
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "POST")
