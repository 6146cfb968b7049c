"""Before and after: two arrangements beside one another, pair by pair."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.arrangements import choices, listed
from data.comparison import comparable, compare, comparison_notes, possible_changes
from data.load import Facts
from data.rows import Row, records
from geo.compose import Setting
from geo.compose_pairs import comparison_scene
from text.catalogue import Catalogue
from text.dates import format_date
from ui import theme, view
from ui.cards import Book
from ui.links import href
from ui.loaders import Shapes, gazetteer
from ui.mapview import show_map
from ui.markup import Markup, element, join
from ui.national import credit, curves_of
from ui.pairing_views import Choose
from ui.panel import pair_panel
from ui.tables import show_table


def show_comparison(facts: Facts, shapes: Shapes, book: Book, pair: str, choose: Choose) -> None:
    """Draw the comparison of two arrangements.

    Parameters
    ----------
    pair : str
        Pairing whose words are shown; empty for the lists.
    """
    t = book.t
    known = {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    opened = comparable(choices(facts))
    if opened is None:
        st.html(element("p", t("compare.too_few"), cls="panel-nothing"))
        return
    before, after = _pick(known, opened, book)
    pairs, possible = pairs_of(facts, before, after), possible_changes(before, after)
    title = t("compare.title", before=t.name(before), after=t.name(after))
    mark = ("flow", pair) if pair else None
    setting = Setting(theme.look(), t, credit(shapes, t), title, title=title, chosen=mark)
    left, right = st.columns([7, 3], gap="small")
    with left:
        scene = comparison_scene(pairs, curves_of(pairs, facts, shapes), gazetteer(facts, shapes, t.lang), setting, possible)
        show_map(scene, "pairings", t, choose)
    with right, st.container(key="panel"):
        if pair:
            st.html(element("div", pair_panel(facts, pair, book), cls="panel"))
        notes = [element("p", text, cls="panel-note") for text in incomplete(before, after, t)]
        st.html(element("div", element("h3", title), *notes, *_lists(pairs, possible, book), cls="panel"))
    show_table(t("compare.says", title=title, n=len(pairs)), comparison_table(pairs, book), (), t)


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
        Rows of :func:`data.arrangements.choices`.

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


def _pick(known: dict[str, Row], opened: tuple[str, str], book: Book) -> tuple[Row, Row]:
    ids, chosen = list(known), []
    for column, name, default in zip(st.columns(2), ("before", "after"), opened, strict=True):
        param = view.Param(name, default, set(ids))
        key, changed = view.bound(param)
        label = book.t("compare.before") if name == "before" else book.t("compare.after")
        column.selectbox(label, ids, format_func=lambda i: _option(known[i], book), key=key, on_change=changed)
        chosen.append(known[view.read(param)])
    return chosen[0], chosen[1]


def _option(row: Row, book: Book) -> str:
    t = book.t
    key = "compare.option" if row["complete"] == "yes" else "compare.option_incomplete"
    return t(key, name=t.name(row), date=format_date(row["date"], t.lang), n=row["pairs"])


def _lists(pairs: pd.DataFrame, possible: Sequence[str], book: Book) -> list[Markup]:
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
                    href=href("region", pair=f"{row['helper_id']}-{row['recipient_id']}"),
                    target="_self",
                ),
            )
            for row in rows
        ]
        parts.append(join(element("h4", t("coverage.list", title=title, n=len(rows))), element("ul", *items)))
    return parts
