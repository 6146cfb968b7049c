"""Beside a map of all pairs a list has every name: the map then ties no name of a prefecture to its place from afar."""

from __future__ import annotations

import re

import pytest
import shapely

from export.deck.deck import Deck, DeckSlide
from export.deck.show import show
from export.pictures.still import Finish, still, words_of
from geo.still.draw import draw, load_geometry
from geo.still.measures import text_width
from geo.still.sheet import pictures
from look.palette import palette
from tests.data.whole import whole_facts
from tests.geo.pictures import room_of
from text.catalogue import Catalogue
from views.slide import Slide
from views.slides.make import slide
from views.slides.room import with_rest

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
COMMA, SEMICOLON, COLON = re.compile("、|, "), re.compile("；|; "), re.compile("：|: ")


def pairs_in(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    """Read helper and recipient from lines such as 'Jiangsu: Shaanxi, Xining; Suzhou → Tongren'."""
    pairs = []
    for line in lines:
        province, whom = COLON.split(line, maxsplit=1)
        for part in SEMICOLON.split(whom):
            helpers, arrow, recipients = part.partition("\N{NO-BREAK SPACE}→ ")
            names = COMMA.split(recipients if arrow else helpers)
            pairs += [(helper, name) for helper in (COMMA.split(helpers) if arrow else [province]) for name in names]
    return pairs


@LANGS
@pytest.mark.parametrize("view", ["overview", "pairings"])
def test_the_list_has_the_32_pairs_of_december_2016(view, lang):
    one = slide(view, lang)
    landing = whole_facts().pairings.query("arrangement_id == 'ew-2016-12'")
    pairs = pairs_in(one.points)

    assert len(pairs) == len(landing) == 32 and len(set(pairs)) == 32
    wanted = ("苏州", "铜仁") if lang == "zh" else ("Suzhou", "Tongren")
    assert wanted in pairs and not one.figures


@LANGS
def test_every_name_stands_on_the_map_or_in_the_list(lang):
    """As many as on the screen, whose map has no list: where there is no room on the map, the list has the name."""
    one = slide("overview", lang)
    assert one.scene and one.listed
    drawn = draw(one.listed, load_geometry(), one.names, 896, 526, smallest=16)
    words = " ".join(word.text for word in (*drawn.words, *drawn.legend_words))
    text = " ".join(one.points)
    named = [one.names[label.region_id][0] for label in one.scene.labels if label.style in ("province", "prefecture")]

    assert len(named) == 52 and all(name in words or name in text for name in named)
    missing = [name for name in named if name not in " ".join(word.text for word in drawn.words)]
    assert len(missing) == len(drawn.left_out) > 0
    assert Catalogue.load(lang)("map.unnamed_listed", n=len(missing)) in words


@LANGS
@pytest.mark.parametrize("view", ["pairings?show=coverage", "pairings?show=compare"])
def test_what_is_checked_or_compared_names_all_its_places_too(view, lang):
    """Where the pairs that stayed have no room, the notes have them: a second slide was of one line or a copy."""
    one = slide(view, lang)
    assert one.scene and one.listed and not one.figures and not one.rest
    drawn = draw(one.listed, load_geometry(), one.names, 896, 526, smallest=16)
    text = " ".join((*(word.text for word in drawn.words), *one.points))
    named = [one.names[label.region_id][0] for label in one.scene.labels if label.style in ("province", "prefecture")]

    assert len(named) > 35 and [name for name in named if name not in text] == []


@LANGS
def test_nine_small_maps_say_all_pairs_under_their_titles_cite_them_on_a_second_slide_and_count_no_name_as_missing(lang):
    """'Beijing: 3 pairs', two named and '2 not named', of which one was the helper's own name."""
    one, t = slide("overview?fill=nine", lang), Catalogue.load(lang)
    first, second = with_rest(one, t)
    assert first.period == second.period
    assert len(first.panels) == len(second.points) == 9
    assert len(pairs_in(tuple(re.sub(r"\s*\[\d+\]", "", line) for line in second.points))) == 32 and second.footnotes
    drawn = pictures(None, first.panels, load_geometry(), one.names, 1200, 526, smallest=16)
    said = {word.text for placed in drawn for word in placed.picture.legend_words}
    assert not [text for text in said if re.fullmatch(t("map.unnamed_short", n=r"\d+"), text)]
    written = "".join(word.text for placed in drawn for word in placed.picture.words).replace(" ", "")
    assert [panel.title for panel in first.panels if panel.text.replace(" ", "") not in written] == []


@LANGS
@pytest.mark.parametrize(("width", "height"), [(1200, 526), (900, 560), (560, 900)])
def test_no_name_of_a_small_map_hides_an_arrowhead(lang, width, height):
    """Ningxia's name stood on both arrowheads of Fujian's map: a line that ended at nothing."""
    one = slide("overview?fill=nine", lang)
    drawn = pictures(None, one.panels, load_geometry(), one.names, width, height, smallest=16)
    maps = [placed.picture for placed in drawn if placed.picture.arrows]
    assert len(maps) == 9 and sum(len(picture.arrows) for picture in maps) == 32

    for picture in maps:
        boxes = [room_of(word) for word in picture.words]
        heads = [point for arrow in picture.arrows for point in arrow.head]
        assert not [(x, y) for x, y in heads for box in boxes if box[0] < x < box[2] and box[1] < y < box[3]], picture.words


@LANGS
def test_of_the_pairs_that_changed_all_are_listed(lang):
    """25 added and 8 no longer listed, as the sentence counts them."""
    one, t = slide("pairings?show=compare", lang), Catalogue.load(lang)
    added, ended = (re.split("：|: ", line, maxsplit=1) for line in one.points[:2])

    assert (added[0], ended[0]) == (t("compare.added"), t("compare.ended"))
    assert [len(pairs_in((f"—：{names}",))) for names in (added[1], ended[1])] == [25, 8]
    kept = [line for line in (*one.points, *one.further) if line.startswith(t("compare.kept"))]
    assert len(pairs_in((f"—：{re.split('：|: ', kept[-1], maxsplit=1)[1]}",))) == 7, "on the slide, else in the notes"
    assert len(one.points) == 3, "what has no room is pointed to"
    assert len(one.beside or one.points) == 3, "a picture of it has all three"


def test_a_band_is_said_by_its_colour_alone():
    """'≤ 3%' under 23 names says what the legend says; a rate that is no class of its own stays."""
    bands = slide("overview?fill=rate", "zh")
    assert bands.scene
    assert {label.text for label in bands.scene.labels} == {""} and bands.scene.has_list
    one = slide("overview?fill=rate&series=poverty_headcount_ratio~unstated&when=2019~5", "zh")
    assert one.scene and "1.24%" in " ".join(label.text for label in one.scene.labels)


@LANGS
@pytest.mark.parametrize("size", [(896, 526), (800, 700)])
def test_beside_the_list_provinces_keep_their_places_and_cities_are_tied_from_near_alone(lang, size):
    """From afar names stood on other provinces and were read as theirs; on arrowheads they hid whom a line leads to."""
    one = slide("overview", lang)
    assert one.scene and one.listed
    geometry = load_geometry()
    drawn = draw(one.listed, geometry, one.names, *size, smallest=16)
    view, k = drawn.view, 16 / 12
    ends = {i for flow in one.listed.flows for i in (flow.helper_id, flow.recipient_id)}
    cities = {label.region_id for label in one.listed.labels if label.style == "prefecture"}

    assert 4 < len(drawn.ties) <= 16
    for tie in drawn.ties:
        assert abs(tie.end[0] - tie.start[0]) + abs(tie.end[1] - tie.start[1]) < 1.5 * 36 * k
        (ids,) = geometry.regions_at(shapely.get_coordinates(shapely.Point(*kilometres(view, *tie.start))))
        assert ids & ends & cities, "a line begins in a city at which a flow begins or ends"
    for label in one.listed.labels:
        word = next((word for word in drawn.words if word.text == one.names[label.region_id][0]), None)
        if word is None:
            continue
        x, y = view.at(one.names[label.region_id][1:])
        (ids,) = geometry.regions_at(shapely.get_coordinates(shapely.Point(*kilometres(view, word.x, word.y))))
        # On its own land, or at sea right beside it; of a city also on land without a colour.
        most = 100 if label.style == "prefecture" else 60
        assert label.region_id in ids or abs(word.y - y) + max(0, abs(word.x - x) - len(word.text) * 8) < most, word.text


def kilometres(view, x, y) -> tuple[float, float]:
    return (x - view.dx) / view.scale, (y - view.dy) / -view.scale


def test_a_province_most_of_whose_prefectures_are_helped_is_named_though_no_pair_names_it():
    """Eight of Guizhou's nine are; of Hebei's eleven three."""
    one = slide("overview", "en")
    assert one.scene and one.listed
    ranks = {label.region_id: label.rank for label in one.listed.labels}
    before = {label.region_id: label.rank for label in one.scene.labels}

    assert ranks["520000"] < before["520000"] and ranks["130000"] == before["130000"]
    drawn = draw(one.listed, load_geometry(), one.names, 896, 526, smallest=16)
    assert "Guizhou" in [word.text for word in drawn.words]


@pytest.mark.parametrize("view", ["pairings?programme=all&date=all", "pairings?region=520000", "overview?fill=nine"])
def test_without_room_for_all_there_is_no_list(view):
    one = slide(view, "zh")
    assert one.listed is None and one.scene_beside is one.scene


def drawn_words(one: Slide, size: str, finish: Finish) -> str:
    ready = show(Deck("deck", (DeckSlide("overview"),)), "zh", "light", "2026-01-01")
    return still(one, load_geometry(), words_of(one, ready), size, finish)


def test_a_picture_has_the_list_where_it_is_wide_and_has_words():
    """A square has no room for it, and a map alone no words beside it: there names are tied as on the screen."""
    one = slide("overview", "zh")
    line = "北京：内蒙古、张家口、保定"
    pictures = {
        (size, alone): drawn_words(one, size, Finish(alone=alone))
        for size, alone in (("16:9", False), ("4:3", False), ("a4", False), ("square", False), ("16:9", True))
    }
    assert [key for key, svg in pictures.items() if line in svg] == [("16:9", False), ("4:3", False), ("a4", False)]


@pytest.mark.parametrize(("code", "pairs"), [("520000", 34), ("620000", 20)])
def test_a_picture_of_a_place_lists_the_pairs_that_its_headline_counts(code, pairs):
    """Events, whose sources the map does not stand on, are not in it; without words the map has its names tied as before."""
    one = slide(f"region?region={code}", "zh")
    lines = [re.sub(r" ?\[\d+\]", "", line) for line in one.beside[1:]]
    assert len(pairs_in(tuple(lines))) == pairs and set(one.beside) < set(one.rest)
    svg = drawn_words(one, "16:9", Finish())
    begins = lines[0][: lines[0].index("：") + 3]
    assert begins in svg and "[" not in "".join(re.findall(r">([^<]*)</text>", svg))
    assert begins not in drawn_words(one, "16:9", Finish(alone=True))


@LANGS
def test_beside_a_map_of_bands_the_provinces_of_each_are_named(lang):
    """Of 2018: 23 and 8, as the sentence counts them."""
    one, t = slide("overview?fill=rate", lang), Catalogue.load(lang)
    lines = [line for line in one.points if line.endswith("]")]
    names = [re.sub(r" \[\d+\]$", "", re.split("：|: ", line, maxsplit=1)[1]) for line in lines]
    assert [len(line.split(t("describe.comma"))) for line in names] == [23, 8]
    assert one.listed and not one.figures


@LANGS
@pytest.mark.parametrize(("code", "pairs"), [("520000", 34), ("620000", 20)])
def test_a_second_slide_names_the_pairs_that_the_headline_of_a_place_counts(code, pairs, lang):
    """Map and curve take the whole of the first."""
    first, second = with_rest(slide(f"region?region={code}", lang), Catalogue.load(lang))
    assert first.period and first.basis and not second.period and not second.basis  # events after the last rate have dates
    lines = [line for line in second.points if "→" in line]
    named = pairs_in(tuple(re.sub(r" (\[\d+\])+", "", line) for line in lines))

    assert str(pairs) in first.sentence and len(named) == len(set(named)) == pairs
    assert {note.number for note in second.footnotes} >= {int(n) for line in lines for n in re.findall(r"\[(\d+)\]", line)}
    # Years are not told apart in it but for the list that the headline counts.
    assert second.points[0] == Catalogue.load(lang)("slide.all_pairs_starred")
    assert sum(recipient.endswith("*") for _, recipient in named) == {"520000": 8, "620000": 4}[code]
    assert all(re.search(r"\[\d+\]$", line) for line in second.points[1:])


@pytest.mark.parametrize(
    ("view", "lang", "has_all"),
    [
        ("overview", "en", True),
        ("pairings", "zh", True),
        ("pairings?show=compare", "zh", True),
        ("pairings?show=compare", "en", False),
        ("trends?show=delisted&as=map", "en", True),
        ("trends?show=delisted&as=map&when=2016", "zh", False),
        ("trends?show=delisted&as=map&outline=areas", "zh", False),  # outlines have names of their own
    ],
)
def test_a_map_refers_to_the_list_where_that_has_every_name(view, lang, has_all):
    """In English the pairs that stayed have no room in it; of 2016 it has the provinces alone whose counties had left."""
    one, t = slide(view, lang), Catalogue.load(lang)
    assert one.listed
    assert one.listed.text["unnamed"] == t("map.unnamed_listed" if has_all else "map.unnamed", n="{n}")
    text = " ".join((one.sentence, *one.points))
    strong = [label for label in one.listed.labels if label.rank < 90 and label.style != "quiet"]
    assert all((label.name or one.names[label.region_id][0]) in text for label in strong) == has_all


@pytest.mark.parametrize("show", ["sankey", "matrix"])
@pytest.mark.parametrize(("place", "chosen"), [("520000", 8), ("440000", 8), ("520300", 1)])
def test_a_diagram_lets_the_pairs_of_the_chosen_place_stand_out(show, place, chosen):
    """'Who helps Guizhou?' was answered by 32 bands of one colour; by province, Zunyi's pair stays apart from others."""
    (chart,) = slide(f"pairings?show={show}&region={place}", "zh").charts
    accent = palette("light").accent
    if show == "sankey":
        ribbons = [ribbon for panel in chart.spec.panels for ribbon in panel.ribbons]
        marked = [ribbon for ribbon in ribbons if ribbon.paint.fill == accent]
        assert 0 < len(marked) <= chosen < len(ribbons)
        return
    signs = [(mark, one.sign_of(mark)) for one in chart.spec.series if one.kind == "pairs" for mark in one.marks]
    counts = [int(mark.label.lines[0]) if mark.label else 1 for mark, sign in signs if sign and sign.fill == accent]
    assert sum(counts) == chosen


@LANGS
def test_a_diagram_of_all_pairs_has_its_whole_slide_and_one_of_a_place_lists_its_pairs_beside(lang):
    every, (one, *more) = (
        slide("pairings?show=sankey", lang),
        with_rest(slide("pairings?show=sankey&region=520000", lang), Catalogue.load(lang)),
    )
    assert not every.figures and not every.points
    assert len(pairs_in(tuple(re.sub(r" ?\[\d+\]", "", line) for line in one.points))) == 8 and not more
    assert "幫扶" in " ".join(one.further), "the words of the source are in the notes"


@LANGS
def test_a_province_beside_a_place_of_its_own_is_named_whole_and_first(lang):
    """'Qingdao → Anshun, Guizhou' would be one place."""
    lines = " ".join(slide("region?region=520000", lang).beside)
    assert {"zh": "青岛\N{NO-BREAK SPACE}→ 贵州省、安顺*", "en": "Qingdao\N{NO-BREAK SPACE}→ Guizhou Province, Anshun*"}[
        lang
    ] in lines


def test_a_long_list_beside_the_map_of_a_picture_takes_a_wider_column():
    """In English the 40 pairs of two lists have no room in the first; the picture had none of them."""
    one = slide("pairings?show=compare", "en")
    svg = drawn_words(one, "16:9", Finish())
    assert len(one.beside) == 3 and all(line.split(":")[0] + ":" in svg for line in one.beside)


@LANGS
@pytest.mark.parametrize("view", ["overview", "pairings?show=compare", "pairings?show=coverage"])
@pytest.mark.parametrize(("width", "height"), [(1000, 540), (896, 526), (670, 370)])
def test_no_line_of_a_name_passes_the_dot_at_which_flows_of_another_begin(view, lang, width, height):
    """Beijing's ended on Dalian's dot, in the grey of a pair that is kept: it read as Beijing helping Dalian."""
    one = slide(view, lang)
    assert one.scene_beside is not None
    (placed,) = pictures(one.scene_beside, (), load_geometry(), one.names, width, height, smallest=16)
    picture, k = placed.picture, 16 / 12
    starts = [shapely.Point(arrow.start) for arrow in picture.arrows]
    assert len(starts) > 9
    for tie in picture.ties:
        root, line = shapely.Point(tie.start), shapely.LineString([tie.start, tie.end])
        assert [start for start in starts if root.distance(start) > 9 * k and line.distance(start) < 8 * k] == []


@LANGS
@pytest.mark.parametrize(("width", "height"), [(1000, 540), (896, 526)])
def test_beside_a_list_of_few_pairs_names_leave_the_arrowheads_seen(lang, width, height):
    """Two arrowheads were hidden under the names of Enshi and Xiangxi: Jinan seemed to help Enshi."""
    one = slide("pairings?show=coverage", lang)
    assert one.scene_beside is not None
    (placed,) = pictures(one.scene_beside, (), load_geometry(), one.names, width, height, smallest=16)
    boxes = [
        shapely.box(word.x - half, word.y - word.size / 2, word.x + half, word.y + word.size / 2)
        for word in placed.picture.words
        if (half := text_width(word.text, word.size) / 2)
    ]
    hidden = [arrow.name for arrow in placed.picture.arrows if any(box.contains(shapely.Point(arrow.end)) for box in boxes)]
    assert len(placed.picture.arrows) == 10
    assert len(hidden) <= {"zh": 2, "en": 5}[lang], hidden


@LANGS
@pytest.mark.parametrize(("width", "height"), [(1390, 500), (1000, 540), (896, 526)])
def test_no_amount_lies_on_an_arrowhead(lang, width, height):
    """Under what Liaoning gave the line to Xinjiang had no end: nobody saw whom it led to."""
    one = slide("overview?fill=money", lang)
    scene = one.scenes[0]
    (placed,) = pictures(scene, (), load_geometry(), one.names, width, height, smallest=16)
    words = [word for word in placed.picture.words if "→" in word.text or set("¥万") & set(word.text)]
    boxes = [
        shapely.box(word.x - half, word.y - word.size / 2, word.x + half, word.y + word.size / 2)
        for word in words
        if (half := text_width(word.text, word.size) / 2)
    ]
    heads = {arrow.name: shapely.Point(arrow.end) for arrow in placed.picture.arrows}
    assert len(heads) == 23 and len(words) >= 3
    assert [name for name, head in heads.items() if any(box.contains(head) for box in boxes)] == []


@LANGS
def test_in_the_inset_counties_of_one_class_are_one_shape_with_its_name(lang):
    """In PowerPoint each of sixty was an island by its name; on paper Hainan was white."""
    one = slide("trends?show=delisted", lang)
    scene = one.scene_beside
    assert scene is not None
    inset = draw(scene, load_geometry(), one.names, 896, 526, smallest=16).inset
    assert inset is not None
    classes = {patch.name: patch.fill for patch in inset.patches if patch.name}
    batches = {item.text: item.color for item in scene.legend.items if item.color in classes.values()}
    assert classes == batches and len(classes) == 5


@LANGS
@pytest.mark.parametrize(("width", "height", "smallest"), [(1860, 740, 24), (1000, 540, 16), (640, 360, 11)])
def test_no_name_on_a_small_map_lies_on_the_islands_and_dashes_of_the_south(lang, width, height, smallest):
    """Liupanshui and Anshun covered some: the small maps have no inset that would show them a second time."""
    one = slide("overview?fill=nine", lang)
    placed = pictures(None, one.panels, load_geometry(), one.names, width, height, smallest=smallest)
    marks = load_geometry().landmarks
    south = [*marks.islets.tolist(), *marks.dashes.tolist()]
    drawn = [one.picture for one in placed if one.picture.patches]
    assert len(drawn) == 9 and sum(len(picture.words) for picture in drawn) >= 4
    for picture in drawn:
        boxes = {word.text: box_of(word) for word in picture.words}
        assert [
            text for text, box in boxes.items() if any(box.contains(shapely.Point(picture.view.at(at))) for at in south)
        ] == []


@LANGS
def test_the_names_between_which_an_amount_went_do_not_stand_beside_one_another_s_places(lang):
    """'Liaoning' stood at Beijing's dot, and 'Beijing' at Dalian: they read as swapped."""
    one = slide("overview?fill=money", lang)
    scene = one.scenes[0]
    paid = {i for flow in scene.flows if flow.measured for i in (flow.helper_id, flow.recipient_id)}
    for width, height, smallest in ((1848, 710, 24), (896, 526, 16)):
        (placed,) = pictures(scene, (), load_geometry(), one.names, width, height, smallest=smallest)
        picture, k = placed.picture, smallest / 12
        own = {one.names[i][0]: i for i in paid}
        names = {own[word.text]: box_of(word) for word in picture.words if word.text in own}
        assert len(names) >= 4
        at = {i: shapely.Point(picture.view.at(one.names[i][1:])) for i in paid}
        ends = {tie.end for tie in picture.ties}
        near = [
            (i, other)
            for i, box in names.items()
            for other in paid - {i}
            if box.distance(at[other]) < 8 * k and not any(box.buffer(6 * k).contains(shapely.Point(end)) for end in ends)
        ]
        assert near == []


@LANGS
def test_where_colours_are_all_a_name_lies_on_its_own_as_far_as_it_can(lang):
    """'Ningxia' (≤ 3%) lay on the dark of Gansu and Shaanxi (< 6%), 'Henan' on that of Shanxi."""
    one, geometry = slide("overview?fill=rate", lang), load_geometry()
    scene = one.scene_beside
    assert scene is not None and not scene.flows
    (placed,) = pictures(scene, (), geometry, one.names, 896, 526, smallest=16)
    view, fill = placed.picture.view, scene.fill.provinces
    own = {one.names[i][0]: i for i in fill}
    stained = {}
    for word in (word for word in placed.picture.words if word.text in own):
        left, _, right, _ = box_of(word).bounds
        places = [kilometres(view, left + (right - left) * share, word.y) for share in (0, 0.25, 0.5, 0.75, 1)]
        classes = [fill.get(f"{min(ids)[:2]}0000") for ids in geometry.regions_at(places) if ids]
        stained[word.text] = sum(n != fill[own[word.text]] for n in classes)
    assert len(stained) >= 26
    # Of five places under each name. Gansu is narrower than any name where its own stands.
    assert sum(n for n in stained.values() if n > 1) <= {"zh": 3, "en": 6}[lang], stained


def box_of(word) -> shapely.Polygon:
    half = text_width(word.text, word.size) / 2
    return shapely.box(word.x - half, word.y - word.size / 2, word.x + half, word.y + word.size / 2)
