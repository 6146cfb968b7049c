"""One view, one answer: what a page shows at an address is what its slide shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st

from tests.pages import app
from tests.views.parity import DRAWN, Sheets, addresses, differences
from text.catalogue import Catalogue
from views.addresses import split_view
from views.declared import PAGES
from views.params import split
from views.slides.make import slide


@pytest.mark.parametrize("which", PAGES)
def test_page_slide_sheet_and_picture_say_the_same(app_test, monkeypatch, which):
    """One reader goes through all addresses of a page: what was shown before leaves nothing behind."""
    sheets = Sheets()
    monkeypatch.setattr(st, "download_button", sheets.button)
    monkeypatch.setattr(st, "expander", sheets.fold)
    at = app_test(f"pages/{which}.py")
    differ = {}
    for n, address in enumerate(one for one in addresses() if split_view(one)[0] == which):
        at.query_params.clear()
        for key, value in split_view(address)[1].items():
            at.query_params[key] = value
        sheets.makers.clear()
        at.run()
        assert not at.exception, (address, [one.message for one in at.exception])
        if found := differences(address, at, sheets, draw=n % DRAWN == 0):
            differ[address] = found
    assert differ == {}


def test_the_addresses_are_many_and_try_every_parameter_with_what_it_takes_and_what_it_does_not():
    tried = [(page, name, value) for page, values in map(split_view, addresses()) for name, value in values.items()]
    every = {(page, name) for page, params in PAGES.items() for name in params}
    assert len(addresses()) > 200 and {(page, name) for page, name, value in tried if value == "nonsense"} == every
    assert {(page, name) for page, name, value in tried if value != "nonsense"} >= every


@pytest.mark.parametrize("helper", ["110102", "330200", "350000", "440000", "320000"])
def test_a_filtered_task_says_the_same_figures_on_page_and_slide(app_test, helper):
    """A page that opens with the first task of which something is reported, and a slide that opened with the first."""
    t = Catalogue.load("zh")
    at = app_test("pages/cooperation.py", query={"helper": helper})
    made = slide(f"cooperation?helper={helper}")
    assert made.facts is not None and len(made.facts) and made.sentence != t("cooperation.none")
    shown = next(c for c in at.get("html") if 'class="dimension"' in c.proto.body).proto.body
    assert made.title.split("：")[0].split(" · ")[0] in shown or str(len(made.facts)) in shown


def test_a_clicked_region_goes_with_the_view():
    """What was left out once: the region of the pairings page, the record and the card beside a picture."""
    for address in ("pairings?region=650000", "cooperation?record=x", "cooperation?card=y", "sources?cell=650000~2010"):
        page, values = split_view(address)
        assert values.keys() <= PAGES[page].keys()
    before, after = slide("pairings").scene, slide("pairings?region=650000").scene
    assert before is not None and after is not None and after.chosen == ("region", "650000")
    assert set(before.flows) < set(after.flows), "its pairs of other lists come with it"
    assert after.labels[0].region_id == "650000", "its name comes before all others"
    role = len(before.fill.classes)
    assert after.fill.classes[role].hatch and after.fill.provinces == before.fill.provinces | {"650000": role}
    same = replace(after, chosen=None, flows=before.flows, ends=before.ends, legend=before.legend, labels=before.labels)
    assert replace(same, fill=before.fill) == before, "nothing else of the map differs"


def test_a_pair_is_one_thing_everywhere():
    """A key of two regions; the id of a pairing, as older links have it, leads to the same."""
    for page in ("overview", "pairings"):
        assert slide(f"{page}?pair=p-201612-18").scene == slide(f"{page}?pair=350000-640000").scene
        scene = slide(f"{page}?pair=350000-640000").scene
        assert scene is not None and scene.chosen == ("flow", "p-201612-18")
    assert slide("region?pair=p-201612-18").title == slide("region?pair=350000-640000").title
    assert split("a,,b") == ["a", "b"]


def test_a_page_tells_what_it_was_asked_for(app_test):
    at = app_test("pages/pairings.py", query={"pair": "p-201612-18"})
    assert at.query_params["pair"] == "350000-640000" and 'class="notice"' not in app.html(at)
