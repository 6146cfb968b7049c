"""The region page at an address: a place or a pair, with what leads, the pairs, the rates and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from charts.trend.events import event_notes, events_within
from data.dates import day_of
from data.figures.delistings import of_region
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.arrangements import listed
from data.pairings.pair import Pair, find_pair
from data.places.distance import great_circle_km
from data.rows import Row, records
from data.schema.model import DIMENSIONS
from data.select import LANDING, about_region, pairings_of
from text.catalogue import Catalogue
from text.dates import format_date, record_period
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.overview.national import flows_of, unplaced_notes
from views.pairings.partners import partners_of, sides_said
from views.pairings.view import pair_counts
from views.parts.markup import Markup, element, join
from views.parts.panel import headline_reports, region_panel, whereabouts
from views.parts.periods import bases_of, spell
from views.parts.record_tables import observations_table, pairs_table
from views.parts.words import value_text
from views.region.around import around
from views.region.charts import course_plot, leading_plot, rates_plot, timeline_plot
from views.region.pair import pair_panel
from views.region.pairs import PairRow, pair_rows
from views.region.place import drawn_as, pair_scene, region_scene
from views.region.timeline import spans, spans_of
from views.trends.key_points import finding, led
from views.trends.observations import events_about, rates_and_bands
from views.view import Plot, View

#: So many partners of the list are named in a headline.
_FEW: Final = 2


@dataclass(frozen=True)
class PlaceView(View):
    """A place, or a pair of places.

    Attributes
    ----------
    key : str
        Region or pair.
    where : str
        What a reader asks first, in one line: of a place its kind, what it lies in, with whom it is paired; of a pair its
        programmes, years and distance.
    sides : tuple of str
        The place, or helper and recipient.
    rows : tuple of PairRow
        Its pairs; none for a pair.
    leading, rates, timeline : Plot or None
        What leads of a place with all else reported of it; all rates of a pair, or of a place with those of the areas it
        belongs to; pairings over time. None where nothing is to be drawn.
    course : Plot or None
        The rates that stand beside the map on a screen that nobody scrolls; without a map, in its place.
    mapped : bool
        Whether the map shows it: else it is the country's, which says nothing of it.
    of_parts : tuple of dict
        What is reported of the parts of an area, such as those of a mountain area in each province.
    pair : Pair or None
        None for a place.
    """

    key: str = ""
    where: str = ""
    sides: tuple[str, ...] = ()
    rows: tuple[PairRow, ...] = ()
    leading: Plot | None = None
    rates: Plot | None = None
    timeline: Plot | None = None
    course: Plot | None = None
    mapped: bool = True
    of_parts: tuple[Row, ...] = ()
    pair: Pair | None = None

    def under(self, t: Catalogue) -> str:
        """Return the line under the name on a page: where it is, and what limits the finding."""
        return t("pair.dot").join(filter(None, (self.where, self.qualifier)))


def region(at: Address, facts: Facts, shapes: Shapes, book: Book) -> PlaceView | None:
    """Return what the region page shows.

    Returns
    -------
    PlaceView or None
        None where the facts have no region at all.
    """
    pair_key, region_id = at["pair"], at["region"]

    def make() -> PlaceView | None:
        pair = find_pair(facts, pair_key) if pair_key else None
        if pair is not None:
            return _of_pair(pair, facts, shapes, book)
        return _of_place(region_id, facts, shapes, book) if region_id in book.regions else None

    return memoized("region page", make, facts, shapes, book, pair_key, region_id)


def _of_place(region_id: str, facts: Facts, shapes: Shapes, book: Book) -> PlaceView:
    t, row = book.t, book.regions[region_id]
    touching = pairings_of(facts.pairings, region_id, facts.hierarchy)
    once = touching.drop_duplicates(["helper_id", "recipient_id"])
    own = records(about_region(facts.observations, facts.indicators, {region_id}))
    leads = tuple(headline_reports(facts, [region_id], RATE, book))
    places, events = [region_id, *_areas(facts, region_id)], events_about(facts, [region_id], nation=False)
    near = _near(events, places, facts, book)
    # The nation has no outline of its own, and the map of the whole country is its map.
    outlined = region_id in set(facts.outlines["area_id"])
    mapped = outlined or bool(drawn_as(facts, shapes, region_id, book)) or row["level"] == "nation"
    parts = _parts(region_id, facts)
    counted = t("region.pairs", n=len(once), records=len(touching)) if len(once) else ""
    opening = listed(touching, LANDING)
    if len(opening):
        counted = t("region.pairs_listed", said=counted, n=len(opening))
        names = list(dict.fromkeys(map(book.short, partners_of(region_id, opening, facts))))
        if len(names) <= _FEW:
            counted = t("region.pairs_listed_with", said=counted, names=t("describe.comma").join(names))
    answers = [text for text in (_finding(leads, book), counted) if text]
    scene, later = region_scene(facts, shapes, region_id, book), _later(own, leads, book)
    course = course_plot(facts, [region_id] if mapped else [region_id, *parts], book, mapped=mapped)
    # Of when and on which basis: said of what leads and of what is drawn, not of a line of 1985 among the cards.
    drawn = [row for row in course.rows if row["period_start"] or row["period_end"]] if course else []
    spoken = list({row["observation_id"]: row for row in (*(row for ends in leads for row in ends), *drawn)}.values()) or own
    return PlaceView(
        title=book.region(region_id),
        finding=t("describe.semicolon").join(answers) or t("slide.nothing", name=book.region(region_id)),
        qualifier=later,
        description=scene.text["alt"],
        scene=scene,
        panel=join(region_panel(facts, region_id, book, on_page=True), around(facts, shapes, region_id, book)),
        table=pairs_table(records(touching), book) if len(touching) else observations_table(own, book),
        left_out=unplaced_notes(flows_of(once, facts, shapes)[1], facts, book),
        pairings=touching,
        chosen_pairings=once,
        observations=tuple(own),
        cooperation=tuple(_ordered(facts.cooperation[_party(facts, region_id)])),
        counts=pair_counts(once, book) if len(once) else (),
        period=spell(spoken, t),
        basis=bases_of(spoken, book),
        key=region_id,
        where=t("pair.dot").join(filter(None, (whereabouts(row, book), *sides_said(region_id, once, facts, book)))),
        sides=(region_id,),
        leads=leads,
        rows=pair_rows(touching, region_id, facts, book),
        events=events,
        below=_flags(near, book),
        leading=leading_plot(facts, [region_id], leads, book),
        rates=rates_plot(facts, places, near, None, book),
        timeline=timeline_plot(spans_of(facts, region_id, book), events, "timeline", book),
        course=course,
        mapped=mapped,
        of_parts=tuple(records(about_region(facts.observations, facts.indicators, set(parts)))),
        delistings=tuple(of_region(facts.delistings, region_id)),
    )


def _of_pair(pair: Pair, facts: Facts, shapes: Shapes, book: Book) -> PlaceView:
    t, sides = book.t, (pair.helper_id, pair.recipient_id)
    name = t("tip.pair", helper=book.region(sides[0]), recipient=book.region(sides[1]))
    leads = tuple(headline_reports(facts, sides, RATE, book))
    near = _near(pair.events, sides, facts, book)
    observations = facts.observations
    ends = records(observations[observations["region_id"].isin(sides) & (observations["indicator_id"] == RATE)])
    years = t(pair.years.key, **{k: format_date(v, t.lang) for k, v in pair.years.fields.items()})
    values = finding({str(ends[0]["region_id"]): ends for ends in leads}, book)
    rates = t("pair.rates", values=values) if values else ""
    scene, course = pair_scene(facts, shapes, pair, book), course_plot(facts, sides, book, mapped=True)
    return PlaceView(
        title=name,
        finding=t("describe.semicolon").join(filter(None, (years, rates))),
        description=scene.text["alt"],
        scene=scene,
        panel=pair_panel(pair, facts, book),
        table=pairs_table(records(pair.pairings), book),
        chosen=None,
        pairings=pair.pairings,
        chosen_pairings=pair.pairings.head(1),
        observations=tuple(ends),
        period=years,
        basis=bases_of(course.rows if course else ends, book),
        key=pair.key,
        where=_strip(pair, years, shapes, book),
        sides=sides,
        leads=leads,
        cooperation=tuple(_ordered(pair.cooperation)),
        events=pair.events,
        rates=rates_plot(facts, sides, near, pair, book),
        timeline=timeline_plot(spans(pair.pairings, pair.helper_id, book), near, "pair-timeline", book),
        course=course,
        pair=pair,
    )


def _party(facts: Facts, region_id: str) -> pd.Series:
    """Which co-operation figures name a place itself on either side."""
    return (facts.cooperation["helper_id"] == region_id) | (facts.cooperation["recipient_id"] == region_id)


def _ordered(cooperation: pd.DataFrame) -> list[Row]:
    """Co-operation figures, those of one task together, the tasks in the order of the documents."""
    return sorted(records(cooperation), key=lambda row: DIMENSIONS.index(row["dimension"]))


def _finding(leads: Sequence[Sequence[Row]], book: Book) -> str:
    """Say the rate that leads of a place, which the heading names; empty without one."""
    t = book.t
    return t("describe.semicolon").join(
        t("place.rate", name=t.name(book.indicators[RATE]), value=value, when=when) for _, value, when in led(leads, book)
    )


def _later(own: Sequence[Row], leads: Sequence[Sequence[Row]], book: Book) -> str:
    """Name the rate that was reported last, where a document leads with an earlier one; else empty."""

    def dated(rows: Iterable[Row]) -> list[tuple[date, Row]]:
        days = ((day_of(row["period_start"], row["period_end"], row["point"]), row) for row in rows)
        return [(day, row) for day, row in days if day]

    t, leading = book.t, dated(row for ends in leads for row in ends)
    rates = dated(row for row in own if row["indicator_id"] == RATE and row["status"] == "reported")
    last = max((day for day, _ in rates), default=date.min)
    latest = [row for day, row in rates if day == last]
    if not leading or last <= max(day for day, _ in leading):
        return ""
    texts = dict.fromkeys(t("place.dated", value=value_text(row, "%", t), when=record_period(row, t)) for row in latest)
    large = t("describe.comma").join(dict.fromkeys(value_text(row, "%", t) for _, row in leading))
    return t("place.later", large=large, later=t("describe.comma").join(texts))


def _near(events: pd.DataFrame, places: Sequence[str], facts: Facts, book: Book) -> pd.DataFrame:
    """The events within the time of the rates of some places; all where they have none."""
    both = rates_and_bands(facts, places, book)[2]
    return events_within(events, both) if len(both) else events


def _flags(events: pd.DataFrame, book: Book) -> Markup:
    """The words of the events that are numbered on the chart."""
    notes = [element("p", note) for note in event_notes(events, book.t)]
    return element("div", element("h4", book.t("trends.events")), *notes, cls="notes flags") if notes else Markup("")


def _parts(region_id: str, facts: Facts) -> list[str]:
    """The parts of an area: what is reported of it is of them."""
    regions = facts.regions
    area = regions["level"] == "area"
    is_one = bool((area & (regions["region_id"] == region_id)).any())
    return sorted(regions[area & (regions["parent_id"] == region_id)]["region_id"]) if is_one else []


def _areas(facts: Facts, region_id: str) -> list[str]:
    members = facts.area_members
    return list(dict.fromkeys(members[members["region_id"] == region_id]["area_id"]))


def _strip(pair: Pair, years: str, shapes: Shapes, book: Book) -> str:
    """Programmes, years, distance: what a reader asks first, in one line."""
    t = book.t
    programmes = [t.name(book.programmes[i]) for i in dict.fromkeys(pair.pairings["programme_id"])]
    ends = [shapes.places.get(i) for i in (pair.helper_id, pair.recipient_id)]
    parts = [*programmes, years]
    if ends[0] and ends[1]:
        km = great_circle_km(_lonlat(ends[0]), _lonlat(ends[1]))
        parts.append(t("pair.distance", km=f"{km:,.0f}"))
    return t("pair.dot").join(parts)


def _lonlat(place: dict[str, list[float]]) -> tuple[float, float]:
    lon, lat = place["anchor_lonlat"] if "anchor_lonlat" in place else place["lonlat"]
    return lon, lat
