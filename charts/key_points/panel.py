"""One panel of the key points: large figures at what leads, small hollow marks for the rest, strokes for events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from charts import spec
from charts.base import SMALL_PX, TEXT_PX, ChartOptions
from charts.spec import Axis, Label, Panel, Sign, Stroke, Tick, Tip
from charts.spec.plane import Plane
from charts.trend.events import Event
from charts.trend.labels import segment
from charts.trend.placement import RIGHT_FIRST, Box
from charts.trend.placement import Label as Wanted
from charts.trend.placement import place as choose
from charts.trend.series import FALLING, RISING, Join, Mark
from charts.words import tip_of
from look.palette import Palette
from text.catalogue import Catalogue
from text.dates import format_date
from text.lettering import BOLD, cut, width_em, wrap
from text.numbers import format_value

#: Room above a plane for the name of its place and what its figures are of, in px at scale 1.
HEAD_PX: Final = 48.0
#: Room right of a plane that figures may reach into.
BESIDE_PX: Final = 22.0
_NAME_PX: Final = 18.0
#: Size of the large figures in a panel of at least a width, in px at scale 1.
_FIGURES_PX: Final = ((240.0, 28.0), (200.0, 24.0), (0.0, 20.0))
#: Size of a figure that would else cover what is reported beside it.
_LEAST_FIGURE_PX: Final = 16.0
_LEAST_NAME_PX: Final = 13.0
_TWO_LINES_PX: Final = 12.0
_LEAD_PX: Final = 12.0
_OTHER_PX: Final = 7.0
#: So many other values of a place are all written.
_FEW: Final = 2
_LINE: Final = 1.2
#: Figures may reach so far into the room of the head.
_OVER_PX: Final = 8.0
_STROKE_PX: Final = 11.0
#: Every so many years one is named, as room allows; room that a name takes.
_EVERY: Final = (1, 2, 5, 10, 20, 50)
_YEAR_PX: Final = 46.0
_UNSTATED: Final = "unstated"
_START: Final = ("top left", "top center", "top right", "middle left", "bottom left", "bottom center")
_END: Final = ("top right", "top center", "middle right", "bottom right", "bottom center", "top left")
_ALONE: Final = ("top center", "top left", "top right", "middle right", "middle left")
_LATE: Final = ("top center", "top left", "middle left", "bottom left", "bottom center", "top right", "middle right")


@dataclass(frozen=True)
class Place:
    """A place: what leads, what else is reported of it, the two ends that are joined, its events."""

    region_id: str
    name: str
    leads: tuple[Mark, ...]
    earlier: tuple[Mark, ...]
    pairs: tuple[Join, ...]
    events: tuple[Event, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All that has a date and a value."""
        return (*self.leads, *self.earlier)


def figure_px(plane: Plane) -> float:
    """Return the size of the large figures of a panel."""
    px = plane.options.px
    return next(px(size) for least, size in _FIGURES_PX if plane.width_px >= px(least))


def panel_of(
    place: Place,
    number: int,
    plane: Plane,
    spans: tuple[tuple[float, float], tuple[float, float]],
    named: bool,
    look: Palette,
    t: Catalogue,
    unit: str,
) -> Panel:
    """Draw the panel of a place.

    Parameters
    ----------
    number : int
        From 1.
    plane : Plane
        Its plotting area, with corners at 0.
    spans : (x, y)
        Shares of the plotting area of the chart that it takes.
    named : bool
        Whether values are named at its axis: those of the first column are.
    """
    px, labels = plane.options.px, _labels(place, plane, look, t, unit)
    color = look.accent
    series = [
        *(
            spec.Series(
                "end_points",
                (spec.Mark(pair.first.on, pair.first.value), spec.Mark(pair.second.on, pair.second.value)),
                region_id=place.region_id,
                stroke=Stroke(color, px(1.2), "dash"),
            )
            for pair in place.pairs
        ),
        *_earlier_marks(place, labels, plane, look, t, unit),
        spec.Series(
            "lead",
            tuple(
                spec.Mark(m.on, m.value, m.observation_id, labels.get(m.observation_id), tip_of(m, t, unit))
                for m in place.leads
            ),
            place.name,
            region_id=place.region_id,
            sign=Sign("circle", px(_LEAD_PX), color, Stroke(look.ground, px(1.5))),
        ),
        *_events(place.events, plane, look, t),
        _head(place, plane, look, t),
    ]
    drawn = tuple(line for line in series if line.marks)
    return Panel(_years(plane, spans[0], look), _values(plane, spans[1], named, look, t, unit), drawn, number=number)


