"""The pages of the atlas, said once: what serves, publishes and tests them asks here which there are and what each has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class PageFile:
    """A page.

    Attributes
    ----------
    name : str
        Of its file in ``pages/``, of its view, and of its message ``page.<name>``.
    icon : str
        As Streamlit names it.
    has_map : bool
        Whether it opens with a map, whose files are then asked for early.
    has_charts : bool
        Whether it lays out charts for the reader's window.
    """

    name: str
    icon: str
    has_map: bool = False
    has_charts: bool = False

    @property
    def address(self) -> str:
        """Its path within the atlas: that of the first page is empty."""
        return "" if self is PAGES[0] else self.name


#: In the order of the head; the first is the landing page.
PAGES: Final = (
    PageFile("overview", ":material/map:", has_map=True),
    PageFile("pairings", ":material/compare_arrows:", has_map=True, has_charts=True),
    PageFile("trends", ":material/show_chart:", has_charts=True),
    PageFile("region", ":material/location_on:", has_map=True, has_charts=True),
    PageFile("cooperation", ":material/handshake:", has_charts=True),
    PageFile("present", ":material/slideshow:"),
    PageFile("sources", ":material/format_quote:", has_charts=True),
)
