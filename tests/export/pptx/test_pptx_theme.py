"""Colours and layouts of a PowerPoint file are the theme's: what a reader changes there changes everywhere."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import fields, replace
from functools import cache

import pytest
from lxml import etree

from export.pictures.still import SIZES
from export.pptx.deck import SHAPES
from export.pptx.drawing.theme import SLOTS, parts, slot_of, slots, themed, tone
from look.color import rgb
from look.palette import Theme, palette, sequential
from tests.export import deck
from tests.export.pptx import test_pptx
from tests.export.pptx.test_pptx import A, P, opened, plain_slide, show_of, write
from text.lettering import bound

#: Two colours less apart than this look the same side by side.
UNSEEN = 1.0
THEMES: tuple[Theme, ...] = ("light", "dark")


@cache
def content(theme: Theme = "light") -> bytes:
    """Every kind of slide: a map with figures, lines, a map in steps, a chart, a map with a chart."""
    show = deck.show("zh", theme)
    return write(replace(show, slides=tuple(show.slides[n] for n in (0, 1, 4, 5, 7))))


def parts_of(blob: bytes, pattern: str) -> dict[str, bytes]:
    return test_pptx.parts(blob, pattern)


def resolved(xml: str, own: dict[str, str]) -> str:
    """The colour that PowerPoint makes of a slot and its changes, by their definition in hue, lightness and saturation."""
    element = etree.fromstring(f'<x xmlns:a="{A[1:-1]}">{xml}</x>')[0]
    red, green, blue = (value / 255 for value in bytes.fromhex(rgb(own[element.get("val")])[0]))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    for change in element:
        value, name = int(change.get("val")), etree.QName(change).localname
        if name == "hueOff":
            hue = (hue + value / 60_000 / 360) % 1
        elif name == "satMod":
            saturation = min(1.0, saturation * value / 100_000)
        elif name == "lumMod":
            light *= value / 100_000
        elif name == "lumOff":
            light = min(1.0, light + value / 100_000)
    return "".join(f"{round(255 * value):02X}" for value in hls_to_rgb(hue, light, saturation))


def lab(digits: str) -> tuple[float, float, float]:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (x / 255 for x in bytes.fromhex(digits))]
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(a * b for a, b in zip(row, linear, strict=True)) / w for row, w in zip(rows, white, strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str) -> float:
    """ΔE*ab of 1976."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def colors_of(theme: str) -> list[str]:
    look = palette(theme)
    plain = [getattr(look, field.name) for field in fields(look) if field.name not in ("theme", "rates", "series")]
    scales = [step for scale in ("acton", "devon") for n in range(1, 10) for step in sequential(n, scale)]
    mixtures = [f"#{n:02x}{(n * 7) % 256:02x}{(n * 31) % 256:02x}" for n in range(0, 256, 5)]
    return [rgb(color)[0] for color in (*plain, *look.rates, *look.series, *scales, *mixtures)]


@pytest.mark.parametrize("theme", THEMES)
def test_a_tone_of_the_theme_is_the_colour_of_the_palette(theme):
    look = palette(theme)
    own = slots(look)

    worst = max(difference(color, resolved(tone(color, look) + "</a:schemeClr>", own)) for color in colors_of(theme))

    assert worst < UNSEEN


@pytest.mark.parametrize("theme", THEMES)
def test_roles_and_scales_have_a_slot_each(theme):
    look = palette(theme)

    def slot(color: str) -> str:
        return slot_of(rgb(color)[0], look)

    assert {slot(c) for c in (look.helper, look.helper_strong, look.helper_deep)} == {"accent1"}
    assert {slot(c) for c in (look.recipient, look.recipient_strong, look.recipient_deep)} == {"accent2"}
    assert {slot(c) for c in (*look.rates, *look.ramp(7))} == {"accent5"}
    assert {slot(c) for c in look.ramp(7, "devon")} == {"accent1"}
    assert [slot(c) for c in look.series[:5]] == list(SLOTS[4:9])
    assert (slot(look.ink), slot(look.ground), slot(look.quiet), slot(look.land)) == SLOTS[:4]


def test_what_a_colour_has_beside_its_digits_stays():
    look = palette("light")
    written = f'<a:srgbClr val="{rgb(look.ink)[0]}"><a:alpha val="50000"/></a:srgbClr>'.encode()
    assert themed(written, look) == b'<a:schemeClr val="tx1"><a:alpha val="50000"/></a:schemeClr>'


