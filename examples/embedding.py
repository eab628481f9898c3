"""A web service with nothing but the standard library: facts in as JSON, a Word document out.

python examples/embedding.py [port]

    curl http://127.0.0.1:8000 -OJ -d '{"agency": "Ủy ban nhân dân xã Mai Hoa", "year": 2025,
                                        "plan": {"tasks": 43, "tasks_completed": 41}}'
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import cchc_lib as cchc

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 1_000_000


def take(facts: Any, where: str, *names: str) -> dict[str, Any]:
    """Return these fields of a JSON object; refuse any other: a misspelt one would be lost."""
    if not isinstance(facts, dict):
        raise cchc.InvalidTypeError(f"{where}: got {facts!r:.60}; accepted: a JSON object")
    for name in facts:
        if name not in names:
            raise cchc.UnknownNameError(f"{where}: no field {name!r:.60}; known: {names}")
    return {name: facts.get(name) for name in names}


def report_of(facts: Any) -> cchc.Report:
    """Return the report that the facts make: each field has its place, none is guessed."""
    given = take(facts, "report", "agency", "year", "plan", "dossiers")
    plan = take(given["plan"] or {}, "plan", "targets", "tasks", "tasks_completed")
    dossiers = take(given["dossiers"] or {}, "dossiers", "online", "in_person", "on_time", "late")
    return cchc.Report(
        agency=cchc.Agency(name=given["agency"] or ""),
        period=cchc.Period.year(given["year"]),
        plan=cchc.Plan(**plan),
        procedures=cchc.Procedures(dossiers=cchc.Dossiers(**dossiers)),
    )


def facts_of(environ: WSGIEnvironment) -> Any:
    """Return the JSON of a request."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 < length <= MOST_BYTES:
            raise ValueError(f"{length} bytes; accepted: 1 to {MOST_BYTES}")
        return json.loads(environ["wsgi.input"].read(length))
    except (ValueError, RecursionError) as error:
        raise cchc.FormatError(f"body: {error}") from error


def answer(environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status, headers and body: a document, or what is wrong with the facts."""
    if environ["REQUEST_METHOD"] != "POST":
        return "405 Method Not Allowed", [("Allow", "POST"), ("Content-Type", "text/plain")], b""
    try:
        report = report_of(facts_of(environ))
        name = quote(f"Báo cáo cải cách hành chính {report.period}.docx")
        file = f"attachment; filename=\"bao-cao.docx\"; filename*=UTF-8''{name}"
        headers = [("Content-Type", WORD), ("Content-Disposition", file)]
        return "200 OK", headers, cchc.render_docx(report)
    except cchc.CchcError as error:
        body = json.dumps({"error": type(error).__name__, "message": str(error)}).encode()
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
