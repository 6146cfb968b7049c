"""Pages as PDF and charts as pictures, by the browser of the machine: headless, without a way out, ended in any case."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, MutableMapping, Sequence
from concurrent.futures import wait
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import choreographer
import plotly.graph_objects as go
from choreographer.browsers import Chromium
from choreographer.channels import Pipe
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError
from kaleido import Kaleido

from export.machine import find_browser, require_font, temporary_root
from export.trouble import BrowserFailed, PageFailed, TooSlow

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: How often a page is asked whether it is ready.
_TICK_S: Final = 0.05
#: How long a browser may take to go by itself, after its work and when it was told to stop.
_LEAVE_S: Final = 1.0
_STOP_S: Final = 0.2
_GONE_S: Final = 5.0

# Whatever the page or the browser itself asks for is not there: no name resolves, no proxy is asked to resolve it.
_OFFLINE: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--no-pings",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
)
# The library's defaults that would let a page read files beside it.
_TOO_OPEN: Final = {"--allow-file-access-from-files", "--disable-web-security"}

_STATE: Final = """(() => {
    const said = document.readyState === "complete" ? document.documentElement.dataset.ready || "" : "";
    return said === "1" && document.fonts.status !== "loaded" ? "" : said;
})()"""
_READY: Final = "1"

# A socket's name has at most 107 letters, and the browser adds 45 of its own.
_SOCKET_ROOM: Final = 60

# The browser writes the time of day here, always in as many letters, so that places in the file stay true.
_PDF_DATE: Final = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[+-]\d\d'\d\d'(?=\))")

# Plotly draws six letters by lot for the ids of a figure's clips and gradients.
_SVG_LOT: Final = re.compile(r'id="(?:top)?defs-([0-9a-f]{6})"')


def to_pdf(html: str, *, width_in: float, height_in: float, made: str, timeout_s: float = 120) -> bytes:
    """Print a page as PDF: vectors, text that can be selected, fonts inside.

    Parameters
    ----------
    html : str
        A whole page that needs nothing but itself, and sets ``data-ready="1"`` on its root element once everything is
        drawn; any other text there is the reason why it is not.
    width_in, height_in : float
        Size of the paper in inches, unless the page has an ``@page`` size of its own.
    made : str
        ISO date that stands in the file, so that two exports can be the same.
    timeout_s : float
        Seconds after which it is given up.

    Raises
    ------
    MissingBrowser, MissingFont
        If the machine lacks what it takes.
    PageFailed, BrowserFailed, TooSlow
        No process and no temporary file is left then either.
    """
    require_font(html)
    paper: dict[str, Any] = {
        "printBackground": True,
        "preferCSSPageSize": True,
        "displayHeaderFooter": False,
        "paperWidth": width_in,
        "paperHeight": height_in,
        **dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0),
        "generateTaggedPDF": True,
        "generateDocumentOutline": True,
    }
    with _Running(choreographer.Browser, timeout_s) as running:
        return _stamped(running.run(_printed(running.browser, html, paper)), made)


class Pictures:
    """A browser that draws one chart after another; the first takes seconds, each further one a fraction of one.

    Parameters
    ----------
    timeout_s : float
        Seconds that opening, and each picture, may take.
    """

    def __init__(self, *, timeout_s: float = 60) -> None:
        self._running = _Running(_kaleido, timeout_s)

    def __enter__(self) -> Self:
        self._running.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._running.__exit__(kind, error, trace)

    def draw(self, figure: go.Figure, options: dict[str, object]) -> bytes:
        """Draw a chart; ``options`` are kaleido's."""
        require_font(figure.to_json())
        browser: Any = self._running.browser
        self._running.start_clock()
        drawn: bytes = self._running.run(browser.calc_fig(figure, options))
        return drawn


def chart_svg(figure: go.Figure, width: int, height: int, *, using: Pictures | None = None) -> str:
    """Draw a chart as SVG.

    Parameters
    ----------
    width, height : int
        In CSS pixels.
    using : Pictures, optional
        An open browser, for several charts in a row; without it, one is opened for this chart alone.

    Returns
    -------
    str
        The same for the same figure: ids that Plotly draws by lot are made constant.

    Raises
    ------
    MissingBrowser, MissingFont, BrowserFailed, PageFailed, TooSlow
    """
    drawn = _chart(figure, {"format": "svg", "width": width, "height": height}, using).decode()
    lot = _SVG_LOT.search(drawn)
    return drawn if lot is None else drawn.replace(lot[1], "000000")


def chart_png(figure: go.Figure, width: int, height: int, *, scale: float = 2, using: Pictures | None = None) -> bytes:
    """Draw a chart as PNG.

    Parameters
    ----------
    width, height : int
        In CSS pixels.
    scale : float
        Pixels of the picture to a CSS pixel.
    using : Pictures, optional
        As for :func:`chart_svg`.

    Raises
    ------
    MissingBrowser, MissingFont, BrowserFailed, PageFailed, TooSlow
    """
    return _chart(figure, {"format": "png", "width": width, "height": height, "scale": scale}, using)


def _chart(figure: go.Figure, options: dict[str, object], using: Pictures | None) -> bytes:
    if using is not None:
        return using.draw(figure, options)
    with Pictures() as pictures:
        return pictures.draw(figure, options)


def _kaleido(path: Path, **options: Any) -> choreographer.Browser:
    return Kaleido(n=1, mathjax=False, timeout=None, path=path, **options)


