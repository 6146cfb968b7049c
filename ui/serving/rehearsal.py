"""Every page drawn once for nobody, before readers are let in: what the first of many would compute while all wait.

Modules are read, records combined, charts laid out and maps packed when a page is first drawn, a second or two at the
first page and some more at the others. What is made then is shared by all readers (:mod:`views.memo`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.session_manager import ClientContext, SessionClient

from data.pairings.pair import pair_id
from data.rows import records
from ui.navigation import PAGES
from views.declared import from_values, names
from views.loaders import book, facts
from views.reader import Reader

#: Seconds that one view may take; it comes when a reader asks for it all the same.
_LIMIT_S: Final = 30.0
#: Parameters whose values are views of their own.
_FORMS: Final = ("fill", "show")

_log = logging.getLogger("atlas")


class _Nowhere(ClientContext):
    """Where a reader who is nobody asks from."""

    headers: Iterable[tuple[str, str]] = ()
    cookies: Mapping[str, str] = {}
    remote_ip: str | None = None


class _Nobody(SessionClient):
    """A reader who waits until a page has been drawn, and looks at none of it."""

    def __init__(self) -> None:
        self.drawn = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished":
            self.drawn.set()

    @property
    def client_context(self) -> ClientContext:
        return _Nowhere()


def addresses() -> list[tuple[str, str]]:
    """Return the views that are drawn, each as page and query: every page in its forms, a place and a pair."""
    shown = facts()
    views: list[tuple[str, str]] = []
    for page in PAGES:
        at = from_values(page.name, shown, book(shown, Reader()), {})
        for form in (at.param(name) for name in _FORMS if name in names(page.name)):
            queries = ({} if value == form.default else {form.name: value} for value in form.allowed)
            views += [(page.address, urlencode(query)) for query in queries]
    for row in records(shown.pairings.head(1)):
        views.append(("region", urlencode({"region": row["recipient_id"]})))
        views.append(("region", urlencode({"pair": pair_id(row["helper_id"], row["recipient_id"])})))
    return views


async def rehearse() -> None:
    """Draw the views one after another; what fails fails again, and is told, when a reader asks for it."""
    server, nobody = runtime.get_instance(), _Nobody()
    session = server.connect_session(nobody, {})
    try:
        for page, query in await asyncio.to_thread(addresses):
            nobody.drawn.clear()
            asked = BackMsg()
            asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
            server.handle_backmsg(session, asked)
            await asyncio.wait_for(nobody.drawn.wait(), _LIMIT_S)
    except TimeoutError:
        _log.warning("a page took longer than %.0f s to be drawn before readers came", _LIMIT_S)
    finally:
        server.close_session(session)


class Rehearsal:
    """Done once in a process."""

    def __init__(self) -> None:
        self._doing: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Begin, unless it has begun, or Streamlit does not run here."""
        if self._doing is None and runtime.exists():
            self._doing = asyncio.create_task(rehearse(), name="atlas-rehearsal")
            self._doing.add_done_callback(_told)

    @property
    def is_under_way(self) -> bool:
        """Whether it has begun and not ended."""
        return self._doing is not None and not self._doing.done()


def _told(doing: asyncio.Task[None]) -> None:
    if not doing.cancelled() and (problem := doing.exception()):
        _log.error("pages could not be drawn before readers came: %s", type(problem).__name__)


#: Of this process.
rehearsal: Final = Rehearsal()
