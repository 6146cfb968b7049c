"""Flows by the thousand, drawn by lot and never facts: colours stay, each can be pointed at, a focus stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.payload import to_json
from geo.scene import FlowLine, Scene
from tests.bench.synthetic import synthetic_scene
from tests.browser import spots
from tests.browser.atlas import MapView, open_map

pytestmark = pytest.mark.again

GREEN = "#00a000"
# A flow of its own in the empty north-west, from west to east, away from what the lot drew.
LONE = FlowLine("synthetic-lone", "653100", "654300", (-2600.0, 5000.0, -2000.0, 5500.0, -1400.0, 5300.0), GREEN)


def thousand() -> Scene:
    """A thousand flows, every second one ended: grey, dashed; none of them near the lone one."""
    drawn = synthetic_scene(1000)
    flows = [
        replace(flow, color="#777777", dash=(5, 4)) if n % 2 else flow
        for n, flow in enumerate(drawn.flows)
        if min(flow.points[0], flow.points[4]) > -600
    ]
    return replace(drawn, flows=(*flows, LONE))


@pytest.fixture
def view(page, atlas_url) -> MapView:
    found = open_map(page, atlas_url)
    scene = thousand()
    found.frame.evaluate("text => atlas.show(JSON.parse(text))", to_json(scene))
    found.wait_for("state.flows === arg", len(scene.flows))
    assert len(scene.flows) > 400
    return found


def around(view: MapView) -> set[tuple[int, ...]]:
    """The colours of the upper sheet across the lone flow's middle."""
    return {color[:3] for color in across(view) if color[3] > 60}


def strength(view: MapView) -> int:
    return max(color[3] for color in across(view))


def across(view: MapView) -> list[tuple[int, int, int, int]]:
    x, y = spots.along(LONE.points, 0.5)
    return spots.sheet_colors(view, spots.FRONT, [(x, y + km) for km in range(-24, 25)])


def test_a_flow_keeps_the_colour_of_its_class(view):
    assert any(green > red + 60 and green > blue + 60 for red, green, blue in around(view))


def test_pointing_at_one_names_it_and_makes_it_stand_out(page, view):
    before = strength(view)
    ((x, y),) = spots.on_screen(view, [spots.along(LONE.points, 0.5)])

    page.mouse.move(x, y)

    view.frame.locator(".atlas-card").wait_for()
    assert strength(view) > before
    assert view.frame.evaluate("getComputedStyle(document.querySelector('#map_div')).cursor") == "pointer"


def test_a_click_on_one_chooses_it(page, view):
    view.frame.evaluate("() => { window.chosen = null; atlas.onchoose = what => { window.chosen = what; }; }")

    spots.click_at(view, spots.along(LONE.points, 0.5))

    assert view.frame.evaluate("window.chosen") == {"kind": "flow", "id": LONE.flow_id}
