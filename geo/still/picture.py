"""A still picture of a map: what is drawn, where, in which colour. Writers turn it into SVG or into slides' own shapes.

Lengths and places are in units of the picture, x to the right and y down, except for the outlines of regions: those stay in
projected kilometres (x east, y north), so that many pictures can share them, and :class:`View` places them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]
#: Typefaces of all pictures, in order of preference.
FONTS = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif")
#: Closed rings of one region: outlines and holes, to be filled by the even-odd rule.
Rings = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class View:
    """Where kilometres lie in a picture: ``x = scale * x_km + dx``, ``y = -scale * y_km + dy``."""

    scale: float
    dx: float
    dy: float

    def at(self, point: Point) -> Point:
        """Return the place of a point given in kilometres."""
        return self.scale * point[0] + self.dx, -self.scale * point[1] + self.dy

    def back(self, at: Point) -> Point:
        """Return the kilometres of a place in the picture."""
        return (at[0] - self.dx) / self.scale, (self.dy - at[1]) / self.scale


@dataclass(frozen=True)
class Patch:
    """A filled region.

    Attributes
    ----------
    level : str
        ``province``, ``prefecture``, ``county``, or ``inset`` for the coast in the inset.
    rings : Rings
        Kilometres.
    fill : str
        Hex colour.
    hatch : str
        Colour of hatch lines over the fill; empty for none.
    tip : tuple of str
        Lines that say what is known of it: value, date, basis; empty where nothing is.
    unit : str
        The region that speaks for it: itself, or the area or province whose colour and tip it has.
    cut : bool
        Whether the edge of the picture cuts it: then its outline is this picture's own.
    edge : str
        Colour of a thin line around it that parts it from its neighbours; empty for none.
    edge_width : float
        In units of the picture.
    """

    region_id: str
    name: str
    level: str
    rings: Rings
    fill: str
    hatch: str = ""
    tip: tuple[str, ...] = ()
    unit: str = ""
    cut: bool = False
    edge: str = ""
    edge_width: float = 0.0


@dataclass(frozen=True)
class Border:
    """Lines that are not filled.

    Attributes
    ----------
    kind : str
        ``province``, ``prefecture``, ``county``, ``coast``, ``maritime``, ``area``, ``own``, ``rim``, ``framed``,
        ``chosen``.
    lines : tuple of lines
        Cut at the edge of the picture.
    whole : tuple of lines
        As they are uncut, where nothing but that edge cuts them: other pictures have the same ones.
    """

    kind: str
    lines: tuple[tuple[Point, ...], ...]
    color: str
    width: float
    dash: tuple[float, ...] = ()
    whole: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True)
class Arrow:
    """A flow: a quadratic curve from helper to recipient, in units of the picture.

    Attributes
    ----------
    flow_id, helper_id, recipient_id, name : str
        ``name`` is 'helper → recipient' in the reader's language.
    color_from, color_to : str
        Equal where the flow has one colour.
    head : tuple of Point
        Outline of the arrowhead; its first point is ``end``.
    dot : float
        Radius of the dot at the start.
    halo, halo_width : str, float
        Colour of the light around it, and by how much the line with it is wider; an empty colour for none.
    strength : int
        0 stands back, 1 is usual, 2 is the one that is meant.
    context : bool
        Stands behind the names.
    """

    flow_id: str
    helper_id: str
    recipient_id: str
    name: str
    start: Point
    control: Point
    end: Point
    color_from: str
    color_to: str
    width: float
    head: tuple[Point, ...]
    dot: float
    halo: str
    dash: tuple[float, ...] = ()
    strength: int = 1
    halo_width: float = 0.0
    context: bool = False

    @property
    def opacity(self) -> float:
        """From 0 to 1, as in ``drawing/flows.js``."""
        return 0.13 if self.strength == 0 else 0.7 if self.context else 1.0


@dataclass(frozen=True)
class Word:
    """A line of text; x, y is the middle of its line, or its left or right end by ``anchor`` (start, middle, end)."""

    text: str
    x: float
    y: float
    size: float
    color: str
    weight: int = 400
    anchor: str = "middle"
    halo: str = ""


@dataclass(frozen=True)
class Tie:
    """A thin line, with a halo, from a dot on a place to the name that had no room on it."""

    start: Point
    end: Point
    color: str
    width: float
    dot_color: str
    dot: float
    halo: str


@dataclass(frozen=True)
class Swatch:
    """The sign of a line of the legend: ``kind`` is fill, hatch, flow, rim or width; x, y, w, h its box.

    The sign of a width is a line as high as its box; a rim has the colour of ``edge``.
    """

    kind: str
    x: float
    y: float
    w: float
    h: float
    color: str = ""
    hatch: str = ""
    color_to: str = ""
    dash: tuple[float, ...] = ()
    edge: str = ""


@dataclass(frozen=True)
class Box:
    """A framed part with its own ground: the legend or the inset."""

    x: float
    y: float
    w: float
    h: float
    ground: str
    edge: str


@dataclass(frozen=True)
class Inset:
    """The South China Sea inset: its frame, where kilometres lie in it, and what is drawn. Nothing leaves the frame.

    Borders are in kilometres, islands (middle and radius) in units of the picture. A caption of several lines has its last
    one here and the others among the picture's ``legend_words``.
    """

    box: Box
    view: View
    patches: tuple[Patch, ...]
    borders: tuple[Border, ...]
    islands: tuple[tuple[Point, float], ...]
    caption: Word | None = None


@dataclass(frozen=True)
class Picture:
    """A still picture, in the order it is drawn.

    Attributes
    ----------
    ground : str
        Colour of what lies around the country.
    borders : tuple of Border
        ``lines`` in kilometres.
    words : tuple of Word
        Names of places and values, none over another.
    ties : tuple of Tie
        Under the words.
    legend_words : tuple of Word
        Words of the legend, and the lines of the inset's caption and of the credit before their last.
    credit : Word or None
        Boundary source, version, approval number.
    alt : str
        What the map shows, in a sentence.
    font : tuple of str
        Typefaces in order of preference.
    left_out : tuple of str
        Names, with their values, for which there was no room; the table beside the picture has them.
    small : bool
        Whether its outlines are those of small maps.
    cards : mapping of str to tuple of str
        Each region that speaks for one that is drawn to the lines that say what is known of it, where anything is.
    """

    width: float
    height: float
    ground: str
    view: View
    patches: tuple[Patch, ...]
    borders: tuple[Border, ...]
    arrows: tuple[Arrow, ...] = ()
    words: tuple[Word, ...] = ()
    ties: tuple[Tie, ...] = ()
    inset: Inset | None = None
    legend: Box | None = None
    swatches: tuple[Swatch, ...] = ()
    legend_words: tuple[Word, ...] = ()
    credit: Word | None = None
    alt: str = ""
    font: tuple[str, ...] = FONTS
    left_out: tuple[str, ...] = ()
    small: bool = False
    cards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """A picture with its upper left corner, and what is said before what its cards know."""

    x: float
    y: float
    picture: Picture
    said: str = ""

    def say(self, line: str) -> str:
        """Return a line of a card with what tells this map from the others."""
        return f"{self.said} · {line}" if self.said else line
