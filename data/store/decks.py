"""Decks of slides that the server keeps: a person's own, and those that everybody may open. Nothing is ever overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from data.store.database import StoreTrouble, now, reading, writing
from data.store.tables import DECKS

#: Decks of one person.
MOST: Final = 200
_LONGEST: Final = 200


@dataclass(frozen=True)
class StoredDeck:
    """A deck as it was kept last.

    Attributes
    ----------
    stored_at : str
        When, UTC, ISO 8601.
    shared : bool
        Whether everybody may open it.
    text : str
        As its text file (:func:`export.deck.deck.dump`).
    """

    name: str
    owner: str
    stored_at: str
    shared: bool
    text: str


def keep_deck(engine: Engine, name: str, text: str, *, owner: str, shared: bool) -> None:
    """Keep a deck under a name; one that this person kept under it before gives way and stays in the database.

    Raises
    ------
    StoreTrouble
        If it can't be stored, or this person has too many; then nothing of it is there.
    """
    with writing(engine) as connection:
        held = [deck for deck in _decks(connection) if deck.owner == owner[:_LONGEST]]
        if len(held) >= MOST and name[:_LONGEST] not in {deck.name for deck in held}:
            raise StoreTrouble("ledger.many_decks", most=MOST)
        _add(connection, name, text, owner, shared, removed=False)


def remove_deck(engine: Engine, name: str, *, owner: str) -> None:
    """Show a deck of this person no longer; one that is not there is no trouble."""
    with writing(engine) as connection:
        if any((deck.name, deck.owner) == (name, owner) for deck in _decks(connection)):
            _add(connection, name, "", owner, False, removed=True)


def decks_for(engine: Engine, owner: str) -> list[StoredDeck]:
    """Return the decks that a person may open, the latest first: the shared ones and their own.

    Parameters
    ----------
    owner : str
        Empty for somebody unknown.
    """
    with reading(engine) as connection:
        return [deck for deck in _decks(connection) if deck.shared or (owner and deck.owner == owner)]


def _add(connection: Connection, name: str, text: str, owner: str, shared: bool, *, removed: bool) -> None:
    row = {"name": name[:_LONGEST], "who": owner[:_LONGEST], "made": now(), "deck": text}
    connection.execute(DECKS.insert().values(**row, shared=int(shared), removed=int(removed)))


def _decks(connection: Connection) -> list[StoredDeck]:
    last = select(func.max(DECKS.c.deck_id)).group_by(DECKS.c.name, DECKS.c.who)
    rows = select(DECKS).where(DECKS.c.deck_id.in_(last), DECKS.c.removed == 0).order_by(DECKS.c.deck_id.desc())
    return [
        StoredDeck(row["name"], row["who"], row["made"], bool(row["shared"]), row["deck"])
        for row in connection.execute(rows).mappings()
    ]
