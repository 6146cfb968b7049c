"""What is recorded at all: a grid of regions and years in which a gap is seen as a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, ChartOptions, Heading, add_heading, heading, layout, legend, legend_height_px, no_data
from charts.escaping import escape
from charts.lettering import width_em, wrap
from look.palette import Palette
from text.catalogue import Catalogue

COLUMNS: Final = ("region_id", "name", "year", "n", "record_ids", "differ")
"""Columns of :func:`data.recorded.grid`, and ``name`` in the reader's language."""

_CELL: Final = 0.84
_ROW_PX: Final = 18.0
_TALLEST_PX: Final = 32.0
_YEAR_PX: Final = 34.0
_NAME_EM: Final = 18.0
_LINE: Final = 1.3
_STEPS: Final = (1, 2, 5, 10, 20)


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
    """Regions down by id, years across ('' for undated), and the cells with a record."""

    regions: dict[str, str]
    years: list[str]
    cells: list[Cell]


def recorded_figure(grid: pd.DataFrame, look: Palette, t: Catalogue, options: RecordedOptions) -> go.Figure:
    """Draw which regions have records of which years.

    Parameters
    ----------
    grid : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a region and year; regions and years keep the order in which they come up.
    options : RecordedOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    plotly.graph_objects.Figure
        A filled cell for each region and year with records, their number in it where there are several
        (``meta.kind`` ``recorded``; ``differ``, outlined, where the values do not agree); ``customdata`` is the record
        ids joined by semicolons. Nothing is drawn where nothing is recorded. ``layout.meta.none`` lists the regions
        without any record. An empty frame gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    found = _grid(grid)
    if not found.cells:
        return no_data(look, t, options)
    head = _heading(found, t, options)
    figure = go.Figure(layout=_layout(found, head, look, t, options))
    add_heading(figure, head, look, options)
    for differ in (False, True):
        _add_cells(figure, found, differ, look, t, options)
    here = {cell.y for cell in found.cells}
    figure.layout.meta = {"none": [region for y, region in enumerate(found.regions) if y not in here]}
    return figure


def _grid(grid: pd.DataFrame) -> Grid:
    regions: dict[str, str] = {}
    years: dict[str, int] = {}
    cells = []
    for region, name, year, n, record_ids, differ in grid[list(COLUMNS)].itertuples(index=False):
        regions.setdefault(region, name)
        x, y = years.setdefault(year, len(years)), list(regions).index(region)
        if n:
            cells.append(Cell(x, y, int(n), record_ids, bool(differ)))
    return Grid(regions, list(years), cells)


def _heading(grid: Grid, t: Catalogue, options: RecordedOptions) -> Heading:
    here = len({cell.y for cell in grid.cells})
    counts = t("chart.recorded.counts", recorded=here, regions=len(grid.regions), records=sum(c.n for c in grid.cells))
    notes = [options.basis] if options.basis else []
    return heading(
        t("chart.recorded.title", indicator=options.indicator), [*notes, counts, t("chart.recorded.note")], options
    )


def _add_cells(figure: go.Figure, grid: Grid, differ: bool, look: Palette, t: Catalogue, options: RecordedOptions) -> None:
    some = [cell for cell in grid.cells if cell.differ == differ]
    if not some:
        return
    color = look.series[-1]
    figure.add_trace(
        go.Bar(
            x=[_CELL] * len(some),
            y=[cell.y for cell in some],
            base=[cell.x - _CELL / 2 for cell in some],
            orientation="h",
            width=_CELL,
            marker={
                "color": color,
                "line": {"color": look.accent if differ else color, "width": options.px(3 if differ else 0.5)},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
            text=[str(cell.n) if cell.n > 1 else "" for cell in some],
            textposition="inside",
            insidetextanchor="middle",
            constraintext="none",
            textangle=0,
            textfont={"size": options.px(SMALL_PX), "color": look.ground},
            insidetextfont={"size": options.px(SMALL_PX), "color": look.ground},
            customdata=[cell.record_ids for cell in some],
            hovertext=[_hover(cell, grid, t) for cell in some],
            hovertemplate="%{hovertext}<extra></extra>",
            name=escape(t("chart.recorded.differ") if differ else t("chart.recorded.recorded")),
            showlegend=True,
            meta={"kind": "differ" if differ else "recorded"},
        )
    )


def _hover(cell: Cell, grid: Grid, t: Catalogue) -> str:
    name = list(grid.regions.values())[cell.y]
    year = grid.years[cell.x] or t("chart.undated")
    lines = [year, t("chart.recorded.cell", count=cell.n)]
    if cell.differ:
        lines.append(t("chart.recorded.differ"))
    return "<br>".join([f"<b>{escape(name)}</b>", *(escape(line) for line in lines), escape(t("chart.hover.click"))])


def _layout(grid: Grid, head: Heading, look: Palette, t: Catalogue, options: RecordedOptions) -> dict[str, Any]:
    px = options.px
    names = [wrap(name, _NAME_EM) for name in grid.regions.values()]
    left = px(max(width_em(line) for lines in names for line in lines) * SMALL_PX + 14)
    legend_names = [t("chart.recorded.recorded"), t("chart.recorded.differ")]
    below = legend_height_px(legend_names, options) + px(6)
    undated = wrap(t("chart.undated"), 4)
    top = head.height_px + px(SMALL_PX * _LINE * (len(undated) if "" in grid.years else 1) + 8)
    right = px(12)
    column = max(1.0, (options.width_px - left - right) / len(grid.years))
    needed = max(_ROW_PX, max(map(len, names)) * SMALL_PX * _LINE + 4)
    row = min(max((options.height_px - top - below) / len(names), px(needed)), px(max(_TALLEST_PX, needed)))
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True, "showgrid": False}
    lines = {"showgrid": True, "gridcolor": look.line, "griddash": "dot", "gridwidth": 0.6}
    ticks = _ticks(grid.years, column / px(_YEAR_PX))
    return {
        **layout(look, options),
        "height": round(top + below + len(names) * row),
        "margin": {"l": left, "r": right, "t": top, "b": below, "pad": 0},
        "showlegend": True,
        "legend": legend(look, options),
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": axis
        | {
            "range": [-0.5, len(grid.years) - 0.5],
            "side": "top",
            "tickangle": 0,
            "tickvals": ticks,
            "ticktext": [grid.years[x] or "<br>".join(map(escape, undated)) for x in ticks],
            "tickfont": {"size": px(SMALL_PX), "color": look.quiet},
        },
        "yaxis": axis
        | lines
        | {
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": ["<br>".join(escape(line) for line in lines) for lines in names],
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "ticklabelstandoff": round(px(6)),
        },
    }


def _ticks(years: Sequence[str], room: float) -> list[int]:
    """Which years get a label, when a column has so many times the room of one; the undated always do."""
    step = next((step for step in _STEPS if step * room >= 1), _STEPS[-1])
    return [x for x, year in enumerate(years) if not year or int(year) % step == 0 or step == 1]
