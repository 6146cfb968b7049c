"""How soon a map is seen: the first picture and the living map beside a hand-written static page and an empty st_folium.

The static page is what somebody would write who needs nothing but this map: Leaflet from this machine, the same 404
shapes as GeoJSON, the same 32 flows, drawn on a canvas; its files may be kept by the browser, as ours may. Another is what
pyecharts writes of the same shapes and flows (``tests.bench.echarts``).

A script in the page looks at each frame of the screen whether a map is drawn, and notes the moment two frames later.
Moments are counted from the start of the navigation.
"""

from __future__ import annotations

import contextlib
import functools
import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser

from geo.shapes.load import load_regions
from tests.bench import echarts
from tests.bench.apps import OPTIONS, write_tiny_apps
from tests.browser import chromium
from tests.browser.server import serving
from views import loaders
from views.overview.national import landing

#: What we hold ourselves to, as ratios to the static page, cold and warm, to that of pyecharts, and of the living map to the
#: empty st_folium page.
PICTURE = (1.3, 1.0)
NO_LATER = (1.0, 1.0)
LIVING = (1.2, 1.2)
WINDOW = {"width": 1920, "height": 1080}
LIMIT_MS, POLL_MS = 60_000, 20
_STATIC, _EMPTY, _PICTURE, _LIVING = "static Leaflet page", "empty st_folium page", "first picture", "living map"
_ECHARTS = "pyecharts page"

_LOOK = """
if (window.top === window) (() => {
  const painted = (window.__painted = {});
  const drawn = (seen) => seen && (seen.atlas ? seen.atlas.state.painted && seen.atlas.state.flows > 0
    : seen.painted || Boolean(seen.map && seen.map._loaded));
  const within = (frame) => frame && frame.contentWindow;
  function look() {
    const places = { page: window, picture: within(document.querySelector("iframe[data-first]")),
      living: within(document.querySelector("iframe[title*='streamlit_folium']")) };
    for (const [name, seen] of Object.entries(places)) {
      if (name in painted || !drawn(seen)) continue;
      painted[name] = null;
      requestAnimationFrame(() => requestAnimationFrame(() => (painted[name] = performance.now())));
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
"""

_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>static</title>
<link rel="stylesheet" href="leaflet.css"><script src="leaflet.js"></script>
<style>html,body,#map{height:100%;margin:0}</style></head>
<body><div id="map"></div><script>
const flows = FLOWS;
const map = L.map("map", { crs: L.CRS.Simple, preferCanvas: true, zoomSnap: 0, minZoom: -6 });
map.fitBounds([[1700, -2690], [5965, 2270]]);
fetch("shapes.json").then((answer) => answer.json()).then(function (shapes) {
  L.geoJSON(shapes, { coordsToLatLng: (at) => L.latLng(at[1], at[0]),
    style: { color: "#888", weight: 0.6, fillColor: "#f6e2c6", fillOpacity: 1 } }).addTo(map);
  const line = { color: "#a3262a", weight: 1.5 };
  for (const [from, to] of flows) L.polyline([[from[1], from[0]], [to[1], to[0]]], line).addTo(map);
  window.painted = true;
});
</script></body></html>
"""

Loads = dict[str, list[tuple[float, float]]]


class _Kept(SimpleHTTPRequestHandler):
    """Hands out files that a browser may keep."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache" if self.path in ("/", "/index.html") else "public, max-age=86400")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def shapes_and_flows() -> tuple[dict[str, Any], list[echarts.Flow]]:
    """Return the shapes of the overview as GeoJSON, and its flows, both in km of its projection."""
    facts, shapes = loaders.facts(), loaders.shapes()
    anchors = shapes.anchors
    pairs = landing(facts)[["helper_id", "recipient_id"]].itertuples(index=False)
    flows = [(anchors[h], anchors[r]) for h, r in pairs if h in anchors and r in anchors]
    regions = [load_regions(kind)[["geometry"]] for kind in ("province", "prefecture")]
    features = [
        {"type": "Feature", "properties": {}, "geometry": shape.__geo_interface__}
        for frame in regions
        for shape in frame.geometry.set_precision(0.1)
    ]
    return {"type": "FeatureCollection", "features": features}, flows


