"""What is sent is bounded in size and time, what is done with it in time and memory."""

import json
import time

import anyio
import pytest
from hypothesis import given, settings, strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request
from tests.web.asking import client_of

from cchc_lib.errors import FormatError
from cchc_lib.web.app import app_for
from cchc_lib.web.bounded import Bounded
from cchc_lib.web.limits import Limits
from cchc_lib.web.uploads import is_passed_over, sent_with

MIB = 2**20
SMALL = Limits(upload=100_000, text=50_000, fields=20)
TYPE = b"multipart/form-data; boundary=xyz"


def request_of(*chunks, length=None, media=TYPE, wait=0.0):
    """A request whose body comes in these chunks; the pauses between them can be long."""
    waiting = list(chunks)

    async def receive():
        if wait:
            await anyio.sleep(wait)
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    headers = [] if media is None else [(b"content-type", media)]
    headers += [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    return Request(scope, receive)


def sent(request, limits=SMALL):
    return anyio.run(sent_with, request, limits)


def part(name, value, filename=None):
    file = b"" if filename is None else b'; filename="%s"' % filename
    head = b'--xyz\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n' % (name, file)
    return head + value + b"\r\n"


END = b"--xyz--\r\n"
TEXT = {"van-ban": (None, "Đạt 41/43.")}


def refused(request, limits=SMALL):
    with pytest.raises(HTTPException) as caught:
        sent(request, limits)
    return caught.value.status_code


def test_a_form_with_a_file():
    body = part(b"a", "Đã".encode()) + part(b"tep", b"PK", "C:\\x\\báo cáo.docx".encode()) + END
    found = sent(request_of(body[:50], body[50:]))
    assert found.texts == {"a": "Đã"}
    assert (found.file.name, found.file.data) == ("báo cáo.docx", b"PK")


def test_a_field_without_a_file_is_no_file():
    assert sent(request_of(part(b"tep", b"", b"") + END)).file is None


@pytest.mark.parametrize("length", [100_001, 10**30, "-1", "1e3", "²", ""])
def test_too_much_is_refused_before_it_is_read(length):
    assert refused(request_of(length=length)) == 413  # nothing was there to read


def test_too_much_is_refused_while_it_comes_whatever_was_said_before():
    sizes = []

    def chunks():
        yield part(b"tep", b"", b"a.docx")[:-2]
        for _ in range(1000):
            sizes.append(1)
            yield b"x" * 10_000

    class Body(list):
        def pop(self, _):
            return next(stream)

    stream = chunks()
    request = request_of(length=10)
    waiting = Body([1])

    async def receive():
        return {"type": "http.request", "body": waiting.pop(0), "more_body": True}

    request = Request(request.scope, receive)
    assert refused(request) == 413
    assert len(sizes) <= 11


def test_a_text_and_the_number_of_fields_are_bounded():
    assert refused(request_of(part(b"a", b"x" * 50_001) + END)) == 413
    assert refused(request_of(b"".join(part(b"%d" % n, b"") for n in range(21)) + END)) == 413
    files = b"".join(part(b"%d" % n, b"", b"a.txt") for n in range(5))
    assert refused(request_of(files + END)) == 413


def test_what_comes_too_slowly():
    limits = Limits(upload_seconds=0.2)
    body = [part(b"a", b"")[:-2], *[b"x"] * 100]
    assert refused(request_of(*body, wait=0.05), limits) == 408


def test_who_sends_nothing_for_a_while_is_told_and_takes_no_place():
    body = [part(b"a", b"")[:-2], b"x", b"x"]
    assert refused(request_of(*body, wait=0.5), Limits(idle_seconds=0.1)) == 408


@pytest.mark.parametrize(
    ("media", "status"),
    [
        (None, 415),
        (b"application/x-www-form-urlencoded", 415),
        (b"application/json", 415),
        (b"text/plain", 415),
        (b"multipart/form-data", 400),
        (b"multipart/form-data; boundary=", 400),
        (b"multipart/form-data; boundary=" + b"x" * 500, 400),
        (b"multipart/form-data; boundary=\xff", 400),
    ],
)
def test_what_is_no_form(media, status):
    assert refused(request_of(part(b"a", b"b") + END, media=media)) == status


NOTHING = [
    b"",
    b"\r\n",
    b"--xyz",
    b'--xyz\r\nContent-Disposition: form-data; name="\xff\xfe"\r\n\r\n\xff\r\n--xyz--',
]
BROKEN = [
    b"--xyz\r\n\r\nx\r\n--xyz--",
    b"--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--",
    b"--abc\r\n" + b"x" * 100,
    b"--xyz\r\n" + b"A" * 9000 + b": x\r\n",
    b"--xyz\r\n" + b"A: x\r\n" * 2000 + b"\r\n",
]


def is_read(body):
    """Whether a body is read; else it is refused as one that cannot be, or as too much."""
    try:
        sent(request_of(body))
    except HTTPException as error:
        return error.status_code not in (400, 413)
    return True


@pytest.mark.parametrize("body", NOTHING)
def test_what_has_no_fields_says_nothing(body):
    found = sent(request_of(body))
    assert found.file is None
    assert "van-ban" not in found.texts


@pytest.mark.parametrize("body", BROKEN)
def test_what_is_broken_is_refused(body):
    assert not is_read(body)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([b"--xyz", b"\r\n", b"-", b":", b'"', b"\0", b"\xff", b"name="])))
