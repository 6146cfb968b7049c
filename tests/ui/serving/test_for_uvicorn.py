"""A server with few files to open: those who keep it waiting are closed, and the next reader is answered."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import select
import socket
import sys
import time
import urllib.request
from html import unescape
from types import SimpleNamespace

import pytest
import uvicorn
from streamlit.proto.BackMsg_pb2 import BackMsg
from uvicorn.protocols.http.h11_impl import H11Protocol
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.bench.visitors import Visitor
from tests.browser.server import serving
from tests.ui.asgi import alone
from text.catalogue import LANGUAGES, Catalogue
from ui.deployment import Deployment
from ui.serving.patches import for_uvicorn

#: Seconds a request may take, and files the server may open: 128 to spare, and numbers below 512 for connections.
REQUEST_S = 1.0
FILES = 640
IDLE, HALF = 520, 150
#: What is over within seconds on a free machine, and what is waited for at most.
SOON_S, LIMIT_S = 40, 120

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts sockets in another way")


@pytest.fixture(scope="module")
def server():
    with serving(env={"ATLAS_REQUEST_S": str(REQUEST_S), "ATLAS_READERS": "3"}, files=FILES) as running:
        ask(running, "/")  # what a page needs is read once
        yield running


def address(server):
    return ("127.0.0.1", int(server.url.rsplit(":", 1)[1]))


def ask(server, path):
    request = urllib.request.Request(f"{server.url}{path}", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=LIMIT_S) as answer:
        return answer.read()


@contextlib.contextmanager
def lines(server, number, first=b""):
    """Open connections that send their first bytes and then nothing."""
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(socket.create_connection(address(server))) for _ in range(number)]
        for line in opened:
            line.sendall(first)
        yield opened


def closed_after(line, limit_s=LIMIT_S):
    """Return how long the other end leaves a connection open, and what it said."""
    began, said = time.monotonic(), b""
    line.settimeout(limit_s)
    with contextlib.suppress(ConnectionResetError):
        while more := line.recv(65536):
            said += more
    return time.monotonic() - began, said


def test_idle_and_half_open_connections_leave_room_for_a_reader(server):
    with lines(server, HALF, b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "), lines(server, IDLE) as idle:
        began = time.monotonic()
        assert b"<title>" in ask(server, "/")
        assert time.monotonic() - began < SOON_S  # without room there is no answer at all
        assert closed_after(idle[-1])[0] < SOON_S


def test_a_head_that_does_not_come_whole_ends(server):
    with lines(server, 1, b"GET / HTTP/1.1\r\nHost: x\r\n") as (line,):
        taken, said = closed_after(line)
    assert said == b"" and 0.9 * REQUEST_S <= taken < SOON_S


def test_a_second_request_that_does_not_come_whole_ends_too(server):
    whole = b"GET /_stcore/health HTTP/1.1\r\nHost: x\r\n\r\n"
    with lines(server, 1, whole + b"GET /_stcore/hea") as (line,):
        taken, said = closed_after(line)
    assert said.endswith(b"ok") and taken < SOON_S


def test_a_body_that_does_not_come_ends(server):
    head = b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    with lines(server, 1, head + b"Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n") as (line,):
        taken, _ = closed_after(line)
    assert taken < SOON_S


def test_an_answer_that_nobody_takes_ends(server):
    # So much of it that neither end of the connection can hold it all.
    wanted = b"GET /atlas/shapes/nation.json HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(address(server))
        line.sendall(wanted * 60)
        gone = select.poll()
        gone.register(line, select.POLLHUP)  # reading is not waited for
        assert gone.poll(1000 * SOON_S), "still open"


# --- what is no request

HEAD = b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nOrigin: http://elsewhere\r\n"
UPGRADE = b"Connection: upgrade\r\nUpgrade: websocket\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\nno number\r\n"
NO_REQUEST = {
    "no words": b"\x16\x03\x01\x02\x00",  # a browser that was told https
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two lengths": b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "too long an address": b"GET /?deck=" + b"A" * 70_000,
    "a body that is none": b"POST /atlas/deck HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n" + CHUNKED,
}
REFUSED = {
    400: HEAD + UPGRADE + b"\r\n",
    403: HEAD + UPGRADE + KEY + b"\r\n",
    405: HEAD.replace(b"GET", b"POST") + UPGRADE + KEY + b"\r\n",
    414: HEAD.replace(b" HTTP", b"?" + b"a" * 9_000 + b" HTTP") + UPGRADE + KEY + b"\r\n",
    431: HEAD + b"X: " + b"a" * 9_000 + b"\r\n" + UPGRADE + KEY + b"\r\n",
}


def answer(said):
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = [line.lower().split(": ", 1) for line in lines]
    assert len(headers) == len(dict(headers)), "a header stands there twice"
    return int(first.split()[1]), dict(headers), body.decode()


def assert_every_header(headers):
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert "default-src" in headers["content-security-policy"] and headers["connection"] == "close"
    assert headers["x-frame-options"] == "sameorigin" and "permissions-policy" in headers


@pytest.mark.parametrize("sent", NO_REQUEST.values(), ids=NO_REQUEST)
def test_what_is_no_request_is_answered_in_words_of_ours_with_every_header(server, sent):
    before = server.output()
    with lines(server, 1, sent) as (line,):
        status, headers, body = answer(closed_after(line)[1])
    assert_every_header(headers)
    assert status == 400 and int(headers["content-length"]) == len(body.encode())
    for lang in LANGUAGES:
        assert Catalogue.load(lang)("plain.unreadable_what") in unescape(body)
    assert "Traceback" not in server.output().removeprefix(before)


def test_after_a_whole_request_it_is_the_second_answer(server):
    with lines(server, 1, b"GET /_stcore/health HTTP/1.1\r\nHost: x\r\n\r\nand then this\r\n\r\n") as (line,):
        _, said = closed_after(line)
    assert said.count(b"HTTP/1.1 ") == 2 and said.count(b"nosniff") == 2


def test_a_body_that_breaks_while_it_is_answered_ends_the_answer_without_a_word_in_the_log(server):
    before = server.output()
    whole = b"GET /atlas/shapes/nation.json HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that the answer is under way for long
        line.connect(address(server))
        line.sendall(whole)
        first = line.recv(1000)
        line.sendall(b"no number\r\n")
        _, rest = closed_after(line)
    assert (first + rest).count(b"HTTP/1.1 ") == 1 and first.startswith(b"HTTP/1.1 200")
    assert "Traceback" not in server.output().removeprefix(before)


@pytest.mark.parametrize("status", REFUSED)
def test_a_socket_that_is_refused_has_every_header(server, status):
    with lines(server, 1, REFUSED[status]) as (line,):
        taken, said = closed_after(line)
    found, headers, _ = answer(said)
    assert_every_header(headers)
    assert found == status and taken < 3 * REQUEST_S


def test_a_socket_with_a_body_is_refused_too(server):
    with lines(server, 1, HEAD + UPGRADE + KEY + b"Content-Length: 3\r\n\r\nabc") as (line,):
        status, headers, _ = answer(closed_after(line)[1])
    assert_every_header(headers)
    assert status == 400


# --- pages


def page(server, *protocols):
    address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
    return connect(address, subprotocols=protocols or ("streamlit", "x"), origin=server.url, max_size=None)


async def until_closed(socket):
    with contextlib.suppress(ConnectionClosed):
        async with asyncio.timeout(LIMIT_S):
            while True:
                await socket.recv()
    return socket.close_code


async def sent(server, *messages):
    """Return how the server closes a page that sends these."""
    async with page(server) as socket:
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await socket.send(message)
        return await until_closed(socket)


@pytest.mark.parametrize(
    ("message", "code"), [(b"\xff\xff no message", 1002), ("text", 1003), (bytes(for_uvicorn.MOST_MESSAGE + 1), 1009)]
)
def test_what_no_page_sends_ends_it_with_few_lines_in_the_log(server, message, code):
    before = server.output()
    assert [alone(sent(server, message)) for _ in range(20)] == [code] * 20
    written = server.output().removeprefix(before)
    assert "Traceback" not in written and len(written.splitlines()) <= 6


def test_a_flood_of_messages_ends_the_page(server):
    wish = BackMsg()
    wish.rerun_script.query_string = ""
    assert alone(sent(server, *[wish.SerializeToString()] * 400)) == 1008


def test_a_new_page_that_asks_for_nothing_ends(server):
    assert alone(sent(server)) == 1008


def test_a_page_that_comes_back_to_its_session_need_not_ask(server):
    async def stays():
        async with page(server, "streamlit", "x", "f" * 32) as socket:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(3 * REQUEST_S):
                    await until_closed(socket)
            return socket.close_code

    assert alone(stays()) is None


def test_one_page_more_than_there_may_be_is_refused_and_finds_room_later(server):
    async def visit():
        async with contextlib.AsyncExitStack() as stack:
            for _ in range(3):
                await stack.enter_async_context(Visitor(server.url))
            with pytest.raises(InvalidStatus) as refused:
                await Visitor(server.url).__aenter__()
        async with Visitor(server.url) as visitor:
            return refused.value.response, await visitor.see()

    refusal, seen = alone(visit())
    assert (refusal.status_code, refusal.headers["retry-after"]) == (503, "10")
    assert_every_header({name.lower(): value.lower() for name, value in refusal.headers.raw_items()})
    assert seen.messages > 5


def test_no_machine_of_a_reader_stands_in_the_log(server):
    async def foreign():
        address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
        with pytest.raises(InvalidStatus):
            await connect(
                address, subprotocols=[Subprotocol("streamlit")], origin=Origin("http://192.0.2.7:99")
            ).__aenter__()

    alone(foreign())
    lines = [line for line in server.output().splitlines() if "a socket was refused" in line]
    assert lines and "192.0.2.7" not in server.output()
    assert not any("127.0.0.1" in line for line in lines)


# --- another uvicorn


def test_a_uvicorn_with_other_classes_is_left_alone_and_the_log_says_so(caplog):
    class Other(H11Protocol):
        pass

    async def serve():
        for_uvicorn.change(Deployment())
        config = uvicorn.Config(lambda: None, http=Other, ws="none", lifespan="off", port=0, log_config=None)
        config.load()
        started = uvicorn.Server(config)
        started.lifespan = config.lifespan_class(config)
        await started.startup()
        await started.shutdown()
        return config.http_protocol_class

    with caplog.at_level(logging.WARNING):
        assert alone(serve()) is Other
    assert "connections are not limited: uvicorn" in caplog.text and "0.54" in caplog.text


def test_what_is_relied_on_is_there_and_of_the_version_it_was_written_for():
    assert uvicorn.__version__.startswith(for_uvicorn.VERSION)
    for owner, names in for_uvicorn._RELIED_ON.items():
        assert [name for name in names if not hasattr(owner, name)] == []


def test_a_uvicorn_that_lacks_something_is_left_alone(caplog, monkeypatch):
    startup = uvicorn.Server.startup
    monkeypatch.setitem(for_uvicorn._RELIED_ON, H11Protocol, ("data_received", "no_such_thing"))
    with caplog.at_level(logging.WARNING):
        for_uvicorn.change(Deployment())
    assert uvicorn.Server.startup is startup
    assert "H11Protocol.no_such_thing" in caplog.text


def test_what_is_sent_to_a_reader_leaves_at_once():
    """Else each update of a page waits until the reader's system has acknowledged the message before."""
    started = []

    async def startup(_server, sockets):
        started.extend(sockets)

    config = SimpleNamespace(http_protocol_class=None, ws_protocol_class=None, backlog=8)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        alone(for_uvicorn._guarded(startup)(SimpleNamespace(config=config), [listening]))
        with socket.create_connection(listening.getsockname()[:2]), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) and started == [listening]
