"""Where things stand on a slide, for every writer alike: screen, one-file page, PowerPoint, paper.

A slide is 1280 units wide; 720 high for wide screens, 960 for old projectors. No text is smaller than 1/45 of the height.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

WIDTH: Final = 1280.0
#: Height of a slide by the shape of the screen.
HEIGHTS: Final = {"16:9": 720.0, "4:3": 960.0}
#: Share of the width that a map has on a wide screen, and how much less for each wide height more: on a narrow one the
#: country is as wide as it is high.
MAP, _LESS = 0.7, 0.24
#: Share of the height that the smallest text has.
SMALLEST: Final = 1 / 45
#: Lines of the foot, the last one among them, and what parts that from the sources above it, in units of a wide slide.
FOOT_LINES: Final = 4
_FOOT_GAP: Final = 4.0
#: Share of the room of a sentence that it leaves where it has no line, one, or two.
_LEFT: Final = (0.9, 0.36, 0.0)


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide, in units."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Layout:
    """The rooms of a slide and the sizes of its type, in units."""

    width: float
    height: float
    title: Area
    sentence: Area
    body: Area
    foot: Area
    title_size: float
    sentence_size: float
    figure_size: float
    text_size: float
    small_size: float
    map_width: float
    foot_lines: int = FOOT_LINES

    @property
    def foot_line(self) -> float:
        """Height of a line of the foot."""
        return (self.foot.h - _FOOT_GAP * self.height / HEIGHTS["16:9"]) / self.foot_lines

    def with_lines(self, sentence: int, foot: int) -> Layout:
        """Give the body what a sentence and a foot leave to it: a map is as large as its room is high.

        Parameters
        ----------
        sentence : int
            Its lines; of more than two nothing is left.
        foot : int
            Lines of the foot, the last one among them, at least 1.
        """
        up = self.sentence.h * _LEFT[min(sentence, len(_LEFT) - 1)]
        down = max(0, self.foot_lines - foot) * self.foot_line
        b, f = self.body, self.foot
        body, under = Area(b.x, b.y - up, b.w, b.h + up + down), Area(f.x, f.y + down, f.w, f.h - down)
        return replace(self, body=body, foot=under, foot_lines=min(foot, self.foot_lines))

    def sources(self, rows: int = 1) -> Area:
        """Return the room of the sources above a last line of so many rows, a little apart from it."""
        lines = (self.foot_lines - rows) * self.foot_line
        return Area(self.foot.x, self.foot.y, self.foot.w, lines)

    def rooms(self, parts: int, *, even: bool = False, mapped: bool = False) -> tuple[Area, ...]:
        """Share the body between a map (or main chart) and what stands beside it.

        Parameters
        ----------
        parts : {1, 2}
        even : bool
            Give both the same room: a map and a chart are read together.
        mapped : bool
            Whether the first room is a map's.

        Returns
        -------
        tuple of Room
            One room for the whole body, or two, 16 units apart: a map takes its share of the slide's width, a
            chart 64 % of the body, and the other the rest; or halves.
        """
        b = self.body
        if parts == 1:
            return (b,)
        left = round(b.w / 2) - 8 if even else round(self.map_width) if mapped else round(b.w * 0.64)
        return (Area(b.x, b.y, left, b.h), Area(b.x + left + 16, b.y, b.w - left - 16, b.h))


def layout(shape: str = "16:9") -> Layout:
    """Return the layout for a shape of screen.

    Parameters
    ----------
    shape : str
        A key of :data:`HEIGHTS`.
    """
    return layout_of(HEIGHTS[shape])


def layout_of(height: float) -> Layout:
    """Return the layout for slides of a height, in units."""
    h = height
    k, small = h / 720, h * SMALLEST
    return Layout(
        WIDTH,
        h,
        title=Area(40, 12 * k, 1200, 44 * k),
        sentence=Area(40, 56 * k, 1200, 50 * k),
        body=Area(40, 108 * k, 1200, 526 * k),
        foot=Area(40, 636 * k, 1200, 78 * k),
        title_size=32 * k,
        sentence_size=19 * k,
        figure_size=44 * k,
        text_size=20 * k,
        small_size=small,
        map_width=WIDTH * min(MAP, max(0.5, MAP - (k - 1) * _LESS)),
    )
