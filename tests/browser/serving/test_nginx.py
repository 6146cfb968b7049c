"""The atlas through nginx, with the files of deploy/nginx: under a name of its own, under a path, and wrongly set up."""

from __future__ import annotations

import http.client
import random
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from tests.browser import nginx
from tests.browser.atlas import DECK_MS, LIMIT_MS, open_map, open_view, wait_player
from tests.browser.server import Server, serving
from tests.data.seeds import seed_folder
from text.catalogue import LANGUAGES, Catalogue

#: The built-in deck takes a server long, and each of these would make its own.
SMALL = pack(Deck("一张", (DeckSlide("sources"),)))
TRUSTED = {"ATLAS_PROXIES": "127.0.0.1", "ATLAS_HSTS": "31536000"}


@dataclass(frozen=True)
class Proxied:
    """Addresses of one nginx before two processes of the atlas."""

    own_name: str
    under_path: str
    path_off: str
    no_host: str
    no_upgrade: str


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    env = {**TRUSTED, "ATLAS_FACTS": str(seed_folder())}
    nginx.executable()
    with serving(env=env) as one, serving(env=env) as two, serving(env=env, path="fupin/map") as under:
        tls, plain, faulty, silent, path = (nginx.free_port() for _ in range(5))
        text = nginx.balanced((one.url, two.url), plain, tls, tmp_path_factory.mktemp("tls"))
        keeps, takes_off = nginx.deployed("atlas-path.conf").split("\n# Or nginx takes the path off", 1)
        keeps = keeps.replace("proxy_pass http://atlas;", f"proxy_pass http://{_address(under)};")
        off = "\n".join(line.removeprefix("#") for line in takes_off.splitlines()[1:])
        off = off.replace("/fupin/map/", "/taken/off/")
        text += f"server {{ listen 127.0.0.1:{path}; {keeps} {off} }}"
        # As someone sets up nginx who has read nothing.
        text += f"server {{ listen 127.0.0.1:{faulty}; location / {{ proxy_pass http://{_address(one)}; }} }}"
        with_host = f"proxy_pass http://{_address(one)}; proxy_set_header Host $http_host;"
        text += f"server {{ listen 127.0.0.1:{silent}; location / {{ {with_host} }} }}"
        with nginx.running(text, tls):
            yield Proxied(
                f"https://localhost:{tls}",
                f"http://localhost:{path}/fupin/map",
                f"http://localhost:{path}/taken/off",
                f"http://localhost:{faulty}",
                f"http://localhost:{silent}",
            )


def _address(server: Server) -> str:
    return server.url.split("/")[2]


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """Return a window that takes a certificate made for the test."""
    return new_context(ignore_https_errors=True).new_page()


