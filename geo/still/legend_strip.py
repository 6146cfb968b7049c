"""A legend laid out in lines, for the foot of several maps: its signs side by side, its notes below."""

from __future__ import annotations

from typing import Final

from geo.scene import Scene
from geo.still.legend import GAP, LINE, ROOM, SIGN_H, SIGN_W, LegendBlock, sign
from geo.still.measures import LEGEND, Measures, solid, text_width
from geo.still.picture import Box, Swatch, Word
from text.lettering import wrap

#: Room between two signs, in em.
_BETWEEN: Final = 1.4


def legend_strip(scene: Scene, measures: Measures, width: float) -> LegendBlock | None:
    """Lay the legend out in lines.

    Parameters
    ----------
    width : float
        How wide it may be, in units.

    Returns
    -------
    LegendBlock or None
        As wide as its longest line; None for a legend without items.
    """
    legend, look = scene.legend, scene.look
    if not legend.items:
        return None
    size, small, room = measures.smallest * LEGEND, measures.smallest, measures.smallest * ROOM
    x, y, step, widest = room, room * 0.7, size * LINE, 0.0
    words: list[Word] = []
    swatches: list[Swatch] = []
    if legend.title:
        words.append(Word(legend.title, x, y + step / 2, size, look.ink, 600, "start"))
        x += text_width(legend.title, size, 600) + _BETWEEN * size
    for item in legend.items:
        wide = (SIGN_W + GAP) * size + text_width(item.text, size)
        if x > room and x + wide > width - room:
            x, y = room, y + step
        swatches.append(sign(item, scene, x, y + (step - size * SIGN_H) / 2, size))
        words.append(Word(item.text, x + (SIGN_W + GAP) * size, y + step / 2, size, look.ink, 400, "start"))
        widest = max(widest, x + wide)
        x += wide + _BETWEEN * size
    y += step
    for line in wrap(scene.text.get("join", " · ").join(legend.notes), (width - 2 * room) / small, hard=True):
        words.append(Word(line, room, y + small * LINE / 2, small, look.quiet, 400, "start"))
        widest = max(widest, room + text_width(line, small))
        y += small * LINE
    box = Box(0, 0, min(width, widest + room), y + room * 0.7, solid(look.panel, look.ground), look.line)
    return LegendBlock(box, tuple(swatches), tuple(words))
