"""Pairs × aspects of assessment: how many figures are reported of each. It counts reports and rates nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions, heading
from charts.spec import CLEAR, ChartSpec, Label, Mark, Panel, Series, Sign, Stroke, Tick, Tip, message
from charts.spec.rows import columns, heads_px, lay_rows, names
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em
from text.numbers import MISSING

COLUMNS: Final = ("pairing_id", "helper", "recipient", "aspect_id", "aspect", "count")
"""Columns of a frame of counts; names are plain text in the reader's language. A pair and aspect without a row
counts 0."""

_SQUARE_PX: Final = 24.0
_ROW_PX: Final = 30.0
_TALLEST_PX: Final = 44.0
_HEAD_EM: Final = 11.0
_NAME_EM: Final = 24.0
_WIDEST_PX: Final = 150.0
#: Largest share of the width for the names of pairs; between the names of columns; how steep long ones stand.
_NAMES: Final = 0.42
_BETWEEN_EM: Final = 0.8
_SLANT: Final = 38.0
_ROUNDS: Final = 5


@dataclass(frozen=True)
class Card:
    """The grid: pairs down, aspects across, counts by both."""

    pairs: dict[str, tuple[str, str]]
    aspects: dict[str, str]
    counts: dict[tuple[str, str], int]


def scorecard_spec(card: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw how many figures are reported of each pair under each aspect.

    Parameters
    ----------
    card : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a pair and aspect; pairs and aspects keep the order in which they come up.
    options : ChartOptions
        The chart grows beyond its height when there are many pairs, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        Filled squares with their counts (kind ``reported``) and hollow squares with a
        dash (``none``), all of one colour and size; the records of a square are pairing and aspect. An
        empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    grid = _grid(card)
    if not grid.pairs:
        return message(t("chart.empty"), look, options)
    px = options.px
    head = heading(t("chart.scorecard.title"), [t("chart.scorecard.note")], options)
    pairs = names([_pair(pair, grid, t) for pair in grid.pairs], min(_NAME_EM, options.width_px * _NAMES / px(SMALL_PX)))
    # Columns keep together on a wide screen, so that the eye finds its way back to the name.
    grid_px = max(1.0, options.width_px - lay_rows(pairs, head, look, options).margin.left - px(8))
    heads, angle, above, right = _heads(
        list(grid.aspects.values()), min(px(_WIDEST_PX), grid_px / len(grid.aspects)), options
    )
    rows = lay_rows(
        pairs,
        head,
        look,
        options,
        above=above,
        below=px(6),
        right=right,
        least=_ROW_PX,
        most=_TALLEST_PX,
        grid=Stroke(look.line, 0.6, "dot"),
    )
    grid_px = max(1.0, options.width_px - rows.margin.left - rows.margin.right)
    across = columns(heads, len(heads), look.ink, options, (0.0, min(1.0, len(heads) * px(_WIDEST_PX) / grid_px)))
    across = replace(across, angle=angle)
    cells = [(pair, aspect) for pair in grid.pairs for aspect in grid.aspects]
    groups = [
        (kind, [cell for cell in cells if (grid.counts.get(cell, 0) > 0) == (kind == "reported")])
        for kind in ("reported", "none")
    ]
    squares = tuple(_squares(cells, kind, grid, look, t, options) for kind, cells in groups if cells)
    panel = Panel(across, rows.axis, squares)
    return ChartSpec(options, look, rows.height_px, rows.margin, head.text, notes=head.all_notes, panels=(panel,))


def _heads(texts: Sequence[str], column_px: float, options: ChartOptions) -> tuple[tuple[Tick, ...], float, float, float]:
    """Names of columns, their angle, and the room that they take above and at the right: aslant where words are too long."""
    size = options.px(SMALL_PX)
    heads = names(texts, min(_HEAD_EM, column_px / size - _BETWEEN_EM))
    widest = max(width_em(line) for tick in heads for line in tick.lines) * size
    if widest <= column_px - _BETWEEN_EM * size / 2:
        return heads, 0.0, heads_px(heads, options), options.px(8)
    heads = tuple(Tick(tick.at, (text,)) for tick, text in zip(heads, texts, strict=True))
    long = max(map(width_em, texts)) * size
    up, along = sin(radians(_SLANT)), cos(radians(_SLANT))
    # What stands beyond the last column takes from the width of all, and so moves them: settled after a few rounds.
    beyond, whole = 0.0, column_px * len(texts)
    for _ in range(_ROUNDS):
        column = (whole - beyond) / len(texts)
        reach = (width_em(text) * size * along - (len(texts) - n - 0.5) * column for n, text in enumerate(texts))
        beyond = min(max(0.0, *reach), whole / 2)
    return heads, -_SLANT, long * up + size + options.px(12), options.px(8) + beyond


def _grid(card: pd.DataFrame) -> Card:
    pairs: dict[str, tuple[str, str]] = {}
    aspects: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for pairing, helper, recipient, aspect_id, aspect, count in card[list(COLUMNS)].itertuples(index=False):
        pairs[pairing] = (helper, recipient)
        aspects[aspect_id] = aspect
        counts[pairing, aspect_id] = counts.get((pairing, aspect_id), 0) + int(count)
    return Card(pairs, aspects, counts)


def _squares(
    cells: Sequence[tuple[str, str]], kind: str, grid: Card, look: Palette, t: Catalogue, options: ChartOptions
) -> Series:
    reported, px, slate = kind == "reported", options.px, look.series[-1]
    down, across = list(grid.pairs), list(grid.aspects)
    ink = look.ground if reported else look.quiet

    def mark(cell: tuple[str, str]) -> Mark:
        text = str(grid.counts[cell]) if reported else MISSING
        label = Label((text,), ink, px(SMALL_PX), "middle center", halo=False)
        return Mark(float(across.index(cell[1])), down.index(cell[0]), cell, label, _tip(cell, grid, t))

    # One colour whatever the number: a darker square would look like a better mark.
    edge = Stroke(slate if reported else look.line, px(1.2))
    return Series(kind, tuple(map(mark, cells)), sign=Sign("square", px(_SQUARE_PX), slate if reported else CLEAR, edge))


def _tip(cell: tuple[str, str], grid: Card, t: Catalogue) -> Tip:
    count = grid.counts.get(cell, 0)
    count_text = t("chart.scorecard.count", count=count) if count else t("chart.scorecard.none")
    return Tip((_pair(cell[0], grid, t),), (grid.aspects[cell[1]], count_text))


def _pair(pairing: str, grid: Card, t: Catalogue) -> str:
    helper, recipient = grid.pairs[pairing]
    return t("chart.pair", helper=helper, recipient=recipient)
