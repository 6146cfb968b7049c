"""The records that an import would give, each with its cell, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from data.importing.preview import Preview
from data.load import Facts
from data.rows import Row, records
from data.schema.statements import ABOUT
from text.dates import format_date, record_period
from ui.shared.tables import html_table
from views.book import Book
from views.parts.markup import element
from views.parts.pair_names import parties
from views.parts.words import reporter, size_text, value_text
from views.trends.observations import find_record

#: Rows that are drawn; the others are counted.
_MOST_ROWS: Final = 60


def show_rows(result: Preview, facts: Facts, book: Book) -> None:
    """Show the records, after what is to be checked about them."""
    t = book.t
    st.html(
        element(
            "p",
            t(
                "importing.counted",
                rows=result.rows,
                refused=len(result.refusals),
                open=len(result.open),
                same=len(result.same),
            ),
            cls="says",
        )
    )
    doubts = [t("importing.far", **_where(result, row)) for row in result.far[:20]]
    doubts += [
        t("importing.conflict", **_where(result, row), record=_recorded(record, facts, book))
        for row, record in result.conflicts[:20]
    ]
    if doubts:
        st.html(element("ul", *(element("li", doubt) for doubt in doubts), cls="left-out"))
    for table in ABOUT:
        if table in result.tables:
            frame = result.tables[table].head(_MOST_ROWS)
            own = own_counted(result.tables)
            lines = [
                {t("own.cell"): result.origins[int(str(i))].cell} | line_of(table, row, own, book) for i, row in _rows(frame)
            ]
            st.html(html_table(pd.DataFrame(lines)))
            if len(result.tables[table]) > _MOST_ROWS:
                st.html(element("p", t("own.more", n=len(result.tables[table]) - _MOST_ROWS), cls="panel-note"))


def _rows(frame: pd.DataFrame) -> list[tuple[object, Row]]:
    return list(zip(frame.index.tolist(), records(frame), strict=True))


def _where(result: Preview, row: int) -> dict[str, str]:
    return {"cell": result.origins[row].cell, "content": result.origins[row].content}


def _recorded(record_id: str, facts: Facts, book: Book) -> str:
    """Say what a record says, and who reported it; a county of the list by its batch and date."""
    t, record = book.t, find_record(facts, record_id)
    if record is None:
        listed = next(iter(records(facts.delistings[facts.delistings["region_id"] == record_id])), None)
        if listed is None:
            return ""
        what = " · ".join(
            filter(None, (f"{t('delisted.batch')} {listed['batch']}", format_date(str(listed["date"]), t.lang)))
        )
        source = str(listed["date_source_id"] or listed["source_id"])
        return t("own.recorded", what=what, source=reporter(book.sources[source], t))
    table, row = record
    units = {"observations": book.indicators, "cooperation": {}}.get(table, {})
    unit = str(row.get("unit") or units.get(str(row.get("indicator_id")), {}).get("unit", ""))
    what = value_text(row, unit, t) if "value" in row else str(row.get("start") or row.get("date") or "")
    return t("own.recorded", what=what, source=reporter(book.sources[str(row["source_id"])], t))


def own_counted(tables: Mapping[str, pd.DataFrame]) -> dict[str, Row]:
    """Return the indicators, measures and areas that an import brings along, by their id."""
    named = {"indicators": "indicator_id", "measures": "measure_id", "regions": "region_id"}
    return {row[key]: row for table, key in named.items() if table in tables for row in records(tables[table])}


def line_of(table: str, row: Row, own: Mapping[str, Row], book: Book) -> dict[str, str]:
    """Say a record in cells: place, what it is, value and date, as far as its kind has them.

    Parameters
    ----------
    row : dict
        A row of a table as text.
    own : mapping of str to dict
        As :func:`own_counted` gives them; what neither they nor the facts have any more is called by its id.

    Returns
    -------
    dict of str to str
        Headings in the reader's language.
    """
    t = book.t
    cells = {}
    if table == "observations":
        indicator = own.get(row["indicator_id"]) or book.indicators.get(row["indicator_id"]) or {}
        cells[t("table.region")] = book.region(row["region_id"])
        cells[t("own.what")] = t.name(indicator) if indicator else row["indicator_id"]
        cells[t("own.value")] = value_text(_numbers(row), indicator.get("unit", ""), t)
        cells[t("own.when")] = record_period(row, t)
    elif table == "cooperation":
        cells[t("table.region")] = parties(row, book)
        measure = own.get(row["measure_id"]) or book.measures.get(row["measure_id"])
        cells[t("own.what")] = t.name(measure) if measure else row["measure_id"]
        cells[t("own.value")] = value_text(_numbers(row), row["unit"], t)
        cells[t("own.when")] = record_period(row, t)
    elif table == "pairings":
        cells[t("table.region")] = f"{book.region(row['helper_id'])} → {book.region(row['recipient_id'])}"
        cells[t("own.when")] = row["start"]
    elif table == "delistings":
        cells[t("table.region")] = book.region(row["region_id"])
        cells[t("own.when")] = row["date"] or row["batch"]
    elif table == "area_members":
        area = own.get(row["area_id"])
        cells[t("own.template_area")] = t.name(area) if area else book.region(row["area_id"])
        cells[t("table.region")] = book.region(row["region_id"])
    elif table == "outlines":
        area = own.get(row["area_id"])
        cells[t("own.template_area")] = t.name(area) if area else book.region(row["area_id"])
        cells[t("own.outline")] = t("own.outline_size", km2=size_text(row["outline"], t.lang))
    else:
        cells[t("own.what")] = row[f"title_{t.lang}"]
        cells[t("own.when")] = row["date"]
    return cells


def _numbers(row: Row) -> Row:
    high = row.get("value_high", "")
    return {**row, "value": float(row["value"]), "value_high": float(high) if high else float("nan")}
