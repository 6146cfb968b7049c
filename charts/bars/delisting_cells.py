"""The cells of counties delisted: which value stands where, in which tint, and what was counted over more than a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions
from charts.spec import CLEAR, Label, Mark, Paint, Series, Stroke, Tip
from charts.trend.series import Mark as SeriesMark
from charts.trend.series import to_marks
from charts.words import tip_of
from data.figures.delisted import OTHER_LISTS
from data.places.areas import NATION
from look.color import ink_on
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em
from text.numbers import MISSING, format_value

UNIT: Final = "county"
#: How much of a cell a tint fills.
CELL: Final = 0.94
_YEARS: Final = 4
#: How much of it where nobody reported the number: it was counted, and compares with the others.
COUNTED_CELL: Final = 0.62
#: Lower bounds of the classes of a tint, from the second on.
_BREAKS: Final = (6.0, 11.0, 21.0)
_APART_EM: Final = 1.8
#: Words behind the years stand so far from the last cell, in units of a cell.
_OFF: Final = 0.08


@dataclass(frozen=True)
class Grid:
    """Regions down, years across; what is counted over more than a year stands behind them, by region."""

    regions: dict[str, str]
    years: list[str]
    cells: dict[tuple[str, str], list[SeriesMark]]
    totals: dict[str, list[SeriesMark]]
    left_out: list[str]
    counted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def starred(self) -> bool:
        """Whether a value counts counties of other lists than the nation's: it does not compare with the others."""
        marks = (mark for group in (self.cells, self.totals) for each in group.values() for mark in each)
        return any(mark.basis_id in OTHER_LISTS for mark in marks)

    @property
    def fills(self) -> bool:
        """Whether a number that was counted stands where nothing is reported."""
        return any(self.counted_in(region, year) for region in self.regions for year in self.years)

    def counted_in(self, region: str, year: str) -> int:
        """Return what was counted where nothing is reported; 0 where something is, or where none was counted."""
        return 0 if (region, year) in self.cells else self.counted.get(region, {}).get(year, 0)

    def is_beyond(self, mark: SeriesMark) -> bool:
        """Whether a value of the national list, as far as its source says, is more than that list has."""
        on_list = sum(self.counted.get(mark.region_id, {}).values())
        return mark.status == "reported" and mark.basis_id not in OTHER_LISTS and 0 < on_list < mark.value

    @property
    def daggered(self) -> bool:
        """Whether a total is more than the national list has."""
        return any(self.is_beyond(mark) for marks in self.totals.values() for mark in marks)

    @property
    def conflicts(self) -> list[tuple[str, str]]:
        """Cells with several values."""
        return [cell for cell, marks in self.cells.items() if len(marks) > 1]


def grid_of(points: pd.DataFrame, counted: Mapping[str, Mapping[str, int]] | None = None) -> Grid:
    """Sort reported values into cells.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`. The nation comes first, the others by their codes.
    counted : mapping of str to (mapping of str to int), optional
        Region id to year to how many counties of a list left it, for cells of which nothing is reported.
    """
    counted = counted or {}
    marks = to_marks(points)
    drawn = [mark for mark in marks if mark.drawable]
    cells: dict[tuple[str, str], list[SeriesMark]] = {}
    totals: dict[str, list[SeriesMark]] = {}
    for mark in drawn:
        if year := _year(mark):
            cells.setdefault((mark.region_id, year), []).append(mark)
        else:
            totals.setdefault(mark.region_id, []).append(mark)
    regions = {mark.region_id for mark in drawn}
    listed = {year for region in regions if cells for year, n in counted.get(region, {}).items() if n}
    single = sorted({int(year) for year in ({year for _, year in cells} | listed)})
    # A year between two others of which nothing is reported is missing too.
    years = [str(year) for year in range(single[0], single[-1] + 1)] if single else []
    shorts = {mark.region_id: mark.short for mark in drawn}
    order = sorted(shorts, key=lambda region: (region != NATION, region))
    undated = [mark.observation_id for mark in marks if not mark.drawable]
    return Grid({region: shorts[region] for region in order}, years, cells, totals, undated, counted)


