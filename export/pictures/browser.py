"""Pages as PDF, pages and charts as pictures, by the browser of the machine: Playwright drives it, headless and offline.

It runs in a process with limits of time and memory (:mod:`~export.jobs.worker`), and takes as long as it needs:
a browser that answers no more, or a page that is never ready, is ended with that process and everything it started.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, Self
from xml.etree import ElementTree

import plotly
import plotly.graph_objects as go
from fontTools.ttLib import TTLibError
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from export.jobs.machine import find_browser, require_font
from export.pdf.faces import postscript_faces, truetype
from export.pdf.finish import finish
from export.trouble import BrowserFailed, PageFailed

#: How often a page is asked whether it is ready.
_TICK_MS: Final = 50

# Playwright's own switches silence the browser; with these, whatever it or a page asks for is not there: no name resolves,
# no proxy is asked to resolve it.
_OFFLINE: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--disable-domain-reliability",
    "--disable-quic",
    "--no-pings",
    "--font-render-hinting=none",
)

_STATE: Final = """() => {
    const said = document.readyState === "complete" ? document.documentElement.dataset.ready || "" : "";
    return said === "1" && document.fonts.status !== "loaded" ? "" : said;
}"""
_READY: Final = "1"
#: Of a film, in pixels.
_SCREEN: Final = (1920, 1080)
_FILM: Final = '() => document.documentElement.classList.add("filming")'
_GO: Final = "(place) => { location.hash = place; }"
_PLACE: Final = "() => document.documentElement.dataset.place"

# A socket's name has at most 107 letters, and the browser adds 45 of its own.
_LONGEST_FOLDER: Final = 60

# A typeface of the page is used in the place of the system's of the same name.
_LETTERS: Final = "() => document.documentElement.textContent"
_TAKE: Final = """([family, weight, content]) => {
    const face = new FontFace(family, Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)), { weight });
    document.fonts.add(face);
    return face.load().then(() => null);
}"""

_PLOTLY: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
#: Of the page in which charts are drawn, in CSS pixels; each has its own size.
_WINDOW: Final = (1280, 720)
# Plotly makes up ids at random: from the same start for every figure, they are the same for the same figure.
_DRAW: Final = """([figure, width, height]) => {
    let last = 1;
    Math.random = () => (last = last * 16807 % 2147483647) / 2147483647;
    return Plotly.toImage(JSON.parse(figure), {format: "svg", width, height, imageDataOnly: true});
}"""


def to_pdf(html: str, *, width_in: float, height_in: float, created: str, author: str = "") -> bytes:
    """Print a page as PDF: vectors, text that can be selected, each font inside once, tags, a bookmark a heading.

    Parameters
    ----------
    html : str
        A whole page that needs nothing but itself, and sets ``data-ready="1"`` on its root element once everything is
        drawn; any other text there is the reason why it is not. Its title and language are the file's.
    width_in, height_in : float
        Size of the paper in inches, unless the page has an ``@page`` size of its own.
    created : str
        ISO date that stands in the file, so that two exports can be the same.
    author : str
        Empty for nobody.

    Raises
    ------
    MissingBrowser, MissingFont
        If the machine lacks what it takes.
    PageFailed, BrowserFailed
    """
    # What is drawn by script is drawn for a window as large as the paper.
    with _drawn(html, round(96 * width_in), round(96 * height_in)) as (page, thrown):
        _take_faces(page)
        _wait(page, thrown)
        pdf = page.pdf(
            width=f"{width_in}in",
            height=f"{height_in}in",
            print_background=True,
            prefer_css_page_size=True,
            tagged=True,
            outline=True,
        )
    return finish(pdf, created=created, author=author)


def photograph(html: str, places: Sequence[str], *, progress: Callable[[int, int], None]) -> list[bytes]:
    """Take a picture of a page at each of several of its places, as a screen of 1920 by 1080 pixels shows it.

    Parameters
    ----------
    html : str
        As for :func:`to_pdf`; it goes where the fragment of its address says, and sets ``data-place`` of its root element
        to that fragment once it is there. Its root element is of the class ``filming``: nobody can press a key.
    places : sequence of str
        Fragments, as ``#3.2``.
    progress : callable
        Called with the number of pictures taken and of all; what it raises ends the taking.

    Returns
    -------
    list of bytes
        PNG.

    Raises
    ------
    MissingBrowser, MissingFont
        If the machine lacks what it takes.
    PageFailed, BrowserFailed
    """
    pictures: list[bytes] = []
    with _drawn(html, *_SCREEN) as (page, thrown):
        page.evaluate(_FILM)
        for place in places:
            progress(len(pictures), len(places))
            page.evaluate(_GO, place)
            while page.evaluate(_PLACE) != place:
                if thrown:
                    raise PageFailed(reason=_first_line(thrown[0].message))
                page.wait_for_timeout(_TICK_MS)
            pictures.append(page.screenshot(animations="disabled"))
    progress(len(places), len(places))
    return pictures


@contextmanager
def _drawn(html: str, width: int, height: int) -> Iterator[tuple[Page, list[Error]]]:
    """Open a page and wait until it says that all is drawn; with the errors that it throws from then on too."""
    require_font(html)
    with _browser() as browser, _page(browser, width, height) as page:
        thrown: list[Error] = []
        page.on("pageerror", lambda error: thrown.append(error))
        # Written into the empty page: a page opened from a file could show any other file of the machine.
        page.set_content(html, wait_until="commit")
        _wait(page, thrown)
        yield page, thrown


def _wait(page: Page, thrown: list[Error]) -> None:
    while (state := page.evaluate(_STATE)) != _READY:
        if state or thrown:
            raise PageFailed(reason=_first_line(state or thrown[0].message))
        page.wait_for_timeout(_TICK_MS)


def _take_faces(page: Page) -> None:
    """Hand the page the typefaces that could not be embedded as they are; of one that cannot be read, the system's stays."""
    faces = postscript_faces()
    letters = page.evaluate(_LETTERS) if faces else ""
    for face in faces:
        with suppress(TTLibError):
            content = base64.b64encode(truetype(face, letters)).decode()
            page.evaluate(_TAKE, [face.family, str(face.weight), content])


