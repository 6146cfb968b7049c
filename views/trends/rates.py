"""Every reported rate of some places over time, the ends of its periods, and people lifted."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from charts.bars.lifted import lifted_spec
from charts.base import ChartOptions
from charts.key_points.all_points import all_points_spec
from charts.trend.events import event_notes, events_within
from charts.trend.plot import TrendOptions
from charts.trend.slope import slope_spec
from charts.words import describe, figure_to_table
from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.load import Facts
from data.select import latest_reported
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts.markup import Markup, element, join
from views.parts.panel import headline_reports
from views.parts.periods import bases_of, spell
from views.trends.key_points import finding as key_finding
from views.trends.key_points import latest_of, title_of
from views.trends.observations import events_about, observed, points, rates_and_bands, with_quotes
from views.trends.ranking import guard
from views.view import Plot, View


def rates_view(at: Address, facts: Facts, _shapes: Shapes, book: Book) -> View:
    """Return what all points show: ``charts`` are the rates, their end points side by side, and people lifted."""
    regions, axis, asked = tuple(at.several("regions")), at["axis"], at["events"]
    title = title_of(at, regions, book)
    return memoized(
        "rates",
        lambda: _view(title, regions, "linear" if axis == "linear" else "log", bool(asked), facts, book),
        *(facts, book, regions, axis, asked),
    )


def _view(
    title: str, regions: tuple[str, ...], axis: Literal["log", "linear"], asked: bool, facts: Facts, book: Book
) -> View:
    t, (rates, bands, both) = book.t, rates_and_bands(facts, regions, book)
    about = events_about(facts, regions, nation=False)
    events = (events_within(about, both) if len(both) else about).iloc[: None if asked else 0]
    rows = observed(facts, regions, RATE, BAND)
    alt, table = describe(both, t), with_quotes(figure_to_table(both, t), facts, book)
    # The last value of each place is what the chart writes at its end.
    latest = key_finding(latest_of(facts, regions), book)
    led = t("trends.latest", values=latest) if latest else ""
    counted = t("trends.counted", n=len(both), sources=len({row["source_id"] for row in rows})) if len(both) else alt
    options = TrendOptions(indicator=t.name(book.indicators[RATE]) if RATE in book.indicators else RATE, axis=axis)
    return View(
        title=title,
        finding=led or counted,
        qualifier=counted if led else "",
        description=alt,
        charts=(
            Plot(
                "trend", lambda o: all_points_spec(rates, events, book.look, t, o, bands), options, alt, table, tuple(rows)
            ),
            *_further(rates, points(facts, "people_lifted", regions, book), options, book),
        ),
        leads=tuple(headline_reports(facts, regions, RATE, book)),
        panel=_panel(regions, events, facts, book),
        table=table,
        observations=(*rows, *observed(facts, regions, "people_lifted")),
        events=events,
        period=spell(rows, t),
        basis=bases_of((row for row in rows if row["period_end"]), book),  # what has no date is not drawn
    )


def _further(rates: pd.DataFrame, lifted: pd.DataFrame, options: TrendOptions, book: Book) -> tuple[Plot, Plot]:
    t, paired = book.t, rates[rates["point"].isin(("start", "end"))]
    even = TrendOptions(indicator=options.indicator, axis="linear")
    return (
        Plot("slope", lambda o: slope_spec(paired, book.look, t, o), even, t("trends.slope_alt")),
        Plot("lifted", lambda o: lifted_spec(lifted, book.look, t, o), ChartOptions(), describe(lifted, t, "person")),
    )


def _panel(regions: tuple[str, ...], events: pd.DataFrame, facts: Facts, book: Book) -> Markup:
    """How to go on, the events that are numbered on the chart, and whether what is shown may be compared."""
    t, notes = book.t, [element("p", note) for note in event_notes(events, book.t)]
    head = element("h4", t("trends.events")) if notes else ""
    hint = join(element("p", t("trends.hint"), cls="panel-note"), head, *notes)
    latest = latest_reported(facts.observations, RATE)
    return join(element("div", hint, cls="notes"), guard(latest[latest["region_id"].isin(regions)], facts, book))
