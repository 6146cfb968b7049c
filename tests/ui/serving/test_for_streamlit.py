"""A reader who has left takes nothing of the server's memory; the log is written in one form."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
import urllib.request
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import streamlit
from streamlit import logger as streamlit_logger

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
