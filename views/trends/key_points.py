"""Key points of the trends: which figures lead of each place, the finding in a sentence, who reported it, and its panels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from charts.key_points.panels import KeyOptions, key_points_spec
from charts.trend.events import events_within, to_events
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, records
from data.select import latest_reported
from text.catalogue import Catalogue
from text.dates import format_date, record_period
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts.markup import Markup, element
from views.parts.panel import headline_reports
from views.parts.periods import bases_of, spell
from views.parts.words import reporter, value_text
from views.trends.observations import events_about, observed, points, with_quotes
from views.view import Plot, View

#: Places that stand side by side; more are for the view of all points.
MOST: Final = 8
#: So many places are named in a title.
_NAMED: Final = 5
#: px; what is too old or has no date to be drawn is the same in every room that holds the panels.
_ROOM: Final = (1200, 500)


def title_of(at: Address, regions: Sequence[str], book: Book) -> str:
    """Return the title of rates of some places: the page's question, until other places are chosen than it opens with."""
    t = book.t
    if ",".join(regions) == at.param("regions").default:
        return t(f"trends.title_{at['show']}")
    names = t("describe.comma").join(book.short(i) for i in regions[:_NAMED])
    more = len(regions) - _NAMED
    return t("slide.trends_more", names=names, n=more) if more > 0 else t("slide.trends", names=names)


def key_points_view(at: Address, facts: Facts, _shapes: Shapes, book: Book) -> View:
    """Return what the key points show: a panel a place, and on request what happened there as text."""
    regions, asked = tuple(at.several("regions")), at["events"]
    title = title_of(at, regions, book)
    return memoized("key points", lambda: _view(title, regions, bool(asked), facts, book), *(facts, book, regions, asked))


def _view(title: str, regions: Sequence[str], asked: bool, facts: Facts, book: Book) -> View:
    t, leads = book.t, leading(facts, regions, book)
    shown, led = points(facts, RATE, list(leads), book), [row for ends in leads.values() for row in ends]
    events = {region: events_of(facts, region, shown) for region in leads} if asked else {}
    ids = {region: [str(row["observation_id"]) for row in ends] for region, ends in leads.items()}
    options = KeyOptions(lead=lead_name(leads, book))
    alt, table = describe(shown, t), with_quotes(figure_to_table(shown, t), facts, book)
    rows = observed(facts, list(leads), RATE)
    chart = Plot(
        "key-points", lambda o: key_points_spec(shown, ids, book.look, t, o, events), options, alt, table, tuple(rows)
    )
    happened = pd.concat(events.values()).drop_duplicates("event_id") if events else facts.events.iloc[:0]
    return View(
        title=title,
        finding=finding(leads, book) or t("chart.empty"),
        subtitle=t("trends.subtitle_points")
        if any(len(ends) > 1 for ends in leads.values())
        else t("trends.subtitle_values"),
        qualifier=said_by(leads, book),
        description=alt,
        charts=(chart,),
        leads=tuple(leads.values()),
        below=_happened(events, book) if events else Markup(""),
        table=table,
        left_out=tuple(left_out(len(regions), chart.spec(*_ROOM, 1.0).meta, t)),
        observations=(*led, *(row for row in rows if row["observation_id"] not in {i for one in ids.values() for i in one})),
        events=happened.sort_values("date", kind="stable"),
        period=spell(rows, t),
        basis=bases_of((row for row in rows if row["period_end"]), book),  # what has no date is not drawn
    )


def _happened(events: Mapping[str, pd.DataFrame], book: Book) -> Markup:
    """What happened, as text, place by place."""
    t, parts = book.t, []
    for region, frame in events.items():
        lines = [
            element("li", element("b", format_date(one.when, t.lang)), " ", one.title, cls="goal" if one.target else "")
            for one in to_events(frame, t)
        ]
        nothing = element("p", t("trends.no_events"), cls="panel-nothing")
        parts.append(element("section", element("h4", book.short(region)), element("ul", *lines) if lines else nothing))
    return element("div", *parts, cls="key-events")


def leading(facts: Facts, region_ids: Sequence[str], book: Book) -> dict[str, tuple[Row, ...]]:
    """Return the observations that lead of each place.

    Parameters
    ----------
    region_ids : sequence of str
        The first :data:`MOST` count.

    Returns
    -------
    dict of str to tuple of mapping
        Of the five documents both ends of the last reported change, else the latest value; of a place that they
        report nothing of, the value of the last day that any source reports; an empty tuple where none has a date.
    """
    led = {str(ends[0]["region_id"]): ends for ends in headline_reports(facts, region_ids, RATE, book)}
    latest = latest_of(facts, region_ids)
    return {region: led.get(region) or latest.get(region, ()) for region in region_ids[:MOST]}


