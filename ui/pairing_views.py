"""The views of the pairings page. All follow one selection."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.matrix import matrix_figure
from charts.sankey import chosen_pairing, sankey_height, sankey_option
from data.load import Facts
from data.rows import records
from data.select import pairings_of
from geo.compose import Setting, role_scene
from text.dates import format_date
from ui import pairing_links, theme
from ui.cards import Book, pairing_card
from ui.chartview import show_chart
from ui.loaders import Shapes, gazetteer
from ui.mapview import show_map
from ui.markup import Markup, element, join
from ui.national import credit, flows_of
from ui.pairing_controls import kind_names
from ui.words import reporter

Choose = Callable[[str, str], None]
#: So many pairings of a region are shown with their words; more are listed, each leading to its pair.
_CARDS = 12


def show_flow_map(
    pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book, chosen: tuple[str, str] | None, choose: Choose
) -> list[str]:
    """Draw the flow map of some pairings.

    Parameters
    ----------
    chosen : (kind, id) or None

    Returns
    -------
    list of str
        Ids of pairings that can't be drawn.
    """
    t = book.t
    curves, unplaced = flows_of(pairings, facts, shapes)
    setting = Setting(
        theme.look(), t, credit(shapes, t), t("map.alt_role", n=len(pairings)), title=t("legend.selected"), chosen=chosen
    )
    show_map(role_scene(pairings, curves, gazetteer(facts, shapes, t.lang), setting), "pairings", t, choose)
    return unplaced


def show_sankey(pairings: pd.DataFrame, book: Book, choose: Choose) -> None:
    """Draw the Sankey diagram of some pairings; a band leads to its pair.

    Notes
    -----
    Without a pairing a sentence stands in its place.
    """
    t, links = book.t, links_of(pairings, book)
    if links.empty:  # a chart without a series is a fault to the library
        st.html(element("p", t("describe.no_pairings"), cls="panel-nothing"))
        return
    options = ChartOptions(930, 480)

    def clicked() -> None:
        pairing = chosen_pairing(st.session_state.get("sankey"), links)
        if pairing:
            choose("flow", pairing)

    st.echarts_chart(
        sankey_option(links, theme.look(), t, options),
        theme=None,
        height=sankey_height(links, t, options),
        key="sankey",
        on_select=clicked,
        alt=t("pairings.sankey_alt", n=len(pairings)),
    )


def panel_of_region(pairings: pd.DataFrame, region_id: str, facts: Facts, book: Book) -> Markup:
    """List the pairings of a region among some: with their words while they are few.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    """
    t, own = book.t, pairings_of(pairings, region_id, facts.area_members)
    head = join(
        element("h3", book.region(region_id)),
        element("p", t("pairings.of_region", n=len(own), total=len(pairings)), cls="panel-where"),
    )
    if not 0 < len(own) <= _CARDS:
        return join(head, pairing_links.by_helper(own, book))
    return join(head, *(pairing_card(row, book) for row in records(own)))


def show_matrix(pairings: pd.DataFrame, book: Book, choose: Choose) -> None:
    """Draw the helper × recipient matrix of some pairings; a mark leads to its pair."""
    t, frame = book.t, links_of(pairings, book)
    kinds = kind_names(t)
    frame["kind"] = pd.Categorical([kinds[str(kind)] for kind in pairings["kind"]], list(kinds.values()))
    figure = matrix_figure(frame, theme.look(), t, ChartOptions(930, 520))
    show_chart(figure, "matrix", t("pairings.matrix_alt", n=len(pairings)), lambda record: choose("flow", record))


def links_of(pairings: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return pairings with the names of their ends and the recipient's province, as charts take them.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.

    Returns
    -------
    DataFrame
        ``pairing_id, helper_id, helper, province_id, province, recipient_id, recipient``; an area or county has the
        province it lies in, one that lies in none has an empty one.
    """
    rows = []
    for row in records(pairings):
        province = _province(row["recipient_id"], book)
        rows.append(
            {
                "pairing_id": row["pairing_id"],
                "helper_id": row["helper_id"],
                "helper": book.short(row["helper_id"]),
                "province_id": province,
                "province": book.short(province) if province else "",
                "recipient_id": row["recipient_id"],
                "recipient": book.short(row["recipient_id"]),
            }
        )
    names = ["pairing_id", "helper_id", "helper", "province_id", "province", "recipient_id", "recipient"]
    return pd.DataFrame(rows, columns=names)


def pairing_rows(pairings: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return pairings as a table: a row for each of ``pairings``, headings in the reader's language."""
    t = book.t
    grounds = {
        "listed": t("ground.listed"),
        "dated": t("ground.dated"),
        "attested": t("ground.attested"),
        "undated": t("ground.undated"),
    }
    return pd.DataFrame(
        [
            {
                t("table.helper"): book.region(row["helper_id"]),
                t("table.recipient"): book.region(row["recipient_id"]),
                t("table.programme"): t.name(book.programmes[row["programme_id"]]),
                t("table.since"): format_date(row["start"], t.lang) or t("pairing.start_unknown"),
                t("table.ground"): grounds.get(row.get("ground", ""), ""),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in records(pairings)
        ]
    )


def _province(region_id: str, book: Book) -> str:
    seen = region_id
    while seen in book.regions and book.regions[seen]["level"] != "province":
        seen = str(book.regions[seen]["parent_id"])
    return seen if seen in book.regions else ""
