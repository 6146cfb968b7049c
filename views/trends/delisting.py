"""What stands beside the map of counties delisted: counts by province, a county's own words, and what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from data.figures.delisted import INDICATOR, delisted
from data.figures.delistings import by_region, of_region
from data.load import Facts
from data.places.areas import NATION
from data.rows import Row, records
from data.schema.place_model import BATCHES
from views.book import Book
from views.memo import memoized
from views.parts import panel
from views.parts.cards import observation_card
from views.parts.delisting_card import delisting_card
from views.parts.markup import Markup, element, join
from views.trends.counties import county_sentence, listed, province_of, province_table, provinces_of

_ADDRESS: Final = {"show": "delisted", "as": "map"}


def delisting_finding(facts: Facts, book: Book) -> str:
    """Say how many counties the lists name, and how many left in each batch; empty where no county is listed."""
    t, counts = book.t, _batches(facts, NATION)
    years = [t("delisted.finding_year", year=year, n=n) for year, n in counts.items() if n]
    return t("delisted.finding", total=sum(counts.values()), years=" · ".join(years)) if years else ""


def _batches(facts: Facts, region_id: str) -> dict[str, int]:
    return memoized("batches", lambda: by_region(facts.delistings, facts.regions), facts).get(region_id, {})


def delisting_panel(facts: Facts, when: str, chosen: str, book: Book) -> Markup:
    """What is known of the place chosen: of a county its words, of a province its counties; without one, all provinces."""
    if chosen and any(row["region_id"] == chosen for row in listed(facts)):
        return _county(facts, chosen, book)
    region = chosen or NATION
    counts = _province(facts, chosen, when, book) if chosen else _provinces(facts, when, book)
    return join(counts, _reported(facts, region, when, book), "" if chosen else panel.hint(book.t("delisted.hint")))


def _county(facts: Facts, county: str, book: Book) -> Markup:
    t, row = book.t, book.regions.get(county)
    cards = [delisting_card(one, book, is_open=not n) for n, one in enumerate(of_region(facts.delistings, county))]
    link = element("a", t("pairings.open_region"), href=book.href("region", region=county), target="_self")
    return join(
        element("h3", book.region(county)),
        element("p", panel.whereabouts(row, book), cls="panel-where") if row else "",
        *cards,
        element("p", link, cls="panel-links"),
    )


def _province(facts: Facts, province: str, when: str, book: Book) -> Markup:
    """The counties of a province by batch, each a link to its own words."""
    t, rows = book.t, [row for row in listed(facts) if province_of(row["region_id"], facts) == province]
    parts = [element("h3", book.region(province)), element("p", t("delisted.listed", n=len(rows)), cls="panel-note")]
    for batch in BATCHES:
        own = [row["region_id"] for row in rows if row["batch"] == batch]
        links = [element("a", book.short(i), href=_address(when, i, book), target="_self") for i in sorted(own)]
        title = t("delisted.batch_of", year=batch, n=len(own))
        parts += [element("h4", title), element("p", *links, cls="panel-links")] if own else []
    return join(*parts)


def _provinces(facts: Facts, when: str, book: Book) -> Markup:
    """How many counties had left by a batch, province by province."""
    t = book.t
    years = [year for year in BATCHES if year <= when]
    body = []
    for province, row in zip(provinces_of(facts), province_table(facts, when, book).itertuples(index=False), strict=True):
        name, *counts = row
        link = element("a", str(name), href=_address(when, province, book), target="_self")
        steps = [str(n or "–") for n in counts[: len(years)]]
        body.append(_row("td", link, steps, map(str, counts[len(years) :])))
    head = _row("th", t("delisted.province"), years, (t("delisted.left"), t("delisted.on_list")))
    table = element("table", element("thead", head), element("tbody", join(*body)))
    title = element("h3", county_sentence(facts, when, book), cls="panel-said")
    return join(title, element("div", table, cls="table-room by-province")) if body else Markup("")


def _row(tag: str, name: str, by_year: Iterable[str], sums: Iterable[str]) -> Markup:
    """A row of the table; where there is little room only the sums stand."""
    cells = [element(tag, one, cls="by-year") for one in by_year]
    return element("tr", element(tag, name), *cells, *(element(tag, one) for one in sums))


def _address(when: str, place: str, book: Book) -> str:
    return book.href("trends", **_ADDRESS, when=when, place=place)


def _reported(facts: Facts, region: str, when: str, book: Book) -> Markup:
    """What sources report of the number of counties, of all moments; that of the year comes first."""
    t, rows = book.t, facts.observations
    rows = rows[(rows["indicator_id"] == INDICATOR) & (rows["region_id"] == region)]
    now = set(delisted(rows, when)["observation_id"])
    first, others = rows[rows["observation_id"].isin(now)], rows[~rows["observation_id"].isin(now)]
    return panel.section(t("delisted.reported"), _cards([*records(first), *records(others)], book))


def _cards(rows: Sequence[Row], book: Book) -> list[Markup]:
    return [observation_card(row, book, with_region=False) for row in rows]
