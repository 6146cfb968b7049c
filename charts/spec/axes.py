"""Axes of a chart, the lines behind its marks, and panels of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log10
from typing import Literal

from charts.spec.marks import Paint, Place, Series, Stroke


@dataclass(frozen=True)
class Tick:
    """A name on an axis: lines of plain text, how many of the first are bold, and a bold text behind the last."""

    at: Place
    lines: tuple[str, ...]
    bold: int = 0
    behind: str = ""


@dataclass(frozen=True)
class Axis:
    """An axis.

    Parameters
    ----------
    low, high : Place
        Values at its ends; ``low`` above ``high`` counts downwards. Both above 0 on a logarithmic axis.
    span : tuple of float
        The part of the plotting area that it takes, as shares from the left or the foot.
    grid : Stroke or None
        Lines at the ticks.
    thin, thin_at : Stroke or None, tuple of Place
        Further lines, and where.
    zero : Stroke or None
        Line at zero.
    standoff : float
        Pixels between axis and names.
    """

    low: Place
    high: Place
    kind: Literal["linear", "log", "time"] = "linear"
    ticks: tuple[Tick, ...] = ()
    span: tuple[float, float] = (0.0, 1.0)
    color: str = ""
    size: float = 12.0
    grid: Stroke | None = None
    thin: Stroke | None = None
    thin_at: tuple[Place, ...] = ()
    zero: Stroke | None = None
    side: str = ""
    angle: float | None = None
    standoff: float = 0.0
    visible: bool = True

    def share(self, place: Place) -> float:
        """Return where a place stands: 0 at the low end, 1 at the high end."""
        low, high, at = (_number(value, self.kind) for value in (self.low, self.high, place))
        return (at - low) / (high - low)


def _number(place: Place, kind: str) -> float:
    if isinstance(place, date):
        return float(place.toordinal())
    return log10(place) if kind == "log" else float(place)


@dataclass(frozen=True)
class Rule:
    """A straight line or a rectangle behind the marks.

    Parameters
    ----------
    x, y : tuple of Place
        Its ends.
    shares : {"", "x", "y"}
        The direction in which its ends are shares of the plotting area and no values.
    stroke : Stroke or None
        None draws no edge.
    fill : str
        Makes it a rectangle.
    """

    x: tuple[Place, Place]
    y: tuple[float, float]
    shares: Literal["", "x", "y"] = ""
    stroke: Stroke | None = None
    fill: str = ""
    opacity: float | None = None

    @property
    def is_box(self) -> bool:
        """Whether it is a rectangle."""
        return bool(self.fill) or (self.x[0] != self.x[1] and self.y[0] != self.y[1])


@dataclass(frozen=True)
class Ribbon:
    """What flows from one upright line to another, level at both ends; its edges are cubic curves.

    Parameters
    ----------
    x : tuple of float
        Where it begins and ends.
    start, end : tuple of float
        From where to where it reaches at either end.
    name : str
        Plain text, for writers whose shapes have names.
    """

    x: tuple[float, float]
    start: tuple[float, float]
    end: tuple[float, float]
    paint: Paint
    name: str = ""

    def edges(self) -> tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]]:
        """Return both edges as the four points of a cubic curve: one on the way there, the other on the way back."""
        (left, right), (a, b), (c, d) = self.x, self.start, self.end
        middle = (left + right) / 2
        return ((left, a), (middle, a), (middle, c), (right, c)), ((right, d), (middle, d), (middle, b), (left, b))


@dataclass(frozen=True)
class Panel:
    """Marks on two axes.

    Parameters
    ----------
    x : Axis or None
        None: that of the first panel.
    number : int
        Which panel it is, from 1; numbers may be left out.
    under : Axis or None
        Further names along the foot.
    ribbons : tuple of Ribbon
        Behind the marks, above the rules.
    """

    x: Axis | None
    y: Axis
    series: tuple[Series, ...] = ()
    rules: tuple[Rule, ...] = ()
    number: int = 1
    under: Axis | None = None
    ribbons: tuple[Ribbon, ...] = ()
