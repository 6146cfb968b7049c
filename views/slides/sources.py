"""Slides of the sources page: the words of a document, reports that disagree, checks of the arithmetic, what is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from data.rows import records
from views.declared import BOUNDARIES, Address
from views.slide import Slide
from views.slides.parts import ALONE, WHOLE, Notes, Stage, chart_of, counts_of, few, slide_of
from views.sources.conflicts import by_weight, named, values_of
from views.sources.verdicts import time_of
from views.sources.view import sources as sources_view
from views.view import View


def sources(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the sources page: points with their words, where it has no picture."""
    shown, show = sources_view(at, stage.facts, stage.shapes, stage.book), at["show"]
    if show == "documents" and at["source"] != BOUNDARIES:
        return _document(stage, shown)
    makers = {"conflicts": _conflicts, "checks": _checks, "recorded": _recorded}
    return makers.get(show, _points)(stage, shown)


def _points(stage: Stage, shown: View) -> Slide:
    """Boundaries, and own figures: the view's own lines."""
    return slide_of(stage, shown, _used(stage, shown), points=few(shown.points, ALONE, stage.t))


def _used(stage: Stage, shown: View) -> Notes:
    """The footnotes of all records that are shown."""
    notes = Notes(stage.book)
    for rows in (shown.observations, records(shown.pairings), shown.cooperation, records(shown.events)):
        notes.numbers(rows)
    return notes


def _document(stage: Stage, shown: View) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    lines = [t("slide.quoted", quote=row["quote"], n=notes.number(row)) for row in shown.stands_on if row["quote"]]
    figures = counts_of(shown, notes.numbers(shown.stands_on), shown.period, t)
    return slide_of(stage, shown, notes, figures=figures, points=few(lines, ALONE - 1, t))


def _conflicts(stage: Stage, shown: View) -> Slide:
    t, book, notes, lines = stage.t, stage.book, Notes(stage.book), list[str]()
    every = by_weight(stage.facts, book)
    for one in every[: ALONE - 2]:
        said = [t("slide.noted", text=value, n=notes.number(row)) for row, value in values_of(one, book)]
        values = t("describe.semicolon").join(said)
        lines.append(t("slide.conflict", what=named(one, book, short=True), when=time_of(one, t), values=values))
    notes.numbers((*shown.observations, *shown.cooperation))
    figures = counts_of(shown, (), "", t)
    return slide_of(stage, shown, notes, figures=figures, points=_shown(lines, len(every), stage))


def _shown(lines: Sequence[str], n: int, stage: Stage) -> tuple[str, ...]:
    most = ALONE - 2
    more = n - min(len(lines), most)
    return (*lines[:most], *([stage.t("slide.more", n=more)] if more > 0 else []))


def _checks(stage: Stage, shown: View) -> Slide:
    points = _shown(shown.points, len(shown.points), stage)
    return slide_of(stage, shown, _used(stage, shown), figures=counts_of(shown, (), "", stage.t), points=points)


def _recorded(stage: Stage, shown: View) -> Slide:
    places = [len({row["region_id"] for row in plot.still.rows}) for plot in shown.charts if plot.still]
    fewer = [stage.t("slide.first_rows", n=n) for n in places]
    charts = tuple(chart_of(plot, WHOLE) for plot in shown.charts)
    return slide_of(stage, shown, _used(stage, shown), more=fewer, charts=charts)
