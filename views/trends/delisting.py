"""Counties delisted as a map: of a year or of the latest totals, as reported, beside what the lists of counties say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.figures.delisted import INDICATOR, TOTAL, delisted
from data.figures.delistings import by_region
from data.load import Facts
from data.places.areas import NATION
from data.rows import Row, records
from geo.compose.scenes import Setting, count_scene
from geo.scene import Scene
from text.dates import format_date, record_period
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.memo import memoized
from views.overview.national import credit
from views.parts import panel
from views.parts.cards import observation_card
from views.parts.markup import Markup, element, join
from views.parts.words import BY, reporter, value_text

_YEAR = 4


def delisted_by_province(facts: Facts, when: str, book: Book) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of a moment that a map of provinces draws, and the other ones.

    Parameters
    ----------
    when : str
        As :func:`data.figures.delisted.moments` gives them.

    Returns
    -------
    drawn, others : DataFrame
        Rows of ``observations``: of provinces; of smaller places. The nation's are in neither.
    """
    rows = delisted(facts.observations, when)
    levels = rows["region_id"].map(lambda i: book.regions[i]["level"])
    return rows[levels == "province"], rows[~levels.isin(("province", "nation"))]


def delisting_scene(drawn: pd.DataFrame, facts: Facts, shapes: Shapes, when: str, chosen: str, book: Book) -> Scene:
    """Compose the map of counties delisted by province.

    Parameters
    ----------
    drawn : DataFrame
        As :func:`delisted_by_province` gives them.
    when : str
        As :func:`data.figures.delisted.moments` gives them.
    chosen : str
        Province that is marked; empty for none.
    """
    t = book.t
    lines = _lines(drawn, when, book)
    tips: dict[str, list[str]] = {}
    for row in records(drawn):
        by = reporter(book.sources[row["source_id"]], t, bare=True)[:BY]
        figure = t("overview.value_line", value=value_text(row, "county", t), date=record_period(row, t))
        basis = t.name(book.bases[row["basis_id"]])
        tips.setdefault(row["region_id"], []).extend((figure, t("tip.by", basis=basis, by=by)))
    bases = list(dict.fromkeys(t.name(book.bases[b]) for b in drawn["basis_id"]))
    notes = [t("delisted.note")]
    if bases:
        notes.append(t("legend.basis", bases=t("describe.comma").join(bases)))
    if len(bases) > 1:
        notes.append(t("legend.mixed"))
    setting = Setting(
        book.look,
        t,
        credit(shapes, t),
        t("delisted.alt", n=len(lines), when=_when(when, book)),
        title=_when(when, book),
        chosen=("region", chosen) if chosen else None,
    )
    return count_scene(drawn, lines, tips, gazetteer(facts, shapes, t.lang), setting, tuple(notes))


def _lines(drawn: pd.DataFrame, when: str, book: Book) -> dict[str, str]:
    """The line under a province's name: its figures, each once; a total with the year it was reached."""
    t = book.t
    lines: dict[str, dict[str, None]] = {}
    for row in records(drawn):
        value = value_text(row, "", t).strip()
        if when == TOTAL:
            value = t("overview.value_line", value=value, date=row["period_end"][:_YEAR])
        lines.setdefault(row["region_id"], {})[value] = None
    return {region: " / ".join(values) for region, values in lines.items()}


def _when(when: str, book: Book) -> str:
    t = book.t
    return t("delisted.title_total") if when == TOTAL else t("delisted.title_year", year=format_date(when, t.lang))


def delisting_sentence(drawn: pd.DataFrame, when: str, book: Book) -> str:
    """Say what the map of counties delisted shows; ``drawn`` as :func:`data.figures.delisted.delisted` gives it."""
    t = book.t
    clauses = [t("describe.value", region=book.region(i), value=line) for i, line in _lines(drawn, when, book).items()]
    return t("delisted.says", title=_when(when, book), n=len(clauses), list=t("describe.semicolon").join(clauses))


def delisting_finding(facts: Facts, book: Book) -> str:
    """Say how many counties the lists name, and how many left in each batch; empty where no county is listed."""
    t, counts = book.t, memoized("batches", lambda: by_region(facts.delistings, facts.regions), facts).get(NATION, {})
    years = [t("delisted.finding_year", year=year, n=n) for year, n in counts.items() if n]
    return t("delisted.finding", total=sum(counts.values()), years=" · ".join(years)) if years else ""


def delisting_panel(facts: Facts, when: str, chosen: str, book: Book) -> Markup:
    """The figures of the place chosen, of all moments, else those of the nation; those of the moment come first."""
    t = book.t
    region = chosen or NATION
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == INDICATOR) & (rows["region_id"] == region)]
    now = set(delisted(rows, when)["observation_id"])
    first, others = rows[rows["observation_id"].isin(now)], rows[~rows["observation_id"].isin(now)]
    title = book.region(region) if region in book.regions else ""
    listed = _listed(facts, region, when, book)
    parts = [
        element("h3", title) if title else "",
        element("p", listed, cls="panel-note") if listed else "",
        panel.section(_when(when, book), _cards(records(first), book)),
    ]
    if first.empty:
        parts.append(element("p", t("delisted.nothing", title=_when(when, book)), cls="panel-nothing"))
    parts.append(panel.section(t("delisted.others"), _cards(records(others), book)))
    return join(*parts, "" if chosen else panel.hint(t("delisted.hint")))


def _listed(facts: Facts, region: str, when: str, book: Book) -> str:
    """Say how many counties of a place the lists of counties name, in the batch of a year and in all."""
    t, batches = book.t, memoized("batches", lambda: by_region(facts.delistings, facts.regions), facts).get(region, {})
    if not batches:
        return ""
    total = sum(batches.values())
    if when == TOTAL:
        return t("delisted.listed", n=total)
    return t("delisted.listed_batch", year=when, n=batches.get(when, 0), total=total)


def _cards(rows: Sequence[Row], book: Book) -> list[Markup]:
    return [observation_card(row, book, with_region=False) for row in rows]