def test_page_map_player_download_and_upload_work_through_nginx(page: Page, proxied: Proxied, tmp_path: Path):
    assert open_map(page, proxied.own_name).state["painted"]
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "atlas_reader"]
    assert cookie["httpOnly"] and cookie["secure"]

    open_view(page, proxied.own_name, "present", deck=SMALL)
    with page.expect_download() as got:
        page.locator(".st-key-deck-save button").click()
    got.value.save_as(tmp_path / "deck.toml")
    text = (tmp_path / "deck.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(text.replace("title =", 'title = "经由代理" #', 1), encoding="utf-8")
    page.locator(".st-key-deck-read summary").click()
    page.locator(".st-key-deck-read input[type=file]").set_input_files(tmp_path / "mine.toml")
    expect(page.get_by_role("textbox", name="汇报的标题")).to_have_value("经由代理")

    with page.context.expect_page(timeout=DECK_MS) as opened:
        page.locator("a.deck-start").click()
    wait_player(opened.value)
    assert "经由代理" in opened.value.title()


def test_a_deck_in_an_old_long_address_opens(page: Page, proxied: Proxied):
    slides = tuple(DeckSlide("sources", random.Random(n).randbytes(60).hex(" ", 6)) for n in range(18))
    long = pack(Deck("很长的汇报", slides))
    assert len(long) > 1_500
    page.goto(f"{proxied.own_name}/present?deck={long}")
    expect(page.get_by_role("textbox", name="汇报的标题")).to_have_value("很长的汇报")


def test_an_address_that_is_too_long_says_what_to_do(page: Page, proxied: Proxied):
    page.goto(f"{proxied.own_name}/present?deck={'A' * 20_000}")  # it arrives, and is no deck
    expect(page.get_by_text("地址里的汇报读不出来")).to_be_visible()
    answer = page.request.get(f"{proxied.own_name}/present?deck={'A' * 40_000}")  # in HTTP/1.1 nginx refuses it
    assert answer.status == 414
    for lang in LANGUAGES:
        assert Catalogue.load(lang)("plain.unreadable_what") in unescape(answer.text())
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["content-security-policy"]


def test_what_a_reader_says_of_where_they_are_is_not_passed_on(tmp_path: Path):
    with socketserver.TCPServer((nginx.HOST, 0), Echo) as echo:
        threading.Thread(target=echo.serve_forever, daemon=True).start()
        port, other, (crt, key) = nginx.free_port(), nginx.free_port(), nginx.certificate(tmp_path)
        text = nginx.deployed(
            "atlas.conf",
            listen=f"listen 80; → listen 127.0.0.1:{other};",
            tls=f"listen 443 ssl http2; → listen 127.0.0.1:{port} ssl http2;",
            crt=f"/etc/nginx/tls/atlas.crt → {crt}",
            key=f"/etc/nginx/tls/atlas.key → {key}",
            first=f"server 127.0.0.1:8501 → server 127.0.0.1:{echo.server_address[1]}",
        )
        forged = [("X-Forwarded-For", "10.0.0.1"), ("X-Forwarded-For", "10.0.0.2"), ("X-Forwarded-Proto", "http")]
        with nginx.running(text, port):
            unchecked = ssl._create_unverified_context()
            with closing(http.client.HTTPSConnection(nginx.HOST, port, context=unchecked, timeout=30)) as asking:
                asking.putrequest("GET", "/")
                for name, value in forged:
                    asking.putheader(name, value)
                asking.endheaders()
                heard = asking.getresponse().read().decode().lower()
        echo.shutdown()
    assert [line for line in heard.split("\r\n") if "forwarded" in line] == [
        "x-forwarded-for: 127.0.0.1",
        "x-forwarded-proto: https",
    ]


class Echo(socketserver.StreamRequestHandler):
    """Answers with what it was asked."""

    def handle(self) -> None:
        heard = b""
        while not heard.endswith(b"\r\n\r\n"):
            heard += self.rfile.readline()
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(heard), heard))


def test_tls_is_kept_to(page: Page, proxied: Proxied):
    answer = page.request.get(f"{proxied.own_name}/trends")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("where", ["under_path", "path_off"])
def test_the_atlas_works_under_a_path_of_another_host(page: Page, proxied: Proxied, where: str):
    url = getattr(proxied, where)
    refused: list[str] = []

    def note(answer: Response) -> None:
        # Of a file that a later run has replaced Streamlit may still ask for the old one; the download below is of the new.
        if answer.status >= 400 and "/media/" not in answer.url:
            refused.append(f"{answer.status} {answer.url}")

    page.on("response", note)
    page.goto(url)
    assert page.url == f"{url}/"
    assert open_map(page, url).state["painted"]
    open_view(page, url, "present", deck=SMALL)
    with page.context.expect_page(timeout=DECK_MS) as opened:
        page.locator("a.deck-start").click()
    wait_player(opened.value)
    with page.expect_download(timeout=LIMIT_MS) as download:
        page.get_by_role("button", name="存为文本文件").click()
    assert "sources" in Path(download.value.path()).read_text("utf-8")
    assert refused == []


@pytest.mark.parametrize(
    ("where", "fault", "line"),
    [
        ("no_host", "host", "proxy_set_header Host $http_host;"),
        ("no_upgrade", "upgrade", "proxy_set_header Upgrade $http_upgrade;"),
    ],
)
def test_a_proxy_that_lacks_a_line_is_told_which(page: Page, proxied: Proxied, where: str, fault: str, line: str):
    page.goto(getattr(proxied, where))
    expect(page.locator(f"[role='alert'][data-fault='{fault}']")).to_contain_text(line)
