"""The words behind the mark that was clicked, beside a chart."""

from __future__ import annotations

from data.load import Facts
from ui import view
from ui.shared.panel import show_panel, show_record
from views.book import Book
from views.parts import panel
from views.parts.markup import Markup
from views.parts.record_panel import record_panel


def show_words(facts: Facts, record: str, book: Book, instead: Markup | None = None) -> None:
    """Show a record with its source and a way back, or how to get at one.

    Parameters
    ----------
    record : str
        Its id; empty for none.
    instead : Markup, optional
        What is shown where none is chosen, in place of a hint.
    """
    if record:
        show_record(record_panel(facts, record, book), view.address("trends", facts, book).param("record"), book.t)
    else:
        show_panel(panel.hint(book.t("trends.hint")) if instead is None else instead)
