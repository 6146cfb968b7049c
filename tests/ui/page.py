"""A page without Streamlit for functions that read the address: nothing in it, the light theme."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui import theme, view


@pytest.fixture
def address(monkeypatch):
    """Return the query parameters, to be filled."""
    return stand_in(monkeypatch).query_params


def stand_in(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Put an address and a state in Streamlit's place, and return them."""
    fake = SimpleNamespace(query_params={}, session_state={})
    monkeypatch.setattr(view, "st", fake)
    monkeypatch.setattr(theme, "st", SimpleNamespace(context=SimpleNamespace(theme=SimpleNamespace(type=None))))
    return fake