def test_any_bytes_are_read_or_refused(pieces):
    is_read(part(b"a", b"b") + b"".join(pieces))


# ---------------------------------------------------------------- work


def run(limits, *jobs):
    """What comes of each job, one after the other; the error of one that fails."""

    async def all_of_them():
        bounded = Bounded(limits)
        found = []
        for job, *arguments in jobs:
            try:
                found.append(await bounded.run(job, *arguments))
            except Exception as error:
                found.append(error)
        return found

    return anyio.run(all_of_them)


def test_work_that_takes_too_long_is_ended_and_the_next_is_done():
    began = time.monotonic()
    slow, next_one = run(Limits(work_seconds=3), (time.sleep, 600), (abs, -5))
    assert slow.status_code == 503
    assert "quá 3 giây" in slow.detail
    assert next_one == 5
    assert time.monotonic() - began < 300


def test_work_that_takes_too_much_memory_is_refused_and_the_next_is_done():
    big, next_one = run(Limits(memory=600 * MIB), (bytearray, 800 * MIB), (abs, -5))
    assert big.status_code == 503
    assert next_one == 5


def test_what_a_process_refuses_is_told_as_it_is():
    (error,) = run(Limits(), (json.loads, "{"))
    assert isinstance(error, json.JSONDecodeError)


def test_a_page_that_takes_too_long():
    limits = Limits(work_seconds=0.01)
    with client_of(app_for(limits=limits)) as client:
        answer = client.post("/", files=TEXT)
    assert answer.status_code == 503
    assert "đã dừng" in answer.text


def at_once(limits, *seconds, wait=0.0):
    """What comes of jobs that come at once, each of which takes so many seconds."""
    found = {}

    async def all_of_them():
        bounded = Bounded(limits)

        async def one(number, seconds):
            try:
                with bounded.place():
                    await anyio.sleep(wait)
                    found[number] = await bounded.run(time.sleep, seconds)
            except HTTPException as error:
                found[number] = error

        async with anyio.create_task_group() as group:
            for number, each in enumerate(seconds):
                group.start_soon(one, number, each)

    anyio.run(all_of_them)
    return [found[number] for number in range(len(seconds))]


def test_the_time_of_a_request_begins_with_its_work():
    limits = Limits(work_seconds=5, at_once=1)
    assert at_once(limits, *[1] * 6) == [None] * 6


@pytest.mark.parametrize("wait", [0, 0.2])
def test_who_finds_every_place_taken_is_told_at_once(wait):
    limits = Limits(at_once=1, waiting=2, work_seconds=30)
    *done, refused = at_once(limits, 0.2, 0.2, 0.2, 0.2, wait=wait)
    assert done == [None] * 3
    assert refused.status_code == 503
    assert refused.headers == {"Retry-After": "30"}
    assert "gửi lại sau 30 giây" in refused.detail


def test_a_full_page_reads_what_is_sent_and_says_when_to_come_again():
    with client_of(app_for(limits=Limits(at_once=0, waiting=0, work_seconds=7))) as client:
        answer = client.post("/", files=TEXT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    assert "gửi lại sau 7 giây" in answer.text
    assert "Connection" not in answer.headers  # nothing is left on the way


@pytest.mark.parametrize("path", ["/", "/bao-cao", "/bao-cao?loai=x", "/quy-tac/CCHC161"])
def test_a_page_without_work_waits_for_no_work(monkeypatch, path):
    async def never(*_):
        raise AssertionError("this needs no worker")

    monkeypatch.setattr("cchc_lib.web.app.Bounded.run", never)
    with client_of(app_for(limits=Limits(at_once=0, waiting=0))) as client:
        assert client.get(path).status_code == 200


def test_what_a_refusal_leaves_unread_is_read_and_kept_nowhere():
    request = request_of(*[b"x" * 1000] * 5, length=10**9)
    assert refused(request) == 413
    assert anyio.run(is_passed_over, request)
    assert not anyio.run(is_passed_over, request_of(b"a", b"b", wait=5), 0.1)


def test_a_page_of_too_much_and_of_nothing(client):
    big = {"tep": ("a.docx", b"x" * (21 * MIB))}
    answer = client.post("/", files=big)
    assert answer.status_code == 413
    assert "20 MB" in answer.text
    assert client.post("/").status_code == 415


def test_an_error_of_the_program_is_a_page(monkeypatch):
    def broken(*_):
        raise FormatError("secret", "bí mật")

    monkeypatch.setattr("cchc_lib.web.app.blank", broken)
    with client_of(app_for()) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "FormatError" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
