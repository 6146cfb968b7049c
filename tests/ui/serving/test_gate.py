"""Only what the atlas uses is open, under the names it answers to, and its socket for its own pages alone."""

from __future__ import annotations

import logging

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from tests.ui.asgi import connect, get
from tests.ui.sign_in import configure
from text.catalogue import LANGUAGES, Catalogue
from ui.serving import server, static_files

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
SCRIPT = next((static_files.STATIC / "js").glob("index.*.js")).name


async def streamlit(request: Request) -> PlainTextResponse:
    return PlainTextResponse("streamlit's own answer")


async def stream(socket: WebSocket) -> None:
    origin, host = socket.headers["origin"], socket.headers["host"]
    # As Streamlit compares them.
    await (socket.accept() if origin.split("//")[1] == host else socket.close())


def app(prefix: str = "") -> Starlette:
    sockets = [WebSocketRoute(path, stream) for path in (f"{prefix}/_stcore/stream", "/{path:path}")]
    rest = [*sockets, Route("/{path:path}", streamlit, methods=METHODS)]
    return Starlette(routes=[*server.routes(), *rest], middleware=server.middleware())


@pytest.fixture
def prefix():
    """Serve under a path of two parts."""
    before = st.get_option("server.baseUrlPath")
    st.config.set_option("server.baseUrlPath", "fupin/map")
    yield "/fupin/map"
    st.config.set_option("server.baseUrlPath", before)


# --- addresses


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/health"),
        ("HEAD", "/_stcore/health"),
        ("GET", "/_stcore/host-config"),
        ("PUT", "/_stcore/upload_file/session/file"),
        ("DELETE", "/_stcore/upload_file/session/file"),
        ("GET", "/media/0123.pptx"),
        ("GET", "/component/streamlit_folium.st_folium/index.html"),
        ("GET", f"/static/js/{SCRIPT}"),
        ("GET", "/_stcore/bidi-components/atlas.store/store.js"),
        ("GET", "/favicon.png"),
    ],
)
def test_what_the_atlas_uses_is_open(method, path):
    assert get(app(), path, method).status == 200


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/allowed-message-origins",
        "/_stcore/",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/app/static/shapes/nation.json",
        "/app.py",
        "/index.html",
        "/trends/_stcore/health",
        "/trends/x",
        "/nowhere",
        "/static/js/nothing.js",
        "/static/",
        "//example.org",
    ],
)
def test_everything_else_is_closed(method, path):
    assert get(app(), path, method).status == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/", "GET, HEAD"),
        ("PUT", "/trends", "GET, HEAD"),
        ("POST", "/_stcore/host-config", "GET, HEAD"),
        ("GET", "/_stcore/upload_file/session/file", "PUT, DELETE"),
        ("DELETE", "/media/x", "GET, HEAD"),
    ],
)
def test_a_method_that_an_address_does_not_take_is_refused(method, path, allowed):
    answer = get(app(), path, method)
    assert (answer.status, answer.headers["allow"]) == (405, allowed)


def test_metrics_are_open_where_the_deployment_says_so(monkeypatch):
    monkeypatch.setenv("ATLAS_METRICS", "true")
    assert get(app(), "/_stcore/metrics").text == "streamlit's own answer"


def test_sign_in_is_open_where_it_is_configured(monkeypatch):
    configure(monkeypatch)
    assert [get(app(), path).status for path in ("/auth/login", "/auth/logout", "/oauth2callback")] == [200] * 3


def test_a_browser_that_asks_for_nothing_is_told_so_in_both_languages_with_the_way_home():
    answer = get(app(), "/a/b/c", accept="text/html")
    for lang in LANGUAGES:
        assert Catalogue.load(lang)("plain.lost") in answer.text
    assert (answer.status, 'href="../../"' in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("path", "target"),
    [("/overview?fill=rate", "./?fill=rate"), ("/overview/", "../"), ("/trends/?lang=en", "../trends?lang=en")],
)
def test_another_way_to_write_a_page_leads_to_it(path, target):
    answer = get(app(), path)
    assert (answer.status, answer.headers["location"]) == (307, target)


# --- under a path


