"""The deck's page under AppTest: the built-in deck, one's own as the browser keeps it, what strangers send."""

from __future__ import annotations

import random
from dataclasses import replace
from html import escape

import pytest
import streamlit as st

from export.deck.deck import Deck, DeckSlide, dump
from export.deck.link import LONGEST_ADDRESS
from export.deck.packing import pack
from export.deck.story import story
from tests.hostile import HOSTILE
from tests.pages.app import html, notices, write_headers_only
from tests.pages.storage import Storage
from text.catalogue import Catalogue
from ui.own import editors
from ui.present import decks
from views.parts.markup import as_plain

PAGE = "pages/present.py"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
MINE = Deck(
    "<b>我的</b>", (DeckSlide("overview", "一", "", "说"), DeckSlide("trends", "二"), DeckSlide("sources", "")), "zh"
)
SENT = Deck("来信", (DeckSlide("trends", "甲"), DeckSlide("sources", "乙")))
ZH = Catalogue.load("zh")


def mine(app_test, storage):
    return storage.settle(app_test(PAGE))


def linked(app_test, deck, storage):
    at = app_test(PAGE)
    at.query_params["deck"] = pack(deck)
    return storage.settle(at.run())


def press(at, start, storage):
    (button,) = [b for b in at.button if b.key and b.key.startswith(start)]
    return storage.settle(button.click().run())


@LANGS
def test_it_opens_with_the_built_in_deck(app_test, lang):
    at = Storage().settle(app_test(PAGE, query={"lang": lang}))
    assert not at.exception and not notices(at)
    assert all(escape(one.title) in html(at) for one in story(lang).slides)
    assert "atlas/deck?d=story" in html(at) and "deck" not in at.query_params


def test_the_deck_that_the_browser_keeps_is_shown_as_text(app_test):
    at = mine(app_test, Storage.of(MINE))
    assert not at.exception and not notices(at)
    assert "<b>我的" not in html(at) and at.text_input[0].value == MINE.title and "deck" not in at.query_params


def test_a_deck_that_is_still_to_come_is_waited_for(app_test, monkeypatch):
    """Where a cookie says that there is one; whoever does not want to wait goes on."""
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {decks.COOKIE: "1"}))
    at = app_test(PAGE)
    assert ZH("present.awaited") in html(at) and story("zh").slides[0].title not in html(at)
    assert at.button(key="deck-go-on").click().run().text_input[0].value == story("zh").title
    assert mine(app_test, Storage.of(MINE)).text_input[0].value == MINE.title
    assert story("zh").slides[0].title in html(Storage().settle(app_test(PAGE)))


def test_slides_are_moved_copied_and_removed(app_test):
    storage = Storage.of(MINE)
    at = mine(app_test, storage)
    at = press(at, "deck-arrow_downward-0", storage)
    assert [one.title for one in storage.deck.slides] == ["二", "一", ""]
    at = press(at, "deck-content_copy-1", storage)
    assert [one.title for one in storage.deck.slides] == ["二", "一", "一", ""]
    at = press(at, "deck-delete-0", storage)
    at = press(at, "deck-arrow_upward-2", storage)
    assert [one.title for one in storage.deck.slides] == ["一", "", "一"] and not at.exception


def test_texts_are_changed_and_stay(app_test):
    storage = Storage.of(MINE)
    at = mine(app_test, storage)
    at = storage.settle(at.text_input[0].set_value("新的标题").run())
    (title,) = [box for box in at.text_input if str(box.key).startswith("deck-title")]
    at = storage.settle(title.set_value("改过").run())
    (notes,) = [area for area in at.text_area if str(area.key).startswith("deck-notes")]
    at = storage.settle(notes.set_value("一\n二").run())
    assert storage.deck == mine(app_test, storage).session_state["deck_sync"].own
    assert storage.deck.title == "新的标题"
    assert storage.deck.slides[0] == DeckSlide("overview", "改过", "", "一\n二")
    (title,) = [box for box in at.text_input if str(box.key).startswith("deck-title")]
    assert title.value == "改过"


