"""Legend and credit of a still picture: what each colour, hatch and line means, and whose boundaries these are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from geo.scene import LegendItem, Scene
from geo.still.measures import LEGEND, Measures, solid, text_width
from geo.still.picture import Box, Swatch, Word
from text.lettering import wrap

#: In em of the legend's type: line height, sign, gap beside it, room inside the frame.
LINE: Final = 1.42
SIGN_W: Final = 2.0
SIGN_H: Final = 0.95
GAP: Final = 0.67
ROOM: Final = 0.8
#: Widths a legend may have, in em, the usual first; which one is taken depends on where there is room.
WIDTHS_EM: Final = (19.0, 24.0, 30.0, 15.0)
_CREDIT_LINE: Final = 1.3


@dataclass(frozen=True)
class LegendBlock:
    """A legend laid out from its own upper left corner."""

    box: Box
    swatches: tuple[Swatch, ...]
    words: tuple[Word, ...]

    def at(self, x: float, y: float) -> LegendBlock:
        """Return the legend with its upper left corner at a place."""
        return LegendBlock(
            replace(self.box, x=x, y=y),
            tuple(replace(s, x=s.x + x, y=s.y + y) for s in self.swatches),
            tuple(replace(w, x=w.x + x, y=w.y + y) for w in self.words),
        )


def legend_block(scene: Scene, measures: Measures, width_em: float) -> LegendBlock | None:
    """Lay out the legend.

    Parameters
    ----------
    width_em : float
        How wide it may be, in em of its type.

    Returns
    -------
    LegendBlock or None
        None for a legend without title, items and notes.
    """
    legend, look = scene.legend, scene.look
    if not (legend.title or legend.items or legend.notes):
        return None
    size, small, padding = measures.smallest * LEGEND, measures.smallest, measures.smallest * ROOM
    inner = min(width_em * size, measures.width * 0.62) - 2 * padding
    y, widest = padding * 0.7, 0.0
    words: list[Word] = []
    swatches: list[Swatch] = []

    def write(text: str, left: float, em: float, color: str, weight: int = 400) -> None:
        nonlocal y, widest
        for line in wrap(text, (inner - left) / em / (1.06 if weight >= 600 else 1), hard=True):
            step = em * (LINE if em == size else LINE - 0.05)
            words.append(Word(line, padding + left, y + step / 2, em, color, weight, "start"))
            widest = max(widest, left + text_width(line, em, weight))
            y += step

    if legend.title:
        write(legend.title, 0, size, look.ink, 600)
    for item in legend.items:
        swatches.append(sign(item, scene, padding, y + (size * LINE - size * SIGN_H) / 2, size))
        write(item.text, (SIGN_W + GAP) * size, size, look.ink)
    for note in legend.notes:
        y += 0.15 * size
        write(note, 0, small, look.quiet)
    box = Box(0, 0, widest + 2 * padding, y + padding * 0.7, solid(look.panel, look.ground), look.line)
    return LegendBlock(box, tuple(swatches), tuple(words))


def sign(item: LegendItem, scene: Scene, x: float, y: float, size: float) -> Swatch:
    """Return the sign of a line of the legend, with its upper left corner at a place; ``size`` is that of the type."""
    look, w, h = scene.look, SIGN_W * size, SIGN_H * size
    if item.kind == "flow":
        dash = tuple(float(part) * size / 12 for part in item.dash.split())
        return Swatch("flow", x, y, w, h, item.color or look.flow_from, "", item.color or look.flow_to, dash)
    if item.kind == "width":
        thick = item.width * size / 12 / LEGEND
        return Swatch("width", x, y + (h - thick) / 2, w, thick, look.flow_from, color_to=look.flow_to)
    if item.kind == "rim":
        dash = tuple(float(part) * size / 12 for part in item.dash.split())
        return Swatch("rim", x, y, w, h, solid(look.panel, look.ground), dash=dash, edge=item.color)
    ground = solid(item.color, look.ground)
    return Swatch(item.kind, x, y, w, h, ground, item.hatch)


def credit_words(scene: Scene, measures: Measures) -> tuple[Word, ...]:
    """Set the line that names the boundaries' source at the lower right, on as many lines as it needs.

    Returns
    -------
    tuple of Word
        From the top; empty where the scene has no credit.
    """
    text = scene.text.get("credit", "")
    if not text:
        return ()
    size = measures.smallest
    # What it says of one thing stays on one line, and a line does not end with the dot before the next.
    lines = [line.rstrip(" ·") for line in wrap(text, (measures.width - 2 * measures.pad) / size, hard=True, listed=True)]
    right, step = measures.width - measures.pad, _CREDIT_LINE * size
    first = measures.height - 0.25 * size - (len(lines) - 0.5) * step
    look = scene.look
    return tuple(
        Word(line, right, first + n * step, size, look.quiet, 400, "end", look.ground) for n, line in enumerate(lines)
    )


def credit_height(words: tuple[Word, ...]) -> float:
    """Return the room that the credit takes at the bottom of a picture.

    Parameters
    ----------
    words : tuple of Word
        As :func:`credit_words` gives them.
    """
    return len(words) * _CREDIT_LINE * words[0].size + 0.25 * words[0].size if words else 0.0
