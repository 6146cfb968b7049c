"""The pairings under AppTest: every view follows one selection, and says so when nothing is left of it."""

from __future__ import annotations

import json
import re
from html import escape

import pytest

from tests.data.seeds import seed_folder
from tests.data.toy import write_toy
from tests.hostile import HOSTILE
from tests.pages.app import html, notices, scene, write_headers_only
from text.catalogue import Catalogue

PAGE = "pages/pairings.py"
VIEWS = ("map", "sankey", "matrix", "table", "compare", "coverage")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
# Fujian is paired with Ningxia, its cities with Gansu's; nobody of Fujian with Guizhou.
NOTHING_LEFT = {"helper": "350000", "recipient": "520000"}


@pytest.fixture
def seeds(app_test, monkeypatch):
    """Return a function that opens the page on the seed records: no total depends on what is imported later."""

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


def drawn(at, show):
    """How many pairings the view itself shows."""
    if show == "map":
        return len(scene(at)["flows"])
    if show in ("sankey", "matrix"):
        (chart,) = at.get("plotly_chart")
        traces = json.loads(chart.proto.spec)["data"]
        return sum(len(one["customdata"]) for one in traces if one.get("meta", {}).get("kind") == "pairs")
    return html(at).count("<tr>") - 1  # less its head


def is_counted(at, t, n, total=40, date="2016年12月的 "):
    """Whether the answer says how many there are; in Chinese behind the date that all have, in English behind the sides."""
    before = ">" if not n else "recipients; "
    return {"zh": f">{date}{n} 条结对", "en": f"{before}{n} of all {total} recorded pairings"}[t.lang] in html(at)


@LANGS
def test_it_opens_with_the_guidelines_pairs_of_all_that_are_recorded(seeds, lang):
    at, t = seeds(lang), Catalogue.load(lang)
    assert not notices(at) and t("pairings.title") in html(at)
    # Zhaotong alone is helped by two; 21 helpers are 8 provinces and municipalities, 13 cities.
    assert t("pairings.counted_sides", n=32, total=40, helpers=21, recipients=31) in html(at)
    assert is_counted(at, t, 32) and drawn(at, "map") == 32
    assert len(at.selectbox) == 5
    assert at.expander[0].label == t("table.title", n=32)


@LANGS
@pytest.mark.parametrize(
    ("query", "n"),
    [({}, 32), ({"helper": "330000"}, 5), ({"date": "all", "programme": "all"}, 40), ({"recipient": "520000"}, 8)],
)
def test_map_sankey_matrix_and_table_show_the_same_number(seeds, lang, query, n):
    t = Catalogue.load(lang)
    for show in ("map", "sankey", "matrix", "table"):
        at = seeds(lang, show=show, **query)
        assert is_counted(at, t, n, date="" if n == 40 else "2016年12月的 "), show
        # Zhangjiakou–Chengde is an area whose members are not recorded: it has no place on the map, and is named.
        unplaced = n - drawn(at, show)
        area = {"zh": "张承环京津地区", "en": "Zhangjiakou–Chengde areas"}[lang]
        said = " ".join(re.findall('<p class="left-out">(.*?)</p>', html(at)))
        assert unplaced == 0 or (show == "map" and said.count(f"→ {area}") == unplaced), (show, said)


@LANGS
@pytest.mark.parametrize("show", ["map", "sankey", "matrix", "table", "coverage"])
def test_where_nothing_is_left_a_sentence_says_so(seeds, lang, show):
    at, t = seeds(lang, show=show, **NOTHING_LEFT), Catalogue.load(lang)
    assert not notices(at) and (is_counted(at, t, 0, date="") or show == "coverage")
    if show == "coverage":
        zh, en = "30 个自治州：30 个未列入", "30 autonomous prefectures: 30 not among the pairs checked"
        assert {"zh": zh, "en": en}[lang] in html(at)
    else:
        assert t("describe.no_pairings") in html(at)


def test_the_way_back_from_nothing_is_one_filter(seeds):
    at = seeds(**NOTHING_LEFT)
    at.selectbox[2].select("all").run()
    assert (not at.exception and "recipient" not in at.query_params) or at.query_params["recipient"] in ("all", ["all"])
    assert len(scene(at)["flows"]) == 3


def test_a_filter_goes_into_the_link_and_narrows_the_others(seeds):
    at = seeds()
    at.selectbox[1].select("330200").run()
    assert not at.exception and at.query_params["helper"] in ("330200", ["330200"])
    assert {flow["id"] for flow in scene(at)["flows"]} == {"p-201612-16", "p-201612-17"}
    assert len(at.selectbox[2].options) == 5  # all; Jilin, Yanbian, Guizhou, Qianxinan


@LANGS
def test_a_pair_that_is_chosen_shows_its_words_and_leads_to_its_page(seeds, lang):
    at, t = seeds(lang, pair="p-201612-16"), Catalogue.load(lang)
    assert scene(at)["chosen"] == {"kind": "flow", "id": "p-201612-16"}
    assert "寧波市幫扶吉林省延邊朝鮮族自治州" in html(at)
    (link,) = [one for one in at.get("page_link") if one.proto.label == t("pairings.open_pair")]
    assert "pair=330200-222400" in link.proto.query_string
    assert ("lang=en" in link.proto.query_string) == (lang == "en")


