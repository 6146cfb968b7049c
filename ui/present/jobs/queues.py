"""The queues of what is made beside the pages, and who waits in them: readers, keepers of tables, who opens a player."""

from __future__ import annotations

import time
from typing import Final

from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from export.jobs import worker
from export.jobs.job import Jobs
from export.jobs.worker import Limits

#: Read by every worker before its first work.
_BOOT: Final = "ui.present.jobs.warm"
#: A reader whose line was cut comes back within moments; one who has left does not.
_AWAY_S: Final = 20.0

#: Files of a deck or a view.
FILES: Final = Jobs(
    {"making": Limits(seconds=240, megabytes=600), "browser": Limits(seconds=150, megabytes=1_200)},
    most=30,
    a_viewer=3,
    boot=_BOOT,
)
#: Players: someone stands before a room and waits.
PLAYERS: Final = Jobs(
    {"making": Limits(seconds=240, megabytes=600)}, most=6, a_viewer=4, kept_s=86_400, kept_bytes=64_000_000, boot=_BOOT
)
#: Titles and small pictures, which a page waits for.
PREVIEWS: Final = Jobs(
    {"making": Limits(seconds=30, megabytes=500, steps_back=False)}, most=16, a_viewer=2, kept_s=60, boot=_BOOT
)
#: Seconds in which a table is read, which has a limit of its own, and understood.
IMPORT_SECONDS: Final = 60.0
#: Tables of one's own, each understood while its keeper waits.
IMPORTS: Final = Jobs(
    {"making": Limits(seconds=IMPORT_SECONDS, megabytes=1_000, steps_back=False)}, most=6, a_viewer=1, kept_s=60, boot=_BOOT
)
#: All of them, by what they make.
ALL: Final = {"files": FILES, "players": PLAYERS, "previews": PREVIEWS, "imports": IMPORTS}


class Viewer:
    """The reader of the page that is being drawn.

    Attributes
    ----------
    viewer_id : str
        Empty where a page is drawn for nobody, as in tests.
    """

    def __init__(self) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        self.viewer_id = context.session_id if context else ""
        self._last_active = time.monotonic()

    def is_present(self) -> bool:
        """Say whether the reader still has the page open, or had it moments ago."""
        try:
            active = get_instance().is_active_session(self.viewer_id)
        except RuntimeError:  # no server, no session that could end
            return True
        if active:
            self._last_active = time.monotonic()
        return time.monotonic() - self._last_active < _AWAY_S


def prepare() -> None:
    """Begin to read what workers need; returns at once."""
    worker.prepare(_BOOT)


def close() -> None:
    """Give up everything and end all workers."""
    for jobs in ALL.values():
        jobs.close()


def leave() -> None:
    """Give up everything at the server's end, and leave no temporary file."""
    close()
    worker.leave()
