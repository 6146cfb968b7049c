"""A map has its room at every size of window: what lies on it gives way, a legend folds, the view stays where it is."""

from __future__ import annotations

import json
import random
from typing import Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import Page
from shapely.affinity import affine_transform

from geo.client.assets import CLIENT_DIR
from geo.fitting import NATION_FIT, PRICES, Choice, Placed, Sight, Standing, place, rules
from geo.shapes.load import load_maritime
from tests.browser.atlas import open_map, wait_settled
from tests.browser.maps.lying import DRAWN, covered, drawn, overlapping, shapes

pytestmark = pytest.mark.again


def test_on_a_phone_the_legend_stands_above_the_credit_from_the_first(page: Page, whole_url: str):
    page.set_viewport_size({"width": 390, "height": 844})
    view = open_map(page, whole_url, "region", region="620000", lang="en")

    # The number of names left out is a part of the credit, which takes three lines with it.
    assert view.frame.locator(".atlas-count").is_visible()
    assert overlapping(view.frame.evaluate(DRAWN)) == []


@pytest.mark.parametrize("size", [(390, 844), (360, 800), (430, 932), (600, 1200)])
@pytest.mark.parametrize("path", ["", "pairings"])
def test_on_a_phone_the_map_stands_where_its_rule_puts_it_and_the_legend_covers_no_dash(page: Page, whole_url, path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    view = open_map(page, whole_url, path, lang="en", theme="dark")
    state, dashes = drawn(view, size), shapely.MultiLineString(load_maritime())
    # Where the inset shows the south of the sea, the map has the rest.
    dashes = dashes if view.frame.evaluate("atlas.state.fit.whole") else dashes & shapely.box(*NATION_FIT)
    moved = affine_transform(dashes, [state["scale"], 0, 0, -state["scale"], state["x"], state["y"]])
    legends = [box for what, *box in state["boxes"] if "atlas-legend" in what]

    assert len(legends) == 1 and dashes.length > 400
    assert [box for box in legends if moved.intersects(shapely.box(*box))] == []


def test_after_a_step_of_the_year_and_a_choice_the_view_stays_where_it_is(page: Page, atlas_url: str):
    view = open_map(page, atlas_url, fill="rate")
    before = drawn(view, (1024, 768))

    view.frame.locator(".atlas-time button").first.click()
    wait_settled(page)
    after = view.frame.evaluate(DRAWN)

    assert (after["scale"], after["x"], after["y"]) == (before["scale"], before["x"], before["y"])


def test_a_folded_legend_opens_and_the_map_makes_room(page: Page, atlas_url: str):
    view = open_map(page, atlas_url, fill="rate")
    button = view.frame.locator(".atlas-legend-fold")
    assert not button.is_visible(), "on a laptop it is open anyway"
    drawn(view, (360, 640))
    assert button.get_attribute("aria-expanded") == "false"

    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    state = dict(view.frame.evaluate(DRAWN))
    islands, _ = shapes()
    boxes = [box for _, *box in state["boxes"]]
    covering = [i for i, shape in islands.items() for box in boxes if covered(state, shape, box) > 0.01]
    assert covering == []

    button.click()
    assert button.get_attribute("aria-expanded") == "false"


def test_the_browser_follows_the_same_rule(page: Page):
    """Rooms, boxes and points drawn by lot, with a seed: both sides find the same view to the last digit."""
    page.evaluate("() => { window.atlas = { parts: {} }; }")
    page.add_script_tag(content=(CLIENT_DIR / "fit.js").read_text("utf-8"))
    lot = random.Random(7)

    for _ in range(25):
        width, height, pad, standings, sights = _room(lot)
        ours = place(width, height, pad, standings, sights)
        theirs = page.evaluate(
            """([rules, width, height, pad, standings, sights]) => {
                const fit = window.atlas.parts.fit;
                const seen = sights.map((s) => fit.sight(rules, s.kind, s.points.flat(), s.inset));
                return fit.place(rules, width, height, pad, standings, seen);
            }""",
            [json.loads(json.dumps(rules())), width, height, pad, _plain(standings), _plain(sights)],
        )
        assert Placed(*(theirs[k] for k in ("standing", "legend", "inset", "scale", "dx", "dy", "cost"))) == ours


def _room(lot: random.Random) -> tuple[float, float, float, list[Standing], list[Sight]]:
    width, height = lot.uniform(200, 1500), lot.uniform(200, 1500)

    def box(share: float) -> tuple[float, float, float, float]:
        w, h = width * lot.uniform(0.05, share), height * lot.uniform(0.05, share)
        x, y = lot.choice([0.0, width - w]), lot.choice([0.0, height - h])
        return x, y, x + w, y + h

    legends = (Choice(box(0.4)), Choice(box(0.2), 0.1))
    insets = (Choice(box(0.4)), Choice(box(0.3), 0.03), Choice(None, 0.15))
    bars = (box(0.2), box(0.1))
    standings = [Standing((0.0, 0.0, 1000.0, 800.0), legends, insets, bars)]
    standings.append(Standing((0.0, -400.0, 1000.0, 800.0), legends, (Choice(None),), bars, -0.02, whole=True))
    points = lambda n: np.array([(lot.uniform(-50, 1050), lot.uniform(-400, 850)) for _ in range(n)])  # noqa: E731
    sights = [Sight(kind, points(lot.randint(1, 60)), inset=lot.random() < 0.2) for kind in PRICES]
    return width, height, lot.choice([0.0, 28.0]), standings, sights


def _plain(things: list[Any]) -> list[dict[str, Any]]:
    def plain(one: Any) -> Any:
        if isinstance(one, np.ndarray):
            return one.tolist()
        if isinstance(one, Choice | Standing | Sight):
            return {k: plain(v) for k, v in vars(one).items() if not k.startswith("_")}
        return [plain(v) for v in one] if isinstance(one, tuple) else one

    return [plain(one) for one in things]
