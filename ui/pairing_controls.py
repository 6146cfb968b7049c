"""The filters of the pairings page: programme, helper, recipient, kind, date; one selection for every view of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.arrangements import choices
from data.load import Facts
from data.pairing_filters import PairingFilter, apply, facets
from data.rows import records
from text.catalogue import Catalogue
from text.dates import format_date
from ui import view
from ui.cards import Book

#: What the page opens with: the guideline's pairs.
DEFAULTS = {"programme": "east_west", "helper": "", "recipient": "", "kind": "", "date": "2016-12"}
ALL = "all"


@dataclass(frozen=True)
class Selection:
    """What the filters let pass.

    Attributes
    ----------
    pairings : DataFrame
        As :func:`data.pairing_filters.apply` gives them.
    total : int
        Pairings recorded at all.
    """

    pairings: pd.DataFrame
    total: int


def selection(facts: Facts, book: Book) -> Selection:
    """Draw the filters and return what they let pass."""
    t = book.t
    params = _params(facts)
    wanted = _wanted(params)
    counts = _facets(wanted, facts.version, _facts=facts)
    names = _namers(book)
    columns = st.columns([3.2, 1.8, 1.8, 1.7, 2.1])
    words = _labels(t)
    for column, (name, facet) in zip(columns, _FACET_OF.items(), strict=True):
        _select(column.selectbox, params[name], words[name], _options(counts[facet]), names[name], t)
    return Selection(apply(wanted, facts.pairings, facts), len(facts.pairings))


def chosen_by(facts: Facts, values: Mapping[str, str]) -> Selection:
    """Return what the filters of an address let pass, for views that no page draws.

    Parameters
    ----------
    values : mapping of str to str
        Parameters of the address; a value that the page would not take gives the default.
    """
    params = _params(facts)
    found = {name: values.get(name, param.default) for name, param in params.items()}
    kept = {name: value if value in params[name].allowed else params[name].default for name, value in found.items()}
    return Selection(apply(_filter(kept), facts.pairings, facts), len(facts.pairings))


def recorded_in_part(pairings: pd.DataFrame, facts: Facts, t: Catalogue) -> list[str]:
    """Say of which arrangements among some pairings not every pair is recorded, and how many are.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.

    Returns
    -------
    list of str
        A sentence each, earliest first; empty where all are complete.
    """
    listed = set(pairings["arrangement_id"])
    return [
        t("pairings.incomplete", name=t.name(row), n=row["pairs"])
        for row in records(choices(facts))
        if row["complete"] == "no" and row["arrangement_id"] in listed
    ]


_FACET_OF: Mapping[str, str] = {
    "programme": "programmes",
    "helper": "helpers",
    "recipient": "recipients",
    "kind": "kinds",
    "date": "date",
}


def _labels(t: Catalogue) -> dict[str, str]:
    return {
        "programme": t("filter.programme"),
        "helper": t("filter.helper"),
        "recipient": t("filter.recipient"),
        "kind": t("filter.kind"),
        "date": t("filter.date"),
    }


def _params(facts: Facts) -> dict[str, view.Param]:
    everything = _facets(PairingFilter(), facts.version, _facts=facts)
    params = {}
    for name, facet in _FACET_OF.items():
        values = [str(v) for v in everything[facet]["value"]]
        default = next((v for v in values if v.startswith(DEFAULTS[name])), ALL) if DEFAULTS[name] else ALL
        params[name] = view.Param(name, default, {ALL, *values})
    return params


def _wanted(params: Mapping[str, view.Param]) -> PairingFilter:
    return _filter({name: view.read(param) for name, param in params.items()})


def _filter(values: Mapping[str, str]) -> PairingFilter:
    some = {name: () if value == ALL else (value,) for name, value in values.items()}
    date = "" if values["date"] == ALL else values["date"]
    return PairingFilter(some["programme"], some["helper"], some["recipient"], some["kind"], date)


@st.cache_resource(max_entries=64, show_spinner=False)
def _facets(wanted: PairingFilter, version: str, *, _facts: Facts) -> dict[str, pd.DataFrame]:
    return facets(wanted, _facts.pairings, _facts)


def _options(facet: pd.DataFrame) -> dict[str, int]:
    return {str(value): int(n) for value, n in zip(facet["value"], facet["pairings"], strict=True)}


def kind_names(t: Catalogue) -> dict[str, str]:
    """Return the names of the kinds of pairing, by :data:`data.pairing_filters.KINDS`."""
    return {
        "province-province": t("kind.province_province"),
        "province-prefecture": t("kind.province_prefecture"),
        "city-prefecture": t("kind.city_prefecture"),
        "other": t("kind.other"),
    }


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
    param: view.Param,
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
