"""The way back to the page where sign-in was asked for: pages of this host alone, whatever a header or a cookie says."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Route

from tests.ui.asgi import get
from ui.serving.access.sign_in import Return, page_of


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("https://atlas.cn/sources?show=own&lang=en", "sources?show=own&lang=en"),
        ("https://atlas.cn/", ""),
        ("https://atlas.cn/outer/fupin/trends", "trends"),
        ("https://elsewhere.cn/sources?show=own", None),
        ("https://atlas.cn.elsewhere.cn/sources", None),
        ("https://atlas.cn/admin", None),
        ("https://atlas.cn/sources?" + "x" * 3_000, None),
        ("https://[atlas.cn/sources", None),
        ("", None),
    ],
)
def test_only_pages_of_this_host_are_gone_back_to(referer, page):
    assert page_of(referer, "atlas.cn") == page
    assert page_of(referer, "") is None


@pytest.fixture
def app():
    """Give an application that sends to its first page as Streamlit does, and from ``auth/login`` to a provider."""
    routes = [
        Route("/auth/login", lambda _: RedirectResponse("https://id.cn/authorize", 302)),
        Route("/auth/logout", lambda _: RedirectResponse("/", 302)),
        Route("/oauth2callback", lambda _: RedirectResponse("/", 302)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Return)])


OWN = "sources?show=own&lang=en"


def test_the_page_is_kept_while_a_reader_is_with_the_provider(app):
    asked = get(app, "/auth/login", host="atlas.cn", referer=f"https://atlas.cn/{OWN}")
    assert asked.headers["location"] == "https://id.cn/authorize"
    cookie = asked.headers["set-cookie"]
    assert cookie.startswith(f"atlas-return={quote(OWN, safe='')}; Path=/; HttpOnly; SameSite=Lax; Max-Age=900")

    back = get(app, "/oauth2callback", host="atlas.cn", cookie=cookie.split(";")[0])
    assert back.headers["location"] == f"./{OWN}" and "Max-Age=0" in back.headers["set-cookie"]


def test_signing_out_stays_on_the_page(app):
    assert get(app, "/auth/logout", host="atlas.cn", referer=f"https://atlas.cn/{OWN}").headers["location"] == f".././{OWN}"


@pytest.mark.parametrize(
    "value", ["//elsewhere.cn/", "https://elsewhere.cn", "../admin", "%0d%0aset-cookie: a=b", "\\elsewhere.cn"]
)
def test_a_cookie_of_anyones_making_leads_nowhere_else(app, value):
    back = get(app, "/oauth2callback", host="atlas.cn", cookie=f"atlas-return={quote(value, safe='')}")
    assert back.headers["location"] in ("/", "./")


def test_without_a_page_to_go_back_to_streamlit_leads(app):
    assert get(app, "/oauth2callback", host="atlas.cn").headers["location"] == "/"
