"""Names the atlas answers to, and pages that may open its socket."""

from __future__ import annotations

import socket

import pytest

from ui.serving.access import hosts


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("Atlas.Example.cn:8443", ("atlas.example.cn", 8443)),
        ("atlas.example.cn.", ("atlas.example.cn", None)),
        ("[::1]:8501", ("[::1]", 8501)),
        ("", None),
        ("a b", None),
        ("user@host", None),
        ("host/path", None),
        ("host:port", None),
        ("host:80:80", None),
        ("a'; script-src *", None),
        ("结对图.中国", None),
    ],
)
def test_name_and_port(host, found):
    assert hosts.parts(host) == found


@pytest.mark.parametrize(
    "host",
    ["localhost:8501", "127.0.0.1", "[::1]:8501", "10.20.0.7:8501", "[fd00::7]", "atlas", "SERVER01:80", "x.localhost"],
)
def test_without_a_list_what_no_stranger_can_own_is_answered_to(host):
    assert hosts.answers(host, ())


@pytest.mark.parametrize("host", ["atlas.example.cn", "evil.example:8501", "127.0.0.1.evil.example", "", "a b", "1.2.3"])
def test_without_a_list_no_other_name_is(host):
    assert not hosts.answers(host, ())


def test_this_machine_may_be_called_by_its_own_name(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "Server.intranet.cn")
    assert hosts.answers("server.intranet.cn:8501", ()) and not hosts.answers("other.intranet.cn", ())


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("atlas.example.cn", True),
        ("ATLAS.example.cn:8443", True),
        ("a.b.intranet.cn", True),
        ("intranet.cn", False),
        ("evilintranet.cn", False),
        ("10.20.0.7", False),
        ("server01", False),
        ("localhost:8501", True),
        ("127.0.0.1:8501", True),
    ],
)
def test_with_a_list_the_list_is_answered_to_and_the_machine_itself(host, answered):
    assert hosts.answers(host, ("atlas.example.cn", "*.intranet.cn")) is answered


@pytest.mark.parametrize(
    ("origin", "host", "opened"),
    [
        ("http://localhost:8620", "localhost:8620", True),
        ("https://atlas.example.cn", "atlas.example.cn", True),
        ("https://atlas.example.cn", "atlas.example.cn:443", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://localhost:9999", "localhost:8620", False),
        ("http://127.0.0.1:8620", "localhost:8620", False),
        ("https://evil.example", "localhost:8620", False),
        ("https://atlas.example.cn:9443", "atlas.example.cn", False),
        ("null", "localhost:8620", False),
        ("", "localhost:8620", False),
        ("http://", "localhost:8620", False),
        ("file:///etc", "localhost:8620", False),
        ("http://localhost:99999999", "localhost:8620", False),
        ("http://localhost:8620", "", False),
        ("http://a b", "a b", False),
    ],
)
def test_the_own_page_opens_the_socket_and_no_other(origin, host, opened):
    assert hosts.opens(origin, host, ()) is opened


@pytest.mark.parametrize(
    ("origin", "opened"),
    [
        ("https://atlas.example.cn", True),
        ("https://atlas.example.cn:8443", False),
        ("https://map.example.cn:8443", True),
        ("https://map.example.cn", False),
        ("http://a.intranet.cn", True),
        ("https://evil.example", False),
    ],
)
def test_a_page_under_a_listed_name_opens_it_whatever_host_a_proxy_wrote(origin, opened):
    listed = ("atlas.example.cn", "map.example.cn:8443", "*.intranet.cn")
    assert hosts.opens(origin, "127.0.0.1:8501", listed) is opened
