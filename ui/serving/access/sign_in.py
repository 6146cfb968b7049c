"""Back to the page where a reader asked to sign in or out: Streamlit leads everyone to the first one, in Chinese."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving.access import address

#: Addresses within the atlas that begin it, and the one to which the identity provider sends a reader back.
BEGIN: Final = ("auth/login", "auth/logout")
CALLBACK: Final = "oauth2callback"
_COOKIE: Final = "atlas-return"
#: s; as long as somebody may look for their password.
_LASTS: Final = 900
#: A cookie ends at about 4,000 characters in some browsers.
_LONGEST: Final = 2_000


class Return:
    """Middleware that keeps the page from which sign-in was asked for, and leads back there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.prefix = app, address.base()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a redirect to the first page leads to the page that was kept."""
        inner = address.inside(scope["path"], self.prefix) if scope["type"] == "http" else None
        if inner not in (*BEGIN, CALLBACK):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        came_from = page_of(asked.get("referer", ""), asked.get("host", "")) if inner in BEGIN else _kept(asked)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._lead(MutableHeaders(raw=message["headers"]), inner, came_from)
            await send(message)

        await self.app(scope, receive, answer)

    def _lead(self, headers: MutableHeaders, inner: str, came_from: str | None) -> None:
        cookie = f"{_COOKIE}={{}}; Path={self.prefix}/; HttpOnly; SameSite=Lax; Max-Age={{}}"
        if inner == CALLBACK:
            headers.append("set-cookie", cookie.format("", 0))
        if came_from is None:
            return
        if headers.get("location") == f"{self.prefix}/":
            # In relative words: a proxy may have taken a part off before it.
            headers["location"] = "../" * inner.count("/") + f"./{came_from}"
        elif inner in BEGIN:
            headers.append("set-cookie", cookie.format(quote(came_from, safe=""), _LASTS))


def page_of(referer: str, host: str) -> str | None:
    """Return the page of the atlas from which a request came.

    Parameters
    ----------
    referer, host : str
        Headers of the request.

    Returns
    -------
    str or None
        Name and query, such as ``sources?show=own``; None where it is no page of this host, or too long to be kept.

    Examples
    --------
    >>> page_of("https://atlas.cn/fupin/sources?show=own", "atlas.cn")
    'sources?show=own'
    >>> page_of("https://elsewhere.cn/sources", "atlas.cn") is None
    True
    """
    try:
        parts = urlsplit(referer)
    except ValueError:
        return None
    name = parts.path.rpartition("/")[2]
    if not host or parts.netloc != host or name not in address.pages():
        return None
    page = f"{name}?{parts.query}" if parts.query else name
    return page if len(page) <= _LONGEST else None


def _kept(headers: Headers) -> str | None:
    """The page of the cookie, looked at again: a cookie can be anyone's."""
    cookie: Any = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
    host = headers.get("host", "")
    return page_of(f"//{host}/{unquote(cookie.value)}", host) if cookie is not None else None
