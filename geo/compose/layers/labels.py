"""Label layer: which names go on the map, in which order of rank, and with which second line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from geo.scene import CHOSEN_RANK, FIRST_QUIET, FOREMOST, Fill, Label

#: Within the ranks of what goes before all other names.
PARTNER_RANK: Final = 3
#: Counties with a role stand after the prefectures around them.
_COUNTY_RANK = 30
_VALUE_RANKS = {"province": 10, "prefecture": 20}


def role_labels(fill: Fill, levels: Mapping[str, str], helpers: Mapping[str, str] | None = None) -> tuple[Label, ...]:
    """Name the regions with a role first, then quietly the other provinces.

    Parameters
    ----------
    fill : Fill
        A role fill.
    levels : mapping of str to str
        Region id to level; gives the provinces that have no role.
    helpers : mapping of str to str, optional
        Id of a recipient to the line under its name: who helps it.
    """
    under = helpers or {}
    labels = [Label(i, 10, "province", under.get(i, "")) for i in fill.provinces]
    labels += [Label(i, 20, "prefecture", under.get(i, "")) for i in fill.prefectures]
    return (*labels, *_quiet(levels, {*fill.provinces, *fill.prefectures}))


def place_labels(
    fill: Fill,
    levels: Mapping[str, str],
    first: Sequence[str] = (),
    helpers: Sequence[str] = (),
    under: Mapping[str, str] | None = None,
) -> tuple[Label, ...]:
    """Name the filled regions, then every other province and prefecture quietly, for maps that zoom to a place.

    Parameters
    ----------
    levels : mapping of str to str
        Region id to level.
    first : sequence of str
        Regions named before all others.
    helpers : sequence of str
        Regions without a fill at which lines begin.
    under : mapping of str to str, optional
        Id of a recipient to the line under its name: who helps it.
    """
    below = under or {}
    drawn = {i: level for i, level in levels.items() if level in ("province", "prefecture")}
    strong = [i for i in first if i in drawn]
    labels = [Label(i, 5, "province", below.get(i, "")) for i in strong]
    filled = [i for i in (*fill.provinces, *fill.prefectures) if i not in strong]
    labels += [Label(i, 20, drawn.get(i, "prefecture"), below.get(i, "")) for i in filled]
    labels += [Label(i, 25, drawn[i]) for i in helpers if i in drawn and i not in {label.region_id for label in labels}]
    named = {label.region_id for label in labels}
    ranks = {"province": FIRST_QUIET, "prefecture": FIRST_QUIET + 2}
    return (*labels, *(Label(i, ranks[level], "quiet") for i, level in drawn.items() if i not in named))


def county_labels(
    fill: Fill, shorts: Mapping[str, str], places: Mapping[str, tuple[float, float]], under: Mapping[str, str]
) -> tuple[Label, ...]:
    """Name the counties that are filled.

    Parameters
    ----------
    shorts : mapping of str to str
        Id of a county to its short name; one without, or without a place, is left out.
    places : mapping of str to (x_km, y_km)
    under : mapping of str to str
        Id of a recipient to the line under its name: who helps it.
    """
    return tuple(
        Label(i, _COUNTY_RANK, "prefecture", under.get(i, ""), shorts[i], places[i])
        for i in fill.counties
        if i in shorts and i in places
    )


def named_first(labels: Sequence[Label], region_ids: Collection[str], rank: int) -> tuple[Label, ...]:
    """Put the names of some regions before all others, also where they would have none or a quiet one.

    Parameters
    ----------
    region_ids : collection of str
        What is neither labelled nor a province or prefecture, such as a county, gets no label.

    Returns
    -------
    tuple of Label
        By rank. A label of a lower rank keeps it.
    """
    own = {label.region_id: label for label in labels if label.region_id in region_ids}
    first = []
    for region_id in dict.fromkeys(region_ids):
        style = "province" if region_id.endswith("0000") or rank == CHOSEN_RANK else "prefecture"
        label = own.get(region_id)
        if label:
            first.append(replace(label, rank=min(rank, label.rank), style=style if label.style == "quiet" else label.style))
        elif region_id.isdecimal() and region_id.endswith("00"):
            first.append(Label(region_id, rank, style))
    others = (label for label in labels if label.region_id not in own)
    return tuple(sorted((*first, *others), key=lambda label: label.rank))


def stepped_back(labels: Sequence[Label], kept: Collection[str]) -> tuple[Label, ...]:
    """Name quietly, with a choice, what has no part in it: everything else on the map has stepped back too.

    Parameters
    ----------
    kept : collection of str
        Ids of what has a part: ends of the lines that stand out.

    Returns
    -------
    tuple of Label
        In their order. Figures, and what goes before all other names, stay as they are; a quiet label keeps its second line,
        which stands again where the name is put first later.
    """

    def quiet(label: Label) -> Label:
        if label.rank <= FOREMOST or label.style not in _VALUE_RANKS or label.region_id in kept:
            return label
        return replace(label, rank=FIRST_QUIET + (label.style == "prefecture"), style="quiet")

    return tuple(map(quiet, labels))


def value_labels(
    lines: Mapping[str, str], levels: Mapping[str, str], areas: pd.DataFrame, places: Mapping[str, tuple[float, float]]
) -> tuple[Label, ...]:
    """Name the regions that carry a value, with the value under the name, then quietly the other provinces.

    Parameters
    ----------
    lines : mapping of str to str
        Region id to its second line, e.g. '15% · 2015'. What has no shape on the map of the country, such as a county,
        gets no label.
    levels : mapping of str to str
        Region id to level.
    areas : DataFrame
        Columns ``region_id``, ``name``: areas among the ids of ``lines``.
    places : mapping of str to (x_km, y_km)
        Where the label of an area goes; areas without a place are left out.
    """
    names = dict(zip(areas["region_id"], areas["name"], strict=True))
    labels = []
    for region_id, text in lines.items():
        if region_id in names:
            if region_id in places:
                labels.append(Label(region_id, 15, "value", text, names[region_id], places[region_id]))
        elif levels.get(region_id) in _VALUE_RANKS:
            labels.append(Label(region_id, _VALUE_RANKS[levels[region_id]], "value", text))
    return (*labels, *_quiet(levels, set(lines)))


def _quiet(levels: Mapping[str, str], named: set[str]) -> tuple[Label, ...]:
    return tuple(Label(i, FIRST_QUIET, "quiet") for i, level in levels.items() if level == "province" and i not in named)
