"""Co-operation figures for the reader: by task or by aspect of assessment, charted where they compare, tabled where not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.cooperation import cooperation_figure
from data.cooperation_view import ASPECTS, TASKS, Group, comparable_groups
from data.load import Facts
from data.rows import records
from text.dates import record_period
from ui import theme
from ui.cards import Book, cooperation_card
from ui.chartview import show_chart
from ui.loaders import kept
from ui.markup import Markup, as_plain, element, join
from ui.tabled import figures_table, who
from ui.tables import show_table
from ui.words import reporter, value_text

#: Besides tasks and aspects: 携手奔小康, which the documents report on its own.
VIEWS = ("tasks", "aspects", "pairing")
#: Charts drawn at once, those of most figures; the others are named, and sent when opened.
_AT_ONCE: Final = 4
#: So many figures that do not compare are listed at once; more are sent when opened.
_LISTED: Final = 8


def dimensions(shown: str) -> tuple[str, ...]:
    """Return the dimensions of a view: the five tasks, the five aspects of assessment, or paired institutions.

    Parameters
    ----------
    shown : str
        A member of :data:`VIEWS`.
    """
    return {"tasks": TASKS, "aspects": ASPECTS}.get(shown, ("pairing",))


def dimension_name(dimension: str, book: Book) -> str:
    """Name a task or aspect in the reader's language."""
    t = book.t
    names = {
        "industry": t("dimension.industry"),
        "labour": t("dimension.labour"),
        "talent": t("dimension.talent"),
        "funds": t("dimension.funds"),
        "society": t("dimension.society"),
        "outcome": t("dimension.outcome"),
        "pairing": t("dimension.pairing"),
    }
    return names.get(dimension, dimension)


def figures_of(facts: Facts, helper: str, recipient: str) -> pd.DataFrame:
    """Return the co-operation figures of a helper, a recipient, a pair, or all.

    Parameters
    ----------
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


def show_dimension(facts: Facts, sides: tuple[str, str], dimension: str, book: Book) -> None:
    """Draw the figures of one task or aspect.

    Parameters
    ----------
    sides : (helper, recipient)
        Region ids; empty for any.
    """
    key = ("cooperation", facts.version, book.t.lang, theme.current(), sides, dimension)
    drawn = kept(key, lambda: _drawn(figures_of(facts, *sides), dimension, book))
    st.html(element("h2", book.t("coverage.list", title=dimension_name(dimension, book), n=drawn.count), cls="dimension"))
    if not drawn.count:
        st.html(element("p", book.t("cooperation.none"), cls="panel-nothing"))
        return
    for number, group in enumerate(drawn.compared):
        draw = partial(kept, (*key, number), partial(_figure, group, book))
        if number < _AT_ONCE:
            _chart(group, draw, f"co-{dimension}-{number}", book)
        else:
            _further(group, draw, f"co-{dimension}-{number}", book)
    if drawn.listed > _LISTED:
        _lists(drawn, f"co-{dimension}-lists", book)
    elif drawn.listed:
        st.html(_text(drawn))
    _as_table(sides, facts, dimension, book)


@st.fragment
def _as_table(sides: tuple[str, str], facts: Facts, dimension: str, book: Book) -> None:
    """All figures of the task or aspect in one table: charted or not, each with its words."""
    found = figures_of(facts, *sides)
    found = found[found["dimension"] == dimension]
    said = book.t("coverage.list", title=dimension_name(dimension, book), n=len(found))
    show_table(said, figures_table(records(found), book), (), book.t, f"co-{dimension}-table")


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What a task or aspect shows: how many figures, the groups that compare, and the others as lists."""

    count: int
    listed: int
    compared: tuple[Group, ...]
    tables: tuple[Markup, ...]


def _drawn(rows: pd.DataFrame, dimension: str, book: Book) -> _Drawn:
    found = rows[rows["dimension"] == dimension]
    groups = comparable_groups(found)
    compared = sorted((group for group in groups if not group.reason), key=lambda group: -len(group.rows))
    others = [group for group in groups if group.reason]
    lists = tuple(_table(group, book) for group in others)
    return _Drawn(len(found), sum(len(group.rows) for group in others), tuple(compared), lists)


