"""What a chart shows, as plain values: marks, axes, bands, labels in their places, words without any markup.

Every family makes one of its tidy frame; :mod:`charts.plotly_writer` draws it in a browser and :mod:`export.pptx_charts` in
PowerPoint. Lengths are pixels of the chart, at the size it was laid out for; nothing is placed again by a writer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log10
from typing import Final, Literal

from charts.base import ChartOptions
from look.palette import Palette

#: A place on an axis.
Place = float | date

#: A fill that lets the ground through.
CLEAR: Final = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Stroke:
    """A line; ``dash`` is empty for a solid one, or ``dot``, ``dash``, ``longdash``."""

    color: str
    width: float = 1.0
    dash: str = ""


@dataclass(frozen=True)
class Sign:
    """A marker; ``shape`` is a name of plotly's: ``circle``, ``square``, ``x-thin``, ``line-ew`` and so on."""

    shape: str
    size: float
    fill: str
    edge: Stroke | None = None
    opacity: float | None = 1.0


@dataclass(frozen=True)
class Label:
    """Words at a mark, in their place.

    Parameters
    ----------
    lines : tuple of str
        Plain text.
    side : str
        Where they stand from the mark: ``top``, ``middle`` or ``bottom``, and ``left``, ``center`` or ``right``;
        of a bar also ``outside`` and ``inside`` its end.
    bold : int
        How many of the first lines are bold.
    gap : float
        From the mark to the words.
    shift : tuple of float, or None
        How far the words stand from where ``side`` puts them, right and up: they gave way to others.
    at : tuple of float, or None
        Where on the axes they stand, if not at the place of the mark.
    """

    lines: tuple[str, ...]
    color: str
    size: float
    side: str = "middle right"
    bold: int = 0
    gap: float = 0.0
    shift: tuple[float, float] | None = None
    halo: bool = True
    at: tuple[float, float] | None = None


@dataclass(frozen=True)
class Tip:
    """What is said of a mark when one points at it: plain text, strong lines first."""

    heads: tuple[str, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A point or bar.

    Parameters
    ----------
    x, y : Place or None
        None interrupts a line. Of a bar that lies across, ``x`` is its length, else ``y`` is.
    record : str or tuple of str
        Ids of what is behind it, the one that a click leads to first.
    base : Place or None
        Where a bar begins, if not at zero.
    thickness : float
        Of a bar, in units of the axis it stands on.
    """

    x: Place | None
    y: float | None
    record: str | tuple[str, ...] = ""
    label: Label | None = None
    tip: Tip | None = None
    sign: Sign | None = None
    base: Place | None = None
    thickness: float = 0.0


#: Where a line is interrupted.
BREAK: Final = Mark(None, None)


@dataclass(frozen=True)
class Paint:
    """How bars are painted: fill, outline, colour of a hatch if they are hatched, and its size in px."""

    fill: str
    edge: Stroke | None = None
    hatch: str = ""
    hatch_size: float = 0.0
    solidity: float = 0.2
    across: bool = True
    opacity: float = 1.0


@dataclass(frozen=True)
class Series:
    """Marks of one kind and look.

    Parameters
    ----------
    kind : str
        What they are: ``values``, ``end_points``, ``bounds``, ``missing`` and so on; ``legend`` of an entry without marks.
    name : str
        Plain text, for the legend and for a sheet of data.
    of : str
        The kind that an entry of the legend explains, or by which series of one kind differ.
    stroke : Stroke or None
        The line through the marks.
    sign : Sign or None
        The marker of all marks, if they have none of their own.
    paint : Paint or None
        Marks are bars.
    under : bool
        They stand on the further axis of their panel.
    """

    kind: str
    marks: tuple[Mark, ...] = ()
    name: str = ""
    of: str = ""
    region_id: str = ""
    basis_id: str = ""
    stroke: Stroke | None = None
    sign: Sign | None = None
    paint: Paint | None = None
    opacity: float | None = None
    in_legend: bool = False
    under: bool = False

    @property
    def labelled(self) -> bool:
        """Whether words stand at any of its marks."""
        return any(mark.label is not None for mark in self.marks)

    def sign_of(self, mark: Mark) -> Sign | None:
        """Return the marker of a mark."""
        return mark.sign or self.sign


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
        low, high, at = (_number(one, self.kind) for one in (self.low, self.high, place))
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
    """

    x: Axis | None
    y: Axis
    series: tuple[Series, ...] = ()
    rules: tuple[Rule, ...] = ()
    number: int = 1
    under: Axis | None = None


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
    told : mapping of str to object
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
    told: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a chart without room."""
        spans = [axis.span for panel in self.panels for axis in (panel.x, panel.y) if axis is not None]
        if any(not 0 <= low < high <= 1 for low, high in spans):
            raise ValueError(f"nothing is left for the plot of a chart of {self.options.width_px} × {self.height_px:.0f} px")

    @property
    def series(self) -> list[Series]:
        """All series of all panels."""
        return [one for panel in self.panels for one in panel.series]

    def entries(self) -> list[Series]:
        """Return what the legend explains, in order."""
        return [one for one in (*self.series, *self.legend) if one.in_legend]


def message(text: str, look: Palette, options: ChartOptions) -> ChartSpec:
    """Return a chart that only says why there is nothing to see.

    Parameters
    ----------
    text : str
        Plain text.
    """
    return ChartSpec(options, look, options.height_px, message=text)


def ticks(lines: Sequence[Sequence[str]], bold: int = 0) -> tuple[Tick, ...]:
    """Return names for rows or columns, whose places are 0, 1, 2 and so on."""
    return tuple(Tick(float(at), tuple(one), bold) for at, one in enumerate(lines))
