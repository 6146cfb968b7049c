"""Which of the five aspects of assessment have a reported figure, pair by pair; never a score."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.grids.scorecard import scorecard_spec
from data.figures.cooperation import ASPECTS
from data.load import Facts
from data.rows import Row, records
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.panel import show_panel, show_record
from ui.shared.tables import show_table
from ui.shared.window import window
from views.book import Book
from views.cooperation.figures import dimension_name
from views.parts import panel
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, element, join
from views.scorecard import counts_by_pair, figures_of_pairs, grid_of, scorecard_table


def show_scorecard(facts: Facts, book: Book) -> None:
    """Draw the grid of pairs and aspects: pairs with a figure first, the rest counted and tabled."""
    t, now = book.t, window()
    work, rows = figures_of_pairs(facts), counts_by_pair(facts)
    some = [row for row in rows if any(row[a] for a in ASPECTS)]
    st.html(element("p", t("scorecard.counted", n=len(some), total=len(rows)), cls="counted"))
    if some:
        figure = scorecard_spec(
            grid_of(some, book),
            book.look,
            t,
            ChartOptions(now.wide(0.7), round(now.scale * (160 + 30 * len(some))), now.scale),
        )
        chosen = view.address("cooperation", facts, book).param("card")
        left, right = st.columns([7, 3], gap="small")
        with left:
            show_chart(
                figure,
                "scorecard",
                t("scorecard.alt", n=len(some)),
                lambda pair: view.write(chosen, pair),
                view.read(chosen),
            )
        with right:
            cards = _words(work, [row for row in some if row["pair_id"] == view.read(chosen)], book)
            if cards:
                show_record(join(*cards), chosen, t)
            else:
                show_panel(panel.hint(t("panel.click_cell")))
    show_table(t("scorecard.says", n=len(some), total=len(rows)), scorecard_table(rows, book), (), t)


def _words(work: pd.DataFrame, pairs: list[Row], book: Book) -> list[Markup]:
    """The figures of a pair, by aspect, with their words."""
    made = []
    for pair in pairs:
        here = work[(work["helper_id"] == pair["helper_id"]) & (work["recipient_id"] == pair["recipient_id"])]
        for aspect in ASPECTS:
            cards = [cooperation_card(row, book) for row in records(here[here["dimension"] == aspect])]
            made += [element("h4", dimension_name(aspect, book)), *cards] if cards else []
    return made
