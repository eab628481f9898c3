"""`cchc serve`: the page to try it, on this machine."""

from __future__ import annotations

import errno
import os
import socket
from ipaddress import ip_address
from pathlib import Path

import click

from cchc_lib.cli import sources
from cchc_lib.cli.terminal import complain, say
from cchc_lib.cli.words import Command
from cchc_lib.errors import MissingExtraError

__all__ = ["serve"]

_LAST_PORT = 65535


@click.command(
    cls=Command,
    short_help="Mở trang kiểm tra, lập báo cáo trên máy này.",
    help="""Mở một trang trên máy này để kiểm tra văn bản, tệp Word và điền báo cáo vào biểu mẫu;
    không cần mạng, không lưu lại nội dung gửi lên. Dừng bằng Ctrl+C.

    Với --outline, biểu mẫu theo đề cương của đơn vị.
    """,
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ĐỊA_CHỈ",
    help="Địa chỉ để mở trang; mặc định là 127.0.0.1, chỉ máy này vào được.",
)
@click.option(
    "--port",
    type=click.IntRange(0, _LAST_PORT),
    default=8000,
    metavar="CỔNG",
    help="Cổng; mặc định là 8000, 0 là cổng bất kỳ còn trống.",
)
@click.option("--open", "shown", is_flag=True, help="Mở luôn trang trong trình duyệt.")
@sources.by_outline
def serve(host: str, port: int, shown: bool, outline: Path | None) -> int:
    """Serve the page until it is stopped."""
    try:
        import python_multipart  # noqa: F401  # starlette asks for it at the first form only
        import uvicorn

        from cchc_lib.web.app import app_for
        from cchc_lib.web.kinds import Kinds, OfficeFile
    except ImportError as error:
        raise MissingExtraError.of("web", str(error.name).partition(".")[0]) from None
    kinds = Kinds()
    if outline is not None:
        sources.family(outline)  # refused here, with its lines, before anybody opens the page
        is_json = outline.suffix.lower() == ".json"
        kinds = Kinds(OfficeFile(outline.read_text("utf-8-sig"), "json" if is_json else "toml"))
    listening = _listening(host, port)
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}"
    if not _is_here(host):
        complain(
            f"Chú ý: với --host {host}, máy khác trong mạng cũng vào được trang này và nội dung "
            "gửi đi không được mã hóa. Chỉ dùng trong mạng tin cậy."
        )
    say(f"Mở trang: {address}  (dừng bằng Ctrl+C)")
    config = uvicorn.Config(
        app_for(kinds, hosts=() if _is_address(host) else (host.lower(),)),
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=200,  # of connections; how many are answered at once, `Limits` says
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )
    if shown:
        import webbrowser

        webbrowser.open(address)
    with listening:
        uvicorn.Server(config).run([listening])
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket at which the page can be asked for.

    Raises:
        OSError: with what to do, when the port is taken, or the machine has no such address.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind)
        if os.name != "nt":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(64)
    except OSError as error:
        raise OSError(None, _why_not(error, host, port)) from None
    return found


def _why_not(error: OSError, host: str, port: int) -> str:
    """Return why a page cannot be opened there, and what to do."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else port - 1
        return f"cổng {port} đang có chương trình khác dùng; chọn cổng khác: --port {other}"
    if isinstance(error, PermissionError):
        why = "không có quyền dùng cổng này; chọn cổng từ 1024 trở lên, ví dụ --port 8000"
    elif isinstance(error, socket.gaierror):
        why = f"không tìm thấy địa chỉ của tên máy này; {_HOSTS}"
    elif error.errno == errno.EADDRNOTAVAIL:
        why = f"máy này không có địa chỉ đó; {_HOSTS}"
    else:
        why = f"hệ thống báo lỗi: {error.strerror or error}"
    return f"không mở được trang ở {host!r}, cổng {port}: {why}"


_HOSTS = "--host nhận 127.0.0.1 (chỉ máy này), 0.0.0.0 (mọi máy trong mạng) hoặc địa chỉ của máy"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    """Whether only this machine reaches an address."""
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _shown(host: str) -> str:
    """Return how this machine calls the page."""
    if _is_address(host) and ip_address(host).is_unspecified:  # which no browser has to know
        host = "::1" if ":" in host else "127.0.0.1"
    return f"[{host}]" if ":" in host else host
