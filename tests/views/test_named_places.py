"""What a headline names and how it counts: found on the map beside it, with its unit, with what was reported since."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from data.figures.reported import RATE
from data.places.names import short_of
from geo.scene import FOREMOST
from geo.still.draw import draw
from geo.still.measures import text_width
from geo.still.picture import Picture
from look.palette import palette
from tests.geo.pictures import geometry
from tests.views.parity import addresses, view_at
from views import loaders
from views.book import Book
from views.loaders import gazetteer
from views.reader import Reader
from views.region.view import PlaceView

PROVINCES = [i for i, level in gazetteer(loaders.facts(), loaders.shapes(), "zh").levels.items() if level == "province"]
#: Of the Production Corps, which has no place on the map: its helper has one.
DIVISIONS = ("A-xpcc-6", "A-xpcc-14")


@cache
def book() -> Book:
    return loaders.book(loaders.facts(), Reader())


def named_in(text: str) -> set[str]:
    """The short names of provinces and prefectures in a sentence; not those that are part of a longer one."""
    wide = {i for i, row in book().regions.items() if row["level"] in ("province", "prefecture", "county")}
    said = {book().short(i) for i in wide if book().short(i) in text}
    longest = {name for name in said if not any(name != other and name in other for other in said)}
    return longest & {book().short(i) for i in wide if i.endswith("00")}


@pytest.mark.parametrize("region", ["", *PROVINCES, *DIVISIONS])
@pytest.mark.parametrize("page", ["overview", "pairings"])
def test_what_the_headline_names_goes_before_all_other_names_on_the_map(page, region):
    view = view_at(f"{page}?region={region}" if region else page)
    assert view.scene is not None
    first = {book().short(one.region_id) for one in view.scene.labels if one.rank <= FOREMOST and one.region_id.isdigit()}
    assert named_in(view.finding) - first == set()


def test_the_names_are_worth_asking_for():
    assert named_in(view_at("pairings").finding) == {"广东", "贵州"}
    assert named_in(view_at("overview?region=650000").finding) == {"江苏", "山东", "北京", "山西"}
    assert named_in(view_at("overview?region=A-xpcc-6").finding) == {"山西"}


def test_partners_come_before_what_has_no_part_in_a_choice():
    view = view_at("overview?region=520000")
    assert view.scene is not None
    ranks = {one.region_id: one.rank for one in view.scene.labels}
    assert ranks["520000"] < ranks["210200"] <= FOREMOST < ranks["110000"]


def test_a_count_of_all_pairs_or_records_says_that_it_is_of_all_periods():
    facts, said = loaders.facts(), 0
    total = len(facts.pairings)
    pairs = int(re.findall(r"\d+", view_at("cooperation?show=scorecard").finding)[0])
    for address in addresses():
        view = view_at(address)
        for text in (view.finding, view.qualifier, view.description):
            if re.search(rf"(?<!\d)({total}|{pairs}) [对条]", text):
                said += 1
                assert "各时期" in text, (address, text)
    assert said > 10


@pytest.mark.parametrize("region", PROVINCES)
def test_a_place_leads_with_its_last_rate_or_says_what_was_reported_since(region):
    view = view_at(f"region?region={region}")
    assert isinstance(view, PlaceView)
    latest = [s for plot in (view.course, view.leading) if plot for p in plot.spec(900, 400, 1.0).panels for s in p.series]
    values = {mark.label.lines[0] for s in latest if s.kind == "latest" for mark in s.marks if mark.label}
    # The chart says of when: '2018年 5.6%', or, short of room, the value alone.
    assert [text for text in values if text.split(" ")[-1] not in view.under(book().t)] == []


def test_gansu_says_that_a_lower_rate_was_reported_later():
    assert view_at("region?region=620000").qualifier == "9.6% 取自图集所依据的五份文件；之后另有报道：5.6%（2018年）"
    assert view_at("region?region=520000").qualifier == ""


@pytest.mark.parametrize("show", ["points", "rates"])
@pytest.mark.parametrize(("width", "height"), [(1290, 400), (880, 480), (338, 1200)])
def test_the_last_value_of_each_place_is_written(show, width, height):
    view = view_at(f"trends?show={show}")
    series = [s for panel in view.charts[0].spec(width, height, 1.0).panels for s in panel.series]
    regions = {row["observation_id"]: row["region_id"] for row in view.charts[0].rows if row["indicator_id"] == RATE}
    marks = [mark for s in series if s.kind in ("latest", "others", "lead", "values") for mark in s.marks]
    drawn = sorted((mark for mark in marks if mark.record in regions), key=lambda mark: str(mark.x))
    last = {regions[str(mark.record)]: mark for mark in drawn}
    assert len(last) == 4
    assert [region for region, mark in last.items() if not mark.label] == []


@cache
def picture_of(address: str, lang: str, width: int, height: int) -> Picture:
    scene = view_at(address).scene
    assert scene is not None
    known = gazetteer(loaders.facts(), loaders.shapes(), lang)
    names = {i: (short_of(row, lang), *known.labels[i]) for i, row in book().regions.items() if i in known.labels}
    return draw(replace(scene, lang=lang), geometry(), names, width, height, smallest=11.5)


#: Maps as in a low window, on a phone and on a laptop.
ROOMS = ((590, 320), (338, 570), (910, 575))
MAPS = ("overview", "overview?region=520000", "overview?fill=money", "overview?fill=rate", "pairings?region=640000")


@pytest.mark.parametrize(("width", "height"), ROOMS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", [*MAPS, "overview?region=350000", "pairings?show=coverage"])
def test_taiwan_is_named_on_every_map_and_hong_kong_and_macao_both_or_neither(address, lang, width, height):
    picture = picture_of(address, lang, width, height)
    words = {word.text: word for word in picture.words}
    taiwan, *both = [book().regions[i] for i in ("710000", "810000", "820000")]
    name = words.get(short_of(taiwan, lang))

    assert name is not None and name.color == palette("light").quiet
    assert len({short_of(row, lang) in words for row in both}) == 1


@pytest.mark.parametrize(("width", "height"), ROOMS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("region", ["520000", "650000", "640000", "210200"])
def test_with_a_choice_only_its_own_names_stand_out_and_no_other_lies_on_it(region, lang, width, height):
    view, picture = view_at(f"overview?region={region}"), picture_of(f"overview?region={region}", lang, width, height)
    assert view.scene is not None
    hierarchy = view.scene.hierarchy
    ends = {
        i
        for flow in view.scene.flows
        for i in (flow.helper_id, flow.recipient_id)
        if hierarchy.touches(region, flow.helper_id, flow.recipient_id)
    }
    own = {i for end in ends for i in hierarchy.ancestors(end)} | {region, *hierarchy.ancestors(region)}
    own = {i for i, row in book().regions.items() if i in own or book().short(i) in view.finding}
    called = {short_of(book().regions[i], lang) for i in own}
    # A long name is broken into lines.
    parts = {part for name in called for part in (name, *name.split(" "))}
    quiet = [word for word in picture.words if word.color == palette("light").quiet]
    strong = [word for word in picture.words if word.color == palette("light").ink and word.text not in parts]

    assert [word.text for word in strong] == []
    assert len(quiet) > 5
    for word in quiet:
        half = text_width(word.text, word.size, word.weight) / 2
        under = geometry().regions_at(
            [picture.view.back((word.x + half * share, word.y)) for share in (-1, -0.5, 0, 0.5, 1)]
        )
        of = {i for i, row in book().regions.items() if short_of(row, lang) == word.text}
        foreign = [ids for ids in under if any(hierarchy.touches(region, i) for i in ids) and not ids & of]
        assert foreign == [] or any(hierarchy.touches(region, i) for i in of), word.text
