"""Records of unverified pages under AppTest: left out and counted, shown on request, found by their links."""

from __future__ import annotations

import json
from html import unescape

import pytest

from data.evidence.verified import unverified, verified
from geo.payload import to_json
from tests.data.whole import whole_facts
from tests.pages.app import html, notices
from text.catalogue import Catalogue
from ui.navigation import PAGES
from views.slides.make import slide

FACTS = whole_facts()
LEFT_OUT = unverified(FACTS)
N = sum(len(frame) for frame in LEFT_OUT.values())
XINJIANG = LEFT_OUT["pairings"][LEFT_OUT["pairings"]["arrangement_id"] == "xinjiang-2010"]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def switch(at):
    (found,) = [one for one in at.toggle if one.key == "w_unverified"]
    return found


@LANGS
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_every_page_counts_what_is_left_out(app_test, page, lang):
    at, t = app_test(f"pages/{page}.py", query={"lang": lang}), Catalogue.load(lang)
    assert not at.exception and switch(at).label == t("unverified.hidden", n=N) and not switch(at).value


def counted(rows):
    return f"recipients; {len(rows)} of all {len(rows)} recorded pairings"


def test_the_switch_goes_into_the_link_and_to_the_other_pages(app_test):
    at, t = app_test("pages/pairings.py", query={"lang": "en"}), Catalogue.load("en")
    at.query_params["programme"], at.query_params["date"] = "all", "all"
    at.run()
    assert counted(verified(FACTS).pairings) in html(at)

    switch(at).set_value(True).run()
    assert at.query_params["unverified"] in ("1", ["1"])
    assert counted(FACTS.pairings) in html(at)
    assert switch(at).label == t("unverified.shown", n=N)

    at.switch_page("pages/trends.py").run()
    assert switch(at).value and at.query_params["unverified"] in ("1", ["1"])


@LANGS
def test_a_link_to_such_a_record_shows_it_and_says_so(app_test, lang):
    at, t = app_test("pages/pairings.py", query={"lang": lang}), Catalogue.load(lang)
    at.query_params["pair"] = XINJIANG["pairing_id"].iloc[0]
    at.run()
    assert t("notice.unverified") in notices(at)[0] and len(notices(at)) == 1
    assert f'id="r-{XINJIANG["pairing_id"].iloc[0]}"' in html(at)
    assert switch(at).value


def test_a_place_says_how_many_records_about_it_are_left_out(app_test):
    at, t = app_test("pages/region.py", query={"lang": "en"}), Catalogue.load("en")
    at.query_params["region"] = "653100"
    at.run()
    # Kashgar itself, and its counties by their codes.
    about = sum(
        any(
            str(named).startswith("6531")
            for named in (row.get("region_id"), row.get("recipient_id"), *row.get("region_ids", "").split(";"))
        )
        for frame in LEFT_OUT.values()
        for row in frame.to_dict("records")
    )
    assert about and t("unverified.of_place", n=about) in html(at)
    switch(at).set_value(True).run()
    assert t("unverified.of_place", n=about) not in html(at)


def test_a_slide_shows_what_its_view_does():
    def n(view):
        return len(slide(view).table)

    everything = "pairings?show=table&programme=all&date=all"
    assert (n(everything), n(f"{everything}&unverified=1")) == (len(verified(FACTS).pairings), len(FACTS.pairings))


#: The pictures of every page: maps, fills, charts, ranks, tables and headline figures.
PICTURES = [
    *(
        "overview",
        "overview?fill=rate",
        "overview?fill=delisted",
        "pairings",
        "pairings?show=table",
        "pairings?show=compare",
    ),
    *("pairings?show=coverage", "trends", "trends?show=ranking", "trends?show=lifted", "region?region=650000"),
    *("region?region=653100", "region?pair=310000-530000", "cooperation", "sources?show=conflicts"),
]


@pytest.mark.parametrize("view", PICTURES)
def test_no_picture_of_any_page_rests_on_an_unverified_page(view):
    """Neither its records nor what it cites; the list of counties by batch is the exception, which the records say."""
    made, t = slide(view), Catalogue.load("zh")
    ids = {row_id for frame in LEFT_OUT.values() for row_id in frame.iloc[:, 0]}
    drawn = json.dumps(json.loads(to_json(made.scene)), ensure_ascii=False) if made.scene is not None else ""
    assert [row_id for row_id in ids if f'"{row_id}"' in drawn] == []
    quotes = {quote for frame in LEFT_OUT.values() for quote in frame["quote"]}
    weak = [note for note in made.footnotes if note.tier == t("tier.unverified")]
    assert [quote for note in weak for quote in note.quotes if quote in quotes] == []


@LANGS
@pytest.mark.parametrize("asked", ["", "1"])
def test_a_view_of_2021_says_how_many_of_its_pairs_are_recorded(app_test, lang, asked):
    """On the page and on its slide; the more, where pages that nobody verified are shown too."""
    facts, t = (FACTS if asked else verified(FACTS)), Catalogue.load(lang)
    of_2021 = facts.pairings[facts.pairings["arrangement_id"] == "ew-2021"]
    arrangements = facts.arrangements.set_index("arrangement_id", drop=False)
    name = t.name(arrangements.loc["ew-2021"].to_dict())
    said = t("pairings.incomplete", name=name, n=of_2021["pairing_id"].nunique())
    at = app_test("pages/pairings.py", query={"lang": lang, "date": "2021", "unverified": asked})
    assert said in unescape(html(at))
    if lang == "zh":
        assert said in slide(f"pairings?date=2021&unverified={asked}").points
