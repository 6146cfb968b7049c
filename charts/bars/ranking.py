"""A fair ranking: regions of one level by what is reported of one year on one basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, TEXT_PX, ChartOptions, Heading, heading, legend_height_px
from charts.spec import CLEAR, Axis, ChartSpec, Label, Mark, Paint, Panel, Rule, Series, Stroke, Tick, message
from charts.spec.rows import lay_rows, names, names_em
from charts.trend.series import COLUMNS as SERIES_COLUMNS
from charts.trend.series import Mark as SeriesMark
from charts.trend.series import to_marks
from charts.words import tip_of
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em
from text.numbers import MISSING
from text.quantity import quantity, unit_word

COLUMNS: Final = (*SERIES_COLUMNS, "rank_first", "rank_last")
"""Columns of a ranking: points, and the ranks of :func:`data.figures.ranking.ranking`."""

_EXACT: Final = ("=", "~")
_ROW_PX: Final = 21.0
_TALLEST_PX: Final = 34.0
_BAR: Final = 0.72
_NAME_EM: Final = 18.0


@dataclass(frozen=True)
class RankingOptions(ChartOptions):
    """How a ranking is drawn.

    Parameters
    ----------
    indicator, basis, level : str
        Names in the reader's language, plain text.
    unit : str
        Unit of the indicator.
    cautions : tuple of str
        Further lines of the subtitle, plain text: what to keep in mind.
    ranked : bool
        False puts the values side by side: no ranks, and a title that promises none.
    """

    indicator: str = ""
    basis: str = ""
    level: str = ""
    year: int = 0
    unit: str = "%"
    cautions: tuple[str, ...] = ()
    ranked: bool = True


@dataclass(frozen=True)
class Place:
    """A row of the ranking: a mark and its rank, '' without one, and whether the value is only a bound."""

    mark: SeriesMark
    rank: str
    is_bound: bool


def ranking_spec(rows: pd.DataFrame, look: Palette, t: Catalogue, options: RankingOptions) -> ChartSpec:
    """Draw a ranking as bars, one a reported value.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns :data:`COLUMNS`, in the order in which they are drawn from the top; values are not negative.
    options : RankingOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    ChartSpec
        Bars of values (kind ``values``) and hatched bars of bounds (``bounds``) with the values as reported at
        their ends; records are observations. Ranks stand beside the names, a dash for a bound,
        a span where a region's place depends on which of its values counts. ``meta["left_out"]`` lists what has no
        number. An empty frame gives a chart that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    places, left_out = _places(rows)
    if not places:
        return message(t("chart.empty"), look, options)
    head = _heading(places, t, options)
    bars = [_bars(places, bound, look, t, options) for bound in (False, True)]
    bars = [bar for bar in bars if bar.marks]
    exact = sum(not place.is_bound for place in places)
    kinds = [bar.name for bar in bars]
    if len(kinds) < 2 and not places[0].is_bound:
        # One kind needs no legend.
        bars = [replace(bar, in_legend=False) for bar in bars]
    px = options.px
    right = px(max(width_em(_value(place.mark, t, options)) for place in places) * TEXT_PX + 14)
    laid = lay_rows(
        _ticks(places, options, right),
        head,
        look,
        options,
        below=(legend_height_px(kinds, options) if any(bar.in_legend for bar in bars) else 0.0) + px(8),
        right=right,
        least=_ROW_PX,
        air=5,
        most=_TALLEST_PX,
    )
    # Bars begin at zero, and the longest ends at the edge: its label stands in the margin. Every bar carries its value.
    across = Axis(0.0, max(place.mark.value for place in places) or 1.0, visible=False)
    apart = Rule((0.0, 1.0), (exact - 0.5, exact - 0.5), "x", Stroke(look.border_province, 1, "dot"))
    panel = Panel(across, laid.axis, tuple(bars), (apart,) if 0 < exact < len(places) else ())
    return ChartSpec(
        options,
        look,
        laid.height_px,
        laid.margin,
        head.text,
        notes=head.all_notes,
        panels=(panel,),
        unit=unit_word(options.unit, t),
        meta={"left_out": left_out},
    )


def _places(rows: pd.DataFrame) -> tuple[list[Place], list[str]]:
    places, left_out = [], []
    ranks = rows[["rank_first", "rank_last"]].itertuples(index=False)
    for mark, (first, last) in zip(to_marks(rows), ranks, strict=True):
        if isnan(mark.value):
            left_out.append(mark.observation_id)
        elif mark.bound not in _EXACT or isnan(first):
            places.append(Place(mark, "", mark.bound not in _EXACT))
        else:
            places.append(Place(mark, f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}", False))
    return places, left_out


def _heading(places: Sequence[Place], t: Catalogue, options: RankingOptions) -> Heading:
    of = {"basis": options.basis, "year": options.year, "level": options.level, "count": _regions(places)}
    if not options.ranked:
        title = t("chart.ranking.side_by_side", indicator=options.indicator)
        return heading(title, [t("chart.ranking.unranked", **of), *options.cautions], options)
    notes = [t("chart.ranking.of", **of)]
    if any("–" in place.rank for place in places):
        notes.append(t("chart.ranking.spans"))
    return heading(t("chart.ranking.title", indicator=options.indicator), [*notes, *options.cautions], options)


def _regions(places: Sequence[Place]) -> int:
    return len({place.mark.region_id for place in places if not place.is_bound})


def _bars(places: Sequence[Place], bound: bool, look: Palette, t: Catalogue, options: RankingOptions) -> Series:
    color, px = look.series[-1], options.px
    marks = [
        Mark(
            place.mark.value,
            y,
            place.mark.observation_id,
            Label((_value(place.mark, t, options),), look.ink, px(TEXT_PX), gap=px(4), halo=False),
            tip_of(place.mark, t, options.unit),
            thickness=_BAR,
        )
        for y, place in enumerate(places)
        if place.is_bound == bound
    ]
    paint = Paint(CLEAR if bound else color, Stroke(color, px(1)), color if bound else "", px(6))
    name = t("chart.ranking.bound") if bound else t("chart.ranking.value")
    return Series("bounds" if bound else "values", tuple(marks), name, paint=paint, in_legend=True)


def _value(mark: SeriesMark, t: Catalogue, options: RankingOptions) -> str:
    return quantity(mark.value, options.unit, mark.bound, t)


def _ticks(places: Sequence[Place], options: RankingOptions, right: float) -> tuple[Tick, ...]:
    ranks = [place.rank or MISSING if options.ranked else "" for place in places]
    behind_px = options.px(max(width_em(f"  {rank}") if rank else 0.0 for rank in ranks) * SMALL_PX * BOLD)
    ticks = names([place.mark.name for place in places], names_em(_NAME_EM, options, right + behind_px))
    return tuple(replace(tick, behind=rank) for tick, rank in zip(ticks, ranks, strict=True))
