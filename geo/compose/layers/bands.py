"""Bands as classes: a region reported as '5–10 %' gets the colour of that band, never of a middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from data.rows import records
from geo.scene import Fill, FillClass
from look.palette import Palette
from text.catalogue import Catalogue

Band = tuple[float, float, str]


def bands_in(values: pd.DataFrame) -> list[Band]:
    """Return the different bands, from low to high: by their upper ends, as what is only known to be below 6 % may be 5.9.

    Parameters
    ----------
    values : DataFrame
        Columns ``value``, ``value_high`` (NaN for a band open to one side), ``bound``.

    Returns
    -------
    list of (low, high, bound)
        An open end is an infinity; '<=3' and '<3' are two bands, as they were reported.
    """
    bands = {band_of(row) for row in records(values)}
    return sorted(bands, key=lambda band: (min(band[1], 100.0), band))


def do_overlap(bands: Sequence[Band]) -> bool:
    """Whether a value could lie in two of some bands that are in the order of :func:`bands_in`: '<6' holds 3–5 as well."""
    return any(after[0] < before[1] for before, after in pairwise(bands))


def band_index(row: Mapping[str, object], bands: Sequence[Band]) -> int:
    """Return the class of a row: the place of its band.

    Parameters
    ----------
    row : mapping
        ``value``, ``value_high``, ``bound``.
    bands : sequence of band
        As :func:`bands_in` gives them, with the row's own among them.
    """
    return list(bands).index(band_of(row))


def band_fill(bands: Sequence[Band], texts: Sequence[str], look: Palette, t: Catalogue) -> Fill:
    """Make the classes of a map of bands: one a band, then 'not recorded' and 'reports differ'.

    Parameters
    ----------
    texts : sequence of str
        Their words, as they are printed.

    Returns
    -------
    Fill
        Without regions: the browser fills them year by year.
    """
    classes = [FillClass(color, text) for color, text in zip(look.ramp(max(1, len(bands))), texts, strict=False)]
    classes.append(FillClass(look.land, t("legend.no_data"), look.hatch))
    classes.append(FillClass(look.line, t("legend.sources_differ"), look.ink))
    return Fill(tuple(classes), rest=len(bands))


def band_of(row: Mapping[str, object]) -> Band:
    """Return the band of a row: its two ends, an infinity where one is open, and the bound."""
    value, high, bound = float(str(row["value"])), float(str(row["value_high"])), str(row["bound"])
    if high == high:  # both ends are reported
        return (value, high, "=")
    return (value, float("inf"), bound) if bound in (">", ">=") else (float("-inf"), value, bound)
