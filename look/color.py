"""Colours as numbers: read, mixed, and held against one another."""

from __future__ import annotations

import re
from typing import Final

_FUNCTION: Final = re.compile(r"rgba?\(([^)]*)\)")
_BOTH: Final = "|"
_NAMES: Final = {"black": "000000", "white": "FFFFFF"}


def rgb(color: str) -> tuple[str, float]:
    """Read a CSS colour.

    Parameters
    ----------
    color : str
        ``#rgb``, ``#rrggbb``, ``rgb(…)`` or ``rgba(…)``.

    Returns
    -------
    (str, float)
        Six hexadecimal digits and the opacity; black, if it is none of these, and opacity 0, if it is empty.

    Examples
    --------
    >>> rgb("#1b5078"), rgb("rgba(252,251,247,0.94)")
    (('1B5078', 1.0), ('FCFBF7', 0.94))
    """
    text = color.strip().lower()
    if not text or text == "transparent":
        return "000000", 0.0
    if match := _FUNCTION.fullmatch(text):
        parts = [float(part) for part in match[1].split(",")]
        return "".join(f"{round(part):02X}" for part in parts[:3]), parts[3] if len(parts) > 3 else 1.0
    digits = text.removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    if re.fullmatch("[0-9a-f]{6}", digits):
        return digits.upper(), 1.0
    return _NAMES.get(text, "000000"), 1.0


def mixed(color: str, ground: str, share: float) -> str:
    """Return a colour between two.

    Parameters
    ----------
    color, ground : str
        CSS colours; their opacity does not count.
    share : float
        Of the first.

    Examples
    --------
    >>> mixed("#000000", "#ffffff", 0.4)
    '#999999'
    """
    foreground, other = (bytes.fromhex(rgb(c)[0]) for c in (color, ground))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in zip(foreground, other, strict=True))


def contrast(color: str, other: str) -> float:
    """Return how far two colours are apart in lightness.

    Parameters
    ----------
    color, other : str
        CSS colours, opaque.

    Returns
    -------
    float
        1 for the same, 21 for black and white.

    Notes
    -----
    The contrast ratio of WCAG 2.2, from the relative luminance of sRGB.
    """
    dark, light = sorted((_luminance(color), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    code = rgb(color)[0]
    parts = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return sum(share * v for share, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def ink_on(fill: str, *inks: str) -> str:
    """Return the one of some colours that shows best on a fill; of colours of both themes, the best in each."""
    grounds, choices = parted(fill), [parted(ink) for ink in inks]
    light, dark = (max((ink[n] for ink in choices), key=lambda ink: contrast(ink, grounds[n])) for n in (0, 1))
    return paired(light, dark)


def paired(light: str, dark: str) -> str:
    """Return a colour of both themes, for pages whose reader switches between them.

    Examples
    --------
    >>> paired("#f6f4ee", "#12181e"), paired("#999999", "#999999")
    ('#f6f4ee|#12181e', '#999999')
    """
    return light if light == dark else f"{light}{_BOTH}{dark}"


def parted(color: str) -> tuple[str, str]:
    """Return a colour in the light theme and in the dark one; they are the same, unless :func:`paired` made it."""
    light, _, dark = color.partition(_BOTH)
    return light, dark or light
