"""The browser of the tests: the system's Chromium, cut off from everything but this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

# The shell is the same engine without the windows around it, and takes a third less of the processor.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)

# What a browser asks for by itself is switched off, and every other name resolves to nothing: a page that
# reaches out fails here as it would on an intranet.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

# A browser as the atlas' first readers have it.
CONTEXT: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


class NoChromium(RuntimeError):
    """No browser was found; says how to get one."""


def executable() -> str:
    """Return the browser's path: ATLAS_CHROMIUM when set, else the first known name on PATH."""
    named = os.environ.get("ATLAS_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise NoChromium(f"ATLAS_CHROMIUM is {named!r}, which is no file")
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise NoChromium("no Chromium on PATH: run 'bash tests/browser/install.sh', or set ATLAS_CHROMIUM to a browser's path")
