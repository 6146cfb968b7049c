"""Counties delisted: as a chart over the years, as reported, or county by county on a map of the country, batch by batch."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.load import Facts
from ui import view
from ui.shared.mapview import show_map
from ui.shared.panel import leave, show_panel
from ui.shared.switch import show_switch
from ui.shared.tables import show_table
from ui.trends.rates import show_delisted
from ui.trends.words import show_words
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts.markup import element
from views.trends.counties import county_scene, county_sentence, county_table, listed, province_of
from views.trends.delisting import delisting_finding, delisting_panel


def show_delisting(facts: Facts, shapes: Shapes, record: str, book: Book, choose: Callable[[str], None]) -> None:
    """Draw counties delisted as a chart or as a map, with the words behind what was clicked.

    Parameters
    ----------
    record : str
        Record whose words are shown beside the chart; empty for none.
    choose : callable
        Called with the id of the record whose mark in the chart was clicked.
    """
    t = book.t
    at = view.address("trends", facts, book)
    if found := delisting_finding(facts, book):
        st.html(element("h2", found, cls="finding"))
        if at["as"] == "chart":
            st.html(element("p", t("delisted.finding_by"), cls="counted"))
    form, outline = st.columns([2, 8], vertical_alignment="center")
    with form:
        show_switch(
            t("delisted.form"),
            at.param("as"),
            lambda one: t("delisted.chart") if one == "chart" else t("delisted.map"),
            clears=(at.param("place"),),
        )
    if at["as"] == "chart" or not listed(facts):
        left, right = st.columns([7, 3], gap="small")
        with left:
            show_delisted(facts, record, book, choose)
        with right:
            show_words(facts, record, book)
        return
    with outline:
        show_switch(t("delisted.outline"), at.param("outline"), lambda one: t(f"delisted.outline_{one}"))
    _show_map(facts, shapes, at, book)


def _show_map(facts: Facts, shapes: Shapes, at: Address, book: Book) -> None:
    t, when, outline, chosen, place = book.t, at["when"], at["outline"], at["place"], at.param("place")

    def go(kind: str, told: str) -> None:
        """The map tells the year it rests at; a click stands for the county, else for its province; beside all it clears."""
        if kind == "year":
            year = told.partition("~")[0]
            view.write(at.param("when"), year if year in at.param("when").allowed else at.param("when").default)
            return
        found = next((i for i in (told, province_of(told, facts)) if i in place.allowed), "") if kind == "region" else ""
        view.write(place, found if found != chosen else "")

    scene = memoized(
        "counties",
        lambda: county_scene(facts, shapes, when, outline, chosen, book),
        *(facts, shapes, book, when, outline, chosen),
    )
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(scene, "delisted", t, go)
    with right:
        if chosen:
            leave(place, t)
        show_panel(delisting_panel(facts, when, chosen, book))
    show_table(county_sentence(facts, when, book), county_table(facts, when, book), (), t)
