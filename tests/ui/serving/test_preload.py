"""A page with a map asks early for what it is sure to need; Streamlit's own files come packed and from memory."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.ui.asgi import get
from ui.serving import static_files
from ui.serving.head import preload

COMPONENT = next(name for name in static_files.names() if name.startswith(static_files.COMPONENT) and name.endswith(".js"))
INDEX = next((static_files.STATIC / "js").glob("index.*.js")).name


async def _streamlit(request: Request) -> PlainTextResponse:
    return PlainTextResponse("streamlit's own answer")


def app() -> Starlette:
    return Starlette(routes=[Route("/{path:path}", _streamlit)], middleware=[Middleware(static_files.Packed)])


def test_the_frame_of_the_map_is_the_first_module_asked_for():
    chunks = preload.chunks()
    assert chunks[0].startswith("ComponentInstance.")
    assert len(set(chunks)) == len(chunks) and all((static_files.STATIC / "js" / name).is_file() for name in chunks)


def test_what_the_page_itself_names_is_not_named_again():
    page = (static_files.STATIC.parent / "index.html").read_text("utf-8")
    assert not [name for name in preload.chunks() if name in page]


@pytest.mark.parametrize(("page", "wanted"), [("", True), ("pairings", True), ("trends", False), ("static/js/x.js", False)])
def test_only_pages_with_a_map_ask_early(page, wanted):
    assert ("modulepreload" in preload.modules(page)) is wanted
    assert ("nation.json" in preload.files(page)) is wanted


@pytest.mark.parametrize(
    ("page", "query", "wanted"),
    [
        ("trends", {"show": "delisted", "as": "map", "when": "2018"}, True),
        ("trends", {"show": "delisted"}, True),
        ("trends", {"show": "delisted", "as": "chart"}, False),
        ("pairings", {"show": "delisted", "as": "map"}, False),
    ],
)
def test_the_map_of_all_counties_is_asked_for_early_where_it_is_opened(page, query, wanted):
    assert preload.has_counties(page, query) is wanted
    files = preload.files(page, wanted)
    assert ("shapes/counties/100000.json" in files) is ("client/counties-100000.json" in files) is wanted
    assert ("modulepreload" in preload.modules("trends", wanted)) is wanted


def test_a_script_comes_packed_and_may_be_kept_for_ever():
    plain = (static_files.STATIC / "js" / INDEX).read_bytes()
    answer = get(app(), f"/static/js/{INDEX}", accept_encoding="gzip, br")

    assert gzip.decompress(answer.body) == plain and len(answer.body) < len(plain) / 2
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert get(app(), f"/static/js/{INDEX}").body == plain


def test_the_script_of_the_maps_frame_may_be_kept_too_and_comes_while_streamlits_do():
    answer = get(app(), f"/{COMPONENT}", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == static_files.names()[COMPONENT].read_bytes()
    assert "immutable" in answer.headers["cache-control"] and answer.headers["etag"]
    assert f'<link data-rel="prefetch" href="./{COMPONENT}">' in preload.modules("pairings")
    assert COMPONENT not in preload.modules("trends")


def test_what_the_browser_has_is_not_sent_again():
    tag = get(app(), f"/static/js/{INDEX}").headers["etag"]
    again = get(app(), f"/static/js/{INDEX}", if_none_match=tag)
    assert again.status == 304 and not again.body


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/../index.html", "/static/", "/elsewhere"])
def test_everything_else_is_streamlits_to_answer(path):
    assert get(app(), path).body == b"streamlit's own answer"
