"""Counties delisted: as reported by province and year, or county by county on a map, with what stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from charts.bars.delisting import delisting_spec
from charts.base import ChartOptions
from charts.spec import ChartSpec
from charts.words import describe, figure_to_table
from data.figures.delisted import INDICATOR, OTHER_LISTS, delisted
from data.figures.delistings import by_region, of_region
from data.load import Facts
from data.places.areas import NATION
from data.rows import Row, records
from data.schema.place_model import BATCHES
from text.catalogue import Catalogue
from text.dates import format_period
from text.numbers import format_number
from text.sentences import sentences
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts import panel
from views.parts.cards import observation_card
from views.parts.delisting_card import delisting_card
from views.parts.markup import Markup, element, join
from views.parts.periods import bases_of, spell
from views.trends.counties import (
    county_scene,
    county_sentence,
    county_table,
    left_until,
    listed,
    province_of,
    province_table,
    provinces_of,
)
from views.trends.observations import as_points, with_quotes
from views.view import Plot, View

_ADDRESS: Final = {"show": "delisted"}
#: Rows of the chart that stand in one block on a screen that nobody scrolls; more stand in two.
_ROWS: Final = 8


def delisting_view(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return the counties delisted: a map of them where one is asked for and a list of them is known, else a chart."""
    if at["as"] == "map" and listed(facts):
        of = (at["when"], at["outline"], at["place"])
        return memoized("counties", lambda: _map(*of, facts, shapes, book), facts, shapes, book, *of)
    return memoized("delisted chart", lambda: _chart(facts, book), facts, book)


def _chart(facts: Facts, book: Book) -> View:
    t, rows = book.t, _reported_of(facts)
    points, some, n = as_points(rows, book), tuple(records(rows)), rows["region_id"].nunique()
    alt, table = t("trends.delisted_alt", n=n), with_quotes(figure_to_table(points, t, "county"), facts, book)
    listing = {i: _batches(facts, i) for i in {*rows["region_id"]}} if listed(facts) else {}

    def plot(blocks: int, still: Plot | None = None) -> Plot:
        def draw(options: ChartOptions) -> ChartSpec:
            return delisting_spec(points, book.look, t, options, blocks, listing)

        return Plot("delisted", draw, ChartOptions(), alt, table, some, still)

    agreed, beyond = _agreement(rows, facts, book)
    provinces = n - int((rows["region_id"] == NATION).any())
    # The chart is of what sources say of a year, which is another thing than what is counted county by county.
    reported = agreed or (t("delisted.finding_reported", n=provinces) if some else alt)
    counts = {year: left for year, left in _batches(facts, NATION).items() if left}
    counted = t("delisted.finding_by", years=_by_year(counts, t)) if counts else ""
    return View(
        title=t("trends.title_delisted"),
        finding=_most(counts, t) or reported,
        qualifier=sentences((reported if counts else "", counted, beyond), t),
        description=describe(points, t, "county"),
        charts=(plot(1, plot(2) if n > _ROWS else None),),
        panel=panel.hint(t("trends.hint")),
        table=table,
        observations=some,
        events=_goals(facts),
        stands_on=_lists(listed(facts)),
        period=spell(some, t),
        basis=bases_of(some, book),
    )


def _agreement(rows: pd.DataFrame, facts: Facts, book: Book) -> tuple[str, str]:
    """Say how many of the figures of one year are what the list of counties gives, and which are not; empty without any.

    Figures that count counties of another list are named in a second sentence, and held against nothing.
    """
    t, differing, beyond, total = book.t, list[str](), list[str](), 0
    for year in BATCHES if listed(facts) else ():
        for row in records(delisted(rows, year)):
            if row["bound"] != "=" or row["status"] != "reported":
                continue
            name, value = book.short(row["region_id"]), format_number(row["value"], t.lang)
            if row["basis_id"] in OTHER_LISTS:
                basis = t.name(book.bases[row["basis_id"]])
                beyond.append(t("delisted.beyond", name=name, year=year, value=value, basis=basis))
                continue
            total, counted = total + 1, _batches(facts, row["region_id"]).get(year, 0)
            if counted != row["value"]:
                differing.append(t("delisted.differs", name=name, year=year, value=value, counted=counted))
    others = t("delisted.agreed_beyond", beyond=t("describe.semicolon").join(beyond)) if beyond else ""
    if not total:
        return "", others
    if not differing:
        return t("delisted.agreed_all", total=total), others
    agreed = t("delisted.agreed", n=total - len(differing), total=total)
    return t("delisted.agreed_but", agreed=agreed, differing=t("describe.comma").join(differing)), others


def _map(when: str, outline: str, place: str, facts: Facts, shapes: Shapes, book: Book) -> View:
    """The map of counties by batch: those of the moment that the address names have left."""
    t, left = book.t, left_until(facts, when)
    own = [row for row in left if place in (row["region_id"], province_of(row["region_id"], facts))]
    # Beside what is counted here, what a source reports of the whole country, once it is of the same moment.
    rows = records(_reported_of(facts))
    nation = [row for row in rows if row["region_id"] == NATION and row["status"] == "reported"]
    return View(
        title=t("slide.delisted_by", year=when),
        finding=delisting_finding(facts, book, when),
        description=county_sentence(facts, when, book),
        scene=county_scene(facts, shapes, when, outline, place, book),
        leads=tuple((row,) for row in nation if not row["period_start"])[-1:] if when >= BATCHES[-1] else (),
        panel=delisting_panel(facts, when, place, book),
        table=county_table(facts, when, book),
        summary=province_table(facts, when, book),
        chosen=("region", place) if place else None,
        observations=tuple(rows),
        events=_goals(facts),
        delistings=tuple(listed(facts)),
        # The words of what is chosen come first; the list names all of them.
        stands_on=(*own, *_lists(left)),
        counts=((t("delisted.left_by", year=when), len(left)),),
        points=(t("delisted.by_province", counts=_by_province(facts, when, book)),) if left else (),
        period=format_period(BATCHES[0], when, t.lang),
    )


