"""Counties delisted, per province and year, as a table with tinted cells: every number as reported, no unreported sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from charts.bars.delisting_cells import Grid, cell_series, grid_of, split, total_marks, totals_em
from charts.base import SMALL_PX, ChartOptions, heading, legend_height_px
from charts.spec import Axis, ChartSpec, Panel, Rule, Series, Stroke, Tick, message
from charts.spec.rows import heads_px, lay_rows, names
from data.places.areas import NATION
from look.palette import Palette
from text.catalogue import Catalogue

_ROW_PX: Final = 26.0
#: How much higher rows may be where there is room.
_TALLER: Final = 1.6
_NAME_EM: Final = 12.0
#: How wide a cell is.
_WIDEST_PX: Final = 92.0
_NARROWEST_PX: Final = 38.0
_AIR_PX: Final = 8.0


def delisting_spec(
    points: pd.DataFrame,
    look: Palette,
    t: Catalogue,
    options: ChartOptions,
    blocks: int = 1,
    counted: Mapping[str, Mapping[str, int]] | None = None,
) -> ChartSpec:
    """Draw how many counties each region delisted in each year.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of ``counties_delisted``.
    options : ChartOptions
        Rows are of one height: the chart is as high as it has rows.
    blocks : int
        How many stand side by side, each with a part of the rows.
    counted : mapping of str to (mapping of str to int), optional
        Region id to year to how many counties of the national list left it: in a smaller cell where nothing is reported
        (of the nation in grey), and of a total that is more a sign says so.

    Returns
    -------
    ChartSpec
        Series as :func:`charts.bars.delisting_cells.cell_series` gives them, and ``total``: what was counted over several
        years, as words behind them. A dash stands where nothing is reported. The nation has a row only where a source
        reports it: nothing is added up. ``told`` lists what is without a date or number (``left_out``) and the cells with
        several values (``conflicts``). An empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    grid = grid_of(points, counted)
    if not grid.cells and not grid.totals:
        return message(t("chart.empty"), look, options)
    px, parts = options.px, split(grid, blocks)
    ticks = [names(list(part.regions.values()), _NAME_EM, [region == NATION for region in part.regions]) for part in parts]
    # A heading of no lines: only the room of the names counts here.
    left = max(lay_rows(tick, heading("", (), options), look, options).margin.left for tick in ticks)
    block_px = (options.width_px - px(_AIR_PX)) / len(parts) - left
    if len(parts) > 1 and block_px < len(grid.years) * px(
        _NARROWEST_PX
    ):  # names so long that two blocks leave cells no room
        return delisting_spec(points, look, t, options, counted=counted)
    cell_px, words_px = _widths(grid, block_px, t, options)
    drawn = [_block(part, cell_px, words_px, look, t, options) for part in parts]
    hidden = sum(count for _, count in drawn)
    title = t("chart.delisting.title_counted" if grid.fills else "chart.delisting.title")
    head = heading(title, _notes(grid, hidden, t), options)
    explained = [entry for entry in cell_series(grid, look, t, options) if entry.in_legend]
    entries = [entry.name for entry in explained]
    wide = len(parts) * block_px + (len(parts) - 1) * left
    below = legend_height_px(entries, options, wide) + px(4)
    above = heads_px((Tick(0.0, ("",)),), options)
    # Side by side they stand on a screen of one height, which few rows need not leave empty.
    most = _ROW_PX * (_TALLER if len(parts) > 1 else 1)
    rows = lay_rows(ticks[0], head, look, options, above=above, below=below, least=_ROW_PX, most=most, air=4)
    margin = replace(rows.margin, left=left, right=max(px(_AIR_PX), options.width_px - left - wide))
    panels = []
    for n, (part, (series, _)) in enumerate(zip(parts, drawn, strict=True)):
        begin = n * (block_px + left) / wide
        across = _years(
            part, cell_px, words_px, (begin, min(1.0, begin + len_px(part, cell_px, words_px) / wide)), look, t, options
        )
        down = replace(
            rows.axis, low=len(part.regions) - 0.5, ticks=ticks[n], span=(1 - len(part.regions) / len(parts[0].regions), 1.0)
        )
        # Of several blocks none has all classes: their legend stands for itself, from few to many.
        visible = tuple(replace(entry, in_legend=entry.in_legend and len(parts) == 1) for entry in series if entry.marks)
        # The nation stands apart from the provinces.
        apart = NATION in part.regions and len(part.regions) > 1
        rules = (Rule((-0.5, across.high), (0.5, 0.5), stroke=Stroke(look.border_province)),) if apart else ()
        panels.append(Panel(across, down, visible, rules, number=n + 1))
    meta = {"left_out": grid.left_out, "conflicts": [list(cell) for cell in grid.conflicts], "totals_left_out": hidden}
    return ChartSpec(
        options,
        look,
        rows.height_px,
        margin,
        head.text,
        notes=head.all_notes,
        panels=tuple(panels),
        legend=tuple(replace(entry, kind="legend", marks=()) for entry in explained) if len(parts) > 1 else (),
        meta=meta,
    )


def _block(
    part: Grid, cell_px: float, words_px: float, look: Palette, t: Catalogue, options: ChartOptions
) -> tuple[list[Series], int]:
    """The marks of a block, and how many totals found no room in it."""
    totals, hidden = total_marks(part, words_px, cell_px, look, t, options)
    return [*cell_series(part, look, t, options), totals], hidden


def len_px(part: Grid, cell_px: float, words_px: float) -> float:
    """Return how wide a block is, its names apart."""
    return len(part.years) * cell_px + words_px


def _years(
    part: Grid,
    cell_px: float,
    words_px: float,
    span: tuple[float, float],
    look: Palette,
    t: Catalogue,
    options: ChartOptions,
) -> Axis:
    heads = tuple(Tick(float(n), (year,)) for n, year in enumerate(part.years))
    if words_px:
        heads = (*heads, Tick(len(part.years) - 0.5 + words_px / cell_px / 2, (t("chart.delisting.longer"),)))
    high = len_px(part, cell_px, words_px) / cell_px - 0.5
    return Axis(-0.5, high, ticks=heads, span=span, color=look.quiet, size=options.px(SMALL_PX), side="top", angle=0.0)


def _widths(grid: Grid, room_px: float, t: Catalogue, options: ChartOptions) -> tuple[float, float]:
    """Width of a cell, and of the words behind: they get what they need where cells still have room for their numbers."""
    size, years = options.px(SMALL_PX), max(1, len(grid.years))
    one_em, all_em = totals_em(grid, t)
    words = min(all_em * size, room_px - years * options.px(_NARROWEST_PX))
    words = words if words >= one_em * size else 0.0
    if not grid.years:  # all there is are words
        return 1.0, room_px
    cell = max(1.0, min(options.px(_WIDEST_PX), (room_px - words) / years))
    return cell, (room_px - years * cell) if words else 0.0


def _notes(grid: Grid, hidden: int, t: Catalogue) -> list[str]:
    notes = [t("chart.delisting.note")]
    if grid.fills:
        notes.append(t("chart.delisting.counted_note"))
    if grid.daggered:
        notes.append(t("chart.delisting.beyond"))
    if grid.starred:
        notes.append(t("chart.delisting.other_lists"))
    if grid.conflicts:
        notes.append(t("chart.delisting.conflicts", count=len(grid.conflicts)))
    if hidden:
        notes.append(t("chart.delisting.totals_left_out", count=hidden))
    if grid.left_out:
        notes.append(t("chart.left_out.undated", count=len(grid.left_out)))
    return notes
