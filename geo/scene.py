"""The scene: everything a map shows, as plain values. The one thing that crosses to the browser at an update."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from data.places.lineage import Hierarchy
from geo.still.picture import Rings
from look.palette import Palette

#: Ranks of names, in the browser too (``geo/client/drawing/labels.js``): up to these what is chosen, what the headline
#: names, and partners of what is chosen go before all others; from there on names stand only where there is room.
CHOSEN_RANK: Final = 1
NAMED_RANK: Final = 2
FOREMOST: Final = 5
FIRST_QUIET: Final = 90


@dataclass(frozen=True)
class FillClass:
    """A colour with a meaning.

    Attributes
    ----------
    color : str
        CSS colour; the ground of the hatch where there is one.
    text : str
        Its words in the legend.
    hatch : str
        Colour of hatch lines; empty for a plain fill.
    """

    color: str
    text: str
    hatch: str = ""


@dataclass(frozen=True)
class Area:
    """What carries one value together: prefectures, such as 南疆四地州, or an outline of one's own.

    Attributes
    ----------
    members : tuple of str
        Prefecture codes; none of what has an outline.
    index : int or None
        Index of the fill class; None for an outline that is not filled.
    rings : tuple of tuple of (x, y)
        Its own outline in kilometres, by the even-odd rule, drawn over the recorded shapes; empty for prefectures.
    """

    area_id: str
    members: tuple[str, ...]
    index: int | None
    rings: Rings = ()


@dataclass(frozen=True)
class Fill:
    """Region fills of a map.

    Attributes
    ----------
    provinces, prefectures : dict of str to int
        Region code to index into ``classes``. Levels have their own namespace: 110000 is in both.
    rest : int or None
        Class of provinces without an entry; None leaves them as land.
    counties : dict of str to int
        The same of counties, over all others. They are drawn where the scene draws the counties they are among.
    """

    classes: tuple[FillClass, ...]
    provinces: dict[str, int] = field(default_factory=dict)
    prefectures: dict[str, int] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    rest: int | None = None
    counties: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rim:
    """An outline around counties taken together, such as those of 三区三州.

    Attributes
    ----------
    members : tuple of str
        County codes; those without a shape are left out.
    """

    members: tuple[str, ...]


@dataclass(frozen=True)
class FlowLine:
    """One drawn flow.

    Attributes
    ----------
    points : tuple of float
        x0, y0, cx, cy, x1, y1 in kilometres.
    enter : float
        Where along the curve, from 0 to 1, its recipient's polygon begins: there the arrowhead stands.
    color : str
        CSS colour; empty for the helper → recipient ramp.
    dash : tuple of int
        Dash pattern in pixels; empty for a plain line.
    width : float
        Pixels before growing with the map; 0 for the usual width.
    measured : bool
        Whether the width stands for an amount: then it is the same whatever is chosen. Else it says nothing of one.
    context : bool
        One of many whose names say as much: thin and pale until it, or one of its ends, is meant.
    """

    flow_id: str
    helper_id: str
    recipient_id: str
    points: tuple[float, ...]
    color: str = ""
    dash: tuple[int, ...] = ()
    width: float = 0.0
    measured: bool = False
    enter: float = 1.0
    context: bool = False


@dataclass(frozen=True)
class Label:
    """A name to put on the map.

    Attributes
    ----------
    region_id : str
        Of a flow for what is written beside its line, which has ``name`` and ``at``.
    rank : int
        Lower goes first when room is short.
    style : str
        ``province``, ``prefecture``, ``value`` or ``quiet``.
    text : str
        A second line, such as a value with its date.
    name : str
        Name where the browser's own list of names has none (areas).
    at : tuple of float
        Place in kilometres where the browser's own list has none.
    """

    region_id: str
    rank: int
    style: str
    text: str = ""
    name: str = ""
    at: tuple[float, ...] = ()


@dataclass(frozen=True)
class LegendItem:
    """A line of the legend: ``kind`` is fill, hatch, flow, rim, or width, whose ``width`` is that of a flow's line."""

    kind: str
    text: str
    color: str = ""
    hatch: str = ""
    dash: str = ""
    width: float = 0.0


