"""What is chosen beside the overview's map: the measure of money, the series of rates, a year beside another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from data.load import Facts
from ui import view
from views.book import Book
from views.declared import Address
from views.overview.amounts import amount_option
from views.overview.by_year import series_name
from views.parts.markup import as_plain, element
from views.view import View


def show_controls(at: Address, shown: View, facts: Facts, book: Book) -> None:
    """Draw the controls of a fill; a map of roles has none."""
    if at["fill"] == "money":
        _money(at, facts, book)
    if at["fill"] == "rate":
        _rates(at, shown, book)


def _money(at: Address, facts: Facts, book: Book) -> None:
    param = at.param("money")
    if not param.allowed:
        return
    key, changed = view.bound(param, clears=(at.param("region"), at.param("pair")))
    name = partial(amount_option, book=book, facts=facts)
    st.selectbox(book.t("amount.choose"), param.allowed, format_func=name, key=key, on_change=changed)


def _rates(at: Address, shown: View, book: Book) -> None:
    t, series, when, compare = book.t, *(at.param(name) for name in ("series", "when", "compare"))
    key, changed = view.bound(series, clears=(when, compare))
    st.selectbox(t("time.series"), series.allowed, format_func=lambda s: series_name(s, book), key=key, on_change=changed)
    years = list(compare.allowed)
    if len(years) == 1:
        st.html(element("p", t("years.only_year", year=years[0]), cls="panel-note"))
    if len(years) < 2:
        return
    drawn = [panel.said for panel in shown.panels]
    named = {year: t("years.year", year=year) for year in years}
    first = next((year for year in years if named[year] in drawn and year != at["compare"]), shown.period)
    other, this = st.columns(2) if shown.panels else (st.container(), None)
    with other:
        key, changed = view.bound(compare)
        _select(t("years.with"), {"": t("years.none")} | {y: n for y, n in named.items() if y != first}, key, changed)
    if this:  # a map alone has a time control on it
        with this:
            key, changed = view.bound(when)
            others = {f"{y}~0": name for y, name in named.items() if y not in (first, at["compare"])}
            _select(t("years.first"), {at["when"]: t("years.year", year=first)} | others, key, changed)


def _select(label: str, options: Mapping[str, str], key: str, changed: Callable[[], None]) -> None:
    st.selectbox(
        as_plain(label), list(options), format_func=lambda year: options.get(year, year), key=key, on_change=changed
    )
