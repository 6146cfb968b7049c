"""Many rectangles, points and lines at once: which overlap, lie inside, cross. A name tries hundreds of spots."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

#: Rows of left, top, right, bottom; of lines, of x0, y0, x1, y1; of points, of x, y.
Rows = NDArray[np.float64]
Mask = NDArray[np.bool_]


def rows(values: object, width: int = 4) -> Rows:
    """Return rows of numbers as an array, none of them as an array of no rows."""
    return np.asarray(values, dtype=np.float64).reshape(-1, width)


def overlapping(boxes: Rows, obstacles: Rows) -> Mask:
    """Say of each of some rectangles whether it shares more than an edge with any of others.

    Parameters
    ----------
    boxes, obstacles : array, n by 4 and m by 4
        Left, top, right, bottom.
    """
    return cast(Mask, _overlaps(boxes, obstacles).any(axis=1))


def _overlaps(boxes: Rows, obstacles: Rows) -> Mask:
    a, b = boxes[:, None, :], obstacles[None, :, :]
    return (a[..., 0] < b[..., 2]) & (a[..., 2] > b[..., 0]) & (a[..., 1] < b[..., 3]) & (a[..., 3] > b[..., 1])


def holding(boxes: Rows, points: Rows) -> Mask:
    """Say of each rectangle and each point, n by 4 and m by 2, whether the point lies inside; n by m."""
    x, y = points[:, 0], points[:, 1]
    left, top, right, bottom = (boxes[:, k, None] for k in range(4))
    return (left < x) & (x < right) & (top < y) & (y < bottom)


def crossing(lines: Rows, boxes: Rows) -> Mask:
    """Say of each line and each rectangle, n by m, whether they meet (Liang and Barsky)."""
    begins, ends = lines[:, :2], lines[:, 2:]
    meet = _overlaps(np.hstack((np.minimum(begins, ends), np.maximum(begins, ends))), boxes)
    n, m = np.nonzero(meet)
    # Most lines are short and far from all rectangles.
    if not len(n):
        return meet
    (x, y, x1, y1), (left, top, right, bottom) = lines[n].T, boxes[m].T
    dx, dy = x1 - x, y1 - y
    begin, end, beside = np.zeros(len(n)), np.ones(len(n)), np.zeros(len(n), dtype=bool)
    for p, q in ((-dx, x - left), (dx, right - x), (-dy, y - top), (dy, bottom - y)):
        beside |= (p == 0) & (q <= 0)
        at = q / np.where(p == 0, 1.0, p)
        begin = np.where(p < 0, np.maximum(begin, at), begin)
        end = np.where(p > 0, np.minimum(end, at), end)
    meet[n, m] = (begin < end) & ~beside
    return meet


def meeting(lines: Rows, obstacles: Rows) -> Mask:
    """Say of each of some lines whether it crosses any of others between their ends."""
    a, b = lines[:, None, :2], lines[:, None, 2:]
    c, d = obstacles[None, :, :2], obstacles[None, :, 2:]
    apart = _turn(a, b, c) * _turn(a, b, d) < 0
    return cast(Mask, (apart & (_turn(c, d, a) * _turn(c, d, b) < 0)).any(axis=1))


def _turn(a: Rows, b: Rows, at: Rows) -> Rows:
    return (b[..., 0] - a[..., 0]) * (at[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (at[..., 0] - a[..., 0])
