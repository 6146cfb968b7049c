"""What is recorded at all: a grid of regions and years in which a gap is seen as a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions, Heading, heading, legend_height_px
from charts.spec import ChartSpec, Label, Mark, Paint, Panel, Series, Stroke, Tick, Tip, message
from charts.spec.rows import columns, heads_px, lay_rows, names
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em, wrap

COLUMNS: Final = ("region_id", "name", "year", "n", "record_ids", "differ")
"""Columns of :func:`data.figures.recorded.grid`, and ``name`` in the reader's language."""

_CELL: Final = 0.84
_ROW_PX: Final = 18.0
_TALLEST_PX: Final = 32.0
_YEAR_PX: Final = 34.0
_NAME_EM: Final = 18.0
_STEPS: Final = (1, 2, 5, 10, 20)
_LONG_RUN: Final = 6
_GAP: Final = "…"


@dataclass(frozen=True)
class RecordedOptions(ChartOptions):
    """How the grid is drawn.

    Parameters
    ----------
    indicator, basis : str
        Names in the reader's language, plain text; an empty basis leaves it out.
    """

    indicator: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Cell:
    """A region and a year with something recorded, by their places in the grid."""

    x: int
    y: int
    n: int
    record_ids: str
    differ: bool


@dataclass(frozen=True)
class Grid:
    """Regions down by id, years across ('' for undated, '…' for a run of years left out), and the cells with a record."""

    regions: dict[str, str]
    years: list[str]
    cells: list[Cell]


def recorded_spec(grid: pd.DataFrame, look: Palette, t: Catalogue, options: RecordedOptions) -> ChartSpec:
    """Draw which regions have records of which years.

    Parameters
    ----------
    grid : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a region and year; regions and years keep the order in which they come up.
    options : RecordedOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        A filled cell for each region and year with records, their number in it where there are several
        (kind ``recorded``; ``differ``, outlined, where the values do not agree); the record is the
        ids joined by semicolons. Nothing is drawn where nothing is recorded. ``meta["none"]`` lists the regions
        without any record. An empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    recorded = _grid(grid)
    if not recorded.cells:
        return message(t("chart.empty"), look, options)
    head, px = _heading(recorded, t, options), options.px
    cells = [_cells(recorded, differ, look, t, options) for differ in (False, True)]
    years = [Tick(float(x), tuple(wrap(year or t("chart.undated"), 4))) for x, year in enumerate(recorded.years)]
    # A name that reaches beyond the edge is hidden by plotly.
    undated_px = 0.0 if recorded.years[-1] else max(map(width_em, years[-1].lines)) * px(SMALL_PX) + px(4)
    rows = lay_rows(
        names(list(recorded.regions.values()), _NAME_EM),
        head,
        look,
        options,
        above=heads_px(years, options),
        below=legend_height_px([series.name for series in cells], options) + px(6),
        right=max(px(12), undated_px / 2),
        least=_ROW_PX,
        air=4,
        most=_TALLEST_PX,
        grid=Stroke(look.line, 0.6, "dot"),
    )
    column = max(1.0, (options.width_px - rows.margin.left - rows.margin.right) / len(years))
    clear = (undated_px + px(_YEAR_PX)) / 2 / column
    labels = [years[x] for x in _ticks(recorded.years, column / px(_YEAR_PX), clear)]
    panel = Panel(
        columns(labels, len(years), look.quiet, options), rows.axis, tuple(series for series in cells if series.marks)
    )
    regions_drawn = {cell.y for cell in recorded.cells}
    return ChartSpec(
        options,
        look,
        rows.height_px,
        rows.margin,
        head.text,
        notes=head.all_notes,
        panels=(panel,),
        meta={"none": [region for y, region in enumerate(recorded.regions) if y not in regions_drawn]},
    )


def _grid(grid: pd.DataFrame) -> Grid:
    regions: dict[str, str] = {}
    years: dict[str, int] = {}
    cells = []
    for region, name, year, n, record_ids, differ in grid[list(COLUMNS)].itertuples(index=False):
        regions.setdefault(region, name)
        x, y = years.setdefault(year, len(years)), list(regions).index(region)
        if n:
            cells.append(Cell(x, y, int(n), record_ids, bool(differ)))
    return _closed(Grid(regions, list(years), cells))


def _closed(grid: Grid) -> Grid:
    """Put one column in place of a long run of years without any record: the others need the room."""
    used, column_of = {cell.x for cell in grid.cells}, dict[int, int]()
    years: list[str] = []
    for has_records, run in groupby(range(len(grid.years)), key=lambda x: x in used or not grid.years[x]):
        columns = list(run)
        if not has_records and len(columns) >= _LONG_RUN:
            years.append(_GAP)
            continue
        column_of |= {x: len(years) + n for n, x in enumerate(columns)}
        years += [grid.years[x] for x in columns]
    return Grid(grid.regions, years, [replace(cell, x=column_of[cell.x]) for cell in grid.cells])


def _heading(grid: Grid, t: Catalogue, options: RecordedOptions) -> Heading:
    recorded = len({cell.y for cell in grid.cells})
    counts = t("chart.recorded.counts", recorded=recorded, regions=len(grid.regions), records=sum(c.n for c in grid.cells))
    notes = [options.basis] if options.basis else []
    return heading(
        t("chart.recorded.title", indicator=options.indicator), [*notes, counts, t("chart.recorded.note")], options
    )


def _cells(grid: Grid, differ: bool, look: Palette, t: Catalogue, options: RecordedOptions) -> Series:
    color, px = look.series[-1], options.px

    def mark(cell: Cell) -> Mark:
        count = Label((str(cell.n) if cell.n > 1 else "",), look.ground, px(SMALL_PX), "inside", halo=False)
        tip = _tip(cell, grid, t)
        return Mark(_CELL, cell.y, cell.record_ids, count, tip, base=cell.x - _CELL / 2, thickness=_CELL)

    edge = Stroke(look.accent if differ else color, px(3 if differ else 0.5))
    name = t("chart.recorded.differ") if differ else t("chart.recorded.recorded")
    marks = tuple(mark(cell) for cell in grid.cells if cell.differ == differ)
    return Series("differ" if differ else "recorded", marks, name, paint=Paint(color, edge), in_legend=True)


def _tip(cell: Cell, grid: Grid, t: Catalogue) -> Tip:
    lines = [grid.years[cell.x] or t("chart.undated"), t("chart.recorded.cell", count=cell.n)]
    if cell.differ:
        lines.append(t("chart.recorded.differ"))
    return Tip((list(grid.regions.values())[cell.y],), (*lines, t("chart.hover.click")))


def _ticks(years: Sequence[str], year_px: float, clear: float) -> list[int]:
    """Which years get a label, when a column has so many times the room of one.

    A gap and the undated always do: these words are long, and the years that are nearer to them than ``clear`` columns
    give way.
    """
    step = next((step for step in _STEPS if step * year_px >= 1), _STEPS[-1])
    free = len(years) if years[-1] else len(years) - 1 - clear
    always = ("", _GAP)
    return [x for x, year in enumerate(years) if year in always or ((int(year) % step == 0 or step == 1) and x <= free)]
