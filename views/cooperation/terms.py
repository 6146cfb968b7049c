"""The terms of the documents: what they mean, in which words, and where figures for them are."""

from __future__ import annotations

import pandas as pd

from data.load import Facts
from data.rows import Row, records
from views.book import Book
from views.parts.cards import quote_block
from views.parts.markup import Markup, element, join
from views.view import View

#: Terms for which the atlas holds figures, with the page and view that shows them.
_FIGURES_OF = {
    "five_tasks": ("cooperation", {"show": "tasks"}),
    "five_aspects": ("cooperation", {"show": "aspects"}),
    "hand_in_hand": ("cooperation", {"show": "pairing"}),
    "delisting": ("trends", {"show": "delisted"}),
}


def terms_view(facts: Facts, book: Book) -> View:
    """Return the defined terms, each opening to the words it comes from."""
    t, rows = book.t, records(facts.terms)
    named = [(t.name(row), row[f"definition_{t.lang}"], row["quote"]) for row in rows]
    return View(
        title=t("cooperation.show_terms"),
        finding=t("slide.terms", n=len(rows)),
        panel=element("div", *(_term(row, book) for row in rows), cls="panel terms"),
        table=pd.DataFrame(named, columns=[t("slide.what"), t("slide.definition"), t("table.quote")]),
        stands_on=tuple(rows),
    )


def _term(row: Row, book: Book) -> Markup:
    t = book.t
    other = row["name_en"] if t.lang == "zh" else row["name_zh"]
    link_to = _FIGURES_OF.get(row["term_id"])
    link = element("a", t("terms.figures"), href=book.href(link_to[0], **link_to[1]), target="_self") if link_to else ""
    summary = element(
        "summary",
        element("span", t.name(row), " ", element("small", other), cls="fact-label"),
        element("span", row[f"definition_{t.lang}"], cls="fact-when"),
    )
    return element("details", summary, quote_block(row, (), book), join(link), cls="fact", id=f"r-{row['term_id']}")
