"""What is chosen on a map shows its own pairs, whichever arrangement lists them; where there are none, the map says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from geo.compose.layers.flowlines import flow_lines
from geo.compose.layers.labels import PARTNER_RANK, named_first, stepped_back
from geo.compose.scenes import partners
from geo.scene import FillClass, LegendItem, Scene
from text.catalogue import Catalogue

#: Pixels of line and gap, and of width: beside the pairs that the map is about they are an aside.
_DASH: Final = (5, 4)
_WIDTH: Final = 1.3
#: The width of so many that they would hide those: above a dozen.
_MANY, _WIDTH_OF_MANY = 12, 0.8


def with_own_pairs(scene: Scene, curves: pd.DataFrame, name: str, t: Catalogue) -> Scene:
    """Add dashed the pairs that a choice has beyond those of the map, and explain them in the legend.

    Parameters
    ----------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them: the pairs of what is chosen that the map does not draw yet.
    name : str
        Of what is chosen.

    Returns
    -------
    Scene
        With a note in the legend where neither the map nor ``curves`` has a pair of what is chosen, and with the names of
        what has no part in the choice put back; as it was where nothing is chosen.
    """
    if not scene.chosen:
        return scene
    legend, dash = scene.legend, " ".join(map(str, _DASH))
    drawn = any(_touches(scene, flow.flow_id, (flow.helper_id, flow.recipient_id)) for flow in scene.flows)
    if len(curves):
        item = LegendItem("flow", t("legend.own_pairs", name=name, n=len(curves)), dash=dash)
        legend = replace(legend, items=(*legend.items, item))
    if not drawn and len(curves):
        scene, role = _with_role(scene, curves, t)
        legend = replace(
            legend, items=(*legend.items[: len(scene.legend.items)], *role, *legend.items[len(scene.legend.items) :])
        )
    if not drawn:
        note = t("legend.not_on_map", name=name) if len(curves) else t("legend.no_pairs", name=name)
        legend = replace(legend, notes=(note, *legend.notes))
    width = _WIDTH if len(curves) <= _MANY else _WIDTH_OF_MANY
    own = tuple(replace(line, dash=_DASH) for line in flow_lines(curves, width))
    labels = named_first(scene.labels, partners(scene.chosen, own, scene.hierarchy), PARTNER_RANK) if own else scene.labels
    flows = (*own, *scene.flows)  # later ones are drawn over earlier ones
    return standing_out(replace(scene, flows=flows, legend=legend, labels=labels))


def standing_out(scene: Scene) -> Scene:
    """Name quietly what has no part in the choice, where lines without a part stand back too.

    Returns
    -------
    Scene
        As it was where nothing is chosen, or no lines are drawn.
    """
    if not scene.chosen or not scene.flows:
        return scene
    labelled, sides = {label.region_id for label in scene.labels}, set()
    for flow in scene.flows:
        ends = flow.helper_id, flow.recipient_id
        if _touches(scene, flow.flow_id, ends):
            # An end without a name, such as a county, is known by what it lies in.
            sides |= {next((i for i in scene.hierarchy.ancestors(end) if i in labelled), end) for end in ends}
    return replace(scene, labels=stepped_back(scene.labels, sides))


def _with_role(scene: Scene, curves: pd.DataFrame, t: Catalogue) -> tuple[Scene, tuple[LegendItem, ...]]:
    """Hatch what is chosen in the colour of its role in other arrangements: it is not one of those without a part in any."""
    kind, chosen = scene.chosen or ("", "")
    fill, level = scene.fill, "provinces" if chosen.endswith("0000") else "prefectures"
    if kind != "region" or not chosen.isdecimal() or not chosen.endswith("00") or chosen in getattr(fill, level):
        return scene, ()
    helps, is_helped = chosen in set(curves["helper_id"]), chosen in set(curves["recipient_id"])
    if helps == is_helped:  # what lies in it has a part, not the place itself; or it has both, which its lines say
        return scene, ()
    color = scene.look.helper_strong if helps else scene.look.recipient_strong
    role = FillClass(scene.look.land, t("legend.helps_elsewhere") if helps else t("legend.helped_elsewhere"), color)
    filled = replace(fill, classes=(*fill.classes, role), **{level: getattr(fill, level) | {chosen: len(fill.classes)}})
    return replace(scene, fill=filled), (LegendItem("hatch", role.text, role.color, role.hatch),)


def _touches(scene: Scene, flow_id: str, ends: tuple[str, str]) -> bool:
    kind, chosen = scene.chosen or ("", "")
    return flow_id == chosen if kind == "flow" else scene.hierarchy.touches(chosen, *ends)
