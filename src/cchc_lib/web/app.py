"""The addresses of the page. Nothing is kept between two requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from cchc_lib.web.bounded import Bounded
from cchc_lib.web.guard import Guard, policy
from cchc_lib.web.jobs import blank, check, explained
from cchc_lib.web.kinds import Kinds
from cchc_lib.web.limits import Limits
from cchc_lib.web.pages import STATIC, Reply, refusal, static
from cchc_lib.web.reporting import blank_form, filled_form
from cchc_lib.web.uploads import is_passed_over, sent_with

__all__ = ["app_for"]


def app_for(
    kinds: Kinds | None = None, *, limits: Limits | None = None, hosts: Iterable[str] = ()
) -> ASGIApp:
    """Return the application: an ASGI one, for one process, with these kinds of reports.

    `hosts` are names, beside localhost and addresses, by which it may be called.
    """
    at_hand, bounds = kinds or Kinds(), limits or Limits()
    bounded = Bounded(bounds)

    async def worked(request: Request, job: Callable[..., Reply], *args: object) -> Response:
        with bounded.place():
            sent = await sent_with(request, bounds)
            return _response(await bounded.run(job, *args, sent))

    async def check_page(request: Request) -> Response:
        if request.method != "POST":  # no work: it waits for nobody's
            return _response(blank())
        return await worked(request, check)

    async def report_page(request: Request) -> Response:
        if request.method != "POST":
            return _response(blank_form(at_hand, request.query_params.get("loai", "")))
        return await worked(request, filled_form, at_hand)

    async def rule_page(request: Request) -> Response:
        return _response(explained(request.path_params["code"]))

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise HTTPException(404)
        return Response(static(name), media_type=STATIC[name])

    app = Starlette(
        routes=[
            Route("/", check_page, methods=["GET", "POST"]),
            Route("/bao-cao", report_page, methods=["GET", "POST"]),
            Route("/quy-tac/{code}", rule_page),
            Route("/tep/{name}", file),
        ],
        exception_handlers={HTTPException: _refused, 500: _failed},
    )
    return Guard(app, frozenset(hosts))  # before all else: every answer has its headers


def _response(reply: Reply) -> Response:
    headers = {"Content-Security-Policy": policy(reply.styles)}
    if reply.filename:
        headers["Content-Disposition"] = f"attachment; filename={quote(reply.filename)}"
    return Response(reply.body, reply.status, headers, media_type=reply.media)


async def _refused(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    reply = refusal(status, _SAID.get(status) or str(getattr(error, "detail", "")))
    headers = {**(getattr(error, "headers", None) or {})}
    if not await is_passed_over(request):
        headers["Connection"] = "close"
    return Response(reply.body, status, headers, media_type=reply.media)


_SAID = {
    404: "Không có trang này.",
    405: "Trang này không nhận yêu cầu loại đó.",
}


async def _failed(_request: Request, error: Exception) -> Response:
    reply = refusal(500, f"Lỗi của chương trình: {type(error).__name__}. Không có gì được ghi lại.")
    return Response(reply.body, 500, media_type=reply.media)
