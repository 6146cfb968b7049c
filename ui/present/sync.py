"""The reader's own deck between this session and the browser's storage, where it is kept.

The browser has the deck, the session only what it knows of it. The session asks (a token, answered once) and orders
writes; each write is a revision, names those it builds on, and is refused where another window has written since. What was
added is then added to that newer deck; what was changed otherwise counts, and the other deck is kept for one step back.
``ui/client/elements/store.js`` is the browser's part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import uuid4

from data.schema.faults import Fault
from export.deck.deck import MOST_BYTES, MOST_SLIDES, Deck, DeckSlide, dump, parse

#: Revisions that are remembered: those that this session read or wrote.
_REVISIONS: Final = 20
TROUBLES: Final = ("blocked", "full")


@dataclass
class Sync:
    """What a session knows of the reader's own deck, and what it waits for.

    Attributes
    ----------
    own : Deck or None
        None where there is none, or none is known yet.
    loaded : bool
        Whether the browser has said what it keeps.
    before : bool
        Whether it keeps the deck that was there before this one, too.
    trouble : str
        A member of :data:`TROUBLES` where it can keep nothing; then the session alone has the deck.
    unread : tuple of Fault
        Why the deck that is kept cannot be read.
    question : str
        Token of the question that waits for its answer; empty where none does.
    order : dict or None
        The write that waits for its answer.
    added : list of DeckSlide
        Slides that are not known to be stored.
    events : set of str
        What has come of it since somebody looked: ``"changed"`` (what is shown is to be drawn anew), ``"added"`` (slides are
        in the deck), ``"full"`` (there was no room for them).
    overwrote : bool
        Whether this deck took the place of one that another window had written.
    large : bool
        Whether it is larger than a deck may be; then it is kept as it was before it grew.
    """

    own: Deck | None = None
    loaded: bool = False
    before: bool = False
    trouble: str = ""
    unread: tuple[Fault, ...] = ()
    question: str = ""
    order: dict[str, Any] | None = None
    added: list[DeckSlide] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    overwrote: bool = False
    large: bool = False
    _fresh: Deck = field(default_factory=lambda: Deck(""))
    _changed: bool = False
    _revisions: list[str] = field(default_factory=list)

    def payload(self, *, live: bool) -> dict[str, Any]:
        """Return what the browser is told; ``live`` asks it to tell of other windows."""
        rev = self._revisions[-1] if self._revisions else ""
        return {"ask": self.question, "rev": rev, "write": self.order, "live": live}

    def busy(self) -> bool:
        """Say whether an answer of the browser is waited for."""
        return bool(self.question or self.order)

    def ask(self) -> None:
        """Ask what the browser keeps, unless an answer is on its way or nothing can be kept."""
        if not self.busy() and not self.trouble:
            self.question = uuid4().hex

    def set_own(self, deck: Deck, *, keep: bool) -> None:
        """Make a deck the reader's own.

        Parameters
        ----------
        keep : bool
            Whether it takes the place of another deck, which is kept for one step back.
        """
        if self.added and not self.loaded:  # they wait for the deck that is kept, and this one takes its place
            deck = replace(deck, slides=(*deck.slides, *self.added)[:MOST_SLIDES])
        self.own, self._changed, self.unread, self.overwrote = deck, True, (), False
        self.added.clear()
        self._write(keep=keep)

    def add(self, slide: DeckSlide, fresh: Deck) -> None:
        """Add a slide to the reader's own deck as the browser has it; to a fresh one where there is none."""
        self.added.append(slide)
        self._fresh = fresh
        if self.loaded or self.order:
            self._join([slide])
        else:
            self.ask()

    def swap(self) -> None:
        """Take the deck back that was there before; this one is then the one before."""
        self._write(act="swap")

    def wipe(self) -> None:
        """Delete the deck and the one before it from the browser."""
        self.own, self.before, self.unread, self._changed = None, False, (), True
        self.added.clear()
        self._write(act="wipe", force=True)

    def answer(self, message: Mapping[str, Any]) -> None:
        """Take an answer of the browser.

        Parameters
        ----------
        message : mapping
            As ``store.js`` sends it; whatever else comes is taken for an answer without content.
        """
        was = (self.own, self.before, self.trouble, self.unread, self.overwrote)
        self.question = ""
        if message.get("trouble") in TROUBLES:
            self._alone(str(message["trouble"]))
        elif "wrote" in message:
            self._stored(message)
        elif isinstance(message.get("text"), str):
            self._newer(message["text"], str(message.get("rev")))
        elif not self.order:
            if not message.get("rev"):
                self.own, self._revisions = None, []
            self._join(self.added)
        self.before = bool(message.get("before"))
        self.loaded = True
        if was != (self.own, self.before, self.trouble, self.unread, self.overwrote):
            self.events.add("changed")

    def _alone(self, trouble: str) -> None:
        """Nothing can be kept: what was to be stored stays here."""
        joined = self.loaded or self.order is not None
        self.trouble, self.order, self._changed = trouble, None, False
        if joined and self.added:
            self.events.add("added")
        elif not joined:
            self._join(self.added)
        self.added.clear()

    def _stored(self, message: Mapping[str, Any]) -> None:
        if not self.order or message["wrote"] != self.order["id"]:  # an earlier one: the last is still under way
            return
        self._revisions = [*self._revisions, str(self.order["id"])][-_REVISIONS:]
        self.order, self._changed = None, False
        if isinstance(message.get("text"), str):
            self._read(message["text"])
        if self.added:
            self.events.add("added")
        self.added.clear()

    def _newer(self, text: str, rev: str) -> None:
        """Another window has written."""
        if self._changed and self.order and self.order["act"] == "put":
            self.overwrote = True
            self._write(keep=True, force=True)
            return
        self.order = None
        self._read(text)
        self._revisions = [rev]
        self._join(self.added)

    def _read(self, text: str) -> None:
        self.own, self.unread = parse(text)

    def _join(self, slides: list[DeckSlide]) -> None:
        """Put added slides behind the deck, as far as there is room, and have it written."""
        if not slides:
            return
        base = self.own or self._fresh
        free = MOST_SLIDES - len(base.slides)
        if free < len(slides):
            self.events.add("full")
        if free > 0:
            self.own = replace(base, slides=(*base.slides, *slides[:free]))
            self._write(keep=bool(self.unread))
            self.unread = ()
        if not self.order:  # nothing is on its way that could be waited for
            self.events |= {"added"} if free > 0 else set()
            self.added.clear()

    def _write(self, *, act: str = "put", keep: bool = False, force: bool = False) -> None:
        text = dump(self.own) if act == "put" and self.own else ""
        self.large = len(text.encode()) > MOST_BYTES
        if self.trouble or self.large:
            self.order = None
            return
        # A write that is still under way may never get there: what it was to keep, this one keeps.
        pending = [str(self.order["id"])] if self.order else []
        keep = keep or bool(self.order and self.order["keep"])
        bases = [*self._revisions, *pending][-_REVISIONS:]
        self._revisions = bases
        self.question = ""
        self.order = {"id": uuid4().hex, "act": act, "text": text, "bases": bases, "keep": keep, "force": force}
