"""May these figures be compared or ranked? If not, why not, and which of them may.

Figures are of one kind when they share indicator, statistical basis, administrative level, status and date. Nothing is
converted, interpolated or taken from a band to make them fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

import pandas as pd

from data.figures.conflicts import when
from data.rows import Row, records
from data.sentences import Field, Named, Words

Reason = tuple[str, Mapping[str, Field]]
"""Message id and its fields, for :func:`data.sentences.sentence`."""

#: Bases whose figures do not even compare with one another: each source uses a standard of its own.
EACH_ITS_OWN: Final = ("then_current",)
UNSTATED: Final = "unstated"
BAND: Final = "poverty_rate_band"
#: Words for levels and statuses, whose ids are those of the files.
LEVEL_WORDS: Final = {
    "nation": "level.nation",
    "province": "level.province",
    "prefecture": "level.prefecture",
    "county": "level.county",
    "area": "level.area",
}
STATUS_WORDS: Final = {
    "reported": "comparability.reported",
    "target": "comparability.target",
    "derived": "comparability.derived",
}

EXACT: Final = ("=", "~")


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether some figures may be compared and ranked.

    Attributes
    ----------
    reasons : tuple of (str, mapping)
        Why not: message ids with their fields, all of them; empty where they may.
    cautions : tuple of (str, mapping)
        What to keep in mind where they may, such as a basis that no source states.
    nearest : DataFrame or None
        The largest part that may be compared (two regions at least), rows in their order; None where there is none or
        all may be.
    nearest_fields : mapping
        What that part shares: ``indicator``, ``basis``, ``level``, ``year``, and ``n``, its regions, for the message
        ``comparability.nearest``; empty without one.
    """

    ok: bool
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    nearest: pd.DataFrame | None
    nearest_fields: Mapping[str, Field]


def verdict(rows: pd.DataFrame, indicators: pd.DataFrame, bases: pd.DataFrame, regions: pd.DataFrame) -> Verdict:
    """Say whether some figures may be compared or ranked.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``observations``.
    indicators, bases, regions : DataFrame
        As in :class:`data.load.Facts`; names are listed in their order.

    Returns
    -------
    Verdict
        Fewer than two regions give a reason too, and no nearest part.
    """
    items = records(rows)
    levels = levels_of(regions)
    reasons = _reasons(items, indicators, bases, levels)
    cautions = _cautions(items, bases, levels)
    if not reasons:
        return Verdict(True, (), cautions, None, {})
    keys = [kind_of(row, levels) for row in items]
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(keys):
        if key is not None:
            groups.setdefault(key, []).append(place)
    best = max(groups.values(), key=lambda places: _rank_of(items, places), default=[])
    near = [items[place] for place in best]
    if len({row["region_id"] for row in near}) < 2:
        return Verdict(False, reasons, cautions, None, {})
    return Verdict(False, reasons, cautions, rows.iloc[best], _shared(near, levels))


def _rank_of(rows: Sequence[Row], places: Sequence[int]) -> tuple[int, bool, str]:
    """More regions first, then a stated basis, then the later date."""
    ranked = [rows[place] for place in places]
    return len({row["region_id"] for row in ranked}), ranked[0]["basis_id"] != UNSTATED, ranked[0]["period_end"]


def levels_of(regions: pd.DataFrame) -> dict[str, str]:
    """Return the administrative level of each region.

    Parameters
    ----------
    regions : DataFrame
        As in :class:`data.load.Facts`.
    """
    return dict(zip(regions["region_id"], regions["level"], strict=True))


def is_band(row: Row) -> bool:
    """Say whether a record is a band, open bands included.

    Parameters
    ----------
    row : dict
        A row of ``observations``.
    """
    high = row.get("value_high")
    return row["indicator_id"] == BAND or (high is not None and not isnan(high))


def kind_of(row: Row, levels: Mapping[str, str]) -> tuple[object, ...] | None:
    """Return what figures must share to be compared.

    Parameters
    ----------
    row : dict
        A row of ``observations``.
    levels : mapping of str to str
        From :func:`levels_of`.

    Returns
    -------
    tuple or None
        Equal for figures of one kind; None for a figure that compares with none: a bound, a band, one without date or
        number, an area, a basis that is each source's own.
    """
    level, time = levels.get(row["region_id"], ""), when(row)
    usable = (
        row["bound"] in EXACT
        and not isnan(row["value"])
        and not is_band(row)
        and time is not None
        and level not in ("", "area")
        and row["basis_id"] not in EACH_ITS_OWN
    )
    return (row["indicator_id"], row["basis_id"], row["status"], level, time) if usable else None