def _earlier_marks(
    place: Place, labels: Mapping[str, Label], plane: Plane, look: Palette, t: Catalogue, unit: str
) -> list[spec.Series]:
    """Every other value, never joined: they are of several sources. The last one says what it is."""

    def drawn(mark: Mark) -> spec.Mark:
        label = labels.get(mark.observation_id)
        return spec.Mark(mark.on, mark.value, mark.observation_id, label, tip_of(mark, t, unit), _sign(mark, plane, look))

    last = _latest(place)
    earlier = tuple(drawn(mark) for mark in place.earlier if mark is not last)
    return [
        spec.Series("others", earlier, region_id=place.region_id),
        spec.Series("latest", (drawn(last),) if last else (), of="others", region_id=place.region_id),
    ]


def _sign(mark: Mark, plane: Plane, look: Palette) -> Sign:
    """A diamond where a basis is stated, a triangle that points to where the true value lies, else a circle."""
    shape = "circle" if mark.basis_id == _UNSTATED else "diamond"
    if mark.bound in RISING + FALLING:
        shape = "triangle-up" if mark.bound in RISING else "triangle-down"
    return Sign(shape, plane.options.px(_OTHER_PX), look.ground, Stroke(look.quiet, plane.options.px(1.4)))


def _latest(place: Place) -> Mark | None:
    """The value of the last day among those that do not lead, if it is later than what leads."""
    last = max(place.earlier, key=lambda mark: mark.on, default=None)
    led = max((mark.on for mark in place.leads), default=None)
    return last if last is not None and (led is None or last.on > led) else None


def _labels(place: Place, plane: Plane, look: Palette, t: Catalogue, unit: str) -> dict[str, Label]:
    """The figures of what leads, each in any case; then the last other value, or all of a few, dated if they fit."""
    large = figure_px(plane)
    sizes = [plane.options.px(size) for size in (*(size for _, size in _FIGURES_PX), _LEAST_FIGURE_PX)]
    # Rather a smaller figure than one over a value that somebody reported.
    ways = (_labels_of(place, plane, look, t, unit, size) for size in sizes if size <= large)
    free = next((labels for labels, covering in ways if not covering), None)
    return free if free is not None else _labels_of(place, plane, look, t, unit, large)[0]


def _labels_of(
    place: Place, plane: Plane, look: Palette, t: Catalogue, unit: str, large: float
) -> tuple[dict[str, Label], bool]:
    """The labels with figures of a size, and whether one covers something; the axis says too of when the last value is."""
    latest = _latest(place)
    others = sorted(place.earlier, key=lambda mark: mark.on) if len(place.earlier) <= _FEW else [latest] if latest else []
    leads = [(mark, format_value(mark.value, unit, mark.bound, t.lang), large, _LEAD_PX, look.ink) for mark in place.leads]
    if not others:
        return _placed(place, leads, plane)
    values = {mark.observation_id: format_value(mark.value, unit, mark.bound, t.lang) for mark in others}
    for dated in (True, False):
        texts = [
            t("chart.key.latest", period=mark.period, value=values[mark.observation_id])
            if dated
            else values[mark.observation_id]
            for mark in others
        ]
        # Bare, the value of a source that does not say of which year would be read as that of the year below it.
        quiet = [
            (mark, text, plane.options.px(TEXT_PX), _OTHER_PX, look.quiet)
            for mark, text in zip(others, texts, strict=True)
            if dated or not mark.as_reported
        ]
        labels, covering = _placed(place, [*leads, *quiet], plane)
        if labels.keys() >= values.keys():
            break
    return labels, covering


def _placed(
    place: Place, texts: Sequence[tuple[Mark, str, float, float, str]], plane: Plane
) -> tuple[dict[str, Label], bool]:
    px = plane.options.px
    candidates = [
        Wanted(
            plane.x_px(mark.on),
            plane.y_px(mark.value),
            width_em(text) * size * BOLD,
            size * _LINE,
            px(marker / 2 + 2),
            _sides(mark, place, plane),
        )
        for mark, text, size, marker, _ in texts
    ]
    half = px(_OTHER_PX / 2)
    occupied = [_around(plane.x_px(m.on), plane.y_px(m.value), half) for m in place.marks]
    lines = [segment(pair, plane) for pair in place.pairs]
    frame = (0.0, -px(_OVER_PX), plane.width_px + px(BESIDE_PX), plane.height_px)
    labels: dict[str, Label] = {}
    covering = False
    for (mark, text, size, _, ink), label, side in zip(
        texts, candidates, choose(candidates, occupied, lines, frame), strict=True
    ):
        leads = mark in place.leads
        if side or leads:
            labels[mark.observation_id] = Label((text,), ink, size, side or _upright(label, frame), int(leads), label.gap_px)
            covering |= not side
    return labels, covering


