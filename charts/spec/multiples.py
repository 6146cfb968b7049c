"""Panels of one size in columns and rows, each with room for a head above it and the names of its axis below."""

from __future__ import annotations

from dataclasses import dataclass

from charts.base import ChartOptions
from charts.spec.chart import Margin


@dataclass(frozen=True)
class Spacing:
    """What panels need beside their plots, in px at scale 1.

    Parameters
    ----------
    head_px, foot_px, beside_px : float
        Above, below, and to the right of each.
    narrowest_px, lowest_px : float
        The least size of a plot.
    columns : int
        At most so many stand in a row.
    """

    head_px: float
    foot_px: float
    beside_px: float
    narrowest_px: float
    lowest_px: float
    columns: int = 4


@dataclass(frozen=True)
class Multiples:
    """Where panels stand.

    Attributes
    ----------
    panel : ChartOptions
        Size of the plot of each.
    """

    spacing: Spacing
    margin: Margin
    columns: int
    rows: int
    wide_px: float
    high_px: float
    panel: ChartOptions

    def spans(self, number: int) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the shares of the whole plotting area that the plot of a panel takes, across and up.

        Parameters
        ----------
        number : int
            From 0, along the rows.
        """
        px, spacing = self.panel.px, self.spacing
        row, column = divmod(number, self.columns)
        left = column * (self.panel.width_px + px(spacing.beside_px))
        top = row * (px(spacing.head_px + spacing.foot_px) + self.panel.height_px) + px(spacing.head_px)
        below = self.high_px - top - self.panel.height_px
        # Sums of shares come out a hair beyond the whole.
        across = (left / self.wide_px, min(1.0, (left + self.panel.width_px) / self.wide_px))
        return across, (max(0.0, below / self.high_px), 1 - top / self.high_px)


def width_px(options: ChartOptions, left_px: float, right_px: float) -> float:
    """Return what margins leave of a chart's width."""
    return max(1.0, options.width_px - left_px - right_px)


def arrange(count: int, options: ChartOptions, margin: Margin, spacing: Spacing) -> Multiples:
    """Give panels as many columns as their least width allows, and rows of about one length.

    Parameters
    ----------
    count : int
        How many panels, at least one.

    Raises
    ------
    ValueError
        If there is not enough height for their plots.
    """
    px, wide = options.px, width_px(options, margin.left, margin.right)
    fitting = max(
        1, min(count, spacing.columns, int((wide + px(spacing.beside_px)) // px(spacing.narrowest_px + spacing.beside_px)))
    )
    rows = -(-count // fitting)
    columns = -(-count // rows)
    high = options.height_px - margin.top - margin.bottom
    plot = (high - rows * px(spacing.head_px + spacing.foot_px)) / rows
    if plot < px(spacing.lowest_px):
        raise ValueError(f"nothing is left for the plots of {count} places on {options.height_px} px")
    panel = ChartOptions(round((wide - (columns - 1) * px(spacing.beside_px)) / columns), round(plot), options.scale)
    return Multiples(spacing, margin, columns, rows, wide, high, panel)