def _reasons(
    rows: Sequence[Row], indicators: pd.DataFrame, bases: pd.DataFrame, levels: Mapping[str, str]
) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if len({row["region_id"] for row in rows}) < 2:
        reasons.append(("comparability.too_few", {}))
    if len(_distinct(rows, "indicator_id")) > 1:
        reasons.append(("comparability.indicators", {"indicators": _named("indicators", indicators, rows, "indicator_id")}))
    if any(map(is_band, rows)):
        reasons.append(("comparability.bands", {}))
    statuses = _distinct(rows, "status")
    if len(statuses) > 1:
        reasons.append(("comparability.statuses", {"statuses": Words(tuple(STATUS_WORDS[status] for status in statuses))}))
    of_bases = {"bases": _named("bases", bases, rows, "basis_id")}
    if len(_distinct(rows, "basis_id")) > 1:
        reasons.append(("comparability.bases", of_bases))
    elif rows and rows[0]["basis_id"] in EACH_ITS_OWN:
        reasons.append(("comparability.basis_itself", of_bases))
    levels_present = [level for level in LEVEL_WORDS if level in {levels.get(row["region_id"], "") for row in rows}]
    if len(levels_present) > 1:
        reasons.append(("comparability.levels", {"levels": Words(tuple(LEVEL_WORDS[level] for level in levels_present))}))
    elif levels_present == ["area"]:
        reasons.append(("comparability.areas", {}))
    bounded = [row for row in rows if row["bound"] not in EXACT and not is_band(row)]
    if bounded:
        regions = tuple(dict.fromkeys(str(row["region_id"]) for row in bounded))
        reasons.append(("comparability.bounds", {"regions": Named("regions", regions)}))
    return (*reasons, *_period_reasons(rows))


def _period_reasons(rows: Sequence[Row]) -> list[Reason]:
    times = {when(row) for row in rows}
    reasons: list[Reason] = []
    if None in times:
        reasons.append(("comparability.undated", {"count": sum(when(row) is None for row in rows)}))
    dated = [row for row in rows if when(row) is not None]
    if len(times - {None}) < 2:
        return reasons
    years = sorted({row["period_end"][:4] or row["period_start"][:4] for row in dated})
    kinds = {"over" if row["point"] == "over" else "level" for row in dated}
    if len(kinds) > 1:
        reasons.append(("comparability.points", {}))
    if len(years) > 1:
        reasons.append(("comparability.years", {"years": ", ".join(years)}))
    elif len(kinds) == 1:
        reasons.append(("comparability.within_year", {"year": years[0]}))
    return reasons


def _cautions(rows: Sequence[Row], bases: pd.DataFrame, levels: Mapping[str, str]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if any(row["basis_id"] == UNSTATED for row in rows):
        reasons.append(("comparability.unstated", {}))
    if any(row["bound"] == "~" for row in rows):
        reasons.append(("comparability.about", {}))
    values: dict[tuple[object, ...], set[float]] = {}
    for row in rows:
        key = kind_of(row, levels)
        if key is not None:
            values.setdefault((row["region_id"], *key), set()).add(row["value"])
    twice = tuple(dict.fromkeys(str(key[0]) for key, group in values.items() if len(group) > 1))
    if twice:
        reasons.append(("comparability.conflict", {"regions": Named("regions", twice)}))
    return tuple(reasons)


def _distinct(rows: Sequence[Row], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in rows))


def _named(table: str, frame: pd.DataFrame, rows: Sequence[Row], column: str) -> Named:
    present = set(_distinct(rows, column))
    return Named(table, tuple(name for name in frame[column] if name in present))


def _shared(rows: Sequence[Row], levels: Mapping[str, str]) -> dict[str, Field]:
    first = rows[0]
    return {
        "indicator": Named("indicators", (first["indicator_id"],)),
        "basis": Named("bases", (first["basis_id"],)),
        "level": Words((LEVEL_WORDS[levels[first["region_id"]]],)),
        "year": str(first["period_end"][:4] or first["period_start"][:4]),
        "n": len({row["region_id"] for row in rows}),
    }
