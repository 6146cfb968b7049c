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
    """Return a map as it stands beside a list of its pairs.

    Returns
    -------
    Scene
        Nothing under the names says who helps, and a province most of whose prefectures are named has its own name too.
    """
    t = context.t
    most = _mostly_named(scene, context)
    return replace(
        scene,
        listed=True,
        labels=tuple(_plain(label, most) for label in scene.labels),
        legend=replace(scene.legend, notes=tuple(n for n in scene.legend.notes if n != t("legend.helpers_blue"))),
        text=scene.text | {"unnamed": t("map.unnamed_listed", n="{n}")},
    )


def _plain(label: Label, most: set[str]) -> Label:
    rank = min(label.rank, _RANK) if label.region_id in most else label.rank
    return replace(label, rank=rank, text="" if label.style in ("province", "prefecture") else label.text)


def _mostly_named(scene: Scene, context: SlideContext) -> set[str]:
    levels = gazetteer(context.facts, context.shapes, context.t.lang).levels
    prefectures = Counter(i[:2] for i, level in levels.items() if level == "prefecture")
    named = Counter(label.region_id[:2] for label in scene.labels if label.style == "prefecture")
    return {f"{code}0000" for code, n in named.items() if 2 * n > prefectures[code]}
