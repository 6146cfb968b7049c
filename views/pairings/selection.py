"""What the filters of the pairings page let pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.load import Facts
from data.pairings.arrangements import choices
from data.pairings.filters import PairingFilter, apply, facets
from data.rows import records
from text.catalogue import Catalogue
from views.memo import memoized
from views.params import Param

#: What the page opens with: the guideline's pairs.
DEFAULTS = {"programme": "east_west", "helper": "", "recipient": "", "kind": "", "date": "2016-12"}


ALL = "all"


@dataclass(frozen=True)
class Selection:
    """What the filters let pass.

    Attributes
    ----------
    pairings : DataFrame
        As :func:`data.pairings.filters.apply` gives them.
    total : int
        Pairings recorded at all.
    """

    pairings: pd.DataFrame
    total: int


def chosen_by(at: Mapping[str, str], facts: Facts) -> Selection:
    """Return what the filters of an address let pass.

    Parameters
    ----------
    at : mapping of str to str
        The address: has the values of :func:`filter_params` by their names.
    """
    criteria = filter_of(at)
    return memoized(
        "selection", lambda: Selection(apply(criteria, facts.pairings, facts), len(facts.pairings)), facts, criteria
    )


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


FACET_OF: Mapping[str, str] = {
    "programme": "programmes",
    "helper": "helpers",
    "recipient": "recipients",
    "kind": "kinds",
    "date": "date",
}


def filter_params(facts: Facts) -> dict[str, Param]:
    """Return the parameters of the filters by their names; each may be what any of the pairings has."""
    everything = facets_of(PairingFilter(), facts)
    params = {}
    for name, facet in FACET_OF.items():
        values = [str(v) for v in everything[facet]["value"]]
        default = next((v for v in values if v.startswith(DEFAULTS[name])), ALL) if DEFAULTS[name] else ALL
        params[name] = Param(name, default, {ALL, *values})
    return params


def filter_of(values: Mapping[str, str]) -> PairingFilter:
    """Return the filter that values of :func:`filter_params` make."""
    chosen = {name: () if value == ALL else (value,) for name, value in ((name, values[name]) for name in FACET_OF)}
    date = "" if values["date"] == ALL else values["date"]
    return PairingFilter(chosen["programme"], chosen["helper"], chosen["recipient"], chosen["kind"], date)


def facets_of(criteria: PairingFilter, facts: Facts) -> dict[str, pd.DataFrame]:
    """Return :func:`data.pairings.filters.facets`, once for a filter and a version of the facts."""
    return memoized("facets", lambda: facets(criteria, facts.pairings, facts), facts, criteria)


def kind_names(t: Catalogue) -> dict[str, str]:
    """Return the names of the kinds of pairing, by :data:`data.pairings.filters.KINDS`."""
    return {
        "province-province": t("kind.province_province"),
        "province-prefecture": t("kind.province_prefecture"),
        "city-prefecture": t("kind.city_prefecture"),
        "other": t("kind.other"),
    }
