"""Poverty rates over time: every reported value where its source puts it, and nothing in between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from charts import spec
from charts.base import SMALL_PX, ChartOptions, Heading, heading, legend_height_px
from charts.spec import Axis, ChartSpec, Margin, Panel, Stroke, Tick, message
from charts.spec.plane import Plane
from charts.spec.scale import Kind, fit
from charts.spec.time_axis import time_axis
from charts.trend.bands import Band, BandLabel, band_boxes, band_series, band_values, label_bands, lay_bands
from charts.trend.event_lines import event_lines, flag_panel, lanes, plane_flags
from charts.trend.events import Event
from charts.trend.labels import FLAG_PX, PlacedLabel, label_marks, lies_on, marker_box, room_after, room_before, segment
from charts.trend.legend import Explained, legend_entries, legend_names
from charts.trend.marks import (
    basis_symbols,
    bound_series,
    join_series,
    leader_series,
    mark_series,
    region_colors,
    span_series,
)
from charts.trend.placement import Box
from charts.trend.selection import Trend, sort_trend
from charts.trend.series import Series, joins
from charts.words import joined
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em
from text.numbers import format_value
from text.quantity import unit_word


@dataclass(frozen=True)
class TrendOptions(ChartOptions):
    """How a trend is drawn.

    Parameters
    ----------
    indicator : str
        Name of the indicator in the reader's language, plain text; the chart's title.
    unit : str
        Unit of the indicator; ``"%"`` is printed behind values.
    axis : {"log", "linear"}
        Scale of the value axis.
    sides : tuple of str
        Regions that take the first colours in this order, drawn or not: of a pair the helper is blue, as on the map.
    brief : bool
        For a small room: the subtitle says only what is not drawn, and flags are explained beside the chart.
    flags : int, or None
        How many of the events are drawn, the first by date; None draws all.
    notes : tuple of str
        Further lines of the subtitle, plain text.
    """

    indicator: str = ""
    unit: str = "%"
    axis: Kind = "log"
    sides: tuple[str, ...] = ()
    brief: bool = False
    flags: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """Where everything stands: heading, plane, bands, and the labels that found room."""

    title: str
    notes: tuple[str, ...]
    plane: Plane
    bands: tuple[Band, ...]
    band_labels: tuple[BandLabel, ...]
    labels: dict[str, PlacedLabel]
    nameless: tuple[Series, ...] = ()

    def unlabelled(self, trend: Trend) -> int:
        """How many marks and bands have found no room for a label."""
        labelled = len(self.labels) + sum(label.bands for label in self.band_labels)
        return len(trend.marks) + len(self.bands) - labelled

    def has_star(self, trend: Trend) -> bool:
        """Whether a label that found room marks a value that stands at the date of its report."""
        labelled = {mark for mark, placed in self.labels.items() if placed.label}
        return any(mark.as_reported and mark.observation_id in labelled for mark in trend.marks) or any(
            label.band.mark.as_reported for label in self.band_labels
        )


def trend_spec(
    points: pd.DataFrame,
    events: pd.DataFrame,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
    bands: pd.DataFrame | None = None,
) -> ChartSpec:
    """Draw reported values over time, one series a region and basis.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, one row a reported value of one indicator.
    events : pandas.DataFrame
        Columns :data:`charts.trend.events.COLUMNS`. All of them are drawn and widen the time axis:
        :func:`charts.trend.events.events_within` picks. Their captions are :func:`charts.trend.events.event_notes`.
    bands : pandas.DataFrame, or None
        Columns :data:`charts.trend.series.COLUMNS`: what is reported only as a band. Drawn from end to end, joined to
        nothing; what was derived and not reported is counted and not drawn.

    Returns
    -------
    ChartSpec
        Panels for values, for zeros of a logarithmic axis, and for flags; records are observations, of flags events.
        Kinds of series are ``values``, ``end_points``, ``same_source``, ``bounds``, ``spans``,
        ``event``, ``target`` and those of :func:`charts.trend.bands.band_series`. ``told`` lists the observations that
        are not drawn (``left_out``) and those drawn without a label (``unlabelled``); the notes count both.
        Without any dated value or band the chart says so and has no panels.

    Raises
    ------
    ValueError
        If heading and legend leave no room for the plot.

    Notes
    -----
    A value stands at :func:`data.dates.day_of` its period. A zero has no place on a logarithmic axis and stands
    in a strip of its own below it.
    """
    bands = points.iloc[:0] if bands is None else bands
    trend = sort_trend(points, bands, events, t, options.axis)
    trend = replace(trend, events=trend.events[: options.flags])
    if not trend.series and not trend.bands:
        nothing = points.empty and bands.empty
        text = t("chart.empty") if nothing else t("chart.nothing_dated", count=len(points) + len(bands))
        return message(text, look, options)
    colors = region_colors(trend.series, look, (mark.region_id for mark in trend.bands), options.sides)
    placed = _settle(trend, colors, t, options)
    plane, labels = placed.plane, placed.labels
    explained = Explained(trend.series, _explained(trend, options), trend.bands, placed.nameless)
    return ChartSpec(
        options,
        look,
        options.height_px,
        Margin(plane.left_px, plane.right_px, plane.top_px, plane.bottom_px),
        placed.title,
        notes=placed.notes,
        panels=panels_of(trend, placed, colors, basis_symbols(trend.series), look, t, options),
        legend=legend_entries(explained, plane, look, t, colors),
        unit=unit_word(options.unit, t),
        meta={
            "left_out": [mark.observation_id for mark in (*trend.left_out, *trend.below_zero, *trend.derived)],
            "unlabelled": [mark.observation_id for mark in trend.marks if mark.observation_id not in labels],
        },
    )


def panels_of(
    trend: Trend,
    placed: Placed,
    colors: Mapping[str, str],
    symbols: Mapping[str, tuple[str, bool]],
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
) -> tuple[Panel, ...]:
    """Draw what has its place: the panel of values, that of zeros on a logarithmic axis (2), that of flags (3)."""
    plane, labels = placed.plane, placed.labels
    texts = [label.box for label in labels.values()] + [label.box for label in placed.band_labels]
    rules = tuple(event_lines(trend.events, plane, look, texts))

    def marks(strip: bool) -> Iterable[spec.Series]:
        return mark_series(trend.series, labels, plane, colors, look, t, options.unit, strip, symbols)

    main = (
        *span_series(trend.series, plane, colors, False),
        *join_series(trend.series, plane, colors),
        # After the lines, so that no label is struck through.
        *band_series(placed.bands, placed.band_labels, plane, look, t, options.unit, colors),
        *bound_series(trend.series, plane, colors),
        *leader_series(trend.series, labels, plane, colors),
        *marks(False),
    )
    panels = [Panel(time_axis(plane, look), _value_axis(plane, look, t, options), main, rules)]
    if plane.zeros_px:
        zero = Tick(0.0, (format_value(0, options.unit, "=", t.lang),))
        strip = Axis(
            -1.0,
            1.0,
            ticks=(zero,),
            span=(0.0, plane.zeros_px / plane.height_px),
            color=look.quiet,
            size=options.px(SMALL_PX),
            grid=Stroke(look.line),
        )
        panels.append(Panel(None, strip, (*span_series(trend.series, plane, colors, True), *marks(True)), number=2))
    return (*panels, *flag_panel(trend.events, plane, look, t))


def _value_axis(plane: Plane, look: Palette, t: Catalogue, options: TrendOptions) -> Axis:
    return Axis(
        plane.scale.low,
        plane.scale.high,
        plane.scale.kind,
        tuple(Tick(tick, (format_value(tick, options.unit, "=", t.lang),)) for tick in plane.scale.ticks),
        plane.domain,
        look.quiet,
        options.px(SMALL_PX),
        Stroke(look.line),
    )


def _settle(trend: Trend, colors: Mapping[str, str], t: Catalogue, options: TrendOptions) -> Placed:
    """Place everything; heading, plane and labels depend on one another: labels left out are counted in the subtitle."""
    unlabelled, nameless = 0, tuple[Series, ...]()
    starred = any(mark.as_reported for mark in (*trend.marks, *trend.bands))
    while True:
        placed = _place(trend, notes_of(trend, unlabelled, t, options, starred), colors, t, options, nameless)
        # A line without a name is named in the legend, which takes from the room: it may cost another one its name.
        lost = [region_id for region_id in _unnamed(trend, placed) if region_id not in nameless]
        if lost:
            nameless = (*nameless, *lost)
            continue
        missing = placed.unlabelled(trend)
        # A longer subtitle leaves less room: once that line is there, it only has to tell the final number.
        if missing == unlabelled or unlabelled:
            return replace(placed, notes=notes_of(trend, missing, t, options, placed.has_star(trend)))
        unlabelled = missing


def _explained(trend: Trend, options: TrendOptions) -> tuple[Event, ...]:
    return () if options.brief else trend.events


def _unnamed(trend: Trend, placed: Placed) -> list[Series]:
    """One series of each region that no label names; a region alone is named by the title."""
    if len({line.region_id for line in trend.series}) < 2:
        return []
    named = {
        line.region_id
        for line in trend.series
        if any(placed.labels[m.observation_id].names for m in line.marks if m.observation_id in placed.labels)
    }
    return list({line.region_id: line for line in reversed(trend.series) if line.region_id not in named}.values())[::-1]


def _place(
    trend: Trend,
    notes: tuple[str, ...],
    colors: Mapping[str, str],
    t: Catalogue,
    options: TrendOptions,
    nameless: tuple[Series, ...],
) -> Placed:
    title = t("chart.trend.title", indicator=options.indicator)
    plane = _plane(trend, heading(title, notes, options), t, options, nameless)
    return place_on(plane, trend, colors, t, options.unit, Placed(title, notes, plane, (), (), {}, nameless))


def place_on(
    plane: Plane,
    trend: Trend,
    colors: Mapping[str, str],
    t: Catalogue,
    unit: str,
    without: Placed,
    *,
    with_names: bool = True,
    only: Collection[str] | None = None,
) -> Placed:
    """Lay bands and labels on a plane; ``without`` is the rest of what has its place.

    Parameters
    ----------
    only : collection of str or None
        Observation ids of the marks that get a label, before bands do. None for all of both, in the order that leaves fewer
        without.
    """
    markers = [marker_box(mark, plane) for mark in trend.marks]
    bands = lay_bands(trend.bands, plane, markers)
    lines = [join for line in trend.series for join in joins(line)]
    segments = [segment(join, plane) for join in lines]
    days_px = [plane.x_px(event.day) for event in trend.events if event.exact]
    region_ids = {line.region_id for line in trend.series}
    boxes = band_boxes(bands, plane)

    def of_marks(standing: Sequence[Box]) -> dict[str, PlacedLabel]:
        return label_marks(trend.series, lines, plane, t, unit, colors, days_px, boxes, standing, with_names, only)

    def of_bands(labels: Mapping[str, PlacedLabel]) -> list[BandLabel]:
        occupied = [*markers, *(label.box for label in labels.values())]
        return label_bands(bands, plane, t, unit, occupied, segments, days_px, region_ids)

    marks_first = of_marks(())
    ways = [(marks_first, of_bands(marks_first))]
    if only is None:
        bands_first = of_bands({})
        ways.insert(0, (of_marks([label.box for label in bands_first]), bands_first))
    on_bands = {mark.observation_id for mark in trend.marks if lies_on(mark, plane, boxes)}

    def amiss(labels: Mapping[str, PlacedLabel], band_labels: Sequence[BandLabel]) -> float:
        """How many marks go without, and half as many bands; how many values stand off the height of a mark on a band."""
        texts = (label.label for i, label in labels.items() if i in on_bands and label.label)
        aslant = sum(not text.side.startswith("middle") for text in texts)
        return aslant - len(labels) - sum(label.bands for label in band_labels) / 2

    labels, band_labels = min(ways, key=lambda way: amiss(*way))
    return replace(without, plane=plane, bands=tuple(bands), band_labels=tuple(band_labels), labels=labels)


def notes_of(trend: Trend, unlabelled: int, t: Catalogue, options: TrendOptions, starred: bool) -> tuple[str, ...]:
    """The subtitle: the scale first, what a star says, then what is not where one would look for it."""
    notes = [] if options.brief else [t("chart.scale.log") if options.axis == "log" else t("chart.scale.linear")]
    if options.axis == "log" and any(mark.value == 0 for mark in trend.marks):
        notes.append(t("chart.scale.zeros"))
    if starred:
        notes.append(t("chart.note.reported"))
    missing = []
    if trend.left_out:
        missing.append(t("chart.left_out.undated", count=len(trend.left_out)))
    if trend.below_zero:
        missing.append(t("chart.left_out.below_zero", count=len(trend.below_zero)))
    if trend.derived:
        missing.append(t("chart.left_out.derived_bands", count=len(trend.derived)))
    if unlabelled and not options.brief:
        missing.append(t("chart.left_out.unlabelled", count=unlabelled))
    if missing:
        notes.append(joined(missing, t))
    return (*notes, *options.notes)


def _plane(trend: Trend, head: Heading, t: Catalogue, options: TrendOptions, nameless: tuple[Series, ...] = ()) -> Plane:
    years = [mark.on.year for mark in (*trend.marks, *trend.bands)]
    years += [day.year for event in trend.events for day in (event.first, event.last)]
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    values = [mark.value for mark in trend.marks] + band_values(trend.bands)
    scale = fit(values, options.axis, options.unit)
    px = options.px
    ticks = [format_value(tick, options.unit, "=", t.lang) for tick in scale.ticks]
    left = px(max(width_em(text) for text in ticks) * SMALL_PX + 14)
    right = px(30)
    zeros = px(34) if options.axis == "log" and 0 in values else 0.0
    plane = Plane(
        options,
        left,
        right,
        head.height_px,
        0.0,
        first,
        last,
        scale,
        0.0,
        zeros,
        room_before(trend.marks, first, t, options.unit, options),
    )
    plane = replace(plane, right_px=room_after(trend.series, plane, t, options.unit))
    names = legend_names(trend.series, _explained(trend, options), trend.bands, t, options, nameless)
    below = legend_height_px(names, options, plane.width_px)
    plane = replace(plane, bottom_px=px(26) + below)
    rows = lanes(plane_flags(trend.events, plane))
    # The rows of flags take from the height alone, so the places along the time axis stay as they were.
    return replace(plane, lanes_px=rows * px(FLAG_PX + 3) + (px(4) if rows else 0))
