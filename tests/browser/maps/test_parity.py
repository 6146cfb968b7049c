"""One scene, drawn by the browser's script and as a still picture: both touch, fill, tell, explain and name the same."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

from data.load import Facts
from data.pairings.arrangements import listed
from data.places.areas import NATION
from data.places.names import romanised, short_of
from data.rows import records
from data.select import LANDING, latest_reported, pairings_of
from export.html.page import write_html
from geo.compose.chosen import standing_out
from geo.compose.layers.labels import named_first
from geo.compose.pairs import place_scene
from geo.compose.scenes import Gazetteer, Setting, rate_scene, role_scene
from geo.entry import entries, outlines
from geo.flows import flow_curves
from geo.scene import NAMED_RANK, Scene
from geo.shapes.load import SHAPES_DIR, load_county_places, load_places
from geo.still.draw import draw
from geo.still.flows import arrows, pieces
from geo.still.measures import Measures, Rect, rect
from geo.still.names.labels import labels
from geo.still.picture import Picture, View
from geo.units import units
from geo.year import of_year
from look.palette import palette
from tests.browser.alone import ask, open_alone, show
from tests.data.whole import whole_facts
from tests.geo.pictures import geometry
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em
from views import loaders
from views.overview.amounts import amount_map, amounts_of
from views.overview.national import helpers_named
from views.reader import Reader
from views.slide import Show, Slide
from views.trends.counties import county_scene

pytestmark = pytest.mark.again

Lang = str
#: On a map of this height the browser's type is as on a laptop: its quiet names have 11.5 pixels.
WIDTH, HEIGHT, SMALLEST = 1200, 680, 11.5
#: On so narrow a map provinces are named before all else.
NARROW = 640
ZH = Catalogue.load("zh")
RATE = "poverty_headcount_ratio"


@cache
def facts() -> Facts:
    """As they are, but that one part of an area of areas has a member: so far nothing is recorded to lie in any."""
    known = whole_facts()
    more = pd.DataFrame([["A-liupanshan-ningxia", "640500", "", ""]], columns=known.area_members.columns)
    return replace(known, area_members=pd.concat([known.area_members, more], ignore_index=True))


@cache
def places(lang: Lang) -> Gazetteer:
    known = load_county_places() | load_places()
    return Gazetteer.build(facts().regions, facts().area_members, known, lang)


@cache
def names(lang: Lang) -> dict[str, tuple[str, float, float]]:
    rows = {row["region_id"]: row for row in records(facts().regions)}
    return {i: (short_of(rows[i], lang), *at) for i, at in places(lang).labels.items() if i in rows}


def setting(lang: Lang = "zh", **changes: Any) -> Setting:
    return Setting(palette("light"), Catalogue.load(lang), "credit", "alt", **changes)


def curves(pairings: pd.DataFrame) -> pd.DataFrame:
    found = flow_curves(pairings.rename(columns={"pairing_id": "flow_id"}), places("zh").labels)[0]
    return found.assign(enter=entries(found, outlines(SHAPES_DIR)))


def roles(lang: Lang = "zh", **changes: Any) -> Scene:
    pairings = listed(facts().pairings, LANDING)
    return role_scene(pairings, curves(pairings), places(lang), setting(lang, **changes))


def partners(lang: Lang = "zh") -> Scene:
    """With a province chosen, those named first with whom it is paired, and before them what a headline names."""
    scene = roles(lang, chosen=("region", "520000"))
    return replace(scene, labels=named_first(scene.labels, ("140000", "330200"), NAMED_RANK))


def chosen(kind: str, chosen_id: str, lang: Lang = "zh") -> Scene:
    """With a choice, and the names of what has no part in it put back."""
    return standing_out(roles(lang, chosen=(kind, chosen_id)))


def rates(lang: Lang = "zh") -> Scene:
    """All rates there are, with an area of which one prefecture has a figure of its own; of flows a chosen pair's alone."""
    latest = latest_reported(facts().observations, RATE)
    lines = {row["region_id"]: f"{row['value']:g}% · {row['period_end'][:4]}" for _, row in latest.iterrows()}
    pairings = listed(facts().pairings, LANDING).query("helper_id == '350000'")
    tips = {i: [f"a note on {i}"] for i in lines}
    return rate_scene(latest, lines, tips, curves(pairings), places(lang), setting(lang, title="%"), ("a note",))


