"""A scene as a still picture: what the browser draws of it, for slides, pages and paper, with nothing but this machine.

The parts are those of ``geo/client``: fills, borders, flows, names, legend, inset, credit, each in a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geo.fitting import NATION_FIT, WHOLE_FIT
from geo.scene import Scene
from geo.shapes.geometry import Geometry, load_geometry
from geo.shapes.landmarks import TAIWAN
from geo.shapes.outlines import Box
from geo.still.cards import cards
from geo.still.fit import Fit, fit
from geo.still.flows import arrows, pieces
from geo.still.inset import inset
from geo.still.legend import credit_height, credit_words
from geo.still.measures import Measures, Rect, rect, text_width
from geo.still.names.labels import labels
from geo.still.names.unnamed import unnamed
from geo.still.picture import Picture, Point
from geo.still.regions import borders, patches
from geo.year import of_year

__all__ = ["Geometry", "draw", "load_geometry"]


#: Windows of maps of the whole country.
_WHOLE: Final = (NATION_FIT, WHOLE_FIT)
#: How much thinner lines and marks are where several maps share a page.
_SMALL: Final = 0.68


def draw(
    scene: Scene,
    geometry: Geometry,
    names: Mapping[str, tuple[str, float, float]],
    width: float,
    height: float,
    *,
    smallest: float,
    small: bool = False,
    lettering: float = 1.0,
) -> Picture:
    """Draw a scene.

    Parameters
    ----------
    scene : Scene
        One with frames is drawn as of the year that they show.
    names : mapping of str to (name, x_km, y_km)
        Names of regions in the reader's language and where they stand. A region without one has no name on the map;
        elsewhere its code stands for it. Counties without one have the name of the boundary data set.
    width, height : float
        Of the picture, in units.
    smallest : float
        Size of the smallest text, in units; lines, dots and arrowheads grow with it.
    small : bool
        Whether it is one of several on a page: outlines are simpler, and prefectures that look like their province are left
        to it.
    lettering : float
        How large the names of regions are, as a share of what they are in a browser of that size.

    Returns
    -------
    Picture
        The same for the same input. No text is smaller than ``smallest``, none leaves the picture.
    """
    m = Measures(width, height, smallest, _SMALL if small else 1.0, lettering)
    scene = of_year(scene, set(geometry.ids("province")), set(geometry.ids("prefecture")))

    def name(region_id: str) -> str:
        return names.get(region_id, ("",))[0] or scene.ends.get(region_id, region_id)

    def on_land(box: Rect) -> bool:
        corners = ((box[i], box[k]) for i, k in ((0, 1), (2, 1), (2, 3), (0, 3)))
        return not geometry.is_off_land((tuple(map(place.view.back, corners)),))

    credit = credit_words(scene, m)
    bottom, wide = credit_height(credit), max((text_width(w.text, w.size) for w in credit), default=0.0)
    place = fit(scene, geometry, m, bottom, wide)
    sea, caption = inset(scene, geometry, m, place.inset) if place.inset else (None, ())
    window, detail = _window(place, m, bottom), geometry.small if small else geometry.detail(1 / place.view.scale)
    flows = arrows(scene, place.view, m, name)
    occupied: list[Rect] = [rect(sea.box)] if sea else []
    # The map of a place ends above its credit; of the country there is sea beside it.
    occupied += [(width - wide - 2 * m.pad if place.window in _WHOLE else 0.0, height - bottom, width, height)]
    occupied += [rect(place.legend.box)] if place.legend else []
    # No name stands on an arrowhead that says how much.
    measured = {flow.flow_id for flow in scene.flows if flow.measured}
    heads = [_around(arrow.head) for arrow in flows if arrow.head and arrow.flow_id in measured]
    # What says no amount matters beside a list alone.
    lines = {arrow.flow_id: pieces(arrow) for arrow in flows if scene.has_list or arrow.flow_id in measured}
    tips = [arrow.end for arrow in flows if arrow.head]
    named = labels(scene, geometry, names, place.view, m, [*occupied, *heads], tips, lines)
    regions = patches(scene, geometry, detail, window, name, place.view, m)
    stays = [names[TAIWAN][0]] if TAIWAN in names else []
    note, words = unnamed(named.left_out, scene, named.words, occupied, m, stays, on_land)
    return Picture(
        width,
        height,
        scene.look.ground,
        place.view,
        patches=regions,
        small=small,
        cards=cards(scene, {patch.unit for patch in regions}, name),
        borders=borders(scene, geometry, detail, place.view, window, m, to_edge=place.window not in _WHOLE),
        arrows=flows,
        words=words,
        ties=named.ties,
        inset=sea,
        legend=place.legend.box if place.legend else None,
        swatches=place.legend.swatches if place.legend else (),
        legend_words=(*(place.legend.words if place.legend else ()), *caption, *note, *credit[:-1]),
        credit=credit[-1] if credit else None,
        alt=scene.text.get("alt", ""),
        left_out=named.left_out,
    )


def _around(points: Sequence[Point]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _window(place: Fit, measures: Measures, bottom: float) -> Box:
    """Return what a picture shows, in kilometres: the country as far as the inset takes over, or all there is room for."""
    view = place.view
    x0, y1 = -view.dx / view.scale, view.dy / view.scale
    # The credit stands below the map, not on it.
    y0 = y1 - (measures.height - bottom) / view.scale
    if place.window in _WHOLE:
        y0 = max(y0, place.window[1])
    return x0, y0, x0 + measures.width / view.scale, y1
