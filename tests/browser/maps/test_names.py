"""Names stand on their places: on every view with a map, in both languages and at every usual size of window."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from geo.still.measures import overlap
from tests.browser.atlas import MapView, open_map, wait_in_frame
from tests.geo.pictures import geometry

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

# The map's script keeps its scene to itself: whoever paints names is given it.
HOOK = """() => {
  if (window.named) return;
  window.named = () => window.hooked;
  const labels = atlas.parts.labels, paint = labels.paint;
  labels.paint = function (sheet, scene, focus) {
    const n = paint.call(this, sheet, scene, focus);
    window.hooked = [sheet, scene];
    return n;
  };
}"""
# Every name in the frame: lines, box, the line that ties it, where its middle lies in kilometres; names that must stand.
READ = """() => {
  const [sheet, scene] = window.hooked, [x0, y0, x1, y1] = scene.window(sheet);
  const seen = (b) => b[2] > x0 && b[3] > y0 && b[0] < x1 && b[1] < y1;
  const strong = scene.labels.filter((one) => one.style !== "quiet");
  const told = strong.flatMap((one) => one.ids.map((id) => ({ id, at: one.at })));
  const inSight = ({ id, at }) => {
    const place = at || (scene.names[id] || {}).at, p = place && sheet.pixel(place);
    return p && p[0] >= x0 && p[0] <= x1 && p[1] >= y0 && p[1] <= y1;
  };
  const wanted = told.filter(inSight);
  return {
    named: scene.named.filter((one) => seen(one.box)).map((one) => ({
      id: one.id, lines: one.lines, line: one.line, box: one.box, at: sheet.back([one.box[4], one.box[5]]),
    })),
    wanted: wanted.map((one) => one.id),
    always: ["710000"].filter((id) => inSight({ id })),
    members: Object.fromEntries((scene.fill.areas || []).map((area) => [area.id, area.members])),
    values: strong.filter((one) => one.style === "value").flatMap((one) => one.ids),
    unnamed: scene.unnamed,
    sheets: Array.from(document.querySelectorAll("canvas.atlas-sheet"), (one) => {
      const { x, y } = one.getBoundingClientRect();
      return [x, y];
    }),
    counted: scene.counted,
    recipients: Array.from(new Set(scene.flows.map((flow) => flow.r))),
    beside: scene.named.filter((one) => scene.flows.some((flow) => flow.id === one.id)).map(function (one) {
      const [x0, y0, cx, cy, x1, y1] = scene.flows.find((flow) => flow.id === one.id).p;
      const middle = sheet.pixel([(x0 + 2 * cx + x1) / 4, (y0 + 2 * cy + y1) / 4]);
      const from = one.line || [one.box[4], one.box[5]];
      return [one.id, Math.hypot(middle[0] - from[0], middle[1] - from[1])];
    }),
    unit: (scene.grow * 11.5) / 12, wide: x1 - x0,
  };
}"""


def read(view: MapView, size: tuple[int, int]) -> dict[str, Any]:
    """Give the window a size and read the names as they then stand."""
    view.frame.evaluate(HOOK)
    view.frame.evaluate("window.hooked = undefined")
    view.page.set_viewport_size({"width": size[0], "height": size[1]})
    wait_in_frame(
        lambda: view.frame,
        "size => { const fit = window.atlas?.state?.fit, box = fit && map.getContainer().getBoundingClientRect();"
        " return parent.innerWidth === size[0] && parent.innerHeight === size[1] && !!fit && !!window.hooked"
        " && fit.size[0] === Math.round(box.width) && fit.size[1] === Math.round(box.height)"
        " && box.width === innerWidth && box.height === innerHeight; }",
        list(size),
    )
    return dict(view.frame.evaluate(READ))


def judged(state: dict[str, Any]) -> dict[str, Any]:
    """Say of the names read: which stand on another's land untied, which collide, which that must stand do not."""
    named, off, amounts = state["named"], [], dict(state["beside"])
    regions = geometry().regions_at([tuple(one["at"]) for one in named])
    for one, found in zip(named, regions, strict=True):
        home = set(state["members"].get(one["id"], [one["id"]]))
        county = one["id"][4:] not in ("", "00") and one["id"][:2] in {i[:2] for i in found}
        tied = one["line"] and not (one["id"] in state["values"] and found)
        if one["id"] in amounts:  # stands beside a line, or is tied to it
            off += [(one["id"], amounts[one["id"]])] if amounts[one["id"]] > 40 * state["unit"] else []
        elif found and not found & home and not county and not tied:
            off.append(("/".join(one["lines"]), sorted(found)))
    collide = [(a["lines"], b["lines"]) for a, b in combinations(named, 2) if overlap(a["box"][:4], b["box"][:4])]
    there = {one["id"] for one in named}
    return {
        "named": len(named),
        "off": off,
        "collide": collide,
        "always": [i for i in state["always"] if i not in there],
        "together": len(there & {"810000", "820000"}) != 1,
        "missing": [i for i in state["wanted"] if i not in there],
        "unnamed": state["unnamed"],
        "recipients": [i for i in state["recipients"] if i not in there],
        "of": len(state["recipients"]),
        "far": [one["lines"] for one in named if one["line"] and is_far(one, state)],
    }


def is_far(one: dict[str, Any], state: dict[str, Any]) -> bool:
    """Whether a name is farther from its place than a reader looks: 13.5 % of the map, at most 90 pixels of one for laptops.

    A value stands on no other place, and may stand a little farther.
    """
    x0, y0, x1, y1 = one["line"]
    most = 100 * state["unit"] if one["id"] in state["values"] else min(90 * state["unit"], 0.135 * state["wide"])
    return math.hypot(x1 - x0, y1 - y0) > most + 0.01


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("path", "query"), VIEWS, ids=lambda v: str(v))
def test_names_stand_on_their_places(page: Page, whole_url: str, path: str, query: dict[str, str], lang: str):
    view = open_map(page, whole_url, path, lang=lang, **query)
    wrong: list[tuple[object, ...]] = []

    for size in SIZES:
        state = read(view, size)
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
