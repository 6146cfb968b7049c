"""Long exports beside the page: a few at a time, with progress, each of them cancellable. Knows nothing of Streamlit."""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from export.trouble import Cancelled

Phase = Literal["waiting", "running", "done", "failed", "cancelled", "expired"]
FINISHED: Final = ("done", "failed", "cancelled", "expired")

#: How many exports are made at once in this process: each may run a browser of its own.
AT_ONCE: Final = 2
#: How long a finished export can be fetched.
KEPT_S: Final = 600


@dataclass(frozen=True)
class State:
    """How far a job is.

    Attributes
    ----------
    phase : str
        ``waiting``, ``running``, ``done``, ``failed``, ``cancelled``, or ``expired`` once the result is dropped.
    done, total : int
        Steps; ``total`` is 0 as long as their number is not known.
    text : str
        What it is at, in the reader's language.
    """

    phase: Phase = "waiting"
    done: int = 0
    total: int = 0
    text: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in FINISHED


class Progress:
    """What a job's work is handed: tells how far it is, and hears whether it is still wanted."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; raises :class:`Cancelled` where it is no longer wanted."""
        self._job._tell(done, total, text)
        if self.cancelled():
            raise Cancelled

    def cancelled(self) -> bool:
        """Say whether the work is no longer wanted, for what asks by itself (:func:`export.browser.to_pdf`)."""
        return self._job._stop.is_set()


class Job:
    """One export; made by :func:`start`. Every method may be called by any thread.

    Attributes
    ----------
    job_id : str
    """

    def __init__(self, jobs: Jobs, work: Callable[[Progress], bytes]) -> None:
        self.job_id = uuid.uuid4().hex
        self._jobs = jobs
        self._work: Callable[[Progress], bytes] | None = work
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._over = threading.Event()
        self._state = State()
        self._result: bytes | None = None
        self._error: Exception | None = None
        self._ended_at: float | None = None

    def state(self) -> State:
        """Say how far it is."""
        self._jobs.sweep()
        with self._lock:
            return self._state

    def result(self) -> bytes | None:
        """Return what was made; None before it is done, and once it is dropped."""
        self._jobs.sweep()
        with self._lock:
            return self._result

    def error(self) -> Exception | None:
        """Return why it failed; None where it did not. An ``ExportTrouble`` can be said to the reader."""
        with self._lock:
            return self._error

    def cancel(self) -> None:
        """Ask it to stop: at once where it waits, else at its next step. A finished job stays as it is."""
        self._stop.set()
        self._jobs._forget_waiting(self)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it is over; say whether it is."""
        return self._over.wait(timeout_s)

    def _tell(self, done: int, total: int, text: str) -> None:
        with self._lock:
            self._state = State("running", done, total, text)

    def _run(self) -> None:
        work, self._work = self._work, None
        assert work is not None  # a job runs once
        try:
            if self._stop.is_set():
                raise Cancelled
            self._tell(0, 0, "")
            made = work(Progress(self))
        except Cancelled:
            self._end("cancelled")
        except Exception as trouble:
            # The thread has nobody to raise it to; whoever asks for the result gets it.
            self._end("failed", error=trouble)
        else:
            self._end("done", result=made)

    def _end(self, phase: Phase, *, result: bytes | None = None, error: Exception | None = None) -> None:
        with self._lock:
            self._state = replace(self._state, phase=phase)
            self._result, self._error = result, error
            self._ended_at = self._jobs.clock()
            self._work = None
        self._over.set()

    def _expire(self, before: float) -> bool:
        """Drop the result if the job ended before a time; say whether it did."""
        with self._lock:
            if self._ended_at is None or self._ended_at > before:
                return False
            self._state = replace(self._state, phase="expired")
            self._result = self._error = None
            return True


class Jobs:
    """All jobs of a process.

    Parameters
    ----------
    at_once : int
        How many run at the same time; the others wait in the order in which they came.
    kept_s : float
        Seconds after which a finished job and its result are dropped: when next any job is asked about.
    clock : callable
        Seconds that only go forward.
    """

    def __init__(self, at_once: int = AT_ONCE, kept_s: float = KEPT_S, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._at_once = at_once
        self._kept_s = kept_s
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[Job] = deque()
        self._running = 0

    def start(self, work: Callable[[Progress], bytes]) -> Job:
        """Let work be done in a thread of its own as soon as there is room."""
        self.sweep()
        job = Job(self, work)
        with self._lock:
            self._jobs[job.job_id] = job
            self._waiting.append(job)
        self._fill()
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job by its id, None where there is none (any more)."""
        self.sweep()
        with self._lock:
            return self._jobs.get(job_id)

    def ahead(self, job: Job) -> int:
        """Count the jobs that wait before this one; 0 where it does not wait."""
        with self._lock:
            return self._waiting.index(job) if job in self._waiting else 0

    def sweep(self) -> None:
        """Drop what ended too long ago."""
        before = self.clock() - self._kept_s
        with self._lock:
            for job in [job for job in self._jobs.values() if job._expire(before)]:
                del self._jobs[job.job_id]

    def _fill(self) -> None:
        while True:
            with self._lock:
                if self._running >= self._at_once or not self._waiting:
                    return
                job = self._waiting.popleft()
                self._running += 1
            # A daemon, so that an export never keeps the server from stopping.
            threading.Thread(target=self._carry_out, args=(job,), name=f"export-{job.job_id[:8]}", daemon=True).start()

    def _carry_out(self, job: Job) -> None:
        try:
            job._run()
        finally:
            with self._lock:
                self._running -= 1
            self._fill()

    def _forget_waiting(self, job: Job) -> None:
        with self._lock:
            waited = job in self._waiting
            if waited:
                self._waiting.remove(job)
        if waited:
            job._end("cancelled")


_JOBS: Final = Jobs()


def start(work: Callable[[Progress], bytes]) -> Job:
    """Start an export beside the page.

    Parameters
    ----------
    work : callable
        Gets a :class:`Progress` and returns the file. What it raises becomes the job's error.

    Returns
    -------
    Job
    """
    return _JOBS.start(work)


def find(job_id: str) -> Job | None:
    """Return a job of this process.

    Parameters
    ----------
    job_id : str

    Returns
    -------
    Job or None
        None where there is none with this id, or it ended more than ten minutes ago.
    """
    return _JOBS.find(job_id)


def ahead(job: Job) -> int:
    """Count the jobs that wait before one.

    Parameters
    ----------
    job : Job

    Returns
    -------
    int
        0 where it does not wait.
    """
    return _JOBS.ahead(job)
