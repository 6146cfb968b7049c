"""What stands on a PowerPoint slide, and where: map or chart at the left, figures and points beside it, sources below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from charts.base import SMALL_PX
from charts.spec import ChartSpec
from export.deck.layout import Area
from export.pptx.charts.drawn import drawn_chart, drawn_frame, fits
from export.pptx.charts.graphic import add_chart
from export.pptx.charts.legend import FEW, legend, legend_height, office_width
from export.pptx.charts.native import Native, native, natives
from export.pptx.charts.panels import panels
from export.pptx.charts.parts import Setting
from export.pptx.drawing.text import LINE, Paragraph, Run, clean, fitting, height_of, mark, shortened
from export.pptx.foot import DOTS, foot_of, write_foot
from export.pptx.maps.picture import map_shapes
from export.pptx.page import Sheet
from export.pptx.table import longest_rows, table
from geo.still.sheet import pictures
from text.citation import introduces
from text.lettering import BOLD, width_em
from views.slide import Chart, Figure, Footnote, Show, Slide

_GAP: Final = 14.0
#: Share of the width within which a chart's own legend is sure to stay in one row.
_OFFICE_ROW: Final = 0.8
#: Figures that stand under one another where they are alone, and with points or charts below them.
_FIGURES_ALONE, _FIGURES_BESIDE = 4, 3
_FIGURE_STEPS: Final = (1.0, 0.84, 0.7, 0.58)
#: Share of a room that the words over a chart may take.
_HEADING: Final = 0.3
_CAREFUL: Final = 0.95
#: Smallest type of a drawn chart, by that of the slide.
_LEAST_TYPE: Final = 0.7


def fill_slide(sheet: Sheet, slide: Slide, show: Show) -> tuple[Footnote, ...]:
    """Fill a slide, and return the sources that find no room at its foot."""
    foot = foot_of(sheet, slide, show)
    _title(sheet, slide.title)
    lines = _sentence(sheet, slide)
    if slide.mapped:
        sheet = replace(sheet, plan=sheet.plan.with_lines(lines, foot.lines))
    _body(sheet, slide)
    write_foot(sheet, foot, slide.mapped)
    return foot.left


def _sentence(sheet: Sheet, slide: Slide) -> int:
    """Write what a slide says; return of how many lines it is."""
    if not slide.sentence:
        return 0
    plan, area = sheet.plan, sheet.plan.sentence
    wide = area.w * DOTS / BOLD
    size = fitting(slide.sentence, (plan.sentence_size, plan.small_size), wide, area.h)
    words = shortened(slide.sentence, size, wide, area.h)
    finding, then = slide.led(words)
    runs = Run(finding, size, sheet.look.ink, bold=True), Run(then, size, sheet.look.quiet)
    sheet.write(sheet.t("pptx.sentence"), area, [Paragraph(tuple(run for run in runs if run.text))], part="sentence")
    return round(height_of(words, size, wide) / (size * LINE))


def fill_sources(sheet: Sheet, slide: Slide, paragraphs: Sequence[Paragraph], show: Show) -> None:
    """Fill a page of sources, whose lines are those of :func:`export.pptx.sources.pages`."""
    _title(sheet, slide.title)
    sheet.write(slide.title, sheet.plan.body, paragraphs, part="points", moved=True)
    write_foot(sheet, foot_of(sheet, slide, show))


def _title(sheet: Sheet, title: str) -> None:
    """Fill the placeholder of the title, by which screen readers and the outline know the slide."""
    area, most, text = sheet.plan.title, sheet.plan.title_size, clean(title)
    sizes = [most * share for share in (1, 0.88, 0.76, 0.66)]
    size = fitting(text, sizes, area.w / BOLD, area.h)
    size = size if size * LINE <= area.h else sizes[-1]
    words = shortened(text, size, area.w / BOLD, area.h)
    sheet.write(sheet.t("pptx.title"), area, [Paragraph((Run(words, size, "", heading=True),))], part="title")


def kind_of(slide: Slide) -> str:
    """Return the kind of layout that a slide needs, of :data:`export.pptx.base.master.LAYOUTS`."""
    if slide.kind == "cover":
        return "title"
    if slide.mapped:
        return "map_chart" if slide.charts else "map"
    if slide.charts:
        return "chart"
    return "table" if not (slide.figures or slide.points) and not slide.table.empty else "text"


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
    other_charts = charts if slide.mapped else charts[1:]
    rooms = sheet.plan.rooms(2 if beside or other_charts else 1, even=slide.even, mapped=slide.mapped)
    if slide.mapped:
        _map(sheet, slide, rooms[0])
    else:
        _chart(sheet, charts[0], rooms[0])
    if len(rooms) > 1:
        _beside(sheet, slide, other_charts, rooms[1])


def _map(sheet: Sheet, slide: Slide, area: Area) -> None:
    small = sheet.plan.small_size
    for one in pictures(slide.scene_beside, slide.panels, sheet.geometry, slide.names, area.w, area.h, smallest=small):
        name = sheet.t("pptx.map", title=one.said or slide.title)
        drawn = map_shapes(one.picture, area.x + one.x, area.y + one.y, name, sheet.ids(), sheet.t, slide.builds)
        sheet.add(drawn)
        sheet.play([shape.number for shape in sorted(drawn, key=lambda shape: shape.step) if shape.step])


def _beside(sheet: Sheet, slide: Slide, charts: Sequence[Chart], area: Area) -> None:
    """Figures on top, then points, charts in what is left."""
    alone = not (slide.points or charts)
    y = _figures(sheet, slide.figures, area, alone) if slide.figures else area.y
    if slide.points:
        left = area.y + area.h - y
        share = left if not charts else min(left * 0.45, _points_height(sheet, slide.points, area.w))
        y += _points(sheet, slide.points, Area(area.x, y, area.w, share)) + _GAP
    for n, chart in enumerate(charts):
        high = (area.y + area.h - y - _GAP * (len(charts) - n - 1)) / (len(charts) - n)
        _chart(sheet, chart, Area(area.x, y, area.w, high))
        y += high + _GAP


def _figures(sheet: Sheet, figures: Sequence[Figure], area: Area, alone: bool) -> float:
    """Write the headline figures, in two columns where they are many or the room is wide; return where they end."""
    most = _FIGURES_ALONE if alone else _FIGURES_BESIDE
    columns = 1 if area.w < 500 and len(figures) <= most else min(len(figures), 2 if area.w < 700 else 4)
    wide = (area.w - _GAP * (columns - 1)) / columns
    y = area.y
    for first in range(0, len(figures), columns):
        row, high = figures[first : first + columns], area.y + area.h - y
        # What stands side by side is set alike: a larger number would seem to weigh more.
        sizes = [min(each) for each in zip(*(_sizes(sheet, figure, wide, high) for figure in row), strict=True)]
        heights = [
            _figure(sheet, figure, (area.x + n * (wide + _GAP), y, wide), sizes[0], sizes[1]) for n, figure in enumerate(row)
        ]
        y += max(heights) + _GAP
    return y


def _sizes(sheet: Sheet, figure: Figure, wide: float, high: float) -> tuple[float, float]:
    """How large a figure and its label may be set."""
    plan, value, label = sheet.plan, clean(figure.value), clean(figure.label)
    sizes = [max(plan.small_size, plan.figure_size * step) for step in _FIGURE_STEPS]
    width = wide - _marks_width(sheet, figure)
    size = fitting(value, [s for s in sizes if width_em(value) * BOLD * s <= _CAREFUL * width] or sizes[-1:], width, high)
    return size, fitting(label, (plan.text_size, plan.small_size), wide, plan.text_size * LINE * 2)


def _marks_width(sheet: Sheet, figure: Figure) -> float:
    return width_em(_marks(figure)) * sheet.plan.small_size + 4


def _marks(figure: Figure) -> str:
    return ",".join(str(number) for number in figure.notes)


def _figure(sheet: Sheet, figure: Figure, at: tuple[float, float, float], size: float, label_size: float) -> float:
    """Write a figure at x, y and as wide as given; return its height."""
    plan, look, (x, y, wide) = sheet.plan, sheet.look, at
    value, label, when = (clean(text) for text in (figure.value, figure.label, figure.when))
    marks, width = _marks(figure), wide - _marks_width(sheet, figure)
    runs = (Run(value, size, look.accent, bold=True), *([mark(marks, plan.small_size, look.quiet, size)] if marks else []))
    lines = [Paragraph(runs), Paragraph((Run(label, label_size, look.ink),))]
    tall = (size * LINE if width_em(value) * size <= width else height_of(value, size, width)) + height_of(
        label, label_size, wide
    )
    if when:
        lines.append(Paragraph((Run(when, plan.small_size, look.quiet),)))
        tall += height_of(when, plan.small_size, wide)
    sheet.write(label or value, Area(x, y, wide, tall), lines)
    return tall


def _points_height(sheet: Sheet, points: Sequence[str], wide: float) -> float:
    size = sheet.plan.small_size
    return sum(height_of(clean(point), size, wide - size) + 5 for point in points)


def _points(sheet: Sheet, points: Sequence[str], area: Area) -> float:
    """Write the points as a list, as many as fit; return the height they take."""
    plan, t = sheet.plan, sheet.t

    def high(texts: Sequence[str], size: float) -> float:
        return sum(height_of(text, size, area.w - size) + 5 for text in texts)

    texts = [clean(point) for point in points]
    size = next((s for s in (plan.text_size, plan.small_size) if high(texts, s) <= area.h), plan.small_size)
    visible, more = texts, 0
    while len(visible) > 1 and high([*visible, *(["…"] if more else [])], size) > area.h:
        visible, more = visible[:-1], more + 1
    if len(visible) == 1:
        visible = [shortened(visible[0], size, area.w - size, area.h)]
    if more:
        visible = [*visible, t("pptx.more_points", n=more)]
    lines = [Paragraph((Run(text, size, sheet.look.ink),), bullet=not introduces(text), after=4) for text in visible]
    sheet.write(t("pptx.points"), area, lines, part="points", moved=True)
    return min(area.h, high(visible, size))


# --- charts and tables


def _chart(sheet: Sheet, chart: Chart, area: Area) -> None:
    size, plot = sheet.plan.small_size, native(chart.spec)
    if plot is None or (plot.across and _too_many(plot, area, size)):
        _drawn(sheet, chart, area)
        return
    y = _chart_heading(sheet, plot, area)
    high, entries = area.y + area.h - y, chart.spec.entries()
    # The names of series that have values say their unit, which a legend does not.
    has_values = any(entry.marks for entry in entries)
    if has_values or len(entries) > FEW or office_width(entries, size) > area.w * _OFFICE_ROW:
        # Programs set entries in columns of the longest, and what needs more than a row over the names of the axis.
        series = (
            replace(series, in_legend=False) for series in plot.series if any(mark.y is not None for mark in series.marks)
        )
        plot = replace(plot, series=tuple(series))
        high -= legend_height(entries, area.w, size)
        sheet.add([legend(entries, area.x, y + high, area.w, size, sheet.look, sheet.t, sheet.ids())])
    frame = add_chart(sheet.page.shapes, plot, Setting(sheet.t, sheet.look, size, area.w, high, sheet.created), area.x, y)
    sheet.hold(frame, "chart")
    _name(frame, chart.spec.title or sheet.t("pptx.chart"), chart.alt)


def _name(frame: Any, name: str, tip: str) -> None:
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("name", clean(name))
    named.set("descr", clean(tip))


def _drawn(sheet: Sheet, chart: Chart, area: Area) -> None:
    """Draw what is no one chart of PowerPoint's: its panels as charts where they can be, else shapes.

    The table stands there where words would be too small to read.
    """

    def most(spec: ChartSpec) -> float:
        """An old projector's chart was laid out for a narrower room: its type grows to that of the slide."""
        return max(1.0, sheet.plan.small_size / spec.options.px(SMALL_PX))

    def smallest_type(spec: ChartSpec) -> float:
        return spec.options.px(SMALL_PX) * fits(spec, area.w, area.h, most(spec)) if spec.panels else 0.0

    def fit(spec: ChartSpec) -> tuple[float, float]:
        return round(smallest_type(spec), 2), spec.height_px * fits(spec, area.w, area.h, most(spec))

    spec = max((spec for spec in (chart.spec, chart.tall) if spec is not None), key=fit)
    if smallest_type(spec) < sheet.plan.small_size * _LEAST_TYPE:
        _table(sheet, chart.table, area, chart.alt)
        return
    room, alt = (area.x, area.y, area.w, area.h), clean(chart.alt)
    if plots := natives(spec):
        sheet.add([drawn_frame(spec, plots, *room, sheet.t, sheet.ids(), alt, most(spec))])
        for chart_panel in panels(spec, plots, *room, sheet.t, sheet.created, most(spec)):
            frame = add_chart(sheet.page.shapes, chart_panel.plot, chart_panel.setting, chart_panel.left, chart_panel.top)
            _name(frame, chart_panel.name, chart_panel.alt)
    else:
        sheet.add([drawn_chart(spec, *room, sheet.t, sheet.ids(), alt, most(spec))])


