"""Pairings over time: a row for each partner and programme, and what the records do not say left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
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
from charts.events import Event, event_notes, to_events
from charts.labels import FLAG_PX
from charts.lettering import width_em, wrap
from charts.plane import Plane
from charts.scale import Scale
from charts.time_axis import time_axis
from charts.timeline_rows import Row, span_text, to_rows
from charts.timeline_traces import BAR_PX, Piece, add_arrows, add_bars, add_dotted, add_legend, legend_names
from charts.trend_events import add_events, lanes, plane_flags
from look.palette import Palette
from text.catalogue import Catalogue

_TEXT_LINE: Final = 1.3
_NAME_EM: Final = 18.0


def timeline_figure(
    spans: pd.DataFrame, events: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions
) -> go.Figure:
    """Draw since when, and until when, a region or a pair was paired.

    Parameters
    ----------
    spans : pandas.DataFrame
        Columns :data:`charts.timeline_rows.COLUMNS`, one row a pairing: dates as partial ISO dates, ``attested``
        the date of the source that names it; names are plain text in the reader's language.
    events : pandas.DataFrame
        Columns :data:`charts.events.COLUMNS`; numbered flags above the rows, captions below the title.
    options : ChartOptions
        The chart is as high as its rows need, whatever its height says.

    Returns
    -------
    plotly.graph_objects.Figure
        ``meta.kind`` of a trace: ``span`` (from the start to the end, or as far as it is attested), ``within``
        (the year or month that a start or end is known to), ``onward`` (no end recorded: to an arrow at the end of
        the axis), ``unknown_start`` (a dotted line that leads to the date it is attested at), ``arrow``,
        ``attested``, ``label``, ``event``, ``target`` or ``legend``; ``customdata`` the pairing ids, of flags the
        event ids. ``layout.meta.left_out`` lists pairings without any date. Without a dated pairing the figure
        says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    rows, undated = to_rows(spans, t)
    if not rows:
        return no_data(look, t, options)
    dated = to_events(events, t)
    notes = [t("chart.timeline.note")]
    if undated:
        notes.append(t("chart.timeline.left_out", count=len(undated)))
    head = heading(t("chart.timeline.title"), [*notes, *event_notes(events, t)], options)
    plane = _plane(rows, dated, head, look, t, options)
    pieces = _pieces(rows, plane)
    figure = go.Figure(layout=_layout(rows, plane, look))
    add_heading(figure, head, look, options)
    add_events(figure, dated, plane, look, t)
    for kind in ("span", "within", "onward"):
        add_bars(figure, [piece for piece in pieces if piece.kind == kind], kind, plane, look, t)
    add_dotted(figure, [piece for piece in pieces if piece.kind == "unknown_start"], plane, look, t)
    add_arrows(figure, [piece for piece in pieces if piece.kind == "onward"], plane, look, t)
    _add_labels(figure, rows, plane, look, t)
    add_legend(figure, pieces, plane, look, t)
    figure.layout.meta = {"left_out": undated}
    return figure


def _lane_px() -> float:
    """A bar and the words above it."""
    return SMALL_PX * _TEXT_LINE + BAR_PX + 9


def _row_px(row: Row) -> float:
    words = len(_name_lines(row)) * SMALL_PX * _TEXT_LINE + 10
    return max(row.lanes * _lane_px() + 6, words)


def _name_lines(row: Row) -> list[str]:
    return [*wrap(row.partner, _NAME_EM), *wrap(row.programme, _NAME_EM)]


