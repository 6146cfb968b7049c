"""The names that a still picture of a map needs, and where they stand."""

from __future__ import annotations

from data.load import Facts
from geo.scene import Scene
from views.book import Book
from views.loaders import Shapes, gazetteer


def names_on(scene: Scene, facts: Facts, shapes: Shapes, book: Book) -> dict[str, tuple[str, float, float]]:
    """Return the names of provinces, prefectures and areas, and of the counties a map draws, with the place of each.

    Returns
    -------
    dict of str to (name, x_km, y_km)
    """
    places = gazetteer(facts, shapes, book.t.lang)
    wanted = ("province", "prefecture", "area")
    found = {}
    for region_id, (x, y) in places.labels.items():
        level = places.levels.get(region_id, "")
        # Of the whole country those that say something: the others have the names of the boundary data set.
        inside = region_id in scene.fill.counties or (scene.counties_of and region_id[:2] == scene.counties_of[:2])
        if level in wanted or (inside and level == "county"):
            found[region_id] = (book.short(region_id), round(float(x), 1), round(float(y), 1))
    return found
