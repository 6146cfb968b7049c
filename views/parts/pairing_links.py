"""Pairings as lists of links, each to the page of its pair."""

from __future__ import annotations

import pandas as pd

from data.load import Facts
from data.places.lineage import chain, parents
from views.book import Book
from views.parts.markup import Markup, element, join


def above(facts: Facts, region_id: str) -> pd.DataFrame:
    """Return the pairings of what a county lies in: of most counties no others are recorded.

    Returns
    -------
    DataFrame
        Rows of ``pairings``; none for a region that is no county.
    """
    parent_of = parents(facts.regions)
    levels = dict(zip(facts.regions["region_id"], facts.regions["level"], strict=True))
    above = {i for i in chain(region_id, parent_of)[1:] if levels.get(i) in ("province", "prefecture")}
    rows, region_ids = facts.pairings, above if levels.get(region_id) == "county" else set()
    return rows[rows["helper_id"].isin(region_ids) | rows["recipient_id"].isin(region_ids)]


def of_places(rows: pd.DataFrame, title: str, book: Book) -> Markup:
    """Link the pairings of places within or above, each pair once: a province is helped in its counties too.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``pairings``; none gives nothing.
    title : str
        Key of the heading, whose field ``n`` is the number of pairs.
    """
    if rows.empty:
        return Markup("")
    pairs = list(dict.fromkeys(zip(rows["helper_id"], rows["recipient_id"], strict=True)))
    links = [
        element(
            "a",
            book.t("tip.pair", helper=book.short(h), recipient=book.short(r)),
            href=book.href("region", pair=f"{h}-{r}"),
            target="_self",
        )
        for h, r in pairs
    ]
    return join(element("h4", book.t(title, n=len(pairs))), element("p", *links, cls="panel-links"))


def by_helper(pairings: pd.DataFrame, book: Book) -> Markup:
    """List pairings by helper; each leads to its pair.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``; empty says that nothing passes.
    """
    t = book.t
    parts = [element("h2", t("panel.pairs"), cls="panel-title")]
    for helper, group in pairings.groupby("helper_id", sort=False):
        pairs = dict.fromkeys(group["recipient_id"])
        links = [
            element("a", book.region(str(r)), href=book.href("region", pair=f"{helper}-{r}"), target="_self") for r in pairs
        ]
        parts.append(join(element("h4", t("panel.helper_count", name=book.region(str(helper)), n=len(pairs)))))
        parts.append(element("p", *links, cls="panel-links"))
    if pairings.empty:
        parts.append(element("p", t("describe.no_pairings"), cls="panel-nothing"))
    return join(*parts)
