"""Where a day and a value come to stand, in pixels of the figure: what labels need before a browser draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from charts.base import ChartOptions
from charts.spec.scale import Scale
from charts.trend.placement import Box

# Air at both ends of the time axis, so that a marker on 1 January is not cut in half by the frame.
_END_PX: Final = 14.0
_YEAR_PX: Final = 46.0


@dataclass(frozen=True)
class Plane:
    """The plotting area of a trend: time to the right, value upwards, flags above, zeros below.

    Parameters
    ----------
    left_px, right_px, top_px, bottom_px : float
        Margins around the plotting area.
    first_year, last_year : int
        The time axis runs from the first day of one to the last day of the other.
    scale : Scale
        The value axis.
    lanes_px, zeros_px : float
        Height of the rows of event flags on top, and of the strip for zeros at the bottom; 0 for none.
    before_px : float
        Room left of the first day, for the labels of values at the start of a period.
    beside_px : float
        Room right of the figure that labels may reach into, such as the gap before the next panel.
    """

    options: ChartOptions
    left_px: float
    right_px: float
    top_px: float
    bottom_px: float
    first_year: int
    last_year: int
    scale: Scale
    lanes_px: float
    zeros_px: float
    before_px: float = 0.0
    beside_px: float = 0.0

    @property
    def width_px(self) -> float:
        """Width of the plotting area."""
        return max(1.0, self.options.width_px - self.left_px - self.right_px)

    @property
    def height_px(self) -> float:
        """Height of the plotting area, flags and zeros included."""
        return max(1.0, self.options.height_px - self.top_px - self.bottom_px)

    @property
    def domain(self) -> tuple[float, float]:
        """Lower and upper end of the value axis, as shares of the height of the plotting area."""
        gap = self.options.px(10) if self.zeros_px else 0.0
        return (self.zeros_px + gap) / self.height_px, 1 - self.lanes_px / self.height_px

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the time axis, air at the ends included."""
        before = timedelta(days=self._days_in(self._before_px))
        after = timedelta(days=self._days_in(self.options.px(_END_PX)))
        return date(self.first_year, 1, 1) - before, date(self.last_year, 12, 31) + after

    @property
    def _before_px(self) -> float:
        return max(self.before_px, self.options.px(_END_PX))

    def _days_in(self, px: float) -> float:
        inner = (date(self.last_year, 12, 31) - date(self.first_year, 1, 1)).days
        return px * inner / max(1.0, self.width_px - self._before_px - self.options.px(_END_PX))

    def later(self, day: date, px: float) -> date:
        """Return the day that stands some pixels to the right of another."""
        return day + timedelta(days=round(self._days_in(px)))

    def x_px(self, day: date) -> float:
        """Return where a day stands.

        Returns
        -------
        float
            Pixels from the left edge of the figure.
        """
        first, last = self.days
        return self.left_px + self.width_px * (day - first) / (last - first)

    def y_px(self, value: float) -> float:
        """Return where a value stands.

        Returns
        -------
        float
            Pixels from the top edge of the figure; a zero on a logarithmic axis stands in its strip.
        """
        bottom = self.options.height_px - self.bottom_px
        if self.in_strip(value):
            return bottom - self.zeros_px / 2
        low, high = self.domain
        return bottom - self.height_px * (low + (high - low) * self.scale.share(value))

    def in_strip(self, value: float) -> bool:
        """Say whether a value stands in the strip for zeros."""
        return self.scale.kind == "log" and value == 0

    def value_beyond(self, value: float, px: float) -> float:
        """Return the value that stands some pixels above another.

        Parameters
        ----------
        px : float
            Below it, if negative.
        """
        low, high = self.domain
        return self.scale.at(self.scale.share(value) + px / (self.height_px * (high - low)))

    @property
    def frame(self) -> Box:
        """Where labels may stand: the plotting area without flags, and the margin at its right."""
        low_px = self.options.height_px - self.bottom_px
        top_px = low_px - self.height_px * self.domain[1] - self.options.px(3 if self.lanes_px else 10)
        return self.left_px, top_px, self.options.width_px + self.beside_px - self.options.px(4), low_px

    def year_ticks(self) -> Sequence[int]:
        """Return the years that get a label: all, or every second, fifth, tenth, as room allows."""
        years = self.last_year - self.first_year + 1
        year_px = max(1.0, (self.width_px - self._before_px) / self.options.px(_YEAR_PX))
        step = next((step for step in (1, 2, 5, 10, 20, 50) if years / step <= year_px), 100)
        return [year for year in range(self.first_year, self.last_year + 1) if year % step == 0 or step == 1]
