"""The view of each page, for everything that computes one from an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from data.load import Facts
from views.book import Book
from views.cooperation.view import cooperation
from views.declared import Address
from views.loaders import Shapes
from views.overview.view import overview
from views.pairings.view import pairings
from views.region.view import region
from views.sources.view import sources
from views.trends.view import trends
from views.view import View

#: Page to what computes its view; None where an address shows nothing that files can hold.
VIEWS: Final[Mapping[str, Callable[[Address, Facts, Shapes, Book], View | None]]] = {
    "overview": overview,
    "pairings": pairings,
    "trends": trends,
    "region": region,
    "cooperation": lambda at, facts, _shapes, book: cooperation(at, facts, book),
    "sources": sources,
}
