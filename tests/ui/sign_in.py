"""A secrets file that configures sign-in, without a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
import streamlit as st

PROVIDER: Final = {
    "client_id": "c",
    "client_secret": "s",
    "server_metadata_url": "https://id.cn/.well-known/openid-configuration",
}
SIGN_IN: Final = {"redirect_uri": "https://a.cn/oauth2callback", "cookie_secret": "s"}


def configure(monkeypatch: pytest.MonkeyPatch, section: Mapping[str, object] | None = None) -> None:
    """Let the secrets be a section ``[auth]``; a whole one by default."""
    monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: True)
    monkeypatch.setattr(st.secrets, "_secrets", {"auth": {**SIGN_IN, **PROVIDER} if section is None else section})
