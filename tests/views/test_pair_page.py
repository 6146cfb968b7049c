"""Every pair opens by its link, with the words that say so."""

from __future__ import annotations

from html import escape

import pytest

from data.pairings.pair import find_pair, key_of, pair_keys
from data.rows import records
from tests.data.seeds import seed_facts
from tests.data.whole import whole_facts
from tests.ui.page import address as address
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from views import loaders
from views.book import Book
from views.reader import Reader
from views.region.pair import pair_panel

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def panel(facts, key, lang="zh", book=None):
    pair = find_pair(facts, key)
    assert pair is not None
    return str(pair_panel(pair, facts, book or Book.of(facts, Reader(lang))))


def test_the_thirty_two_pairs_of_the_guideline_have_an_address_each():
    facts = seed_facts()
    rows = facts.pairings[facts.pairings["arrangement_id"] == "ew-2016-12"]
    keys = pair_keys(rows)
    assert len(keys) == 32 and set(keys) <= set(loaders.pairs(facts))
    assert tuple(key_of(facts, i) for i in ("p-201612-16", "p-201612-29", "p-201612-18")) == (
        "330200-222400",
        "440600-513400",
        "350000-640000",
    )


@pytest.mark.parametrize("facts", [seed_facts, whole_facts], ids=["seeds", "committed"])
def test_every_recorded_pairing_is_on_its_pairs_page_with_its_quote(address, facts):
    facts = facts()
    known, book, pages, missing = loaders.pairs(facts), Book.of(facts, Reader("zh")), {}, []
    for row in records(facts.pairings):
        key = key_of(facts, row["pairing_id"])
        if key not in known:
            missing.append(row["pairing_id"])
            continue
        if key not in pages:
            pages[key] = panel(facts, key, book=book)
        if f'id="r-{row["pairing_id"]}"' not in pages[key] or escape(row["quote"]) not in pages[key]:
            missing.append(row["pairing_id"])
    assert missing == []


def test_a_pair_of_which_only_figures_are_recorded_has_a_page_too(address):
    facts = seed_facts()
    assert loaders.pairs(facts)["320000-520600"] == ""
    words = HtmlReader(panel(facts, "320000-520600")).words
    assert "青海53所、铜仁219所学校结对" in words and "铜仁48所医院结对" in words


@LANGS
def test_a_pair_without_figures_says_so_and_makes_no_causal_claim(address, lang):
    t, words = Catalogue.load(lang), HtmlReader(panel(seed_facts(), "330200-222400", lang)).words
    assert t("panel.no_cooperation") in words and t("panel.not_causal") in words


def test_the_first_pair_has_none_before_it_and_each_links_to_the_next():
    facts = seed_facts()
    book = Book.of(facts, Reader("en", carried=(("lang", "en"),)))
    first, second, third = pair_keys(facts.pairings)[:3]
    assert (first, second, third) == ("350000-640000", "110000-150000", "110000-130700")
    html = panel(facts, first, book=book)
    assert "pair=110000-150000" in html and html.count("pair=") == 1 and html.count("lang=en") == 3
    assert f"pair={first}" in panel(facts, second, "en") and f"pair={third}" in panel(facts, second, "en")
