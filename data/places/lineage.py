"""Where a region lies: the chain of its parents, the areas it belongs to, and everything below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd


def parents(regions: pd.DataFrame) -> dict[str, str]:
    """Return the parent of each region.

    Parameters
    ----------
    regions : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    dict of str to str
        Region id to the id of the region it lies in, "" for the nation.
    """
    return dict(zip(regions["region_id"], regions["parent_id"], strict=True))


def chain(region_id: str, parent_of: Mapping[str, str]) -> tuple[str, ...]:
    """Return a region and the regions it lies in, from itself upwards.

    Parameters
    ----------
    region_id : str
        "" gives an empty chain, an unknown region itself alone.
    parent_of : mapping of str to str
        From :func:`parents`. A chain that comes back to itself, which no check of the files forbids, ends there.
    """
    path: list[str] = []
    while region_id and region_id not in path:
        path.append(region_id)
        region_id = parent_of.get(region_id, "")
    return tuple(path)


@dataclass(frozen=True)
class Hierarchy:
    """Which region stands for which: what lies in a province, a prefecture or an area belongs to it, however deep.

    The browser asks the same of the same data (``geo/client/hierarchy.js``), so that a choice means one thing everywhere.

    Attributes
    ----------
    above : mapping of str to tuple of str
        Region id to what it lies in directly: its parent, then the areas that list it as a member. The nation is in
        none: who chooses it chooses nothing in particular. A division without a record, which only the boundary data
        set knows, lies where its code says (GB/T 2260).
    """

    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, regions: pd.DataFrame, area_members: pd.DataFrame) -> Hierarchy:
        """Read the hierarchy.

        Parameters
        ----------
        regions : DataFrame
            Columns ``region_id, parent_id, level``.
        area_members : DataFrame
            Columns ``area_id, region_id``.
        """
        nations = set(regions.loc[regions["level"] == "nation", "region_id"])
        parts = zip(regions["parent_id"], regions["region_id"], strict=True)
        members = zip(area_members["area_id"], area_members["region_id"], strict=True)
        above: dict[str, dict[str, None]] = {str(i): {} for i in regions["region_id"]}
        for whole, part in (*parts, *members):
            if whole and whole not in nations:
                above.setdefault(str(part), {})[str(whole)] = None
        return cls({part: tuple(wholes) for part, wholes in above.items()})

    def ancestors(self, region_id: str) -> tuple[str, ...]:
        """Return a region and all that it lies in, the nearest first.

        Parameters
        ----------
        region_id : str
            "" gives none, an unknown region itself alone.
        """
        return _reached(region_id, self._over)

    def within(self, region_id: str) -> frozenset[str]:
        """Return a region and all that is recorded to lie in it; arguments as for :meth:`ancestors`."""
        return frozenset(_reached(region_id, lambda region: self._below.get(region, ())))

    def touches(self, region_id: str, *ends: str) -> bool:
        """Say whether a region stands for one of some others, such as for an end of a flow."""
        return any(region_id in self.ancestors(end) for end in ends)

    def parts(self, region_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return as much of the hierarchy as some regions need, the short way: for the browser.

        Returns
        -------
        dict of str to list of str
            Region id to what lies in it directly, both ascending; only regions that are among those asked for, or above
            one of them.
        """
        parts: dict[str, list[str]] = {}
        for part in sorted({above for region_id in region_ids for above in self.ancestors(region_id)}):
            for whole in self._over(part):
                parts.setdefault(whole, []).append(part)
        return dict(sorted(parts.items()))

    def _over(self, region_id: str) -> Sequence[str]:
        parents = self.above.get(region_id)
        return _by_code(region_id) if parents is None else parents

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for part, wholes in self.above.items():
            for whole in wholes:
                below.setdefault(whole, []).append(part)
        return below


def _by_code(region_id: str) -> tuple[str, ...]:
    """The code of a county begins with four digits of its prefecture's, that of a prefecture with two of its province's."""
    if not (len(region_id) == 6 and region_id.isdigit()):
        return ()
    digits = 2 if region_id.endswith("00") else 4
    whole = region_id[:digits].ljust(6, "0")
    return () if whole == region_id else (whole,)


def _reached(region_id: str, following: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """Return what is reached from a region step by step, each once: a circle ends."""
    reached = [region_id] if region_id else []
    for region in reached:
        reached += [region_id for region_id in following(region) if region_id not in reached]
    return tuple(reached)
