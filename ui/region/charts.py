"""Charts of a place or a pair: what leads beside the map, then its rates and its pairings over time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from charts.base import ChartOptions
from charts.key_points.panels import KeyOptions, key_points_spec
from charts.spec import ChartSpec
from charts.timeline.plot import timeline_spec
from charts.trend.events import event_notes
from charts.trend.pair_trend import START_ID, pair_trend_spec
from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.pair import Pair
from ui.shared.chartview import show_chart
from ui.shared.tables import show_table
from ui.shared.window import Window, window
from views.book import Book
from views.parts.markup import element
from views.region.timeline import has_dates
from views.region.view import PlaceView
from views.trends.key_points import is_core
from views.trends.observations import with_quotes

#: Height of the points that lead, in px of a page.
_KEY_PX = 270
#: From this width two charts stand side by side, in px.
_BESIDE_PX = 1200


def show_key_points(shown: PlaceView, book: Book, cite: Callable[[str], None]) -> None:
    """Draw what leads of a place with all else that is reported of it; nothing where it has no rate."""
    t, now = book.t, window()
    if not shown.leads:
        return
    points = shown.rates[shown.rates["region_id"].isin(shown.sides)]
    leads = {str(ends[0]["region_id"]): ends for ends in shown.leads}
    ids = {region: [str(row["observation_id"]) for row in ends] for region, ends in leads.items()}
    lead = t("chart.key.lead" if is_core(leads, book) else "chart.key.lead_or_latest")
    options = KeyOptions(now.wide(0.3), round(_KEY_PX * now.scale), now.scale, lead=lead)
    with suppress(ValueError):  # on a small screen the figure above says it, and the chart of all rates below
        show_chart(key_points_spec(points, ids, book.look, t, options), "place-key", describe(points, t), cite)


def show_charts(shown: PlaceView, facts: Facts, book: Book, cite: Callable[[str], None]) -> None:
    """Draw the rates of a place with those of the areas it belongs to, and its pairings over time, side by side."""
    both = len(shown.both) > 0 and has_dates(shown.spans) and window().width_px >= _BESIDE_PX
    left, right = st.columns(2, gap="small") if both else (st.container(), st.container())
    with left:
        show_rates(shown, 0.5 if both else 1.0, facts, book, cite)
    with right:
        show_timeline(shown, 0.5 if both else 1.0, book, cite)


def show_rates(shown: PlaceView, share: float, facts: Facts, book: Book, cite: Callable[[str], None]) -> None:
    """Draw all rates of a place or of both sides of a pair, with the words of the events on them and a table.

    Parameters
    ----------
    share : float
        Of the page's width.
    """
    t, spec = book.t, _rates(shown, share, window(), book)
    if spec is None:
        if shown.pair:
            st.html(element("p", t("pair.no_rates"), cls="panel-nothing"))
        return
    said = describe(shown.both, t)
    show_chart(spec, "pair-trend" if shown.pair else "place-trend", said, cite)
    flagged = [] if shown.pair else event_notes(shown.near, t)
    if flagged:
        told = [element("p", note) for note in flagged]
        st.html(element("div", element("h4", t("trends.events")), *told, cls="notes flags"))
    show_table(said, with_quotes(figure_to_table(shown.both, t), facts, book), (), t)


def show_timeline(shown: PlaceView, share: float, book: Book, cite: Callable[[str], None]) -> None:
    """Draw the pairings of a place, or the records of a pair, over time; arguments as for :func:`show_rates`."""
    t, now = book.t, window()
    if has_dates(shown.spans):
        high = round(now.scale * ((150 if shown.pair else 120) + 30 * len(shown.spans)))
        events = shown.near if shown.pair else shown.events
        spec = timeline_spec(shown.spans, events, book.look, t, ChartOptions(now.wide(share), high, now.scale))
        key = "pair-timeline" if shown.pair else "timeline"
        show_chart(spec, key, t("region.timeline_alt", n=len(shown.spans)), cite)
    elif shown.pair:
        st.html(element("p", t("pair.no_dates"), cls="panel-nothing"))


def _rates(shown: PlaceView, share: float, now: Window, book: Book) -> ChartSpec | None:
    if not len(shown.both):
        return None
    t, pair = book.t, shown.pair
    options = TrendOptions(
        now.wide(share),
        round(400 * now.scale),
        now.scale,
        indicator=t.name(book.indicators[RATE]),
        axis="linear",
        sides=shown.sides if pair else (),
    )
    if pair is None:
        return trend_spec(shown.rates, shown.near, book.look, t, options, shown.bands)
    start, by_list = pair.first_start, pair.years.by_list
    return pair_trend_spec(shown.rates, start, book.look, t, options, _first(pair), shown.bands, by_list=by_list)


def _first(pair: Pair) -> str:
    """The pairing whose words give the start that the chart marks."""
    rows = pair.pairings[pair.pairings["start"] == pair.first_start]
    return str(rows["pairing_id"].iloc[0]) if len(rows) else START_ID
