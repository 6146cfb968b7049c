"""Which of the five aspects of assessment have a reported figure, pair by pair; never a score."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.scorecard import scorecard_spec
from data.figures.cooperation import ASPECTS, scorecard
from data.load import Facts
from data.rows import Row, records
from ui import view
from ui.chartview import show_chart
from ui.panel import show_panel
from ui.tables import show_table
from views import panel
from views.book import Book
from views.cards import cooperation_card
from views.cooperation import dimension_name
from views.markup import Markup, element, join


def show_scorecard(facts: Facts, book: Book) -> None:
    """Draw the grid of pairs and aspects: pairs with a figure first, the rest counted and tabled."""
    t = book.t
    work = facts.cooperation[(facts.cooperation["helper_id"] != "") & (facts.cooperation["recipient_id"] != "")]
    both = pd.concat([facts.pairings[["helper_id", "recipient_id"]], work[["helper_id", "recipient_id"]]])
    rows = records(scorecard(facts, both))
    some = [row for row in rows if any(row[a] for a in ASPECTS)]
    st.html(element("p", t("scorecard.counted", n=len(some), total=len(rows)), cls="counted"))
    if some:
        card = pd.DataFrame(
            {
                "pairing_id": row["pair_id"],
                "helper": book.region(row["helper_id"]),
                "recipient": book.region(row["recipient_id"]),
                "aspect_id": a,
                "aspect": dimension_name(a, book),
                "count": row[a],
            }
            for row in some
            for a in ASPECTS
        )
        figure = scorecard_spec(card, book.look, t, ChartOptions(930, 160 + 30 * len(some)))
        chosen = view.address("cooperation", facts, book).param("card")
        left, right = st.columns([7, 3], gap="small")
        with left:
            show_chart(figure, "scorecard", t("scorecard.alt", n=len(some)), lambda pair: view.write(chosen, pair))
        with right:
            cards = _words(work, [row for row in some if row["pair_id"] == view.read(chosen)], book)
            show_panel(join(*cards) if cards else panel.hint(t("panel.click_cell")))
    show_table(t("scorecard.says", n=len(some), total=len(rows)), _table(rows, book), (), t)


def _words(work: pd.DataFrame, pairs: list[Row], book: Book) -> list[Markup]:
    """The figures of a pair, by aspect, with their words."""
    made = []
    for pair in pairs:
        here = work[(work["helper_id"] == pair["helper_id"]) & (work["recipient_id"] == pair["recipient_id"])]
        for aspect in ASPECTS:
            cards = [cooperation_card(row, book) for row in records(here[here["dimension"] == aspect])]
            made += [element("h4", dimension_name(aspect, book)), *cards] if cards else []
    return made


def _table(rows: list[Row], book: Book) -> pd.DataFrame:
    t = book.t
    return pd.DataFrame(
        [
            {t("table.helper"): book.region(row["helper_id"]), t("table.recipient"): book.region(row["recipient_id"])}
            | {dimension_name(a, book): row[a] or t("scorecard.no_figure") for a in ASPECTS}
            for row in rows
        ]
    )
