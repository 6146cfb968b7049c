"""What is measured: two tiny apps to compare with, and the atlas.

The tiny ones are written into a folder of their own: an empty Streamlit page, the floor that no Streamlit
app gets below, and an empty st_folium page with Leaflet from this machine, the floor of any map in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.wire import Wire
from tests.browser.atlas import MapView, wait_in_frame, wait_painted

EMPTY_PAGE = """
import streamlit as st

st.write("ready to measure")
"""

EMPTY_MAP = """
import folium
import streamlit as st
from streamlit_folium import st_folium

# Relative to the component's frame, /component/streamlit_folium.st_folium/.
VENDOR = "../../app/static/"
atlas = folium.Map(location=(0, 0), zoom_start=0, tiles=None, crs="Simple")
atlas.default_js = [("leaflet", VENDOR + "leaflet.js")]
atlas.default_css = [("leaflet_css", VENDOR + "leaflet.css")]
st_folium(atlas, returned_objects=[], height=600, use_container_width=True, key="map")
"""

# The atlas' own settings, so that the three differ in what they show and in nothing else.
OPTIONS = (
    "--browser.gatherUsageStats=false",
    "--server.enableStaticServing=true",
    "--server.enableWebsocketCompression=true",
    "--server.fileWatcherType=none",
    "--client.toolbarMode=minimal",
)


@dataclass(frozen=True)
class Case:
    """One page to load: its name in the table, the relay it is asked for through and how to tell that it is ready."""

    name: str
    wire: Wire
    ready: Callable[[Page], None]


def write_tiny_apps(folder: Path) -> tuple[Path, Path]:
    """Write both tiny apps and the Leaflet they need; return their scripts: empty page, empty map."""
    page, empty_map = folder / "page" / "app.py", folder / "map" / "app.py"
    for script, source in ((page, EMPTY_PAGE), (empty_map, EMPTY_MAP)):
        script.parent.mkdir(parents=True)
        script.write_text(source.lstrip(), encoding="utf-8")
    static = empty_map.parent / "static"
    static.mkdir()
    with as_file(files("js_lib_leaflet") / "static" / "js_lib_leaflet") as leaflet:
        for name in ("leaflet.js", "leaflet.css"):
            shutil.copyfile(leaflet / name, static / name)
    return page, empty_map


def text_shows(page: Page) -> None:
    """Wait until the empty page's one line is there."""
    wait_in_frame(lambda: page.main_frame, "() => document.body.innerText.includes('ready to measure')")


def leaflet_shows(page: Page) -> None:
    """Wait until Leaflet has set up the empty map; it has nothing to draw."""
    wait_in_frame(
        lambda: MapView(page).frame,
        "() => !!document.querySelector('.leaflet-container .leaflet-map-pane') && !!window.map?._loaded",
    )


def atlas_shows(page: Page) -> None:
    """Wait until the atlas' map reports regions and flows as painted."""
    wait_painted(page)
