"""What stands on a PowerPoint slide, and where: map or chart at the left, figures and points beside it, sources below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from charts.base import SMALL_PX
from charts.spec import ChartSpec
from export.deck.layout import Room
from export.pptx.charts.drawn import drawn_chart, fits
from export.pptx.charts.graphic import add_chart
from export.pptx.charts.legend import FEW, legend, legend_height
from export.pptx.charts.native import Native, native
from export.pptx.charts.parts import Setting
from export.pptx.drawing.text import LINE, Paragraph, Run, clean, fitting, height_of, mark, shortened
from export.pptx.foot import DOTS, foot
from export.pptx.maps import map_shapes
from export.pptx.page import Sheet
from export.pptx.table import longest_rows, table
from geo.still.sheet import pictures
from text.lettering import width_em
from views.slide import Chart, Figure, Show, Slide

_GAP: Final = 14.0
_FIGURE_STEPS: Final = (1.0, 0.84, 0.7, 0.58)
#: Share of a room that the words over a chart may take.
_HEADING: Final = 0.3
_CAREFUL: Final = 0.95
#: Smallest type of a drawn chart, by that of the slide.
_LEAST_TYPE: Final = 0.7


def fill_slide(sheet: Sheet, slide: Slide, show: Show) -> None:
    """Put everything but the title on a slide."""
    plan, t = sheet.plan, sheet.t
    if slide.sentence:
        room = plan.sentence
        size = fitting(slide.sentence, (plan.sentence_size, plan.small_size), room.w * DOTS, room.h)
        text = shortened(slide.sentence, size, room.w * DOTS, room.h)
        sheet.write(t("pptx.sentence"), room, [Paragraph((Run(text, size, sheet.look.quiet),))])
    _body(sheet, slide)
    foot(sheet, slide, show)


# --- the body


def _body(sheet: Sheet, slide: Slide) -> None:
    charts = list(slide.charts)
    beside = bool(slide.figures or slide.points)
    main = slide.mapped or bool(charts)
    if not main:
        rooms = sheet.plan.rooms(1)
        if beside:
            _beside(sheet, slide, [], rooms[0])
        elif not slide.table.empty:
            _table(sheet, slide.table, rooms[0], slide.title)
        return
    rest = charts if slide.mapped else charts[1:]
    rooms = sheet.plan.rooms(2 if beside or rest else 1, even=slide.even)
    if slide.mapped:
        _map(sheet, slide, rooms[0])
    else:
        _chart(sheet, charts[0], rooms[0])
    if len(rooms) > 1:
        _beside(sheet, slide, rest, rooms[1])


def _map(sheet: Sheet, slide: Slide, room: Room) -> None:
    small = sheet.plan.small_size
    for one in pictures(slide.scene, slide.panels, sheet.geometry, slide.names, room.w, room.h, smallest=small):
        name = sheet.t("pptx.map", title=one.said or slide.title)
        sheet.add(map_shapes(one.picture, room.x + one.x, room.y + one.y, name, sheet.ids(), sheet.t))


def _beside(sheet: Sheet, slide: Slide, charts: Sequence[Chart], room: Room) -> None:
    """Figures on top, then points, charts in what is left."""
    y = _figures(sheet, slide.figures, room) if slide.figures else room.y
    if slide.points:
        left = room.y + room.h - y
        share = left if not charts else min(left * 0.45, _points_height(sheet, slide.points, room.w))
        y += _points(sheet, slide.points, Room(room.x, y, room.w, share)) + _GAP
    for n, chart in enumerate(charts):
        high = (room.y + room.h - y - _GAP * (len(charts) - n - 1)) / (len(charts) - n)
        _chart(sheet, chart, Room(room.x, y, room.w, high))
        y += high + _GAP


def _figures(sheet: Sheet, figures: Sequence[Figure], room: Room) -> float:
    """Write the headline figures, in two columns where they are many or the room is wide; return where they end."""
    columns = 1 if room.w < 500 and len(figures) <= 3 else min(len(figures), 2 if room.w < 700 else 4)
    wide = (room.w - _GAP * (columns - 1)) / columns
    y = room.y
    for first in range(0, len(figures), columns):
        heights = []
        for column, figure in enumerate(figures[first : first + columns]):
            x = room.x + column * (wide + _GAP)
            heights.append(_figure(sheet, figure, x, y, wide, room.y + room.h - y))
        y += max(heights) + _GAP
    return y


def _figure(sheet: Sheet, figure: Figure, x: float, y: float, wide: float, high: float) -> float:
    plan, look = sheet.plan, sheet.look
    value, label, when = (clean(text) for text in (figure.value, figure.label, figure.when))
    marks = ",".join(str(number) for number in figure.notes)
    sizes = [max(plan.small_size, plan.figure_size * step) for step in _FIGURE_STEPS]
    room = wide - width_em(marks) * plan.small_size - 4
    size = fitting(value, [s for s in sizes if width_em(value) * s <= _CAREFUL * room] or sizes[-1:], room, high)
    runs = (Run(value, size, look.accent, bold=True), *([mark(marks, plan.small_size, look.quiet, size)] if marks else []))
    label_size = fitting(label, (plan.text_size, plan.small_size), wide, plan.text_size * LINE * 2)
    lines = [Paragraph(runs), Paragraph((Run(label, label_size, look.ink),))]
    tall = (size * LINE if width_em(value) * size <= room else height_of(value, size, room)) + height_of(
        label, label_size, wide
    )
    if when:
        lines.append(Paragraph((Run(when, plan.small_size, look.quiet),)))
        tall += height_of(when, plan.small_size, wide)
    sheet.write(label or value, Room(x, y, wide, tall), lines)
    return tall


def _points_height(sheet: Sheet, points: Sequence[str], wide: float) -> float:
    size = sheet.plan.small_size
    return sum(height_of(clean(point), size, wide - size) + 5 for point in points)


def _points(sheet: Sheet, points: Sequence[str], room: Room) -> float:
    """Write the points as a list, as many as fit; return the height they take."""
    plan, t = sheet.plan, sheet.t

    def high(texts: Sequence[str], size: float) -> float:
        return sum(height_of(text, size, room.w - size) + 5 for text in texts)

    texts = [clean(point) for point in points]
    size = next((s for s in (plan.text_size, plan.small_size) if high(texts, s) <= room.h), plan.small_size)
    shown, more = texts, 0
    while len(shown) > 1 and high([*shown, *(["…"] if more else [])], size) > room.h:
        shown, more = shown[:-1], more + 1
    if len(shown) == 1:
        shown = [shortened(shown[0], size, room.w - size, room.h)]
    if more:
        shown = [*shown, t("pptx.more_points", n=more)]
    lines = [Paragraph((Run(text, size, sheet.look.ink),), bullet=True, after=4) for text in shown]
    sheet.write(t("pptx.points"), room, lines)
    return min(room.h, high(shown, size))


# --- charts and tables


def _chart(sheet: Sheet, chart: Chart, room: Room) -> None:
    size, plot = sheet.plan.small_size, native(chart.spec)
    if plot is None or (plot.across and _too_many(plot, room, size)):
        _drawn(sheet, chart, room)
        return
    y = _chart_heading(sheet, plot, room)
    high, entries = room.y + room.h - y, chart.spec.entries()
    if len(entries) > FEW:
        # Office sets many entries in columns of the longest, and leaves little of the chart.
        series = (replace(one, in_legend=False) for one in plot.series if any(mark.y is not None for mark in one.marks))
        plot = replace(plot, series=tuple(series))
        high -= legend_height(entries, room.w, size)
        sheet.add([legend(entries, room.x, y + high, room.w, size, sheet.look, sheet.t, sheet.ids())])
    frame = add_chart(sheet.page.shapes, plot, Setting(sheet.t, sheet.look, size, room.w, high, sheet.made), room.x, y)
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("name", clean(chart.spec.title) or sheet.t("pptx.chart"))
    named.set("descr", clean(chart.alt))


def _drawn(sheet: Sheet, chart: Chart, room: Room) -> None:
    """Draw what is no chart of PowerPoint's as shapes; its table stands there where words would be too small to read."""

    def smallest_type(spec: ChartSpec) -> float:
        return spec.options.px(SMALL_PX) * fits(spec, room.w, room.h) if spec.panels else 0.0

    spec = max((one for one in (chart.spec, chart.tall) if one is not None), key=smallest_type)
    if smallest_type(spec) < sheet.plan.small_size * _LEAST_TYPE:
        _table(sheet, chart.table, room, chart.alt)
        return
    sheet.add([drawn_chart(spec, room.x, room.y, room.w, room.h, sheet.t, sheet.ids(), clean(chart.alt))])


