"""The map of counties that left the list of poor counties, filled by the year of their batch, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import dist

from data.places.areas import NATION
from geo.compose.scenes import Gazetteer, Setting
from geo.scene import Fill, FillClass, Frames, Label, Legend, LegendItem, Rim, Scene

#: Ranks of names: groups of counties, provinces with counties on the list, other provinces, prefectures in close views.
_GROUP, _OWN, _OTHER, _CLOSE = 8, 10, 90, 92


@dataclass(frozen=True)
class Group:
    """Counties with an outline around them.

    Attributes
    ----------
    name : str
        Stands on the map; empty for none.
    """

    name: str
    members: tuple[str, ...]


def batch_scene(
    batch_of: Mapping[str, str],
    batches: Sequence[str],
    when: str,
    groups: Sequence[Group],
    rim_text: str,
    places: Gazetteer,
    setting: Setting,
    notes: tuple[str, ...],
) -> Scene:
    """Compose the map.

    Parameters
    ----------
    batch_of : mapping of str to str
        County to the year of its batch. The legend counts all of them, also those without a shape.
    batches : sequence of str
        All years, in order: their colours are the same whatever is drawn.
    when : str
        The year shown first: later batches have not left yet.
    rim_text : str
        What the outlines are, for the legend.
    notes : tuple of str
        Notes of the legend.
    """
    t, look = setting.t, setting.look
    colors = look.batches(len(batches))
    counts = {year: sum(batch == year for batch in batch_of.values()) for year in batches}
    classes = [
        FillClass(color, t("legend.batch", year=year, n=counts[year])) for color, year in zip(colors, batches, strict=True)
    ]
    classes.append(FillClass(look.ahead, t("legend.ahead")))
    texts = {year: t("delisting.batch", batch=year) for year in batches}
    values = {i: {int(year): (batches.index(year), texts[year])} for i, year in sorted(batch_of.items())}
    years = tuple(map(int, batches))
    frames = Frames(years, values, {}, int(when), within=years[-1] - years[0], ahead=len(batches))
    items = [LegendItem("fill", fill_class.text, fill_class.color) for fill_class in classes]
    if groups:
        items.append(LegendItem("rim", rim_text, look.ink))
    legend = Legend(setting.title, tuple(items), (*notes, t("legend.no_taiwan")))
    fill = Fill(tuple(classes))
    scene = setting.scene(fill, legend, (), _labels(batch_of, groups, places), places)
    words = {k: t(f"time.{k}") for k in ("year", "year_back", "year_on", "play", "exact", "within")}
    words |= {"known": t("delisted.known", n="{n}"), "ahead": t("delisted.ahead", year="{year}")}
    rims = tuple(Rim(group.members) for group in groups)
    return replace(scene, frames=frames, text=scene.text | words, counties_of=NATION, rims=rims)


def _labels(batch_of: Mapping[str, str], groups: Sequence[Group], places: Gazetteer) -> tuple[Label, ...]:
    """Provinces by name, and groups; at the map of the country no county is."""
    provinces = [i for i, level in places.levels.items() if level == "province"]
    prefectures = [i for i, level in places.levels.items() if level == "prefecture"]
    listed = {f"{i[:2]}0000" for i in batch_of}
    labels = []
    for n, group in enumerate(groups):
        at = _middle([places.labels[i] for i in group.members if i in places.labels])
        if at and group.name:
            labels.append(Label(f"group-{n}", _GROUP, "province", name=group.name, at=at))
    labels += [Label(i, _OWN, "province") if i in listed else Label(i, _OTHER, "quiet") for i in provinces]
    return (*labels, *(Label(i, _CLOSE, "quiet") for i in prefectures))


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The one of some points that is nearest to their middle: the middle itself may lie outside of all."""
    if not points:
        return None
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    return min(points, key=lambda point: dist(point, middle))
