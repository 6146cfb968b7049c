"""A browser's storage for pages under AppTest: what ui/client/elements/store.js does, told in a few lines of Python.

Several windows (AppTests) may share one. The script itself is tried in tests/browser/present/test_present.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from export.deck.deck import Deck, dump, parse

MOST_ANSWERS = 8


@dataclass
class Storage:
    """Revision and text of the deck that is kept, and of the one before it."""

    own: tuple[str, str] | None = None
    before: tuple[str, str] | None = None
    trouble: str = ""

    @classmethod
    def of(cls, deck: Deck) -> Storage:
        return cls(("first", dump(deck)))

    @property
    def deck(self) -> Deck:
        assert self.own, "nothing is kept"
        deck, faults = parse(self.own[1])
        assert deck, faults
        return deck

    @property
    def former(self) -> str:
        return self.before[1] if self.before else ""

    def settle(self, at: AppTest) -> AppTest:
        """Answer the page until it asks for nothing more."""
        for _ in range(MOST_ANSWERS):
            # The search box is such an element too.
            found = [node for node in at if node.type == "bidi_component" and "write" in json.loads(node.proto.json)]
            said = self._answer(json.loads(found[0].proto.json)) if found else None
            if said is None:
                return at
            state = at._tree.get_widget_states()
            state.widgets.append(
                WidgetState(
                    id=_make_trigger_id(found[0].proto.id, "events"),
                    json_trigger_value=json.dumps({"event": "answer", "value": said}),
                )
            )
            at = at._run(state)
            assert not at.exception
        raise AssertionError("the page asks without end")

    def _answer(self, data: dict[str, Any]) -> dict[str, Any] | None:
        if not data["write"] and not data["ask"]:
            return None
        if self.trouble:
            return {"trouble": self.trouble}
        said = self._write(data["write"]) if data["write"] else self._told(data["rev"])
        return said | {"before": self.before is not None}

    def _told(self, rev: str) -> dict[str, Any]:
        if self.own is None:
            return {"rev": "", "text": None}
        return {"rev": self.own[0], "text": self.own[1] if self.own[0] != rev else None}

    def _write(self, order: dict[str, Any]) -> dict[str, Any]:
        if self.own and self.own[0] != order["id"] and not order["force"] and self.own[0] not in order["bases"]:
            return self._told("")
        if order["act"] == "wipe":
            self.own = self.before = None
        elif order["act"] == "swap":
            assert self.before
            self.own, self.before = (order["id"], self.before[1]), self.own
            return {"wrote": order["id"], "text": self.own[1]}
        else:
            if order["keep"] and self.own and self.own[1] != order["text"]:
                self.before = self.own
            self.own = (order["id"], order["text"])
        return {"wrote": order["id"]}
