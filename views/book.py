"""Records by their ids, and names in the reader's language: what every view looks things up in."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from data.figures.conflicts import when
from data.load import Facts
from data.pairings.arrangements import dated_by_list
from data.places.names import short_of
from data.rows import Row, records
from look.palette import Palette
from text.catalogue import Catalogue
from views.reader import Reader

#: Of which thing a figure is, whenever that was.
_OF: Final = ("region_id", "indicator_id", "helper_id", "recipient_id", "measure_id", "status")
#: Which figure it is.
_ID: Final = ("observation_id", "cooperation_id")


@dataclass(frozen=True)
class Book:
    """Look-ups by id, for one reader.

    Attributes
    ----------
    version : tuple
        Of the facts, and the reader: tells one from another.
    t : Catalogue
        In the reader's language.
    sources, indicators, bases, measures, programmes, regions : dict
        Id to record.
    same : dict
        What a figure is of (:func:`same_thing`) to the observations or co-operation figures of it.
    by_list : frozenset of str
        Pairings whose start is only the date of a list, see :func:`data.pairings.arrangements.dated_by_list`.
    """

    version: tuple[object, Reader]
    t: Catalogue
    sources: dict[str, Row]
    indicators: dict[str, Row]
    bases: dict[str, Row]
    measures: dict[str, Row]
    programmes: dict[str, Row]
    regions: dict[str, Row]
    same: dict[tuple[Hashable, ...], list[Row]] = field(default_factory=dict)
    by_list: frozenset[str] = frozenset()

    @classmethod
    def of(cls, facts: Facts, reader: Reader) -> Book:
        """Gather the look-ups of some facts."""

        def by(frame: pd.DataFrame, key: str) -> dict[str, Row]:
            return {str(row[key]): row for row in records(frame)}

        same: dict[tuple[Hashable, ...], list[Row]] = {}
        for row in (*records(facts.observations), *records(facts.cooperation)):
            same.setdefault(same_thing(row), []).append(row)
        return cls(
            (facts.identity, reader),
            Catalogue.load(reader.lang),
            by(facts.sources, "source_id"),
            by(facts.indicators, "indicator_id"),
            by(facts.bases, "basis_id"),
            by(facts.measures, "measure_id"),
            by(facts.programmes, "programme_id"),
            by(facts.regions, "region_id"),
            same,
            dated_by_list(facts.pairings, facts.arrangements),
        )

    @property
    def reader(self) -> Reader:
        """Whose look-ups these are."""
        return self.version[1]

    @property
    def look(self) -> Palette:
        """The colours of the reader's theme."""
        return self.reader.look

    def href(self, page: str, **query: str) -> str:
        """Return the address of a page, as :meth:`views.reader.Reader.href`."""
        return self.reader.href(page, **query)

    def short(self, region_id: str) -> str:
        """Return the short name of a region, for labels with little room."""
        row = self.regions.get(region_id)
        if not row:
            return region_id
        return short_of(row, self.t.lang)

    def region(self, region_id: str) -> str:
        """Return the name of a region, or its id where there is no record."""
        row = self.regions.get(region_id)
        return self.t.name(row) if row else region_id

    def other_reports(self, row: Row) -> list[Row]:
        """Return what else is reported of the thing that a figure is of, in the order of its table.

        Parameters
        ----------
        row : mapping
            A row of ``observations`` or ``cooperation``.
        """
        return [other for other in self.same.get(same_thing(row), ()) if any(other.get(key) != row.get(key) for key in _ID)]

    def name(self, table: str, record_id: str) -> str:
        """Return the name of a region, indicator, basis or measure by its table, or its id where there is no record."""
        tables = {"regions": self.regions, "indicators": self.indicators, "bases": self.bases, "measures": self.measures}
        row = tables.get(table, {}).get(record_id)
        return self.t.name(row) if row else record_id


def same_thing(row: Row) -> tuple[Hashable, ...]:
    """Return what a figure is of: place or sides, what is counted, when; who reported it and on which basis is left open.

    Parameters
    ----------
    row : mapping
        A row of ``observations`` or ``cooperation``. Without a date it is of no time that another could be of too.
    """
    time = when(row)
    return *(row.get(key, "") for key in _OF), *(time if time is not None else (row.get(key, "") for key in _ID))
