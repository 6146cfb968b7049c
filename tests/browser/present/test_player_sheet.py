"""The player draws several maps on a slide: each painted ahead of time in its own place, none cut, cards told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from export.html.page import write_html
from look.palette import palette
from tests.browser.atlas import wait_player
from tests.geo.pictures import geometry
from text.catalogue import Catalogue
from views.slide import Show
from views.slides.make import slide

VIEWS = {"overview?fill=nine": 9, "overview?fill=rate&series=poverty_rate_band~survey_2010&when=2018~0&compare=2016": 2}
#: Of each map: its box on the screen, that of the room, and how many colours the painted picture has within its own.
MAPS = """() => {
    const map = [...document.querySelectorAll('.slide.current .map')].find((one) => one.offsetWidth);
    const box = (node) => { const b = node.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
    const canvas = map.querySelector('canvas'), ctx = canvas.getContext('2d'), whole = box(canvas);
    const k = canvas.width / (whole[2] - whole[0]);
    return [...map.querySelectorAll('svg svg')].filter((svg) => svg.querySelector('.regions > *')).map((svg) => {
        const at = box(svg), seen = new Set(), size = [(at[2] - at[0]) * k, (at[3] - at[1]) * k];
        const d = ctx.getImageData((at[0] - whole[0]) * k, (at[1] - whole[1]) * k, ...size).data;
        for (let i = 0; i < d.length; i += 4) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]);
        return { at: at, colours: seen.size, within: box(map) };
    });
}"""


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_every_map_of_a_sheet_is_painted_where_it_stands(page: Page, size: tuple[int, int]):
    slides = tuple(replace(slide(view), slide_id=f"s-{n}") for n, view in enumerate(VIEWS))
    show = Show("deck", "zh", "light", slides, "boundaries", "v1", "2026-11-27")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.set_content(write_html(show, geometry(), Catalogue.load("zh"), palette("light")))
    wait_player(page)
    for n, count in enumerate(VIEWS.values()):
        page.keyboard.press("ArrowRight" if n else "Home")
        page.wait_for_function("n => player.state.slide === n && player.state.baked", arg=n)
        maps = page.evaluate(MAPS)
        assert len(maps) == count
        for one in maps:
            x0, y0, x1, y1 = one["at"]
            left, top, right, bottom = one["within"]
            assert left - 1 <= x0 < x1 <= right + 1 and top - 1 <= y0 < y1 <= bottom + 1, "it is not blown up to the slide"
            # Ground, land, borders, fills, and their edges: an empty place would have one colour.
            assert one["colours"] > 20
    # A card of two years says which is which.
    cards = page.evaluate("() => player.data.slides[1].map.cards['650000']")
    assert any(line.startswith("2016年 · ") for line in cards) and any(line.startswith("2018年 · ") for line in cards)
