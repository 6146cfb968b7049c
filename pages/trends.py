"""趋势 Trends: poverty rates over time, people lifted, targets and events, every point with its source."""

from __future__ import annotations

import streamlit as st

from charts.base import ChartOptions
from charts.events import event_notes, events_within
from charts.lifted import lifted_figure
from charts.slope import slope_figure
from charts.trend import TrendOptions, trend_figure
from charts.words import describe, figure_to_table
from ui import loaders, panel, theme, trouble, view
from ui.chartview import show_chart
from ui.markup import element, join
from ui.national import HEADLINES, RATE
from ui.record_panel import record_panel
from ui.tables import show_table
from ui.text import catalogue
from ui.trend_data import events_about, points, regions_with

t, facts, shapes = catalogue(), loaders.facts(), loaders.shapes()
book, look = loaders.book(facts, t), theme.look()
AXIS = view.Param("axis", "log", ("log", "linear"))
known = regions_with(facts, RATE)
REGIONS = view.Param("regions", ",".join(i for i in HEADLINES if i in known), known)
RECORD = view.Param("record", "", {*facts.observations["observation_id"], *facts.events["event_id"]})


def choose(record_id: str) -> None:
    """Put the record behind a clicked mark into the URL."""
    view.write(RECORD, record_id)


title, pick, axis = st.columns([4, 4, 2], vertical_alignment="center")
title.html(f"<div class='page-head'><h1>{t('trends.title')}</h1><p>{t('trends.subtitle')}</p></div>")
key, changed = view.bound_list(REGIONS)
pick.multiselect(
    t("trends.regions"), known, format_func=book.region, key=key, on_change=changed, label_visibility="collapsed"
)
key, changed = view.bound(AXIS)
axis.segmented_control(
    t("trends.axis"), AXIS.allowed, format_func=lambda a: t(f"trends.axis_{a}"), key=key, on_change=changed,
    label_visibility="collapsed", required=True,
)  # fmt: skip
trouble.show(facts, shapes, t)

chosen_regions = view.read_list(REGIONS)
rates = points(facts, RATE, chosen_regions, book)
lifted = points(facts, "people_lifted", (), book)
events = events_within(events_about(facts, chosen_regions, nation=False), rates)
rate = t.name(book.indicators[RATE]) if RATE in book.indicators else RATE
options = TrendOptions(width_px=930, height_px=540, indicator=rate, axis=view.read(AXIS))  # type: ignore[arg-type]

left, right = st.columns([7, 3], gap="small")
slope = TrendOptions(width_px=350, height_px=380, indicator=rate, axis="linear")
paired = rates[rates["point"].isin(("start", "end"))]
said = {"trend": describe(rates, t), "lifted": describe(lifted, t, "person")}
with left:
    show_chart(trend_figure(rates, events, look, t, options), "trend", said["trend"], choose)
    one, two = st.columns([2, 3], gap="small")
    with one:
        show_chart(slope_figure(paired, look, t, slope), "slope", t("trends.slope_alt"), choose)
    with two:
        show_chart(lifted_figure(lifted, look, t, ChartOptions(530, 380)), "lifted", said["lifted"], choose)
with right:
    record = view.read(RECORD)
    notes = [element("p", note) for note in event_notes(events, t)]
    hint = join(element("p", t("trends.hint"), cls="panel-note"), element("h4", t("trends.events")), *notes)
    panel.show(record_panel(facts, record, book) if record else element("div", hint, cls="notes"))
show_table(said["trend"], figure_to_table(rates, t), (), t)
