"""The store as readers see it: looked at every few seconds, and what was read last stays where it doesn't answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd
from sqlalchemy.engine import URL

from data.store.database import StoreTrouble, exists, store_url
from data.store.ledger import Ledger

#: Seconds after which it is asked again whether anything was stored: readers see it within five.
EVERY_S: Final = 2.0
#: Seconds that a reader waits for the answer.
PATIENCE_S: Final = 2.0


class Live:
    """The rows that are shown, kept up to date.

    Parameters
    ----------
    url : callable
        Gives the address of the store; asked each time, since a configuration may change.
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, url: Callable[[], URL] = store_url, clock: Callable[[], float] = time.monotonic) -> None:
        self._url, self._clock = url, clock
        self._lock = threading.Lock()
        self._next = float("-inf")
        self._address: URL | None = None
        self._ledger: Ledger | None = None
        self._state: tuple[str, Mapping[str, pd.DataFrame]] = ("", {})
        self._trouble: StoreTrouble | None = None

    @property
    def trouble(self) -> StoreTrouble | None:
        """Why the store did not answer when it was asked last; None where it did."""
        return self._trouble

    def rows(self) -> tuple[str, Mapping[str, pd.DataFrame]]:
        """Return what is shown.

        Returns
        -------
        str
            A mark that changes whenever the rows do; "" where nothing was ever stored.
        dict of str to DataFrame
            As :meth:`data.store.ledger.Ledger.tables`.
        """
        if self._clock() >= self._next and self._lock.acquire(blocking=False):
            self._next = self._clock() + EVERY_S
            looking = threading.Thread(target=self._look, name="atlas-store", daemon=True)
            looking.start()
            # A database that hangs holds up nobody for longer than this; the thread waits on.
            looking.join(PATIENCE_S)
        return self._state

    def _look(self) -> None:
        try:
            url = self._url()
            if self._ledger is None or url != self._address:
                if not exists(url):
                    self._state, self._trouble = ("", {}), None
                    return
                ledger = Ledger.open(url)
                self.close()
                self._address, self._ledger = url, ledger
            mark = self._ledger.mark()
            if mark != self._state[0]:
                self._state = (mark, self._ledger.tables() if mark else {})
            self._trouble = None
        except StoreTrouble as error:
            self._trouble = error
        finally:
            self._lock.release()

    def look_again(self) -> None:
        """Ask the store at the next reading: whoever stored something sees it at once."""
        self._next = float("-inf")

    def close(self) -> None:
        """Let go of the database; the next reading connects anew."""
        if self._ledger is not None:
            self._ledger.engine.dispose()
        self._ledger = None
