"""Who helps whom as a list beside a map of all pairs: with it the map need not tie every name to its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

import pandas as pd

from geo.scene import Label, Scene
from views.loaders import gazetteer
from views.overview.helpers import helpers
from views.slides.parts import SlideContext

#: Rank of a province most of whose prefectures are named: after provinces and before the prefectures.
_RANK: Final = 15


def pair_lines(pairings: pd.DataFrame, context: SlideContext) -> tuple[str, ...]:
    """Return a line a province that helps: whom it helps itself, then each of its cities with whom that helps."""
    from_north = helpers(pairings, context.facts, context.shapes, context.book)
    return tuple(context.t("slide.of", region=helper.name, what=helper.text) for helper in from_north)


def beside_list(scene: Scene, context: SlideContext) -> Scene:
    """Return a map as it stands beside a list of its pairs, as :func:`untied` does.

    Returns
    -------
    Scene
        A province most of whose prefectures are named has its own name too.
    """
    most, ends = _mostly_named(scene, context), {flow.recipient_id for flow in scene.flows}
    plain = untied(scene, context)
    return replace(
        plain,
        labels=tuple(replace(label, rank=_rank(label, most, ends)) for label in plain.labels),
        text=scene.text | {"unnamed": context.t("map.unnamed_listed", n="{n}")},
    )


def untied(scene: Scene, context: SlideContext) -> Scene:
    """Return a map whose names stand on or right beside their places or not at all, without who helps under them."""
    notes = tuple(note for note in scene.legend.notes if note != context.t("legend.helpers_blue"))
    labels = (replace(label, text="") if label.style in ("province", "prefecture") else label for label in scene.labels)
    return replace(scene, untied=True, labels=tuple(labels), legend=replace(scene.legend, notes=notes))


def _rank(label: Label, most: set[str], ends: set[str]) -> int:
    rank = min(label.rank, _RANK) if label.region_id in most else label.rank
    # A line that ends at no name would be read as ending at the nearest one.
    return rank - (label.style == "prefecture" and label.region_id in ends)


def _mostly_named(scene: Scene, context: SlideContext) -> set[str]:
    levels = gazetteer(context.facts, context.shapes, context.t.lang).levels
    prefectures = Counter(i[:2] for i, level in levels.items() if level == "prefecture")
    named = Counter(label.region_id[:2] for label in scene.labels if label.style == "prefecture")
    return {f"{code}0000" for code, n in named.items() if 2 * n > prefectures[code]}
