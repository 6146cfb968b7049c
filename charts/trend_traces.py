"""The traces of a trend: markers, the lines between them, arrows at bounds, bars for spans of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from charts.base import TEXT_PX, halo
from charts.escaping import escape
from charts.labels import ARROW_PX, MARKER_PX, NOWHERE, PlacedLabel
from charts.plane import Plane
from charts.series import FALLING, RISING, Join, JoinKind, Mark, Series, joins
from charts.words import hover_text
from data.dates import parse_date
from look.palette import Palette
from text.catalogue import Catalogue

#: Line style by what the line says; only two dates in one source are worth a solid one.
DASHES: Final[dict[JoinKind, str]] = {"end_points": "dash", "same_source": "solid", "sources_differ": "dot"}

# Marker by statistical basis: shape, and whether it is filled. Others follow in the order they come up.
_SYMBOLS: Final = {"survey": ("circle", True), "registration": ("square", True), "unstated": ("circle", False)}
# Not triangles: these say that a value is a bound.
_FURTHER: Final = (("diamond", True), ("star", True), ("diamond", False), ("star", False))
_TARGET: Final = "x-thin"


def add_joins(figure: go.Figure, series: Sequence[Series], plane: Plane, look: Palette) -> None:
    """Add the lines between reported values, a trace a series and kind of line."""
    colors = region_colors(series, look, sides=_sides(plane))
    for one in series:
        for kind, dash in DASHES.items():
            # A line to a zero would leave the logarithmic axis; the two marks then stand without one.
            lines = [join for join in joins(one) if join.kind == kind and not _leaves(join, plane)]
            if lines:
                figure.add_trace(
                    go.Scatter(
                        x=[x for join in lines for x in (join.first.on, join.second.on, None)],
                        y=[y for join in lines for y in (join.first.value, join.second.value, None)],
                        mode="lines",
                        line={"color": colors[one.region_id], "width": plane.options.px(1.6), "dash": dash},
                        hoverinfo="skip",
                        showlegend=False,
                        meta={"kind": kind, "region_id": one.region_id, "basis_id": one.basis_id},
                    )
                )


def _leaves(join: Join, plane: Plane) -> bool:
    return plane.in_strip(join.first.value) or plane.in_strip(join.second.value)


def add_spans(figure: go.Figure, series: Sequence[Series], plane: Plane, look: Palette) -> None:
    """Add a pale bar for each level whose date is a span: it holds somewhere in there, no source says where."""
    colors = region_colors(series, look, sides=_sides(plane))
    for one in series:
        marks = [mark for mark in one.marks if mark.point == "at" and has_span(mark)]
        for strip in sorted({plane.in_strip(mark.value) for mark in marks}):
            some = [mark for mark in marks if plane.in_strip(mark.value) == strip]
            figure.add_trace(
                go.Scatter(
                    x=[x for mark in some for x in (_first_day(mark), mark.on, None)],
                    y=[y for mark in some for y in (mark.value, mark.value, None)],
                    mode="lines",
                    line={"color": colors[one.region_id], "width": plane.options.px(5)},
                    opacity=0.35,
                    yaxis="y2" if strip else "y",
                    hoverinfo="skip",
                    showlegend=False,
                    meta={"kind": "spans", "region_id": one.region_id, "basis_id": one.basis_id},
                )
            )


def has_span(mark: Mark) -> bool:
    """Say whether a source dates a value to a span of several dates."""
    return bool(mark.period_start) and mark.period_start != mark.period_end


def _first_day(mark: Mark) -> object:
    first = parse_date(mark.period_start)
    return mark.on if first is None else first.first_day


def add_bounds(figure: go.Figure, series: Sequence[Series], plane: Plane, look: Palette) -> None:
    """Add an arrow to each value that is a bound, towards where the true value lies."""
    colors = region_colors(series, look, sides=_sides(plane))
    for one in series:
        marks = [m for m in one.marks if m.bound in RISING + FALLING and not plane.in_strip(m.value)]
        if not marks:
            continue
        ends = [plane.value_beyond(m.value, plane.options.px(ARROW_PX) * (1 if m.bound in RISING else -1)) for m in marks]
        heads = ["triangle-up" if m.bound in RISING else "triangle-down" for m in marks]
        figure.add_trace(
            go.Scatter(
                x=[x for m in marks for x in (m.on, m.on, None)],
                y=[y for m, end in zip(marks, ends, strict=True) for y in (m.value, end, None)],
                mode="lines+markers",
                line={"color": colors[one.region_id], "width": plane.options.px(1.6)},
                marker={
                    "symbol": [s for head in heads for s in ("circle", head, "circle")],
                    "size": [s for _ in marks for s in (0, plane.options.px(8), 0)],
                    "color": colors[one.region_id],
                    "line": {"width": 0},
                    "opacity": 1,
                },
                cliponaxis=False,
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "bounds", "region_id": one.region_id, "basis_id": one.basis_id},
            )
        )


def add_marks(
    figure: go.Figure,
    series: Sequence[Series],
    labels: Mapping[str, PlacedLabel],
    plane: Plane,
    look: Palette,
    t: Catalogue,
    unit: str,
) -> None:
    """Add the markers with their labels, a trace a series; zeros of a logarithmic chart in their strip.

    Parameters
    ----------
    labels : mapping of str to PlacedLabel
        By observation id; a mark without one is drawn bare.
    unit : str
        Unit of the indicator.
    """
    colors, symbols = region_colors(series, look, sides=_sides(plane)), basis_symbols(series)
    bare = PlacedLabel("", "middle right", NOWHERE)
    for one in series:
        told = _join_notes(one, t)
        for strip in (False, True):
            marks = [mark for mark in one.marks if plane.in_strip(mark.value) == strip]
            if not marks:
                continue
            placed = [labels.get(mark.observation_id, bare) for mark in marks]
            color = colors[one.region_id]
            figure.add_trace(
                go.Scatter(
                    x=[mark.on for mark in marks],
                    y=[mark.value for mark in marks],
                    yaxis="y2" if strip else "y",
                    mode="markers+text",
                    marker=marker([m.status for m in marks], symbols[one.basis_id], color, plane, look),
                    text=[label.text for label in placed],
                    textposition=[label.side for label in placed],
                    textfont={"color": color, "size": plane.options.px(TEXT_PX), "shadow": halo(look, plane.options)},
                    # Streamlit selects what was clicked; nothing else may fade for it.
                    unselected={"marker": {"opacity": 1}, "textfont": {"color": color}},
                    cliponaxis=False,
                    customdata=[mark.observation_id for mark in marks],
                    hovertext=[hover_text(m, t, unit, told.get(m.observation_id, ())) for m in marks],
                    hovertemplate="%{hovertext}<extra></extra>",
                    name=escape(one.name),
                    showlegend=False,
                    meta={"kind": "values", "region_id": one.region_id, "basis_id": one.basis_id},
                )
            )


def marker(statuses: Sequence[str], symbol: tuple[str, bool], color: str, plane: Plane, look: Palette) -> dict[str, Any]:
    """Return the marker of some values.

    Parameters
    ----------
    statuses : sequence of str
        One a value: targets look different.
    symbol : tuple of str and bool
        Plotly's symbol, and whether it is filled.

    Returns
    -------
    dict
        ``marker`` of a scatter trace.
    """
    shape, filled = symbol
    return {
        "symbol": [_TARGET if status == "target" else shape for status in statuses],
        "size": plane.options.px(MARKER_PX),
        "opacity": 1,
        # A hollow marker is filled with the ground, so that lines end at its rim.
        "color": color if filled else look.ground,
        "line": {"color": color, "width": plane.options.px(2)},
    }


def _join_notes(one: Series, t: Catalogue) -> dict[str, tuple[str, ...]]:
    """What the hover box of a mark says of the lines that end at it."""
    notes: dict[str, tuple[str, ...]] = {}
    for join in joins(one):
        if join.kind == "same_source":
            continue
        note = t("chart.hover.end_points") if join.kind == "end_points" else t("chart.hover.sources_differ")
        for mark in (join.first, join.second):
            told = notes.get(mark.observation_id, ())
            notes[mark.observation_id] = told if note in told else (*told, note)
    return notes


def region_colors(
    series: Sequence[Series], look: Palette, further: Iterable[str] = (), sides: Sequence[str] = ()
) -> dict[str, str]:
    """Give each region a colour; its series on different bases share it.

    Parameters
    ----------
    further : iterable of str
        Regions that may have no series.
    sides : sequence of str
        Regions that come first, in this order.

    Returns
    -------
    dict of str to str
        By region id, in the order the regions come up; colours come round again after the last.
    """
    regions = dict.fromkeys((*sides, *(one.region_id for one in series), *further))
    return {region: look.series[i % len(look.series)] for i, region in enumerate(regions)}


def basis_symbols(series: Sequence[Series]) -> dict[str, tuple[str, bool]]:
    """Give each statistical basis a marker.

    Returns
    -------
    dict of str to (str, bool)
        By basis id: plotly's symbol, and whether it is filled.
    """
    bases = dict.fromkeys(one.basis_id for one in series)
    further = [basis for basis in bases if basis not in _SYMBOLS]
    return {basis: _SYMBOLS.get(basis) or _FURTHER[further.index(basis) % len(_FURTHER)] for basis in bases}


def _sides(plane: Plane) -> tuple[str, ...]:
    """The regions that come first in the colours: charts that share these traces need not know any."""
    return getattr(plane.options, "sides", ())
