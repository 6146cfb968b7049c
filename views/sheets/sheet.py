"""A fact sheet as plain values: what a writer sets on paper, without choosing or counting anything itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from views.slide import Slide


@dataclass(frozen=True)
class Section:
    """A table under a heading.

    Attributes
    ----------
    table : DataFrame
        Texts alone, headings in the reader's language; the last column has the numbers of the footnotes, as ``[1][3]``.
    note : str
        A sentence on what the table leaves out; empty where it is whole.
    """

    title: str
    table: pd.DataFrame
    note: str = ""


@dataclass(frozen=True)
class FactSheet:
    """A place or a pair on one or two pages.

    Attributes
    ----------
    slide : Slide
        Title, finding, map with its names, headline figures, numbered sources, period and basis; its charts are left out.
    where : str
        Kind, whereabouts and pairs of a place; programmes, years and distance of a pair.
    caption : str
        What the map shows, in a few words; empty without a map.
    sections : tuple of Section
        None is empty.
    remarks : tuple of str
        What the map could not draw, and that figures of poverty are not said to come of a pairing.
    """

    slide: Slide
    where: str
    caption: str = ""
    sections: tuple[Section, ...] = ()
    remarks: tuple[str, ...] = field(default=())
