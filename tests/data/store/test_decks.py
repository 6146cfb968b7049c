"""Decks that the server keeps: everybody opens the shared ones, each their own, and nothing is overwritten."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from data.store import decks, tables
from data.store.database import StoreTrouble, connect
from data.store.decks import decks_for, keep_deck, remove_deck
from data.store.ledger import Ledger
from data.store.tables import DECKS, migrate


def names(ledger: Ledger, who: str) -> list[tuple[str, str]]:
    return [(deck.name, deck.text) for deck in decks_for(ledger.engine, who)]


def test_own_decks_are_seen_by_their_owner_and_shared_ones_by_everybody(ledger):
    keep_deck(ledger.engine, "七月会议", "一", owner="甲", shared=False)
    keep_deck(ledger.engine, "七月会议", "二", owner="乙", shared=True)

    assert names(ledger, "甲") == [("七月会议", "二"), ("七月会议", "一")]
    assert names(ledger, "丙") == names(ledger, "") == [("七月会议", "二")]


def test_the_last_one_of_a_name_counts_and_those_before_stay_in_the_database(ledger):
    for said in ("一", "二"):
        keep_deck(ledger.engine, "七月会议", said, owner="甲", shared=False)
    remove_deck(ledger.engine, "七月会议", owner="乙")
    assert names(ledger, "甲") == [("七月会议", "二")]

    remove_deck(ledger.engine, "七月会议", owner="甲")
    assert names(ledger, "甲") == []
    with ledger.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(DECKS)) == 3
    with pytest.raises(Exception, match="append-only"), ledger.engine.begin() as connection:
        connection.execute(text("DELETE FROM atlas_decks"))


def test_a_person_has_so_many_at_most(ledger, monkeypatch):
    monkeypatch.setattr(decks, "MOST", 2)
    for name in ("一", "二"):
        keep_deck(ledger.engine, name, name, owner="甲", shared=False)
    with pytest.raises(StoreTrouble) as raised:
        keep_deck(ledger.engine, "三", "三", owner="甲", shared=False)
    assert raised.value.key == "ledger.many_decks"
    keep_deck(ledger.engine, "二", "新", owner="甲", shared=False)
    keep_deck(ledger.engine, "三", "三", owner="乙", shared=False)
    assert names(ledger, "甲") == [("二", "新"), ("一", "一")]


def test_a_store_of_the_version_before_gets_its_table(url, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(tables, "MIGRATIONS", tables.MIGRATIONS[:1])
        engine = connect(url)
        migrate(engine)
        engine.dispose()
    ledger = Ledger.open(url)
    keep_deck(ledger.engine, "七月会议", "一", owner="甲", shared=True)
    assert names(ledger, "") == [("七月会议", "一")]
    ledger.engine.dispose()
