"""The filters of the pairings page: programme, helper, recipient, kind, date; one selection for every view of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from data.load import Facts
from data.pairings.arrangements import choices
from data.pairings.comparison import comparable
from data.pairings.coverage import rules
from data.pairings.filters import distinct_dates
from data.rows import records
from text.catalogue import Catalogue
from text.dates import format_date
from ui import view
from views.book import Book
from views.declared import Address
from views.pairings.comparison import option_name
from views.pairings.coverage import rule_name
from views.pairings.selection import ALL, FACET_OF, facets_of, filter_of, kind_names
from views.params import Param
from views.parts.markup import as_plain

#: Widths of the filters beside one another.
FILTER_SHARES: Final = (3.2, 1.8, 1.8, 1.7, 2.1)


@dataclass(frozen=True)
class Filter:
    """One of the filters.

    Attributes
    ----------
    options : dict of str to int
        Value to the number of pairings that it leaves, with the other filters as they are.
    name : callable
        Names a value, with its number.
    help : str
        What is said of it on request; empty for nothing.
    """

    param: Param
    label: str
    options: Mapping[str, int]
    name: Callable[[str], str]
    help: str = ""


def filters_of(at: Address, facts: Facts, book: Book) -> tuple[Filter, ...]:
    """Return the filters with what each of them leaves."""
    t = book.t
    counts = facets_of(filter_of(at), facts)
    namers, words = _namers(book), _labels(t)

    def filter_by(name: str, facet: str) -> Filter:
        options = _options(counts[facet])
        if name == "date":
            options = {value: options[value] for value in distinct_dates(options, at["date"])}

        def named(value: str) -> str:
            return t("filter.all") if value == ALL else t("filter.option", name=namers[name](value), n=options.get(value, 0))

        return Filter(at.param(name), words[name], options, named, t("arrangement.rule") if name == "date" else "")

    return tuple(filter_by(name, facet) for name, facet in FACET_OF.items())


def filters(at: Address, facts: Facts, book: Book) -> None:
    """Draw the filters."""
    columns = st.container(key="filters").columns(FILTER_SHARES)
    for column, each in zip(columns, filters_of(at, facts, book), strict=True):
        key, changed = view.bound(each.param)
        values = [ALL, *each.options]
        if st.session_state[key] not in values:  # a value that the other filters leave without a pairing
            values.append(st.session_state[key])
        words = as_plain(each.help) if each.help else None
        column.selectbox(as_plain(each.label), values, format_func=each.name, key=key, on_change=changed, help=words)


def arrangements(at: Address, facts: Facts, book: Book) -> None:
    """Draw the choice of two arrangements; nothing where there are not two to choose from."""
    by_id = {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    if comparable(choices(facts)) is None:
        return
    t = book.t
    for column, name in zip(st.container(key="filters").columns(2), ("before", "after"), strict=True):
        label = t("compare.before") if name == "before" else t("compare.after")
        key, changed = view.bound(at.param(name))
        column.selectbox(label, list(by_id), format_func=lambda i: option_name(by_id[i], book), key=key, on_change=changed)


def rule(at: Address, facts: Facts, book: Book) -> None:
    """Draw the choice of a rule that is checked; nothing where the facts have none."""
    names = {rule.rule_id: rule_name(rule, book) for rule in rules(facts)}
    if names:
        key, changed = view.bound(at.param("rule"))
        st.selectbox(book.t("coverage.rule"), list(names), format_func=lambda i: names[i], key=key, on_change=changed)


def _labels(t: Catalogue) -> dict[str, str]:
    return {
        "programme": t("filter.programme"),
        "helper": t("filter.helper"),
        "recipient": t("filter.recipient"),
        "kind": t("filter.kind"),
        "date": t("filter.date"),
    }


def _options(facet: pd.DataFrame) -> dict[str, int]:
    return {str(value): int(n) for value, n in zip(facet["value"], facet["pairings"], strict=True)}


def _namers(book: Book) -> dict[str, Callable[[str], str]]:
    t = book.t
    kinds = kind_names(t)
    return {
        "programme": lambda i: t.name(book.programmes[i]),
        "helper": book.region,
        "recipient": book.region,
        "kind": lambda i: kinds.get(i, i),
        "date": lambda i: t("filter.on_date", date=format_date(i, t.lang)),
    }
