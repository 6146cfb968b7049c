"""Cards, panels, documents, tables: every figure with its words, and every word as text."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import quote

import pandas as pd
import pytest

from data.figures.conflicts import conflicts, cooperation_conflicts
from data.load import load_facts
from data.rows import records
from data.schema.model import columns
from data.select import about_region
from tests.data.toy import ROWS, with_cell, write_toy
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from text.markup import UNSEEN
from ui.shared.search import search_list
from ui.shared.tables import html_table
from views.book import Book
from views.parts import panel
from views.parts.cards import change_card, cooperation_card, event_card, observation_card, pairing_card, quote_block
from views.reader import Reader
from views.sources.document import document, record_text, summary

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def toy(tmp_path, lang="en", **changed):
    facts = load_facts(write_toy(tmp_path / "facts", **changed))
    assert facts.faults == ()
    return facts, Book.of(facts, Reader(lang))


def row_of(frame, n=0):
    return records(frame)[n]


def test_an_observation_says_value_place_period_reporter_and_opens_to_its_words(tmp_path):
    facts, book = toy(tmp_path)
    html = observation_card(row_of(facts.observations, 1), book)
    read = HtmlReader(html)
    assert read.tags[0] == "details" and read.attributes[0]["id"] == "r-o-2" and "open" not in read.attributes[0]
    for words in (
        "15%",
        "Poverty rate, Ningxia",
        "2011–2015, end of period",
        "某报, Jul 2016",
        "Not stated",
        "one of the five documents the atlas rests on",
    ):
        assert words in read.words
    assert "降到<mark>15%</mark>" in html


def test_a_change_shows_both_ends_and_marks_what_its_quote_says(tmp_path):
    facts, book = toy(tmp_path)
    html = change_card(row_of(facts.observations, 0), row_of(facts.observations, 1), book)
    assert "32% → 15%" in HtmlReader(html).words and "2011–2015" in html
    assert html.count("<mark>") == 1  # the quote shown is the end's, and says 15% alone


def test_other_cards(tmp_path):
    facts, book = toy(tmp_path)
    assert "八" in HtmlReader(cooperation_card(row_of(facts.cooperation), book)).words
    assert "<mark>八</mark>" in cooperation_card(row_of(facts.cooperation), book)
    pair = HtmlReader(pairing_card(row_of(facts.pairings), book, is_open=True))
    assert "Fujian → Ningxia" in pair.words and "since 1996" in pair.words and pair.attributes[0]["open"] == "open"
    assert "Paired" in HtmlReader(event_card(row_of(facts.events), book)).words


@LANGS
def test_a_card_says_what_else_is_reported_wherever_sources_disagree(lang):
    """Also where one gives the end of 2011 to 2015 and another that of 2015: to both that is one time."""
    facts = whole_facts()
    book = Book.of(facts, Reader(lang))
    groups = [records(differing.rows) for differing in conflicts(facts)]
    groups += [records(differing.rows) for differing in cooperation_conflicts(facts)]
    assert len(groups) > 5
    for rows in groups:
        for row in rows:
            card = cooperation_card(row, book) if "cooperation_id" in row else observation_card(row, book)
            assert book.t("card.others") in card
            assert len(book.other_reports(row)) >= len(rows) - 1


def test_a_pairing_of_unknown_start_says_so(tmp_path):
    facts, book = toy(tmp_path, **with_cell("pairings", 2, "start", ""))
    assert "start not stated" in HtmlReader(pairing_card(row_of(facts.pairings), book)).words


@pytest.mark.parametrize(("lang", "said"), [("zh", "列入1996年名单"), ("en", "on the list of 1996")])
def test_a_pair_that_only_a_list_dates_does_not_begin_there(tmp_path, lang, said):
    row = [*ROWS["arrangements"][0]]
    row[5] = "yes"
    facts, book = toy(tmp_path, lang, arrangements=[row])
    read = HtmlReader(pairing_card(row_of(facts.pairings), book))
    assert said in read.words and "1996年起" not in read.words and "since 1996" not in read.words


@LANGS
def test_no_pair_of_the_guideline_of_2016_is_said_to_begin_with_it(lang):
    facts = whole_facts()
    book = Book.of(facts, Reader(lang))
    rows = records(facts.pairings[facts.pairings["arrangement_id"] == "ew-2016-12"])
    assert len(rows) == 32
    for row in rows:
        words = HtmlReader(pairing_card(row, book)).words
        assert "2016年12月起" not in words and "since Dec 2016" not in words
        assert row["note" if lang == "zh" else "note_en"] in words


@LANGS
@pytest.mark.parametrize("text", [text for text in HOSTILE if not UNSEEN.search(text)])  # those are refused at load
def test_hostile_facts_are_shown_as_they_are(tmp_path, lang, text):
    """One hostile text in every cell of words; every way to show a record; a browser finds no element it brought."""
    words = {
        "regions": ("name_zh", "short_zh", "name_en", "pinyin", "kind"),
        "sources": ("title", "publisher", "url", "note", "note_en", "title_en", "title_zh", "publisher_en"),
        "pairings": ("quote",),
        "observations": ("quote",),
        "cooperation": ("quote",),
        "events": ("title_zh", "title_en", "quote"),
        "programmes": ("name_zh", "name_en"),
        "indicators": ("name_zh", "name_en"),
        "bases": ("name_zh", "name_en"),
        "measures": ("name_zh", "name_en"),
        "terms": ("name_zh", "name_en", "definition_zh", "definition_en"),
    }
    changed = {table: [[*r, *[""] * (len(columns(table)) - len(r))] for r in ROWS[table]] for table in words}
    for table, names in words.items():
        for cells in changed[table]:
            for name in names:
                # An address has to be one, at a host that is known.
                cells[columns(table).index(name)] = f"https://www.gov.cn/{quote(text)}" if name == "url" else text
    facts, book = toy(tmp_path, lang, **changed)
    t = book.t
    pieces = [
        panel.region_panel(facts, "640000", book),
        panel.region_panel(facts, "640400", book),
        panel.pair_panel(facts, "p-1", book),
        panel.headline_panel(facts, ("640000",), "rate", book),
        document(facts, "toy", book, "o-1"),
        html_table(pd.DataFrame({text: [text]})),
        quote_block(row_of(facts.observations), (), book),
    ]
    ours = {
        *("article", "section", "details", "summary", "blockquote", "mark", "div", "p", "span", "h2", "h3", "h4"),
        *("ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "button"),
    }
    for html in pieces:
        read = HtmlReader(html)
        assert set(read.tags) <= ours
        assert not any(name.startswith("on") for attributes in read.attributes for name in attributes)
        assert text in read.words
    assert text in json.loads(search_list(facts, t))["places"][2][1]
    assert text in record_text("terms", row_of(facts.terms), book)


# --- panels


def sections(html):
    return re.findall(r"<h4>(.*?)</h4>", html)


def test_a_region_has_what_is_its_own(tmp_path):
    facts, book = toy(tmp_path, delistings=[])
    assert sections(panel.region_panel(facts, "640000", book)) == [
        "Helped by (pairs of all periods: 1)",
        "Reported figures",
        "Events and targets",
    ]
    assert sections(panel.region_panel(facts, "350000", book)) == [
        "Helps (pairs of all periods: 1)",
        "Co-operation figures",
        "Events and targets",
    ]
    assert "No record does not mean zero" in panel.region_panel(facts, "640400", book)


def test_an_area_that_holds_a_place_is_not_called_a_place_within_it(tmp_path):
    facts, book = toy(tmp_path, delistings=[], **with_cell("observations", 2, "region_id", "A-xihaigu"))
    inside, around = panel.region_panel(facts, "640000", book), panel.region_panel(facts, "640400", book)
    assert "Figures for places within it" in sections(inside)
    assert sections(around) == ["Figures for areas it belongs to"]


def test_a_pair_without_co_operation_figures_says_so_and_claims_no_cause(tmp_path):
    facts, book = toy(tmp_path)
    words = HtmlReader(panel.pair_panel(facts, "p-1", book)).words
    assert "No co-operation figure is recorded for this pair." in words
    assert "Shown together; not a causal estimate." in words


def rate(key, start, end, value, point, basis="unstated"):
    return [key, "640000", "rate", start, end, value, "=", basis, "reported", "toy", f"{value}%", point, ""]


def test_a_headline_never_joins_ends_of_two_periods_or_two_bases(tmp_path):
    bases = [*ROWS["bases"], ["survey", "抽样", "Survey", "推算", "estimate", "", ""]]
    rows = [
        rate("o-1", "2006", "2010", "50", "start"),
        rate("o-2", "2006", "2010", "40", "end"),
        rate("o-3", "2011", "2015", "32", "start"),
        rate("o-4", "2011", "2015", "15", "end"),
        rate("o-5", "2011", "2015", "14", "end", "survey"),
    ]
    facts, book = toy(tmp_path, observations=rows, bases=bases)
    assert "32% → 15%" in HtmlReader(panel.headline(facts, ("640000",), "rate", book)).words


def test_without_two_ends_a_headline_is_the_latest_report(tmp_path):
    rows = [
        rate("o-1", "2018", "2018", "6", "at"),
        rate("o-2", "2017", "2017", "9", "at"),
        rate("o-3", "2011", "2015", "32", "start"),
    ]
    facts, book = toy(tmp_path, observations=rows)
    words = HtmlReader(panel.headline(facts, ("640000", "350000"), "rate", book)).words
    assert "6%" in words and "9%" not in words and "Fujian" not in words


# --- documents


@LANGS
def test_a_document_counts_and_lists_what_rests_on_it(tmp_path, lang):
    facts, book = toy(tmp_path, lang)
    html = document(facts, "toy", book, "o-2")
    assert html.count("passage-here") == 1 and html.count("<section") == 10
    assert summary(facts, "toy", book) in html


def test_under_no_words_stands_a_batch_that_they_do_not_give():
    """The list gives it; an announcement mostly says that counties left, and a notice that they are to leave."""
    facts = whole_facts()
    book, n = Book.of(facts, Reader(ZH.lang)), 0
    for source_id in facts.rows_by_source["delistings"]:
        for section in document(facts, source_id, book).split("<section")[1:]:
            words, _, lines = section.partition("</blockquote>")
            batches = re.findall(r"(\d{4})年批次", lines)
            assert [batch for batch in batches if batch not in re.sub("<[^>]+>", "", words)] == []
            n += len(batches)
    assert n > 100


def test_every_document_of_the_facts_has_each_id_once():
    facts = whole_facts()
    book = Book.of(facts, Reader(ZH.lang))
    for source_id in book.sources:
        ids = Counter(re.findall(r' id="([^"]*)"', document(facts, source_id, book)))
        assert {i: n for i, n in ids.items() if n > 1} == {}


@LANGS
def test_every_record_of_the_facts_can_be_said(lang):
    facts = whole_facts()
    book = Book.of(facts, Reader(lang))
    for region in ("650000", "653100", "A-nanjiang4", "350900", "100000", "620000"):
        assert panel.region_panel(facts, region, book)
    for pair in facts.pairings["pairing_id"]:
        assert panel.pair_panel(facts, pair, book)
    for row in records(about_region(facts.observations, facts.indicators, set(facts.regions["region_id"]))):
        # Its figure stands out in its quote, unless it was worked out from others there.
        assert ("<mark>" in observation_card(row, book)) or row["status"] == "derived"


# --- search and tables


def test_a_place_is_found_by_names_reading_initials_code_and_what_it_was_called(tmp_path):
    facts, _ = toy(tmp_path)
    found = {place[0]: place[1:] for place in json.loads(search_list(facts, ZH))["places"]}
    name, where, rank, names, others = found["640400"]
    assert (name, where, rank) == ("固原市", "宁夏", 2)
    assert set(names.split("|")) == {"固原市", "固原", "guyuan", "gy", "640400"}
    assert others == [["642200", "代码：642200（固原地区）"]]
    assert found["640000"][1] == ""  # it lies in the country, as every province does


def test_every_place_of_the_facts_is_in_the_list_in_both_languages():
    facts = whole_facts()
    for t in (ZH, EN):
        places = json.loads(search_list(facts, t))["places"]
        assert [place[0] for place in places] == list(facts.regions["region_id"])
        # Two of one name lie in different places, or their codes tell them apart.
        assert all(place[1] for place in places)


def test_a_table_has_real_headings_and_escaped_cells():
    html = html_table(pd.DataFrame({"Place <a>": ["x & y"], "n": [3]}))
    assert '<th scope="col">Place &lt;a&gt;</th>' in html and "<td>x &amp; y</td><td>3</td>" in html
    assert 'tabindex="0"' in html  # a table that scrolls is reached by keyboard


def test_no_rows_no_table():
    assert html_table(pd.DataFrame({"a": []})) == ""