def place(region: str, lang: Lang = "zh") -> Scene:
    box = load_places()[region]["bbox"]
    view = setting(lang, title=region, view_id=region, view_fit=tuple(box), framed=(region,), counties_of=region)
    pairings = pairings_of(facts().pairings, region, facts().hierarchy)
    once = pairings.drop_duplicates(["helper_id", "recipient_id"])
    helped_by = helpers_named(pairings, loaders.book(facts(), Reader(lang)))
    return place_scene(pairings, curves(once), places(lang), view, (), helped_by)


def batches(lang: Lang = "zh", chosen: str = "", when: str = "2018") -> Scene:
    """The counties by batch, some of them still ahead, with outlines around groups, and one or a province chosen."""
    reader = loaders.book(facts(), Reader(lang))
    scene = county_scene(facts(), loaders.shapes(), when, "special", chosen, reader)
    return of_year(scene, geometry().ids("province"), geometry().ids("prefecture"))


def amounts(lang: Lang = "zh") -> Scene:
    """The first measure and year of which pairs can be compared by money."""
    reader, shapes = loaders.book(facts(), Reader(lang)), loaders.shapes()
    return amount_map(facts(), shapes, amounts_of(facts())[0].key, None, reader).scene


SCENES: dict[str, Callable[[], Scene]] = {
    "roles": roles,
    "roles-en": lambda: roles("en"),
    "partners": partners,
    "partners-en": lambda: partners("en"),
    "chosen": lambda: chosen("region", "520000"),
    "chosen-en": lambda: chosen("region", "520000", "en"),
    "rates": rates,
    "rates-en": lambda: rates("en"),
    "amounts": amounts,
    "amounts-en": lambda: amounts("en"),
    "place": lambda: place("520000"),
    "place-en": lambda: place("640000", "en"),
    "batches": lambda: batches("zh", "622926"),
    "batches-en": lambda: batches("en", "520000", "2016"),
}


@cache
def drawn(name: str, width: int = WIDTH) -> tuple[Scene, Picture]:
    scene = SCENES[name]()
    return scene, draw(scene, geometry(), names(scene.lang), width, HEIGHT, smallest=SMALLEST)


@pytest.fixture
def alone(page: Page) -> Page:
    open_alone(page, facts(), WIDTH, HEIGHT)
    return page


# --- what a choice touches

#: A region of every kind; the last two touch nothing: the nation is no choice in particular.
CHOICES = (
    "650000",  # a province
    "110000",  # a municipality
    "130700",  # a prefecture with pairings of its counties
    "653100",
    "659003",  # a town that its province governs directly
    "640522",  # a county
    "659002",  # a county with a division in it
    "A-xpcc-1",  # that division
    "A-nanjiang4",  # an area of prefectures
    "A-helpers-1996",  # an area of provinces and cities
    "A-sichuan-tibetan",  # an area with a county among its members
    "A-liupanshan",  # an area of areas
    "100000",
    "A-none",
)


@cache
def many() -> pd.DataFrame:
    """Pairings of all kinds, as few as a picture draws with arrowheads; of each pair one."""
    rows = facts().pairings.drop_duplicates(["helper_id", "recipient_id"])
    touched = [list(pairings_of(rows, choice, facts().hierarchy)["pairing_id"][:24]) for choice in CHOICES]
    rows = rows[rows["pairing_id"].isin({i for ids in touched for i in ids})]
    assert len(rows) <= 400
    return rows


def by_data(choice: str) -> set[str]:
    return set(pairings_of(many(), choice, facts().hierarchy)["pairing_id"])


@cache
def many_scene() -> Scene:
    return role_scene(many(), curves(many()), places("zh"), setting())


def test_the_choices_are_worth_asking():
    touched = {choice: by_data(choice) for choice in CHOICES}
    assert [choice for choice, ids in touched.items() if not ids] == ["100000", "A-none"]
    # A prefecture alone would miss those of its counties, a province those of its divisions.
    exact = many()[(many()["helper_id"] == "130700") | (many()["recipient_id"] == "130700")]
    assert len(touched["130700"]) > len(exact) and touched["A-xpcc-1"] <= touched["659002"] <= touched["650000"]


