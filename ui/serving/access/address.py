"""Under which path the atlas is served: ``server.baseUrlPath`` before everything that has an address."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

_PAGES_DIR: Final = Path(__file__).resolve().parents[3] / "pages"
#: The page behind the bare address; its own name leads there too.
LANDING: Final = "overview"


def base() -> str:
    """Return the path before every address of the atlas.

    Returns
    -------
    str
        ``/fupin/map``; empty where there is none.
    """
    named = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""


def inside(path: str, prefix: str) -> str | None:
    """Return an address of the atlas without what stands before all of them.

    Parameters
    ----------
    path : str
        Of the request.
    prefix : str
        As :func:`base` gives it.

    Returns
    -------
    str or None
        Without a leading slash; None where the path is not the atlas's at all.

    Examples
    --------
    >>> inside("/fupin/map/trends", "/fupin/map")
    'trends'
    >>> inside("/fupin/mapping", "/fupin/map") is None
    True
    """
    if not path.startswith(f"{prefix}/"):
        return None
    return path[len(prefix) + 1 :]


def root(path: str, prefix: str) -> str:
    """Return what leads from an address to the first page, in relative words: a proxy may have taken a part off before it.

    Parameters
    ----------
    path : str
        Of the request.
    prefix : str
        As :func:`base` gives it.

    Examples
    --------
    >>> root("/a/b/c", "")
    '../../'
    """
    inner = inside(path, prefix)
    return f"{prefix}/" if inner is None else "../" * inner.count("/") or "./"


def pages() -> frozenset[str]:
    """Return the addresses of the pages, the bare one among them."""
    return frozenset({"", *(file.stem for file in _PAGES_DIR.glob("*.py"))}) - {LANDING}
