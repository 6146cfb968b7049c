"""By which rule values stand together, and why figures may not be compared, in words."""

from __future__ import annotations

import pandas as pd

from data.figures.comparability import verdict
from data.figures.ranking import is_ranked
from data.load import Facts
from data.spoken import spoken
from text.catalogue import Catalogue
from views.book import Book
from views.parts.markup import Markup, element, join


def rule(basis_id: str, t: Catalogue) -> str:
    """Say by which rule the values of a basis stand together."""
    return t("ranking.rule") if is_ranked(basis_id) else t("ranking.side_by_side")


def guard(rows: pd.DataFrame, facts: Facts, book: Book) -> Markup:
    """Say whether figures shown together may be compared, and if not what could be.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``observations``.

    Returns
    -------
    Markup
        Empty where they compare, or where there is nothing to compare.
    """
    t = book.t
    found = verdict(rows, facts.indicators, facts.bases, facts.regions)
    if found.ok or rows["region_id"].nunique() < 2:
        return Markup("")

    reasons = [element("li", spoken(key, fields, t, book.name)) for key, fields in found.reasons]
    nearest = ""
    if found.nearest is not None:
        nearest = element("p", spoken("comparability.nearest", found.nearest_fields, t, book.name), cls="panel-note")
    return join(element("h4", t("ranking.refused")), element("ul", *reasons), nearest)


def _named(choice: dict[str, object], book: Book) -> str:
    t = book.t
    key = "ranking.option" if is_ranked(str(choice["basis_id"])) else "ranking.option_unranked"
    return t(
        key,
        year=choice["year"],
        level=t(f"level.{choice['level']}"),
        basis=t.name(book.bases[str(choice["basis_id"])]),
        n=choice["n"],
    )
