"""Values by year for the time control: what each year reports, as class and words; nothing in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from data.rows import records
from geo.scene import Area, Frames


def year_frames(
    values: pd.DataFrame,
    differ: int,
    levels: Mapping[str, str],
    areas_of: Callable[[str], Area | None],
    names: Mapping[str, str],
    labels: Mapping[str, tuple[float, float]],
    year: int | None,
    within: int = 0,
) -> Frames | None:
    """Gather reported values by year.

    Parameters
    ----------
    values : DataFrame
        Columns ``region_id``, ``year`` (int), ``index`` (of the fill class), ``text`` (as it is printed); several rows a
        region and year are several reports, all of them printed.
    differ : int
        Class of a year whose reports fall into different classes.
    levels : mapping of str to str
        Region id to level; only provinces, prefectures and areas with members or an outline are drawn.
    areas_of : callable
        Gives the area of an id, without a class; None for what is none, or can't be drawn.
    labels : mapping of str to (x_km, y_km)
    year : int or None
        The year shown first; where it is None or outside, the latest of those with most reports.
    within : int
        How many years a report may stand for.

    Returns
    -------
    Frames or None
        None where nothing can be drawn. Years run without a gap from the first report to the last, so that a year
        without any report is seen to be one.
    """
    by_region: dict[str, dict[int, tuple[int, str]]] = {}
    for row in records(values):
        region = row["region_id"]
        if levels.get(region) not in ("province", "prefecture") and not (areas_of(region) and region in labels):
            continue
        index, before = int(row["index"]), by_region.setdefault(region, {}).get(row["year"])
        if before:
            texts = [before[1]] if row["text"] in before[1].split(" / ") else [before[1], row["text"]]
            by_region[region][row["year"]] = (index if before[0] == index else differ, " / ".join(texts))
        else:
            by_region[region][row["year"]] = (index, row["text"])
    reported = sorted({y for years in by_region.values() for y in years})
    if not reported:
        return None
    years = tuple(range(reported[0], reported[-1] + 1))
    areas: dict[str, tuple[Area, str, tuple[float, ...]]] = {
        i: (area, names.get(i, i), labels[i]) for i in by_region if (area := areas_of(i)) is not None
    }
    if year not in years:
        year = max(reported, key=lambda y: (sum(y in of for of in by_region.values()), y))
    return Frames(years, by_region, areas, year, within)
