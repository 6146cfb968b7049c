"""Rows and columns of a matrix of pairings: their order, the blocks they are broken into, and the room they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, radians, sin
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions
from text.lettering import BOLD, width_em

COLUMNS: Final = ("pairing_id", "helper_id", "helper", "province_id", "province", "recipient_id", "recipient", "kind")
"""Columns of a frame of pairs. ``province_id`` is empty where the recipient lies in no single province."""

# Two names at 60° keep clear of one another from this distance on.
_PITCH_PX: Final = 15.0
_WIDEST_PX: Final = 34.0
_ROW_PX: Final = 17.0
_TALLEST_PX: Final = 28.0
_ANGLE: Final = radians(60)
_NAME_EM: Final = 16.0


@dataclass(frozen=True)
class Pair:
    """One recorded pairing, or ``count`` of them that are drawn as one; ``sort`` is its change or kind."""

    pairing_id: str
    helper_id: str
    helper: str
    province_id: str
    province: str
    recipient_id: str
    recipient: str
    sort: str
    detail: str
    count: int = 1
    chosen: bool = False


@dataclass(frozen=True)
class Place:
    """A row or column: a region, and the province it is set with."""

    region_id: str
    label: str
    group_id: str
    group: str

    @property
    def leads(self) -> bool:
        """Whether it is the province itself."""
        return self.region_id == self.group_id


@dataclass(frozen=True)
class Block:
    """Some columns, and the rows that have a mark in them."""

    columns: tuple[Place, ...]
    rows: tuple[Place, ...]
    pairs: tuple[Pair, ...]

    def places(self) -> Iterator[tuple[Pair, tuple[float, float, int]]]:
        """Yield each pairing with column, row, and how many share its cell; those stand side by side."""
        across = {place.region_id: i for i, place in enumerate(self.columns)}
        down = {place.region_id: i for i, place in enumerate(self.rows)}
        cells: dict[tuple[str, str], list[Pair]] = {}
        for pair in self.pairs:
            cells.setdefault((pair.helper_id, pair.recipient_id), []).append(pair)
        for (helper, recipient), crowd in cells.items():
            for i, pair in enumerate(crowd):
                shift = (i - (len(crowd) - 1) / 2) / len(crowd)
                yield pair, (across[recipient] + shift, float(down[helper]), len(crowd))

    def row_counts(self) -> list[int]:
        """How many pairings each row holds."""
        return [sum(pair.count for pair in self.pairs if pair.helper_id == row.region_id) for row in self.rows]

    def column_counts(self) -> list[int]:
        """How many pairings each column holds."""
        return [sum(pair.count for pair in self.pairs if pair.recipient_id == column.region_id) for column in self.columns]

    def groups(self) -> list[tuple[float, str]]:
        """Middle and name of each province of which a part is a column."""
        groups, start = [], 0
        for _, group in groupby(self.columns, key=lambda place: place.group_id):
            places = list(group)
            if any(not place.leads for place in places):
                groups.append((start + (len(places) - 1) / 2, places[-1].group))
            start += len(places)
        return groups


@dataclass(frozen=True)
class Geometry:
    """Margins and height in px; of each block its right end, lower and upper end as shares of the plotting area."""

    left_px: float
    right_px: float
    top_px: float
    bottom_px: float
    height_px: float
    cell_px: float
    places: tuple[tuple[float, float, float], ...]

    def marker_px(self, crowd: int, options: ChartOptions) -> float:
        """Size of one of several marks in a cell, that leaves air between them."""
        return max(options.px(3), min(self.cell_px * 0.66, self.cell_px / crowd - options.px(3.5)))


def to_pairs(pairs: pd.DataFrame) -> list[Pair]:
    """Return the rows of a frame of pairs.

    Parameters
    ----------
    pairs : pandas.DataFrame
        Columns :data:`COLUMNS`; ``change`` takes the place of ``kind``, ``detail``, ``count`` and ``chosen`` are optional.

    Returns
    -------
    list of Pair
        In the order of the rows.
    """
    sort = pairs["change"] if "change" in pairs else pairs["kind"]
    detail = list(pairs["detail"]) if "detail" in pairs else [""] * len(pairs)
    count = list(pairs["count"]) if "count" in pairs else [1] * len(pairs)
    chosen = list(pairs["chosen"]) if "chosen" in pairs else [False] * len(pairs)
    rows = pairs[list(COLUMNS[:-1])].assign(sort=list(sort), detail=detail, count=count, chosen=chosen)
    return [Pair(*row) for row in rows.itertuples(index=False)]


def to_blocks(pairs: Sequence[Pair], total: str, options: ChartOptions) -> list[Block]:
    """Break the columns of a matrix where the width ends, between provinces if possible.

    Parameters
    ----------
    total : str
        Heading of the counts, which is as wide as a name may be.

    Returns
    -------
    list of Block
        One where all columns fit side by side.
    """
    columns = _columns(pairs)
    left, right = _sides(_rows(pairs), columns, total, options)
    # The counts have a column of their own.
    most = max(1, int((options.width_px - left - right) / options.px(_PITCH_PX)) - 1)
    chunks: list[list[Place]] = [[]]
    for _, group in groupby(columns, key=lambda place: place.group_id):
        places = list(group)
        if chunks[-1] and len(chunks[-1]) + len(places) > most:
            chunks.append([])
        for place in places:
            if len(chunks[-1]) == most:
                chunks.append([])
            chunks[-1].append(place)
    blocks = []
    for chunk in chunks:
        inside = {place.region_id for place in chunk}
        members = tuple(pair for pair in pairs if pair.recipient_id in inside)
        blocks.append(Block(tuple(chunk), tuple(_rows(members)), members))
    return blocks


def geometry(blocks: Sequence[Block], total: str, top_px: float, below_px: float, options: ChartOptions) -> Geometry:
    """Settle where the blocks stand.

    Parameters
    ----------
    total : str
        Heading of the counts.
    top_px, below_px : float
        Room for the heading and the legend.

    Returns
    -------
    Geometry
        Cells are as large as the room allows, within what reads well.
    """
    px = options.px
    left, right = _sides([row for b in blocks for row in b.rows], [c for b in blocks for c in b.columns], total, options)
    plot = max(1.0, options.width_px - left - right)
    widest = max(len(block.columns) for block in blocks) + 1
    pitch = min(plot / widest, px(_WIDEST_PX))
    above = [_slant([*(place.label for place in block.columns), total], options) for block in blocks]
    under = [_slant([name for _, name in block.groups()], options) for block in blocks]
    lines = sum(len(block.rows) + 1 for block in blocks)
    gap = px(16)
    fixed = sum(above) + sum(under) + gap * (len(blocks) - 1)
    free = options.height_px - top_px - below_px - fixed
    row = min(max(free / lines, px(_ROW_PX)), px(_TALLEST_PX))
    inner = lines * row + fixed
    height = inner + top_px + below_px
    places, y = [], 0.0
    for block, up, down in zip(blocks, above, under, strict=True):
        start = y + up
        end = start + (len(block.rows) + 1) * row
        places.append((min(1.0, (len(block.columns) + 1) * pitch / plot), max(0.0, 1 - end / inner), 1 - start / inner))
        y = end + down + gap
    return Geometry(left, right, top_px, below_px, height, min(pitch, row), tuple(places))


def _sides(rows: Sequence[Place], columns: Sequence[Place], total: str, options: ChartOptions) -> tuple[float, float]:
    """Margins: names at the left; at the right the last slanted names lean out."""
    px = options.px
    left = max(width_em(text) for text in [*(row.label for row in rows), total]) * SMALL_PX + 16
    lean = 0.0
    for back, text in enumerate([total, *(place.label for place in reversed(columns[-12:]))]):
        lean = max(lean, width_em(text) * SMALL_PX * BOLD * cos(_ANGLE) + 10 - (back + 0.5) * _PITCH_PX)
    return px(left), px(max(lean, 34))


def _slant(texts: Sequence[str], options: ChartOptions) -> float:
    """How far up, or down, slanted names reach."""
    if not texts:
        return 0.0
    return options.px(max(width_em(text) for text in texts) * SMALL_PX * BOLD * sin(_ANGLE) + SMALL_PX + 4)


def _columns(pairs: Sequence[Pair]) -> list[Place]:
    helpers = {
        pair.recipient_id: Place(
            pair.recipient_id, _short(pair.recipient), pair.province_id or pair.recipient_id, _short(pair.province)
        )
        for pair in pairs
    }
    return sorted(helpers.values(), key=lambda place: (place.group_id, not place.leads, place.region_id))


def _rows(pairs: Sequence[Pair]) -> list[Place]:
    # The first two digits of a code are the province's.
    helpers = {pair.helper_id: Place(pair.helper_id, _short(pair.helper), pair.helper_id[:2], "") for pair in pairs}
    return [helpers[region] for region in sorted(helpers)]


def _short(name: str) -> str:
    """Cut a name that would take the chart for itself; the hover box and the table have it in full."""
    if width_em(name) <= _NAME_EM:
        return name
    while width_em(name) > _NAME_EM - 1:
        name = name[:-1]
    return name.rstrip() + "…"
