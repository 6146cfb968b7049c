"""Counties for still pictures: of one province, or of the whole country from a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from data.places.areas import NATION
from geo.shapes.load import load_county_places
from geo.shapes.outlines import Arc, Lines, Polygons, arcs_of, joined, polygons, read, rings, simpler, used
from geo.still.picture import Rings

#: What coarser outlines may be off: less than half a unit of a picture of the whole country. A thousand have to be written.
_TOLERANCE_KM: Final = 2.5


@dataclass(frozen=True)
class Counties:
    """Counties: their outlines, the lines between them and where their names stand.

    Attributes
    ----------
    lines : Lines
        Without those that are borders of prefectures too: the nation's own outlines draw these.
    places : dict of id to (name_zh, x_km, y_km)
    pieces : dict of id to Polygons
        Their outlines, by indices into ``arcs``.
    arcs : tuple of Arc
        As built.
    """

    lines: Lines
    places: Mapping[str, tuple[str, float, float]]
    pieces: Mapping[str, Polygons] = field(default_factory=dict)
    arcs: tuple[Arc, ...] = ()

    @cached_property
    def _light(self) -> tuple[Arc, ...]:
        return tuple(simpler(arc, _TOLERANCE_KM) for arc in self.arcs)

    @cached_property
    def rings(self) -> dict[str, Rings]:
        """The outlines of all counties, as built."""
        return {i: rings(piece, self.arcs, self.arcs) for i, piece in self.pieces.items()}

    @cached_property
    def _coarse(self) -> dict[str, Rings]:
        return {i: rings(piece, self._light, self.arcs) for i, piece in self.pieces.items()}

    def outlines(self, coarse: bool) -> Mapping[str, Rings]:
        """Return the outlines of all counties; the same objects at every call.

        Parameters
        ----------
        coarse : bool
            As :attr:`geo.shapes.geometry.Geometry.coarse` is drawn.
        """
        return self._coarse if coarse else self.rings

    def rim(self, ids: Iterable[str], coarse: bool) -> Lines:
        """Return the outline of counties taken together: the arcs that only one of them has."""
        counts = self._counts(ids)
        return self._lines([arc for arc, n in counts.items() if n == 1], coarse)

    def outer(self, ids: Collection[str], coarse: bool) -> Lines:
        """Return the same without the holes that single counties leave in it, such as a town amid the counties around it."""
        rim = {arc for arc, n in self._counts(ids).items() if n == 1}
        outside = (used(piece) for i, piece in self.pieces.items() if i not in ids)
        holes = {arc for arcs in outside if rim.issuperset(arcs) for arc in arcs}
        return self._lines(list(rim - holes), coarse)

    def _counts(self, ids: Iterable[str]) -> Counter[int]:
        return Counter(arc for i in ids if i in self.pieces for arc in used(self.pieces[i]))

    def _lines(self, indices: Sequence[int], coarse: bool) -> Lines:
        arcs = self._light if coarse else self.arcs
        return joined([arcs[i] for i in sorted(indices)])


@cache
def load_counties(directory: Path, province: str) -> Counties:
    """Read the counties of a province, once.

    Parameters
    ----------
    directory : Path
        Of the built shapes.
    province : str
        Six-digit code; that of the nation gives the counties of all provinces, coarser.

    Returns
    -------
    Counties
        None where there is no such file.
    """
    path = directory / "counties" / f"{province}.json"
    if not (province.isdigit() and path.is_file()):
        return Counties((), {})
    topology, places = read(path), _places(directory)
    pieces = {str(piece["id"]): polygons(piece) for piece in topology["objects"]["counties"]["geometries"]}
    arcs = arcs_of(topology)
    sides: dict[int, list[str]] = {}
    for county, piece in pieces.items():
        # Counties right under a province ('90' where others have their prefecture) are drawn as prefectures too.
        side = county if county[2:4] == "90" else str(places.get(county, {}).get("parent_id", ""))
        for arc in used(piece):
            sides.setdefault(arc, []).append(side)
    own = [arcs[i] for i, owners in sorted(sides.items()) if len(owners) == 2 and owners[0] == owners[1]]
    named = {
        i: (str(p["name_zh"]), float(p["label"][0]), float(p["label"][1]))
        for i, p in sorted(places.items())
        if province in (NATION, f"{i[:2]}0000")
    }
    return Counties(joined(own), named, pieces, tuple(arcs))


@cache
def _places(directory: Path) -> dict[str, dict[str, Any]]:
    return load_county_places(directory)
