"""PDF and pictures of charts by the machine's browser; what is said where there is none; nothing is left behind."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import util
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import plotly.graph_objects as go
import pypdfium2 as pdfium
import pytest

from export.jobs import machine
from export.jobs.job import Jobs
from export.jobs.machine import find_browser, has_chinese_font
from export.jobs.worker import Limits
from export.pictures.browser import Pictures, to_pdf
from export.trouble import BrowserFailed, MissingBrowser, MissingFont, PageFailed, TooSlow, WronglyNamedBrowser
from tests import fuzz
from tests.browser import chromium
from tests.export import browser_works, works
from text.catalogue import Catalogue

needs_browser = pytest.mark.browser

MADE = "2026-11-22"
T = TypeVar("T")
LINES = go.Figure(go.Scatter(x=["2015", "2019"], y=[15, 1]))
CHART = go.Figure(go.Bar(x=["新疆", "宁夏"], y=[15, 4]), layout={"title": {"text": "贫困发生率"}})


def apart(work: Callable[[], T]) -> T:
    """Do it in a thread of its own: Playwright drives one browser a thread, and pytest's plugin has one in this."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def printed(html: str) -> bytes:
    return apart(lambda: to_pdf(html, width_in=10.0, height_in=5.625, created=MADE))


def slides(count: int, *, script: str = "document.documentElement.dataset.ready = '1'", head: str = "") -> str:
    one = (
        "<section><h1>第{n}页 东西部扶贫协作</h1><svg width='500' height='300'>"
        "<path d='M10 250 C150 20 300 20 450 250' stroke='#b0501e' fill='none'/></svg></section>"
    )
    return (
        "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>汇报</title><style>@page { margin: 0 }"
        f"body, h1 {{ margin: 0 }} section {{ height: 5.6in; break-after: page }}</style>{head}</head><body>"
        + "".join(one.format(n=n) for n in range(1, count + 1))
        + f"<script>setTimeout(() => {{ {script} }}, 100)</script></body></html>"
    )


@pytest.fixture
def room(monkeypatch) -> Iterator[Path]:
    """Let exports put their temporary files in a folder of the test's, which must be empty afterwards."""
    monkeypatch.setenv(machine.BROWSER_VARIABLE, chromium.executable())
    util.get_temp_dir()  # where this process keeps its lines to its workers
    # pytest's own folders have names too long for a browser's socket
    with tempfile.TemporaryDirectory(prefix="atlas-t-") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        for name in ("TMPDIR", "TEMP", "TMP"):
            monkeypatch.setenv(name, folder)
        yield Path(folder)


