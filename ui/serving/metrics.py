"""What the atlas counts, told beside Streamlit's own figures at ``/_stcore/metrics`` where ``ATLAS_METRICS`` opens it.

Nothing is told of a reader. Streamlit tells of sessions and caches, this of runs of pages, files made, failures and
connections.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from streamlit.runtime.stats import CounterStat, GaugeStat, HistogramStat, Stat

from ui.present.jobs import queues
from ui.serving import failure
from ui.serving.patches import guarded

UPDATES: Final = "atlas_update_seconds"
JOBS: Final = "atlas_jobs"
QUEUE: Final = "atlas_jobs_unfinished"
FAILURES: Final = "atlas_failures"
CONNECTIONS: Final = "atlas_connections"
FAMILIES: Final = (UPDATES, JOBS, QUEUE, FAILURES, CONNECTIONS)
#: Upper ends of the classes of durations, in seconds; an update should take less than one.
BOUNDS_S: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, math.inf)


class Durations:
    """How long something took, by classes. Any thread may call it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = [0] * len(BOUNDS_S)
        self._sum = 0.0

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count what is done within, also where it fails or is broken off."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - begun)

    def add(self, seconds: float) -> None:
        """Count a duration."""
        with self._lock:
            self._counts[bisect_left(BOUNDS_S, seconds)] += 1
            self._sum += seconds

    def stat(self) -> HistogramStat:
        """Return what was counted, in the form of Streamlit's own figures."""
        with self._lock:
            up_to = tuple(itertools.accumulate(self._counts))
            total = self._sum
        buckets = tuple(zip(BOUNDS_S, up_to, strict=True))
        return HistogramStat(
            UPDATES, buckets, total, up_to[-1], unit="seconds", help="Runs of pages; parts of a page left out."
        )


#: Runs of pages.
updates: Final = Durations()


class Counted:
    """The figures, as Streamlit asks for them."""

    @property
    def stats_families(self) -> Sequence[str]:
        """Names of the figures."""
        return FAMILIES

    def get_stats(self, family_names: Sequence[str] | None = None) -> Mapping[str, Sequence[Stat]]:
        """Return the figures that are asked for."""
        counters = {UPDATES: _updates, JOBS: _jobs, QUEUE: _queue, FAILURES: _failures, CONNECTIONS: _connections}
        return {name: count() for name, count in counters.items() if family_names is None or name in family_names}


def _updates() -> list[Stat]:
    return [updates.stat()]


def _jobs() -> list[Stat]:
    about = "Files, players and previews that were made, gave up or failed."
    return [
        CounterStat(JOBS, n, {"kind": kind, "outcome": phase}, help=about)
        for kind, jobs in queues.ALL.items()
        for phase, n in jobs.ended().items()
    ]


def _queue() -> list[Stat]:
    about = "Files, players and previews that wait or are being made."
    return [GaugeStat(QUEUE, jobs.unfinished(), {"kind": kind}, help=about) for kind, jobs in queues.ALL.items()]


def _failures() -> list[Stat]:
    about = "Failures written to the log with a name."
    return [CounterStat(FAILURES, n, {"of": subject}, help=about) for subject, n in sorted(failure.counted().items())]


def _connections() -> list[Stat]:
    open_connections, about = guarded.connections, "Open connections, and pages among them."
    return [
        GaugeStat(CONNECTIONS, n, {"of": of}, help=about)
        for of, n in (("all", len(open_connections)), ("pages", open_connections.readers))
    ]
