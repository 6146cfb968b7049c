"""Where a place of the map is on the screen, and what colour is there: the pixels, not the map's own word for them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd
import shapely
from PIL import Image
from playwright.sync_api import Page

from data.load import Facts
from data.pairings.arrangements import listed
from data.select import LANDING
from geo.entry import entries, outlines
from geo.flows import flow_curves
from geo.shapes.load import SHAPES_DIR, load_places, load_regions
from tests.browser.atlas import MAP_FRAME, MapView, wait_in_frame
from tests.data.seeds import seed_facts

Point = tuple[float, float]
Color = tuple[int, int, int]

# Nothing but sea or a neighbour's land: km, in the projection of the shapes.
BESIDE_EVERYTHING: Point = (-300.0, 5700.0)

# Region fills and borders are on the lower sheet, flows and names on the upper one.
BACK, FRONT = 0, 1

#: Steps of a colour's channel, of 256: far less than lie between two colours of a palette.
ROUNDED = 2
#: How far a line's colour may be from its own where half of the pixel is its neighbour's: a fifth of the way to the land.
MIXED = 70
#: Of a line's ramp so many colours are looked for, and so much of one must be mixed into the ground.
_SHADES, _PALEST = 9, 0.3

RESTING = "() => !map._animatingZoom && !map._panAnim?._inProgress && !map.dragging.moving()"


@cache
def facts() -> Facts:
    """Return the records that the atlas under test shows."""
    return seed_facts()


@cache
def label_points() -> dict[str, Point]:
    """Return the label point of every province and prefecture, in km."""
    return {region: (place["label"][0], place["label"][1]) for region, place in load_places().items()}


@cache
def curves() -> dict[str, tuple[float, ...]]:
    """Return the landing view's flows: pairing id to x0, y0, cx, cy, x1, y1 in km, as far as they must be drawn."""
    rows = listed(facts().pairings, LANDING).rename(columns={"pairing_id": "flow_id"})
    land = shapely.union_all(load_regions("province").geometry.to_numpy())
    shapely.prepare(land)
    anchors = {region: (place["anchor"][0], place["anchor"][1]) for region, place in load_places().items()}
    drawn, _ = flow_curves(rows, anchors, lambda point: bool(shapely.contains_xy(land, *point)))
    until = entries(drawn, outlines(SHAPES_DIR))
    return {row["flow_id"]: _as_far_as(_numbers(row), t) for (_, row), t in zip(drawn.iterrows(), until, strict=True)}


def _numbers(row: pd.Series) -> tuple[float, ...]:
    return tuple(float(row[name]) for name in ("x0", "y0", "cx", "cy", "x1", "y1"))


def _as_far_as(curve: tuple[float, ...], t: float) -> tuple[float, ...]:
    """The part of a curve before the edge of its recipient: its arrowhead stands there."""
    x0, y0, cx, cy, *_ = curve
    return x0, y0, x0 + (cx - x0) * t, y0 + (cy - y0) * t, *along(curve, t)


def along(curve: Sequence[float], t: float) -> Point:
    """Return the point at t (0 helper, 1 recipient) of a quadratic curve."""
    x0, y0, cx, cy, x1, y1 = curve
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1


def on_screen(view: MapView, points: Sequence[Point]) -> list[Point]:
    """Return where places (km) are in the window, in CSS pixels."""
    box = view.page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None, "the map has no size"
    # The frame has a border of its own, which its document does not count.
    edge = view.page.locator(MAP_FRAME).first.evaluate("frame => [frame.clientLeft, frame.clientTop]")
    found = view.frame.evaluate(
        "points => points.map(([x, y]) => { const p = map.latLngToContainerPoint([y, x]); return [p.x, p.y]; })",
        [list(point) for point in points],
    )
    return [(box["x"] + edge[0] + x, box["y"] + edge[1] + y) for x, y in found]


def sheet_colors(view: MapView, sheet: int, points: Sequence[Point], reach: int = 0) -> list[tuple[int, int, int, int]]:
    """Return what a sheet of the map has at places (km): red, green, blue, opacity; 0 opacity is nothing drawn.

    Of the pixels within a reach the most opaque one counts: a line of one pixel may lie beside the point.
    """
    found = view.frame.evaluate(
        """([sheet, points, reach]) => {
            const canvas = document.querySelectorAll("canvas.atlas-sheet")[sheet], ctx = canvas.getContext("2d");
            const corner = L.DomUtil.getPosition(canvas), ratio = canvas.width / canvas.clientWidth;
            return points.map(([x, y]) => {
                const p = map.latLngToLayerPoint([y, x]).subtract(corner);
                const [left, top] = [p.x, p.y].map((v) => Math.floor(v * ratio) - reach), wide = 2 * reach + 1;
                const colors = Array.from(ctx.getImageData(left, top, wide, wide).data), pixels = [];
                while (colors.length) pixels.push(colors.splice(0, 4));
                return pixels.reduce((most, pixel) => (pixel[3] > most[3] ? pixel : most));
            });
        }""",
        [sheet, [list(point) for point in points], reach],
    )
    return [tuple(color) for color in found]


