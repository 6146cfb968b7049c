"""With whom a place is paired: named in a headline, and on the map beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from data.load import Facts
from geo.compose.layers.labels import named_first
from geo.scene import NAMED_RANK, Label, Scene
from views.book import Book
from views.loaders import Shapes, gazetteer

#: So many partners of a place are named in a headline.
FEW_PARTNERS: Final = 4
#: So many are named below one.
MOST_PARTNERS: Final = 8


def partners_of(place: str, pairs: pd.DataFrame, facts: Facts) -> list[str]:
    """Return the other ends of a place's pairs, each once.

    Parameters
    ----------
    pairs : DataFrame
        Rows of ``pairings``.
    """
    inside = facts.hierarchy.within(place)
    ends = [i for pair in zip(pairs["helper_id"], pairs["recipient_id"], strict=True) for i in pair if i not in inside]
    return list(dict.fromkeys(ends))


def naming(scene: Scene, region_ids: Sequence[str], facts: Facts, shapes: Shapes, book: Book) -> Scene:
    """Name on a map, before all else, the places that a sentence over it names.

    Parameters
    ----------
    region_ids : sequence of str
        What has no place of its own, such as a division of the Production Corps, is left out.
    """
    places = gazetteer(facts, shapes, book.t.lang).labels
    labelled = {label.region_id for label in scene.labels}
    counties = [i for i in region_ids if book.regions[i]["level"] == "county" and i in places and i not in labelled]
    more = (Label(i, NAMED_RANK, "prefecture", "", book.short(i), places[i]) for i in counties)
    return replace(scene, labels=named_first((*more, *scene.labels), region_ids, NAMED_RANK))
