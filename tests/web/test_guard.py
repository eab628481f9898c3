"""Nobody else uses the page: no other name, no other site, no frame; no page runs what it shows."""

import re
from html import unescape

import pytest
from tests.web.asking import OWN, client_of

from cchc_lib.web.app import app_for
from cchc_lib.web.guard import HEADERS

FORM = {"van-ban": (None, "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,34%.")}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]:8000", "192.168.1.5:8000"]
)
def test_addresses_and_localhost_are_known(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "", "[", "a b"],
)
@pytest.mark.parametrize("path", ["/", "/bao-cao", "/tep/style.css", "/nowhere"])
def test_another_name_is_refused(client, host, path):
    answer = client.get(path, headers={**OWN, "Host": host})
    assert answer.status_code == 421
    assert "địa chỉ của máy" in answer.text


def test_a_name_that_was_given_is_known():
    with client_of(app_for(hosts=["may-chu.xa"]), "http://may-chu.xa:8000") as client:
        assert client.get("/tep/style.css").status_code == 200
        assert client.get("/tep/style.css", headers={"Host": "khac.xa"}).status_code == 421


ORIGINS = [
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "none"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"}, 403),
    ({"Sec-Fetch-Site": "", "Origin": "http://127.0.0.1:8000"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "http://127.0.0.1:9000"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "http://["}, 403),
    ({}, 403),
    ({"Origin": "http://127.0.0.1:8000"}, 200),
    ({"Sec-Fetch-Site": "same-origin"}, 200),
]


@pytest.mark.parametrize(("headers", "status"), ORIGINS, ids=str)
def test_what_another_site_sends_is_refused(client, headers, status):
    answer = client.post("/", files=FORM, headers=headers)
    assert answer.status_code == status
    assert ("phan-hien" in answer.text or "CCHC230" in answer.text) is (status == 200)


NO_ORIGIN = [{}, {"Origin": "null"}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": ""}]


@pytest.mark.parametrize("headers", [each for each, status in ORIGINS if status == 403], ids=str)
def test_a_refusal_tells_what_is_the_case_and_what_to_do(client, headers):
    text = unescape(client.post("/", files=FORM, headers=headers).text)
    is_unknown = headers in NO_ORIGIN
    assert ("không cho biết được gửi từ trang nào" in text) is is_unknown
    assert ("đến từ một trang khác" in text) is not is_unknown
    assert "gửi từ biểu mẫu của trang" in text
    if is_unknown:
        (header,) = re.findall(r"Origin: (http://[^, ]*)", text)
        assert client.post("/", files=FORM, headers={"Origin": header}).status_code == 200


def test_the_name_of_another_page_is_no_html(client):
    answer = client.post("/", files=FORM, headers={"Origin": "http://<b>"})
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [
        ("navigate", "document", 200),  # a link on another page
        ("navigate", "iframe", 403),
        ("no-cors", "image", 403),
        ("no-cors", "script", 403),
        ("cors", "empty", 403),
    ],
)
def test_another_site_may_link_to_a_page_and_no_more(client, mode, dest, status):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert client.get("/", headers=headers).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
def test_other_methods_do_nothing(client, method):
    assert client.request(method, "/").status_code == 405


ANSWERS = {
    "page": lambda client: client.get("/"),
    "form": lambda client: client.get("/bao-cao"),
    "checked": lambda client: client.post("/", files=FORM),
    "file": lambda client: client.get("/tep/page.js"),
    "rule": lambda client: client.get("/quy-tac/CCHC161"),
    "not found": lambda client: client.get("/../etc/passwd"),
    "other host": lambda client: client.get("/", headers={"Host": "evil.example"}),
    "other site": lambda client: client.post("/", headers={"Sec-Fetch-Site": "cross-site"}),
    "no form": lambda client: client.post("/", content=b"x"),
}


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_has_its_headers(client, ask):
    headers = ask(client).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["form-action"] == "'self'"
    assert "unsafe-inline" not in str(policy)
    assert "unsafe-eval" not in str(policy)
    assert "set-cookie" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("name", ["page", "form", "checked", "rule", "not found"])
def test_a_page_names_no_other_host_and_has_no_script_of_its_own(client, name):
    text = ANSWERS[name](client).text
    found = re.findall(r'(?:src|href|action)="([^"]*)"', text)
    assert found
    assert all(each.startswith(("/", "#", "data:application/vnd")) for each in found)
    assert not any(each.startswith("//") for each in found)
    assert re.findall("<script[^>]*>", text) == ['<script src="/tep/page.js" defer>']
    assert not re.search(r"<[^>]+\son\w+=", text)
    assert "<style" not in text
    assert "style=" not in text


@pytest.mark.parametrize("path", ["/tep/app.py", "/tep/..%2fapp.py", "/tep/", "/quy-tac/<b>"])
def test_what_is_not_there(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<b>" not in answer.text


def test_the_style_sheet_and_the_script_fetch_nothing(client):
    for name in ("style.css", "page.js", "icon.svg"):
        text = client.get(f"/tep/{name}").text.replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*// .*$", "", text, flags=re.MULTILINE)
        assert "@import" not in text
        assert "url(" not in text