def _figure(group: Group, book: Book) -> Any:
    size = ChartOptions(900, 120 + 34 * len(group.rows))
    return cooperation_figure(points_of(group.rows, book), theme.look(), book.t, size)


def _chart(group: Group, draw: Callable[[], Any], key: str, book: Book) -> None:
    left, right = st.columns([7, 3], gap="small")
    with left:
        _show(group, draw, key, book)
    with right:
        _words(group, f"{key}-words", book)


def _show(group: Group, draw: Callable[[], Any], key: str, book: Book) -> None:
    name = book.t.name(book.measures[group.measure_id])
    chosen = f"{key}-record"
    alt = book.t("cooperation.chart_alt", name=name, n=len(group.rows))
    show_chart(draw(), key, alt, lambda record: st.session_state.update({chosen: record}))
    rows = group.rows[group.rows["cooperation_id"] == st.session_state.get(chosen, "")]
    if len(rows):  # the words behind the bar that was clicked
        cards = [cooperation_card(row, book, is_open=True) for row in records(rows)]
        st.html(element("div", *cards, cls="panel"))


@st.fragment  # opening one sends what it holds and nothing else of the page again
def _words(group: Group, key: str, book: Book) -> None:
    room = st.expander(book.t("cooperation.words", n=len(group.rows)), key=key, on_change="rerun")
    if room.open:
        room.html(_cards(group, book))


@st.fragment
def _further(group: Group, draw: Callable[[], Any], key: str, book: Book) -> None:
    name = as_plain(group_name(group, book))
    room = st.expander(name, icon=":material/bar_chart:", key=f"{key}-chart", on_change="rerun")
    if room.open:
        with room:
            _show(group, draw, key, book)
            st.html(_cards(group, book))


@st.fragment
def _lists(drawn: _Drawn, key: str, book: Book) -> None:
    room = st.expander(book.t("cooperation.others", n=drawn.listed), icon=":material/list:", key=key, on_change="rerun")
    if room.open:
        room.html(_text(drawn))


def _text(drawn: _Drawn) -> Markup:
    return element("div", *drawn.tables, cls="text-equivalent")


def _cards(group: Group, book: Book) -> Markup:
    return element("div", *(cooperation_card(row, book) for row in records(group.rows)), cls="panel")


def group_name(group: Group, book: Book) -> str:
    """Name a group of comparable figures: what is counted, and the side and period that all have in common.

    Returns
    -------
    str
        With the number of figures.
    """
    t, rows = book.t, records(group.rows)
    sides = [{row[side] for row in rows} for side in ("helper_id", "recipient_id")]
    common = [book.region(one) for found in sides if len(found) == 1 for one in found if one]
    periods = {record_period(row, t) for row in rows}
    parts = [t.name(book.measures[group.measure_id]), *common, *(periods if len(periods) == 1 else ())]
    return t("filter.option", name=" · ".join(part for part in parts if part), n=len(rows))


def points_of(rows: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return co-operation figures as charts take them.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.

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
            "period": record_period(row, t),
            "source": reporter(book.sources[row["source_id"]], t, bare=True),
        }
        for row in records(rows)
    ]
    return pd.DataFrame(made)


def _table(group: Group, book: Book) -> Markup:
    t = book.t
    items = [
        element(
            "li",
            t(
                "record.figure",
                what=who(row, book),
                value=value_text(row, row["unit"], t),
                when=record_period(row, t),
                basis=reporter(book.sources[row["source_id"]], t),
            ),
            element("q", row["quote"]),
        )
        for row in records(group.rows)
    ]
    why = element("p", t("cooperation.not_charted", reason=t(group.reason)), cls="left-out")
    return join(element("h4", t.name(book.measures[group.measure_id])), why, element("ul", *items, cls="figures"))


def known(rows: pd.DataFrame, side: str) -> Collection[str]:
    """Return the regions that occur on one side of some figures, ``rows[side]``, in the order of their codes."""
    return sorted({str(i) for i in rows[side] if i})
