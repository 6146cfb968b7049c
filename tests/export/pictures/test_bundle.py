"""Many files in one: a picture a map, a table a slide, the same bytes twice, and nothing after a cancel."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from charts.spec import ChartSpec
from export.pictures.bundle import lay_out, only_file, pack_files, write_pictures, write_tables
from export.pictures.still import SMALLEST, chart_room
from export.trouble import Cancelled
from geo.shapes.geometry import Geometry, load_geometry
from tests.export.deck import show
from views.slide import Slide
from views.slides.make import slide as slide_of

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


def charted(slide: Slide, geometry: Geometry, size: str) -> tuple[ChartSpec, tuple[int, int]]:
    """The chart of a slide as a picture has it, and the room for it."""
    laid = lay_out(replace(show(), slides=(slide,)), geometry, size, lambda *_: None)
    ((chart, words),) = ((one.chart, one.words) for one in laid if one.chart and one.words)
    return chart.spec, chart_room(words, size)


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


@pytest.mark.parametrize("size", ["16:9", "4:3", "a4"])
@pytest.mark.parametrize("view", ["trends?show=rates", "trends?show=points", "pairings?show=sankey", "region?region=620000"])
def test_a_chart_is_laid_out_for_its_page(geometry, view, size):
    """It has the page's whole width, and its smallest type is the page's."""
    slide = slide_of(view, "en", "light")
    spec, (width, height) = charted(slide, geometry, size)
    assert spec.options.width_px == width and abs(spec.height_px - height) <= 1
    # In units of a slide a pixel of the page is as much as its smallest type says.
    type_px = 12 * spec.options.scale * SMALLEST[size] / 16
    assert 0.74 * SMALLEST[size] < type_px < 1.01 * SMALLEST[size]


def test_few_rows_and_small_cells_are_enlarged(geometry):
    """Three bars would leave most of a page empty, and a matrix a third of its width."""
    for view in ("trends?show=ranking", "pairings?show=matrix", "cooperation?show=scorecard"):
        slide = slide_of(view, "zh", "light")
        spec, (width, height) = charted(slide, geometry, "16:9")
        enlarged = min(width / spec.options.width_px, height / spec.height_px)
        assert spec.options.scale * enlarged > 1.15, view


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
