"""Run within a network namespace that has no route: set a bundle up, serve it from a read-only folder, open its pages.

``unshare --map-root-user --net --mount python -m tests.deploy.without_network <unpacked bundle> <folder>``
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from tests.browser import chromium
from tests.browser.atlas import open_map, open_view, wait_player
from tests.browser.server import HOST, free_port, wait_for_port

LIMIT_S = 900


def main(bundle: Path, folder: Path) -> None:
    """Do all of it; what fails is raised."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in ("192.0.2.1", "2001:db8::1"):
        try:
            socket.create_connection((address, 443), timeout=2)
        except OSError as error:
            print(f"no way to {address}: {error}")
        else:
            raise AssertionError("this namespace has a network")
    to, scratch = folder / "atlas", folder / "home"
    scratch.mkdir(parents=True)
    begun = time.monotonic()
    env = {**os.environ, "PYTHON": sys.executable}
    command = ["sh", str(bundle / "install.sh"), "--to", str(to), "--no-start"]
    subprocess.run(command, check=True, timeout=LIMIT_S, env=env)
    print(f"set up in {time.monotonic() - begun:.0f} s")
    for options in (["--bind"], ["-o", "remount,ro,bind"]):
        subprocess.run(["mount", *options, str(to), str(to)], check=True)
    port = free_port()
    server = subprocess.Popen(
        ["sh", str(to / "start.sh"), "--server.address", HOST, "--server.port", str(port)],
        env={"PATH": os.environ["PATH"], "HOME": str(scratch), "ATLAS_METRICS": "true"},
    )
    try:
        wait_for_port(port, server)
        _look(f"http://{HOST}:{port}", folder / "overview.png")
    finally:
        server.terminate()
        server.wait(60)


def _look(url: str, picture: Path) -> None:
    with urllib.request.urlopen(f"{url}/atlas/ready", timeout=120) as answer:
        told = json.loads(answer.read())
    print(told)
    assert told["ready"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGS)
        page = browser.new_context(**chromium.CONTEXT).new_page()
        assert open_map(page, url).state["painted"]
        page.screenshot(path=picture)
        open_view(page, url, "trends")
        page.goto(f"{url}/atlas/deck?d={pack(Deck('一张', (DeckSlide('pairings'),)))}", timeout=240_000)
        wait_player(page)
        browser.close()
    with urllib.request.urlopen(f"{url}/_stcore/metrics", timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    print(*(line for line in lines if line.startswith(("atlas_", "active_sessions "))), sep="\n")
    assert [line for line in lines if line.startswith('atlas_jobs_total{kind="players",outcome="done"} 1')]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