def split(grid: Grid, blocks: int) -> list[Grid]:
    """Split a grid into blocks of rows, the first ones no shorter than the last; all have the same years."""
    regions = list(grid.regions.items())
    each = -(-len(regions) // blocks)
    return [replace(grid, regions=dict(regions[n : n + each])) for n in range(0, len(regions), each)]


def _year(mark: SeriesMark) -> str:
    """The year a value is of; empty where it covers several, or where no source says since when."""
    start, end = mark.period_start[:_YEARS], mark.period_end[:_YEARS]
    return end if start == end else ""


def cell_series(grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> list[Series]:
    """Return the tints of the cells and the numbers on them; none of a kind that does not occur.

    Returns
    -------
    list of Series
        Kinds ``reported`` and ``counted`` (one a class, from few to many, in the same tints), ``nation``, ``derived`` and
        ``target`` of bars, ``label`` of numbers and ``missing`` of dashes, and of what was counted for the nation. Two
        values of one cell share it side by side. A class is in the legend once.
    """
    kinds: dict[tuple[str, int], list[Mark]] = {}
    words: dict[str, list[Mark]] = {}
    size = options.px(SMALL_PX + 1)
    for mark, left, row, wide in _placed(grid):
        kind, step = _kind(mark)
        tip = tip_of(mark, t, UNIT)
        kinds.setdefault((kind, step), []).append(
            Mark(wide, row, mark.observation_id, tip=tip, base=left, thickness=CELL * 0.94)
        )
        ink = ink_on(_paint(kind, step, look, options).fill, look.ink, look.ground) if kind == "reported" else look.ink
        label = Label((_number(mark, t),), ink, size, "middle center", int(kind == "nation"), halo=False)
        words.setdefault(ink, []).append(Mark(left + wide / 2, row, mark.observation_id, label, tip))
    for n, x, y, tip in _counted(grid, t):
        step = _class(n)
        bar = Mark(COUNTED_CELL, y, tip=tip, base=x - COUNTED_CELL / 2, thickness=COUNTED_CELL)
        kinds.setdefault(("counted", step), []).append(bar)
        ink = ink_on(_paint("counted", step, look, options).fill, look.ink, look.ground)
        label = Label((str(n),), ink, options.px(SMALL_PX), "middle center", halo=False)
        words.setdefault(ink, []).append(Mark(x, y, label=label, tip=tip))
    bars = [
        Series(
            kind,
            tuple(kinds[kind, step]),
            _name(kind, step, t),
            paint=_paint(kind, step, look, options),
            in_legend=kind != "nation" and not (kind == "counted" and ("reported", step) in kinds),
        )
        for kind, step in sorted(kinds, key=lambda kind: (kind[0] not in _TINTED, kind[1], _ORDER.index(kind[0])))
    ]
    numbers = [Series("label", tuple(marks)) for marks in words.values()]
    return [*bars, _missing(grid, look, t, options), *numbers]


_ORDER: Final = ("reported", "counted", "nation", "derived", "target")
_TINTED: Final = _ORDER[:2]


def _placed(grid: Grid) -> Iterator[tuple[SeriesMark, float, float, float]]:
    """Yield each value with the left end, row and width of its part of a cell."""
    regions = list(grid.regions)
    for (region, year), marks in grid.cells.items():
        if region not in grid.regions:
            continue
        wide = CELL / len(marks)
        for i, mark in enumerate(marks):
            left = grid.years.index(year) - CELL / 2 + i * wide
            yield mark, left, float(regions.index(region)), wide * (0.97 if len(marks) > 1 else 1)


def _kind(mark: SeriesMark) -> tuple[str, int]:
    if mark.status in ("derived", "target"):
        return mark.status, 0
    return ("nation", 0) if mark.region_id == NATION else ("reported", _class(mark.value))


def _class(value: float) -> int:
    return sum(value >= low for low in _BREAKS)


def _counted(grid: Grid, t: Catalogue) -> Iterator[tuple[int, float, float, Tip]]:
    """Yield what was counted of provinces where nothing is reported: number, column, row and hover box."""
    for y, (region, name) in enumerate(grid.regions.items()):
        for x, year in enumerate(grid.years):
            n = grid.counted_in(region, year)
            if n and region != NATION:
                yield n, float(x), float(y), Tip((name, year), (t("chart.delisting.counted"),))


def _paint(kind: str, step: int, look: Palette, options: ChartOptions) -> Paint:
    """The nation has no tint: its numbers are of another size. What nobody reported as such is hollow."""
    if kind in _TINTED:
        return Paint(look.ramp(len(_BREAKS) + 2, "devon")[step + 1])
    edges = {"derived": Stroke(look.quiet, options.px(1.2)), "target": Stroke(look.accent, options.px(1.4))}
    return Paint(CLEAR, edges.get(kind))


def _name(kind: str, step: int, t: Catalogue) -> str:
    if kind == "derived":
        return t("chart.delisting.derived")
    if kind == "target":
        return t("chart.lifted.target")
    bounds = list(pairwise((1.0, *_BREAKS)))
    if step == len(bounds):
        return t("chart.delisting.class_open", low=f"{_BREAKS[-1]:.0f}")
    return t("chart.delisting.class", low=f"{bounds[step][0]:.0f}", high=f"{bounds[step][1] - 1:.0f}")


def _missing(grid: Grid, look: Palette, t: Catalogue, options: ChartOptions) -> Series:
    def label(text: str) -> Label:
        return Label((text,), look.quiet, options.px(SMALL_PX), "middle center", halo=False)

    def tip_text(n: int) -> str:
        return t("chart.delisting.counted") if n else t("chart.delisting.missing")

    empty = [
        (x, y, name, year, grid.counted_in(region, year))
        for y, (region, name) in enumerate(grid.regions.items())
        for x, year in enumerate(grid.years)
        if (region, year) not in grid.cells and (region == NATION or not grid.counted_in(region, year))
    ]
    return Series(
        "missing",
        tuple(
            Mark(float(x), float(y), label=label(str(n) if n else MISSING), tip=Tip((name, year), (tip_text(n),)))
            for x, y, name, year, n in empty
        ),
    )


def _number(mark: SeriesMark, t: Catalogue) -> str:
    number = format_value(mark.value, UNIT, mark.bound, t.lang)
    return t("chart.delisting.starred", number=number) if mark.basis_id in OTHER_LISTS else number


def total_marks(
    grid: Grid, room_px: float, cell_px: float, look: Palette, t: Catalogue, options: ChartOptions
) -> tuple[Series, int]:
    """Return what was counted over more than a year as words behind the years: the latest, and as many before as fit.

    Parameters
    ----------
    room_px, cell_px : float
        Width of the words' column, and of a cell, whose unit is that of the axis.

    Returns
    -------
    series, left_out : Series, int
        Kind ``total``; how many found no room.
    """
    size, left_out, marks = options.px(SMALL_PX), 0, []
    for row, region in enumerate(grid.regions):
        own = sorted(grid.totals.get(region, ()), key=lambda mark: (mark.status != "target", mark.on))
        if not room_px:
            left_out += len(own)
            continue
        x = 0.0
        for n, text in enumerate(_fitting([_total(mark, grid, t) for mark in own], room_px / size)):
            mark = own[len(own) - 1 - n]
            label = Label((text,), look.ink if n == 0 else look.quiet, size, "middle right", halo=False)
            at = len(grid.years) - 0.5 + _OFF + x / cell_px
            marks.append(Mark(at, float(row), mark.observation_id, label, tip_of(mark, t, UNIT)))
            x += (width_em(text) + _APART_EM) * size
        left_out += len(own) - sum(mark.y == row for mark in marks)
    return Series("total", tuple(marks)), left_out


def _fitting(texts: Sequence[str], room_em: float) -> list[str]:
    """The latest of some texts and those before it that fit into a line, the latest first; one in any case."""
    fitting: list[str] = []
    for text in reversed(texts):
        room_em -= width_em(text) + (_APART_EM if fitting else 0)
        if fitting and room_em < 0:
            break
        fitting.append(text)
    return fitting


def totals_em(grid: Grid, t: Catalogue) -> tuple[float, float]:
    """Return the least width of the words' column, one value a row, and that of all of them; both 0 without any."""
    rows = [[width_em(_total(mark, grid, t)) for mark in marks] for marks in grid.totals.values()]
    if not rows:
        return 0.0, 0.0
    return max(max(row) for row in rows), max(sum(row) + _APART_EM * (len(row) - 1) for row in rows)


def _total(mark: SeriesMark, grid: Grid, t: Catalogue) -> str:
    value = _number(mark, t)
    value = t("chart.delisting.daggered", number=value) if grid.is_beyond(mark) else value
    value = t("chart.status.target_value", value=value) if mark.status == "target" else value
    return t("chart.delisting.longer_value", value=value, period=mark.period)
