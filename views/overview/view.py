"""The overview at an address: who helps whom, or rates, or one year, with what is chosen on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.figures.reported import RATE
from data.load import Facts
from data.rows import records
from geo.scene import Scene
from text.sentences import sentences
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.overview.amounts import (
    amount_description,
    amount_finding,
    amount_left_out,
    amount_map,
    amount_name,
    amount_panel,
    amount_qualifier,
    amount_remarks,
    amount_rows,
    amount_table,
)
from views.overview.by_year import (
    by_year,
    indicator_of,
    year_description,
    year_finding,
    year_left_out,
    year_panel,
    year_qualifier,
    year_table,
)
from views.overview.helpers import helpers
from views.overview.national import HEADLINES, landing, national, own_pairs, with_besides
from views.overview.nine import nine, nine_finding
from views.overview.two_years import TwoYears, two_years, two_years_finding, two_years_qualifier
from views.pairings.partners import naming, partners_named, partners_of, partners_said
from views.pairings.rows import choice_of
from views.pairings.view import choice_title, pair_counts, pairings_of_choice, period_of
from views.parts.markup import Markup, join
from views.parts.pair_names import pair_name
from views.parts.panel import headline_panel, pair_panel, region_panel
from views.parts.periods import bases_of
from views.parts.record_tables import values_table
from views.region.place import on_nation
from views.view import View

#: Fill to the parameters that it follows from.
_ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "role": ("region", "pair"),
    "nine": (),
    "money": ("money", "region", "pair"),
    "rate": ("series", "when", "compare", "region", "pair"),
}


def overview(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return what the overview shows."""
    asked = at.values_of("fill", *_ASKED[at["fill"]])
    return memoized("overview", lambda: _view(asked, facts, shapes, book), facts, shapes, book, *asked.items())


def _view(at: Mapping[str, str], facts: Facts, shapes: Shapes, book: Book) -> View:
    t, role = book.t, at["fill"] == "role"
    if at["fill"] == "money":
        return _money(at, facts, shapes, book)
    if at["fill"] == "nine":
        return _nine(facts, shapes, book)
    chosen = choice_of(at["pair"], on_nation(facts, shapes, at["region"], book), landing(facts), facts)
    years = None if role else by_year(facts, shapes, at["series"], at["when"], chosen, book)
    if years and at["compare"] and (both := two_years(facts, shapes, at["series"], (years.year, int(at["compare"])), book)):
        return _two_years(at["series"], both, facts, shapes, book)
    panel = _panel(at, chosen, year_panel(years, book) if years else None, facts, book)
    if years:
        finding, left_out = year_finding(years, book), year_left_out(years, facts, shapes, book)
        return View(
            title=t("slide.year", series=indicator_of(at["series"], book), year=years.year)
            if years.year
            else t("slide.rates"),
            finding=finding,
            qualifier=year_qualifier(years, book),
            description=year_description(years, facts, shapes, at["series"], book),
            scene=years.scene,
            panel=panel,
            table=year_table(years, book),
            left_out=(*((t("years.same", year=years.year),) if at["compare"] == str(years.year) else ()), *left_out),
            left_out_rows=left_out,
            chosen=chosen,
            observations=years.rows,
            counts=((t("slide.places"), len({row["region_id"] for row in years.rows})),),
            period=str(years.year) if years.year else "",
            basis=bases_of(years.rows, book),
        )
    drawn, listed = national(facts, shapes, chosen, book), landing(facts)
    chosen_pairings = pairings_of_choice(chosen, listed, facts)
    answer = _answer(chosen, chosen_pairings, listed, drawn.scene, facts, shapes, book)
    return View(
        title=_title(at["region"], chosen, facts, book),
        finding=answer.finding,
        qualifier=answer.qualifier,
        description=drawn.sentence,
        scene=naming(drawn.scene, answer.named, facts, shapes, book),
        panel=panel,
        table=drawn.table,
        left_out=drawn.left_out,
        chosen=chosen,
        pairings=listed,
        chosen_pairings=chosen_pairings,
        counts=pair_counts(chosen_pairings, book),
        period=period_of(with_besides(chosen, chosen_pairings, listed, facts), book),
    )


def _title(asked: str, chosen: tuple[str, str] | None, facts: Facts, book: Book) -> str:
    """Ask of what is chosen; a county that was asked for is named before the prefecture that stands on the map."""
    title = choice_title(chosen, facts, book)
    if title and asked and chosen and chosen[0] == "region" and chosen[1] != asked:
        return book.t("slide.of", region=book.region(asked), what=title)
    return title or book.t("overview.title")


@dataclass(frozen=True)
class _Answer:
    """Finding and qualifier of the view, and the partners of what is chosen that they name."""

    finding: str
    qualifier: str = ""
    named: tuple[str, ...] = ()


