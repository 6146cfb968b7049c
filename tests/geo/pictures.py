"""Scenes for pictures, small enough to know by hand, and what is looked for in every picture."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from geo.scene import Area, Fill, FillClass, FlowLine, Label, Legend, LegendItem, Scene
from geo.shapes.load import load_places
from geo.still.draw import Geometry, load_geometry
from geo.still.measures import Rect, overlap, text_width
from geo.still.picture import Picture, Word
from look.palette import Theme, palette

NINGDE, NINGXIA, FUJIAN, NANJIANG = "350900", "640000", "350000", ("653000", "653100")
HELPS, HELPED, NOTHING = 0, 1, 2


@cache
def geometry() -> Geometry:
    return load_geometry()


@cache
def names() -> dict[str, tuple[str, float, float]]:
    """Every region is named for its code, but those of the story."""
    known = {NINGDE: "宁德", NINGXIA: "宁夏", FUJIAN: "福建"}
    return {i: (known.get(i, i), place["label"][0], place["label"][1]) for i, place in load_places().items()}


def story(theme: Theme = "light", **changes: object) -> Scene:
    """Fujian helps Ningxia; Ningde and an area of two prefectures have values; nothing is known of the others."""
    look = palette(theme)
    classes = (
        FillClass("#112233", "helps"),
        FillClass("#445566", "is helped"),
        FillClass(look.land, "not recorded", look.hatch),
    )
    items = (
        LegendItem("fill", "helps", "#112233"),
        LegendItem("hatch", "none", look.land, look.hatch),
        LegendItem("flow", "helper → recipient"),
    )
    values: dict[str, object] = {
        "lang": "zh",
        "look": look,
        "text": {
            "alt": "a map",
            "credit": "Boundaries: a data set",
            "inset": "南海诸岛",
            "pair": "{helper} → {recipient}",
            "helps": "帮扶：{names}",
            "helped_by": "帮扶方：{names}",
            "comma": "、",
        },
        "fill": Fill(classes, {FUJIAN: HELPS, NINGXIA: HELPED}, {NINGDE: HELPED}, (Area("A-x", NANJIANG, HELPED),), NOTHING),
        "flows": (FlowLine("p-1", FUJIAN, NINGXIA, (1400.0, 2800.0, 900.0, 4000.0, 150.0, 4000.0)),),
        "labels": (
            Label(FUJIAN, 10, "province"),
            Label(NINGXIA, 10, "province"),
            Label(NINGDE, 20, "value", "0.028% · 2018年4月"),
            Label("A-x", 15, "value", "22.7% · 2015年", "南疆", (-2100.0, 4300.0)),
            Label("650000", 90, "quiet"),
        ),
        "legend": Legend("A title", items, ("A note that is so long that it needs two lines",)),
        "tips": {NINGDE: ["登记"]},
    }
    return Scene(**(values | changes))  # type: ignore[arg-type]


def all_words(picture: Picture) -> list[Word]:
    caption = [picture.inset.caption] if picture.inset and picture.inset.caption else []
    credit = [picture.credit] if picture.credit else []
    return [*picture.words, *picture.legend_words, *caption, *credit]


def room_of(word: Word) -> Rect:
    """The rectangle of a line of text: its letters, not the air between lines."""
    w = text_width(word.text, word.size, word.weight)
    left = word.x - {"start": 0.0, "middle": w / 2, "end": w}[word.anchor]
    return (left, word.y - word.size / 2, left + w, word.y + word.size / 2)


def overprinted(words: list[Word]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(words, 2) if overlap(room_of(a), room_of(b))]


def leaving(picture: Picture) -> list[str]:
    """What stands partly outside the picture."""
    edge = (-0.5, -0.5, picture.width + 0.5, picture.height + 0.5)
    rooms = [(word.text, room_of(word)) for word in all_words(picture)]
    for patch in picture.patches:
        points = [picture.view.at(point) for ring in patch.rings for point in ring]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        rooms.append((patch.region_id, (min(xs), min(ys), max(xs), max(ys))))
    return [text for text, r in rooms if r[0] < edge[0] or r[1] < edge[1] or r[2] > edge[2] or r[3] > edge[3]]
