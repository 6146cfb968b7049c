"""The reader's own deck between sessions and one browser: what is added, changed, lost and found again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from export.deck.deck import MOST_SLIDES, Deck, DeckSlide
from tests.pages.storage import Storage
from ui.present.sync import Sync

A, B, C = DeckSlide("overview", "A"), DeckSlide("trends", "B"), DeckSlide("sources", "C")
FRESH, MINE = Deck("fresh"), Deck("mine", (A,))


def talk(sync: Sync, storage: Storage) -> Sync:
    """Let session and browser answer each other until both are quiet."""
    for _ in range(8):
        said = storage._answer(sync.payload(live=True))
        if said is None:
            return sync
        sync.answer(said)
    raise AssertionError("they talk without end")


def opened(storage: Storage) -> Sync:
    sync = Sync()
    sync.ask()
    return talk(sync, storage)


def test_a_new_session_has_the_deck_that_is_kept():
    sync = opened(Storage.of(MINE))
    assert (sync.own, sync.loaded, sync.events) == (MINE, True, {"changed"})
    assert opened(Storage()).own is None


def test_what_is_added_before_the_deck_is_known_joins_it():
    storage, sync = Storage.of(MINE), Sync()
    sync.add(B, FRESH)
    assert sync.own is None and not sync.events
    sync = talk(sync, storage)
    assert storage.deck == sync.own == replace(MINE, slides=(A, B)) and "added" in sync.events


def test_the_first_slide_begins_a_deck():
    storage = Storage()
    sync = opened(storage)
    sync.add(A, FRESH)
    assert talk(sync, storage).own == storage.deck == Deck("fresh", (A,)) and storage.before is None


def test_two_windows_add_to_one_deck():
    storage = Storage.of(MINE)
    first, second = opened(storage), opened(storage)
    first.add(B, FRESH)
    talk(first, storage)
    second.add(C, FRESH)
    talk(second, storage)
    assert storage.deck == second.own == replace(MINE, slides=(A, B, C)) and not second.overwrote


def test_a_change_here_wins_over_one_elsewhere_and_keeps_it():
    storage = Storage.of(MINE)
    first, second = opened(storage), opened(storage)
    first.set_own(replace(MINE, title="elsewhere"), keep=False)
    talk(first, storage)
    second.set_own(replace(MINE, title="here"), keep=False)
    talk(second, storage)
    assert storage.deck == replace(MINE, title="here") and second.overwrote and second.before
    second.swap()
    assert talk(second, storage).own == replace(MINE, title="elsewhere") == storage.deck
    second.swap()
    assert talk(second, storage).own == replace(MINE, title="here")


def test_changes_that_come_before_the_first_is_stored_are_no_quarrel():
    storage = Storage.of(MINE)
    sync = opened(storage)
    for title in ("a", "b", "c"):
        sync.set_own(replace(MINE, title=title), keep=title == "a")
    talk(sync, storage)
    assert storage.deck == replace(MINE, title="c") and not sync.overwrote
    assert "mine" in storage.former  # what the first was to keep, the last one keeps


def test_an_answer_that_comes_late_or_twice_changes_nothing():
    sync = opened(Storage.of(MINE))
    sync.set_own(Deck("a"), keep=False)
    first = str(sync.order and sync.order["id"])
    sync.set_own(Deck("b"), keep=False)
    sync.answer({"wrote": first})
    assert sync.own == Deck("b") and sync.order
    last = str(sync.order and sync.order["id"])
    sync.answer({"wrote": last})
    sync.answer({"wrote": last})
    assert sync.own == Deck("b") and not sync.busy()


@pytest.mark.parametrize("trouble", ["blocked", "full"])
def test_without_storage_the_session_has_the_deck(trouble):
    storage, sync = Storage(trouble=trouble), Sync()
    sync.add(A, FRESH)
    talk(sync, storage)
    assert sync.own == Deck("fresh", (A,)) and sync.trouble == trouble and {"added", "changed"} <= sync.events
    sync.events.clear()
    sync.add(B, FRESH)
    assert sync.own == Deck("fresh", (A, B)) and "added" in sync.events and not sync.busy()
    sync.set_own(MINE, keep=True)
    assert sync.own == MINE and not sync.busy()


def test_a_kept_text_that_cannot_be_read_is_told_and_not_lost():
    storage = Storage(("x", "version = 9"))
    sync = opened(storage)
    assert sync.own is None and sync.unread
    sync.add(A, FRESH)
    talk(sync, storage)
    assert storage.deck == Deck("fresh", (A,)) and storage.before == ("x", "version = 9") and not sync.unread


def test_a_full_deck_takes_no_more_and_says_so():
    storage = Storage.of(Deck("full", (A,) * MOST_SLIDES))
    sync = opened(storage)
    sync.add(B, FRESH)
    assert "full" in sync.events and not sync.busy() and sync.own == storage.deck


def test_a_deck_that_has_grown_too_large_is_kept_as_it_was():
    """What could not be read again is not written; nothing is lost as long as the page is open."""
    storage = Storage.of(MINE)
    sync = opened(storage)
    large = Deck("large", tuple(DeckSlide("overview", notes="讲" * 8000) for _ in range(12)))
    sync.set_own(large, keep=False)
    assert talk(sync, storage).own == large and sync.large and storage.deck == MINE
    sync.add(B, FRESH)
    assert talk(sync, storage).large and "added" in sync.events and storage.deck == MINE
    sync.set_own(replace(large, slides=large.slides[:5]), keep=False)
    assert talk(sync, storage).own == storage.deck and not sync.large


def test_a_deck_that_is_deleted_is_gone_for_other_windows_too():
    storage = Storage.of(MINE)
    first, second = opened(storage), opened(storage)
    first.wipe()
    assert talk(first, storage).own is None and storage == Storage()
    second.ask()
    assert talk(second, storage).own is None


@pytest.mark.parametrize(
    "said", [{}, {"text": 3, "rev": None}, {"trouble": "<b>"}, {"wrote": []}, {"text": "a." * 100_000, "rev": "r"}]
)
def test_no_answer_breaks_it(said):
    sync = Sync()
    sync.ask()
    sync.answer(said)
    assert sync.own is None and sync.loaded and not sync.busy()
