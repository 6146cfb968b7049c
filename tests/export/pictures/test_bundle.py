"""Many files in one: a picture a map, a table a slide, the same bytes twice, and nothing after a cancel."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from export.pictures.bundle import lay_out, only_file, pack_files, write_pictures, write_tables
from export.trouble import Cancelled
from geo.shapes.geometry import load_geometry
from tests.export.deck import show

TABLES = {"1 新疆：32% → 15%": pd.DataFrame({"a": ["=1+1"]}), "nothing": pd.DataFrame()}


@pytest.fixture(scope="module")
def geometry():
    return load_geometry()


@pytest.fixture(scope="module")
def maps():
    """The first two slides with a map, without their charts: a machine without a browser can draw them."""
    deck = show()
    return replace(deck, slides=tuple(replace(one, charts=()) for one in deck.slides if one.scene)[:2])


def pictures(deck, geometry, size, kind, progress=lambda *_: None) -> bytes:
    return write_pictures(lay_out(deck, geometry, size, progress), "light", size, kind, lambda *_: None)


def names(packed: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(packed)).namelist()


def test_every_map_is_a_picture_of_the_size_asked_for(maps, geometry):
    packed = zipfile.ZipFile(io.BytesIO(pictures(maps, geometry, "square", "png")))
    assert [name[:3] for name in packed.namelist()] == ["01 ", "02 "]
    for name in packed.namelist():
        content = packed.read(name)
        assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20]) == int.from_bytes(content[20:24]) == 1080


def test_svg_twice_gives_the_same_bytes(maps, geometry):
    once, again = (pictures(maps, geometry, "16:9", "svg") for _ in range(2))
    assert once == again and all(name.endswith(".svg") for name in names(once))


def test_progress_is_told_and_a_cancel_ends_it(maps, geometry):
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        pictures(maps, geometry, "16:9", "svg", stop)
    assert told == [(0, 2), (1, 2)]


def test_slides_of_words_alone_give_no_picture(maps, geometry):
    words = replace(maps, slides=tuple(replace(one, scene=None) for one in maps.slides))
    assert names(pictures(words, geometry, "16:9", "png")) == []


def test_tables_are_defused_and_named_for_every_file_system():
    packed = zipfile.ZipFile(io.BytesIO(write_tables(TABLES)))
    assert packed.namelist() == ["1 新疆 32-15.csv"]
    assert packed.read("1 新疆 32-15.csv").decode("utf-8-sig").split() == ["a", "'=1+1"]


def test_a_name_holds_nothing_that_leads_out_of_the_folder():
    assert names(write_tables({"../../etc/passwd": TABLES["1 新疆：32% → 15%"]})) == ["etc passwd.csv"]


def test_a_file_alone_needs_no_unpacking():
    assert only_file(pack_files({"a.svg": b"<svg/>"})) == ("a.svg", b"<svg/>")
    assert only_file(pack_files({})) is None and only_file(pack_files({"a": b"1", "b": b"2"})) is None


def test_no_clock_in_a_zip():
    assert pack_files({"a": b"1"}) == pack_files({"a": b"1"})
