"""How large the reader's window is, and so the room and the size of type of a chart on a page.

The first thing a page runs writes it into a cookie, which comes with the connection: a chart is laid out for its window from
the start. A window that is made larger or smaller afterwards tells so by an element without anything to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import streamlit as st

from ui.shared.components import element_of

COOKIE: Final = "atlas-window"
_SIZE: Final = re.compile(r"(\d{3,5})x(\d{3,5})")
_KEY: Final = "window_size"
_USUAL: Final = "1366x768"
#: px: padding of a page, between columns, and below which Streamlit sets columns below one another.
_PADDING, _GAP, _STACKED = 52, 16, 640
#: Smallest and largest window that is reckoned with.
_LEAST, _MOST = (320, 320), (3840, 2160)
#: A chart's text is 13 px in a window of 768 px and 17 px in one of 1080; a narrow window keeps it small.
_SMALL, _LARGE, _STEP = (1366, 768), (1920, 1080), 17 / 13 - 1


@dataclass(frozen=True)
class Window:
    """The inner size of the reader's window, in CSS pixels."""

    width_px: int
    height_px: int

    @property
    def scale(self) -> float:
        """Size of a chart's type, 1 at 1366 × 768 and below."""
        steps = (
            (now - small) / (large - small)
            for now, small, large in zip((self.width_px, self.height_px), _SMALL, _LARGE, strict=True)
        )
        return round(1 + max(0.0, min(steps)) * _STEP, 2)

    @property
    def stacked(self) -> bool:
        """Whether columns stand below one another."""
        return self.width_px <= _STACKED

    def wide(self, share: float = 1.0) -> int:
        """Return the width of a column of a page, in px.

        Parameters
        ----------
        share : float
            Of the page's width; a window in which columns stand below one another gives the whole of it.
        """
        whole = self.width_px - _PADDING
        return round(whole if share == 1 or self.stacked else (whole - _GAP) * share)

    def high(self, taken_px: float, least_px: float, most_px: float = 4000) -> int:
        """Return the height that is left of the window where so much is taken, within bounds that grow with the type."""
        return round(min(max(self.height_px - taken_px, least_px * self.scale), most_px * self.scale))


def window() -> Window:
    """Return the reader's window: what it said last, what its cookie says, else the smallest usual one."""
    size = st.session_state.get(f"{_KEY}_said") or st.context.cookies.get(COOKIE) or _USUAL
    return read(size) or read(_USUAL) or Window(*_SMALL)


def read(size: object) -> Window | None:
    """Read a size as a browser says it.

    Parameters
    ----------
    size : object
        ``1366x768``; a cookie is a stranger's text.

    Returns
    -------
    Window or None
        Kept within the sizes that are reckoned with; None for anything else.
    """
    match = _SIZE.fullmatch(size) if isinstance(size, str) else None
    if match is None:
        return None
    wide, high = (min(max(int(part), least), most) for part, least, most in zip(match.groups(), _LEAST, _MOST, strict=True))
    return Window(wide, high)


def watch() -> None:
    """Have the window tell when it is no longer as large as charts were laid out for; called once a run."""
    now = window()
    with st.container(key="window-size"):
        element_of("window")(key=_KEY, data={"size": f"{now.width_px}x{now.height_px}"}, on_size_change=_keep_size)


def _keep_size() -> None:
    size = st.session_state[_KEY].get("size")
    if read(size):
        st.session_state[f"{_KEY}_said"] = size
