"""The view in the URL: only what differs stands there, only what is allowed counts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.hostile import HOSTILE
from tests.ui.page import Address
from ui import view
from views.params import Param, Substitute

FILL = Param("fill", "role", ("role", "rate"))
LIST = Param("regions", "a,b", ("a", "b", "c"))
PAIR = Param("pair", "", ("", "p-1"))


@pytest.fixture
def page(monkeypatch):
    """A page without Streamlit: its address and its state."""
    fake = SimpleNamespace(query_params=Address(), session_state={})
    monkeypatch.setattr(view, "st", fake)
    return fake


def test_without_a_value_the_default_counts_and_the_address_stays_short(page):
    assert (view.read(FILL), page.query_params, view.notices()) == ("role", {}, [])


def test_an_allowed_value_counts(page):
    page.query_params["fill"] = "rate"
    assert (view.read(FILL), page.query_params, view.notices()) == ("rate", {"fill": "rate"}, [])


@pytest.mark.parametrize("value", [*HOSTILE, "", "RATE", "rate "])
def test_another_value_gives_the_default_and_one_notice(page, value):
    page.query_params["fill"] = value
    assert view.read(FILL) == "role"
    assert page.query_params == {}
    assert view.notices() == [("notice.refused", {"name": "fill", "value": value[:60]})]
    assert view.notices() == []


def test_a_long_value_is_cut(page):
    page.query_params["fill"] = "x" * 10_000
    view.read(FILL)
    assert view.notices() == [("notice.refused", {"name": "fill", "value": "x" * 60})]


def test_the_default_is_not_written(page):
    view.write(FILL, "rate")
    assert page.query_params == {"fill": "rate"}
    view.write(FILL, "role")
    view.write(FILL, "role")
    assert page.query_params == {}


def test_a_widget_follows_the_address_and_the_address_the_widget(page):
    page.query_params.update(fill="rate", pair="p-1")
    key, changed = view.bound(FILL, clears=(PAIR,))
    assert page.session_state[key] == "rate"
    page.session_state[key] = "role"
    changed()
    assert (page.query_params, page.query_params.steps) == ({}, 1)  # one step: 'back' undoes both
    page.session_state[key] = None  # a switch that was switched off
    changed()
    assert page.query_params == {}


def test_several_values(page):
    assert view.read_list(LIST) == ["a", "b"]
    page.query_params["regions"] = "c,a"
    assert (view.read_list(LIST), view.notices()) == (["c", "a"], [])


def test_of_several_values_only_the_strange_ones_are_refused(page):
    page.query_params["regions"] = "c,<b>,a,zz"
    assert view.read_list(LIST) == ["c", "a"]
    refused = ("notice.refused", {"name": "regions", "value": "<b>,zz"})
    assert (page.query_params, view.notices()) == ({"regions": "c,a"}, [refused])


def test_a_value_given_twice_counts_once_and_is_no_mistake(page):
    page.query_params["regions"] = "c,c,a"
    assert (view.read_list(LIST), view.notices(), page.query_params) == (["c", "a"], [], {"regions": "c,a"})


def test_none_left_gives_the_default(page):
    page.query_params["regions"] = "zz"
    refused = ("notice.refused", {"name": "regions", "value": "zz"})
    assert (view.read_list(LIST), page.query_params, view.notices()) == (["a", "b"], {}, [refused])


def test_language_and_theme_come_along_to_another_page_and_can_still_be_put_back(page):
    page.query_params["lang"] = "en"
    view.carry()
    page.query_params.clear()  # the link to the next page does not name it
    page.session_state["page_changed"] = True
    view.carry()
    assert page.query_params == {"lang": "en"}
    page.query_params.clear()  # the reader went back to Chinese on the same page
    page.session_state["page_changed"] = False
    view.carry()
    page.session_state["page_changed"] = True
    view.carry()
    assert page.query_params == {}


PLACES = {"522400": Substitute("520500", ("notice.renamed", {})), "341400": Substitute("", ("notice.divided", {}))}


def place_param(instead):
    return Param("region", "650000", {"520500"}, PLACES.get, instead, "notice.no_place")


def test_a_value_that_stands_for_another_gives_that_and_says_so(page):
    page.query_params.update(region="522400", fill="rate")
    assert view.read(place_param({})) == "520500"
    assert page.query_params == {"region": "520500", "fill": "rate"}
    assert view.notices() == view.notices() == [("notice.renamed", {})]  # as long as that place is shown
    page.query_params["region"] = "650000"
    assert view.notices() == view.notices() == []


@pytest.mark.parametrize(("value", "notice"), [("341400", "notice.divided"), ("999999", "notice.no_place")])
def test_a_value_that_stands_for_nothing_gives_what_is_shown_instead(page, value, notice):
    page.query_params.update(region=value, fill="rate")
    assert view.read(place_param({"region": "100000"})) == "100000"
    assert page.query_params == {"region": "100000", "fill": "rate"}
    assert [key for key, _ in view.notices()] == [notice]
