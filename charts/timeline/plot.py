"""Pairings over time: a row for each partner and programme, and what the records do not say left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions, Heading, heading, legend_height_px
from charts.spec import Axis, ChartSpec, Label, Margin, Mark, Panel, Series, Stroke, Tick, message
from charts.spec.plane import Plane
from charts.spec.rows import names_em
from charts.spec.scale import Scale
from charts.spec.time_axis import time_axis
from charts.timeline.marks import BAR_PX, Piece, legend_entries, legend_names, piece_series
from charts.timeline.rows import Row, span_text, to_rows
from charts.trend.event_lines import event_lines, flag_panel, lanes, plane_flags
from charts.trend.events import Event, event_notes, to_events
from charts.trend.labels import FLAG_PX
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em, wrap

_TEXT_LINE: Final = 1.3
_NAME_EM: Final = 18.0


def timeline_spec(
    spans: pd.DataFrame, events: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions
) -> ChartSpec:
    """Draw since when, and until when, a region or a pair was paired.

    Parameters
    ----------
    spans : pandas.DataFrame
        Columns :data:`charts.timeline.rows.COLUMNS`, one row a pairing: dates as partial ISO dates, ``attested``
        the date of the source that names it; names are plain text in the reader's language.
    events : pandas.DataFrame
        Columns :data:`charts.trend.events.COLUMNS`; numbered flags above the rows, captions below the title.
    options : ChartOptions
        The chart is as high as its rows need, whatever its height says.

    Returns
    -------
    ChartSpec
        Kinds of series: ``span`` (from the start to the end, or as far as it is attested), ``within``
        (the year or month that a start or end is known to), ``onward`` (no end recorded: to an arrow at the end of
        the axis), ``unknown_start`` (a dotted line that leads to the date it is attested at), ``arrow``,
        ``attested``, ``label``, ``event`` or ``target``; records are pairings, of flags
        events. ``meta["left_out"]`` lists pairings without any date. Without a dated pairing the chart
        says so.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    rows, undated = to_rows(spans, t)
    if not rows:
        return message(t("chart.empty"), look, options)
    wide_em = names_em(_NAME_EM, options, options.px(26))
    rows = [replace(row, wide_em=wide_em) for row in rows]
    dated = to_events(events, t)
    notes = [t("chart.timeline.note")]
    if undated:
        notes.append(t("chart.timeline.left_out", count=len(undated)))
    head = heading(t("chart.timeline.title"), [*notes, *event_notes(events, t)], options)
    plane = _plane(rows, dated, head, t, options)
    pieces = _pieces(rows, plane)
    marks = [*piece_series(pieces, plane, look, t), _labels(rows, plane, look, t)]
    main = Panel(time_axis(plane, look), _rows(rows, plane, look), tuple(marks), tuple(event_lines(dated, plane, look)))
    return ChartSpec(
        options,
        look,
        plane.options.height_px,
        Margin(plane.left_px, plane.right_px, plane.top_px, plane.bottom_px),
        head.text,
        notes=head.all_notes,
        panels=(main, *flag_panel(dated, plane, look, t)),
        legend=legend_entries(pieces, plane, look, t),
        meta={"left_out": undated},
    )


def _lane_px() -> float:
    """A bar and the words above it."""
    return SMALL_PX * _TEXT_LINE + BAR_PX + 9


def _row_px(row: Row) -> float:
    words = len(_name_lines(row)) * SMALL_PX * _TEXT_LINE + 10
    return max(row.lanes * _lane_px() + 6, words)


def _name_lines(row: Row) -> list[str]:
    return [*wrap(row.partner, row.wide_em), *wrap(row.programme, row.wide_em)]


def _plane(rows: Sequence[Row], events: Sequence[Event], head: Heading, t: Catalogue, options: ChartOptions) -> Plane:
    px = options.px
    years = [day.year for row in rows for _, span in row.spans for day in span.days]
    years += [day.year for event in events for day in (event.first, event.last)]
    total = sum(_row_px(row) for row in rows)
    left = px(max(width_em(line) for row in rows for line in _name_lines(row)) * SMALL_PX * BOLD + 14)
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
    pieces = []
    begin, end = plane.days
    for row, top in zip(rows, _tops(rows), strict=True):
        for lane, span in row.spans:
            y = _bar_y(row, top, lane)
            for kind, first, last in span.pieces(begin, end):
                pieces.append(Piece(span, kind, first, last, y))
    return pieces


def _bar_y(row: Row, top: float, lane: int) -> float:
    """Middle of a bar: rows are as high as their names need, bars stand in the middle of what is left."""
    spare = (_row_px(row) - row.lanes * _lane_px()) / 2
    return top + spare + lane * _lane_px() + SMALL_PX * _TEXT_LINE + BAR_PX / 2 + 2


def _labels(rows: Sequence[Row], plane: Plane, look: Palette, t: Catalogue) -> Series:
    """Write the dates above each bar, at its beginning, or as far left of it as they need."""
    px, marks = plane.options.px, []
    for row, top in zip(rows, _tops(rows), strict=True):
        for lane, span in row.spans:
            text = span_text(span, t)
            right_px = plane.left_px + plane.width_px + plane.right_px - px(4) - px(width_em(text) * SMALL_PX)
            day = plane.later(span.days[0], -max(0.0, plane.x_px(span.days[0]) - right_px))
            label = Label((text,), look.ink, px(SMALL_PX), "top right")
            marks.append(Mark(day, _bar_y(row, top, lane) - BAR_PX / 2 - 1, label=label))
    return Series("label", tuple(marks))


def _rows(rows: Sequence[Row], plane: Plane, look: Palette) -> Axis:
    tops = _tops(rows)
    ticks = [
        Tick(top + _row_px(row) / 2, tuple(line for line in _name_lines(row) if line), len(wrap(row.partner, row.wide_em)))
        for row, top in zip(rows, tops, strict=True)
    ]
    return Axis(
        plane.scale.high,
        0.0,
        ticks=tuple(ticks),
        span=plane.domain,
        color=look.ink,
        size=plane.options.px(SMALL_PX),
        thin=Stroke(look.line),
        thin_at=tuple(tops[1:]),
        standoff=plane.options.px(8),
    )
