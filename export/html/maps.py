"""The maps of a deck in its one-file page: drawn once for each shape of screen, outlines shared between all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from export.deck.layout import Layout
from geo.still.draw import Geometry
from geo.still.picture import Placed
from geo.still.sheet import pictures
from geo.still.svg.picture import defs
from geo.still.svg.sheet import sheet_svg
from views.slide import Slide

# Paths of the insets are the same in all maps; what is shorter is not worth a name.
_LONG_PATH: Final = re.compile(r'<path d="([^"]{300,})"')
_ISLANDS: Final = re.compile(r"(?:<circle [^>]*/>){20,}")
_BORDER: Final = re.compile(r'<path id="(g-line-[^"]+)" d="([^"]*)"/>')
# A piece begins where the pen is put down.
_PIECE: Final = re.compile(r"M[^M]*")
# The id of an outline says region and level; the page asks for the unit that speaks for it.
_TOLD_TWICE: Final = re.compile(r'(<use href="#g-[^"]+") data-region="[^"]*" data-level="[^"]*"')


@dataclass(frozen=True)
class Drawn:
    """The maps of one slide for each layout, as pictures and as one SVG; both empty where the slide has none."""

    pictures: Mapping[str, tuple[Placed, ...]]
    svg: Mapping[str, str]


def draw_maps(slide: Slide, geometry: Geometry, layouts: Mapping[str, Layout]) -> Drawn:
    """Draw the map or maps of a slide for each layout."""
    if not slide.mapped:
        return Drawn({}, {})
    drawn, svg = {}, {}
    for name, lay in layouts.items():
        area = lay.rooms(2 if beside(slide) else 1, even=slide.even, mapped=True)[0]
        placed = pictures(slide.scene_beside, slide.panels, geometry, slide.names, area.w, area.h, smallest=lay.small_size)
        drawn[name], title = placed, slide.title if slide.panels else placed[0].picture.alt
        svg[name] = sheet_svg(placed, area.w, area.h, title=title, ids=f"{slide.slide_id}-{name}-", shared=True)
    return Drawn(drawn, svg)


def beside(slide: Slide) -> bool:
    """Say whether something stands beside the map or the first chart of a slide."""
    large = slide.mapped + len(slide.charts)
    return bool(large > 1 or (large and (slide.figures or slide.points)))


def share(drawn: Sequence[Drawn]) -> tuple[str, list[Drawn]]:
    """Put what the maps of a deck have in common into one place.

    Returns
    -------
    shapes : str
        One hidden SVG with the outlines; empty where no slide has a map.
    drawn : list of Drawn
        The same maps, which refer to them.
    """
    all_of_them = [placed.picture for maps in drawn for several in maps.pictures.values() for placed in several]
    if not all_of_them:
        return "", list(drawn)
    parts: dict[str, str] = {}
    leaner = [Drawn(maps.pictures, {name: _lean(svg, parts) for name, svg in maps.svg.items()}) for maps in drawn]
    # Style attributes are forbidden here; the page's style sheet hides the element that holds the outlines.
    shapes = _share_lines(defs(all_of_them).replace(' style="position:absolute"', ""))
    return shapes.replace("</defs>", "".join(parts[i] for i in sorted(parts)) + "</defs>"), leaner


def _lean(svg: str, parts: dict[str, str]) -> str:
    """Return a map without what its outlines say already; long paths and islands go to where all maps find them."""

    def path(match: re.Match[str]) -> str:
        name = _named("d", match[1])
        parts[name] = f'<path id="{name}" d="{match[1]}"/>'
        return f'<use href="#{name}"'

    def islands(match: re.Match[str]) -> str:
        name = _named("i", match[0])
        parts[name] = f'<g id="{name}">{match[0]}</g>'
        return f'<use href="#{name}"/>'

    return _ISLANDS.sub(islands, _LONG_PATH.sub(path, _TOLD_TWICE.sub(r"\1", svg)))


def _share_lines(shapes: str) -> str:
    """Return the outlines with each piece of a border written once, however many maps have it in their window."""
    borders = dict(_BORDER.findall(shapes))
    owners: dict[str, list[str]] = {}
    for name, path in borders.items():
        for piece in dict.fromkeys(_PIECE.findall(path)):
            owners.setdefault(piece, []).append(name)
    groups: dict[tuple[str, ...], list[str]] = {}
    for piece, of in owners.items():
        groups.setdefault(tuple(of), []).append(piece)
    written: list[str] = []
    held: dict[str, list[str]] = {name: [] for name in borders}
    for names, pieces in groups.items():
        path = "".join(pieces)
        part = _named("l", path)
        written.append(f'<path id="{part}" d="{path}"/>')
        for name in names:
            held[name].append(f'<use href="#{part}"/>')
    written += [f'<g id="{name}">{"".join(uses)}</g>' for name, uses in held.items()]
    return _BORDER.sub("", shapes).replace("</defs>", "".join(written) + "</defs>")


def _named(kind: str, text: str) -> str:
    return f"{kind}-{sha256(text.encode()).hexdigest()[:10]}"


def names_of(slides: Sequence[Slide], drawn: Sequence[Drawn]) -> dict[str, str]:
    """Return the names of all regions that the maps of a deck draw or connect.

    Returns
    -------
    dict of str to str
        In the order of the codes.
    """
    names = {region: name for slide in slides for region, (name, _, _) in slide.names.items()}
    for maps in drawn:
        for placed in (placed for several in maps.pictures.values() for placed in several):
            names |= {patch.region_id: patch.name for patch in placed.picture.patches if patch.name}
    return dict(sorted(names.items()))


def map_payload(drawn: Drawn) -> dict[str, Any] | None:
    """Return what the cards of a map say.

    Returns
    -------
    dict or None
        ``flows``: id to name and the two ends; ``cards``: each region that speaks for what is drawn to its lines. None
        without a map.
    """
    several = next(iter(drawn.pictures.values()), None)
    if several is None:
        return None
    arrows = [arrow for placed in several for arrow in placed.picture.arrows]
    cards: dict[str, list[str]] = {}
    for placed in several:
        for unit, lines in placed.picture.cards.items():
            cards.setdefault(unit, []).extend(placed.say(line) for line in lines)
    return {
        "flows": {a.flow_id: {"name": a.name, "h": a.helper_id, "r": a.recipient_id} for a in arrows},
        "cards": {unit: list(dict.fromkeys(lines)) for unit, lines in cards.items()},
    }


def hierarchy_of(slides: Sequence[Slide], drawn: Sequence[Drawn]) -> dict[str, list[str]]:
    """Return which regions stand for the ends of a deck's flows, as the page's script reads it.

    Returns
    -------
    dict of str to list of str
        As :meth:`data.places.lineage.Hierarchy.parts` gives it.
    """
    parts_of: dict[str, list[str]] = {}
    for slide, maps in zip(slides, drawn, strict=True):
        several = next(iter(maps.pictures.values()), ())
        ends = {
            end for placed in several for arrow in placed.picture.arrows for end in (arrow.helper_id, arrow.recipient_id)
        }
        for scene in slide.scenes[:1]:
            for whole, parts in scene.hierarchy.parts(ends).items():
                parts_of[whole] = sorted({*parts_of.get(whole, ()), *parts})
    return dict(sorted(parts_of.items()))
