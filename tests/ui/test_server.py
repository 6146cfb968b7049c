"""What the atlas serves itself: cached well, never a file it should not, and headers that keep a browser at home."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from starlette.routing import Route

from geo.shapes import SHAPES_DIR
from tests.ui.asgi import get
from ui import served, server

PAGE = "<!doctype html><html><head><title>x</title></head><body></body></html>"


async def page(request: Request) -> HTMLResponse:
    return HTMLResponse(PAGE, headers={"ETag": '"0"', "X-Asked-With": request.headers.get("if-none-match", "")})


async def in_pieces(request: Request) -> StreamingResponse:
    return StreamingResponse(iter([PAGE[:20], PAGE[20:40], PAGE[40:]]), media_type="text/html")


def app() -> Starlette:
    others = [
        Route("/", page),
        Route("/trends", page),
        Route("/pieces", in_pieces),
        Route("/component/folium/index.html", page),
        Route("/data.json", lambda request: JSONResponse({"head": "<head>"})),
        Route("/away", lambda request: RedirectResponse("/")),
    ]
    return Starlette(routes=[*server.routes(), *others], middleware=server.middleware())


@pytest.fixture
def shapes(tmp_path, monkeypatch):
    """A folder of shapes of its own, and a server that has read nothing yet."""
    folder = tmp_path / "shapes"
    folder.mkdir()
    for name in ("places.json", "manifest.json"):
        shutil.copy(SHAPES_DIR / name, folder / name)
    (folder / "nation.json").write_text('{"type": "Topology"}')
    monkeypatch.setenv("ATLAS_SHAPES", str(folder))
    forget()
    yield folder
    forget()


def forget() -> None:
    for cached in (served.version, served.names, served.content):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("client/atlas.js", "text/javascript; charset=utf-8"),
        ("client/atlas.css", "text/css; charset=utf-8"),
        ("client/names.json", "application/json"),
        ("client/page.css", "text/css; charset=utf-8"),
        ("shapes/nation.json", "application/json"),
        ("shapes/counties/620000.json", "application/json"),
    ],
)
def test_files_come_with_their_type_and_gzipped_where_that_is_understood(path, kind):
    plain = get(app(), f"/atlas/{path}")
    packed = get(app(), f"/atlas/{path}", accept_encoding="br, gzip")
    assert (plain.status, plain.headers["content-type"], "content-encoding" in plain.headers) == (200, kind, False)
    assert packed.headers["content-encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) and packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"]


def test_shapes_are_the_files_themselves():
    assert get(app(), "/atlas/shapes/inset.json").body == (SHAPES_DIR / "inset.json").read_bytes()
    assert get(app(), "/atlas/shapes/counties/620000.json").body == (SHAPES_DIR / "counties" / "620000.json").read_bytes()


def test_names_are_those_of_the_facts():
    names = json.loads(get(app(), "/atlas/client/names.json").body)
    assert (names["640000"]["zh"], names["640000"]["en"]) == ("宁夏", "Ningxia")


def test_who_has_the_file_already_is_told_so():
    first = get(app(), "/atlas/client/atlas.css")
    again = get(app(), "/atlas/client/atlas.css", if_none_match=first.headers["etag"])
    other = get(app(), "/atlas/client/atlas.css", if_none_match='"something else"')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (other.status, other.body) == (200, first.body)


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?w=1"])
def test_only_the_present_address_may_be_kept_for_ever(query):
    assert get(app(), f"/atlas/client/atlas.js{query}").headers["cache-control"] == "no-cache"
    kept = get(app(), f"/atlas/client/atlas.js?v={served.version()}").headers["cache-control"]
    assert kept == "public, max-age=31536000, immutable"


def test_the_address_changes_with_the_shapes(shapes):
    before = served.version()
    (shapes / "nation.json").write_text('{"type": "Topology", "arcs": []}')
    forget()
    assert served.version() != before
    assert before not in served.addresses().script and served.version() in served.addresses().style


@pytest.mark.parametrize(
    "path",
    [
        "shapes/../../../data/facts/sources.csv",
        "shapes/../../config.json",
        "shapes/%2e%2e/%2e%2e/pyproject.toml",
        "shapes//etc/passwd",
        "shapes/..%2f..%2fsecret.json",
        "shapes/\\..\\secret.json",
        "shapes/link.json",
        "shapes/",
        "shapes/counties",
        "shapes/nation.json%00.json",
        "shapes/%00",
        f"shapes/{'a' * 5000}.json",
        "../app.py",
        "client/begin.js",
        "nation.json",
        "",
    ],
)
def test_nothing_but_the_shapes_is_given_out(path, shapes):
    secret = shapes.parent / "secret.json"
    secret.write_text('"secret"')
    (shapes / "link.json").symlink_to(secret)
    (shapes / "counties").mkdir()
    answer = get(app(), f"/atlas/{path}")
    assert (answer.status, answer.text) == (404, "not found")


def test_asking_for_many_files_that_are_not_there_fills_no_memory():
    for n in range(200):
        get(app(), f"/atlas/shapes/{n}.json")
    assert served.content.cache_info().currsize <= 64


def test_without_shapes_the_names_are_empty_and_the_script_still_comes(shapes):
    shutil.rmtree(shapes)
    assert get(app(), "/atlas/client/names.json").body == b"{}"
    assert get(app(), "/atlas/client/atlas.js").status == 200
    assert get(app(), "/atlas/shapes/nation.json").status == 404


# --- headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/trends",
        "/pieces",
        "/component/folium/index.html",
        "/data.json",
        "/away",
        "/nowhere",
        "/atlas/client/atlas.css",
    ],
)
def test_every_answer_keeps_the_browser_at_home(path):
    policy = get(app(), path).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'" and rules["object-src"] == "'none'"
    assert not any(source.startswith("http") or source == "*" for rule in rules.values() for source in rule.split())


@pytest.mark.parametrize("path", ["/", "/trends", "/pieces"])
def test_a_page_gets_the_early_requests_right_after_its_head_begins(path):
    answer = get(app(), path)
    assert answer.text.startswith("<!doctype html><html><head><script>")
    assert answer.text.endswith("</head><body></body></html>") and "<title>x</title>" in answer.text
    assert f"./atlas/client/page.css?v={served.version()}" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_only_a_page_with_a_map_asks_for_its_files_early():
    wanted = f"./atlas/client/atlas.js?v={served.version()}"
    assert [wanted in get(app(), path).text for path in ("/", "/trends")] == [True, False]


def test_the_early_requests_ask_only_the_host():
    text = get(app(), "/").text
    assert "://" not in text and 'href="//' not in text


@pytest.mark.parametrize("path", ["/component/folium/index.html", "/data.json"])
def test_what_is_no_page_is_left_as_it_is(path):
    text = get(app(), path).text
    assert text == PAGE if path.startswith("/component") else json.loads(text) == {"head": "<head>"}


def test_a_page_is_never_not_modified_since_its_head_may_have_changed():
    answer = get(app(), "/", accept="text/html", if_none_match='"0"')
    assert "etag" not in answer.headers and answer.headers["x-asked-with"] == ""


def test_a_file_of_the_atlas_may_be_not_modified():
    tag = get(app(), "/atlas/client/names.json").headers["etag"]
    assert get(app(), "/atlas/client/names.json", if_none_match=tag).status == 304


def test_the_folders_can_be_set(monkeypatch, tmp_path):
    assert served.shapes_dir() == SHAPES_DIR
    monkeypatch.setenv("ATLAS_SHAPES", str(tmp_path))
    monkeypatch.setenv("ATLAS_FACTS", str(tmp_path))
    assert (served.shapes_dir(), served.facts_dir()) == (tmp_path, tmp_path)
    monkeypatch.setenv("ATLAS_SHAPES", "")
    assert served.shapes_dir() == SHAPES_DIR


def test_the_digest_is_of_the_content():
    body = get(app(), "/atlas/shapes/inset.json").body
    assert (
        get(app(), "/atlas/shapes/inset.json").headers["etag"] == f'"{hashlib.sha256(body.hex().encode()).hexdigest()[:12]}"'
    )
