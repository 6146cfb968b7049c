"""Who helps, as a list beside the map: eastern provinces from north to south, each with its cities and whom they help."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from data.load import Facts
from data.rows import records
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import Same, memoized


@dataclass(frozen=True)
class Helper:
    """A province that helps, or whose cities do.

    Attributes
    ----------
    parts : tuple of (str, str)
        Whom it helps itself, then each of its cities with whom that helps, behind the id of who does; short names.
    text : str
        The same in one line.
    """

    region_id: str
    name: str
    parts: tuple[tuple[str, str], ...]
    text: str


Pairs = frozenset[tuple[str, str]]


def helpers(
    pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book, starred: Pairs = frozenset()
) -> tuple[Helper, ...]:
    """Return the provinces of the helpers of some pairings, in the order in which they stand along the coast.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``, which nobody changes. A helper that lies in no province stands for itself.
    starred : set of (str, str)
        Helpers and recipients of pairs that have a star behind the name of the recipient.
    """
    of = (Same(pairings), facts, shapes, book, starred)
    return memoized("helpers", lambda: _helpers(pairings, facts, shapes, book, starred), *of)


def whom_they_help(helper_ids: Iterable[str], names: Iterable[str], book: Book) -> str:
    """Say whom a helper helps, or several do, by the short names of both: 'Hangzhou → Enshi, Qiandongnan'."""
    comma = book.t("describe.comma")
    return book.t("overview.helper_pair", helper=comma.join(map(book.short, helper_ids)), recipients=comma.join(names))


def is_below(region_id: str, has_choice: bool, rows: Sequence[Helper]) -> bool:
    """Say whether the list stands below the words of what is chosen: above is for walking it, or without a choice."""
    return has_choice and region_id not in {row.region_id for row in rows}


def _helpers(pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book, starred: Pairs) -> tuple[Helper, ...]:
    t, helped = book.t, _helped(pairings, facts, book, starred)
    labels = gazetteer(facts, shapes, t.lang).labels
    comma, semicolon = t("describe.comma"), t("describe.semicolon")
    helpers = []
    for province in sorted(helped, key=lambda i: (-labels[i][1] if i in labels else 0.0, i)):
        own = [(i, comma.join(names)) for i, names in helped[province].items() if i == province]
        cities = [(i, whom_they_help([i], names, book)) for i, names in helped[province].items() if i != province]
        parts = (*own, *cities)
        helpers.append(Helper(province, book.short(province), parts, semicolon.join(text for _, text in parts)))
    return tuple(helpers)


def _helped(pairings: pd.DataFrame, facts: Facts, book: Book, starred: Pairs) -> dict[str, dict[str, list[str]]]:
    helped: dict[str, dict[str, dict[str, None]]] = {}
    for row in records(pairings):
        helper = row["helper_id"]
        recipients = helped.setdefault(province_over(helper, facts, book), {}).setdefault(helper, {})
        recipients[row["recipient_id"]] = None
    return {
        province: {
            helper: _recipients(tuple(recipients), {i for i in recipients if (helper, i) in starred}, facts, book)
            for helper, recipients in by_helper.items()
        }
        for province, by_helper in helped.items()
    }


def _recipients(region_ids: Sequence[str], starred: Collection[str], facts: Facts, book: Book) -> list[str]:
    """Name recipients of one helper, each once.

    A province beside a place of its own comes first, with its whole name: 'Anshun, Guizhou' would be one place.
    """
    provinces = {province_over(i, facts, book) for i in region_ids if province_over(i, facts, book) != i}
    names = {i: book.region(i) for i in region_ids if i in provinces}
    names |= {i: book.short(i) for i in region_ids if i not in provinces}
    return list(dict.fromkeys(book.t("pair.starred", name=name) if i in starred else name for i, name in names.items()))


def province_over(region_id: str, facts: Facts, book: Book) -> str:
    """Return the province that a region is or lies in; itself where it lies in none."""
    above = (region_id, *facts.hierarchy.ancestors(region_id))
    return next((i for i in above if book.regions.get(i, {}).get("level") == "province"), region_id)