class Pictures:
    """A browser that draws one chart after another; the first takes seconds, each further one a fraction of one."""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            browser = stack.enter_context(_browser())
            self._page = stack.enter_context(_page(browser, *_WINDOW))
            self._page.add_script_tag(path=_PLOTLY)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.__exit__(*raised)

    def svg(self, figure: go.Figure, width: int, height: int) -> str:
        """Draw a chart as SVG.

        Parameters
        ----------
        width, height : int
            In CSS pixels.

        Returns
        -------
        str
            The same for the same figure.

        Raises
        ------
        MissingFont, BrowserFailed, PageFailed
        """
        described = figure.to_json()
        require_font(described)
        # The browser writes a style or a viewBox first or last as it happens to; the canonical form has one order.
        return ElementTree.canonicalize(self._page.evaluate(_DRAW, [described, width, height]))


@contextmanager
def _browser() -> Iterator[Browser]:
    path = find_browser()
    with ExitStack() as stack:
        try:
            playwright = stack.enter_context(sync_playwright())
        except Exception as trouble:  # Playwright has no error of its own for a driver that lacks a library
            raise BrowserFailed(path=path) from trouble
        browser = _launch(playwright, path)
        try:
            yield browser
        except Error as trouble:
            if browser.is_connected():
                raise PageFailed(reason=_first_line(trouble.message)) from trouble
            raise BrowserFailed(path=path) from trouble
        finally:
            browser.close()


def _launch(playwright: Playwright, path: Path) -> Browser:
    # Root, as in a container, cannot have the sandbox; everyone else has it.
    root = sys.platform != "win32" and os.geteuid() == 0
    env: dict[str, str | float | bool] = dict(os.environ)
    if sys.platform.startswith("linux") and len(tempfile.gettempdir()) > _LONGEST_FOLDER:
        # Under a shorter name: a folder of its own elsewhere would stay where the browser is killed.
        env["TMPDIR"] = f"/proc/{os.getpid()}/fd/{_opened(tempfile.gettempdir())}"
    try:
        return playwright.chromium.launch(executable_path=path, args=_OFFLINE, chromium_sandbox=not root, env=env, timeout=0)
    except Error as trouble:
        raise BrowserFailed(path=path) from trouble


@cache
def _opened(folder: str) -> int:
    return os.open(folder, os.O_RDONLY)


@contextmanager
def _page(browser: Browser, width: int, height: int) -> Iterator[Page]:
    with browser.new_context(viewport={"width": width, "height": height}, offline=True) as context:
        context.set_default_timeout(0)
        yield context.new_page()


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
