"""Counties delisted, per province and year: every number as reported, and no sum that nobody reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
    TEXT_PX,
    ChartOptions,
    Heading,
    add_heading,
    halo,
    heading,
    layout,
    legend,
    legend_height_px,
    no_data,
)
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.series import Mark, to_marks
from charts.words import hover_text, value_text
from look.palette import Palette
from text.catalogue import Catalogue

_NATION: Final = "100000"
_UNIT: Final = "county"
_CELL: Final = 0.86
_ROW_PX: Final = 30.0
_TALLEST_PX: Final = 46.0
_NAME_EM: Final = 16.0
_LINE: Final = 1.3
_YEARS: Final = 4


@dataclass(frozen=True)
class Grid:
    """Regions down, years across; what is counted over more than a year has a column of its own at the right."""

    regions: dict[str, str]
    years: list[str]
    cells: dict[tuple[str, str], list[Mark]]
    left_out: list[str]

    @property
    def longer(self) -> bool:
        """Whether there is such a column."""
        return "" in self.years


def delisting_figure(points: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> go.Figure:
    """Draw how many counties each region delisted in each year.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, one row a reported value of ``counties_delisted``.
    options : ChartOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    plotly.graph_objects.Figure
        A bar in its cell for each value, as long as the value is large (``meta.kind`` ``reported``, ``target`` where
        it was a goal), its label (``label``), both with the observation ids as ``customdata``; a hatched cell where
        nothing is reported (``missing``). Two values for one cell are both drawn, one below the other. What was
        counted over several years stands in a last column with its period; the nation has a row only where a
        source reports it: nothing is added up. ``layout.meta`` lists what is without a date or number
        (``left_out``) and the cells with several values (``conflicts``). An empty frame gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    grid = _grid(points)
    if not grid.cells:
        return no_data(look, t, options)
    conflicts = [cell for cell, marks in grid.cells.items() if cell[1] and len(marks) > 1]
    notes = [t("chart.delisting.note")]
    if conflicts:
        notes.append(t("chart.delisting.conflicts", count=len(conflicts)))
    if grid.left_out:
        notes.append(t("chart.left_out.undated", count=len(grid.left_out)))
    head = heading(t("chart.delisting.title"), notes, options)
    figure = go.Figure(layout=_layout(grid, head, look, t, options))
    add_heading(figure, head, look, options)
    _add_missing(figure, grid, look, t, options)
    for target in (False, True):
        _add_bars(figure, grid, target, look, t, options)
    _add_labels(figure, grid, look, t, options)
    if _NATION in grid.regions and len(grid.regions) > 1:
        line = {"color": look.border_province, "width": 1}
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=0.5, y1=0.5, line=line, layer="below")
    figure.layout.meta = {"left_out": grid.left_out, "conflicts": [list(cell) for cell in conflicts]}
    return figure


def _grid(points: pd.DataFrame) -> Grid:
    marks = to_marks(points)
    drawn = [mark for mark in marks if mark.drawable]
    cells: dict[tuple[str, str], list[Mark]] = {}
    for mark in drawn:
        cells.setdefault((mark.region_id, _year(mark)), []).append(mark)
    found = {year for _, year in cells}
    single = sorted(year for year in found if year)
    # A year between two others of which nothing is reported is missing too.
    years = [str(year) for year in range(int(single[0]), int(single[-1]) + 1)] if single else []
    names = {mark.region_id: mark.name for mark in drawn}
    order = sorted(names, key=lambda region: (region != _NATION, region))
    return Grid(
        {region: names[region] for region in order},
        [*years, *([""] if "" in found else [])],
        cells,
        [mark.observation_id for mark in marks if not mark.drawable],
    )


def _year(mark: Mark) -> str:
    """The year a value is of; empty where it covers several, or where no source says since when."""
    start, end = mark.period_start[:_YEARS], mark.period_end[:_YEARS]
    return end if start == end else ""


