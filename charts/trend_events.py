"""Events and targets of a trend: lines through the plot, numbered flags above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import plotly.graph_objects as go

from charts.escaping import escape
from charts.events import Event, Flag, arrange
from charts.labels import FLAG_PX, FLAG_TEXT_PX
from charts.lettering import wrap
from charts.placement import Box
from charts.plane import Plane
from look.palette import Palette
from text.catalogue import Catalogue
from text.dates import format_date

# Texts are measured by rule of thumb: a line keeps a little away from where they end.
_AIR_PX: Final = 3.0


def add_events(
    figure: go.Figure, events: Sequence[Event], plane: Plane, look: Palette, t: Catalogue, labels: Sequence[Box] = ()
) -> None:
    """Add lines and flags, and the axis the flags stand on.

    Parameters
    ----------
    events : sequence of Event
        By date; none changes nothing.
    labels : sequence of Box
        Where texts stand: lines leave them out.

    Notes
    -----
    A target is a date to be met, not a value: it is a line, never a point. An event of which only the year or
    month is known gets a pale band as wide as that year or month instead of a line.
    """
    if not events:
        return
    px = plane.options.px
    flags = plane_flags(events, plane)
    rows = lanes(flags)
    top = plane.domain[1]
    figure.update_layout(
        yaxis3={
            "domain": [min(top + px(4) / plane.height_px, 0.999), 1],
            "range": [-0.5, rows - 0.5],
            "anchor": "x2",
            "visible": False,
            "fixedrange": True,
        },
        # An axis of its own, so that the lines of the years end below the flags.
        xaxis2={"matches": "x", "type": "date", "anchor": "y3", "visible": False, "fixedrange": True},
    )
    # One line a day, up to its topmost flag: several on top of one another would look thick.
    standing = sorted((flag for flag in flags if flag.shift_px == 0), key=lambda flag: flag.lane)
    highest = {(flag.event.first, flag.event.last, flag.event.target): flag for flag in (*flags, *standing)}
    for flag in highest.values():
        _add_line(figure, flag, rows, plane, look, labels)
    for target in (False, True):
        some = [flag for flag in flags if flag.event.target == target]
        if some:
            figure.add_trace(_flags(some, target, plane, look, t))


def plane_flags(events: Sequence[Event], plane: Plane) -> list[Flag]:
    """Arrange the flags of events above a plane.

    Parameters
    ----------
    events : sequence of Event
        By date.
    plane : Plane
        Its margins and time axis count; the height of its rows of flags does not.
    """
    half = plane.options.px(FLAG_PX / 2)
    # Plotly draws no marker beyond the ends of an axis.
    ends = (plane.left_px + half, plane.left_px + plane.width_px - 1)
    return arrange(events, plane.x_px, plane.options.px(FLAG_PX + 2), ends)


def lanes(flags: Sequence[Flag]) -> int:
    """Return how many rows some flags fill.

    Returns
    -------
    int
        0 without flags.
    """
    return 1 + max((flag.lane for flag in flags), default=-1)


def _add_line(figure: go.Figure, flag: Flag, rows: int, plane: Plane, look: Palette, labels: Sequence[Box]) -> None:
    """Mark the day of an event up to its flag; of one known to the year or month, that year or month."""
    event = flag.event
    top = plane.domain[1]
    if event.exact:
        for low, high in _parts(plane.x_px(event.day), top + (1 - top) * (flag.lane + 0.5) / rows, plane, labels):
            figure.add_shape(
                type="line",
                xref="x",
                yref="paper",
                x0=event.day.isoformat(),
                x1=event.day.isoformat(),
                y0=low,
                y1=high,
                layer="below",
                line={
                    "color": look.accent if event.target else look.quiet,
                    "width": plane.options.px(1.6 if event.target else 0.9),
                    "dash": "longdash" if event.target else "dot",
                },
            )
    else:
        figure.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=event.first.isoformat(),
            x1=event.last.isoformat(),
            y0=0,
            y1=top,
            layer="below",
            line={"width": 0},
            fillcolor=look.quiet,
            opacity=0.07,
        )


def _parts(x: float, top: float, plane: Plane, labels: Sequence[Box]) -> list[tuple[float, float]]:
    """A vertical line from the foot of the plotting area to its top, as shares of its height, without what texts cover."""
    foot = plane.options.height_px - plane.bottom_px
    air = plane.options.px(_AIR_PX)
    covered = [box for box in labels if box[0] - air < x < box[2] + air]
    parts, low = [], 0.0
    for first, last in sorted(((foot - box[3]) / plane.height_px, (foot - box[1]) / plane.height_px) for box in covered):
        if first > low:
            parts.append((low, first))
        low = max(low, last)
    return [*parts, (low, top)] if low < top else parts


def _flags(flags: Sequence[Flag], target: bool, plane: Plane, look: Palette, t: Catalogue) -> go.Scatter:
    px = plane.options.px
    color = look.accent if target else look.quiet
    return go.Scatter(
        x=[plane.later(flag.event.day, flag.shift_px) for flag in flags],
        y=[flag.lane for flag in flags],
        xaxis="x2",
        yaxis="y3",
        mode="markers+text",
        marker={"symbol": "square" if target else "circle", "size": px(FLAG_PX), "color": color, "opacity": 1},
        text=[str(flag.event.number) for flag in flags],
        textposition="middle center",
        textfont={"size": px(FLAG_TEXT_PX), "color": look.ground},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.ground}},
        cliponaxis=False,
        customdata=[flag.event.event_id for flag in flags],
        hovertext=[_hover(flag.event, t) for flag in flags],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": "target" if target else "event"},
    )


def _hover(event: Event, t: Catalogue) -> str:
    when = format_date(event.when, t.lang)
    head = t("chart.event.target_date", date=when) if event.target else when
    lines = [*wrap(event.title, 26), t("chart.hover.click")]
    return "<br>".join([f"<b>{escape(head)}</b>", *(escape(line) for line in lines)])
