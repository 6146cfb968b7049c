"""What is recorded of a pair, as the panel of its page."""

from __future__ import annotations

import pandas as pd

from data.figures.cooperation import ASPECTS, scorecard
from data.load import Facts
from data.pairings.pair import Pair, beside
from data.rows import records
from data.schema.model import DIMENSIONS
from views.book import Book
from views.cooperation.figures import dimension_name
from views.parts import panel
from views.parts.cards import cooperation_card, event_card, pairing_card
from views.parts.markup import Markup, element, join


def pair_panel(pair: Pair, facts: Facts, book: Book) -> Markup:
    """Show what is recorded of a pair: its pairings, which tasks have figures, co-operation, events, where to go on."""
    t = book.t
    work = records(pair.cooperation)
    groups = {dimension_name(d, book): [row for row in work if row["dimension"] == d] for d in DIMENSIONS}
    return join(
        panel.section(t("panel.pairings"), [pairing_card(row, book, named=False) for row in records(pair.pairings)]),
        _card(facts, pair, book),
        *(panel.section(title, [cooperation_card(row, book) for row in rows]) for title, rows in groups.items()),
        "" if work else element("p", t("panel.no_cooperation"), cls="panel-nothing"),
        panel.section(t("panel.events"), [event_card(row, book) for row in records(pair.events)]),
        element("p", t("panel.not_causal"), cls="panel-note"),
        _onward(facts, pair, book),
    )


def _card(facts: Facts, pair: Pair, book: Book) -> Markup:
    """Which of the five aspects of assessment have a reported figure; never a score."""
    t = book.t
    ends = pd.DataFrame({"helper_id": [pair.helper_id], "recipient_id": [pair.recipient_id]})
    row = records(scorecard(facts, ends))[0]
    names = {aspect: dimension_name(aspect, book) for aspect in ASPECTS}
    items = [
        element("li", t("scorecard.some", name=names[a], n=row[a]), cls="has")
        if row[a]
        else element("li", t("scorecard.none", name=names[a]), cls="has-not")
        for a in ASPECTS
    ]
    return join(element("h4", t("scorecard.of_pair")), element("ul", *items, cls="scorecard"))


def _onward(facts: Facts, pair: Pair, book: Book) -> Markup:
    t = book.t
    before, after = beside(facts.pairings, pair.key)
    links = [
        element("a", text, href=book.href("region", **query), target="_self")
        for text, query in (
            (book.region(pair.helper_id), {"region": pair.helper_id}),
            (book.region(pair.recipient_id), {"region": pair.recipient_id}),
            (t("pair.previous"), {"pair": before}),
            (t("pair.next"), {"pair": after}),
        )
        if all(query.values())
    ]
    return element("div", element("h4", t("pair.onward")), element("p", *links, cls="panel-links"), cls="panel-onward")