def latest_of(facts: Facts, region_ids: Sequence[str]) -> dict[str, tuple[Row, ...]]:
    """Return of each of the first :data:`MOST` places that have one the rate that was reported last, in their order."""
    latest: dict[str, tuple[Row, ...]] = {}
    for row in records(latest_reported(facts.observations, RATE)):
        latest.setdefault(str(row["region_id"]), (row,))
    return {region: latest[region] for region in region_ids[:MOST] if region in latest}


def lead_name(leads: Mapping[str, Sequence[Row]], book: Book) -> str:
    """Return what leads, for a legend: figures of the five documents, the latest reports, or both."""
    core = {book.sources[row["source_id"]]["tier"] == "core" for ends in leads.values() for row in ends}
    if core == {True}:
        return book.t("chart.key.lead")
    return book.t("chart.key.lead_or_latest") if True in core else book.t("chart.key.lead_latest")


def led(leads: Iterable[Sequence[Row]], book: Book) -> Iterator[tuple[str, str, str]]:
    """Yield of each place that has figures its id, both ends of the change or the one value, and the period in words.

    Parameters
    ----------
    leads : iterable of sequence of mapping
        Of each place one observation, or the two ends of a change.
    """
    t = book.t
    for ends in leads:
        values = [value_text(row, "%", t) for row in ends]
        value = t("figure.change", start=values[0], end=values[1]) if len(ends) > 1 else values[0]
        when = record_period({**ends[-1], "point": "over"} if len(ends) > 1 else ends[-1], t)
        yield str(ends[0]["region_id"]), value, when


def finding(leads: Mapping[str, Sequence[Row]], book: Book) -> str:
    """Say what the figures that lead say: those of one period together, in the order of the places.

    Returns
    -------
    str
        Plain text, such as '2011–2015: Xinjiang 32% → 15%, …; Apr 2018: Ningde 0.028%'; empty without any figure.
    """
    t, by_period = book.t, dict[str, list[str]]()
    for region, value, when in led(filter(None, leads.values()), book):
        by_period.setdefault(when, []).append(t("trends.key_value", region=book.short(region), value=value))
    parts = [
        t("trends.key_period", period=when, values=t("describe.comma").join(texts)) for when, texts in by_period.items()
    ]
    return t("describe.semicolon").join(parts)


def said_by(leads: Mapping[str, Sequence[Row]], book: Book) -> str:
    """Say who reported what leads, on which basis, and what follows for comparing it; empty without any figure."""
    t, rows = book.t, [row for ends in leads.values() for row in ends]
    if not rows:
        return ""
    sources = dict.fromkeys(reporter(book.sources[row["source_id"]], t, bare=True) for row in rows)
    bases = dict.fromkeys(t.name(book.bases[row["basis_id"]]) for row in rows)
    # A citation has commas of its own.
    names_text, basis = (t("describe.semicolon").join(names) for names in (sources, bases))
    if {row["basis_id"] for row in rows} != {"unstated"}:
        return t("trends.key_by", who=names_text, basis=basis)
    # One value of one place is compared with nothing.
    return t("trends.key_by_unstated" if len(rows) > 1 else "trends.key_by_alone", who=names_text)


def events_of(facts: Facts, region_id: str, points: pd.DataFrame) -> pd.DataFrame:
    """Return the events and goals of a place that belong on the time axis of some points; columns of ``events``."""
    return events_within(events_about(facts, [region_id], nation=False), points)


def left_out(places: int, meta: Mapping[str, object], t: Catalogue) -> list[str]:
    """Say what of some places the panels do not show.

    Parameters
    ----------
    places : int
        How many places are asked for.
    meta : mapping of str to object
        As :func:`charts.key_points.panels.key_points_spec` tells it.
    """
    undated, earlier = (len(ids) if isinstance(ids := meta.get(k), list) else 0 for k in ("left_out", "earlier"))
    notes = [t("trends.key_more", n=places - MOST)] if places > MOST else []
    notes += [t("trends.key_earlier", n=earlier)] if earlier else []
    return [*notes, t("trends.key_undated", n=undated)] if undated else notes
