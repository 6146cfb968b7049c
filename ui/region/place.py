"""One place: where it lies, its pairings over time, its figures, what it belongs to and borders on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.base import ChartOptions
from charts.timeline.plot import timeline_spec
from charts.trend.events import event_notes, events_within
from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.load import Facts
from data.places.areas import belongs_to, parts_of
from data.rows import records
from data.select import about_region
from ui.shared.chartview import show_chart
from ui.shared.links import page_link
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.tables import show_table
from ui.shared.window import window
from views.book import Book
from views.loaders import Shapes, bordering
from views.memo import memoized
from views.parts import panel
from views.parts.markup import Markup, element, join
from views.parts.record_panel import record_panel
from views.parts.record_tables import observations_table
from views.region.place import region_scene
from views.region.timeline import has_dates, spans_of
from views.trends.observations import events_about, rates_and_bands, with_quotes


def show_region(
    facts: Facts,
    shapes: Shapes,
    region_id: str,
    book: Book,
    title: DeltaGenerator,
    choose: Callable[[str, str], None],
    record: str,
    cite: Callable[[str], None],
) -> None:
    """Draw the page of a region.

    Parameters
    ----------
    title : DeltaGenerator
        Where the heading goes.
    choose : callable
        As :func:`ui.shared.mapview.show_map` takes it.
    record : str
        Record whose words are shown; empty for none.
    cite : callable
        Called with the id of a clicked record.
    """
    t, row = book.t, book.regions[region_id]
    title.html(element("div", element("h1", t.name(row)), element("p", panel.whereabouts(row, book)), cls="page-head"))
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(region_scene(facts, shapes, region_id, book), "place", t, choose)
    with right:
        page_link("overview", t("region.on_overview"), ":material/map:", region=region_id)
        known = memoized(
            "page of a place", lambda: panel.region_panel(facts, region_id, book, on_page=True), facts, book, region_id
        )
        show_panel(join(record_panel(facts, record, book), known, _around(facts, shapes, region_id, book)))
    _show_charts(left, facts, region_id, book, cite)


def _show_charts(left: DeltaGenerator, facts: Facts, region_id: str, book: Book, cite: Callable[[str], None]) -> None:
    """Draw the timeline of the pairings and the rates of a region and of the areas it belongs to.

    Both are made before either is sent: drawing one keeps a browser busy for longer than the map above takes, and the map
    is what one came for.
    """
    t, look, now = book.t, book.look, window()
    spans, events = spans_of(facts, region_id, book), events_about(facts, [region_id], nation=False)
    rates, bands, both = rates_and_bands(facts, [region_id, *_areas(facts, region_id)], book)
    near = events_within(events, both) if len(both) else events
    timeline = trend = None
    if has_dates(spans):
        timeline = timeline_spec(
            spans, events, look, t, ChartOptions(now.wide(0.7), round(now.scale * (120 + 30 * len(spans))), now.scale)
        )
    if len(both):
        size = (now.wide(0.7), round(380 * now.scale), now.scale)
        options = TrendOptions(*size, indicator=t.name(book.indicators[RATE]), axis="linear")
        trend = trend_spec(rates, near, look, t, options, bands)
    with left:
        if timeline:
            show_chart(timeline, "timeline", t("region.timeline_alt", n=len(spans)), cite)
        if trend:
            show_chart(trend, "place-trend", describe(both, t), cite)
            flagged = event_notes(near, t)
            if flagged:
                told = [element("p", note) for note in flagged]
                st.html(element("div", element("h4", t("trends.events")), *told, cls="notes flags"))
            show_table(describe(both, t), with_quotes(figure_to_table(both, t), facts, book), (), t)
        _show_figures(facts, region_id, book)


@st.fragment  # opening it sends the table and nothing else of the page again
def _show_figures(facts: Facts, region_id: str, book: Book) -> None:
    """Every figure of a region in one table, with the words of each: what a reader takes along."""
    rows = records(about_region(facts.observations, facts.indicators, {region_id}))
    if rows:
        said = book.t("region.all_figures", name=book.region(region_id), n=len(rows))
        show_table(said, observations_table(rows, book), (), book.t, "figures", said)


def _areas(facts: Facts, region_id: str) -> list[str]:
    members = facts.area_members
    return list(dict.fromkeys(members[members["region_id"] == region_id]["area_id"]))


def _around(facts: Facts, shapes: Shapes, region_id: str, book: Book) -> Markup:
    """Link the areas a region belongs to, what lies in it, its neighbours, and the ones before and after it."""
    t, row = book.t, book.regions[region_id]
    members = facts.area_members
    inside = list(members[members["area_id"] == region_id]["region_id"])
    below = parts_of(region_id, facts.regions)
    beside = parts_of(row["parent_id"], facts.regions)
    at = beside.index(region_id) if region_id in beside else len(beside)
    around = [i for i in bordering(shapes, region_id, row["level"]) if i in book.regions]
    return join(
        _links(t("region.belongs"), belongs_to(region_id, facts.regions, facts.area_members), book),
        _links(t("region.members"), inside, book),
        _links(t("region.parts"), below, book),
        _links(t("region.neighbours"), around, book),
        _links(t("region.before_after"), beside[max(0, at - 1) : at] + beside[at + 1 : at + 2], book),
    )


def _links(title: str, region_ids: list[str], book: Book) -> Markup:
    if not region_ids:
        return Markup("")
    links = [element("a", book.region(i), href=book.href("region", region=i), target="_self") for i in region_ids]
    return join(element("h4", title), element("p", *links, cls="panel-links"))
