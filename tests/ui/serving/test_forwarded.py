"""What a proxy says of the client is believed of the proxies that are named, and of nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from export.trouble import QueueFull
from tests.ui.asgi import Asking, get
from ui.present.jobs import players
from ui.serving import server
from ui.serving.access.identity import reader_of


async def who(scope: Scope, receive: Receive, send: Send) -> None:
    said = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": said})


@pytest.fixture
def behind(monkeypatch) -> Callable[[str, Any], Any]:
    """Return a function that gives an app as it is served where some proxies are believed."""
    monkeypatch.setattr(uvicorn.config, "ProxyHeadersMiddleware", None)  # put back afterwards

    def served(proxies: str, app: Any) -> Any:
        monkeypatch.setenv("ATLAS_PROXIES", proxies)
        server.routes()
        config = uvicorn.Config(app, log_config=None)  # as Streamlit sets it up: with uvicorn's own list
        config.load()
        return config.loaded_app

    return served


@pytest.mark.parametrize(
    ("named", "seen"),
    [
        ("", "127.0.0.1 http"),
        ("10.9.9.9", "127.0.0.1 http"),
        ("127.0.0.1", "10.0.0.7 https"),
        ("127.0.0.0/8", "10.0.0.7 https"),
        ("127.9.9.9/8", "10.0.0.7 https"),
    ],
)
def test_forwarded_headers(behind, named, seen):
    assert get(behind(named, who), "/", x_forwarded_for="10.0.0.7", x_forwarded_proto="https").text == seen


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("forged, 10.0.0.7", "10.0.0.7"),  # a proxy adds what it sees to what a client says of itself
        ("127.0.0.1, 10.0.0.7, 127.0.0.2", "10.0.0.7"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_that_is_no_proxy_is_the_client(behind, said, seen):
    assert get(behind("127.0.0.0/8", who), "/", x_forwarded_for=said).text == f"{seen} http"


def test_a_socket_for_both_kinds_of_address_knows_the_proxy_too(behind):
    app = behind("127.0.0.1", who)
    ask = Asking(app, "/", client="::ffff:127.0.0.1", headers={"x_forwarded_for": "10.0.0.7"})
    assert ask.answer().text == "10.0.0.7 http"
    assert (
        Asking(app, "/", client="::ffff:10.0.0.9", headers={"x_forwarded_for": "10.0.0.7"}).answer().text == "10.0.0.9 http"
    )


# --- the limit of each reader counts the reader


@pytest.fixture
def limited(monkeypatch) -> Iterator[list[str]]:
    """Return those who asked, as the limit of each counts them; nobody is refused, and nothing made."""
    asked: list[str] = []

    class Counted:
        def start(self, _work: object, *, viewer: str, is_wanted: object) -> None:
            asked.append(viewer)
            raise QueueFull

    monkeypatch.setattr(players, "PLAYERS", Counted())
    monkeypatch.setattr(players, "_PLAYER_JOBS", {})
    yield asked


def counted(app: Any, peer: str, said: str) -> None:
    answer = Asking(app, "/atlas/deck?d=story&lang=en", client=peer, headers={"x_forwarded_for": said}).answer()
    assert answer.status == 503


def test_behind_a_proxy_each_reader_has_a_limit_of_their_own(behind, limited):
    app = behind("127.0.0.1", Starlette(routes=server.routes(), middleware=server.middleware()))
    for said in ("10.0.0.1", "10.0.0.2", "forged, 10.0.0.2"):
        counted(app, "127.0.0.1", said)
    assert limited == ["10.0.0.1", "10.0.0.2", "10.0.0.2"]


def test_who_makes_up_addresses_stays_one(behind, limited):
    app = behind("127.0.0.1", Starlette(routes=server.routes(), middleware=server.middleware()))
    for n in range(3):
        counted(app, "10.9.9.9", f"10.0.0.{n}")
        counted(app, f"2001:db8:1:2:{n}::{n}", f"10.0.0.{n}")  # a machine has as many of these as it likes
    assert limited == ["10.9.9.9", "2001:db8:1:2::/64"] * 3


# --- who a reader is


async def reader(scope: Scope, receive: Receive, send: Send) -> None:
    known = reader_of({name.decode(): value.decode("latin-1") for name, value in scope["headers"]})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": known.encode()})


@pytest.mark.parametrize(
    ("peer", "headers", "known"),
    [
        ("127.0.0.1", {"x_remote_user": "Zhang.San"}, "zhang.san"),
        ("::ffff:127.0.0.1", {"x_remote_user": "zhang.san"}, "zhang.san"),
        ("127.0.0.1", {"x_remote_user": "zhang.san", "x_forwarded_for": "10.0.0.7"}, "zhang.san"),
        ("10.0.0.7", {"x_remote_user": "zhang.san"}, ""),  # forged: not from the proxy
        ("10.0.0.7", {"x_remote_user": "zhang.san", "x_forwarded_for": "127.0.0.1"}, ""),
        ("127.0.0.1", {"x_user": "zhang.san"}, ""),
        ("127.0.0.1", {"x_atlas_reader": "zhang.san"}, ""),
        ("127.0.0.1", {}, ""),
    ],
)
def test_who_a_reader_is_only_a_named_proxy_can_say(behind, monkeypatch, peer, headers, known):
    monkeypatch.setenv("ATLAS_IDENTITY", "X-Remote-User")
    monkeypatch.setenv("ATLAS_EDITORS", "zhang.san")
    app = behind("127.0.0.1", reader)
    assert Asking(app, "/", client=peer, headers=headers).answer().text == known


def test_without_the_setting_no_header_names_anybody(behind):
    assert Asking(behind("127.0.0.1", reader), "/", headers={"x_remote_user": "zhang.san"}).answer().text == ""


def test_a_header_without_a_proxy_that_sets_it_is_refused_at_the_start(monkeypatch):
    monkeypatch.setenv("ATLAS_IDENTITY", "X-Remote-User")
    monkeypatch.delenv("ATLAS_PROXIES", raising=False)
    with pytest.raises(SystemExit, match="ATLAS_PROXIES"):
        server.routes()
