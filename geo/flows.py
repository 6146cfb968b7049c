"""Flow curves: from a helper's anchor to a recipient's, as quadratic Bézier curves in projected kilometres.

All curves of a map bow the same way for the same direction (seen along the flow, to its left or right by the sign of the
direction), unless that way leads over the sea or abroad where the other way stays on land. Ends that share an anchor fan
out around it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.rows import Row, records

Point = tuple[float, float]
OnLand = Callable[[Point], bool]

#: Where the notch of an arrowhead is that the line ends in, as a share of its length from its tip.
NOTCH: Final = 0.78
#: A curve that stands still at a point has no length there to divide by.
_SLOWEST: Final = 1e-9

CURVE_COLUMNS: Final = ["flow_id", "helper_id", "recipient_id", "x0", "y0", "cx", "cy", "x1", "y1"]


@dataclass(frozen=True)
class CurveStyle:
    """How far curves bow and how ends are set apart.

    Attributes
    ----------
    bow : float
        Height of the curve over the chord, as a share of the chord; its control point stands twice as high.
    bow_max_km : float
        No curve rises farther off its chord than this.
    ring_km : float
        Radius of the circle around an anchor on which ends are set.
    gap_deg : float
        Least angle between two ends on that circle.
    """

    bow: float = 0.17
    bow_max_km: float = 330.0
    ring_km: float = 26.0
    gap_deg: float = 24.0


def flow_curves(
    flows: pd.DataFrame, anchors: Mapping[str, Point], on_land: OnLand | None = None, style: CurveStyle | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """Compute one curve a flow.

    Parameters
    ----------
    flows : DataFrame
        Columns ``flow_id``, ``helper_id``, ``recipient_id``; an empty frame gives an empty frame.
    anchors : mapping of str to (x_km, y_km)
        Where a region's flows end, Albers kilometres (x east, y north).
    on_land : callable, optional
        Says of a point whether it lies in the country; without it every curve bows to its default side.
    style : CurveStyle, optional
        Bow and fan.

    Returns
    -------
    curves : DataFrame
        Columns :data:`CURVE_COLUMNS`, in the order of ``flows``.
    unplaced : list of str
        Ids of flows left out because an end has no anchor, or both ends are one place.
    """
    style = style or CurveStyle()
    rows, unplaced = [], []
    for flow in records(flows[["flow_id", "helper_id", "recipient_id"]]):
        a, b = anchors.get(flow["helper_id"]), anchors.get(flow["recipient_id"])
        if a is None or b is None or a == b:
            unplaced.append(str(flow["flow_id"]))
            continue
        c = _control(a, b, on_land, style)
        rows.append(flow | {"x0": a[0], "y0": a[1], "cx": c[0], "cy": c[1], "x1": b[0], "y1": b[1]})
    _fan(rows, style)
    return pd.DataFrame(rows, columns=CURVE_COLUMNS), unplaced


def _control(a: Point, b: Point, on_land: OnLand | None, style: CurveStyle) -> Point:
    preferred = 1.0 if b[0] <= a[0] else -1.0  # both keep the bow on the northern side: a gentle arch
    first = _bowed(a, b, preferred, style)
    if on_land is None:
        return first
    second = _bowed(a, b, -preferred, style)
    # A clear gain only: two curves in the same direction should look alike.
    return second if _land_share(a, second, b, on_land) > _land_share(a, first, b, on_land) + 0.15 else first


def _bowed(a: Point, b: Point, side: float, style: CurveStyle) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    chord = math.hypot(dx, dy)
    height = side * min(style.bow * chord, style.bow_max_km) * 2  # a quadratic curve reaches half its control's height
    return (a[0] + b[0]) / 2 + dy / chord * height, (a[1] + b[1]) / 2 - dx / chord * height


def _land_share(a: Point, c: Point, b: Point, on_land: OnLand, samples: int = 24) -> float:
    hits = sum(on_land(bezier(a, c, b, (i + 0.5) / samples)) for i in range(samples))
    return hits / samples


def bezier(a: Point, c: Point, b: Point, t: float) -> Point:
    """Return the point of a quadratic Bézier curve.

    Parameters
    ----------
    a, c, b : (x, y)
        Start, control point, end.
    t : float
        Parameter, 0 at the start and 1 at the end.

    Returns
    -------
    (x, y)
    """
    u = 1 - t
    return (u * u * a[0] + 2 * u * t * c[0] + t * t * b[0], u * u * a[1] + 2 * u * t * c[1] + t * t * b[1])


def shortened(start: Point, control: Point, end: Point, enter: float, head: float) -> tuple[Point, Point, Point]:
    """Return the part of a curve whose line ends where it enters its region, with its arrowhead within; no more than all.

    Parameters
    ----------
    enter : float
        Parameter of the curve, as :func:`geo.entry.entries` gives it.
    head : float
        Length of the arrowhead, in the unit of the points. Where the part would be no longer, no line would be left of it:
        then the whole curve comes back.
    """
    t = min(1.0, enter + NOTCH * head / max(_speed(start, control, end, enter), _SLOWEST))
    tip = bezier(start, control, end, t)
    if t >= 1 or math.dist(start, tip) <= head:
        return start, control, end
    return start, (start[0] + (control[0] - start[0]) * t, start[1] + (control[1] - start[1]) * t), tip


def _speed(a: Point, c: Point, b: Point, t: float) -> float:
    """Length by which a curve grows per unit of its parameter."""
    return 2 * math.hypot(*((1 - t) * (c[i] - a[i]) + t * (b[i] - c[i]) for i in (0, 1)))


def _fan(rows: list[Row], style: CurveStyle) -> None:
    """Move each end onto a circle around its anchor, in the direction of its control point, at least a gap apart."""
    ends: dict[str, list[tuple[float, Row, str]]] = {}
    for row in rows:
        for region, end in ((row["helper_id"], "0"), (row["recipient_id"], "1")):
            angle = math.atan2(row["cy"] - row[f"y{end}"], row["cx"] - row[f"x{end}"])
            ends.setdefault(region, []).append((angle, row, end))
    for group in ends.values():
        for angle, (_, row, end) in zip(spread([g[0] for g in group], style.gap_deg), group, strict=True):
            row[f"x{end}"] += style.ring_km * math.cos(angle)
            row[f"y{end}"] += style.ring_km * math.sin(angle)


def spread(angles: list[float], gap_deg: float) -> list[float]:
    """Turn angles apart until neighbours differ by at least a gap, moving each as little as possible.

    Parameters
    ----------
    angles : list of float
        Angles in radians, any order.
    gap_deg : float
        Least difference in degrees; where all cannot fit on the circle the gap shrinks to an even share.

    Returns
    -------
    list of float
        Angles in radians, in the order given; order around the circle is kept.
    """
    n = len(angles)
    if n < 2:
        return list(angles)
    gap = min(math.radians(gap_deg), 2 * math.pi / n)
    order = sorted(range(n), key=lambda i: angles[i])
    # Cut the circle at its widest opening, then solve on a line: pool neighbours that are too close (isotonic regression
    # of angle − rank × gap), which is the least-squares answer.
    openings = [(angles[order[(k + 1) % n]] - angles[order[k]]) % (2 * math.pi) for k in range(n)]
    cut = (max(range(n), key=lambda k: openings[k]) + 1) % n
    line = [order[(cut + k) % n] for k in range(n)]
    base = angles[line[0]]
    targets = [(angles[i] - base) % (2 * math.pi) - k * gap for k, i in enumerate(line)]
    blocks: list[list[float]] = []  # sum, count
    for target in targets:
        blocks.append([target, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    solved = [block[0] / block[1] for block in blocks for _ in range(int(block[1]))]
    # Where the circle is nearly full the first and the last would meet behind the cut: what is left over bounds them.
    left_over = max(0.0, 2 * math.pi - n * gap)
    low = (solved[0] + solved[-1] - left_over) / 2
    if solved[-1] - solved[0] > left_over:
        solved = [min(max(s, low), low + left_over) for s in solved]
    result = [0.0] * n
    for k, i in enumerate(line):
        result[i] = base + solved[k] + k * gap
    return result
