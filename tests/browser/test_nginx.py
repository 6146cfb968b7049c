"""The atlas through nginx, with the files of deploy/nginx: under a name of its own, under a path, and wrongly set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from export.deck.deck import Deck, DeckSlide, pack
from tests.browser import nginx
from tests.browser.atlas import open_map, open_view, wait_player
from tests.browser.server import Server, serving
from tests.data.seeds import seed_folder

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
        crt, key = nginx.certificate(tmp_path_factory.mktemp("tls"))
        text = nginx.deployed(
            "atlas.conf",
            listen=f"listen 80; → listen 127.0.0.1:{plain};",
            tls=f"listen 443 ssl http2; → listen 127.0.0.1:{tls} ssl http2;",
            host="server_name atlas.example.cn; → server_name localhost;",
            crt=f"/etc/nginx/tls/atlas.crt → {crt}",
            key=f"/etc/nginx/tls/atlas.key → {key}",
            first=f"server 127.0.0.1:8501; → server {_address(one)};",
            second=f"# server 127.0.0.1:8502; → server {_address(two)};",
        )
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

    with page.context.expect_page(timeout=120_000) as opened:
        page.locator("a.deck-start").click()
    wait_player(opened.value)
    assert "经由代理" in opened.value.title()


def test_tls_is_kept_to(page: Page, proxied: Proxied):
    answer = page.request.get(f"{proxied.own_name}/trends")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("where", ["under_path", "path_off"])
def test_the_atlas_works_under_a_path_of_another_host(page: Page, proxied: Proxied, where: str):
    url = getattr(proxied, where)
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.goto(url)
    assert page.url == f"{url}/"
    assert open_map(page, url).state["painted"]
    open_view(page, url, "present", deck=SMALL)
    with page.context.expect_page(timeout=120_000) as opened:
        page.locator("a.deck-start").click()
    wait_player(opened.value)
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