@pytest.mark.parametrize(
    "path", ["/", "/trends", "/atlas/client/page.js", "/atlas/shapes/nation.json", "/atlas/reach", f"/static/js/{SCRIPT}"]
)
def test_every_address_stands_under_the_path_and_nowhere_else(prefix, path):
    assert get(app(prefix), f"{prefix}{path}").status == 200
    assert get(app(prefix), path).status == 404
    assert get(app(prefix), f"/fupin/mapping{path}").status == 404


@pytest.mark.parametrize("named", ["atlas", "/atlas/", "static", "trends"])
def test_a_path_that_is_called_like_something_of_ours_is_no_trap(prefix, named):
    st.config.set_option("server.baseUrlPath", named)
    under = f"/{named.strip('/')}"
    assert "./atlas/client/page.js" in get(app(under), f"{under}/trends").text
    assert get(app(under), f"{under}/atlas/client/page.js").status == 200
    assert get(app(under), "/atlas/client/page.js").status == 404
    assert "modulepreload" in get(app(under), f"{under}/").text


def test_the_bare_path_leads_to_the_first_page(prefix):
    answer = get(app(prefix), f"{prefix}?lang=en")
    assert (answer.status, answer.headers["location"]) == (307, "map/?lang=en")


def test_outside_the_path_a_browser_is_led_into_it(prefix):
    assert f'href="{prefix}/"' in get(app(prefix), "/", accept="text/html").text


def test_the_socket_stands_under_the_path_too(prefix):
    local = {"host": "localhost:8501", "origin": "http://localhost:8501"}
    assert connect(app(prefix), f"{prefix}/_stcore/stream", **local)
    assert not connect(app(prefix), "/_stcore/stream", **local)


# --- names


def test_a_name_that_is_not_set_up_is_told_what_to_set():
    answer = get(app(), "/trends", host="atlas.example.cn:8443", accept="text/html")
    assert answer.status == 421 and "ATLAS_HOSTS=&quot;atlas.example.cn&quot;" in answer.text
    for lang in LANGUAGES:
        assert Catalogue.load(lang)("plain.host") in answer.text


def test_a_name_that_is_none_is_not_shown():
    assert "<b>" not in get(app(), "/", host="<b>").text and get(app(), "/", host="<b>").status == 421


def test_a_name_that_is_set_up_is_answered_to(monkeypatch):
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.cn")
    answers = [get(app(), "/", host=host).status for host in ("atlas.example.cn", "other.example.cn", "localhost")]
    assert answers == [200, 421, 200]


def test_whoever_watches_over_servers_may_ask_under_any_name():
    assert get(app(), "/_stcore/health", host="10-20-0-7.pods.example.cn").status == 200


# --- the socket


@pytest.mark.parametrize(
    ("headers", "opened"),
    [
        ({"host": "localhost:8620", "origin": "http://localhost:8620"}, True),
        ({"host": "localhost:8620", "origin": "http://localhost:9999"}, False),
        ({"host": "localhost:8620", "origin": "https://evil.example"}, False),
        ({"host": "localhost:8620", "origin": "null"}, False),
        ({"host": "localhost:8620"}, False),
        ({"origin": "http://localhost:8620"}, False),
        ({"host": "evil.example", "origin": "http://evil.example"}, False),
    ],
)
@pytest.mark.parametrize("path", ["/_stcore/stream", "/atlas/socket"])
def test_only_a_page_of_the_atlas_opens_the_socket(headers, opened, path):
    assert connect(app(), path, **headers) is opened


def test_there_is_no_other_socket():
    assert not connect(app(), "/elsewhere", host="localhost", origin="http://localhost")


def test_behind_a_proxy_that_writes_its_own_host_a_listed_name_opens_it(monkeypatch):
    foreign = {"host": "127.0.0.1:8501", "origin": "https://atlas.example.cn"}
    assert not connect(app(), "/_stcore/stream", **foreign)
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.cn")
    assert connect(app(), "/_stcore/stream", **foreign)


def test_a_refusal_is_logged_without_anything_of_the_reader(caplog):
    with caplog.at_level(logging.WARNING, logger="atlas"):
        connect(app(), "/_stcore/stream", host="localhost", origin="http://evil.example")
    (record,) = caplog.records
    assert "refused" in record.getMessage() and "evil.example" not in record.getMessage()
