"""The sentence that says what a map shows: its alternative text, its caption for readers of tables, its speaking note."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from text.catalogue import Catalogue


def pairings_sentence(pairings: pd.DataFrame, names: Mapping[str, str], t: Catalogue) -> str:
    """Say who helps whom.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``helper_id``, ``recipient_id``; empty gives the sentence that nothing is recorded.
    names : mapping of str to str
        Region id to name in the reader's language.
    """
    if pairings.empty:
        return t("describe.no_pairings")
    clauses = [
        t("describe.helps", helper=names.get(str(helper), str(helper)), recipients=_and(group["recipient_id"], names, t))
        for helper, group in pairings.groupby("helper_id", sort=False)
    ]
    return t(
        "describe.pairings",
        n=len(pairings),
        helpers=pairings["helper_id"].nunique(),
        recipients=pairings["recipient_id"].nunique(),
        list=t("describe.semicolon").join(clauses),
    )


def values_sentence(lines: Mapping[str, str], names: Mapping[str, str], indicator: str, t: Catalogue) -> str:
    """Say which regions carry which value.

    Parameters
    ----------
    lines : mapping of str to str
        Region id to its value with date; empty gives the sentence that nothing is recorded.
    indicator : str
        Name of the indicator in the reader's language.
    """
    if not lines:
        return t("describe.no_values", indicator=indicator)
    clauses = [t("describe.value", region=names.get(i, i), value=text) for i, text in lines.items()]
    return t("describe.values", indicator=indicator, n=len(lines), list=t("describe.semicolon").join(clauses))


def _and(ids: pd.Series, names: Mapping[str, str], t: Catalogue) -> str:
    words = [names.get(str(i), str(i)) for i in ids]
    return t("describe.comma").join(words)
