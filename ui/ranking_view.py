"""A fair ranking, or values side by side where it would be none: one indicator, basis, level and year at a time."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.ranking import RankingOptions, ranking_figure
from charts.words import figure_to_table
from data.comparability import verdict
from data.load import Facts
from data.ranking import is_ranked, rankable, ranking
from data.rows import records
from data.spoken import spoken
from text.catalogue import Catalogue
from ui import theme, view
from ui.cards import Book
from ui.chartview import show_chart
from ui.markup import Markup, element, join
from ui.national import RATE
from ui.tables import show_table
from ui.trend_data import as_points, with_quotes


def show_ranking(facts: Facts, book: Book, choose: Callable[[str], None]) -> None:
    """Draw the choice of groups and the one chosen: ranked on a stated basis, else side by side.

    Parameters
    ----------
    choose : callable
        Called with the id of a clicked record.
    """
    t = book.t
    choices = records(rankable(facts, RATE))
    if not choices:
        st.html(element("p", t("ranking.none"), cls="panel-nothing"))
        return
    known = {f"{c['basis_id']}~{c['level']}~{c['year']}": c for c in choices}
    param = view.Param("rank", next(iter(known)), set(known))
    key, changed = view.bound(param)
    st.selectbox(t("ranking.choose"), list(known), format_func=lambda k: _named(known[k], book), key=key, on_change=changed)
    chosen = known[view.read(param)]
    rows = ranking(facts, RATE, chosen["basis_id"], chosen["level"], int(chosen["year"]))
    told = verdict(rows, facts.indicators, facts.bases, facts.regions)
    indicator = book.indicators[RATE]
    cautions = tuple(spoken(k, f, t, lambda table, i: _name(table, i, book)) for k, f in told.cautions)
    options = RankingOptions(
        1000,
        160 + 24 * len(rows),
        indicator=t.name(indicator),
        basis=t.name(book.bases[chosen["basis_id"]]),
        level=t(f"level.{chosen['level']}"),
        year=int(chosen["year"]),
        unit=indicator["unit"],
        cautions=cautions,
        ranked=is_ranked(chosen["basis_id"]),
    )
    frame = as_points(rows, book).assign(rank_first=rows["rank_first"].to_numpy(), rank_last=rows["rank_last"].to_numpy())
    st.html(element("p", rule(chosen["basis_id"], t), cls="counted"))
    show_chart(ranking_figure(frame, theme.look(), t, options), "ranking", t("ranking.alt", n=len(rows)), choose)
    show_table(t("ranking.alt", n=len(rows)), with_quotes(figure_to_table(frame, t), facts, book), (), t)


def rule(basis_id: str, t: Catalogue) -> str:
    """Say by which rule the values of a basis stand together."""
    return t("ranking.rule") if is_ranked(basis_id) else t("ranking.side_by_side")


def guard(rows: pd.DataFrame, facts: Facts, book: Book) -> Markup:
    """Say whether figures shown together may be compared, and if not what could be.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``observations``.

    Returns
    -------
    Markup
        Empty where they compare, or where there is nothing to compare.
    """
    t = book.t
    found = verdict(rows, facts.indicators, facts.bases, facts.regions)
    if found.ok or rows["region_id"].nunique() < 2:
        return Markup("")

    def name(table: str, record: str) -> str:
        return _name(table, record, book)

    reasons = [element("li", spoken(key, fields, t, name)) for key, fields in found.reasons]
    nearest = ""
    if found.nearest is not None:
        nearest = element("p", spoken("comparability.nearest", found.nearest_fields, t, name), cls="panel-note")
    return join(element("h4", t("ranking.refused")), element("ul", *reasons), nearest)


def _name(table: str, record: str, book: Book) -> str:
    if table == "regions":
        return book.region(record)
    row = {"indicators": book.indicators, "bases": book.bases, "measures": book.measures}.get(table, {}).get(record)
    return book.t.name(row) if row else record


def _named(choice: dict[str, object], book: Book) -> str:
    t = book.t
    key = "ranking.option" if is_ranked(str(choice["basis_id"])) else "ranking.option_unranked"
    return t(
        key,
        year=choice["year"],
        level=t(f"level.{choice['level']}"),
        basis=t.name(book.bases[str(choice["basis_id"])]),
        n=choice["n"],
    )
