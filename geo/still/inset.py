"""The South China Sea inset of a still picture, at the lower right as on standard maps: same fills, own frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.scene import Scene
from geo.shapes.geometry import Geometry
from geo.still.measures import Measures, Rect, text_width
from geo.still.picture import Border, Box, Inset, Patch, Point, View, Word
from geo.still.regions import filled_counties
from text.lettering import wrap

_CAPTION_LINE = 1.25


@dataclass(frozen=True)
class InsetRoom:
    """Where the inset stands, and the lines of its caption.

    Attributes
    ----------
    rect : (left, top, right, bottom)
    """

    rect: Rect
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """Width of the frame."""
        return self.rect[2] - self.rect[0]

    @property
    def height(self) -> float:
        """Height of the frame with the caption."""
        return self.rect[3] - self.rect[1]

    def at(self, right: float, below: float) -> InsetRoom:
        """Return it with its lower right corner at another place."""
        return InsetRoom((right - self.width, below - self.height, right, below), self.lines)


def inset_room(
    scene: Scene, geometry: Geometry, measures: Measures, right: float, below: float, share: float = 1.0
) -> InsetRoom:
    """Size the inset for a picture.

    Parameters
    ----------
    right, below : float
        Its lower right corner.
    share : float
        Of its usual size.
    """
    x0, y0, x1, y1 = geometry.sea.frame
    slim, size = (x1 - x0) / (y1 - y0), measures.smallest
    height = min(max(measures.height * 0.235, 9.5 * size), measures.height * 0.36) * share
    text = scene.text.get("inset", "")
    # Words of the caption stay whole, and 南海诸岛 is one.
    width = max([slim * height, *(text_width(word, size) + 0.6 * size for word in text.split())])
    lines = tuple(wrap(text, width / size - 0.4)) if text else ()
    whole = width / slim + (len(lines) * _CAPTION_LINE + (0.3 if lines else 0)) * size
    return InsetRoom((right - width, below - whole, right, below), lines)


def inset(scene: Scene, geometry: Geometry, measures: Measures, room_px: InsetRoom) -> tuple[Inset, tuple[Word, ...]]:
    """Draw the inset.

    Parameters
    ----------
    scene : Scene
        Of one year; see :func:`geo.year.of_year`.

    Returns
    -------
    words : tuple of Word
        The lines of its caption before the last.
    """
    look, sea, grow = scene.look, geometry.sea, measures.grow
    (x, y, right, below), lines = room_px.rect, room_px.lines
    w, h = right - x, below - y
    scale = w / (sea.frame[2] - sea.frame[0])
    view = View(scale, x - scale * sea.frame[0], y + scale * sea.frame[3])
    patches = [Patch(i, "", "inset", rings, _color(scene, i)) for i, rings in sea.coast]
    patches += _counties(scene, geometry)
    patches += [Patch(i, "", "inset", rings, look.border_outer) for i, rings in sea.islands]
    rims = tuple((*ring, ring[0]) for _, rings in sea.coast for ring in rings)
    borders = (
        Border("coast", rims, look.border_outer, 0.6 * grow),
        Border("maritime", sea.lines, look.border_outer, 1.3 * grow),
    )
    islands = tuple((view.at(point), 0.8 * grow) for point in sea.points)
    size = measures.smallest
    words = [
        Word(line, x + w / 2, y + h - (len(lines) - n - 0.5) * _CAPTION_LINE * size - 0.15 * size, size, look.ink)
        for n, line in enumerate(lines)
    ]
    box = Box(x, y, w, h, look.sea, look.border_province)
    return Inset(box, view, tuple(patches), borders, islands, words[-1] if words else None), tuple(words[:-1])


def _counties(scene: Scene, geometry: Geometry) -> Iterator[Patch]:
    """Counties of one class are one shape: so small, none is told from its neighbour."""
    of_class: dict[int, list[tuple[Point, ...]]] = {}
    for _, index, rings, _ in filled_counties(scene, geometry, geometry.sea.frame, coarse=True):
        of_class.setdefault(index, []).extend(rings)
    for index, lines in of_class.items():
        yield Patch("", scene.fill.classes[index].text, "inset", tuple(lines), _color_at(scene, index))


def _color(scene: Scene, province: str) -> str:
    return _color_at(scene, scene.fill.provinces.get(province, scene.fill.rest))


def _color_at(scene: Scene, index: int | None) -> str:
    """Its coast is that of provinces, with counties over it; a hatch would be too coarse for it: land."""
    classes = scene.fill.classes
    return scene.look.land if index is None or classes[index].hatch else classes[index].color
