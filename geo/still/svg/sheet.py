"""Several pictures as one SVG."""

from __future__ import annotations

from collections.abc import Sequence

from geo.still.picture import Placed
from geo.still.svg.marks import quoted
from geo.still.svg.paths import number
from geo.still.svg.picture import to_svg


def sheet_svg(
    placed: Sequence[Placed], width: float, height: float, *, title: str, ids: str = "", shared: bool = False
) -> str:
    """Write several pictures as one SVG; arguments as of :func:`to_svg`. One that fills the room is written as it is."""
    if len(placed) == 1:
        return to_svg(placed[0].picture, title=title, ids=ids, shared=shared)
    inner = []
    for n, one in enumerate(placed):
        drawn = to_svg(one.picture, title=one.picture.alt or title, ids=f"{ids}{n}-", shared=shared)
        inner.append(drawn.replace("<svg ", f'<svg x="{number(one.x)}" y="{number(one.y)}" ', 1))
    w, h = number(width), number(height)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
    # What sums a sheet up is its title; every map in it says what it shows.
    said = f' aria-labelledby="{quoted(ids)}title"><title id="{quoted(ids)}title">{quoted(title)}</title>'
    # Between two maps nothing would be drawn: on paper of another colour each stood on a ground of its own.
    ground = f'<rect width="{w}" height="{h}" fill="{quoted(placed[0].picture.ground)}"/>' if placed else ""
    return "".join((start, said, ground, *inner, "</svg>"))