def _too_many(plot: Native, area: Area, size: float) -> bool:
    lines = sum(max(1, name.count("\n") + 1) for name in plot.categories)
    return lines * size * 1.15 > area.h * (1 - _HEADING / 2)


def _chart_heading(sheet: Sheet, plot: Native, area: Area) -> float:
    """Write title and notes over a chart; return where the chart begins."""
    size, look, spec = sheet.plan.small_size, sheet.look, plot.spec
    aside = [sheet.t("pptx.zeros", values="; ".join(plot.aside))] if plot.aside else []
    # There is no strip here that a note could speak of.
    notes = " · ".join([*(note for note in spec.notes if note != sheet.t("chart.scale.zeros")), *aside])
    title = shortened(" · ".join(filter(None, (spec.title, spec.period))), size * 1.12, area.w, size * 1.12 * LINE * 2)
    lines = [Paragraph((Run(title, size * 1.12, look.ink, bold=True),))]
    y = area.y + height_of(title, size * 1.12, area.w)
    if notes:
        notes = shortened(notes, size, area.w, area.h * _HEADING)
        lines.append(Paragraph((Run(notes, size, look.quiet),)))
        y += height_of(notes, size, area.w)
    sheet.write(sheet.t("pptx.chart_heading"), Area(area.x, area.y, area.w, y - area.y), lines)
    return y + 4


def _table(sheet: Sheet, frame: pd.DataFrame, area: Area, alt: str) -> None:
    size = sheet.plan.small_size
    if frame.empty:
        return
    line = size * LINE
    rows, widths = longest_rows(frame, area.w, area.h - line - 4, size)
    left_out = len(frame) - rows
    room = Area(area.x, area.y, area.w, area.h)
    made, tall = table(sheet.page, frame.head(rows), widths, room, size, sheet.look, sheet.t, alt)
    sheet.hold(made, "table")
    if left_out:
        text = sheet.t("pptx.more_rows", n=left_out)
        below = Area(area.x, area.y + tall + 4, area.w, line)
        sheet.write(text, below, [Paragraph((Run(text, size, sheet.look.quiet),))])
