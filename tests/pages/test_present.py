"""The deck's page under AppTest: the built-in deck, one's own, what strangers send."""

from __future__ import annotations

from html import escape

import pytest

from export.deck import Deck, DeckSlide, pack, unpack
from export.story import story
from tests.pages.app import html, notices, write_headers_only
from text.catalogue import Catalogue

PAGE = "pages/present.py"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
MINE = Deck(
    "<b>我的</b>", (DeckSlide("overview", "一", "", "说"), DeckSlide("trends", "二"), DeckSlide("sources", "")), "zh"
)


def mine(app_test, deck=MINE):
    at = app_test(PAGE)
    at.query_params["deck"] = pack(deck)
    return at.run()


def held(at) -> Deck:
    """The deck in the address."""
    packed = at.query_params["deck"]
    deck, _ = unpack(packed[0] if isinstance(packed, list) else packed)
    assert deck is not None
    return deck


def press(at, start):
    (button,) = [b for b in at.button if b.key and b.key.startswith(start)]
    return button.click().run()


@LANGS
def test_it_opens_with_the_built_in_deck(app_test, lang):
    at = app_test(PAGE, query={"lang": lang})
    assert not at.exception and not notices(at)
    assert all(escape(one.title) in html(at) for one in story(lang).slides)
    assert "atlas/deck?d=story" in html(at) and "deck" not in at.query_params


def test_a_deck_in_the_address_is_shown_as_text(app_test):
    at = mine(app_test)
    assert not at.exception and not notices(at)
    assert "<b>我的" not in html(at) and at.text_input[0].value == MINE.title and held(at) == MINE


def test_slides_are_moved_copied_and_removed(app_test):
    at = mine(app_test)
    press(at, "deck-arrow_downward-0")
    assert [one.title for one in held(at).slides] == ["二", "一", ""]
    press(at, "deck-content_copy-1")
    assert [one.title for one in held(at).slides] == ["二", "一", "一", ""]
    press(at, "deck-delete-0")
    press(at, "deck-arrow_upward-2")
    assert [one.title for one in held(at).slides] == ["一", "", "一"] and not at.exception


def test_texts_are_changed_and_stay(app_test):
    at = mine(app_test)
    at.text_input[0].set_value("新的标题").run()
    at.text_input[1].set_value("改过").run()
    (notes,) = [area for area in at.text_area if area.key.startswith("deck-notes")]
    notes.set_value("一\n二").run()
    deck = held(at)
    assert (deck.title, deck.slides[0].title, deck.slides[0].notes) == ("新的标题", "改过", "一\n二")
    assert at.text_input[1].value == "改过"


def test_new_copy_and_built_in(app_test):
    at = mine(app_test)
    press(at, "deck-copy")
    assert held(at).slides == MINE.slides and held(at).title != MINE.title
    press(at, "deck-new")
    assert held(at).slides == () and Catalogue.load("zh")("present.empty") in html(at)
    press(at, "deck-story")
    assert "deck" not in at.query_params and "d=story" in html(at) and not at.exception


@pytest.mark.parametrize("packed", ["nonsense", "<script>", pack(MINE)[:-9]])
def test_an_address_that_cannot_be_read_is_told(app_test, packed):
    at = app_test(PAGE)
    at.query_params["deck"] = packed
    at.run()
    assert not at.exception and Catalogue.load("zh")("deck.fault_packed") in "".join(notices(at))
    assert story("zh").slides[0].title in html(at) and "deck" not in at.query_params


def test_any_view_is_added_with_one_button(app_test):
    at = app_test("pages/region.py")
    at.query_params["region"] = "A-nanjiang4"
    at.run()
    at.button(key="deck_add").click().run()
    assert not at.exception and len(at.toast) == 1
    at = at.switch_page(PAGE).run()
    assert held(at).slides == (DeckSlide("region?region=A-nanjiang4", "南疆四地州"),)


def test_with_nothing_recorded_the_page_stands(app_test, tmp_path):
    at = app_test(PAGE, query={"lang": "en"}, env={"ATLAS_FACTS": str(write_headers_only(tmp_path / "facts"))})
    assert not at.exception and story("en").slides[0].title in html(at)
