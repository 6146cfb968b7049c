"""Where a region lies: the chain of its parents, and everything below it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

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
    found: list[str] = []
    while region_id and region_id not in found:
        found.append(region_id)
        region_id = parent_of.get(region_id, "")
    return tuple(found)


def lies_in(region_id: str, wanted: Collection[str], parent_of: Mapping[str, str]) -> bool:
    """Say whether a region is one of some regions, or lies in one.

    Parameters
    ----------
    wanted : collection of str
        Region ids.
    parent_of : mapping of str to str
        From :func:`parents`.
    """
    return any(region in wanted for region in chain(region_id, parent_of))
