"""The workers of one kind of work: taken when there is something to do, replaced when they died or grew heavy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from export.jobs.worker import Limits, Onward, Work, Worker
from export.trouble import WorkerDied

#: A worker that holds more than this share of the memory a work may take is replaced: the next one needs the room.
_HEAVY: Final = 0.5


class Workers:
    """Processes that carry out works of the same limits; may be used by any thread.

    Parameters
    ----------
    boot : str
        As for :func:`export.jobs.worker.prepare`.
    """

    def __init__(self, limits: Limits, boot: str = "") -> None:
        self.limits = limits
        self._boot = boot
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: list[Worker] = []
        self._closed = False

    def carry_out(self, work: Work, tell: Callable[[int, int, str], None], is_wanted: Callable[[], bool]) -> bytes | Onward:
        """Let an idle worker do a work, or a new one; as :meth:`export.jobs.worker.Worker.carry_out`."""
        while True:
            worker, new = self._take()
            try:
                return self._lent(worker, work, tell, is_wanted)
            except WorkerDied as trouble:
                # One that died while it had nothing to do, unseen: the work is as good as before.
                if new or trouble.fields.get("begun", True):
                    raise

    def _lent(
        self, worker: Worker, work: Work, tell: Callable[[int, int, str], None], is_wanted: Callable[[], bool]
    ) -> bytes | Onward:
        try:
            return worker.carry_out(work, self.limits, tell, is_wanted)
        finally:
            if worker.alive() and worker.memory() > _HEAVY * self.limits.megabytes * 1_000_000:
                worker.end()
            with self._lock:
                self._busy.remove(worker)
                if worker.alive():
                    self._idle.append(worker)

    def close(self) -> None:
        """End all of them, whatever they are at; there are no new ones afterwards."""
        with self._lock:
            self._closed = True
            workers = (*self._idle, *self._busy)
        for worker in workers:
            worker.end()

    def _take(self) -> tuple[Worker, bool]:
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        if worker is not None and not worker.alive():
            worker.end()
            worker = None
        new = worker is None
        try:
            worker = worker or Worker(self._boot, self.limits.steps_back)
        except (OSError, EOFError) as trouble:
            raise WorkerDied(begun=False) from trouble
        with self._lock:
            self._busy.append(worker)
        if self._closed:
            worker.end()
        return worker, new
