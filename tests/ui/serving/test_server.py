"""What the atlas serves itself: cached well, never a file it should not, and headers that keep a browser at home."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

from geo.shapes.load import SHAPES_DIR
from tests.data.toy import write_toy
from tests.ui.asgi import get
from text.catalogue import LANGUAGES, Catalogue
from ui.serving import files, server
from ui.serving.access import policy
from ui.serving.head import page as shell
from views import loaders

PAGE = "<!doctype html><html><head><title>x</title></head><body></body></html>"


async def page(request: Request) -> HTMLResponse:
    return HTMLResponse(PAGE)


async def failing(request: Request) -> HTMLResponse:
    raise ValueError("a page that fails")


def app() -> Starlette:
    others = [
        Route("/component/folium/index.html", page),
        Route("/component/folium/away", lambda request: RedirectResponse("/")),
        Route("/component/folium/fails", failing),
        Route("/media/data.json", lambda request: JSONResponse({"head": "<head>"})),
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
    return folder


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


def test_arcs_of_shapes_are_sent_as_one_list_of_numbers():
    file = "counties/620000.json"
    sent, built = json.loads(get(app(), f"/atlas/shapes/{file}").body), json.loads((SHAPES_DIR / file).read_bytes())
    numbers = iter(sent.pop("arcs"))
    assert [[[next(numbers), next(numbers)] for _ in range(length)] for length in sent.pop("lengths")] == built.pop("arcs")
    assert sent == built and next(numbers, None) is None


def test_names_are_those_of_the_facts():
    names = json.loads(get(app(), "/atlas/client/names.json").body)["names"]
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
    kept = get(app(), f"/atlas/client/atlas.js?v={files.version()}").headers["cache-control"]
    assert kept == "public, max-age=31536000, immutable"


def test_names_and_citations_follow_facts_that_are_edited_while_the_atlas_is_served(tmp_path, monkeypatch):
    folder = write_toy(tmp_path / "facts")
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    before = files.version()
    assert "一份文件" in get(app(), "/atlas/client/citations.json").text

    path = folder / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("一份文件", "另一份文件"), "utf-8")
    assert files.version() != before
    assert "另一份文件" in get(app(), "/atlas/client/citations.json").text


def test_the_address_changes_with_the_shapes(shapes):
    before = files.version()
    (shapes / "nation.json").write_text('{"type": "Topology", "arcs": []}')
    assert files.version() != before
    assert before not in files.addresses().script and files.version() in files.addresses().style


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
    assert files.content.cache_info().currsize <= 64


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
        "/overview",
        "/component/folium/index.html",
        "/component/folium/away",
        "/component/folium/fails",
        "/media/data.json",
        "/nowhere",
        "/_stcore/metrics",
        "/atlas/client/atlas.css",
        "/atlas/client/nothing",
        "/atlas/deck?d=nothing",
        "/static/js/nothing.js",
        "//example.org/",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_keeps_the_browser_at_home(path, accept):
    answer = get(app(), path, accept=accept, host="localhost:8501")
    rules = dict(rule.strip().partition(" ")[::2] for rule in answer.headers["content-security-policy"].split(";"))
    assert rules["default-src"] in ("'self'", "'none'") and rules["frame-ancestors"] == "'self'"
    assert rules.get("object-src", rules["default-src"]) == "'none'" and rules["base-uri"] and rules["form-action"]
    assert not any(source.startswith("http") or source == "*" for rule in rules.values() for source in rule.split())
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "strict-transport-security" not in answer.headers


def test_a_fault_is_said_in_both_languages_with_the_same_headers():
    answer = get(app(), "/component/folium/fails")
    assert answer.status == 500 and "nosniff" in answer.headers["x-content-type-options"]
    for lang in LANGUAGES:
        assert Catalogue.load(lang)("plain.failed") in answer.text
    assert "ValueError" not in answer.text


@pytest.mark.parametrize("path", ["/", "/trends", "/sources"])
def test_a_page_runs_no_script_that_is_not_a_file_or_streamlits_own(path):
    answer = get(app(), path)
    scripts = answer.headers["content-security-policy"].split("script-src ")[1].split(";")[0]
    inline = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    assert set(scripts.split()) == {"'self'", *policy.inline_scripts(answer.text)} and len(inline) == 1


@pytest.mark.parametrize("path", ["/atlas/client/page.js", "/media/data.json", "/_stcore/health", "/atlas/reach"])
def test_what_is_no_page_may_do_nothing(path):
    allowed = get(app(), path).headers["content-security-policy"]
    assert allowed.startswith("default-src 'none'") and "unsafe" not in allowed


def test_a_portal_that_is_named_may_frame_every_answer(monkeypatch):
    monkeypatch.setenv("ATLAS_FRAMES", "https://portal.example.cn")
    for path in ("/", "/component/folium/index.html", "/atlas/deck?d=nothing", "/nowhere"):
        headers = get(app(), path).headers
        assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://portal.example.cn")
        assert "x-frame-options" not in headers


def test_tls_is_kept_to_only_where_a_deployment_says_so(monkeypatch):
    monkeypatch.setenv("ATLAS_HSTS", "31536000")
    assert get(app(), "/").headers["strict-transport-security"] == "max-age=31536000"


def test_a_strange_host_is_not_reflected_into_the_policy(monkeypatch):
    assert "ws://atlas.local.:8501" not in get(app(), "/", host="a; script-src *").headers["content-security-policy"]
    assert "script-src *" not in get(app(), "/", host="a; script-src *").headers["content-security-policy"]
    assert "ws://atlas:8501" in get(app(), "/", host="atlas:8501").headers["content-security-policy"]


# --- pages


@pytest.mark.parametrize("path", ["/", "/trends", "/region"])
def test_a_page_begins_with_the_atlas_head_and_keeps_streamlits(path):
    answer = get(app(), path)
    assert f'<head><script defer src="./atlas/client/arrival.js?v={files.version()}"></script>' in answer.text
    assert f"./atlas/client/page.css?v={files.version()}" in answer.text
    program = re.findall(
        r'<link data-rel="modulepreload" crossorigin href="(./static/js/index\.[^"]+)" id="atlas-program">', answer.text
    )
    assert len(program) == 1 and get(app(), program[0][1:]).status == 200
    assert answer.text.count("<title>") == 1 and f"<title>{Catalogue.load('zh')('app.title')}</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_streamlits_page_is_still_the_one_that_is_changed():
    for what in (shell.TITLE, shell.LANG, shell.NOSCRIPT, shell.SERVICE, shell.PROGRAM, shell.FONT, shell.STYLE):
        assert len(what.findall(shell.shipped())) == 1, f"{what.pattern} is not in Streamlit's page any more"
    assert "_stcore/agent" not in get(app(), "/").text


def test_only_a_page_with_a_map_asks_for_its_files_early():
    wanted = f"./atlas/client/atlas.js?v={files.version()}"
    assert [wanted in get(app(), path).text for path in ("/", "/trends")] == [True, False]


def test_the_early_requests_ask_only_the_host():
    text = get(app(), "/").text.split("<head>")[1]
    assert "://" not in text and 'href="//' not in text


def test_the_frame_of_the_map_is_left_as_it_is():
    assert get(app(), "/component/folium/index.html").text == PAGE
    assert json.loads(get(app(), "/media/data.json").text) == {"head": "<head>"}


def test_a_page_is_asked_for_again_each_time_and_sent_only_when_its_head_has_changed(monkeypatch):
    first = get(app(), "/", accept="text/html")
    again = get(app(), "/", accept="text/html", if_none_match=first.headers["etag"])
    assert (first.headers["cache-control"], again.status, again.body) == ("no-cache", 304, b"")
    monkeypatch.setattr(shell, "version", lambda: "another")
    changed = get(app(), "/", accept="text/html", if_none_match=first.headers["etag"])
    assert changed.status == 200 and "page.js?v=another" in changed.text


def test_a_page_comes_packed_where_that_is_understood():
    packed = get(app(), "/trends", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(app(), "/trends").body


def test_a_file_of_the_atlas_may_be_not_modified():
    tag = get(app(), "/atlas/client/names.json").headers["etag"]
    assert get(app(), "/atlas/client/names.json", if_none_match=tag).status == 304


def test_the_folders_can_be_set(monkeypatch, tmp_path):
    assert loaders.shapes_dir() == SHAPES_DIR
    monkeypatch.setenv("ATLAS_SHAPES", str(tmp_path))
    monkeypatch.setenv("ATLAS_FACTS", str(tmp_path))
    assert (loaders.shapes_dir(), loaders.facts_dir()) == (tmp_path, tmp_path)
    monkeypatch.setenv("ATLAS_SHAPES", "")
    assert loaders.shapes_dir() == SHAPES_DIR


def test_the_digest_is_of_the_content():
    body = get(app(), "/atlas/shapes/inset.json").body
    assert (
        get(app(), "/atlas/shapes/inset.json").headers["etag"] == f'"{hashlib.sha256(body.hex().encode()).hexdigest()[:12]}"'
    )
