"""A scene as the browser gets it: short, and safe wherever it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from geo.scene import Area, Fill, FlowLine, Frames, Label, Scene

#: Characters that mean something to HTML, to a template literal, or to the templates a script passes through on its way.
_ESCAPED: Final = {c: f"\\u{ord(c):04x}" for c in "<>&'`$\u2028\u2029"}


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
            "items": [_short(asdict(item) | {"width": item.width or ""}) for item in scene.legend.items],
            "notes": list(scene.legend.notes),
        },
        "tips": scene.tips,
        "chosen": {"kind": scene.chosen[0], "id": scene.chosen[1]} if scene.chosen else None,
        "view": {"id": scene.view_id, "fit": list(scene.view_fit) or None},
        "framed": list(scene.framed),
        "ends": scene.ends,
        "countiesOf": scene.counties_of,
        "countyLabels": bool(scene.counties_of),
        "rims": [list(rim.members) for rim in scene.rims],
        "scale": scene.scale,
        "frames": _frames(scene.frames) if scene.frames else None,
    }


def _frames(frames: Frames) -> dict[str, Any]:
    values = {i: {str(y): list(v) for y, v in sorted(years.items())} for i, years in frames.values.items()}
    return {
        "years": list(frames.years),
        "year": frames.year,
        "within": frames.within,
        "ahead": frames.ahead,
        "others": {i: list(lines) for i, lines in frames.others.items()},
        "values": values if frames.ahead is None else _alike(values),
        "areas": {
            i: _drawn(area) | {"name": name, "at": [round(v, 1) for v in at]} for i, (area, name, at) in frames.areas.items()
        },
    }


def _alike(values: Mapping[str, dict[str, Any]]) -> list[list[Any]]:
    """Write regions that report alike once, with their ids: hundreds of counties do."""
    alike: dict[str, list[Any]] = {}
    for region_id, years in values.items():
        alike.setdefault(json.dumps(years), [years, []])[1].append(region_id)
    return list(alike.values())


def _fill(fill: Fill) -> dict[str, Any]:
    counties = {"counties": fill.counties} if fill.counties else {}
    return counties | {
        "classes": [_short({"color": c.color, "hatch": c.hatch}) for c in fill.classes],
        "provinces": fill.provinces,
        "prefectures": fill.prefectures,
        "areas": [{"id": a.area_id, "class": a.index} | _drawn(a) for a in fill.areas],
        "rest": fill.rest,
    }


def _drawn(area: Area) -> dict[str, Any]:
    """Prefectures, and an outline of one's own as one list of coordinates a ring."""
    rings = [[round(v, 1) for point in ring for v in point] for ring in area.rings]
    return {"members": list(area.members)} | ({"rings": rings} if rings else {})


def _flow(flow: FlowLine) -> dict[str, Any]:
    points: list[float] = [int(p) if p == int(p) else round(p, 1) for p in flow.points]
    if flow.enter < 1:
        points.append(round(flow.enter * 10_000))
    values = {"id": flow.flow_id, "h": flow.helper_id, "r": flow.recipient_id, "p": points}
    return values | _short(
        {
            "color": flow.color,
            "dash": list(flow.dash),
            "w": flow.width or "",
            "m": int(flow.measured) or "",
            "c": int(flow.context) or "",
        }
    )


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
    head, *tail = name.split("_")
    return head + "".join(word.title() for word in tail)
