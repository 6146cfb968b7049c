"""With whom a place is paired: named in a headline, and on the map beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from data.load import Facts
from geo.compose.layers.labels import named_first
from geo.scene import NAMED_RANK, Label, Scene
from text.lettering import width_em
from views.book import Book
from views.loaders import Shapes, gazetteer

#: So many partners of a place are named in a headline, and more where their names take no wider a line, in em.
_FEW: Final = 4
_LINE_EM: Final = 34.0
#: So many are named at all.
_MOST: Final = 8


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


def partners_said(partners: Sequence[str], book: Book) -> tuple[str, str]:
    """Say who the partners of a place are: in its headline, and below it.

    Parameters
    ----------
    partners : sequence of str
        As :func:`partners_of` returns them.

    Returns
    -------
    str, str
        Their names, and nothing below; of many how many there are, and below it the first names.
    """
    t, names = book.t, list(dict.fromkeys(map(book.short, partners)))
    first_names = t("describe.comma").join(names[:_MOST])
    if len(names) <= _FEW or (len(names) <= _MOST and width_em(first_names) <= _LINE_EM):
        return first_names, ""
    if len(names) > _MOST:
        first_names = t("place.helpers_more", names=first_names, n=len(names))
    return t("overview.partners", n=len(names)), first_names


def partners_named(partners: Sequence[str]) -> tuple[str, ...]:
    """Return those of the partners of a place that :func:`partners_said` names."""
    return tuple(partners[:_MOST])


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
