"""A web service with nothing but the standard library: facts in as JSON, a Word document out.

python examples/embedding.py [port]

    curl http://127.0.0.1:8000 -OJ -d '{
        "agency": "Ủy ban nhân dân xã Mai Hoa", "period": "năm 2025",
        "plan": {"tasks": 43, "tasks_completed": 41}}'
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from urllib.parse import quote
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import cchc_lib as cchc

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 1_000_000


def body_of(environ: WSGIEnvironment) -> bytes:
    """Return the body of a request; one without a length, or too long, stays unread."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or not 0 < int(length) <= MOST_BYTES:
        raise cchc.FormatError(f"body: {length} bytes; accepted: 1 to {MOST_BYTES}", path="body")
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def answer(environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status, headers and body: a document, or what is wrong with the facts."""
    if environ["REQUEST_METHOD"] != "POST":
        return "405 Method Not Allowed", [("Allow", "POST"), ("Content-Type", "text/plain")], b""
    try:
        report = cchc.loads(body_of(environ), format="json")
        name = quote(f"Báo cáo cải cách hành chính {report.period}.docx")
        file = f"attachment; filename=\"bao-cao.docx\"; filename*=UTF-8''{name}"
        headers = [("Content-Type", WORD), ("Content-Disposition", file)]
        return "200 OK", headers, cchc.render_docx(report)
    except cchc.CchcError as error:
        problems = [
            {"field": each.path, "message": str(each), "message_vi": each.message_vi}
            for each in error.problems
        ]
        body = json.dumps({"problems": problems}).encode()
        return "400 Bad Request", [("Content-Type", "application/json")], body


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request, for any WSGI server: gunicorn, uWSGI, mod_wsgi."""
    status, headers, body = answer(environ)
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


def main(port: int) -> None:
    """Serve on this computer until interrupted."""
    with make_server("127.0.0.1", port, application) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
