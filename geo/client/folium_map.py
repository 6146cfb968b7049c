"""The folium map of the atlas: a base that never changes and an update that carries the scene.

The base script is byte-constant, because streamlit-folium remounts the map when it changes; shapes come by URL; the update
is one feature group whose script hands a scene to the browser's part of this room (``geo/client``).
"""

from __future__ import annotations

import folium
from folium.template import Template

from geo.client.assets import MAP_OPTIONS, Addresses, base_json
from geo.fitting import NATION_FIT
from geo.payload import to_json
from geo.projection import leaflet
from geo.scene import Scene


class _Mount(folium.MacroElement):
    """Starts the browser's part once; constant for a map."""

    _template = Template("{% macro script(this, kwargs) %}atlas.mount({{ this.map_name }}, {{ this.base }});{% endmacro %}")

    def __init__(self, map_name: str, base: str) -> None:
        super().__init__()
        self._name = "AtlasMount"
        self.map_name = map_name
        self.base = base


class SceneUpdate(folium.FeatureGroup):
    """A feature group that holds no features: its script shows a scene."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup(); atlas.show({{ this.payload }});"
        "{% endmacro %}"
    )

    def __init__(self, scene: Scene) -> None:
        super().__init__(name="scene", control=False)
        self.payload = to_json(scene)


def build_map(addresses: Addresses, trouble: str) -> folium.Map:
    """Make the base map: no tiles, no outside address, the nation in view.

    Parameters
    ----------
    addresses : Addresses
        Where the frame finds scripts and styles.
    trouble : str
        Words put before the reason when shapes can't be fetched.

    Returns
    -------
    folium.Map
        A new one at each call: streamlit-folium changes the map it is given.
    """
    centre = leaflet((NATION_FIT[0] + NATION_FIT[2]) / 2, (NATION_FIT[1] + NATION_FIT[3]) / 2)
    atlas = folium.Map(location=centre, crs="Simple", tiles=None, zoom_start=-2, zoom_control=False, **MAP_OPTIONS)
    atlas.default_js = [("atlas", addresses.script)]
    atlas.default_css = [("atlas", addresses.style)]
    atlas.add_child(_Mount(atlas.get_name(), base_json(trouble)))
    return atlas
