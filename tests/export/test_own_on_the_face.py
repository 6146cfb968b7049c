"""Figures of one's own say so on the face of whatever shows them: slide, player, picture, handout, published page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from pptx import Presentation

from data.importing.preview import preview
from data.importing.reading.workbook import read_pasted
from data.store.database import store_url
from data.store.ledger import Ledger
from export.deck.deck import Deck, DeckSlide
from export.deck.show import show
from export.document.handout import period_and_basis
from export.html.page import write_html
from export.pictures.still import Finish, still, words_of
from export.pptx.deck import write_pptx
from look.palette import palette
from text.catalogue import Catalogue
from views import loaders
from views.slide import Footnote, Show, Slide

#: Views that show the rows below, each of another kind, and what each shows of them.
VIEWS = {
    "overview?fill=rate&series=poverty_headcount_ratio~unstated&when=2018~0": "map",
    "trends?show=points&regions=640400": "trend",
    "trends?show=ranking&rank=unstated~prefecture~2018": "ranking",
    "region?region=640400": "place",
    "region?pair=350000-640000": "pair",
    "sources?show=own": "document",
}
OTHER = ("region?region=440000", "overview", "pairings")


@pytest.fixture(scope="module")
def _stored(tmp_path_factory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("ATLAS_STORE", f"sqlite:///{tmp_path_factory.mktemp('own') / 'own.sqlite3'}")
    loaders.STORE.look_again()
    tables = {
        "地区\t2018年贫困发生率（%）\n固原市\t3.1\n宁夏\t3": {"1.basis": "unstated"},
        "帮扶方\t受援方\t2018年财政援助资金（万元）\n福建省\t宁夏\t1234": {"1.programme": "east_west"},
    }
    ledger = Ledger.open(store_url())
    for text, said in tables.items():
        result = preview(read_pasted(text), loaders.facts(), {"document-title": "某市年鉴摘录"} | said)
        assert result.ready, [(decision.key, decision.options) for decision in result.open]
        digest = result.workbook.digest
        ledger.store(result.tables, author="a", why="", file_name="x", file_digest=digest, answers={})
    ledger.engine.dispose()
    loaders.STORE.look_again()
    yield
    loaders.STORE.close()
    patch.undo()
    loaders.STORE.look_again()


def shown(view: str, lang: str) -> tuple[Show, Slide]:
    ready = show(Deck("x", (DeckSlide(view),), lang), lang, "light", "2026-11-28")
    (slide,) = [slide for slide in ready.slides if not slide.kind][:1]
    return ready, slide


def face(ready: Show, lang: str) -> list[str]:
    """What stands on the slides of a presentation, its speaker notes left out."""
    geometry = loaders.geometry(loaders.shapes())
    assert geometry is not None
    content = write_pptx(ready, geometry, Catalogue.load(lang), palette("light"))
    shapes = (shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes)
    return [shape.text_frame.text for shape in shapes if shape.has_text_frame]


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_view_says_it(view, lang):
    t = Catalogue.load(lang)
    ready, slide = shown(view, lang)
    assert slide.own and "某市年鉴摘录" in slide.own and slide.own.startswith(t("slide.own", titles=""))
    # Cut short is what is less needed: on a slide, in the player, in pictures, also of the map alone, on paper.
    assert any(slide.own in text for text in face(ready, lang))
    geometry = loaders.geometry(loaders.shapes())
    assert geometry is not None
    page = unescape(write_html(ready, geometry, t, palette("light")))
    assert slide.own in page.split('<footer class="foot">', 2)[-1]
    words = words_of(slide, ready)
    assert words.own == words.lines[0] == slide.own and period_and_basis(slide, t)[0] == slide.own


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize("view", OTHER)
def test_a_view_without_any_says_nothing(view):
    assert shown(view, "zh")[1].own == ""


@pytest.mark.usefixtures("_stored")
def test_its_footnote_says_whose_it_is_and_a_map_alone_says_it_too():
    ready, slide = shown("region?region=640400", "zh")
    (note,) = [note for note in slide.footnotes if note.source_id.startswith("own-")][:1]
    assert note.text.startswith("本单位自有数据，《某市年鉴摘录》")
    geometry = loaders.geometry(loaders.shapes())
    assert geometry is not None
    for own in (slide.own, ""):
        alone = still(slide, geometry, words_of(replace(slide, own=own), ready), "16:9", Finish(alone=True))
        assert ("某市年鉴摘录" in alone) == bool(own)


@pytest.mark.usefixtures("_stored")
def test_a_long_line_of_periods_does_not_push_it_off_the_slide():
    ready, slide = shown("region?region=640400", "zh")
    notes = tuple(Footnote(n, f"s{n}", "一家报社，《一篇题目很长很长的报道》，2018年" * 3) for n in range(1, 9))
    crowded = replace(slide, period="2011年至2020年，" * 20, basis="口径未说明，" * 20, footnotes=notes)
    assert any(slide.own in text for text in face(replace(ready, slides=(crowded,)), "zh"))
