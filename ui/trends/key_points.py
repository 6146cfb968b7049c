"""The key points: the finding in a sentence, a panel a place, and on request what happened there under each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from charts.key_points.panels import KeyOptions, key_points_spec
from charts.trend.events import to_events
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row
from text.dates import format_date
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.panel import show_record
from ui.shared.tables import show_table
from ui.shared.window import window
from ui.trends.controls import switch_events
from views.book import Book
from views.parts.markup import Markup, element
from views.parts.record_panel import record_panel
from views.trends.key_points import events_of, finding, is_core, leading, left_out, said_by
from views.trends.observations import points, with_quotes

#: What stands above and below the panels, in px of a page; narrower panels than this stand in two rows or more.
_TAKEN_PX, _ROW_PX = 408, 250

Leads = Mapping[str, Sequence[Row]]
Events = Mapping[str, pd.DataFrame]


def show_key_points(facts: Facts, region_ids: Sequence[str], record: str, book: Book, choose: Callable[[str], None]) -> None:
    """Draw what leads of each place; a mark leads to its words.

    Parameters
    ----------
    record : str
        Record whose words are shown beside the panels; empty for none.
    choose : callable
        Called with the id of a clicked record.
    """
    t, at = book.t, view.address("trends", facts, book)
    leads = leading(facts, region_ids, book)
    shown = points(facts, RATE, list(leads), book)
    st.html(element("h2", finding(leads, book) or t("chart.empty"), cls="finding"))
    room = st.container()
    if record:
        left, right = st.columns([7, 3], gap="small")
        with right:
            show_record(record_panel(facts, record, book), at.param("record"), t)
    else:
        left = st.container()
    events = {region: events_of(facts, region, shown) for region in leads} if at["events"] else {}
    ids = {region: [str(row["observation_id"]) for row in ends] for region, ends in leads.items()}
    spec = key_points_spec(shown, ids, book.look, t, _options(leads, 0.7 if record else 1.0, book), events)
    with left:
        show_chart(spec, "key-points", describe(shown, t), choose, record)
        switch_events(at, t)
        if events:
            st.html(_told(events, book))
    said = [said_by(leads, book), *left_out(len(region_ids), spec.told, t)]
    room.html(element("p", " ".join(filter(None, said)), cls="counted"))
    show_table(describe(shown, t), with_quotes(figure_to_table(shown, t), facts, book), (), t)


def _options(leads: Leads, share: float, book: Book) -> KeyOptions:
    now = window()
    rows = -(-len(leads) // max(1, min(4, now.wide(share) // round(194 * now.scale))))
    high = now.high(_TAKEN_PX, _ROW_PX + 40, 560) if rows == 1 else round(rows * _ROW_PX * now.scale + 40)
    lead = book.t("chart.key.lead" if is_core(leads, book) else "chart.key.lead_or_latest")
    return KeyOptions(now.wide(share), high, now.scale, lead=lead)


def _told(events: Events, book: Book) -> Markup:
    """What happened, as text, place by place."""
    t, parts = book.t, []
    for region, frame in events.items():
        lines = [
            element("li", element("b", format_date(one.when, t.lang)), " ", one.title, cls="goal" if one.target else "")
            for one in to_events(frame, t)
        ]
        nothing = element("p", t("trends.no_events"), cls="panel-nothing")
        parts.append(element("section", element("h4", book.short(region)), element("ul", *lines) if lines else nothing))
    return element("div", *parts, cls="key-events")