def test_the_browser_touches_what_the_tables_list(alone):
    show(alone, many_scene())
    found = ask(
        alone,
        """(parts, scene, ids) => ids.map((id) => {
            const focus = { kind: "region", id: id };
            return scene.flows.filter((flow) => parts.flows.active(scene, focus, flow)).map((flow) => flow.id);
        })""",
        list(CHOICES),
    )
    seen = {flow.flow_id for flow in many_scene().flows}
    assert {choice: set(ids) for choice, ids in zip(CHOICES, found, strict=True)} == {
        choice: by_data(choice) & seen for choice in CHOICES
    }
    assert len(seen) > 60


@pytest.mark.parametrize("choice", CHOICES)
def test_the_still_picture_touches_what_the_tables_list(choice):
    scene = many_scene().with_choice("region", choice)
    picture = draw(scene, geometry(), names("zh"), WIDTH, HEIGHT, smallest=SMALLEST)
    touched = by_data(choice) & {flow.flow_id for flow in scene.flows}
    strengths = {arrow.flow_id: arrow.strength for arrow in picture.arrows}
    assert {i for i, strength in strengths.items() if strength == 2} == touched
    assert {i for i, strength in strengths.items() if strength == 0} == set(strengths) - touched


def test_the_player_touches_what_the_tables_list(page: Page):
    slide = Slide("s-1", "title", "sentence", "", "overview", scene=many_scene(), names=names("zh"))
    deck = Show("deck", "zh", "light", (slide,), "boundaries", "v1", "2026-11-22")
    page.set_content(write_html(deck, geometry(), ZH, palette("light")))
    found = page.evaluate(
        """ids => {
            const player = window.player, map = player.data.slides[0].map;
            return ids.map((id) => player.parts.map.touchedBy(map, { kind: "region", id: id }));
        }""",
        list(CHOICES),
    )
    seen = {flow.flow_id for flow in many_scene().flows}
    assert [set(ids) for ids in found] == [by_data(choice) & seen for choice in CHOICES]


# --- what lies inside


def test_a_place_lies_in_the_region_on_which_a_pen_would_paint_it(alone):
    """Regions count how often their borders are crossed; a canvas that has the same outline is asked beside them."""
    show(alone, roles())
    dice = random.Random(7)
    places = [(dice.uniform(-2700, 2300), dice.uniform(400, 5900)) for _ in range(800)]
    found = ask(
        alone,
        """(parts, scene, places) => {
            const pen = document.createElement("canvas").getContext("2d"), regions = [];
            for (const level of Object.values(scene.shapes.levels)) regions.push(...level.values());
            const of = (holds) => places.map(([x, y]) => regions.filter((one) => holds(one, x, y)).map((one) => one.id));
            return [of((one, x, y) => one.holds(x, y)), of((one, x, y) => pen.isPointInPath(one.path, x, y))];
        }""",
        places,
    )
    assert found[0] == found[1]
    assert sum(len(ids) == 2 for ids in found[0]) > 200, "few of the places lie on land"


# --- where lines end


@pytest.mark.parametrize("name", ["roles", "place"])
def test_arrowheads_stand_in_the_same_places_at_the_edges_of_regions(alone, name):
    scene, picture = drawn(name)
    show(alone, scene)
    found = ask(
        alone,
        """(parts, scene) => scene.flows.map((flow) => {
            const sheet = scene.front, [x0, y0] = sheet.pixel([0, 0]), s = sheet.scale();
            const end = parts.flows.end(sheet, scene, flow);
            return [flow.id, [(end[0] - x0) / s, (y0 - end[1]) / s]];
        })""",
    )
    ours = {arrow.flow_id: picture.view.back(arrow.end) for arrow in picture.arrows}
    middles = {flow.flow_id: flow.points[4:] for flow in scene.flows}
    cut = [i for i, end in ours.items() if math.dist(end, middles[i]) > 1]
    assert len(cut) > len(ours) / 2, "most lines end before the middle of their region"
    assert [i for i, end in found if math.dist(end, ours[i]) > 1.5] == []


