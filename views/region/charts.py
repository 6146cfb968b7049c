"""The charts of a place or a pair: what leads, all rates, and the pairings over time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.base import ChartOptions
from charts.key_points.panels import KeyOptions, key_points_spec
from charts.spec import ChartSpec
from charts.timeline.plot import timeline_spec
from charts.trend.pair_trend import START_ID, pair_trend_spec
from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.load import Facts
from data.pairings.pair import Pair
from data.rows import Row, records
from views.book import Book
from views.region.timeline import has_dates
from views.trends.key_points import lead_name
from views.trends.observations import observed, rates_and_bands, with_quotes
from views.view import Plot


def leading_plot(facts: Facts, sides: Sequence[str], leads: Sequence[Sequence[Row]], book: Book) -> Plot | None:
    """Return what leads of a place with all else that is reported of it; None where it has no rate."""
    t, led = book.t, {str(ends[0]["region_id"]): ends for ends in leads}
    if not led:
        return None
    points = rates_and_bands(facts, sides, book)[0]
    ids = {region: [str(row["observation_id"]) for row in ends] for region, ends in led.items()}
    options = KeyOptions(lead=lead_name(led, book))
    return Plot("place-key", lambda o: key_points_spec(points, ids, book.look, t, o), options, describe(points, t))


def rates_plot(facts: Facts, regions: Sequence[str], events: pd.DataFrame, pair: Pair | None, book: Book) -> Plot | None:
    """Return all rates of some places, with the events among them or with the beginning of a pair.

    Returns
    -------
    Plot or None
        None where nothing is reported.
    """
    t, (rates, bands, both) = book.t, rates_and_bands(facts, regions, book)
    if not len(both):
        return None
    options = TrendOptions(indicator=_rate(book), axis="linear", sides=tuple(regions) if pair else ())

    def draw(given: TrendOptions) -> ChartSpec:
        if pair is None:
            return trend_spec(rates, events, book.look, t, given, bands)
        first, by_list = _first(pair), pair.years.by_list
        return pair_trend_spec(rates, pair.first_start, book.look, t, given, first, bands, by_list=by_list)

    table = with_quotes(figure_to_table(both, t), facts, book)
    return Plot("pair-trend" if pair else "place-trend", draw, options, describe(both, t), table)


def course_plot(facts: Facts, regions: Sequence[str], book: Book, *, mapped: bool) -> Plot | None:
    """Return the rates of some places alone, for a screen on which they stand beside their map, or in place of it.

    Parameters
    ----------
    mapped : bool
        Whether there is such a map.

    Returns
    -------
    Plot or None
        None where nothing is reported, and beside a map where fewer than two dates are drawn: a point shows no course.
    """
    t, (rates, bands, both) = book.t, rates_and_bands(facts, regions, book)
    # Bands that were worked out are counted in words, not drawn.
    days = {*rates["period_end"], *bands.loc[bands["status"] != "derived", "period_end"]} - {""}
    if not len(both) or (mapped and len(days) < 2):
        return None
    sides, none = tuple(regions) if len(regions) == 2 else (), facts.events.iloc[:0]
    options = TrendOptions(indicator=_rate(book), axis="linear", sides=sides, brief=mapped)

    def draw(given: TrendOptions) -> ChartSpec:
        return trend_spec(rates, none, book.look, t, given, bands)

    rows = tuple(observed(facts, regions, RATE, BAND))
    return Plot("course", draw, options, describe(both, t), figure_to_table(both, t), rows)


def _rate(book: Book) -> str:
    return book.t.name(book.indicators[RATE]) if RATE in book.indicators else RATE


def _first(pair: Pair) -> str:
    """The pairing whose words give the start that the chart marks."""
    rows = pair.pairings[pair.pairings["start"] == pair.first_start]
    return str(rows["pairing_id"].iloc[0]) if len(rows) else START_ID


def timeline_plot(spans: pd.DataFrame, events: pd.DataFrame, key: str, book: Book) -> Plot | None:
    """Return pairings over time; None where none has a date.

    Parameters
    ----------
    spans : DataFrame
        Columns :data:`charts.timeline.rows.COLUMNS`.
    """
    if not has_dates(spans):
        return None
    t, alt = book.t, book.t("region.timeline_alt", n=len(spans))
    rows = tuple(records(spans))
    return Plot(key, lambda o: timeline_spec(spans, events, book.look, t, o), ChartOptions(), alt, rows=rows)
