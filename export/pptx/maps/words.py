"""Words on a map, and the lines that tie them to their places."""

from __future__ import annotations

from typing import Final

from export.pptx.drawing.paint import Pen, solid
from export.pptx.drawing.shapes import Drawn, Ids, box, place, polyline, words
from export.pptx.drawing.text import LINE, Paragraph, Run
from geo.still.picture import Tie, Word
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em

_BOLD_FROM: Final = 600
_VEIL: Final = 0.38
#: Height of letters with what hangs below, in em.
_LETTERS: Final = 1.02


def tie_shapes(tie: Tie, x: float, y: float, ids: Ids, t: Catalogue) -> list[Drawn]:
    """Draw the line from a place to its name, and the dot on the place.

    Parameters
    ----------
    x, y : float
        Upper left corner of the picture.
    """
    line = [(tie.start[0] + x, tie.start[1] + y), (tie.end[0] + x, tie.end[1] + y)]
    spot = place(line[0][0] - tie.dot, line[0][1] - tie.dot, 2 * tie.dot, 2 * tie.dot)
    name = t("pptx.tie")
    return [
        polyline(ids, name, [line], Pen(tie.color, tie.width)),
        box(ids, name, spot, solid(tie.dot_color), None, "ellipse"),
    ]


def word_shape(word: Word, x: float, y: float, ids: Ids, lang: str) -> Drawn:
    """Draw a line of text.

    Parameters
    ----------
    x, y : float
        Upper left corner of the picture.
    lang : {"zh", "en"}
    """
    bold = word.weight >= _BOLD_FROM
    # With a ground a word has no more of it than its letters need: what lies beside them shows.
    wide = width_em(word.text) * word.size * (BOLD if bold or not word.halo else 1.0)
    high = word.size * (_LETTERS if word.halo else LINE)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[word.anchor] + x + word.x
    align = {"start": "l", "middle": "ctr", "end": "r"}[word.anchor]
    # Where a program does not draw the glow of letters, a thin veil keeps them legible over lines and dark fills.
    fill = solid(word.halo, _VEIL) if word.halo else "<a:noFill/>"
    run = Run(word.text, word.size, word.color, bold, halo=word.halo)
    box = place(left, y + word.y - high / 2, wide, high)
    return words(ids, word.text, box, [Paragraph((run,), align)], lang, "ctr", wrapped=False, fill=fill)
