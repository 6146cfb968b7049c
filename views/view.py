"""What an address shows, computed once: pages and slides take it, and select, count and name nothing themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from data.rows import Row
from geo.scene import Panel, Scene
from views.parts.markup import Markup

_NO_MARKUP: Final = Markup("")


@dataclass(frozen=True)
class View:
    """A page at an address, for one reader.

    Attributes
    ----------
    title : str
        What is shown: the heading of the page, and of the slide.
    finding : str
        The sentence that a viewer takes home.
    description : str
        Says the same as the picture, for who does not see it.
    scene : Scene or None
        The map; None where the view has none, or there is nothing to draw.
    panels : tuple of Panel
        Several maps in place of one.
    panel : Markup
        What stands beside the picture: the words behind what is chosen, else what one may choose.
    table : DataFrame
        Says the same as the picture, headings in the reader's language.
    left_out : tuple of str
        Sentences naming what the map could not draw.
    incomplete : tuple of str
        Sentences naming of what not everything is recorded, however it is shown.
    chosen : (kind, id) or None
        ``flow`` with a pairing, ``region`` with a region.
    pairings : DataFrame
        The rows of ``pairings`` that are shown; without columns where a view is not of pairings.
    meant : DataFrame
        Those of them that are chosen: a pair's, a place's with those of what lies in it; all where nothing is.
    observations : tuple of dict
        The observations that are shown, as rows.
    figures : tuple of dict
        The co-operation figures that are shown, as rows.
    stands_on : tuple of dict
        What else has words of a source that the view stands on, such as a rule or an arrangement: ``quote, source_id``.
    counts : tuple of (label, n)
        What is counted, in the order in which it is said.
    points : tuple of str
        Lines that name what is counted.
    period, basis : str
        What the figures speak of, in words; empty where there are none.
    """

    title: str
    finding: str
    description: str = ""
    scene: Scene | None = None
    panels: tuple[Panel, ...] = ()
    panel: Markup = _NO_MARKUP
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    chosen: tuple[str, str] | None = None
    pairings: pd.DataFrame = field(default_factory=pd.DataFrame)
    meant: pd.DataFrame = field(default_factory=pd.DataFrame)
    observations: tuple[Row, ...] = ()
    figures: tuple[Row, ...] = ()
    stands_on: tuple[Row, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    points: tuple[str, ...] = ()
    period: str = ""
    basis: str = ""
