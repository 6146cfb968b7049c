"""Several small maps on a page, each a still picture: quick to draw, quick to read, and a click leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final
from urllib.parse import quote

import streamlit as st

from data.load import Facts
from geo.scene import Panel
from geo.shapes.geometry import Geometry
from geo.still.picture import Picture
from geo.still.sheet import legend_picture, small_map
from geo.still.svg.picture import to_svg
from ui.shared.window import Window, window
from views import loaders
from views.book import Book
from views.declared import Address
from views.loaders import Shapes
from views.memo import memoized
from views.parts.map_names import names_on
from views.parts.markup import Markup, as_plain, element
from views.view import View

#: px: a map is drawn for the width it has on the page, in steps, so that few widths are held.
_STEP: Final = 40
#: px: no map is drawn for less.
_LEAST: Final = 260
#: px between two columns, as the style sheet sets it.
_GAP: Final = 17.6
#: Height of a map by its width, for two maps and for many: nine of them should be seen at once on a laptop.
_ASPECTS: Final = (0.78, 0.72)
#: Smallest type in px in a usual window; :attr:`Window.scale` makes it larger on a wall.
_SMALLEST: Final = 12.0
#: px from which a grid of maps has so many columns, as the style sheet sets them.
_COLUMNS: Final = ((1200, 5), (1000, 3), (600, 2), (0, 1))
#: px from which two maps stand beside one another.
_TWO_BESIDE: Final = 1000

#: What an address of a picture may hold as it is, besides letters and digits.
_PLAIN: Final = " /:=;,'()!*@$&+?[]{}|^~`"

Names = Mapping[str, tuple[str, float, float]]


@dataclass(frozen=True)
class SmallMaps:
    """The small maps of a view as pictures.

    Attributes
    ----------
    pictures : sequence of Markup
        A picture a panel; where one leads to its helper, as a link.
    foot : Markup
        The one legend and the one credit of all.
    key : str
        Of the grid they stand in.
    """

    pictures: Sequence[Markup]
    foot: Markup
    key: str


def small_maps(
    shown: View, at: Address, facts: Facts, shapes: Shapes, book: Book, now: Window, target: str = "_self"
) -> SmallMaps | None:
    """Draw the small maps of a view for a window.

    Parameters
    ----------
    target : str
        Where a link of a picture opens.

    Returns
    -------
    SmallMaps or None
        None where there is nothing to draw, or no shapes to draw it with.
    """
    panels = shown.panels
    geometry = loaders.geometry(shapes) if panels else None
    if geometry is None:
        return None
    names = names_on(panels[0].scene, facts, shapes, book)
    (width, whole), smallest = _widths(now, len(panels)), _SMALLEST * now.scale
    on = tuple(at[name] for name in ("fill", "series", "when", "compare"))
    drawn = memoized(
        "panels",
        lambda: _drawn(panels, names, geometry, width, whole, smallest),
        facts,
        shapes,
        book,
        on,
        width,
        whole,
        smallest,
    )
    pictures = drawn[: len(panels)]
    if leads_on(at):
        # The picture leads where its title does; from the keyboard the title is enough.
        pictures = [
            element("a", picture, href=book.href("overview", region=panel.region_id), target=target, tabindex="-1")
            for picture, panel in zip(pictures, panels, strict=True)
        ]
    foot = element("p", panels[0].scene.text.get("credit", ""), cls="left-out")
    key = "panels-few" if len(panels) < 3 else "panels-many"
    return SmallMaps(pictures, element("div", *drawn[len(panels) :], foot, cls="panels-foot"), key)


def leads_on(at: Address) -> bool:
    """Whether each small map leads to its helper; a year beside another leads nowhere."""
    return at["fill"] == "nine"


def show_panels(
    shown: View, at: Address, facts: Facts, shapes: Shapes, book: Book, choose: Callable[[str, str], None]
) -> None:
    """Draw the small maps of a view in a grid, with one legend and one credit below.

    Parameters
    ----------
    choose : callable
        Called with ``helper`` and the region of a map that is clicked, where each is a helper's.
    """
    t, drawn = book.t, small_maps(shown, at, facts, shapes, book, window())
    if drawn is None:
        st.html(element("p", t("map.trouble") if shown.panels else t("nine.none"), cls="panel-nothing"))
        return
    with st.container(key=drawn.key):
        for n, (panel, picture) in enumerate(zip(shown.panels, drawn.pictures, strict=True)):
            with st.container(key=f"panel-map-{n}"):
                if leads_on(at):
                    st.button(
                        as_plain(panel.title),
                        key=f"panel-{n}",
                        on_click=choose,
                        args=("helper", panel.region_id),
                        type="tertiary",
                    )
                else:
                    st.html(element("h2", panel.title, cls="panel-title"))
                st.html(picture)
                if panel.text:
                    st.html(element("p", panel.text, cls="panel-note"))
    st.html(drawn.foot)


def _widths(now: Window, n: int) -> tuple[int, int]:
    """The widths that a map and its legend have, in px; two stand beside the list, many have the page."""
    if n < 3:
        beside = now.wide(0.7)
        return _stepped(beside / 2 if now.width_px >= _TWO_BESIDE else beside), _stepped(beside)
    columns = next(columns for least, columns in _COLUMNS if now.width_px >= least)
    return _stepped((now.wide() + _GAP) / columns - _GAP), _stepped(now.wide())


def _stepped(width: float) -> int:
    return max(_LEAST, ceil(width / _STEP) * _STEP - _STEP // 2)


def _drawn(
    panels: Sequence[Panel], names: Names, geometry: Geometry, width: int, whole: int, smallest: float
) -> list[Markup]:
    """The maps as pictures, then the legend where there is one."""
    high = round(width * _ASPECTS[len(panels) > 2])
    pictures = [small_map(panel, geometry, names, width, high, smallest) for panel in panels]
    made = [
        _image(picture, panel.scene.text.get("alt", ""), "panel-picture")
        for picture, panel in zip(pictures, panels, strict=True)
    ]
    legend = legend_picture(panels[0].scene, whole, smallest) if panels else None
    words = " · ".join(item.text for item in panels[0].scene.legend.items) if panels else ""
    return [*made, *([_image(legend, words, "panel-legend")] if legend else [])]


def _image(picture: Picture, alt: str, kind: str) -> Markup:
    # As text, which is packed a third smaller on its way than in base64.
    code = quote(to_svg(picture, title=alt), safe=_PLAIN)
    wide = str(round(picture.width)) if kind == "panel-legend" else ""
    return element("img", src=f"data:image/svg+xml,{code}", alt=alt, cls=kind, width=wide)
