"""Whether the atlas can take readers: asked by whoever starts it, and by a proxy before several of them.

``/_stcore/health`` says that the process lives, ``/atlas/ready`` that it has something to show, and ``/atlas/alive`` which
process answers: a page that gets another name than it carries has lost its own (``ui/client/connection.js``).
"""

from __future__ import annotations

import asyncio
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from ui import version
from ui.serving.access.gate import ALIVE, READY
from ui.serving.patches import guarded
from ui.serving.rehearsal import rehearsal
from views.loaders import facts, shapes

#: Of this process as long as it runs; says nothing else of it.
NAME: Final = secrets.token_hex(8)


def lacking() -> tuple[str, ...]:
    """Return what cannot be shown.

    Returns
    -------
    tuple of str
        ``facts`` where no region or no pairing can be read, ``shapes`` where no shape can; empty where it can be shown.
    """
    loaded = facts()
    checks = {"facts": loaded.regions.empty or loaded.pairings.empty, "shapes": not shapes().places}
    return tuple(name for name, missing in checks.items() if missing)


def routes(prefix: str) -> list[Route]:
    """Return the two routes.

    Parameters
    ----------
    prefix : str
        As :func:`ui.serving.access.address.base` gives it.
    """

    async def answer(request: Request) -> JSONResponse:
        # The first time all records are read: nobody else is to wait for it.
        missing, versions = await asyncio.to_thread(lacking), await asyncio.to_thread(version.versions)
        rehearsal.begin()
        if rehearsal.is_under_way:
            missing = (*missing, "rehearsal")  # readers who came now would all wait for the same
        if guarded.connections.full:
            missing = (*missing, "room")  # the next reader had better go to another process
        body = {"ready": not missing, "lacking": missing, **versions}
        return JSONResponse(body, 503 if missing else 200, headers={"Cache-Control": "no-store"})

    async def alive(_request: Request) -> PlainTextResponse:
        return PlainTextResponse(NAME, headers={"Cache-Control": "no-store"})

    return [Route(f"{prefix}/{READY}", answer, methods=["GET"]), Route(f"{prefix}/{ALIVE}", alive, methods=["GET"])]
