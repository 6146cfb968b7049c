"""Slides of the co-operation page: paired institutions, tasks and aspects, what is reported at all, terms."""

from __future__ import annotations

from views.cooperation.view import TaskView
from views.cooperation.view import cooperation as cooperation_view
from views.declared import Address
from views.slide import Slide
from views.slides.parts import MAIN, WHOLE, Notes, SlideContext, chart_of, cooperation_figure_of, cooperation_line, slide_of
from views.view import View

#: Figures above the lines of text.
_FIGURES = 3
#: Bars of a chart that can be read from the back of a room.
_BARS = 9


def cooperation(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the co-operation page."""
    shown = cooperation_view(at, context.facts, context.book)
    if isinstance(shown, TaskView):
        return _task(context, shown)
    return _terms(context, shown) if at["show"] == "terms" else _scorecard(context, shown)


def _task(context: SlideContext, shown: TaskView) -> Slide:
    notes = Notes(context.book)
    # What compares as a chart: paired institutions where there are any, else the largest group. More bars than there is
    # room for would be drawn over one another: the next group is as good an answer.
    charts = (*shown.matched[:1], *(plot for plot in shown.charts if len(plot.rows) <= _BARS))[:1]
    drawn = {row["cooperation_id"] for plot in charts for row in plot.rows}
    # What stands over the chart has its source there too.
    notes.draw(row for plot in charts for row in plot.rows)
    notes.draw(row for row in shown.cooperation if row["cooperation_id"] == shown.led)
    # What is charted need not be said again; what the finding says comes first, then totals of one side.
    undrawn = [row for row in shown.cooperation if row["cooperation_id"] not in drawn]
    undrawn = sorted(undrawn, key=lambda row: (row["cooperation_id"] != shown.led, bool(row["recipient_id"])))
    figures = tuple(cooperation_figure_of(row, notes, context) for row in undrawn[:_FIGURES])
    lines = [cooperation_line(row, notes, context) for row in undrawn[_FIGURES:]]
    notes.numbers(shown.cooperation)
    made = tuple(chart_of(plot, MAIN) for plot in charts)
    return slide_of(context, shown, notes, charts=made, figures=figures, points=lines, last=shown.incomplete)


def _scorecard(context: SlideContext, cut: View) -> Slide:
    notes = Notes(context.book)
    notes.draw(cut.cooperation)
    fewer = [context.t("slide.first_rows", n=len(plot.still.rows)) for plot in cut.charts if plot.still]
    return slide_of(context, cut, notes, more=fewer, charts=tuple(chart_of(plot, WHOLE) for plot in cut.charts))


def _terms(context: SlideContext, shown: View) -> Slide:
    t, notes = context.t, Notes(context.book)
    lines = [
        t("slide.noted", text=t("slide.listed", title=t.name(row), names=row[f"definition_{t.lang}"]), n=notes.number(row))
        for row in shown.stands_on
    ]
    return slide_of(context, shown, notes, points=lines)