def _lists(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the lists that name some counties, each once, as what is cited of them."""
    return tuple({"source_id": i, "quote": ""} for i in dict.fromkeys(row["list_source_id"] for row in rows) if i)


def _reported_of(facts: Facts) -> pd.DataFrame:
    """What sources report of the country and of provinces: rows of ``observations``."""
    wide = facts.regions[facts.regions["level"].isin(("nation", "province"))]
    rows = facts.observations
    return rows[(rows["indicator_id"] == INDICATOR) & rows["region_id"].isin(wide["region_id"])]


def _goals(facts: Facts) -> pd.DataFrame:
    return facts.events[facts.events["kind"] == "target"]


def _most(counts: Mapping[str, int], t: Catalogue) -> str:
    """Say in which year most counties left, and how many were the last; empty where none is known to have left."""
    if not counts:
        return ""
    year, last = max(counts, key=counts.__getitem__), max(counts)
    return t("delisted.finding_most", total=sum(counts.values()), year=year, n=counts[year], last=last, m=counts[last])


def _by_province(facts: Facts, when: str, book: Book) -> str:
    """Say how many counties had left by a batch in each province, from the most to the fewest."""
    counts = Counter(province_of(row["region_id"], facts) for row in left_until(facts, when))
    ordered = sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    each = (book.t("delisted.in_province", name=book.short(i), n=n) for i, n in ordered)
    return book.t("describe.comma").join(each)


def _by_year(counts: Mapping[str, int], t: Catalogue) -> str:
    return " · ".join(t("delisted.finding_year", year=year, n=n) for year, n in counts.items())


def delisting_finding(facts: Facts, book: Book, when: str = BATCHES[-1]) -> str:
    """Say how many counties the lists name, and how many left in each batch so far; empty where no county is listed.

    Parameters
    ----------
    when : str
        Year of the last batch that counts.
    """
    t, counts = book.t, _batches(facts, NATION)
    total, left = sum(counts.values()), {year: n for year, n in counts.items() if n and year <= when}
    if not total:
        return ""
    if not left:
        return county_sentence(facts, when, book)
    years = _by_year(left, t)
    if sum(left.values()) == total:
        return t("delisted.finding", total=total, years=years)
    if len(left) == 1:  # the year is that of the batch already
        return t("delisted.finding_first", year=when, total=total, n=sum(left.values()))
    return t("delisted.finding_until", year=when, total=total, n=sum(left.values()), years=years)


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
    cards = [
        delisting_card(delisting, book, is_open=not n) for n, delisting in enumerate(of_region(facts.delistings, county))
    ]
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
    batches = _batches(facts, NATION)
    so_far = [batches.get(year, 0) for year in years]
    body = [_row("th", t("delisted.nation"), map(str, so_far), (str(sum(so_far)), str(sum(batches.values()))))]
    for province, row in zip(provinces_of(facts), province_table(facts, when, book).itertuples(index=False), strict=True):
        name, *counts = row
        link = element("a", str(name), href=_address(when, province, book), target="_self")
        steps = [str(n or "–") for n in counts[: len(years)]]
        body.append(_row("td", link, steps, map(str, counts[len(years) :])))
    head = _row("th", t("delisted.province"), years, (t("delisted.left"), t("delisted.on_list")))
    table = element("table", element("thead", head), element("tbody", join(*body)))
    title = element("h3", county_sentence(facts, when, book), cls="panel-said")
    return join(title, element("div", table, cls="table-room by-province")) if batches else Markup("")


def _row(tag: str, name: str, by_year: Iterable[str], sums: Iterable[str]) -> Markup:
    """A row of the table; where there is little room only the sums stand."""
    cells = [element(tag, text, cls="by-year") for text in by_year]
    return element("tr", element(tag, name), *cells, *(element(tag, text) for text in sums))


def _address(when: str, place: str, book: Book) -> str:
    return book.href("trends", **_ADDRESS, when=when, place=place)


def _reported(facts: Facts, region: str, when: str, book: Book) -> Markup:
    """What sources report of the number of counties, of all moments; that of the year comes first."""
    t, rows = book.t, facts.observations
    rows = rows[(rows["indicator_id"] == INDICATOR) & (rows["region_id"] == region)]
    now = set(delisted(rows, when)["observation_id"])
    first, earlier = rows[rows["observation_id"].isin(now)], rows[~rows["observation_id"].isin(now)]
    return panel.section(t("delisted.reported"), _cards([*records(first), *records(earlier)], book))


def _cards(rows: Sequence[Row], book: Book) -> list[Markup]:
    return [observation_card(row, book, with_region=False) for row in rows]
