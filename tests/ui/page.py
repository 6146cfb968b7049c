"""A page without Streamlit for functions that read the address: nothing in it, the light theme."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from ui import theme, view


class Address(dict[str, str]):
    """Query parameters that count how often they were written."""

    steps = 0

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, values: Mapping[str, str]) -> None:
        self.steps += 1
        self.clear()
        self.update(values)


@pytest.fixture
def address(monkeypatch):
    """Return the query parameters, to be filled."""
    return stand_in(monkeypatch).query_params


def stand_in(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put an address and a state in Streamlit's place, and return them."""
    fake = SimpleNamespace(query_params=Address(), session_state={})
    monkeypatch.setattr(view, "st", fake)
    monkeypatch.setattr(theme, "st", SimpleNamespace(context=SimpleNamespace(theme=SimpleNamespace(type=None))))
    return fake
