"""The trends page at an address: key points, all points, a ranking, or counties delisted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from data.load import Facts
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.parts.record_panel import record_panel
from views.trends.delisting import delisting_view
from views.trends.key_points import key_points_view
from views.trends.ranking import ranking_view
from views.trends.rates import rates_view
from views.view import View

_MAKERS: Final[Mapping[str, Callable[[Address, Facts, Shapes, Book], View]]] = {
    "points": key_points_view,
    "rates": rates_view,
    "ranking": ranking_view,
    "delisted": delisting_view,
}


def trends(at: Address, facts: Facts, shapes: Shapes, book: Book) -> View:
    """Return what the trends page shows."""
    made, record = _MAKERS[at["show"]](at, facts, shapes, book), at["record"]
    if record and made.scene is None:
        return replace(made, panel=record_panel(facts, record, book), chosen=("record", record))
    return made
