"""The theme of a deck: which colour of the palette is which of PowerPoint's; every other colour is a tone of one of these.

A tone is said in hue, saturation and lightness against its slot, as PowerPoint's own 'lighter 40 %' is. It is the palette's
colour as long as the theme is ours, and follows where a reader takes another variant or pastes into another deck.
"""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from functools import cache
from typing import Final

from look.color import rgb
from look.palette import Palette, sequential

#: Names of the slots in a slide, and in the theme: text and ground change places where the ground is dark.
SLOTS: Final = ("tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
#: Colours of the palette that belong to a slot, whatever else is near.
_ROLES: Final = {
    "tx1": ("ink",),
    "bg1": ("ground", "sea", "panel", "line", "border_inner", "hatch"),
    "tx2": ("quiet", "faint", "border_province", "border_outer"),
    "bg2": ("land", "halo"),
    "accent1": ("flow_from", "helper", "helper_strong", "helper_deep"),
    "accent2": ("recipient", "recipient_strong", "recipient_deep", "ahead"),
    "accent6": ("accent", "flow_to"),
}
#: Slot of each sequential scale: a map of classes follows one colour.
_SCALES: Final = {"acton": "accent5", "devon": "accent1"}
_MOST_CLASSES: Final = 12
#: Colours with less between their strongest and weakest part are greys.
_GREY: Final = 0.1
_WRITTEN: Final = re.compile(rb'<a:srgbClr val="([0-9A-Fa-f]{6})"(/>|>(.*?)</a:srgbClr>)', re.DOTALL)
_FULL: Final = 100_000
_DEGREES: Final = 360 * 60_000


def slots(look: Palette) -> dict[str, str]:
    """Return the colour of each slot as CSS.

    Returns
    -------
    dict of str to str
        Keys are :data:`SLOTS`. The accents are the colours of series, so that a chart added in PowerPoint looks like the
        rest; the last is the palette's accent.
    """
    colors = (look.ink, look.ground, look.quiet, look.land, *look.series[:5], look.accent)
    return dict(zip(SLOTS, colors, strict=True))


def parts(look: Palette) -> dict[str, str]:
    """Return the theme's own colours: dark and light, accents, and links.

    Returns
    -------
    dict of str to str
        ``dk1`` is dark in both themes; a master with a dark ground says that it is its ground.
    """
    colors, dark = slots(look), look.theme == "dark"
    names = {"dk1": "bg1", "lt1": "tx1", "dk2": "bg2", "lt2": "tx2"} if dark else dict(_MAPPED)
    plain = {name: colors[slot] for name, slot in names.items()}
    accents = {slot: color for slot, color in colors.items() if slot.startswith("accent")}
    return plain | accents | {"hlink": colors["accent1"], "folHlink": colors["accent4"]}


_MAPPED: Final = (("dk1", "tx1"), ("lt1", "bg1"), ("dk2", "tx2"), ("lt2", "bg2"))


def mapping(look: Palette) -> dict[str, str]:
    """Return which of the theme's colours a master takes for text and ground: attributes of ``p:clrMap``."""
    dark = look.theme == "dark"
    return {slot: {"dk": "lt", "lt": "dk"}[name[:2]] + name[2] if dark else name for name, slot in _MAPPED}


@cache
def slot_of(color: str, look: Palette) -> str:
    """Return the slot that a colour is a tone of.

    Parameters
    ----------
    color : str
        Six hexadecimal digits.

    Returns
    -------
    str
        That of its role in the palette or of its scale; of any other the accent with the nearest hue, or for greys the text
        or ground with the nearest lightness.
    """
    own, wanted = slots(look), color.upper()
    for slot in SLOTS:
        if rgb(own[slot])[0] == wanted:
            return slot
    for slot, names in _ROLES.items():
        if any(rgb(getattr(look, name))[0] == wanted for name in names):
            return slot
    for scale, slot in _SCALES.items():
        if any(rgb(step)[0] == wanted for n in range(1, _MOST_CLASSES + 1) for step in sequential(n, scale)):
            return slot
    hue, light, saturation = _hls(wanted)
    if saturation * (1 - abs(2 * light - 1)) < _GREY:
        return min(("tx1", "bg1", "tx2"), key=lambda slot: abs(_hls(rgb(own[slot])[0])[1] - light))
    return min((s for s in SLOTS if s.startswith("accent")), key=lambda s: _apart(_hls(rgb(own[s])[0])[0], hue))


def _apart(hue: float, other: float) -> float:
    return min(abs(hue - other), 1 - abs(hue - other))


def _hls(digits: str) -> tuple[float, float, float]:
    red, green, blue = (value / 255 for value in bytes.fromhex(digits))
    return rgb_to_hls(red, green, blue)


@cache
def tone(color: str, look: Palette, exact: bool = True) -> str:
    """Return a colour as XML: a slot of the theme, open for more children, and how it differs.

    Parameters
    ----------
    color : str
        Six hexadecimal digits.
    exact : bool
        Whether it is that colour under our theme. Else it is no more than a lighter, darker or paler tone of its slot: under
        a theme that is not ours a turn of the hue leads away from the house's colours.

    Returns
    -------
    str
        Slot and children, parted by ``>``; no child where the colour is that of the slot.
    """
    slot = slot_of(color, look)
    base = rgb(slots(look)[slot])[0]
    if base == color.upper():
        return f'<a:schemeClr val="{slot}">'
    (hue, light, saturation), (own_hue, own_light, own_saturation) = _hls(color), _hls(base)
    changes = []
    if exact and saturation and (turn := round((hue - own_hue) * _DEGREES)):
        changes.append(f'<a:hueOff val="{turn}"/>')
    share = saturation / own_saturation if own_saturation else 1.0
    if abs(share - 1) > 1e-4 and (exact or share < 1):
        changes.append(f'<a:satMod val="{round(share * _FULL)}"/>')
    # Darker is a share of the lightness, lighter a share of the way to white: neither leaves the scale under another theme.
    if light < own_light:
        changes.append(f'<a:lumMod val="{round(light / own_light * _FULL)}"/>')
    elif light > own_light:
        way = round((1 - light) / (1 - own_light) * _FULL)
        changes.append(f'<a:lumMod val="{way}"/><a:lumOff val="{_FULL - way}"/>')
    return f'<a:schemeClr val="{slot}">{"".join(changes)}'


def themed(xml: bytes, look: Palette, exact: bool = True) -> bytes:
    """Return a part of a deck with every colour said as a slot of the theme or a tone of one.

    Parameters
    ----------
    xml : bytes
        A slide or a chart; its colours are ``a:srgbClr``.
    exact : bool
        See :func:`tone`.
    """

    def said(match: re.Match[bytes]) -> bytes:
        return tone(match[1].decode(), look, exact).encode() + (match[3] or b"") + b"</a:schemeClr>"

    return _WRITTEN.sub(said, xml)
