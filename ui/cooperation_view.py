"""Co-operation figures for the reader: by task or by aspect of assessment, charted where they compare, tabled where not."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.cooperation import cooperation_figure
from data.cooperation_view import ASPECTS, TASKS, Group, comparable_groups
from data.load import Facts
from data.rows import Row, records
from ui import theme
from ui.cards import Book, cooperation_card
from ui.chartview import show_chart
from ui.markup import Markup, element, join
from ui.words import period_text, reporter, value_text

#: Besides tasks and aspects: 携手奔小康, which the documents report on its own.
VIEWS = ("tasks", "aspects", "pairing")


def dimensions(shown: str) -> tuple[str, ...]:
    """Return the dimensions of a view: the five tasks, the five aspects of assessment, or paired institutions.

    Parameters
    ----------
    shown : str
        A member of :data:`VIEWS`.

    Returns
    -------
    tuple of str
    """
    return {"tasks": TASKS, "aspects": ASPECTS}.get(shown, ("pairing",))


def dimension_name(dimension: str, book: Book) -> str:
    """Name a task or aspect in the reader's language."""
    t = book.t
    names = {
        "industry": t("dimension.industry"), "labour": t("dimension.labour"), "talent": t("dimension.talent"),
        "funds": t("dimension.funds"), "society": t("dimension.society"), "outcome": t("dimension.outcome"),
        "pairing": t("dimension.pairing"),
    }  # fmt: skip
    return names.get(dimension, dimension)


def figures_of(facts: Facts, helper: str, recipient: str) -> pd.DataFrame:
    """Return the co-operation figures of a helper, a recipient, a pair, or all.

    Parameters
    ----------
    facts : Facts
    helper, recipient : str
        Region ids; empty for any.

    Returns
    -------
    DataFrame
        Rows of ``cooperation``.
    """
    rows = facts.cooperation
    if helper:
        rows = rows[rows["helper_id"] == helper]
    if recipient:
        rows = rows[rows["recipient_id"] == recipient]
    return rows


def show_dimension(rows: pd.DataFrame, dimension: str, book: Book) -> None:
    """Draw the figures of one task or aspect.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.
    dimension : str
    book : Book
    """
    t, found = book.t, rows[rows["dimension"] == dimension]
    st.html(element("h2", t("coverage.list", title=dimension_name(dimension, book), n=len(found)), cls="dimension"))
    if found.empty:
        st.html(element("p", t("cooperation.none"), cls="panel-nothing"))
        return
    groups = comparable_groups(found)
    for number, group in enumerate(group for group in groups if not group.reason):
        _chart(group, f"co-{dimension}-{number}", book)
    others = [group for group in groups if group.reason]
    if others:
        st.html(element("div", *(_table(group, book) for group in others), cls="text-equivalent"))


def _chart(group: Group, key: str, book: Book) -> None:
    t = book.t
    figure = cooperation_figure(points_of(group.rows, book), theme.look(), t, ChartOptions(900, 120 + 34 * len(group.rows)))
    left, right = st.columns([7, 3], gap="small")
    name = t.name(book.measures[group.measure_id])
    with left:
        show_chart(figure, key, t("cooperation.chart_alt", name=name, n=len(group.rows)), lambda _: None)
    with right, st.expander(t("cooperation.words", n=len(group.rows))):
        cards = [cooperation_card(row, book) for row in records(group.rows)]
        st.html(element("div", *cards, cls="panel"))


def points_of(rows: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return co-operation figures as charts take them.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.
    book : Book

    Returns
    -------
    DataFrame
        ``rows`` with ``who``, ``helper``, ``recipient``, ``measure``, ``period`` and ``source`` in the reader's language.
    """
    t = book.t
    made = [
        row
        | {
            "who": who(row, book),
            "helper": book.region(row["helper_id"]) if row["helper_id"] else "",
            "recipient": book.region(row["recipient_id"]) if row["recipient_id"] else "",
            "measure": t.name(book.measures[row["measure_id"]]),
            "period": period_text(row, t),
            "source": reporter(book.sources[row["source_id"]], t, bare=True),
        }
        for row in records(rows)
    ]
    return pd.DataFrame(made)


def who(row: Row, book: Book) -> str:
    """Name the parties of a figure: both ends, or the one side whose total it is."""
    t = book.t
    if row["helper_id"] and row["recipient_id"]:
        return t("tip.pair", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
    return book.region(row["helper_id"] or row["recipient_id"])


def _table(group: Group, book: Book) -> Markup:
    t = book.t
    items = [
        element(
            "li",
            t("record.figure", what=who(row, book), value=value_text(row, row["unit"], t), when=period_text(row, t),
              basis=reporter(book.sources[row["source_id"]], t)),
            element("q", row["quote"]),
        )
        for row in records(group.rows)
    ]  # fmt: skip
    why = element("p", t("cooperation.not_charted", reason=t(group.reason)), cls="left-out")
    return join(element("h4", t.name(book.measures[group.measure_id])), why, element("ul", *items, cls="figures"))


def known(rows: pd.DataFrame, side: str) -> Collection[str]:
    """Return the regions that occur on one side of some figures, in the order of their codes."""
    return sorted({str(i) for i in rows[side] if i})
