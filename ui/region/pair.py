"""One pair: both regions on one map, both trends on one chart, the five tasks, the timeline, on one printable page."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.base import ChartOptions
from charts.timeline.plot import timeline_spec
from charts.trend.events import events_within
from charts.trend.pair_trend import START_ID, pair_trend_spec
from charts.trend.plot import TrendOptions
from charts.words import describe, figure_to_table
from data.figures.cooperation import ASPECTS, scorecard
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.pair import Pair, beside, find_pair
from data.places.distance import great_circle_km
from data.rows import records
from data.schema.model import DIMENSIONS
from text.dates import format_date
from ui.shared.chartview import show_chart
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.tables import show_table
from ui.shared.window import window
from views.book import Book
from views.cooperation.figures import dimension_name
from views.loaders import Shapes
from views.parts import panel
from views.parts.cards import cooperation_card, event_card, pairing_card
from views.parts.markup import Markup, element, join
from views.parts.record_panel import record_panel
from views.region.place import pair_scene
from views.region.timeline import has_dates, spans
from views.trends.observations import rates_and_bands, with_quotes


def show_pair(
    facts: Facts,
    shapes: Shapes,
    key: str,
    book: Book,
    title: DeltaGenerator,
    choose: Callable[[str, str], None],
    record: str,
    cite: Callable[[str], None],
) -> None:
    """Draw the page of a pair.

    Parameters
    ----------
    key : str
        As :func:`data.pairings.pair.pair_id` makes it.
    title : DeltaGenerator
        Where the heading goes.
    record : str
        Record whose words are shown; empty for none.
    cite : callable
        Called with the id of a clicked record.
    """
    pair = find_pair(facts, key)
    if pair is None:
        return
    t, look, now = book.t, book.look, window()
    name = t("tip.pair", helper=book.region(pair.helper_id), recipient=book.region(pair.recipient_id))
    title.html(element("div", element("h1", name), element("p", _strip(pair, shapes, book)), cls="page-head"))
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(pair_scene(facts, shapes, pair, book), "place", t, choose)
    with right:
        show_panel(join(record_panel(facts, record, book), _records(facts, pair, book)))
    with left:  # after the panel, as on the page of a region
        rates, bands, both = rates_and_bands(facts, [pair.helper_id, pair.recipient_id], book)
        if len(both):
            size = (now.wide(0.7), round(460 * now.scale), now.scale)
            options = TrendOptions(
                *size, indicator=t.name(book.indicators[RATE]), axis="linear", sides=(pair.helper_id, pair.recipient_id)
            )
            start = pair.first_start
            by_list = pair.years.by_list
            figure = pair_trend_spec(rates, start, look, t, options, _first(pair), bands, by_list=by_list)
            show_chart(figure, "pair-trend", describe(both, t), cite)
            show_table(describe(both, t), with_quotes(figure_to_table(both, t), facts, book), (), t)
        else:
            st.html(element("p", t("pair.no_rates"), cls="panel-nothing"))
        lines = spans(pair.pairings, pair.helper_id, book)
        near = events_within(pair.events, both) if len(both) else pair.events
        if has_dates(lines):
            figure = timeline_spec(
                lines, near, look, t, ChartOptions(now.wide(0.7), round(now.scale * (150 + 30 * len(lines))), now.scale)
            )
            show_chart(figure, "pair-timeline", t("region.timeline_alt", n=len(lines)), cite)
        else:
            st.html(element("p", t("pair.no_dates"), cls="panel-nothing"))


def _first(pair: Pair) -> str:
    """The pairing whose words give the start that the chart marks."""
    rows = pair.pairings[pair.pairings["start"] == pair.first_start]
    return str(rows["pairing_id"].iloc[0]) if len(rows) else START_ID


def _strip(pair: Pair, shapes: Shapes, book: Book) -> str:
    """Distance, programmes, years: what a reader asks first, in one line."""
    t = book.t
    known = [t.name(book.programmes[i]) for i in dict.fromkeys(pair.pairings["programme_id"])]
    years = t(pair.years.key, **{k: format_date(v, t.lang) for k, v in pair.years.fields.items()})
    ends = [shapes.places.get(i) for i in (pair.helper_id, pair.recipient_id)]
    parts = [*known, years]
    if ends[0] and ends[1]:
        km = great_circle_km(_lonlat(ends[0]), _lonlat(ends[1]))
        parts.append(t("pair.distance", km=f"{km:,.0f}"))
    return t("pair.dot").join(parts)


def _lonlat(place: dict[str, list[float]]) -> tuple[float, float]:
    lon, lat = place["anchor_lonlat"] if "anchor_lonlat" in place else place["lonlat"]
    return lon, lat


def _records(facts: Facts, pair: Pair, book: Book) -> Markup:
    t = book.t
    work = records(pair.cooperation)
    groups = {dimension_name(d, book): [row for row in work if row["dimension"] == d] for d in DIMENSIONS}
    return join(
        panel.headline_grid(facts, (pair.helper_id, pair.recipient_id), RATE, book),
        panel.section(t("panel.pairings"), [pairing_card(row, book, named=False) for row in records(pair.pairings)]),
        _card(facts, pair, book),
        *(panel.section(title, [cooperation_card(row, book) for row in rows]) for title, rows in groups.items()),
        "" if work else element("p", t("panel.no_cooperation"), cls="panel-nothing"),
        panel.section(t("panel.events"), [event_card(row, book) for row in records(pair.events)]),
        element("p", t("panel.not_causal"), cls="panel-note"),
        _onward(facts, pair, book),
    )


def _card(facts: Facts, pair: Pair, book: Book) -> Markup:
    """Which of the five aspects of assessment have a reported figure; never a score."""
    t = book.t
    ends = pd.DataFrame({"helper_id": [pair.helper_id], "recipient_id": [pair.recipient_id]})
    row = records(scorecard(facts, ends))[0]
    names = {aspect: dimension_name(aspect, book) for aspect in ASPECTS}
    items = [
        element("li", t("scorecard.some", name=names[a], n=row[a]), cls="has")
        if row[a]
        else element("li", t("scorecard.none", name=names[a]), cls="has-not")
        for a in ASPECTS
    ]
    return join(element("h4", t("scorecard.title")), element("ul", *items, cls="scorecard"))


def _onward(facts: Facts, pair: Pair, book: Book) -> Markup:
    t = book.t
    before, after = beside(facts.pairings, pair.key)
    links = [
        element("a", text, href=book.href("region", **query), target="_self")
        for text, query in (
            (book.region(pair.helper_id), {"region": pair.helper_id}),
            (book.region(pair.recipient_id), {"region": pair.recipient_id}),
            (t("pair.previous"), {"pair": before}),
            (t("pair.next"), {"pair": after}),
        )
        if all(query.values())
    ]
    return element("div", element("h4", t("pair.onward")), element("p", *links, cls="panel-links"), cls="panel-onward")
