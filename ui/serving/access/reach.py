"""Whether a browser's requests arrive as it sent them: asked by ``arrival.js`` where the page does not come up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from ui.deployment import Deployment
from ui.serving.access import hosts
from ui.serving.files import PREFIX


def routes(prefix: str, settings: Deployment) -> list[BaseRoute]:
    """Return the two routes.

    Parameters
    ----------
    prefix : str
        As :func:`ui.serving.access.address.base` gives it.
    """

    async def reach(request: Request) -> JSONResponse:
        origin, host = request.query_params.get("origin", ""), request.headers.get("host", "")
        return JSONResponse({"host": hosts.opens(origin, host, settings.hosts)}, headers={"Cache-Control": "no-store"})

    async def socket(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    return [Route(f"{prefix}/{PREFIX}/reach", reach, methods=["GET"]), WebSocketRoute(f"{prefix}/{PREFIX}/socket", socket)]
