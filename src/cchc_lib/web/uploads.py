"""What is sent with a form: read in memory as it comes, refused as soon as it is too much."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress

import anyio
import attrs
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from cchc_lib.web.limits import Limits

__all__ = ["FACTS", "Sent", "SentFile", "is_passed_over", "sent_with"]

FACTS = (".toml", ".json", ".xlsx", ".docx")
"""How the names of files of facts end: all that `load` takes."""


@attrs.frozen
class SentFile:
    """A file that somebody chose: its name without folders, and its bytes."""

    name: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen
class Sent:
    """The texts of a form by their names, and its file, if one was chosen."""

    texts: Mapping[str, str]
    file: SentFile | None = None


async def sent_with(request: Request, limits: Limits) -> Sent:
    """Return what a form sends; nothing of it is written to a disk.

    Raises:
        HTTPException: for what is no such form, for more than may be sent, and for what does not
            come in time.
    """
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or len(stated) > 18 or int(stated) > limits.upload:
        raise _too_large(limits)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(415, "Trang này chỉ nhận nội dung gửi từ biểu mẫu của trang.")
    parser = MultiPartParser(
        request.headers,
        _within(request, limits),
        max_files=4,
        max_fields=limits.fields,
        max_part_size=limits.text,
    )
    parser.spool_max_size = limits.upload + 1  # files stay in memory
    try:
        with anyio.fail_after(limits.upload_seconds):
            form = await parser.parse()
    except MultiPartException as error:
        is_much = "exceeded" in error.message or "Too many" in error.message
        raise _too_large(limits) if is_much else HTTPException(400, _NO_FORM) from None
    except TimeoutError:
        raise HTTPException(408, "Nội dung gửi đến quá chậm nên đã dừng.") from None
    except (ClientDisconnect, ValueError, KeyError, AssertionError):
        raise HTTPException(400, _NO_FORM) from None
    texts: dict[str, str] = {}
    file = None
    for name, value in form.multi_items():
        if isinstance(value, str):
            texts[name] = value
        elif value.filename:
            file = SentFile(_bare(value.filename), await value.read())
    await form.close()
    return Sent(texts, file)


async def _within(request: Request, limits: Limits) -> AsyncGenerator[bytes, None]:
    """Yield what comes, as long as it is not too much, whatever was said before."""
    size = 0
    stream = request.stream()
    while True:
        with anyio.fail_after(limits.idle_seconds):  # who sends nothing takes nobody's place
            chunk = await anext(stream, None)
        if chunk is None:
            return
        size += len(chunk)
        if size > limits.upload:
            raise _too_large(limits)
        yield chunk


async def is_passed_over(request: Request, seconds: float = 30) -> bool:
    """Read the rest of what is sent and keep nothing: whether all of it came within bounds.

    A browser that is answered while it still sends shows an error of its own, not the answer.
    """
    size = 0
    with anyio.move_on_after(seconds), suppress(ClientDisconnect):
        try:
            async for chunk in request.stream():
                size += len(chunk)
                if size > _MOST_PASSED_OVER:
                    return False
        except RuntimeError:  # all of it was read before
            pass
        return True
    return False


_MOST_PASSED_OVER = 200 * 2**20


def _too_large(limits: Limits) -> HTTPException:
    return HTTPException(
        413,
        f"Nội dung lớn hơn mức cho phép ({limits.upload // 2**20} MB). Hãy bỏ bớt hình ảnh trong "
        "tệp, hoặc dùng dòng lệnh: cchc check.",
    )


_NO_FORM = "Nội dung gửi đến không đọc được. Hãy mở lại trang và gửi lại."


def _bare(name: str) -> str:
    """Return the name of a file without folders, controls and whatever is too long to show."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(sign if sign.isprintable() else " " for sign in last)[-120:].strip() or "tep"
