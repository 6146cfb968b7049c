"""The records behind a slide as a table, and their names in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.rows import Row
from text.catalogue import Catalogue
from text.dates import format_date, record_period
from text.numbers import format_value
from text.quantity import unit_word
from views.book import Book
from views.parts.pair_names import pair_name, parties, start_text
from views.parts.words import measure_text, reporter, value_text


def facts_table(book: Book, **tables: Iterable[Row]) -> pd.DataFrame:
    """Return the records behind a slide, headings in the reader's language.

    Parameters
    ----------
    **tables : iterable of mapping
        ``observations``, ``pairings``, ``cooperation``, ``events``: their rows.

    Returns
    -------
    DataFrame
        A value is a number where the source gives it exactly, else text with its sign.
    """
    t = book.t
    heads = (
        t("slide.record"),
        t("slide.what"),
        t("table.region"),
        t("table.value"),
        t("slide.unit"),
        t("table.period"),
        t("table.basis"),
        t("table.quote"),
        t("table.reported"),
    )
    records: list[tuple[Any, ...]] = []
    for row in tables.get("observations", ()):
        indicator = book.indicators[row["indicator_id"]]
        when = record_period(row, t)
        when = t(f"status.{row['status']}", period=when) if row["status"] != "reported" else when
        records.append(
            (
                row["observation_id"],
                t.name(indicator),
                book.region(row["region_id"]),
                *_value(row, indicator["unit"], t),
                when,
                t.name(book.bases[row["basis_id"]]),
                row["quote"],
                reporter(book.sources[row["source_id"]], t),
            )
        )
    for row in tables.get("cooperation", ()):
        records.append(  # noqa: PERF401 — four tables, one way of reading
            (
                row["cooperation_id"],
                measure_text(book.measures[row["measure_id"]], t),
                parties(row, book),
                *_value(row, row["unit"], t),
                record_period(row, t),
                "",
                row["quote"],
                reporter(book.sources[row["source_id"]], t),
            )
        )
    for row in tables.get("pairings", ()):
        records.append(  # noqa: PERF401 — four tables, one way of reading
            (
                row["pairing_id"],
                t.name(book.programmes[row["programme_id"]]),
                pair_name(row, book),
                "",
                "",
                start_text(row, book),
                "",
                row["quote"],
                reporter(book.sources[row["source_id"]], t),
            )
        )
    for row in tables.get("events", ()):
        named = t("describe.comma").join(book.region(i) for i in row["region_ids"].split(";") if i)
        records.append(
            (
                row["event_id"],
                row[f"title_{t.lang}"],
                named,
                "",
                "",
                format_date(row["date"], t.lang),
                "",
                row["quote"],
                reporter(book.sources[row["source_id"]], t),
            )
        )
    return pd.DataFrame(records, columns=list(heads), dtype=object)


def _value(row: Row, unit: str, t: Catalogue) -> tuple[object, str]:
    word = unit_word(unit, t)
    exact = row["bound"] == "=" and math.isnan(row.get("value_high", math.nan))
    if exact:
        return float(row["value"]), word
    number = format_value(row["value"], unit, row["bound"], t.lang)
    return (number if math.isnan(row.get("value_high", math.nan)) else value_text(row, unit, t)), word
