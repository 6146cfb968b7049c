"""Putting layers together: the scene of a map from the frames a page has chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data.places.lineage import Hierarchy
from geo.compose.layers.flowlines import are_context, flow_legend, flow_lines
from geo.compose.layers.labels import PARTNER_RANK, named_first, role_labels, value_labels
from geo.compose.layers.own import own_legend
from geo.compose.layers.rates import rate_fill, rate_legend
from geo.compose.layers.roles import role_fill, role_legend
from geo.scene import CHOSEN_RANK, Area, Fill, FlowLine, Label, Legend, Scene
from geo.shapes.landmarks import TAIWAN
from geo.shapes.own import OwnOutline
from look.palette import Palette
from text.catalogue import Catalogue

Point = tuple[float, float]
#: Where the fill is the message the flows step back: thinner, in pixels.
_FLOWS_UNDER_RATES = 1.0


@dataclass(frozen=True)
class Gazetteer:
    """What a map needs to know of places.

    Attributes
    ----------
    names : dict of str to str
        Region id to name in the reader's language.
    levels : dict of str to str
        Region id to level.
    members : dict of str to tuple of str
        Area id to the prefectures within it, however deep; an area without any is left out.
    labels : dict of str to (x_km, y_km)
        Where a name goes.
    outlines : mapping of str to OwnOutline
        Area id to the outline that its owner drew.
    """

    names: Mapping[str, str]
    levels: Mapping[str, str]
    members: Mapping[str, Sequence[str]]
    labels: Mapping[str, Point]
    hierarchy: Hierarchy = field(default_factory=Hierarchy)
    outlines: Mapping[str, OwnOutline] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        regions: pd.DataFrame,
        area_members: pd.DataFrame,
        places: Mapping[str, Mapping[str, Sequence[float]]],
        lang: str,
        outlines: Mapping[str, OwnOutline] | None = None,
    ) -> Gazetteer:
        """Gather names, levels, members and label points.

        Parameters
        ----------
        regions, area_members : DataFrame
            As in :class:`data.load.Facts`.
        places : mapping
            Region id to a mapping with ``label``; an area gets the middle of its members' labels, one with an outline a
            point inside.
        outlines : mapping of str to OwnOutline, optional
            Of areas of one's own.
        """
        names = dict(zip(regions["region_id"], regions[f"name_{lang}"], strict=True))
        levels = dict(zip(regions["region_id"], regions["level"], strict=True))
        hierarchy = Hierarchy.of(regions, area_members)
        labels = {i: (p["label"][0], p["label"][1]) for i, p in places.items()}
        members = {}
        for area in sorted(i for i, level in levels.items() if level == "area"):
            members[area] = _prefectures(hierarchy.within(area), levels, hierarchy)
            listed = area_members.loc[area_members["area_id"] == area, "region_id"]
            points = [labels[i] for i in (*listed, *(() if len(listed) else members[area])) if i in labels]
            if points:
                labels[area] = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
        drawn = {area: outline for area, outline in (outlines or {}).items() if levels.get(area) == "area"}
        labels |= {area: outline.label for area, outline in drawn.items()}
        return cls(names, levels, {area: ids for area, ids in members.items() if ids}, labels, hierarchy, drawn)

    def area(self, area_id: str) -> Area | None:
        """Return an area as a map draws it, without a class: by its outline, else by its prefectures.

        Returns
        -------
        Area or None
            None for what is no area, or can't be drawn.
        """
        if area_id in self.outlines:
            return Area(area_id, (), None, self.outlines[area_id].rings)
        members = self.members.get(area_id)
        return Area(area_id, tuple(members), None) if members else None


def _prefectures(within: Collection[str], levels: Mapping[str, str], hierarchy: Hierarchy) -> tuple[str, ...]:
    """Return the prefectures among regions; a province that has none, such as a municipality, is drawn as its own."""

    def drawn(region: str) -> bool:
        parts = hierarchy.within(region) if levels.get(region) == "province" else ()
        alone = bool(parts) and not any(levels.get(part) == "prefecture" for part in parts)
        return levels.get(region) == "prefecture" or alone

    return tuple(sorted(filter(drawn, within)))


@dataclass(frozen=True)
class Setting:
    """What all maps share: look, language, words of the map's own controls, title of the legend, mark and viewport.

    Attributes are those of :class:`geo.scene.Scene`, but for ``title``, the title of the legend.
    """

    look: Palette
    t: Catalogue
    credit: str
    alt: str
    title: str = ""
    chosen: tuple[str, str] | None = None
    view_id: str = "nation"
    view_fit: tuple[float, ...] = ()
    framed: tuple[str, ...] = ()
    counties_of: str = ""
    scale: float = 1.0

    def words(self) -> dict[str, str]:
        """Return the words of the map's own controls."""
        keys = (
            "zoom_in",
            "zoom_out",
            "home",
            "inset",
            "legend",
            "legend_fold",
            "pair",
            "helps",
            "helped_by",
            "click",
            "keys",
        )
        words = {k: self.t(f"map.{k}") for k in keys}
        messages = {"comma": self.t("describe.comma"), "unnamed": self.t("map.unnamed", n="{n}")}
        return words | messages | {"credit": self.credit, "alt": self.alt}

    def scene(
        self, fill: Fill, legend: Legend, flows: tuple[FlowLine, ...], labels: tuple[Label, ...], places: Gazetteer
    ) -> Scene:
        """Put a map's own layers into the common frame; where nothing is known of Taiwan the legend says so."""
        named = {i for flow in flows for i in (flow.helper_id, flow.recipient_id) if places.levels.get(i) == "county"}
        if no_data_for(fill, TAIWAN, places.hierarchy):
            legend = replace(legend, notes=(*legend.notes, self.t("legend.no_taiwan")))
        return Scene(
            lang=self.t.lang,
            look=self.look,
            text=self.words(),
            fill=fill,
            legend=legend,
            flows=flows,
            labels=self._chosen_first(labels, flows, places),
            chosen=self.chosen,
            view_id=self.view_id,
            view_fit=self.view_fit,
            framed=self.framed,
            counties_of=self.counties_of,
            scale=self.scale,
            ends={i: places.names[i] for i in sorted(named)},
            hierarchy=places.hierarchy,
        )

    def _chosen_first(self, labels: tuple[Label, ...], flows: Sequence[FlowLine], places: Gazetteer) -> tuple[Label, ...]:
        """What is chosen has its name before all others, then those with whom the map joins it."""
        kind, chosen = self.chosen or ("", "")
        labels = named_first(labels, partners(self.chosen, flows, places.hierarchy), PARTNER_RANK)
        if kind != "region" or places.levels.get(chosen) not in ("province", "prefecture"):
            return labels
        return named_first(labels, (chosen,), CHOSEN_RANK)


