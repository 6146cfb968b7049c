"""Where the nodes and bands of a Sankey diagram stand: in an order with few crossings, as high as their pairings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from charts.base import SMALL_PX, ChartOptions
from charts.sankey.graph import Band, Node, widths

#: Height of one pairing, where each is a band of its own and where not, and air between nodes. A name takes a line, which a
#: node and the air below it must give.
_THINNEST_PX: Final = 11.0
_THINNEST_OF_SEVERAL_PX: Final = 0.7
_WIDEST_PX: Final = 28.0
_GAP_PX: Final = 7.0
_LINE: Final = 1.32
_SWEEPS: Final = 6

#: From where to where something reaches, in px down from the top of the plot.
Extent = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Where everything stands; ``ends`` are those of each band, in the order given."""

    height_px: float
    nodes: Mapping[Node, Extent]
    ends: tuple[tuple[Extent, Extent], ...]


def arrange(bands: Sequence[Band], room_px: float, options: ChartOptions) -> Layout:
    """Place nodes and bands.

    Parameters
    ----------
    bands : sequence of Band
        At least one.
    room_px : float
        Height there is. The diagram is higher where bands would be too thin to be told apart or names would touch, and
        lower where so few bands would look like walls.

    Notes
    -----
    Nodes are put at the mean place of their neighbours, column by column, back and forth (Sugiyama, Tagawa, Toda 1981);
    prefectures stay beside those of their province, in the order of their helpers. A pairing leaves its province where it
    came in: followed straight through it leads to its own recipient.
    """
    count = widths(bands)
    columns = _ordered(bands, count)
    gap = options.px(_GAP_PX)
    line = options.px(SMALL_PX * _LINE)
    alone = all(band.width == 1 for band in bands)
    thinnest = options.px(_THINNEST_PX if alone else _THINNEST_OF_SEVERAL_PX)
    heights = {node: max(thinnest * n, line - gap) for node, n in count.items()}
    least = max(sum(heights[node] for node in column) + gap * (len(column) - 1) for column in columns)
    most = max(sum(count[node] for node in column) * options.px(_WIDEST_PX) + gap * (len(column) - 1) for column in columns)
    height = max(least, min(room_px, most))
    unit = min(_unit(column, count, height, line - gap, gap) for column in columns)
    nodes: dict[Node, Extent] = {}
    for column in columns:
        tall = [max(unit * count[node], line - gap) for node in column]
        # What is free stands between the nodes, yet a column of few does not fall apart.
        air = min((height - sum(tall)) / max(1, len(column) - 1), 5 * gap) if len(column) > 1 else 0.0
        y = (height - sum(tall) - air * (len(column) - 1)) / 2
        for node, size in zip(column, tall, strict=True):
            nodes[node] = (y, y + size)
            y += size + air
    return Layout(height, nodes, _ends(bands, nodes, count, unit))


def _unit(column: Sequence[Node], count: Mapping[Node, int], height: float, least: float, gap: float) -> float:
    """The height of one pairing at which a column fills what is there; thin nodes are as high as their names."""
    free = height - gap * (len(column) - 1)
    wide = sorted((count[node] for node in column), reverse=True)
    for thin in range(len(wide)):
        taken = wide[: len(wide) - thin]
        unit = (free - thin * least) / sum(taken)
        if unit * taken[-1] >= least or len(taken) == 1:
            return unit
    return free / sum(wide)


def _ordered(bands: Sequence[Band], count: Mapping[Node, int]) -> list[list[Node]]:
    columns = [column for k in range(3) if (column := [node for node in count if node.column == k])]
    before: defaultdict[Node, list[Node]] = defaultdict(list)
    after: defaultdict[Node, list[Node]] = defaultdict(list)
    for band in bands:
        after[band.source] += [band.target] * band.width
        before[band.target] += [band.source] * band.width
    inside = {band.target: band.source for band in bands if band.source.column == 1}
    helper = {band.pairing_id: band.source for band in bands if band.source.column == 0}
    through: defaultdict[Node, list[Node]] = defaultdict(list)
    for band in bands:
        if band.source.column == 1:
            through[band.target] += [helper[band.pairing_id]] * band.width
    for sweep in range(_SWEEPS):
        # To the right each column follows the one before it, to the left the one after it.
        back = sweep % 2 == 1
        for column in columns[-2::-1] if back else columns[1:]:
            rank = {node: (n + 0.5) / len(other) for other in columns for n, node in enumerate(other)}
            beside = after if back else before
            mean = {node: fmean(rank[other] for other in through[node] or beside[node] or [node]) for node in column}
            # Places of one province stand together, and it is their province that has the mean of its neighbours.
            column.sort(key=lambda node: (rank[inside[node]] if node in inside else mean[node], mean[node], node))
    return columns


def _ends(
    bands: Sequence[Band], nodes: Mapping[Node, Extent], count: Mapping[Node, int], unit: float
) -> tuple[tuple[Extent, Extent], ...]:
    """Bands leave a node in the order of where they go and reach one in that of where they left, so that none cross before
    they must; a pairing that passes through a node leaves where it came in. Nodes come column by column.
    """
    at_last = {band.pairing_id: nodes[band.target] for band in bands if band.last}
    starts: dict[int, Extent] = {}
    stops: dict[int, Extent] = {}
    for node, (top, bottom) in nodes.items():
        # A node that is higher than its bands, for its name, has them in its middle.
        first = top + (bottom - top - unit * count[node]) / 2
        out = [n for n, band in enumerate(bands) if band.source == node]
        into = [n for n, band in enumerate(bands) if band.target == node]
        for found, ends, other in ((out, starts, lambda n: nodes[bands[n].target]), (into, stops, lambda n: starts[n])):
            y = first
            for n in sorted(found, key=lambda n: (other(n), at_last[bands[n].pairing_id], n)):
                ends[n] = (y, y + unit * bands[n].width)
                y = ends[n][1]
        came_in = {bands[n].pairing_id: stops[n] for n in into}
        starts.update({n: came_in[bands[n].pairing_id] for n in out if bands[n].pairing_id in came_in})
    return tuple((starts[n], stops[n]) for n in range(len(bands)))