def test_cover_chapters_and_hidden_slides_are_kept(app_test):
    storage = Storage.of(MINE)
    at = mine(app_test, storage)
    for name, text in (("subtitle", "文件与数字"), ("author", "某处"), ("chapter", "缘起")):
        (box,) = [box for box in at.text_input if str(box.key).startswith(f"deck-{name}-")]
        at = storage.settle(box.set_value(text).run())
    at = storage.settle(at.checkbox[0].uncheck().run())
    (hide,) = [button for button in at.button if str(button.key).startswith("deck-visibility-0-")]
    at = storage.settle(hide.click().run())
    deck = storage.deck
    assert (deck.subtitle, deck.author, deck.cover) == ("文件与数字", "某处", False)
    assert (deck.slides[0].chapter, deck.slides[0].hidden) == ("缘起", True)


def test_what_boxes_of_the_last_deck_still_send_is_not_meant_for_this_one(app_test):
    """A page that is still being drawn sends the old boxes' texts along with the browser's answer."""
    storage = Storage()
    at = storage.settle(app_test(PAGE))
    old = at._tree.get_widget_states()
    assert story("zh").slides[0].title in str([state.string_value for state in old.widgets])
    storage.own = ("other", dump(MINE))
    at = storage.settle(at.switch_page("pages/sources.py").run().switch_page(PAGE).run())
    assert at.text_input[0].value == MINE.title
    at = storage.settle(at._run(old))
    assert at.session_state["deck_sync"].own == storage.deck == MINE


def test_another_deck_keeps_the_one_before_it(app_test):
    storage = Storage.of(MINE)
    at = mine(app_test, storage)
    at = press(at, "deck-copy", storage)
    assert storage.deck.slides == MINE.slides and storage.deck.title != MINE.title
    at = press(at, "deck-new", storage)
    assert storage.deck.slides == () and ZH("present.empty") in html(at)
    at = press(at, "deck-before", storage)
    assert storage.deck.slides == MINE.slides and at.text_input[0].value == storage.deck.title


def test_looking_at_the_built_in_deck_changes_nothing(app_test):
    storage = Storage.of(MINE)
    at = press(mine(app_test, storage), "deck-story", storage)
    assert "d=story" in html(at) and storage.deck == MINE and not at.exception
    at = press(at, "deck-own", storage)
    assert at.text_input[0].value == MINE.title
    at = press(at, "deck-story", storage)
    at = press(at, "deck-delete-0", storage)  # from here it is one's own
    assert storage.deck == replace(story("zh"), slides=story("zh").slides[1:]) and MINE.title in storage.former


def test_a_deck_is_deleted_from_the_browser(app_test):
    storage = Storage.of(MINE)
    at = press(mine(app_test, storage), "deck-forget", storage)
    assert storage == Storage() and "d=story" in html(at)


def test_a_deck_from_a_link_takes_nothing_away(app_test):
    storage = Storage.of(MINE)
    at = linked(app_test, SENT, storage)
    assert at.text_input[0].value == "来信" and storage.deck == MINE and ZH("present.linked") in "".join(notices(at))
    assert pack(SENT) in at.query_params["deck"]
    at = press(at, "deck-own", storage)
    assert at.text_input[0].value == MINE.title and "deck" not in at.query_params

    at = linked(app_test, SENT, storage)
    at = press(at, "deck-delete-1", storage)
    assert storage.deck == replace(SENT, slides=SENT.slides[:1]) and not notices(at) and "deck" not in at.query_params
    at = press(at, "deck-before", storage)
    assert storage.deck == MINE


def test_an_old_link_with_notes_is_read_and_leaves_the_address(app_test):
    sent = replace(SENT, slides=(DeckSlide("trends", "甲", "", "秘密的讲稿"),))
    storage = Storage.of(MINE)
    at = linked(app_test, sent, storage)
    assert "deck" not in at.query_params and ZH("present.loose") in "".join(notices(at)) and pack(sent) not in html(at)
    at = press(at, "deck-take", storage)
    assert storage.deck == sent and not notices(at)


def test_ones_own_deck_by_a_link_is_ones_own(app_test):
    own = Deck("我的", (DeckSlide("trends", "二"), DeckSlide("sources")))
    at = linked(app_test, own, Storage.of(own))
    assert not notices(at) and "deck" not in at.query_params


