"""Facts at the edges of what can be recorded: every page opens, every view can be taken along, what is beyond is named."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from data.load import load_facts
from export.deck.deck import Deck, DeckSlide
from export.deck.show import show
from export.html.page import write_html
from export.pptx.deck import write_pptx
from geo.shapes.geometry import load_geometry
from look.palette import palette
from tests.data.seeds import seed_folder
from tests.edges import EDGES, FAULTY, LACKING, SOUND, Edge, write
from tests.hostile import HOSTILE, MARKED
from text.catalogue import Catalogue
from ui.navigation import PAGES
from views.by_page import VIEWS as BY_PAGE
from views.slides.make import slide

#: ``make fuzz`` tries every edge alone, and a thousand addresses.
LONGER = "ATLAS_FUZZ_S" in os.environ
#: Every page as it opens, and every other way to look at it: what a deck may hold can be asked of a page too.
VIEWS = (
    *(page.name for page in PAGES if page.name in BY_PAGE),
    "overview?fill=rate",
    "overview?fill=year",
    "overview?region=650000",
    "overview?pair=p-1996-fj-nx",
    "pairings?date=all&programme=all",
    "pairings?show=sankey&date=all",
    "pairings?show=matrix&date=all",
    "pairings?show=table",
    "pairings?show=compare",
    "pairings?show=coverage",
    "pairings?pair=p-1996-fj-nx&date=all",
    "trends?regions=640000,650000,A-nanjiang4",
    "trends?axis=linear&regions=640000,650000",
    "trends?show=ranking",
    "trends?show=delisted&as=chart",
    "trends?show=delisted&as=map",
    "region?region=650000",
    "region?region=A-nanjiang4",
    "region?pair=350000-640000",
    "cooperation?show=aspects",
    "cooperation?show=pairing",
    "cooperation?show=scorecard",
    "cooperation?show=terms",
    "sources?show=conflicts",
    "sources?show=checks",
    "sources?show=recorded",
    "sources?source=boundaries",
)


@pytest.fixture
def visit(app_test, monkeypatch):
    """Return a function that opens views one after the other, as one reader does, and gives each page."""

    def run(folder: Path, views: tuple[str, ...]):
        monkeypatch.setenv("ATLAS_FACTS", str(folder))
        at = app_test()
        for view in views:
            page, _, query = view.partition("?")
            at.query_params.clear()
            for pair in query.split("&") if query else ():
                at.query_params[pair.partition("=")[0]] = pair.partition("=")[2]
            at.switch_page(f"pages/{page}.py").run()
            assert not at.exception, (view, [one.message for one in at.exception])
            assert not at.error, (view, [one.value for one in at.error])
            assert at.get("html"), view
            yield view, at

    return run


def assert_every_page_opens(visit, folder: Path) -> None:
    opened = [view for view, _ in visit(folder, (*VIEWS, "present"))]
    assert {view.partition("?")[0] for view in opened} == {page.name for page in PAGES}


def assert_every_view_can_be_taken_along(folder: Path, monkeypatch, views: tuple[str, ...] = VIEWS) -> None:
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    t, geometry = Catalogue.load("zh"), load_geometry()
    deck = Deck("边", tuple(DeckSlide(view) for view in views), "zh")
    ready = show(deck, "zh", "light", "2026-01-01")
    assert all(one.title for one in ready.slides)
    # What a slide has no room for stands on a second one.
    sections = write_html(ready, geometry, t, palette("light")).count('<section class="slide')
    assert sections == len(ready.slides) >= len(views)
    assert write_pptx(ready, geometry, t, palette("light")).startswith(b"PK")


def test_everything_at_the_edge_is_shown(visit, tmp_path, monkeypatch):
    folder = write(tmp_path / "facts", SOUND)
    assert load_facts(folder).faults == ()
    assert_every_page_opens(visit, folder)
    assert_every_view_can_be_taken_along(folder, monkeypatch, VIEWS[::3])


def test_everything_beyond_is_named_and_left_out(visit, tmp_path):
    folder = write(tmp_path / "facts", FAULTY)
    facts = load_facts(folder)
    told = [fault.key for fault in facts.faults]
    assert {edge.fault for edge in FAULTY} <= set(told) and len(told) >= len(FAULTY)
    # What the words say can be read: on one line, in its own order, with a way out.
    for fault in facts.faults:
        for lang in ("zh", "en"):
            said = fault.message(Catalogue.load(lang))
            assert said.isprintable() and len(said) < 500 and "—" in said, said
    assert not {"A-one", "A-two", "A-own", "540000", "460000"} & set(facts.regions["region_id"])
    for _, at in visit(folder, ("overview", "region?region=650000", "trends?regions=640000", "pairings", "sources")):
        assert any('class="trouble"' in one.proto.body for one in at.get("html")), "the page says what was left out"


@pytest.mark.parametrize(
    "edges",
    [LACKING[:1], tuple(edge for edge in LACKING if edge.name.startswith("one row"))],
    ids=["no rows", "one row each"],
)
def test_little_is_shown_as_little(visit, tmp_path, edges):
    assert_every_page_opens(visit, write(tmp_path / "facts", edges))


@pytest.mark.fuzz
@pytest.mark.parametrize("edge", EDGES if LONGER else EDGES[:1], ids=lambda edge: edge.name)
def test_no_page_stops_at_an_edge(visit, tmp_path, monkeypatch, edge: Edge):
    folder = write(tmp_path / "facts", [edge])
    told = {fault.key for fault in load_facts(folder).faults}
    assert edge.fault is None or (edge.fault in told if edge.fault else not told), told
    assert_every_page_opens(visit, folder)
    assert_every_view_can_be_taken_along(folder, monkeypatch)


# --- addresses


def addresses(seed: int, count: int) -> list[tuple[str, dict[str, str]]]:
    """Addresses that nobody would write: known and unknown parameters, values of others, hostile and damaged ones."""
    chance = random.Random(seed)
    pages = [page.name for page in PAGES]
    names = sorted({pair.partition("=")[0] for view in VIEWS for pair in view.partition("?")[2].split("&") if pair})
    names += [
        "record",
        "deck",
        "d",
        "helper",
        "recipient",
        "kind",
        "before",
        "after",
        "rank",
        "when",
        "place",
        "verdict",
        "task",
        "card",
        "rule",
        "series",
        "indicator",
        "lang",
        "theme",
        "present",
        "embed",
        "x",
    ]
    values = [pair.partition("=")[2] for view in VIEWS for pair in view.partition("?")[2].split("&") if pair]
    values += [
        *HOSTILE,
        *MARKED,
        "",
        " ",
        "0",
        "-1",
        "9" * 400,
        "650000",
        "650000,650000",
        "all",
        "None",
        "../../x",
        "%00",
        "\x00",
        "p-1996-fj-nx",
        "o-xj-phr-end",
        "2016-12",
        "9999",
        "a" * 5000,
        "zh",
        "en",
        "1~2~3",
    ]
    found = []
    for _ in range(count):
        query = {chance.choice(names): chance.choice(values) for _ in range(chance.randint(1, 5))}
        found.append((chance.choice(pages), query))
    return found


def assert_no_address_stops_a_page(app_test, seed: int, count: int) -> None:
    at = app_test()
    for page, query in addresses(seed, count):
        at.query_params.clear()
        for name, value in query.items():
            at.query_params[name] = value
        at.switch_page(f"pages/{page}.py").run()
        assert not at.exception and not at.error, (page, query, [one.message for one in at.exception])
        for one in at.get("html"):
            assert not any(text in one.proto.body for text in HOSTILE[:2]), (page, query)
        assert not at.markdown and not at.info, "where Markdown would make links and pictures of it"


@pytest.fixture
def on_seeds(app_test, monkeypatch):
    monkeypatch.setenv("ATLAS_FACTS", str(seed_folder()))
    return app_test


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(25 if LONGER else 1))
def test_no_address_stops_a_page(on_seeds, seed):
    assert_no_address_stops_a_page(on_seeds, 20261126 + seed, 40)


@pytest.mark.parametrize("view", [*HOSTILE, *MARKED])
def test_a_strangers_text_is_no_view(view):
    with pytest.raises(ValueError, match="no view"):
        slide(view)
