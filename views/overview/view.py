"""The overview at an address: who helps whom, or rates, or one year, with what is chosen on the map."""

from __future__ import annotations

from data.figures.reported import RATE
from data.load import Facts
from data.rows import records
from data.select import latest_reported
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.overview.by_year import ByYear, by_year, series_name, with_choice, year_panel, year_table
from views.overview.national import HEADLINES, landing, national
from views.pairings.rows import choice_of
from views.pairings.view import choice_title, meant_by, pair_counts, period_of
from views.parts.markup import Markup
from views.parts.panel import headline_panel, pair_panel, region_panel
from views.parts.periods import bases_of, spell
from views.region.place import on_nation
from views.view import View


def overview(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return what the overview shows."""
    t, fill = book.t, at["fill"]
    chosen = choice_of(at["pair"], on_nation(facts, shapes, at["region"], book), landing(facts), facts)
    years = by_year(facts, shapes, at["series"], at["when"], book) if fill == "year" else None
    panel = _panel(at, chosen, years, facts, book)
    if years:
        return View(
            title=t("slide.year", series=series_name(at["series"], book), year=years.year),
            finding=t("time.says", year=years.year),
            description=t("time.says", year=years.year),
            scene=with_choice(years.scene, chosen),
            panel=panel,
            table=year_table(years, book),
            chosen=chosen,
            observations=years.rows,
            counts=((t("slide.places"), len({row["region_id"] for row in years.rows})),),
            period=str(years.year),
            basis=bases_of(years.rows, book),
        )
    drawn = national(facts, shapes, "role" if fill == "role" else "rate", chosen, book)
    rows = records(latest_reported(facts.observations, RATE)) if fill != "role" else []
    listed = landing(facts)
    meant = meant_by(chosen, listed, facts)
    if fill == "role":
        title, finding = choice_title(chosen, facts, book) or t("overview.title"), t("overview.subtitle", n=len(listed))
    else:
        title, finding = t("slide.rates"), t("slide.rates_says", n=len({row["region_id"] for row in rows}))
    return View(
        title=title,
        finding=finding,
        description=drawn.sentence,
        scene=drawn.scene,
        panel=panel,
        table=drawn.table,
        left_out=drawn.left_out,
        chosen=chosen,
        pairings=listed,
        meant=meant,
        counts=pair_counts(meant, book) if fill == "role" else (),
        observations=tuple(rows),
        period=period_of(meant, book) if fill == "role" else spell(rows, t),
        basis=bases_of(rows, book),
    )


def _panel(at: Address, chosen: tuple[str, str] | None, years: ByYear | None, facts: Facts, book: Book) -> Markup:
    region = at["region"]
    if at["pair"] and chosen and chosen[1]:
        return memoized("pair", lambda: pair_panel(facts, chosen[1], book), facts, book, chosen[1])
    if region:
        return memoized("place", lambda: region_panel(facts, region, book), facts, book, region)
    if years:
        return year_panel(years, book)
    return memoized("headlines", lambda: headline_panel(facts, HEADLINES, RATE, book), facts, book)
