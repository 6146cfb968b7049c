"""Where the plot lies in the frame of a native chart, and on which side of its point each label stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from math import ceil, log10
from typing import Final

from charts.placement import Box, Label, Segment, place
from export.pptx_plot import Line, Plot, Tag
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

# PowerPoint knows four sides and no corners.
_SIDES: Final = {"middle right": "r", "top center": "t", "bottom center": "b", "middle left": "l"}
_LINE: Final = 1.3
_FLAG: Final = 11.0
_MARKS: Final = ("circle", "square", "diamond", "triangle", "star", "x", "plus")


@dataclass(frozen=True)
class Setting:
    """What a chart is drawn with: words, colours, size of its type and of its room, all in units; date of its data."""

    t: Catalogue
    look: Palette
    size: float
    width: float
    height: float
    made: datetime


@dataclass(frozen=True)
class Area:
    """The plotting area in its frame, in units."""

    left: float
    top: float
    wide: float
    high: float


def area(plot: Plot, setting: Setting) -> Area:
    """Return where a plot lies in its frame, so that what stands beside it is inside the frame too."""
    size, wide, high = setting.size, setting.width, setting.height
    # A legend stands in columns as wide as its longest entry.
    entries = [width_em(one.name) * size + 3.5 * size for one in plot.lines if one.in_legend]
    legend = ceil(len(entries) / max(1, int(0.95 * wide / max(entries)))) * size * 1.7 if entries else 0.0
    bottom = legend + size * 0.8
    tags = [(tag.side, _wide(tag.text) * size) for one in plot.lines for tag in one.tags.values()]
    left, right, top = size * 1.2, size * 1.2, size
    if plot.kind == "bar":
        longest = max(map(_wide, plot.categories), default=0.0) * size
        left = min(1.1 * longest + size, wide * 0.5) if plot.horizontal else size * 4
        right = max([w for _, w in tags], default=0.0) + size if plot.horizontal else size
        bottom += 0 if plot.horizontal else size * 2.6
    elif plot.kind == "line":
        left = max([w for side, w in tags if side == "l"], default=0.0) + 1.5 * size
        right = max([w for side, w in tags if side == "r"], default=0.0) + 1.5 * size
        bottom += size * 1.6
    else:
        left, bottom = size * 4.6, bottom + size * 1.8
    return Area(left, top, max(0.2 * wide, wide - left - right), max(0.2 * high, high - top - bottom))


def _wide(text: str) -> float:
    return max(width_em(line) for line in text.split("\n"))


def placed(plot: Plot, setting: Setting) -> tuple[Plot, int]:
    """Put every label of points on the side where it covers least; the plot has another shape than the figure had.

    Returns
    -------
    (Plot, int)
        The plot, and how many labels have no place in it. Labels in the middle of their point stay there.
    """
    if plot.kind != "xy":
        return plot, 0
    room, size = area(plot, setting), setting.size
    at = [[_at(x, y, plot, room) for x, y in zip(line.x, line.y, strict=True)] for line in plot.lines]
    wanted = [
        (n, i, tag) for n, line in enumerate(plot.lines) for i, tag in line.tags.items() if tag.side != "ctr" and at[n][i]
    ]
    # Labels of several lines name their series too: these come first.
    wanted.sort(key=lambda one: -one[2].text.count("\n"))
    labels = [_label(tag, at[n][i], plot.lines[n], size) for n, i, tag in wanted]
    lines, faint = _segments(plot, at)
    frame = (size * 0.3, 0.0, setting.width - size * 0.3, room.top + room.high)
    sides = place(labels, list(_taken(plot, at)), lines, frame, faint)
    found: dict[int, dict[int, Tag]] = {n: {} for n in range(len(plot.lines))}
    for (n, i, tag), side in zip(wanted, sides, strict=True):
        if side is not None:
            found[n][i] = replace(tag, side=_SIDES[side])
    kept = [
        replace(line, tags=found[n] | {i: tag for i, tag in line.tags.items() if tag.side == "ctr"})
        for n, line in enumerate(plot.lines)
    ]
    return replace(plot, lines=tuple(kept)), sides.count(None)


def unnamed(plot: Plot) -> list[Line]:
    """Return the series of recorded values that no label names.

    Parameters
    ----------
    plot : Plot
        With its labels in their places.

    Returns
    -------
    list of Line
        The name of a series stands in a label as a line of its own. A single series needs none: the title names it.
    """
    drawn = [line for line in plot.lines if plot.kind == "xy" and line.ids and line.dots and line.dots[0].symbol in _MARKS]
    named = [line for line in drawn if any("\n" in tag.text for tag in line.tags.values())]
    flags = [line for line in drawn if any(tag.side == "ctr" for tag in line.tags.values())]
    known = {line.name for line in (*named, *flags)} | {plot.title}
    # The same region on two bases has two markers and one colour: one entry tells it.
    rest = list({line.name: line for line in drawn if line.name not in known}.values())
    return rest if len(rest) + len(named) > 1 else []


Spot = tuple[float, float] | None


def _at(x: float | None, y: float | None, plot: Plot, room: Area) -> Spot:
    if x is None or y is None or (plot.y.log and y <= 0):
        return None
    low, high, value = (log10(v) if plot.y.log else v for v in (plot.y.low, plot.y.high, y))
    across, up = (x - plot.x.low) / (plot.x.high - plot.x.low), (value - low) / (high - low)
    return room.left + across * room.wide, room.top + (1 - up) * room.high


def _label(tag: Tag, at: Spot, line: Line, size: float) -> Label:
    assert at is not None
    sides = tuple(sorted(_SIDES, key=lambda side: _SIDES[side] != tag.side))
    gap = max([dot.size for dot in line.dots[:1]], default=0.0) / 2 + 3
    return Label(*at, _wide(tag.text) * size, (tag.text.count("\n") + 1) * size * _LINE, gap, sides)


def _segments(plot: Plot, at: list[list[Spot]]) -> tuple[list[Segment], list[Segment]]:
    """Lines between points, and those that stand upright: a label may cross these."""
    strong: list[Segment] = []
    faint: list[Segment] = []
    for line, spots in zip(plot.lines, at, strict=True):
        for one, other in pairwise(spots):
            if line.pen and one and other:
                (faint if one[0] == other[0] else strong).append((*one, *other))
    return strong, faint


def _taken(plot: Plot, at: list[list[Spot]]) -> Iterator[Box]:
    """Markers, and the flags of events with their numbers."""
    for line, spots in zip(plot.lines, at, strict=True):
        for i, spot in enumerate(spots):
            half = _FLAG if i in line.tags and line.tags[i].side == "ctr" else 0.0
            half = max(half, line.dots[i].size / 2 if i < len(line.dots) and line.dots[i].symbol != "none" else 0.0)
            if spot and half:
                yield spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half
