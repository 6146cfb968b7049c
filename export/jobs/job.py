"""Files and slides made beside the pages: a bounded queue, its workers, progress, and results that are kept for a while.

Knows nothing of Streamlit. What is made is carried out by :mod:`export.jobs.worker`.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
import uuid
import weakref
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from export.jobs.worker import Limits, Onward, Work
from export.jobs.workers import Workers
from export.trouble import Cancelled, ExportTrouble, QueueFull, ViewerFull

_log = logging.getLogger("atlas")

Phase = Literal["waiting", "running", "done", "failed", "cancelled", "expired"]
FINISHED: Final = ("done", "failed", "cancelled", "expired")

#: How long a finished job can be fetched, and how many bytes of results there may be at once.
KEPT_S: Final = 600
KEPT_BYTES: Final = 200_000_000


@dataclass(frozen=True)
class State:
    """How far a job is.

    Attributes
    ----------
    phase : str
        ``waiting``, ``running``, ``step``, ``failed``, ``cancelled``, or ``expired`` once the result is dropped.
    step, total : int
        Steps; ``total`` is 0 as long as their number is not known.
    text : str
        What it is at, in the reader's language.
    place : int
        In the queue: 1 is next; 0 where it does not wait.
    """

    phase: Phase = "waiting"
    step: int = 0
    total: int = 0
    text: str = ""
    place: int = 0

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in FINISHED


class Job:
    """Something that is made; begun by :meth:`Jobs.start`. Every method may be called by any thread."""

    def __init__(self, jobs: Jobs, work: Work, viewer: str, is_wanted: Callable[[], bool]) -> None:
        self.job_id = uuid.uuid4().hex
        self.viewer = viewer
        self.work: Work | None = work
        self._jobs = jobs
        self._is_wanted = is_wanted
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._over = threading.Event()
        self._state = State()
        self._result: bytes | None = None
        self._error: Exception | None = None
        self._ended_at: float | None = None
        self._used_at = 0.0

    def state(self) -> State:
        """Say how far it is."""
        self._jobs.sweep()
        place = self._jobs.place(self)
        with self._lock:
            return replace(self._state, place=place) if self._state.phase == "waiting" else self._state

    def result(self) -> bytes | None:
        """Return what was made; None before it is done, and once it is dropped."""
        self._jobs.sweep()
        with self._lock:
            self._used_at = self._jobs.clock()
            return self._result

    def error(self) -> Exception | None:
        """Return why it failed; None where it did not. An ``ExportTrouble`` can be said to the reader."""
        with self._lock:
            return self._error

    def cancel(self) -> None:
        """Give it up at once; its worker is ended within moments. A finished job stays as it is."""
        self._stop.set()
        self.end("cancelled")
        self._jobs.sweep()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it is over; say whether it is."""
        return self._over.wait(timeout_s)

    def is_wanted(self) -> bool:
        """Whether it was not cancelled, and the one who asked for it is still there."""
        return not self._stop.is_set() and self._is_wanted()

    def tell(self, step: int, total: int, text: str) -> None:
        """Note how far the work is."""
        with self._lock:
            if self._ended_at is None:
                self._state = State("running", step, total, text)

    def waits(self) -> None:
        """Note that it waits, for the first time or once more."""
        with self._lock:
            if self._ended_at is None:
                self._state = replace(self._state, phase="waiting")

    def end(self, phase: Phase, *, result: bytes | None = None, error: Exception | None = None) -> None:
        """Note what came of it; the first time counts."""
        with self._lock:
            if self._ended_at is not None:
                return
            self._state = replace(self._state, phase=phase)
            self._result, self._error, self.work = result, error, None
            self._ended_at = self._used_at = self._jobs.clock()
        self._jobs.note(phase)
        self._over.set()

    def usage(self) -> tuple[float | None, float, int]:
        """Return when it ended (None before), when its result was last asked for, and how many bytes that has."""
        with self._lock:
            return self._ended_at, self._used_at, len(self._result or b"")

    def expire(self) -> None:
        """Drop the result."""
        with self._lock:
            self._state = replace(self._state, phase="expired")
            self._result = self._error = None


