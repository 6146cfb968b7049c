"""Settings of a deployment: from the environment, else the secrets file; a value of no use is refused with a remedy."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.source import ROOT
from tests.ui.sign_in import PROVIDER, SIGN_IN, configure
from ui import deployment
from ui.deployment import Deployment, WrongSetting, read
from ui.serving import server


@pytest.fixture
def secrets(monkeypatch):
    """Set the ``[atlas]`` section of the secrets file."""

    def write(**values: object) -> None:
        monkeypatch.setattr(st.secrets, "load_if_toml_exists", lambda: True)
        monkeypatch.setattr(st.secrets, "_secrets", {"atlas": values})

    return write


def test_nothing_set_is_nothing_opened():
    assert read() == Deployment()


def test_the_environment_is_read(monkeypatch):
    for name, value in {
        "FRAMES": "https://portal.example.cn http://*.gov.example:8080",
        "HOSTS": "Atlas.example.cn, *.intranet.cn；[fd00::1]:8501",
        "PROXIES": "127.0.0.1 10.1.0.0/16",
        "METRICS": "true",
        "SITE": "https://www.example.cn/atlas/",
        "HSTS": "31536000",
        "MAP_APPROVAL": " GS(2026)0000号 ",
    }.items():
        monkeypatch.setenv(f"ATLAS_{name}", value)
    assert read() == Deployment(
        frames=("https://portal.example.cn", "http://*.gov.example:8080"),
        hosts=("atlas.example.cn", "*.intranet.cn", "[fd00::1]:8501"),
        proxies=("127.0.0.1", "10.1.0.0/16"),
        metrics=True,
        site="https://www.example.cn/atlas/",
        hsts=31536000,
    )
    assert deployment.map_approval() == "GS(2026)0000号"


def test_the_secrets_file_is_read_where_the_environment_says_nothing(secrets, monkeypatch):
    secrets(hosts=["a.example.cn", "b.example.cn"], proxies="10.0.0.1", metrics=True, hsts=60)
    monkeypatch.setenv("ATLAS_PROXIES", "10.0.0.2")
    assert read() == Deployment(hosts=("a.example.cn", "b.example.cn"), proxies=("10.0.0.2",), metrics=True, hsts=60)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("frames", "*"),
        ("frames", "portal.example.cn"),
        ("frames", "https://portal.example.cn/start"),
        ("frames", "https://portal.example.cn'"),
        ("hosts", "https://atlas.example.cn"),
        ("hosts", "atlas.example.cn/map"),
        ("hosts", "*"),
        ("proxies", "proxy.example.cn"),
        ("proxies", "10.1.0.0/99"),
        ("proxies", "*"),
        ("metrics", "yes"),
        ("site", "www.example.cn"),
        ("site", "javascript:alert(1)"),
        ("site", 'https://x/"><script>'),
        ("hsts", "1 year"),
        ("hsts", "-1"),
        ("hsts", "99999999999"),
    ],
)
def test_a_value_of_no_use_is_refused_with_key_value_and_remedy(monkeypatch, key, value):
    monkeypatch.setenv(f"ATLAS_{key.upper()}", value)
    with pytest.raises(WrongSetting) as wrong:
        read()
    zh, en = str(wrong.value).splitlines()
    for line in (zh, en):
        assert f"ATLAS_{key.upper()}" in line and value.split()[0] in line
    assert "请写" in zh and "Write" in en


def test_every_setting_is_described_for_an_administrator():
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert [name for name in Deployment.__dataclass_fields__ if f"`ATLAS_{name.upper()}` | `{name}`" not in text] == []


def test_the_server_does_not_start_with_it(monkeypatch):
    monkeypatch.setenv("ATLAS_HSTS", "soon")
    with pytest.raises(SystemExit, match="ATLAS_HSTS"):
        server.routes()


def test_sign_in_that_lacks_something_is_refused_at_the_start_with_the_keys(monkeypatch):
    configure(monkeypatch)
    assert read() == Deployment() and deployment.providers() == ("",)
    configure(monkeypatch, {**SIGN_IN, "unit": PROVIDER, "province": PROVIDER})
    assert read() == Deployment() and deployment.providers() == ("unit", "province")
    for section, keys in (
        ({}, ("[auth] redirect_uri", "[auth] cookie_secret", "[auth] client_id")),
        ({**SIGN_IN, "client_id": "c"}, ("[auth] client_secret", "[auth] server_metadata_url")),
        ({**SIGN_IN, "unit": {"client_id": "c"}}, ("[auth.unit] client_secret",)),
    ):
        configure(monkeypatch, section)
        with pytest.raises(WrongSetting) as wrong:
            read()
        zh, en = str(wrong.value).splitlines()
        assert all(key in line for key in keys for line in (zh, en)) and "缺少" in zh and "Missing" in en
