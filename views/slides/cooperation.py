"""Slides of the co-operation page, and how a co-operation figure is said on any: institutions, tasks and aspects, terms."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from data.figures.cooperation_headline import breadth
from data.pairings.pair import pair_id
from data.rows import Row
from text.dates import record_period
from views.book import same_thing
from views.cooperation.figures import most
from views.cooperation.view import TaskView
from views.cooperation.view import cooperation as cooperation_view
from views.declared import Address
from views.parts.pair_names import parties
from views.parts.periods import spell
from views.parts.words import measure_text, value_text
from views.slide import Figure, Provenance, Slide
from views.slides.charts import MAIN, WHOLE, chart_of
from views.slides.parts import Notes, SlideContext, slide_of
from views.view import View

#: Figures above the lines of text.
_FIGURES = 3
#: Bars of a chart that can be read from the back of a room.
_BARS = 9


def cooperation(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the co-operation page."""
    view = cooperation_view(at, context.facts, context.book)
    if isinstance(view, TaskView):
        return _task(context, view)
    return _terms(context, view) if at["show"] == "terms" else _scorecard(context, view)


def _task(context: SlideContext, view: TaskView) -> Slide:
    notes = Notes(context.book)
    # What compares as a chart: paired institutions where there are any, else the largest group. More bars than there is
    # room for would be drawn over one another: the next group is as good an answer.
    charts = (*view.matched[:1], *(plot for plot in view.charts if len(plot.rows) <= _BARS))[:1]
    charted = [row for plot in charts for row in plot.rows]
    drawn = {row["cooperation_id"] for row in charted}
    # A headline of one year beside bars of another would be read as theirs.
    apart = bool(charted and view.led) and view.led not in drawn
    led = [row for row in view.cooperation if row["cooperation_id"] == view.led]
    # What stands over the chart has its source on the slide's face; a picture of the chart says what that shows.
    notes.draw(led if apart else [*charted, *led])
    finding = None if view.led in drawn else most(charted, context.book)
    besides = len(view.cooperation) - len(charted)
    if finding and besides:
        finding = context.t("cooperation.and_besides", finding=finding, n=besides)
    provenance = Provenance(frozenset(str(row["source_id"]) for row in charted), spell(charted, context.t), finding=finding)
    # What is charted need not be said again; what the finding says comes first, then sums over many, measure by measure.
    undrawn = each_thing(row for row in view.cooperation if row["cooperation_id"] not in drawn)
    wide = {row["cooperation_id"]: breadth(row, context.book.regions) for row in undrawn}
    undrawn.sort(key=lambda row: (wide[row["cooperation_id"]], row["period_end"]), reverse=True)
    measures = list(dict.fromkeys(row["measure_id"] for row in undrawn))
    undrawn.sort(
        key=lambda row: (row["cooperation_id"] != view.led, -wide[row["cooperation_id"]], measures.index(row["measure_id"]))
    )
    # Side by side stand different measures: sums of one measure, of different years and sides, would be compared.
    by_measure: dict[str, Row] = {}
    for row in undrawn:
        by_measure.setdefault(row["measure_id"], row)
    large = list(by_measure.values())[:_FIGURES]
    figures = tuple(cooperation_figure_of(row, notes, context) for row in large)
    notes.draw(charted)
    lines = [cooperation_line(row, notes, context) for row in undrawn if row not in large]
    notes.numbers(view.cooperation)
    unlike = [context.t("slide.unlike")] if len(figures) > 1 else ()
    drawn_charts = tuple(replace(chart_of(plot, MAIN), provenance=provenance) for plot in charts)
    content = slide_of(
        context, view, notes, more=unlike, charts=drawn_charts, figures=figures, points=lines, last=view.incomplete
    )
    return replace(content, apart=apart)


def _scorecard(context: SlideContext, cut: View) -> Slide:
    notes = Notes(context.book)
    pairs = {row["pair_id"] for plot in cut.charts for row in (plot.still or plot).rows}
    notes.draw(row for row in cut.cooperation if pair_id(row["helper_id"], row["recipient_id"]) in pairs)
    notes.numbers(cut.cooperation)
    fewer = [context.t("slide.first_rows", n=len(plot.still.rows)) for plot in cut.charts if plot.still]
    return slide_of(context, cut, notes, more=fewer, charts=tuple(chart_of(plot, WHOLE) for plot in cut.charts))


def _terms(context: SlideContext, view: View) -> Slide:
    t, notes = context.t, Notes(context.book)
    lines = [
        t("slide.noted", text=t("slide.listed", title=t.name(row), names=row[f"definition_{t.lang}"]), n=notes.number(row))
        for row in view.stands_on
    ]
    return slide_of(context, view, notes, points=lines)


def cooperation_figure_of(row: Row, notes: Notes, context: SlideContext) -> Figure:
    """Return a co-operation figure as a headline figure; what else is reported of the same stands beside its period."""
    t, book = context.t, context.book
    label = t("slide.of", region=parties(row, book, short=True), what=measure_text(book.measures[row["measure_id"]], t))
    reports = book.other_reports(row)
    when = t("pair.dot").join([record_period(row, t), *_besides(reports, context)])
    return Figure(value_text(row, row["unit"], t), label, when, tuple(notes.number(each) for each in (row, *reports)))


def cooperation_line(row: Row, notes: Notes, context: SlideContext, *, named: bool = True) -> str:
    """Return a co-operation figure as a line of text, with what else is reported of the same; whose it is may be known."""
    t, book = context.t, context.book
    what = measure_text(book.measures[row["measure_id"]], t)
    subject = t("slide.of", region=parties(dict(row), book), what=what) if named else what
    reports = book.other_reports(row)
    value = value_text(row, row["unit"], t)
    for besides in _besides(reports, context):
        value = t("slide.value_and", value=value, besides=besides)
    numbers = "][".join(str(notes.number(each)) for each in (row, *reports))
    return t("slide.line", what=subject, value=value, when=record_period(row, t), n=numbers)


def each_thing(rows: Iterable[Row]) -> list[Row]:
    """Return the first report of each thing: its figure or line says what else is reported of it."""
    first: dict[tuple[Hashable, ...], Row] = {}
    for row in rows:
        first.setdefault(same_thing(row), row)
    return list(first.values())


def _besides(reports: Iterable[Row], context: SlideContext) -> list[str]:
    t = context.t
    values = list(dict.fromkeys(value_text(row, row["unit"], t) for row in reports))
    return [t("slide.besides", values=t("describe.semicolon").join(values))] if values else []