@dataclass(frozen=True)
class Legend:
    """Title, items and notes of the legend."""

    title: str
    items: tuple[LegendItem, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frames:
    """Values by year, for stepping and playing in the browser.

    Attributes
    ----------
    years : tuple of int
        The steps, in order; years in which nothing is reported may be among them.
    values : dict of str to dict of int to (int, str)
        Region id to year to index of the fill class and text of the value; only reported years.
    areas : dict of str to (Area, name, at)
        Areas among the regions, without a class: prefectures or outline, name, label point.
    year : int
        The year shown first.
    within : int
        A report stands for its own year and up to this many later ones; 0 for its own alone.
    others : dict of str to tuple of str
        Region id to what is reported of it on other bases, said in words where the year has no value of it.
    ahead : int or None
        Of counties that leave something behind in a year: class of those that have not yet. With it each year's report
        stands for all later ones, names stay as they are, and the reader is not asked how far a report may reach.
    """

    years: tuple[int, ...]
    values: dict[str, dict[int, tuple[int, str]]]
    areas: dict[str, tuple[Area, str, tuple[float, ...]]]
    year: int
    within: int = 0
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ahead: int | None = None


@dataclass(frozen=True)
class Scene:
    """Everything a map shows.

    Attributes
    ----------
    text : dict of str to str
        Words of the map's own controls and cards: ``zoom_in, zoom_out, home, inset, alt, credit, pair, helps,
        helped_by, comma, click, keys``.
    tips : dict of str to list of str
        Region id to further lines of its card. Its name, whom it helps and who helps it the browser says itself.
    chosen : tuple of (kind, id) or None
    view_id : str
        Name of the viewport; the browser moves only when it changes.
    view_fit : tuple of float
        xmin, ymin, xmax, ymax in kilometres; empty keeps the viewport.
    framed : tuple of str
        Regions with an outline of their own, such as the two of a pair.
    counties_of : str
        Province whose counties are drawn, or the nation, whose counties are named in close views alone; empty for none.
    rims : tuple of Rim
        Drawn over the borders, where the counties they are around are drawn.
    scale : float
        Factor on type and line widths.
    frames : Frames or None
        Values by year; with them the browser fills regions and writes labels itself.
    ends : dict of str to str
        Full names of counties at which lines end: the browser's own list has none of them.
    hierarchy : Hierarchy
        What a chosen region stands for. No update carries it: the browser has it from ``names.json``.
    has_list : bool
        Whether names stand on or near their places or not at all, on a still map beside a list of them or where their
        colour says all. A living map ties them from afar.
    """

    lang: str
    look: Palette
    text: dict[str, str]
    fill: Fill
    legend: Legend
    flows: tuple[FlowLine, ...] = ()
    labels: tuple[Label, ...] = ()
    tips: dict[str, list[str]] = field(default_factory=dict)
    chosen: tuple[str, str] | None = None
    view_id: str = "nation"
    view_fit: tuple[float, ...] = ()
    framed: tuple[str, ...] = ()
    counties_of: str = ""
    rims: tuple[Rim, ...] = ()
    scale: float = 1.0
    frames: Frames | None = None
    ends: dict[str, str] = field(default_factory=dict)
    hierarchy: Hierarchy = field(default_factory=Hierarchy)
    has_list: bool = False

    def with_choice(self, kind: str, chosen_id: str) -> Scene:
        """Return the scene with a region or flow chosen; an empty id chooses nothing.

        Parameters
        ----------
        kind : str
            ``region`` or ``flow``.
        """
        return replace(self, chosen=(kind, chosen_id) if chosen_id else None)


@dataclass(frozen=True)
class Panel:
    """One of several maps that stand side by side and share look, classes, legend and credit: those of the first.

    Attributes
    ----------
    said : str
        What tells it from the others before what its cards say; empty where nothing need be said.
    text : str
        Whom or what it shows, in a line or more under its title.
    region_id : str
        What it is about; empty for the whole country.
    """

    title: str
    scene: Scene
    said: str = ""
    text: str = ""
    region_id: str = ""
