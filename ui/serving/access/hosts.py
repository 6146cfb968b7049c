"""Which names the atlas answers to, and which pages may open its socket.

A page of another site can send a browser anywhere, and a name of its own can be made to lead to a machine of the intranet
(DNS rebinding). Both give themselves away by a header that no page can write: ``Host`` and ``Origin``.
"""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_PORTS: Final = {"http": 80, "https": 443}
_PLAIN: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")


def parts(host: str) -> tuple[str, int | None] | None:
    """Return name and port of a Host header.

    Returns
    -------
    (name, port) or None
        The name in lower case without a dot at its end; None where it is no plain host name.

    Examples
    --------
    >>> parts("Atlas.Example.cn:8443")
    ('atlas.example.cn', 8443)
    >>> parts("a b") is None
    True
    """
    match = _PLAIN.fullmatch(host)
    if not match:
        return None
    return match["name"].lower().rstrip("."), int(match["port"]) if match["port"] else None


def answers(host: str, named: tuple[str, ...]) -> bool:
    """Say whether the atlas answers to a name.

    Parameters
    ----------
    host : str
        The Host header.
    named : tuple of str
        As :class:`ui.deployment.Deployment` has it. Where none is named, only what no stranger can own is answered to: an
        address in figures, a name without a dot, this machine's own name.
    """
    parsed = parts(host)
    if parsed is None:
        return False
    name, _ = parsed
    if _this_machine(name):
        return True
    if not named:
        return "." not in name or _figures(name) or name == socket.gethostname().lower()
    return any(_fits(name, entry) for entry in named)


def opens(origin: str, host: str, named: tuple[str, ...]) -> bool:
    """Say whether a page may open the socket: the atlas's own page, by the address it was opened under.

    Parameters
    ----------
    origin : str
        The Origin header; a browser always sends one.
    host : str
        The Host header.
    named : tuple of str
        As :class:`ui.deployment.Deployment` has it: a page under a name that is listed may, whatever Host a proxy wrote.
    """
    try:
        url = urlsplit(origin)
        page = (url.hostname or "").rstrip("."), url.port or _PORTS.get(url.scheme)
    except ValueError:
        return False
    if url.scheme not in _PORTS or not page[0]:
        return False
    parsed = parts(host)
    if parsed and page == (parsed[0].strip("[]"), parsed[1] or _PORTS[url.scheme]):
        return True
    for entry in named:
        listed = parts(entry.removeprefix("*."))
        port = (listed[1] if listed else None) or _PORTS[url.scheme]
        if _fits(page[0], entry) and page[1] == port:
            return True
    return False


def _fits(name: str, entry: str) -> bool:
    parsed = parts(entry.removeprefix("*."))
    if parsed is None:
        return False
    return name.endswith(f".{parsed[0]}") if entry.startswith("*.") else name.strip("[]") == parsed[0].strip("[]")


def _this_machine(name: str) -> bool:
    return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")


def _figures(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
