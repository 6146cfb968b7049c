"""Before and after: what two arrangements tell of each pair, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.load import Facts
from data.pairings.arrangements import listed
from data.pairings.comparison import compare, comparison_notes, possible_changes
from data.rows import Row, records
from geo.compose.pairs import comparison_scene
from geo.compose.scenes import Setting
from geo.scene import Scene
from text.catalogue import Catalogue
from text.dates import format_date
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.national import credit, curves_of
from views.pairings.rows import choice_of
from views.parts.markup import Markup, element, join


def comparison_title(before: Row, after: Row, t: Catalogue) -> str:
    """Name the two arrangements that are compared."""
    return t("compare.title", before=t.name(before), after=t.name(after))


def _legend_title(before: Row, after: Row, book: Book) -> str:
    """Two lists of one arrangement have its name: both of theirs are as long as the legend is high."""
    if before["programme_id"] != after["programme_id"]:
        return comparison_title(before, after, book.t)
    return book.t("compare.two_lists", name=book.t.name(book.programmes[before["programme_id"]]))


def comparison_of(
    before: Row, after: Row, pair: str, facts: Facts, shapes: Shapes, book: Book
) -> tuple[pd.DataFrame, Scene]:
    """Compare two arrangements, and draw what became of each pair.

    Parameters
    ----------
    before, after : mapping
        Rows of :func:`data.pairings.arrangements.choices`.
    pair : str
        Key of the pair that is chosen; empty for none.

    Returns
    -------
    pairs : DataFrame
        As :func:`pairs_of` gives them.
    scene : Scene
        The chosen pair is marked.
    """
    t, pairs = book.t, pairs_of(facts, before, after)
    title = comparison_title(before, after, t)
    setting = Setting(
        book.look, t, credit(shapes, t), title, _legend_title(before, after, book), chosen=choice_of(pair, "", pairs, facts)
    )
    places, curves = gazetteer(facts, shapes, t.lang), curves_of(pairs, facts, shapes)
    return pairs, comparison_scene(pairs, curves, places, setting, possible_changes(before, after))


def change_names(t: Catalogue) -> dict[str, str]:
    """Name what may become of a pair, in the order in which it is listed."""
    return {
        "added": t("compare.added"),
        "ended": t("compare.ended"),
        "kept": t("compare.kept"),
        "unclear": t("compare.unclear"),
    }


def incomplete(before: Row, after: Row, t: Catalogue) -> list[str]:
    """Say of two arrangements which is not recorded in full, and how many of its pairs are.

    Parameters
    ----------
    before, after : mapping
        Rows of :func:`data.pairings.arrangements.choices`.

    Returns
    -------
    list of str
        Sentences; empty where both are complete.
    """
    pairs = {"compare.before_incomplete": before["pairs"], "compare.after_incomplete": after["pairs"]}
    return [t(key, n=pairs[key]) for key in comparison_notes(before, after)]


def comparison_table(pairs: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return the pairs of two arrangements with what became of each, in the reader's language.

    Parameters
    ----------
    pairs : DataFrame
        As :func:`pairs_of` gives them.

    Returns
    -------
    DataFrame
        Three columns: helper, recipient, what became of the pair.
    """
    t, words = book.t, change_names(book.t)
    heads = (t("table.helper"), t("table.recipient"), t("slide.status"))
    rows = [
        (book.region(row["helper_id"]), book.region(row["recipient_id"]), words[row["change"]])
        for change in words
        for row in records(pairs)
        if row["change"] == change
    ]
    return pd.DataFrame(rows, columns=list(heads))


def pairs_of(facts: Facts, before: Row, after: Row) -> pd.DataFrame:
    """Return the pairs of two arrangements with what became of each.

    Parameters
    ----------
    before, after : mapping
        Rows of ``arrangements``.

    Returns
    -------
    DataFrame
        ``pairing_id`` (the record of the later arrangement where both have it), ``helper_id, recipient_id, change``.
    """
    sides = [listed(facts.pairings, row["arrangement_id"]) for row in (before, after)]
    pairs = compare(sides[0], sides[1], possible_changes(before, after))
    return pairs.assign(pairing_id=pairs["after_id"].where(pairs["after_id"] != "", pairs["before_id"]))


def option_name(row: Row, book: Book) -> str:
    """Name an arrangement with its date and its number of pairs, as it is offered."""
    t = book.t
    key = "compare.option" if row["complete"] == "yes" else "compare.option_incomplete"
    return t(key, name=t.name(row), date=format_date(row["date"], t.lang), n=row["pairs"])


def change_lists(pairs: pd.DataFrame, possible: Sequence[str], book: Book) -> list[Markup]:
    """List the pairs of two arrangements by what became of them, each leading to its page.

    Parameters
    ----------
    pairs : DataFrame
        As :func:`pairs_of` gives them.
    possible : sequence of str
        What the two can show.
    """
    t, parts = book.t, []
    for change, title in change_names(t).items():
        if change not in possible:
            continue
        rows = [row for row in records(pairs) if row["change"] == change]
        items = [
            element(
                "li",
                element(
                    "a",
                    t("tip.pair", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"])),
                    href=book.href("region", pair=f"{row['helper_id']}-{row['recipient_id']}"),
                    target="_self",
                ),
            )
            for row in rows
        ]
        parts.append(join(element("h4", t("coverage.list", title=title, n=len(rows))), element("ul", *items)))
    return parts
