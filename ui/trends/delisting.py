"""Counties delisted: as a chart over the years, or as a map of one year or of the latest totals, as reported."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.words import figure_to_table
from data.figures.delisted import TOTAL
from data.load import Facts
from text.dates import format_date
from ui import view
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.switch import show_switch
from ui.shared.tables import show_table
from ui.trends.rates import show_delisted
from ui.trends.words import show_words
from views.book import Book
from views.loaders import Shapes
from views.memo import memoized
from views.params import Param
from views.parts.markup import element
from views.trends.delisting import (
    delisted_by_province,
    delisting_finding,
    delisting_panel,
    delisting_scene,
    delisting_sentence,
)
from views.trends.observations import as_points, with_quotes


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
    if found := delisting_finding(facts, book):
        st.html(element("h2", found, cls="finding"))
        st.html(element("p", t("delisted.finding_by"), cls="counted"))
    at = view.address("trends", facts, book)
    form_of, place, when = at.param("as"), at.param("place"), at.param("when")
    moments = list(when.allowed)
    form, year = st.columns([2, 8], vertical_alignment="center")
    with form:
        show_switch(
            t("delisted.form"),
            form_of,
            lambda one: t("delisted.chart") if one == "chart" else t("delisted.map"),
            clears=(place,),
        )
    if at["as"] == "chart" or not moments:
        left, right = st.columns([7, 3], gap="small")
        with left:
            show_delisted(facts, record, book, choose)
        with right:
            show_words(facts, record, book)
        return
    with year:
        show_switch(
            t("delisted.when"),
            when,
            lambda one: t("delisted.totals") if one == TOTAL else format_date(one, t.lang),
            values=moments,
        )
    _show_map(facts, shapes, at["when"], place, book)


def _show_map(facts: Facts, shapes: Shapes, when: str, place: Param, book: Book) -> None:
    t, chosen = book.t, view.read(place)
    drawn, others = delisted_by_province(facts, when, book)

    def go(kind: str, region: str) -> None:
        """A click on a prefecture stands for its province; one beside everything clears."""
        province = f"{region[:2]}0000"
        view.write(place, province if kind == "region" and province in place.allowed and province != chosen else "")

    scene = memoized(
        "delisted", lambda: delisting_scene(drawn, facts, shapes, when, chosen, book), facts, shapes, book, when, chosen
    )
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(scene, "delisted", t, go)
    with right:
        show_panel(delisting_panel(facts, when, chosen, book))
    left_out = (t("delisted.elsewhere", n=len(others)),) if len(others) else ()
    table = with_quotes(figure_to_table(as_points(drawn, book), t, "county"), facts, book)
    show_table(delisting_sentence(drawn, when, book), table, left_out, t)
