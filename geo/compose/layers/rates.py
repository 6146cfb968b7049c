"""Choropleth of the poverty rate: fixed published breaks, hatch where nothing is recorded, areas with a dashed rim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from geo.scene import Area, Fill, FillClass, LegendItem
from look.palette import RATE_BREAKS, Palette
from text.catalogue import Catalogue
from text.numbers import format_number


def rate_class(value: float) -> int:
    """Return the class of a rate: index of the last break that is not above it.

    Parameters
    ----------
    value : float
        Per cent, 0 or more.

    Returns
    -------
    int
        Index into :data:`look.palette.RATE_BREAKS`.
    """
    return max(0, bisect_right(RATE_BREAKS, value) - 1)


def rate_fill(
    values: pd.DataFrame, levels: Mapping[str, str], areas_of: Callable[[str], Area | None], look: Palette, t: Catalogue
) -> tuple[Fill, list[str]]:
    """Fill regions by a reported rate.

    Parameters
    ----------
    values : DataFrame
        Columns ``region_id``, ``value`` (per cent); several rows a region are several sources for one figure: where
        they fall into different classes the region gets the class 'sources differ'. NaN counts as no value; empty
        leaves all regions hatched.
    levels : mapping of str to str
        Region id to level.
    areas_of : callable
        Gives the area of an id, without a class; None for what is none, or can't be drawn.

    Returns
    -------
    undrawn : list of str
        Ids of regions with a value but no shape (counties, villages, areas without members or outline), to be named
        on the page.
    """
    no_data, differ = len(RATE_BREAKS), len(RATE_BREAKS) + 1
    provinces: dict[str, int] = {}
    prefectures: dict[str, int] = {}
    areas, undrawn = [], []
    for region_id, group in values.dropna(subset=["value"]).groupby("region_id", sort=True)["value"]:
        classes = {rate_class(v) for v in group}
        index = classes.pop() if len(classes) == 1 else differ
        level = levels.get(str(region_id), "")
        if level == "province":
            provinces[str(region_id)] = index
        elif level == "prefecture":
            prefectures[str(region_id)] = index
        elif (area := areas_of(str(region_id))) is not None:
            areas.append(replace(area, index=index))
        else:
            undrawn.append(str(region_id))
    return Fill(_classes(look, t), provinces, prefectures, tuple(areas), rest=no_data), undrawn


def rate_legend(fill: Fill) -> tuple[LegendItem, ...]:
    """List all classes in order, 'no data', and 'sources differ' where it occurs.

    Parameters
    ----------
    fill : Fill
        As :func:`rate_fill` makes it.

    Returns
    -------
    tuple of LegendItem
        All classes stand even where none is used: slides made at different dates must compare.
    """
    differ = len(fill.classes) - 1
    used = {*fill.provinces.values(), *fill.prefectures.values(), *(area.index for area in fill.areas)}
    return tuple(
        LegendItem("hatch" if c.hatch else "fill", c.text, c.color, c.hatch)
        for index, c in enumerate(fill.classes)
        if index != differ or differ in used
    )


def _classes(look: Palette, t: Catalogue) -> tuple[FillClass, ...]:
    edges = [format_number(b, t.lang) for b in RATE_BREAKS]
    words = [t("legend.rate_class", low=low, high=high) for low, high in pairwise(edges)]
    words.append(t("legend.rate_top", low=edges[-1]))
    return (
        *(FillClass(color, text) for color, text in zip(look.rates, words, strict=True)),
        FillClass(look.land, t("legend.no_data"), look.hatch),
        FillClass(look.rates[2], t("legend.sources_differ"), look.ink),
    )
