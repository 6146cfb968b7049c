"""The region page at an address: a place or a pair, with what leads, the pairs, the rates and what else is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from charts.trend.events import events_within
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.pair import Pair, find_pair
from data.places.distance import great_circle_km
from data.rows import Row, records
from data.select import about_region, pairings_of
from text.dates import format_date
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.overview.national import flows_of, unplaced_notes
from views.pairings.view import pair_counts
from views.parts.markup import join
from views.parts.panel import headline_reports, region_panel, whereabouts
from views.parts.periods import bases_of, spell
from views.parts.record_tables import observations_table, pairs_table
from views.region.around import around
from views.region.pair import pair_panel
from views.region.pairs import PairRow, pair_rows
from views.region.place import pair_scene, region_scene
from views.region.timeline import spans, spans_of
from views.trends.key_points import finding
from views.trends.observations import events_about, rates_and_bands
from views.view import View


@dataclass(frozen=True)
class PlaceView(View):
    """A place, or a pair of places.

    Attributes
    ----------
    key : str
        Region or pair.
    where : str
        What a reader asks first, in one line: of a place its kind, what it lies in and how many pairs it has; of a pair its
        programmes, years and distance.
    sides : tuple of str
        The place, or helper and recipient.
    leads : tuple of tuple of dict
        As :func:`views.parts.panel.headline_reports` gives them for ``sides``.
    rows : tuple of PairRow
        Its pairs; none for a pair.
    rates, bands, both : DataFrame
        As :func:`views.trends.observations.rates_and_bands` gives them, of a place with those of the areas it belongs to.
    events, near : DataFrame
        Rows of ``events`` that name it; those of them within the time of its rates, all where it has none.
    spans : DataFrame
        Columns :data:`charts.timeline.rows.COLUMNS`.
    pair : Pair or None
        None for a place.
    """

    key: str = ""
    where: str = ""
    sides: tuple[str, ...] = ()
    leads: tuple[tuple[Row, ...], ...] = ()
    rows: tuple[PairRow, ...] = ()
    rates: pd.DataFrame = field(default_factory=pd.DataFrame)
    bands: pd.DataFrame = field(default_factory=pd.DataFrame)
    both: pd.DataFrame = field(default_factory=pd.DataFrame)
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    near: pd.DataFrame = field(default_factory=pd.DataFrame)
    spans: pd.DataFrame = field(default_factory=pd.DataFrame)
    pair: Pair | None = None


def region(at: Address, facts: Facts, shapes: Shapes, book: Book) -> PlaceView | None:
    """Return what the region page shows.

    Returns
    -------
    PlaceView or None
        None where the facts have no region at all.
    """
    asked, wanted = at["pair"], at["region"]

    def make() -> PlaceView | None:
        pair = find_pair(facts, asked) if asked else None
        if pair is not None:
            return _of_pair(pair, facts, shapes, book)
        return _of_place(wanted, facts, shapes, book) if wanted in book.regions else None

    return memoized("region page", make, facts, shapes, book, asked, wanted)


def _of_place(region_id: str, facts: Facts, shapes: Shapes, book: Book) -> PlaceView:
    t, row = book.t, book.regions[region_id]
    touching = pairings_of(facts.pairings, region_id, facts.hierarchy)
    once = touching.drop_duplicates(["helper_id", "recipient_id"])
    own = records(about_region(facts.observations, facts.indicators, {region_id}))
    leads = tuple(headline_reports(facts, [region_id], RATE, book))
    rates, bands, both = rates_and_bands(facts, [region_id, *_areas(facts, region_id)], book)
    events = events_about(facts, [region_id], nation=False)
    counted = t("region.pairs", n=len(once), records=len(touching)) if len(once) else ""
    said = [text for text in (_finding(leads, book), counted) if text]
    scene = region_scene(facts, shapes, region_id, book)
    return PlaceView(
        title=book.region(region_id),
        finding=t("describe.semicolon").join(said) or t("slide.nothing", name=book.region(region_id)),
        description=scene.text["alt"],
        scene=scene,
        panel=join(region_panel(facts, region_id, book, on_page=True), around(facts, shapes, region_id, book)),
        table=pairs_table(records(touching), book) if len(touching) else observations_table(own, book),
        left_out=unplaced_notes(flows_of(once, facts, shapes)[1], facts, book),
        pairings=touching,
        meant=once,
        observations=tuple(own),
        counts=pair_counts(once, book) if len(once) else (),
        period=spell(own, t),
        basis=bases_of(own, book),
        key=region_id,
        where=t("pair.dot").join(text for text in (whereabouts(row, book), counted) if text),
        sides=(region_id,),
        leads=leads,
        rows=pair_rows(touching, region_id, facts, book),
        rates=rates,
        bands=bands,
        both=both,
        events=events,
        near=events_within(events, both) if len(both) else events,
        spans=spans_of(facts, region_id, book),
    )


def _of_pair(pair: Pair, facts: Facts, shapes: Shapes, book: Book) -> PlaceView:
    t, sides = book.t, (pair.helper_id, pair.recipient_id)
    name = t("tip.pair", helper=book.region(sides[0]), recipient=book.region(sides[1]))
    leads = tuple(headline_reports(facts, sides, RATE, book))
    rates, bands, both = rates_and_bands(facts, list(sides), book)
    known = facts.observations
    ends = records(known[known["region_id"].isin(sides) & (known["indicator_id"] == RATE)])
    years = t(pair.years.key, **{k: format_date(v, t.lang) for k, v in pair.years.fields.items()})
    scene = pair_scene(facts, shapes, pair, book)
    return PlaceView(
        title=name,
        finding=years,
        description=scene.text["alt"],
        scene=scene,
        panel=pair_panel(pair, facts, book),
        table=pairs_table(records(pair.pairings), book),
        chosen=None,
        pairings=pair.pairings,
        meant=pair.pairings.head(1),
        observations=tuple(ends),
        period=years,
        basis=bases_of(ends, book),
        key=pair.key,
        where=_strip(pair, years, shapes, book),
        sides=sides,
        leads=leads,
        rates=rates,
        bands=bands,
        both=both,
        events=pair.events,
        near=events_within(pair.events, both) if len(both) else pair.events,
        spans=spans(pair.pairings, pair.helper_id, book),
        pair=pair,
    )


def _finding(leads: Sequence[Sequence[Row]], book: Book) -> str:
    return finding({str(ends[0]["region_id"]): ends for ends in leads}, book)


def _areas(facts: Facts, region_id: str) -> list[str]:
    members = facts.area_members
    return list(dict.fromkeys(members[members["region_id"] == region_id]["area_id"]))


def _strip(pair: Pair, years: str, shapes: Shapes, book: Book) -> str:
    """Programmes, years, distance: what a reader asks first, in one line."""
    t = book.t
    known = [t.name(book.programmes[i]) for i in dict.fromkeys(pair.pairings["programme_id"])]
    ends = [shapes.places.get(i) for i in (pair.helper_id, pair.recipient_id)]
    parts = [*known, years]
    if ends[0] and ends[1]:
        km = great_circle_km(_lonlat(ends[0]), _lonlat(ends[1]))
        parts.append(t("pair.distance", km=f"{km:,.0f}"))
    return t("pair.dot").join(parts)


def _lonlat(place: dict[str, list[float]]) -> tuple[float, float]:
    lon, lat = place["anchor_lonlat"] if "anchor_lonlat" in place else place["lonlat"]
    return lon, lat