def _plane(
    rows: Sequence[Row], events: Sequence[Event], head: Heading, look: Palette, t: Catalogue, options: ChartOptions
) -> Plane:
    px = options.px
    years = [day.year for row in rows for _, span in row.spans for day in span.days]
    years += [day.year for event in events for day in (event.first, event.last)]
    total = sum(_row_px(row) for row in rows)
    left = px(max(width_em(line) for row in rows for line in _name_lines(row)) * SMALL_PX * 1.06 + 14)
    bottom = px(26) + legend_height_px(legend_names(t), options)
    # The last label begins at its bar and runs on to the right.
    plane = Plane(
        options,
        left,
        px(26),
        head.height_px,
        bottom,
        min(years),
        max(max(years), min(years) + 3),
        Scale("linear", 0.0, total, ()),
        0.0,
        0.0,
        px(26),
    )
    flag_rows = lanes(plane_flags(events, plane))
    lanes_px = flag_rows * px(FLAG_PX + 3) + (px(4) if flag_rows else 0)
    height = round(px(total) + lanes_px + plane.top_px + bottom)
    return Plane(**{**vars(plane), "options": replace(options, height_px=height), "lanes_px": lanes_px})


def _tops(rows: Sequence[Row]) -> list[float]:
    """Where each row begins, from the top, in px at scale 1."""
    return [sum(_row_px(row) for row in rows[:i]) for i in range(len(rows))]


def _pieces(rows: Sequence[Row], plane: Plane) -> list[Piece]:
    found = []
    begin, end = plane.days
    for row, top in zip(rows, _tops(rows), strict=True):
        for lane, span in row.spans:
            y = _bar_y(row, top, lane)
            for kind, first, last in span.pieces(begin, end):
                found.append(Piece(span, kind, first, last, y))
    return found


def _bar_y(row: Row, top: float, lane: int) -> float:
    """Middle of a bar: rows are as high as their names need, bars stand in the middle of what is left."""
    spare = (_row_px(row) - row.lanes * _lane_px()) / 2
    return top + spare + lane * _lane_px() + SMALL_PX * _TEXT_LINE + BAR_PX / 2 + 2


def _add_labels(figure: go.Figure, rows: Sequence[Row], plane: Plane, look: Palette, t: Catalogue) -> None:
    """Write the dates above each bar, at its beginning, or as far left of it as they need."""
    px = plane.options.px
    texts, days, heights = [], [], []
    for row, top in zip(rows, _tops(rows), strict=True):
        for lane, span in row.spans:
            text = span_text(span, t)
            room = plane.left_px + plane.width_px + plane.right_px - px(4) - px(width_em(text) * SMALL_PX)
            beyond = plane.x_px(span.days[0]) - room
            days.append(plane.later(span.days[0], -max(0.0, beyond)))
            texts.append(escape(text))
            heights.append(_bar_y(row, top, lane) - BAR_PX / 2 - 1)
    figure.add_trace(
        go.Scatter(
            x=days,
            y=heights,
            text=texts,
            mode="text",
            textposition="top right",
            textfont={"size": px(SMALL_PX), "color": look.ink, "shadow": halo(look, plane.options)},
            unselected={"textfont": {"color": look.ink}},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
            meta={"kind": "label"},
        )
    )


def _layout(rows: Sequence[Row], plane: Plane, look: Palette) -> dict[str, Any]:
    options, tops = plane.options, _tops(rows)
    named = [
        "<br>".join(
            [
                *(f"<b>{escape(line)}</b>" for line in wrap(row.partner, _NAME_EM)),
                *(escape(line) for line in wrap(row.programme, _NAME_EM) if line),
            ]
        )
        for row in rows
    ]
    return {
        **layout(look, options),
        "margin": {"l": plane.left_px, "r": plane.right_px, "t": plane.top_px, "b": plane.bottom_px, "pad": 0},
        "showlegend": True,
        "legend": legend(look, options),
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": time_axis(plane, look),
        "yaxis": {
            "range": [plane.scale.high, 0],
            "domain": list(plane.domain),
            "tickmode": "array",
            "tickvals": [top + _row_px(row) / 2 for row, top in zip(rows, tops, strict=True)],
            "ticktext": named,
            "tickfont": {"size": options.px(SMALL_PX), "color": look.ink},
            "ticklabelstandoff": round(options.px(8)),
            "minor": {"tickvals": tops[1:], "showgrid": True, "gridcolor": look.line},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }
