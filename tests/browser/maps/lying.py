"""What a map has drawn: the names as they stand, every box that lies on it, and where Taiwan and Hainan are."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations
from typing import Any

import shapely
from shapely.affinity import affine_transform

from geo.fitting import NATION_FIT
from geo.shapes.load import load_regions
from geo.still.measures import overlap
from tests.browser.atlas import MapView, wait_in_frame
from tests.geo.pictures import geometry

TAIWAN, HAINAN = "710000", "460000"

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


# Where kilometres lie in the map's frame, and every box that lies on the map.
DRAWN = """() => {
  const frame = map.getContainer().getBoundingClientRect(), o = map.latLngToContainerPoint([0, 0]);
  const boxes = [];
  for (const node of document.querySelectorAll(".leaflet-control, .atlas-time")) {
    const r = node.getBoundingClientRect();
    const place = [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top];
    if (r.width && r.height) boxes.push([node.className, ...place]);
  }
  const wordless = Array.from(document.querySelectorAll(".atlas-legend, .atlas-inset"))
    .filter(node => node.offsetWidth && !node.innerText.trim()).map(node => node.className);
  return { wordless, scale: map.options.crs.scale(map.getZoom()), x: o.x, y: o.y,
    size: [frame.width, frame.height], boxes: boxes };
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


@cache
def shapes() -> tuple[dict[str, shapely.Geometry], shapely.Geometry]:
    """Taiwan with its islets, the island of Hainan, and all land but small islands and the reefs that the inset shows."""
    provinces = load_regions("province").set_index("region_id").geometry
    parts = shapely.get_parts(shapely.union_all(provinces.to_numpy()))
    land = [part for part in parts if part.area > 200 and part.bounds[1] > NATION_FIT[1]]
    hainan = max(shapely.get_parts(provinces[HAINAN]), key=shapely.area)
    return {TAIWAN: provinces[TAIWAN], HAINAN: hainan}, shapely.union_all(land)


def drawn(view: MapView, size: tuple[int, int]) -> dict[str, Any]:
    """Give the window a size, wait until the map has taken its room, and ask where things are."""
    view.page.set_viewport_size({"width": size[0], "height": size[1]})
    wait_in_frame(
        lambda: view.frame,
        "size => { const fit = window.atlas?.state?.fit, box = fit && map.getContainer().getBoundingClientRect();"
        " return parent.innerWidth === size[0] && !!fit && fit.size[0] === Math.round(box.width)"
        " && fit.size[1] === Math.round(box.height) && box.width === innerWidth && box.height === innerHeight; }",
        list(size),
    )
    return dict(view.frame.evaluate(DRAWN))


def covered(state: dict[str, Any], shape: shapely.Geometry, box: list[float]) -> float:
    """Square pixels of a shape under a box, as far as they are in the frame."""
    moved = affine_transform(shape, [state["scale"], 0, 0, -state["scale"], state["x"], state["y"]])
    return float(shapely.area(moved & shapely.box(*box) & shapely.box(0, 0, *state["size"])))


def overlapping(state: dict[str, Any]) -> list[tuple[str, str]]:
    """Which of the boxes on the map lie on one another."""
    pairs = combinations(state["boxes"], 2)
    return [
        (one, other)
        for (one, *a), (other, *b) in pairs
        if min(min(a[n + 2], b[n + 2]) - max(a[n], b[n]) for n in (0, 1)) > 1
    ]
