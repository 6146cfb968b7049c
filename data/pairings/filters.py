"""Choosing pairings: by programme, helper, recipient, kind of pair and date; and what each filter could still take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.dates import parse_date
from data.load import Facts
from data.pairings.arrangements import spans, standing
from data.places.lineage import Hierarchy, chain, parents

KINDS: Final = ("province-province", "province-prefecture", "city-prefecture", "other")
FACETS: Final = ("programmes", "helpers", "recipients", "kinds", "date")

_ENDS: Final = ("helper_id", "recipient_id")
_KIND_OF: Final = {
    ("province", "province"): "province-province",
    ("province", "prefecture"): "province-prefecture",
    ("prefecture", "prefecture"): "city-prefecture",
}
# Counties that lie in a province directly stand at prefecture level in the shapes, and are counties all the same.
_COUNTY_KIND: Final = "县级行政区"


@dataclass(frozen=True)
class PairingFilter:
    """What a reader wants to see; the default is everything.

    Attributes
    ----------
    programmes : tuple of str
        Programme ids; empty for all.
    helpers, recipients : tuple of str
        Region ids; each stands for everything that lies in it (:class:`data.places.lineage.Hierarchy`). Empty for all.
    kinds : tuple of str
        Of :data:`KINDS`; empty for all.
    date : str
        Partial ISO date on which the pairings are in force; empty for whenever.
    """

    programmes: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    date: str = ""


def kinds_of(pairings: pd.DataFrame, regions: pd.DataFrame) -> pd.Series:
    """Say of each pairing what kinds of units it joins.

    Parameters
    ----------
    pairings, regions : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    Series of str
        One of :data:`KINDS`, aligned with ``pairings``. Municipalities are provinces; a city that helps a province,
        counties, divisions and areas are ``other``.
    """
    ends = list(zip(pairings["helper_id"], pairings["recipient_id"], strict=True))
    # Of some three thousand regions a page that is run anew looks at those of its pairs.
    named = regions[regions["region_id"].isin({end for pair in ends for end in pair})]
    level_of = {
        region_id: "county" if kind.endswith(_COUNTY_KIND) else level
        for region_id, level, kind in zip(named["region_id"], named["level"], named["kind"], strict=True)
    }
    kinds = [_KIND_OF.get((level_of.get(helper, ""), level_of.get(recipient, "")), "other") for helper, recipient in ends]
    return pd.Series(kinds, index=pairings.index, dtype="str", name="kind")


def apply(criteria: PairingFilter, pairings: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the pairings that a filter lets pass.

    Parameters
    ----------
    criteria : PairingFilter
        An unknown id lets nothing pass; an unreadable date neither.
    pairings : DataFrame
        Pairings of ``facts``: all of them, or those of one arrangement (:func:`data.pairings.arrangements.listed`).
    facts : Facts
        For levels and parents of regions, arrangements and dates of sources.

    Returns
    -------
    DataFrame
        Rows of ``pairings`` in their order, with the columns of :func:`data.pairings.arrangements.spans` (why and since
        when a pairing counts) and ``kind``.
    """
    rows = _described(pairings, facts)
    return rows[_passes(rows, criteria, facts.hierarchy)]


