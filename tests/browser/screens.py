"""Take the pictures of every page: ``python -m tests.browser.screens [--readme]``.

Without an option every view is taken in both sizes, languages and themes, into build/screens/, to be looked at.
With --readme the few pictures of the README are redrawn into docs/screens/, reduced to a palette.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.atlas import open_view, wait_painted
from tests.browser.server import ROOT, serving

LOOKING = ROOT / "build" / "screens"
README = ROOT / "docs" / "screens"
SIZES = ((1366, 768), (1920, 1080))
COLORS = 200
LIMIT_BYTES = 200_000


@dataclass(frozen=True)
class View:
    """A view to take: its name in file names, its page and query, and what shows that it is complete."""

    name: str
    path: str
    query: tuple[tuple[str, str], ...]
    ready: str


MAP = "iframe[title*='streamlit_folium']"
CHART = ".st-key-key-points .main-svg"
VIEWS = (
    View("overview-role", "", (), MAP),
    View("overview-rate", "", (("fill", "rate"),), MAP),
    View("overview-region", "", (("region", "620000"),), MAP),
    View("overview-pair", "", (("pair", "p-201612-18"),), MAP),
    View("overview-bands", "", (("fill", "rate"), ("when", "2016~0")), MAP),
    View("pairings", "pairings", (), MAP),
    View("pairings-sankey", "pairings", (("show", "sankey"),), ".st-key-sankey .main-svg"),
    View("pairings-matrix", "pairings", (("show", "matrix"),), ".st-key-matrix .main-svg"),
    View("pairings-compare", "pairings", (("show", "compare"),), MAP),
    View("pairings-coverage", "pairings", (("show", "coverage"),), MAP),
    View("region", "region", (("region", "520000"),), MAP),
    View("pair", "region", (("pair", "350000-640000"),), MAP),
    View("cooperation", "cooperation", (("show", "pairing"),), ".st-key-matched-0 .main-svg"),
    View("scorecard", "cooperation", (("show", "scorecard"),), ".st-key-scorecard .main-svg"),
    View("terms", "cooperation", (("show", "terms"),), ".terms"),
    View("trends", "trends", (), CHART),
    View("trends-all", "trends", (("show", "rates"),), ".st-key-trend .main-svg"),
    View("ranking", "trends", (("show", "ranking"),), ".st-key-ranking .main-svg"),
    View("delisted", "trends", (("show", "delisted"), ("as", "chart")), ".st-key-delisted .main-svg"),
    View("delisted-map", "trends", (("show", "delisted"), ("as", "map")), MAP),
    View("trends-record", "trends", (("record", "o-nd-phr"),), CHART),
    View("sources", "sources", (("source", "seed-001"),), ".document mark"),
    View("conflicts", "sources", (("show", "conflicts"),), ".quality"),
    View("checks", "sources", (("show", "checks"),), ".quality"),
    View("recorded", "sources", (("show", "recorded"),), ".st-key-recorded .main-svg"),
    View("present", "present", (), ".deck-start"),
    View("boundaries", "sources", (("source", "boundaries"),), ".document"),
)


@dataclass(frozen=True)
class Shot:
    """A view in one size, language and theme."""

    view: View
    size: tuple[int, int]
    lang: str
    theme: str

    @property
    def file(self) -> str:
        """Name of the picture."""
        return f"{self.view.name}-{self.lang}-{self.theme}-{self.size[0]}.png"


def main(arguments: Sequence[str] | None = None) -> None:
    """Take all pictures, or those of the README."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="redraw the README's pictures, docs/screens/")
    parser.add_argument("--only", default="", help="only pictures whose name holds this, e.g. trends-zh-dark")
    chosen = parser.parse_args(arguments)
    folder = README if chosen.readme else LOOKING
    shots = _of_readme() if chosen.readme else _all()
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGS)
        for shot in shots:
            if chosen.only in shot.file:
                _save(_take(browser, server.url, shot), folder / shot.file, reduce=chosen.readme)
        browser.close()


def _all() -> Iterator[Shot]:
    for view, size, lang, theme in product(VIEWS, SIZES, ("zh", "en"), ("light", "dark")):
        yield Shot(view, size, lang, theme)


def _of_readme() -> Iterator[Shot]:
    views = {view.name: view for view in VIEWS}
    chosen = {"overview-role": "zh", "overview-rate": "en", "trends": "zh", "present": "zh", "sources": "zh"}
    for name, lang in chosen.items():
        yield Shot(views[name], SIZES[0], lang, "light")


def _take(browser: Browser, url: str, shot: Shot) -> bytes:
    width, height = shot.size
    context = browser.new_context(**{**chromium.CONTEXT, "viewport": {"width": width, "height": height}})
    try:
        page = context.new_page()
        query = {**dict(shot.view.query), "lang": shot.lang, "theme": shot.theme}
        open_view(page, url, shot.view.path, **query)
        _wait_complete(page, shot.view)
        return page.screenshot(animations="disabled")
    finally:
        context.close()


def _wait_complete(page: Page, view: View) -> None:
    page.locator(view.ready).first.wait_for()
    if view.ready == MAP:
        shown = wait_painted(page)
        if dict(view.query).get("region") and view.path == "region":
            shown.wait_for("state.counties > 0")
    page.evaluate("document.fonts.ready")


def _save(png: bytes, path: Path, *, reduce: bool) -> None:
    if not reduce:
        path.write_bytes(png)
    else:
        # No dithering: paper must stay plain, or the file grows and the type frays.
        picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        picture.save(path, optimize=True)
        if path.stat().st_size > LIMIT_BYTES:
            raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {LIMIT_BYTES}: lower COLORS")
    print(path.relative_to(ROOT), path.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    main()
