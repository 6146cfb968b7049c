"""What a deployment says about itself: environment variables ``ATLAS_…``, else ``[atlas]`` in the secrets file.

| key | example | what it does |
| --- | --- | --- |
| ``map_approval`` | GS(2026)0000号 | the map approval number (审图号), never invented |
| ``hosts`` | atlas.example.cn | names in a browser's address bar under which the atlas answers |
| ``proxies`` | 127.0.0.1 10.1.0.0/16 | machines whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed |
| ``frames`` | https://portal.example.cn | portals that may show the atlas in a frame |
| ``store`` | postgresql://atlas:…@db/atlas | where own figures are kept; without it a file in the program's data folder |
| ``site`` | https://www.example.cn/atlas/ | the published site, named to browsers that are too old |
| ``metrics`` | true | opens ``/_stcore/metrics``, numbers without anything of readers |
| ``editors`` | a@example.cn b@example.cn | who may import figures, as sign-in or ``identity`` names them |
| ``identity`` | X-Remote-User | the header in which one of ``proxies`` says who it has signed in |
| ``hsts`` | 31536000 | seconds for which a browser must use TLS |
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from text.catalogue import LANGUAGES, Catalogue

_NAME: Final = r"(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\]"
_HOST: Final = re.compile(rf"(?:{_NAME})(?::\d{{1,5}})?")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
_USER: Final = re.compile(r"[^@\s]+(?:@[^@\s]+)?")
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,60}")
_FRAME: Final = re.compile(rf"https?://(?:{_NAME})(?::\d{{1,5}})?")
#: Browsers that keep sites by heart ask for one year; more than two is a slip of the pen.
_LONGEST_S: Final = 2 * 366 * 24 * 3600
#: What sign-in takes for all providers, and for each.
_SIGN_IN: Final = ("redirect_uri", "cookie_secret")
_PROVIDER: Final = ("client_id", "client_secret", "server_metadata_url")
_CLIENT_KWARGS: Final = "client_kwargs"
#: What to write instead of a value that is of no use, by key.
_REMEDIES: Final = {
    "editors": "deployment.editors",
    "frames": "deployment.frames",
    "identity": "deployment.identity",
    "hosts": "deployment.hosts",
    "proxies": "deployment.proxies",
    "metrics": "deployment.metrics",
    "site": "deployment.site",
    "hsts": "deployment.hsts",
}


class WrongSetting(ValueError):
    """A setting that cannot be used; its text names key, value and remedy in both languages."""

    def __init__(self, key: str, value: str) -> None:
        catalogues = (Catalogue.load(lang) for lang in LANGUAGES)
        super().__init__(
            "\n".join(
                t("deployment.wrong", name=f"ATLAS_{key.upper()}", key=key, value=value, remedy=t(_REMEDIES[key]))
                for t in catalogues
            )
        )


class IncompleteSignIn(WrongSetting):
    """Sign-in that lacks what it takes; its text names the keys in both languages."""

    def __init__(self, section: str, missing: Sequence[str]) -> None:
        catalogues = (Catalogue.load(lang) for lang in LANGUAGES)
        keys = ", ".join(missing)
        ValueError.__init__(self, "\n".join(t("deployment.sign_in", section=section, keys=keys) for t in catalogues))


@dataclass(frozen=True)
class Deployment:
    """The settings of a deployment that say who may reach the atlas, and how.

    Attributes
    ----------
    frames : tuple of str
        Origins that may show the atlas in a frame, beside its own.
    hosts : tuple of str
        Host names, lower case, ``*.`` before one for all below it, a port where one is named; empty where none is named.
    proxies : tuple of str
        Addresses or networks of the proxies that are believed.
    site : str
        Address of the published site; empty for none.
    hsts : int
        Seconds; 0 for no such header.
    editors : tuple of str
        Addresses or names, lower case, of those who may import and withdraw once it is known who a reader is.
    identity : str
        Header in which the named proxies say who a reader is; empty where they don't.
    """

    frames: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    metrics: bool = False
    site: str = ""
    hsts: int = 0
    editors: tuple[str, ...] = ()
    identity: str = ""


def read() -> Deployment:
    """Return the deployment's settings.

    Raises
    ------
    WrongSetting
        If one of them cannot be used.
    """
    _check_sign_in()
    proxies, identity = _several("proxies", _network), _setting("identity", "", _HEADER.fullmatch)
    if identity and not proxies:
        # Without a proxy that is believed nobody would ever be known.
        raise WrongSetting("identity", identity)
    return Deployment(
        frames=_several("frames", _FRAME.fullmatch),
        hosts=tuple(host.lower() for host in _several("hosts", _HOST.fullmatch)),
        proxies=proxies,
        metrics=_setting("metrics", "false", ("true", "false").__contains__) == "true",
        site=_setting("site", "", _address),
        hsts=int(_setting("hsts", "0", lambda text: text.isdecimal() and int(text) <= _LONGEST_S)),
        editors=tuple(email.lower() for email in _several("editors", (_USER if identity else _EMAIL).fullmatch)),
        identity=identity,
    )


def name_store() -> None:
    """Let this process and the workers it starts find the store that the secrets file names."""
    named = _value("store")
    if named:
        os.environ["ATLAS_STORE"] = named


def map_approval() -> str:
    """Return the deployment's map approval number.

    Returns
    -------
    str
        Empty where it is not set.
    """
    return _value("map_approval")


def signs_in() -> bool:
    """Say whether the secrets file configures sign-in."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def providers() -> tuple[str, ...]:
    """Return who may sign readers in, by the names of their sections; "" for the one that ``[auth]`` itself describes."""
    section = st.secrets["auth"]
    named = tuple(name for name, value in section.items() if isinstance(value, Mapping) and name != _CLIENT_KWARGS)
    return ("", *named) if any(key in section for key in _PROVIDER) or not named else named


def _check_sign_in() -> None:
    """Refuse a sign-in of which a reader would learn only at its button that it cannot work."""
    if not signs_in():
        return
    whole = st.secrets["auth"]
    for name in providers():
        section, where = (whole[name], f"auth.{name}") if name else (whole, "auth")
        missing = [f"[auth] {key}" for key in _SIGN_IN if not whole.get(key)]
        missing += [f"[{where}] {key}" for key in _PROVIDER if not section.get(key)]
        if missing:
            raise IncompleteSignIn(where, missing)


def _value(key: str) -> str:
    from_env = os.environ.get(f"ATLAS_{key.upper()}", "").strip()
    if from_env or not st.secrets.load_if_toml_exists():
        return from_env
    value: Any = st.secrets.get("atlas", {}).get(key, "")
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value).strip()


def _several(key: str, fits: Callable[[str], object]) -> tuple[str, ...]:
    values = tuple(part for part in re.split(r"[\s,;\uff0c\uff1b\u3001]+", _value(key)) if part)
    for value in values:
        if not fits(value):
            raise WrongSetting(key, value)
    return values


def _setting(key: str, default: str, fits: Callable[[str], object]) -> str:
    value = _value(key)
    if value and not fits(value):
        raise WrongSetting(key, value)
    return value or default


def _network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\"'<>\\]", text)