class Jobs:
    """Jobs of one kind, with workers of their own.

    Parameters
    ----------
    lanes : mapping of str to Limits
        Name of a queue to what its works may take; a job begins in the first and goes on where it says
        (:class:`export.jobs.worker.Onward`), so that one that hangs holds up only what needs the same.
    most, a_viewer : int
        How many may be unfinished at once, in all and of one viewer.
    kept_s, kept_bytes : float, int
        When a finished job and its result are dropped: after a time, or where there are too many bytes, those first that
        nobody has asked for the longest.
    boot : str
        As for :func:`export.jobs.worker.prepare`.
    clock : callable
        Seconds that only go forward.
    """

    def __init__(
        self,
        lanes: Mapping[str, Limits],
        *,
        most: int,
        a_viewer: int,
        kept_s: float = KEPT_S,
        kept_bytes: int = KEPT_BYTES,
        boot: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self._most, self._a_viewer = most, a_viewer
        self._kept_s, self._kept_bytes = kept_s, kept_bytes
        self._lock = threading.RLock()
        self._jobs: dict[str, Job] = {}
        self._first = next(iter(lanes))
        self._workers = {name: Workers(limits, boot) for name, limits in lanes.items()}
        self._waiting: dict[str, deque[Job]] = {name: deque() for name in lanes}
        self._running = dict.fromkeys(lanes, 0)
        self._ended: Counter[str] = Counter()
        _ALL.add(self)

    def start(self, work: Work, *, viewer: str = "", is_wanted: Callable[[], bool] = lambda: True) -> Job:
        """Let a work be done as soon as there is room.

        Parameters
        ----------
        work : callable
            Gets a :class:`export.jobs.worker.Progress`; what it raises becomes the job's error.
        viewer : str
            Who asks; nobody's limit counts where it is empty.
        is_wanted : callable
            Says whether the one who asked is still there.

        Raises
        ------
        QueueFull, ViewerFull
            Where there are as many under way as there may be.
        """
        self.sweep()
        job = Job(self, work, viewer, is_wanted)
        with self._lock:
            unfinished = [job for job in self._jobs.values() if job.usage()[0] is None and job.is_wanted()]
            if viewer and sum(job.viewer == viewer for job in unfinished) >= self._a_viewer:
                raise ViewerFull(most=self._a_viewer)
            if len(unfinished) >= self._most:
                raise QueueFull
            self._jobs[job.job_id] = job
            self._waiting[self._first].append(job)
        self._fill(self._first)
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job by its id, None where there is none (any more)."""
        self.sweep()
        with self._lock:
            return self._jobs.get(job_id)

    def place(self, job: Job) -> int:
        """Return a job's place in the queue: 1 is next; 0 where it does not wait."""
        with self._lock:
            return next((queue.index(job) + 1 for queue in self._waiting.values() if job in queue), 0)

    def note(self, phase: Phase) -> None:
        """Count a job that is over."""
        with self._lock:
            self._ended[phase] += 1

    def ended(self) -> dict[str, int]:
        """Return how many jobs are over since the server began: ``done``, ``failed``, ``cancelled``."""
        with self._lock:
            return {phase: self._ended[phase] for phase in ("done", "failed", "cancelled")}

    def unfinished(self) -> int:
        """Return how many wait or are being made."""
        with self._lock:
            return sum(job.usage()[0] is None for job in self._jobs.values())

    def sweep(self) -> None:
        """End what waits and is no longer wanted; drop what ended too long ago, or is too much."""
        before = self.clock() - self._kept_s
        with self._lock:
            for queue in self._waiting.values():
                for job in [job for job in queue if not job.is_wanted()]:
                    queue.remove(job)
                    job.end("cancelled")
            ended = [(*ending, job) for job in self._jobs.values() if (ending := job.usage())[0] is not None]
            too_much = sum(size for _, _, size, _ in ended) - self._kept_bytes
            for at, _, size, job in sorted(ended, key=lambda entry: entry[1]):
                if at is None or at <= before or too_much > 0:
                    too_much -= size
                    job.expire()
                    del self._jobs[job.job_id]

    def close(self) -> None:
        """Give up everything and end all workers."""
        with self._lock:
            for queue in self._waiting.values():
                queue.clear()
        for workers in self._workers.values():
            workers.close()

    def _fill(self, name: str) -> None:
        queue, at_once = self._waiting[name], self._workers[name].limits.at_once
        while True:
            with self._lock:
                if self._running[name] >= at_once or not queue:
                    return
                job = queue.popleft()
                self._running[name] += 1
            # A daemon, so that a job never keeps the server from stopping.
            threading.Thread(target=self._carry_out, args=(job, name), name=f"job-{job.job_id[:8]}", daemon=True).start()

    def _carry_out(self, job: Job, name: str) -> None:
        onward = ""
        try:
            if not job.is_wanted() or job.work is None:
                raise Cancelled
            job.tell(0, 0, "")
            result = self._workers[name].carry_out(job.work, job.tell, job.is_wanted)
            if isinstance(result, Onward):
                onward, job.work = result.lane, result.work
                job.waits()
                with self._lock:
                    self._waiting[onward].append(job)
            else:
                job.end("done", result=result)
        except Cancelled:
            job.end("cancelled")
        except Exception as trouble:
            # The thread has nobody to raise it to; whoever asks for the result gets it.
            job.end("failed", error=trouble)
            if isinstance(trouble, ExportTrouble):  # any other is reported by whoever asks for the result
                _log.warning("a job failed: %s", trouble)
        finally:
            with self._lock:
                self._running[name] -= 1
            for other in {name, onward} - {""}:
                self._fill(other)


_ALL: Final[weakref.WeakSet[Jobs]] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    for jobs in list(_ALL):
        jobs.close()
