"""The scene of one year: what the browser's time control makes of a scene with frames (``geo/client/controls/time.js``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from geo.scene import Frames, Label, Scene

#: Ranks of the name of a province with a value: of any, and of one whose class fewer share than another.
_PROVINCE: Final = 10
_RARE: Final = 9


def of_year(scene: Scene, provinces: Collection[str], prefectures: Collection[str]) -> Scene:
    """Fill a scene with the values of the year that its frames show.

    Parameters
    ----------
    scene : Scene
        One without frames comes back as it is.
    provinces, prefectures : collection of str
        Codes with a shape. Where a year has no value of one, nor of the province around it, but another basis has, it
        gets the last class but one.

    Returns
    -------
    Scene
        Without frames: fill, labels and tips are the year's; of counties, fill and tips.
    """
    frames = scene.frames
    if frames is None:
        return scene
    if frames.ahead is not None:
        return _of_counties(scene, frames, frames.ahead)
    own: dict[str, dict[str, int]] = {"province": {}, "prefecture": {}}
    areas, labels, tips = [], [], {}
    for region_id, values in frames.values.items():
        value = known_in(values, frames)
        if value is None:
            continue
        index, text = value[0], f"{value[1]} · {value[2]}" if frames.within else value[1]
        area = frames.areas.get(region_id)
        tips[region_id] = [scene.text["basis"]] if scene.text.get("basis") else []
        if area:
            drawn, name, at = area
            areas.append(replace(drawn, index=index))
            labels.append(Label(region_id, 15, "value", text, name, at))
        elif region_id in provinces:
            own["province"][region_id] = index
            labels.append(Label(region_id, _PROVINCE, "value", text))
        elif region_id in prefectures:
            own["prefecture"][region_id] = index
            labels.append(Label(region_id, 20, "value", text))
    # What fewer share is what one looks for, and what a headline names: its names go first.
    shares = Counter(own["province"].values())
    most = max(shares.values(), default=0)
    for n, label in enumerate(labels):
        if label.rank == _PROVINCE and shares[own["province"][label.region_id]] < most:
            labels[n] = replace(label, rank=_RARE)
    colored = set(own["province"])
    for region_id, lines in frames.others.items():
        level = "province" if region_id in provinces else "prefecture"
        if region_id not in {*provinces, *prefectures} or region_id in own[level] or region_id[:2] + "0000" in colored:
            continue
        own[level][region_id] = len(scene.fill.classes) - 2
        tips[region_id] = list(lines)
    labels += [Label(i, 90, "quiet") for i in sorted(provinces) if i not in colored]
    fill = replace(scene.fill, provinces=own["province"], prefectures=own["prefecture"], areas=tuple(areas))
    return replace(scene, fill=fill, labels=tuple(labels), tips=tips, frames=None)


def _of_counties(scene: Scene, frames: Frames, ahead: int) -> Scene:
    counties, tips = {}, dict(scene.tips)
    still = scene.text["ahead"].replace("{year}", str(frames.year))
    for county, values in frames.values.items():
        value = known_in(values, frames)
        counties[county], text = value[:2] if value else (ahead, still)
        tips[county] = [text]
    # 'Still on the list' of a year in which none is explains nothing; in a browser another year is a click away.
    none_ahead, over = ahead not in counties.values(), scene.fill.classes[ahead]
    items = tuple(i for i in scene.legend.items if not (none_ahead and (i.text, i.color) == (over.text, over.color)))
    legend = replace(scene.legend, items=items)
    return replace(scene, fill=replace(scene.fill, counties=counties), legend=legend, tips=tips, frames=None)


def known_in(values: dict[int, tuple[int, str]], frames: Frames) -> tuple[int, str, int] | None:
    """Return class, words and year of the report that a region's values have for the year of frames.

    That year's own, or the latest of the years before that the reader allows; None where there is neither.
    """
    for year in range(frames.year, frames.year - frames.within - 1, -1):
        if year in values:
            return *values[year], year
    return None