async def _printed(browser: choreographer.Browser, html: str, paper: dict[str, Any]) -> bytes:
    # Not the tab that is there already: it may show a page of the browser's own, with rules of its own.
    tab = await browser.create_tab("about:blank")
    thrown: list[str] = []

    async def note(event: Any) -> None:
        details = event["params"]["exceptionDetails"]
        thrown.append(str(details.get("exception", {}).get("description") or details.get("text", "")))

    tab.subscribe("Runtime.exceptionThrown", note)
    _checked(await tab.send_command("Runtime.enable"))
    _checked(await tab.send_command("Page.enable"))
    # What is drawn by script is drawn for a window as large as the paper.
    window = {"width": round(96 * paper["paperWidth"]), "height": round(96 * paper["paperHeight"])}
    metrics = {**window, "deviceScaleFactor": 1, "mobile": False}
    _checked(await tab.send_command("Emulation.setDeviceMetricsOverride", metrics))
    # Written into the empty page: a page opened from a file could show any other file of the machine.
    write = f"document.open(); document.write({json.dumps(html)}); document.close();"
    _checked(await tab.send_command("Runtime.evaluate", {"expression": write}))
    while True:
        answer = await tab.send_command("Runtime.evaluate", {"expression": _STATE, "returnByValue": True})
        # While the page is being changed there is nothing to ask.
        said = str(answer.get("result", {}).get("result", {}).get("value") or "")
        if said == _READY:
            break
        if said or thrown:
            raise PageFailed(reason=(said or thrown[0]).splitlines()[0])
        await asyncio.sleep(_TICK_S)
    printed = _checked(await tab.send_command("Page.printToPDF", paper))
    return base64.b64decode(printed["data"])


def _checked(answer: Any) -> Any:
    if "error" in answer:
        raise PageFailed(reason=answer["error"].get("message", ""))
    if "exceptionDetails" in answer["result"]:
        raise PageFailed(reason=answer["result"]["exceptionDetails"].get("text", ""))
    return answer["result"]


def _stamped(pdf: bytes, made: str) -> bytes:
    day = date.fromisoformat(made).strftime("%Y%m%d").encode()
    return _PDF_DATE.sub(rb"\g<1>" + day + rb"000000+00'00'", pdf)


class _Offline(Chromium):
    """A browser that finds nothing but the files it is given, and leaves nothing behind outside its own folder."""

    def get_cli(self) -> Sequence[str]:
        return [flag for flag in super().get_cli() if flag not in _TOO_OPEN] + list(_OFFLINE)

    def get_env(self) -> MutableMapping[str, str]:
        env = dict(super().get_env())
        room = str(self.tmp_dir.path.parent)
        # The browser makes a socket in there, and the name of a socket is short.
        if sys.platform.startswith("linux") and len(room) < _SOCKET_ROOM:
            env["TMPDIR"] = room
        return env


class _Running:
    """A browser with its event loop in a thread of its own, so that the caller may be any thread."""

    browser: choreographer.Browser
    folder: Path

    def __init__(self, kind: Callable[..., choreographer.Browser], timeout_s: float) -> None:
        self._kind = kind
        self._timeout_s = timeout_s
        self._path = Path()
        self._pipe: Pipe | None = None

    def __enter__(self) -> Self:
        self._path = find_browser()
        root = temporary_root()
        self._room = tempfile.TemporaryDirectory(prefix=".atlas-", dir=root, ignore_cleanup_errors=True)
        self.folder = Path(self._room.name)
        self._loop = asyncio.new_event_loop()
        # What matters comes back to the caller; that a task was given up in the middle does not.
        self._loop.set_exception_handler(lambda _, context: _log.debug("%s", context))
        self._thread = threading.Thread(target=self._loop.run_forever, name="export-browser", daemon=True)
        self._thread.start()
        self.start_clock()
        try:
            self.run(self._open())
        except BaseException:
            self._close(_STOP_S)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close(_LEAVE_S if error is None else _STOP_S)

    def _close(self, patience_s: float) -> None:
        wait([asyncio.run_coroutine_threadsafe(self._leave(patience_s), self._loop)], timeout=_GONE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GONE_S)
        if not self._thread.is_alive():
            self._loop.close()
        self._room.cleanup()

    def start_clock(self) -> None:
        """Begin to count the seconds that what follows may take."""
        self._end = time.monotonic() + self._timeout_s

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the browser do something; give up when time is up."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(self._end - time.monotonic())
        except TimeoutError:
            raise TooSlow(seconds=round(self._timeout_s)) from None
        except (BrowserClosedError, BrowserFailedError, ChannelClosedError, OSError) as trouble:
            raise BrowserFailed(path=self._path) from trouble
        finally:
            future.cancel()

    async def _open(self) -> None:
        # Root, as in a container, cannot have the sandbox; everyone else has it.
        root = sys.platform != "win32" and os.geteuid() == 0
        self._pipe = pipe = Pipe()
        self.browser = self._kind(
            path=self._path,
            browser_cls=_Offline,
            channel_cls=lambda: pipe,
            tmp_dir=str(self.folder),
            enable_sandbox=not root,
        )
        # Given up in the middle, it goes on all the same, in a thread: what it starts has to be known to be ended.
        self._opening = asyncio.ensure_future(self.browser.open())
        await asyncio.shield(self._opening)

    async def _leave(self, patience_s: float) -> None:
        """Ask the browser to go; whatever is still there after a while is ended with all its children."""
        browser = getattr(self, "browser", None)
        if browser is None or self._pipe is None:
            return
        while not hasattr(browser, "subprocess") and not self._opening.done():
            await asyncio.sleep(_TICK_S)
        closing = asyncio.ensure_future(browser.close())
        await asyncio.wait([closing], timeout=patience_s)
        process = getattr(browser, "subprocess", None)
        if process is not None:
            _end(process)
        # Whoever still listens for the browser, or waits for its answer, would do so for ever.
        self._pipe.close()
        closing.cancel()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=_STOP_S)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _end(process: subprocess.Popen[Any]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        # The browser leads a group of its own; children may outlive it for a moment.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GONE_S)