def write_static_page(folder: Path) -> None:
    """Write the static page with everything it needs."""
    collection, flows = shapes_and_flows()
    (folder / "shapes.json").write_text(json.dumps(collection, separators=(",", ":")), encoding="utf-8")
    (folder / "index.html").write_text(_PAGE.replace("FLOWS", json.dumps(flows)), encoding="utf-8")
    with as_file(files("js_lib_leaflet") / "static" / "js_lib_leaflet") as leaflet:
        for name in ("leaflet.js", "leaflet.css"):
            copyfile(leaflet / name, folder / name)


@contextlib.contextmanager
def served(write: Callable[[Path], None]) -> Iterator[str]:
    """Serve the page that a function writes into a folder until the block ends; gives its address."""
    with tempfile.TemporaryDirectory(prefix="atlas-static-") as name:
        write(Path(name))
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Kept, directory=name))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()


def measure_first(browser: Browser, rounds: int, atlas_url: str) -> Loads:
    """Load static page, empty st_folium page and atlas in turn, cold and warm; a round beforehand is not counted."""
    loads: Loads = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-bench-")))
        _, empty_map = write_tiny_apps(folder)
        empty = stack.enter_context(serving(empty_map, options=OPTIONS)).url
        static = stack.enter_context(served(write_static_page))
        write_other = functools.partial(echarts.write_echarts_page, *shapes_and_flows())
        other = "" if echarts.missing() else stack.enter_context(served(write_other))
        for cookie in ("", "atlas-scheme=light"):
            _await_picture(atlas_url, cookie)
        for turn in range(rounds + 1):
            found = _twice(browser, static, ("page",)) | _twice(browser, empty, ("living",), "empty")
            found |= _twice(browser, atlas_url, ("picture", "living"))
            found |= _twice(browser, other, ("page",), "other") if other else {}
            kinds = {_STATIC: "page", _EMPTY: "empty", _PICTURE: "picture", _LIVING: "living", _ECHARTS: "other"}
            for name, kind in kinds.items():
                if turn and kind in found:
                    loads.setdefault(name, []).append(found[kind])
    return loads


def _await_picture(url: str, cookie: str) -> None:
    """Have the server make the picture; a page that would have to wait for it goes out without."""
    for _ in range(20):
        with urlopen(Request(url, headers={"Cookie": cookie})) as answer:
            if b"data-first" in answer.read():
                return
    raise AssertionError("the server gives no first picture")


def _twice(browser: Browser, url: str, kinds: Sequence[str], called: str = "") -> dict[str, tuple[float, float]]:
    context = browser.new_context(**chromium.CONTEXT | {"viewport": WINDOW})
    context.add_init_script(_LOOK)
    found = []
    for _ in range(2):
        page = context.new_page()
        page.goto(url, wait_until="commit")
        for _ in range(LIMIT_MS // POLL_MS):
            painted = page.evaluate("() => window.__painted || {}")
            if all(painted.get(kind) for kind in kinds):
                break
            page.wait_for_timeout(POLL_MS)
        found.append(painted)
        # The page has taken over, and what it keeps for the next visit is written down.
        page.wait_for_selector("iframe.atlas-first", state="detached", timeout=LIMIT_MS)
        page.close()
    context.close()
    return {called or kind: (found[0][kind], found[1][kind]) for kind in kinds}


def print_first(loads: Loads, rounds: int) -> None:
    """Print medians and ratios of one run, and whether they are what we hold ourselves to."""
    print(f"\nHow soon a map is seen, {WINDOW['width']} × {WINDOW['height']}, medians of {rounds} interleaved rounds\n")
    middle = {name: tuple(median(load[i] for load in found) for i in (0, 1)) for name, found in loads.items()}
    print(f"{'':<24}{'cold ms':>9}{'× static':>10}{'× empty':>9}{'warm ms':>10}{'× static':>10}{'× empty':>9}")
    for name, both in middle.items():
        parts = (f"{ms:>9.0f}{ms / middle[_STATIC][i]:>10.2f}{ms / middle[_EMPTY][i]:>9.2f}" for i, ms in enumerate(both))
        print(f"{name:<24}{' '.join(parts)}")
    held = [(_PICTURE, _STATIC, PICTURE), (_LIVING, _EMPTY, LIVING)]
    if _ECHARTS in middle:
        held.append((_PICTURE, _ECHARTS, NO_LATER))
    else:
        print(f"without the page of pyecharts: {echarts.missing()}")
    for name, other, wanted in held:
        for i, which in enumerate(("cold", "warm")):
            ratio = middle[name][i] / middle[other][i]
            kept = "kept" if ratio <= wanted[i] else "MISSED"
            print(f"target: {name}, {which} ≤ {wanted[i]} × {other}: {ratio:.2f}, {kept}")
