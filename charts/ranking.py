"""A fair ranking: regions of one level by what is reported of one year on one basis."""

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
    heading,
    layout,
    legend,
    legend_height_px,
    no_data,
)
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.quantity import quantity
from charts.series import COLUMNS as SERIES_COLUMNS
from charts.series import Mark, to_marks
from charts.words import hover_text
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import MISSING

COLUMNS: Final = (*SERIES_COLUMNS, "rank_first", "rank_last")
"""Columns of a ranking: points, and the ranks of :func:`data.ranking.ranking`."""

_EXACT: Final = ("=", "~")
_ROW_PX: Final = 21.0
_TALLEST_PX: Final = 34.0
_BAR: Final = 0.72
_LINE: Final = 1.3
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

    mark: Mark
    rank: str
    is_bound: bool


def ranking_figure(rows: pd.DataFrame, look: Palette, t: Catalogue, options: RankingOptions) -> go.Figure:
    """Draw a ranking as bars, one a reported value.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns :data:`COLUMNS`, in the order in which they are drawn from the top; values are not negative.
    options : RankingOptions
        The chart grows beyond its height when there are many regions, and keeps below it when there are few.

    Returns
    -------
    plotly.graph_objects.Figure
        Bars of values (``meta.kind`` ``values``) and hatched bars of bounds (``bounds``) with the values as reported at
        their ends (``label``); ``customdata`` is the observation id. Ranks stand beside the names, a dash for a bound,
        a span where a region's place depends on which of its values counts. ``layout.meta.left_out`` lists what has no
        number. An empty frame gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    places, left_out = _places(rows)
    if not places:
        return no_data(look, t, options)
    head = _heading(places, t, options)
    figure = go.Figure(layout=_layout(places, head, look, t, options))
    add_heading(figure, head, look, options)
    for bound in (False, True):
        _add_bars(figure, places, bound, look, t, options)
    _add_labels(figure, places, look, t, options)
    exact = sum(_is_exact(place) for place in places)
    if 0 < exact < len(places):
        line = {"color": look.border_province, "width": 1, "dash": "dot"}
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=exact - 0.5, y1=exact - 0.5, line=line, layer="below")
    figure.layout.meta = {"left_out": left_out}
    return figure


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


def _is_exact(place: Place) -> bool:
    return not place.is_bound


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
    return len({place.mark.region_id for place in places if _is_exact(place)})


def _add_bars(
    figure: go.Figure, places: Sequence[Place], bound: bool, look: Palette, t: Catalogue, options: RankingOptions
) -> None:
    some = [(y, place.mark) for y, place in enumerate(places) if _is_exact(place) != bound]
    if not some:
        return
    color = look.series[-1]
    pattern = {"shape": "/", "fgcolor": color, "bgcolor": "rgba(0,0,0,0)", "size": options.px(6), "solidity": 0.2}
    figure.add_trace(
        go.Bar(
            x=[mark.value for _, mark in some],
            y=[y for y, _ in some],
            orientation="h",
            width=_BAR,
            marker={
                "color": "rgba(0,0,0,0)" if bound else color,
                "pattern": pattern if bound else {},
                "line": {"color": color, "width": options.px(1)},
                "opacity": 1,
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[mark.observation_id for _, mark in some],
            hovertext=[hover_text(mark, t, options.unit) for _, mark in some],
            hovertemplate="%{hovertext}<extra></extra>",
            name=escape(t("chart.ranking.bound") if bound else t("chart.ranking.value")),
            showlegend=True,
            meta={"kind": "bounds" if bound else "values"},
        )
    )


def _add_labels(figure: go.Figure, places: Sequence[Place], look: Palette, t: Catalogue, options: RankingOptions) -> None:
    marks = [place.mark for place in places]
    figure.add_trace(
        go.Scatter(
            x=[mark.value for mark in marks],
            y=list(range(len(marks))),
            mode="text",
            text=["\u00a0" + escape(_value(mark, t, options)) for mark in marks],
            textposition="middle right",
            textfont={"size": options.px(TEXT_PX), "color": look.ink},
            unselected={"textfont": {"color": look.ink}},
            cliponaxis=False,
            customdata=[mark.observation_id for mark in marks],
            hovertext=[hover_text(mark, t, options.unit) for mark in marks],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
            meta={"kind": "label"},
        )
    )


def _value(mark: Mark, t: Catalogue, options: RankingOptions) -> str:
    return quantity(mark.value, options.unit, mark.bound, t)


def _layout(places: Sequence[Place], head: Heading, look: Palette, t: Catalogue, options: RankingOptions) -> dict[str, Any]:
    px = options.px
    names = [wrap(place.mark.name, _NAME_EM) for place in places]
    ranks = [place.rank or MISSING if options.ranked else "" for place in places]
    widths = [max(map(width_em, lines)) + width_em(f"  {rank}") * 1.06 for lines, rank in zip(names, ranks, strict=True)]
    left = px(max(widths) * SMALL_PX + 14)
    right = px(max(width_em(_value(place.mark, t, options)) for place in places) * TEXT_PX + 14)
    kinds = [t("chart.ranking.value"), *([] if all(map(_is_exact, places)) else [t("chart.ranking.bound")])]
    below = (legend_height_px(kinds, options) if len(kinds) > 1 else 0.0) + px(8)
    needed = max(_ROW_PX, max(map(len, names)) * SMALL_PX * _LINE + 5)
    row = min(max((options.height_px - head.height_px - below) / len(places), px(needed)), px(max(_TALLEST_PX, needed)))
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True, "showgrid": False}
    return {
        **layout(look, options),
        "height": round(head.height_px + below + len(places) * row),
        "margin": {"l": left, "r": right, "t": head.height_px, "b": below, "pad": 0},
        "showlegend": len(kinds) > 1,
        "legend": legend(look, options),
        "barmode": "overlay",
        "xaxis": axis
        | {
            # Bars begin at zero, and the longest ends at the edge: its label stands in the margin.
            "range": [0, max([place.mark.value for place in places]) or 1],
            # Every bar carries its value: the axis has nothing to add.
            "visible": False,
        },
        "yaxis": axis
        | {
            "range": [len(places) - 0.5, -0.5],
            "tickvals": list(range(len(places))),
            "ticktext": [_tick(lines, rank) for lines, rank in zip(names, ranks, strict=True)],
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "ticklabelstandoff": round(px(6)),
        },
    }


def _tick(lines: Sequence[str], rank: str) -> str:
    name = "<br>".join(escape(line) for line in lines)
    return f"{name}\u00a0\u00a0<b>{rank}</b>" if rank else name
