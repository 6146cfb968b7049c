"""Counties delisted, per province and year: every number as reported, and no sum that nobody reported."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan
from typing import Final

import pandas as pd

from charts.base import TEXT_PX, ChartOptions, heading, legend_height_px
from charts.spec import CLEAR, ChartSpec, Label, Mark, Paint, Panel, Rule, Series, Stroke, message
from charts.spec.rows import LINE, columns, heads_px, lay_rows, names
from charts.trend.series import Mark as SeriesMark
from charts.trend.series import to_marks
from charts.words import tip_of, value_text
from data.places.areas import NATION
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

_UNIT: Final = "county"
_CELL: Final = 0.86
_ROW_PX: Final = 30.0
_TALLEST_PX: Final = 46.0
_NAME_EM: Final = 16.0
_YEARS: Final = 4


@dataclass(frozen=True)
class Grid:
    """Regions down, years across; what is counted over more than a year has a column of its own at the right."""

    regions: dict[str, str]
    years: list[str]
    cells: dict[tuple[str, str], list[SeriesMark]]
    left_out: list[str]

    @property
    def longer(self) -> bool:
        """Whether there is such a column."""
        return "" in self.years


def delisting_spec(points: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> ChartSpec:
    """Draw how many counties each region delisted in each year.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of ``counties_delisted``.
    options : ChartOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        A bar in its cell for each value, as long as the value is large (kind ``reported``, ``target`` where
        it was a goal), its label (``label``), records are observations; a hatched cell where
        nothing is reported (``missing``). Two values for one cell are both drawn, one below the other. What was
        counted over several years stands in a last column with its period; the nation has a row only where a
        source reports it: nothing is added up. ``told`` lists what is without a date or number
        (``left_out``) and the cells with several values (``conflicts``). An empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    grid = _grid(points)
    if not grid.cells:
        return message(t("chart.empty"), look, options)
    conflicts = [cell for cell, marks in grid.cells.items() if cell[1] and len(marks) > 1]
    notes = [t("chart.delisting.note")]
    if conflicts:
        notes.append(t("chart.delisting.conflicts", count=len(conflicts)))
    if grid.left_out:
        notes.append(t("chart.left_out.undated", count=len(grid.left_out)))
    head, px = heading(t("chart.delisting.title"), notes, options), options.px
    series = [_missing(grid, look, t, options)] + [_bars(grid, target, look, t, options) for target in (False, True)]
    crowd = max(len(marks) for marks in grid.cells.values())
    years = names([year or t("chart.delisting.longer") for year in grid.years], _NAME_EM)
    rows = lay_rows(
        names(list(grid.regions.values()), _NAME_EM, [region == NATION for region in grid.regions]),
        head,
        look,
        options,
        above=heads_px(years, options),
        below=legend_height_px([one.name for one in series], options) + px(4),
        least=max(_ROW_PX, crowd * TEXT_PX * LINE + 8),
        most=_TALLEST_PX,
    )
    rows = replace(rows, margin=replace(rows.margin, right=_right_px(grid, rows.margin.left, t, options)))
    shown = [one for one in series if one.marks]
    # The nation stands apart from the provinces.
    apart = NATION in grid.regions and len(grid.regions) > 1
    rules = (Rule((0.0, 1.0), (0.5, 0.5), "x", Stroke(look.border_province)),) if apart else ()
    across = columns(years, len(years), look.quiet, options)
    panel = Panel(across, rows.axis, (*shown, _labels(grid, look, t, options)), rules)
    told = {"left_out": grid.left_out, "conflicts": [list(cell) for cell in conflicts]}
    return ChartSpec(options, look, rows.height_px, rows.margin, head.text, notes=head.said, panels=(panel,), told=told)


def _right_px(grid: Grid, left: float, t: Catalogue, options: ChartOptions) -> float:
    """Room at the right: the last column holds periods too, and what does not fit in its cell runs on into the margin."""
    px, years = options.px, len(grid.years)
    widest = max((width_em(_label(m, t)) for (_, y), ms in grid.cells.items() if not y for m in ms), default=0.0) * TEXT_PX
    cell = (options.width_px - left - px(10)) / years
    return px(10) + max(0.0, px(widest + 10) - cell) * years / max(1, years - 1) * 0.9