def _too_many(plot: Native, room: Room, size: float) -> bool:
    lines = sum(max(1, name.count("\n") + 1) for name in plot.categories)
    return lines * size * 1.15 > room.h * (1 - _HEADING / 2)


def _chart_heading(sheet: Sheet, plot: Native, room: Room) -> float:
    """Write title and notes over a chart; return where the chart begins."""
    size, look, spec = sheet.plan.small_size, sheet.look, plot.spec
    aside = [sheet.t("pptx.zeros", values="; ".join(plot.aside))] if plot.aside else []
    # There is no strip here that a note could speak of.
    notes = " · ".join([*(note for note in spec.notes if note != sheet.t("chart.scale.zeros")), *aside])
    title = shortened(" · ".join(filter(None, (spec.title, spec.period))), size * 1.12, room.w, size * 1.12 * LINE * 2)
    lines = [Paragraph((Run(title, size * 1.12, look.ink, bold=True),))]
    y = room.y + height_of(title, size * 1.12, room.w)
    if notes:
        notes = shortened(notes, size, room.w, room.h * _HEADING)
        lines.append(Paragraph((Run(notes, size, look.quiet),)))
        y += height_of(notes, size, room.w)
    sheet.write(sheet.t("pptx.chart_heading"), Room(room.x, room.y, room.w, y - room.y), lines)
    return y + 4


def _table(sheet: Sheet, frame: pd.DataFrame, room: Room, alt: str) -> None:
    size = sheet.plan.small_size
    if frame.empty:
        return
    line = size * LINE
    rows, widths = longest_rows(frame, room.w, room.h - line - 4, size)
    left_out = len(frame) - rows
    tall = table(sheet.page, frame.head(rows), widths, Room(room.x, room.y, room.w, room.h), size, sheet.look, sheet.t, alt)
    if left_out:
        text = sheet.t("pptx.more_rows", n=left_out)
        below = Room(room.x, room.y + tall + 4, room.w, line)
        sheet.write(text, below, [Paragraph((Run(text, size, sheet.look.quiet),))])