@pytest.mark.parametrize("theme", THEMES)
def test_no_slide_and_no_chart_has_a_colour_of_its_own(theme):
    written = parts_of(
        content(theme), r"ppt/(slides/slide|charts/chart|notesSlides/notesSlide|slideLayouts/.*|slideMasters/.*)\d+\.xml"
    )

    assert sum("chart" in name for name in written) == 3 and sum("/slide" in name for name in written) >= 5
    for name, xml in written.items():
        assert b"srgbClr" not in xml and b"sysClr" not in xml, name
        assert b"schemeClr" in xml or b"notes" in name.encode(), name


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_is_the_palette_and_dark_is_dark_in_both(theme):
    look = palette(theme)
    (xml,) = [xml for name, xml in parts_of(content(theme), r"ppt/theme/theme1\.xml").items()]
    said = {etree.QName(c).localname: c[0].get("val") for c in etree.fromstring(xml).find(f".//{A}clrScheme")}
    (master,) = parts_of(content(theme), r"ppt/slideMasters/slideMaster1\.xml").values()
    mapped = etree.fromstring(master).find(f"{P}clrMap")

    assert said == {name: rgb(color)[0] for name, color in parts(look).items()}
    assert lab(said["dk1"])[0] < 20 < 90 < lab(said["lt1"])[0]
    assert said[mapped.get("bg1")] == rgb(look.ground)[0] and said[mapped.get("tx1")] == rgb(look.ink)[0]


def test_another_accent_recolours_the_helpers_and_nothing_else():
    look = palette("light")
    green = slots(look) | {"accent1": "#1F7A1F"}
    slide = etree.fromstring(parts_of(content(), r"ppt/slides/slide1\.xml")["ppt/slides/slide1.xml"])
    fills = {s.find(f".//{P}cNvPr").get("name"): s.find(f"{P}spPr/{A}solidFill/{A}schemeClr") for s in slide.iter(f"{P}sp")}

    def hue(name: str, own: dict[str, str]) -> float:
        digits = resolved(re.sub(r' xmlns:\w+="[^"]+"', "", etree.tostring(fills[name], encoding="unicode")), own)
        return rgb_to_hls(*(value / 255 for value in bytes.fromhex(digits)))[0] * 360

    assert 195 < hue("广东省 440000", slots(look)) < 215 and 110 < hue("广东省 440000", green) < 130
    assert hue("云南省 530000", slots(look)) == hue("云南省 530000", green)


# --- layouts


def test_each_slide_has_the_layout_of_its_kind():
    slides = opened(content()).slides

    assert [slide.slide_layout.name for slide in slides] == ["地图", "文字", "图表", "图表", "地图和图表"]
    assert [layout.name for layout in opened(content()).slide_layouts] == [
        "封面",
        "地图",
        "地图和图表",
        "图表",
        "表格",
        "文字",
    ]


def test_titles_sentences_points_footers_and_numbers_are_in_placeholders():
    show = deck.show()
    for number, (n, page) in enumerate(zip((0, 1, 4, 5, 7), opened(content()).slides, strict=True), start=1):
        held = {(p.placeholder_format.idx): p for p in page.placeholders}
        layout = {p.placeholder_format.idx: p.placeholder_format.type for p in page.slide_layout.placeholders}

        assert held[0].text_frame.text == bound(show.slides[n].title)
        assert held[13].text_frame.text == bound(show.slides[n].sentence)
        assert "2016-12" in held[11].text_frame.text
        assert held[12]._element.find(f".//{A}fld").get("type") == "slidenum"
        assert held[12]._element.find(f".//{A}t").text == str(number)
        assert "东西部扶贫协作" in held[15].text_frame.text
        assert all(layout[idx] == p.placeholder_format.type for idx, p in held.items())
    assert "银川" in {p.placeholder_format.idx: p for p in opened(content()).slides[1].placeholders}[14].text_frame.text


def test_charts_are_in_the_placeholder_for_charts():
    charts = [[s for s in page.placeholders if s.has_chart] for page in opened(content()).slides]
    assert [len(found) for found in charts] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(("shape", "high"), [("4:3", 9_144_000), ("a4", 8_620_606), ("square", 12_192_000)])
def test_slides_have_the_shape_that_is_chosen(shape, high):
    prs = opened(write(show_of(plain_slide(sentence="x", points=("a",))), shape=shape))

    assert (prs.slide_width, prs.slide_height) == (12_192_000, high)
    for drawn in prs.slides[0].shapes:
        assert drawn.left >= 0 and drawn.left + drawn.width <= 12_192_000
        assert drawn.top >= 0 and drawn.top + drawn.height <= high


def test_pictures_and_slides_have_the_same_shapes():
    assert {name: round(w / h, 2) for name, (w, h) in SIZES.items()} == {n: round(1280 / h, 2) for n, h in SHAPES.items()}


def test_the_file_says_what_it_is():
    (said,) = parts_of(content(), r"docProps/app\.xml").values()
    (core,) = parts_of(content(), r"docProps/core\.xml").values()
    names = parts_of(content(), r".*")

    assert b"<PresentationFormat>Widescreen<" in said and b"<Slides>5<" in said and b"Macintosh" not in said
    assert b"lastPrinted" not in core and b"python-pptx" not in core
    assert not [name for name in names if "printer" in name or "thumbnail" in name]
