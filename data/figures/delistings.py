"""The 832 counties and when they left the list, by the year of their batch; what each row has to prove."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.places.aliases import fold
from data.places.lineage import chain, parents
from data.places.names import stem
from data.rows import Row, records
from data.schema.faults import Fault
from data.schema.place_model import BATCHES


def batches(delistings: pd.DataFrame, region_ids: Collection[str] | None = None) -> dict[str, int]:
    """Count counties by the year of their batch.

    Parameters
    ----------
    delistings : DataFrame
        As in :class:`data.load.Facts`; of rows in conflict the stated one counts.
    region_ids : collection of str, optional
        Counties to count; all without it.

    Returns
    -------
    dict of str to int
        Every batch, in order; 0 where no county left in it.
    """
    rows = delistings[delistings["status"] == "stated"]
    if region_ids is not None:
        rows = rows[rows["region_id"].isin(set(region_ids))]
    counts = rows["batch"].value_counts()
    return {batch: int(counts.get(batch, 0)) for batch in BATCHES}


def by_region(delistings: pd.DataFrame, regions: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count counties by batch within every region that has some: prefectures, provinces and the nation.

    Parameters
    ----------
    delistings, regions : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    dict of str to (dict of str to int)
        Region id to counts by batch; a county counts in itself and in all it lies in.
    """
    parent_of = parents(regions)
    counts_of_region: dict[str, dict[str, int]] = {}
    for row in records(delistings[delistings["status"] == "stated"]):
        for region_id in chain(row["region_id"], parent_of):
            counts = counts_of_region.setdefault(region_id, dict.fromkeys(BATCHES, 0))
            counts[row["batch"]] += 1
    return counts_of_region


def of_region(delistings: pd.DataFrame, region_id: str) -> list[Row]:
    """Return what is recorded of one county: the stated row first, then what other sources say.

    Parameters
    ----------
    delistings : DataFrame
        Columns ``region_id, status``.

    Returns
    -------
    list of dict
        Empty for a region that was never on the list, and for what is no county.
    """
    rows = records(delistings[delistings["region_id"] == region_id])
    return sorted(rows, key=lambda row: row["status"] != "stated")


def delisting_faults(delistings: pd.DataFrame) -> list[Fault]:
    """Find rows whose words do not name the county and the year of its batch, and dates that nobody says.

    Parameters
    ----------
    delistings : DataFrame
        As read; the index is the line number.

    Returns
    -------
    list of Fault
        A row with a note that says what its words leave out is none.
    """
    faults = []
    for line, row in zip(delistings.index.tolist(), records(delistings), strict=True):
        text, name = fold(row["quote"] + row["list_quote"]), row["listed_name"]
        proven = row["batch"] in text and fold(stem(name)) in text
        if not (proven or row["note"]):
            place = ("delistings.csv", int(line), "quote", name)
            faults.append(Fault(*place, "fault.delisting_unproven", {"batch": row["batch"]}))
        if row["date"] and not (row["date_source_id"] and row["date_quote"]):
            faults.append(Fault("delistings.csv", int(line), "date", row["date"], "fault.date_unproven"))
    return faults