def processes(room: Path) -> list[str]:
    """Return the command lines of the processes that were started for the files of a folder (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(room) in line:
            found.append(line)
    return found


def assert_nothing_left(room: Path) -> None:
    end, pause = time.monotonic() + 60, threading.Event()  # a busy system takes a while to bury children
    while (processes(room) or any(room.iterdir())) and time.monotonic() < end:
        pause.wait(0.05)
    assert processes(room) == []
    assert list(room.iterdir()) == []


# --- what the machine has


def test_a_browser_that_is_named_but_not_there_is_told_with_the_way_out(monkeypatch):
    monkeypatch.setenv("ATLAS_BROWSER", "/nowhere/chrome")

    with pytest.raises(WronglyNamedBrowser) as caught:
        printed("<html></html>")

    assert isinstance(caught.value, MissingBrowser)
    for lang in ("zh", "en"):
        words = caught.value.words(Catalogue.load(lang))
        assert "/nowhere/chrome" in words and "ATLAS_BROWSER" in words and "Chromium" in words


def test_no_browser_at_all_is_told_with_how_to_get_one(monkeypatch):
    monkeypatch.delenv("ATLAS_BROWSER", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(MissingBrowser) as caught, Pictures():
        pass

    assert type(caught.value) is MissingBrowser
    assert "apt-get install chromium" in caught.value.words(Catalogue.load("zh"))
    assert "apt-get install chromium" in str(caught.value)


def test_the_named_browser_is_taken(tmp_path, monkeypatch):
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("ATLAS_BROWSER", str(program))

    assert find_browser() == program


@pytest.mark.parametrize(
    ("platform", "there", "found"),
    [
        ("linux", {"chromium": "/usr/bin/chromium", "google-chrome": "/opt/chrome"}, "/opt/chrome"),
        ("linux", {"/snap/bin/chromium": "/snap/bin/chromium"}, "/snap/bin/chromium"),
        ("win32", {"C:/P/Microsoft/Edge/Application/msedge.exe": "edge"}, "edge"),
        ("darwin", {"/Applications/Chromium.app/Contents/MacOS/Chromium": "chromium"}, "chromium"),
    ],
)
def test_a_browser_is_found_on_path_and_where_each_system_installs_it(monkeypatch, platform, there, found):
    monkeypatch.delenv("ATLAS_BROWSER", raising=False)
    monkeypatch.setenv("PROGRAMFILES", "C:/P")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(machine, "_registered", lambda _: [])
    monkeypatch.setattr(shutil, "which", there.get)

    assert find_browser() == Path(found)


def test_chinese_without_a_chinese_font_is_refused_with_how_to_get_one(monkeypatch):
    monkeypatch.setattr(machine, "has_chinese_font", lambda: False)

    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        printed(slides(1))
    with pytest.raises(MissingFont):
        machine.require_font("见")
    machine.require_font("Latin letters need none")


@pytest.mark.parametrize(("listed", "found"), [("Noto Sans CJK SC\n", True), ("", False)])
def test_fonts_are_those_that_the_system_lists(tmp_path, monkeypatch, listed, found):
    fc_list = tmp_path / "fc-list"
    fc_list.write_text(f"#!/bin/sh\nprintf '{listed}'\n")
    fc_list.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(sys, "platform", "linux")

    assert has_chinese_font() is found


@pytest.mark.parametrize(
    ("platform", "folder", "file", "found"),
    [
        ("win32", "Fonts", "msyh.ttc", True),
        ("win32", "Fonts", "arial.ttf", False),
        ("darwin", "Library/Fonts", "NotoSansCJKsc-Regular.otf", True),
        ("linux", ".local/share/fonts", "wqy-zenhei.ttc", True),
    ],
)
def test_fonts_by_their_files_where_nothing_lists_them(tmp_path, monkeypatch, platform, folder, file, found):
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / file).touch()
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    all_folders = machine._font_folders
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(machine, "_font_folders", lambda: [path for path in all_folders() if tmp_path in path.parents])

    assert has_chinese_font() is found


def test_a_browser_that_does_not_start_is_told(room, tmp_path, monkeypatch):
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("ATLAS_BROWSER", str(program))

    with pytest.raises(BrowserFailed, match=re.escape(str(program))):
        printed("<html data-ready='1'></html>")
    assert_nothing_left(room)


@needs_browser
def test_a_driver_that_lacks_a_library_is_told_as_the_browser(monkeypatch):
    """Playwright's own program ends before it says a word."""

    def ends() -> None:
        raise Exception("Connection closed while reading from the driver")

    monkeypatch.setattr("export.pictures.browser.sync_playwright", ends)
    with pytest.raises(BrowserFailed):
        printed("<html data-ready='1'></html>")


# --- a page as PDF


@needs_browser
def test_a_page_a_slide_with_text_and_vectors(room):
    content = printed(slides(3))
    again = printed(slides(3))

    assert content == again
    with pdfium.PdfDocument(content) as pdf:
        assert len(pdf) == 3
        page = pdf[1]
        assert page.get_size() == pytest.approx((720, 405), abs=1)
        assert "第2页 东西部扶贫协作" in page.get_textpage().get_text_bounded()
        kinds = {thing.type for thing in page.get_objects()}
        assert pdfium.raw.FPDF_PAGEOBJ_IMAGE not in kinds
        assert {pdfium.raw.FPDF_PAGEOBJ_PATH, pdfium.raw.FPDF_PAGEOBJ_TEXT} <= kinds
        assert embedded(page)
        assert pdf.get_metadata_dict()["CreationDate"] == "D:20261122000000+00'00'"
        assert pdf.get_metadata_dict()["Title"] == "汇报"
        assert [entry.get_title() for entry in pdf.get_toc()][1] == "第2页 东西部扶贫协作"
    assert_nothing_left(room)


def embedded(page: pdfium.PdfPage) -> bool:
    """Say whether the fonts of all texts of a page are in the file."""
    texts = page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])
    return all(pdfium.raw.FPDFFont_GetIsEmbedded(pdfium.raw.FPDFTextObj_GetFont(text)) == 1 for text in texts)


@needs_browser
def test_a_page_that_says_why_it_is_not_ready(room):
    with pytest.raises(PageFailed, match="no shapes"):
        printed(slides(1, script="document.documentElement.dataset.ready = 'no shapes'"))
    with pytest.raises(PageFailed, match="nothing is not defined"):
        printed(slides(1, script="nothing()"))

    assert_nothing_left(room)