@pytest.mark.parametrize("name", ["roles", "chosen", "place"])
def test_lines_and_arrowheads_are_as_thick_and_as_long_in_both(alone, name):
    scene, _ = drawn(name)
    show(alone, scene)
    found = ask(
        alone,
        """(parts, scene) => {
            const sheet = scene.front, [x0, y0] = sheet.pixel([0, 0]);
            const lines = parts.flows.lines(sheet, scene, scene.chosen);
            return [[sheet.scale(), x0, y0], lines.map((line) => [line.flow.id, line.strength, line.width, line.head])];
        }""",
    )
    # Drawn by the other in the browser's own place: arrowheads are the shorter the nearer to one another they come.
    ours = arrows(scene, View(*found[0]), Measures(WIDTH, HEIGHT, 12), str)
    lengths = [(a.flow_id, a.strength, a.width, math.dist(a.head[0], a.head[2]) / 0.78) for a in ours]
    assert [row[:2] for row in lengths] == [tuple(row[:2]) for row in found[1]]
    assert [n for row in found[1] for n in row[2:]] == pytest.approx([n for row in lengths for n in row[2:]], rel=0.01)
    shortened = [head for *_, head in lengths if head < 0.8 * max(row[3] for row in lengths)]
    assert shortened or name != "place", "around one place some stand near others"


# --- who speaks for a place


@pytest.mark.parametrize("name", SCENES)
def test_both_say_alike_who_speaks_for_each_prefecture_and_what_it_says(alone, name):
    scene, picture = drawn(name)
    show(alone, scene)
    theirs = ask(alone, "(parts, scene) => Array.from(parts.units.of(scene), ([id, unit]) => [id, [unit.id, unit.index]])")
    ours = units(scene.fill, geometry().ids("prefecture"), geometry().ids("province"), scene.hierarchy)
    assert {i: tuple(unit) for i, unit in theirs} == ours

    cards = ask(
        alone, "(parts, scene, ids) => ids.map((id) => parts.hover.lines(scene, { kind: 'region', id: id }))", list(ours)
    )
    full = dict(zip(facts().regions["region_id"], facts().regions[f"name_{scene.lang}"], strict=True))
    still = draw(
        scene,
        geometry(),
        {i: (full[i], *names(scene.lang)[i][1:]) for i in names(scene.lang)},
        WIDTH,
        HEIGHT,
        smallest=SMALLEST,
    )
    told = {patch.region_id: patch.tip for patch in still.patches if patch.level == "prefecture"}
    seen = [(i, lines) for i, lines in zip(ours, cards, strict=True) if i in told]
    assert {i: tuple(lines[1:]) for i, lines in seen} == {i: told[i] for i, _ in seen}
    counties = scene.fill.counties
    assert picture.cards.keys() <= {unit for unit, _ in ours.values()} | set(geometry().ids("province")) | set(counties)
    if scene.counties_of == NATION:  # there a county is pointed at for itself
        return
    # A county with a class of its own speaks for itself, before what it lies in.
    of_counties = ask(
        alone,
        """(parts, scene, ids) => ids.map((id) =>
            parts.hover.lines(scene, { kind: "region", id: id.slice(0, 4) + "00", county: "-", part: id }))""",
        list(counties),
    )
    drawn_counties = {patch.region_id: patch.tip for patch in still.patches if patch.level == "county"}
    told_counties = {i: tuple(lines[1 : 1 + len(drawn_counties[i])]) for i, lines in zip(counties, of_counties, strict=True)}
    assert told_counties == drawn_counties and bool(counties) == name.startswith("place")


