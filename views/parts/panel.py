"""The panel beside a map: headline figures, or everything known of what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from data.figures.delistings import of_region
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, naming, records
from data.select import about_region, latest_reported, pairings_of
from views.book import Book
from views.parts import pairing_links
from views.parts.cards import change_card, cooperation_card, event_card, observation_card, pairing_card
from views.parts.delisting_card import delisting_card
from views.parts.markup import Markup, element, join

#: Two end points make a change only within one report of one period on one basis.
_ONE_REPORT: Final = ["period_start", "period_end", "source_id", "basis_id"]

#: Cards of places within; more would bury what the region itself reports.
_MOST_INNER: Final = 20
#: Cards of a region's own figures on its page.
_MOST_OWN: Final = 10


def headline(facts: Facts, region_ids: Sequence[str], indicator_id: str, book: Book) -> Markup:
    """Show the headline figures: for each region its reported change, else its latest reported value.

    Parameters
    ----------
    region_ids : sequence of str
        In order of appearance; regions without a record are left out.
    """
    return headline_cards(headline_reports(facts, region_ids, indicator_id, book), book)


def headline_cards(reports: Iterable[Sequence[Row]], book: Book) -> Markup:
    """Show what :func:`headline_reports` gives: a card a region."""
    return join(*(change_card(e[0], e[1], book) if len(e) > 1 else observation_card(e[0], book, big=True) for e in reports))


def headline_reports(facts: Facts, region_ids: Sequence[str], indicator_id: str, book: Book) -> list[tuple[Row, ...]]:
    """Return what the headline figures stand on.

    Returns
    -------
    list of tuple of mapping
        For each region with a record, of the five documents where it is in one of them: both end points of its last reported
        change, else its latest observation alone.
    """
    found_reports: list[tuple[Row, ...]] = []
    rows = facts.observations
    rows = rows[(rows["indicator_id"] == indicator_id) & (rows["status"] == "reported")]
    seeds = {i for i, source in book.sources.items() if source["tier"] == "core"}
    for region_id in region_ids:
        own = rows[rows["region_id"] == region_id]
        core = own["source_id"].isin(seeds)
        candidates = own[core] if core.any() else own
        reports = [{r["point"]: r for r in records(group)} for _, group in candidates.groupby(_ONE_REPORT, sort=False)]
        changes = [ends for ends in reports if {"start", "end"} <= ends.keys()]
        if changes:
            last = max(changes, key=lambda ends: str(ends["end"]["period_end"]))
            found_reports.append((last["start"], last["end"]))
        elif len(candidates):
            latest = records(latest_reported(candidates, indicator_id)) or records(candidates)
            found_reports.append((latest[-1],))
    return found_reports


def headline_grid(facts: Facts, region_ids: Sequence[str], indicator_id: str, book: Book) -> Markup:
    """Show the headline figures side by side; nothing where none is reported."""
    figures = headline(facts, region_ids, indicator_id, book)
    return element("div", figures, cls="headline") if figures else Markup("")


def headline_panel(facts: Facts, region_ids: Sequence[str], indicator_id: str, book: Book) -> Markup:
    """Show the headline figures with a word on how to go on."""
    t = book.t
    return join(
        element("h2", t("panel.headline"), cls="panel-title"),
        headline_grid(facts, region_ids, indicator_id, book),
        element("p", t("panel.hint"), cls="panel-note"),
    )


def region_panel(facts: Facts, region_id: str, book: Book, *, on_page: bool = False, rate_first: bool = False) -> Markup:
    """Show everything known of a region.

    Parameters
    ----------
    on_page : bool
        For the region's own page: its heading says the name, its rate stands above, its pairs have rows of their own, and a
        table below has every figure, so that of many the first are enough here.
    rate_first : bool
        Beside a map of rates; elsewhere its pairs come first, which such a map does not ask for.
    """
    t = book.t
    row = book.regions[region_id]
    head = join(element("h3", t.name(row)), element("p", whereabouts(row, book), cls="panel-where"))
    helped = facts.pairings[facts.pairings["recipient_id"] == region_id]
    helping = facts.pairings[facts.pairings["helper_id"] == region_id]
    work = facts.cooperation
    work = work[(work["helper_id"] == region_id) | (work["recipient_id"] == region_id)]
    events = naming(facts.events, region_id)
    around = pairings_of(facts.pairings, region_id, facts.hierarchy)
    around = around[(around["helper_id"] != region_id) & (around["recipient_id"] != region_id)]
    within = facts.regions[facts.regions["parent_id"] == region_id]["region_id"]
    own = about_region(facts.observations, facts.indicators, {region_id})
    left = [delisting_card(r, book) for r in of_region(facts.delistings, region_id)]
    inner = about_region(facts.observations, facts.indicators, set(within))
    outer = about_region(facts.observations, facts.indicators, _areas_of(facts, region_id))
    parts = (helped, helping, around, work, events, own, inner, outer, left)
    answers = [_pairs(helping, helped, around, book), headline_grid(facts, (region_id,), RATE, book)]
    return join(
        "" if on_page else join(head, *(reversed(answers) if rate_first else answers)),
        section(t("panel.delisting"), left),
        section(t("panel.figures"), _observations(own.head(_MOST_OWN) if on_page else own, book)),
        hint(t("panel.more_figures", n=len(own) - _MOST_OWN)) if on_page and len(own) > _MOST_OWN else "",
        section(t("panel.inner"), _inner(inner, book)),
        section(t("panel.outer"), [observation_card(r, book) for r in records(outer)]),
        section(
            t("panel.cooperation"), [cooperation_card(r, book) for r in records(work.head(_MOST_OWN) if on_page else work)]
        ),
        _more_cooperation(work, region_id, book) if on_page and len(work) > _MOST_OWN else "",
        section(t("panel.events"), [event_card(r, book) for r in records(events)]),
        "" if any(len(part) for part in parts) else _nothing(t("panel.nothing")),
        pairing_links.of_places(pairing_links.above(facts, region_id), "panel.above_pairings", book),
    )


def _more_cooperation(work: pd.DataFrame, region_id: str, book: Book) -> Markup:
    """Lead to where all figures of co-operation are."""
    side = "helper" if (work["helper_id"] == region_id).any() else "recipient"
    text = book.t("panel.more_cooperation", n=len(work) - _MOST_OWN)
    link = element("a", text, href=book.href("cooperation", **{side: region_id}), target="_self")
    return element("p", link, cls="panel-links")


def _pairs(helping: pd.DataFrame, helped: pd.DataFrame, around: pd.DataFrame, book: Book) -> Markup:
    return join(
        _records_of_pairs("panel.helps", helping, book),
        _records_of_pairs("panel.helped_by", helped, book),
        pairing_links.of_places(around, "panel.inner_pairings", book),
    )


def _records_of_pairs(key: str, rows: pd.DataFrame, book: Book) -> Markup:
    """Cards of pairs under how many pairs these are: of one pair there may be several records."""
    t, n, cards = book.t, len(rows.drop_duplicates(["helper_id", "recipient_id"])), len(rows)
    counted = t("panel.pairs_counted" if n == cards else "panel.pairs_recorded", what=t(key), n=n, records=cards)
    return section(counted, [pairing_card(r, book) for r in records(rows)])


def pair_panel(facts: Facts, pairing_id: str, book: Book) -> Markup:
    """Show everything known of a pair: its pairing, other arrangements of the same two regions, co-operation."""
    t = book.t
    pairing = records(facts.pairings[facts.pairings["pairing_id"] == pairing_id])[0]
    helper, recipient = pairing["helper_id"], pairing["recipient_id"]
    same = facts.pairings[(facts.pairings["helper_id"] == helper) & (facts.pairings["recipient_id"] == recipient)]
    others_rows = same[same["pairing_id"] != pairing_id]
    work = facts.cooperation
    work = work[(work["helper_id"] == helper) & (work["recipient_id"] == recipient)]
    events = naming(facts.events, helper, recipient, every=True)
    title = t("tip.pair", helper=book.region(helper), recipient=book.region(recipient))
    figures = {r: _observations(about_region(facts.observations, facts.indicators, {r}), book) for r in (helper, recipient)}
    outcome = [section(book.region(r), cards) for r, cards in figures.items() if cards]
    if outcome:
        outcome.append(element("p", t("panel.not_causal"), cls="panel-note"))
    return join(
        element("h3", title),
        pairing_card(pairing, book, named=False, is_open=True),
        section(t("panel.other_arrangements"), [pairing_card(r, book) for r in records(others_rows)]),
        section(t("panel.cooperation"), [cooperation_card(r, book) for r in records(work)]),
        section(t("panel.events"), [event_card(r, book) for r in records(events)]),
        *outcome,
        "" if len(work) else _nothing(t("panel.no_cooperation")),
    )


def whereabouts(row: Row, book: Book) -> str:
    """Say of what kind a region is, in what it lies, and its code, in one line.

    Parameters
    ----------
    row : mapping
        A row of ``regions``.

    Returns
    -------
    str
        An area that is no administrative unit has no code: its id is the atlas's own and says nothing to a reader.
    """
    parent = book.regions.get(row["parent_id"])
    code = "" if row["level"] == "area" else book.t("place.code", code=row["region_id"])
    return " · ".join(w for w in (kind_text(row, book), book.t.name(parent) if parent else "", code) if w)


def hint(text: str) -> Markup:
    """Return a word on how to go on, for a panel with nothing chosen yet."""
    return element("p", text, cls="panel-note")


def kind_text(row: Row, book: Book) -> str:
    """Say what kind of unit a region is.

    Parameters
    ----------
    row : mapping
        A row of ``regions``.

    Returns
    -------
    str
        The Chinese kind for Chinese readers, the level's name for English ones.
    """
    return str(row["kind"]) if book.t.lang == "zh" and row["kind"] else book.t(f"level.{row['level']}")


def _areas_of(facts: Facts, region_id: str) -> set[str]:
    members = facts.area_members
    return set(members[members["region_id"] == region_id]["area_id"])


def _observations(rows: pd.DataFrame, book: Book) -> list[Markup]:
    return [observation_card(r, book, with_region=False) for r in records(rows)]


def _inner(rows: pd.DataFrame, book: Book) -> list[Markup]:
    """Cards of what lies within; of a whole country the places alone, which lead to their own figures."""
    if len(rows) <= _MOST_INNER:
        return [observation_card(r, book) for r in records(rows)]
    counts = rows["region_id"].value_counts(sort=False).sort_index()
    names = {str(place): book.t("panel.place_count", name=book.short(str(place)), n=int(n)) for place, n in counts.items()}
    links = [element("a", name, href=book.href("region", region=place), target="_self") for place, name in names.items()]
    return [element("p", *links, cls="panel-links")]


def _nothing(text: str) -> Markup:
    return element("p", text, cls="panel-nothing")


def section(title: str, cards: list[Markup]) -> Markup:
    """Put cards under a heading; without cards there is no heading either."""
    return join(element("h4", title), *cards) if cards else Markup("")
