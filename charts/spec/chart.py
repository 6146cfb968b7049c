"""A chart as a whole: panels with room around them, what stands over it, its legend, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charts.base import ChartOptions
from charts.spec.axes import Panel
from charts.spec.marks import Series
from look.palette import Palette


@dataclass(frozen=True)
class Margin:
    """Room around the plotting area."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class ChartSpec:
    """A chart.

    Parameters
    ----------
    options : ChartOptions
        The size and scale it was laid out for.
    height_px : float
        How high it is: charts of many rows grow.
    title, period, notes : str, str, tuple of str
        What stands over it; each note begins a line.
    panels : tuple of Panel
        None at all for a chart that only has a ``message``.
    legend : tuple of Series
        Entries without marks; series of a panel may be ``in_legend`` too.
    message : str
        Why there is nothing to see.
    unit : str
        What its values are in, in the reader's language: for writers whose heads say it; empty where they have none.
    meta : mapping of str to object
        What the chart has left out and why, by kind: ``left_out``, ``unlabelled`` and so on, with record ids.

    Raises
    ------
    ValueError
        If heading, names or legend leave no room for the plot.
    """

    options: ChartOptions
    look: Palette
    height_px: float
    margin: Margin = Margin(0.0, 0.0, 0.0, 0.0)
    title: str = ""
    period: str = ""
    notes: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    legend: tuple[Series, ...] = ()
    message: str = ""
    unit: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a chart without room."""
        spans = [axis.span for panel in self.panels for axis in (panel.x, panel.y) if axis is not None]
        if any(not 0 <= low < high <= 1 for low, high in spans):
            raise ValueError(f"nothing is left for the plot of a chart of {self.options.width_px} × {self.height_px:.0f} px")

    @property
    def series(self) -> list[Series]:
        """All series of all panels."""
        return [series for panel in self.panels for series in panel.series]

    @property
    def records(self) -> set[str]:
        """Ids of the records behind its marks."""
        ids = (mark.record for series in self.series for mark in series.marks)
        return {record for behind in ids for record in ((behind,) if isinstance(behind, str) else behind)} - {""}

    def entries(self) -> list[Series]:
        """Return what the legend explains, in order."""
        return [entry for entry in (*self.series, *self.legend) if entry.in_legend]


def message(text: str, look: Palette, options: ChartOptions) -> ChartSpec:
    """Return a chart that only says why there is nothing to see.

    Parameters
    ----------
    text : str
        Plain text.
    """
    return ChartSpec(options, look, options.height_px, message=text)
