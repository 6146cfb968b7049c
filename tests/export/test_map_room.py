"""The map of a slide has the room that its sentence and its foot leave, in PowerPoint and in the player."""

from __future__ import annotations

import io
import re

import pytest
from pptx import Presentation

from export.deck.deck import Deck, DeckSlide
from export.deck.layout import FOOT_LINES, Area, Layout, layout
from export.deck.show import show
from export.html.page import write_html
from export.html.room import lines_of
from export.pptx.deck import write_pptx
from geo.still.draw import load_geometry
from look.palette import palette
from text.catalogue import Catalogue
from views.slide import Show

ZH = Catalogue.load("zh")
EMU = 9525.0


def shown(view: str) -> Show:
    return show(Deck("deck", (DeckSlide(view),)), "zh", "light", "2026-01-01")


def bottom(area: Area) -> float:
    return area.y + area.h


@pytest.mark.parametrize("sentence, foot", [(0, 1), (1, 2), (2, 4), (3, 3)])
def test_a_body_takes_what_is_left_and_meets_neither_sentence_nor_foot(sentence, foot):
    usual = layout()
    plan = usual.with_lines(sentence, foot)
    lines_end = usual.sentence.y + sentence * usual.sentence_size * 1.28

    assert plan.body.h >= usual.body.h and (plan.body.h > usual.body.h or (sentence, foot) == (2, FOOT_LINES))
    assert plan.body.y >= min(lines_end, usual.body.y) and bottom(plan.body) <= plan.foot.y
    assert bottom(plan.foot) == bottom(usual.foot) and plan.foot_line == pytest.approx(usual.foot_line)
    assert plan.foot.h >= foot * plan.foot_line


def ends_of(file: bytes) -> tuple[float, float, float]:
    """Where what stands above the foot ends, and where sources and last line begin, in units."""
    foot = (ZH("pptx.sources"), ZH("pptx.last_line"), ZH("pptx.number"))
    shapes = list(Presentation(io.BytesIO(file)).slides[0].shapes)
    sources, last = (next(shape for shape in shapes if shape.name == name) for name in foot[:2])
    above = [shape.top + shape.height for shape in shapes if shape.name not in foot]
    return max(above) / EMU, sources.top / EMU, last.top / EMU


def test_the_map_of_a_powerpoint_slide_reaches_down_to_its_one_line_of_sources():
    end, sources, last = ends_of(write_pptx(shown("overview"), load_geometry(), ZH, palette("light")))
    plan = layout()

    assert bottom(plan.body) + plan.foot_line < end <= sources < last


def test_the_player_lays_out_the_room_for_which_the_map_was_drawn():
    ready = shown("overview")
    one, plans = ready.slides[0], {"wide": layout("16:9"), "tall": layout("4:3")}
    page = write_html(ready, load_geometry(), ZH, palette("light"))
    (classes,) = re.findall(r'<section class="([^"]+)" id="slide-1"', page)

    def pushed(name: str, plan: Layout) -> dict[str, float]:
        """What the page's rules say of the classes of the slide."""
        rule = rf"html\.{name} \.slide\.({name}-\w+)\{{--(up|down):([\d.e-]+)px\}}"
        return {way: float(px) for mark, way, px in re.findall(rule, page) if mark in classes.split()}

    for name, plan in plans.items():
        body = plan.with_lines(*lines_of(one, ready, plan, ZH)).body
        ways = pushed(name, plan)
        assert plan.body.y - ways.get("up", 0) == pytest.approx(body.y, abs=0.1)
        assert plan.body.h + sum(ways.values()) == pytest.approx(body.h, abs=0.1) and body.h > plan.body.h
        (view_box,) = re.findall(rf'class="map {name}"><svg[^>]*viewBox="0 0 [\d.]+ ([\d.]+)"', page)
        assert float(view_box) == pytest.approx(body.h, abs=0.1)
