"""Events and targets of a trend: lines through the plot, numbered flags above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from charts.spec import Axis, Label, Mark, Panel, Rule, Series, Sign, Stroke, Tip
from charts.spec.plane import Plane
from charts.trend.events import Event, Flag, arrange
from charts.trend.labels import FLAG_PX, FLAG_TEXT_PX
from charts.trend.placement import Box
from look.palette import Palette
from text.catalogue import Catalogue
from text.dates import format_date

# Texts are measured by rule of thumb: a line keeps a little away from where they end.
_AIR_PX: Final = 3.0


def event_lines(events: Sequence[Event], plane: Plane, look: Palette, labels: Sequence[Box] = ()) -> list[Rule]:
    """Return the lines of events through the plotting area, up to their flags.

    Parameters
    ----------
    events : sequence of Event
        By date.
    labels : sequence of Box
        Where texts stand: lines leave them out.

    Notes
    -----
    A target is a date to be met, not a value: it is a line, never a point. An event of which only the year or
    month is known gets a pale band as wide as that year or month instead of a line.
    """
    flags = plane_flags(events, plane)
    # One line a day, up to its topmost flag: several on top of one another would look thick.
    standing = sorted((flag for flag in flags if flag.shift_px == 0), key=lambda flag: flag.lane)
    highest = {(flag.event.first, flag.event.last, flag.event.target): flag for flag in (*flags, *standing)}
    return [rule for flag in highest.values() for rule in _line(flag, lanes(flags), plane, look, labels)]


def flag_panel(events: Sequence[Event], plane: Plane, look: Palette, t: Catalogue) -> tuple[Panel, ...]:
    """Return the panel of the flags above the plot, on axes of its own: the lines of the years end below it.

    Returns
    -------
    tuple of Panel
        Number 3; empty without events.
    """
    flags = plane_flags(events, plane)
    if not flags:
        return ()
    first, last = plane.days
    foot = min(plane.domain[1] + plane.options.px(4) / plane.height_px, 0.999)
    groups = ([flag for flag in flags if flag.event.target == target] for target in (False, True))
    return (
        Panel(
            Axis(first, last, "time", visible=False),
            Axis(-0.5, lanes(flags) - 0.5, span=(foot, 1.0), visible=False),
            tuple(_flags(group, plane, look, t) for group in groups if group),
            number=3,
        ),
    )


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


def _line(flag: Flag, rows: int, plane: Plane, look: Palette, labels: Sequence[Box]) -> Iterator[Rule]:
    """Mark the day of an event up to its flag; of one known to the year or month, that year or month."""
    event, px = flag.event, plane.options.px
    top = plane.domain[1]
    if not event.exact:
        yield Rule((event.first, event.last), (0.0, top), "y", fill=look.quiet, opacity=0.07)
        return
    stroke = Stroke(look.accent, px(1.6), "longdash") if event.target else Stroke(look.quiet, px(0.9), "dot")
    for low, high in _parts(plane.x_px(event.day), top + (1 - top) * (flag.lane + 0.5) / rows, plane, labels):
        yield Rule((event.day, event.day), (low, high), "y", stroke)


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


def _flags(flags: Sequence[Flag], plane: Plane, look: Palette, t: Catalogue) -> Series:
    px, target = plane.options.px, flags[0].event.target
    sign = Sign("square" if target else "circle", px(FLAG_PX), look.accent if target else look.quiet)

    def number(event: Event) -> Label:
        return Label((str(event.number),), look.ground, px(FLAG_TEXT_PX), "middle center", halo=False)

    marks = tuple(
        Mark(
            plane.later(flag.event.day, flag.shift_px),
            flag.lane,
            flag.event.event_id,
            number(flag.event),
            _tip(flag.event, t),
        )
        for flag in flags
    )
    return Series("target" if target else "event", marks, sign=sign)


def _tip(event: Event, t: Catalogue) -> Tip:
    when = format_date(event.when, t.lang)
    head = t("chart.event.target_date", date=when) if event.target else when
    return Tip((head,), (event.title, t("chart.hover.click")))
