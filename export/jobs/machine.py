"""What the machine has for exports that need more than Python: a browser, a Chinese font, and ffmpeg."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from export.trouble import MissingBrowser, MissingFfmpeg, MissingFont, WronglyNamedBrowser

#: Names the browser where it is not found by itself.
BROWSER_VARIABLE: Final = "ATLAS_BROWSER"


@dataclass(frozen=True)
class _Program:
    """Where a browser is found: its names on PATH, its key in Windows' registry, its place in macOS and in Windows."""

    names: tuple[str, ...]
    registry: str
    macos: str
    windows: str


_PROGRAMS: Final = (
    _Program(
        ("google-chrome", "google-chrome-stable", "chrome"),
        "ChromeHTML",
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Google/Chrome/Application/chrome.exe",
    ),
    _Program(
        ("chromium", "chromium-browser", "chromium-headless-shell"),
        "ChromiumHTM",
        "Chromium.app/Contents/MacOS/Chromium",
        "Chromium/Application/chrome.exe",
    ),
    _Program(
        ("microsoft-edge", "microsoft-edge-stable", "msedge"),
        "MSEdgeHTM",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "Microsoft/Edge/Application/msedge.exe",
    ),
    _Program(
        ("brave-browser", "brave"),
        "BraveHTML",
        "Brave Browser.app/Contents/MacOS/Brave Browser",
        "BraveSoftware/Brave-Browser/Application/brave.exe",
    ),
    _Program(
        ("vivaldi", "vivaldi-stable"), "VivaldiHTM", "Vivaldi.app/Contents/MacOS/Vivaldi", "Vivaldi/Application/vivaldi.exe"
    ),
)
#: Where programs lie that a service's PATH may leave out.
_UNIX_PLACES: Final = ("/usr/bin", "/usr/local/bin", "/snap/bin")

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

# Chinese fonts by the names of their files; macOS and the Chinese Windows come with some of them.
_FONT_FILES: Final = re.compile(
    r"msyh|simsun|simhei|simkai|deng|noto(sans|serif)(cjk|sc)|sourcehan|wqy|uming|ukai|droidsansfallback|pingfang|"
    r"hiragino sans gb|stheiti|songti|heiti",
    re.IGNORECASE,
)
_FONT_LIST_LIMIT_S: Final = 20


def find_browser() -> Path:
    """Return the program of a Chromium, Chrome, Edge or one of their kin.

    Returns
    -------
    Path
        What the environment variable ``ATLAS_BROWSER`` names, or else the first known one on PATH, in Windows' registry
        and where each system installs them.

    Raises
    ------
    MissingBrowser
        If there is none, or none where the variable says.
    """
    named = os.environ.get(BROWSER_VARIABLE, "")
    if named:
        path = shutil.which(named)
        if path is None:
            raise WronglyNamedBrowser(path=named)
        return Path(path)
    for place in (place for program in _PROGRAMS for place in _places(program)):
        path = shutil.which(place)
        if path is not None:
            return Path(path)
    raise MissingBrowser


def find_ffmpeg() -> Path:
    """Return the program that writes films as MP4, from PATH.

    Raises
    ------
    MissingFfmpeg
        If there is none.
    """
    path = shutil.which("ffmpeg")
    if path is None:
        raise MissingFfmpeg
    return Path(path)


def temporary_root() -> Path:
    """Return the folder in which temporary files of a browser, or of what may start one, have their place."""
    usual = Path(tempfile.gettempdir())
    try:
        snap = "snap" in str(find_browser())
    except MissingBrowser:
        return usual
    # A snap sees no /tmp but its own.
    return Path.home() if snap and usual.is_relative_to("/tmp") else usual  # noqa: S108 - it is only compared


def has_chinese_font() -> bool:
    """Say whether the machine can set Chinese."""
    fc_list = shutil.which("fc-list")
    if sys.platform.startswith("linux") and fc_list is not None:
        listed = subprocess.run(
            [fc_list, ":lang=zh", "family"], capture_output=True, check=False, timeout=_FONT_LIST_LIMIT_S
        )
        return bool(listed.stdout.strip())
    return any(
        _FONT_FILES.search(path.name) for folder in _font_folders() if folder.is_dir() for path in folder.rglob("*.[toTO]t*")
    )


def require_font(text: str) -> None:
    """Refuse to set a text that the machine has no font for.

    Parameters
    ----------
    text : str
        With or without Chinese.

    Raises
    ------
    MissingFont
        If it holds Chinese and there is no Chinese font: it would come out as boxes.
    """
    if _HAN.search(text) and not has_chinese_font():
        raise MissingFont


def _places(program: _Program) -> Iterator[str]:
    """Names on PATH and full paths, in the order in which they are tried."""
    if sys.platform == "win32":
        yield from _registered(program.registry)
    yield from program.names
    if sys.platform == "win32":
        folders = (os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        yield from (str(Path(folder) / program.windows) for folder in folders if folder)
    elif sys.platform == "darwin":
        yield f"/Applications/{program.macos}"
    else:
        yield from (f"{folder}/{name}" for folder in _UNIX_PLACES for name in program.names)


def _registered(name: str) -> list[str]:
    """The program that Windows opens a browser's pages with."""
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            return re.findall('^"(.*?)"', winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, rf"{name}\shell\open\command"))
    return []


def _font_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        windows, local = os.environ.get("WINDIR", r"C:\Windows"), os.environ.get("LOCALAPPDATA", str(home))
        return [Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local" / "share" / "fonts"]
