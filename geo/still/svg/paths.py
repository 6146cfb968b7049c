"""Path data of outlines and lines: whole steps on a grid, each from the point before, as short as can be written."""

from __future__ import annotations

from collections.abc import Iterable

from geo.still.picture import Point, Rings

Line = tuple[Point, ...]


def number(value: float) -> str:
    """Write a length with two decimals at most.

    Returns
    -------
    str
        Without zeros at the end; never ``-0``.
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rings_path(rings: Rings, step_km: float) -> str:
    """Write the outlines of a region.

    Parameters
    ----------
    rings : Rings
        Kilometres, y north.
    step_km : float
        What one unit of the path is; y points down in it.

    Returns
    -------
    str
        Path data; rings that are no area on the grid are left out, unless none would be left.
    """
    paths = [path for ring in rings if (path := _path(ring, step_km, closed=True))]
    return "".join(paths)


def lines_path(lines: Iterable[Line], step_km: float) -> str:
    """Write lines.

    Parameters
    ----------
    lines : iterable of line
        Kilometres, y north.
    """
    return "".join(_path(line, step_km, closed=False) for line in lines)


def _path(line: Line, step_km: float, *, closed: bool) -> str:
    points = [(round(x / step_km), round(-y / step_km)) for x, y in line]
    x, y = points[0]
    steps: list[str] = []
    first = f"M{x} {y}"
    for to_x, to_y in points[1:]:
        dx, dy = to_x - x, to_y - y
        if dx or dy:
            # A minus sign parts two numbers as well as a space does.
            steps.append(f"{'' if dx < 0 or not steps else ' '}{dx}{'' if dy < 0 else ' '}{dy}")
            x, y = to_x, to_y
    if not steps:
        return f"{first}h0" if not closed else ""
    return f"{first}l{''.join(steps)}{'z' if closed else ''}"
