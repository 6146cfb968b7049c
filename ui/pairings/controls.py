"""The filters of the pairings page: programme, helper, recipient, kind, date; one selection for every view of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from data.load import Facts
from text.catalogue import Catalogue
from text.dates import format_date
from ui import view
from views.book import Book
from views.pairings.selection import ALL, FACET_OF, Selection, chosen_by, facets_of, filter_of, kind_names
from views.params import Param


def selection(facts: Facts, book: Book) -> Selection:
    """Draw the filters and return what they let pass."""
    t = book.t
    at = view.address("pairings", facts, book)
    counts = facets_of(filter_of(at), facts)
    names = _namers(book)
    columns = st.columns([3.2, 1.8, 1.8, 1.7, 2.1])
    words = _labels(t)
    for column, (name, facet) in zip(columns, FACET_OF.items(), strict=True):
        _select(column.selectbox, at.param(name), words[name], _options(counts[facet]), names[name], t)
    return chosen_by(at, facts)


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


def _select(
    draw: Callable[..., object],
    param: Param,
    label: str,
    options: Mapping[str, int],
    name: Callable[[str], str],
    t: Catalogue,
) -> None:
    key, changed = view.bound(param)
    values = [ALL, *options]
    if st.session_state[key] not in values:  # a value that the other filters leave without a pairing
        values.append(st.session_state[key])
    draw(
        label,
        values,
        format_func=lambda i: t("filter.all") if i == ALL else t("filter.option", name=name(i), n=options.get(i, 0)),
        key=key,
        on_change=changed,
    )
