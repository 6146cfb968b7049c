"""The trends under AppTest: the page opens, takes what a link gives, and lives with nothing recorded."""

from __future__ import annotations

import re

import pytest

from data.evidence.verified import verified
from data.figures.delisted import delisted as records_of
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE
from tests.pages.app import html, notices, scene, write_headers_only
from text.catalogue import Catalogue

PAGE = "pages/trends.py"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGS
def test_it_opens(app_test, lang):
    at = app_test(PAGE, query={"lang": lang})
    assert not at.exception and not notices(at)
    assert Catalogue.load(lang)("trends.title_points") in html(at)


@pytest.mark.parametrize(
    "query",
    [
        {"show": "rates", "axis": "linear"},
        {"show": "rates", "record": "o-xj-phr-end", "events": "1"},
        {"regions": "650000"},
        {"regions": "620000,650000", "events": "1"},
        {"record": "o-xj-phr-end"},
    ],
)
def test_a_link_opens_what_was_chosen(app_test, query):
    at = app_test(PAGE)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception and not notices(at)
    if "record" in query:
        assert "<mark>15%</mark>" in html(at)


@LANGS
def test_it_opens_with_the_finding_in_a_sentence_and_who_said_so(app_test, lang):
    shown = html(app_test(PAGE, query={"lang": lang}))
    (finding,) = re.findall(r'<h2 class="finding">(.*?)</h2>', shown)
    for value in ("32% → 15%", "46.8% → 22.7%", "0.028%", "9.6%"):
        assert value in finding
    assert ("新疆日报2016年1月9日" if lang == "zh" else "Xinjiang Daily, 9 Jan 2016") in shown
    assert ("没有说明口径" if lang == "zh" else "state no basis") in shown


def test_events_are_text_under_the_panels_once_they_are_asked_for(app_test):
    assert "key-events" not in html(app_test(PAGE))
    at = app_test(PAGE, query={"events": "1"})
    assert "2020年" in html(at) and html(at).count("<h4>") >= 4 and 'class="goal"' in html(at)


def test_the_words_of_a_point_have_a_way_back(app_test):
    at = app_test(PAGE, query={"record": "o-xj-phr-end"})
    (back,) = [button for button in at.button if button.key == "leave-record"]
    back.click().run()
    assert not at.exception and "record" not in at.query_params


def delisted_in_2020():
    facts = verified(whole_facts())
    provinces = set(facts.regions[facts.regions["level"] == "province"]["region_id"])
    return [i for i in records_of(facts.observations, "2020")["region_id"] if i in provinces]


def delisted(app_test, lang="en", **query):
    at = app_test(PAGE, query={"lang": lang, "show": "delisted", "as": "map", **query})
    assert not at.exception, [one.message for one in at.exception]
    return at


@LANGS
def test_a_years_delistings_are_a_map_a_sentence_and_a_table(app_test, lang):
    at, t = delisted(app_test, lang, when="2020"), Catalogue.load(lang)
    shown = scene(at)
    # Guizhou's nine of November 2020; the twenty-four that it announced in March are the batch of 2019.
    (label,) = [one for one in shown["labels"] if one["ids"] == ["520000"]]
    assert label["text"] == "9"
    assert t("delisted.note") in shown["legend"]["notes"] and not notices(at)
    fills = shown["fill"]["provinces"]
    assert fills["650000"] > fills["520000"] >= fills["450000"] >= fills["510000"], "10, 9, 8, 7: more is darker"
    assert "540000" not in shown["fill"]["provinces"] and shown["fill"]["rest"] is not None
    assert at.expander[0].label == t("table.title", n=len(delisted_in_2020()))


@LANGS
def test_a_province_of_the_map_shows_its_figures_with_their_words(app_test, lang):
    at, t = delisted(app_test, lang, when="2020", place="520000"), Catalogue.load(lang)
    assert scene(at)["chosen"] == {"kind": "region", "id": "520000"}
    assert t("delisted.others") in html(at) and "2020-11-23" not in html(at)
    assert html(at).count('<details class="fact"') >= 3


def test_totals_are_those_last_reported_with_their_year(app_test):
    labels = {one["ids"][0]: one.get("text") for one in scene(delisted(app_test, when="total"))["labels"]}
    assert labels["450000"] == "54, 2020" and labels["520000"] == "66, 2020"


def test_it_opens_with_the_year_most_provinces_are_reported_for(app_test):
    at = delisted(app_test)
    assert next(control.value for control in at.button_group if control.key == "w_when") == "2017"


@pytest.mark.parametrize("name", ["as", "when", "place"])
def test_a_moment_or_place_the_link_may_not_give_is_named_as_text(app_test, name):
    at = delisted(app_test, **{name: HOSTILE[0]})
    assert any(name in notice and "<img" not in notice for notice in notices(at))


def test_without_a_delisting_the_map_gives_way(app_test, tmp_path):
    facts = str(write_headers_only(tmp_path / "facts"))
    at = app_test(PAGE, query={"lang": "en", "show": "delisted", "as": "map"}, env={"ATLAS_FACTS": facts})
    assert not at.exception and not at.get("component_instance")


def test_a_band_opens_at_its_words_and_regions_with_nothing_else_can_be_chosen(app_test):
    at = app_test(PAGE, query={"show": "rates"})
    at.query_params["regions"], at.query_params["record"] = "330000", "o-330000-band-2018-sur-3"
    at.run()
    assert not at.exception and not notices(at)
    assert "<mark>" in html(at)


@pytest.mark.parametrize("name", ["axis", "regions", "record", "events", "show"])
@pytest.mark.parametrize("value", ["nonsense", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text(app_test, name, value):
    at = app_test(PAGE)
    if name == "axis":
        at.query_params["show"] = "rates"
    at.query_params[name] = value
    at.run()
    assert not at.exception
    (notice,) = notices(at)
    assert name in notice and "<img" not in notice


@LANGS
def test_with_nothing_recorded_the_page_still_stands(app_test, tmp_path, lang):
    at = app_test(PAGE, query={"lang": lang}, env={"ATLAS_FACTS": str(write_headers_only(tmp_path / "facts"))})
    assert not at.exception and Catalogue.load(lang)("trends.title_points") in html(at)


def test_without_any_file_each_is_named(app_test, tmp_path):
    at = app_test(PAGE, query={"lang": "en"}, env={"ATLAS_FACTS": str(tmp_path / "nowhere")})
    assert not at.exception and "observations.csv: the file is missing" in html(at)


@pytest.mark.parametrize(
    ("place", "when", "n", "total"), [("", "2017", 125, 832), ("", "2019", 344, 832), ("650000", "2020", 10, 32)]
)
def test_the_lists_of_counties_are_counted_beside_what_was_reported(app_test, place, when, n, total):
    at = delisted(app_test, when=when, **({"place": place} if place else {}))
    assert Catalogue.load("en")("delisted.listed_batch", year=when, n=n, total=total) in html(at)
