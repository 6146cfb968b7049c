"""Two arrangements pair by pair, by hand: one pair of 1996, kept in 2016 among thirty-two."""

from __future__ import annotations

import pytest

from data.load import load_facts
from data.pairings.arrangements import choices
from data.pairings.comparison import possible_changes
from data.rows import records
from data.schema.model import columns
from tests.data.seeds import seed_facts
from tests.data.toy import ROWS, write_toy
from tests.ui.page import address as address
from tests.ui.shared.test_markup import HtmlReader
from text.catalogue import Catalogue
from views.book import Book
from views.pairings.comparison import change_lists, incomplete, pairs_of
from views.reader import Reader

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def arrangement(facts, key):
    (row,) = [row for row in records(facts.arrangements) if row["arrangement_id"] == key]
    return row


def changes(facts, before, after):
    pairs = pairs_of(facts, arrangement(facts, before), arrangement(facts, after))
    return {row["pairing_id"]: row["change"] for row in records(pairs)}


def test_1996_and_2016_by_hand():
    found = changes(seed_facts(), "ew-1996", "ew-2016-12")
    assert [i for i, change in found.items() if change == "kept"] == ["p-201612-18"]  # the later record stands for both
    # The list of 1996 is not complete here: that it does not name a pair does not make the pair new.
    assert sorted(found.values()) == ["kept"] + ["unclear"] * 31
    assert found["p-201612-16"] == "unclear"


def test_against_a_later_list_that_is_incomplete_nothing_has_ended():
    found = changes(seed_facts(), "ew-2016-12", "ew-1996")
    assert sorted(found.values()) == ["kept"] + ["unclear"] * 31
    assert found["p-201612-16"] == "unclear" and found["p-1996-fj-nx"] == "kept"


def test_an_arrangement_and_itself_differ_in_nothing():
    assert set(changes(seed_facts(), "ew-2016-12", "ew-2016-12").values()) == {"kept"}


def test_of_a_later_list_that_leaves_a_pair_out_the_pair_has_ended(tmp_path):
    # 1996: Fujian–Ningxia; 2000: Fujian–Guyuan alone.
    first = dict(zip(columns("arrangements"), ROWS["arrangements"][0], strict=True))
    later = list((first | {"arrangement_id": "ew-2000", "date": "2000", "complete": "yes"}).values())
    first["complete"] = "yes"
    pair = ["p-2", "east_west", "350000", "640400", "2000", "", "toy", "福建帮扶宁夏", "ew-2000"]
    folder = write_toy(tmp_path / "facts", arrangements=[list(first.values()), later], pairings=[*ROWS["pairings"], pair])
    assert changes(load_facts(folder), "ew-1996", "ew-2000") == {"p-1": "ended", "p-2": "added"}


@LANGS
def test_the_lists_name_and_count_every_pair_and_lead_to_its_page(lang):
    facts, t = seed_facts(), Catalogue.load(lang)
    reader = Reader(lang, carried=(("lang", "en"),) if lang == "en" else ())
    before, after = arrangement(facts, "ew-1996"), arrangement(facts, "ew-2016-12")
    html = "".join(change_lists(pairs_of(facts, before, after), possible_changes(before, after), Book.of(facts, reader)))
    words = HtmlReader(html).words
    assert t("compare.added") not in words
    for title, n in ((t("compare.unclear"), 31), (t("compare.ended"), 0), (t("compare.kept"), 1)):
        assert t("coverage.list", title=title, n=n) in words
    assert html.count("<a ") == 32 and html.count("pair=350000-640000") == 1
    assert html.count("lang=en") == (32 if lang == "en" else 0)


@LANGS
def test_an_incomplete_list_says_how_many_of_its_pairs_are_recorded(lang):
    facts, t = seed_facts(), Catalogue.load(lang)
    first, later = (row for row in records(choices(facts)))
    assert incomplete(first, later, t) == [t("compare.before_incomplete", n=1)]
    assert incomplete(later, first, t) == [t("compare.after_incomplete", n=1)]
    assert incomplete(later, later, t) == []
