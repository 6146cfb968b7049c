"""What is known of a region, in lines: the card of a still picture (``geo/client/controls/hover.js``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from data.places.areas import NATION
from geo.scene import Scene


def cards(scene: Scene, units: Iterable[str], name: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return what is known of regions.

    Parameters
    ----------
    units : iterable of str
        Regions that speak for what is drawn.
    name : callable
        Region id to name.

    Returns
    -------
    dict of str to tuple of str
        Ascending; a region of which nothing is known is left out.
    """
    cards_of = Cards(scene, name)
    return {unit: lines for unit in sorted(units) if (lines := cards_of.of(unit, unit))}


class Cards:
    """What is known of regions, in lines: whom they help, who helps them, their value, and what the scene adds."""

    def __init__(self, scene: Scene, name: Callable[[str], str]) -> None:
        self.scene, self.name = scene, name
        self.values = {label.region_id: label.text for label in reversed(scene.labels) if label.text}
        self.names = {label.region_id: label.name for label in scene.labels if label.name}

    def of(self, region_id: str, unit: str) -> tuple[str, ...]:
        """Return the lines of a region, below its name.

        Parameters
        ----------
        unit : str
            The region that speaks for it; if that is another, its lines come last, below its name.
        """
        lines = [*self._inside(region_id), *self._own(region_id)]
        if unit != region_id and (further := self._own(unit)):
            lines += [self.names.get(unit) or self.name(unit), *further]
        return tuple(lines)

    def _inside(self, region_id: str) -> list[str]:
        """What a county lies in: there are several of one name."""
        if self.scene.counties_of != NATION or region_id not in self.scene.fill.counties:
            return []
        above = self.scene.hierarchy.ancestors(region_id)[1:2]
        return [self.name(above[0])] if above else []

    def _own(self, unit: str) -> list[str]:
        flows, words = self.scene.flows, self.scene.text
        helps = [flow.recipient_id for flow in flows if flow.helper_id == unit]
        helpers = [flow.helper_id for flow in flows if flow.recipient_id == unit]
        lines = [
            words[key].replace("{names}", words.get("comma", ", ").join(self.name(i) for i in dict.fromkeys(ids)))
            for key, ids in (("helps", helps), ("helped_by", helpers))
            if ids and key in words
        ]
        value = [self.values[unit]] if unit in self.values else []
        return [*lines, *value, *self.scene.tips.get(unit, ())]
