"""Tables to fill in, one a kind of record that can be imported: headings that are understood, and recorded rows to go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.figures.reported import RATE
from data.load import Facts
from data.rows import Row, records
from views.book import Book

#: Rows to go by.
_EXAMPLES: Final = 3
_MEASURE: Final = "fiscal_aid"
_TEN_THOUSAND: Final = 10_000
_HALF: Final = 6
KINDS: Final = ("observations", "cooperation", "pairings", "delistings", "events", "areas")
"""Tables for which there is one."""


@dataclass(frozen=True)
class Template:
    """A table to fill in.

    Attributes
    ----------
    title : str
        What stands above it.
    table : DataFrame
        Recorded rows under headings in the reader's language; years and values are numbers.
    places, years, values : tuple of str
        Headings of the columns that take a place, a year, a number.
    """

    title: str
    table: pd.DataFrame
    places: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def template(kind: str, facts: Facts, book: Book) -> Template:
    """Make the table of a kind.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`.

    Returns
    -------
    Template
        Without rows where nothing of the kind is recorded.
    """
    return _MAKERS[kind](facts, book)


def _yearly(rows: pd.DataFrame) -> list[Row]:
    of_a_year = rows["period_start"].str.fullmatch(r"\d{4}") & (rows["period_end"] == rows["period_start"])
    placed = rows["recipient_id" if "recipient_id" in rows else "region_id"].str.fullmatch(r"\d{6}")
    return records(rows[of_a_year & placed & (rows["bound"] == "=")].head(_EXAMPLES))


def _observations(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.observations
    rate = t.name(book.indicators[RATE]) if RATE in book.indicators else RATE
    value, year, place = t("own.template_percent", name=rate), t("own.template_year"), t("own.template_place")
    rows = _yearly(held[(held["indicator_id"] == RATE) & (held["status"] == "reported")])
    cells = [
        {
            t("own.template_code"): row["region_id"],
            place: book.region(row["region_id"]),
            year: int(row["period_start"]),
            value: row["value"],
        }
        for row in rows
    ]
    columns = [t("own.template_code"), place, year, value]
    return Template(rate, pd.DataFrame(cells, columns=columns), (place,), (year,), (value,))


def _cooperation(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.cooperation
    measure = t.name(book.measures[_MEASURE]) if _MEASURE in book.measures else _MEASURE
    helper, recipient, year = t("own.template_helper"), t("own.template_recipient"), t("own.template_year")
    value = t("own.template_funds", name=measure)
    both = held[(held["measure_id"] == _MEASURE) & (held["helper_id"] != "") & (held["recipient_id"] != "")]
    cells = [
        {
            helper: book.region(row["helper_id"]),
            recipient: book.region(row["recipient_id"]),
            year: int(row["period_start"]),
            value: row["value"] / _TEN_THOUSAND,
        }
        for row in _yearly(both)
    ]
    table = pd.DataFrame(cells, columns=[helper, recipient, year, value])
    return Template(measure, table, (helper, recipient), (year,), (value,))


def _pairings(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.pairings
    helper, recipient, since = t("own.template_helper"), t("own.template_recipient"), t("own.template_since")
    rows = records(held[held["start"].str.fullmatch(r"\d{4}")].head(_EXAMPLES))
    cells = [
        {helper: book.region(row["helper_id"]), recipient: book.region(row["recipient_id"]), since: int(row["start"])}
        for row in rows
    ]
    title = t("own.template_pairings")
    return Template(title, pd.DataFrame(cells, columns=[helper, recipient, since]), (helper, recipient), (since,))


def _delistings(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.delistings
    province, county, date = t("own.template_province"), t("own.template_county"), t("own.template_approved")
    # Of the first half of a year the batch is the year before: rows to go by should need no exception.
    dated = held[held["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
    years, first_half = dated["date"].str[:4].astype(int), dated["date"].str[5:7].astype(int) <= _HALF
    rows = records(dated[dated["batch"] == (years - first_half).astype(str)].head(_EXAMPLES))
    cells = [
        {province: book.region(f"{row['region_id'][:2]}0000"), county: book.region(row["region_id"]), date: row["date"]}
        for row in rows
    ]
    return Template(t("own.template_delistings"), pd.DataFrame(cells, columns=[province, county, date]), (province, county))


def _events(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.events
    date, event, place = t("own.template_date"), t("own.template_event"), t("own.template_place")
    of_a_place = held["region_ids"].str.fullmatch(r"\d{6}") & held["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    cells = [
        {date: row["date"], event: row[f"title_{t.lang}"], place: book.region(row["region_ids"])}
        for row in records(held[of_a_place].head(_EXAMPLES))
    ]
    return Template(t("own.template_events"), pd.DataFrame(cells, columns=[date, event, place]), (place,))


def _areas(facts: Facts, book: Book) -> Template:
    t, held = book.t, facts.area_members
    area, province, place = t("own.template_area"), t("own.template_province"), t("own.template_place")
    # The members of a recorded area, under a name that is free.
    rows = records(held[held["region_id"].str.fullmatch(r"\d{6}")].head(_EXAMPLES))
    cells = [
        {
            area: t("own.template_areas"),
            province: book.region(f"{row['region_id'][:2]}0000"),
            place: book.region(row["region_id"]),
        }
        for row in rows
    ]
    return Template(t("own.template_areas"), pd.DataFrame(cells, columns=[area, province, place]), (province, place))


_MAKERS: Final[dict[str, Callable[[Facts, Book], Template]]] = {
    "observations": _observations,
    "cooperation": _cooperation,
    "pairings": _pairings,
    "delistings": _delistings,
    "events": _events,
    "areas": _areas,
}
