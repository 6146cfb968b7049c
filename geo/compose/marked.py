"""The map of places that some rows are about: where they lie, what they say, and which of them are in doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from geo.compose.layers.flowlines import flow_legend, flow_lines
from geo.compose.layers.labels import county_labels, value_labels
from geo.compose.layers.own import own_legend
from geo.compose.scenes import Gazetteer, Setting
from geo.scene import Fill, FillClass, Legend, LegendItem, Scene

_SOUND, _DOUBTFUL = 0, 1


def marked_scene(
    lines: Mapping[str, str],
    doubtful: Collection[str],
    shorts: Mapping[str, str],
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    words: tuple[str, str],
) -> Scene:
    """Compose the map.

    Parameters
    ----------
    lines : mapping of str to str
        Region id to the line under its name, empty for none; what has no shape is left out (:func:`undrawn`).
    doubtful : collection of str
        Those among them that are to be looked at.
    shorts : mapping of str to str
        Id of a county to its short name.
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them; empty for none.
    setting : Setting
        With the province whose counties are drawn, or the nation for all.
    words : (str, str)
        The legend's words for places, and for those in doubt.
    """
    look = setting.look
    classes = (FillClass(look.recipient_strong, words[0]), FillClass(look.recipient, words[1], look.accent))
    by_level: dict[str, dict[str, int]] = {"province": {}, "prefecture": {}, "county": {}}
    areas = []
    for region_id in lines:
        index = _DOUBTFUL if region_id in doubtful else _SOUND
        level = places.levels.get(region_id, "")
        if level in by_level:
            by_level[level][region_id] = index
        elif (area := places.area(region_id)) is not None:
            areas.append(replace(area, index=index))
    fill = Fill(classes, by_level["province"], by_level["prefecture"], tuple(areas), counties=by_level["county"])
    used = {*by_level["province"].values(), *by_level["prefecture"].values(), *by_level["county"].values()}
    used |= {area.index for area in areas if area.index is not None}
    items = tuple(
        LegendItem("hatch" if item.hatch else "fill", item.text, item.color, item.hatch)
        for index, item in enumerate(classes)
        if index in used
    )
    own = own_legend((area.rings for area in areas), look, setting.t)
    legend = Legend(setting.title, items + own + flow_legend(len(curves), setting.t))
    named = pd.DataFrame({"region_id": [a.area_id for a in areas], "name": [places.names[a.area_id] for a in areas]})
    labels = value_labels(lines, places.levels, named, places.labels)
    counties = county_labels(fill, shorts, places.labels, lines)
    return setting.scene(fill, legend, flow_lines(curves), (*counties, *labels), places)


def undrawn(region_ids: Sequence[str], places: Gazetteer) -> list[str]:
    """Return those of some regions that a map cannot draw: the nation, villages, areas without members or outline."""
    drawn = ("province", "prefecture", "county")
    return [i for i in region_ids if not (places.levels.get(i) in drawn and i in places.labels) and places.area(i) is None]
