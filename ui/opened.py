"""What a page opens with: the facts that its address asks for, the shapes, and the look-ups of its reader."""

from __future__ import annotations

from data.load import Facts
from ui import theme, unverified, view
from ui.deployment import map_approval
from ui.shared.links import carried
from views import loaders
from views.book import Book
from views.loaders import Shapes
from views.params import LANG
from views.reader import Reader


def opened() -> tuple[Facts, Shapes, Book]:
    """Return facts, shapes and look-ups of the page that is drawn."""
    facts = unverified.facts()
    return facts, shapes(), loaders.book(facts, reader())


def shapes() -> Shapes:
    """Return the shapes with the deployment's approval number."""
    return loaders.shapes(map_approval())


def reader() -> Reader:
    """Return the reader of the page that is drawn."""
    return Reader(view.read(LANG), theme.current(), tuple(carried().items()))
