"""Conflicts and consistency checks of the facts, found once, and their verdicts in words."""

from __future__ import annotations

from data.consistency.result import VERDICTS, CheckResult
from data.consistency.run import run
from data.figures.conflicts import Conflict, CooperationConflict, conflicts, cooperation_conflicts
from data.load import Facts
from data.rows import records
from text.catalogue import Catalogue
from text.dates import record_period
from views.memo import memoized


def conflicts_of(facts: Facts) -> tuple[list[Conflict], list[CooperationConflict]]:
    """Return where sources disagree on observations, and on co-operation figures."""
    return memoized("conflicts", lambda: (conflicts(facts), cooperation_conflicts(facts)), facts)


def time_of(conflict: Conflict | CooperationConflict, t: Catalogue) -> str:
    """Say of what time sources disagree, in the form that the first of them gives it."""
    return record_period(records(conflict.rows)[0], t)


def checks_of(facts: Facts) -> list[CheckResult]:
    """Return what the consistency checks found."""
    return memoized("checks", lambda: run(facts), facts)


def verdict_names(t: Catalogue) -> dict[str, str]:
    """Name the verdicts, in the order in which they are chosen from, on the page and on its slide."""
    return {verdict: t(key) for verdict, key in VERDICTS.items()}
