"""Who looks: the language and theme of a view, and what every link keeps."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from look.palette import Palette, Theme, palette


@dataclass(frozen=True)
class Reader:
    """A reader's choices; what is made for one reader is made for all who chose the same.

    Attributes
    ----------
    carried : tuple of (str, str)
        Parameters that links keep from page to page, with their values.
    """

    lang: str = "zh"
    theme: Theme = "light"
    carried: tuple[tuple[str, str], ...] = ()

    @property
    def look(self) -> Palette:
        """The colours of the theme."""
        return palette(self.theme)

    def href(self, page: str, **query: str) -> str:
        """Return the address of a page, relative to any page of the atlas.

        Parameters
        ----------
        page : str
            Name of the page; empty for the landing page.
        **query : str
            Parameters of the view.
        """
        text = urlencode(dict(self.carried) | query)
        return f"./{page}?{text}" if text else f"./{page}"
