"""What is refused before a page is asked, and the headers that every answer has.

The page has no accounts and no cookies: who can reach it may use it. What must not be is that a
page of somebody else, open in the same browser, uses it or reads from it.

| danger                                             | what stands against it                    |
|----------------------------------------------------|-------------------------------------------|
| a name of another site that leads to this machine  | `Host` is an address or a known name      |
| a form or script of another site                   | `Sec-Fetch-Site`, or else `Origin`        |
| the page within another one                        | `frame-ancestors`                         |
| words of a file that become a script               | escaping; a policy without inline scripts |
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cchc_lib.web.pages import refusal

__all__ = ["HEADERS", "Guard", "policy"]

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with no-referrer a form of our own would send no origin
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_SAFE = ("GET", "HEAD")


def policy(styles: tuple[str, ...] = ()) -> str:
    """Return the content security policy of a page, with more styles by their hashes."""
    more = " ".join(("", "'unsafe-hashes'", *styles)) if styles else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'{more}; img-src 'self'; "
        "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Guard:
    """Stands before the pages."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = frozenset()) -> None:
        """Hold the names, beside localhost and addresses, by which the page may be called."""
        self._app = app
        self._hosts = hosts | {"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "Content-Security-Policy": policy()}.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if not self._is_known(headers.getlist("host")):
            status, why = 421, "Trang này chỉ mở được bằng địa chỉ của máy, ví dụ http://127.0.0.1."
        elif not _is_own(scope["method"], headers):
            status, why = 403, _stranger(scope["method"], headers)
        else:
            await self._app(scope, receive, sent)
            return
        reply = refusal(status, why)
        await Response(reply.body, status, media_type=reply.media)(scope, receive, sent)

    def _is_known(self, hosts: list[str]) -> bool:
        """Whether the page was called by an address or a known name: no other leads elsewhere."""
        try:
            (host,) = hosts
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._hosts or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_own(method: str, headers: Headers) -> bool:
    """Whether a request comes from a page of ours, or from nobody's: typed, a bookmark, a link."""
    site = headers.get("sec-fetch-site")
    if method in _SAFE:
        is_link = headers.get("sec-fetch-mode") == "navigate"
        is_page = headers.get("sec-fetch-dest") == "document"
        return site in (None, "same-origin", "none") or (is_link and is_page)
    if site is not None:
        return site == "same-origin"
    host = headers.get("host", "")
    return headers.get("origin") in (f"http://{host}", f"https://{host}")


def _stranger(method: str, headers: Headers) -> str:
    """Return why a request is not taken for one of ours, and what to do."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin", "null")
    if method in _SAFE or site in ("cross-site", "same-site") or origin != "null":
        shown = "" if origin == "null" else f" ({origin[:80]})"
        return (
            f"Yêu cầu đến từ một trang khác{shown} nên không được thực hiện. Hãy mở trang này rồi "
            "gửi từ biểu mẫu của trang."
        )
    return (
        "Yêu cầu không cho biết được gửi từ trang nào (không có tiêu đề Origin) nên không được "
        "thực hiện. Trong trình duyệt: mở trang này rồi gửi từ biểu mẫu của trang. Từ chương "
        f"trình: thêm tiêu đề Origin: http://{headers.get('host', '')}, hoặc dùng "
        "dòng lệnh cchc check, cchc render."
    )
