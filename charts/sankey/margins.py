"""The room around a Sankey's bands, and the lines of its heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.base import SMALL_PX, TITLE_PX, ChartOptions
from charts.sankey.graph import Node
from text.catalogue import Catalogue
from text.lettering import width_em, wrap

LINE: Final = 1.32
NODE_PX: Final = 13.0
_BOLD: Final = 1.06
#: A name is measured without the reader's typeface; one that is a little wider there must not lose its end.
_SPARE: Final = 1.12


class Room:
    """Px around the bands: names left of the first column and right of the last, headings above.

    Attributes
    ----------
    left, right, top, bottom : float
        Margins of the bands.
    heads_top : float
        Where the headings of the columns begin.
    names : tuple of float
        Width that a name may have, by column.
    """

    def __init__(self, nodes: Sequence[Node], lines: tuple[list[str], list[str]], options: ChartOptions) -> None:
        def widest(column: int) -> float:
            return _SPARE * max((width_em(node.name) for node in nodes if node.column == column), default=0.0)

        px = options.px
        three = any(node.column == 2 for node in nodes)
        # Names take up to a third of the width at each side; a longer one is cut, its tooltip has it in full.
        most = options.width_px / 3
        self.left = min(px(widest(0) * SMALL_PX + 12), most)
        self.right = min(px(widest(2 if three else 1) * SMALL_PX + 14), most)
        between = (options.width_px - self.left - self.right - 3 * px(NODE_PX)) / 2 - px(12)
        self.names = (self.left - px(8), between if three else self.right - px(8), self.right - px(8))
        self.heads_top = px(len(lines[0]) * TITLE_PX * LINE + len(lines[1]) * SMALL_PX * LINE + 14)
        self.top = self.heads_top + px(SMALL_PX * LINE + 8)
        self.bottom = px(8)


def heading_lines(t: Catalogue, options: ChartOptions) -> tuple[list[str], list[str]]:
    """Break title and subtitle for the width of the chart."""
    title = wrap(t("chart.sankey.title"), options.width_px / options.px(TITLE_PX * _BOLD) - 1)
    notes = wrap(t("chart.sankey.note"), options.width_px / options.px(SMALL_PX) - 1)
    return title, notes
