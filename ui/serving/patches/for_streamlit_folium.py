"""What is changed in streamlit-folium, written for its version 0.27 and checked against what is installed.

- What it hands to its component is taken down, so that one map is not rendered anew by template for every reader. Without
  it a page with a map takes half as long again.

Where streamlit-folium has become another, it is left alone and the log says so.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit_folium

VERSION: Final = "0.27"

_log = logging.getLogger("atlas")
_taking_down = threading.local()
_component: Final[Callable[..., Any] | None] = getattr(streamlit_folium, "_component_func", None)


def _take_down(**sent: Any) -> Any:
    if (taken := getattr(_taking_down, "sent", None)) is None:
        assert _component is not None
        return _component(**sent)
    taken.append(sent)
    return None


if _component is None:
    _log.warning("streamlit-folium is not as %s was: every map is rendered anew", VERSION)
else:
    streamlit_folium._component_func = _take_down


def sent_by(draw: Callable[[], object]) -> Mapping[str, Any]:
    """Return what a call of ``st_folium`` would hand to its component, and draw nothing.

    Parameters
    ----------
    draw : callable
        Calls ``st_folium`` once.

    Returns
    -------
    mapping of str to object
        The component's arguments but for ``on_change``; empty where streamlit-folium is another.
    """
    if _component is None:
        return {}
    taken: list[dict[str, Any]] = []
    _taking_down.sent = taken
    try:
        draw()
    finally:
        _taking_down.sent = None
    return {name: value for name, value in taken[0].items() if name != "on_change"}


def send(sent: Mapping[str, Any], on_change: Callable[[], None]) -> None:
    """Hand to the component what was taken down; its value is in the session's state under ``sent["key"]``."""
    assert _component is not None
    _component(**sent, on_change=on_change)
