"""Where the country stands in a still picture, so that legend and inset cover as little of it as there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.atlas_map import NATION_FIT
from geo.drawing_inset import inset_size
from geo.drawing_legend import WIDTHS_EM, LegendBlock, legend_block
from geo.drawing_measures import Measures
from geo.flows import bezier
from geo.geometry import Geometry
from geo.picture import View
from geo.scene import Scene

#: What is fitted may shrink to this share of the largest size that would fit, to stand clear of legend and inset.
_LEAST: Final = 0.7
_STEP: Final = 0.03
#: Room between a view of a place and the edge, in units of a laptop's map.
_CLOSE_PAD: Final = 22.0


@dataclass(frozen=True)
class Fit:
    """The outcome: where kilometres lie, the legend in its place, the lower right corner of the inset."""

    view: View
    legend: LegendBlock | None
    inset_right: float
    inset_below: float


def fit(scene: Scene, geometry: Geometry, measures: Measures, credit: float, credit_width: float) -> Fit:
    """Fit a scene's view into a picture.

    Parameters
    ----------
    scene : Scene
    geometry : Geometry
    measures : Measures
    credit, credit_width : float
        Height and width that the credit takes at the bottom, on the right.

    Returns
    -------
    Fit
        The largest view in which neither legend nor inset covers what matters; where that would make it smaller than
        70 % of what fits, the one in which they cover least.
    """
    m = measures
    inset_w, inset_h, _ = inset_size(scene, geometry, m)
    right, below = m.width - m.pad, m.height - max(credit, m.pad)
    # In screen directions: y down, so that boxes and points compare.
    points = _points(scene, geometry) * (1, -1)
    blocks = _blocks(scene, m)
    best: tuple[float, Fit] | None = None
    for scale, dx, dy in _candidates(scene, m, m.height - credit):
        at = points * scale + (dx, dy)
        in_inset = _inside(at, right - inset_w, below - inset_h, inset_w, inset_h, m.smallest * 0.5)
        for n, block in enumerate(blocks):
            legend = block and block.at(m.pad, _legend_top(block, m, credit, credit_width))
            covered = in_inset + (
                _inside(at, legend.box.x, legend.box.y, legend.box.w, legend.box.h, m.smallest * 0.5) if legend else 0
            )
            found = (covered / len(points) + 0.0005 * n, Fit(View(scale, dx, dy), legend, right, below))
            if not covered:
                return found[1]
            if best is None or found[0] < best[0]:
                best = found
    assert best is not None  # there is always a first candidate
    return best[1]


def _blocks(scene: Scene, measures: Measures) -> list[LegendBlock | None]:
    """Lay the legend out at several widths; those that come out alike count once, those higher than the picture never."""
    blocks = {(b.box.w, b.box.h): b for em in WIDTHS_EM if (b := legend_block(scene, measures, em))}
    fitting = [b for b in blocks.values() if b.box.h < measures.height - 2 * measures.pad]
    lowest = min(blocks.values(), key=lambda b: b.box.h, default=None)
    return [*fitting] if fitting else [lowest]


def _legend_top(block: LegendBlock, measures: Measures, credit: float, credit_width: float) -> float:
    """The legend stands beside the credit, or over it where that needs the whole width."""
    beside = measures.pad * 3 + block.box.w + credit_width <= measures.width
    return max(0.0, measures.height - block.box.h - (measures.pad if beside else max(credit, measures.pad)))


def _window(scene: Scene) -> tuple[float, ...]:
    return tuple(scene.view_fit) or NATION_FIT


def _candidates(scene: Scene, measures: Measures, height: float) -> list[tuple[float, float, float]]:
    """Scales from large to small, and at each the places from the middle outwards."""
    x0, y0, x1, y1 = _window(scene)
    w, h = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
    pad = 0.0 if (x0, y0, x1, y1) == NATION_FIT else min(_CLOSE_PAD * measures.grow, 0.06 * height)
    room_w, room_h = measures.width - 2 * pad, height - 2 * pad
    largest = min(room_w / w, room_h / h)
    found = []
    for n in range(round((1 - _LEAST) / _STEP) + 1):
        scale = largest * (1 - n * _STEP)
        spare_x, spare_y = room_w - scale * w, room_h - scale * h
        for fx, fy in _SHIFTS:
            found.append((scale, pad + spare_x * fx - scale * x0, pad + spare_y * fy + scale * y1))
    return found


#: Shares of the spare room to the left and above; first the middle, then the right, where the legend is far.
_SHIFTS: Final = sorted(
    ((fx, fy) for fx in (0.5, 0.625, 0.75, 0.875, 1.0, 0.375, 0.25, 0.0) for fy in (0.5, 0.0, 1.0)),
    key=lambda f: (abs(f[0] - 0.5) + abs(f[1] - 0.5) * 0.5, -f[0], f[1]),
)


def _inside(points: NDArray[np.float64], x: float, y: float, w: float, h: float, room: float) -> int:
    xs, ys = points[:, 0], points[:, 1]
    hits = (xs > x - room) & (xs < x + w + room) & (ys > y - room) & (ys < y + h + room)
    return int(hits.sum())


def _points(scene: Scene, geometry: Geometry) -> NDArray[np.float64]:
    """Gather what should stay in sight: the country and its dashes, or the places a close view is about; and the flows."""
    curves = [((p[0], p[1]), (p[2], p[3]), (p[4], p[5])) for p in (flow.points for flow in scene.flows)]
    flows = [bezier(*curve, t / 12) for curve in curves for t in range(13)]
    meant = [key for i in scene.framed if (key := geometry.key(i))]
    if _window(scene) == NATION_FIT or not meant:
        x0, y0, x1, y1 = NATION_FIT
        dashes = [point for line in geometry.maritime for point in line]
        all_points = np.concatenate([geometry.land, np.asarray([*dashes, *flows]).reshape(-1, 2)])
        xs, ys = all_points[:, 0], all_points[:, 1]
        return all_points[(xs >= x0) & (xs <= x1) & (ys >= y0) & (ys <= y1)]
    rims = [point for key in meant for ring in geometry.coarse.rings[key] for point in ring]
    middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for key in meant for b in [geometry.boxes[key]]]
    return np.asarray([*rims, *middles, *flows])
