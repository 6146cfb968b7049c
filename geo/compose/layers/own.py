"""Areas of one's own by their outlines, which the legend tells from the boundaries of the data set."""

from __future__ import annotations

from collections.abc import Iterable

from geo.scene import LegendItem
from geo.still.picture import Rings
from look.palette import Palette
from text.catalogue import Catalogue


def own_legend(rings: Iterable[Rings], look: Palette, t: Catalogue) -> tuple[LegendItem, ...]:
    """Say what a dotted outline is.

    Parameters
    ----------
    rings : iterable
        Of the areas that are drawn; those without any are groups of prefectures.
    """
    return (LegendItem("rim", t("legend.own_outline"), look.ink, dash="3 2"),) if any(rings) else ()
