"""The views of the trends page: rates over time, a fair ranking, counties delisted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from charts.bars.delisting import delisting_spec
from charts.bars.lifted import lifted_spec
from charts.base import ChartOptions
from charts.trend.events import event_notes, events_within
from charts.trend.plot import TrendOptions, trend_spec
from charts.trend.slope import slope_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.load import Facts
from data.select import latest_reported
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.tables import show_table
from ui.shared.window import window
from ui.trends.controls import switch_events
from ui.trends.words import show_words
from views.book import Book
from views.parts.markup import element, join
from views.trends.observations import as_points, events_about, points, rates_and_bands, with_quotes
from views.trends.ranking import guard


def show_rates(
    facts: Facts, region_ids: list[str], axis: str, record: str, book: Book, choose: Callable[[str], None]
) -> None:
    """Draw rates over time, their end points, people lifted, events and targets; a mark leads to its words.

    Parameters
    ----------
    axis : {"log", "linear"}
    record : str
        Record whose words are shown; empty for none.
    choose : callable
        Called with the id of a clicked record.
    """
    t, look, now = book.t, book.look, window()
    rates, bands, both = rates_and_bands(facts, region_ids, book)
    lifted = points(facts, "people_lifted", region_ids, book)
    at = view.address("trends", facts, book)
    events = events_within(events_about(facts, region_ids, nation=False), both).iloc[: None if at["events"] else 0]
    rate = t.name(book.indicators[RATE]) if RATE in book.indicators else RATE
    kind: Literal["log", "linear"] = "linear" if axis == "linear" else "log"
    paired = rates[rates["point"].isin(("start", "end"))]
    said = {"trend": describe(both, t), "lifted": describe(lifted, t, "person")}
    left, right = st.columns([7, 3], gap="small")
    with left:
        options = TrendOptions(now.wide(0.7), now.high(230, 480, 620), now.scale, indicator=rate, axis=kind)
        show_chart(trend_spec(rates, events, look, t, options, bands), "trend", said["trend"], choose, record)
        one, two = st.columns([2, 3], gap="small")
        with one:
            room = (now.wide(0.28), round(380 * now.scale), now.scale)
            slope = TrendOptions(*room, indicator=rate, axis="linear")
            show_chart(slope_spec(paired, look, t, slope), "slope", t("trends.slope_alt"), choose, record)
        with two:
            room = (now.wide(0.42), round(380 * now.scale), now.scale)
            show_chart(lifted_spec(lifted, look, t, ChartOptions(*room)), "lifted", said["lifted"], choose, record)
    with right:
        switch_events(at, t)
        notes = [element("p", note) for note in event_notes(events, t)]
        hint = join(
            element("p", t("trends.hint"), cls="panel-note"), element("h4", t("trends.events")) if notes else "", *notes
        )
        latest = latest_reported(facts.observations, RATE)
        refused = guard(latest[latest["region_id"].isin(region_ids)], facts, book)
        show_words(facts, record, book, join(element("div", hint, cls="notes"), refused))
    show_table(said["trend"], with_quotes(figure_to_table(both, t), facts, book), (), t)


def show_delisted(facts: Facts, record: str, book: Book, choose: Callable[[str], None]) -> None:
    """Draw counties delisted by province and year, as reported."""
    t = book.t
    rows = facts.observations[facts.observations["indicator_id"] == "counties_delisted"]
    there = set(rows["region_id"])
    wide = facts.regions[facts.regions["level"].isin(("nation", "province")) & facts.regions["region_id"].isin(there)]
    provinces = [str(i) for i in wide["region_id"]]
    found = as_points(rows[rows["region_id"].isin(provinces)], book)
    now = window()
    figure = delisting_spec(found, book.look, t, ChartOptions(now.wide(0.7), round(160 * now.scale), now.scale))
    show_chart(figure, "delisted", t("trends.delisted_alt", n=len(provinces)), choose, record)
    show_table(describe(found, t, "county"), with_quotes(figure_to_table(found, t, "county"), facts, book), (), t)
