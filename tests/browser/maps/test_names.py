"""Names stand on their places, and nothing lies on Taiwan or Hainan: on every view with a map, at every usual size.

Each view is opened once, and walked through its sizes, for all that is asked of it.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

import pytest
import shapely
from playwright.sync_api import Page

from geo.still.measures import overlap
from tests.browser.atlas import open_map
from tests.browser.maps.lying import DRAWN, covered, judged, overlapping, read, shapes

pytestmark = pytest.mark.again

#: A window opens with 1366×768, and names are put down anew, so that they can be read, where its size changes.
SIZES = ((1920, 1080), (390, 844), (911, 512), (1366, 768))
#: Page and query of every view of the nation, and of provinces that are helped, that help, and a pair.
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("", {"fill": "money"}),
    ("", {"fill": "rate"}),
    ("", {"fill": "rate", "series": "poverty_headcount_ratio~unstated", "when": "2019~5"}),
    ("pairings", {}),
    ("pairings", {"show": "compare"}),
    ("pairings", {"show": "coverage"}),
    ("trends", {"show": "delisted", "as": "map"}),
    ("region", {"region": "520000"}),
    ("region", {"region": "650000"}),
    ("region", {"region": "510000"}),
    ("region", {"region": "320000"}),
    ("region", {"region": "440000"}),
    ("region", {"region": "640000"}),
    ("region", {"pair": "350000-640000"}),
)

EVERY_SIZE = (
    (360, 640),
    (390, 844),
    (640, 360),
    (800, 600),
    (853, 480),
    (911, 512),
    (1024, 768),
    (1093, 614),
    (1152, 864),
    (1280, 1024),
    (1366, 768),
    (1440, 900),
    (1920, 1080),
    (2560, 1080),
    (2560, 1440),
    (3840, 2160),
)
FEW = ((360, 640), (390, 844), (800, 600), (911, 512), (1024, 768), (1280, 1024), (1366, 768), (1920, 1080))
#: For views of one place, which need no inset: the narrowest, the lowest, and what most readers have.
LEAST = ((360, 640), (911, 512), (1366, 768), (1920, 1080))
#: Page, its query, in Chinese unless it says otherwise, whether the whole country is shown, and the sizes.
ROOMS: tuple[tuple[str, dict[str, str], bool, tuple[tuple[int, int], ...]], ...] = (
    ("", {}, True, EVERY_SIZE),
    ("", {"fill": "rate"}, True, FEW),
    ("", {"fill": "rate", "series": "poverty_headcount_ratio~unstated", "when": "2019~5", "lang": "en"}, True, FEW),
    ("", {"fill": "money"}, True, LEAST),
    ("trends", {"show": "delisted"}, True, LEAST),
    ("pairings", {}, True, FEW),
    ("pairings", {"show": "compare"}, True, LEAST),
    ("pairings", {"show": "coverage", "lang": "en"}, True, LEAST),
    ("", {"region": "650000"}, True, LEAST),
    ("region", {"region": "440000"}, False, LEAST),
    ("region", {"region": "350000"}, False, LEAST),
    ("region", {"region": "460000"}, False, LEAST),
    ("region", {"region": "520000", "lang": "en"}, False, LEAST),
    ("region", {"pair": "350000-640000"}, False, LEAST),
)


#: Drawing a place's charts again takes a window three times as long as its map does, and nothing here looks at them.
CHARTS, NO_CHART = "**/PlotlyChart.*.js", "export const PlotlyChart = () => null; export default PlotlyChart;"


class Drawing(NamedTuple):
    """The names, and what lies on the map, at one size of window."""

    names: dict[str, Any]
    boxes: dict[str, Any]


#: Of each view that has been opened what it draws at each of its sizes.
Walked = dict[tuple[object, ...], dict[tuple[int, int], Drawing]]


def key_of(path: str, query: dict[str, str]) -> tuple[object, ...]:
    return (path, *sorted({"lang": "zh", **query}.items()))


def sizes_of(key: tuple[object, ...]) -> list[tuple[int, int]]:
    """Every size that is asked of a view, each once."""
    named = [SIZES for path, query in VIEWS for lang in ("zh", "en") if key_of(path, {**query, "lang": lang}) == key]
    roomy = [sizes for path, query, _, sizes in ROOMS if key_of(path, query) == key]
    return list(dict.fromkeys(size for sizes in (*named, *roomy) for size in sizes))


@pytest.fixture(scope="module")
def walked() -> Walked:
    return {}


def walk(page: Page, url: str, walked: Walked, path: str, query: dict[str, str]) -> dict[tuple[int, int], Drawing]:
    """Open a view, unless a test before has, and ask at each of its sizes for all that any test wants to know."""
    key = key_of(path, query)
    if key not in walked:
        page.route(CHARTS, lambda route: route.fulfill(content_type="text/javascript", body=NO_CHART))
        view = open_map(page, url, path, **query)
        walked[key] = {size: Drawing(read(view, size), dict(view.frame.evaluate(DRAWN))) for size in sizes_of(key)}
    return walked[key]


def test_views_that_are_asked_twice_are_opened_once():
    named = {key_of(path, {**query, "lang": lang}) for path, query in VIEWS for lang in ("zh", "en")}
    assert len(named & {key_of(path, query) for path, query, _, _ in ROOMS}) == 10


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("path", "query"), VIEWS, ids=lambda v: str(v))
def test_names_stand_on_their_places(
    page: Page, whole_url: str, walked: Walked, path: str, query: dict[str, str], lang: str
):
    drawings = walk(page, whole_url, walked, path, {**query, "lang": lang})
    wrong: list[tuple[object, ...]] = []

    for size in SIZES:
        state = drawings[size].names
        found = judged(state)
        wrong += [(size, "on another's land", *one) for one in found["off"]]
        wrong += [(size, "not named", i) for i in found["always"]]
        wrong += [] if found["together"] else [(size, "of Hong Kong and Macao one is named")]
        wrong += [(size, "collide", *one) for one in found["collide"]]
        wrong += [(size, "far from its place", one) for one in found["far"]]
        # A sheet between two pixels is drawn by mixing neighbours.
        wrong += [(size, "blurred", at) for at in state["sheets"] if any(v % 1 for v in at)]
        if len(found["missing"]) != found["unnamed"]:
            wrong.append((size, "not counted", found["missing"], found["unnamed"]))
        if found["unnamed"] and str(found["unnamed"]) not in state["counted"]:
            wrong.append((size, "not said how many", found["unnamed"], state["counted"]))
        if query.get("fill") == "money" and size[0] > 390:  # on a phone amounts have less room
            assert len(state["beside"]) == 3, size  # every amount is written
        if not path and not query and size[0] > 1000:
            assert (found["of"], found["recipients"]) == (31, []), size  # the opening map names all

    assert wrong == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_amount_stands_right_above_another(page: Page, whole_url: str, walked: Walked, lang: str):
    """Stacked, each would be read as that of the line under both."""
    drawings = walk(page, whole_url, walked, "", {"fill": "money", "lang": lang})
    for size in ((911, 512), (1366, 768)):
        state = drawings[size].names
        amounts = dict(state["beside"])
        boxes = [one["box"][:4] for one in state["named"] if one["id"] in amounts]
        assert len(boxes) == 3
        air = 20 * state["unit"]
        near = [(a, b) for a, b in combinations(boxes, 2) if overlap((a[0] - air, a[1] - air, a[2] + air, a[3] + air), b)]
        # In English a small window has no room for three apart.
        assert near == [] or (lang, size[0]) == ("en", 911), size


@pytest.mark.parametrize(("path", "query", "national", "sizes"), ROOMS, ids=lambda v: "" if isinstance(v, tuple) else str(v))
def test_nothing_lies_on_taiwan_or_hainan(page: Page, whole_url: str, walked: Walked, path, query, national, sizes):
    islands, land = shapes()
    drawings = walk(page, whole_url, walked, path, query)
    found: list[tuple[object, ...]] = []

    for size in sizes:
        state = drawings[size].boxes
        found += [(size, what, "has lost its words") for what in state["wordless"]]
        for what, *box in state["boxes"]:
            found += [(size, what, i) for i, shape in islands.items() if covered(state, shape, box) > 0.01]
            if national and "atlas-inset" in what and covered(state, land, box) > 0.01:
                found.append((size, "the inset lies on land"))
        found += [(size, one, "lies on", other) for one, other in overlapping(state)]
        if national:
            whole = [0, 0, *state["size"]]
            cut = [i for i, s in islands.items() if covered(state, s, whole) < 0.999 * shapely.area(s) * state["scale"] ** 2]
            found += [(size, "cut off", i) for i in cut]

    assert found == []