def _grid(points: pd.DataFrame) -> Grid:
    marks = to_marks(points)
    drawn = [mark for mark in marks if mark.drawable]
    cells: dict[tuple[str, str], list[SeriesMark]] = {}
    for mark in drawn:
        cells.setdefault((mark.region_id, _year(mark)), []).append(mark)
    found = {year for _, year in cells}
    single = sorted(year for year in found if year)
    # A year between two others of which nothing is reported is missing too.
    years = [str(year) for year in range(int(single[0]), int(single[-1]) + 1)] if single else []
    names = {mark.region_id: mark.name for mark in drawn}
    order = sorted(names, key=lambda region: (region != NATION, region))
    return Grid(
        {region: names[region] for region in order},
        [*years, *([""] if "" in found else [])],
        cells,
        [mark.observation_id for mark in marks if not mark.drawable],
    )


def _year(mark: SeriesMark) -> str:
    """The year a value is of; empty where it covers several, or where no source says since when."""
    start, end = mark.period_start[:_YEARS], mark.period_end[:_YEARS]
    return end if start == end else ""


def _missing(grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> Series:
    marks = tuple(
        Mark(_CELL, y, base=x - _CELL / 2, thickness=_CELL)
        for y, region in enumerate(grid.regions)
        for x, year in enumerate(grid.years)
        if year and (region, year) not in grid.cells
    )
    paint = Paint(CLEAR, None, look.hatch, options.px(7), 0.12)
    return Series("missing", marks, t("chart.delisting.missing"), paint=paint, in_legend=True)


def _placed(grid: Grid) -> list[tuple[SeriesMark, float, float, float]]:
    """Each value with the left end, middle height and height of its part of a cell."""
    regions, placed = list(grid.regions), []
    for (region, year), marks in grid.cells.items():
        part = _CELL / len(marks)
        for i, mark in enumerate(marks):
            y = regions.index(region) - _CELL / 2 + (i + 0.5) * part
            placed.append((mark, grid.years.index(year) - _CELL / 2, y, part))
    return placed


def _bars(grid: Grid, target: bool, look: Palette, t: Catalogue, options: ChartOptions) -> Series:
    color, most = look.accent if target else look.helper, _largest(grid)
    marks = tuple(
        Mark(
            _CELL * mark.value / most[mark.region_id == NATION],
            y,
            mark.observation_id,
            tip=tip_of(mark, t, _UNIT),
            base=x,
            thickness=part * 0.94,
        )
        for mark, x, y, part in _placed(grid)
        if (mark.status == "target") == target
    )
    paint = Paint(CLEAR if target else color, Stroke(color, options.px(1.4)))
    name = t("chart.lifted.target") if target else t("chart.delisting.reported")
    return Series("target" if target else "reported", marks, name, paint=paint, in_legend=True)


def _largest(grid: Grid) -> dict[bool, float]:
    """The value whose bar fills a cell: one for the nation, one for all provinces."""
    most = {True: 0.0, False: 0.0}
    for mark in (mark for marks in grid.cells.values() for mark in marks):
        if not isnan(mark.value):
            nation = mark.region_id == NATION
            most[nation] = max(most[nation], mark.value)
    return {nation: value or 1.0 for nation, value in most.items()}


def _labels(grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> Series:
    size, gap = options.px(TEXT_PX), options.px(4)
    marks = [
        Mark(x, y, mark.observation_id, Label((_label(mark, t),), look.ink, size, gap=gap), tip_of(mark, t, _UNIT))
        for mark, x, y, _ in _placed(grid)
    ]
    return Series("label", tuple(marks))


def _label(mark: SeriesMark, t: Catalogue) -> str:
    """The value as reported; with its period where the column does not say it."""
    value = value_text(mark, t, _UNIT)
    return value if _year(mark) else t("chart.delisting.longer_value", value=value, period=mark.period)
