"""A still map as native shapes: regions that can be recoloured, flows that can be moved, names that can be rewritten."""

from __future__ import annotations

from collections.abc import Sequence

from export.pptx.drawing.paint import Pen, hatched, solid
from export.pptx.drawing.shapes import Drawn, Ids, box, group, place, polyline
from export.pptx.maps.flows import flow_groups
from export.pptx.maps.inset import inset_shapes
from export.pptx.maps.regions import border_shapes, counties_together, is_inside, moved, region_shapes, without_doubles
from export.pptx.maps.words import tie_shapes, word_shape
from geo.still.picture import Picture, Swatch, Word
from text.catalogue import Catalogue
from views.slide import Build


def map_shapes(
    picture: Picture, x: float, y: float, name: str, ids: Ids, t: Catalogue, builds: Sequence[Build] = ()
) -> list[Drawn]:
    """Draw a map with its upper left corner at a place of the slide.

    Parameters
    ----------
    picture : Picture
        Its units are the slide's.
    name : str
        Of the group of regions.
    t : Catalogue
        Names of the other groups.
    builds : sequence of Build
        Steps in which the flows appear, each a group of its own.

    Returns
    -------
    list of Drawn
        In the order they lie upon one another: regions with their borders, flows, names, inset, legend, credit.
    """
    view = moved(picture.view, x, y)
    frame = (x, y, x + picture.width, y + picture.height)
    patches = counties_together(without_doubles(picture.patches), t)
    regions = [*region_shapes(patches, view, ids), *border_shapes(picture.borders, view, ids, t)]
    names = [shape for tie in picture.ties for shape in tie_shapes(tie, x, y, ids, t)]
    names += [word_shape(word, x, y, ids, t.lang) for word in picture.words]
    drawn = [group(ids, name, regions, picture.alt)] if regions else []
    drawn += flow_groups(picture.arrows, builds, x, y, frame, ids, t)
    drawn += [group(ids, t("pptx.names"), names)] if names else []
    box_ = picture.legend
    inside = [w for w in picture.legend_words if box_ and is_inside((w.x, w.y), box_)]
    outside = [w for w in picture.legend_words if w not in inside]
    # The caption of the inset may have several lines.
    caption = [w for w in outside if picture.inset and is_inside((w.x, w.y), picture.inset.box)]
    if picture.inset:
        provinces = {patch.region_id: patch.name for patch in picture.patches if patch.level == "province"}
        drawn.append(inset_shapes(picture.inset, provinces, caption, x, y, ids, t))
    drawn += _legend(picture, inside, x, y, ids, t)
    credit = [w for w in [*outside, picture.credit] if w and w not in caption]
    return drawn + ([group(ids, t("pptx.credit"), [word_shape(w, x, y, ids, t.lang) for w in credit])] if credit else [])


def _legend(picture: Picture, lines: Sequence[Word], x: float, y: float, ids: Ids, t: Catalogue) -> list[Drawn]:
    parts = []
    if picture.legend:
        b = picture.legend
        parts.append(box(ids, t("pptx.ground"), place(x + b.x, y + b.y, b.w, b.h), solid(b.ground), Pen(b.edge, 1)))
    parts += [_swatch(swatch, x, y, ids, t) for swatch in picture.swatches]
    parts += [word_shape(word, x, y, ids, t.lang) for word in lines]
    return [group(ids, t("pptx.legend"), parts)] if parts else []


def _swatch(swatch: Swatch, x: float, y: float, ids: Ids, t: Catalogue) -> Drawn:
    left, top = x + swatch.x, y + swatch.y
    if swatch.kind == "flow":
        middle = top + swatch.h / 2
        pen = Pen(swatch.color, 2, swatch.dash, swatch.color_to, head="triangle")
        return polyline(ids, t("pptx.sign"), [[(left, middle), (left + swatch.w, middle)]], pen)
    if swatch.kind == "width":
        middle, pen = top + swatch.h / 2, Pen(swatch.color, swatch.h, color_to=swatch.color_to)
        return polyline(ids, t("pptx.sign"), [[(left, middle), (left + swatch.w, middle)]], pen)
    fill = hatched(swatch.color, swatch.hatch) if swatch.hatch else solid(swatch.color)
    edge = Pen(swatch.edge, swatch.h * 0.16, swatch.dash) if swatch.edge else None
    return box(ids, t("pptx.sign"), place(left, top, swatch.w, swatch.h), fill, edge)
