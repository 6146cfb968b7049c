"""A reader who has left takes nothing of the server's memory; the log is written in one form."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
import urllib.request
from contextlib import AsyncExitStack
from pathlib import Path, PurePosixPath

import pytest
import streamlit
from streamlit import logger as streamlit_logger
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from tests.bench.visitors import Visitor
from tests.browser.server import ROOT, serving
from tests.ui.asgi import alone
from ui.serving.patches import for_streamlit

HERE = Path(__file__).parent
#: As .streamlit/config.toml has it; Streamlit looks for that beside the script it is given.
AS_SERVED = ("--server.fileWatcherType", "none", "--runner.postScriptGC", "false", "--browser.gatherUsageStats", "false")
VISITS, AT_ONCE = 60, 12
#: The loop in which Streamlit sends holds on to the last session it sent to, until it sends to another.
HELD = 1
LIMIT_S = 60


@pytest.fixture(scope="module")
def server():
    options = (*AS_SERVED, "--server.disconnectedSessionTTL", "1")
    with serving(HERE / "counting.py", env={"PYTHONPATH": str(ROOT)}, options=options) as running:
        yield running


def in_memory(server):
    with urllib.request.urlopen(f"{server.url}/atlas/count", timeout=30) as answer:
        return json.load(answer)


def left(server, number):
    """Return how many sessions are left once there are as few as named, or after a minute."""
    deadline, pause = time.monotonic() + LIMIT_S, threading.Event()
    while in_memory(server) > number and time.monotonic() < deadline:
        pause.wait(0.1)
    return in_memory(server)


def test_sessions_of_readers_who_have_left_are_gone(server):
    async def visit(n):
        async with Visitor(server.url) as visitor:
            return (await visitor.see(f"lang={'zh' if n % 2 else 'en'}")).messages

    # One after another: whoever comes first in a language has the records read, which stay, but not the reader with them.
    assert min(alone(visit(n)) for n in range(VISITS)) > 5
    assert left(server, HELD) <= HELD


def test_sessions_of_readers_who_were_there_together_are_gone_too(server):
    async def together():
        async with AsyncExitStack() as stack:
            visitors = [await stack.enter_async_context(Visitor(server.url)) for _ in range(AT_ONCE)]
            await asyncio.gather(*(visitor.see() for visitor in visitors))
            return in_memory(server)

    assert AT_ONCE <= alone(together()) <= AT_ONCE + HELD
    assert left(server, HELD) <= HELD


class Downloads:
    """A server's files, with a clock that a test sets; a run of a page names its button and sees what is orphaned gone."""

    def __init__(self):
        self.manager, self.now = MediaFileManager(MemoryMediaFileStorage("/media")), 0.0
        for_streamlit.keep_files(self.manager, 10.0, lambda: self.now)

    def run(self, table):
        self.manager.clear_session_refs()
        button = self.manager.add_deferred(lambda: table, "text/csv", "0.1", "table.csv")
        self.manager.remove_orphaned_files()
        return button

    def fetch(self, url):
        return self.manager.read_file(PurePosixPath(url).stem)


def test_a_click_on_its_way_finds_its_file_though_the_page_runs_again():
    downloads = Downloads()
    button = downloads.run(b"a,b")
    downloads.run(b"c,d")
    assert downloads.fetch(downloads.manager.execute_deferred(button)).content == b"a,b"


def test_a_file_is_there_when_it_is_fetched_whoever_else_s_page_runs():
    downloads = Downloads()
    url = downloads.manager.execute_deferred(downloads.run(b"a,b"))
    for _ in range(3):
        downloads.manager.remove_orphaned_files()
    assert downloads.fetch(url).content == b"a,b"


def test_files_are_gone_a_while_after_no_page_names_them():
    downloads = Downloads()
    before = downloads.run(b"a,b")
    url = downloads.manager.execute_deferred(before)
    button = downloads.run(b"c,d")
    downloads.now = 10.0
    for _ in range(2):  # Streamlit marks a file first
        downloads.manager.remove_orphaned_files()
    assert downloads.fetch(url) is None
    with pytest.raises(MediaFileStorageError, match="not found"):
        downloads.manager.execute_deferred(before)
    assert downloads.fetch(downloads.manager.execute_deferred(button)).content == b"c,d"


def test_another_streamlit_keeps_its_files_as_it_does_and_is_named(caplog):
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    del manager._files_by_session_and_coord
    with caplog.at_level(logging.WARNING):
        for_streamlit.keep_files(manager)
    assert "clear_session_refs" not in vars(manager)
    assert "a download fails" in caplog.text


def test_the_streamlit_it_was_written_for():
    assert streamlit.__version__.startswith(f"{for_streamlit.VERSION}.")


def test_another_streamlit_keeps_its_log_and_is_named(caplog, monkeypatch):
    monkeypatch.delattr(streamlit_logger, "update_formatter")
    before, handlers = streamlit_logger.setup_formatter, logging.getLogger().handlers
    try:
        with caplog.at_level(logging.WARNING):
            for_streamlit.write_log()
    finally:
        logging.getLogger().handlers = handlers
    assert streamlit_logger.setup_formatter is before
    assert "Streamlit 1.67.0 is not as 1.67 was" in caplog.text