def test_what_was_drawn_is_what_is_told_where_a_prefecture_and_its_area_both_have_a_figure(alone):
    scene, picture = drawn("rates")
    south = next(area for area in scene.fill.areas if area.area_id == "A-nanjiang4")
    own = [i for i in south.members if i in scene.fill.prefectures]
    other = [i for i in south.members if i not in own]
    assert own and other and any(scene.fill.prefectures[i] != south.index for i in own)
    show(alone, scene)

    for region in south.members:
        assert south.index is not None
        index = scene.fill.prefectures.get(region, south.index)
        color, unit = scene.fill.classes[index].color, region if region in own else "A-nanjiang4"
        (patch,) = [one for one in picture.patches if (one.level, one.region_id) == ("prefecture", region)]
        assert (patch.fill, patch.unit) == (color, unit)
        at = list(places("zh").labels[region])
        painted, pointed = ask(
            alone,
            """(parts, scene, at) => {
                const ratio = window.devicePixelRatio, [x, y] = scene.back.pixel(at).map((v) => Math.round(v * ratio) + 4);
                const data = scene.back._ctx.getImageData(x, y, 1, 1).data;
                const hex = "#" + Array.from(data.slice(0, 3), (n) => n.toString(16).padStart(2, "0")).join("");
                return [hex, parts.hover.region(scene, at, false)];
            }""",
            at,
        )
        assert (painted, pointed) == (color.lower(), unit)


# --- counties


@pytest.mark.parametrize("name", ["batches", "batches-en"])
def test_both_fill_the_same_counties_with_the_same_colours_and_say_the_same_of_each(alone, name):
    scene, _ = drawn(name)
    full = dict(zip(facts().regions["region_id"], facts().regions[f"name_{scene.lang}"], strict=True))
    short = names(scene.lang)
    named = {i: (short[i][0] if i in scene.fill.counties else full[i], *short[i][1:]) for i in short}
    still = draw(scene, geometry(), named, WIDTH, HEIGHT, smallest=SMALLEST)
    ours = {patch.region_id: patch for patch in still.patches if patch.level == "county"}
    assert len(ours) == len(scene.fill.counties) - 1 == 831, "all but the one without a boundary"

    show(alone, scene)
    found = ask(
        alone,
        """(parts, scene, ids) => ids.map((id) => {
            const one = scene.counties.shapes.levels.counties.get(id), at = scene.counties.names[id].at;
            const hit = parts.counties.at(scene, (some) => some.holds(at[0], at[1]));
            const color = scene.fill.classes[scene.fill.counties[id]].color;
            return { at: hit && hit.id, color: color, said: parts.hover.lines(scene, { kind: "region", id: id }) };
        })""",
        list(ours),
    )
    for (county, patch), one in zip(ours.items(), found, strict=True):
        assert (one["at"], one["color"]) == (county, patch.fill)
        # Some are prefectures too, and so are called by their whole name.
        assert tuple(one["said"][1:]) == patch.tip, county
    painted = ask(
        alone,
        """(parts, scene, ids) => ids.map((id) => {
            const ratio = window.devicePixelRatio, at = scene.back.pixel(scene.counties.names[id].at);
            const [x, y] = at.map((v) => Math.round(v * ratio));
            const data = scene.back._ctx.getImageData(x, y, 1, 1).data;
            return "#" + Array.from(data.slice(0, 3), (n) => n.toString(16).padStart(2, "0")).join("");
        })""",
        list(ours),
    )
    # At the map of the country a county may be a few pixels wide, and its point may lie on a border.
    same = [color == patch.fill.lower() for color, patch in zip(painted, ours.values(), strict=True)]
    assert sum(same) > 0.8 * len(same)


@pytest.mark.parametrize("name", ["batches", "batches-en"])
def test_both_draw_the_same_outlines_around_groups_of_counties(alone, name):
    """As long as one another: each arc once, without the towns amid their counties."""
    scene, _ = drawn(name)
    show(alone, scene)
    theirs = ask(
        alone,
        """(parts, scene) => scene.rims.map((ids) => {
            const all = scene.counties.shapes.levels.counties, own = ids.map((id) => all.get(id)).filter(Boolean);
            const kept = window.Path2D;
            let long = 0, at = null;
            window.Path2D = function () {
                this.moveTo = (x, y) => (at = [x, y]);
                this.lineTo = (x, y) => {
                    long += Math.hypot(x - at[0], y - at[1]);
                    at = [x, y];
                };
            };
            parts.topology.outer(scene.counties.shapes, own, all.values());
            window.Path2D = kept;
            return long;
        })""",
    )
    counties = geometry().counties(scene.counties_of)
    ours = [
        sum(math.dist(a, b) for line in counties.outer(set(rim.members), coarse=False) for a, b in pairwise(line))
        for rim in scene.rims
    ]
    assert theirs == pytest.approx(ours, rel=1e-3) and len(ours) == 6


