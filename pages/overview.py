"""总览 Overview: who helps whom, and where poverty stood."""

from __future__ import annotations

import streamlit as st

from data.figures.reported import RATE
from data.pairings.pair import key_of
from ui import view
from ui.opened import opened
from ui.shared import trouble
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.search import region_search
from ui.shared.tables import show_table
from views.memo import memoized
from views.overview.by_year import by_year, series_name, with_choice, year_panel, year_table
from views.overview.national import HEADLINES, landing, national
from views.pairings.rows import choice_of
from views.parts import panel
from views.parts.markup import page_head
from views.region.place import on_nation

facts, shapes, book = opened()
t = book.t
at = view.address("overview", facts, book)
FILL, SERIES, WHEN, REGION, PAIR = (at.param(name) for name in ("fill", "series", "when", "region", "pair"))


def choose(kind: str, chosen: str) -> None:
    """Put what was clicked on the map into the URL; a click beside everything clears the choice."""
    if kind == "year":
        view.write(WHEN, chosen if chosen in WHEN.allowed else "")
        return
    region = chosen if kind == "region" and chosen in REGION.allowed else ""
    view.write_all({REGION: region, PAIR: key_of(facts, chosen) if kind == "flow" else ""})


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

region, pair, fill = at["region"], at["pair"], at["fill"]
chosen = choice_of(pair, on_nation(facts, shapes, region, book), landing(facts), facts)
pairing = chosen[1] if pair and chosen else ""
years = by_year(facts, shapes, at["series"], at["when"], book) if fill == "year" else None
shown = national(facts, shapes, "rate" if fill == "year" else fill, chosen, book)

left, right = st.columns([7, 3], gap="small")
with left:
    show_map(with_choice(years.scene, chosen) if years else shown.scene, "national", t, choose)
with search:  # after the map: its hundreds of names keep a browser busy, and the map is what one came for
    region_search(facts, REGION, t, clears=(PAIR,))
with right:
    if years:
        key, changed = view.bound(SERIES, clears=(WHEN,))
        st.selectbox(
            t("time.series"), SERIES.allowed, format_func=lambda s: series_name(s, book), key=key, on_change=changed
        )
    if chosen:
        st.button(t("panel.back"), on_click=choose, args=("", ""), type="tertiary", icon=":material/arrow_back:")
    if pairing:
        show_panel(memoized("pair", lambda: panel.pair_panel(facts, pairing, book), facts, book, pairing))
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
