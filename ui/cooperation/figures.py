"""Co-operation figures for the reader: by task or by aspect of assessment, charted where they compare, tabled where not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from charts.bars.cooperation import cooperation_spec
from charts.base import ChartOptions
from data.figures.cooperation import Group, comparable_groups
from data.load import Facts
from data.rows import records
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.panel import leave
from ui.shared.tables import show_table
from ui.shared.window import Window, window
from views.book import Book
from views.cooperation.figures import _table, dimension_name, figures_of, group_name, points_of
from views.memo import memoized
from views.params import Param
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, as_plain, element
from views.parts.record_tables import figures_table

#: Charts drawn at once, those of most figures; the others are named, and sent when opened.
_AT_ONCE: Final = 4
#: So many figures that do not compare are listed at once; more are sent when opened.
_LISTED: Final = 8


def show_dimension(facts: Facts, sides: tuple[str, str], dimension: str, book: Book) -> None:
    """Draw the figures of one task or aspect.

    Parameters
    ----------
    sides : (helper, recipient)
        Region ids; empty for any.
    """
    of = (facts, book, sides, dimension)
    drawn = memoized("cooperation", lambda: _drawn(figures_of(facts, *sides), dimension, book), *of)
    st.html(element("h2", book.t("coverage.list", title=dimension_name(dimension, book), n=drawn.count), cls="dimension"))
    if not drawn.count:
        st.html(element("p", book.t("cooperation.none"), cls="panel-nothing"))
        return
    record, now = view.address("cooperation", facts, book).param("record"), window()
    for number, group in enumerate(drawn.compared):
        share = 0.7 if number < _AT_ONCE else 1.0
        draw = partial(memoized, "cooperation chart", partial(_figure, group, book, share, now), *of, number, now)
        if number < _AT_ONCE:
            _chart(group, draw, f"co-{dimension}-{number}", record, book)
        else:
            _further(group, draw, f"co-{dimension}-{number}", record, book)
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


def _figure(group: Group, book: Book, share: float, now: Window) -> Any:
    size = ChartOptions(now.wide(share), round(now.scale * (120 + 34 * len(group.rows))), now.scale)
    return cooperation_spec(points_of(group.rows, book), book.look, book.t, size)


def _chart(group: Group, draw: Callable[[], Any], key: str, record: Param, book: Book) -> None:
    left, right = st.columns([7, 3], gap="small")
    with left:
        _show(group, draw, key, record, book)
    with right:
        _words(group, f"{key}-words", book)


def _show(group: Group, draw: Callable[[], Any], key: str, record: Param, book: Book) -> None:
    name = book.t.name(book.measures[group.measure_id])
    alt = book.t("cooperation.chart_alt", name=name, n=len(group.rows))
    show_chart(draw(), key, alt, lambda chosen: view.write(record, chosen), view.read(record))
    rows = group.rows[group.rows["cooperation_id"] == view.read(record)]
    if len(rows):  # the words behind the bar that was clicked
        cards = [cooperation_card(row, book, is_open=True) for row in records(rows)]
        leave(record, book.t, key)
        st.html(element("div", *cards, cls="panel"))


@st.fragment  # opening one sends what it holds and nothing else of the page again
def _words(group: Group, key: str, book: Book) -> None:
    room = st.expander(book.t("cooperation.words", n=len(group.rows)), key=key, on_change="rerun")
    if room.open:
        room.html(_cards(group, book))


@st.fragment
def _further(group: Group, draw: Callable[[], Any], key: str, record: Param, book: Book) -> None:
    name = as_plain(group_name(group, book))
    room = st.expander(name, icon=":material/bar_chart:", key=f"{key}-chart", on_change="rerun")
    if room.open:
        with room:
            _show(group, draw, key, record, book)
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
