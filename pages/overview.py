"""总览 Overview: who helps whom, and where poverty stood."""

from __future__ import annotations

import streamlit as st

from ui import trouble, view
from ui.mapview import show_map
from ui.opened import opened
from ui.panel import show_panel
from ui.search import region_search
from ui.tables import show_table
from views import panel
from views.by_year import MOMENTS, by_year, series_name, series_with_years, with_choice, year_panel, year_table
from views.markup import page_head
from views.memo import memoized
from views.national import HEADLINES, RATE, landing, national
from views.params import Param
from views.place import on_nation
from views.places_named import region_param

facts, shapes, book = opened()
t = book.t
FILL = Param("fill", "role", ("role", "rate", "year"))
series = series_with_years(facts)
SERIES = Param("series", series[0] if series else "", set(series))
WHEN = Param("when", "", {"", *MOMENTS})
REGION = region_param(facts, book)
PAIR = Param("pair", "", set(facts.pairings["pairing_id"]))


def choose(kind: str, chosen: str) -> None:
    """Put what was clicked on the map into the URL; a click beside everything clears the choice."""
    if kind == "year":
        view.write(WHEN, chosen if chosen in WHEN.allowed else "")
        return
    region = chosen if kind == "region" and chosen in REGION.allowed else ""
    view.write_all({REGION: region, PAIR: chosen if kind == "flow" and chosen in PAIR.allowed else ""})


title, switch, search = st.columns([5, 2.1, 2.4], vertical_alignment="center")
with title:
    st.html(page_head(t("overview.title"), t("overview.subtitle", n=len(landing(facts)))))
with switch:
    key, changed = view.bound(FILL)
    st.segmented_control(
        t("overview.fill"),
        FILL.allowed,
        format_func=lambda f: t(f"overview.fill_{f}"),
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
trouble.show(facts, shapes, t)

region, pair = view.read(REGION), view.read(PAIR)
chosen = ("flow", pair) if pair else ("region", on_nation(facts, shapes, region, book)) if region else None
fill = view.read(FILL)
years = by_year(facts, shapes, view.read(SERIES), view.read(WHEN), book) if fill == "year" else None
shown = national(facts, shapes, "rate" if fill == "year" else fill, chosen, book)

left, right = st.columns([7, 3], gap="small")
with left:
    show_map(with_choice(years.scene, chosen) if years else shown.scene, "national", t, choose)
with search:  # after the map: its hundreds of names keep a browser busy, and the map is what one came for
    region_search(facts, REGION, t, clears=(PAIR,))
with right:
    if years:
        key, changed = view.bound(SERIES, clears=(WHEN,))
        st.selectbox(t("time.series"), series, format_func=lambda s: series_name(s, book), key=key, on_change=changed)
    if chosen:
        st.button(t("panel.back"), on_click=choose, args=("", ""), type="tertiary", icon=":material/arrow_back:")
    if pair:
        show_panel(memoized("pair", lambda: panel.pair_panel(facts, pair, book), facts, book, pair))
    elif region:
        show_panel(memoized("place", lambda: panel.region_panel(facts, region, book), facts, book, region))
    elif years:
        show_panel(year_panel(years, book))
    else:
        show_panel(memoized("headlines", lambda: panel.headline_panel(facts, HEADLINES, RATE, book), facts, book))
if years:
    show_table(t("time.says", year=years.year), year_table(years, book), (), t)
else:
    show_table(shown.sentence, shown.table, shown.left_out, t)
