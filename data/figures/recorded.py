"""What is recorded at all: region × year, so that a gap is seen as a gap."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pandas as pd

from data.dates import day_of
from data.interval import all_meet, stated
from data.load import Facts
from data.rows import Row, records

COLUMNS: Final = ("region_id", "year", "n", "record_ids", "differ")
SUMMARY_COLUMNS: Final = (
    "indicator_id",
    "basis_id",
    "n",
    "n_regions",
    "n_sources",
    "first_year",
    "last_year",
    "n_undated",
    "n_targets",
)

#: For ``basis_id`` and ``level``: all of them.
EVERY: Final = ""
UNDATED: Final = ""

_SEPARATOR: Final = ";"


def grid(facts: Facts, indicator_id: str, basis_id: str = EVERY, level: str = "province") -> pd.DataFrame:
    """Count the figures recorded for each region and year.

    Parameters
    ----------
    basis_id : str
        :data:`EVERY` counts all bases together.
    level : str
        Every region of this level has its rows, also where nothing is recorded; of counties, and with :data:`EVERY` of
        any level, those with at least one record.

    Returns
    -------
    DataFrame
        Columns :data:`COLUMNS`; regions in the order of their file, years ascending, from the first to the last with a
        record. ``year`` is text, ``""`` for records without a date, last, where there are any. ``n`` counts reported and
        derived figures, not targets; ``record_ids`` are joined by semicolons, ``""`` for none. ``differ`` says that two
        figures of one cell do not agree (:func:`data.interval.stated`): of one basis a conflict; of several, another
        thing. A figure over several years stands at its end, one for the start of a period at its beginning. Empty
        where nothing is recorded: there are no years to show.
    """
    rows = [row for row in _rows(facts, indicator_id) if row["status"] != "target" and basis_id in (EVERY, row["basis_id"])]
    levels = dict(zip(facts.regions["region_id"], facts.regions["level"], strict=True))
    rows = [row for row in rows if level in (EVERY, levels.get(row["region_id"], EVERY))]
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((row["region_id"], year_of(row)), []).append(row)
    recorded = {row["region_id"] for row in rows}
    whole = level not in (EVERY, "county")
    regions = [i for i in facts.regions["region_id"] if i in recorded or (whole and levels[i] == level)]
    grid_cells = [_cell(region, year, cells.get((region, year), [])) for region in regions for year in _years(cells)]
    frame = pd.DataFrame(grid_cells, columns=list(COLUMNS))
    return frame.astype({"region_id": "str", "year": "str", "n": "int64", "record_ids": "str", "differ": "bool"})


def _rows(facts: Facts, indicator_id: str) -> list[Row]:
    return records(facts.observations[facts.observations["indicator_id"] == indicator_id])


def year_of(row: Row) -> str:
    """Return the year in which a figure stands on a time axis.

    Parameters
    ----------
    row : dict
        ``period_start``, ``period_end``, ``point``.

    Returns
    -------
    str
        ``""`` without a date.
    """
    day = day_of(row["period_start"], row["period_end"], row["point"])
    return UNDATED if day is None else str(day.year)


def _years(cells: dict[tuple[str, str], list[Row]]) -> list[str]:
    dated = sorted({int(year) for _, year in cells if year})
    years = [str(year) for year in range(dated[0], dated[-1] + 1)] if dated else []
    return [*years, UNDATED] if any(not year for _, year in cells) else years


def _cell(region_id: str, year: str, rows: list[Row]) -> tuple[str, str, int, str, bool]:
    ids = _SEPARATOR.join(row["observation_id"] for row in rows)
    # Two dates of one year may well have two values.
    times: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        times.setdefault((row["period_start"], row["period_end"], row["point"], row.get("span", "")), []).append(row)
    differ = any(not all_meet([stated(row) for row in group]) for group in times.values())
    return region_id, year, len(rows), ids, differ


def summary(facts: Facts) -> pd.DataFrame:
    """Count what is recorded of each indicator on each basis.

    Returns
    -------
    DataFrame
        Columns :data:`SUMMARY_COLUMNS`, one row an indicator and basis with any record, in the order of their files.
        ``n`` counts reported and derived figures, ``n_targets`` the targets beside them; ``first_year`` and
        ``last_year`` are text, ``""`` where no figure has a date.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in records(facts.observations):
        groups.setdefault((row["indicator_id"], row["basis_id"]), []).append(row)
    rows = [
        _summed(indicator, basis, groups[indicator, basis])
        for indicator in facts.indicators["indicator_id"]
        for basis in facts.bases["basis_id"]
        if (indicator, basis) in groups
    ]
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))


def _summed(indicator_id: str, basis_id: str, rows: list[Row]) -> tuple[str, str, int, int, int, str, str, int, int]:
    figures = [row for row in rows if row["status"] != "target"]
    years = Counter(year_of(row) for row in figures)
    undated = years.pop(UNDATED, 0)
    first, last = (min(years), max(years)) if years else ("", "")
    regions, sources = ({row[name] for row in figures} for name in ("region_id", "source_id"))
    targets = len(rows) - len(figures)
    return indicator_id, basis_id, len(figures), len(regions), len(sources), first, last, undated, targets
