"""Who may add figures: named editors where sign-in or a proxy says who is there, else whoever sits at the server itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from ui import deployment
from ui.serving.access.identity import reader_of

_LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))
#: What a proxy adds: a request that has one of these did not begin on this machine.
_FORWARDED: Final = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


def editor() -> str:
    """Return the name under which the present reader may store and withdraw; "" for a viewer."""
    settings = deployment.read()
    if settings.identity:
        name = reader_of(st.context.headers)
        return name if name in settings.editors else ""
    if deployment.signs_in():
        return _signed_in(settings.editors)
    # Where hosts or proxies are named the atlas serves a network: without sign-in nobody there is known.
    if settings.hosts or settings.proxies or not at_the_server(st.context.ip_address, st.context.headers):
        return ""
    return "localhost"


def reader_name() -> str:
    """Return the name of the present reader, whether editor or not; "" for somebody unknown."""
    if deployment.read().identity:
        return reader_of(st.context.headers)
    return _email() if deployment.signs_in() else editor()


def at_the_server(address: str | None, headers: Mapping[str, str]) -> bool:
    """Say whether a request began on the machine that serves.

    Parameters
    ----------
    address : str or None
        Of the other end, as Streamlit gives it: None for the machine itself.
    headers : mapping of str to str
        Of the request. A browser always sends the origin of its page with what it opens a socket for.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    if address is not None or any(name in sent for name in _FORWARDED):
        return False
    named = [urlsplit(sent.get("origin", "")).hostname, urlsplit(f"//{sent.get('host', '')}").hostname]
    return all(name in _LOOPBACK for name in named)


def _signed_in(editors: tuple[str, ...]) -> str:
    email = _email()
    return email if email in editors else ""


def _email() -> str:
    if not st.user.is_logged_in or not st.user.get("email_verified", True):
        return ""
    return str(st.user.get("email") or "").lower()
