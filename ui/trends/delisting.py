"""Counties delisted: as a chart over the years, as reported, or county by county on a map of the country, batch by batch."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from text.catalogue import Catalogue
from ui import view
from ui.shared.mapview import show_map
from ui.shared.panel import leave, show_panel
from ui.shared.switch import show_switch
from ui.shared.tables import show_view_table
from ui.trends.charts import Choose, show_delisted
from views.declared import Address
from views.trends.counties import province_of
from views.view import View


def show_delisting(shown: View, at: Address, facts: Facts, t: Catalogue, choose: Choose) -> None:
    """Draw counties delisted as a chart or as a map, with the words behind what was clicked.

    Parameters
    ----------
    choose : callable
        Called with the id of the record whose mark in the chart was clicked.
    """
    form, outline = st.columns([3, 7], vertical_alignment="center")
    with form:
        show_switch(
            t("delisted.form"),
            at.param("as"),
            lambda option: t("delisted.chart") if option == "chart" else t("delisted.map"),
            clears=(at.param("place"),),
        )
    if shown.scene is None:
        show_delisted(shown, at, t, choose)
        return
    with outline:
        show_switch(t("delisted.outline"), at.param("outline"), lambda option: t(f"delisted.outline_{option}"))
    _show_map(shown, at, facts, t)


def _show_map(shown: View, at: Address, facts: Facts, t: Catalogue) -> None:
    when, place = at.param("when"), at.param("place")

    def go(kind: str, value: str) -> None:
        """The map tells the year it rests at; a click stands for the county, else for its province; beside all it clears."""
        if kind == "year":
            year = value.partition("~")[0]
            view.write(when, year if year in when.allowed else when.default)
            return
        region_id = (
            next((i for i in (value, province_of(value, facts)) if i in place.allowed), "") if kind == "region" else ""
        )
        view.write(place, region_id if region_id != at["place"] else "")

    left, right = st.columns([7, 3], gap="small")
    with left:
        if shown.scene:
            show_map(shown.scene, "delisted", t, go)
    with right:
        if shown.chosen:
            leave(place, t)
        show_panel(shown.panel)
    show_view_table(shown, t)
