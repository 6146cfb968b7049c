"""A fair ranking, or values side by side where it would be none: one indicator, basis, level and year at a time."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.bars.ranking import RankingOptions, ranking_spec
from charts.words import figure_to_table
from data.figures.comparability import verdict
from data.figures.ranking import is_ranked, rankable, ranking
from data.figures.reported import RATE
from data.load import Facts
from data.rows import records
from data.spoken import spoken
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.tables import show_table
from ui.shared.window import window
from ui.trends.words import show_words
from views.book import Book
from views.parts.markup import element
from views.trends.observations import as_points, with_quotes
from views.trends.ranking import _named, rule


def show_ranking(facts: Facts, record: str, book: Book, choose: Callable[[str], None]) -> None:
    """Draw the choice of groups and the one chosen: ranked on a stated basis, else side by side.

    Parameters
    ----------
    record : str
        Record whose words are shown; empty for none.
    choose : callable
        Called with the id of a clicked record.
    """
    t = book.t
    choices = records(rankable(facts, RATE))
    if not choices:
        st.html(element("p", t("ranking.none"), cls="panel-nothing"))
        return
    known = {f"{c['basis_id']}~{c['level']}~{c['year']}": c for c in choices}
    param = view.address("trends", facts, book).param("rank")
    key, changed = view.bound(param)
    st.selectbox(t("ranking.choose"), list(known), format_func=lambda k: _named(known[k], book), key=key, on_change=changed)
    chosen = known[view.read(param)]
    rows = ranking(facts, RATE, chosen["basis_id"], chosen["level"], int(chosen["year"]))
    told = verdict(rows, facts.indicators, facts.bases, facts.regions)
    indicator = book.indicators[RATE]
    cautions = tuple(spoken(k, f, t, book.name) for k, f in told.cautions)
    now = window()
    options = RankingOptions(
        now.wide(0.7),
        round(now.scale * (160 + 24 * len(rows))),
        now.scale,
        indicator=t.name(indicator),
        basis=t.name(book.bases[chosen["basis_id"]]),
        level=t(f"level.{chosen['level']}"),
        year=int(chosen["year"]),
        unit=indicator["unit"],
        cautions=cautions,
        ranked=is_ranked(chosen["basis_id"]),
    )
    frame = as_points(rows, book).assign(rank_first=rows["rank_first"].to_numpy(), rank_last=rows["rank_last"].to_numpy())
    left, right = st.columns([7, 3], gap="small")
    with left:
        st.html(element("p", rule(chosen["basis_id"], t), cls="counted"))
        show_chart(ranking_spec(frame, book.look, t, options), "ranking", t("ranking.alt", n=len(rows)), choose, record)
    with right:
        show_words(facts, record, book)
    show_table(t("ranking.alt", n=len(rows)), with_quotes(figure_to_table(frame, t), facts, book), (), t)
