"""The scene: everything a map shows, as plain values. The one thing that crosses to the browser at an update."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from data.places.lineage import Hierarchy
from look.palette import Palette

#: Characters that mean something to HTML, to a template literal, or to the templates a script passes through on its way.
_ESCAPED: Final = {c: f"\\u{ord(c):04x}" for c in "<>&'`$\u2028\u2029"}


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
    """Prefectures that carry one value together, such as 南疆四地州.

    Attributes
    ----------
    members : tuple of str
        Prefecture codes.
    index : int
        Index of the fill class.
    """

    area_id: str
    members: tuple[str, ...]
    index: int


@dataclass(frozen=True)
class Fill:
    """Region fills of a map.

    Attributes
    ----------
    provinces, prefectures : dict of str to int
        Region code to index into ``classes``. Levels have their own namespace: 110000 is in both.
    counties : dict of str to int
        The same of counties of the province whose counties are drawn; they lie over their prefecture.
    rest : int or None
        Class of provinces without an entry; None leaves them as land.
    """

    classes: tuple[FillClass, ...]
    provinces: dict[str, int] = field(default_factory=dict)
    prefectures: dict[str, int] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    rest: int | None = None
    counties: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FlowLine:
    """One drawn flow.

    Attributes
    ----------
    points : tuple of float
        x0, y0, cx, cy, x1, y1 in kilometres.
    color : str
        CSS colour; empty for the helper → recipient ramp.
    dash : tuple of int
        Dash pattern in pixels; empty for a plain line.
    width : float
        Pixels before growing with the map; 0 for the usual width. Says nothing of an amount.
    """

    flow_id: str
    helper_id: str
    recipient_id: str
    points: tuple[float, ...]
    color: str = ""
    dash: tuple[int, ...] = ()
    width: float = 0.0


@dataclass(frozen=True)
class Label:
    """A name to put on the map.

    Attributes
    ----------
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
    """A line of the legend: ``kind`` is fill, hatch or flow."""

    kind: str
    text: str
    color: str = ""
    hatch: str = ""
    dash: str = ""


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
    areas : dict of str to (members, name, at)
        Areas among the regions: prefectures, name, label point.
    year : int
        The year shown first.
    within : int
        A report stands for its own year and up to this many later ones; 0 for its own alone.
    others : dict of str to tuple of str
        Region id to what is reported of it on other bases, said in words where the year has no value of it.
    """

    years: tuple[int, ...]
    values: dict[str, dict[int, tuple[int, str]]]
    areas: dict[str, tuple[tuple[str, ...], str, tuple[float, ...]]]
    year: int
    within: int = 0
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """Everything a map shows.

    Attributes
    ----------
    text : dict of str to str
        Words of the map's own controls and cards: ``zoom_in, zoom_out, home, inset, alt, credit, pair, helps,
        helped_by, comma, click``.
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
        Province whose counties are drawn; empty for none.
    scale : float
        Factor on type and line widths.
    frames : Frames or None
        Values by year; with them the browser fills regions and writes labels itself.
    ends : dict of str to str
        Full names of counties at which lines end: the browser's own list has none of them.
    hierarchy : Hierarchy
        What a chosen region stands for. No update carries it: the browser has it from ``names.json``.
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
    scale: float = 1.0
    frames: Frames | None = None
    ends: dict[str, str] = field(default_factory=dict)
    hierarchy: Hierarchy = field(default_factory=Hierarchy)

    def with_choice(self, kind: str, chosen_id: str) -> Scene:
        """Return the scene with a region or flow chosen; an empty id chooses nothing.

        Parameters
        ----------
        kind : str
            ``region`` or ``flow``.
        """
        return replace(self, chosen=(kind, chosen_id) if chosen_id else None)


def to_json(scene: Scene) -> str:
    """Write a scene as JSON that is safe inside a script element, an ``eval`` and a template.

    Returns
    -------
    str
        Holds no character of :data:`_ESCAPED` as such; short keys, kilometres with one decimal.
    """
    text = json.dumps(_payload(scene), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(_ESCAPED.get(c, c) for c in text)


def _payload(scene: Scene) -> dict[str, Any]:
    look = asdict(scene.look)
    colors = {_camel(k): v for k, v in look.items() if isinstance(v, str) and k != "theme"}
    return {
        "lang": scene.lang,
        "look": colors,
        "text": scene.text,
        "fill": _fill(scene.fill),
        "flows": [_flow(flow) for flow in scene.flows],
        "labels": _labels(scene.labels),
        "legend": {
            "title": scene.legend.title,
            "items": [_short(asdict(item)) for item in scene.legend.items],
            "notes": list(scene.legend.notes),
        },
        "tips": scene.tips,
        "chosen": {"kind": scene.chosen[0], "id": scene.chosen[1]} if scene.chosen else None,
        "view": {"id": scene.view_id, "fit": list(scene.view_fit) or None},
        "framed": list(scene.framed),
        "ends": scene.ends,
        "countiesOf": scene.counties_of,
        "countyLabels": bool(scene.counties_of),
        "scale": scene.scale,
        "frames": _frames(scene.frames) if scene.frames else None,
    }


def _frames(frames: Frames) -> dict[str, Any]:
    return {
        "years": list(frames.years),
        "year": frames.year,
        "within": frames.within,
        "others": {i: list(lines) for i, lines in frames.others.items()},
        "values": {i: {str(y): list(v) for y, v in sorted(years.items())} for i, years in frames.values.items()},
        "areas": {
            i: {"members": list(members), "name": name, "at": [round(v, 1) for v in at]}
            for i, (members, name, at) in frames.areas.items()
        },
    }


def _fill(fill: Fill) -> dict[str, Any]:
    return {
        "classes": [_short({"color": c.color, "hatch": c.hatch}) for c in fill.classes],
        "provinces": fill.provinces,
        "prefectures": fill.prefectures,
        "areas": [{"id": a.area_id, "members": list(a.members), "class": a.index} for a in fill.areas],
        "rest": fill.rest,
    } | ({"counties": fill.counties} if fill.counties else {})


def _flow(flow: FlowLine) -> dict[str, Any]:
    points = [round(p, 1) for p in flow.points]
    values = {"id": flow.flow_id, "h": flow.helper_id, "r": flow.recipient_id, "p": points}
    return values | _short({"color": flow.color, "dash": list(flow.dash), "w": flow.width or ""})


def _labels(labels: tuple[Label, ...]) -> list[dict[str, Any]]:
    """Write labels of one rank and style, which say no more than their name, as one entry: an update must be small."""
    plain: dict[tuple[int, str], dict[str, Any]] = {}
    entries: list[dict[str, Any]] = []
    for label in labels:
        extra = _short({"text": label.text, "name": label.name, "at": [round(v, 1) for v in label.at]})
        entry = plain.get((label.rank, label.style)) if not extra else None
        if entry:
            entry["ids"].append(label.region_id)
            continue
        entry = {"ids": [label.region_id], "rank": label.rank, "style": label.style} | extra
        entries.append(entry)
        if not extra:
            plain[label.rank, label.style] = entry
    return entries


def _short(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v not in ("", [], ())}


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)
