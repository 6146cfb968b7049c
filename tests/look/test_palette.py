"""Colours that everyone can tell apart: measured, not eyed.

Contrast is WCAG 2.2's (relative luminance of sRGB, (L1 + 0.05) / (L2 + 0.05)); lightness and colour difference are CIE
1976 L*a*b* under D65; colour-vision deficiencies are simulated with the matrices of Machado, Oliveira and Fernandes (2009,
doi:10.1109/TVCG.2009.113), severity 1.0, applied to linear RGB.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tomllib
from itertools import combinations, pairwise

import pytest
from cmcrameri import cm
from matplotlib.colors import to_hex

from look.color import ink_on, paired, parted
from look.palette import RATE_BREAKS, Palette, palette, sequential
from tests.source import ROOT

LIGHT, DARK = palette("light"), palette("dark")
THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
VISION = {
    "common": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# A just noticeable difference is about 2.3 (Mahy, Van Eycken and Oosterlinck 1994), for large patches side by side. Regions
# on a map are small and apart: ten times that.
APART = 23.0
# Eleven even greys from black to white stand 10 apart, and any office printer keeps them apart: about that.
GREY_STEP = 9.0

Colour = tuple[float, float, float]


def linear(css: str) -> Colour:
    channels = [int(css[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


def luminance(css: str) -> float:
    r, g, b = linear(css)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Colour) -> Colour:
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(k * c for k, c in zip(row, rgb, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)]
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(css: str) -> float:
    return lab(linear(css))[0]


def seen(css: str, vision: str) -> Colour:
    r, g, b = (min(1.0, max(0.0, sum(k * c for k, c in zip(row, linear(css), strict=True)))) for row in VISION[vision])
    return lab((r, g, b))


def over(panel: str, ground: str) -> str:
    """The colour of a translucent box where the ground shows through."""
    *rgb, alpha = re.findall(r"[\d.]+", panel)
    below = [int(ground[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = (float(alpha) * float(c) + (1 - float(alpha)) * b for c, b in zip(rgb, below, strict=True))
    return "#" + "".join(f"{round(c):02x}" for c in mixed)


def role_fills(look: Palette) -> dict[str, str]:
    return {
        f"{role}{size}": getattr(look, f"{role}{size}")
        for role in ("helper", "recipient")
        for size in ("", "_strong", "_deep")
    }


def test_the_measures_themselves_by_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the well-known lightest grey for text on white
    assert lab(linear("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert math.dist(seen("#ff0000", "deuteranopia"), seen("#00a000", "deuteranopia")) < math.dist(
        seen("#ff0000", "common"), seen("#00a000", "common")
    )
    assert over("rgba(255,255,255,0.5)", "#000000") == "#808080"


@THEMES
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
def test_text_has_contrast_on_whatever_it_stands_on(look, text):
    grounds = {name: getattr(look, name) for name in ("ground", "land", "sea", "halo")}
    # A box over the map lets a little of it through: the worst is what lies under it.
    under = (look.land, look.ink, look.flow_from, look.flow_to, *role_fills(look).values(), *look.rates)
    grounds |= {f"panel over {css}": over(look.panel, css) for css in under}
    measured = {name: contrast(getattr(look, text), css) for name, css in grounds.items()}
    assert {name: ratio for name, ratio in measured.items() if ratio < 4.5} == {}


@THEMES
def test_chart_lines_stand_out_from_the_ground(look):
    assert min(contrast(css, look.ground) for css in look.series) >= 3  # WCAG 1.4.11: graphics


@THEMES
def test_roles_are_told_apart_in_greyscale(look):
    steps = {
        (one, other): abs(lightness(a) - lightness(b)) for (one, a), (other, b) in combinations(role_fills(look).items(), 2)
    }
    assert {pair: step for pair, step in steps.items() if step < GREY_STEP} == {}


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_helper_and_recipient_are_told_apart_by_everyone(look, vision):
    fills = role_fills(look)
    pairs = [(h, r) for h in fills for r in fills if h.startswith("helper") and r.startswith("recipient")]
    differences = {(h, r): math.dist(seen(fills[h], vision), seen(fills[r], vision)) for h, r in pairs}
    differences["flow_from", "flow_to"] = math.dist(seen(look.flow_from, vision), seen(look.flow_to, vision))
    assert {pair: d for pair, d in differences.items() if d < APART} == {}


@THEMES
def test_the_strong_fill_is_the_one_that_stands_out_from_land(look):
    for role in ("helper", "recipient"):
        fills = role_fills(look)[role], role_fills(look)[f"{role}_strong"]
        weak, strong = (abs(lightness(css) - lightness(look.land)) for css in fills)
        assert strong > weak


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_what_is_more_stands_out_more_class_by_class_for_everyone(look, vision):
    assert len(look.rates) == len(RATE_BREAKS)
    away = [abs(seen(css, vision)[0] - seen(look.land, vision)[0]) for css in look.rates]
    assert all(one + 5 < other for one, other in pairwise(away)), away


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_batches_are_told_apart_and_stand_out_more_the_later(look, vision):
    later = [seen(css, vision) for css in look.batches(5)]
    away = [abs(colour[0] - seen(look.land, vision)[0]) for colour in later]
    assert all(one + GREY_STEP < other for one, other in pairwise(away)), away
    # What is still poor is a tint of another hue.
    least = min(math.dist(seen(look.ahead, vision), other) for other in [*later, seen(look.land, vision)])
    assert least > 15, least


def test_both_themes_use_one_scale_so_that_slides_compare():
    assert LIGHT.rates == DARK.rates[::-1] == sequential(len(RATE_BREAKS))
    assert (LIGHT.ramp(6), DARK.ramp(6)) == (LIGHT.rates, DARK.rates)


def test_breaks_rise_from_nought():
    assert RATE_BREAKS[0] == 0 and all(one < other for one, other in pairwise(RATE_BREAKS))


@pytest.mark.parametrize("n", [1, 2, 9])
def test_a_scale_has_as_many_steps_as_asked_for(n):
    steps = sequential(n)
    assert len(set(steps)) == n and all(re.fullmatch("#[0-9a-f]{6}", css) for css in steps)


@pytest.mark.parametrize("scale", ["acton", "devon"])
def test_a_scale_is_the_one_its_package_gives(scale):
    """The file of the package is read without it, since it brings matplotlib along."""
    colors = getattr(cm, f"{scale}_r")
    for n in range(2, 13):
        assert sequential(n, scale) == tuple(to_hex(colors(0.08 + 0.8 * k / (n - 1))) for k in range(n))


def test_the_colours_come_without_matplotlib():
    asked = "import sys; from look.palette import palette; palette('light'); print('matplotlib' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


@THEMES
def test_streamlits_theme_is_the_same(look):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][look.theme]
    same = {"backgroundColor": look.ground, "textColor": look.ink, "primaryColor": look.accent, "borderColor": look.line}
    assert {name: config[name] for name in same} == same
    assert contrast(look.ink, config["secondaryBackgroundColor"]) >= 4.5
    assert contrast(look.quiet, config["secondaryBackgroundColor"]) >= 4.5


def test_the_palette_of_both_themes_holds_the_colours_of_each():
    both = palette("both")
    for name in ("ground", "land", "flow_to", "helper_strong"):
        assert parted(getattr(both, name)) == (getattr(LIGHT, name), getattr(DARK, name))
    for n, look in enumerate((LIGHT, DARK)):
        assert tuple(parted(color)[n] for color in both.rates) == look.rates
        assert tuple(parted(color)[n] for color in both.ramp(5)) == look.ramp(5)
        assert tuple(parted(color)[n] for color in both.batches(4)) == look.batches(4)


def test_ink_on_a_fill_of_both_themes_is_the_best_in_each():
    ink = ink_on(paired("#ffffff", "#000000"), paired("#111111", "#eeeeee"), paired("#dddddd", "#222222"))
    assert parted(ink) == ("#111111", "#eeeeee")
    assert ink_on("#000000", "#111111", "#eeeeee") == "#eeeeee"
