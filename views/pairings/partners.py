"""With whom a place is paired: named in a headline, and on the map beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

import pandas as pd

from data.load import Facts
from data.rows import Row
from geo.compose.layers.labels import named_first
from geo.scene import NAMED_RANK, Label, Scene
from text.catalogue import Catalogue
from text.lettering import width_em
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.helpers import whom_they_help

#: So many partners of a place are named in a headline, and more where their names take no wider a line, in em.
_FEW: Final = 4
_LINE_EM: Final = 34.0
#: So many are named at all.
_MOST: Final = 8


def partners_of(place: str, pairs: pd.DataFrame, facts: Facts) -> dict[str, int]:
    """Return the other ends of a place's pairs, and in how many places of it each has a pair.

    Parameters
    ----------
    pairs : DataFrame
        Rows of ``pairings``.
    """
    inside = facts.hierarchy.within(place)
    ends: dict[str, set[str]] = {}
    for helper_id, recipient_id in zip(pairs["helper_id"], pairs["recipient_id"], strict=True):
        for partner, own in ((helper_id, recipient_id), (recipient_id, helper_id)):
            if partner not in inside:
                ends.setdefault(partner, set()).add(own)
    return {partner: len(own) for partner, own in ends.items()}


def partners_said(partners: Mapping[str, int], book: Book) -> tuple[str, str]:
    """Say who the partners of a place are: in its headline, and below it.

    Parameters
    ----------
    partners : mapping of str to int
        As :func:`partners_of` returns them.

    Returns
    -------
    str, str
        Their names, and nothing below; of many how many there are, and below it the first names. Who is paired with several
        places is followed by how many: else there are fewer names than pairs.
    """
    t, counts = book.t, Counter[str]()
    for partner, n in partners.items():
        counts[book.short(partner)] += n
    names = [t("place.partner_of_several", name=name, n=n) if n > 1 else name for name, n in counts.items()]
    listed = _listed(names, _MOST, t)
    if len(names) <= _FEW or (len(names) <= _MOST and width_em(t("describe.comma").join(counts)) <= _LINE_EM):
        return listed, ""
    return t("overview.partners", n=len(names)), listed


def sides_said(place: str, pairs: pd.DataFrame, facts: Facts, book: Book) -> tuple[str, ...]:
    """Say who helps a place and what lies in it, and whom these help: who is paired with the place itself first.

    Returns
    -------
    tuple of str
        A sentence for each side that has anybody.
    """
    inside, sides = facts.hierarchy.within(place), []
    for side, own, key in (("helper_id", "recipient_id", "place.helped_by"), ("recipient_id", "helper_id", "place.helps")):
        rows = pairs[pairs[own].isin(inside) & ~pairs[side].isin(inside)]
        rows = rows.sort_values(own, key=lambda ids: ids != place, kind="stable")
        names = list(dict.fromkeys(map(book.short, rows[side])))
        if names:
            sides.append(book.t(key, names=_listed(names, _FEW, book.t)))
    return tuple(sides)


def _listed(names: Sequence[str], most: int, t: Catalogue) -> str:
    text = t("describe.comma").join(names[:most])
    return t("place.helpers_more", names=text, n=len(names)) if len(names) > most else text


def partners_named(partners: Iterable[str]) -> tuple[str, ...]:
    """Return those of the partners of a place that :func:`partners_said` names."""
    return tuple(islice(partners, _MOST))


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


def helper_lines(pairs: Iterable[Row], book: Book) -> list[str]:
    """Say of the helpers of some pairs whom they help: 'Hangzhou → Enshi, Qiandongnan', in the order of the pairs.

    Helpers of the very same stand together: 'Dongguan, Zhongshan → Zhaotong'.
    """
    recipients: dict[str, dict[str, None]] = {}
    for row in pairs:
        recipients.setdefault(row["helper_id"], {})[book.short(row["recipient_id"])] = None
    helpers: dict[tuple[str, ...], list[str]] = {}
    for helper_id, names in recipients.items():
        helpers.setdefault(tuple(names), []).append(helper_id)
    return [whom_they_help(ids, names, book) for names, ids in helpers.items()]