def _answer(
    chosen: tuple[str, str] | None,
    own: pd.DataFrame,
    listed: pd.DataFrame,
    scene: Scene,
    facts: Facts,
    shapes: Shapes,
    book: Book,
) -> _Answer:
    """Say how many pairs the map shows, of a chosen place its partners and in how many; and which arrangement these are of.

    The qualifier names many partners, and counts pairs of other arrangements.
    """
    t = book.t
    if chosen and chosen[0] == "flow" and len(own):
        pair = pair_name(records(own)[0], book, short=True)
        return _Answer(t("overview.own", partners=pair, n=len(own), listed=len(listed)), t("overview.of_these"))
    if chosen is None or chosen[0] == "flow":
        recipients, provinces = listed["recipient_id"].nunique(), len(helpers(listed, facts, shapes, book))
        finding = t("overview.finding", provinces=provinces, recipients=recipients, n=len(listed))
        return _Answer(finding, t("overview.of_guideline", helpers=listed["helper_id"].nunique()))
    besides, drawn = own_pairs(chosen, listed, facts), sum(bool(flow.dash) for flow in scene.flows)
    pairs = besides if own.empty else own
    if pairs.empty:
        return _Answer(t("overview.none_own", listed=len(listed)))
    partners = partners_of(chosen[1], pairs, facts)
    headline, names = partners_said(partners, book)
    key = "overview.others_only" if own.empty else "overview.own"
    scope = t("overview.list_has", listed=len(listed)) if own.empty else t("overview.of_these")
    if not own.empty and not besides.empty:
        scope = t("overview.and_others", said=scope, n=len(besides))
    if drawn < len(besides):
        scope = t("overview.and_some_not_drawn", said=scope, n=len(besides), missing=len(besides) - drawn)
    finding = t(key, partners=headline, n=len(pairs), listed=len(listed))
    return _Answer(finding, sentences((names, scope), t), partners_named(partners))


def _two_years(series: str, both: TwoYears, facts: Facts, shapes: Shapes, book: Book) -> View:
    t, (first, last) = book.t, both.years
    rows = (*first.rows, *last.rows)
    left_out = {note: named for one in both.years for note, named in year_left_out(one, facts, shapes, book).items()}
    return View(
        title=t("years.title", series=indicator_of(series, book), first=first.year, last=last.year),
        finding=two_years_finding(both, book),
        qualifier=two_years_qualifier(both, book),
        description=" ".join(
            t("years.described", year=one.year, what=year_description(one, facts, shapes, series, book))
            for one in both.years
        ),
        panels=both.panels,
        panel=join(year_panel(first, book), year_panel(last, book)),
        table=values_table(rows, book),
        left_out=tuple(left_out),
        left_out_rows=left_out,
        observations=rows,
        counts=tuple((t("years.places", year=one.year), len({r["region_id"] for r in one.rows})) for one in both.years),
        period=t("years.period", first=first.year, last=last.year),
        basis=bases_of(rows, book),
    )


def _nine(facts: Facts, shapes: Shapes, book: Book) -> View:
    t, listed, panels = book.t, landing(facts), nine(facts, shapes, book)
    drawn = national(facts, shapes, None, book)
    return View(
        title=t("nine.title", n=len(panels)),
        finding=nine_finding(listed, facts, shapes, book),
        qualifier=t("overview.of_guideline", helpers=listed["helper_id"].nunique()),
        description=drawn.sentence,
        panels=panels,
        table=drawn.table,
        left_out=drawn.left_out,
        pairings=listed,
        chosen_pairings=listed,
        counts=pair_counts(listed, book),
        period=period_of(listed, book),
    )


def _money(at: Mapping[str, str], facts: Facts, shapes: Shapes, book: Book) -> View:
    t = book.t
    lines = amount_map(facts, shapes, at["money"], None, book).lines
    drawn = facts.pairings[facts.pairings["pairing_id"].isin(set(lines["flow_id"]))]
    chosen = choice_of(at["pair"], on_nation(facts, shapes, at["region"], book), drawn, facts)
    shown = amount_map(facts, shapes, at["money"], chosen, book)
    said, rows = shown.said, amount_rows(shown)
    return View(
        title=t("amount.title", name=amount_name(said, book)) if said else t("amount.none"),
        finding=amount_finding(shown, book),
        qualifier=amount_qualifier(shown, book),
        description=amount_description(shown, book),
        scene=shown.scene,
        panel=_panel(at, chosen, amount_panel(shown, book), facts, book),
        table=amount_table(shown, book),
        left_out=amount_left_out(shown, book),
        chosen=chosen,
        pairings=drawn,
        cooperation=rows,
        remarks=amount_remarks(shown, book),
        counts=((t("amount.pairs_known"), len(said.pairs) if said else 0), (t("amount.pairs_unknown"), shown.without)),
        period=str(said.year) if said else "",
    )


def _panel(at: Mapping[str, str], chosen: tuple[str, str] | None, listed: Markup | None, facts: Facts, book: Book) -> Markup:
    """The words of what is chosen; else what the map lists, else the headline figures."""
    region, rated = at["region"], at["fill"] in ("rate", "year")
    if at["pair"] and chosen and chosen[1]:
        return memoized("pair", lambda: pair_panel(facts, chosen[1], book), facts, book, chosen[1])
    if region:
        return memoized("place", lambda: region_panel(facts, region, book, rate_first=rated), facts, book, region, rated)
    if listed is not None:
        return listed
    return memoized("headlines", lambda: headline_panel(facts, HEADLINES, RATE, book), facts, book)
