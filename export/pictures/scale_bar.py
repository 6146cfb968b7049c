"""A bar that says the scale of a map: in kilometres, and as a ratio on the paper it is printed on."""

from __future__ import annotations

from math import floor, log10
from typing import Final

from geo.still.picture import Word
from geo.still.svg.marks import quoted, texts
from geo.still.svg.paths import number
from look.palette import Palette
from text.catalogue import Catalogue

#: Thirds of a millimetre in a kilometre.
_PER_KM: Final = 3_000_000
#: Longest bar, and its height, in parts of the smallest text.
_LONGEST: Final = 18.0
_HEIGHT: Final = 0.4
#: First figures of a round number.
_ROUND: Final = (5, 2, 1)


def scale_bar(units_per_km: float, right: float, middle: float, smallest: float, look: Palette, lang: str) -> str:
    """Draw the bar with what it says at its left.

    Parameters
    ----------
    units_per_km : float
        Of the map, in thirds of a millimetre of paper; above 0.
    right, middle : float
        Where it ends, and the middle of its height.
    smallest : float
        Size of its words.

    Returns
    -------
    str
        SVG elements. The projection is true to area, so that its scale holds at the two standard parallels, which is said.
    """
    t, km = Catalogue.load(lang), round_length(_LONGEST * smallest / units_per_km)
    long, ratio = km * units_per_km, _PER_KM / units_per_km
    digits = 10 ** (floor(log10(ratio)) - 1)
    said = t("wall.scale", km=f"{km:,g}", ratio=f"{round(ratio / digits) * digits:,.0f}")
    x, y, tall = right - long, middle - _HEIGHT * smallest / 2, _HEIGHT * smallest
    ink = quoted(look.ink)
    frame = f'stroke="{ink}" stroke-width="{number(smallest * 0.06)}"'
    halves = (
        f'<rect x="{number(x + n * long / 2)}" y="{number(y)}" width="{number(long / 2)}" height="{number(tall)}" '
        f'fill="{ink if n == 0 else quoted(look.panel)}" {frame}/>'
        for n in (0, 1)
    )
    words = texts((Word(said, x - 0.6 * smallest, middle, smallest, look.quiet, 400, "end"),))
    return f'<g class="scale-bar">{"".join(halves)}{"".join(words)}</g>'


def round_length(most_km: float) -> float:
    """Return the longest round length that is not longer: 1, 2 or 5 with noughts.

    Examples
    --------
    >>> round_length(870), round_length(2.3), round_length(0.6)
    (500.0, 2.0, 0.5)
    """
    power = 10.0 ** floor(log10(most_km))
    return next(first * power for first in _ROUND if first * power <= most_km)