def _add_missing(figure: go.Figure, grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> None:
    regions = list(grid.regions)
    empty = [
        (x, y)
        for y, region in enumerate(regions)
        for x, year in enumerate(grid.years)
        if year and (region, year) not in grid.cells
    ]
    if not empty:
        return
    figure.add_trace(
        go.Bar(
            x=[_CELL] * len(empty),
            y=[y for _, y in empty],
            base=[x - _CELL / 2 for x, _ in empty],
            orientation="h",
            width=_CELL,
            marker={
                "color": "rgba(0,0,0,0)",
                "pattern": {"shape": "/", "fgcolor": look.hatch, "size": options.px(7), "solidity": 0.12},
                "line": {"width": 0},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
            hoverinfo="skip",
            name=escape(t("chart.delisting.missing")),
            showlegend=True,
            meta={"kind": "missing"},
        )
    )


def _placed(grid: Grid) -> list[tuple[Mark, float, float, float]]:
    """Each value with the left end, middle height and height of its part of a cell."""
    regions, placed = list(grid.regions), []
    for (region, year), marks in grid.cells.items():
        part = _CELL / len(marks)
        for i, mark in enumerate(marks):
            y = regions.index(region) - _CELL / 2 + (i + 0.5) * part
            placed.append((mark, grid.years.index(year) - _CELL / 2, y, part))
    return placed


def _add_bars(figure: go.Figure, grid: Grid, target: bool, look: Palette, t: Catalogue, options: ChartOptions) -> None:
    some = [one for one in _placed(grid) if (one[0].status == "target") == target]
    if not some:
        return
    color = look.accent if target else look.helper
    most = _largest(grid)
    figure.add_trace(
        go.Bar(
            x=[_CELL * mark.value / most[mark.region_id == _NATION] for mark, *_ in some],
            y=[y for _, _, y, _ in some],
            base=[x for _, x, _, _ in some],
            width=[part * 0.94 for *_, part in some],
            orientation="h",
            marker={
                "color": "rgba(0,0,0,0)" if target else color,
                "line": {"color": color, "width": options.px(1.4)},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[mark.observation_id for mark, *_ in some],
            hovertext=[hover_text(mark, t, _UNIT) for mark, *_ in some],
            hovertemplate="%{hovertext}<extra></extra>",
            name=escape(t("chart.lifted.target") if target else t("chart.delisting.reported")),
            showlegend=True,
            meta={"kind": "target" if target else "reported"},
        )
    )


def _largest(grid: Grid) -> dict[bool, float]:
    """The value whose bar fills a cell: one for the nation, one for all provinces."""
    most = {True: 0.0, False: 0.0}
    for mark in (mark for marks in grid.cells.values() for mark in marks):
        if not isnan(mark.value):
            nation = mark.region_id == _NATION
            most[nation] = max(most[nation], mark.value)
    return {nation: value or 1.0 for nation, value in most.items()}


def _add_labels(figure: go.Figure, grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> None:
    placed = _placed(grid)
    figure.add_trace(
        go.Scatter(
            x=[x for _, x, _, _ in placed],
            y=[y for _, _, y, _ in placed],
            mode="text",
            text=["\u00a0" + escape(_label(mark, t)) for mark, *_ in placed],
            textposition="middle right",
            textfont={"size": options.px(TEXT_PX), "color": look.ink, "shadow": halo(look, options)},
            unselected={"textfont": {"color": look.ink}},
            cliponaxis=False,
            customdata=[mark.observation_id for mark, *_ in placed],
            hovertext=[hover_text(mark, t, _UNIT) for mark, *_ in placed],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
            meta={"kind": "label"},
        )
    )


def _label(mark: Mark, t: Catalogue) -> str:
    """The value as reported; with its period where the column does not say it."""
    value = value_text(mark, t, _UNIT)
    return value if _year(mark) else t("chart.delisting.longer_value", value=value, period=mark.period)


def _layout(grid: Grid, head: Heading, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    px = options.px
    names = [wrap(name, _NAME_EM) for name in grid.regions.values()]
    left = px(max(width_em(line) for lines in names for line in lines) * SMALL_PX * 1.06 + 16)
    legend_names = [t("chart.delisting.missing"), t("chart.delisting.reported"), t("chart.lifted.target")]
    below = legend_height_px(legend_names, options) + px(4)
    top = head.height_px + px(SMALL_PX * _LINE + 8)
    crowd = max(len(marks) for marks in grid.cells.values())
    needed = max(_ROW_PX, crowd * TEXT_PX * _LINE + 8, max(len(lines) for lines in names) * SMALL_PX * _LINE + 6)
    row = min(max((options.height_px - top - below) / len(names), px(needed)), px(max(_TALLEST_PX, needed)))
    height = top + below + len(names) * row
    # The last column holds periods too: what does not fit in its cell runs on into the margin.
    widest = max((width_em(_label(m, t)) for (_, y), ms in grid.cells.items() if not y for m in ms), default=0.0) * TEXT_PX
    cell = (options.width_px - left - px(10)) / len(grid.years)
    right = px(10) + max(0.0, px(widest + 10) - cell) * len(grid.years) / max(1, len(grid.years) - 1) * 0.9
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True, "showgrid": False}
    return {
        **layout(look, options),
        "height": round(height),
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
            "tickvals": list(range(len(grid.years))),
            "ticktext": [year or escape(t("chart.delisting.longer")) for year in grid.years],
            "tickfont": {"size": px(SMALL_PX), "color": look.quiet},
        },
        "yaxis": axis
        | {
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": _names(grid, names),
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "ticklabelstandoff": round(px(8)),
        },
    }


def _names(grid: Grid, names: Sequence[Sequence[str]]) -> list[str]:
    texts = ["<br>".join(escape(line) for line in lines) for lines in names]
    return [f"<b>{text}</b>" if region == _NATION else text for region, text in zip(grid.regions, texts, strict=True)]
