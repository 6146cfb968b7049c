"""The map of a place or a pair: what is drawn, where the window goes, and which counties are fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data.load import Facts
from data.pairings.pair import Pair
from data.places.areas import NATION
from data.select import pairings_of
from geo.compose.framing import LEAST_SHARE, around, lines_within, share_of, window_of_place
from geo.compose.pairs import place_scene
from geo.compose.scenes import Setting
from geo.fitting import NATION_FIT, Box
from geo.scene import Label, Scene
from views.book import Book
from views.loaders import Shapes, gazetteer
from views.overview.national import credit, curves_of, helpers_named

#: Room around a place, as a share of its size; around a small one at least this many kilometres.
_MARGIN, _LEAST_KM = 0.07, 40.0


def region_scene(facts: Facts, shapes: Shapes, region_id: str, book: Book) -> Scene:
    """Compose the map of a region: it fills the window, its counties and neighbours are named.

    Parameters
    ----------
    region_id : str
        A region without a shape shows the one it lies in; the nation, and what cannot be drawn, the whole country.
    """
    t, places = book.t, gazetteer(facts, shapes, book.t.lang)
    drawn = drawn_as(facts, shapes, region_id, book)
    inside = [i for i in drawn if i in shapes.places]
    county = region_id if is_county(region_id, book) and region_id in places.labels else ""
    touching = pairings_of(facts.pairings, region_id, facts.hierarchy)
    window, curves, unseen = _window(touching, region_id, inside, facts, shapes, book)
    under = helpers_named(touching, book) if unseen else {}
    outlined = places.outlines.get(region_id)
    if outlined is not None:
        window, inside = window_around([outlined.box]), []
    # Counties are drawn where they can be seen, not beside all whom their province helps; a county itself always is.
    own = _box(shapes, inside) if len({i[:2] for i in inside}) == 1 else None
    counties = inside[0][:2] + "0000" if own and (county or share_of(own, window) >= LEAST_SHARE) else ""
    setting = Setting(
        book.look,
        t,
        credit(shapes, t),
        t("map.alt_place", name=book.region(region_id)),
        title=t("legend.roles_of", name=book.region(region_id)),
        view_id=f"place-{region_id}",
        view_fit=window,
        framed=(county or region_id,) if county or outlined else tuple(inside),
        counties_of=counties,
    )
    notes = () if county or outlined else _notes([region_id], facts, shapes, book)
    if unseen:
        notes += (t("legend.named_helpers", n=unseen) if len(curves) else t("legend.named_helpers_alone"),)
    shorts = {i: book.short(i) for i in {*touching["helper_id"], *touching["recipient_id"]} if is_county(i, book)}
    in_view = {*facts.hierarchy.within(region_id), *curves["helper_id"], *curves["recipient_id"]}
    ends = {column: touching[column].where(touching[column].isin(in_view), "") for column in ("helper_id", "recipient_id")}
    scene = place_scene(touching.assign(**ends), curves, places, setting, notes, under, shorts)
    if not county:
        # The dots of an own outline are all its frame: another line would hide them.
        return replace(scene, framed=()) if outlined else scene
    # In the window of what it lies in a county has its own outline, and its name before all others.
    named = Label(county, 5, "province", under.get(county, ""), book.short(county), places.labels[county])
    return replace(scene, labels=(named, *(label for label in scene.labels if label.region_id != county)))


def _window(
    touching: pd.DataFrame, region_id: str, drawn_ids: Sequence[str], facts: Facts, shapes: Shapes, book: Book
) -> tuple[Box, pd.DataFrame, int]:
    """Return the window of a place, the lines in it, and how many others would leave it."""
    # Several records of one pair, such as of two arrangements, are one line.
    curves = curves_of(touching.drop_duplicates(["helper_id", "recipient_id"]), facts, shapes)
    own = _box(shapes, drawn_ids)
    if own is None:
        return NATION_FIT, curves, 0
    within = facts.hierarchy.within(region_id)
    sides = {column: touching[column].isin(within) for column in ("helper_id", "recipient_id")}
    far = {*touching.loc[~sides["helper_id"], "helper_id"], *touching.loc[~sides["recipient_id"], "recipient_id"]}
    drawn = [i for end in sorted(far) for i in drawn_as(facts, shapes, end, book) if i in shapes.places]
    helps = bool((sides["helper_id"] & ~sides["recipient_id"]).sum() > (sides["recipient_id"] & ~sides["helper_id"]).sum())
    partners = [box for i in drawn if (box := _box(shapes, [i]))]
    window, reaches = window_of_place(own, partners, curves, helps=helps)
    lines = curves if reaches else lines_within(curves, window)
    return window, lines, len(curves) - len(lines)


def is_county(region_id: str, book: Book) -> bool:
    """Say whether a region is a county, which only the counties of its province draw.

    Returns
    -------
    bool
        False for an unknown region.
    """
    return bool(book.regions.get(region_id, {}).get("level") == "county")


def on_nation(facts: Facts, shapes: Shapes, region_id: str, book: Book) -> str:
    """Return the region that stands for one on the map of the country.

    Returns
    -------
    str
        For a county without a pairing of its own the prefecture or province it lies in, since the map of the country would
        show nothing of it; any other region itself.
    """
    if not is_county(region_id, book) or len(pairings_of(facts.pairings, region_id, facts.hierarchy)):
        return region_id
    return next(iter(drawn_as(facts, shapes, region_id, book)), region_id)


def pair_scene(facts: Facts, shapes: Shapes, pair: Pair, book: Book) -> Scene:
    """Compose the map of a pair: both regions framed, the flow between them.

    Parameters
    ----------
    pair : Pair
        Its flow is drawn once; a pair of which only figures are recorded has none.
    """
    t = book.t
    first_row = pair.pairings.iloc[:1]
    ends = [pair.helper_id, pair.recipient_id]
    inside = [i for end in ends for i in drawn_as(facts, shapes, end, book) if i in shapes.places]
    name = t("tip.pair", helper=book.region(ends[0]), recipient=book.region(ends[1]))
    curves, own = curves_of(first_row, facts, shapes), _box(shapes, inside)
    setting = Setting(
        book.look,
        t,
        credit(shapes, t),
        t("map.alt_place", name=name),
        title=name,
        view_id="pair-" + "-".join(ends),
        view_fit=window_of_place(own, [], curves, helps=True)[0] if own else (),
        framed=tuple(inside),
    )
    notes = _notes(ends, facts, shapes, book) + ((t("place.figures_alone"),) if first_row.empty else ())
    return place_scene(first_row, curves, gazetteer(facts, shapes, t.lang), setting, notes)


def _notes(region_ids: Sequence[str], facts: Facts, shapes: Shapes, book: Book) -> tuple[str, ...]:
    """Say of each region that has no outline of its own what is framed in its place, or that nothing is."""
    notes = []
    for region_id in region_ids:
        row, drawn = book.regions.get(region_id), drawn_as(facts, shapes, region_id, book)
        members = set(facts.area_members[facts.area_members["area_id"] == region_id]["region_id"])
        if row is None or row["level"] == "nation" or drawn == [region_id] or members & set(drawn):
            continue
        around = book.t("describe.comma").join(book.short(i) for i in drawn)
        note = book.t("place.drawn_as", name=book.short(region_id), shown=around)
        notes.append(note if drawn else book.t("place.not_drawn", name=book.short(region_id)))
    return tuple(notes)


def drawn_as(facts: Facts, shapes: Shapes, region_id: str, book: Book) -> list[str]:
    """Return the regions with a shape that stand for a region: itself, an area's members or what they lie in, or the one it
    lies in.

    Returns
    -------
    list of str
        Empty where nothing of it can be drawn.
    """
    if region_id in shapes.places:
        return [region_id]
    members = facts.area_members[facts.area_members["area_id"] == region_id]["region_id"]
    inside = [str(i) for i in members if i in shapes.places]
    if not inside and len(members):
        # An area of counties alone: what they lie in.
        inside = list(dict.fromkeys(i for member in members for i in drawn_as(facts, shapes, str(member), book)))
    parent = book.regions.get(region_id, {}).get("parent_id", "")
    return inside or (drawn_as(facts, shapes, parent, book) if parent and parent != NATION else [])


def frame(shapes: Shapes, region_ids: Sequence[str]) -> tuple[float, ...]:
    """Return the window around regions, in kilometres.

    Parameters
    ----------
    region_ids : sequence of str
        Regions with a place; none gives an empty window.

    Returns
    -------
    tuple of float
        xmin, ymin, xmax, ymax; far islands of a province (main_bbox) don't widen it.
    """
    return _box(shapes, region_ids) or ()


def window_around(boxes: Sequence[Box]) -> Box:
    """Return the window around what several boxes reach, in kilometres; there is at least one."""
    return _with_room(around(boxes))


def _box(shapes: Shapes, region_ids: Sequence[str]) -> Box | None:
    boxes: list[Any] = [shapes.places[i].get("main_bbox", shapes.places[i]["bbox"]) for i in region_ids]
    if not boxes:
        return None
    return _with_room(around(boxes))


def _with_room(box: Box) -> Box:
    x0, y0, x1, y1 = box
    dx, dy = max(_LEAST_KM, (x1 - x0) * _MARGIN), max(_LEAST_KM, (y1 - y0) * _MARGIN)
    return (x0 - dx, y0 - dy, x1 + dx, y1 + dy)