# --- what the legend says


@pytest.mark.parametrize("name", SCENES)
def test_both_legends_have_the_same_lines(alone, name):
    scene, picture = drawn(name)
    show(alone, scene)
    lines = alone.locator(".atlas-legend-body").locator("strong, span:not(.atlas-swatch), small")
    # A line that shows a width has no words.
    theirs = [text for text in lines.all_text_contents() if text]
    assert theirs == [scene.legend.title, *(item.text for item in scene.legend.items), *scene.legend.notes]
    box = picture.legend
    assert box is not None
    inside = [w.text for w in picture.legend_words if box.x <= w.x <= box.x + box.w and box.y <= w.y <= box.y + box.h]
    # The still breaks long lines; but for that they are the same.
    assert "".join(inside).replace(" ", "") == "".join(theirs).replace(" ", "")
    kinds = alone.locator(".atlas-swatch").evaluate_all("marks => marks.map((mark) => mark.className.split('-').pop())")
    assert kinds == [swatch.kind for swatch in picture.swatches]


# --- which names stand


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *((name, WIDTH) for name in SCENES),
        *((name, NARROW) for name in ("roles", "roles-en", "partners", "partners-en", "amounts", "amounts-en")),
    ],
)
def test_in_the_same_room_with_the_same_type_both_put_the_same_names_in_the_same_places(page, name, width):
    """View, width of each line of text, and what lies on the map are given, arrowheads too: then the rules alone decide."""
    open_alone(page, facts(), width, HEIGHT)
    scene, picture = drawn(name, width)
    measures = Measures(width, HEIGHT, SMALLEST)
    lying = [rect(box) for box in (picture.legend, picture.inset.box if picture.inset else None) if box]
    tips = [arrow.end for arrow in picture.arrows if arrow.head]
    ids = {flow.flow_id for flow in scene.flows if flow.measured}
    measured = [arrow for arrow in picture.arrows if arrow.flow_id in ids]
    heads = [_around(arrow.head) for arrow in measured]
    lines = {arrow.flow_id: pieces(arrow) for arrow in measured}
    named = labels(scene, geometry(), names(scene.lang), picture.view, measures, [*lying, *heads], tips, lines)
    ours = sorted((word.text, word.x, word.y) for word in named.words)

    show(page, scene)
    widths = {text: width_em(text) for text in _lines(scene)}
    view = picture.view
    given = {"scale": view.scale, "dx": view.dx, "dy": view.dy, "widths": widths}
    given |= {"lying": [*lying, *heads], "lines": lines, "tips": tips}
    found = ask(page, SAME_ROOM, given | {"bold": BOLD})
    theirs = sorted((text, x, y) for text, x, y in found["names"])

    assert len(ours) > 25
    # Who helps stands under a name, or behind it.
    assert name != "place" or {text[0] for text, *_ in ours} >= {"↑", "←"}
    assert [text for text, *_ in theirs] == [text for text, *_ in ours]
    off = [(text, at, other) for (text, *at), (_, *other) in zip(ours, theirs, strict=True) if math.dist(at, other) > 1.5]
    assert off == []
    assert found["unnamed"] == len(named.left_out)
    ties = sorted((*tie.start, *tie.end) for tie in named.ties)
    assert len(found["ties"]) == len(ties)
    for own, other in zip(ties, sorted(found["ties"]), strict=True):
        assert own == pytest.approx(other, abs=1.5)


