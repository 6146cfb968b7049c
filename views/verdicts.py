"""The verdicts of consistency checks in words."""

from __future__ import annotations

from data.consistency.result import VERDICTS
from text.catalogue import Catalogue


def verdict_names(t: Catalogue) -> dict[str, str]:
    """Name the verdicts, in the order in which they are chosen from, on the page and on its slide."""
    return {verdict: t(key) for verdict, key in VERDICTS.items()}
