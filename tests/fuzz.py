"""Fuzzers: texts made up at random, the same on every machine, and more of them where ``ATLAS_FUZZ_S`` gives the seconds.

A test that is marked ``fuzz`` takes its seeds from here: a fixed number in ``make test``, as many as fit in ``make fuzz``.
Whatever a seed finds, the same seed finds again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import count


def seconds() -> float:
    """How long a fuzzer may go on; 0 where only its fixed number of seeds is wanted."""
    return float(os.environ.get("ATLAS_FUZZ_S") or 0)


def examples(ordinary: int) -> int:
    """How many examples a property that is slow to try gets: these, and twenty times as many where there is time."""
    return ordinary * 20 if seconds() else ordinary


def seeds(fixed: int) -> Iterator[int]:
    """Yield so many seeds, then further ones for as long as there is time."""
    end = time.monotonic() + seconds()
    for seed in count():
        if seed >= fixed and time.monotonic() >= end:
            return
        yield seed
