"""Slides of the co-operation page: paired institutions, tasks and aspects, what is reported at all, terms."""

from __future__ import annotations

from views.cooperation.view import TaskView
from views.cooperation.view import cooperation as cooperation_view
from views.declared import Address
from views.slide import Slide
from views.slides.parts import (
    ALONE,
    BESIDE,
    MAIN,
    WHOLE,
    Notes,
    Stage,
    chart_of,
    cooperation_figure_of,
    cooperation_line,
    few,
    slide_of,
)
from views.view import View

#: Figures above the lines of text.
_FIGURES = 3
#: Bars of a chart that can be read from the back of a room.
_BARS = 9


def cooperation(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the co-operation page."""
    shown = cooperation_view(at, stage.facts, stage.book)
    if isinstance(shown, TaskView):
        return _task(stage, shown)
    return _terms(stage, shown) if at["show"] == "terms" else _scorecard(stage, shown)


def _task(stage: Stage, shown: TaskView) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    # What compares as a chart: paired institutions where there are any, else the largest group. More bars than there is
    # room for would be drawn over one another: the next group is as good an answer.
    charts = (*shown.matched[:1], *(plot for plot in shown.charts if len(plot.rows) <= _BARS))[:1]
    drawn = {row["cooperation_id"] for plot in charts for row in plot.rows}
    # What is charted need not be said again; totals of one side come first.
    rest = [row for row in shown.cooperation if row["cooperation_id"] not in drawn]
    rest = sorted(rest, key=lambda row: bool(row["recipient_id"]))
    figures = tuple(cooperation_figure_of(row, notes, stage) for row in rest[:_FIGURES])
    lines = [cooperation_line(row, notes, stage) for row in rest[_FIGURES:]]
    notes.numbers(shown.cooperation)
    points = (*few(lines, BESIDE - 1 if charts else ALONE, t), *shown.incomplete)
    made = tuple(chart_of(plot, MAIN) for plot in charts)
    return slide_of(stage, shown, notes, charts=made, figures=figures, points=points)


def _scorecard(stage: Stage, shown: View) -> Slide:
    notes = Notes(stage.book)
    notes.numbers(shown.cooperation)
    fewer = [stage.t("slide.first_rows", n=len(plot.still.rows)) for plot in shown.charts if plot.still]
    return slide_of(stage, shown, notes, more=fewer, charts=tuple(chart_of(plot, WHOLE) for plot in shown.charts))


def _terms(stage: Stage, shown: View) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    lines = [
        t("slide.noted", text=t("slide.listed", title=t.name(row), names=row[f"definition_{t.lang}"]), n=notes.number(row))
        for row in shown.stands_on
    ]
    return slide_of(stage, shown, notes, points=few(lines, ALONE, t))
