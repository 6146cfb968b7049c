"""Slides and decks as plain values: what a view shows, ready for any writer. Made by ``ui``, which knows the views."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from charts.spec import ChartSpec
from geo.scene import Panel, Scene
from text.dates import format_date
from text.sentences import ENDS

#: What the id of a second slide of a view has behind that of the first.
SECOND: Final = "-2"


@dataclass(frozen=True)
class Footnote:
    """A source of a slide.

    Attributes
    ----------
    number : int
        From 1, in the order of appearance on the slide.
    text : str
        How it is cited: publisher, title, date.
    url : str
        Empty where none is known.
    quotes : tuple of str
        The words that the slide's figures stand on, verbatim.
    tier : str
        One of the five documents, official release, press, copy or unverified page, in the reader's language.
    drawn : bool
        Whether the map or the chart stands on it, and not a line beside it alone.
    flag : str
        What is said behind an unverified page, and behind one of the five documents on a slide that speaks of them.
    brief : str
        How it is cited where there is no room for its title: publisher and date.
    """

    number: int
    source_id: str
    text: str
    url: str = ""
    quotes: tuple[str, ...] = ()
    tier: str = ""
    drawn: bool = False
    flag: str = ""
    brief: str = ""

    @property
    def flagged(self) -> str:
        """How it is cited where no tier stands beside it."""
        return self.text + self.flag

    @property
    def abridged(self) -> str:
        """The same where there is no room for titles."""
        return (self.brief or self.text) + self.flag


_CITED: Final = re.compile(r" ?\[(\d+)\]")


def cited(lines: Iterable[str]) -> set[int]:
    """Return the numbers of the footnotes that some lines cite."""
    return {int(number) for line in lines for number in _CITED.findall(line)}


def uncited(line: str) -> str:
    """Return a line without the numbers of its footnotes, for where these have none."""
    return _CITED.sub("", line).rstrip()


@dataclass(frozen=True)
class Figure:
    """A headline figure: '32% → 15%', its label, its period and basis, and the numbers of its footnotes."""

    value: str
    label: str
    when: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """What a picture of the map or the chart of a slide stands on, where that is less than the slide does.

    Attributes
    ----------
    source_ids : frozenset of str
        Of what it draws, and of what the headline over it says.
    period, basis : str
        What its figures speak of, in words; empty where there are none.
    finding : str or None
        What it shows itself, where it has no mark of what the slide's sentence says; None where it has.
    """

    source_ids: frozenset[str]
    period: str = ""
    basis: str = ""
    finding: str | None = None


@dataclass(frozen=True)
class Chart:
    """A chart with its words.

    Attributes
    ----------
    spec : ChartSpec
        For wide screens.
    alt : str
        What it shows, in a sentence.
    table : DataFrame
        The same in a table, headings in the reader's language.
    tall : ChartSpec or None
        The same for the screen of an old projector, whose type is larger for the same width: laid out anew for less width.
    alone : callable or None
        Draws the same for a picture that it fills, of a width and height in units of a slide; None where ``spec`` is made
        to fit. Raises ValueError where nothing would be left for what it plots.
    provenance : Provenance or None
        None where it stands on what the slide does.
    """

    spec: ChartSpec
    alt: str
    table: pd.DataFrame
    tall: ChartSpec | None = None
    alone: Callable[[int, int], ChartSpec] | None = field(default=None, compare=False, repr=False)
    provenance: Provenance | None = None

    def laid_out(self, width: int, height: int) -> Chart:
        """Return the same for a room, as far as that is enough: nothing is left to draw, and a process can be sent it."""
        spec = self.spec
        if self.alone:
            with suppress(ValueError):
                spec = self.alone(width, height)
        return replace(self, spec=spec, tall=None, alone=None)


@dataclass(frozen=True)
class Build:
    """A step within a slide: the flows that come with it, and the line that names it."""

    text: str
    flow_ids: tuple[str, ...]


@dataclass(frozen=True)
class Slide:
    """One view, as it is shown, exported and printed.

    Attributes
    ----------
    slide_id : str
        Unique in its deck; letters, digits, hyphens.
    title, sentence : str
        What stands over the slide; the sentence says what is to be seen.
    finding : str
        How the sentence begins, set before what qualifies it; empty where nothing in it comes before the rest.
    notes : str
        For the speaker.
    link : str
        The view's address below the atlas, such as ``pairings?pair=p-201612-16``.
    scene : Scene or None
        The map.
    panels : tuple of Panel
        Several maps in its place; then ``scene`` is None.
    names : dict of str to (name, x_km, y_km)
        Names of regions and where they stand, in the reader's language.
    points : tuple of str
        Lines of text, such as targets, open questions or events with their dates.
    further : tuple of str
        Lines for which a slide has no room beside a map and a chart; a page that is scrolled shows them too.
    rest : tuple of str
        Points that find no room: a second slide has them, see :func:`views.slides.room.with_rest`.
    chapter : str
        Name of the part of the deck that begins with this slide, or that it belongs to.
    hidden : bool
        Whether the show passes it over; it can still be called up by its number.
    kind : str
        ``"cover"`` or ``"closing"`` of a deck's two ends, whose points are lines without marks; empty for a view.
    builds : tuple of Build
        Steps within the slide, which opens finished: the flows of the map that come with each.
    table : DataFrame
        What the map says, in a table, headings in the reader's language.
    facts : DataFrame
        The records behind the slide: id, what, region, value, unit, period, basis, quote, source; headings translated.
    period, basis : str
        What the figures speak of, in words; empty where there are none.
    provenance : Provenance or None
        Of its map; None where it stands on what the slide does.
    own : str
        That figures of one's own are shown, and whose: it stands on the slide's face, however little room there is. Empty
        where there are none.
    apart : bool
        Whether its charts say something else than its sentence: among slides they have one of their own, see
        :func:`views.slides.room.with_rest`.
    beside : tuple of str
        What a picture of the map has at its side, where other slides say it; empty where it is the points.
    listed : Scene or None
        The map as it stands beside the points, where these list all that it names; None where they do not.
    """

    slide_id: str
    title: str
    sentence: str = ""
    notes: str = ""
    link: str = ""
    scene: Scene | None = None
    names: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    figures: tuple[Figure, ...] = ()
    points: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    chapter: str = ""
    hidden: bool = False
    kind: str = ""
    panels: tuple[Panel, ...] = ()
    builds: tuple[Build, ...] = ()
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    facts: pd.DataFrame = field(default_factory=pd.DataFrame)
    footnotes: tuple[Footnote, ...] = ()
    period: str = ""
    basis: str = ""
    provenance: Provenance | None = None
    own: str = ""
    finding: str = ""
    apart: bool = False
    beside: tuple[str, ...] = ()
    listed: Scene | None = None

    def led(self, text: str) -> tuple[str, str]:
        """Part the sentence, whole or shortened, where its finding ends."""
        if not self.finding or not text.startswith(self.finding):
            return (text, "") if self.finding else ("", text)
        end = len(self.finding)
        end += text[end : end + 1] in ENDS
        return text[:end], text[end:]

    @property
    def on_face(self) -> tuple[Footnote, ...]:
        """The sources of what one sees: of map and chart, of figures and points; all where no source is of one of these."""
        return self.sources_with(self.points)

    def sources_with(self, lines: Iterable[str]) -> tuple[Footnote, ...]:
        """Return the sources of map and chart, of figures and of some lines; all where no source is of one of these."""
        numbers = cited(lines).union(*(figure.notes for figure in self.figures))
        return tuple(note for note in self.footnotes if note.drawn or note.number in numbers) or self.footnotes

    @property
    def scene_beside(self) -> Scene | None:
        """The map where the points stand beside it."""
        return self.listed or self.scene

    def goes_on(self, first: Slide) -> bool:
        """Whether it is the second slide of a view, with what had no room on the first."""
        return self.link == first.link and self.slide_id == f"{first.slide_id}{SECOND}"

    @property
    def even(self) -> bool:
        """Whether the body is shared evenly: a map and a chart are read together."""
        return self.mapped and bool(self.charts)

    @property
    def mapped(self) -> bool:
        """Whether it has a map, or several."""
        return self.scene is not None or bool(self.panels)

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Its map, or its maps."""
        return tuple(panel.scene for panel in self.panels) or ((self.scene,) if self.scene else ())


@dataclass(frozen=True)
class Show:
    """A deck ready to be shown or exported.

    Attributes
    ----------
    boundaries : str
        Source, version, projection and approval number of the boundaries.
    created : str
        Date of the export, ISO 8601; given, never taken from the clock here, so that two exports can be the same.
    """

    title: str
    lang: str
    theme: str
    slides: tuple[Slide, ...]
    boundaries: str
    data_version: str
    created: str

    @property
    def created_text(self) -> str:
        """The date of the export as the reader writes it: a date with hyphens is broken at them."""
        return format_date(self.created, self.lang)

    def boundaries_unsaid(self, slide: Slide) -> str:
        """Return what a slide has to say of the boundaries beside its map: nothing where it has none.

        A map says itself where its boundaries come from; said twice it would only push the rest out of the line.
        """
        has_credit = any(scene.text.get("credit") == self.boundaries for scene in slide.scenes)
        return self.boundaries if slide.mapped and not has_credit else ""
