"""Pairings as tables, as links for diagrams, and as the panel of a region."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from charts.sankey.graph import COLUMNS
from data.load import Facts
from data.pairings.pair import pair_id
from data.places.areas import NATION
from data.rows import records
from data.select import pairings_of
from geo.compose.scenes import Setting, role_scene
from geo.scene import Scene
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.national import credit, flows_of, helper_lines, showing_own
from views.parts import pairing_links
from views.parts.cards import pairing_card
from views.parts.markup import Markup, element, join
from views.parts.pair_names import start_text
from views.parts.words import reporter

#: So many pairings of a region are shown with their words; more are listed, each leading to its pair.
_CARDS = 12


def panel_of_region(pairings: pd.DataFrame, region_id: str, facts: Facts, book: Book) -> Markup:
    """List the pairings of a region among some: with their words while they are few.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    """
    t, own = book.t, pairings_of(pairings, region_id, facts.hierarchy)
    head = join(
        element("h3", book.region(region_id)),
        element("p", t("pairings.of_region", n=len(own), total=len(pairings)), cls="panel-where"),
    )
    if not 0 < len(own) <= _CARDS:
        return join(head, pairing_links.by_helper(own, book))
    return join(head, *(pairing_card(row, book) for row in records(own)))


def links_of(pairings: pd.DataFrame, book: Book, chosen: Collection[str] = ()) -> pd.DataFrame:
    """Return pairings with the names of their ends and the recipient's province, as charts take them.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    chosen : collection of str
        Pairings that stand out.

    Returns
    -------
    DataFrame
        Columns :data:`charts.sankey.graph.COLUMNS` and ``chosen``; an area or county has the
        province it lies in, one that lies in none has an empty one.
    """
    rows = []
    for row in records(pairings):
        province = _province(row["recipient_id"], book)
        rows.append(
            {
                "pairing_id": row["pairing_id"],
                "helper_id": row["helper_id"],
                "helper": book.short(row["helper_id"]),
                "province_id": province,
                "province": book.short(province) if province else "",
                "recipient_id": row["recipient_id"],
                "recipient": book.short(row["recipient_id"]),
                "chosen": row["pairing_id"] in chosen,
            }
        )
    return pd.DataFrame(rows, columns=[*COLUMNS, "chosen"])


def links_by_province(links: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return links between provinces in place of the places within them, for pictures without room for every name.

    Parameters
    ----------
    links : DataFrame
        As :func:`links_of` gives them.

    Returns
    -------
    DataFrame
        The same columns and ``count``, how many links a row stands for; ``pairing_id`` is that of the first. A recipient
        that lies in no single province keeps its own row, and what is ``chosen`` is apart from what is not.
    """
    helpers = [_province(i, book) or i for i in links["helper_id"]]
    inside = links["province_id"] != ""
    merged = links[list(COLUMNS)].assign(
        helper_id=helpers,
        helper=[book.short(i) for i in helpers],
        recipient_id=links["province_id"].where(inside, links["recipient_id"]),
        recipient=links["province"].where(inside, links["recipient"]),
        count=1,
        chosen=links["chosen"],
    )
    apart = [name for name in (*COLUMNS, "chosen") if name != "pairing_id"]
    by = merged.groupby(apart, sort=False, as_index=False)
    return by.agg(pairing_id=("pairing_id", "first"), count=("count", "sum"))


def pairing_rows(pairings: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return pairings as a table: a row for each of ``pairings``, headings in the reader's language."""
    t = book.t
    grounds = {
        "listed": t("ground.listed"),
        "dated": t("ground.dated"),
        "attested": t("ground.attested"),
        "undated": t("ground.undated"),
    }
    return pd.DataFrame(
        [
            {
                t("table.helper"): book.region(row["helper_id"]),
                t("table.recipient"): book.region(row["recipient_id"]),
                t("table.programme"): t.name(book.programmes[row["programme_id"]]),
                t("table.since"): start_text(row, book),
                t("table.ground"): grounds.get(row.get("ground", ""), ""),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in records(pairings)
        ]
    )


def _province(region_id: str, book: Book) -> str:
    region = region_id
    while region in book.regions and book.regions[region]["level"] != "province":
        region = str(book.regions[region]["parent_id"])
    return region if region in book.regions else ""


def choice_of(pair: str, region: str, drawn: pd.DataFrame, facts: Facts) -> tuple[str, str] | None:
    """Return what is chosen on a map of pairings.

    Parameters
    ----------
    pair : str
        As :func:`data.pairings.pair.pair_id` makes it; empty for none.
    region : str
        Empty for none; counts where no pair is chosen.
    drawn : DataFrame
        Rows of ``pairings``. Of a pair with several records the first that is drawn is chosen, else the first of all.

    Returns
    -------
    (kind, id) or None
        ``flow`` with a pairing, ``region`` with a region.
    """
    if pair:
        return "flow", pairing_of(pair, drawn) or pairing_of(pair, facts.pairings)
    # The nation is no choice in particular.
    return ("region", region) if region and region != NATION else None


def pairing_of(pair: str, pairings: pd.DataFrame) -> str:
    """Return the first of some ``pairings`` that a pair has; empty where it has none."""
    keys = map(pair_id, pairings["helper_id"], pairings["recipient_id"])
    return next((str(i) for i, key in zip(pairings["pairing_id"], keys, strict=True) if key == pair), "")


def flow_scene(
    pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book, chosen: tuple[str, str] | None
) -> tuple[Scene, list[str]]:
    """Draw the flows of some pairings.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    chosen : (kind, id) or None

    Returns
    -------
    scene : Scene
        Helpers and recipients filled by their role.
    unplaced : list of str
        Ids of pairings that can't be drawn.
    """
    t = book.t
    curves, unplaced = flows_of(pairings, facts, shapes)
    alt, title = t("map.alt_role", n=len(pairings)), t("legend.selected")
    setting = Setting(book.look, t, credit(shapes, t), alt, title=title, chosen=chosen)
    scene = role_scene(pairings, curves, gazetteer(facts, shapes, t.lang), setting, helper_lines(pairings, book))
    return showing_own(scene, pairings, facts, shapes, book), unplaced
