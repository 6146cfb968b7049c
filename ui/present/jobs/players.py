"""Players of decks: made once, by a worker, for all who ask for the same; given up when the last of them has left."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Hashable
from datetime import date
from functools import partial
from ipaddress import IPv6Address, IPv6Network
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from export.deck.deck import Deck
from export.jobs.job import Job, State
from export.trouble import Cancelled, QueueFull
from look.palette import Theme
from ui.opened import shapes
from ui.present.jobs import making
from ui.present.jobs.queues import PLAYERS
from views import loaders

#: How often it is looked whether a player is there, and whether the one who asked for it is.
_TICK_S: Final = 0.1
#: How many players are known by their deck; what is dropped of the oldest is made anew.
_MOST_KNOWN: Final = 64
_TRIES: Final = 3


class _PlayerJob:
    """A player that is made or ready, and how many wait for it."""

    def __init__(self) -> None:
        self.waiting = 0
        self.job: Job | None = None

    def is_wanted(self) -> bool:
        return self.waiting > 0


_LOCK: Final = threading.Lock()
_PLAYER_JOBS: Final[dict[Hashable, _PlayerJob]] = {}


async def player(request: Request, deck: Deck, lang: str, theme: Theme, back: str) -> bytes:
    """Return the player of a deck, gzipped; made once for a version of facts and shapes and a day.

    Parameters
    ----------
    request : starlette.requests.Request
        Of the one who waits for it.
    theme : {"light", "dark"}
    back : str
        Where leaving it leads.

    Raises
    ------
    QueueFull
        Where too many are under way.
    Cancelled
        Where the one who asked has left.
    ExportTrouble, WorkFailed
        Where it could not be made.
    """
    viewer = machine(request.client.host) if request.client else ""
    for _ in range(_TRIES):
        player_job = await run_in_threadpool(_begin, deck, lang, theme, back, viewer)
        job = player_job.job
        assert job is not None  # _begin sees to it
        try:
            while not job.wait(0):
                if await request.is_disconnected():
                    raise Cancelled
                await asyncio.sleep(_TICK_S)
        finally:
            with _LOCK:
                player_job.waiting -= 1
        ready, error = job.result(), job.error()
        if ready is not None:
            return ready
        if error is not None:
            raise error
        # It was being given up, for want of anyone who waits, just when this one came: once more.
    raise QueueFull


async def states(request: Request, deck: Deck, lang: str, theme: Theme, back: str) -> AsyncGenerator[State, None]:
    """Yield how far the player of a deck is, until it is ready or cannot be made; who stops asking waits no longer.

    Raises
    ------
    QueueFull
        As :func:`player`, whose parameters these are.
    """
    viewer = machine(request.client.host) if request.client else ""
    player_job = await run_in_threadpool(_begin, deck, lang, theme, back, viewer)
    job = player_job.job
    assert job is not None  # _begin sees to it
    try:
        while not job.wait(0):
            yield job.state()
            await asyncio.sleep(_TICK_S)
    finally:
        with _LOCK:
            player_job.waiting -= 1


def machine(address: str) -> str:
    """Return who is counted as one for the limit of each.

    Parameters
    ----------
    address : str
        Of the one who asks, as :mod:`ui.serving.patches.for_uvicorn` has it behind a proxy.

    Returns
    -------
    str
        The address; of IPv6 the first half, since a machine can take any address that begins so.
    """
    try:
        ip = IPv6Address(address)
    except ValueError:
        return address
    return str(IPv6Network((ip, 64), strict=False))


def _begin(deck: Deck, lang: str, theme: Theme, back: str, viewer: str) -> _PlayerJob:
    """Return what is ready or under way, else begin it; the caller is counted among those who wait."""
    today = date.today().isoformat()
    key = (deck, lang, theme, back, today, loaders.facts().version, shapes().version)
    with _LOCK:
        player_job = _PLAYER_JOBS.pop(key, None)
        if player_job is None or player_job.job is None or (player_job.job.wait(0) and player_job.job.result() is None):
            player_job = _PlayerJob()
        player_job.waiting += 1
        try:
            if player_job.job is None:
                work = partial(making.player, deck=deck, lang=lang, theme=theme, created=today, back=back)
                player_job.job = PLAYERS.start(work, viewer=viewer, is_wanted=player_job.is_wanted)
        except BaseException:
            player_job.waiting -= 1
            raise
        # The latest at the end, the first to be forgotten at the beginning.
        _PLAYER_JOBS[key] = player_job
        for old in list(_PLAYER_JOBS)[:-_MOST_KNOWN]:
            del _PLAYER_JOBS[old]
    return player_job
