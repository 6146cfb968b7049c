"""The filters: what they open with, what they may take, and one number that every view shares."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from data.load import load_facts
from tests.data.seeds import seed_facts
from tests.data.toy import write_toy
from tests.ui.page import stand_in
from text.catalogue import Catalogue
from ui import view
from ui.pairings import controls
from views.book import Book
from views.pairings.rows import links_of, pairing_rows
from views.pairings.selection import chosen_by
from views.reader import Reader

ZH, EN = Catalogue.load("zh"), Catalogue.load("en")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def page(monkeypatch):
    return stand_in(monkeypatch)


@pytest.fixture
def address(page):
    return page.query_params


@pytest.fixture
def boxes(page, monkeypatch):
    """The select boxes the page drew: label to the words of its options."""
    drawn = {}

    def selectbox(label, values, *, format_func, key, on_change, help):
        assert bool(help) == (label in (ZH("filter.date"), EN("filter.date"))), "what a date means is explained"
        drawn[label] = {value: format_func(value) for value in values}
        assert page.session_state[key] in values

    row = SimpleNamespace(columns=lambda n: [SimpleNamespace(selectbox=selectbox) for _ in n])
    fake = SimpleNamespace(container=lambda **_how: row, session_state=page.session_state)
    monkeypatch.setattr(controls, "st", fake)
    return drawn


def choose(facts, lang="en"):
    book = Book.of(facts, Reader(lang))
    at = view.address("pairings", facts, book)
    controls.filters(at, facts, book)
    return chosen_by(at, facts)


def test_it_opens_with_the_thirty_two_of_forty(boxes):
    found = choose(seed_facts())
    assert (len(found.pairings), found.total) == (32, 40)
    assert set(found.pairings["arrangement_id"]) == {"ew-2016-12"}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"date": "all"}, 33),  # and the one of 1996
        ({"date": "all", "programme": "all"}, 40),
        ({"programme": "unstated", "date": "all"}, 5),
        ({"programme": "unstated", "date": "all", "recipient": "540000"}, 1),
        ({"date": "1996"}, 1),
        ({"helper": "440000"}, 8),  # Guangdong and Guangzhou two each; Foshan, Zhongshan, Dongguan, Zhuhai
        ({"recipient": "520000"}, 8),
        ({"helper": "350000", "recipient": "620000"}, 2),  # Fuzhou–Dingxi, Xiamen–Linxia
        ({"kind": "province-province"}, 8),
        ({"helper": "350000", "recipient": "520000"}, 0),
        ({"programme": "jing_jin_ji"}, 2),  # without a date of their own; their source is of that month
    ],
)
def test_filters_by_hand(address, boxes, query, count):
    address.update(query)
    assert len(choose(seed_facts()).pairings) == count
    assert view.notices() == []


@LANGS
def test_each_option_says_how_many_it_would_leave(boxes, lang):
    t = Catalogue.load(lang)
    choose(seed_facts(), lang)
    dates, helpers = boxes[t("filter.date")], boxes[t("filter.helper")]
    assert dates["all"] == t("filter.all") and {"1996", "2016-12"} <= set(dates)
    assert helpers["330200"].count("2") == 1 and "110000" in helpers
    assert "640000" not in helpers  # who helps nobody is not offered


def test_a_value_that_the_other_filters_leave_empty_stays_to_be_undone(address, boxes):
    address.update(helper="350000", recipient="520000")
    choose(seed_facts())
    assert "520000" in boxes["Recipient"] and "350000" in boxes["Helper"]


@pytest.mark.parametrize("name", ["programme", "helper", "recipient", "kind", "date"])
def test_a_value_that_is_none_gives_the_default_and_a_notice(address, boxes, name):
    address.update({name: "nonsense"})
    assert len(choose(seed_facts()).pairings) == 32
    assert view.notices() == [("notice.refused", {"name": name, "value": "nonsense"})] and name not in address


def test_without_the_guideline_everything_is_shown(boxes, tmp_path):
    found = choose(load_facts(write_toy(tmp_path / "facts")))
    assert (len(found.pairings), found.total) == (1, 1)


@pytest.mark.parametrize("query", [{}, {"date": "all", "programme": "all"}, {"helper": "350000", "recipient": "520000"}])
def test_chart_and_table_have_a_row_a_pairing(address, boxes, query):
    address.update(query)
    facts = seed_facts()
    book, found = Book.of(facts, Reader("en")), choose(facts).pairings
    assert list(links_of(found, book)["pairing_id"]) == list(found["pairing_id"])
    assert len(pairing_rows(found, book)) == len(found)


def test_the_province_of_a_recipient_by_hand(boxes):
    facts = seed_facts()
    rows = links_of(facts.pairings, Book.of(facts, Reader("en"))).set_index("pairing_id")
    assert tuple(rows.loc["p-201612-16", ["province", "recipient"]]) == ("Jilin", "Yanbian")
    assert tuple(rows.loc["p-201612-18", ["province_id", "recipient_id"]]) == ("640000", "640000")
    assert rows.loc["p-jjj-1", "province_id"] in ("", "130000")  # an area has the province it lies in