def facets(criteria: PairingFilter, pairings: pd.DataFrame, facts: Facts) -> dict[str, pd.DataFrame]:
    """Return for each filter the values it could take, the other filters being as they are.

    Parameters
    ----------
    pairings : DataFrame
        As for :func:`apply`.

    Returns
    -------
    dict of str to DataFrame
        By the names of :data:`FACETS`, columns ``value`` and ``pairings`` (int: how many would pass with this value
        alone). Programmes and regions stand in the order of their files, kinds in that of :data:`KINDS`, dates from
        early to late: the days on which some pairing begins or ends, as partial as they were recorded. Regions above
        an end count too, up to the province. A value that is set already stays, with 0 if need be.
    """
    rows, parent_of = _described(pairings, facts), parents(facts.regions)

    def without(name: str) -> pd.DataFrame:
        return rows[_passes(rows, replace(criteria, **{name: getattr(PairingFilter(), name)}), facts.hierarchy)]

    counts = {
        "programmes": Counter(without("programmes")["programme_id"]),
        "helpers": _regions_over(without("helpers")["helper_id"], facts.hierarchy),
        "recipients": _regions_over(without("recipients")["recipient_id"], facts.hierarchy),
        "kinds": Counter(without("kinds")["kind"]),
    }
    # An area that only lists what helps or is helped, such as the nine provinces of the east, is not on offer.
    offered = {region for side in _ENDS for end in rows[side] for region in chain(end, parent_of)}
    orders: dict[str, Iterable[str]] = {
        "programmes": facts.programmes["programme_id"],
        "helpers": [i for i in facts.regions["region_id"] if i in offered or i in criteria.helpers],
        "recipients": [i for i in facts.regions["region_id"] if i in offered or i in criteria.recipients],
        "kinds": KINDS,
    }
    facets = {name: _facet(counted, getattr(criteria, name), orders[name]) for name, counted in counts.items()}
    return facets | {"date": _dates(criteria.date, without("date"), facts)}


def _described(pairings: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    rows = spans(pairings, facts.arrangements, facts.sources)
    return rows.assign(kind=kinds_of(pairings, facts.regions))


def _passes(rows: pd.DataFrame, criteria: PairingFilter, hierarchy: Hierarchy) -> pd.Series:
    passes = pd.Series(True, index=rows.index)
    for column, allowed in (("programme_id", criteria.programmes), ("kind", criteria.kinds)):
        if allowed:
            passes &= rows[column].isin(allowed)
    for column, within in zip(_ENDS, (criteria.helpers, criteria.recipients), strict=True):
        if within:
            passes &= rows[column].isin(frozenset().union(*(hierarchy.within(region) for region in within)))
    if criteria.date:
        has_date = parse_date(criteria.date) is not None
        passes &= rows.index.isin(standing(rows, criteria.date).index) if has_date else False
    return passes


def _regions_over(ids: Iterable[str], hierarchy: Hierarchy) -> Counter[str]:
    return Counter(region for i in ids for region in hierarchy.ancestors(i))


def _facet(counts: Counter[str], chosen: Iterable[str], order: Iterable[str]) -> pd.DataFrame:
    values_kept = {value for value in counts if counts[value]} | set(chosen)
    values = [value for value in order if value in values_kept]
    return _frame(values, [counts[value] for value in values])


def _dates(chosen: str, rows: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Only dates as recorded are offered: 2016-12 rather than its first or last day."""
    used = facts.arrangements[facts.arrangements["arrangement_id"].isin(rows["arrangement_id"])]
    free = rows[rows["ground"] == "attested"]
    published = facts.sources[facts.sources["source_id"].isin(free["source_id"])]["published"]
    candidates = {*used["date"], *rows["start"], *rows["end"], *published, chosen}
    dates = sorted((date for date in candidates if parse_date(date)), key=_order)
    return _frame(dates, [len(standing(rows, date)) for date in dates])


def distinct_dates(dates: Iterable[str], chosen: str) -> list[str]:
    """Return the dates that are different moments: of 2016 and 2016-12, which both end with the year, only the second.

    Parameters
    ----------
    dates : iterable of str
        Partial ISO dates.
    chosen : str
        Stays, whatever else means its moment.

    Returns
    -------
    list of str
        In the order given. Each moment by its most precise date; what is no date stays.
    """
    texts = list(dates)
    precise: dict[str, str] = {}
    for text in texts:
        last = _order(text)[0] or text
        precise[last] = chosen if chosen in (text, precise.get(last)) else max(text, precise.get(last, ""), key=len)
    return [text for text in texts if precise[_order(text)[0] or text] == text]


def _order(text: str) -> tuple[str, str]:
    date = parse_date(text)
    return (date.last_day.isoformat() if date else "", text)


def _frame(values: list[str], counts: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"value": pd.Series(values, dtype="str"), "pairings": pd.Series(counts, dtype="int64")})