def _around(points: Sequence[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


SAME_ROOM = """(parts, scene, given) => {
    const map = scene.map, size = map.getSize(), own = CanvasRenderingContext2D.prototype.measureText;
    map.setMinZoom(-9);
    map.setMaxBounds(null);
    const centre = [(given.dy - size.y / 2) / given.scale, (size.x / 2 - given.dx) / given.scale];
    map.setView(centre, map.options.crs.zoom(given.scale), { animate: false });
    CanvasRenderingContext2D.prototype.measureText = function (text) {
        const [, weight, px] = /^(\\d+) ([\\d.]+)px/.exec(this.font) || [0, 400, /([\\d.]+)px/.exec(this.font)[1]];
        const bold = this.font.includes("bold") || weight >= 600;
        if (given.widths[text] === undefined) throw new Error("no width for " + text);
        return { width: given.widths[text] * px * (bold ? given.bold : 1) };
    };
    const o = map.latLngToContainerPoint([0, 0]), [x0, y0] = scene.window(scene.front);
    // Views are whole pixels: what lies on the map is moved along.
    const dx = o.x - given.dx, dy = o.y - given.dy;
    const moved = (b) => [b[0] + x0 + dx, b[1] + y0 + dy, b[2] + x0 + dx, b[3] + y0 + dy];
    scene.obstacles = () => given.lying.map(moved);
    // A still's lines are as wide as its type says, a browser's as the window does.
    parts.flows.measuredHeads = () => [];
    parts.flows.tips = () => given.tips.map(([x, y]) => [x + x0 + dx, y + y0 + dy]);
    const lines = Object.entries(given.lines).map(([id, boxes]) => ({ id: id, boxes: boxes.map(moved) }));
    parts.flows.measuredLines = () => lines;
    parts.labels.paint(scene.front, scene, null);
    CanvasRenderingContext2D.prototype.measureText = own;
    const inside = ([a, b, c, d]) => a - x0 >= -1 && c - x0 <= size.x + 1 && b - y0 >= -1 && d - y0 <= size.y + 1;
    const seen = scene.named.filter((one) => inside(one.box));
    const names = seen.flatMap(({ box, lines, second }) => {
        const step = (box[3] - box[1]) / lines.length, top = box[5] - ((lines.length - 1) / 2) * step;
        const own = lines.map((text, n) => [text, box[4] - x0 - dx, top + n * step - y0 - dy]);
        return second ? own.concat([[second.text, second.box[4] - x0 - dx, second.box[5] - y0 - dy]]) : own;
    });
    const ties = seen.filter((one) => one.line).map(({ line }) => line.map((v, n) => (n % 2 ? v - y0 - dy : v - x0 - dx)));
    return { names: names, ties: ties, unnamed: scene.unnamed };
}"""


def _lines(scene: Scene) -> set[str]:
    """Every line that a name or a value of a scene may be broken into."""
    known = [short for short, _, _ in names(scene.lang).values()]
    known += [label.name for label in scene.labels] + [label.text for label in scene.labels]
    known += [scene.text["unnamed"].replace("{n}", str(n)) for n in range(100)]
    if scene.counties_of:
        known += [
            zh if scene.lang == "zh" else romanised(zh)
            for zh, _, _ in geometry().counties(scene.counties_of).places.values()
        ]
    pieces = [piece for text in known for piece in re.split(r"(?<= /) |, |，| · | / ", text)]
    words = [text[:i] for text in known for i, sign in enumerate(text) if sign == " "]
    ends = [text[i + 1 :] for text in known for i, sign in enumerate(text) if sign == " "]
    return {*known, *pieces, *words, *ends, *(f"{piece} /" for piece in pieces)}


@pytest.mark.parametrize("name", SCENES)
def test_left_to_themselves_both_name_nearly_the_same(alone, name):
    """The browser measures its own type and fits the map around its own buttons: a name at the brink may fall either way."""
    scene, picture = drawn(name)
    show(alone, scene)
    found = ask(alone, "(parts, scene) => ({ named: scene.named, window: scene.window(scene.front) })")
    x0, y0, x1, y1 = found["window"]
    inside = [
        n for n in found["named"] if n["box"][0] >= x0 and n["box"][2] <= x1 and n["box"][1] >= y0 and n["box"][3] <= y1
    ]
    # A value may stand on one line or on two: its words are compared.
    theirs = {word for one in inside for line in one["lines"] for word in line.split(" · ")}
    ours = {word for line in picture.words for word in line.text.split(" · ")}
    print(f"{name}: {len(ours & theirs)} both, still {sorted(ours - theirs)}, browser {sorted(theirs - ours)}")  # noqa: T201
    assert len(ours & theirs) >= 0.8 * len(ours | theirs)
