"""What a first picture is made of, and what is made: a page below its head."""

from __future__ import annotations

from dataclasses import dataclass

from data.load import Facts
from geo.scene import Scene
from ui.first.parts import Origin
from ui.shared.window import Window
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.parts.markup import Markup


@dataclass(frozen=True)
class Body:
    """A page below its head.

    Attributes
    ----------
    markup : Markup
        Its boxes.
    scene : Scene or None
        What is drawn where :data:`ui.first.parts.MAP` stands; None for a page without a map.
    """

    markup: Markup
    scene: Scene | None = None


@dataclass(frozen=True)
class Opened:
    """What a body is made of."""

    at: Address
    facts: Facts
    shapes: Shapes
    book: Book
    origin: Origin
    window: Window | None
