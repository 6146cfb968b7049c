"""The value axis: logarithmic or linear, its range and its ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal

Kind = Literal["log", "linear"]


@dataclass(frozen=True)
class Scale:
    """A value axis.

    Parameters
    ----------
    kind : {"log", "linear"}
    low, high : float
        Ends of the axis as values; ``low`` is above 0 on a logarithmic axis.
    ticks : tuple of float
        Values of the gridlines.
    """

    kind: Kind
    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def range(self) -> tuple[float, float]:
        """The ends as plotly wants them: exponents of ten on a logarithmic axis."""
        return (log10(self.low), log10(self.high)) if self.kind == "log" else (self.low, self.high)

    def share(self, value: float) -> float:
        """Return how far up the axis a value stands.

        Parameters
        ----------
        value : float
            Above 0 on a logarithmic axis.

        Returns
        -------
        float
            0 at the low end, 1 at the high end.
        """
        low, high = self.range
        return ((log10(value) if self.kind == "log" else value) - low) / (high - low)

    def at(self, share: float) -> float:
        """Return the value that stands at a share of the axis: the inverse of :meth:`share`."""
        low, high = self.range
        place = low + share * (high - low)
        try:
            return 10.0**place if self.kind == "log" else place
        except OverflowError as error:  # of an axis of almost no length a pixel is hundreds of decades
            raise ValueError("nothing is left for the plot of a chart on a logarithmic axis") from error


def fit(values: Sequence[float], kind: Kind, unit: str) -> Scale:
    """Choose ends and gridlines for some values.

    Parameters
    ----------
    values : sequence of float
        What is to be shown; on a logarithmic axis only those above 0 count.
    kind : {"log", "linear"}
    unit : str
        With ``"%"`` the axis never goes beyond 100, unless a value does.

    Returns
    -------
    Scale
        Logarithmic: whole powers of ten, a gridline each. Linear: from 0, about five gridlines at round steps.
        Without values: 1 to 10, or 0 to 1.

    Examples
    --------
    >>> fit([0.028, 46.8], "log", "%").ticks
    (0.01, 0.1, 1.0, 10.0, 100.0)
    >>> fit([15, 46.8], "linear", "%").ticks
    (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)
    """
    return _log([value for value in values if value > 0]) if kind == "log" else _linear(values, unit)


def _log(values: Sequence[float]) -> Scale:
    first = floor(log10(min(values))) if values else 0
    last = max(ceil(log10(max(values))), first + 1) if values else 1
    ticks = tuple(float(f"1e{power}") for power in range(first, last + 1))
    return Scale("log", ticks[0], ticks[-1], ticks)


def _linear(values: Sequence[float], unit: str) -> Scale:
    top = max([*values, 0.0]) or 1.0
    step = _round_step(top / 5)
    steps = ceil(top / step - 1e-9)
    ticks = tuple(float(f"{i * step:.12g}") for i in range(steps + 1))
    high = ticks[-1]
    # Air for the label of a value that touches the top, but no axis that promises more than 100 %.
    if top > 0.94 * high and not (unit == "%" and high >= 100):
        high += step / 2
    low = min([*values, 0.0])
    return Scale("linear", low, high, ticks)


def _round_step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * 0.999)
