"""What a page of the site stands on, so that one that would come out the same is not made again.

Of the long tables a page of a place shows rows that name the place, what lies in it, or an area it belongs to. A page of a
document shows the rows that quote it. All other tables count whole. That pages show no more than this is what
``tests/ui/test_publish.py`` holds: it takes everything else away and makes them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import pandas as pd

from data.load import Facts
from data.schema.model import SCHEMAS

#: The long tables, and their columns that name places; several ids in a cell are parted by semicolons.
NAMING: Final[Mapping[str, tuple[str, ...]]] = {
    "delistings": ("region_id",),
    "pairings": ("helper_id", "recipient_id"),
    "observations": ("region_id",),
    "cooperation": ("helper_id", "recipient_id"),
    "events": ("region_ids",),
}


class Reach:
    """Which rows of some facts a page stands on."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def of_places(self, *region_ids: str) -> dict[str, list[int]]:
        """Return the rows that pages of some places stand on.

        Returns
        -------
        dict of str to list of int
            Name of each long table, and of ``sources``, to positions of rows, ascending.
        """
        hierarchy = self.facts.hierarchy
        areas = {area for i in region_ids for area in hierarchy.above.get(i, ()) if area in self._areas}
        kin = {kin for i in region_ids for kin in hierarchy.within(i)} | areas
        named = {table: sorted({at for i in kin for at in index.get(i, ())}) for table, index in self._by_place.items()}
        return self._with_sources(named)

    def of_source(self, source_id: str) -> dict[str, list[int]]:
        """Return the rows that the page of a document stands on; as :meth:`of_places`."""
        index = self.facts.rows_by_source
        rows = self._with_sources({table: list(index[table].get(source_id, ())) for table in NAMING})
        return rows | {"sources": sorted({*rows["sources"], *self._source_rows([source_id])})}

    def digest(self, rows: Mapping[str, Iterable[int]]) -> str:
        """Return what changes when one of some rows does, or anything in the tables that count whole.

        Parameters
        ----------
        rows : mapping of str to iterable of int
            As :meth:`of_places` returns it.
        """
        digest = hashlib.sha256(self._whole)
        for table, positions in sorted(rows.items()):
            digest.update(table.encode())
            digest.update(self._hashes[table][list(positions)].tobytes())
        return digest.hexdigest()

    def _with_sources(self, rows: dict[str, list[int]]) -> dict[str, list[int]]:
        """Add the documents that rows name, and those that the tables which count whole do."""
        cited = set(self._cited_by_all)
        for table, positions in rows.items():
            for column in self._cited[table]:
                cited.update(column[at] for at in positions)
        return rows | {"sources": self._source_rows(cited)}

    def _source_rows(self, source_ids: Iterable[str]) -> list[int]:
        return sorted(self._source_at[i] for i in set(source_ids) if i in self._source_at)

    @cached_property
    def _source_at(self) -> dict[str, int]:
        return {str(i): at for at, i in enumerate(self.facts.sources["source_id"])}

    @cached_property
    def _cited(self) -> dict[str, list[list[str]]]:
        """The documents that the rows of each long table name, column by column."""
        return {table: [self.facts.table(table)[name].tolist() for name in _source_columns(table)] for table in NAMING}

    @cached_property
    def _areas(self) -> frozenset[str]:
        return frozenset(self.facts.area_members["area_id"])

    @cached_property
    def _by_place(self) -> dict[str, dict[str, list[int]]]:
        indexes: dict[str, dict[str, list[int]]] = {}
        for table, names in NAMING.items():
            index = indexes[table] = {}
            for name in names:
                for at, ids in enumerate(self.facts.table(table)[name]):
                    for i in ids.split(";"):
                        index.setdefault(i, []).append(at)
        return indexes

    @cached_property
    def _cited_by_all(self) -> frozenset[str]:
        whole = [table for table in SCHEMAS if table not in NAMING and table != "sources"]
        return frozenset(str(i) for table in whole for name in _source_columns(table) for i in self.facts.table(table)[name])

    @cached_property
    def _hashes(self) -> dict[str, Any]:
        # Where a row stands in its file is shown nowhere: rows that move down in it are the same.
        tables = (*NAMING, "sources")
        return {table: pd.util.hash_pandas_object(self.facts.table(table), index=False).to_numpy() for table in tables}

    @cached_property
    def _whole(self) -> bytes:
        digest = hashlib.sha256()
        for table in SCHEMAS:
            if table not in self._hashes:
                frame = self.facts.table(table)
                digest.update(table.encode() + pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
        return digest.digest()


def _source_columns(table: str) -> list[str]:
    return [name for name in SCHEMAS[table].columns if name.endswith("source_id")]
