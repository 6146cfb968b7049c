"""The series of a trend: markers, the lines between them, arrows at bounds, bars for spans of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from charts import spec
from charts.spec import BREAK, Sign, Stroke
from charts.spec.plane import Plane
from charts.trend.labels import ARROW_PX, MARKER_PX, PlacedLabel
from charts.trend.series import FALLING, RISING, Join, JoinKind, Mark, Series, joins
from charts.words import tip_of
from data.dates import parse_date
from look.palette import Palette
from text.catalogue import Catalogue

#: Line style by what the line says; none is solid, for nothing is reported between two dates.
DASHES: Final[dict[JoinKind, str]] = {"end_points": "dash", "same_source": "dot"}

#: How strong the lines of one source are beside those between the two ends of a report.
_FAINT: Final = 0.5

# Marker by statistical basis: shape, and whether it is filled. Others follow in the order they come up.
_SYMBOLS: Final = {"survey": ("circle", True), "registration": ("square", True), "unstated": ("circle", False)}
# Not triangles: these say that a value is a bound.
_FURTHER: Final = (("diamond", True), ("star", True), ("diamond", False), ("star", False))
_TARGET: Final = "x-thin"
_HIDDEN: Final = timedelta(days=184)


def join_series(series: Sequence[Series], plane: Plane, colors: Mapping[str, str]) -> Iterable[spec.Series]:
    """Yield the lines between reported values, one series a series and kind of line."""
    for line in series:
        for kind, dash in DASHES.items():
            # A line to a zero would leave the logarithmic axis; the two marks then stand without one.
            lines = [join for join in joins(line) if join.kind == kind and not _leaves(join, plane)]
            if lines:
                ends = (
                    mark
                    for join in lines
                    for mark in (_at(join.first.on, join.first), _at(join.second.on, join.second), BREAK)
                )
                stroke = Stroke(colors[line.region_id], plane.options.px(1.6), dash)
                # Where both kinds meet, what one source says must not read as the end of what another does.
                yield _of(line, kind, ends, stroke=stroke, opacity=_FAINT if kind == "same_source" else 1.0)


def span_series(series: Sequence[Series], plane: Plane, colors: Mapping[str, str], strip: bool) -> Iterable[spec.Series]:
    """Yield a pale bar for each level whose date is a span: it holds somewhere in there, no source says where.

    Parameters
    ----------
    strip : bool
        Those in the strip for zeros, or the others.
    """
    for line in series:
        marks = [m for m in line.marks if has_span(m) and plane.in_strip(m.value) == strip]
        if marks:
            ends = (mark for m in marks for mark in (_at(_first_day(m), m), _at(m.on, m), BREAK))
            yield _of(line, "spans", ends, stroke=Stroke(colors[line.region_id], plane.options.px(5)), opacity=0.35)


def bound_series(series: Sequence[Series], plane: Plane, colors: Mapping[str, str]) -> Iterable[spec.Series]:
    """Yield an arrow for each value that is a bound, towards where the true value lies."""
    for line in series:
        color, parts = colors[line.region_id], []
        hidden = Sign("circle", 0, color)
        for m in line.marks:
            if m.bound in RISING + FALLING and not plane.in_strip(m.value):
                rising = m.bound in RISING
                end = plane.value_beyond(m.value, plane.options.px(ARROW_PX) * (1 if rising else -1))
                # An arrow that leaves the plot would lose its head.
                end = min(max(end, plane.scale.low), plane.scale.high)
                head = Sign("triangle-up" if rising else "triangle-down", plane.options.px(8), color)
                parts += [
                    spec.Mark(m.on, m.value, sign=hidden),
                    spec.Mark(m.on, end, sign=head),
                    replace(BREAK, sign=hidden),
                ]
        if parts:
            yield _of(line, "bounds", parts, stroke=Stroke(color, plane.options.px(1.6)))


def leader_series(
    series: Sequence[Series], labels: Mapping[str, PlacedLabel], plane: Plane, colors: Mapping[str, str]
) -> Iterable[spec.Series]:
    """Yield the thin lines from markers to labels that stand apart from them, each with its label at the far end."""
    for line in series:
        parts = []
        for mark in line.marks:
            placed = labels.get(mark.observation_id)
            if placed and placed.leader:
                right, down = placed.leader
                end = plane.later(mark.on, right), plane.value_beyond(mark.value, -down)
                parts += [_at(mark.on, mark), spec.Mark(*end, label=placed.label), BREAK]
        if parts:
            yield _of(line, "leaders", parts, stroke=Stroke(colors[line.region_id], plane.options.px(0.8)))


def mark_series(
    series: Sequence[Series],
    labels: Mapping[str, PlacedLabel],
    plane: Plane,
    colors: Mapping[str, str],
    look: Palette,
    t: Catalogue,
    unit: str,
    strip: bool,
    symbols: Mapping[str, tuple[str, bool]],
) -> Iterable[spec.Series]:
    """Yield the markers with their labels.

    Parameters
    ----------
    labels : mapping of str to PlacedLabel
        By observation id; a mark without one is drawn bare.
    unit : str
        Unit of the indicator.
    strip : bool
        Zeros in the strip of a logarithmic chart, or the others.
    symbols : mapping of str to (str, bool)
        As :func:`basis_symbols` gives them, of all panels together.
    """
    for line in series:
        notes, color = _join_notes(line, t), colors[line.region_id]
        marks = [
            spec.Mark(
                mark.on,
                mark.value,
                mark.observation_id,
                _at_marker(labels.get(mark.observation_id)),
                tip_of(mark, t, unit, notes.get(mark.observation_id, ())),
                sign(mark.status, symbols[line.basis_id], color, plane, look),
            )
            for mark in line.marks
            if plane.in_strip(mark.value) == strip
        ]
        if marks:
            yield replace(_of(line, "values", marks), name=line.name)


def _at_marker(placed: PlacedLabel | None) -> spec.Label | None:
    return placed.label if placed and placed.leader is None else None


def _of(
    line: Series, kind: str, marks: Iterable[spec.Mark], stroke: Stroke | None = None, opacity: float | None = None
) -> spec.Series:
    return spec.Series(kind, tuple(marks), region_id=line.region_id, basis_id=line.basis_id, stroke=stroke, opacity=opacity)


def _at(day: date, mark: Mark) -> spec.Mark:
    return spec.Mark(day, mark.value)


def _leaves(join: Join, plane: Plane) -> bool:
    return plane.in_strip(join.first.value) or plane.in_strip(join.second.value)


def has_span(mark: Mark) -> bool:
    """Say whether a source dates a level to a span that is long enough to be seen: a shorter one lies under its marker."""
    is_span = mark.point == "at" and bool(mark.period_start) and mark.period_start != mark.period_end
    return is_span and mark.on - _first_day(mark) > _HIDDEN


def _first_day(mark: Mark) -> date:
    first = parse_date(mark.period_start)
    return mark.on if first is None else first.first_day


def sign(status: str, symbol: tuple[str, bool], color: str, plane: Plane, look: Palette) -> Sign:
    """Return the marker of a value.

    Parameters
    ----------
    status : str
        Targets look different.
    symbol : tuple of str and bool
        Shape, and whether it is filled.
    """
    shape, filled = symbol
    # A hollow marker is filled with the ground, so that lines end at its rim.
    fill, edge = color if filled else look.ground, Stroke(color, plane.options.px(2))
    return Sign(_TARGET if status == "target" else shape, plane.options.px(MARKER_PX), fill, edge)


def _join_notes(line: Series, t: Catalogue) -> dict[str, tuple[str, ...]]:
    """What is said of a mark about the lines that end at it."""
    notes: dict[str, tuple[str, ...]] = {}
    for join in joins(line):
        note = t("chart.hover.end_points") if join.kind == "end_points" else t("chart.hover.same_source")
        for mark in (join.first, join.second):
            notes_of_mark = notes.get(mark.observation_id, ())
            notes[mark.observation_id] = notes_of_mark if note in notes_of_mark else (*notes_of_mark, note)
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
    regions = dict.fromkeys((*sides, *(line.region_id for line in series), *further))
    return {region: look.series[i % len(look.series)] for i, region in enumerate(regions)}


def basis_symbols(series: Sequence[Series]) -> dict[str, tuple[str, bool]]:
    """Give each statistical basis a marker.

    Returns
    -------
    dict of str to (str, bool)
        By basis id: shape, and whether it is filled.
    """
    bases = dict.fromkeys(line.basis_id for line in series)
    further = [basis for basis in bases if basis not in _SYMBOLS]
    return {basis: _SYMBOLS.get(basis) or _FURTHER[further.index(basis) % len(_FURTHER)] for basis in bases}
