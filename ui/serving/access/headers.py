"""The headers of every answer, whoever gives it: pages, files, redirects, refusals, and the word that something failed."""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.deployment import Deployment
from ui.serving.access import address
from ui.serving.access.policy import headers, policy
from ui.serving.head import page, plain


class Headers:
    """Middleware that adds the headers; it stands before all others."""

    def __init__(self, app: ASGIApp, settings: Deployment) -> None:
        self.app, self.settings = app, settings
        self.prefix = address.base()
        self.every = [(name.lower().encode(), value.encode()) for name, value in headers(settings).items()]
        self.scripts = page.scripts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add to the beginning of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def out(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": self._with(message["headers"], scope)}
            await send(message)

        try:
            await self.app(scope, receive, out)
        except ClientDisconnect:  # whoever was sending has left: nobody to answer, and nothing that failed
            return
        except Exception:
            # The server would answer by itself, without any of these; raised on, the fault is logged all the same.
            if not begun:
                await plain.failed()(scope, receive, out)
            raise

    def _with(self, headers: list[tuple[bytes, bytes]], scope: Scope) -> list[tuple[bytes, bytes]]:
        path = address.inside(scope["path"], self.prefix) or ""
        allowed = policy(path, header(scope, b"host"), self.scripts, self.settings)
        ours = [*self.every, (b"content-security-policy", allowed.encode("latin-1"))]
        names = {name for name, _ in ours}
        return [*((name, value) for name, value in headers if name.lower() not in names), *ours]


def header(scope: Scope, name: bytes) -> str:
    """Return a header of a request.

    Parameters
    ----------
    name : bytes
        In lower case.

    Returns
    -------
    str
        Several of one name joined by commas; empty where there is none.
    """
    return b",".join(value for key, value in scope["headers"] if key == name).decode("latin-1")