def _upright(label: Wanted, frame: Box) -> str:
    """The first side on which a figure that must stand is whole: it may cover what is above, never be cut into another."""
    sides = [side for side in label.sides if label.box(side)[0] >= frame[0] and label.box(side)[2] <= frame[2]]
    return [*sides, label.sides[0]][0]


def _sides(mark: Mark, place: Place, plane: Plane) -> tuple[str, ...]:
    """The start above at its left, the end above at its right, one value alone above it."""
    if mark not in place.leads:
        return RIGHT_FIRST if plane.x_px(mark.on) < plane.width_px * 0.6 else _LATE
    return {"start": _START, "end": _END}.get(mark.point, _ALONE)


def _around(x: float, y: float, half: float) -> Box:
    return x - half, y - half, x + half, y + half


def _events(events: Sequence[Event], plane: Plane, look: Palette, t: Catalogue) -> list[spec.Series]:
    """Strokes on the foot of the panel, where the time axis reaches; goals in the accent."""
    px, (first, last) = plane.options.px, plane.days
    series = []
    for target in (False, True):
        color = look.accent if target else look.quiet
        marks = tuple(
            spec.Mark(
                event.day, plane.scale.low, event.event_id, tip=Tip((event.title,), (format_date(event.when, t.lang),))
            )
            for event in events
            if event.target == target and first <= event.day <= last
        )
        sign = Sign("line-ns", px(_STROKE_PX), color, Stroke(color, px(2)))
        series.append(spec.Series("target" if target else "event", marks, sign=sign))
    return series


def head_lines(name: str, width_px: float, options: ChartOptions) -> tuple[tuple[str, ...], float]:
    """Set the name of a place over its panel: on one line, else on two of smaller type, cut where these are too short.

    Returns
    -------
    (tuple of str, float)
        One or two lines, and the size of their type in px.
    """
    px = options.px
    size = min(px(_NAME_PX), max(px(_LEAST_NAME_PX), width_px / (width_em(name) * BOLD)))
    if width_em(name) * BOLD * size <= width_px:
        return (name,), size
    size = px(_TWO_LINES_PX)
    first_line, *more = wrap(name, width_px / (size * BOLD), hard=True)
    return (first_line, cut(" ".join(more), width_px / (size * BOLD))) if more else (first_line,), size


def _head(place: Place, plane: Plane, look: Palette, t: Catalogue) -> spec.Series:
    """The name of the place, and of when and on which basis its large figures are."""
    px, (first, _) = plane.options.px, plane.days
    led = [*dict.fromkeys(mark.period for mark in place.leads), *dict.fromkeys(mark.basis for mark in place.leads)]
    width_px = plane.width_px + px(BESIDE_PX) / 2
    name, size = head_lines(place.name, width_px, plane.options)
    when = t("chart.key.head").join(part for part in led if part) or t("chart.key.undated")
    wide_em = width_px / px(SMALL_PX)
    # Period and basis that have no room side by side stand one below the other, under a name of one line.
    whens = [when] if width_em(when) <= wide_em else [part for part in led if part][: 3 - len(name)]
    up = 0.72 if len(name) > 1 else 0.8 if len(whens) > 1 else 0.68
    lines = (
        (name, look.ink, size, len(name), up),
        (tuple(cut(text, wide_em) for text in whens), look.quiet, px(SMALL_PX), 0, 0.28),
    )
    return spec.Series(
        "head",
        tuple(
            spec.Mark(
                first,
                plane.scale.high,
                label=Label(texts, ink, size, "middle right", bold, shift=(0.0, px(HEAD_PX * up)), halo=False),
            )
            for texts, ink, size, bold, up in lines
        ),
    )


def _years(plane: Plane, span: tuple[float, float], look: Palette) -> Axis:
    first, last = plane.days
    years, year_px = range(plane.first_year, plane.last_year + 1), plane.width_px / plane.options.px(_YEAR_PX)
    every = next((step for step in _EVERY if len(years) / step <= year_px), _EVERY[-1])
    named = [year for year in years if year % every == 0]
    ticks = tuple(Tick(date(year, 7, 2), (str(year),)) for year in named or (plane.first_year, plane.last_year))
    return Axis(first, last, "time", ticks, span, look.quiet, plane.options.px(SMALL_PX))


def _values(plane: Plane, span: tuple[float, float], named: bool, look: Palette, t: Catalogue, unit: str) -> Axis:
    scale, line = plane.scale, Stroke(look.line)
    ticks = tuple(Tick(at, (format_value(at, unit, "=", t.lang) if named else "",)) for at in scale.ticks)
    return Axis(
        scale.low, scale.high, "linear", ticks, span, look.quiet, plane.options.px(SMALL_PX), line, zero=Stroke(look.quiet)
    )
