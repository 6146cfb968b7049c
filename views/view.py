"""What an address shows, computed once: pages and slides take it, and select, count and name nothing themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from charts.base import ChartOptions
from charts.spec import ChartSpec
from data.rows import Row
from geo.scene import Panel, Scene
from views.parts.markup import Markup

_NO_MARKUP: Final = Markup("")


@dataclass(frozen=True, eq=False)
class Plot:
    """A chart that is still to be given its room: a page has another than a slide.

    Attributes
    ----------
    key : str
        Identity of the chart among those of its page.
    draw : callable
        Makes the chart of its options.
    options : ChartOptions
        Of the class that ``draw`` takes; all but the size counts.
    alt : str
        What it shows, in a sentence.
    table : DataFrame
        The same in a table, headings in the reader's language.
    rows : tuple of dict
        The records that it draws.
    still : Plot or None
        The same for a screen that nobody scrolls: with fewer rows, or with its rows side by side. None where it is as good.
    """

    key: str
    draw: Callable[[Any], ChartSpec]
    options: ChartOptions
    alt: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    rows: tuple[Row, ...] = ()
    still: Plot | None = None

    def spec(self, width_px: int, height_px: int, scale: float, **other: Any) -> ChartSpec:
        """Draw it for a room.

        Parameters
        ----------
        **other : object
            Further options that the room asks for.

        Raises
        ------
        ValueError
            If the room is too small for the chart.
        """
        return self.draw(replace(self.options, width_px=width_px, height_px=height_px, scale=scale, **other))


@dataclass(frozen=True)
class View:
    """A page at an address, for one reader.

    Attributes
    ----------
    title : str
        What is shown: the heading of the page, and of the slide.
    finding : str
        The sentence that a viewer takes home: it answers the title, with its number, and is short enough for a headline.
    qualifier : str
        What explains or limits the finding: who reported it, by which rule or of how many it was counted. Said after it,
        and smaller.
    subtitle : str
        How to read what is shown; it stands on the page alone, which can be clicked.
    description : str
        Says the same as the picture, for who does not see it.
    scene : Scene or None
        The map; None where the view has none, or there is nothing to draw.
    panels : tuple of Panel
        Several maps in place of one.
    charts : tuple of Plot
        The first is the one that says the finding.
    leads : tuple of tuple of dict
        The headline figures: both ends of a reported change, or one value, as rows of ``observations``.
    panel : Markup
        What stands beside the picture: the words behind what is chosen, else what one may choose.
    below : Markup
        What stands under the picture.
    table : DataFrame
        Says the same as the picture, headings in the reader's language.
    summary : DataFrame
        The same summed up, where the table has hundreds of rows: what a slide takes along. Without columns where it has not.
    left_out : tuple of str
        Sentences naming what the map could not draw.
    left_out_rows : dict of str to tuple of dict
        By such a sentence, the records that it speaks of.
    incomplete : tuple of str
        Sentences naming of what not everything is recorded, however it is shown.
    chosen : (kind, id) or None
        ``flow`` with a pairing, ``region`` with a region, ``pair`` with two regions.
    pairings : DataFrame
        The rows of ``pairings`` that are shown; without columns where a view is not of pairings.
    chosen_pairings : DataFrame
        Those of them that are chosen: a pair's, a place's with those of what lies in it; all where nothing is.
    observations, cooperation : tuple of dict
        The observations and co-operation figures that are shown, as rows.
    events : DataFrame
        The rows of ``events`` that are shown; without columns where a view shows none.
    delistings : tuple of dict
        The rows of ``delistings`` that are shown.
    remarks : dict of str to str
        By the id of a co-operation figure that is listed, why it is neither drawn nor counted.
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
    subtitle: str = ""
    qualifier: str = ""
    description: str = ""
    scene: Scene | None = None
    panels: tuple[Panel, ...] = ()
    charts: tuple[Plot, ...] = ()
    leads: tuple[tuple[Row, ...], ...] = ()
    panel: Markup = _NO_MARKUP
    below: Markup = _NO_MARKUP
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    summary: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: tuple[str, ...] = ()
    left_out_rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    incomplete: tuple[str, ...] = ()
    chosen: tuple[str, str] | None = None
    pairings: pd.DataFrame = field(default_factory=pd.DataFrame)
    chosen_pairings: pd.DataFrame = field(default_factory=pd.DataFrame)
    observations: tuple[Row, ...] = ()
    cooperation: tuple[Row, ...] = ()
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    delistings: tuple[Row, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    stands_on: tuple[Row, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    points: tuple[str, ...] = ()
    period: str = ""
    basis: str = ""
