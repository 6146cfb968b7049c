"""Own figures under AppTest: taken in, asked about, stored, shown with their source, withdrawn, and all is as before."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.pages.app import html
from text.catalogue import Catalogue
from ui import deployment
from ui.own import editors
from views import loaders

PAGE = "pages/sources.py"
ROWS = ("某县扶贫办统计表", "地区\t2018年贫困发生率（%）", "固原市\t3.1", "朝阳\t4.2", "陕甘宁\t5", "监督电话：0954-1234567")
TABLE = "\n".join(ROWS)


@pytest.fixture
def store(tmp_path):
    """A store of this test alone; it is let go of afterwards."""
    loaders.STORE.look_again()
    yield {"ATLAS_STORE": f"sqlite:///{tmp_path / 'own.sqlite3'}"}
    loaders.STORE.close()
    loaders.STORE.look_again()


def test_a_viewer_looks_and_has_no_way_in(app_test, store):
    at = app_test(PAGE, query={"show": "own"}, env=store)
    t = Catalogue.load("zh")

    assert not at.exception and t("own.viewer") in html(at) and t("own.none") in html(at)
    assert not at.text_area and not [b for b in at.button if b.key and b.key.startswith("own_")]


def test_an_editor_stores_and_withdraws_and_finds_all_as_before(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    before = loaders.facts()

    at.text_area(key="own_cells_0").set_value(TABLE).run()
    said = html(at)
    assert not at.exception and "陕甘宁" in said and "1234567" not in said and t("own.asked", n=3) in said
    assert not [b for b in at.button if b.key == "own_store"]

    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.selectbox(key="own_name:朝阳").set_value("211300").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()
    assert not at.exception and t("own.asked", n=1) not in html(at)
    at.text_input(key="own_why").set_value("年报").run()
    at.button(key="own_store").click().run()
    assert not at.exception and t("own.stored", number=1, n=2) in html(at) and "年报" in html(at)

    stored = loaders.facts()
    added = stored.observations.iloc[len(before.observations) :]
    assert added[["region_id", "value"]].to_numpy().tolist() == [["640400", 3.1], ["211300", 4.2]]
    tiers = stored.sources.set_index("source_id")["tier"]
    assert set(added["source_id"].map(tiers)) == {"own"} and "0954" not in stored.sources.iloc[-1].to_string()

    at.button(key="own_act").click().run()
    assert not at.exception and t("own.withdrawn") in html(at)
    assert loaders.facts() is before


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        (None, {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, True),
        (None, {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, True),
        ("10.1.2.3", {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, False),
        (None, {"Host": "localhost:8501", "Origin": "https://atlas.example.cn"}, False),
        (None, {"Host": "atlas.example.cn", "Origin": "http://localhost:8501"}, False),
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501", "X-Forwarded-For": "10.1.2.3"}, False),
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501", "Forwarded": "for=10.1.2.3"}, False),
        (None, {"Host": "localhost:8501"}, False),
        (None, {}, False),
    ],
)
def test_only_who_sits_at_the_server_edits_without_sign_in(address, headers, here):
    assert editors.at_the_server(address, headers) is here


def test_with_hosts_or_proxies_named_nobody_edits_without_sign_in(monkeypatch):
    monkeypatch.setattr(editors, "at_the_server", lambda *_: True)
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.cn")
    assert editors.editor() == ""


def test_signed_in_only_editors_edit(monkeypatch):
    class User(dict):
        is_logged_in = True

    monkeypatch.setattr(deployment, "signs_in", lambda: True)
    monkeypatch.setenv("ATLAS_EDITORS", "A@example.cn b@example.cn")
    for user, name in (
        (User(email="a@example.cn"), "a@example.cn"),
        (User(email="c@example.cn"), ""),
        (User(email="b@example.cn", email_verified=False), ""),
        (User(), ""),
    ):
        monkeypatch.setattr(st, "user", user)
        assert editors.editor() == name