@LANGS
@pytest.mark.parametrize(("region", "n"), [("520000", 8), ("520300", 1), ("540000", 0)])
def test_a_region_that_is_chosen_lists_its_pairings_among_those_selected(seeds, lang, region, n):
    at, t = seeds(lang, region=region), Catalogue.load(lang)
    assert scene(at)["chosen"] == {"kind": "region", "id": region} and not notices(at)
    assert t("pairings.of_region", n=n, total=32) in html(at)
    assert html(at).count('<details class="fact"') == n
    assert (t("describe.no_pairings") in html(at)) == (n == 0)
    (link,) = [one for one in at.get("page_link") if one.proto.label == t("pairings.open_region")]
    assert f"region={region}" in link.proto.query_string


@pytest.mark.parametrize("show", ["sankey", "matrix"])
def test_without_a_pairing_a_chart_says_so(seeds, show):
    (chart,) = seeds(show=show, **NOTHING_LEFT).get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    assert not figure["data"] and [note["text"] for note in figure["layout"]["annotations"]] == [
        Catalogue.load("zh")("chart.empty")
    ]


@LANGS
def test_before_and_after_by_hand(seeds, lang):
    at, t = seeds(lang, show="compare"), Catalogue.load(lang)
    for title, n in (("ended", 0), ("kept", 1), ("unclear", 31)):
        assert t("coverage.list", title=t(f"compare.{title}"), n=n) in html(at)
    assert [item["text"] for item in scene(at)["legend"]["items"]][:3] == [
        t("legend.kept", n=1),
        t("legend.ended", n=0),
        t("legend.unclear", n=31),
    ]
    assert len(scene(at)["flows"]) == 32
    assert escape(t("compare.before_incomplete", n=1)) in html(at)
    assert escape(t("compare.after_incomplete", n=32)) not in html(at)


def test_turned_round_thirty_one_pairs_of_2016_are_not_called_ended(seeds):
    at, t = seeds("en", show="compare", before="ew-2016-12", after="ew-1996"), Catalogue.load("en")
    assert t("coverage.list", title=t("compare.unclear"), n=31) in html(at) and t("compare.ended") not in html(at)
    assert escape(t("compare.after_incomplete", n=1)) in html(at)


@LANGS
def test_coverage_by_hand(seeds, lang):
    at, t = seeds(lang, show="coverage"), Catalogue.load(lang)
    date, rest = {
        "zh": ("2016年12月的结对，", "30 个自治州：10 个直接结对 · 9 个由所在省结对 · 11 个未列入"),
        "en": (
            "Dec 2016, ",
            "30 autonomous prefectures: 10 directly · 9 through the province · 11 not among the pairs checked",
        ),
    }[lang]
    assert f'<p class="answer">{date}{rest}</p>' in html(at)
    assert len(scene(at)["flows"]) == 10 and len(scene(at)["fill"]["prefectures"]) == 30
    assert [item["text"] for item in scene(at)["legend"]["items"]] == [
        t("legend.covered_direct", n=10),
        t("legend.covered_province", n=9),
        t("legend.covered_none", n=11),
        t("legend.flow"),
    ]


def test_coverage_follows_the_filters(seeds):
    at = seeds("en", show="coverage", helper="310000")
    # Shanghai: Yunnan, Zunyi.
    assert "30 autonomous prefectures: 8 through the province · 22 not among the pairs checked" in html(at)


def test_another_rule_goes_into_the_link(seeds):
    at = seeds("en", show="coverage")
    at.selectbox[5].select("A-nanjiang4").run()
    assert not at.exception and at.query_params["rule"] in ("A-nanjiang4", ["A-nanjiang4"])
    assert "4 members: 4 not among the pairs checked" in html(at)


NAMES = {
    "map": ["show", "programme", "helper", "recipient", "kind", "date", "pair", "region"],
    "compare": ["before", "after"],
    "coverage": ["rule"],
}


@pytest.mark.parametrize(("show", "name"), [(show, name) for show, names in NAMES.items() for name in names])
@pytest.mark.parametrize("value", ["nonsense", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text_and_the_default_shown(seeds, show, name, value):
    at = seeds(**({"show": show} | {name: value}))
    assert name not in at.query_params
    (notice,) = notices(at)
    assert name in notice and not re.search(r"<(?!/?p[ >])", notice)
    assert len(scene(at)["flows"]) == {"map": 32, "compare": 32, "coverage": 10}[show]


@LANGS
@pytest.mark.parametrize("show", VIEWS)
def test_with_nothing_recorded_each_view_says_so(seeds, tmp_path, lang, show):
    at, t = seeds(lang, write_headers_only(tmp_path / "facts"), show=show), Catalogue.load(lang)
    assert "trouble" not in html(at)
    words = {"compare": "compare.too_few", "coverage": "coverage.no_rules"}.get(show, "describe.no_pairings")
    assert t(words) in html(at)


@pytest.mark.parametrize("show", VIEWS)
def test_without_any_file_each_is_named(seeds, tmp_path, show):
    at = seeds("en", tmp_path / "nowhere", show=show)
    assert "pairings.csv: the file is missing" in html(at)


@pytest.mark.parametrize("show", VIEWS)
def test_facts_without_the_guideline_open_with_all_there_is(seeds, tmp_path, show):
    at = seeds("en", write_toy(tmp_path / "facts"), show=show)
    assert not notices(at)
    assert show in ("compare", "coverage") or is_counted(at, Catalogue.load("en"), 1, 1)
