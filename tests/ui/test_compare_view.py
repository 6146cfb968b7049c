"""Two arrangements pair by pair, by hand: one pair of 1996, kept in 2016 among thirty-two."""

from __future__ import annotations

import pytest

from data.arrangements import choices
from data.load import load_facts
from data.model import columns
from data.rows import records
from tests.data.seeds import seed_facts
from tests.data.toy import ROWS, write_toy
from tests.ui.page import address as address
from tests.ui.test_markup import Reader
from text.catalogue import Catalogue
from ui.cards import Book
from ui.compare_view import _lists, earlier, pairs_of

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def changes(facts, before, after):
    pairs = pairs_of(facts, before, after)
    return {row["pairing_id"]: row["change"] for row in records(pairs)}


def test_1996_and_2016_by_hand():
    found = changes(seed_facts(), "ew-1996", "ew-2016-12")
    assert [i for i, change in found.items() if change == "kept"] == ["p-201612-18"]  # the later record stands for both
    assert sorted(found.values()) == ["added"] * 31 + ["kept"]
    assert found["p-201612-16"] == "added"


def test_backwards_what_was_added_has_ended():
    found = changes(seed_facts(), "ew-2016-12", "ew-1996")
    assert sorted(found.values()) == ["ended"] * 31 + ["kept"]
    assert found["p-201612-16"] == "ended" and found["p-1996-fj-nx"] == "kept"


def test_an_arrangement_and_itself_differ_in_nothing():
    assert set(changes(seed_facts(), "ew-2016-12", "ew-2016-12").values()) == {"kept"}


def test_of_a_later_list_that_leaves_a_pair_out_the_pair_has_ended(tmp_path):
    # 1996: Fujian–Ningxia; 2000: Fujian–Guyuan alone.
    first = dict(zip(columns("arrangements"), ROWS["arrangements"][0], strict=True))
    later = list((first | {"arrangement_id": "ew-2000", "date": "2000", "complete": "yes"}).values())
    pair = ["p-2", "east_west", "350000", "640400", "2000", "", "toy", "福建帮扶宁夏", "ew-2000"]
    folder = write_toy(tmp_path / "facts", arrangements=[*ROWS["arrangements"], later], pairings=[*ROWS["pairings"], pair])
    assert changes(load_facts(folder), "ew-1996", "ew-2000") == {"p-1": "ended", "p-2": "added"}


@LANGS
def test_the_lists_name_and_count_every_pair_and_lead_to_its_page(address, lang):
    facts, t = seed_facts(), Catalogue.load(lang)
    address.update(lang=lang)
    html = "".join(_lists(pairs_of(facts, "ew-1996", "ew-2016-12"), Book.of(facts, t)))
    words = Reader(html).words
    for title, n in ((t("compare.added"), 31), (t("compare.ended"), 0), (t("compare.kept"), 1)):
        assert t("coverage.list", title=title, n=n) in words
    assert html.count("<a ") == 32 and html.count("pair=350000-640000") == 1
    assert html.count("lang=en") == (32 if lang == "en" else 0)


def test_the_page_opens_with_the_last_arrangement_and_the_one_before_it():
    known = {row["arrangement_id"]: row for row in records(choices(seed_facts()))}
    assert list(known)[-1] == "ew-2016-12" and earlier(known) == "ew-1996"


def test_what_came_before_is_of_the_same_programme_if_there_is_one():
    def row(i, programme):
        return {"arrangement_id": i, "programme_id": programme}

    rows = [row("e1", "east_west"), row("x1", "xinjiang_aid"), row("e2", "east_west")]
    assert earlier({one["arrangement_id"]: one for one in rows}) == "e1"
    assert earlier({one["arrangement_id"]: one for one in rows[:2]}) == "e1"
