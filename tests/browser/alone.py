"""The map's own script in a page of its own, without a server: for asking both ways of drawing about one scene."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from data.load import Facts
from geo.client import assets
from geo.fitting import NATION_FIT, WHOLE_FIT, rules
from geo.payload import to_json
from geo.scene import Scene
from geo.shapes.load import SHAPES_DIR, load_county_places, load_places

#: Nothing listens there: every request is answered here.
_HOST = "http://localhost"
_PAGE = (
    '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="client/atlas.css">'
    "<style>html,body,#map_div{{margin:0;width:100%;height:100%}}</style>"
    '<div id="map_div"></div><script src="client/atlas.js"></script><script>'
    'var map = L.map("map_div", {{crs: L.CRS.Simple, zoomControl: false, keyboard: false, zoomSnap: 0}});'
    "atlas.mount(map, {base});</script>"
)


def open_alone(page: Page, facts: Facts, width: int, height: int) -> None:
    """Open an empty map of a size, as the pages mount it."""
    ends = [*facts.pairings["helper_id"], *facts.pairings["recipient_id"]]
    base = json.dumps({"fit": NATION_FIT, "whole": WHOLE_FIT, "rules": rules(), "trouble": ""})
    texts = {
        "": (_PAGE.format(base=base), "text/html"),
        "client/atlas.js": (assets.script(), "text/javascript"),
        "client/atlas.css": (assets.style(), "text/css"),
        "client/names.json": (assets.names_json(facts.regions, load_places(), facts.hierarchy, ends), "application/json"),
    }

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/")
        text, kind = texts.get(path, ("", "application/json"))
        if county := re.fullmatch(r"client/counties-(\d{6})\.json", path):
            text = assets.counties_json(county[1], load_county_places(), facts.regions)
        if path.startswith("shapes/"):
            text = assets.packed_topology((SHAPES_DIR / path.removeprefix("shapes/")).read_text("utf-8"))
        route.fulfill(status=200 if text else 404, body=text, content_type=f"{kind}; charset=utf-8")

    page.route(f"{_HOST}/**", answer)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{_HOST}/", wait_until="load")
    # The scene is the script's own; whoever paints is given it.
    page.evaluate(
        """() => { const paint = atlas.parts.flows.paint;
        atlas.parts.flows.paint = function (sheet, scene, focus) {
            window.scene = scene;
            return paint.call(this, sheet, scene, focus);
        }; }"""
    )


def show(page: Page, scene: Scene) -> None:
    """Show a scene and wait until it, and the counties it asks for, are painted."""
    before = page.evaluate("() => atlas.state.updates")
    page.evaluate("text => atlas.show(JSON.parse(text))", to_json(scene))
    page.wait_for_function(
        "([n, counties]) => atlas.state.error || (atlas.state.updates > n && (!counties || atlas.state.counties > 0))",
        arg=[before, bool(scene.counties_of)],
    )
    assert page.evaluate("() => atlas.state.error") == ""


def ask(page: Page, function: str, argument: object = None) -> Any:
    """Ask the map's scene: a JavaScript function of ``parts``, ``scene`` and an argument."""
    return page.evaluate(f"argument => ({function})(atlas.parts, window.scene, argument)", argument)
