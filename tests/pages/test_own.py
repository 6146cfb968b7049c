"""Own figures under AppTest: taken in, asked about, stored, shown with their source, withdrawn, and all is as before."""

from __future__ import annotations

import pytest
import streamlit as st

from data.importing.preview import preview
from data.importing.reading.workbook import read_workbook
from data.store.database import store_url
from data.store.ledger import Ledger
from tests.pages.app import html
from text.catalogue import Catalogue
from ui import deployment
from ui.own import editors
from ui.own.revisions import revision_workbook
from views import loaders
from views.reader import Reader

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


def taken_in(at, turn: int, cells: str):
    """Paste a table, answer what is asked about it, and store it."""
    at.text_area(key=f"own_cells_{turn}").set_value(cells).run()
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()
    assert not at.exception
    at.button(key="own_store").click().run()


def test_what_would_be_stored_is_seen_on_the_map_and_over_time(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value("地区\t2018年贫困发生率（%）\n固原市\t3.1\n新疆\t6.1").run()
    assert t("own.look") not in html(at)
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()

    assert not at.exception and t("own.look") in html(at)
    (places,) = [one for one in at.multiselect if one.key.startswith("own_places_")]
    assert places.value == ["640400", "650000"]
    assert t("own.on_map", name="贫困发生率", n=2, places=2) in html(at)
    places.set_value([]).run()
    assert not at.exception


def test_two_imports_are_compared_and_what_one_said_comes_back(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    taken_in(at, 0, "地区\t2018年贫困发生率（%）\n固原市\t3.1\n吴忠市\t2.2")
    taken_in(at, 1, "地区\t2018年贫困发生率（%）\n固原市\t3.4\n中卫市\t1.5")

    at.selectbox(key="own_compare_2").set_value(1).run()
    assert not at.exception and t("own.differences", first=1, second=2, added=1, removed=1, changed=1) in html(at)
    assert "3.1%" in html(at) and "3.4%" in html(at) and "中卫市" in html(at) and "吴忠市" in html(at)

    ledger = Ledger.open(store_url())
    first = ledger.revisions()[-1]
    content = revision_workbook(ledger, first, loaders.book(loaders.facts(), Reader("zh")))
    ledger.withdraw(1, author="甲", why="")
    ledger.engine.dispose()
    loaders.STORE.look_again()
    result = preview(read_workbook("下载.xlsx", content), loaders.facts())
    assert result.tables["observations"]["value"].tolist() == ["3.1", "2.2"] and not result.refusals
    assert "某县扶贫办统计表" in result.tables["sources"].to_string()


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


def test_whom_a_proxy_names_edits_if_the_configuration_says_so(monkeypatch):
    monkeypatch.setenv("ATLAS_PROXIES", "127.0.0.1")
    monkeypatch.setenv("ATLAS_IDENTITY", "X-Remote-User")
    monkeypatch.setenv("ATLAS_EDITORS", "zhang.san li@example.cn")
    monkeypatch.setattr(editors, "at_the_server", lambda *_: True)
    for name, edits in (("zhang.san", True), ("li@example.cn", True), ("wang.wu", False), ("", False)):
        monkeypatch.setattr(editors, "reader_of", lambda _headers, name=name: name)
        assert (editors.editor(), editors.reader_name()) == (name if edits else "", name)
