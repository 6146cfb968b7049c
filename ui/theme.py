"""Light and dark: the colours of the palette as custom properties, and the switch.

Streamlit sets its theme when the page loads. The switch is therefore a link that loads the page anew with ``theme=`` in
its address; :mod:`ui.serving.server` passes it on before Streamlit starts.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from look.palette import Palette, Theme, palette
from text.catalogue import Catalogue
from ui import view
from views.params import THEME
from views.parts.markup import element


def current() -> Theme:
    """Return the theme: the URL's, else the browser's, else light.

    Returns
    -------
    {"light", "dark"}
    """
    theme = view.read(THEME) or st.context.theme.type or "light"
    return cast(Theme, theme)


def look() -> Palette:
    """Return the colours of the theme on screen."""
    return palette(current())


def apply() -> None:
    """Put the palette into the page, for the style sheet that its head links."""
    st.html(f"<style>{properties(look())}</style>")


def properties(look: Palette) -> str:
    """Return a rule that sets the colours of a theme as custom properties."""
    colors = {k.replace("_", "-"): v for k, v in asdict(look).items() if isinstance(v, str) and k != "theme"}
    return f":root{{{''.join(f'--{name}:{color};' for name, color in colors.items())}}}"


def switch(t: Catalogue) -> None:
    """Draw the switch between light and dark: a link to the same view in the other theme."""
    other = "light" if current() == "dark" else "dark"
    query = urlencode(dict(st.query_params) | {"theme": other})
    st.html(element("a", t(f"switch.to_{other}"), cls="theme-switch", href=f"?{query}", target="_self"))
