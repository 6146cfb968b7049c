"""Before and after: flows kept, added, ended, or of which that cannot be told, by colour, dash and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from geo.scene import FlowLine, LegendItem
from look.palette import Palette
from text.catalogue import Catalogue

KEPT: Final = "kept"
ADDED: Final = "added"
ENDED: Final = "ended"
UNCLEAR: Final = "unclear"
#: Pixels of line and gap; the legend draws the same.
_DASHES: Final[dict[str, tuple[int, ...]]] = {KEPT: (), ADDED: (), ENDED: (5, 4), UNCLEAR: (1, 4)}
#: The width of so many lines that they would run together: above two dozen.
_MANY, _WIDTH_OF_MANY = 24, 1.3


def change_colors(look: Palette) -> dict[str, str]:
    """Return the colour of each change: quiet for what stayed, the accent for what is new, the helper's hue for what ended,
    a border's for what cannot be told.
    """
    return {KEPT: look.quiet, ADDED: look.flow_to, ENDED: look.flow_from, UNCLEAR: look.border_outer}


def changed_lines(lines: tuple[FlowLine, ...], changes: Mapping[str, str], look: Palette) -> tuple[FlowLine, ...]:
    """Colour flows by what became of them; what ended is drawn first, what was added last and on top.

    Parameters
    ----------
    changes : mapping of str to str
        Flow id to ``kept``, ``added``, ``ended`` or ``unclear``; flows without an entry count as kept.
    """
    colors, order = change_colors(look), (UNCLEAR, ENDED, KEPT, ADDED)
    width = _WIDTH_OF_MANY if len(lines) > _MANY else 0.0
    styled = []
    for line in lines:
        change = changes.get(line.flow_id, KEPT)
        styled.append((order.index(change), replace(line, color=colors[change], dash=_DASHES[change], width=width)))
    return tuple(line for _, line in sorted(styled, key=lambda pair: pair[0]))


def change_legend(counts: Mapping[str, int], look: Palette, t: Catalogue) -> tuple[LegendItem, ...]:
    """Explain the lines, with how many there are of each.

    Parameters
    ----------
    counts : mapping of str to int
        Change to number of pairs; a change that could occur and does not is listed with 0, any other has no entry.
    """
    colors = change_colors(look)
    words = {
        KEPT: t("legend.kept", n=counts.get(KEPT, 0)),
        ADDED: t("legend.added", n=counts.get(ADDED, 0)),
        ENDED: t("legend.ended", n=counts.get(ENDED, 0)),
        UNCLEAR: t("legend.unclear", n=counts.get(UNCLEAR, 0)),
    }
    return tuple(
        LegendItem("flow", text, colors[change], dash=" ".join(map(str, _DASHES[change])))
        for change, text in words.items()
        if change in counts
    )