def picture(view: MapView) -> Image.Image:
    """Return what the screen shows of the map, as a picture."""
    return Image.open(io.BytesIO(view.page.locator(MAP_FRAME).first.screenshot())).convert("RGB")


def share(image: Image.Image, color: str) -> float:
    """Return which part of a picture has this colour, given as #rrggbb.

    A frame that stands on a fraction of a pixel is drawn by mixing neighbours, which rounds even where they are the same.
    """
    wanted = rgb(color)
    counts = image.getcolors(image.width * image.height) or []
    same = sum(count for count, found in counts if isinstance(found, tuple) and _alike(found, wanted))
    return same / (image.width * image.height)


def drawn_along(view: MapView, curves: Iterable[Sequence[float]], start: str, end: str) -> list[float]:
    """Return at which part of 41 points of each curve the screen has a line's colours, from its start's to its end's.

    A line may be pale: it is told by what it does to the ground, as the screen is without the sheet of lines and names.
    A pixel beside the point counts too: a frame that stands on a fraction of a pixel is drawn by mixing neighbours, which
    leaves a thin line no pixel of quite its own colour.
    """
    points = on_screen(view, [along(curve, step / 40) for curve in curves for step in range(41)])
    seen = _around(view, points)
    hide = "([sheet, hidden]) => { document.querySelectorAll('canvas.atlas-sheet')[sheet].style.opacity = hidden ? 0 : ''; }"
    view.frame.evaluate(hide, [FRONT, True])
    ground = _around(view, points)
    view.frame.evaluate(hide, [FRONT, False])
    colors = np.linspace(rgb(start), rgb(end), _SHADES)
    least = np.full(seen.shape[:2], np.inf)
    for color in colors:  # how far from any mixture of the ground with this colour, of which there must be enough
        way = color - ground
        part = np.clip(((seen - ground) * way).sum(axis=-1) / (way * way).sum(axis=-1), 0, 1)
        off = np.linalg.norm(seen - ground - part[..., None] * way, axis=-1)
        least = np.minimum(least, np.where(part >= _PALEST, off, np.inf))
    return list((least.min(axis=1) <= MIXED / 2).reshape(-1, 41).mean(axis=1).tolist())


def _around(view: MapView, points: Sequence[Point]) -> np.ndarray:
    """The colours of the nine pixels around each point."""
    seen = np.asarray(Image.open(io.BytesIO(view.page.screenshot())).convert("RGB"), dtype=float)
    return np.array([seen[int(y) - 1 : int(y) + 2, int(x) - 1 : int(x) + 2].reshape(9, 3) for x, y in points])


def _alike(one: tuple[int, ...], other: Color) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= ROUNDED


def area_share(view: MapView, regions: Sequence[str], without: Sequence[str]) -> float:
    """Return which part of the map's picture some regions take, less others, by their areas and the map's scale."""
    areas = {region: place["area_km2"] for region, place in load_places().items()}
    (x0, _), (x1, _) = on_screen(view, [(0.0, 4000.0), (1000.0, 4000.0)])
    seen = picture(view)
    pixels = (x1 - x0) / 1000
    wanted = sum(areas[region] for region in regions) - sum(areas[region] for region in without)
    return float(wanted * pixels**2 / (seen.width * seen.height))


def rgb(color: str) -> Color:
    """Return the red, green and blue of #rrggbb."""
    parts = re.fullmatch(r"#(..)(..)(..)", color)
    assert parts, color
    return int(parts[1], 16), int(parts[2], 16), int(parts[3], 16)


def click_at(view: MapView, place: Point) -> None:
    """Click a place (km) of the map, as a hand does: where it is once nothing moves."""
    wait_resting(view)
    ((x, y),) = on_screen(view, [place])
    view.page.mouse.click(x, y)


def wait_resting(view: MapView, condition: str = "true") -> None:
    """Wait until the map neither zooms nor moves, and a JavaScript condition of ``map`` holds."""
    wait_in_frame(lambda: view.frame, f"() => ({RESTING})() && ({condition})")


def viewport(view: MapView) -> list[float]:
    """Return the map's centre (km) and zoom."""
    return list(view.frame.evaluate("() => [map.getCenter().lng, map.getCenter().lat, map.getZoom()]"))


def every_text(page: Page) -> str:
    """Return the texts of the page and of its frames."""
    return "\n".join(frame.locator("body").inner_text() for frame in page.frames if not frame.is_detached())
