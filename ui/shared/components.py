"""The atlas's own elements of a page, whose scripts Streamlit serves as files.

A script given as text would have to be turned into one by the browser (``blob:``), which the content security policy does
not allow. Streamlit knows such files only of installed packages; the atlas is none, and says by itself what a package
would say in its manifest (written for streamlit 1.67).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from ui.client import CLIENT_DIR

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_PACKAGE, _FOLDER = "atlas", "elements"
#: Name of an element to whether its styles are kept apart from the page's.
_ELEMENTS: Final = {"store": True, "search": False, "window": True}


def element_of(name: str) -> ComponentRenderer:
    """Return what draws one of the elements; its script is ``ui/client/elements/<name>.js``.

    Parameters
    ----------
    name : {"store", "search", "window"}

    Returns
    -------
    callable
        As :func:`streamlit.components.v2.component` gives it.
    """
    manager: Any = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_PACKAGE}.{name}") is None:
        manifest = ComponentManifest(_PACKAGE, "1", [ComponentConfig(name, _FOLDER) for name in _ELEMENTS])
        manager.register_from_manifest(manifest, CLIENT_DIR)
    return _renderer(name)


@cache
def _renderer(name: str) -> ComponentRenderer:
    return st.components.v2.component(f"{_PACKAGE}.{name}", js=f"{name}.js", isolate_styles=_ELEMENTS[name])
