"""Several maps on one picture: the same type, the same classes, one legend, one credit, each with its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Final

from geo.scene import Legend, Panel, Scene
from geo.shapes.geometry import Geometry
from geo.still.draw import draw
from geo.still.legend import WIDTHS_EM, LegendBlock, credit_height, credit_words, legend_block
from geo.still.legend_strip import legend_strip
from geo.still.measures import LINE_EM, Measures, text_width
from geo.still.picture import Picture, Placed, View, Word
from text.lettering import BOLD, SPARE, wrap

#: Height and size of a title, in parts of the smallest text.
_TITLE_ROOM: Final = 1.9
_TITLE: Final = 1.25
#: What parts the lines under a title from the map.
_TEXT_GAP: Final = 0.3
#: Width of the country by its height, as a map shows it.
_ASPECT: Final = 1.22
#: How large names are in Latin letters, which are three times as long as Chinese ones: in the type of a slide they would
#: push one another off their places.
_LATIN: Final = 0.82
#: On a map less wide than so many times the smallest text any name is as small as that.
_STAMP: Final = 20.0
#: Room between two maps, in parts of the smallest text.
_GAP: Final = 0.7
_NO_LEGEND: Final = Legend("", ())


@dataclass(frozen=True)
class _Plan:
    """How the maps stand.

    Attributes
    ----------
    size : (width, height)
        Of a map.
    texts : sequence of sequence of str
        The lines of each map, under its title.
    at : (x, y)
        Of the legend.
    """

    columns: int
    size: tuple[float, float]
    texts: Sequence[Sequence[str]]
    legend: LegendBlock | None
    at: tuple[float, float]

    def head(self, n: int, smallest: float) -> float:
        """The room above the maps in the row of one: titles are in line, and so are maps."""
        row = n // self.columns * self.columns
        lines = max(map(len, self.texts[row : row + self.columns]))
        return (_TITLE_ROOM + (lines * LINE_EM + _TEXT_GAP if lines else 0.0)) * smallest


def pictures(
    scene: Scene | None,
    panels: Sequence[Panel],
    geometry: Geometry,
    names: Mapping[str, tuple[str, float, float]],
    width: float,
    height: float,
    *,
    smallest: float,
) -> tuple[Placed, ...]:
    """Draw what a slide has: its map, or its maps side by side; nothing where it has none.

    Parameters
    ----------
    scene : Scene or None
        The one map; counts where there are no panels.
    names, width, height, smallest
        As for :func:`geo.still.draw.draw`.

    Returns
    -------
    tuple of Placed
        Nothing leaves the room, and none lies over another.
    """
    if not panels:
        if not scene:
            return ()
        lettering = _LATIN if scene.lang != "zh" else 1.0
        return (Placed(0, 0, draw(scene, geometry, names, width, height, smallest=smallest, lettering=lettering)),)
    m, first = Measures(width, height, smallest), panels[0].scene
    credit = credit_words(first, m)
    plan = _plan(panels, m, height - credit_height(credit))
    gap, title, (wide, high), y = _GAP * smallest, _TITLE_ROOM * smallest, plan.size, 0.0
    lettering = _LATIN if first.lang != "zh" or wide < _STAMP * smallest else 1.0
    placed = []
    for n, panel in enumerate(panels):
        x, head, step = (n % plan.columns) * (wide + gap), plan.head(n, smallest), LINE_EM * smallest
        lines = tuple(
            Word(line, 0.0, title + (k + 0.5) * step, smallest, first.look.ink, 400, "start")
            for k, line in enumerate(plan.texts[n])
        )
        placed.append(Placed(x, y, _words((_title(panel.title, first, m, wide), *lines), first, wide, head)))
        drawn = small_map(panel, geometry, names, wide, high, smallest, lettering)
        placed.append(Placed(x, y + head, drawn, panel.said))
        if (n + 1) % plan.columns == 0:
            y += head + high + gap
    if plan.legend:
        placed.append(Placed(*plan.at, _legend(plan.legend, first)))
    if credit:
        top = height - credit_height(credit)
        moved = tuple(replace(word, y=word.y - top) for word in credit)
        placed.append(Placed(0, top, _words(moved, first, width, height - top)))
    return tuple(placed)


def small_map(
    panel: Panel,
    geometry: Geometry,
    names: Mapping[str, tuple[str, float, float]],
    width: float,
    height: float,
    smallest: float,
    lettering: float = 1.0,
) -> Picture:
    """Draw one of several maps, without title, legend and credit; parameters as for :func:`geo.still.draw.draw`."""
    text = {key: words for key, words in panel.scene.text.items() if key != "credit"}
    scene = replace(panel.scene, legend=_NO_LEGEND, text=text)
    return draw(scene, geometry, names, width, height, smallest=smallest, small=True, lettering=lettering)


def legend_picture(scene: Scene, width: float, smallest: float) -> Picture | None:
    """Draw the legend of a scene alone, in lines at most so wide; None where it has none."""
    block = legend_strip(scene, Measures(width, width, smallest), width)
    return _legend(block, scene) if block else None


def _plan(panels: Sequence[Panel], m: Measures, height: float) -> _Plan:
    """The columns and the place of the legend with which titles are whole and the maps largest; of equals fewer columns."""
    n, scene = len(panels), panels[0].scene
    widest = max(text_width(panel.title, m.smallest, 700) for panel in panels)
    plans = [
        (plan.size[0] >= widest, min(plan.size[0] / _ASPECT, plan.size[1]), -columns, plan.size[0], plan)
        for columns in range(1, n + 1)
        for plan in _plans(panels, columns, scene, m, height)
    ]
    return max(plans, key=lambda one: one[:4])[4]


def _plans(panels: Sequence[Panel], columns: int, scene: Scene, m: Measures, height: float) -> Iterator[_Plan]:
    """With the legend in a cell that is free, at the right, or below."""
    n, gap = len(panels), _GAP * m.smallest
    rows = ceil(n / columns)
    blocks = [b for em in WIDTHS_EM if (b := legend_block(scene, m, em))]

    def plan(wide: float, high: float, legend: LegendBlock | None, at: tuple[float, float], most: float = inf) -> _Plan:
        across = min((wide - gap * (columns - 1)) / columns, most)
        texts = [wrap(panel.text, across / m.smallest, listed=True) if panel.text else [] for panel in panels]
        bare = _Plan(columns, (across, 0.0), texts, legend, at)
        heads = sum(bare.head(first, m.smallest) for first in range(0, n, columns))
        return replace(bare, size=(across, (high - gap * (rows - 1) - heads) / rows))

    strip = legend_strip(scene, m, m.width)
    if strip:
        yield plan(m.width, height - strip.box.h - gap, strip, (0, height - strip.box.h))
    if not blocks:
        yield plan(m.width, height, None, (0, 0))
    last = n - columns * (rows - 1)
    for block in blocks if last < columns else ():
        # Columns become a little narrower where the legend needs more than the cells that are free.
        beside = plan(m.width, height, None, (0, 0), (m.width - block.box.w) / last - gap)
        if block.box.h <= beside.head(n - 1, m.smallest) + beside.size[1]:
            yield replace(beside, legend=block, at=(m.width - block.box.w, height - block.box.h))
    for block in blocks:
        if block.box.h <= height:
            at = m.width - block.box.w, height - block.box.h
            yield plan(at[0] - gap, height, block, at)


def _title(text: str, scene: Scene, m: Measures, width: float) -> Word:
    """A title as large as its room allows; one that is too long at the smallest type is cut."""
    size = _TITLE * m.smallest
    fitting = min(size, max(m.smallest, size * width / SPARE / max(text_width(text, size, 700), 1.0)))
    if text_width(text, fitting, 700) > width + 0.01:
        text = wrap(text, width / fitting / BOLD - 1, hard=True)[0].rstrip() + "…"
    return Word(text, 0, _TITLE_ROOM * m.smallest / 2, fitting, scene.look.ink, 700, "start")


def _legend(block: LegendBlock, scene: Scene) -> Picture:
    drawn = Picture(block.box.w, block.box.h, scene.look.ground, View(1, 0, 0), (), (), legend=block.box)
    return replace(drawn, swatches=block.swatches, legend_words=block.words)


def _words(words: tuple[Word, ...], scene: Scene, width: float, height: float) -> Picture:
    return Picture(width, height, scene.look.ground, View(1, 0, 0), (), (), words=words)
