"""Answers to those who do not get as far as the app: they carry the headers of every other answer, and words of ours."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Self

from starlette.responses import Response

from ui.deployment import Deployment
from ui.serving.access.policy import headers, policy
from ui.serving.files import PREFIX
from ui.serving.head import plain

#: Seconds after which a page that found no room tries again.
_AGAIN_S = "10"


@dataclass(frozen=True)
class Answers:
    """What the web server says by itself.

    Attributes
    ----------
    unreadable, busy : bytes
        Whole answers, as they are sent, after which the connection ends: to what is no request, and to a page more than
        there may be.
    headers : tuple of (str, str)
        For a socket that is refused, beside those that the refusal has.
    """

    unreadable: bytes
    busy: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, settings: Deployment) -> Self:
        """Return the answers of a deployment."""
        every = headers(settings)
        page = every | {"Content-Security-Policy": policy("", "", (), settings)}
        socket = every | {"Content-Security-Policy": policy(f"{PREFIX}/socket", "", (), settings)}
        busy = Response(status_code=503, headers=socket | {"Retry-After": _AGAIN_S})
        unreadable = plain.unreadable()
        unreadable.headers.update(page)
        return cls(_written(unreadable), _written(busy), tuple(socket.items()))


def _written(answer: Response) -> bytes:
    lines = [f"HTTP/1.1 {answer.status_code} {HTTPStatus(answer.status_code).phrase}".encode()]
    lines += [b"%b: %b" % pair for pair in (*answer.raw_headers, (b"connection", b"close"))]
    return b"\r\n".join((*lines, b"", bytes(answer.body)))