@needs_browser
def test_a_page_reaches_neither_network_nor_files(room):
    secret = room.parent / "atlas-t-secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        near = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        script = f"""
            const tries = ["{near}", "http://example.org/", "{secret.as_uri()}"].map(
                url => fetch(url, {{ mode: "no-cors" }}).then(() => "reached " + url, () => ""));
            Promise.all(tries).then(got => {{ document.documentElement.dataset.ready = got.join("") || "1"; }});
        """

        frames = f"<img src='{near}pixel.png'><iframe src='{secret.as_uri()}'></iframe>"
        with pdfium.PdfDocument(printed(slides(1, script=script, head=frames))) as pdf:
            shown = "".join(page.get_textpage().get_text_bounded() for page in pdf)

        assert "第1页" in shown and "secret" not in shown

        with pytest.raises(BlockingIOError):  # nobody knocked
            listening.accept()
    secret.unlink()
    assert_nothing_left(room)


@needs_browser
@pytest.mark.fuzz
@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.6, 1, 6] if fuzz.seconds() else [0.3, 2])
def test_a_page_that_never_gets_ready_is_given_up_and_leaves_nothing(room, seconds):
    """Whatever is being started when time is up has to be ended too."""
    jobs = Jobs({"browser": Limits(seconds=seconds, megabytes=2_000)}, most=1, a_viewer=1)
    job = jobs.start(partial(browser_works.prints, html=slides(1, script="")))

    assert job.wait(60) and isinstance(job.error(), TooSlow)
    assert f"{round(seconds)} seconds" in str(job.error())
    jobs.close()
    assert_nothing_left(room)


@needs_browser
@pytest.mark.fuzz
@pytest.mark.parametrize(
    "work", [partial(browser_works.prints, html=slides(1, script="")), browser_works.draws], ids=["page", "chart"]
)
@pytest.mark.parametrize("after_s", [0, 0.4, 4] if fuzz.seconds() else [0, 0.4])
def test_cancelling_ends_the_browser_within_two_seconds(room, after_s, work):
    """The worker is ended that drives it, and it with its worker."""
    jobs = Jobs({"browser": Limits(seconds=60, megabytes=2_000)}, most=1, a_viewer=1)
    job = jobs.start(work)
    while job.state().text != "begun":
        assert not job.wait(0.01)
    assert not job.wait(after_s)

    asked = time.monotonic()
    job.cancel()

    assert job.wait(2) and time.monotonic() - asked < 2 and job.state().phase == "cancelled"
    assert_nothing_left(room)


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_browser_that_hangs_is_ended_and_holds_up_nothing_else(room, tmp_path, monkeypatch):
    program = tmp_path / "chrome"
    program.write_text(f"#!/bin/sh\nsleep 600 # {room}\n")
    program.chmod(0o755)
    monkeypatch.setenv(machine.BROWSER_VARIABLE, str(program))
    lanes = {"making": Limits(seconds=60, megabytes=500), "second": Limits(seconds=10, megabytes=500)}
    jobs = Jobs(lanes, most=3, a_viewer=3)
    pdf = jobs.start(partial(works.goes_on, then=partial(browser_works.prints, html=slides(1))))
    while pdf.state().text != "begun":
        assert not pdf.wait(0.01)

    table = jobs.start(partial(works.says, result=b"a,b"))

    assert table.wait(60) and table.result() == b"a,b" and not pdf.state().finished
    assert pdf.wait(60) and isinstance(pdf.error(), TooSlow)
    jobs.close()
    assert_nothing_left(room)


# --- charts as pictures


@needs_browser
def test_charts_as_svg(room):
    def draw() -> list[str]:
        with Pictures() as pictures:
            return [pictures.svg(figure, 600, 400) for figure in (CHART, LINES, CHART)]

    first, lines, again = apart(draw)

    assert first == again
    root = ElementTree.fromstring(first)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("600", "400", "0 0 600 400")
    assert list(root.keys()) == sorted(root.keys()), "attributes stand as the browser happens to write them"
    assert "贫困发生率" in first and "<image" not in first
    assert [first, lines, again] == apart(draw)
    assert_nothing_left(room)


@needs_browser
def test_a_chart_that_cannot_be_drawn_says_why(room):
    def draw() -> str:
        with Pictures() as pictures:
            return pictures.svg(CHART, -1, 400)

    with pytest.raises(PageFailed, match="width"):
        apart(draw)
    assert_nothing_left(room)
