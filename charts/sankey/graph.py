"""Pairings as a graph in three columns: helper, recipient province, recipient prefecture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd

from data.rows import records

COLUMNS: Final = ("pairing_id", "helper_id", "helper", "province_id", "province", "recipient_id", "recipient")
"""Columns of a frame of links. Names are plain text in the reader's language; ``province_id`` is empty where the
recipient lies in no single province. Further columns, if there are: ``detail``, told of a band, ``count``, of a row
that stands for several pairings, and ``chosen``, true of what stands out."""


@dataclass(frozen=True, order=True)
class Node:
    """A region in one of the three columns; the same region may stand in several."""

    column: int
    region_id: str
    name: str


@dataclass(frozen=True)
class Band:
    """One step of a pairing, or of ``width`` pairings that are drawn as one, from a node to a node."""

    pairing_id: str
    source: Node
    target: Node
    helper: str
    recipient: str
    detail: str
    last: bool
    width: int
    chosen: bool = False


def to_bands(links: pd.DataFrame) -> list[Band]:
    """Return the bands of some links.

    Parameters
    ----------
    links : pandas.DataFrame
        Columns :data:`COLUMNS`, one row a pairing or several.

    Returns
    -------
    list of Band
        In the order of the links, one or two a row; ``last`` is the one that ends at the recipient.
    """
    bands: list[Band] = []
    further = [name for name in ("detail", "count", "chosen") if name in links]
    for row in records(links[[*COLUMNS, *further]]):
        path = [Node(0, row["helper_id"], row["helper"])]
        if row["province_id"]:
            path.append(Node(1, row["province_id"], row["province"]))
        if row["recipient_id"] != row["province_id"]:
            path.append(Node(2, row["recipient_id"], row["recipient"]))
        words = (row["helper"], row["recipient"], row.get("detail", ""))
        for source, target in pairwise(path):
            is_last, width = target == path[-1], row.get("count", 1)
            bands.append(Band(row["pairing_id"], source, target, *words, is_last, width, bool(row.get("chosen"))))
    return bands


def widths(bands: Sequence[Band]) -> dict[Node, int]:
    """Return how many pairings begin, end or pass through each node, by column and then code."""
    leaving, arriving = Counter[Node](), Counter[Node]()
    for band in bands:
        leaving[band.source] += band.width
        arriving[band.target] += band.width
    return {node: max(leaving[node], arriving[node]) for node in sorted({*leaving, *arriving})}