def partners(chosen: tuple[str, str] | None, flows: Sequence[FlowLine], hierarchy: Hierarchy) -> tuple[str, ...]:
    """Return the ends of the flows of what is chosen: of a pair both, of a region those outside it.

    Returns
    -------
    tuple of str
        Region ids, each once; none where nothing is chosen.
    """
    kind, chosen_id = chosen or ("", "")
    if kind == "flow":
        ends = [end for flow in flows if flow.flow_id == chosen_id for end in (flow.helper_id, flow.recipient_id)]
        return tuple(dict.fromkeys(ends))
    pairs = [(flow.helper_id, flow.recipient_id) for flow in flows]
    touched = [end for pair in pairs if chosen_id and hierarchy.touches(chosen_id, *pair) for end in pair]
    return tuple(dict.fromkeys(end for end in touched if not hierarchy.touches(chosen_id, end)))


def no_data_for(fill: Fill, province: str, hierarchy: Hierarchy) -> bool:
    """Say whether a fill has a class 'no data' and a province falls into it as a whole.

    Parameters
    ----------
    province : str
        Six-digit code.

    Returns
    -------
    bool
        False for a fill without such a class, such as one of roles: it shows no figures.
    """
    if fill.rest is None or not fill.classes[fill.rest].hatch:
        return False
    drawn = {*fill.provinces, *fill.prefectures, *(i for area in fill.areas for i in area.members)}
    return not hierarchy.touches(province, *drawn)


def role_scene(
    pairings: pd.DataFrame,
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    helpers: Mapping[str, str] | None = None,
) -> Scene:
    """Compose the map of who helps whom.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``pairing_id, helper_id, recipient_id, start``.
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them, ``flow_id`` being a pairing's id.
    helpers : mapping of str to str, optional
        Id of a recipient to the line under its name: who helps it.
    """
    t = setting.t
    fill = role_fill(pairings, places.levels, setting.look, t, places.hierarchy)
    notes = ((t("legend.helpers_blue"),) if helpers else ()) + ((t("legend.flow_note"),) if len(curves) else ())
    legend = Legend(
        setting.title or t("legend.roles"), role_legend(fill, places.names, t) + flow_legend(len(curves), t), notes
    )
    labels = role_labels(fill, places.levels, helpers)
    flows = flow_lines(curves, context=are_context(len(curves), bool(helpers)))
    return setting.scene(fill, legend, flows, labels, places)


def rate_scene(
    values: pd.DataFrame,
    lines: Mapping[str, str],
    tips: Mapping[str, list[str]],
    curves: pd.DataFrame,
    places: Gazetteer,
    setting: Setting,
    notes: tuple[str, ...],
) -> Scene:
    """Compose the map of a reported rate, with the flows over it.

    Parameters
    ----------
    values : DataFrame
        Columns ``region_id``, ``value``.
    lines : mapping of str to str
        Region id to the line under its name: value and date.
    tips : mapping of str to list of str
        Region id to the lines of its card.
    curves : DataFrame
        As in :func:`role_scene`.
    setting : Setting
        Its title names indicator and unit.
    notes : tuple of str
        Notes of the legend: basis, what 'latest' means, what is not drawn.
    """
    t = setting.t
    fill, _ = rate_fill(values, places.levels, places.area, setting.look, t)
    ids = [*places.members, *(i for i in places.outlines if i not in places.members)]
    areas = pd.DataFrame({"region_id": ids, "name": [places.names.get(i, i) for i in ids]})
    own = own_legend((area.rings for area in fill.areas), setting.look, t)
    legend = Legend(setting.title, rate_legend(fill) + own + flow_legend(len(curves), t), notes)
    labels = value_labels(lines, places.levels, areas, places.labels)
    scene = setting.scene(fill, legend, flow_lines(curves, _FLOWS_UNDER_RATES), labels, places)
    return replace(scene, tips=dict(tips))
