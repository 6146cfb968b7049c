"""Of which aspects of assessment a figure is reported, pair by pair; never a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from charts.base import ChartOptions
from charts.grids.scorecard import scorecard_spec
from data.figures.cooperation import ASPECTS, is_aggregate, scorecard
from data.load import Facts
from data.pairings.pair import pair_id
from data.rows import Row, records
from views.book import Book
from views.cooperation.figures import dimension_name
from views.parts import panel
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, element, join
from views.parts.periods import spell
from views.view import Plot, View

#: Rows of the grid on a screen that nobody scrolls: as many as have room in a slide's smallest type.
_STILL: Final = 10


def grid_view(facts: Facts, book: Book) -> View:
    """Return the grid of pairs and aspects: pairs with a figure are drawn, the rest counted and tabled."""
    t, rows, used = book.t, counts_by_pair(facts), records(figures_of_pairs(facts))
    some = [row for row in rows if any(row[aspect] for aspect in ASPECTS)]
    most = sorted(some, key=lambda row: -sum(row[aspect] for aspect in ASPECTS))[:_STILL]
    still = _plot(most, book, name=book.short) if len(most) < len(some) else None
    return View(
        title=t("scorecard.title"),
        finding=t("scorecard.counted", n=len(some), total=len(rows)),
        qualifier=t("scorecard.no_score"),
        description=t("scorecard.says", n=len(some), total=len(rows)),
        charts=(_plot(some, book, still),) if some else (),
        panel=panel.hint(t("panel.click_cell")),
        table=scorecard_table(rows, book),
        cooperation=tuple(used),
        period=spell(used, t),
    )


def _plot(rows: Sequence[Row], book: Book, still: Plot | None = None, name: Callable[[str], str] | None = None) -> Plot:
    frame, t = grid_of(rows, book, name or book.region), book.t
    alt, table = t("scorecard.alt", n=len(rows)), scorecard_table(rows, book)
    return Plot(
        "scorecard",
        lambda options: scorecard_spec(frame, book.look, t, options),
        ChartOptions(),
        alt,
        table,
        tuple(rows),
        still,
    )


def words_of(facts: Facts, pair: str, book: Book) -> Markup:
    """Show the figures of a pair, aspect by aspect, with their words; empty for a pair without any."""
    work = records(figures_of_pairs(facts))
    here = [row for row in work if pair_id(row["helper_id"], row["recipient_id"]) == pair]
    made: list[Markup] = []
    for aspect in ASPECTS:
        cards = [cooperation_card(row, book) for row in here if row["dimension"] == aspect]
        made += [element("h4", dimension_name(aspect, book)), *cards] if cards else []
    return join(*made)


def figures_of_pairs(facts: Facts) -> pd.DataFrame:
    """Return the co-operation figures of pairs: rows of ``cooperation`` that name both sides.

    A sum over many pairs is of none of them; a pair with a group of places that is on record itself is one.
    """
    recorded = set(zip(facts.pairings["helper_id"], facts.pairings["recipient_id"], strict=True))
    of_pairs: list[bool] = [
        bool(row["helper_id"] and row["recipient_id"])
        and (not is_aggregate(row) or (row["helper_id"], row["recipient_id"]) in recorded)
        for row in records(facts.cooperation)
    ]
    return facts.cooperation.loc[pd.Series(of_pairs, facts.cooperation.index, dtype=bool)]


def counts_by_pair(facts: Facts) -> list[Row]:
    """Return every pair that is recorded, of pairings or figures, with the number of figures of each aspect."""
    sides = ["helper_id", "recipient_id"]
    return records(scorecard(facts, pd.concat([facts.pairings[sides], figures_of_pairs(facts)[sides]])))


def grid_of(rows: Sequence[Row], book: Book, name: Callable[[str], str]) -> pd.DataFrame:
    """Return some pairs as the chart takes them.

    Parameters
    ----------
    rows : sequence of mapping
        Of :func:`counts_by_pair`.
    name : callable
        Gives the name of a region.

    Returns
    -------
    DataFrame
        A row a pair and aspect: ``pairing_id, helper, recipient, aspect_id, aspect, count``.
    """
    return pd.DataFrame(
        {
            "pairing_id": row["pair_id"],
            "helper": name(row["helper_id"]),
            "recipient": name(row["recipient_id"]),
            "aspect_id": aspect,
            "aspect": dimension_name(aspect, book),
            "count": row[aspect],
        }
        for row in rows
        for aspect in ASPECTS
    )


def scorecard_table(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return some pairs as a table: both sides, then a column an aspect, headings in the reader's language.

    Parameters
    ----------
    rows : sequence of mapping
        Of :func:`counts_by_pair`.

    Returns
    -------
    DataFrame
        A number of figures, or in words that there is none.
    """
    t = book.t
    return pd.DataFrame(
        [
            {t("table.helper"): book.region(row["helper_id"]), t("table.recipient"): book.region(row["recipient_id"])}
            | {dimension_name(a, book): row[a] or t("scorecard.no_figure") for a in ASPECTS}
            for row in rows
        ]
    )
