"""The card of a county's leaving the list of poor counties: its batch, when it was approved, and in whose words."""

from __future__ import annotations

from data.rows import Row
from data.schema.place_model import POOR_AREAS
from text.dates import format_date
from views.book import Book
from views.parts.cards import quote_block
from views.parts.markup import Markup, element, join
from views.parts.words import reporter


def delisting_card(row: Row, book: Book, *, is_open: bool = False) -> Markup:
    """Make the card of a row of ``delistings``.

    Returns
    -------
    Markup
        The batch and the approval stand apart: a county of the batch of 2018 was announced in 2019. Every document that
        says a part of it is named with its own words.
    """
    t = book.t
    batch = t("delisting.batch", batch=row["batch"])
    if row["status"] != "stated":
        batch = t("delisting.conflict", batch=row["batch"])
    when = t("delisting.approved", date=format_date(row["date"], t.lang)) if row["date"] else ""
    head = join(
        element("span", batch, cls="fact-figure"),
        element("span", when, cls="fact-when") if when else "",
        element("span", reporter(book.sources[row["source_id"]], t), cls="fact-by"),
    )
    titles = {"list": t("delisting.list"), "date": t("delisting.date_by"), "area": t("delisting.area")}
    further = [
        join(element("p", title, cls="fact-basis"), quote_block(_words(row, part), (), book))
        for part, title in titles.items()
        if _words(row, part)["source_id"] not in ("", row["source_id"])
    ]
    named = area_name(row["area"], book)
    area = element("p", element("span", t("delisting.area")), " ", named, cls="fact-basis") if named else ""
    body = join(quote_block(row, (), book, named=False), area, *further)
    return element(
        "details", element("summary", head), body, cls="fact", open="open" if is_open else "", data_source=row["source_id"]
    )


def _words(row: Row, part: str) -> Row:
    return {"source_id": row[f"{part}_source_id"], "quote": row[f"{part}_quote"]}


def area_name(area: str, book: Book) -> str:
    """Name a contiguous poor area in the reader's language; empty where none is recorded."""
    return book.t(f"poor_area.{POOR_AREAS.index(area) + 1}") if area in POOR_AREAS else area
