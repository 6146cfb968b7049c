"""A place and a pair under AppTest: by link, in both languages, with what is known and what is not."""

from __future__ import annotations

import re

import pytest

from data.pairings.pair import find_pair
from tests.data.seeds import seed_folder
from tests.data.toy import write_toy
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE
from tests.pages.app import html, notices, scene, stand_in_for_search, write_headers_only
from text.catalogue import Catalogue
from views import loaders

PAGE = "pages/region.py"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def seeds(app_test, monkeypatch):
    """Return a function that opens the page on the seed records."""

    def run(lang="zh", folder=None, **query):
        # Not by env=: what is cached belongs to a folder and its files, and may stay for the next test.
        monkeypatch.setenv("ATLAS_FACTS", str(folder or seed_folder()))
        at = app_test(PAGE, query={"lang": lang})
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception, [one.message for one in at.exception]
        return at

    return run


def heading(at):
    (found,) = re.findall("<h1>(.*?)</h1>", html(at))
    return found


@LANGS
@pytest.mark.parametrize(
    ("region", "name", "words"),
    [
        ("650000", {"zh": "新疆维吾尔自治区", "en": "Xinjiang Uygur Autonomous Region"}, "174万"),
        ("640000", {"zh": "宁夏回族自治区", "en": "Ningxia Hui Autonomous Region"}, "福建省幫扶寧夏回族自治區"),
        ("350900", {"zh": "宁德市", "en": "Ningde"}, "0.028%"),
    ],
)
def test_a_place_by_its_link(seeds, lang, region, name, words):
    at = seeds(lang, region=region)
    assert not notices(at) and heading(at) == name[lang] and words in html(at)
    shown = scene(at)
    assert (shown["framed"], shown["countiesOf"]) == ([region], region[:2] + "0000")
    assert shown["view"]["id"] == f"place-{region}" and len(shown["view"]["fit"]) == 4


@pytest.mark.parametrize("region", ["100000", "460000", "A-nanjiang4", "A-chixi", "710000", "820000"])
@LANGS
def test_nation_area_village_and_what_has_no_record_open_too(seeds, lang, region):
    at = seeds(lang, region=region)
    assert not notices(at) and heading(at)


@LANGS
@pytest.mark.parametrize(
    ("pair", "flow", "quote"),
    [
        ("350000-640000", "p-1996-fj-nx", "福建省幫扶寧夏回族自治區"),
        ("330200-222400", "p-201612-16", "寧波市幫扶吉林省延邊朝鮮族自治州"),
        ("442000-530600", "p-201612-30", "中山市和東莞市幫扶云南省昭通市"),
    ],
)
def test_a_pair_by_its_link(seeds, lang, pair, flow, quote):
    at, t = seeds(lang, pair=pair), Catalogue.load(lang)
    helper, recipient = pair.split("-")
    assert not notices(at) and quote in html(at) and " → " in heading(at)
    assert scene(at)["framed"] == [helper, recipient] and [one["id"] for one in scene(at)["flows"]] == [flow]
    assert t("panel.not_causal") in html(at)


@LANGS
def test_a_pair_of_which_only_figures_are_recorded_opens_with_them(seeds, lang):
    at = seeds(lang, pair="320000-520600")
    assert "铜仁219所学校" in re.sub("</?mark>", "", html(at)) and scene(at)["flows"] == []
    assert scene(at)["framed"] == ["320000", "520600"]


def test_a_pair_with_an_area_opens_without_a_line_where_the_area_has_no_place(seeds):
    at = seeds(pair="110000-A-zhangcheng")
    assert "張承環京津相關地區" in html(at) and "110000" in scene(at)["framed"]


def test_without_rates_the_page_says_so_instead_of_drawing_nothing(seeds):
    at = seeds("en", pair="330200-222400")
    assert Catalogue.load("en")("pair.no_rates") in html(at)


def test_a_place_that_is_searched_for_replaces_the_pair(seeds, monkeypatch):
    stand_in_for_search(monkeypatch)
    at = seeds(pair="350000-640000")
    at.text_input[0].set_value("999999").run()  # a browser can send anything
    assert not at.exception and at.query_params["pair"] and "region" not in at.query_params
    at.text_input[0].set_value("620000").run()
    assert not at.exception and "pair" not in at.query_params and heading(at) == "甘肃省"


def test_a_place_leads_to_its_pair_and_neighbours_in_the_readers_language(seeds):
    at = seeds("en", region="640000")
    targets = set(re.findall(r'href="\./region\?([^"]*)"', html(at)))
    assert all("lang=en" in target for target in targets)
    # Gansu, Shaanxi and Inner Mongolia border on Ningxia.
    assert {f"lang=en&amp;region={i}" for i in ("620000", "610000", "150000")} <= targets


