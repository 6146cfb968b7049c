"""Facts written short, for questions asked of whole tables: one line a record, answers known by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.load import Facts
from data.schema.model import NUMERIC, SCHEMAS, columns, empty_frame

REGIONS = (
    "100000 nation -",
    "110000 province 100000",
    "520000 province 100000",
    "520100 prefecture 520000",
    "520200 prefecture 520000",
    "530000 province 100000",
    "540000 province 100000",
    "620000 province 100000",
    "650000 province 100000",
    "A-south area 650000",
)
INDICATORS = {
    "poverty_headcount_ratio": "%",
    "poor_population": "person",
    "poor_population_decrease": "person",
    "people_lifted": "person",
    "counties_delisted": "county",
    "poverty_rate_band": "%",
}
SHORT = {
    "rate": "poverty_headcount_ratio",
    "poor": "poor_population",
    "less": "poor_population_decrease",
    "lifted": "people_lifted",
    "counties": "counties_delisted",
    "band": "poverty_rate_band",
}
BASES = ("survey", "registration", "unstated", "then_current")
MEASURES = {"schools_helper": "school", "schools_recipient": "school", "funds": "yuan"}


def small_facts(observations: Sequence[str] = (), cooperation: Sequence[str] = (), members: Sequence[str] = ()) -> Facts:
    """Make facts of lines such as ``o1 650000 rate 2011 2015 32 = unstated reported s1 start``, '-' for empty.

    An observation's line may end with the quote and, after ``|``, the upper end of a band.
    """
    frames = {table: empty_frame(table) for table in SCHEMAS}
    frames["regions"] = _frame("regions", [_region(*line.split()) for line in REGIONS])
    frames["indicators"] = _frame(
        "indicators",
        [
            {"indicator_id": key, "name_zh": key, "name_en": key, "unit": unit, "decimals": 1}
            for key, unit in INDICATORS.items()
        ],
    )
    frames["bases"] = _frame("bases", [{"basis_id": key, "name_zh": key, "name_en": key} for key in BASES])
    frames["measures"] = _frame(
        "measures", [{"measure_id": key, "name_zh": key, "name_en": key, "unit": unit} for key, unit in MEASURES.items()]
    )
    frames["observations"] = observed(*observations)
    frames["cooperation"] = _frame("cooperation", [_figure(line) for line in cooperation])
    frames["area_members"] = _frame(
        "area_members", [dict(zip(("area_id", "region_id"), line.split(), strict=True)) for line in members]
    )
    return Facts(**frames, faults=(), version="")


def observed(*lines: str) -> pd.DataFrame:
    """Rows of ``observations``, with ``value_high``."""
    rows = [_observation(line) for line in lines]
    frame = _frame("observations", rows)
    return frame.assign(value_high=pd.Series([row["value_high"] for row in rows], index=frame.index, dtype="float64"))


def _region(region_id: str, level: str, parent_id: str) -> dict[str, str]:
    parent = "" if parent_id == "-" else parent_id
    return {"region_id": region_id, "name_zh": region_id, "name_en": region_id, "level": level, "parent_id": parent}


def _observation(line: str) -> dict[str, object]:
    told, _, high = line.partition(" | ")
    names = (
        "observation_id",
        "region_id",
        "indicator_id",
        "period_start",
        "period_end",
        "value",
        "bound",
        "basis_id",
        "status",
        "source_id",
        "point",
        "quote",
    )
    row: dict[str, object] = dict(zip(names, _cells(told, len(names)), strict=False))
    row["indicator_id"] = SHORT[str(row["indicator_id"])]
    return {"quote": ""} | row | {"value": float(str(row["value"])), "value_high": float(high or "nan")}


def _figure(line: str) -> dict[str, object]:
    names = (
        "cooperation_id",
        "helper_id",
        "recipient_id",
        "measure_id",
        "period_start",
        "period_end",
        "value",
        "bound",
        "source_id",
        "point",
    )
    row: dict[str, object] = dict(zip(names, _cells(line, len(names)), strict=True))
    return row | {"value": float(str(row["value"])), "unit": MEASURES[str(row["measure_id"])]}


def _cells(line: str, most: int) -> list[str]:
    return ["" if cell == "-" else cell for cell in line.split(None, most - 1)]


def _frame(table: str, rows: Sequence[dict[str, object] | dict[str, str]]) -> pd.DataFrame:
    if not rows:
        return empty_frame(table)
    numbers = NUMERIC.get(table, {})
    cells = {name: [row.get(name, float("nan") if name in numbers else "") for row in rows] for name in columns(table)}
    frame = pd.DataFrame(cells, index=range(2, len(rows) + 2))
    return frame.astype({name: numbers.get(name, "str") for name in columns(table)})
