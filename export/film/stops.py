"""Where a film of a deck's page stops, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from views.slide import Show

#: Seconds: a step or a year; what stands finished; a slide that is to be read.
_STEP_S: Final = 1.6
_REST_S: Final = 4.0
_READ_S: Final = 6.0


@dataclass(frozen=True)
class Stop:
    """A slide of the page, or a step within it.

    Attributes
    ----------
    slide, step : int
        Counted from 1; step 0 is the finished slide.
    seconds : float
        How long it is seen.
    """

    slide: int
    step: int
    seconds: float


def stops_of_years(show: Show) -> list[Stop]:
    """Return the stops of a film whose slides are the same map in one year after another; the last is seen longer."""
    last = len(show.slides)
    return [Stop(n, 0, _REST_S if n == last else _STEP_S) for n in range(1, last + 1)]


def stops_of_deck(show: Show) -> list[Stop]:
    """Return the stops of a deck: the steps of each slide, then the slide, but none of those that a show passes over."""
    return list(_stops(show))


def _stops(show: Show) -> Iterator[Stop]:
    for n, slide in enumerate(show.slides, start=1):
        if slide.hidden:
            continue
        for step in range(1, len(slide.builds) + 1):
            yield Stop(n, step, _STEP_S)
        yield Stop(n, 0, _REST_S if slide.builds else _READ_S)