@pytest.mark.parametrize("name", ["region", "pair"])
@pytest.mark.parametrize("value", ["nonsense", "640000-350000", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text_and_the_default_shown(seeds, name, value):
    at = seeds(**{name: value})  # Ningxia does not help Fujian
    # The country, and not some other place that nobody asked for.
    assert at.query_params["region"] in ("100000", ["100000"]) and "pair" not in at.query_params
    assert heading(at) == "中国"
    (notice,) = notices(at)
    assert name in notice and not re.search(r"<(?!/?p[ >])", notice)


@pytest.mark.parametrize(
    ("asked", "name", "words"),
    [
        ("522400", "毕节市", "地名已改：毕节地区 → 毕节市（2011年，今代码 520500）。"),
        ("毕节地区", "毕节市", "地名已改：毕节地区 → 毕节市"),
        ("632723", "称多县", ""),
        ("542122", "江达县", "代码已改：542122 → 540321（江达县）。"),
        ("371200", "济南市", "莱芜市2019年撤销，并入济南市"),
        ("341400", "中国", "“341400”没有对应的今地：地级巢湖市2011年撤销"),
        ("恩施州", "恩施土家族苗族自治州", ""),
        ("新彊", "新疆维吾尔自治区", ""),
        ("隆德", "隆德县", ""),
    ],
)
def test_a_place_of_an_older_list_opens_as_it_is_today_and_says_so(seeds, asked, name, words):
    at = seeds(region=asked)
    assert not at.exception and heading(at) == name
    assert [words in notice for notice in notices(at)] == [True] * bool(words)


def test_an_old_code_in_a_pair_leads_to_the_pair_of_today(seeds):
    at = seeds("en", pair="440100-522400")
    assert at.query_params["pair"] in ("440100-520500", ["440100-520500"]) and heading(at) == "Guangzhou → Bijie"
    (notice,) = notices(at)
    assert "毕节地区 is Bijie today" in notice


@LANGS
def test_a_county_without_a_record_opens_on_itself_with_the_pairs_of_what_it_lies_in(seeds, lang):
    at, t = seeds(lang, region="640424"), Catalogue.load(lang)  # Jingyuan, of which the seeds say nothing
    assert not notices(at) and heading(at) == {"zh": "泾源县", "en": "Jingyuan County"}[lang]
    shown, page = scene(at), html(at)
    assert (shown["framed"], shown["countiesOf"]) == (["640424"], "640000")
    assert shown["labels"][0]["name"] == {"zh": "泾源", "en": "Jingyuan"}[lang]
    assert t("panel.nothing") in page and "350000-640000" in page
    assert page.index(t("panel.nothing")) < page.index(t("panel.above_pairings", n=1)[:4])


def test_a_prefecture_lists_its_counties_and_no_groups(seeds):
    page = html(seeds(region="350900"))
    parts = page[page.index("下辖") :]
    nine = ["蕉城区", "霞浦县", "古田县", "屏南县", "寿宁县", "周宁县", "柘荣县", "福安市", "福鼎市"]
    assert all(name in parts for name in nine)
    assert "未摘帽" not in html(seeds(region="620000")).partition("下辖")[2]


@LANGS
def test_with_nothing_recorded_the_page_says_so(seeds, tmp_path, lang):
    at = seeds(lang, write_headers_only(tmp_path / "facts"))
    assert Catalogue.load(lang)("panel.nothing") in html(at) and "trouble" not in html(at)


def test_without_any_file_each_is_named(seeds, tmp_path):
    at = seeds("en", tmp_path / "nowhere")
    assert "regions.csv: the file is missing" in html(at)


def test_facts_without_xinjiang_open_with_their_first_place(seeds, tmp_path):
    at = seeds("en", write_toy(tmp_path / "facts"))
    assert heading(at) == "China" and not notices(at)
    at = seeds("en", tmp_path / "facts", pair="350000-640000")
    assert heading(at) == "Fujian → Ningxia"


@pytest.mark.parametrize(
    ("where", "record"),
    [({"region": "650000"}, "o-xj-phr-end"), ({"pair": "350000-640000"}, "p-1996-fj-nx"), ({"region": "650000"}, "")],
)
def test_a_mark_of_a_chart_leads_to_its_words(seeds, where, record):
    at = seeds("en", **where, **({"record": record} if record else {}))
    assert not notices(at)
    # The card of that record stands first, open; without one none is.
    assert ('open="open"' in html(at)) == bool(record)


def test_a_recorded_pair_opens_by_its_link(app_test):
    """Every ninth of the committed pairs, every other one in English, with its two regions on the map and its words beside
    it; for all of them ui.test_pair_page and ui.test_place look at words and map without a page."""
    facts, wrong = whole_facts(), []
    keys = list(loaders.pairs(facts))[::9]
    assert len(keys) > 25
    at = app_test(PAGE)
    for n, key in enumerate(keys):
        at.query_params["lang"], at.query_params["pair"] = ("zh", "en")[n % 2], key
        at.query_params["unverified"] = "1"
        at.run()
        if at.exception or notices(at):
            wrong.append((key, [one.message for one in at.exception], notices(at)))
            continue
        page, pair = html(at), find_pair(facts, key)
        assert pair is not None
        said = [*pair.pairings["pairing_id"], *pair.cooperation["cooperation_id"]]
        unsaid = [record for record in said if f'id="r-{record}"' not in page]
        # Sums of helpers and of recipients, such as 'eight eastern provinces', are no places: there is nothing to frame.
        drawn = scene(at)["framed"] or (pair.helper_id.startswith("A-") and pair.recipient_id.startswith("A-"))
        if not said or unsaid or " → " not in heading(at) or not drawn:
            wrong.append((key, unsaid, scene(at)["framed"]))
    assert wrong == []
