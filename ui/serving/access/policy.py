"""What a browser may do with an answer: the Content-Security-Policy of each kind of it, and the other headers of all.

What Streamlit 1.67 needs, tried out in Chromium with the policy reporting:

- The page runs under ``script-src 'self'`` with the hash of the one script written into Streamlit's page. Nothing on our
  pages evaluates text (``Function('return this')`` in its bundles is never reached in a browser).
- Styles must be allowed inline: emotion writes style elements, plotly style attributes, and :mod:`ui.theme` the palette.
- The map's frame must be allowed to run and evaluate inline script: streamlit-folium writes the map's script into its
  page and calls ``eval`` at every update. It holds drawn data alone, and is given no more than it needs.
- The player's policy stands in its own head and lists its scripts by hash; the header allows what that can narrow down,
  and what the page needs that has a browser hand over its deck: a script of ours, and a form to the same host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Final

from ui.deployment import Deployment
from ui.serving.access import configured, hosts
from ui.serving.files import PREFIX

#: No sensor, no camera, no payment; full screen is for the player.
PERMISSIONS: Final = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), usb=(), clipboard-write=(self), fullscreen=(self)"
)
_NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"
_FILE: Final = f"{_NOTHING}; sandbox"
_PLAYER: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'self'"
)
_SHARED: Final = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; media-src 'self' data: blob:; connect-src 'self'{sockets} data: blob:; worker-src 'self' blob:; "
    "frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_FRAME: Final = " 'unsafe-inline' 'unsafe-eval'"
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(page: str) -> tuple[str, ...]:
    """Return what a policy calls the scripts that are written into a page.

    Parameters
    ----------
    page : str
        HTML as it is shipped with Streamlit; never a page that carries anything of a reader's.

    Returns
    -------
    tuple of str
        ``'sha256-…'`` with its quotes, one a script.
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy(path: str, host: str, scripts: Iterable[str], settings: Deployment) -> str:
    """Return the policy of an answer: everything from this host, nothing from any other.

    Parameters
    ----------
    path : str
        Within the atlas, without a leading slash.
    host : str
        The request's Host header. It is named in a page's policy because older browsers do not count WebSockets among
        'self'; anything that is no plain host name is left out.
    scripts : iterable of str
        The page's own inline scripts, as :func:`inline_scripts` gives them.
    """
    ancestors = " ".join(("'self'", *settings.frames))
    return f"{_rules(path, host, scripts)}; frame-ancestors {ancestors}"


def _rules(path: str, host: str, scripts: Iterable[str]) -> str:
    if path == f"{PREFIX}/deck":
        return _PLAYER
    if path.startswith("media/"):
        return _FILE
    if path.startswith((f"{PREFIX}/", "_stcore/")) and path != configured.TOO_LONG:
        return _NOTHING
    sockets = f" ws://{host} wss://{host}" if hosts.parts(host) else ""
    if path.startswith("component/"):
        return _SHARED.format(scripts=_FRAME, sockets="")
    return _SHARED.format(scripts="".join(f" {script}" for script in scripts), sockets=sockets)


def headers(settings: Deployment) -> dict[str, str]:
    """Return the headers that every answer carries, beside its policy.

    Returns
    -------
    dict of str to str
        ``X-Frame-Options`` knows no list of portals: where one is named, ``frame-ancestors`` speaks alone.
    """
    every = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if not settings.frames:
        every["X-Frame-Options"] = "SAMEORIGIN"
    if settings.hsts:
        every["Strict-Transport-Security"] = f"max-age={settings.hsts}"
    return every
