"""The atlas through Caddy and Apache, with the files of deploy/: under a name of its own, under a path, path taken off."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from tests.browser import nginx
from tests.browser.atlas import DECK_MS, open_map, open_view, wait_player
from tests.browser.server import HOST, ROOT, free_port, serving, wait_for_port
from tests.browser.serving.hanging import seconds_until_left
from tests.data.seeds import seed_folder

#: Apache gives its own processes ten seconds to end before it ends them.
STOP_LIMIT_S = 30
SMALL = pack(Deck("一张", (DeckSlide("sources"),)))
MODULES = (
    "mpm_event authn_core authz_core alias headers ssl proxy proxy_http proxy_wstunnel proxy_balancer "
    "lbmethod_byrequests slotmem_shm socache_shmcb"
)
#: Until a reader whose process hangs has the view from the other: Caddy checks every 5 s, Apache waits 15 s for an answer.
LEFT_S = 60


class Atlas(NamedTuple):
    """Host and port of a server at the root of its host, of one under fupin/map, of another beside the first."""

    plain: str
    under: str
    another: str = ""


class Proxied(NamedTuple):
    """Addresses of the atlas through one proxy."""

    own_name: str
    under_path: str
    path_off: str


@pytest.fixture(scope="module")
def atlas() -> Iterator[Atlas]:
    env = {"ATLAS_FACTS": str(seed_folder()), "ATLAS_PROXIES": HOST}
    with serving(env=env) as plain, serving(env=env, path="fupin/map") as under:
        yield Atlas(plain.url.split("/")[2], under.url.split("/")[2])


@pytest.fixture(scope="module", params=["caddy", "apache"])
def proxied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder = tmp_path_factory.mktemp(request.param)
    command = program(request.param)
    atlas: Atlas = request.getfixturevalue("atlas")
    own, portal = free_port(), free_port()
    crt, key = nginx.certificate(folder)
    run = caddy if request.param == "caddy" else apache
    with run(command, folder, own, portal, atlas, crt, key):
        host = f"https://localhost:{portal}"
        yield Proxied(f"https://localhost:{own}", f"{host}/fupin/map", f"{host}/taken/off")


def program(name: str) -> str:
    """Return the path of a proxy: ATLAS_CADDY, ATLAS_APACHE, or what is installed; without one the test is skipped."""
    commands = {"caddy": ("caddy",), "apache": ("apache2", "httpd")}[name]
    on_path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    found = os.environ.get(f"ATLAS_{name.upper()}") or next(
        filter(None, (shutil.which(c, path=on_path) for c in commands)), None
    )
    if not found:
        pytest.skip(f"no {name}: install it, or set ATLAS_{name.upper()} to its path")
    return found


def changed(path: Path, changes: dict[str, str]) -> str:
    """Return a file of deploy/ with this machine's values in place of the example's; each must stand in it."""
    text = path.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text, f"{path.name} has no {before!r}"
        text = text.replace(before, after)
    return text


@contextlib.contextmanager
def started(command: list[str], port: int, env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env={**os.environ, **env})
    try:
        wait_for_port(port, process)
        yield
    finally:
        process.terminate()
        process.wait(STOP_LIMIT_S)


def caddy(command: str, folder: Path, own: int, portal: int, atlas: Atlas, crt: Path, key: Path):
    text = changed(
        ROOT / "deploy" / "caddy" / "Caddyfile",
        {
            "\natlas.example.cn {": f"\nhttps://localhost:{own} {{",
            "\nportal.example.cn {": f"\nhttps://localhost:{portal} {{",
            "/etc/caddy/tls/atlas.crt /etc/caddy/tls/atlas.key": f"{crt} {key}",
            "/etc/caddy/tls/portal.crt /etc/caddy/tls/portal.key": f"{crt} {key}",
            "127.0.0.1:8501": atlas.plain,
            "127.0.0.1:8502": atlas.under,
        },
    )
    if atlas.another:
        alone = f"reverse_proxy {atlas.plain} {{"
        assert alone in text
        text = text.replace(alone, f"reverse_proxy {atlas.plain} {atlas.another} {{")
    config = folder / "Caddyfile"
    config.write_text("{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + text, encoding="utf-8")
    env = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return started([command, "run", "--config", str(config), "--adapter", "caddyfile"], own, env)


def apache(command: str, folder: Path, own: int, portal: int, atlas: Atlas, crt: Path, key: Path):
    text = changed(
        ROOT / "deploy" / "apache" / "atlas.conf",
        {
            "<VirtualHost *:443>\n    ServerName atlas.example.cn": f"<VirtualHost *:{own}>\n    ServerName localhost",
            "<VirtualHost *:443>\n    ServerName portal.example.cn": f"<VirtualHost *:{portal}>\n    ServerName localhost",
            "/etc/apache2/tls/atlas.crt": str(crt),
            "/etc/apache2/tls/atlas.key": str(key),
            "/etc/apache2/tls/portal.crt": str(crt),
            "/etc/apache2/tls/portal.key": str(key),
            "127.0.0.1:8501": atlas.plain,
            "127.0.0.1:8502": atlas.under,
        },
    )
    if atlas.another:
        second = "# BalancerMember http://127.0.0.1:8503 "
        assert text.count(second) == 2
        text = text.replace(second, f"BalancerMember http://{atlas.another} ")
    modules = Path(os.environ.get("ATLAS_APACHE_MODULES", "/usr/lib/apache2/modules"))
    lines = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES.split()]
    lines += [f"Listen {HOST}:{own}", f"Listen {HOST}:{portal}", "ServerName localhost"]
    lines += [f"ErrorLog {folder}/error.log", f"PidFile {folder}/pid", f"DefaultRuntimeDir {folder}", f"Mutex file:{folder}"]
    lines += ["User daemon", "Group daemon"] if os.geteuid() == 0 else []
    config = folder / "apache.conf"
    config.write_text("\n".join([*lines, text]), encoding="utf-8")
    env = {"APACHE_LOG_DIR": str(folder)}
    return started([command, "-f", str(config), "-DFOREGROUND"], own, env)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """Return a window that takes a certificate made for the test."""
    return new_context(ignore_https_errors=True).new_page()


def test_a_reader_stays_with_a_process_that_hears_of_tls(page: Page, proxied: Proxied):
    assert open_map(page, proxied.own_name).state["painted"]
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == "atlas_reader"]
    before = cookie["value"]
    open_view(page, proxied.own_name, "trends")
    assert [each["value"] for each in page.context.cookies() if each["name"] == "atlas_reader"] == [before]


@pytest.mark.parametrize("where", ["own_name", "under_path", "path_off"])
def test_map_and_player_work(page: Page, proxied: Proxied, where: str):
    url = getattr(proxied, where)
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.goto(url)
    assert page.url == f"{url}/"
    assert open_map(page, url).state["painted"]
    open_view(page, url, "present", deck=SMALL)
    with page.context.expect_page(timeout=DECK_MS) as opened:
        page.locator("a.deck-start").click()
    wait_player(opened.value)
    assert refused == []


@pytest.mark.parametrize("name", ["caddy", "apache"])
def test_a_process_that_accepts_and_never_answers_is_left(page: Page, tmp_path_factory: pytest.TempPathFactory, name: str):
    command, folder = program(name), tmp_path_factory.mktemp(f"{name}-hung")
    env = {"ATLAS_FACTS": str(seed_folder()), "ATLAS_PROXIES": HOST}
    with serving(env=env) as one, serving(env=env) as other:
        hosts = [each.url.split("/")[2] for each in (one, other)]
        own, (crt, key) = free_port(), nginx.certificate(folder)
        run = caddy if name == "caddy" else apache
        with run(command, folder, own, free_port(), Atlas(hosts[0], hosts[0], hosts[1]), crt, key):
            taken = seconds_until_left(page, f"https://localhost:{own}", (one, other), LEFT_S)
            assert taken > 1, "it was not the silence that led away"
