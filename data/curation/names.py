"""Raw names of places → region ids, composite areas and divisions of the Corps included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.curation.ledger import Refused
from data.names import short_name

NO_REGION = "-"
"""What the table of names says of a name that means nobody in particular: all the partners of the other side."""


class Gazetteer:
    """Looks raw names up: first among the decisions, then among the names of the regions.

    Parameters
    ----------
    decided : mapping of str to mapping
        Raw name to a line with ``region_ids``, separated by ``;``.
    regions : iterable of mapping
        Lines of ``regions.csv``.
    """

    def __init__(self, decided: Mapping[str, Mapping[str, str]], regions: Iterable[Mapping[str, str]]) -> None:
        self._decided = decided
        self._regions = {row["region_id"]: row for row in regions}
        self._by_name: dict[str, str] = {}
        ambiguous = set()
        for row in self._regions.values():
            if row["name_zh"] in self._by_name:
                ambiguous.add(row["name_zh"])
            self._by_name[row["name_zh"]] = row["region_id"]
        for name in ambiguous:
            del self._by_name[name]

    def find(self, raw: str) -> tuple[str, ...]:
        """Return the regions that a raw name means.

        Parameters
        ----------
        raw : str

        Returns
        -------
        tuple of str
            Region ids; empty for a name that was decided to mean nobody in particular.

        Raises
        ------
        Refused
            For a name that is neither decided on nor the name of one region.
        """
        line = self._decided.get(raw)
        if line is not None:
            return () if line["region_ids"] == NO_REGION else tuple(line["region_ids"].split(";"))
        if raw in self._by_name:
            return (self._by_name[raw],)
        raise Refused(f"the place '{raw}' is not decided on")

    def one(self, raw: str) -> str:
        """Return the one region that a raw name means; see :meth:`find`.

        Parameters
        ----------
        raw : str

        Returns
        -------
        str
        """
        found = self.find(raw)
        if len(found) != 1:
            raise Refused(f"'{raw}' is not one region")
        return found[0]

    def spellings(self, region_id: str) -> tuple[str, ...]:
        """Return how a quote may call a region.

        Parameters
        ----------
        region_id : str

        Returns
        -------
        tuple of str
            Short Chinese name (of a part, the name of the part alone too) and short English one.
        """
        row = self._regions.get(region_id)
        if row is None:
            return ()
        return row["short_zh"], row["short_zh"].rpartition("·")[2], short_name(row["name_en"])
