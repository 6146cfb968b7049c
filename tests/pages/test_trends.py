"""The trends under AppTest: the page opens, takes what a link gives, and lives with nothing recorded."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data.evidence.verified import verified
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
        {"show": "rates", "axis": "log"},
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
    (finding,) = re.findall(r'<p class="answer">(.*?)</p>', shown)
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


def delisted(app_test, lang="en", **query):
    at = app_test(PAGE, query={"lang": lang, "show": "delisted", "as": "map", **query})
    assert not at.exception, [one.message for one in at.exception]
    return at


def batch_of(shown):
    """County to the year of its batch, as the browser steps through them."""
    return {i: int(year) for years, ids in shown["frames"]["values"] for year in years for i in ids}


@LANGS
def test_the_counties_are_a_map_a_sentence_and_a_table_of_one_moment(app_test, lang):
    at, t = delisted(app_test, lang, when="2018"), Catalogue.load(lang)
    shown, batches = scene(at), batch_of(scene(at))
    assert (len(batches), Counter(batches.values())) == (832, {2016: 28, 2017: 125, 2018: 283, 2019: 344, 2020: 52})
    assert (shown["frames"]["year"], shown["frames"]["years"], shown["countiesOf"]) == (
        2018,
        list(range(2016, 2021)),
        "100000",
    )
    said = t("delisted.until", year="2018", n=28 + 125 + 283, total=832, ahead=344 + 52)
    assert said in html(at) and not notices(at)
    assert at.expander[0].label == t("table.title", n=436)
    # The first thing below the title is how many counties there were.
    assert re.search(r'<p class="answer">\D*832\D', html(at))


def test_scene_and_facts_count_alike_whatever_the_facts_are(app_test):
    """The legend counts what is recorded: the numbers of the documents are the outcome, not the rule."""
    rows = verified(whole_facts()).delistings
    rows = rows[rows["status"] == "stated"]
    shown = scene(delisted(app_test))
    assert batch_of(shown) == {i: int(batch) for i, batch in zip(rows["region_id"], rows["batch"], strict=True)}
    t, counts = Catalogue.load("en"), rows["batch"].value_counts()
    texts = [item["text"] for item in shown["legend"]["items"]]
    assert texts[:5] == [t("legend.batch", year=year, n=counts[year]) for year in ("2016", "2017", "2018", "2019", "2020")]
    assert shown["legend"]["title"] == t("legend.batches", n=len(rows))


@LANGS
def test_a_county_without_a_boundary_is_counted_and_named_on_the_map(app_test, lang):
    shown, t = scene(delisted(app_test, lang)), Catalogue.load(lang)
    name = "冷湖" if lang == "zh" else "Lenghu Administrative Committee"
    one = t("delisted.undrawn_one", name=name, batch="2019")
    assert t("delisted.undrawn_names", n=1, names=one) in shown["legend"]["notes"]
    assert t("legend.no_taiwan") in shown["legend"]["notes"]


@LANGS
def test_a_county_shows_when_it_left_and_in_whose_words(app_test, lang):
    at, t = delisted(app_test, lang, place="622926"), Catalogue.load(lang)
    assert scene(at)["chosen"] == {"kind": "region", "id": "622926"}
    shown = html(at)
    assert ("东乡族自治县" if lang == "zh" else "Dongxiang Autonomous County") in shown
    assert t("delisting.batch", batch="2020") in shown and ("2020年11月21日" if lang == "zh" else "21 Nov 2020") in shown
    assert re.search(r'<details class="fact" [^>]*open="open"', shown) and "<blockquote" in shown


def test_a_province_lists_its_counties_and_what_was_reported_of_it(app_test):
    at, t = delisted(app_test, when="2020", place="520000"), Catalogue.load("en")
    assert scene(at)["chosen"] == {"kind": "region", "id": "520000"}
    for batch, n in {"2016": 1, "2017": 14, "2018": 18, "2019": 24, "2020": 9}.items():
        assert t("delisted.batch_of", year=batch, n=n) in html(at)
    assert t("delisted.reported") in html(at) and html(at).count('<details class="fact"') >= 3
    assert "place=520402" in html(at) or "place=520425" in html(at), "each county leads to its own words"


def test_the_provinces_are_counted_beside_the_map_as_of_its_moment(app_test):
    shown = html(delisted(app_test, when="2017"))
    (row,) = re.findall(r"<tr><td><a[^>]*>Henan</a></td>(.*?)</tr>", shown)
    assert re.findall(r"<td[^>]*>(.*?)</td>", row) == ["2", "3", "5", "38"]


@pytest.mark.parametrize(("outline", "column"), [("last", ""), ("special", "special"), ("areas", "area")])
def test_outlines_are_drawn_around_the_counties_of_which_a_source_says_so(app_test, outline, column):
    rows = verified(whole_facts()).delistings
    rows = rows[(rows["status"] == "stated") & (rows[column] != "" if column else rows["batch"] == "2020")]
    groups, n = rows[column].nunique() if column else 1, len(rows)
    assert n == 52 if outline == "last" else n > 150
    shown, t = scene(delisted(app_test, outline=outline)), Catalogue.load("en")
    assert (len(shown["rims"]), sum(map(len, shown["rims"]))) == (groups, n)
    assert shown["legend"]["items"][-1] == {
        "kind": "rim",
        "text": t(f"outline.{outline}", n=n),
        "color": shown["look"]["ink"],
    }
    assert (t("outline.recorded", n=n) in shown["legend"]["notes"]) is (outline != "last")


def test_it_opens_with_the_last_batch_and_a_link_to_totals_leads_there(app_test):
    assert scene(delisted(app_test))["frames"]["year"] == 2020
    at = delisted(app_test, when="total")
    assert scene(at)["frames"]["year"] == 2020 and not notices(at)


@pytest.mark.parametrize("name", ["as", "when", "place", "outline"])
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


def test_what_sources_count_of_a_year_is_held_against_the_lists_of_counties(app_test):
    at = app_test(PAGE, query={"lang": "zh", "show": "delisted", "as": "chart"})
    # Nation 2019 and 2020, and 12 of provinces. Guangxi's 6 of 2017 are counties of its own list, and Hebei's 21 of 2018
    # counties of both lists: held against the national list they would be errors that nobody made.
    assert not at.exception and "与逐县名单可比的 14 个年度数字全部一致。" in html(at)
    assert "逐县数出：2016年 28 · 2017年 125 · 2018年 283 · 2019年 344 · 2020年 52。" in html(at)
    assert "另有数到省级名单的，不能与它比：" in html(at)
    assert "广西2017年 6，退出公告（只计省级）" in html(at) and "河北2018年 21，退出公告（含省级）" in html(at)
