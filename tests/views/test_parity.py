"""One view, one answer: what a page shows at an address is what its slide shows."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from geo.payload import to_json
from tests.pages import app
from text.catalogue import Catalogue
from views import loaders
from views.addresses import split_view, view_of
from views.declared import PAGES, from_values
from views.params import split
from views.reader import Reader
from views.slides.make import slide

#: Values of a parameter that are tried: so many, and one that is not allowed.
TRIED = 4
#: Parameters that show the same picture beside other words, and those of slides alone.
WORDS = {"record", "card", "cell", "build"}
#: Views that are tried besides the first of a page, by its parameters.
SHOWN = {
    "overview": ({},),
    "pairings": ({}, {"show": "compare"}, {"show": "coverage"}),
    "trends": ({"show": "delisted", "as": "map"},),
    "region": ({},),
}


def addresses() -> list[str]:
    """Every page with a map, every parameter of it, some values of each; the same on every run."""
    facts = loaders.facts()
    book = loaders.book(facts, Reader())
    found: dict[str, None] = {}
    for page, views in SHOWN.items():
        for view in views:
            at = from_values(page, facts, book, view)
            for name in PAGES[page].keys() - WORDS - view.keys() - ({"show", "as", "axis", "rank", "regions"}):
                allowed = sorted(at.param(name).allowed)
                some = random.Random(f"{page} {view} {name}").sample(allowed, min(TRIED, len(allowed)))
                for value in [*some, "nonsense"]:
                    found |= {view_of(page, view | {name: value}): None}
            found |= {view_of(page, view): None}
    # By year a slide stands still, and a page steps by itself: not the same picture, and not meant to be.
    return sorted(address for address in found if "fill=rate" not in address)


def of_moment(scene):
    """What a map shows at the moment it opens with: a page that steps through counties brings all moments, a slide one."""
    frames, fill, n = scene["frames"], dict(scene["fill"]), len(scene["fill"]["classes"])
    if frames is None:
        counties = fill.pop("counties", {})
        return scene | {"fill": fill, "tips": {i: tip for i, tip in scene["tips"].items() if i not in counties}}, counties
    assert frames["ahead"] == n - 1 and not scene["tips"]
    left = {i: int(year) for years, ids in frames["values"] for year in years for i in ids}
    counties = {i: frames["years"].index(year) if year <= frames["year"] else n - 1 for i, year in left.items()}
    return scene | {"frames": None}, counties


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_and_its_slides_draw_the_same_maps(app_test, page):
    """One reader goes through all addresses of a page: what was shown before leaves nothing behind."""
    at = app_test(f"pages/{page}.py")
    differ = []
    for address in addresses():
        name, values = split_view(address)
        if name != page:
            continue
        at.query_params.clear()
        for key, value in values.items():
            at.query_params[key] = value
        made = slide(address).scene
        if made is None or of_moment(app.scene(at.run())) != of_moment(json.loads(to_json(made))):
            differ.append(address)
    assert differ == []


def test_the_addresses_are_many_and_name_every_kind_of_parameter():
    named = {(page, name) for page, values in map(split_view, addresses()) for name in values}
    assert len(addresses()) > 150 and len(named) > 20


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
    same = replace(after, chosen=None, flows=before.flows, ends=before.ends, legend=before.legend)
    assert same == before, "nothing else of the map differs"


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
