"""The South China Sea inset of a map: its regions named as those of the map, its islets one shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin
from typing import Final

from export.pptx.drawing.paint import Pen, solid
from export.pptx.drawing.shapes import Drawn, Ids, box, freeform, group, place
from export.pptx.maps.regions import border_shapes, is_inside, moved, region_shapes
from export.pptx.maps.words import word_shape
from geo.still.picture import Inset, Patch, Point, Word
from text.catalogue import Catalogue

#: Corners of an islet, which is a point or two across.
_CORNERS: Final = 12


def inset_shapes(
    inset: Inset, names: Mapping[str, str], caption: Sequence[Word], x: float, y: float, ids: Ids, t: Catalogue
) -> Drawn:
    """Draw the inset.

    Parameters
    ----------
    names : mapping of str to str
        Of provinces, by their codes.
    caption : sequence of Word
        Its lines before the last.
    x, y : float
        Upper left corner of the picture.

    Returns
    -------
    Drawn
        A group; nothing leaves its frame.
    """
    b, view = inset.box, moved(inset.view, x, y)
    bounds = place(x + b.x, y + b.y, b.w, b.h)
    frame = (bounds.left, bounds.top, bounds.right, bounds.bottom)
    parts = [box(ids, t("pptx.ground"), bounds, solid(b.ground), None)]
    parts += region_shapes(list(_joined(inset.patches, names, t("pptx.island"))), view, ids, frame)
    parts += border_shapes(inset.borders, view, ids, t, frame)
    dots = [_dot((x + cx, y + cy), radius) for (cx, cy), radius in inset.islands if is_inside((cx, cy), b)]
    color = inset.borders[0].color if inset.borders else b.edge
    parts += [freeform(ids, t("pptx.island"), dots, solid(color), None)] if dots else []
    parts.append(box(ids, t("pptx.frame"), bounds, "<a:noFill/>", Pen(b.edge, 1)))
    parts += [word_shape(word, x, y, ids, t.lang) for word in [*caption, inset.caption] if word]
    return group(ids, t("pptx.inset"), parts)


def _joined(patches: Sequence[Patch], names: Mapping[str, str], island: str) -> Iterable[Patch]:
    """What has one code and colour as one: coasts and islands have the name of their province, counties that of a class."""
    together: dict[tuple[str, str], list[Patch]] = {}
    for patch in patches:
        together.setdefault((patch.region_id, patch.fill), []).append(patch)
    for (region_id, fill), some in together.items():
        name = some[0].name or names.get(region_id, island)
        yield Patch(region_id, name, "inset", tuple(ring for patch in some for ring in patch.rings), fill)


def _dot(middle: Point, radius: float) -> list[Point]:
    turns = [2 * pi * n / _CORNERS for n in range(_CORNERS)]
    return [(middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns]
