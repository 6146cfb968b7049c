"""A fair ranking, or values side by side where it would be none; and why figures may not be compared, in words."""

from __future__ import annotations

import pandas as pd

from charts.bars.ranking import RankingOptions, ranking_spec
from charts.words import figure_to_table
from data.figures.comparability import verdict
from data.figures.ranking import is_ranked, rankable, ranking
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, records
from data.sentences import sentence
from text.catalogue import Catalogue
from text.quantity import quantity
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts import panel
from views.parts.markup import Markup, element, join
from views.trends.observations import as_points, with_quotes
from views.view import Plot, View


def groups(facts: Facts) -> dict[str, Row]:
    """Return the groups of values that stand together, by the value that names each in an address."""
    return {f"{row['basis_id']}~{row['level']}~{row['year']}": row for row in records(rankable(facts, RATE))}


def ranking_view(at: Address, facts: Facts, _shapes: Shapes, book: Book) -> View:
    """Return one group of values: ranked on a stated basis, else side by side."""
    rank = at["rank"]
    return memoized("ranking", lambda: _view(rank, facts, book), facts, book, rank)


def _view(rank: str, facts: Facts, book: Book) -> View:
    t, chosen = book.t, groups(facts).get(rank)
    if chosen is None:
        return View(t("trends.title_ranking"), t("ranking.none"))
    basis, level, year = (str(chosen[name]) for name in ("basis_id", "level", "year"))
    rows, ranked = ranking(facts, RATE, basis, level, int(year)), is_ranked(basis)
    frame = as_points(rows, book).assign(rank_first=rows["rank_first"].to_numpy(), rank_last=rows["rank_last"].to_numpy())
    cautions = verdict(rows, facts.indicators, facts.bases, facts.regions).cautions
    options = RankingOptions(
        indicator=t.name(book.indicators[RATE]),
        basis=t.name(book.bases[basis]),
        level=t(f"level.{level}"),
        year=int(year),
        unit=book.indicators[RATE]["unit"],
        cautions=tuple(sentence(key, fields, t, book.name) for key, fields in cautions),
        ranked=ranked,
    )
    some, alt = tuple(records(rows)), t("ranking.alt", n=len(rows))
    table = with_quotes(figure_to_table(frame, t), facts, book)
    return View(
        title=t("trends.title_ranking") if ranked else t("slide.side_by_side"),
        finding=_ends(frame, options.unit, year, t) if ranked else t("ranking.side_by_side"),
        qualifier=t("ranking.of", level=options.level, basis=options.basis),
        subtitle=t("trends.subtitle_ranking"),
        description=alt,
        charts=(Plot("ranking", lambda o: ranking_spec(frame, book.look, t, o), options, alt, table, some),),
        panel=panel.hint(t("trends.hint")),
        table=table,
        observations=some,
        period=year,
        basis=options.basis,
    )


def _ends(frame: pd.DataFrame, unit: str, year: str, t: Catalogue) -> str:
    """Name the places with the highest and the lowest value that has a rank."""
    ranked = frame[frame["rank_first"].notna()]
    fields = {}
    for end, value in (("high", ranked["value"].max()), ("low", ranked["value"].min())):
        rows = ranked[ranked["value"] == value]
        fields[f"{end}_names"] = t("describe.comma").join(dict.fromkeys(rows["name"]))
        fields[end] = quantity(value, unit, str(rows["bound"].iloc[0]), t)
    return t("ranking.ends", year=year, n=ranked["region_id"].nunique(), **fields)


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
    result = verdict(rows, facts.indicators, facts.bases, facts.regions)
    if result.ok or rows["region_id"].nunique() < 2:
        return Markup("")

    reasons = [element("li", sentence(key, fields, t, book.name)) for key, fields in result.reasons]
    nearest = ""
    if result.nearest is not None:
        nearest = element("p", sentence("comparability.nearest", result.nearest_fields, t, book.name), cls="panel-note")
    return join(element("h4", t("ranking.refused")), element("ul", *reasons), nearest)


def group_name(choice: Row, book: Book) -> str:
    """Name a group of values: its year, level and basis, and how many places have one."""
    t = book.t
    key = "ranking.option" if is_ranked(str(choice["basis_id"])) else "ranking.option_unranked"
    return t(
        key,
        year=choice["year"],
        level=t(f"level.{choice['level']}"),
        basis=t.name(book.bases[str(choice["basis_id"])]),
        n=choice["n"],
    )
