"""Counts as fills: fixed classes, the same for every year; several figures of one region are never added up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

import pandas as pd

from geo.scene import Fill, FillClass, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

#: Lower bounds of the classes.
COUNT_BREAKS: Final = (0, 5, 10, 20, 40)
_NO_DATA: Final = len(COUNT_BREAKS)
_SEVERAL: Final = _NO_DATA + 1


def count_class(value: float) -> int:
    """Return the class of a count: the last one whose lower bound it reaches.

    Returns
    -------
    int
        Index into :data:`COUNT_BREAKS`.
    """
    return max(0, bisect_right(COUNT_BREAKS, value) - 1)


def count_fill(values: pd.DataFrame, levels: Mapping[str, str], look: Palette, t: Catalogue) -> Fill:
    """Fill provinces by a reported count.

    Parameters
    ----------
    values : DataFrame
        Columns ``region_id``, ``value``. Where several rows of a province fall into different classes it gets the class
        'several figures'. Empty leaves all provinces hatched.
    levels : mapping of str to str
        Region id to level; other levels than provinces are left out.
    """
    provinces = {}
    for region_id, group in values.dropna(subset=["value"]).groupby("region_id", sort=True)["value"]:
        if levels.get(str(region_id)) == "province":
            found = {count_class(value) for value in group}
            provinces[str(region_id)] = found.pop() if len(found) == 1 else _SEVERAL
    words = [t("legend.count_class", low=low, high=high - 1) for low, high in pairwise(COUNT_BREAKS)]
    words.append(t("legend.count_top", low=COUNT_BREAKS[-1]))
    colors = look.ramp(len(COUNT_BREAKS), "devon")
    classes = (
        *(FillClass(color, text) for color, text in zip(colors, words, strict=True)),
        FillClass(look.land, t("legend.no_data"), look.hatch),
        FillClass(colors[1], t("legend.count_several"), look.ink),
    )
    return Fill(classes, provinces, rest=_NO_DATA)


def count_legend(fill: Fill) -> tuple[LegendItem, ...]:
    """List all classes in order, 'no data', and 'several figures' where it occurs.

    Parameters
    ----------
    fill : Fill
        As :func:`count_fill` makes it.
    """
    used = set(fill.provinces.values())
    return tuple(
        LegendItem("hatch" if one.hatch else "fill", one.text, one.color, one.hatch)
        for index, one in enumerate(fill.classes)
        if index != _SEVERAL or index in used
    )
