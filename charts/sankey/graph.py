"""Pairings as a graph in three columns: helper, recipient province, recipient prefecture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

COLUMNS: Final = ("pairing_id", "helper_id", "helper", "province_id", "province", "recipient_id", "recipient")
"""Columns of a frame of links. Names are plain text in the reader's language; ``province_id`` is empty where the
recipient lies in no single province. A further column ``detail``, if there is one, stands in the tooltip."""


@dataclass(frozen=True)
class Node:
    """A region in one of the three columns; the same region may stand in several."""

    node_id: str
    region_id: str
    name: str
    column: int


@dataclass(frozen=True)
class Band:
    """One step of one pairing, from a node to a node."""

    pairing_id: str
    source: Node
    target: Node
    helper: str
    recipient: str
    detail: str


def to_graph(links: pd.DataFrame) -> tuple[list[Node], list[Band]]:
    """Return what a Sankey of some links is made of; the indices of a selection mean these lists.

    Parameters
    ----------
    links : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a pairing.

    Returns
    -------
    nodes : list of Node
        By column, then by code.
    bands : list of Band
        In the order of the links, one or two a pairing.
    """
    nodes: dict[str, Node] = {}
    bands: list[Band] = []

    def node(column: int, region_id: str, name: str) -> Node:
        return nodes.setdefault(f"{column}:{region_id}", Node(f"{column}:{region_id}", region_id, name, column))

    wanted = [*COLUMNS, *(["detail"] if "detail" in links else [])]
    for row in links[wanted].to_dict("records"):
        path = [node(0, row["helper_id"], row["helper"])]
        if row["province_id"]:
            path.append(node(1, row["province_id"], row["province"]))
        if row["recipient_id"] != row["province_id"]:
            path.append(node(2, row["recipient_id"], row["recipient"]))
        steps = pairwise(path)
        told = (row["helper"], row["recipient"], row.get("detail", ""))
        bands += [Band(row["pairing_id"], one, other, *told) for one, other in steps]
    order = sorted(nodes.values(), key=lambda one: (one.column, one.region_id))
    return order, bands


def width(node: Node, bands: Sequence[Band]) -> int:
    """Return how many pairings begin, end or pass through a node."""
    return max(sum(band.source == node for band in bands), sum(band.target == node for band in bands))
