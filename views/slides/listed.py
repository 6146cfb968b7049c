"""Who helps whom as a list beside a map of all pairs: with it the map need not tie every name to its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

import pandas as pd

from data.rows import records
from geo.scene import FIRST_QUIET, Label, Scene
from views.loaders import gazetteer
from views.overview.helpers import Pairs, helpers
from views.slide import Slide
from views.slides.parts import Notes, SlideContext

#: Rank of a province most of whose prefectures are named: after provinces and before the prefectures.
_RANK: Final = 15


def pair_lines(pairings: pd.DataFrame, context: SlideContext) -> tuple[str, ...]:
    """Return a line a province that helps: whom it helps itself, then each of its cities with whom that helps."""
    t = context.t
    return tuple(
        t("slide.of", region=helper.name, what=helper.text)
        for helper in helpers(pairings, context.facts, context.shapes, context.book)
    )


def cited_pair_lines(
    pairings: pd.DataFrame, notes: Notes, context: SlideContext, starred: Pairs = frozenset()
) -> tuple[str, ...]:
    """Return the same lines, behind whom each helper helps the numbers of the footnotes that say so.

    Parameters
    ----------
    starred : set of (str, str)
        As for :func:`views.overview.helpers.helpers`.
    """
    t, lines = context.t, []
    for helper in helpers(pairings, context.facts, context.shapes, context.book, starred):
        texts = []
        for helper_id, text in helper.parts:
            numbers = notes.numbers(records(pairings[pairings["helper_id"] == helper_id]))
            texts.append(f"{text} {''.join(f'[{n}]' for n in sorted(numbers))}")
        lines.append(t("slide.of", region=helper.name, what=t("describe.semicolon").join(texts)))
    return tuple(lines)


def beside_list(content: Slide, context: SlideContext) -> Slide:
    """Return a slide whose map stands beside its points as :func:`beside_names` has it; as it is where it has no map.

    Returns
    -------
    Slide
        A province most of whose prefectures are named has its own name too. Names that have no room are said to be in the
        list where it, with the sentence above, has all of them.
    """
    scene = content.scene
    if scene is None:
        return content
    most, ends = _mostly_named(scene, context), {flow.recipient_id for flow in scene.flows}
    plain, text = beside_names(scene, context), " ".join((content.sentence, *content.points))
    strong = (label for label in scene.labels if label.rank < FIRST_QUIET and label.style != "quiet")
    has_all = all((label.name or content.names.get(label.region_id, ("",))[0]) in text for label in strong)
    unnamed = {"unnamed": context.t("map.unnamed_listed", n="{n}")} if has_all else {}
    labels = tuple(replace(label, rank=_rank(label, most, ends)) for label in plain.labels)
    return replace(content, listed=replace(plain, labels=labels, text=scene.text | unnamed))


def beside_names(scene: Scene, context: SlideContext) -> Scene:
    """Return a map whose names stand on or near their places or not at all, without who helps under them."""
    notes = tuple(note for note in scene.legend.notes if note != context.t("legend.helpers_blue"))
    labels = (replace(label, text="") if label.style in ("province", "prefecture") else label for label in scene.labels)
    return replace(scene, has_list=True, labels=tuple(labels), legend=replace(scene.legend, notes=notes))


def _rank(label: Label, most: set[str], ends: set[str]) -> int:
    rank = min(label.rank, _RANK) if label.region_id in most else label.rank
    # A line that ends at no name would be read as ending at the nearest one.
    return rank - (label.style == "prefecture" and label.region_id in ends)


def _mostly_named(scene: Scene, context: SlideContext) -> set[str]:
    levels = gazetteer(context.facts, context.shapes, context.t.lang).levels
    prefectures = Counter(i[:2] for i, level in levels.items() if level == "prefecture")
    named = Counter(label.region_id[:2] for label in scene.labels if label.style == "prefecture")
    return {f"{code}0000" for code, n in named.items() if 2 * n > prefectures[code]}
