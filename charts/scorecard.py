"""Pairs × aspects of assessment: how many figures are reported of each. It counts reports and rates nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, ChartOptions, Heading, add_heading, heading, layout, no_data
from charts.escaping import escape
from charts.lettering import width_em, wrap
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import MISSING

COLUMNS: Final = ("pairing_id", "helper", "recipient", "aspect_id", "aspect", "count")
"""Columns of a frame of counts; names are plain text in the reader's language. A pair and aspect without a row
counts 0."""

_SQUARE_PX: Final = 24.0
_ROW_PX: Final = 30.0
_TALLEST_PX: Final = 44.0
_HEAD_EM: Final = 11.0
_NAME_EM: Final = 24.0
_LINE: Final = 1.3
_WIDEST_PX: Final = 150.0


@dataclass(frozen=True)
class Card:
    """The grid: pairs down, aspects across, counts by both."""

    pairs: dict[str, tuple[str, str]]
    aspects: dict[str, str]
    counts: dict[tuple[str, str], int]


def scorecard_figure(card: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> go.Figure:
    """Draw how many figures are reported of each pair under each aspect.

    Parameters
    ----------
    card : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a pair and aspect; pairs and aspects keep the order in which they come up.
    options : ChartOptions
        The chart grows beyond its height when there are many pairs, and keeps below it when there are few.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace of filled squares with their counts (``meta.kind`` ``reported``) and one of hollow squares with a
        dash (``none``), all of one colour and size; ``customdata`` of a square is ``[pairing_id, aspect_id]``. An
        empty frame gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    grid = _grid(card)
    if not grid.pairs:
        return no_data(look, t, options)
    head = heading(t("chart.scorecard.title"), [t("chart.scorecard.note")], options)
    figure = go.Figure(layout=_layout(grid, head, look, t, options))
    add_heading(figure, head, look, options)
    cells = [(pair, aspect) for pair in grid.pairs for aspect in grid.aspects]
    for kind in ("reported", "none"):
        some = [cell for cell in cells if (grid.counts.get(cell, 0) > 0) == (kind == "reported")]
        if some:
            figure.add_trace(_squares(some, kind, grid, look, t, options))
    return figure


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
) -> go.Scatter:
    reported = kind == "reported"
    down, across = list(grid.pairs), list(grid.aspects)
    ink = look.ground if reported else look.quiet
    return go.Scatter(
        x=[across.index(aspect) for _, aspect in cells],
        y=[down.index(pair) for pair, _ in cells],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": options.px(_SQUARE_PX),
            # One colour whatever the number: a darker square would look like a better mark.
            "color": look.series[-1] if reported else "rgba(0,0,0,0)",
            "line": {"color": look.series[-1] if reported else look.line, "width": options.px(1.2)},
            "opacity": 1,
        },
        text=[str(grid.counts[cell]) if reported else MISSING for cell in cells],
        textposition="middle center",
        textfont={"size": options.px(SMALL_PX), "color": ink},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink}},
        cliponaxis=False,
        customdata=[[pair, aspect] for pair, aspect in cells],
        hovertext=[_hover(cell, grid, t) for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": kind},
    )


def _hover(cell: tuple[str, str], grid: Card, t: Catalogue) -> str:
    count = grid.counts.get(cell, 0)
    told = t("chart.scorecard.count", count=count) if count else t("chart.scorecard.none")
    lines = [grid.aspects[cell[1]], told]
    return "<br>".join([f"<b>{escape(_pair(cell[0], grid, t))}</b>", *(escape(line) for line in lines)])


def _pair(pairing: str, grid: Card, t: Catalogue) -> str:
    helper, recipient = grid.pairs[pairing]
    return t("chart.pair", helper=helper, recipient=recipient)


def _layout(grid: Card, head: Heading, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    px = options.px
    names = [wrap(_pair(pair, grid, t), _NAME_EM) for pair in grid.pairs]
    heads = [wrap(aspect, _HEAD_EM) for aspect in grid.aspects.values()]
    left = px(max(width_em(line) for lines in names for line in lines) * SMALL_PX + 16)
    top = head.height_px + px(max(len(lines) for lines in heads) * SMALL_PX * _LINE + 10)
    needed = max(_ROW_PX, max(len(lines) for lines in names) * SMALL_PX * _LINE + 6)
    bottom = px(6)
    row = min(max((options.height_px - top - bottom) / len(names), px(needed)), px(max(_TALLEST_PX, needed)))
    height = top + bottom + len(names) * row
    # Columns keep together on a wide screen, so that the eye finds its way back to the name.
    width = min(1.0, len(heads) * px(_WIDEST_PX) / max(1.0, options.width_px - left - px(8)))
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True, "showgrid": False}
    ink = {"size": px(SMALL_PX), "color": look.ink}
    return {
        **layout(look, options),
        "height": round(height),
        "margin": {"l": left, "r": px(8), "t": top, "b": bottom, "pad": 0},
        "xaxis": axis
        | {
            "range": [-0.5, len(heads) - 0.5],
            "domain": [0, width],
            "side": "top",
            "tickangle": 0,
            "tickvals": list(range(len(heads))),
            "ticktext": ["<br>".join(escape(line) for line in lines) for lines in heads],
            "tickfont": ink,
        },
        "yaxis": axis
        | {
            "range": [len(names) - 0.5, -0.5],
            "tickvals": list(range(len(names))),
            "ticktext": ["<br>".join(escape(line) for line in lines) for lines in names],
            "tickfont": ink,
            "ticklabelstandoff": round(px(8)),
            "showgrid": True,
            "gridcolor": look.line,
            "griddash": "dot",
            "gridwidth": 0.6,
        },
    }
