"""The map on a page: streamlit-folium with a constant base, an update that carries the scene, a click that comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st
from streamlit_folium import st_folium

from geo.client.folium_map import SceneUpdate, build_map
from geo.scene import Scene
from text.catalogue import Catalogue
from ui.serving import files
from ui.serving.patches import for_streamlit_folium
from views.memo import Memo, Same

_HANDLED: Final = "map_handled"
#: Height before the style sheet takes over; only a browser without it sees this.
_HEIGHT: Final = 560
#: What goes to maps: of one scene the same for all readers.
_SENT: Final = Memo(256)


def show_map(scene: Scene, key: str, t: Catalogue, on_choose: Callable[[str, str], None]) -> None:
    """Draw the map, or update the one that is there.

    Parameters
    ----------
    scene : Scene
        What it shows.
    key : str
        Identity of the map on its page; one key, one map that stays.
    on_choose : callable
        Called with kind (``region``, ``flow`` or empty) and id before the page runs again after a click.
    """
    addresses, trouble = files.addresses(), t("map.trouble")

    def draw(on_change: Callable[[], None] | None = None) -> None:
        st_folium(
            build_map(addresses, trouble),
            key=key,
            height=_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=SceneUpdate(scene),
            on_change=on_change,
        )

    sent = _SENT.get((Same(scene), key, addresses, trouble), lambda: for_streamlit_folium.sent_by(draw))

    def clicked() -> None:
        value: Any = st.session_state.get(sent["key"] if sent else key)
        if not isinstance(value, dict) or value.get("n") in (None, st.session_state.get(_HANDLED)):
            return
        st.session_state[_HANDLED] = value["n"]
        on_choose(str(value.get("kind", "")), str(value.get("id", "")))

    with st.container(key=f"map-{key}"):
        if sent:
            for_streamlit_folium.send(sent, clicked)
        else:
            draw(clicked)
