"""The records that an import would give, each with its cell, and what is doubtful about them."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from data.importing.preview import Preview
from data.rows import Row, records
from text.dates import record_period
from ui.shared.tables import html_table
from views.book import Book
from views.parts.markup import element
from views.parts.words import value_text

#: Rows that are drawn; the others are counted.
_SHOWN: Final = 60


def show_rows(found: Preview, book: Book) -> None:
    """Show the records, after what is to be checked about them."""
    t = book.t
    st.html(
        element(
            "p",
            t("importing.counted", rows=found.rows, refused=len(found.refusals), open=len(found.open), same=len(found.same)),
            cls="says",
        )
    )
    doubts = [t("importing.far", **_where(found, row)) for row in found.far[:20]]
    doubts += [t("importing.conflict", **_where(found, row), record=record) for row, record in found.conflicts[:20]]
    if doubts:
        st.html(element("ul", *(element("li", doubt) for doubt in doubts), cls="left-out"))
    for table in ("observations", "cooperation", "pairings", "delistings", "events"):
        if table in found.tables:
            frame = found.tables[table].head(_SHOWN)
            lines = [_line(table, row, found.origins[int(str(i))].cell, book, found) for i, row in _rows(frame)]
            st.html(html_table(pd.DataFrame(lines)))
            if len(found.tables[table]) > _SHOWN:
                st.html(element("p", t("own.more", n=len(found.tables[table]) - _SHOWN), cls="panel-note"))


def _rows(frame: pd.DataFrame) -> list[tuple[object, Row]]:
    return list(zip(frame.index.tolist(), records(frame), strict=True))


def _where(found: Preview, row: int) -> dict[str, str]:
    return {"cell": found.origins[row].cell, "content": found.origins[row].content}


def _line(table: str, row: Row, cell: str, book: Book, found: Preview) -> dict[str, str]:
    t = book.t
    said = {t("own.cell"): cell}
    if table == "observations":
        own = {r["indicator_id"]: r for r in records(found.tables["indicators"])} if "indicators" in found.tables else {}
        indicator = own.get(row["indicator_id"]) or book.indicators[row["indicator_id"]]
        said[t("table.region")] = book.region(row["region_id"])
        said[t("own.what")] = t.name(indicator)
        said[t("own.value")] = value_text(_numbers(row), indicator["unit"], t)
        said[t("own.when")] = record_period(row, t)
    elif table == "cooperation":
        said[t("table.region")] = " → ".join(book.region(row[side]) for side in ("helper_id", "recipient_id") if row[side])
        said[t("own.what")] = t.name(book.measures[row["measure_id"]])
        said[t("own.value")] = value_text(_numbers(row), row["unit"], t)
        said[t("own.when")] = record_period(row, t)
    elif table == "pairings":
        said[t("table.region")] = f"{book.region(row['helper_id'])} → {book.region(row['recipient_id'])}"
        said[t("own.when")] = row["start"]
    elif table == "delistings":
        said[t("table.region")] = book.region(row["region_id"])
        said[t("own.when")] = row["date"] or row["batch"]
    else:
        said[t("own.what")] = row[f"title_{t.lang}"]
        said[t("own.when")] = row["date"]
    return said


def _numbers(row: Row) -> Row:
    high = row.get("value_high", "")
    return {**row, "value": float(row["value"]), "value_high": float(high) if high else float("nan")}
