"""What Streamlit's elements look like before Streamlit is there: the same boxes, under the same names.

Rows, columns and switches carry the class names of Streamlit 1.67, so that the pages' own style sheet lays both out;
``ui/client/first.css`` says what Streamlit's code would say of them. The hand-over to the living page is measured by
``tests/browser/serving/test_first_picture.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from views.params import Param
from views.parts.markup import Markup, element, join

#: Where a map is drawn.
MAP: Final = element("div", element("div", id="map_div"), cls="first-map")


def block(*children: str, key: str = "", cls: str = "") -> Markup:
    """Return a container: boxes below one another."""
    inner = join(*(child for child in children if child))
    names = " ".join(filter(None, ("stVerticalBlock", f"st-key-{key}" if key else "", cls)))
    return element("div", inner, cls=names, data_testid="stVerticalBlock")


def html(*children: str) -> Markup:
    """Return HTML as ``st.html`` puts it on a page."""
    return element("div", element("div", join(*children), cls="stHtml"), cls="stElementContainer")


def columns(shares: Sequence[float], *children: str, center: bool = False) -> Markup:
    """Return columns beside one another; children as many as shares."""
    whole = sum(shares)
    boxes = (
        element(
            "div",
            block(child, cls="first-middle" if center else ""),
            cls="stColumn",
            style=f"--share:calc({share / whole:.4%} - 1rem)",
        )
        for share, child in zip(shares, children, strict=True)
    )
    return element("div", join(*boxes), cls="stHorizontalBlock")


def switch(param: Param, names: Mapping[str, str], chosen: str, origin: Origin, clears: Iterable[Param] = ()) -> Markup:
    """Return a row of choices, each of which leads to the view that it stands for."""
    options = (
        element(
            "button",
            name,
            type="button",
            cls="first-chosen" if value == chosen else "",
            data_href=""
            if value == chosen
            else origin.otherwise({param: value} | {other: other.default for other in clears}),
        )
        for value, name in names.items()
    )
    row = element("div", join(*options), cls="first-options")
    return element("div", element("div", row, cls="stButtonGroup"), cls="stElementContainer")


def search(words: str) -> Markup:
    """Return the box that looks for places; what is typed in it goes to the one that follows."""
    box = element("input", cls="place-search-input", type="text", placeholder=words, aria_label=words, autocomplete="off")
    return element("div", element("div", box, cls="place-search"), cls="stElementContainer")


def select(label: str, value: str, param: Param) -> Markup:
    """Return a box to choose from, with what is chosen."""
    inner = join(element("span", value), element("i", cls="first-caret"))
    box = element("div", inner, cls="first-select", data_press=f".st-key-w_{param.name} button")
    words = element("label", element("p", label), cls="first-label")
    return element("div", words, box, cls="stElementContainer stSelectbox")


class Origin:
    """The address of a picture: where its links lead from.

    Parameters
    ----------
    page : str
        Name of the page.
    address : str
        Its path within the atlas.
    query : mapping of str to str
        Of its address.
    """

    def __init__(self, page: str, address: str, query: Mapping[str, str]) -> None:
        self.page, self.address, self.query = page, address, dict(query)

    def otherwise(self, values: Mapping[Param, str]) -> str:
        """Return the address of the same page where some parameters are others."""
        names = {param.name for param in values}
        query = {name: value for name, value in self.query.items() if name not in names}
        query |= {param.name: value for param, value in values.items() if value != param.default}
        return f"./{self.address}?{urlencode(query)}" if query else f"./{self.address}"
