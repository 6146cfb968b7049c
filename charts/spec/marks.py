"""Marks of a chart: points, lines and bars, how they are painted, and the words at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

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
