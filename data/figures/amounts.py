"""Money of pairs that may share one scale: one measure, one calendar year; sums over many pairs stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.figures.cooperation import comparable_groups, is_aggregate, single_year
from data.rows import Row, records

_UNIT: Final = "yuan"
Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Amounts:
    """What is reported of one measure in one year.

    Attributes
    ----------
    pairs : dict of (helper_id, recipient_id) to Row
        The figure of each pair, a row of ``cooperation``.
    differing : dict of (helper_id, recipient_id) to tuple of Row
        Pairs of which sources report different figures: none of them is taken.
    apart : tuple of Row
        Sums over many pairs, of the same measure and year.
    """

    measure_id: str
    year: int
    pairs: dict[Pair, Row]
    differing: dict[Pair, tuple[Row, ...]]
    apart: tuple[Row, ...]

    @property
    def key(self) -> str:
        """``measure~year``, as an address has it."""
        return f"{self.measure_id}~{self.year}"

    @property
    def total(self) -> tuple[float, str]:
        """The sum over the pairs, and its bound: that of its parts where they have one, ``~`` where they have several."""
        bounds = {str(row["bound"]) or "=" for row in self.pairs.values()} - {"="}
        sign = next(iter(bounds), "=") if len(bounds) < 2 else "~"
        return float(sum(row["value"] for row in self.pairs.values())), sign


def comparable_amounts(cooperation: pd.DataFrame) -> list[Amounts]:
    """Return the measures and years of which two pairs or more report money.

    Parameters
    ----------
    cooperation : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    list of Amounts
        Those of most pairs first, of as many the latest first. Nothing is converted, spread over years or summed up from
        parts; figures of a side over all its partners are left out.
    """
    money = cooperation[cooperation["unit"] == _UNIT]
    amounts = []
    for group in comparable_groups(money):
        if group.party != "pair" or group.period != "year":
            continue
        rows = records(group.rows)
        year = single_year(rows[0])
        same = records(money[money["measure_id"] == group.measure_id])
        apart = tuple(row for row in same if is_aggregate(row) and single_year(row) == year)
        pairs, differing = _agreeing(rows)
        if len(pairs) > 1:
            amounts.append(Amounts(group.measure_id, year, pairs, differing, apart))
    return sorted(amounts, key=lambda amount: (-len(amount.pairs), -amount.year))


def _agreeing(rows: list[Row]) -> tuple[dict[Pair, Row], dict[Pair, tuple[Row, ...]]]:
    by_pair: dict[Pair, list[Row]] = {}
    for row in rows:
        by_pair.setdefault((str(row["helper_id"]), str(row["recipient_id"])), []).append(row)
    apart = {pair: tuple(same) for pair, same in by_pair.items() if len({(r["value"], r["bound"]) for r in same}) > 1}
    return {pair: same[0] for pair, same in by_pair.items() if pair not in apart}, apart