def test_a_link_says_what_it_carries(app_test):
    at = mine(app_test, Storage.of(MINE))
    shared = html(at)
    assert ZH("present.link_carries", n=3) + ZH("present.link_notes", n=1) in shared
    bare = replace(MINE, slides=tuple(replace(one, notes="") for one in MINE.slides))
    assert f"./present?deck={pack(bare)}" in shared and pack(MINE) not in shared

    words = random.Random(1)
    long = Deck("长", tuple(DeckSlide("trends", words.randbytes(60).hex()) for _ in range(60)))
    shared = html(mine(app_test, Storage.of(long)))
    assert ZH("present.link_long", most=LONGEST_ADDRESS) in shared and "deck=" not in shared


@pytest.mark.parametrize("trouble", ["blocked", "full"])
def test_where_nothing_can_be_kept_it_is_told(app_test, trouble):
    storage = Storage(trouble=trouble)
    at = app_test("pages/trends.py")
    at = storage.settle(at.button(key="deck_add").click().run())
    assert ZH(f"store.{trouble}") in at.toast[0].value
    at = storage.settle(at.switch_page(PAGE).run())
    assert ZH(f"store.{trouble}") in "".join(notices(at)) and "trends" in html(at)


@pytest.mark.parametrize("packed", ["nonsense", "<script>", pack(MINE)[:-9], "A" * 24_001])
def test_an_address_that_cannot_be_read_is_told(app_test, packed):
    at = app_test(PAGE)
    at.query_params["deck"] = packed
    at.run()
    assert not at.exception and ZH("deck.fault_packed") in "".join(notices(at))
    assert story("zh").slides[0].title in html(at) and "deck" not in at.query_params


def test_any_view_is_added_with_one_button(app_test):
    storage = Storage()
    at = app_test("pages/region.py")
    at.query_params["region"] = "A-nanjiang4"
    at.run()
    at = storage.settle(at.button(key="deck_add").click().run())
    assert [toast.value for toast in at.toast] == [ZH("deck.added", title=ZH("present.untitled"), n=1)]
    assert storage.deck.slides == (DeckSlide("region?region=A-nanjiang4", "南疆四地州"),)
    other = app_test("pages/trends.py")  # another window, or the same after a reload
    storage.settle(other.button(key="deck_add").click().run())
    assert [one.view for one in storage.deck.slides] == ["region?region=A-nanjiang4", "trends"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_strangers_title_is_never_read_as_markdown(app_test, title):
    kept = title.replace("\u2028", " ").replace("\u2029", " ")
    storage = Storage.of(Deck(kept, (DeckSlide("overview"),)))
    at = app_test("pages/trends.py")
    at = storage.settle(at.button(key="deck_add").click().run())
    (toast,) = at.toast
    assert toast.value == ZH("deck.added", title=as_plain(kept), n=2)


def test_with_nothing_recorded_the_page_stands(app_test, tmp_path):
    at = app_test(PAGE, query={"lang": "en"}, env={"ATLAS_FACTS": str(write_headers_only(tmp_path / "facts"))})
    assert not at.exception and story("en").slides[0].title in html(at)


def test_decks_are_kept_on_the_server_and_opened_by_others(app_test, tmp_path, monkeypatch):
    who = {"name": "甲"}
    monkeypatch.setattr(editors, "reader_name", lambda: who["name"])
    monkeypatch.setattr(editors, "editor", lambda: who["name"])
    monkeypatch.setenv("ATLAS_STORE", f"sqlite:///{tmp_path / 'own.sqlite3'}")
    storage = Storage.of(MINE)
    at = opened_fold(mine(app_test, storage), storage)
    assert ZH("kept.none") in html(at)
    at.checkbox(key="kept-shared").check().run()
    at = press(at, "kept-keep", storage)
    assert escape(ZH("kept.stored", name=MINE.title)) in html(at)

    who["name"] = ""
    other = Storage()
    at = opened_fold(mine(app_test, other), other)
    assert not [b for b in at.button if b.key in ("kept-keep", "kept-remove")]
    at = press(at, "kept-open", other)
    assert at.text_input[0].value == MINE.title and other.deck == MINE

    who["name"] = "甲"
    at = press(opened_fold(mine(app_test, storage), storage), "kept-remove", storage)
    assert escape(ZH("kept.removed", name=MINE.title)) in html(at) and ZH("kept.none") in html(at)


def opened_fold(at, storage):
    at.session_state["deck-kept"] = True
    return storage.settle(at.run())
