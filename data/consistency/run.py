"""Do reported figures fit together? Checks that anyone can run again, each with its arithmetic spelled out.

Every number carries the tolerance of its printed digits (:func:`data.interval.printed`): 174万 may be anything from
173.5万 to 174.5万. Two results agree when what the digits allow has a number in common. Only reported figures take
part; derived ones would be checked against themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from data.consistency.counts import cumulative_delistings, sides_of_a_pairing, yearly_balance
from data.consistency.falls import implied_by_fall
from data.consistency.rates import implied_drift, rates_of_parts
from data.consistency.result import VERDICTS, CheckResult, Step, Verdict
from data.load import Facts

Check = Callable[[Facts], list[CheckResult]]

CHECKS: Final[tuple[Check, ...]] = (
    implied_by_fall,
    implied_drift,
    yearly_balance,
    rates_of_parts,
    cumulative_delistings,
    sides_of_a_pairing,
)
"""The checks in the order in which their results are listed."""

__all__ = ["CHECKS", "VERDICTS", "Check", "CheckResult", "Step", "Verdict", "run"]


def run(facts: Facts, checks: Sequence[Check] = CHECKS) -> list[CheckResult]:
    """Run the checks.

    Returns
    -------
    list of CheckResult
        Check by check; of one check by region in the order of ``regions.csv``, then by date. The same facts give
        the same list.
    """
    return [result for check in checks for result in check(facts)]
