"""The panel of one record: its card, open at its words."""

from __future__ import annotations

from data.load import Facts
from data.rows import records
from views.book import Book
from views.parts.cards import cooperation_card, event_card, observation_card, pairing_card
from views.parts.markup import Markup, element, join
from views.trends.observations import find_record


def record_panel(facts: Facts, record_id: str, book: Book) -> Markup:
    """Show a record with its source, and other records of the same thing.

    Parameters
    ----------
    record_id : str
        An observation, event, pairing or co-operation figure; an unknown id gives an empty panel.
    """
    record = find_record(facts, record_id)
    if not record:
        return Markup("")
    table, row = record
    t = book.t
    head = element("h2", t("panel.source_of"), cls="panel-title")
    if table == "events":
        return join(head, event_card(row, book, is_open=True))
    if table == "pairings":
        return join(head, pairing_card(row, book, is_open=True))
    if table == "cooperation":
        return join(head, cooperation_card(row, book, is_open=True))
    rows = facts.observations[facts.observations["observation_id"] != record_id]
    same = rows[(rows["region_id"] == row["region_id"]) & (rows["indicator_id"] == row["indicator_id"])]
    cards = [observation_card(r, book, with_region=False) for r in records(same)]
    return join(
        head,
        observation_card(row, book, big=True, is_open=True),
        join(element("h4", t("panel.same_series")), *cards) if cards else "",
    )
