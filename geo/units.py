"""Which region speaks for a place of the map: the one whose colour it has, and of which its card tells (``units.js``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from data.places.lineage import Hierarchy
from geo.scene import Fill

#: The region that speaks, and its index into the classes of the fill; None is land.
Unit = tuple[str, int | None]


def units(fill: Fill, prefectures: Iterable[str], provinces: Collection[str], hierarchy: Hierarchy) -> dict[str, Unit]:
    """Say of each prefecture who speaks for it: the closest that has a value.

    A prefecture with a class of its own speaks for itself, whatever area it lies in: the value printed on it is its own.
    Of several areas that are drawn the smallest speaks; without any its province, with or without a class.

    Parameters
    ----------
    prefectures, provinces : collection of str
        Codes with a shape of that level; a municipality is both.

    Returns
    -------
    dict of str to (region id, index of the fill class or None)
        A prefecture that lies in no province with a shape speaks for itself, with the class of the rest.
    """
    by_prefecture: dict[str, Unit] = {}
    for prefecture in prefectures:
        province = next((i for i in hierarchy.ancestors(prefecture) if i in provinces), prefecture)
        by_prefecture[prefecture] = province, fill.provinces.get(province, fill.rest)
    for area in sorted(fill.areas, key=lambda area: -len(area.members)):
        unit: Unit = area.area_id, area.index
        by_prefecture |= {
            member: unit for member in area.members if member in by_prefecture and member not in fill.provinces
        }
    return by_prefecture | {i: (i, index) for i, index in fill.prefectures.items() if i in by_prefecture}
