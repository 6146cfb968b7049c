"""The region page's view: computed once, pairs once each, and taken by page and slide alike."""

from __future__ import annotations

import re

import pytest

from data.pairings.pair import key_of
from data.rows import records
from data.select import pairings_of
from tests.data.seeds import seed_facts
from tests.data.whole import whole_facts
from tests.pages import app
from tests.ui.page import address as address
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from text.sentences import sentences
from views import loaders
from views.book import Book
from views.declared import from_values
from views.parts.record_tables import pairs_table
from views.reader import Reader
from views.region.pairs import pair_rows, rows_markup
from views.region.view import region
from views.slides.make import slide

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")


def rows_of(facts, region_id, lang="en"):
    book = Book.of(facts, Reader(lang))
    return pair_rows(pairings_of(facts.pairings, region_id, facts.hierarchy), region_id, facts, book), book


def test_a_pair_has_one_row_however_many_records_say_it():
    """Shandong and Xinjiang stand in the lists of 1996 and of 2001."""
    facts = whole_facts()
    rows, book = rows_of(facts, "650000")
    (own,) = [row for row in rows if row.region_id == "650000"]
    shandong = [line for line in own.pairs if line.helper_id == "370000"]
    assert len(shandong) == 1 and sum(row["helper_id"] == "370000" for row in own.records) > 1
    table = pairs_table(list(own.records), book)
    assert len(table) == len(own.pairs) < len(own.records)
    (line,) = table[table[EN("table.helper")] == "Shandong Province"].to_dict("records")
    assert "1996" in line[EN("table.since")] and "2001" in line[EN("table.since")]


def test_counties_stand_in_the_row_of_their_prefecture():
    rows, _ = rows_of(whole_facts(), "650000")
    hotan = next(row for row in rows if row.region_id == "653200")
    assert {line.recipient_id for line in hotan.pairs} >= {"653201", "653221", "653222", "653224"}
    assert (hotan.name, hotan.where) == ("Hotan", "")


def test_a_helper_has_the_rows_of_whom_it_helps_with_their_provinces():
    rows, _ = rows_of(whole_facts(), "320000")
    tongren = next(row for row in rows if row.region_id == "520600")
    assert tongren.where == "Guizhou" and "320500" in {line.helper_id for line in tongren.pairs}
    codes = [row.region_id for row in rows]
    assert codes == sorted(codes) and codes.index("520000") < codes.index("520600")


@pytest.mark.parametrize("facts", [seed_facts, whole_facts], ids=["seeds", "committed"])
@pytest.mark.parametrize("region_id", ["650000", "640000", "520000", "320000", "440000", "510000", "520600"])
def test_every_pair_of_a_place_is_in_its_rows_with_the_words_of_every_record(address, facts, region_id):
    facts = facts()
    rows, book = rows_of(facts, region_id, "zh")
    touching = records(pairings_of(facts.pairings, region_id, facts.hierarchy))
    lines = [line for row in rows for line in row.pairs]
    assert sorted(line.key for line in lines) == sorted({key_of(facts, row["pairing_id"]) for row in touching})
    html = rows_markup(rows, book)
    words = HtmlReader(html).words
    assert all(" ".join(row["quote"].split()) in " ".join(words.split()) for row in touching)
    assert all(f"pair={line.key}" in html and f'data-flow="{line.flow_id}"' in html for line in lines)
    assert html.count("<button") == len(rows) == html.count("<summary")


def test_no_pairs_make_no_rows():
    rows, book = rows_of(whole_facts(), "230600")
    assert (rows, rows_markup(rows, book)) == ((), "")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", ["region=650000", "region=320000", "pair=350000-640000"])
def test_page_and_slide_say_the_same(app_test, lang, query):
    name, value = query.split("=")
    at = app_test("pages/region.py", query={"lang": lang, name: value}).run()
    made = slide(f"region?{query}", lang)
    facts = loaders.facts()
    book = Book.of(facts, Reader(lang))
    shown = region(from_values("region", facts, book, {name: value}), facts, loaders.shapes(), book)
    assert shown is not None
    (heading,) = re.findall("<h1>(.*?)</h1>", app.html(at))
    assert heading == shown.title == made.title
    assert made.sentence == sentences((shown.finding, shown.qualifier), Catalogue.load(lang))
    assert made.table.equals(shown.table) and made.scene == shown.scene
    if shown.rows:
        t = Catalogue.load(lang)
        counted = t("region.pairs", n=len(shown.chosen_pairings), records=len(shown.pairings))
        assert counted in app.html(at) and counted in made.sentence


def test_lines_that_end_in_counties_carry_their_names():
    """The browser's list has provinces and prefectures alone: a card would else say a code."""
    scenes = [slide(view).scene for view in ("region?region=320000", "pairings?programme=xinjiang_aid&date=all")]
    scenes.append(slide("overview?region=652900").scene)
    scenes.append(slide("overview?region=653200").scene)
    book = Book.of(loaders.facts(), Reader("zh"))
    for scene in scenes:
        assert scene is not None
        ends = {i for flow in scene.flows for i in (flow.helper_id, flow.recipient_id)}
        counties = {i for i in ends if book.regions[i]["level"] == "county"}
        assert scene.ends == {i: book.region(i) for i in counties}
    last = scenes[-1]
    assert last is not None and "653222" in last.ends, "a choice brings its own pairs, and their names"


def test_the_leading_rate_is_told_by_heading_figure_and_slide(app_test):
    at = app_test("pages/region.py", query={"region": "650000"}).run()
    big = re.findall(r'fact-big.*?<span class="fact-figure">(.*?)</span>', app.html(at))
    assert big == ["32% → 15%"] == [figure.value for figure in slide("region?region=650000").figures[:1]]


def test_a_pair_shows_the_rates_of_both_sides_and_the_words_of_its_records(app_test):
    at = app_test("pages/region.py", query={"pair": "350000-640000"}).run()
    shown = app.html(at)
    assert "pair-rows" not in shown and 'id="r-p-1996-fj-nx"' in shown
    charts = [one.proto.id for one in at.get("plotly_chart")]
    assert sum("pair-trend" in one for one in charts) == 1
